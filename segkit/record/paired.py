"""How far two numbers of the same customers lie apart, before and after."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from segkit import checks
from segkit.record.differences import (
    UNKNOWN,
    Difference,
    estimate_difference,
    quantile,
    wilson_ends,
)


def paired_rate_difference(
    both: int, only_first: int, only_second: int, neither: int, *, level: float = 0.95
) -> Difference:
    """Say how a share changed among the same customers.

    Parameters
    ----------
    both : customers who did it both times
    only_first : customers who did it the first time only
    only_second : customers who did it the second time only
    neither : customers who never did it
    level : coverage of the interval, 0 to 1

    Returns
    -------
    Difference: second share less first; its test is McNemar's exact one (nobody who
    changed: p is 1). All nan without a customer

    Raises
    ------
    DataError
        if a count is no whole number from 0

    References
    ----------
    Newcombe (1998), Statistics in Medicine 17, 2635-2650, method 10; McNemar (1947),
    Psychometrika 12, 153-157.

    Examples
    --------
    >>> found = paired_rate_difference(14, 0, 5, 22)
    >>> [round(number, 3) for number in found[:4]]
    [0.122, 0.011, 0.226, 0.062]
    """
    cells = {"both": both, "only_first": only_first, "only_second": only_second}
    for name, count in {**cells, "neither": neither}.items():
        checks.whole_number(count, name=name, low=0)
    n, z = both + only_first + only_second + neither, quantile(level)
    if not n:
        return UNKNOWN
    first, second = both + only_first, both + only_second
    p1, p2 = first / n, second / n
    (l1, u1), (l2, u2) = wilson_ends(p1, n, z), wilson_ends(p2, n, z)
    phi = _association(both, only_first, only_second, neither)
    below = _joined(p2 - l2, u1 - p1, phi)
    above = _joined(u2 - p2, p1 - l1, phi)
    value = (only_second - only_first) / n
    variance = (only_first + only_second) / n - value**2
    error = math.sqrt(variance / n)
    p_value = _sign_test(only_first, only_second)
    return Difference(value, value - below, value + above, p_value, error=error)


def _association(a: int, b: int, c: int, d: int) -> float:
    """Return Newcombe's correlation of two yes-or-no answers, corrected towards 0."""
    margins = math.prod(map(float, (a + b, c + d, a + c, b + d)))
    if not margins:
        return 0.0
    crossed, n = float(a * d - b * c), a + b + c + d
    if crossed > 0:
        crossed = max(crossed - n / 2, 0.0)
    return crossed / math.sqrt(margins)


def _joined(one: float, other: float, phi: float) -> float:
    return math.sqrt(max(one**2 - 2 * phi * one * other + other**2, 0.0))


def _sign_test(down: int, up: int) -> float:
    """Return the exact two-sided p that as many go up as down."""
    from scipy import special  # noqa: PLC0415 (waited for only here)

    changed = down + up
    if not changed:
        return 1.0
    return min(1.0, 2 * float(special.bdtr(min(down, up), changed, 0.5)))


def paired_mean_difference(
    first: tuple[float, float],
    second: tuple[float, float],
    covariance: float,
    n: int,
    *,
    level: float = 0.95,
) -> Difference:
    """Say how a mean changed among the same customers (paired t).

    Parameters
    ----------
    first : mean and variance (of n - 1) of the first values
    second : the same of the second values
    covariance : of the first and second values of a customer (of n - 1)
    n : number of customers
    level : coverage of the interval, 0 to 1

    Returns
    -------
    Difference; interval and test nan with fewer than two customers, or where every
    customer changed by the same

    References
    ----------
    Student (1908), Biometrika 6, 1-25.

    Examples
    --------
    >>> found = paired_mean_difference((10.0, 4.0), (11.0, 4.0), 3.0, 50)
    >>> [round(number, 3) for number in found[:4]]
    [1.0, 0.598, 1.402, 0.0]
    """
    (mean1, variance1), (mean2, variance2) = first, second
    if n < 2:
        return Difference(mean2 - mean1, *[math.nan] * 3)
    return estimate_difference(
        mean1,
        math.sqrt(max(variance1, 0) / n),
        mean2,
        math.sqrt(max(variance2, 0) / n),
        covariance=covariance / n,
        freedom=n - 1,
        level=level,
    )


def paired_ratio_difference(
    means: ArrayLike, covariances: ArrayLike, n: int, *, level: float = 0.95
) -> Difference:
    """Say how a ratio of sums changed among the same customers (delta method).

    Parameters
    ----------
    means : of first top, first bottom, second top, second bottom per customer
    covariances : (4, 4), of the same four (of n - 1)
    n : number of customers
    level : coverage of the interval, 0 to 1

    Returns
    -------
    Difference: second ratio less first; all nan where a bottom is 0 or n is below 2

    References
    ----------
    Deng, Knoblich and Lu (2018), KDD, section 3.2, for four sums in place of two.

    Examples
    --------
    >>> covariances = np.diag([9.0, 1.0, 9.0, 1.0])
    >>> found = paired_ratio_difference([20, 2, 30, 2], covariances, 400)
    >>> [round(number, 3) for number in found[:3]]
    [5.0, 4.093, 5.907]
    """
    top1, bottom1, top2, bottom2 = (float(mean) for mean in np.asarray(means))
    if n < 2 or not bottom1 or not bottom2:
        return UNKNOWN
    first, second = top1 / bottom1, top2 / bottom2
    pulls = np.zeros((2, 4))
    pulls[0, :2] = 1 / bottom1, -first / bottom1
    pulls[1, 2:] = 1 / bottom2, -second / bottom2
    spread = pulls @ np.asarray(covariances, dtype=float) @ pulls.T / n
    errors = np.sqrt(np.maximum(np.diag(spread), 0))
    return estimate_difference(
        first, errors[0], second, errors[1], covariance=spread[0, 1], level=level
    )
