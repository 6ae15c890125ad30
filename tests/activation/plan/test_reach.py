"""Reach: everybody counted once, and inclusion and exclusion add up."""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit import activation
from segkit.activation import Policy
from segkit.checks import DataError


def tables(sets):
    return {
        name: pd.DataFrame({"customer_id": sorted(ids)}) for name, ids in sets.items()
    }


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sets(st.integers(0, 19)), min_size=1, max_size=5))
def test_inclusion_and_exclusion_add_up(groups):
    sets = dict(zip("abcde", groups, strict=False))
    reach = activation.channel_reach(tables(sets), list(range(20)))
    assert reach.unique == len(set().union(*groups))
    signed = sum(
        (-1) ** (size + 1) * len(set.intersection(*(sets[c] for c in some)))
        for size in range(1, len(sets) + 1)
        for some in itertools.combinations(sets, size)
    )
    assert reach.unique == signed
    assert reach.combinations["n"].sum() == 20
    assert reach.order["added"].sum() == reach.unique
    table = reach.table.set_index("channel")
    for name, own in sets.items():
        others = set().union(*(s for k, s in sets.items() if k != name))
        assert table.loc[name, "reached"] == len(own)
        assert table.loc[name, "only"] == len(own - others)
    for a, b in itertools.combinations(sets, 2):
        assert reach.overlap.loc[a, b] == len(sets[a] & sets[b])


def test_repeated_contacts_and_failed_deliveries_reach_nobody_more():
    sends = pd.DataFrame(
        {"customer_id": [1, 1, 1, 2], "delivered": [True, True, False, False]}
    )
    reach = activation.channel_reach({"email": sends}, [1, 2])
    assert reach.unique == 1


def test_strangers_are_counted_apart():
    visits = pd.DataFrame({"customer_id": ["a", "z", None]})
    reach = activation.channel_reach({"web": visits}, ["a", "b"])
    assert reach.unique == 1
    assert reach.notes == ("1 rows of web name no customer of the population.",)


def test_only_those_who_may_be_contacted_count():
    people = pd.DataFrame({"customer_id": [1, 2], "email_consent": [True, False]})
    allowed = activation.permitted(people, Policy())
    both = tables({"email": {1, 2}, "letter": {2}})
    assert activation.channel_reach(both, [1, 2], permitted=allowed).unique == 1
    by_channel = {"email": allowed, "letter": None}
    assert activation.channel_reach(both, [1, 2], permitted=by_channel).unique == 2


def test_reach_by_segment_has_its_intervals():
    segments = pd.Series(["new"] * 10 + ["old"] * 10, index=range(20))
    reach = activation.channel_reach(
        tables({"email": set(range(5)), "sms": {4, 5, 12}}), segments, segments=segments
    )
    rows = reach.by_segment.set_index(["segment", "channel"])
    assert rows.loc[("new", "all"), "reached"] == 6
    assert rows.loc[("old", "all"), "reached"] == 1
    assert (rows["low"] <= rows["share"]).all()
    assert (rows["share"] <= rows["high"]).all()


def test_the_channel_that_adds_most_comes_next():
    sets = {"a": set(range(10)), "b": set(range(9)), "c": {15, 16}}
    reach = activation.channel_reach(tables(sets), list(range(20)))
    assert reach.order["channel"].tolist() == ["a", "c", "b"]
    assert "b adds nobody to a + c" in reach.sentences[3]


def test_one_table_with_channels_says_the_same():
    both = tables({"a": {1, 2}, "b": {2, 3}})
    one = pd.concat([t.assign(channel=name) for name, t in both.items()])
    first, other = (activation.channel_reach(t, [1, 2, 3, 4]) for t in (both, one))
    pd.testing.assert_frame_equal(first.table, other.table)
    assert str(first) == str(other)


def test_foreseeable_mistakes_are_named():
    with pytest.raises(DataError, match="population is empty"):
        activation.channel_reach(tables({"a": {1}}), [])
    with pytest.raises(DataError, match="counts 12 channels at most"):
        activation.channel_reach({}, [1])
    with pytest.raises(DataError, match="a needs columns \\['customer_id'\\]"):
        activation.channel_reach({"a": pd.DataFrame({"x": [1]})}, [1])
    nobody = activation.channel_reach(tables({"a": set(), "b": set()}), np.array([1]))
    assert nobody.sentences[0] == "No channel reaches anybody of these 1 customers."
