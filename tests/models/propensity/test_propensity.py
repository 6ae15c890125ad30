"""The estimator: chances that come true, on customers and days not learned from."""

import pickle

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone

from segkit import datasets, features
from segkit.checks import DataError
from segkit.models import Propensity, propensity
from segkit.models.propensity import PropensityWarning

METHODS = [("logistic", None), ("boosting", None), ("boosting", "sigmoid")]


def made(n=600, seed=3):
    """Return customers whose chance is known."""
    rng = np.random.default_rng(seed)
    X = pd.DataFrame(
        {
            "n_orders": rng.geometric(0.3, n),
            "tenure_days": rng.integers(0, 700, n).astype(float),
            "member": rng.random(n) < 0.4,
            "channel": rng.choice(["web", "store", "app"], n),
            "since": pd.Timestamp("2024-06-30") - pd.to_timedelta(
                rng.integers(0, 500, n), unit="D"
            ),
        },
        index=pd.Index([f"C{i:04d}" for i in range(n)], name="customer_id"),
    )  # fmt: skip
    odds = -2.2 + 0.9 * np.log2(X["n_orders"]) + 0.8 * X["member"]
    odds += 0.7 * (X["channel"] == "app")
    y = pd.Series(rng.random(n) < 1 / (1 + np.exp(-odds)), X.index)
    X.loc[X.index[::11], "tenure_days"] = np.nan
    X.loc[X.index[::13], "channel"] = None
    X.attrs["as_of"] = "2024-06-30"
    return X, y


@pytest.fixture(params=METHODS, ids=["-".join(map(str, m)) for m in METHODS])
def model(request):
    method, calibrate = request.param
    return Propensity(method, calibrate=calibrate)


def test_chances_come_true_on_other_customers(model):
    X, y = made(3000)
    other, happened = made(3000, seed=4)
    chance = model.fit(X, y).chances(other)
    assert chance.between(0, 1).all()
    assert propensity.area(happened, chance).value > 0.7
    assert propensity.calibration_slope(happened, chance)[0] == pytest.approx(
        1, abs=0.3
    )
    assert chance.mean() == pytest.approx(happened.mean(), abs=0.03)


def test_rows_columns_and_ids_change_nothing(model):
    X, y = made()
    chance = model.fit(X, y).chances(X)
    order = np.random.default_rng(1).permutation(len(X))
    shuffled = clone(model).fit(X.iloc[order], y.iloc[order]).chances(X)
    np.testing.assert_allclose(shuffled, chance, rtol=1e-6)
    turned = X[X.columns[::-1]].assign(remark="?")
    pd.testing.assert_series_equal(model.chances(turned), chance)
    renamed = X.set_axis(range(len(X)))
    again = clone(model).fit(renamed, y.set_axis(range(len(X)))).chances(renamed)
    np.testing.assert_allclose(again, chance, rtol=1e-12)


def test_y_is_put_in_the_order_of_x():
    X, y = made()
    chance = Propensity().fit(X, y).chances(X)
    pd.testing.assert_series_equal(Propensity().fit(X, y[::-1]).chances(X), chance)


def test_gaps_and_texts_not_seen_before_have_a_chance(model):
    X, y = made()
    new = X.head(3).assign(channel=["fax", None, "web"], n_orders=[np.nan, 2, 3])
    new.attrs["as_of"] = "2024-09-30"
    assert model.fit(X, y).chances(new).between(0, 1).all()


def test_predictions_fit_together(model):
    X, y = made()
    both = model.fit(X, y).predict_proba(X)
    np.testing.assert_allclose(both.sum(axis=1), 1)
    np.testing.assert_array_equal(model.predict(X), both[:, 1] > 0.5)
    assert model.score(X, y) == (model.predict(X) == y).mean()
    again = pickle.loads(pickle.dumps(model))
    np.testing.assert_array_equal(again.predict_proba(X), both)
    assert model.classes_.tolist() == [False, True]


def test_drivers_name_what_was_planted_in_plain_words():
    X, y = made(3000)
    model = Propensity().fit(X, y)
    table = model.drivers(*made(2000, seed=5)).set_index("column")
    assert table.index[0] == "n_orders"
    assert table.loc["n_orders", "text"].startswith(
        "customers with twice the orders are 1."
    )
    assert table.loc["channel", "text"].startswith("customers with channel app are 1.")
    assert table.loc["member", "text"].startswith("customers with member are 1.")
    assert table.loc["member", "times_as_likely"] == pytest.approx(1.6, abs=0.3)
    assert abs(table.loc[["tenure_days", "since"], "importance"]).max() < 0.005
    assert "no cause" in table.attrs["heading"]


