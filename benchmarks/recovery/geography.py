"""Published ways to sort places: degree of urbanisation, and classes of climate."""

from __future__ import annotations

import numpy as np
import pandas as pd
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score
from sklearn.preprocessing import StandardScaler

from benchmarks.recovery.measure import Measure
from segkit.cluster import urbanisation
from segkit.cluster.climate import climate_zones
from segkit.simulate import World


def degree_of_urbanisation(grid: pd.DataFrame) -> pd.Series:
    """Return "city", "town or suburb" or "rural area" for every postcode."""
    return urbanisation.degree_of_urbanisation(grid).astype(str)


def koeppen(climate: pd.DataFrame) -> pd.Series:
    """Return the climate of every town (Peel and others 2007; C above 0 °C)."""
    return climate_zones(climate)


def columns(postcodes: pd.DataFrame) -> np.ndarray:
    logs = np.log(postcodes[["density_km2", "km_to_store", "km_to_sea"]] + 1)
    rest = postcodes[["median_income_amount", "flats_rate", "second_homes_rate"]]
    return StandardScaler().fit_transform(np.c_[logs, rest])


def segments(world: World) -> float:
    made = world.tables["postcodes"].merge(world.truth["geographic"], on="postcode")
    model = KMeans(5, n_init=10, random_state=0)
    return adjusted_rand_score(made["segment"], model.fit_predict(columns(made)))


def degrees(world: World) -> float:
    found = degree_of_urbanisation(world.tables["population_grid"])
    made = world.truth["geographic"].set_index("postcode")["degree_of_urbanisation"]
    return float((made == found[made.index]).mean())


def climates(world: World) -> float:
    return koeppen(world.tables["climate"]).nunique()


MEASURES = [
    Measure(
        "geographic segments",
        "ARI of k-means, k = 5, on postcodes: logs of density, way to the store and to "
        "the sea; income, flats, second homes",
        segments,
        0.88,
        1.0,
    ),
    Measure(
        "degree of urbanisation",
        "part of the postcodes whose degree on the grid is the planted one",
        degrees,
        0.90,
        1.0,
    ),
    Measure(
        "climate",
        "number of Köppen classes among the towns",
        climates,
        4,
        5,
    ),
]
