"""Contact assignment: exact where small, near its bound where large, and permitted."""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit import activation
from segkit.activation import Policy
from segkit.activation.plan import filling
from segkit.checks import DataError


def table(values, ids=None, channels="abcdef"):
    values = np.asarray(values, dtype=float)
    ids = range(len(values)) if ids is None else ids
    return pd.DataFrame(
        values, pd.Index(ids, name="customer_id"), list(channels[: values.shape[1]])
    )


def brute(values, capacity, most):
    """Try every assignment."""
    n, k = values.shape
    options = [
        [subset for size in range(most + 1)
         for subset in itertools.combinations(range(k), size)]
    ] * n  # fmt: skip
    best = 0.0
    for chosen in itertools.product(*options):
        counts = np.bincount([c for row in chosen for c in row], minlength=k)
        if (counts <= capacity).all():
            best = max(best, sum(values[i, list(row)].sum()
                                 for i, row in enumerate(chosen)))  # fmt: skip
    return best


@pytest.mark.parametrize("most", [1, 2])
@pytest.mark.parametrize("seed", range(6))
def test_small_worlds_are_solved_as_by_trying_everything(seed, most):
    rng = np.random.default_rng(seed)
    values = rng.integers(-2, 5, (5, 3)).astype(float)
    capacity = rng.integers(0, 4, 3)
    found = activation.assign_contacts(
        table(values), dict(zip("abc", capacity.tolist(), strict=True)),
        max_per_customer=most,
    )  # fmt: skip
    assert found.value == pytest.approx(brute(np.maximum(values, 0), capacity, most))
    assert found.gap == 0


def kept(found, capacities, most):
    counts = found.table["channel"].value_counts()
    assert all(counts.get(c, 0) <= n for c, n in capacities.items())
    assert not found.table.duplicated(["customer_id", "channel"]).any()
    per = found.table["customer_id"].value_counts()
    assert per.empty or per.max() <= most
    assert (found.table["net"] > 0).all()


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6))
def test_capacities_and_the_bound_are_never_exceeded(seed):
    rng = np.random.default_rng(seed)
    n, k, most = rng.integers(1, 40), rng.integers(1, 5), rng.integers(1, 4)
    values = np.where(rng.random((n, k)) < 0.1, np.nan, rng.normal(1, 2, (n, k)))
    capacities = {c: int(rng.integers(0, 20)) for c in "abcdef"[:k]}
    found = activation.assign_contacts(
        table(values), capacities, max_per_customer=int(most)
    )
    kept(found, capacities, most)
    assert found.value <= found.bound + 1e-9


@pytest.mark.parametrize("kind", ["apart", "alike", "rounded"])
@pytest.mark.parametrize("most", [1, 2])
def test_prices_and_greedy_come_near_the_linear_program(kind, most, monkeypatch):
    rng = np.random.default_rng(3)
    values = rng.gamma(2, 1, (1500, 4))
    if kind == "alike":
        values = rng.gamma(2, 1, (1500, 1)) + rng.normal(0, 0.001, (1500, 4))
    if kind == "rounded":
        values = values.round(1)
    capacities = {"a": 200, "b": 100, "c": 300, "d": 50}
    exact = activation.assign_contacts(table(values), capacities, max_per_customer=most)
    monkeypatch.setattr(filling, "SMALL", 150)
    near = activation.assign_contacts(table(values), capacities, max_per_customer=most)
    kept(near, capacities, most)
    assert exact.gap == 0
    assert near.bound >= exact.value - 1e-6
    assert exact.value * 0.999 <= near.value <= exact.value + 1e-6
    assert near.value < exact.value or near.gap < 1e-3


def test_prices_say_what_one_more_contact_brings():
    values = [[3.0, 2.0], [3.0, 0.5], [1.0, 0.1]]
    found = activation.assign_contacts(table(values), {"a": 1, "b": 1})
    for channel, price in zip("ab", found.prices["price"], strict=True):
        more = {"a": 1, "b": 1} | {channel: 2}
        larger = activation.assign_contacts(table(values), more)
        assert larger.value - found.value == pytest.approx(price)


def test_costs_are_taken_off_and_losses_are_not_made():
    found = activation.assign_contacts(
        table([[2.0, 3.0], [0.4, 3.0]]), {"a": 9, "b": 9}, costs={"b": 2.5}
    )
    assert found.table[["customer_id", "channel"]].to_numpy().tolist() == [
        [0, "a"], [1, "b"],
    ]  # fmt: skip
    assert found.value == 2.5
    assert "more would bring nothing" in found.sentences[1]


def test_nobody_is_contacted_where_nothing_pays():
    found = activation.assign_contacts(table([[-1.0], [np.nan]]), {"a": 5})
    assert found.table.empty
    assert found.value == found.bound == 0
    assert "Nobody is contacted" in found.sentence


