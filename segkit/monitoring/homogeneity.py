"""Whether the sizes of segments shifted, when the same customers are seen twice."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray


class ChiSquare(NamedTuple):
    """A statistic, its degrees of freedom, and its p-value.

    Examples
    --------
    >>> ChiSquare(3.84, 1, 0.05).p_value
    0.05
    """

    statistic: float
    df: int
    p_value: float


def stuart_maxwell(counts: NDArray[Any]) -> ChiSquare:
    """Say whether the margins of a square table differ (segments before and after).

    Parameters
    ----------
    counts : (k, k) customers, rows before, columns after

    Returns
    -------
    ChiSquare; 0 with no degrees of freedom when nobody moved

    References
    ----------
    Stuart (1955), Biometrika 42, 412-416; Maxwell (1970), British Journal of Psychiatry
    116, 651-655.

    Examples
    --------
    >>> round(stuart_maxwell(np.array([[20, 5], [15, 60]])).statistic, 3)
    5.0
    """
    n = np.asarray(counts, dtype=float)
    d = n.sum(axis=1) - n.sum(axis=0)
    spread = np.diag(n.sum(axis=1) + n.sum(axis=0)) - n - n.T
    df = int(np.linalg.matrix_rank(spread)) if spread.any() else 0
    return _judged(float(d @ np.linalg.pinv(spread, hermitian=True) @ d), df)


def bowker(counts: NDArray[Any]) -> ChiSquare:
    """Say whether as many move from one segment to another as the other way.

    Parameters
    ----------
    counts : (k, k) customers, rows before, columns after

    Returns
    -------
    ChiSquare; pairs of segments between which nobody moved count for nothing

    References
    ----------
    Bowker (1948), Journal of the American Statistical Association 43, 572-574.

    Examples
    --------
    >>> bowker(np.array([[20, 5], [15, 60]])).statistic
    5.0
    """
    n = np.asarray(counts, dtype=float)
    up = np.triu_indices(len(n), 1)
    there, back = n[up], n.T[up]
    some = there + back > 0
    value = ((there - back)[some] ** 2 / (there + back)[some]).sum()
    return _judged(float(value), int(some.sum()))


def _judged(value: float, df: int) -> ChiSquare:
    from scipy.special import chdtrc  # noqa: PLC0415

    return ChiSquare(value, df, float(chdtrc(df, value)) if df else 1.0)


def adjusted_rand(counts: NDArray[Any]) -> float:
    """Say how alike two divisions are: 1 the same, 0 as by chance.

    Parameters
    ----------
    counts : (k, m) customers, by the segments of one and of the other division

    Returns
    -------
    float, at most 1

    References
    ----------
    Hubert and Arabie (1985), Journal of Classification 2, 193-218.

    Examples
    --------
    >>> adjusted_rand(np.array([[10, 0], [0, 5]]))
    1.0
    >>> round(adjusted_rand(np.array([[5, 5], [5, 5]])), 3)
    -0.056
    """
    n = np.asarray(counts, dtype=float)
    pairs, rows, columns = (
        float((x * (x - 1) / 2).sum()) for x in (n, n.sum(axis=1), n.sum(axis=0))
    )
    total = float(n.sum())
    if total < 2:
        return 1.0
    chance = rows * columns / (total * (total - 1) / 2)
    most = (rows + columns) / 2
    return 1.0 if most == chance else (pairs - chance) / (most - chance)
