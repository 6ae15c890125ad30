"""Contracts: who stays how long, and what that is worth."""

import math

import numpy as np
import pandas as pd
import pytest
from scipy.special import hyp2f1

from segkit import clv
from segkit.checks import DataError
from segkit.record import rate

HIGH_END = [1000, 869, 743, 653, 593, 551, 517, 491]


@pytest.fixture(scope="module")
def model():
    return clv.ShiftedBetaGeometric().fit(HIGH_END)


def test_survival_is_the_product_of_retention(model):
    t = np.arange(1, 13)
    retention = model.retention_rate(t)
    np.testing.assert_allclose(model.survival_rate(t), retention.cumprod())
    assert model.survival_rate(0) == 1.0
    assert retention.is_monotonic_increasing
    assert retention.name == "retention_rate"
    assert isinstance(model.retention_rate(1), float)


def test_intervals_lie_between_nobody_and_everybody(model):
    found = model.survival_rate([0, 1, 12, 100], level=0.95)
    assert found.columns.tolist() == ["survival_rate", "low", "high"]
    assert (found["low"] <= found["survival_rate"]).all()
    assert (found["survival_rate"] <= found["high"]).all()
    assert found.to_numpy().min() > 0
    assert found.loc[0].tolist() == [1.0, 1.0, 1.0]


def test_one_cohort_may_be_a_list_a_series_or_a_column(model):
    for survivors in (pd.Series(HIGH_END), pd.DataFrame({"2001": HIGH_END})):
        other = clv.ShiftedBetaGeometric().fit(survivors)
        assert other.params_.equals(model.params_)


def test_cohorts_are_fitted_together_whatever_their_order(model):
    twice = pd.DataFrame({"2001": HIGH_END, "2002": HIGH_END})
    found = clv.ShiftedBetaGeometric().fit(twice)
    assert found.n_customers_ == 2000
    np.testing.assert_allclose(found.params_, model.params_, rtol=1e-6)
    smaller = found.standard_errors_ * 2**0.5
    np.testing.assert_allclose(smaller, model.standard_errors_, rtol=1e-6)
    ages = {2000 + i: pd.Series(HIGH_END[: 8 - i], dtype=float) for i in range(4)}
    young = clv.ShiftedBetaGeometric().fit(pd.DataFrame(ages))
    other = clv.ShiftedBetaGeometric().fit(pd.DataFrame(ages).iloc[:, [2, 0, 3, 1]])
    np.testing.assert_allclose(other.params_, young.params_)
    assert young.log_likelihood_ > 2 * found.log_likelihood_


def test_lifetime_value_is_the_residual_value_of_fader_and_hardie(model):
    """Their discounted expected residual lifetime has a closed form (2010)."""
    alpha, beta = model.params_
    d = 0.1
    for renewals in (0, 1, 5):
        n = renewals + 1  # they stand before the nth renewal
        share = (beta + n - 1) / (alpha + beta + n - 1)
        wanted = share * hyp2f1(1, beta + n, alpha + beta + n, 1 / (1 + d))
        found = model.lifetime_value(100, discount_rate=d, renewals=renewals)
        assert found * (1 + d) == pytest.approx(100 * wanted)


def test_the_first_margin_may_come_now_or_later(model):
    later = model.lifetime_value(100, discount_rate=0.1)
    now = model.lifetime_value(100, discount_rate=0.1, first_margin="now")
    assert now == pytest.approx(later + 100)
    none = model.lifetime_value(100, discount_rate=0.1, periods=0)
    assert none == 0
    three = model.lifetime_value(100, discount_rate=0.0, periods=3)
    assert three == pytest.approx(100 * model.survival_rate([1, 2, 3]).sum())


def test_those_who_have_renewed_are_worth_more(model):
    worth = [model.lifetime_value(100, discount_rate=0.1, renewals=n) for n in range(5)]
    assert worth == sorted(worth)
    constant = clv.formula_clv(100, model.retention_rate(1), 0.1)
    assert worth[0] > float(constant)


def test_equal_customers_are_worth_what_the_formula_says():
    model = clv.ShiftedBetaGeometric().fit(HIGH_END)
    model.params_ = pd.Series({"alpha": 2e7, "beta": 8e7})  # everybody leaves with 0.2
    found = model.lifetime_value(100, discount_rate=0.1)
    assert found == pytest.approx(float(clv.formula_clv(100, 0.8, 0.1)), rel=1e-5)


