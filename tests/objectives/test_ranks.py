"""Segments by objective: ranks by hand, disagreements, diminishing returns."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit import datasets, objectives
from segkit.checks import DataError

TABLE = pd.DataFrame(
    {
        "segment": ["one-off", "loyal", "champion", "bargain"],
        "n": [6000, 2000, 700, 1200],
        "revenue_amount": [600.0, 500.0, 400.0, 300.0],
        "margin_amount": [150.0, 200.0, 180.0, 60.0],
        "clv_amount": [1.0, 9.0, 30.0, 4.0],
        "cost_amount": [60.0, 30.0, 14.0, 15.0],
        "gained_amount": [0.0, 60.0, 14.0, 60.0],
        "market_amount": [900.0, 900.0, 450.0, 1200.0],
        "n_prospects": [9000, 500, 40, 600],
    }
)
FIRST = {
    "cost": "one-off",  # 0.01 each
    "revenue": "one-off",
    "margin": "loyal",
    "clv": "champion",
    "roi": "bargain",  # (60 - 15) / 15
    "share": "bargain",  # 900 spent elsewhere
    "new_markets": "one-off",  # 9,000 times 1
}


@pytest.mark.parametrize(("by", "first"), FIRST.items())
def test_each_objective_has_its_own_best_segment(by, first):
    found = objectives.rank_segments(TABLE, by)
    assert found.index[0] == first
    assert found["rank"].tolist() == sorted(found["rank"])
    assert found.attrs["lacks"] == {}


def test_the_values_are_those_of_the_formulas():
    roi = objectives.rank_segments(TABLE, "roi")["value"]
    assert roi.to_dict() == {"bargain": 3, "loyal": 1, "champion": 0, "one-off": -1}
    cost = objectives.rank_segments(TABLE, "cost")["value"]
    assert cost["champion"] == pytest.approx(0.02)
    share = objectives.rank_segments(TABLE, "share")["value"]
    assert share["loyal"] == 400


def test_the_biggest_and_the_richest_are_not_the_best_target():
    said = objectives.rank_segments(TABLE, "roi").attrs["sentences"]
    assert said == [
        "By roi the best target is bargain.",
        "The largest segment is one-off; by roi it is number 4 of 4.",
        "The richest segment is one-off; by roi it is number 4 of 4.",
    ]


def test_disagreements_name_the_pair_and_the_segment():
    found = objectives.disagreements(objectives.rank_segments(TABLE, "revenue"))
    pairs = found.set_index(["one", "other"])
    # Ranks 1 2 3 4 against 4 2 1 3: Spearman's rho by hand is 1 - 6 * 14 / 60.
    assert pairs.loc[("revenue", "clv"), "correlation"] == pytest.approx(-0.4)
    assert pairs.loc[("revenue", "clv"), "segment"] == "one-off"
    assert "revenue and clv pull apart" in " ".join(found.attrs["sentences"])
    assert found["correlation"].is_monotonic_increasing


@given(st.permutations(range(4)))
@settings(max_examples=15)
def test_the_order_of_the_rows_changes_nothing(order):
    one = objectives.rank_segments(TABLE, "roi")
    other = objectives.rank_segments(TABLE.iloc[list(order)], "roi")
    pd.testing.assert_frame_equal(one, other)


def test_equal_values_get_equal_ranks_and_unknown_ones_none():
    table = TABLE.assign(clv_amount=[5.0, 5.0, np.nan, 1.0])
    rank = objectives.rank_segments(table, "clv")["rank"]
    assert rank["one-off"] == rank["loyal"] == 1
    assert rank["bargain"] == 3
    assert pd.isna(rank["champion"])


def test_a_segment_on_which_nothing_is_spent_has_no_return():
    table = TABLE.assign(cost_amount=[0.0, 30, 14, 15])
    rank = objectives.rank_segments(table, "roi")["rank"]
    assert pd.isna(rank["one-off"])
    assert rank["bargain"] == 1


@pytest.mark.parametrize(
    ("table", "by", "message"),
    [
        (TABLE, "fame", "by must be one of"),
        (TABLE[["segment", "n"]], "roi", r"needs columns \['gained_amount', 'cost_a"),
        (pd.concat([TABLE, TABLE]), "roi", "are there more than once"),
        (TABLE.assign(n=-1), "cost", "n is below 0"),
        (TABLE.assign(n="x"), "cost", "n must be numbers"),
        (TABLE.assign(clv_amount=np.inf), "clv", "infinite"),
        (TABLE.assign(market_amount=1.0), "share", "is below revenue_amount"),
        (TABLE.assign(cost_amount=0.0), "roi", "no segment has what by='roi' needs"),
    ],
)
def test_mistakes_are_named(table, by, message):
    with pytest.raises(DataError, match=message):
        objectives.rank_segments(table, by)


def test_one_objective_alone_has_nothing_to_disagree_with():
    alone = objectives.rank_segments(TABLE[["segment", "revenue_amount"]], "revenue")
    with pytest.raises(DataError, match="only one objective can be ranked"):
        objectives.disagreements(alone)


def test_other_names_are_passed_by_columns():
    other = TABLE.rename(columns={"clv_amount": "worth"})
    found = objectives.rank_segments(other, "clv", columns={"clv_amount": "worth"})
    assert found.index[0] == "champion"


def test_in_the_world_the_richest_segment_is_not_where_one_customer_is_worth_most():
    orders = datasets.load("orders")
    kind = datasets.truth("behavioural").set_index("customer_id")["segment"]
    by = orders["customer_id"].map(kind.astype(str)).rename("segment")
    sums = orders.groupby(by)[["amount", "margin_amount"]].sum()
    sums["n"] = kind.value_counts()
    sums["clv_amount"] = sums["margin_amount"] / sums["n"]
    found = objectives.rank_segments(
        sums.reset_index(), "revenue", columns={"revenue_amount": "amount"}
    )
    assert found.index[0] == "one-off"
    assert found["rank_clv"]["one-off"] == 5


RESPONSE = pd.DataFrame(
    {
        "segment": ["rich", "cheap"],
        "most_amount": [1000.0, 200.0],
        "scale_amount": [500.0, 50.0],
    }
)


def test_a_budget_is_spent_where_the_next_unit_returns_the_same():
    found = objectives.spend_by_segment(RESPONSE, 400)
    assert found["spend"].sum() == pytest.approx(400)
    assert found["return_last"].max() == pytest.approx(found["return_last"].min())
    by_hand = 1000 * (1 - np.exp(-found["spend"]["rich"] / 500))
    assert found["gain"]["rich"] == pytest.approx(by_hand)
    steps = np.linspace(0, 400, 401)
    other = 1000 * (1 - np.exp(-steps / 500)) + 200 * (1 - np.exp(-(400 - steps) / 50))
    assert found.attrs["gained"] >= other.max() - 1e-6


def test_most_revenue_and_best_return_pull_apart():
    most = objectives.spend_by_segment(RESPONSE, 5000, scenario="revenue")
    best = objectives.spend_by_segment(RESPONSE, 5000, scenario="roi")
    assert most.attrs["spent"] == pytest.approx(5000)
    assert most.attrs["gained"] > best.attrs["gained"]
    assert best["return_last"].to_numpy() == pytest.approx([1, 1])
    returns = [t.attrs["gained"] / t.attrs["spent"] for t in (most, best)]
    assert returns[0] < returns[1]
    assert most.loc["rich", "saturated"] > 0.99


def test_nothing_is_spent_where_nothing_pays():
    found = objectives.spend_by_segment(RESPONSE, 9, scenario="roi", least_return=5.0)
    assert found["spend"].sum() == 0
    assert "Nothing is spent" in found.attrs["heading"]


@pytest.mark.parametrize(
    ("change", "options", "message"),
    [
        ({}, {"budget": 0}, "budget must be a number above 0"),
        ({"scale_amount": 0.0}, {"budget": 9}, "scale_amount must be above 0"),
        ({}, {"budget": 9, "scenario": "x"}, "scenario must be one of"),
        ({}, {"budget": 9, "least_return": -1}, "least_return must be"),
    ],
)
def test_mistakes_of_spending_are_named(change, options, message):
    with pytest.raises(DataError, match=message):
        objectives.spend_by_segment(RESPONSE.assign(**change), **options)
