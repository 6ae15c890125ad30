"""Whether another sample of the same customers gives the same segments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Self

import numpy as np
import pandas as pd
from joblib import Parallel, delayed
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, clone
from sklearn.utils import check_random_state
from sklearn.utils.validation import has_fit_parameter
from threadpoolctl import ThreadpoolController

from segkit import checks
from segkit.checks import DataError
from segkit.cluster import k_means
from segkit.evaluation import fits
from segkit.evaluation.agreement import adjusted_rand, crossed, jaccard


def stability(
    estimator: BaseEstimator,
    X: Any,
    *,
    n_segments: Iterable[int] = range(2, 9),
    n_pairs: int = 100,
    param: str | None = None,
    random_state: int | None = None,
    n_jobs: int | None = None,
) -> pd.DataFrame:
    """Say, for each number of segments, how alike the segments of two samples are.

    Two samples of the customers are drawn with replacement, each is divided on its own,
    and all customers are sorted into both divisions. If the segments are real, the two
    agree.

    Parameters
    ----------
    estimator : scikit-learn estimator with `predict`, not fitted
    X : (n, columns) table or array
    n_segments : which numbers of segments to try
    n_pairs : how many pairs of samples for each
    param : the estimator's argument that is the number of segments; None to find it
    random_state : seed; the estimator's own is drawn from it
    n_jobs : how many processes, as in scikit-learn; None for one

    Returns
    -------
    pandas table, one row per number of segments and pair: n_segments, pair (from 1),
        ari (adjusted Rand index: 1 the same segments, 0 as by chance)

    Raises
    ------
    DataError
        if the estimator cannot sort customers that it has not seen, or the number of
        segments has no argument

    Notes
    -----
    Equal rows are taken together, and a sample is a weight for each: an estimator that
    knows `sample_weight` sees only different rows.

    References
    ----------
    Dolnicar and Leisch (2010), "Evaluation of structure and reproducibility of cluster
    solutions using the bootstrap"; global stability of flexclust.

    Examples
    --------
    >>> from sklearn.cluster import KMeans
    >>> X = np.r_[np.zeros((20, 1)), np.ones((20, 1))] + np.arange(40)[:, None] / 400
    >>> stability(KMeans(n_init=3), X, n_segments=[2], n_pairs=2, random_state=0)
       n_segments  pair  ari
    0           2     1  1.0
    1           2     2  1.0
    """
    name, sample = fits.argument(estimator, param), Sample.of(X)
    n_pairs = checks.whole_number(n_pairs, name="n_pairs", low=1)
    numbers = fits.numbers_of(n_segments)
    seeds = np.random.SeedSequence(random_state).spawn(n_pairs)
    models = [clone(estimator).set_params(**{name: k}) for k in numbers]
    run = Parallel(n_jobs=n_jobs)
    jobs = (delayed(_pair)(m, sample, seed) for m in models for seed in seeds)
    labels = run(jobs)
    ari = [adjusted_rand(crossed(a, b, sample.times)) for a, b in labels]
    index = pd.MultiIndex.from_product(
        [numbers, range(1, n_pairs + 1)], names=["n_segments", "pair"]
    )
    return index.to_frame(index=False).assign(ari=ari)


def segment_stability(
    estimator: BaseEstimator,
    X: Any,
    *,
    n_pairs: int = 100,
    random_state: int | None = None,
    n_jobs: int | None = None,
) -> pd.DataFrame:
    """Say, for each segment, how much of it other samples find again.

    Parameters
    ----------
    estimator : scikit-learn estimator with `predict`, with its number of segments set
    X : (n, columns) table or array
    n_pairs : how many pairs of samples
    random_state : seed; the estimator's own is drawn from it
    n_jobs : how many processes, as in scikit-learn; None for one

    Returns
    -------
    pandas table, one row per segment and pair: segment (the code of the estimator
        fitted on all of X), pair (from 1), jaccard (mean over the pair of the largest
        overlap with a segment found: 1 all of it). At most .5 a segment dissolves, from
        .6 to .75 it is a pattern, from .75 on it is stable, from .85 on highly so

    Raises
    ------
    DataError
        if the estimator cannot sort customers that it has not seen

    References
    ----------
    Dolnicar and Leisch (2017), "Using segment level stability to select target
    segments" (within solutions); thresholds of Hennig (2007).

    Examples
    --------
    >>> from sklearn.cluster import KMeans
    >>> X = np.r_[np.zeros((20, 1)), np.ones((20, 1))] + np.arange(40)[:, None] / 400
    >>> model = KMeans(2, n_init=3)
    >>> segment_stability(model, X, n_pairs=3, random_state=0)["jaccard"].unique()
    array([1.])
    """
    sample = Sample.of(X)
    n_pairs = checks.whole_number(n_pairs, name="n_pairs", low=1)
    first, *seeds = np.random.SeedSequence(random_state).spawn(n_pairs + 1)
    whole = sample.divide(estimator, sample.times, np.random.default_rng(first))
    jobs = (delayed(_pair)(estimator, sample, seed) for seed in seeds)
    found = [
        np.mean([jaccard(crossed(whole, each, sample.times)) for each in pair], axis=0)
        for pair in Parallel(n_jobs=n_jobs)(jobs)
    ]
    n = len(found[0])
    return pd.DataFrame(
        {
            "segment": np.tile(np.arange(n), n_pairs),
            "pair": np.repeat(np.arange(1, n_pairs + 1), n),
            "jaccard": np.concatenate(found),
        }
    )


@dataclass(frozen=True)
class Sample:
    """The different rows of a table, sorted, and how often each stands in it.

    Attributes
    ----------
    rows : table or array
    times : (m,) counts
    """

    rows: Any
    times: NDArray[np.int64]

    @classmethod
    def of(cls, X: Any) -> Self:
        """Take equal rows together.

        Parameters
        ----------
        X : (n, columns) table or array

        Returns
        -------
        Sample

        Raises
        ------
        DataError
            if X has no two dimensions, or fewer than two rows
        """
        if not isinstance(X, pd.DataFrame):
            X = np.asarray(X)
        if X.ndim != 2 or len(X) < 2:
            raise DataError(
                "X needs one row per customer, two at least, and a column for each "
                f"feature; it has the shape {X.shape}"
            )
        if not isinstance(X, pd.DataFrame):
            rows, times = np.unique(X, axis=0, return_counts=True)
            return cls(rows, times)
        groups = X.groupby(
            sorted(X.columns, key=str), dropna=False, observed=True, sort=True
        )
        number = groups.ngroup().to_numpy()
        first = np.unique(number, return_index=True)[1]
        return cls(X.iloc[first], np.bincount(number))

    def divide(
        self,
        estimator: BaseEstimator,
        times: NDArray[np.int64],
        rng: np.random.Generator,
    ) -> NDArray[np.int64]:
        """Divide one sample, and sort all rows by what was learned from it.

        Parameters
        ----------
        estimator : how to divide
        times : (m,) how often the sample has each row
        rng : source of chance

        Returns
        -------
        (m,) the segment of each row
        """
        model = fits.seeded(clone(estimator), int(rng.integers(2**31)))
        kept = np.flatnonzero(times)
        if k_means.knows(model) and self.numbers is not None:
            return self._by_k_means(model, kept, times[kept].astype(float))
        if has_fit_parameter(model, "sample_weight"):
            model.fit(self._take(kept), sample_weight=times[kept])
        else:
            model.fit(self._take(np.repeat(kept, times[kept])))
        return np.asarray(model.predict(self.rows))

    def _by_k_means(
        self, model: Any, kept: NDArray[np.int64], weight: NDArray[np.float64]
    ) -> NDArray[np.int64]:
        rng = check_random_state(model.random_state)
        found = k_means.centres(self.numbers[kept], weight, model, rng)
        return k_means.nearest(self.numbers, found)

    @cached_property
    def numbers(self) -> Any:
        """The rows as finite floats; None if they are not numbers."""
        try:
            numbers = np.ascontiguousarray(self.rows, dtype=float)
        except (TypeError, ValueError):
            return None
        return numbers if np.isfinite(numbers).all() else None

    def _take(self, rows: NDArray[np.int64]) -> Any:
        if isinstance(self.rows, pd.DataFrame):
            return self.rows.iloc[rows].reset_index(drop=True)
        return self.rows[rows]


@cache
def _pools() -> ThreadpoolController:
    """Look once, and not for each pair, which libraries have threads."""
    return ThreadpoolController()


def _pair(
    estimator: BaseEstimator, sample: Sample, seed: np.random.SeedSequence
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Divide two samples drawn with replacement; sort all rows by each."""
    rng, n = np.random.default_rng(seed), int(sample.times.sum())
    chance = sample.times / n
    with _pools().limit(limits=1):
        first = sample.divide(estimator, rng.multinomial(n, chance), rng)
        second = sample.divide(estimator, rng.multinomial(n, chance), rng)
    return first, second
