"""Every planted truth can be recovered as well as the page says, for every seed."""

import re

import pytest

from benchmarks.recovery.__main__ import PAGE
from benchmarks.recovery.run import SEEDS, measured, measures, page
from segkit.simulate import Switches

pytestmark = pytest.mark.slow
NUMBER = r"-?\d+(?:\.\d+)?(?:e[+-]\d+)?"


@pytest.fixture(scope="module")
def results():
    return measured()


@pytest.mark.parametrize("measure", measures(), ids=lambda m: f"{m.about}: {m.what}")
def test_every_seed_lies_in_the_band(results, measure):
    mine = (results["about"] == measure.about) & (results["what"] == measure.what)
    values = results.loc[mine].set_index("seed")
    assert len(values) == len(SEEDS)
    assert values["value"].between(measure.low, measure.high).all(), values["value"]
    if measure.switch:
        assert values["plain"].between(*measure.off).all(), values["plain"]


def test_every_pitfall_is_measured():
    measured_ones = {measure.switch for measure in measures()} - {None}
    assert measured_ones == set(Switches.names())


def test_a_pitfall_shows(results):
    for measure in measures():
        if measure.switch:
            low, high = measure.off
            assert measure.low > high or measure.high < low, measure.about


def test_the_page_says_what_was_measured(results):
    written = PAGE.read_text(encoding="utf-8")
    now = page(results)
    assert re.sub(NUMBER, "#", written) == re.sub(NUMBER, "#", now)
    stated = [float(number) for number in re.findall(NUMBER, written)]
    found = [float(number) for number in re.findall(NUMBER, now)]
    assert found == pytest.approx(stated, rel=0.05, abs=0.02)
