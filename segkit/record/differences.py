"""How far two numbers lie apart, and how sure that is: after less before, B less A.

Everything here takes counts, means and variances, so that whatever engine counted them
can use it. Everywhere it is the second less the first.
"""

from __future__ import annotations

import math
from typing import Literal, NamedTuple

from segkit import checks
from segkit.record.intervals import _level

NAN = math.nan


class Difference(NamedTuple):
    """The second less the first: value, interval, test.

    Parameters
    ----------
    value : the difference, in the unit of the two numbers
    low, high : ends of the interval
    p_value : two-sided, of the test that the true difference is 0
    statistic : z or t of that test; nan where the test has none
    error : standard error of the difference, without assuming that it is 0
    freedom : degrees of freedom of t; infinite for z

    Examples
    --------
    >>> mean_difference((10, 4, 25), (12, 4, 25)).value
    2
    """

    value: float
    low: float
    high: float
    p_value: float
    statistic: float = NAN
    error: float = NAN
    freedom: float = math.inf


UNKNOWN = Difference(NAN, NAN, NAN, NAN)


def rate_difference(
    x1: int,
    n1: int,
    x2: int,
    n2: int,
    *,
    level: float = 0.95,
    interval: Literal["newcombe", "wald"] = "newcombe",
) -> Difference:
    """Say how far the share ``x2 / n2`` lies from the share ``x1 / n1``.

    Parameters
    ----------
    x1, n1 : counts of the first group: part and whole
    x2, n2 : counts of the second group
    level : coverage of the interval, 0 to 1
    interval : ``"newcombe"`` (made of two Wilson intervals; holds at small counts) or
        ``"wald"`` (too short at small counts; to compare with books)

    Returns
    -------
    Difference; its test is the z test with the pooled share, without correction. All
    nan when a group is empty; p is 1 when the two groups together hold all or nobody

    Raises
    ------
    DataError
        if a count is no whole number from 0, or a part is above its whole

    References
    ----------
    Newcombe (1998), Statistics in Medicine 17, 873-890, methods 10 and 1.

    Examples
    --------
    >>> [round(number, 4) for number in rate_difference(48, 80, 56, 70)[:3]]
    [0.2, 0.0524, 0.3339]
    >>> [round(end, 4) for end in rate_difference(48, 80, 56, 70, interval="wald")[1:3]]
    [0.0575, 0.3425]
    """
    checks.choice(interval, ["newcombe", "wald"], name="interval")
    x1, n1 = counted(x1, n1)
    x2, n2 = counted(x2, n2)
    z = quantile(level)
    if not n1 or not n2:
        return UNKNOWN
    p1, p2 = x1 / n1, x2 / n2
    value, error = p2 - p1, math.hypot(_rate_error(p1, n1), _rate_error(p2, n2))
    below = above = z * error
    if interval == "newcombe":
        (l1, u1), (l2, u2) = wilson_ends(p1, n1, z), wilson_ends(p2, n2, z)
        below, above = math.hypot(p2 - l2, u1 - p1), math.hypot(u2 - p2, p1 - l1)
    pooled = (x1 + x2) / (n1 + n2)
    spread = math.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2))
    statistic = value / spread if spread else 0.0
    p_value = two_sided(statistic)
    return Difference(value, value - below, value + above, p_value, statistic, error)


def mean_difference(
    first: tuple[float, float, int],
    second: tuple[float, float, int],
    *,
    level: float = 0.95,
) -> Difference:
    """Say how far the second mean lies from the first (Welch's t).

    Parameters
    ----------
    first : mean, variance (of n - 1) and number of values of the first group
    second : the same of the second group
    level : coverage of the interval, 0 to 1

    Returns
    -------
    Difference; interval and test are nan with fewer than two values in a group, or
    where no value differs from another in either group

    References
    ----------
    Welch (1947), Biometrika 34, 28-35.

    Examples
    --------
    >>> found = mean_difference((0.41, 15.2137, 3407), (0.70, 38.4397, 3461))
    >>> [round(number, 3) for number in found[:4]]
    [0.29, 0.045, 0.535, 0.02]
    """
    (mean1, _, n1), (mean2, _, n2) = first, second
    errors = [
        math.sqrt(max(variance, 0.0) / n) if n >= 2 else NAN
        for _, variance, n in (first, second)
    ]
    freedom = welch_freedom(errors[0], n1, errors[1], n2)
    return estimate_difference(
        mean1, errors[0], mean2, errors[1], freedom=freedom, level=level
    )


