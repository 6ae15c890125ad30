"""Tiers of a value: pyramid, equal parts, ABC, own limits; nothing, and a loss."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit import datasets, features
from segkit.checks import DataError
from segkit.models import BehaviouralSegmenter, ValueSegmenter


def table(values, name="net_value_amount"):
    index = pd.Index([f"c{i}" for i in range(len(values))], name="customer_id")
    return pd.DataFrame({name: values}, index=index, dtype=float)


def sizes(model):
    return dict(zip(model.segments_["name"], model.segments_["size"], strict=True))


def test_the_pyramid_is_1_4_15_80_of_those_who_bring_anything():
    X = table([*range(1, 201), 0, 0, -3])
    found = sizes(ValueSegmenter().fit(X))
    assert found == {
        "Top": 2,
        "Big": 8,
        "Medium": 30,
        "Small": 160,
        "Brings nothing": 2,
        "Costs more than it brings": 1,
        "Not known": 0,
    }


def test_a_value_that_is_not_known_is_no_loss():
    X = table([5, 9, np.nan])
    assert ValueSegmenter().fit(X).assign(X).iloc[2] == "Not known"


def test_equal_values_are_never_parted():
    X = table([10] * 9 + [20])
    model = ValueSegmenter(tiers="equal", n_tiers=4).fit(X)
    assert model.assign(X).iloc[:9].nunique() == 1


def test_own_cut_points_are_kept_and_a_value_on_one_is_in_the_better_tier():
    X = table([499.99, 500, 99, 100, 5])
    model = ValueSegmenter(cut_points=[100, 500]).fit(X)
    assert model.predict(X).tolist() == [1, 0, 2, 1, 2]
    assert model.segments_["rule"].tolist()[:3] == [
        "net value of 500.00 or more",
        "net value of 100.00 or more, less than 500.00",
        "net value above 0, less than 100.00",
    ]


def test_shares_of_customers_may_be_chosen():
    X = table(range(1, 11))
    found = sizes(ValueSegmenter(tiers=[0.1, 0.3, 0.6]).fit(X))
    assert [found[f"Tier {i} of 3"] for i in (1, 2, 3)] == [1, 3, 6]


def test_abc_is_the_rule_of_the_behavioural_model():
    rng = np.random.default_rng(3)
    X = table(rng.lognormal(4, 1, 300).round(2), "monetary_amount")
    ours = ValueSegmenter("abc").fit(X)
    theirs = BehaviouralSegmenter("abc").fit(X)
    assert ours.predict(X).tolist() == theirs.predict(X).tolist()
    assert ours.cuts_ == [theirs.a_amount_, theirs.b_amount_]


def test_value_is_the_best_known_column():
    X = table([1, 2, 3], "monetary_amount").assign(margin_amount=[3.0, 2, 1])
    assert ValueSegmenter().fit(X).by_ == "margin_amount"
    assert ValueSegmenter(by="monetary_amount").fit(X).by_ == "monetary_amount"


def test_explain_says_amount_and_rule():
    X = table([50.0, -20.5])
    model = ValueSegmenter(tiers="equal", n_tiers=2).fit(X)
    assert model.explain(X, "c1") == (
        "Customer c1 is in Costs more than it brings. Net value: -20.50. "
        "The rule for Costs more than it brings: net value below 0."
    )


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"by": "profit"}, r"needs columns \['profit'\] in X.*pass by='your column'"),
        ({"tiers": "octile"}, r"tiers must be one of \['pyramid', 'equal', 'abc'\]"),
        ({"tiers": [0.5, 0.4]}, "add up to 1 from the best down"),
        ({"tiers": [1.5, -0.5]}, "add up to 1 from the best down"),
        ({"tiers": "equal", "n_tiers": 1}, "n_tiers must be a whole number from 2"),
        ({"cut_points": [100, 100]}, "different amounts above 0"),
        ({"cut_points": [0, 100]}, "different amounts above 0"),
        ({"cut_points": []}, "different amounts above 0"),
        ({"months": 3}, r"method='tiers' does not use \['months'\]"),
    ],
)
def test_impossible_arguments_are_refused(options, message):
    with pytest.raises(DataError, match=message):
        ValueSegmenter(**options).fit(table([1, 2, 3]))


def test_customers_who_all_cost_money_cannot_be_tiered():
    with pytest.raises(DataError, match="0 of 2 customers in X bring anything above 0"):
        ValueSegmenter().fit(table([-1, 0]))


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.integers(-5_000, 500_000), min_size=2, max_size=80).filter(
        lambda v: max(v) > 0
    ),
    st.sampled_from(["pyramid", "equal", "abc"]),
)
def test_tiers_follow_the_amount_and_units_change_nothing(cents, tiers):
    X = table(np.array(cents) / 100)
    codes = ValueSegmenter(tiers=tiers).fit(X).predict(X)
    order = np.argsort(-X["net_value_amount"].to_numpy(), kind="stable")
    assert (np.diff(codes[order]) >= 0).all()
    dear = X * 1000  # another currency
    assert (ValueSegmenter(tiers=tiers).fit(dear).predict(dear) == codes).all()


@pytest.fixture(scope="module")
def world():
    return features.value(
        datasets.load("orders"),
        as_of="2024-12-31",
        refunds=datasets.load("refunds"),
        tickets=datasets.load("tickets"),
    )


def test_revenue_and_margin_rank_differently_where_bargains_are_planted(world):
    by_revenue = ValueSegmenter(by="revenue_amount", tiers="equal", n_tiers=5)
    by_value = ValueSegmenter(by="net_value_amount", tiers="equal", n_tiers=5)
    truth = datasets.truth("behavioural").set_index("customer_id")["segment"]
    codes = pd.DataFrame(
        {
            "revenue": by_revenue.fit(world).predict(world),
            "value": by_value.fit(world).predict(world),
        },
        index=world.index,
    )
    moved = (codes["value"] - codes["revenue"]).groupby(truth.loc[world.index]).mean()
    assert moved.idxmax() == "bargain"  # the further down, the larger the code
    assert moved["bargain"] > 0.4
    assert moved["champion"] < 0.1
