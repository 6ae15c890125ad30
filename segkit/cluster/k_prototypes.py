"""k-prototypes: groups of rows that hold numbers and categories (Huang 1998)."""

from __future__ import annotations

import warnings
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.base import (
    BaseEstimator,
    ClassNamePrefixFeaturesOutMixin,
    ClusterMixin,
    TransformerMixin,
)
from sklearn.exceptions import ConvergenceWarning
from sklearn.utils import Tags, check_random_state
from sklearn.utils.validation import _check_sample_weight, check_is_fitted
from threadpoolctl import threadpool_limits

from segkit.cluster import lloyd, tables
from segkit.cluster.distances import Data
from segkit.cluster.mixed import Mixed
from segkit.cluster.rows import Distinct, distinct

# Different rows on which the starts are tried; the best goes on with all of them.
SAMPLE = 20_000
# Two starts have found the same when their costs differ by less than this part; so
# have two that were stopped early, in a sample, when they differ by little more.
SAME, ALIKE = 1e-6, 1e-4
# So many different ends of a sample are tried on all rows.
TRIED = 3


class KPrototypes(
    ClassNamePrefixFeaturesOutMixin, ClusterMixin, TransformerMixin, BaseEstimator
):
    """Group rows that hold numbers and categories around typical rows.

    The distance of a row to a prototype is the squared distance of its numbers plus
    `gamma` for each category that differs. A missing value is left out, and the values
    that are there count for it too. Numbers are taken as they are: scale them first if
    their units differ.

    Parameters
    ----------
    n_clusters : how many groups
    n_init : how many random starts; the cheapest result is kept
    gamma : what one different category costs, in squared units of the numbers; None for
        half the mean standard deviation of the columns of numbers (Huang), or 1
        without numbers
    max_iter : most rounds of one start
    tol : stop a start when the prototypes' squared moves add up to less than this part
        of the mean variance of the numbers (as in scikit-learn's k-means); the best
        start goes on until no row changes its group
    categorical_features : "from_dtype" (texts, categories and booleans), None (no
        column), a boolean for each column, or names or positions of columns
    random_state : seed or numpy RandomState for the starts

    Attributes
    ----------
    cluster_centers_ : pandas table (n_clusters, columns): means and most frequent
        categories; the heaviest group first
    labels_ : (n,) whole numbers, the group of each row
    cost_ : the sum of all rows' distances, weighted; `inertia_` is the same
    gamma_ : what one different category costs
    n_iter_ : rounds of the best start
    n_best_ : in how many starts the best cost was found

    References
    ----------
    Huang (1998), "Extensions to the k-means algorithm for clustering large data sets
    with categorical values"; starts as in k-means++ (Arthur and Vassilvitskii 2007), on
    the mixed distance; missing values by partial distances (Dixon 1979).

    Examples
    --------
    >>> import pandas as pd
    >>> X = pd.DataFrame({"age": [20.0, 22, 61, 64], "plan": ["a", "a", "b", "b"]})
    >>> model = KPrototypes(n_clusters=2, random_state=1).fit(X)
    >>> model.cluster_centers_
        age plan
    0  21.0    a
    1  62.5    b
    """

    def __init__(
        self,
        n_clusters: int = 8,
        *,
        n_init: int = 10,
        gamma: float | None = None,
        max_iter: int = 100,
        tol: float = 1e-4,
        categorical_features: Any = "from_dtype",
        random_state: Any = None,
    ) -> None:
        self.n_clusters = n_clusters
        self.n_init = n_init
        self.gamma = gamma
        self.max_iter = max_iter
        self.tol = tol
        self.categorical_features = categorical_features
        self.random_state = random_state

    def fit(
        self, X: Any, y: Any = None, sample_weight: ArrayLike | None = None
    ) -> Self:
        """Find the groups.

        Parameters
        ----------
        X : (n, columns) table or array; missing values are allowed
        y : ignored
        sample_weight : (n,) how many rows each row counts for; None for 1

        Returns
        -------
        self

        Raises
        ------
        DataError
            if there are fewer rows than groups, or an argument is impossible
        """
        rows = tables.learn(self, X, self.categorical_features)
        weight = _check_sample_weight(
            sample_weight, rows.numbers, dtype=np.float64, ensure_non_negative=True
        )
        tables.refuse(self, ("n_clusters", "n_init", "max_iter"), len(rows))
        known = distinct(rows, weight)
        self.gamma_ = _usual_gamma(known) if self.gamma is None else float(self.gamma)
        with threadpool_limits(limits=1, user_api="blas"):
            label = self._search(known)
            self.labels_ = label[known.place]
            if (without := np.flatnonzero(known.place < 0)).size:
                data = self._data(rows.take(without))
                self.labels_[without] = data.nearest(self._centres).label
        return self

    def _data(self, rows: Mixed, weight: NDArray | None = None) -> Data:
        return Data.of(rows, self._reader, self.gamma_, weight)

    def _search(self, known: Distinct) -> NDArray[np.int64]:
        """Run all starts, keep the cheapest, and return the groups of its rows."""
        k = min(self.n_clusters, len(known.rows))
        if k < self.n_clusters:
            warnings.warn(
                f"X has {k} different rows, fewer than n_clusters={self.n_clusters}: "
                f"{k} groups were found",
                ConvergenceWarning,
                stacklevel=3,
            )
        rng = check_random_state(self.random_state)
        data = self._data(known.rows, known.weight)
        some = data.sample(rng, SAMPLE)
        stop = lloyd.Stop(self.max_iter, self.tol * _variance(known))
        runs = lloyd.runs(some, (k, self.n_init), rng, stop)
        runs.sort(key=lambda run: run.cost)
        alike = [bool(np.isclose(run.cost, runs[0].cost, rtol=SAME)) for run in runs]
        few = runs[:1] if some is data else _unlike(runs)
        to_the_end = lloyd.Stop(self.max_iter, 0.0)
        ends = [lloyd.polish(data, run.centres, to_the_end) for run in few]
        best = min(ends, key=lambda run: run.cost)
        self.cost_ = self.inertia_ = best.cost
        self.n_iter_, self.n_best_ = best.n_iter, sum(alike)
        self._centres = best.centres
        self._n_features_out = len(best.centres.numbers)
        self.cluster_centers_ = tables.prototypes(self._reader, best.centres)
        return best.label

    def predict(self, X: Any) -> NDArray[np.int64]:
        """Return the group whose prototype is nearest.

        Parameters
        ----------
        X : (n, columns), as in `fit`; a category that `fit` never saw differs from all

        Returns
        -------
        (n,) whole numbers
        """
        check_is_fitted(self)
        return self._data(tables.read(self, X)).nearest(self._centres).label

    def transform(self, X: Any) -> NDArray[np.float64]:
        """Return the distance of each row to each prototype.

        Parameters
        ----------
        X : (n, columns), as in `fit`

        Returns
        -------
        (n, n_clusters) square roots of the mixed distance, in units of the numbers
        """
        check_is_fitted(self)
        found = self._data(tables.read(self, X)).distances(self._centres)
        return np.sqrt(found)

    def score(
        self, X: Any, y: Any = None, sample_weight: ArrayLike | None = None
    ) -> float:
        """Return minus the cost of these rows.

        Parameters
        ----------
        X : (n, columns), as in `fit`
        y : ignored
        sample_weight : (n,) or None

        Returns
        -------
        float
        """
        check_is_fitted(self)
        rows = tables.read(self, X)
        weight = _check_sample_weight(sample_weight, rows.numbers, dtype=np.float64)
        return -float(self._data(rows).nearest(self._centres).far @ weight)

    def __sklearn_tags__(self) -> Tags:
        """Say that missing values, texts and categories are welcome."""
        tags = super().__sklearn_tags__()
        tags.input_tags.allow_nan = True
        tags.input_tags.string = True
        tags.input_tags.categorical = True
        return tags


def _unlike(runs: list[lloyd.Run]) -> list[lloyd.Run]:
    """Keep the cheapest starts that ended in different places, of a sample."""
    kept = runs[:1]
    for run in runs[1:]:
        if not np.isclose(run.cost, kept[-1].cost, rtol=ALIKE):
            kept.append(run)
    return kept[:TRIED]


def _usual_gamma(known: Distinct) -> float:
    """Half the mean standard deviation of the numbers (Huang 1998, section 4)."""
    variances = known.moments[1]
    return float(0.5 * np.sqrt(variances).mean()) or 1.0 if len(variances) else 1.0


def _variance(known: Distinct) -> float:
    variances = known.moments[1]
    return float(variances.mean()) if len(variances) else 1.0
