"""What customers cost and spend brings: by hand, and what is refused."""

import math

import numpy as np
import pytest

from segkit import kpis
from segkit.checks import DataError
from tests.kpis.made.media import PERIOD, table


def test_cac_by_hand():
    found = kpis.cac.from_table(table(), unit="EUR", **PERIOD)
    assert (found.numerator, found.denominator) == (520.5, 19)
    assert found.definition == "spend on media / new customers"
    loaded = kpis.cac.from_table(table(), basis="fully_loaded", **PERIOD)
    assert loaded.numerator == pytest.approx(610.5)
    plain = kpis.cac(
        [120, 140, 110.5, 70, 90, 80], [4, 6, 5, 1, 2, 1]
    )  # spend with the other costs of the month
    assert (loaded.low, loaded.high) == pytest.approx((plain.low, plain.high))


def test_fully_loaded_adds_the_other_costs():
    found = kpis.cac(3000, 100, other_costs=2000, basis="fully_loaded")
    assert found.value == 50
    listed = kpis.cac([10, 20], [1, 4], other_costs=[5, 5], basis="fully_loaded")
    assert listed.value == 8
    assert "salaries" in found.definition


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"basis": "fully_loaded"}, "needs other_costs="),
        ({"other_costs": 5}, "basis='paid' leaves it out"),
        ({"basis": "fully_loaded", "other_costs": [1, 2]}, "must be like spend"),
        ({"basis": "loaded"}, "basis must be one of"),
    ],
)
def test_other_costs_and_basis_must_agree(options, said):
    with pytest.raises(DataError, match=said):
        kpis.cac(100.0, 10, **options)


def test_cac_without_a_new_customer():
    found = kpis.cac(100.0, 0)
    assert math.isnan(found.value)
    assert found.high == math.inf


def test_roas_by_hand():
    found = kpis.roas.from_table(table(), **PERIOD)
    assert (found.numerator, found.denominator) == (790, 520.5)
    plain = kpis.roas([300, 250, 100, 50, 90, 0], [100, 120, 90.5, 60, 80, 70])
    assert (found.low, found.high) == pytest.approx((plain.low, plain.high))
    totals = kpis.roas(790, 520.5)
    assert totals.value == pytest.approx(found.value)
    assert math.isnan(totals.low)
    assert "no interval" in totals.note


def test_roas_of_purchases():
    found = kpis.roas([10.0] * 100, 500)
    assert found.value == 2
    low, high = (x / 500 * 10 for x in (81.36, 121.63))  # Garwood's of 100 events
    assert found.low == pytest.approx(low, rel=1e-3)
    assert found.high == pytest.approx(high, rel=1e-3)
    assert "may be too short" not in found.note
    assert "may be too short" in kpis.roas([10.0], 500).note
    with pytest.raises(DataError, match="amounts from 0"):
        kpis.roas([10.0, -3.0], 500)


@pytest.mark.slow
@pytest.mark.parametrize(("purchases", "least"), [(30, 0.945), (100, 0.95)])
def test_the_interval_of_purchases_covers_with_skewed_amounts(purchases, least):
    rng = np.random.default_rng(6)
    true = purchases * math.exp(0.8**2 / 2) / 50
    hits = 0
    for _ in range(2000):
        found = kpis.roas(rng.lognormal(0, 0.8, rng.poisson(purchases)), 50)
        hits += found.low <= true <= found.high
    assert hits / 2000 > least - 0.012
