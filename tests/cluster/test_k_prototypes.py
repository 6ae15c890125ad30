"""k-prototypes: numbers and categories together, gaps and weights included."""

import pickle
import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.base import clone
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from segkit.checks import DataError
from segkit.cluster import KPrototypes


def shop(n=300, seed=0):
    """Three groups that differ in two numbers and two categories."""
    rng = np.random.default_rng(seed)
    group = rng.integers(0, 3, n)
    table = pd.DataFrame(
        {
            "age": rng.normal(np.array([25, 45, 70])[group], 3),
            "orders": rng.normal(np.array([2, 9, 4])[group], 1),
            "channel": np.array(["app", "web", "store"])[
                np.where(rng.random(n) < 0.9, group, rng.integers(0, 3, n))
            ],
            "member": rng.random(n) < np.array([0.1, 0.9, 0.5])[group],
        },
        index=[f"c{k}" for k in range(n)],
    )
    return table, group


def test_planted_groups_are_found_and_described_in_the_table_s_own_words():
    X, group = shop()
    model = KPrototypes(n_clusters=3, random_state=0).fit(X)
    assert adjusted_rand_score(group, model.labels_) > 0.95
    centres = model.cluster_centers_.sort_values("age")
    assert list(centres) == list(X)
    assert centres["channel"].tolist() == ["app", "web", "store"]
    assert model.predict(X).tolist() == model.labels_.tolist()
    assert model.n_best_ >= 1


def test_the_cost_is_the_sum_of_the_distances_by_hand():
    X = pd.DataFrame({"x": [0.0, 2.0, 10.0], "c": ["a", "b", "z"]})
    model = KPrototypes(n_clusters=2, gamma=0.5, random_state=0).fit(X)
    # the pair {0, 2} around 1 costs 1 + 1, and one of "a" and "b" differs: 0.5
    assert model.cost_ == pytest.approx(2.5)
    assert model.transform(X)[0, 0] == pytest.approx(1.0)
    assert model.transform(X)[1, 0] == pytest.approx(np.sqrt(1.5))
    assert -model.score(X) == pytest.approx(model.cost_)


def test_gamma_is_half_the_mean_standard_deviation():
    X, _ = shop()
    model = KPrototypes(n_clusters=3, random_state=0).fit(X)
    spread = X[["age", "orders"]].std(ddof=0)
    assert model.gamma_ == pytest.approx(0.5 * spread.mean())


def test_on_numbers_alone_it_is_as_good_as_k_means():
    X, _ = shop(600)
    numbers = X[["age", "orders"]].to_numpy()
    ours = KPrototypes(n_clusters=4, n_init=20, tol=0, random_state=0).fit(numbers)
    peer = KMeans(4, n_init=20, tol=0, random_state=0).fit(numbers)
    assert ours.cost_ == pytest.approx(peer.inertia_, rel=1e-6)


def test_on_categories_alone_it_is_k_modes():
    X = pd.DataFrame({"a": list("xxxyyy"), "b": list("ppqrrr")})
    model = KPrototypes(n_clusters=2, random_state=0).fit(X)
    assert model.cost_ == 1.0  # the one "q" differs from its mode
    assert sorted(model.cluster_centers_["a"]) == ["x", "y"]


@settings(deadline=None, max_examples=20)
@given(seed=st.integers(0, 1000))
def test_order_of_rows_and_columns_and_names_of_ids_change_nothing(seed):
    X, _ = shop(120)
    rng = np.random.default_rng(seed)
    rows, columns = rng.permutation(len(X)), rng.permutation(X.shape[1])
    other = X.iloc[rows, columns].set_axis([f"other {k}" for k in rows])
    first = KPrototypes(n_clusters=3, n_init=3, random_state=seed).fit(X)
    second = KPrototypes(n_clusters=3, n_init=3, random_state=seed).fit(other)
    assert first.cost_ == second.cost_
    assert first.labels_[rows].tolist() == second.labels_.tolist()


@settings(deadline=None, max_examples=15)
@given(seed=st.integers(0, 1000))
def test_a_weight_of_two_is_the_row_twice_and_of_zero_no_row(seed):
    X, _ = shop(80, seed=1)
    weight = np.random.default_rng(seed).integers(0, 3, len(X))
    twice = X.iloc[np.repeat(np.arange(len(X)), weight)]
    first = KPrototypes(3, n_init=2, random_state=seed).fit(X, sample_weight=weight)
    second = KPrototypes(3, n_init=2, random_state=seed).fit(twice)
    assert first.cost_ == second.cost_
    pd.testing.assert_frame_equal(first.cluster_centers_, second.cluster_centers_)


def test_missing_values_are_left_out_and_the_rest_counts_for_them():
    X, group = shop()
    holes = np.random.default_rng(3).random(X.shape) < 0.15
    gaps = X.astype({"member": object}).mask(holes)
    model = KPrototypes(n_clusters=3, random_state=0).fit(gaps)
    assert adjusted_rand_score(group, model.labels_) > 0.85
    row = pd.DataFrame({"x": [np.nan], "c": ["a"]})
    small = KPrototypes(n_clusters=1, gamma=2.0, random_state=0)
    small.fit(pd.DataFrame({"x": [1.0, 1.0], "c": ["b", "b"]}))
    # one column of two is known and differs: 2.0, counted twice
    assert small.transform(row)[0, 0] == pytest.approx(2.0)


