import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

from segkit.checks import DataError
from segkit.models import BehaviouralSegmenter
from tests.models.samples import any_customers, customers, purchases


@pytest.fixture
def five():
    return purchases(
        [3, 40, 200, 15, 90], [12, 4, 1, 1, 7], [900.0, 150.0, 20.0, 35.0, 400.0]
    )


def test_five_customers_by_hand(five):
    model = BehaviouralSegmenter(method="rfm").fit(five)
    scores = model.scores(five)
    assert scores["r_score"].tolist() == [5, 3, 1, 4, 2]
    assert scores["f_score"].tolist() == [5, 3, 1, 1, 4]
    assert scores["m_score"].tolist() == [5, 3, 1, 2, 4]
    assert model.assign(five).tolist() == [
        "Champions",
        "Needing attention",
        "Lost",
        "Promising",
        "At risk",
    ]


def test_own_cut_points_replace_the_learned_ones_column_by_column(five):
    own = {"recency_days": [30, 60, 90, 365]}
    model = BehaviouralSegmenter(cut_points=own).fit(five)
    assert model.cut_points_["recency_days"] == [30.0, 60.0, 90.0, 365.0]
    assert model.cut_points_["n_orders"] == [4.0, 4.0, 7.0, 12.0]
    assert model.scores(five)["r_score"].tolist() == [5, 4, 2, 5, 3]


def test_own_cut_points_do_not_move_with_the_data(five):
    own = {
        "recency_days": [30, 60, 90, 365],
        "n_orders": [2, 3, 5, 8],
        "monetary_amount": [25, 50, 100, 500],
    }
    model = BehaviouralSegmenter(cut_points=own)
    whole = model.fit(five).assign(five)
    part = model.fit(five.iloc[1:]).assign(five)
    pd.testing.assert_series_equal(whole, part)


def test_predict_uses_the_cut_points_of_fit(five):
    model = BehaviouralSegmenter().fit(five)
    late = purchases([1, 1000], [50, 1], [5000.0, 1.0])
    assert model.assign(late).tolist() == ["Champions", "Lost"]
    assert model.cut_points_["recency_days"] == [3.0, 15.0, 40.0, 90.0]


def test_an_own_map_names_and_orders_the_segments(five):
    own = {"Active": "R4-5", "Sleeping giants": "R1-3 M4-5", "Others": "R1-3 M1-3"}
    model = BehaviouralSegmenter(segment_map=own).fit(five)
    assert model.assign(five).tolist() == [
        "Active",
        "Others",
        "Others",
        "Active",
        "Sleeping giants",
    ]
    assert model.segments_["name"].tolist() == [*own, "No purchase yet"]
    assert model.segments_["rule"].tolist()[:3] == list(own.values())
    assert model.get_feature_names_out().tolist() == [
        "behavioural_active",
        "behavioural_sleeping_giants",
        "behavioural_others",
        "behavioural_no_purchase_yet",
    ]


def test_all_segments_are_kept_when_empty(five):
    table = BehaviouralSegmenter().fit(five).segments_
    assert len(table) == 12
    assert (table["size"] == 0).sum() == 7


def test_customers_who_never_ordered_have_a_segment_and_no_score():
    X = purchases([np.nan, 3, 40, np.nan], [0, 4, 1, 0], [0, 90, 10, -5.0])
    model = BehaviouralSegmenter().fit(X)
    segments = model.assign(X)
    assert (segments == "No purchase yet").tolist() == [True, False, False, True]
    assert model.scores(X).isna().all(axis=1).tolist() == [True, False, False, True]
    assert model.explain(X, "c0") == (
        "Customer c0 is in No purchase yet. "
        "No order so far, so there is nothing to score or compare."
    )


def test_customers_who_never_ordered_move_nobodys_score(five):
    stranger = purchases([np.nan] * 9, [0] * 9, [0.0] * 9)
    stranger.index = [f"s{i}" for i in range(9)]
    more = pd.concat([five, stranger])
    alone = BehaviouralSegmenter().fit(five).cut_points_
    assert BehaviouralSegmenter().fit(more).cut_points_ == alone


def test_the_reason_says_numbers_scores_ranges_and_rule(five):
    model = BehaviouralSegmenter().fit(five)
    assert model.explain(five, "c4") == (
        "Customer c4 is in At risk. "
        "Last order 90 days ago: recency score 2 of 5 (more than 40 days, at most "
        "90 days). 7 orders: frequency score 4 of 5 (7 orders or more, fewer than "
        "12 orders). 400.00 spent: monetary score 4 of 5 (400.00 or more, less than "
        "900.00). The rule for At risk: ordered as often as most or more, and have "
        "stayed away longer than most (R1-2 F3 or R1-2 F4-5 M1-4)."
    )


@settings(max_examples=30)
@given(any_customers())
def test_every_customer_is_in_exactly_one_segment_whatever_the_order(X):
    model = BehaviouralSegmenter().fit(X)
    segments = model.assign(X)
    assert segments.notna().all()
    assert model.transform(X).sum(axis=1).tolist() == [1.0] * len(X)
    assert ((X["n_orders"] == 0) == (segments == "No purchase yet")).all()
    turned = X.iloc[::-1].set_axis(range(len(X)))
    again = BehaviouralSegmenter().fit(turned).assign(turned)
    assert again.tolist() == segments.tolist()[::-1]


@settings(max_examples=30)
@given(any_customers())
def test_a_better_customer_never_scores_lower(X):
    bought = X[X["n_orders"] > 0]
    scores = BehaviouralSegmenter().fit(X).scores(bought).astype(int)
    for name, mark, up in (
        ("recency_days", "r_score", False),
        ("n_orders", "f_score", True),
        ("monetary_amount", "m_score", True),
    ):
        order = bought[name].sort_values(ascending=up).index
        assert scores.loc[order, mark].is_monotonic_increasing


def test_each_score_has_a_fifth_when_no_two_are_alike():
    n = 50
    X = purchases(range(n), range(1, n + 1), np.arange(n) + 0.5)
    scores = BehaviouralSegmenter().fit(X).scores(X)
    for column in scores:
        assert scores[column].value_counts().to_dict() == dict.fromkeys(range(1, 6), 10)


def test_scores_agree_with_the_scores_of_the_features():
    from segkit import features  # noqa: PLC0415

    rng = np.random.default_rng(5)
    days = pd.Timestamp("2024-01-01") + pd.to_timedelta(rng.integers(0, 180, 300), "D")
    orders = pd.DataFrame(
        {
            "customer_id": rng.integers(0, 60, 300),
            "ordered_at": days,
            "amount": rng.integers(1, 40, 300) * 2.5,
        }
    )
    table = features.rfm(orders, as_of="2024-06-30")
    scores = BehaviouralSegmenter().fit(table).scores(table)
    marks = ["r_score", "f_score", "m_score"]
    np.testing.assert_array_equal(scores[marks], table[marks])


def test_scores_belong_to_rfm_only():
    X = customers()
    with pytest.raises(DataError, match="method='lifecycle' has no scores"):
        BehaviouralSegmenter(method="lifecycle").fit(X).scores(X)
