"""By how many per cent the second number lies above the first, and how sure that is."""

from __future__ import annotations

import math
from typing import Literal, NamedTuple

from segkit import checks
from segkit.record.differences import quantile

NAN = math.nan


class Relative(NamedTuple):
    """The difference as a share of the first number, with its interval.

    Parameters
    ----------
    value : (second - first) / first
    low, high : ends of the interval

    Examples
    --------
    >>> relative_difference(10.0, 0.5, 15.0, 0.5).value
    0.5
    """

    value: float
    low: float
    high: float


def relative_difference(
    value1: float,
    error1: float,
    value2: float,
    error2: float,
    *,
    covariance: float = 0.0,
    freedom: float = math.inf,
    level: float = 0.95,
    method: Literal["delta", "fieller"] = "delta",
) -> Relative:
    """Say by which share of the first number the second lies above it.

    Parameters
    ----------
    value1, error1 : first estimate and its standard error
    value2, error2 : second estimate and its standard error
    covariance : of the two estimates; 0 for different customers
    freedom : degrees of freedom; infinite for the normal distribution
    level : coverage of the interval, 0 to 1
    method : ``"delta"`` (symmetric, what most tools print; may include 0 where the
        plain difference does not) or ``"fieller"`` (agrees with the plain difference
        about 0 when it has the same errors)

    Returns
    -------
    Relative, 0.2 for 20 %; all nan where the first number is not above 0; Fieller's
    ends are infinite where the first number cannot be told from 0

    References
    ----------
    Deng, Knoblich and Lu (2018), KDD, section 2; Fieller (1954), Journal of the Royal
    Statistical Society B 16, 175-185.

    Examples
    --------
    >>> [round(n, 3) for n in relative_difference(0.41, 0.0668, 0.70, 0.1054)]
    [0.707, -0.035, 1.45]
    >>> found = relative_difference(0.41, 0.0668, 0.70, 0.1054, method="fieller")
    >>> [round(n, 3) for n in found]
    [0.707, 0.094, 1.708]
    """
    checks.choice(method, ["delta", "fieller"], name="method")
    t = quantile(level, freedom) if not math.isnan(freedom) else NAN
    if not value1 > 0:
        return Relative(NAN, NAN, NAN)
    ratio = value2 / value1
    if method == "fieller":
        low, high = _fieller((value1, error1), (value2, error2), covariance, t)
        return Relative(ratio - 1, low - 1, high - 1)
    variance = error2**2 - 2 * ratio * covariance + (ratio * error1) ** 2
    half = t * math.sqrt(variance) / value1 if variance > 0 else NAN
    return Relative(ratio - 1, ratio - 1 - half, ratio - 1 + half)


def _fieller(
    first: tuple[float, float], second: tuple[float, float], shared: float, t: float
) -> tuple[float, float]:
    """Return the ratios that t does not exclude: the roots of a quadratic."""
    (value1, error1), (value2, error2) = first, second
    a = value1**2 - (t * error1) ** 2
    b = value1 * value2 - t * t * shared
    c = value2**2 - (t * error2) ** 2
    if math.isnan(a + b + c):
        return NAN, NAN
    if a <= 0:
        return -math.inf, math.inf
    root = math.sqrt(max(b * b - a * c, 0.0))
    return (b - root) / a, (b + root) / a