@pytest.mark.parametrize(
    ("survivors", "said"),
    [
        ([100, 86.9, 74.3], r"no whole numbers, such as 86\.9; turn percentages into"),
        ([100, 90], "at least 3 numbers .* the longest has 2"),
        ([100, 80, 85], "85 follows 80: customers who left do not come back"),
        ([100, -1, 5], "gaps, infinite or negative ones"),
        ([100, np.nan, 50], "gaps, infinite or negative ones"),
        ([100, np.inf, 50], "gaps, infinite or negative ones"),
        (["a", "b", "c"], "could not convert string"),
        (5, "this has 0 dimensions"),
        ([100, 100, 100], "none of 100 customers left"),
        ([100, 0, 0], "all, and in the first period, of 100 customers left"),
        ([], "the longest has 0"),
    ],
)
def test_what_is_no_cohort_is_refused(survivors, said):
    with pytest.raises(DataError, match=said):
        clv.ShiftedBetaGeometric().fit(survivors)


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        ({"discount_rate": -1}, r"discount_rate must be a number from 0 \(a period\)"),
        ({"discount_rate": 0}, "periods=inf needs a discount_rate above 0"),
        ({"renewals": 1.5}, "renewals must be a whole number from 0; this is 1.5"),
        ({"first_margin": "soon"}, "first_margin must be one of"),
        ({"periods": -1}, "periods must be a number from 0"),
        ({"margin": math.inf}, "margin must be a number"),
    ],
)
def test_impossible_terms_are_refused(model, terms, said):
    usual = {"margin": 100, "discount_rate": 0.1}
    with pytest.raises(DataError, match=said):
        model.lifetime_value(**(usual | terms))


def test_periods_begin_at_one_for_retention(model):
    with pytest.raises(DataError, match="t must be a number from 1"):
        model.retention_rate([0, 1])


def test_equal_customers_are_said():
    from sklearn.exceptions import ConvergenceWarning  # noqa: PLC0415

    same = [100_000, 80_000, 64_000, 51_200, 40_960]
    with pytest.warns(ConvergenceWarning, match="hardly differ in how easily they lea"):
        model = clv.ShiftedBetaGeometric().fit(same)
    assert model.retention_rate(9) == pytest.approx(0.8, abs=1e-3)


@pytest.mark.parametrize("retention", [0.0, 0.5, 0.93, 1.0])
@pytest.mark.parametrize("discount", [0.01, 0.12])
def test_the_formula_is_the_sum_it_stands_for(retention, discount):
    t = np.arange(1, 20_000)
    factor = (retention / (1 + discount)) ** t
    later = clv.formula_clv(50, retention, discount)
    now = clv.formula_clv(50, retention, discount, first_margin="now")
    assert float(later) == pytest.approx(50 * factor.sum())
    assert float(now) == pytest.approx(50 * (1 + factor.sum()))
    assert later.value == pytest.approx(later.numerator / later.denominator)
    assert now.value == pytest.approx(now.numerator / now.denominator)


@pytest.mark.parametrize(
    ("retention", "multiples"),
    [
        (0.6, [1.20, 1.15, 1.11, 1.07]),
        (0.7, [1.75, 1.67, 1.59, 1.52]),
        (0.8, [2.67, 2.50, 2.35, 2.22]),
        (0.9, [4.50, 4.09, 3.75, 3.46]),
    ],
)
def test_margin_multiples_by_retention_and_discount(retention, multiples):
    found = [float(clv.formula_clv(1, retention, i)) for i in (0.10, 0.12, 0.14, 0.16)]
    assert np.round(found, 2).tolist() == multiples


def test_the_formula_takes_its_interval_from_the_retention():
    counted = rate("retention_rate", 320, 400, definition="renewed / customers")
    found = clv.formula_clv(100, counted, 0.1, currency="EUR")
    assert found.n == 400
    assert found.low == pytest.approx(100 * counted.low / (1.1 - counted.low))
    assert found.high == pytest.approx(100 * counted.high / (1.1 - counted.high))
    same = clv.formula_clv(100, 0.8, 0.1, n=400)
    assert (same.low, same.high) == (found.low, found.high)
    loss = clv.formula_clv(-100, 0.8, 0.1, n=400)
    assert loss.low < loss.value < loss.high < 0
    assert math.isnan(clv.formula_clv(100, 0.8, 0.1).low)
    assert "266.67 EUR" in repr(found)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((100, 80, 0.1), r"retention must be a number 0 to 1 \(a share\); this is 80"),
        ((100, 0.8, -0.1), "discount must be a number from 0"),
        (("100", 0.8, 0.1), "margin must be a number"),
        ((100, 1, 0), "nobody ever leaves"),
    ],
)
def test_the_formula_refuses_what_has_no_value(arguments, said):
    with pytest.raises(DataError, match=said):
        clv.formula_clv(*arguments)
