"""Points, VIPs and growth: worked by hand."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit import datasets, features
from segkit.checks import DataError
from segkit.models import ValueSegmenter
from segkit.models.value import growth_potential, growth_trend, points

RULES = [
    {"column": "revenue_amount", "per": 10, "points": 1},
    {"column": "n_orders", "per": 1, "points": 5},
    {"column": "refund_amount", "per": 20, "points": -2},
]


@pytest.fixture(name="X")
def earners():
    return pd.DataFrame(
        {
            "revenue_amount": [125.0, 9.99, 0.3, np.nan],
            "n_orders": [4, 1, 0, np.nan],
            "refund_amount": [45.0, 0.0, 0.0, np.nan],
        },
        index=list("abcd"),
    )


def test_points_line_by_line(X):
    assert points(X, RULES).tolist() == [12 + 20 - 4, 5, 0, 0]
    model = ValueSegmenter("points", rules=RULES, thresholds={"VIP": 20, "Fan": 5})
    assert model.fit(X).assign(X).astype(str).tolist() == [
        "VIP",
        "Fan",
        "No level yet",
        "Not known",
    ]
    assert model.explain(X, "a") == (
        "Customer a is in VIP. 28 points in all: revenue 125, 1 point for every 10: "
        "12; orders 4, 5 points for every 1: 20; refunded 45, -2 points for every 20: "
        "-4. The rule for VIP: 20 or more points."
    )


def test_tenths_make_whole_points():
    X = pd.DataFrame({"n": [0.3, 0.7]})
    assert points(X, [{"column": "n", "per": 0.1, "points": 1}]).tolist() == [3, 7]


def test_levels_are_learned_from_those_with_points():
    X = pd.DataFrame({"n_orders": [*range(1, 41), 0]})
    model = ValueSegmenter("points").fit(X)
    found = model.segments_.set_index("name")["size"]
    assert found[["VIP", "Valued", "Regular", "No level yet"]].tolist() == [2, 8, 30, 1]


def test_spending_is_not_paid_for_twice():
    X = pd.DataFrame({"revenue_amount": [50.0], "monetary_amount": [40.0]})
    assert points(X).tolist() == [5]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"rules": []}, "rules must be a list such as"),
        ({"rules": RULES[0]}, "rules must be a list such as"),
        ({"rules": [{"column": "n_orders", "points": 2}]}, "rules must be a list"),
        ({"rules": [{**RULES[0], "per": 0}]}, "per above 0"),
        ({"rules": [{**RULES[0], "column": "likes"}]}, r"needs columns \['likes'\]"),
        ({"thresholds": {}}, "thresholds must be different numbers"),
        ({"thresholds": {"a": 1, "b": 1}}, "thresholds must be different numbers"),
        ({"thresholds": 7}, "thresholds must be different numbers"),
    ],
)
def test_rules_that_are_none_are_refused(X, options, message):
    with pytest.raises(DataError, match=message):
        ValueSegmenter("points", **options).fit(X)


def test_nobody_with_points_teaches_no_level():
    with pytest.raises(DataError, match="0 of 2 customers in X have points above 0"):
        ValueSegmenter("points").fit(pd.DataFrame({"n_orders": [0, 0]}))


def years(last, before, **more):
    return pd.DataFrame(
        {"last_year_amount": last, "year_before_amount": before, **more}
    )


def test_growth_by_hand():
    X = years(
        [900.0, 900, 900, 90, 90, 90, 100, 0, -5, 100, np.nan],
        [300.0, 900, 2000, 0.01, 90, 400, 0, 50, 0, 100, 5],
        T=[700.0] * 9 + [400.0, 700.0],
    )
    model = ValueSegmenter("growth", high_amount=500).fit(X)
    assert model.usual_amount_ == 100
    assert model.assign(X).astype(str).tolist() == [
        "High value, growing",
        "High value, steady",
        "High value, shrinking",
        "Low value, growing",
        "Low value, steady",
        "Low value, shrinking",
        "Too new to compare",
        "Gone quiet",
        "No value in two years",
        "Too new to compare",
        "Not known",
    ]
    assert "a trend of 2.5. First order 700 days ago." in model.explain(X, 0)


def test_trend_and_potential_by_hand():
    assert growth_trend(200.0, 100.0, 100.0) == 1.5
    assert growth_trend(-50.0, 100.0, 100.0) == 0.5
    found = growth_potential(np.array([200.0]), np.array([100.0]), 100.0)
    assert found.tolist() == [300.0]
    small = growth_potential(
        np.array([200.0]), np.array([100.0]), 100.0, wallet=[150.0]
    )
    assert small.tolist() == [200.0]  # already above the wallet that was guessed


def test_the_wallet_limits_what_growth_may_bring():
    X = years([900.0, 900, 50], [300.0, 300, 50], wallet_amount=[1000, np.nan, 9999])
    model = ValueSegmenter("growth").fit(X)
    assert model.amounts(X).tolist()[0] == 1000
    assert model.amounts(X).tolist()[1] > 1000


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"growing_from": 0.9}, "growing_from must be above 1"),
        ({"shrinking_to": 1.1}, "shrinking_to above 0, at most 1"),
        ({"high_amount": 0}, "high_amount must be above 0"),
    ],
)
def test_impossible_limits_are_refused(options, message):
    with pytest.raises(DataError, match=message):
        ValueSegmenter("growth", **options).fit(years([5.0, 6], [4.0, 3]))


@settings(max_examples=30, deadline=None)
@given(st.floats(0, 1e6), st.floats(0, 1e6), st.floats(0.01, 1e5), st.floats(1, 100))
def test_the_trend_rises_with_the_last_year_and_has_no_unit(last, before, usual, more):
    assert growth_trend(last + more, before, usual) > growth_trend(last, before, usual)
    scaled = growth_trend(7 * last, 7 * before, 7 * usual)
    assert scaled == pytest.approx(growth_trend(last, before, usual))


def test_shrinking_customers_are_lost_more_often_and_growing_ones_fall_back():
    """A trend says who is being lost; a very good year is partly luck."""
    X = features.value(datasets.load("orders"), as_of="2024-12-31")
    segments = ValueSegmenter("growth").fit(X).assign(X)
    truth = datasets.truth("value").set_index("customer_id").loc[X.index]
    gone = (truth["growth"] == "gone").groupby(segments, observed=True).mean()
    table = truth.assign(last=X["last_year_amount"]).groupby(segments, observed=True)
    kept = table["margin_next_year_amount"].sum() / table["last"].sum()
    for level in ("High value", "Low value"):
        assert gone[f"{level}, shrinking"] > gone[f"{level}, growing"] + 0.03
        assert kept[f"{level}, growing"] < kept[f"{level}, steady"]
    assert gone["Gone quiet"] > 0.6
