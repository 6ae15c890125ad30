"""Density clusters on the globe: scikit-learn's, in any order, and our contract."""

import pickle

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.base import clone
from sklearn.cluster import DBSCAN
from sklearn.exceptions import NotFittedError
from sklearn.utils.estimator_checks import estimator_checks_generator

from segkit.checks import DataError
from segkit.cluster import GeographicDensity, density, globe

# scikit-learn's own checks that need no table of any columns
SKLEARN_CHECKS = {
    "check_do_not_raise_errors_in_init_or_set_params",
    "check_estimator_cloneable",
    "check_estimator_repr",
    "check_estimator_tags_renamed",
    "check_estimators_unfitted",
    "check_get_params_invariance",
    "check_mixin_order",
    "check_no_attributes_set_in_init",
    "check_parameters_default_constructible",
    "check_set_params",
    "check_valid_tag_types",
}


def towns(n=400, seed=1, spread=0.05):
    """Points around a few towns, some of them equal, and a fifth anywhere near."""
    rng = np.random.default_rng(seed)
    middle = np.c_[rng.uniform(44, 48, 6), rng.uniform(-22, -17, 6)]
    points = middle[rng.integers(0, 6, n)] + rng.normal(0, spread, (n, 2))
    far = rng.random(n) < 0.2
    points[far] = np.c_[
        rng.uniform(44, 48, far.sum()), rng.uniform(-22, -17, far.sum())
    ]
    points[rng.integers(0, n, n // 5)] = points[0]
    return points


def around(latitude, longitude, n=60, km=4.0, seed=2):
    """Points near one place, wherever it is: over the pole, across the date line."""
    rng = np.random.default_rng(seed)
    middle = globe.unit_vectors([[latitude, longitude]])
    off = rng.normal(0, km / globe.RADIUS_KM / 2, (n, 3))
    return globe.degrees(middle + off - (off @ middle.T) * middle)


def theirs(points, radius_km, least, weight=None):
    eps = radius_km / globe.RADIUS_KM
    model = DBSCAN(eps=eps, min_samples=least, metric="haversine")
    return model.fit(np.radians(points), sample_weight=weight)


def assert_same(model, other):
    """The same cores, noise and groups of cores; borders belong to one within reach."""
    core = model.core_sample_indices_
    np.testing.assert_array_equal(core, other.core_sample_indices_)
    np.testing.assert_array_equal(model.labels_ == -1, other.labels_ == -1)
    pairs = set(zip(model.labels_[core], other.labels_[core], strict=True))
    ours = {a for a, _ in pairs}
    assert len(pairs) == len(ours) == len({b for _, b in pairs})
    assert ours == set(range(len(model.clusters_)))


@pytest.fixture(params=[density.FEW_NEIGHBOURS, 0], ids=["by pairs", "by cells"])
def way(request, monkeypatch):
    monkeypatch.setattr(density, "FEW_NEIGHBOURS", request.param)
    monkeypatch.setattr(density, "PAIRS", 5_000)  # so that work is cut up


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("radius_km", [0.7, 5.0, 40.0])
def test_clusters_are_those_of_scikit_learn(seed, radius_km):
    points = towns(500, seed)
    for least in (1, 4, 15):
        model = GeographicDensity(radius_km, min_samples=least).fit(points)
        assert_same(model, theirs(points, radius_km, least))


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("seed", range(4))
def test_weights_count_as_in_scikit_learn(seed):
    points = towns(300, seed)
    weight = np.random.default_rng(seed).integers(0, 4, 300)
    model = GeographicDensity(6, min_samples=9).fit(points, sample_weight=weight)
    assert_same(model, theirs(points, 6, 9, weight))


@pytest.mark.usefixtures("way")
def test_the_whole_globe_and_its_edges_are_clustered_right():
    rng = np.random.default_rng(4)
    everywhere = np.c_[
        np.degrees(np.arcsin(rng.uniform(-1, 1, 900))), rng.uniform(-180, 180, 900)
    ]
    for radius_km in (400, 900):
        model = GeographicDensity(radius_km, min_samples=3).fit(everywhere)
        assert_same(model, theirs(everywhere, radius_km, 3))
    for place in ((90, 0), (-90, 40), (10, 180), (-40, -180)):
        points = around(*place)
        model = GeographicDensity(3, min_samples=4).fit(points)
        assert_same(model, theirs(points, 3, 4))
        assert len(model.clusters_) == 1


def test_a_cluster_across_the_date_line_is_described_as_one():
    model = GeographicDensity(5, min_samples=4).fit(around(10, 180))
    [row] = model.clusters_.to_dict("records")
    assert abs(row["longitude"]) > 179.9
    assert row["west"] > 179
    assert row["east"] < -179
    assert row["extent_km"] < 15


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 10_000), st.sampled_from([1.0, 4.0, 12.0]), st.integers(1, 9))
def test_no_order_of_rows_changes_anything(seed, radius_km, least):
    points = towns(120, seed)
    weight = np.random.default_rng(seed).integers(0, 3, 120)
    model = GeographicDensity(radius_km, min_samples=least)
    labels = model.fit(points, sample_weight=weight).labels_
    clusters = model.clusters_
    order = np.random.default_rng(seed + 1).permutation(120)
    again = clone(model).fit(points[order], sample_weight=weight[order])
    np.testing.assert_array_equal(again.labels_, labels[order])
    pd.testing.assert_frame_equal(again.clusters_, clusters)


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 10_000))
def test_a_row_of_weight_two_is_two_rows(seed):
    points = towns(80, seed)
    weight = np.random.default_rng(seed).integers(1, 4, 80)
    heavy = GeographicDensity(5, min_samples=6).fit(points, sample_weight=weight)
    many = clone(heavy).fit(points.repeat(weight, axis=0))
    np.testing.assert_array_equal(many.labels_, heavy.labels_.repeat(weight))
    pd.testing.assert_frame_equal(many.clusters_, heavy.clusters_)


