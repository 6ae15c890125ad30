"""Expected purchases, being active, and what they are worth."""

import math
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from scipy.special import hyp2f1, hyperu

from segkit import clv
from segkit.checks import DataError
from segkit.clv.quadrature import beta_points, enough_points, grown
from tests.clv.samples import few, history, spending

PURCHASES = [clv.BetaGeoNBD, clv.ModifiedBetaGeoNBD, clv.ParetoNBD]


@pytest.fixture(scope="module")
def table():
    return history()


@pytest.fixture(scope="module", params=PURCHASES, ids=lambda m: m.__name__)
def model(request, table):
    return request.param(unit="W").fit(table)


@pytest.mark.parametrize(
    ("a", "b", "power", "y"),
    [
        (0.79, 4.42, 2.24, 0.9),
        (0.79, 2.42, 0.2426, 17.7),
        (0.79, 2.42, 0.2426, 1000.0),
        (0.79, 42.0, 40.2, 2.0),
        (0.02, 3.0, 0.5, 5.0),
        (20.0, 80.0, 1.5, 30.0),
    ],
)
def test_means_over_a_beta_are_those_with_a_hypergeometric_function(a, b, power, y):
    p, weight = beta_points(a, b, enough_points(y, power))
    found = -np.expm1(-power * np.log1p(p * y)) @ (weight / p)
    part = (1 + y) ** -power * hyp2f1(power, b, a + b - 1, y / (1 + y))
    assert found == pytest.approx((a + b - 1) / (a - 1) * (1 - part), rel=1e-9)


def test_a_rate_of_zero_grows_for_the_whole_span():
    assert grown(np.array([0.0, 1e-9]), np.array([5.0, 5.0])).round(6).tolist() == [
        5,
        5,
    ]


def test_expected_purchases_are_those_of_equation_10():
    table = history(n=60)
    model = clv.BetaGeoNBD().fit(history())
    r, alpha, a, b = model.params_
    x, t_x, T = (table[c].to_numpy(float) for c in ("frequency", "recency", "T"))
    t = 26.0
    part = ((alpha + T) / (alpha + T + t)) ** (r + x) * hyp2f1(
        r + x, b + x, a + b + x - 1, t / (alpha + T + t)
    )
    odds = a / (b + x - 1) * ((alpha + T) / (alpha + t_x)) ** (r + x)
    wanted = (a + b + x - 1) / (a - 1) * (1 - part) / (1 + np.where(x > 0, odds, 0))
    np.testing.assert_allclose(model.expected_purchases(table, t=t), wanted, rtol=1e-9)
    np.testing.assert_allclose(
        model.probability_alive(table), 1 / (1 + np.where(x > 0, odds, 0))
    )


def test_expected_purchases_of_the_pareto_are_right_where_s_is_one(table):
    model = clv.ParetoNBD().fit(table)
    found = {}
    for s in (1 - 1e-6, 1.0, 1 + 1e-6):
        model.params_["s"] = s
        found[s] = model.expected_purchases(table, t=26)
    middle = (found[1 - 1e-6] + found[1 + 1e-6]) / 2
    np.testing.assert_allclose(found[1.0], middle, rtol=1e-8)


def test_predictions_have_the_index_of_the_table_and_a_name(model, table):
    found = model.expected_purchases(table, t=26)
    assert found.name == "expected_purchases"
    assert found.index.equals(table.index)
    alive = model.probability_alive(table)
    assert alive.name == "probability_alive"
    assert alive.between(0, 1).all()


def test_without_a_repeat_purchase_only_bgnbd_is_sure(model, table):
    never = table[table["frequency"] == 0]
    alive = model.probability_alive(never)
    if type(model) is clv.BetaGeoNBD:
        assert (alive == 1).all()
        sure = model.probability_alive(never, level=0.95)
        assert (sure == 1).all(axis=None)
    else:
        assert (alive < 1).all()


def test_purchases_grow_with_time_and_begin_at_nothing(model, table):
    later = [model.expected_purchases(table, t=t) for t in (0, 1, 10, 100, 1000)]
    assert (later[0] == 0).all()
    assert all((b > a).all() for a, b in pairwise(later))


def test_a_new_customer_is_one_without_a_past(model):
    fresh = few(frequency=[0] * 4, recency=[0.0] * 4, T=[0.0] * 4)
    found = model.expected_purchases(fresh, t=30)
    assert found.tolist() == pytest.approx([model.expected_purchases(t=30)] * 4)
    several = model.expected_purchases(t=[10, 30])
    assert several.index.tolist() == [10, 30]
    assert several[30.0] == pytest.approx(found[0])


def test_what_the_past_predicts_adds_up_to_what_is_expected_of_everybody(model):
    """The mean over customers of the model of E(next | past) is E(both) - E(past)."""
    name = type(model).__name__
    table = history(name, n=4000, seed=21)
    fitted = type(model)().fit(table)
    T = table["T"].to_numpy()
    both = fitted.expected_purchases(t=T + 20).to_numpy()
    past = fitted.expected_purchases(t=T).to_numpy()
    found = fitted.expected_purchases(table, t=20)
    assert found.mean() == pytest.approx((both - past).mean(), rel=0.08)


