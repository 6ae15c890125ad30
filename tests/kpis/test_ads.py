"""Clicks on advertisements and what they cost, by hand and by simulation."""

import math

import numpy as np
import pytest

from segkit import kpis
from segkit.checks import DataError
from segkit.kpis.money.costs import cost_per, positive_ratio
from tests.kpis.made.media import PERIOD, table


def test_ads_by_hand():
    found = kpis.click_through_rate.from_table(table(), **PERIOD)
    assert (found.numerator, found.denominator, found.n) == (230, 16500, 6)
    found = kpis.cost_per_click_amount.from_table(table(), unit="EUR", **PERIOD)
    assert (found.numerator, found.denominator) == (520.5, 230)
    assert found.unit == "EUR"
    found = kpis.cost_per_conversion_amount.from_table(table(), **PERIOD)
    assert found.value == pytest.approx(520.5 / 19)


def test_a_channel_keeps_its_months_apart():
    found = kpis.by_segment(kpis.ctr, table(), "channel", **PERIOD)
    assert found["n"].tolist() == [3, 3, 6]
    alone = kpis.ctr([50, 40, 45], [1000, 1100, 900])
    assert found.loc["search", "low"] == pytest.approx(alone.low)
    found = kpis.by_segment(kpis.cpc, table(), "channel", **PERIOD)
    alone = kpis.cpc([60, 80, 70], [30, 45, 20])
    assert found.loc["social", "high"] == pytest.approx(alone.high)


def test_click_through_rate_counts_are_wilson():
    found = kpis.click_through_rate(15, 148)
    assert (round(found.low, 4), round(found.high, 4)) == (0.0624, 0.1605)
    with pytest.raises(DataError, match=r"the part \(5\) is above the whole \(4\)"):
        kpis.ctr(5, 4)


def test_totals_are_poisson_and_say_so():
    found = cost_per("cac", 1000.0, 0, "customers")
    assert math.isnan(found.value)
    assert found.low == pytest.approx(1000 / 3.6889, rel=1e-4)  # Garwood, no event
    assert found.high == math.inf
    assert "too short if days differ" in found.note
    assert math.isnan(cost_per("cac", 0.0, 0, "customers").low)


@pytest.mark.parametrize("spend", [-1.0, math.nan, math.inf, "many", None])
def test_spend_that_is_none_is_refused(spend):
    with pytest.raises(DataError, match="spend must be a number from 0"):
        cost_per("cac", spend, 3, "customers")


def test_a_ratio_of_days_scales_and_stays_above_zero():
    days, counts = [90, 110, 100, 5], [3, 2, 50, 4]
    found = positive_ratio("cac", days, counts)
    assert 0 < found.low < found.value < found.high
    double = positive_ratio("cac", [2 * day for day in days], counts)
    assert double.low == pytest.approx(2 * found.low)
    with_idle = positive_ratio("cac", [*days, 0], [*counts, 0])
    assert with_idle.low == pytest.approx(found.low)


def test_days_that_are_all_alike_say_nothing_about_others():
    assert math.isnan(positive_ratio("cac", [10, 20], [1, 2]).low)
    assert math.isnan(positive_ratio("cac", [10], [1]).low)
    assert math.isnan(positive_ratio("cac", [10, 20], [0, 0]).value)


def coverage(n, differ, draws, seed):
    """Simulate days with lognormal spend, whose rates may vary by half."""
    rng = np.random.default_rng(seed)
    hits = 0
    for _ in range(draws):
        spend = rng.lognormal(0, 0.5, n) * 100
        rate = spend / 5 * (rng.gamma(1 / 0.3, 0.3, n) if differ else 1)
        found = positive_ratio("cac", spend, rng.poisson(rate))
        hits += found.low <= 5 <= found.high
    return hits / draws


def test_the_cost_of_days_covers_where_days_differ():
    assert coverage(12, True, 400, 3) > 0.915


@pytest.mark.slow
@pytest.mark.parametrize("n", [5, 7, 12, 24, 60])
@pytest.mark.parametrize("differ", [False, True])
def test_the_cost_of_days_covers_at_its_level(n, differ):
    assert coverage(n, differ, 2000, 4) > 0.93


@pytest.mark.slow
def test_the_poisson_interval_covers_where_days_do_not_differ():
    rng = np.random.default_rng(5)
    hits = 0
    for _ in range(2000):
        n = int(rng.poisson(8))
        found = cost_per("cac", 400.0, n, "customers")
        hits += found.low <= 50 <= found.high
    assert hits / 2000 > 0.935
