"""Other lists told by the eight models; private or professional."""

import pandas as pd
import pytest

from segkit import models
from segkit.checks import DataError


def test_the_crosswalk_has_the_eight_models_and_what_no_model_is():
    table = models.crosswalk()
    assert set(table.index) == {*models.ALL, "crossed"}


@pytest.mark.parametrize(
    ("column", "n"),
    [("7 criteria", 7), ("6 methods", 6), ("4 types", 4), ("4 types in CRM", 4)],
)
def test_each_list_has_as_many_entries_as_its_name_says(column, n):
    entries = models.crosswalk()[column]
    parts = [p for text in entries if text != "-" for p in text.split("; ")]
    assert len(parts) == n


def test_the_two_values_are_told_apart():
    table = models.crosswalk()
    assert table.loc["value", "7 criteria"] == "value (a score, not convictions)"
    assert table.loc["psychographic", "7 criteria"] == "psychological"


def test_status_reads_words_and_truth_values():
    given = pd.Series(["B2B", " Private", "company", None], index=list("abcd"))
    given.attrs["as_of"] = "2024-06-30"
    status = models.contact_status(given)
    assert status.name == "status"
    assert status.tolist() == [
        "Professional (B2B)",
        "Private (B2C)",
        "Professional (B2B)",
        "Not known",
    ]
    assert status.attrs["as_of"] == "2024-06-30"
    flags = models.contact_status(pd.Series([True, False]))
    assert flags.tolist() == ["Professional (B2B)", "Private (B2C)"]


def test_an_unknown_word_is_refused_with_the_cure():
    with pytest.raises(DataError, match=r"it has \['partner'\]: write contact_type"):
        models.contact_status(pd.Series(["partner", "private"]))
