"""Foreseeable mistakes: each is said in words, with the column and the cure."""

import warnings

import numpy as np
import pandas as pd
import pytest
from sklearn.exceptions import ConvergenceWarning

from segkit import clv
from segkit.checks import DataError
from tests.clv.samples import few, history

PURCHASES = [clv.BetaGeoNBD, clv.ModifiedBetaGeoNBD, clv.ParetoNBD]
nan, inf = np.nan, np.inf


@pytest.fixture(params=PURCHASES, ids=lambda m: m.__name__)
def model(request):
    return request.param()


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"recency": [0, nan, 3, nan]}, r"'recency' in history has 2 missing values"),
        ({"T": [9, 9, inf, 12]}, "'T' in history has 1 infinite values"),
        ({"frequency": [0, -2, 1, 4]}, "'frequency' .* 1 values below 0.* is -2"),
        ({"frequency": [0, 2.5, 1, 4]}, r"no whole number, such as 2\.5"),
        ({"T": ["9", "9", "8", "12"]}, "'T' in history must hold numbers; .* string"),
        (
            {"T": [9, 4.5, 8, 12]},
            r"T is below recency for 1 customers \(one has T 4\.5 and recency 5\)",
        ),
        (
            {"frequency": [1, 3, 2, 5]},
            "recency is 0 for 1 customers.*first_purchase='counted'",
        ),
        (
            {"recency": [4.0, 5, 3, 9]},
            "recency is above 0 but .* for 1 customers: .*not the days since the last",
        ),
    ],
)
def test_an_impossible_column_is_refused_by_name(model, columns, said):
    with pytest.raises(DataError, match=said):
        model.fit(few(**columns))


def test_prediction_refuses_what_fit_refuses(model):
    model.fit(history())
    with pytest.raises(DataError, match="T is below recency"):
        model.expected_purchases(few(T=[9, 4.5, 8, 12]), t=3)
    with pytest.raises(DataError, match=r"needs columns \['T'\]"):
        model.probability_alive(few().drop(columns="T"))


def test_a_missing_column_is_refused_with_the_function_that_makes_it(model):
    with pytest.raises(DataError, match=r"needs columns \['recency'\] in") as error:
        model.fit(few().drop(columns="recency"))
    said = str(error.value)
    assert "the table has ['frequency', 'T']" in said
    assert "features.purchase_history(orders, as_of=...)" in said
    assert "history.rename(columns={'your name': 'recency'})" in said


@pytest.mark.parametrize("thing", [None, np.ones((3, 3)), {"frequency": [1]}, "T"])
def test_what_is_no_table_is_refused(model, thing):
    with pytest.raises(DataError, match="needs history as a pandas table with columns"):
        model.fit(thing)


def test_too_few_customers_are_refused(model):
    with pytest.raises(DataError, match="history has 0 rows"):
        model.fit(few().iloc[:0])
    with pytest.raises(DataError, match=r"at least 2 customers .* history has 1"):
        model.fit(few().iloc[[1]])


def test_one_customer_is_welcome_in_predictions(model):
    fitted = model.fit(history())
    assert len(fitted.expected_purchases(few().iloc[[1]], t=3)) == 1


def test_nobody_who_came_back_teaches_nothing(model):
    none = few(frequency=[0] * 4, recency=[0.0] * 4)
    with pytest.raises(DataError, match="none of the 4 customers bought again"):
        model.fit(none)


def test_constant_columns_are_refused(model):
    same = few(frequency=[2] * 4, recency=[5.0] * 4, T=[9.0] * 4)
    with pytest.raises(DataError, match="all customers have the same history"):
        model.fit(same)


def test_an_extreme_customer_bends_the_model_and_breaks_nothing(model):
    table = history(type(model).__name__)
    table.iloc[0, :3] = [10_000, 59.0, 59.0]
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        fitted = model.fit(table)
    assert all(issubclass(w.category, UserWarning) for w in caught)
    found = fitted.expected_purchases(table, t=10)
    assert np.isfinite(found).all()
    assert 1000 < found.iloc[0] < 2000  # 169 a week so far


def test_a_column_that_is_there_twice_is_refused(model):
    twice = pd.concat([few(), few()[["T"]]], axis=1)
    with pytest.raises(DataError, match=r"columns \['T'\] more than once"):
        model.fit(twice)


