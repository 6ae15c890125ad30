"""NACE sections in both versions, in all the ways that codes are written."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segkit import models
from segkit.checks import DataError
from segkit.models.firmographic import nace_section, vertical
from segkit.models.firmographic.industry import RANGES

# Regulation (EC) No 1893/2006, annex I, and Delegated Regulation (EU) 2023/137, annex
REV_2 = {
    "A": "01-03", "B": "05-09", "C": "10-33", "D": "35", "E": "36-39", "F": "41-43",
    "G": "45-47", "H": "49-53", "I": "55-56", "J": "58-63", "K": "64-66", "L": "68",
    "M": "69-75", "N": "77-82", "O": "84", "P": "85", "Q": "86-88", "R": "90-93",
    "S": "94-96", "T": "97-98", "U": "99",
}  # fmt: skip
REV_2_1 = {
    "A": "01-03", "B": "05-09", "C": "10-33", "D": "35", "E": "36-39", "F": "41-43",
    "G": "46-47", "H": "49-53", "I": "55-56", "J": "58-60", "K": "61-63", "L": "64-66",
    "M": "68", "N": "69-75", "O": "77-82", "P": "84", "Q": "85", "R": "86-88",
    "S": "90-93", "T": "94-96", "U": "97-98", "V": "99",
}  # fmt: skip
PUBLISHED = {"2": REV_2, "2.1": REV_2_1}
N = {"2": (21, 88), "2.1": (22, 87)}


def spread(ranges):
    for letter, text in ranges.items():
        first, _, last = text.partition("-")
        for number in range(int(first), int(last or first) + 1):
            yield f"{number:02}", letter


@pytest.mark.parametrize("version", PUBLISHED)
def test_every_division_is_in_its_published_section(version):
    codes, letters = zip(*spread(PUBLISHED[version]), strict=True)
    assert nace_section(pd.Series(codes), version=version).tolist() == list(letters)
    assert (len(set(letters)), len(codes)) == N[version]


@pytest.mark.parametrize("version", PUBLISHED)
def test_what_is_no_division_has_no_section(version):
    there = {code for code, _ in spread(PUBLISHED[version])}
    others = [f"{n:02}" for n in range(100) if f"{n:02}" not in there]
    assert nace_section(pd.Series(others), version=version).isna().all()


def test_k_is_finance_in_one_version_and_information_in_the_other():
    codes = pd.Series(["64.19", "62.01"])
    assert nace_section(codes, version="2").tolist() == ["K", "J"]
    assert nace_section(codes, version="2.1").tolist() == ["L", "K"]
    X = pd.DataFrame({"nace_code": codes})
    names = [
        models.FirmographicSegmenter(by="industry", nace_version=v).fit(X).assign(X)
        for v in ("2", "2.1")
    ]
    assert names[0][0] == "K Finance and insurance"
    assert names[1][1] == "K Telecommunication, programming and information services"


@given(
    st.sampled_from(list(spread(REV_2))),
    st.sampled_from(
        ["{}", "{}.0", "{}.01", "{}01", "{}.01Z", "{}01Z", " {}.1 ", "s{}"]
    ),
)
def test_codes_are_read_however_they_are_written(known, form):
    code, letter = known
    assert nace_section(pd.Series([form.format(code)]))[0] == letter


def test_divisions_may_be_numbers_and_longer_codes_may_not():
    assert nace_section(pd.Series([1, 62, np.nan])).tolist()[:2] == ["A", "J"]
    assert nace_section(pd.Series([1.11, 62.01])).tolist() == ["A", "J"]
    with pytest.raises(
        DataError, match="have lost their leading zeros: read it as text"
    ):
        nace_section(pd.Series([111, 6201], name="nace_code"))


def test_missing_codes_and_texts_that_are_none_have_no_section():
    found = nace_section(pd.Series([None, "", "x", "IT"]))
    assert found.isna().all()
    assert found.cat.categories.tolist() == list(RANGES["2"])


def test_an_unknown_version_is_refused():
    with pytest.raises(DataError, match=r"version must be one of \['2', '2.1'\]"):
        nace_section(pd.Series(["62"]), version="3")


def test_letters_alone_are_enough_for_the_segmenter():
    X = pd.DataFrame({"nace_section": ["K", "A", None]})
    model = models.FirmographicSegmenter(by="industry").fit(X)
    assert model.assign(X).tolist()[0] == "K Finance and insurance"
    assert model.assign(X).tolist()[2] == "Not known"


def test_verticals_can_be_replaced_and_must_not_overlap():
    codes = pd.Series(["21.10", "86.10", None])
    mine = {"Health": [86, 87, 88, 21]}
    assert vertical(codes, verticals=mine).tolist()[:2] == ["Health", "Health"]
    assert vertical(codes).isna().tolist() == [False, False, True]
    with pytest.raises(DataError, match="verticals cannot name 'Other'"):
        vertical(codes, verticals={"Other": [86]})
    with pytest.raises(DataError, match=r"divisions \[86\] are in two verticals"):
        vertical(codes, verticals={"Health": [86], "Care": [86]})


def test_the_world_states_the_sections_of_its_codes(load):
    firms = load("companies")
    assert nace_section(firms["nace_code"]).tolist() == firms["nace_section"].tolist()
