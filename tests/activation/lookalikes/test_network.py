"""The referral network."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit import activation, datasets
from segkit.checks import DataError


def links(*pairs, on=None):
    pairs = [tuple(pair) for pair in pairs]
    table = pd.DataFrame(pairs, columns=["referrer_id", "referred_id"])
    if on:
        table["referred_on"] = pd.to_datetime(on)
    return table


def test_degrees_depths_and_groups_by_hand():
    found = activation.referral_network(links("ab", "ac", "cd", "ce", "xy"))
    people = found.people
    assert people.index.tolist() == list("abcdexy")
    assert people["brought"].tolist() == [2, 0, 2, 0, 0, 1, 0]
    assert people["brought_in_all"].tolist() == [4, 0, 2, 0, 0, 1, 0]
    assert people["depth"].tolist() == [0, 1, 1, 2, 2, 0, 1]
    assert people["degree"].tolist() == [2, 1, 3, 1, 1, 1, 1]
    assert people["group"].tolist() == list("aaaaaxx")
    assert found.groups["n"].to_dict() == {"a": 5, "x": 2}
    assert found.seeds.index.tolist() == ["a", "c", "x"]
    assert found.graph().number_of_edges() == 5
    assert "5 recommendations link 7 customers in 2 groups" in found.sentence


def test_two_hubs_of_a_group_are_two_communities():
    rows = [("a", f"b{i}") for i in range(6)] + [("b0", f"c{i}") for i in range(6)]
    found = activation.referral_network(links(*rows))
    assert found.communities["n"].to_dict() == {"b0": 7, "a": 6}
    assert (found.people.loc[[f"c{i}" for i in range(6)], "community"] == "b0").all()


def test_rows_that_do_not_count_are_counted():
    rows = links("ab", "aa", "cb", ("a", None), "ad")
    found = activation.referral_network(rows)
    assert list(found.left_out.values()) == [1, 1, 1]
    assert found.people["referrer_id"].dropna().to_dict() == {"b": "a", "d": "a"}


def test_the_first_recommendation_counts():
    days = ["2024-05-01", "2024-01-01"]
    found = activation.referral_network(links("ab", "cb", on=days))
    assert found.people.loc["b", "referrer_id"] == "c"


def test_a_circle_is_told_and_has_no_depth():
    found = activation.referral_network(links("ab", "bc", "ca", "xy"))
    assert found.people["depth"].isna().sum() == 3
    assert any("3 people recommend each other in a circle" in n for n in found.notes)
    assert found.people.loc["a", "group"] == found.people.loc["c", "group"]


@given(st.integers(0, 10**6))
@settings(max_examples=8, deadline=None)
def test_names_and_order_of_rows_change_nothing(seed):
    rng = np.random.default_rng(seed)
    ids = [f"P{i:02}" for i in range(40)]
    rows = [
        (ids[rng.integers(0, i)], ids[i]) for i in range(1, 40) if rng.random() < 0.8
    ]
    days = pd.Timestamp("2024-01-01") + pd.to_timedelta(range(len(rows)), "D")
    table = links(*rows, on=list(days))
    new = dict(zip(ids, rng.permutation(ids), strict=True))
    moved = table.assign(
        referrer_id=table["referrer_id"].map(new),
        referred_id=table["referred_id"].map(new),
    ).sample(frac=1, random_state=seed)
    plain = activation.referral_network(table)
    other = activation.referral_network(moved)
    people = plain.people.rename(index=new).loc[other.people.index]
    for name in ("referrer_id", "group", "community"):
        people[name] = people[name].map(new, na_action="ignore")
    assert people.fillna("-").to_numpy().tolist() == (
        other.people.fillna("-").to_numpy().tolist()
    )
    assert [new[i] for i in plain.seeds.index] == other.seeds.index.tolist()


def test_the_bundled_network_is_the_same_under_other_names():
    table = datasets.load("referrals")
    rng = np.random.default_rng(0)
    ids = pd.unique(table[["referrer_id", "referred_id"]].to_numpy().ravel())
    new = dict(zip(ids, rng.permutation(ids), strict=True))
    moved = table.assign(
        referrer_id=table["referrer_id"].map(new),
        referred_id=table["referred_id"].map(new),
    )
    plain = activation.referral_network(table).people
    other = activation.referral_network(moved.sample(frac=1, random_state=1)).people
    other = other.loc[[new[i] for i in plain.index]]
    assert plain["community"].map(new).tolist() == other["community"].tolist()
    assert plain["group"].map(new).tolist() == other["group"].tolist()


def test_without_all_customers_luck_is_not_known():
    found = activation.referral_network(links("ab", "ac"))
    assert found.seeds["without_luck"].isna().all()
    assert any("Pass customers=" in note for note in found.notes)
    low, high = found.seeds.loc["a", ["low", "high"]]
    assert (round(low, 3), round(high, 3)) == (0.242, 7.225)  # Garwood, two events


def test_luck_is_taken_off_and_more_so_from_the_newcomer():
    rng = np.random.default_rng(1)
    ids = [f"C{i:04}" for i in range(2000)]
    rate = rng.gamma(0.4, 0.25, 1000)
    brought = rng.poisson(rate)
    referrer = np.repeat(ids[:1000], brought)
    rows = pd.DataFrame({"referrer_id": referrer})
    rows["referred_id"] = ids[1000 : 1000 + len(rows)]
    days = pd.Timestamp("2024-01-01") + pd.to_timedelta(
        rng.integers(0, 366, len(rows)), "D"
    )
    found = activation.referral_network(
        rows.assign(referred_on=days), customers=pd.Index(ids)
    )
    top = found.seeds.head(20)
    truth = pd.Series(rate, ids[:1000])[top.index]
    naive = (top["brought"] - truth).abs().mean()
    assert (top["without_luck"] - truth).abs().mean() < naive
    assert (top["without_luck"] < top["brought"]).all()
    assert found.again["n"].sum() == 2000


@pytest.mark.parametrize(
    ("rows", "options", "message"),
    [
        (links("aa"), {}, "no row with two different people"),
        (
            links("ab"),
            {"customers": ["a"]},
            "1 people of referrals are not in customers",
        ),
        (
            links("ab").assign(referred_on="soon"),
            {},
            "referred_on of referrals must hold",
        ),
        (links("ab").drop(columns="referrer_id"), {}, "referrals needs columns"),
    ],
)
def test_foreseeable_mistakes_are_said(rows, options, message):
    with pytest.raises(DataError, match=message):
        activation.referral_network(rows, **options)


def test_it_reads_well_and_escapes_names():
    found = activation.referral_network(links(("<b>", "x"), ("<b>", "y")))
    assert "<b>" not in found._repr_html_()
    assert found.sentence in repr(found)
