"""Where points crowd on the globe: density clusters by great-circle distance."""

from __future__ import annotations

from typing import Any, Self

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from sklearn.base import BaseEstimator, ClusterMixin
from sklearn.utils.validation import _check_sample_weight, check_is_fitted

from segkit import checks
from segkit.checks import DataError
from segkit.cluster import density, globe

NOISE = -1


class GeographicDensity(ClusterMixin, BaseEstimator):
    """Find where points crowd on the globe: DBSCAN by haversine distance.

    A point is a core point if the points within ``radius_km``, itself included, weigh
    at least ``min_samples``. Core points within the radius of one another are one
    cluster, however long the chain; another point joins the cluster of the nearest core
    point within the radius, and is noise (-1) if there is none.

    Parameters
    ----------
    radius_km : kilometres along the surface, above 0
    min_samples : how many points (or how much weight) make a place dense, from 1

    Attributes
    ----------
    labels_ : (n,) whole numbers, the heaviest cluster is 0, noise is -1
    core_sample_indices_ : the rows that are core points
    clusters_ : table of the clusters: label, size (weight), latitude and longitude of
        the centre (mean of unit vectors), extent_km (from the centre to the furthest
        member), south, north, west, east (degrees; west is greater than east where a
        cluster lies across the date line)
    n_features_in_, feature_names_in_ : as in scikit-learn

    Notes
    -----
    Columns: latitude, longitude, in degrees, in this order in an array. Distances are
    chords of the unit sphere compared with 2 sin(radius / 2R), R = 6371.0088 km, which
    is the haversine rule exactly, across the date line and at the poles. Equal points
    are compressed first. Labels, cores and noise are those of scikit-learn's
    ``DBSCAN(eps=radius_km / R, metric="haversine")`` but for two things that there
    depend on the order of rows: the numbers, and which cluster gets a point that is no
    core and within the radius of several. Here no order of rows changes anything.

    **Chaining.** A motorway lined with villages joins two towns into one cluster. Look
    at ``extent_km``: where it is many times the radius, take a smaller radius or more
    ``min_samples``. One radius fits one density: town quarters and rural districts need
    two runs. For clusters of varying density, give `segkit.cluster.globe.unit_vectors`
    to ``sklearn.cluster.HDBSCAN``; it knows neither weights nor new points.

    References
    ----------
    Ester, Kriegel, Sander and Xu (1996), "A density-based algorithm for discovering
    clusters", KDD-96; cells as in Gunawan (2013) and Gan and Tao (2015), SIGMOD.

    Examples
    --------
    >>> X = pd.DataFrame({"latitude": [50.84, 50.85, 50.86, 43.30, 43.29, 10.0],
    ...                   "longitude": [4.35, 4.36, 4.35, 5.37, 5.38, 10.0]})
    >>> model = GeographicDensity(radius_km=5, min_samples=2).fit(X)
    >>> model.labels_
    array([ 0,  0,  0,  1,  1, -1])
    >>> model.clusters_[["size", "latitude", "longitude", "extent_km"]].round(1)
           size  latitude  longitude  extent_km
    label
    0       3.0      50.9        4.4        1.1
    1       2.0      43.3        5.4        0.7
    >>> model.predict([[50.8, 4.3], [0, 0]])
    array([-1, -1])
    """

    def __init__(self, radius_km: float = 10.0, *, min_samples: int = 5) -> None:
        self.radius_km = radius_km
        self.min_samples = min_samples

    def fit(
        self, X: Any, y: Any = None, sample_weight: ArrayLike | None = None
    ) -> Self:
        """Find the clusters.

        Parameters
        ----------
        X : table with latitude and longitude, or array (n, 2); degrees
        y : ignored
        sample_weight : (n,) how many points each row counts for, not negative; None
            for 1

        Returns
        -------
        self

        Raises
        ------
        DataError
            if the points are not on the globe, or an argument is impossible
        """
        points = self._points(X)
        reach = self._reach()
        least = checks.whole_number(self.min_samples, name="min_samples")
        weight = _check_sample_weight(
            sample_weight, points, dtype=np.float64, ensure_non_negative=True
        )
        places, row = _distinct(points)
        heavy = np.bincount(row, weights=weight).astype(np.float64)
        vectors = globe.unit_vectors(places)
        core, self._core_labels = density.clusters(vectors, heavy, reach, least)
        self._core_vectors = vectors[core]
        labels = self._numbered(vectors, core, heavy)
        self.feature_names_in_ = np.array(globe.NAMES, dtype=object)
        self.n_features_in_ = len(globe.NAMES)
        self.labels_ = labels[row]
        self.core_sample_indices_ = np.flatnonzero(core[row])
        self.clusters_ = _table(places, labels, heavy)
        return self

    def predict(self, X: Any) -> NDArray[np.int64]:
        """Return the cluster of the nearest core point within the radius, or -1.

        Parameters
        ----------
        X : table with latitude and longitude, or array (n, 2); degrees

        Returns
        -------
        (n,) whole numbers; for the rows of `fit` those of ``labels_``
        """
        check_is_fitted(self)
        return self._sorted(globe.unit_vectors(self._points(X)))

    def _sorted(self, vectors: NDArray[np.float64]) -> NDArray[np.int64]:
        if not len(self._core_labels):
            return np.full(len(vectors), NOISE)
        which = density.nearest(vectors, self._core_vectors, self._reach())
        return np.append(self._core_labels, NOISE)[which]

    def _numbered(
        self, vectors: NDArray[np.float64], core: NDArray, weight: NDArray[np.float64]
    ) -> NDArray[np.int64]:
        """Give the other points to the cores, and number clusters by weight."""
        labels = np.empty(len(vectors), dtype=np.int64)
        labels[core] = self._core_labels
        labels[~core] = self._sorted(vectors[~core])
        sizes = np.bincount(labels[labels >= 0], weights=weight[labels >= 0])
        rank = np.full(len(sizes) + 1, NOISE)  # the last one is that of noise
        rank[np.argsort(-sizes, kind="stable")] = np.arange(len(sizes))
        self._core_labels = rank[self._core_labels]
        return rank[labels]

    def _reach(self) -> float:
        km = self.radius_km
        number = isinstance(km, int | float | np.number) and not isinstance(km, bool)
        if not number or not 0 < km <= globe.FURTHEST_KM:
            raise DataError(
                "radius_km must be a number of kilometres above 0, at most "
                f"{globe.FURTHEST_KM:,.0f} (half way round); this is {km!r}"
            )
        return float(globe.chord(km))

    def _points(self, X: Any) -> NDArray[np.float64]:
        points = globe.coordinates(X)
        if not len(points):
            raise DataError("X has 0 points (0 sample(s)): pass at least one")
        return points


