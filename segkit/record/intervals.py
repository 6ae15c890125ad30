"""The intervals that every indicator and experiment uses."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from segkit import checks


def wilson(
    k: int, n: int, level: float = 0.95, *, name: str = "wilson"
) -> tuple[float, float]:
    """Say how far the true share may lie from ``k / n`` (Wilson's score interval).

    Parameters
    ----------
    k, n : counts, k at most n
    level : coverage, 0 to 1
    name : what is counted, for the message

    Returns
    -------
    (low, high), 0 to 1; (nan, nan) when n is 0

    Raises
    ------
    DataError
        if a count is no whole number from 0, or k is above n

    References
    ----------
    Newcombe (1998), Statistics in Medicine 17, 857-872, method 3.

    Examples
    --------
    >>> [round(end, 4) for end in wilson(81, 263)]
    [0.2553, 0.3662]
    """
    from scipy.stats import binomtest  # noqa: PLC0415 (scipy.stats is slow to import)

    n = checks.whole_number(n, name=f"{name}: the whole", low=0)
    k = checks.whole_number(k, name=f"{name}: the part", low=0)
    level = _level(level)
    if k > n:
        raise checks.DataError(
            f"{name}: the part ({k}) is above the whole ({n}): "
            "give the part first, and count both in the same group"
        )
    if n == 0:
        return math.nan, math.nan
    ends = binomtest(k, n).proportion_ci(level, method="wilson")
    return float(ends.low), float(ends.high)


def garwood(
    k: int, level: float = 0.95, *, name: str = "garwood"
) -> tuple[float, float]:
    """Say how many events may be expected where ``k`` were counted (exact Poisson).

    Parameters
    ----------
    k : count
    level : coverage, 0 to 1; never covers less
    name : what is counted, for the message

    Returns
    -------
    (low, high); low is 0 when k is

    Raises
    ------
    DataError
        if k is no whole number from 0

    References
    ----------
    Garwood (1936), Biometrika 28, 437-442.

    Examples
    --------
    >>> [round(end, 3) for end in garwood(10)]
    [4.795, 18.39]
    """
    from scipy import special  # noqa: PLC0415

    k = checks.whole_number(k, name=f"{name}: the events", low=0)
    tail = (1 - _level(level)) / 2
    low = float(special.gammaincinv(k, tail)) if k else 0.0
    return low, float(special.gammainccinv(k + 1, tail))


def mean_interval(values: Any, level: float = 0.95) -> tuple[float, float]:
    """Say how far the true mean may lie from the mean of these values.

    Parameters
    ----------
    values : numbers, one per customer, none missing
    level : coverage, 0 to 1

    Returns
    -------
    (low, high) by Student's t; (nan, nan) with fewer than two values

    Raises
    ------
    DataError
        if a value is missing or no number

    References
    ----------
    Student (1908), Biometrika 6, 1-25.

    Examples
    --------
    >>> [round(end, 3) for end in mean_interval([2, 4, 6, 8])]
    [0.891, 9.109]
    """
    from scipy import stats  # noqa: PLC0415

    x = _numbers(values, "mean_interval")
    level = _level(level)
    if x.size < 2:
        return math.nan, math.nan
    half = stats.t.ppf((1 + level) / 2, x.size - 1) * x.std(ddof=1) / x.size**0.5
    return float(x.mean() - half), float(x.mean() + half)


def ratio_interval(top: Any, bottom: Any, level: float = 0.95) -> tuple[float, float]:
    """Say how far the true ratio may lie from ``sum(top) / sum(bottom)``.

    With R the ratio, its variance is (s²x - 2R·sxy + R²·s²y) / (n·ȳ²).

    Parameters
    ----------
    top, bottom : numbers, one pair per customer, none missing
    level : coverage, 0 to 1

    Returns
    -------
    (low, high) by the delta method; (nan, nan) with fewer than two customers, or
    when the bottom sums to 0

    Raises
    ------
    DataError
        if the two differ in length, or a value is missing or no number

    References
    ----------
    Deng, Knoblich and Lu (2018), KDD, section 3.2.

    Examples
    --------
    >>> [round(end, 3) for end in ratio_interval([10, 20, 60], [1, 2, 3])]
    [7.515, 22.485]
    """
    from scipy import stats  # noqa: PLC0415

    x, y = _numbers(top, "ratio_interval"), _numbers(bottom, "ratio_interval")
    level = _level(level)
    if x.size != y.size:
        raise checks.DataError(
            f"ratio_interval needs one pair per customer; this is {x.size} values "
            f"over {y.size}: take both from the same table"
        )
    if x.size < 2 or y.sum() == 0:
        return math.nan, math.nan
    ratio = x.sum() / y.sum()
    error = (x - ratio * y).std(ddof=1) / x.size**0.5 / abs(y.mean())
    half = stats.norm.ppf((1 + level) / 2) * error
    return float(ratio - half), float(ratio + half)


def _level(level: float) -> float:
    if not isinstance(level, float) or not 0 < level < 1:
        raise checks.DataError(
            f"level must lie between 0 and 1, such as 0.95; this is {level!r}"
        )
    return level


def _numbers(values: Any, name: str) -> np.ndarray:
    try:
        x = np.asarray(values, dtype=float)
    except (TypeError, ValueError) as error:
        raise checks.DataError(f"{name} needs numbers: {error}") from error
    if x.ndim != 1 or not np.isfinite(x).all():
        raise checks.DataError(
            f"{name} needs one list of numbers without missing ones: "
            "leave customers without a value out, and say how many"
        )
    return x