def test_with_missing_values_no_round_raises_the_cost():
    X, _ = shop(200)
    gaps = X.mask(np.random.default_rng(1).random(X.shape) < 0.3)
    gaps["member"] = gaps["member"].astype(object)
    costs = []
    for rounds in range(1, 8):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            model = KPrototypes(5, n_init=1, max_iter=rounds, tol=0, random_state=4)
            costs.append(model.fit(gaps).cost_)
    assert all(np.diff(costs) <= 1e-9)


def test_a_category_that_was_never_seen_differs_from_all():
    X, _ = shop()
    model = KPrototypes(n_clusters=3, random_state=0).fit(X)
    strange = X.iloc[:1].assign(channel="phone")
    known = X.iloc[:1].assign(
        channel=model.cluster_centers_["channel"][model.labels_[0]]
    )
    assert model.transform(strange).min() > model.transform(known).min()


def test_many_rows_are_started_on_a_sample_and_finished_on_all():
    X, group = shop(30_000)
    model = KPrototypes(n_clusters=3, n_init=3, random_state=0).fit(X)
    assert adjusted_rand_score(group, model.labels_) > 0.95
    assert model.cost_ == pytest.approx(-model.score(X))


def test_thirty_rows_one_category_constant_and_duplicate_columns_work():
    X, _ = shop(30)
    X = X.assign(same=1.0, only="x", again=X["age"])
    labels = KPrototypes(n_clusters=3, random_state=0).fit_predict(X)
    assert set(labels) == {0, 1, 2}


def test_fewer_different_rows_than_groups_give_a_warning_and_the_rows():
    X = pd.DataFrame({"x": [1.0, 1.0, 2.0, 2.0], "c": list("aabb")})
    with pytest.warns(UserWarning, match="X has 2 different rows, fewer than"):
        model = KPrototypes(n_clusters=3, random_state=0).fit(X)
    assert sorted(set(model.labels_)) == [0, 1]
    assert model.cost_ == 0


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"n_clusters": 0}, "n_clusters must be a whole number from 1; this is 0"),
        ({"n_init": 1.5}, r"n_init must be a whole number from 1; this is 1\.5"),
        ({"n_clusters": 31}, "n_samples=30 should be >= n_clusters=31"),
        ({"categorical_features": ["colour"]}, "names 'colour', and X has the columns"),
        ({"categorical_features": [True]}, "has 1 booleans, X has 4 columns"),
        (
            {"categorical_features": "all"},
            "must be 'from_dtype', 'auto', None, or a list",
        ),
        ({"categorical_features": None}, "'channel' must hold numbers"),
    ],
)
def test_impossible_arguments_are_refused(change, message):
    X, _ = shop(30)
    model = KPrototypes(n_clusters=3).set_params(**change)
    with pytest.raises(DataError, match=message):
        model.fit(X)


def test_infinite_numbers_are_refused_by_column():
    X, _ = shop(30)
    X.loc["c3", "age"] = np.inf
    with pytest.raises(DataError, match="'age' holds infinity in 1 rows"):
        KPrototypes(n_clusters=2).fit(X)


def test_numbers_that_cannot_be_squared_are_refused_by_column():
    X, _ = shop(30)
    X.loc["c3", "age"] = 1e200
    with pytest.raises(DataError, match=r"'age' holds numbers beyond 1e\+100, whose"):
        KPrototypes(n_clusters=2).fit(X)


def test_an_extreme_value_is_a_group_of_its_own():
    X, _ = shop(30)
    X.loc["c3", "age"] = 1e9
    labels = KPrototypes(n_clusters=2, random_state=0).fit_predict(X)
    assert labels.sum() == 1
    assert labels[3] == 1


def test_rows_that_are_all_alike_are_one_group():
    X = pd.DataFrame({"x": [1.0] * 30, "c": ["a"] * 30})
    with pytest.warns(UserWarning, match="X has 1 different rows"):
        model = KPrototypes(n_clusters=2, random_state=0).fit(X)
    assert model.cost_ == 0
    assert set(model.labels_) == {0}


def test_columns_without_a_single_value_change_nothing():
    X, _ = shop(60)
    model = KPrototypes(n_clusters=3, random_state=0, gamma=1.0)
    plain = model.fit(X.assign(y=0.0)).labels_.tolist()
    assert model.fit(X.assign(y=np.nan, age=X["age"])).labels_.tolist() == plain


def test_other_columns_are_refused():
    X, _ = shop(30)
    model = KPrototypes(n_clusters=2, random_state=0).fit(X)
    with pytest.raises(ValueError, match="feature names should match"):
        model.predict(X.rename(columns={"age": "years"}))


def test_it_lives_in_pipelines_copies_and_files():
    X, _ = shop()
    numbers = X[["age", "orders"]]
    pipe = make_pipeline(StandardScaler(), KPrototypes(n_clusters=3, random_state=0))
    assert len(set(pipe.fit_predict(numbers))) == 3
    model = KPrototypes(n_clusters=3, random_state=0).fit(X)
    again = pickle.loads(pickle.dumps(model))
    assert again.predict(X).tolist() == model.labels_.tolist()
    assert clone(model).fit(X).cost_ == model.cost_
    table = model.set_output(transform="pandas").transform(X)
    assert list(table) == ["kprototypes0", "kprototypes1", "kprototypes2"]
    assert table.index.equals(X.index)
