"""Density clusters and kinds of places, on made places and on the world."""

import json

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import adjusted_rand_score

from segkit import datasets, features, models
from segkit.checks import DataError
from segkit.models import GeographicSegmenter


@pytest.fixture(scope="module", name="X")
def places_of_the_world():
    return features.places(
        datasets.load("customers"), postcodes=datasets.load("postcodes")
    )


def three_towns(n=90, town=True, seed=4):
    rng = np.random.default_rng(seed)
    which = rng.choice(3, n, p=[0.5, 0.3, 0.2])
    middle = np.array([[46.0, -20.0], [45.0, -19.0], [44.0, -18.0]])
    points = middle[which] + rng.normal(0, 0.02, (n, 2))
    X = pd.DataFrame(points, columns=["latitude", "longitude"])
    X.index = pd.Index([f"C{i:03}" for i in range(n)], name="customer_id")
    if town:
        X["town"] = np.array(["Ilver", "Orvel", "Corv"])[which]
    return X, which


def test_dense_places_are_found_named_and_numbered_by_size():
    X, which = three_towns()
    model = GeographicSegmenter("density", radius_km=8).fit(X)
    assert model.labels_.tolist() == which.tolist()
    assert model.segments_["name"].tolist() == [
        "Segment 1: Around Ilver",
        "Segment 2: Around Orvel",
        "Segment 3: Around Corv",
        "Scattered",
        "Not known",
    ]
    assert model.feature_names_in_.tolist() == ["latitude", "longitude"]


def test_without_towns_clusters_are_named_by_their_middle():
    X, _ = three_towns(town=False)
    model = GeographicSegmenter("density", radius_km=8).fit(X)
    assert model.segments_["name"][0] == "Segment 1: Around 46.0° N, 20.0° W"
    south = X.assign(latitude=-X["latitude"], longitude=-X["longitude"])
    model = GeographicSegmenter("density", radius_km=8).fit(south)
    assert model.segments_["name"][0] == "Segment 1: Around 46.0° S, 20.0° E"


def test_those_far_from_all_are_scattered_and_those_without_a_place_not_known():
    X, _ = three_towns()
    new = pd.DataFrame(
        {"latitude": [46.01, 10.0, None], "longitude": [-20.01, 10.0, -20.0]},
        index=["near", "far", "nowhere"],
    )
    model = GeographicSegmenter("density", radius_km=8).fit(X)
    assert model.assign(new).tolist() == [
        "Segment 1: Around Ilver",
        "Scattered",
        "Not known",
    ]
    assert "Lives near 46.0° N, 20.0° W." in str(model.explain(new, "near"))
    said = str(model.explain(new, "far"))
    assert "more than 8" in said
    assert "km away" in said


def test_a_fitted_model_keeps_no_address():
    X, _ = three_towns()
    frozen = json.dumps(GeographicSegmenter("density", radius_km=8).fit(X).frozen())
    assert not any(f"{value:.4f}" in frozen for value in X["latitude"])
    rule = json.loads(frozen)["rule"]
    places = np.array(rule["places"])
    np.testing.assert_allclose(places, places.round(2))


def test_one_in_a_hundred_customers_makes_a_place_dense():
    X, _ = three_towns()
    assert GeographicSegmenter("density").fit(X).min_samples_ == 5
    many, _ = three_towns(n=1201)
    assert GeographicSegmenter("density").fit(many).min_samples_ == 13


def test_swapped_columns_are_noticed():
    X, _ = three_towns()
    far_east = X.assign(longitude=X["longitude"] + 160)
    turned = far_east.rename(columns={"latitude": "longitude", "longitude": "latitude"})
    with pytest.raises(DataError, match="may be swapped"):
        GeographicSegmenter("density").fit(turned)


def test_nobody_near_anybody_is_all_scattered():
    X = pd.DataFrame(
        {"latitude": np.arange(30.0), "longitude": np.arange(30.0)}, index=range(30)
    )
    model = GeographicSegmenter("density").fit(X)
    assert model.segments_["name"].tolist() == ["Scattered", "Not known"]
    assert "no dense place at all" in str(model.explain(X, 3))


def test_the_towns_of_the_world_are_dense(X):
    model = GeographicSegmenter("density").fit(X)
    names = model.segments_["name"]
    assert names[0] == "Segment 1: Around Ilvercombe"
    assert 10 < len(names) < 40
    assert model.segments_["share"].iloc[-2] < 0.25


def test_kinds_of_places_recover_what_is_planted(X):
    model = GeographicSegmenter("prototypes").fit(X)
    planted = datasets.truth("geographic").set_index("postcode")["segment"]
    of = datasets.load("customers").set_index("customer_id")["postcode"].loc[X.index]
    assert adjusted_rand_score(planted.loc[of], model.labels_) > 0.9
    words = " ".join(model.segments_["name"])
    for trait in ("densely settled", "second homes", "far from a store"):
        assert trait in words


def test_a_place_counts_once_however_many_live_there(X):
    model = GeographicSegmenter("prototypes").fit(X)
    one = X[~X.duplicated(list(model.feature_names_in_))]
    many = pd.concat([X, one.set_axis([f"new {i}" for i in range(len(one))])])
    more = GeographicSegmenter("prototypes").fit(many)
    same = more.predict(X)
    assert adjusted_rand_score(model.labels_, same) > 0.98


def test_a_thawed_model_sorts_new_customers_the_same(X):
    for method in ("density", "prototypes"):
        model = GeographicSegmenter(method).fit(X)
        again = models.from_frozen(json.loads(json.dumps(model.frozen())))
        np.testing.assert_array_equal(again.predict(X), model.labels_)
