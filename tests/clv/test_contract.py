"""What every lifetime model must do, whichever it is."""

import pickle
import warnings
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.utils.estimator_checks import estimator_checks_generator

from segkit import clv
from tests.clv.samples import TRUE, history

PURCHASES = [clv.BetaGeoNBD, clv.ModifiedBetaGeoNBD, clv.ParetoNBD]
ALL = [*PURCHASES, clv.GammaGamma, clv.ShiftedBetaGeometric]
# scikit-learn's own checks that need no table of unnamed numbers
SKLEARN_CHECKS = {
    "check_do_not_raise_errors_in_init_or_set_params",
    "check_estimator_cloneable",
    "check_estimator_repr",
    "check_estimator_tags_renamed",
    "check_estimators_unfitted",
    "check_get_params_invariance",
    "check_mixin_order",
    "check_no_attributes_set_in_init",
    "check_parameters_default_constructible",
    "check_set_params",
    "check_valid_tag_types",
}
FITTED = {
    "params_",
    "standard_errors_",
    "covariance_",
    "log_likelihood_",
    "aic_",
    "bic_",
    "n_customers_",
    "n_iter_",
    "converged_",
}


def data_for(model):
    if model is clv.ShiftedBetaGeometric:
        return pd.Series([1000, 869, 743, 653, 593], name="survivors")
    return history(model.__name__ if model.__name__ in TRUE else "BetaGeoNBD")


def predictions(model, data):
    if isinstance(model, clv.ShiftedBetaGeometric):
        return model.survival_rate([1, 5, 12])
    if isinstance(model, clv.GammaGamma):
        return model.expected_value(data)
    return model.expected_purchases(data, t=26)


@pytest.fixture(params=ALL, ids=lambda m: m.__name__)
def case(request):
    return request.param(), data_for(request.param)


@pytest.mark.parametrize("model", ALL, ids=lambda m: m.__name__)
def test_scikit_learns_checks_pass(model):
    run = set()
    for estimator, check in estimator_checks_generator(model()):
        title = getattr(check, "func", check).__name__
        if title in SKLEARN_CHECKS:
            check(estimator)
            run.add(title)
    assert run == SKLEARN_CHECKS


def test_fit_returns_the_model_and_leaves_the_input_alone(case):
    model, data = case
    data.attrs["unit"] = "W"
    before, arguments = data.copy(deep=True), repr(model.get_params())
    assert model.fit(data) is model
    predictions(model, data)
    assert data.equals(before)
    assert data.attrs == before.attrs
    assert repr(model.get_params()) == arguments


def test_fit_leaves_what_it_promises(case):
    model, data = case
    model.fit(data)
    assert {name for name in vars(model) if name.endswith("_")} >= FITTED
    names = list(model.param_names)
    for table in (model.params_, model.standard_errors_, model.covariance_):
        assert table.index.tolist() == names
    assert (model.params_ > 0).all()
    assert (model.standard_errors_ > 0).all()
    assert model.converged_
    k, n = len(names), model.n_customers_
    assert model.aic_ == pytest.approx(2 * k - 2 * model.log_likelihood_)
    assert model.bic_ == pytest.approx(k * np.log(n) - 2 * model.log_likelihood_)


def test_the_summary_has_an_interval_around_each_estimate(case):
    model, data = case
    found = model.fit(data).summary()
    assert (found["low"] < found["estimate"]).all()
    assert (found["estimate"] < found["high"]).all()
    assert found.attrs["heading"].startswith(f"{type(model).__name__}: ")
    assert type(model).__name__ in repr(found)
    assert (model.summary(level=0.5)["low"] > found["low"]).all()


def test_a_clone_has_the_arguments_and_nothing_learned(case):
    model, data = case
    copy = clone(model.fit(data))
    assert copy.get_params() == model.get_params()
    assert not hasattr(copy, "params_")


def test_a_pickled_model_predicts_the_same(case):
    model, data = case
    again = pickle.loads(pickle.dumps(model.fit(data)))
    assert predictions(again, data).equals(predictions(model, data))


def test_a_model_can_be_fitted_again_on_other_data(case):
    model, data = case
    first = model.fit(data).params_
    other = data.iloc[:400] if isinstance(data, pd.DataFrame) else [500, 300, 200, 160]
    second = model.fit(other).params_
    assert not np.allclose(first, second)
    assert model.fit(data).params_.equals(first)


