"""Are segments found where there are none? The same figures on made-up data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from joblib import Parallel, delayed
from numpy.typing import NDArray
from sklearn.base import BaseEstimator

from segkit import checks
from segkit.checks import DataError
from segkit.evaluation import fits, nulls, words
from segkit.evaluation.looking import silhouette
from segkit.evaluation.space import divides_by_limits, space
from segkit.evaluation.stability import stability
from segkit.record import Table

FIGURES = ("stability", "silhouette")
SHARE_OF_PAIRS = 5  # a made-up data set needs fewer pairs: there are many of them
LEAST_PAIRS = 3


def null_comparison(
    estimator: BaseEstimator,
    X: Any,
    *,
    n_segments: Iterable[int] = range(2, 7),
    null: str = "cloud",
    n_worlds: int = 19,
    n_pairs: int = 20,
    sample: int = 2000,
    param: str | None = None,
    random_state: int | None = None,
    n_jobs: int | None = None,
) -> Table:
    """Compare stability and silhouette with those of data in which there are no groups.

    Parameters
    ----------
    estimator : scikit-learn estimator or pipeline with `predict`, or a segkit model
        that finds groups; not fitted
    X : (n, columns) table or array
    n_segments : which numbers of segments to try, from 2
    null : "cloud" (one cloud with the same spreads and correlations, see
        `segkit.evaluation.nulls.Cloud`) or "independent" (each column shuffled on its
        own)
    n_worlds : how many made-up data sets; 19 is the least that can reach p = .05
    n_pairs : pairs of samples for the stability; a fifth of them, three at least, for
        each made-up data set
    sample : at most so many customers, drawn once
    param : the estimator's argument that is the number of segments; None to find it
    random_state : seed of everything
    n_jobs : how many processes; None for one

    Returns
    -------
    DataFrame, a row per number of segments and figure: n_segments, figure ("stability":
    mean adjusted Rand index; "silhouette"), observed, null_mean, null_low, null_high
    (lowest and highest of the made-up data), p_value (share of the data sets, this one
    included, that reach the observed figure), p_adjusted (the same for the largest
    distance over all numbers tried)

    Raises
    ------
    DataError
        if the estimator cannot sort customers, divides by limits, or X has infinite
        numbers

    References
    ----------
    Hennig and Lin (2015) (parametric bootstrap against homogeneity); Westfall and Young
    (1993), section 2.6 (single-step max T).

    Examples
    --------
    >>> from sklearn.cluster import KMeans
    >>> rng = np.random.default_rng(0)
    >>> X = rng.normal(size=(90, 2)) + 8 * np.repeat([[0, 0], [1, 0], [0, 1]], 30, 0)
    >>> table = null_comparison(
    ...     KMeans(n_init=3), X, n_segments=[3], n_pairs=5, random_state=0)
    >>> table[["figure", "p_value"]].to_numpy().tolist()
    [['stability', 0.05], ['silhouette', 0.05]]
    """
    checks.choice(null, words.NULLS, name="null")
    n_worlds = checks.whole_number(n_worlds, name="n_worlds", low=1)
    work = Work.of(
        estimator, X, n_segments=n_segments, param=param, sample=sample,
        random_state=random_state, n_pairs=n_pairs, n_jobs=n_jobs,
    )  # fmt: skip
    return against(work, work.look(), null, n_worlds)


@dataclass(frozen=True)
class Work:
    """What is divided, how, into how many, and by which chance.

    Attributes
    ----------
    estimator, name : what divides, and its argument that is the number of segments
    rows : customers, in the order of their values
    numbers : of segments
    seed : source of chance
    n_pairs : pairs of samples for the stability
    n_jobs : how many processes
    """

    estimator: BaseEstimator
    name: str
    rows: Any
    numbers: list[int]
    seed: np.random.SeedSequence
    n_pairs: int
    n_jobs: int | None = None

    @classmethod
    def of(
        cls,
        estimator: BaseEstimator,
        X: Any,
        *,
        n_segments: Iterable[int],
        param: str | None,
        sample: int,
        random_state: int | None,
        **kept: Any,
    ) -> Work:
        """Check the arguments; sort the customers, and draw some if they are many."""
        name = fits.argument(estimator, param)
        numbers = fits.numbers_of(n_segments, low=2)
        sample = checks.whole_number(sample, name="sample", low=10)
        checks.whole_number(kept["n_pairs"], name="n_pairs")
        seed = np.random.SeedSequence(random_state)
        draw = np.random.default_rng(seed.spawn(1)[0])
        rows = fits.sampled(fits.ordered(X)[0], sample, draw)
        return cls(estimator, name, rows, numbers, seed, **kept)

    def look(self, figures: Sequence[str] = FIGURES) -> NDArray[np.float64]:
        """Return (numbers, FIGURES) for each number; NaN for those not asked for."""
        seed = fits.whole_seed(self.seed.spawn(1)[0])
        found = np.full((len(self.numbers), len(FIGURES)), np.nan)
        if "stability" in figures:
            found[:, 0] = self._agree(seed)
        if "silhouette" in figures:
            found[:, 1] = [self._apart(k, seed) for k in self.numbers]
        return found

    def _agree(self, seed: int) -> pd.Series:
        pairs = stability(
            self.estimator, self.rows, n_segments=self.numbers, n_pairs=self.n_pairs,
            param=self.name, random_state=seed, n_jobs=self.n_jobs,
        )  # fmt: skip
        return pairs.groupby("n_segments")["ari"].mean().loc[self.numbers]

    def _apart(self, k: int, seed: int) -> float:
        model = fits.fit(self.estimator, self.rows, {self.name: k}, seed)
        if divides_by_limits(model, self.rows):
            raise DataError(words.BY_LIMITS.format(name=type(model).__name__))
        points = space(model, self.rows)
        known = ~np.isnan(points).any(axis=1)
        return silhouette(points[known], np.asarray(model.predict(self.rows))[known])

    def elsewhere(self, rows: Any, seed: np.random.SeedSequence) -> Work:
        """Return the same work on made-up customers, with fewer pairs."""
        few = max(LEAST_PAIRS, self.n_pairs // SHARE_OF_PAIRS)
        return replace(self, rows=rows, seed=seed, n_pairs=few, n_jobs=None)


def against(
    work: Work,
    observed: NDArray[np.float64],
    null: str,
    n_worlds: int,
    figures: Sequence[str] = FIGURES,
) -> Table:
    """Look at made-up data sets in the same way, and set the figures side by side.

    Parameters
    ----------
    work : on the real customers
    observed : (numbers, figures) as ``work.look`` returns them
    null : "cloud" or "independent"
    n_worlds : how many made-up data sets; 0 to set nothing beside the figures
    figures : those to compare; of the others, what was observed stands alone

    Returns
    -------
    as `null_comparison`
    """
    first, *seeds = work.seed.spawn(n_worlds + 1)
    cloud = nulls.Cloud(work.rows, np.random.default_rng(first))

    def world(seed: np.random.SeedSequence) -> NDArray[np.float64]:
        rng = np.random.default_rng(seed)
        made = cloud.draw(rng) if null == "cloud" else None
        made = nulls.independent(work.rows, rng) if made is None else made
        return work.elsewhere(fits.ordered(made)[0], seed).look(figures)

    worlds = Parallel(work.n_jobs)(delayed(world)(seed) for seed in seeds)
    found = np.array(worlds or [np.full_like(observed, np.nan)])
    tables = [
        _compared(work.numbers, name, observed[:, j], found[:, :, j])
        for j, name in enumerate(FIGURES)
    ]
    result = Table(pd.concat(tables).sort_values(["n_segments"], kind="stable"))
    result = Table(result.reset_index(drop=True))
    said = words.COMPARED.format(n_worlds=n_worlds, what=words.NULLS[null])
    result.attrs |= {"heading": said, "null": null, "n": len(work.rows)}
    return result


def _compared(
    numbers: list[int],
    name: str,
    observed: NDArray[np.float64],
    made: NDArray[np.float64],
) -> pd.DataFrame:
    """Set one figure beside those of the made-up data, (worlds, numbers)."""
    if np.isnan(made).all():
        columns = ["null_mean", "null_low", "null_high", "p_value", "p_adjusted"]
        alone = {"n_segments": numbers, "figure": name, "observed": observed}
        return pd.DataFrame(alone | dict.fromkeys(columns, np.nan))
    every = np.vstack([observed, made])
    spread = every.std(axis=0)
    spread[spread == 0] = 1.0
    far = np.round((every - every.mean(axis=0)) / spread, 12)  # equal ones stay equal
    most = np.nanmax(far, axis=1)
    return pd.DataFrame(
        {
            "n_segments": numbers,
            "figure": name,
            "observed": observed,
            "null_mean": made.mean(axis=0),
            "null_low": made.min(axis=0),
            "null_high": made.max(axis=0),
            "p_value": (every >= observed).mean(axis=0),
            "p_adjusted": [(most >= t).mean() for t in far[0]],
        }
    )