def test_intervals_hold_the_value_and_widen_with_the_level(model, table):
    for predict in (
        lambda **k: model.expected_purchases(table, t=26, **k),
        lambda **k: model.probability_alive(table, **k),
        lambda **k: model.lifetime_value(
            table, months=12, discount_rate=0.1, value=20.0, **k
        ),
    ):
        alone = predict()
        narrow, wide = predict(level=0.5), predict(level=0.95)
        assert narrow.columns.tolist() == [alone.name, "low", "high"]
        pd.testing.assert_series_equal(narrow[alone.name], alone)
        assert (wide["low"] <= narrow["low"]).all()
        assert (narrow["low"] <= alone).all()
        assert (alone <= narrow["high"]).all()
        assert (narrow["high"] <= wide["high"]).all()
        assert (wide["low"] >= 0).all()


def test_intervals_are_those_of_the_delta_method_by_hand():
    model = clv.ParetoNBD().fit(history("ParetoNBD"))
    model.params_["s"] = (
        1.0  # then a new customer expects r/alpha * beta ln(1 + t/beta)
    )
    r, alpha, _, beta = model.params_
    t = 30.0
    logs = np.log1p(t / beta)
    slopes = np.array([1.0, -1.0, np.nan, 1 - t / (beta + t) / logs])
    # by s: of ln[(1 - e^-(s-1)L) / (s-1)], at s = 1
    slopes[2] = -logs / 2
    relative = model.covariance_ / np.outer(model.params_, model.params_)
    wide = 1.959963984540054 * np.sqrt(slopes @ relative @ slopes)
    value = r / alpha * beta * logs
    found = model.expected_purchases(t=[t], level=0.95).iloc[0].tolist()
    wanted = [value, value * np.exp(-wide), value * np.exp(wide)]
    assert found == pytest.approx(wanted, rel=1e-6)


def test_lifetime_value_without_discount_is_value_times_purchases(model, table):
    found = model.lifetime_value(table, months=12, discount_rate=0, value=20.0)
    weeks = 365.25 / 7
    wanted = 20.0 * model.expected_purchases(table, t=weeks)
    np.testing.assert_allclose(found, wanted)
    assert found.name == "clv_amount"
    half = model.lifetime_value(
        table, months=12, discount_rate=0, value=20.0, margin_rate=0.5
    )
    np.testing.assert_allclose(half, found / 2)


@pytest.mark.parametrize("months", [6, 24, 360])
def test_lifetime_value_is_the_sum_over_short_steps(model, table, months):
    some = table.head(4)
    found = model.lifetime_value(some, months=months, discount_rate=0.1, value=1.0)
    ends = np.linspace(0, 1, 250) ** 2 * months / 12 * 365.25 / 7
    bought = np.array([model.expected_purchases(some, t=t) for t in ends])
    middle = (ends[1:] + ends[:-1]) / 2
    discount = 1.1 ** -(middle * 7 / 365.25)
    np.testing.assert_allclose(found, discount @ np.diff(bought, axis=0), rtol=2e-4)


def test_lifetime_value_for_ever_is_the_published_formula():
    """Fader, Hardie and Lee 2005, Journal of Marketing Research 42, equation 2."""
    table = history("ParetoNBD", n=300)
    model = clv.ParetoNBD(unit="W").fit(table)
    r, alpha, s, beta = model.params_
    x, T = table["frequency"], table["T"]
    delta = math.log1p(0.15) * 7 / 365.25
    wanted = (
        delta ** (s - 1)
        * (r + x)
        / (alpha + T)
        * (beta + T) ** s
        * hyperu(s, s, delta * (beta + T))
        * model.probability_alive(table)
    )
    found = model.lifetime_value(table, months=math.inf, discount_rate=0.15, value=1.0)
    np.testing.assert_allclose(found, wanted, rtol=1e-5)


def test_lifetime_value_takes_gamma_gamma_a_number_or_a_series(table):
    model = clv.BetaGeoNBD(unit="W").fit(table)
    terms = {"months": 12, "discount_rate": 0.1}
    spend = clv.GammaGamma().fit(table)
    expected = spend.expected_value(table)
    one = model.lifetime_value(table, value=spend, **terms)
    pd.testing.assert_series_equal(model.lifetime_value(table, **terms), one)
    shuffled = expected.sample(frac=1, random_state=1)
    np.testing.assert_allclose(
        model.lifetime_value(table, value=shuffled, **terms), one
    )
    unit = model.lifetime_value(table, value=1, **terms)
    np.testing.assert_allclose(one, unit * expected)


