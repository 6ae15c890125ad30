import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

from segkit.checks import DataError
from segkit.models import BehaviouralSegmenter
from segkit.models.behavioural.lifecycle import usual_gap
from tests.models.samples import any_customers, customers, purchases

OWN = {"new_days": 20, "lapsing_days": 30, "lost_days": 90, "vip_amount": 100}


def stage(recency, orders, amount, tenure, **own):
    """The stage of one customer, beside another who makes the table valid."""
    X = purchases(
        [recency, 5], [orders, 3], [amount, 50.0], tenure_days=[tenure, 400.0]
    )
    model = BehaviouralSegmenter(method="lifecycle", **{**OWN, **own})
    return model.fit(X).assign(X).iloc[0]


@pytest.mark.parametrize(
    ("recency", "orders", "amount", "tenure", "expected"),
    [
        (np.nan, 0, 0.0, np.nan, "Prospect"),
        (0, 1, 10.0, 0, "New"),
        (30, 1, 999.0, 30, "New"),  # one order is new until the customer lapses
        (5, 4, 999.0, 20, "New"),  # the last day of being new
        (5, 4, 999.0, 21, "VIP"),
        (5, 4, 100.0, 21, "VIP"),  # the threshold itself
        (5, 4, 99.99, 21, "Regular"),
        (30, 2, 50.0, 200, "Regular"),  # the last day before lapsing
        (31, 2, 50.0, 200, "Lapsing"),
        (31, 1, 50.0, 31, "Lapsing"),
        (31, 9, 900.0, 200, "Lapsing"),
        (90, 2, 50.0, 200, "Lapsing"),  # the last day before being lost
        (91, 2, 50.0, 200, "Lost"),
        (91, 1, 50.0, 91, "Lost"),
    ],
)
def test_boundaries_of_the_stages(recency, orders, amount, tenure, expected):
    assert stage(recency, orders, amount, tenure) == expected


def test_the_stages_are_in_the_order_of_a_customers_life():
    X = customers()
    table = BehaviouralSegmenter(method="lifecycle").fit(X).segments_
    stages = ["Prospect", "New", "Regular", "VIP", "Lapsing", "Lost"]
    assert table["name"].tolist() == stages


def test_all_stages_are_kept_when_empty():
    X = purchases([5, 6], [3, 4], [50.0, 60.0], tenure_days=[100, 200])
    table = BehaviouralSegmenter(method="lifecycle", **OWN).fit(X).segments_
    assert table["size"].tolist() == [0, 0, 2, 0, 0, 0]


def test_thresholds_are_learned_from_the_usual_gap():
    gaps = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100, np.nan]
    orders = [2] * 10 + [1]
    amounts = [float(a) for a in range(10, 120, 10)]
    X = purchases(
        [1] * 11, orders, amounts, median_gap_days=gaps, tenure_days=[300] * 11
    )
    model = BehaviouralSegmenter(method="lifecycle").fit(X)
    assert model.lapsing_days_ == 91.0  # the 90 % quantile of the ten gaps
    assert model.lost_days_ == 273.0
    assert model.new_days_ == 91.0
    assert model.vip_amount_ == 90.0  # of eleven amounts, three are as large
    assert (X["monetary_amount"] >= 90).sum() == 3


def test_given_thresholds_win_over_learned_ones():
    X = customers()
    model = BehaviouralSegmenter(method="lifecycle", lapsing_days=10).fit(X)
    assert model.lapsing_days_ == 10
    assert model.lost_days_ == 30
    assert model.new_days_ == 10
    assert model.lapsing_days == 10
    assert model.lost_days is None


def test_without_median_gaps_the_mean_gap_is_taken():
    X = pd.DataFrame(
        {
            "tenure_days": [100.0, 50.0, 9.0],
            "recency_days": [10.0, 20.0, 9.0],
            "n_orders": [4, 2, 1],
        }
    )
    assert usual_gap(X) == 30.0


def test_a_rhythm_faster_than_a_day_is_a_day():
    assert usual_gap(pd.DataFrame({"median_gap_days": [0.5, 0.5]})) == 1.0