def test_orders_and_money_are_told_apart_from_all_else_alike():
    """Two columns that say the same share their weight, and the table says so."""
    X, y = made(3000)
    X = X[["n_orders"]].assign(money=X["n_orders"] * 10.0 + 1)
    found = Propensity().fit(X, y).drivers(X, y).set_index("column")
    alone, alike = found["times_as_likely"], found["times_all_else_alike"]
    assert alone["n_orders"] == pytest.approx(alone["money"], abs=0.15)
    assert alike.prod() == pytest.approx(alone.mean(), abs=0.1)
    assert alike.min() < alone.min() - 0.2


def test_columns_that_say_nothing_are_left_out_and_named():
    X, y = made()
    model = Propensity().fit(X.assign(country="here", empty=np.nan), y)
    assert model.left_out_ == ["country", "empty"]
    assert model.n_features_in_ == len(X.columns)


def test_few_events_are_warned_of():
    X, y = made(60)
    with pytest.warns(PropensityWarning, match="fewer than 10. Chances will be too ex"):
        model = Propensity().fit(X, y)
    assert model.events_per_variable_ < 10


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda X, y: (X, y.iloc[:-1]), "not of the same customers as X"),
        (lambda X, y: (X, y.tolist()[:-1]), "y has 599 values for 600 customers"),
        (lambda X, y: (X, y & False), "nobody of 600 customers did"),
        (lambda X, y: (X, y.astype(int) + 1), "must be True or False"),
        (lambda X, y: (X.to_numpy(), y), "needs X as a pandas table"),
        (lambda X, y: (pd.concat([X, X]), y), "1200|600 rows repeat"),
        (lambda X, y: (X[["member"]].assign(member=1), y), "no column of X differs"),
        (lambda X, y: (X.assign(n=X["n_orders"].replace(1, np.inf)), y), "infinite"),
    ],
)
def test_tables_that_do_not_fit_are_refused(change, message):
    X, y = change(*made())
    with pytest.raises(DataError, match=message):
        Propensity().fit(X, y)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"method": "forest"}, "method must be one of"),
        ({"calibrate": "yes"}, "calibrate must be one of"),
        ({"leak_from": 0.5}, "leak_from must be above 0.5"),
        ({"known_ahead": ["nothing"]}, r"names columns \['nothing'\]"),
    ],
)
def test_impossible_arguments_are_refused(options, message):
    with pytest.raises(DataError, match=message):
        Propensity(**options).fit(*made())


def test_predicting_names_what_is_missing():
    X, y = made()
    model = Propensity().fit(X, y)
    with pytest.raises(DataError, match=r"needs columns \['member'\] in X"):
        model.chances(X.drop(columns="member"))
    with pytest.raises(DataError, match="column 'n_orders' in X must hold numbers"):
        model.chances(X.assign(n_orders="many"))


def test_dates_need_a_day():
    X, y = made()
    X.attrs.clear()
    with pytest.raises(DataError, match="column 'since' holds dates, and the day"):
        Propensity().fit(X, y)


@pytest.fixture(scope="module")
def buying():
    """Return who bought within 90 days, as known in March and in September."""
    orders = datasets.load("orders")

    def describe(day):
        X = features.customers(orders, as_of=day)
        return X.drop(columns=["first_order_date", "last_order_date"])

    return propensity.split_in_time(
        describe, orders, learn="2024-03-31", check="2024-09-30", days=90,
        columns={"happened_on": "ordered_at"},
    )  # fmt: skip


def test_the_next_purchase_is_told_better_than_by_the_rfm_rule(buying):
    model = Propensity("boosting").fit(buying.X_learn, buying.y_learn)
    chance = model.chances(buying.X_check)
    rule = propensity.rfm_score(buying.X_check)
    table = propensity.compare(buying.y_check, chance, rule=rule)
    assert table.loc["the model", "low"] > table.loc["RFM rule alone", "high"]
    assert table.loc["the model", "lift"] > table.loc["RFM rule alone", "lift"]
    assert table.loc["the model", "skill"] > 0.5
    calibration = propensity.calibration_table(buying.y_check, chance)
    assert calibration.attrs["slope"] == pytest.approx(1, abs=0.2)


def test_a_second_purchase_can_be_told(buying):
    once = buying.X_learn["n_orders"] == 1
    X, y = buying.X_learn[once], buying.y_learn[once]
    model = Propensity().fit(X, y)
    again = buying.X_check["n_orders"] == 1
    chance = model.chances(buying.X_check[again])
    came = buying.y_check[again]
    assert propensity.area(came, chance).low > 0.6
    best = chance.nlargest(len(chance) // 10).index
    assert came[best].mean() > 2 * came.mean()


def test_who_is_still_a_customer_has_the_higher_chance(buying):
    model = Propensity().fit(buying.X_learn, buying.y_learn)
    alive = datasets.truth("value").set_index("customer_id")["alive"]
    chance = model.chances(buying.X_check)
    assert propensity.area(alive.loc[chance.index], chance).value > 0.7
