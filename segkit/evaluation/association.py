"""Is there an association, and how strong: the test, V and their care."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.float64]
USUAL = 5.0  # expected counts below it make the chi-squared test doubtful
MANY = 0.2  # if more than this part of the cells are
TINY = 1.0  # or one is below this


@dataclass(frozen=True)
class Found:
    """What a test found.

    Attributes
    ----------
    statistic : chi-squared, or H; without a continuity correction
    degrees_of_freedom : of the statistic
    p_value : by the test named
    test : "chi2", "exact", "permutation" or "kruskal"
    """

    statistic: float
    degrees_of_freedom: int
    p_value: float
    test: str


def expected(counts: Counts) -> Counts:
    """Say how many would be in each cell without an association.

    Parameters
    ----------
    counts : (rows, columns)

    Returns
    -------
    (rows, columns) row total times column total over the total

    Examples
    --------
    >>> expected(np.array([[3.0, 1.0], [1.0, 3.0]])).tolist()
    [[2.0, 2.0], [2.0, 2.0]]
    """
    return np.outer(counts.sum(axis=1), counts.sum(axis=0)) / counts.sum()


def residuals(counts: Counts) -> Counts:
    """Say in which cells there are more or fewer than without an association.

    Parameters
    ----------
    counts : (rows, columns)

    Returns
    -------
    (rows, columns) adjusted standardised residuals: beyond 2 or -2 are unusual; nan in
    a row or column that holds everybody

    References
    ----------
    Haberman (1973), "The analysis of residuals in cross-classified tables".

    Examples
    --------
    >>> residuals(np.array([[30.0, 10.0], [10.0, 30.0]])).round(2).tolist()
    [[4.47, -4.47], [-4.47, 4.47]]
    """
    usual, n = expected(counts), counts.sum()
    rest = np.outer(1 - counts.sum(axis=1) / n, 1 - counts.sum(axis=0) / n)
    spread = np.sqrt(usual * rest)
    nothing = np.full_like(usual, np.nan)
    return np.divide(counts - usual, spread, out=nothing, where=spread > 0)


def chi_squared(counts: Counts) -> float:
    """Return Pearson's chi-squared, without a continuity correction.

    Parameters
    ----------
    counts : (rows, columns), none of them empty

    Returns
    -------
    float, from 0

    References
    ----------
    Pearson (1900).

    Examples
    --------
    >>> chi_squared(np.array([[30.0, 10.0], [10.0, 30.0]]))
    20.0
    """
    usual = expected(counts)
    return float(((counts - usual) ** 2 / usual).sum())


def examined(counts: Counts, *, test: str, n_permutations: int, seed: Any) -> Found:
    """Test whether rows and columns go together, with care for small counts.

    Parameters
    ----------
    counts : (rows, columns), none of them empty
    test : "auto", "chi2", "exact" (two by two) or "permutation"; "auto" takes the
        first unless more than a fifth of the expected counts are below 5 or one is
        below 1, then the second where it can, else the third
    n_permutations : how many tables with the same totals are drawn
    seed : of the draws

    Returns
    -------
    Found

    References
    ----------
    Cochran (1954), "Some methods for strengthening the common chi-squared tests";
    Fisher (1935); Patefield (1981) draws the tables.

    Examples
    --------
    >>> tea = np.array([[3.0, 1.0], [1.0, 3.0]])
    >>> found = examined(tea, test="auto", n_permutations=99, seed=0)
    >>> found.test, round(found.p_value, 4)
    ('exact', 0.4857)
    """
    from scipy import stats  # noqa: PLC0415 (scipy.stats is slow to import)

    value, freedom = chi_squared(counts), int(np.prod(np.subtract(counts.shape, 1)))
    if test == "auto":
        small = "exact" if counts.shape == (2, 2) else "permutation"
        test = small if too_small(counts) else "chi2"
    if test == "exact":
        chance = stats.fisher_exact(counts.astype(int)).pvalue
    elif test == "permutation":
        chance = _permuted(counts, value, n_permutations, seed)
    else:
        chance = stats.chi2.sf(value, freedom) if freedom else 1.0
    return Found(value, freedom, float(chance), test)


def too_small(counts: Counts) -> bool:
    """Say whether the expected counts are too small for the chi-squared test.

    Parameters
    ----------
    counts : (rows, columns)

    Returns
    -------
    bool

    References
    ----------
    Cochran (1954), section 2.
    """
    usual = expected(counts)
    return bool((usual < USUAL).mean() > MANY or usual.min() < TINY)


def _permuted(counts: Counts, value: float, n: int, seed: Any) -> float:
    """Return the share of random tables with the same totals that reach the value."""
    from scipy.stats import random_table  # noqa: PLC0415

    totals = [counts.sum(axis=axis).astype(int) for axis in (1, 0)]
    drawn = random_table(*totals, seed=np.random.default_rng(seed)).rvs(n)
    usual = expected(counts)
    values = ((drawn - usual) ** 2 / usual).sum(axis=(1, 2))
    return float((1 + (values >= value * (1 - 1e-12)).sum()) / (1 + n))