def estimate_difference(
    value1: float,
    error1: float,
    value2: float,
    error2: float,
    *,
    covariance: float = 0.0,
    freedom: float = math.inf,
    level: float = 0.95,
) -> Difference:
    """Say how far two estimates lie apart that come with standard errors.

    For ratios of sums by the delta method, survival rates, weighted means and the like.

    Parameters
    ----------
    value1, error1 : first estimate and its standard error
    value2, error2 : second estimate and its standard error
    covariance : of the two estimates; 0 for different customers
    freedom : degrees of freedom; infinite for the normal distribution
    level : coverage of the interval, 0 to 1

    Returns
    -------
    Difference; interval and test are nan where an error is not known or both are 0

    References
    ----------
    Deng, Knoblich and Lu (2018), KDD, sections 2 and 3.

    Examples
    --------
    >>> [round(number, 3) for number in estimate_difference(2.0, 0.3, 3.0, 0.4)[:4]]
    [1.0, 0.02, 1.98, 0.046]
    """
    t = quantile(level, freedom)
    value = value2 - value1
    variance = error1**2 + error2**2 - 2 * covariance
    if not variance > 1e-24 * max(value1**2, value2**2):
        return Difference(value, NAN, NAN, NAN, NAN, NAN, freedom)
    error = math.sqrt(variance)
    half, statistic = t * error, value / error
    p_value = two_sided(statistic, freedom)
    return Difference(
        value, value - half, value + half, p_value, statistic, error, freedom
    )


def welch_freedom(error1: float, n1: float, error2: float, n2: float) -> float:
    """Say how many degrees of freedom two unequal variances leave (Satterthwaite).

    Parameters
    ----------
    error1, n1 : standard error of the first mean, and its number of values
    error2, n2 : the same of the second

    Returns
    -------
    float, nan where it is not known

    References
    ----------
    Satterthwaite (1946), Biometrics Bulletin 2, 110-114.

    Examples
    --------
    >>> round(welch_freedom(1.0, 10, 1.0, 10), 6)
    18.0
    """
    if not (n1 >= 2 and n2 >= 2):
        return NAN
    parts = error1**4 / (n1 - 1) + error2**4 / (n2 - 1)
    return (error1**2 + error2**2) ** 2 / parts if parts > 0 else NAN


def counted(x: int, n: int) -> tuple[int, int]:
    """Check a part and its whole, and return them as whole numbers."""
    n = checks.whole_number(n, name="the whole", low=0)
    x = checks.whole_number(x, name="the part", low=0)
    if x > n:
        raise checks.DataError(
            f"the part ({x}) is above the whole ({n}): give the part first, and count "
            "both in the same group"
        )
    return x, n


def wilson_ends(p: float, n: float, z: float) -> tuple[float, float]:
    """Return the ends of Wilson's interval of a share, at z."""
    middle, half = (
        p + z * z / (2 * n),
        z * math.sqrt(_rate_error(p, n) ** 2 + (z / (2 * n)) ** 2),
    )
    scale = 1 + z * z / n
    return max((middle - half) / scale, 0.0), min((middle + half) / scale, 1.0)


def quantile(level: float, freedom: float = math.inf) -> float:
    """Return the z or t that a two-sided interval of this level reaches."""
    from scipy import special  # noqa: PLC0415 (waited for only here)

    upper = (1 + _level(level)) / 2
    if math.isinf(freedom):
        return float(special.ndtri(upper))
    return float(special.stdtrit(freedom, upper))


def two_sided(statistic: float, freedom: float = math.inf) -> float:
    """Return the two-sided p of a z or t."""
    from scipy import special  # noqa: PLC0415

    if math.isinf(freedom):
        return float(2 * special.ndtr(-abs(statistic)))
    return float(2 * special.stdtr(freedom, -abs(statistic)))


def _rate_error(p: float, n: float) -> float:
    return math.sqrt(p * (1 - p) / n)