def test_shuffled_rows_change_nothing_and_other_ids_nothing_but_names():
    rng = np.random.default_rng(1)
    values = rng.integers(0, 4, (60, 3)).astype(float)
    scores, capacities = table(values), {"a": 9, "b": 7, "c": 5}
    first = activation.assign_contacts(scores, capacities)
    shuffled = activation.assign_contacts(
        scores.sample(frac=1, random_state=2), capacities
    )
    pd.testing.assert_frame_equal(first.table, shuffled.table)
    other = activation.assign_contacts(
        table(values, ids=[f"c{99 - i}" for i in range(60)]), capacities
    )
    counts = [f.table.groupby(["channel", "score"], observed=True).size()
              for f in (first, other)]  # fmt: skip
    pd.testing.assert_series_equal(*counts)


def test_equal_customers_are_served_in_order_of_their_ids():
    found = activation.assign_contacts(
        table([[1.0]] * 5, ids=[5, 3, 9, 1, 7]), {"a": 2}
    )
    assert found.table["customer_id"].tolist() == [1, 3]


def test_nobody_without_permission_is_ever_assigned():
    """Every small world: each customer agreed, refused, was never asked, suppressed."""
    policy = Policy(suppressed=["s"], cap=(1, 7))
    contacts = pd.DataFrame(
        {"customer_id": ["c"], "sent_at": pd.to_datetime(["2024-06-29 10:00"])}
    )
    for answers in itertools.product([True, False, None], repeat=4):
        people = pd.DataFrame(
            {"customer_id": list("abcs"), "email_consent": list(answers)}
        )
        found = activation.assign_contacts(
            table([[5.0, 4.0]] * 5, ids=list("abcsz")), {"a": 9, "b": 9},
            policy=policy, customers=people, contacts=contacts, as_of="2024-06-30",
        )  # fmt: skip
        may = {p for p, yes in zip("ab", answers[:2], strict=True) if yes is True}
        assert set(found.table["customer_id"]) == may
        assert sum(found.left_out.values()) == 5 - len(may)


def test_permission_can_differ_by_channel():
    people = pd.DataFrame({"customer_id": [0, 1], "email_consent": [True, False]})
    found = activation.assign_contacts(
        table([[9.0, 1.0], [9.0, 1.0]]), {"a": 9, "b": 9},
        policy={"a": Policy(), "b": None}, customers=people,
    )  # fmt: skip
    assert found.table["channel"].tolist() == ["a", "b"]
    yes = activation.permitted(people, Policy())
    both = activation.assign_contacts(
        table([[9.0, 1.0], [9.0, 1.0]]), {"a": 9, "b": 9}, permitted=yes
    )
    assert both.table["customer_id"].tolist() == [0]
    assert both.left_out == {"said no": 1}


def test_an_id_that_is_there_twice_needs_a_yes_each_time():
    twice = pd.Series([True, False, True], index=[0, 0, 1])
    found = activation.assign_contacts(table([[1.0], [1.0]]), {"a": 9}, permitted=twice)
    assert found.table["customer_id"].tolist() == [1]


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"capacities": {"a": 1}}, "capacities names \\['a'\\], scores has"),
        ({"capacities": {"a": 1, "b": 1.5}}, "the capacity of 'b' must be a whole"),
        ({"capacities": {"a": 1, "b": -1}}, "the capacity of 'b'"),
        ({"costs": {"z": 1}}, "costs names \\['z'\\]"),
        ({"costs": {"a": -1}}, "the cost of 'a' must be"),
        ({"scores": table([[1, 2], [3, 4]], ids=[7, 7])}, "has 1 customers twice"),
        ({"scores": table([[1, np.inf]])}, "has 1 infinite values"),
        ({"scores": pd.DataFrame({"customer_id": [1], "a": "x", "b": 1})}, "dtype"),
        ({"scores": 5}, "scores must be a table"),
        ({"policy": Policy()}, "policy needs customers="),
        ({"permitted": [True]}, "permitted must be a Series of bool"),
        ({"permitted": {"a": None}}, "permission is given for \\['a'\\]"),
        ({"max_per_customer": 0}, "max_per_customer must be a whole number"),
    ],
)
def test_foreseeable_mistakes_are_named(change, text):
    options = {"scores": table([[1, 2], [3, 4]]), "capacities": {"a": 1, "b": 1}}
    with pytest.raises(DataError, match=text):
        activation.assign_contacts(**options | change)


def test_capacities_may_have_no_limit():
    found = activation.assign_contacts(table([[1.0], [2.0]]), {"a": float("inf")})
    assert len(found.table) == 2
    assert "it has no limit" in found.sentences[1]