@pytest.mark.parametrize("radius_km", [0.5, 5, 60])
def test_prediction_repeats_the_training_labels(radius_km):
    points = towns()
    model = GeographicDensity(radius_km, min_samples=4).fit(points)
    np.testing.assert_array_equal(model.predict(points), model.labels_)
    np.testing.assert_array_equal(clone(model).fit_predict(points), model.labels_)
    alone = [model.predict(points[[i]])[0] for i in range(40)]
    assert alone == model.labels_[:40].tolist()


def test_new_points_join_the_nearest_core_within_the_radius():
    points = [[46.0, -20.0], [46.01, -20.0], [46.02, -20.0], [46.3, -20.0]]
    model = GeographicDensity(1.2, min_samples=3).fit(points)
    assert model.labels_.tolist() == [0, 0, 0, -1]
    assert model.core_sample_indices_.tolist() == [1]
    new = [[46.01, -20.014], [46.0, -20.02], [46.3, -20.0]]
    assert model.predict(new).tolist() == [0, -1, -1]


def test_the_heaviest_cluster_has_number_0():
    points = np.r_[around(46, -20, 30), around(45, -19, 60), around(44, -18, 45)]
    model = GeographicDensity(5, min_samples=3).fit(points)
    assert model.clusters_["size"].is_monotonic_decreasing
    assert model.labels_[[0, 30, 90]].tolist() == [2, 0, 1]
    sizes = pd.Series(model.labels_[model.labels_ >= 0]).value_counts().sort_index()
    assert model.clusters_["size"].tolist() == sizes.tolist()


def test_a_chain_of_villages_joins_two_towns():
    road = np.c_[np.linspace(45, 46, 60), np.full(60, -20.0)]
    points = np.r_[around(45, -20, 100), road.repeat(3, axis=0), around(46, -20, 100)]
    model = GeographicDensity(4, min_samples=3).fit(points)
    assert len(model.clusters_) == 1
    assert model.clusters_["extent_km"][0] > 10 * model.radius_km
    assert len(GeographicDensity(1.5, min_samples=3).fit(points).clusters_) > 1


