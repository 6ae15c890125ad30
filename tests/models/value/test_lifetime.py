"""Lifetime value: by formula against worked numbers, by models against the world."""

import json

import numpy as np
import pandas as pd
import pytest
from sklearn.exceptions import NotFittedError

from segkit import clv, datasets, features, models
from segkit.checks import DataError
from segkit.models import ValueSegmenter
from segkit.models.value import retention_by_orders


def customers(**columns):
    n = len(next(iter(columns.values())))
    return pd.DataFrame(columns, index=pd.Index(range(n), name="customer_id"))


def test_the_formula_is_that_of_gupta_and_lehmann():
    X = customers(last_year_amount=[100.0, 50.0])
    later = ValueSegmenter("formula", retention=0.8).fit(X)
    assert later.amounts(X).round(2).tolist() == [266.67, 133.33]
    now = ValueSegmenter("formula", retention=0.8, first_margin="now").fit(X)
    assert now.amounts(X).round(2).tolist() == [366.67, 183.33]
    assert float(clv.formula_clv(100, 0.8, 0.10)) == pytest.approx(266.6667, abs=1e-4)


def test_retention_is_learned_for_each_number_of_orders():
    X = customers(
        n_orders_year_before=[1] * 4 + [2] * 2 + [3, 4] + [9] * 2 + [0],
        n_orders_last_year=[0, 0, 0, 1, 0, 1, 1, 0, 5, 7, 8],
        last_year_amount=[10.0] * 11,
    )
    assert retention_by_orders(X) == [0.25, 0.5, 0.5, 1.0]
    model = ValueSegmenter("formula", discount_rate=0.25).fit(X)
    factor = 0.25 / (1.25 - 0.25)
    assert model.amounts(X).iloc[3] == pytest.approx(10 * factor)
    assert model.amounts(X).iloc[0] == 0  # no order last year
    assert "1 order: 25 % stay a year" in model.explain(X, 3)
    assert "nothing to expect by this formula" in model.explain(X, 0)


def test_a_loss_stays_a_loss_by_formula():
    X = customers(last_year_amount=[-5.0, 50.0])
    model = ValueSegmenter("formula", retention=0.5).fit(X)
    assert model.assign(X).astype(str).tolist() == ["Costs more than it brings", "Top"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"retention": 1.2}, "retention must be a number 0 to 1"),
        ({"retention": 1.0, "discount_rate": 0.0}, "nobody ever leaves"),
        ({"retention": 0.5, "first_margin": "soon"}, "first_margin must be one of"),
        ({}, r"needs columns \['n_orders_last_year', 'n_orders_year_before'\]"),
    ],
)
def test_impossible_terms_are_refused(options, message):
    with pytest.raises(DataError, match=message):
        ValueSegmenter("formula", **options).fit(customers(last_year_amount=[5.0, 6.0]))


def test_without_a_year_before_retention_cannot_be_learned():
    X = customers(
        last_year_amount=[5.0, 6.0],
        n_orders_last_year=[1, 1],
        n_orders_year_before=[0, 0],
    )
    with pytest.raises(DataError, match=r"pass retention=0\.6 for all"):
        ValueSegmenter("formula").fit(X)


@pytest.fixture(scope="module")
def cut():
    """Return the world as known in mid-2024, and what each brought afterwards."""
    orders, day = datasets.load("orders"), "2024-06-30"
    more = {"refunds": datasets.load("refunds"), "tickets": datasets.load("tickets")}
    X = features.value(orders, as_of=day, **more)
    later = features.value(orders, as_of="2024-12-31", since="2024-07-01", **more)
    return X, later["net_value_amount"].reindex(X.index, fill_value=0.0)


@pytest.fixture(scope="module")
def predicted(cut):
    return ValueSegmenter("predicted", months=6, discount_rate=0.0).fit(cut[0])


