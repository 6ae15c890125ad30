"""TRUTH.md states what is planted in people and places."""

import re

import numpy as np
import pytest

from segkit import schema
from segkit.simulate.people import (
    country,
    demography,
    faults,
    form,
    links,
    places,
    strength,
    towns,
    work,
)

TEXT = (schema.bundled_folder() / "TRUTH.md").read_text(encoding="utf-8")
PARTS = [[*row.parts] for row in towns.towns(1).itertuples()]


def percent(part):
    return f"{100 * part:.0f} %"


@pytest.mark.parametrize("code", range(6), ids=links.DEMOGRAPHIC)
def test_every_stage_of_life_stands_in_the_page(code):
    children = demography.CHILDREN[code] @ np.arange(5)
    cells = [
        links.DEMOGRAPHIC[code],
        f"{demography.YOUNGEST[code]} to {demography.OLDEST[code] - 1}",
        percent(demography.COUPLE[code]),
        f"{children:.1f}",
    ]
    assert f"| {' | '.join(cells)} |" in TEXT


@pytest.mark.parametrize("code", range(5), ids=links.GEOGRAPHIC)
def test_every_kind_of_place_stands_in_the_page(code):
    cells = [
        links.GEOGRAPHIC[code],
        str(sum(part.count(code) for part in PARTS)),
        f"{np.exp(places.LOG_DENSITY[code]):,.0f}",
        f"{places.INCOME[code]:,}",
        percent(places.FLATS[code]),
        percent(places.SECOND_HOMES[code]),
        country.DEGREES[country.DEGREE_OF_SEGMENT[code]],
    ]
    assert f"| {' | '.join(cells)} |" in TEXT


def test_every_link_stands_in_the_page_with_its_strength():
    table = strength.table(places.places(1))
    for (given, then), of in table.groupby(["given_model", "model"])["cramers_v"]:
        stated = re.search(rf"\| {given} \| {then} \| ([\d.]+) \|", TEXT)[1]
        assert float(stated) == pytest.approx(of.iloc[0], abs=0.006)


def test_the_regions_and_the_interests_stand_in_the_page():
    for region in towns.REGIONS:
        assert region.name in TEXT
        assert region.country in TEXT
    garden = links.INTEREST_OF_GEOGRAPHIC[:, 1]
    assert f"countryside ({percent(garden[4])})" in TEXT
    assert f"suburbs ({percent(garden[1])})" in TEXT
    assert f"centres ({percent(garden[0])})" in TEXT
    pull = [f"{times:g}" for times in links.STORE_PULL_OF_WAY]
    ways = [f"{km:g}" for km in links.WAYS]
    assert f"{', '.join(pull[:-1])} and {pull[-1]} times as often" in TEXT
    assert f"up to {', '.join(ways)} km and beyond" in TEXT
    true = 1 / (1 + 2 * form.OTHERWISE)
    assert f"the true one for {percent(true)}" in TEXT
    assert f"to the power {demography.PURSE:g}" in TEXT
    assert f"{percent(work.EARNS)} have a job" in TEXT
    assert f"{percent(work.EARLY)} of those from 60 on have retired" in TEXT
    assert f"{percent(work.HOME_OFFICE)} work at home" in TEXT


@pytest.mark.parametrize(
    "words",
    [
        f"for {percent(faults.BLANK_HIGH)} of the households above "
        f"{faults.HIGH_INCOME:,} EUR and for {percent(faults.BLANK_LOW)} of the others",
        f"of {faults.OF:,} accounts {faults.N_NO_INCOME} have the income "
        f"{faults.NO_INCOME}, {faults.N_CHILD} were born in {faults.CHILD_YEAR}, "
        f"{faults.N_NO_BIRTH} on 1 January 1900",
        f"a slip in {percent(faults.TYPO)} and is in capitals in "
        f"{percent(faults.CAPITALS)}",
        f"one letter in {percent(faults.NICKNAME)}",
        f"off in {percent(faults.WRONG_DAY)}",
        f"another one in {percent(faults.MOVED)}",
        f"the same in {percent(faults.SAME_ADDRESS)}, and the same but for capitals in "
        f"{percent(faults.CAPITAL_ADDRESS)}",
    ],
)
def test_every_fault_stands_in_the_page(words):
    assert words in TEXT
