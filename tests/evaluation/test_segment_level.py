"""Which segments stay, who stands between two, and who is undecided."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.cluster import KMeans
from sklearn.mixture import GaussianMixture

from segkit import cluster, evaluation, models
from segkit.checks import DataError
from segkit.evaluation.solutions import entropy, renumbered
from tests.evaluation.samples import blobs, mixed

KM = KMeans(n_init=5)


def test_entropy_by_hand():
    # from one segment: 0; half and half of two: 1; a quarter of one of two: .811
    counts = np.array([[4.0, 2.0, 1.0], [0.0, 2.0, 3.0]])
    assert entropy(counts).round(3).tolist() == [0.0, 1.0, 0.811]
    # half and half of two out of three: ln 2 / ln 3
    assert entropy(np.array([[1.0], [1.0], [0.0]]))[0] == pytest.approx(
        np.log(2) / np.log(3)
    )
    assert entropy(np.array([[2.0, 3.0]])).tolist() == [0.0, 0.0]


def test_segments_keep_their_numbers_where_overlaps_are_largest():
    # greedy would give new 0 to old 1 (6); the sum is larger the other way round
    assert renumbered(np.array([[6.0, 5.0], [5.0, 0.0]])).tolist() == [2, 1]


@settings(deadline=None, max_examples=50)
@given(st.permutations(range(5)), st.integers(0, 1000))
def test_the_codes_of_the_estimator_do_not_matter(order, seed):
    counts = np.random.default_rng(seed).integers(1, 99, (4, 5)).astype(float)
    number = renumbered(counts)
    assert sorted(number) == [1, 2, 3, 4, 5]
    moved = renumbered(counts[:, order])
    if len(np.unique(counts.sum(axis=0))) == 5:
        total = sum(counts[n - 1, j] for j, n in enumerate(number) if n <= 4)
        again = counts[:, order]
        assert total == sum(again[n - 1, j] for j, n in enumerate(moved) if n <= 4)


def test_a_real_segment_stays_and_the_other_is_halved():
    rng = np.random.default_rng(0)
    X = np.r_[rng.normal(0, 1, (200, 2)), rng.normal([40, 0], 0.2, (100, 2))]
    found = evaluation.solutions_stability(KM, X, n_segments=[2, 3, 4], random_state=0)
    table = found.segments.set_index(["n_segments", "segment"])
    assert (table.loc[(slice(None), 2), "size"] == 100).all()
    assert table.loc[(3, 2), "stability"] == 1
    assert table.loc[(3, 3), "parent"] == 1
    assert table.loc[(3, 3), "place"] == table.loc[(3, 1), "place"] + 1
    assert table["stability"].min() < 0.9
    assert (
        found.flows.groupby(["n_segments", "segment"])["share"].sum().round(9) == 1
    ).all()
    assert list(found.labels.columns) == [2, 3, 4]
    assert "Which segments stay" in repr(found)
    assert found._repr_html_().startswith("<p>Which")


def test_shuffled_rows_keep_the_same_solutions():
    X = pd.DataFrame(blobs(90).round(2), index=[f"C{i}" for i in range(90)])
    other = X.sample(frac=1, random_state=1)
    one, two = (
        evaluation.solutions_stability(KM, each, n_segments=[2, 3], random_state=0)
        for each in (X, other)
    )
    pd.testing.assert_frame_equal(one.segments, two.segments)
    pd.testing.assert_frame_equal(one.labels, two.labels.loc[X.index])


def test_shadows_and_similarity_by_hand():
    model = KMeans(2, n_init=1, random_state=0).fit([[-1.0], [1.0], [9.0], [11.0]])
    table = evaluation.shadow(model, [[0.0], [2.0], [5.0], [10.0], [7.5]])
    # distances to the centres 0 and 10: 2 d1 / (d1 + d2)
    assert table["shadow"].tolist() == pytest.approx([0, 0.4, 1, 0, 0.5])
    alike = evaluation.similarity(table.drop(index=2)).to_numpy()
    assert sorted(alike.ravel()) == pytest.approx([0, 0, 0.2, 0.25])


def test_models_have_shadows_and_those_without_a_purchase_none():
    X = mixed(60)
    X = pd.DataFrame(
        {"recency_days": X["age"], "n_orders": X["visits"].round().clip(lower=1)}
    ).assign(monetary_amount=lambda t: t["n_orders"] * 10)
    X.iloc[0] = [np.nan, 0, 0]
    model = models.BehaviouralSegmenter(method="kmeans", n_segments=2, random_state=0)
    table = evaluation.shadow(model.fit(X), X)
    assert table["shadow"].isna().sum() == 1
    assert table["segment"].cat.categories[0].startswith("Segment 1")
    told = evaluation.undecided(table)
    assert told.attrs["left_out"] == 1
    prototypes = cluster.KPrototypes(2, random_state=0).fit(mixed(60))
    assert evaluation.shadow(prototypes, mixed(60))["shadow"].between(0, 1).all()
    mixture = GaussianMixture(2, random_state=0).fit(blobs(60))
    assert evaluation.shadow(mixture, blobs(60))["shadow"].between(0, 1.5).all()


def test_undecided_customers_by_hand():
    chances = pd.DataFrame(
        {"a": [0.9, 0.69, 0.2, np.nan], "b": [0.1, 0.31, 0.8, np.nan]}
    )
    table = evaluation.undecided(chances)
    assert table["undecided"].tolist() == [1, 0, 1]
    assert table.loc["all", "n"] == 3
    assert table.loc["a", "mean_membership"] == pytest.approx(0.795)
    assert table.attrs["left_out"] == 1
    assert evaluation.undecided(chances, threshold=0.85)["undecided"].tolist() == [
        1,
        1,
        2,
    ]


def test_undecided_from_shadows_by_hand():
    shadows = pd.DataFrame(
        {"segment": ["a", "a", "b"], "second": "b", "shadow": [0.95, 0.9, 0.1]}
    )
    assert evaluation.undecided(shadows)["undecided"].tolist() == [2, 0, 2]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: evaluation.shadow(KM, blobs(9)), "is not fitted"),
        (lambda: evaluation.shadow(KMeans(1).fit(blobs(9)), blobs(9)), "one segment"),
        (
            lambda: evaluation.undecided(pd.DataFrame({"a": [0.5], "b": [0.9]})),
            "rows sum to 1",
        ),
        (
            lambda: evaluation.undecided(pd.DataFrame({"a": [1.0]}), threshold=2),
            "threshold must lie",
        ),
    ],
)
def test_what_has_no_shadow_is_refused(call, message):
    with pytest.raises(DataError, match=message):
        call()
