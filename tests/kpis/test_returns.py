"""Return on investment and payback: from the lift, with its interval."""

import math

import numpy as np
import pytest
from scipy import stats

from segkit import kpis
from segkit.checks import DataError


def test_roi_carries_the_interval_of_the_lift_through():
    found = kpis.roi(5000.0, 1000.0, margin=0.4, low=1000.0, high=9000.0)
    assert (found.value, found.low, found.high) == pytest.approx((1, -0.6, 2.6))
    assert found.note == ""
    assert found.definition == "(margin x incremental revenue - cost) / cost"


def test_roi_of_two_arms_is_welch_by_hand():
    rng = np.random.default_rng(1)
    got, held = rng.exponential(12, 400), rng.exponential(9, 150)
    found = kpis.roi(got, 80.0, margin=0.5, held_out=held)
    test = stats.ttest_ind(got, held, equal_var=False).confidence_interval()
    ends = [(0.5 * 400 * x - 80) / 80 for x in (got.mean() - held.mean(), *test)]
    assert (found.value, found.low, found.high) == pytest.approx(ends)
    assert found.n == 550


def test_attributed_revenue_gives_no_interval_and_says_why():
    found = kpis.roi(5000.0, 1000.0, margin=0.4, revenue_is="attributed")
    assert found.value == pytest.approx(1)
    assert math.isnan(found.low)
    assert math.isnan(found.high)
    assert "would partly have come anyway" in found.note
    assert "no true return" in found.definition


def test_one_number_without_an_interval_says_so():
    found = kpis.roi(5000.0, 1000.0, margin=0.4)
    assert math.isnan(found.low)
    assert "pass low= and high=" in found.note


def test_revenue_lost_is_a_loss():
    found = kpis.roi(-500.0, 100.0, margin=0.4, low=-900.0, high=-100.0)
    assert found.value == pytest.approx(-3)


@pytest.mark.parametrize(
    ("revenue", "options", "said"),
    [
        (1.0, {"cost": 0}, "cost must be a number above 0"),
        (1.0, {"margin": 40}, "margin must lie above 0 and at most at 1"),
        (1.0, {"margin": 0}, "margin must lie above 0"),
        (1.0, {"low": 0.5}, "both low= and high="),
        (1.0, {"low": 2, "high": 3}, r"low= \(2\) must not be above the revenue"),
        ("much", {}, "revenue must be a number"),
        (1.0, {"held_out": [1, 2]}, "revenue must be a list too"),
        ([1.0], {"held_out": [1, 2]}, "revenue must be a list too"),
        ([1, np.nan], {"held_out": [1, 2]}, "revenue must be a list too"),
        (
            [1, 2],
            {"held_out": [1, 2], "revenue_is": "attributed"},
            "held_out= makes the revenue incremental",
        ),
        (1.0, {"revenue_is": "guessed"}, "revenue_is must be one of"),
    ],
)
def test_what_makes_no_return_is_refused(revenue, options, said):
    with pytest.raises(DataError, match=said):
        kpis.roi(revenue, **{"cost": 100.0, "margin": 0.4, **options})


@pytest.mark.slow
def test_the_interval_of_roi_covers_with_skewed_money():
    rng = np.random.default_rng(2)
    true, hits = (0.5 * 400 * (0.3 - 0.2) * math.exp(0.32) * 20 - 60) / 60, 0
    for _ in range(1500):
        got, held = (
            (rng.random(400) < rate) * rng.lognormal(0, 0.8, 400) * 20
            for rate in (0.3, 0.2)
        )
        found = kpis.roi(got, 60.0, margin=0.5, held_out=held)
        hits += found.low <= true <= found.high
    assert hits / 1500 > 0.935


def test_payback_by_hand():
    found = kpis.payback_months(60.0, 25.0, margin=0.4)
    assert found.value == pytest.approx(6)
    assert math.isnan(found.low)
    assert "no interval" in found.note


def test_payback_puts_two_intervals_together():
    cost = kpis.cac([900, 1100, 1000, 1300], [30, 20, 50, 40], unit="EUR")
    pays = kpis.cac([100, 120, 110, 95], [10, 10, 10, 10])
    found = kpis.payback_months(cost, pays, margin=0.5)
    assert found.value == pytest.approx(cost.value / pays.value / 0.5)
    sides = [math.log(cost.value / cost.low), math.log(pays.high / pays.value)]
    assert found.low == pytest.approx(found.value / math.exp(math.hypot(*sides)))
    sure = kpis.payback_months(cost, pays.value, margin=0.5)
    assert sure.low == pytest.approx(cost.low / pays.value / 0.5)
    assert sure.high == pytest.approx(cost.high / pays.value / 0.5)


def test_payback_without_end_where_revenue_may_be_nothing():
    pays = kpis.revenue_per_message_amount([0, 0, 50, 0, 0, 1], [1] * 6)
    assert pays.low < 0
    found = kpis.payback_months(100.0, pays, margin=0.5)
    assert found.high == math.inf
    assert "never comes back" in found.note


def test_payback_needs_numbers_above_zero():
    with pytest.raises(DataError, match="revenue must be a number above 0"):
        kpis.payback_months(60.0, 0.0, margin=0.4)
    with pytest.raises(DataError, match="cost must be a number above 0"):
        kpis.payback_months(kpis.cac(10.0, 0), 3.0, margin=0.4)


@pytest.mark.slow
def test_the_interval_of_payback_covers():
    rng = np.random.default_rng(3)
    hits = 0
    for _ in range(1500):
        spend = rng.lognormal(0, 0.4, 24) * 100
        cost = kpis.cac(spend, rng.poisson(spend / 5))
        months = rng.lognormal(0, 0.4, 24) * 50
        pays = kpis.cac(months * 2, rng.poisson(months))  # 2 a customer and month
        found = kpis.payback_months(cost, pays, margin=0.5)
        hits += found.low <= 5 <= found.high
    assert hits / 1500 > 0.935