def test_what_is_not_known_about_value_widens_the_interval(table):
    model = clv.BetaGeoNBD(unit="W").fit(table)
    terms = {"months": 12, "discount_rate": 0.1, "level": 0.95}
    spend = clv.GammaGamma().fit(table)
    with_doubt = model.lifetime_value(table, value=spend, **terms)
    sure = model.lifetime_value(table, value=spend.expected_value(table), **terms)
    np.testing.assert_allclose(with_doubt["clv_amount"], sure["clv_amount"])
    assert (with_doubt["high"] > sure["high"]).all()


def test_weeks_and_days_give_the_same_lifetime_value(table):
    days = table.assign(recency=table["recency"] * 7, T=table["T"] * 7)
    terms = {"months": 18, "discount_rate": 0.1, "value": 25.0}
    weekly = clv.BetaGeoNBD(unit="W").fit(table).lifetime_value(table, **terms)
    daily = clv.BetaGeoNBD(unit="D").fit(days).lifetime_value(days, **terms)
    np.testing.assert_allclose(weekly, daily, rtol=1e-6)


def test_the_unit_comes_from_the_table_and_must_agree(table):
    said = table.copy()
    said.attrs["unit"] = "W"
    model = clv.BetaGeoNBD().fit(said)
    assert model.unit_ == "W"
    days = table.copy()
    days.attrs["unit"] = "D"
    with pytest.raises(DataError, match=r"fitted on times in weeks, and .* in days"):
        model.expected_purchases(days, t=5)
    with pytest.raises(DataError, match="unit='D'"):
        clv.BetaGeoNBD(unit="D").fit(said)
    with pytest.raises(DataError, match="unit must be 'D'"):
        clv.BetaGeoNBD(unit="months").fit(table)


def test_lifetime_value_without_a_unit_is_refused(table):
    model = clv.BetaGeoNBD().fit(table)
    with pytest.raises(DataError, match=r"Pass unit='D' .* to BetaGeoNBD\(\.\.\.\)"):
        model.lifetime_value(table, months=12, discount_rate=0.1, value=20)


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        ({"months": 0}, "months must be a number above 0; this is 0"),
        ({"months": "12"}, "months must be a number above 0; this is '12'"),
        ({"discount_rate": -0.1}, r"0.10 stands for 10 % a year\); this is -0.1"),
        (
            {"margin_rate": 30},
            r"margin_rate must be a number 0 to 1 \(a share\); this is 30",
        ),
        ({"value": -5}, "value must be a number from 0; this is -5"),
        ({"value": "20"}, "a fitted GammaGamma, one number, or a Series .* is a str"),
        ({"value": pd.Series([1.0])}, "value has no number for 600 of the 600"),
        ({"months": math.inf, "discount_rate": 0}, "months=inf needs a discount_rate"),
        ({"level": 95}, "level must be a number between 0 and 1"),
    ],
)
def test_impossible_terms_are_refused_by_name(table, terms, said):
    model = clv.BetaGeoNBD(unit="W").fit(table)
    usual = {"months": 12, "discount_rate": 0.1, "value": 20.0}
    with pytest.raises(DataError, match=said):
        model.lifetime_value(table, **(usual | terms))


@pytest.mark.parametrize("t", [-1, "4", None, math.inf, math.nan, True])
def test_an_impossible_time_is_refused(model, table, t):
    with pytest.raises(DataError, match="t must be a number from 0"):
        model.expected_purchases(table, t=t)
    with pytest.raises(DataError, match="t must be a number from 0"):
        model.expected_purchases(t=[1, t])


def test_gamma_gamma_expects_between_the_own_mean_and_that_of_all():
    table = spending()
    model = clv.GammaGamma().fit(table)
    p, q, v = model.params_
    all_of_them = p * v / (q - 1)
    found = model.expected_value(table)
    own = table["monetary"]
    assert ((found - own) * (found - all_of_them) <= 0).all()
    x = table["frequency"]
    weight = (q - 1) / (p * x + q - 1)
    np.testing.assert_allclose(found, weight * all_of_them + (1 - weight) * own)
    nobody = pd.DataFrame({"frequency": [0], "monetary": [np.nan]})
    assert model.expected_value(nobody).tolist() == pytest.approx([all_of_them])
    assert found.name == "expected_value_amount"


def test_gamma_gamma_interval_is_the_delta_method_by_hand():
    model = clv.GammaGamma().fit(spending())
    p, q, v = model.params_
    slopes = np.array([1 / p, -1 / (q - 1), 1 / v])  # of ln(p v / (q - 1))
    wide = 1.959963984540054 * np.sqrt(slopes @ model.covariance_ @ slopes)
    nobody = pd.DataFrame({"frequency": [0], "monetary": [0.0]})
    found = model.expected_value(nobody, level=0.95)
    middle = p * v / (q - 1)
    assert found["low"][0] == pytest.approx(middle * np.exp(-wide), rel=1e-6)
    assert found["high"][0] == pytest.approx(middle * np.exp(wide), rel=1e-6)