def test_a_model_keeps_no_customer(case):
    model, data = case
    model.fit(data)
    held = [v for v in vars(model).values() if isinstance(v, pd.Series | pd.DataFrame)]
    assert all(len(table) <= 4 for table in held)
    assert not [v for v in vars(model).values() if isinstance(v, np.ndarray)]


def test_a_prediction_before_fit_is_refused(case):
    model, data = case
    with pytest.raises(NotFittedError):
        predictions(model, data)
    with pytest.raises(NotFittedError):
        model.summary()


@pytest.mark.parametrize("model", [*PURCHASES, clv.GammaGamma])
def test_other_columns_change_nothing(model):
    data = history()
    wide = data.assign(country="FR", recency_days=3).iloc[:, ::-1]
    assert model().fit(wide).params_.equals(model().fit(data).params_)


@pytest.mark.parametrize("model", PURCHASES)
@pytest.mark.parametrize("seed", range(6))
def test_thirty_customers_work_or_it_is_said_why_not(model, seed):
    data = history(n=30, seed=seed)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        fitted = model().fit(data)
    expected = fitted.expected_purchases(data, t=26, level=0.95)
    assert np.isfinite(expected).all(axis=None)
    assert fitted.probability_alive(data).between(0, 1).all()
    assert all(issubclass(w.category, UserWarning) for w in caught)
    if not fitted.converged_:
        said = str(caught[0].message)
        assert "these 30 customers do not determine" in said
        assert "Use a longer period or more customers" in said


def test_integer_and_nullable_columns_are_welcome():
    data = history()
    whole = data.astype({"frequency": "Int64", "recency": "Float64", "T": "int64"})
    found = clv.BetaGeoNBD().fit(whole).params_
    assert found.equals(clv.BetaGeoNBD().fit(data).params_)


def test_a_million_customers_are_few_rows():
    data = history().round({"recency": 0})
    data["recency"] = data["recency"].clip(upper=data["T"])
    data.loc[(data["frequency"] > 0) & (data["recency"] == 0), "recency"] = 1.0
    many = pd.concat([data] * 200, ignore_index=True)
    one = clv.BetaGeoNBD().fit(data)
    all_of_them = clv.BetaGeoNBD().fit(many)
    np.testing.assert_allclose(all_of_them.params_, one.params_, rtol=1e-6)
    assert all_of_them.log_likelihood_ == pytest.approx(200 * one.log_likelihood_)


def test_the_search_on_part_of_the_rows_ends_where_the_whole_does(monkeypatch):
    data = history(n=1500)
    whole = {m: m().fit(data).params_ for m in PURCHASES}
    for module in ("purchase_model", "pareto"):
        monkeypatch.setattr(f"segkit.clv.{module}.FEW", 100)
    for model, params in whole.items():
        np.testing.assert_allclose(model().fit(data).params_, params, rtol=1e-5)


def test_too_few_points_are_noticed_and_more_are_taken(monkeypatch):
    data = history("ParetoNBD")
    usual = clv.ParetoNBD().fit(data).params_
    monkeypatch.setattr("segkit.clv.pareto.EXACT", 0.0)
    np.testing.assert_allclose(clv.ParetoNBD().fit(data).params_, usual, rtol=1e-5)


def test_whole_days_over_many_years_are_few_rows_too():
    data = history()
    late = np.ceil(data["recency"] * 100)
    data = data.assign(recency=late, T=data["T"] * 100)
    in_hours = data.assign(recency=late * 24 + 0.5 * (late > 0), T=data["T"] * 24 + 1)
    days, hours = (clv.BetaGeoNBD().fit(table) for table in (data, in_hours))
    scale = [1, 24, 1, 1]
    np.testing.assert_allclose(hours.params_, days.params_ * scale, rtol=0.01)


def test_exact_decimals_are_numbers():
    data = history()
    exact = data.assign(T=[Decimal(int(value)) for value in data["T"]])
    found = clv.BetaGeoNBD().fit(exact).params_
    assert found.equals(clv.BetaGeoNBD().fit(data).params_)
