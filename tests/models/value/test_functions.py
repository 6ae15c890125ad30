"""Whale curve, Gini, ranks, VIPs, moves, friends, rewards: worked by hand."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit import datasets, features
from segkit.checks import DataError
from segkit.models import ValueSegmenter, value


def test_the_whale_of_the_textbook_case():
    """20 % bring 225 % of the profit, 70 % nothing, 10 % lose 125 % (Kanthal)."""
    values = pd.Series([112.5, 112.5, *[0.0] * 7, -125.0])
    curve = value.whale_curve(values)
    assert curve.attrs["peak_rate"] == pytest.approx(2.25)
    assert curve.attrs["peak_customers_rate"] == pytest.approx(0.2)
    assert curve.attrs["lost_rate"] == pytest.approx(1.25 / 2.25)
    assert curve["n_customers"].tolist() == [0, 2, 9, 10]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(-9_000, 90_000), min_size=1).filter(lambda v: sum(v) > 0))
def test_the_whale_rises_then_falls_and_ends_at_the_whole(cents):
    curve = value.whale_curve(pd.Series(cents) / 100)
    share = curve["profit_share"]
    assert share.iloc[-1] == pytest.approx(1)
    assert curve.attrs["peak_rate"] >= 1 - 1e-12
    steps = np.sign(np.diff(share).round(12))
    assert (np.diff(steps) <= 0).all()
    back = value.whale_curve(pd.Series(cents[::-1]) / 100)
    pd.testing.assert_frame_equal(pd.DataFrame(back), pd.DataFrame(curve))


def test_gini_and_lorenz_agree():
    values = pd.Series(np.random.default_rng(5).lognormal(3, 1, 500))
    curve = value.lorenz(values)
    area = np.trapezoid(curve["value_share"], curve["customer_share"])
    assert value.gini(values) == pytest.approx(1 - 2 * area)
    assert value.gini(values * 7) == pytest.approx(value.gini(values))
    assert value.gini(pd.Series([0.0] * 9 + [1.0])) == pytest.approx(0.9)


@pytest.mark.parametrize("function", [value.whale_curve, value.gini, value.lorenz])
@pytest.mark.parametrize(
    ("values", "message"),
    [
        (pd.Series([1.0, np.nan]), "missing for 1 of 2 customers"),
        (pd.Series(["a", "b"]), "must hold numbers"),
        (pd.Series([], dtype=float), "without rows"),
        ([1.0, 2.0], "this is a list"),
        (pd.Series([-5.0, 1.0]), "whale_curve|no profit to share"),
    ],
)
def test_values_without_a_curve_are_refused(function, values, message):
    with pytest.raises(DataError, match=message):
        function(values)


def test_ranks_of_importance_share_places():
    values = pd.Series([5.0, 80, 80, np.nan, 1], index=list("abcde"))
    rank = value.importance_rank(values)
    assert rank[["b", "c", "a", "e"]].tolist() == [1, 1, 3, 4]
    assert pd.isna(rank["d"])


def test_vips_by_share_and_by_threshold():
    values = pd.Series([*np.arange(1.0, 21), np.nan, -4])
    assert value.vip(values, share=0.10).sum() == 2
    assert value.vip(values, threshold=10).sum() == 11
    assert value.vip(
        pd.Series([7.0] * 4), share=0.25
    ).all()  # equal ones are not parted
    for options in ({"share": 0}, {"share": "5 %"}, {"threshold": "VIP"}):
        with pytest.raises(DataError, match="must be"):
            value.vip(values, **options)
    with pytest.raises(DataError, match="no VIP to find"):
        value.vip(pd.Series([-1.0, 0.0]))


def test_a_score_with_weights_by_hand():
    X = pd.DataFrame(
        {"n_orders": [1, 2, 3, 4], "spend": [40.0, 30, 20, 10], "loss": [0, 0, 0, 9.0]}
    )
    assert value.value_score(X, {"n_orders": 1}).round(2).tolist() == [
        0,
        33.33,
        66.67,
        100,
    ]
    even = value.value_score(X, {"n_orders": 1, "spend": 1})
    assert np.allclose(even, 50)
    less = value.value_score(X, {"loss": -2})
    assert less.round(2).tolist() == [66.67, 66.67, 66.67, 0]
    gap = value.value_score(X.assign(spend=[40.0, None, 20, 10]), {"spend": 1})
    assert gap.isna().tolist() == [False, True, False, False]
    with pytest.raises(DataError, match="weights must be numbers by column"):
        value.value_score(X, {"spend": 0})
    with pytest.raises(DataError, match="X needs columns"):
        value.value_score(X, {"likes": 1})


def test_the_units_of_a_score_do_not_matter():
    rng = np.random.default_rng(2)
    X = pd.DataFrame({"a": rng.random(30), "b": rng.random(30)})
    weights = {"a": 2, "b": -1}
    pd.testing.assert_series_equal(
        value.value_score(X, weights), value.value_score(X * [100, 0.01], weights)
    )


def test_moves_between_two_days():
    tiers = pd.CategoricalDtype(["Top", "Small"], ordered=True)
    before = pd.Series(["Top", "Top", "Small", "Small"], list("abcd"), dtype=tiers)
    after = pd.Series(["Top", "Small", "Small", "Top"], list("abce"), dtype=tiers)
    table = value.migration(before, after)
    assert table.index.tolist() == ["Top", "Small", "not there before"]
    assert table.columns.tolist() == ["Top", "Small", "gone"]
    assert table.to_numpy().tolist() == [[1, 1, 0], [0, 1, 1], [1, 0, 0]]
    assert table.attrs["stayed_rate"] == pytest.approx(2 / 3)
    shares = value.migration(before, after, share=True)
    assert np.allclose(shares.sum(axis=1), 1)
    with pytest.raises(DataError, match="one tier per customer"):
        value.migration(before, pd.concat([after, after]))


def test_low_value_today_may_be_high_value_tomorrow():
    """Item 200: over four quarters, tiers move; one rule is kept for all of them."""
    orders = datasets.load("orders")
    ends = ["2024-03-31", "2024-06-30", "2024-09-30", "2024-12-31"]
    starts = ["2024-01-01", "2024-04-01", "2024-07-01", "2024-10-01"]
    who = datasets.load("customers")
    quarters = [
        features.value(orders, as_of=end, since=start, customers=who)
        for start, end in zip(starts, ends, strict=True)
    ]
    model = ValueSegmenter(tiers="equal", n_tiers=4).fit(quarters[0])
    tiers = [model.assign(X) for X in quarters]
    table = value.migration(tiers[0], tiers[3])
    assert table.to_numpy().sum() == len(who)
    assert table.loc["Tier 4 of 4", "Tier 1 of 4"] > 0
    assert 0.3 < table.attrs["stayed_rate"] < 0.8


def test_friends_move_value_and_make_none():
    X = features.value(
        datasets.load("orders"),
        as_of="2024-12-31",
        customers=datasets.load("customers"),
        referrals=datasets.load("referrals"),
    )
    for share in (0.0, 0.3, 1.0):
        total = value.value_with_referrals(X, share=share)
        assert total.sum() == pytest.approx(X["net_value_amount"].sum(), abs=0.1)
    assert (value.value_with_referrals(X, share=0) == X["net_value_amount"]).all()
    with pytest.raises(DataError, match="share must be from 0 to 1"):
        value.value_with_referrals(X, share=2)
    with pytest.raises(DataError, match="X needs columns"):
        value.value_with_referrals(X.drop(columns="was_referred"))


def test_what_a_discount_costs_by_hand():
    X = pd.DataFrame(
        {"revenue_amount": [1000.0, 500, 300], "margin_amount": [400.0, 200, 15]},
        index=list("abc"),
    )
    who = pd.Series(["VIP", "VIP", "Others"], list("abc"))
    table = value.discount_cost(who, X, discount_rate=0.10)
    assert table.loc["VIP", "cost_amount"] == 150
    assert table.loc["VIP", "extra_sales_rate"] == pytest.approx(0.1 / (0.4 - 0.1))
    assert np.isnan(table.loc["Others", "extra_sales_rate"])
    assert table.loc["all", "n_customers"] == 3
    assert table.attrs["heading"] == "What a discount of 10 % costs"
    with pytest.raises(DataError, match="discount_rate must be from 0 to 1"):
        value.discount_cost(who, X, discount_rate=10)
    with pytest.raises(DataError, match="none of the 3 customers"):
        value.discount_cost(who.set_axis(list("xyz")), X, discount_rate=0.1)
