"""Segments that are there are found again in another sample; others are not."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.cluster import DBSCAN, KMeans
from sklearn.metrics import adjusted_rand_score

from segkit import cluster, evaluation, models
from segkit.checks import DataError
from segkit.evaluation.agreement import crossed


def blobs(n=300, seed=0):
    rng = np.random.default_rng(seed)
    group = rng.integers(0, 3, n)
    return rng.normal(np.array([[0, 0], [6, 0], [0, 6]])[group], 1.0), group


def noise(n=300, seed=0):
    return np.random.default_rng(seed).normal(size=(n, 4))


@settings(deadline=None)
@given(
    labels=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3)), min_size=2),
)
def test_the_index_is_that_of_scikit_learn(labels):
    first, second = map(np.array, zip(*labels, strict=True))
    ours = evaluation.adjusted_rand(crossed(first, second))
    assert ours == pytest.approx(adjusted_rand_score(first, second))


def test_weights_are_repeated_customers():
    first, second, times = [0, 1, 1], [0, 0, 1], [3, 1, 2]
    repeated = [np.repeat(each, times) for each in (first, second)]
    assert (crossed(first, second, times) == crossed(*repeated)).all()


def test_jaccard_by_hand():
    # {1,2,3,4} against {1,2,3} and {4,5}: 3 of 4; {5} against {4,5}: 1 of 2
    found = evaluation.jaccard(crossed([0, 0, 0, 0, 1], [0, 0, 0, 1, 1]))
    assert found.tolist() == [0.75, 0.5]


def test_three_real_groups_are_stable_at_three_and_not_at_five():
    X, _ = blobs()
    table = evaluation.stability(
        KMeans(n_init=5), X, n_segments=[3, 5], n_pairs=15, random_state=0
    )
    assert list(table) == ["n_segments", "pair", "ari"]
    mean = table.groupby("n_segments")["ari"].mean()
    assert mean[3] > 0.95
    assert mean[5] < 0.85


def test_noise_has_no_stable_segments():
    table = evaluation.stability(
        KMeans(n_init=5), noise(), n_segments=[3, 4, 5], n_pairs=15, random_state=0
    )
    assert table.groupby("n_segments")["ari"].median().max() < 0.7


def plain_loop(X, n_pairs):
    """Draw rows, fit, sort all rows, compare: nothing clever."""
    rng = np.random.default_rng(5)
    for _ in range(n_pairs):
        first, second = (
            KMeans(3, n_init=2, random_state=int(rng.integers(2**31)))
            .fit(X[rng.integers(0, len(X), len(X))])
            .predict(X)
            for _ in range(2)
        )
        yield adjusted_rand_score(first, second)


def test_it_agrees_with_a_plain_loop_over_drawn_rows():
    X = noise()
    plain = list(plain_loop(X, 120))
    ours = evaluation.stability(
        KMeans(n_init=2), X, n_segments=[3], n_pairs=120, random_state=0
    )["ari"]
    error = np.hypot(np.std(plain), ours.std()) / np.sqrt(120)
    assert abs(ours.mean() - np.mean(plain)) < 3 * error < 0.08


def test_shuffled_rows_give_the_same_table():
    X = np.round(noise(120), 1)
    shuffled = np.random.default_rng(1).permutation(X)
    tables = [
        evaluation.stability(
            KMeans(n_init=2), each, n_segments=[2, 3], n_pairs=4, random_state=3
        )
        for each in (X, shuffled)
    ]
    pd.testing.assert_frame_equal(*tables)


@pytest.mark.slow
def test_processes_change_nothing_but_the_time():
    X, _ = blobs(100)
    tables = [
        evaluation.stability(
            KMeans(n_init=2), X, n_segments=[2], n_pairs=4, random_state=0, n_jobs=n
        )
        for n in (1, 2)
    ]
    pd.testing.assert_frame_equal(*tables)


@pytest.mark.parametrize(
    "model",
    [
        cluster.KPrototypes(n_init=2),
        cluster.LatentClass(n_init=2),
        models.BehaviouralSegmenter(method="kmeans"),
    ],
    ids=lambda model: type(model).__name__,
)
def test_our_own_models_are_judged_too(model):
    rng = np.random.default_rng(0)
    group = rng.integers(0, 2, 150)
    X = pd.DataFrame(
        {
            "recency_days": rng.integers(1, 30, 150) + 200 * group,
            "n_orders": rng.integers(5, 9, 150) - 4 * group,
            "monetary_amount": rng.normal(300, 20, 150) - 200 * group,
        }
    )
    table = evaluation.stability(model, X, n_segments=[2], n_pairs=4, random_state=0)
    assert table["ari"].mean() > 0.9


def test_the_real_segment_is_found_again_and_the_halves_of_another_are_not():
    rng = np.random.default_rng(0)
    X = rng.normal(0, 1, (300, 2))
    X[:200, 0] += 9
    model = KMeans(3, n_init=10)
    table = evaluation.segment_stability(model, X, n_pairs=20, random_state=0)
    assert list(table) == ["segment", "pair", "jaccard"]
    found = table.groupby("segment")["jaccard"].mean().sort_values()
    assert found.iloc[-1] > 0.95
    assert found.iloc[0] < 0.85


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda X: evaluation.stability(DBSCAN(), X), "cannot sort customers that it"),
        (lambda X: evaluation.stability(KMeans(), X, param="k"), r"arguments \['k'\]"),
        (lambda X: evaluation.stability(KMeans(), X[0]), "it has the shape"),
        (lambda X: evaluation.stability(KMeans(), X, n_pairs=0), "n_pairs must be"),
    ],
)
def test_what_cannot_be_judged_is_refused(call, message):
    with pytest.raises(DataError, match=message):
        call(noise(20))
