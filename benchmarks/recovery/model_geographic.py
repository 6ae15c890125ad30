"""The geographic model, made through features and models, against what is planted."""

from __future__ import annotations

import pandas as pd
from sklearn.metrics import adjusted_rand_score

from benchmarks.recovery.measure import Measure
from segkit import features
from segkit.models.geographic import GeographicSegmenter
from segkit.simulate import World


def places(world: World) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return where each customer lives, and what is planted there."""
    tables = world.tables
    X = features.places(
        tables["customers"],
        postcodes=tables["postcodes"],
        population_grid=tables["population_grid"],
    )
    of = tables["customers"].set_index("customer_id")["postcode"].loc[X.index]
    planted = world.truth["geographic"].set_index("postcode").loc[of]
    return X, planted.set_index(X.index)


def prototypes(world: World) -> float:
    X, planted = places(world)
    model = GeographicSegmenter("prototypes", n_segments=5).fit(X)
    return adjusted_rand_score(planted["segment"], model.labels_)


def communities(world: World) -> float:
    X, planted = places(world)
    model = GeographicSegmenter(by="community").fit(X)
    return adjusted_rand_score(planted["segment"], model.labels_)


def by_grid(world: World) -> float:
    X, planted = places(world)
    return float((X["urbanisation"] == planted["degree_of_urbanisation"]).mean())


def by_density(world: World) -> float:
    X, planted = places(world)
    X = X.drop(columns="urbanisation")
    found = GeographicSegmenter(by="urbanisation").fit(X).assign(X).astype(str)
    made = planted["degree_of_urbanisation"]
    return float((found.str.lower() == made.str.lower()).mean())


MEASURES = [
    Measure(
        "geographic segments",
        "ARI of GeographicSegmenter, prototypes, k = 5, on customers",
        prototypes,
        0.88,
        1.0,
    ),
    Measure(
        "geographic segments",
        "ARI of GeographicSegmenter by community, an own definition without learning",
        communities,
        0.70,
        0.90,
    ),
    Measure(
        "degree of urbanisation",
        "part of the customers whose degree by features.places is the planted one",
        by_grid,
        0.88,
        1.0,
    ),
    Measure(
        "degree of urbanisation",
        "part of the customers whose degree is the planted one, from density alone",
        by_density,
        0.78,
        0.92,
    ),
]
