"""Lift, fairness, seeds and advice."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import roc_auc_score

from segkit import activation
from segkit.activation.lookalikes.ranking import auc, captured
from segkit.checks import DataError


@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), min_size=2, max_size=50))
@settings(max_examples=60, deadline=None)
def test_the_auc_is_that_of_scikit_learn_ties_included(rows):
    score, did = (np.array(part, dtype=float) for part in zip(*rows, strict=True))
    if did.min() == did.max():
        return
    assert auc(score, did, 1 - did).value == pytest.approx(roc_auc_score(did, score))
    assert captured(score, did, 1 - did, np.array([1.0]))[0] == 1


def test_the_error_of_the_auc_is_delongs():
    """DeLong's variance by its definition: all pairs, placements, two variances."""
    rng = np.random.default_rng(0)
    x, y = rng.normal(1, 1, 30).round(1), rng.normal(0, 1, 40).round(1)
    pairs = (x[:, None] > y) + 0.5 * (x[:, None] == y)
    variance = pairs.mean(1).var(ddof=1) / 30 + pairs.mean(0).var(ddof=1) / 40
    score = np.concatenate([x, y])
    found = auc(score, np.repeat([1, 0], [30, 40]), np.repeat([0, 1], [30, 40]))
    assert found.error == pytest.approx(variance**0.5)


def test_a_perfect_order_of_few_people_is_not_certain():
    found = auc(np.array([1.0, 2.0]), np.array([0, 2]), np.array([2, 0]))
    assert found.value == 1
    assert found.error > 0.1


def test_lift_by_hand_and_ties_by_parts():
    scores = pd.Series([3.0, 2.0, 2.0, 1.0], list("abcd"))
    did = pd.Series([True, True, False, False], list("abcd"))
    table = activation.lift_by_reach(scores, did, reach=[0.25, 0.5, 1.0])
    assert table["buyers"].tolist() == [1, 1.5, 2]
    assert table["lift"].tolist() == [2, 1.5, 1]
    assert table["lift_low"].iloc[-1] == table["lift_high"].iloc[-1] == 1
    assert table.attrs["auc"] == 0.875
    same = activation.lift_by_reach(scores[::-1], did, reach=[0.5])
    assert same["buyers"].tolist() == [1.5]


def test_prospects_without_an_outcome_are_counted():
    scores = pd.Series([3.0, 2.0, 1.0], list("abc"))
    table = activation.lift_by_reach(scores, pd.Series([1, 0], ["a", "c"]))
    assert table.attrs["n_left_out"] == 1
    assert "1 prospects of the scores have no known outcome" in repr(table)


@pytest.mark.parametrize(
    ("truth", "message"),
    [
        (
            pd.Series([1, 0], ["x", "y"]),
            "no prospect of the scores has a known outcome",
        ),
        (pd.Series([1, 2], ["a", "b"]), r"outcomes must be yes or no .*found \['2'\]"),
        (pd.Series([1, 1], ["a", "b"]), "of 2 known outcomes 2 are yes"),
        ([1, 0], "scores must be a Series"),
    ],
)
def test_outcomes_that_cannot_be_read_are_refused(truth, message):
    with pytest.raises(DataError, match=message):
        activation.lift_by_reach(pd.Series([1.0, 2.0], ["a", "b"]), truth)


def test_scores_that_cannot_be_read_are_refused():
    did = pd.Series([True, False], ["a", "b"])
    with pytest.raises(DataError, match="scores must be a Series"):
        activation.lift_by_reach([1, 2], did)
    with pytest.raises(DataError, match="repeats 1 values"):
        activation.lift_by_reach(pd.Series([1, 2], ["a", "a"]), did)
    with pytest.raises(DataError, match="reach must be a share"):
        activation.lift_by_reach(pd.Series([1, 2], ["a", "b"]), did, reach=[0])


@pytest.fixture(scope="module")
def found(customers, prospects):
    return activation.lookalike(customers["customer_id"], customers, prospects)


def test_fairness_by_hand(found, prospects):
    groups = prospects.set_index("prospect_id")["device"]
    table = activation.fairness(found, groups, reach=0.2).set_index("group")
    chosen = groups.index.isin(found.top(0.2))
    phone = groups == "phone"
    assert table.loc["phone", "chosen_rate"] == chosen[phone].mean()
    assert table.loc["phone", "others_rate"] == chosen[~phone].mean()
    assert table["pool_rate"].sum() == pytest.approx(1)
    assert table["chosen_share"].sum() == pytest.approx(1)
    assert table["ratio"].max() == 1
    assert table["four_fifths"].tolist() == (table["ratio"] < 0.8).tolist()


def test_tiny_groups_set_no_mark_and_those_not_known_are_a_group(found, prospects):
    groups = prospects.set_index("prospect_id")["device"].astype(object)
    best = found.top(5)[:3]
    groups.loc[best] = "tiny"
    groups.iloc[-300:] = np.where(groups.iloc[-300:] == "tiny", "tiny", None)
    table = activation.fairness(found, groups).set_index("group")
    assert table.loc["tiny", "small"]
    assert not table.loc["tiny", "four_fifths"]
    assert "not known" in table.index
    assert table.drop(index="tiny")["ratio"].max() == 1


def test_groups_of_nobody_are_refused(found):
    with pytest.raises(DataError, match="groups has no row for any prospect"):
        activation.fairness(found, pd.Series(["a"], ["nobody"]))


def test_seeds_are_compared_at_one_size(customers, prospects):
    truth = prospects.set_index("prospect_id")["device"] == "phone"
    phones = customers.loc[customers["device"] == "phone", "customer_id"]
    seeds = {"all": customers["customer_id"], "phones": phones}
    table = activation.compare_seeds(
        seeds, customers, prospects, truth, size=100, draws=3, method="similarity"
    )
    assert table["seed"].tolist() == ["phones", "all"]
    assert table["n_seed"].tolist() == [100, 100]
    again = activation.compare_seeds(
        seeds, customers.sample(frac=1, random_state=2), prospects, truth, size=100,
        draws=3, method="similarity",
    )  # fmt: skip
    pd.testing.assert_frame_equal(table, again)
    with pytest.raises(DataError, match="more than the smallest seed has"):
        activation.compare_seeds(seeds, customers, prospects, truth, size=10_000)
    with pytest.raises(DataError, match="at least one seed"):
        activation.compare_seeds({}, customers, prospects, truth)


@pytest.mark.parametrize(
    ("n", "size"),
    [(99, "none"), (100, "small"), (999, "small"), (1000, "good"), (5000, "good"),
     (5001, "large")],
)  # fmt: skip
def test_advice_follows_the_published_sizes(n, size):
    advice = activation.seed_advice(n)
    assert advice.size == size
    assert advice.half_width == pytest.approx(1.96 * (1 / (12 * n)) ** 0.5, rel=0.01)


def test_advice_refuses_what_is_no_number():
    with pytest.raises(DataError, match="n must be a whole number from 1"):
        activation.seed_advice(0)