def test_without_tenure_new_means_one_order():
    X = purchases([3, 3, 3], [1, 2, 9], [5.0, 5.0, 5.0])
    model = BehaviouralSegmenter(method="lifecycle", lapsing_days=30, vip_amount=50)
    assert model.fit(X).assign(X).tolist() == ["New", "Regular", "Regular"]
    rules = model.segments_.set_index("name")["rule"]
    assert rules["New"] == "last order at most 30 days ago, and one order so far"
    assert model.new_days_ is None
    said = model.explain(X, "c1")
    assert "First order" not in said


def test_the_reason_says_numbers_and_thresholds():
    X = purchases([5, 45], [4, 3], [250.0, 1240.5], tenure_days=[300, 400])
    model = BehaviouralSegmenter(method="lifecycle", **OWN).fit(X)
    assert model.explain(X, "c0") == (
        "Customer c0 is in VIP. Last order 5 days ago, 4 orders, 250.00 spent. "
        "First order 300 days ago. The rule for VIP: last order at most 30 days ago, "
        "two orders or more and the first more than 20 days ago; spent 100.00 or more."
    )
    assert model.explain(X, "c1") == (
        "Customer c1 is in Lapsing. Last order 45 days ago, 3 orders, 1,240.50 spent. "
        "First order 400 days ago. The rule for Lapsing: last order more than 30 days "
        "ago, at most 90 days."
    )


def test_the_reason_for_a_prospect():
    X = customers()
    model = BehaviouralSegmenter(method="lifecycle").fit(X)
    said = model.explain(X, X.index[0])
    assert said == "Customer customer-no-000 is in Prospect. No order so far."


@settings(max_examples=30)
@given(any_customers())
def test_every_customer_has_exactly_one_stage_whatever_the_order(X):
    model = BehaviouralSegmenter(method="lifecycle", **OWN).fit(X)
    stages = model.assign(X)
    assert stages.notna().all()
    assert ((X["n_orders"] == 0) == (stages == "Prospect")).all()
    again = model.fit(X.iloc[::-1]).assign(X)
    pd.testing.assert_series_equal(again, stages)


@settings(max_examples=30)
@given(any_customers())
def test_staying_away_longer_never_makes_a_customer_more_active(X):
    model = BehaviouralSegmenter(method="lifecycle", **OWN).fit(X)
    away = {"New": 0, "Regular": 0, "VIP": 0, "Lapsing": 1, "Lost": 2}
    bought = X[X["n_orders"] > 0].sort_values("recency_days")
    assert model.assign(bought).map(away).astype(int).is_monotonic_increasing


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ({"lapsing_days": 90, "lost_days": 90}, r"lost_days \(90\) must be above"),
        ({"lapsing_days": 0}, "lapsing_days must be a number from 1, or None"),
        ({"new_days": -1}, "new_days must be a number from 0, or None to learn it"),
        ({"vip_amount": "high"}, "vip_amount must be a number from 0.*'high'"),
        ({"lost_days": float("inf")}, "lost_days must be a number from 1"),
        ({"lost_days": True}, "lost_days must be a number from 1"),
    ],
)
def test_thresholds_that_make_no_sense_are_refused(own, said):
    with pytest.raises(DataError, match=said):
        BehaviouralSegmenter(method="lifecycle", **own).fit(customers())


def test_a_rhythm_that_nobody_shows_is_refused_with_the_way_out():
    X = purchases([3, 9], [1, 1], [5.0, 6.0], median_gap_days=[np.nan, np.nan])
    with pytest.raises(
        DataError, match=r"nobody in X ordered on two days.*lapsing_days"
    ):
        BehaviouralSegmenter(method="lifecycle").fit(X)


def test_missing_rhythm_columns_are_named():
    X = purchases([3, 9], [1, 4], [5.0, 6.0])
    with pytest.raises(DataError, match="'median_gap_days' or 'tenure_days' in X"):
        BehaviouralSegmenter(method="lifecycle").fit(X)


def test_new_days_without_tenure_is_refused():
    X = purchases([3, 9], [1, 4], [5.0, 6.0])
    model = BehaviouralSegmenter(method="lifecycle", lapsing_days=9, new_days=3)
    with pytest.raises(DataError, match="new_days needs column 'tenure_days' in X"):
        model.fit(X)


def test_predict_needs_the_columns_that_fit_used():
    X = customers()
    model = BehaviouralSegmenter(method="lifecycle").fit(X)
    with pytest.raises(DataError, match=r"needs columns \['tenure_days'\]"):
        model.predict(X.drop(columns="tenure_days"))
