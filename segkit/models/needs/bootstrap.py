"""How sure: counts of answers drawn again and again."""

from __future__ import annotations

import numpy as np

from segkit.checks import DataError
from segkit.models import tables


def resampled(counts: np.ndarray, n_boot: int, seed: int) -> np.ndarray:
    """Draw the counts again and again, as if other people had been asked.

    Parameters
    ----------
    counts : how many people answered in each way
    n_boot : how many draws
    seed : of the draws

    Returns
    -------
    (n_boot, ways) counts, each row with as many people

    References
    ----------
    Efron (1979), Annals of Statistics 7, 1-26: the bootstrap, on counts of answers, so
    that the order of the rows changes nothing.

    Examples
    --------
    >>> resampled(np.array([3, 1]), 2, 0).sum(axis=1).tolist()
    [4, 4]
    """
    n = int(counts.sum())
    return np.random.default_rng(seed).multinomial(n, counts / n, size=n_boot)


def percentiles(draws: np.ndarray, level: float) -> tuple[float, float]:
    """Say between which values most of the draws of a bootstrap lie.

    Parameters
    ----------
    draws : results, one per draw
    level : coverage, 0 to 1

    Returns
    -------
    (low, high)

    Examples
    --------
    >>> percentiles(np.arange(101.0), 0.9)
    (5.0, 95.0)
    """
    level = coverage(level)
    low, high = np.quantile(draws, [(1 - level) / 2, (1 + level) / 2])
    return round(float(low), 12), round(float(high), 12)


def coverage(level: float) -> float:
    """Check that a coverage lies between 0 and 1.

    Parameters
    ----------
    level : what was passed

    Returns
    -------
    float

    Raises
    ------
    DataError
        if it does not

    Examples
    --------
    >>> coverage(0.95)
    0.95
    """
    if not tables.is_number(level) or not 0 < level < 1:
        raise DataError(
            f"level must lie between 0 and 1, such as 0.95; this is {level!r}"
        )
    return float(level)
