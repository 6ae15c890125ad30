"""Segmentations crossed, worked by hand."""

import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segkit import models
from segkit.checks import DataError
from segkit.models import Crossing, cross

ORDER = ["high", "middle", "low"]


def table(pairs):
    value, place = zip(*pairs, strict=True)
    index = pd.Index([f"c{i}" for i in range(len(pairs))], name="customer_id")
    kind = pd.CategoricalDtype(ORDER, ordered=True)
    S = pd.DataFrame({"value": pd.Series(value, dtype=kind), "place": place})
    return S.set_axis(index)


HAND = table(
    [("high", "town")] * 4
    + [("high", "country")] * 1
    + [("high", "village")] * 2
    + [("middle", "town")] * 3
    + [("low", "town")] * 1
    + [("low", "country")] * 1
)


def sizes(model):
    return model.segments_.set_index("name")["size"].to_dict()


def test_small_combinations_join_the_others_of_their_first_segment():
    model = Crossing(min_size=3).fit(HAND)
    assert sizes(model) == {
        "high x town": 4,
        "high, the others": 3,
        "middle x town": 3,
        "All others": 2,
        "Not known": 0,
    }


def test_all_small_combinations_join_one_rest_when_asked():
    model = Crossing(min_size=3, merge="rest").fit(HAND)
    assert sizes(model) == {
        "high x town": 4,
        "middle x town": 3,
        "All others": 5,
        "Not known": 0,
    }


def test_segments_are_in_the_order_of_the_first_segmentation_then_of_the_second():
    names = Crossing(min_size=1).fit(HAND).segments_["name"].tolist()
    assert names == [
        "high x country",
        "high x town",
        "high x village",
        "middle x town",
        "low x country",
        "low x town",
        "All others",
        "Not known",
    ]


def test_what_was_merged_stays_merged_for_other_customers():
    model = Crossing(min_size=3).fit(HAND)
    new = table([("high", "village")] * 9 + [("low", "village")])
    assert model.assign(new).tolist() == ["high, the others"] * 9 + ["All others"]


def test_a_segment_that_was_never_seen_or_is_missing_is_not_known():
    model = Crossing(min_size=3).fit(HAND)
    new = table([("high", "moon"), ("high", None), (None, "town")])
    assert model.assign(new).tolist() == ["Not known"] * 3


def test_explain_names_the_parts_and_says_why_few_are_taken_together():
    model = Crossing(min_size=3).fit(HAND)
    assert model.explain(HAND, "c0") == (
        "Customer c0 is in high x town. Is in value: high, place: town. "
        "The rule for high x town: in value: high, place: town."
    )
    assert "So few customers are in this combination" in model.explain(HAND, "c4")


def test_the_order_of_by_is_the_order_of_importance():
    model = Crossing(by=["place", "value"], min_size=3).fit(HAND)
    assert "town x high" in sizes(model)
    assert "town, the others" not in sizes(model)


def test_a_frozen_crossing_sorts_the_same():
    model = Crossing(min_size=3).fit(HAND)
    again = models.from_frozen(json.loads(json.dumps(model.frozen())))
    pd.testing.assert_series_equal(again.assign(HAND), model.assign(HAND))


def test_cross_keeps_those_who_are_in_all_and_counts_the_rest():
    value = HAND["value"].iloc[:10]
    place = HAND["place"].iloc[2:]
    value.attrs["as_of"] = place.attrs["as_of"] = "2024-06-30"
    found = cross(value, place, min_size=1)
    assert found.name == "value_x_place"
    assert found.index.tolist() == HAND.index[2:10].tolist()
    assert found.attrs["left_out"] == {"not in every segmentation": 4}
    assert found.attrs["as_of"] == "2024-06-30"


def test_cross_of_different_days_claims_no_day():
    value, place = HAND["value"].copy(), HAND["place"].copy()
    value.attrs["as_of"], place.attrs["as_of"] = "2024-06-30", "2024-07-31"
    assert "as_of" not in cross(value, place).attrs


def test_refusals_say_what_to_do():
    with pytest.raises(DataError, match="needs two or more segmentations"):
        cross(HAND["value"])
    with pytest.raises(DataError, match="different names"):
        cross(HAND["value"], HAND["value"])
    with pytest.raises(DataError, match="nobody is in all"):
        cross(HAND["value"].iloc[:3], HAND["place"].iloc[5:])
    with pytest.raises(DataError, match="a crossing needs two segmentations"):
        Crossing(by="value").fit(HAND)
    with pytest.raises(DataError, match=r"by names \['colour'\]"):
        Crossing(by=["value", "colour"]).fit(HAND)
    with pytest.raises(DataError, match="merge must be one of"):
        Crossing(merge="soon").fit(HAND)
    many = pd.DataFrame({"a": range(40), "b": range(40)}).astype(str)
    with pytest.raises(DataError, match=r"1,600 combinations, more than 500"):
        Crossing().fit(many)


pairs = st.lists(
    st.tuples(st.sampled_from(ORDER), st.sampled_from(["town", "country", "sea"])),
    min_size=2,
    max_size=60,
)


@given(pairs, st.integers(1, 12), st.sampled_from(["first", "rest"]))
def test_only_the_rest_is_ever_smaller_than_the_least(pairs, least, merge):
    S = table(pairs)
    model = Crossing(min_size=least, merge=merge).fit(S)
    assert model.segments_["size"].sum() == len(S)
    found = sizes(model)
    for name, size in found.items():
        if name not in ("All others", "Not known"):
            assert size >= least
    counts = S.value_counts()
    whole = counts[counts >= least]
    assert {f"{a} x {b}" for a, b in whole.index} <= set(found)


@given(pairs, st.randoms(use_true_random=False))
def test_the_order_of_the_customers_changes_nothing(pairs, random):
    S = table(pairs)
    order = list(range(len(S)))
    random.shuffle(order)
    frozen = Crossing(min_size=2).fit(S).frozen()
    assert Crossing(min_size=2).fit(S.iloc[order]).frozen() == frozen


def test_customers_of_two_models_are_crossed():
    rng = np.random.default_rng(1)
    X = pd.DataFrame(
        {
            "recency_days": rng.integers(0, 300, 200),
            "n_orders": rng.integers(1, 9, 200),
            "monetary_amount": rng.integers(5, 900, 200),
        },
        index=pd.RangeIndex(200, name="customer_id"),
    )
    first = models.BehaviouralSegmenter(method="abc").fit(X).assign(X)
    second = models.BehaviouralSegmenter(method="rfm").fit(X).assign(X).rename("rfm")
    found = cross(first.rename("abc"), second, min_size=10)
    assert found.value_counts().sum() == 200
    assert found.name == "abc_x_rfm"