@pytest.mark.parametrize(
    ("weights", "said"),
    [
        ([1, 2], "history has 4 rows, sample_weight 2"),
        ([1, 2, -1, 1], "this has negative ones"),
        ([1, 2, nan, 1], "this has missing or infinite ones"),
        ([0, 0, 0, 0], "this has only zeros"),
        (["a", "b", "c", "d"], "sample_weight needs numbers from 0"),
    ],
)
def test_impossible_weights_are_refused(model, weights, said):
    with pytest.raises(DataError, match=said):
        model.fit(few(), sample_weight=weights)
    with pytest.raises(DataError, match=said):
        clv.GammaGamma().fit(few(monetary=[0, 9, 8, 7]), sample_weight=weights)


def test_an_unknown_convention_is_refused(model):
    with pytest.raises(DataError, match="first_purchase must be one of"):
        model.set_params(first_purchase="maybe").fit(few())
    with pytest.raises(DataError, match="0 for 1 customers: leave the argument out"):
        model.set_params(first_purchase="counted").fit(few())


def test_a_fit_without_a_highest_point_says_what_that_means():
    alike = history(n=400)
    rng = np.random.default_rng(5)
    x = rng.poisson(4, 400)  # everybody buys at the same rate, nobody leaves
    last = 50 * rng.random(400) ** (1 / np.maximum(x, 1))
    alike["frequency"], alike["recency"], alike["T"] = x, np.where(x, last, 0.0), 50.0
    with pytest.warns(ConvergenceWarning) as caught:
        model = clv.ParetoNBD().fit(alike)
    said = str(caught[0].message)
    assert "ParetoNBD has not converged: these 400 customers do not determine" in said
    assert "try BetaGeoNBD or ModifiedBetaGeoNBD" in said
    assert not model.converged_
    assert model.standard_errors_.isna().any()
    found = model.expected_purchases(alike, t=50)
    assert found.mean() == pytest.approx(4.0, rel=0.1)


def test_parameters_that_are_hardly_determined_are_named():
    with pytest.warns(clv.LifetimeModelWarning, match="hardly determine a, b"):
        clv.BetaGeoNBD().fit(_loose())


def _loose():
    for seed in range(60):
        table = history(n=40, seed=seed)
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            clv.BetaGeoNBD().fit(table)
        if any("hardly determine a, b" in str(w.message) for w in caught):
            return table
    return None


def test_gamma_gamma_needs_amounts_above_nothing():
    free = few(monetary=[0, 9, 0, 7])
    with pytest.raises(DataError, match="'monetary' is 0 for 1 customers") as error:
        clv.GammaGamma().fit(free)
    assert "history.query('frequency == 0 or monetary > 0')" in str(error.value)
    known = clv.GammaGamma().fit(history())
    assert known.expected_value(free).iloc[2] < known.expected_value(free).iloc[1]
    with pytest.raises(DataError, match=r"'monetary' .* 1 values below 0"):
        clv.GammaGamma().fit(few(monetary=[0, 9, -3, 7]))
    with pytest.raises(DataError, match="'monetary' in history has 1 missing"):
        clv.GammaGamma().fit(few(monetary=[nan, 9, nan, 7]))


def test_gamma_gamma_needs_some_different_values():
    with pytest.raises(DataError, match="history has 2 with 2 different values"):
        clv.GammaGamma().fit(few(frequency=[0, 0, 1, 4], monetary=[0, 0, 8, 7]))
    with pytest.raises(DataError, match="history has 3 with 1 different values"):
        clv.GammaGamma().fit(few(monetary=[0, 8, 8, 8]))


def test_a_heavy_tail_is_said_and_gives_no_number():
    rng = np.random.default_rng(2)
    x = rng.geometric(0.3, 800)
    mean = rng.gamma(6.0 * x) / x / rng.gamma(0.6, size=800) + 1e-9
    table = pd.DataFrame({"frequency": x, "monetary": mean})
    table.loc[0, ["frequency", "monetary"]] = [0, 0.0]
    with pytest.warns(clv.LifetimeModelWarning, match=r"q is 0\.\d+, not above 1") as w:
        model = clv.GammaGamma().fit(table)
    assert any("lifetime_value(..., value=30.0)" in str(x.message) for x in w)
    found = model.expected_value(table)
    assert np.isnan(found[0])
    assert found[1:].notna().all()


def test_value_that_goes_with_frequency_is_said():
    rng = np.random.default_rng(2)
    x = rng.geometric(0.3, 800)
    mean = rng.gamma(6.0 * x) / x * (1 + x)
    with pytest.warns(clv.LifetimeModelWarning, match=r"correlation .* is 0\.[3-9]"):
        model = clv.GammaGamma().fit(pd.DataFrame({"frequency": x, "monetary": mean}))
    assert model.correlation_ > 0.3
