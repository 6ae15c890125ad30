"""How much two ways to divide the same customers agree, from their cross-table."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from segkit.checks import DataError


def crossed(
    first: ArrayLike, second: ArrayLike, weight: ArrayLike | None = None
) -> NDArray[np.float64]:
    """Count how many customers are in each pair of groups.

    Parameters
    ----------
    first, second : (n,) whole numbers from 0, the group of each customer
    weight : (n,) how many customers each row stands for; None for 1

    Returns
    -------
    (groups of first, groups of second) counts

    Raises
    ------
    DataError
        if the two are not of the same length, or empty

    Examples
    --------
    >>> crossed([0, 0, 1], [0, 1, 1]).tolist()
    [[1.0, 1.0], [0.0, 1.0]]
    """
    a, b = np.asarray(first), np.asarray(second)
    if len(a) != len(b) or not len(a):
        raise DataError(
            "two divisions of the same customers are needed; these have "
            f"{len(a)} and {len(b)} customers"
        )
    rows, columns = int(a.max()) + 1, int(b.max()) + 1
    flat = np.bincount(a * columns + b, weight, minlength=rows * columns)
    return flat.reshape(rows, columns).astype(float)


def adjusted_rand(counts: NDArray[np.float64]) -> float:
    """Say how alike two divisions are, from their cross-table: 1 the same, 0 by chance.

    Parameters
    ----------
    counts : (groups, groups) as `crossed` gives them

    Returns
    -------
    float
        the adjusted Rand index

    References
    ----------
    Hubert and Arabie (1985), "Comparing partitions", equation 5.

    Examples
    --------
    >>> adjusted_rand(crossed([0, 0, 1, 1], [1, 1, 0, 0]))
    1.0
    """
    together = _pairs(counts).sum()
    rows, columns = _pairs(counts.sum(axis=1)).sum(), _pairs(counts.sum(axis=0)).sum()
    every = _pairs(counts.sum())
    expected = rows * columns / every if every else 0.0
    most = (rows + columns) / 2
    if most == expected:  # both are one group, or both are single customers
        return 1.0
    return float((together - expected) / (most - expected))


def _pairs(n: NDArray[np.float64] | np.floating) -> NDArray[np.float64]:
    return np.asarray(n * (n - 1) / 2)


def jaccard(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    """Say how much of each group of the first division the second finds again.

    Parameters
    ----------
    counts : (groups of first, groups of second)

    Returns
    -------
    (groups of first,) from 0 to 1
        the largest share that a group of the second has in common with it: customers
        in both over customers in either; NaN for an empty group

    References
    ----------
    Hennig (2007), "Cluster-wise assessment of cluster stability", section 2.

    Examples
    --------
    >>> jaccard(crossed([0, 0, 0, 1], [0, 0, 1, 1])).round(3).tolist()
    [0.667, 0.5]
    """
    size = counts.sum(axis=1)
    either = size[:, None] + counts.sum(axis=0) - counts
    best = np.divide(counts, either, out=np.zeros_like(counts), where=either > 0)
    return np.where(size > 0, best.max(axis=1), np.nan)
