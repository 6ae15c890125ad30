"""Published ways to sort places: degree of urbanisation, and classes of climate."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import ndimage
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score
from sklearn.preprocessing import StandardScaler

from benchmarks.recovery.measure import Measure
from segkit.simulate import World

CENTRE, CENTRE_PEOPLE = 1500, 50_000
CLUSTER, CLUSTER_PEOPLE = 300, 5_000
HOLE_KM2 = 15
HALF = 0.5


def degree_of_urbanisation(grid: pd.DataFrame) -> pd.Series:
    """Return "city", "town or suburb" or "rural area" for every postcode.

    Eurostat, *Applying the Degree of Urbanisation* (2021): cells of 1 km²; urban
    centres of 1,500 people a cell and 50,000 together, joined by their sides, small
    holes filled; urban clusters of 300 a cell and 5,000 together, joined by sides or
    corners.
    """
    x, y = (grid[name] - grid[name].min() for name in ("x_km", "y_km"))
    people = np.zeros((y.max() + 1, x.max() + 1))
    people[y, x] = grid["population"]
    centre = _joined(people, CENTRE, CENTRE_PEOPLE, np.eye(3)[1] + np.eye(3)[:, [1]])
    centre = _filled(centre)
    cluster = _joined(people, CLUSTER, CLUSTER_PEOPLE, np.ones((3, 3))) | centre
    weight = grid["population"]
    of = weight.groupby(grid["postcode"])
    part = [
        (weight * mask[y, x]).groupby(grid["postcode"]).sum() / of.sum()
        for mask in (centre, ~cluster)
    ]
    degree = np.where(part[1] > HALF, "rural area", "town or suburb")
    return pd.Series(np.where(part[0] >= HALF, "city", degree), part[0].index)


def _joined(people: np.ndarray, least: int, total: int, near: np.ndarray) -> np.ndarray:
    label, n = ndimage.label(people >= least, structure=near > 0)
    sums = ndimage.sum(people, label, np.arange(n + 1))
    sums[0] = 0
    return (sums >= total)[label]


def _filled(mask: np.ndarray) -> np.ndarray:
    holes = ndimage.binary_fill_holes(mask) & ~mask
    label, n = ndimage.label(holes)
    sizes = ndimage.sum(holes, label, np.arange(n + 1))
    return mask | (holes & (sizes < HOLE_KM2)[label])


def koeppen(climate: pd.DataFrame) -> pd.Series:
    """Return the climate of every town (Peel and others 2007; C above 0 °C)."""
    celsius = climate.pivot(index="town", columns="month", values="mean_c")
    rain = climate.pivot(index="town", columns="month", values="rain_mm")
    found = [
        _class(celsius.loc[t].to_numpy(), rain.loc[t].to_numpy()) for t in rain.index
    ]
    return pd.Series(found, rain.index)


def _class(celsius: np.ndarray, rain: np.ndarray) -> str:
    summer = np.isin(np.arange(1, 13), [4, 5, 6, 7, 8, 9])
    wet, share = rain.sum(), rain[summer].sum() / rain.sum()
    edge = 2 * celsius.mean() + (28 if share > 0.7 else 0 if share < 0.3 else 14)
    if wet < 10 * edge:
        dry = "BW" if wet < 5 * edge else "BS"
        return dry + ("h" if celsius.mean() >= 18 else "k")
    if celsius.max() <= 10:
        return "ET" if celsius.max() > 0 else "EF"
    if celsius.min() >= 18:
        return "A"
    dry_s, wet_w = rain[summer].min(), rain[~summer].max()
    dry_w, wet_s = rain[~summer].min(), rain[summer].max()
    rainy = (
        "s" if dry_s < 40 and dry_s < wet_w / 3 else "w" if dry_w < wet_s / 10 else "f"
    )
    warm = "a" if celsius.max() >= 22 else "b" if (celsius > 10).sum() >= 4 else "c"
    return ("C" if celsius.min() > 0 else "D") + rainy + warm


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
