"""Fit an estimator with k segments, and look at the customers as points."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator
from sklearn.metrics import calinski_harabasz_score, silhouette_score

from segkit.checks import DataError
from segkit.evaluation import fits, words
from segkit.evaluation.likelihood import criteria
from segkit.evaluation.space import divides_by_limits, space, within

Points = NDArray[np.float64]


class Look:
    """Fit an estimator with k segments, and look at the customers as points.

    Parameters
    ----------
    estimator : not fitted
    name : its argument that is the number of segments
    seed : of each fit
    """

    def __init__(self, estimator: BaseEstimator, name: str, seed: int) -> None:
        self.estimator, self.name, self.seed = estimator, name, seed
        self.gap_of_one: tuple[float, float] | None = None

    def fit(self, rows: Any, k: int) -> Any:
        """Fit k segments; one segment as two where the estimator needs two."""
        model = fits.fit(self.estimator, rows, {self.name: max(k, 1)}, self.seed)
        if divides_by_limits(model, rows):
            raise DataError(words.BY_LIMITS.format(name=type(model).__name__))
        return model

    def divided(self, rows: Any, k: int) -> tuple[Any, Points, NDArray[np.int64]]:
        """Return the fitted model, the customers as points, and their segments."""
        try:
            model = self.fit(rows, k)
        except (DataError, ValueError):
            if k > 1:
                raise
            model = self.fit(rows, 2)
        points = space(model, rows)
        labels = np.asarray(model.predict(rows)) if k > 1 else np.zeros(len(rows), int)
        known = ~np.isnan(points).any(axis=1)
        return model, points[known], labels[known]

    def figures(self, rows: Any, k: int, kept: NDArray[np.int64]) -> dict[str, float]:
        """Return all figures of k segments but gap and stability."""
        model, points, labels = self.divided(rows, k)
        squares, distances = within(points, labels)
        sizes = np.bincount(labels)
        kept = kept[kept < len(points)]
        return {
            "n_segments": k,
            "smallest_share": sizes[sizes > 0].min() / len(labels),
            "inertia": squares,
            "distance_sum": distances,
            "silhouette": silhouette(points[kept], labels[kept]),
            "calinski_harabasz": ratio(points, labels),
            **criteria(model, rows, k),
        }

    def log_within(self, rows: Any, numbers: list[int]) -> Points:
        """Return the logarithm of the squared distances within, for each number."""
        found = [within(*self.divided(rows, k)[1:])[0] for k in numbers]
        return np.log(np.maximum(found, np.finfo(float).tiny))


def silhouette(points: Points, labels: NDArray[np.int64]) -> float:
    """Return the mean silhouette; nan where there are not two segments.

    Parameters
    ----------
    points : (n, dimensions)
    labels : (n,)

    Returns
    -------
    float, -1 to 1
    """
    several = 1 < len(np.unique(labels)) < len(labels)
    return float(silhouette_score(points, labels)) if several else np.nan


def ratio(points: Points, labels: NDArray[np.int64]) -> float:
    """Return the Calinski-Harabasz ratio; nan where there are not two segments.

    Parameters
    ----------
    points : (n, dimensions)
    labels : (n,)

    Returns
    -------
    float, from 0
    """
    several = 1 < len(np.unique(labels)) < len(labels)
    return float(calinski_harabasz_score(points, labels)) if several else np.nan