def _distinct(points: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray]:
    """Sort the different points, and say which of them each row is."""
    order = np.lexsort(points.T[::-1])
    ordered = points[order]
    new = np.r_[True, (ordered[1:] != ordered[:-1]).any(axis=1)]
    row = np.empty(len(points), dtype=np.int64)
    row[order] = new.cumsum() - 1
    return ordered[new], row


def _table(
    places: NDArray[np.float64], labels: NDArray[np.int64], weight: NDArray[np.float64]
) -> pd.DataFrame:
    """Describe the clusters: how heavy, where, and how far they reach."""
    order = np.argsort(labels, kind="stable")
    starts = np.searchsorted(labels[order], np.arange(labels.max(initial=NOISE) + 1))
    parts = np.split(order, starts)[1:]
    rows = [_row(places[part], weight[part]) for part in parts]
    columns = ["size", *globe.NAMES, "extent_km", "south", "north", "west", "east"]
    return pd.DataFrame(rows, columns=columns).rename_axis("label")


def _row(places: NDArray[np.float64], weight: NDArray[np.float64]) -> list[float]:
    vectors = globe.unit_vectors(places)
    weight = weight if weight.any() else np.ones(len(weight))
    [centre] = globe.degrees((weight @ vectors)[None])
    middle = globe.unit_vectors(centre[None])
    extent = globe.arc_km(np.linalg.norm(vectors - middle, axis=1).max())
    latitude, longitude = places.T
    east = (longitude - centre[1] + 180.0) % 360.0 - 180.0  # of the centre
    ends = (centre[1] + np.array([east.min(), east.max()]) + 180.0) % 360.0 - 180.0
    return [weight.sum(), *centre, extent, latitude.min(), latitude.max(), *ends]
