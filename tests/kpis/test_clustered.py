"""Shares whose units come in bunches: the interval must not be too short."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segkit.checks import DataError
from segkit.kpis.clustered import Bunches, share
from segkit.record import Moments, wilson

COUNTS = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 6)).map(lambda t: (min(t), max(t))),
    min_size=2,
    max_size=30,
)


def test_one_unit_each_is_wilson_itself():
    for part, whole in ((81, 263), (15, 148), (0, 20), (1, 29)):  # Newcombe (1998)
        found = Bunches.of([1] * part + [0] * (whole - part), [1] * whole)
        assert found.interval() == wilson(part, whole)


def test_units_of_one_customer_tell_less_than_those_of_many():
    alike = Bunches.of([4] * 15 + [0] * 133, [4] * 148)
    apart = Bunches.of([1] * 60 + [0] * 532, [1] * 592)
    assert alike.part / alike.whole == apart.part / apart.whole
    wide, narrow = (np.diff(found.interval())[0] for found in (alike, apart))
    assert wide > 1.8 * narrow
    assert alike.worth() < 149


def test_where_none_or_all_count_each_customer_is_worth_one_unit():
    none = Bunches.of([0] * 20, [3] * 20)
    assert none.interval()[0] == 0
    assert none.interval()[1] > wilson(0, 60)[1]
    assert none.interval()[1] == pytest.approx(wilson(0, 20)[1], abs=0.02)
    every = Bunches.of([3] * 20, [3] * 20)
    assert every.interval()[1] == 1
    assert every.interval()[0] == pytest.approx(1 - none.interval()[1])


def test_one_customer_alone_says_nothing_about_others():
    assert all(map(math.isnan, Bunches.of([1], [3]).interval()))
    assert all(map(math.isnan, Bunches.of([], []).interval()))


def test_customers_without_a_unit_change_nothing():
    some = Bunches.of([1, 0, 2], [2, 1, 2])
    assert Bunches.of([1, 0, 2, 0, 0], [2, 1, 2, 0, 0]) == some


@given(COUNTS)
def test_the_interval_holds_the_share_and_stays_inside(pairs):
    found = Bunches.of(*zip(*pairs, strict=True))
    low, high = found.interval()
    if found.n >= 2:
        assert 0 <= low <= found.part / found.whole <= high <= 1


@given(COUNTS)
def test_counting_the_opposite_mirrors_the_interval(pairs):
    part, whole = (np.array(x) for x in zip(*pairs, strict=True))
    low, high = Bunches.of(part, whole).interval()
    other = Bunches.of(whole - part, whole).interval()
    np.testing.assert_allclose((1 - high, 1 - low), other, atol=1e-9)


def test_sums_lists_and_the_record_agree():
    part, whole = [1, 0, 2, 0], [2, 1, 2, 0]
    known = Moments.of(part=part, whole=whole, holders=[1, 1, 1, 0])
    listed = share("click_rate", part, whole)
    summed = share("click_rate", known["part"], known["whole"], known["holders"])
    assert summed == listed
    assert (listed.numerator, listed.denominator, listed.n) == (3, 5, 3)


def test_counts_alone_are_taken_for_units_of_different_customers():
    found = share("click_rate", 15, 148)
    assert (found.low, found.high) == wilson(15, 148)
    assert found.n == 148


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        ([1, 2], [1], "click_rate needs one pair for each customer; this is 2 values"),
        ([1, 2], [1, 1], "click_rate: for 1 customers the part is above the whole"),
        ([0.5, 1], [1, 1], "click_rate needs whole numbers from 0"),
        ([-1, 1], [1, 1], "click_rate needs whole numbers from 0"),
        (["x"], [1], "click_rate needs whole numbers from 0"),
        (3, 2, r"click_rate: the part \(3\) is above"),
    ],
)
def test_wrong_counts_are_refused(part, whole, said):
    with pytest.raises(DataError, match=said):
        share("click_rate", part, whole)


def coverage(n, rate, alike, draws, seed):
    """Simulate customers with 1 to 8 units, whose own rates differ (beta)."""
    rng = np.random.default_rng(seed)
    hits = 0
    for _ in range(draws):
        whole = rng.integers(1, 9, n)
        own = np.full(n, rate)
        if alike:
            size = (1 - alike) / alike
            own = rng.beta(rate * size, (1 - rate) * size, n)
        low, high = Bunches.of(rng.binomial(whole, own), whole).interval()
        hits += low <= rate <= high
    return hits / draws


def test_the_interval_covers_where_customers_differ():
    assert coverage(30, 0.1, 0.4, 600, 1) > 0.925


@pytest.mark.slow
@pytest.mark.parametrize("n", [10, 30, 100, 400])
@pytest.mark.parametrize("rate", [0.01, 0.1, 0.3])
@pytest.mark.parametrize("alike", [0, 0.1, 0.4])
def test_the_interval_covers_at_its_level(n, rate, alike):
    draws = 2000
    error = 3 * math.sqrt(0.95 * 0.05 / draws)
    assert coverage(n, rate, alike, draws, 2) > 0.95 - error