def test_nothing_dense_is_all_noise():
    points = np.c_[np.arange(-40, 40), np.arange(-40, 40)]
    model = GeographicDensity(1, min_samples=2).fit(points)
    assert set(model.labels_) == {-1}
    assert model.clusters_.empty
    assert model.predict(points).tolist() == [-1] * 80


def test_many_equal_points_are_one_place():
    points = np.array([[46.0, -20.0]] * 200_000 + [[47.0, -20.0]] * 3)
    model = GeographicDensity(1, min_samples=5).fit(points)
    assert model.clusters_["size"].tolist() == [200_000]
    assert model.labels_[-1] == -1


def test_one_crowded_town_with_a_wide_radius_takes_little_memory():
    points = towns(20_000, spread=0.02)
    model = GeographicDensity(300, min_samples=5).fit(points)
    assert (model.labels_ == 0).all()


def test_tables_are_read_by_name():
    points = towns(60)
    table = pd.DataFrame(points, columns=["latitude", "longitude"])
    turned = table[["longitude", "latitude"]].assign(town="?")
    model = GeographicDensity(5, min_samples=3)
    labels = model.fit(points).labels_
    np.testing.assert_array_equal(model.fit(turned).labels_, labels)
    np.testing.assert_array_equal(model.predict(table), labels)
    assert model.feature_names_in_.tolist() == ["latitude", "longitude"]
    assert model.n_features_in_ == 2


def test_the_input_and_the_arguments_are_left_alone():
    table = pd.DataFrame(towns(60), columns=["latitude", "longitude"])
    before, model = table.copy(), GeographicDensity(5, min_samples=3)
    arguments = repr(model.get_params())
    assert model.fit(table) is model
    model.predict(table)
    pd.testing.assert_frame_equal(table, before)
    assert repr(model.get_params()) == arguments


def test_a_pickled_model_predicts_the_same():
    points = towns()
    model = GeographicDensity(5, min_samples=3).fit(points)
    again = pickle.loads(pickle.dumps(model))
    np.testing.assert_array_equal(again.predict(points), model.labels_)


def test_a_model_fitted_again_has_forgotten_the_first_fit():
    model = GeographicDensity(5, min_samples=3).fit(towns(seed=1))
    second = model.fit(towns(seed=2)).labels_.copy()
    fresh = clone(model).fit(towns(seed=2))
    np.testing.assert_array_equal(second, fresh.labels_)


def test_scikit_learns_checks_pass():
    run = set()
    for estimator, check in estimator_checks_generator(GeographicDensity()):
        title = getattr(check, "func", check).__name__
        if title in SKLEARN_CHECKS:
            check(estimator)
            run.add(title)
    assert run == SKLEARN_CHECKS


def test_impossible_arguments_are_refused():
    points = towns(30)
    for radius_km in (0, -3, np.nan, "5", True, 30_000):
        with pytest.raises(DataError, match="radius_km must be a number of kilometres"):
            GeographicDensity(radius_km).fit(points)
    for least in (0, 2.5, None):
        with pytest.raises(DataError, match="min_samples must be a whole number"):
            GeographicDensity(min_samples=least).fit(points)
    with pytest.raises(ValueError, match=r"[Nn]egative"):
        GeographicDensity().fit(points, sample_weight=np.full(30, -1.0))


def test_what_is_no_table_of_points_is_refused():
    with pytest.raises(DataError, match="0 sample"):
        GeographicDensity().fit(np.empty((0, 2)))
    with pytest.raises(DataError, match="may be swapped"):
        GeographicDensity().fit(towns(30)[:, ::-1] * [5, 1])
    with pytest.raises(DataError, match=r"shape \(30, 3\)"):
        GeographicDensity().fit(np.ones((30, 3)))
    with pytest.raises(NotFittedError):
        GeographicDensity().predict(towns(3))


def test_a_point_at_the_very_radius_is_within_it():
    pair = np.array([[0.0, 0.0], [0.0, 1.0]])
    km = float(globe.distance_km(pair[:1], pair[1:])[0])
    assert GeographicDensity(km * (1 + 1e-12), min_samples=2).fit(pair).labels_[0] == 0
    assert GeographicDensity(km * (1 - 1e-9), min_samples=2).fit(pair).labels_[0] == -1