def test_the_prediction_ranks_customers_better_than_the_past_does(cut, predicted):
    X, later = cut
    by_model = predicted.amounts(X)
    assert by_model.corr(later, method="spearman") > 0.55
    best = by_model.nlargest(len(X) // 5).index
    past = X["net_value_amount"].nlargest(len(X) // 5).index
    assert later[best].sum() / later.sum() > later[past].sum() / later.sum() + 0.05


def test_the_prediction_is_about_right_in_all_and_where_the_money_is(cut, predicted):
    X, later = cut
    by_model = predicted.amounts(X)
    assert by_model.sum() / later.sum() == pytest.approx(1, abs=0.15)
    fifth = pd.qcut(by_model.rank(method="first"), 5, labels=False)
    sums = pd.DataFrame({"said": by_model, "came": later}).groupby(fifth).sum()
    assert sums["came"].iloc[2:].is_monotonic_increasing
    assert (sums["said"] / sums["came"]).iloc[3:].between(0.8, 1.25).all()


def test_the_prediction_is_that_of_clv_itself(cut):
    X = cut[0][["frequency", "recency", "T", "monetary"]]
    model = ValueSegmenter("predicted", months=12).fit(X)
    history = X.copy()
    history.attrs["unit"] = "D"
    buying = clv.BetaGeoNBD().fit(history)
    whole = buying.lifetime_value(history, months=12, discount_rate=0.10)
    ours = model.amounts(X)
    np.testing.assert_allclose(ours, whole, rtol=1e-4, atol=1e-5)
    assert model.kept_rate_ == 1.0


def test_returns_and_service_lower_the_prediction(cut):
    X = cut[0].assign(net_value_amount=cut[0]["revenue_amount"])
    gross = ValueSegmenter("predicted").fit(X).amounts(X)
    net = ValueSegmenter("predicted").fit(cut[0]).amounts(cut[0])
    assert (net < gross).all()


def test_a_frozen_prediction_predicts_for_customers_not_seen(cut, predicted):
    frozen = json.loads(json.dumps(predicted.frozen(), allow_nan=False))
    again = models.from_frozen(frozen)
    some = cut[0].iloc[:40]
    np.testing.assert_array_equal(again.amounts(some), predicted.amounts(some))
    assert again.explain(some, some.index[3]) == predicted.explain(some, some.index[3])


def test_too_few_repeat_buyers_are_given_one_mean_and_told_so():
    X = customers(
        frequency=[0, 1, 2, 0, 1, 0],
        recency=[0.0, 20.0, 60.0, 0.0, 30.0, 0.0],
        T=[90.0, 80.0, 100.0, 30.0, 95.0, 60.0],
        monetary=[0.0, 40.0, 40.0, 0.0, 40.0, 0.0],
    )
    model = ValueSegmenter("predicted").fit(X)
    assert model.spend_ == {}
    assert model.mean_order_ == 40
    assert any("one mean value is used" in note for note in model.notes_)
    assert "The model of repeat buying warns:" in model.explain(X, 0)


def test_a_customer_without_an_order_has_no_prediction(cut, predicted):
    row = cut[0].iloc[[0]].assign(frequency=np.nan, recency=np.nan, T=np.nan)
    assert predicted.assign(row).iloc[0] == "Not known"


def test_a_history_that_cannot_be_is_refused(cut):
    wrong = cut[0].assign(T=-1.0)
    with pytest.raises(DataError, match="column 'T' in history has"):
        ValueSegmenter("predicted").fit(wrong)


def test_a_history_in_weeks_is_refused(cut):
    weeks = cut[0][["frequency", "recency", "T", "monetary"]].copy()
    weeks.attrs["unit"] = "W"
    with pytest.raises(DataError, match="needs recency and T in days"):
        ValueSegmenter("predicted").fit(weeks)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"months": "a year"}, "months must be a number above 0"),
        ({"months": 0}, "months must be a number above 0"),
        ({"discount_rate": -0.1}, "discount_rate must be a number from 0"),
    ],
)
def test_impossible_terms_of_a_prediction_are_refused(cut, options, message):
    with pytest.raises(DataError, match=message):
        ValueSegmenter("predicted", **options).fit(cut[0])


def test_amounts_need_a_fitted_model(cut):
    with pytest.raises(NotFittedError):
        ValueSegmenter().amounts(cut[0])
