"""What is still to come: forecasts of counts and rates, with their uncertainty.

Internal: `Goal.progress` computes with this.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np


class Forecast(NamedTuple):
    """What is still to come: mean, interval, and the chance of so many or more.

    Parameters
    ----------
    expected, low, high : of what is still to come
    chance : of at least what is missing

    Examples
    --------
    >>> coming(20, 2.0, missing=30).expected
    41.0
    """

    expected: float
    low: float
    high: float
    chance: float


def coming(
    done: float,
    ratio: float,
    *,
    missing: float,
    phi: float = 1.0,
    extra: float = 0.0,
    level: float = 0.95,
) -> Forecast:
    """Say how many events are still to come, if those so far show the pace.

    With ``done`` events in the time so far, and the time left ``ratio`` times as long,
    the number to come has the negative binomial distribution that follows from a
    Poisson pace which is itself known from ``done`` events only (prior of Jeffreys).

    Parameters
    ----------
    done : events so far
    ratio : time left over time so far, or expected events over those so far
    missing : how many are asked for
    phi : by how much the variance exceeds that of chance alone; at least 1
    extra : further variance, from a ratio that is estimated
    level : coverage of the interval, 0 to 1

    Returns
    -------
    Forecast

    References
    ----------
    Gelman et al. (2013), Bayesian Data Analysis, section 2.6: the predictive
    distribution; with phi above 1 its mean and variance are kept (quasi-Poisson).

    Examples
    --------
    >>> found = coming(20, 0.5, missing=10)
    >>> found.expected, found.low, found.high, round(found.chance, 3)
    (10.25, 4.0, 19.0, 0.543)
    """
    from scipy import stats  # noqa: PLC0415 (slow to import)

    if ratio <= 0:
        return Forecast(0.0, 0.0, 0.0, float(missing <= 0))
    mean = (done + 0.5) * ratio
    variance = phi * mean * (1 + ratio) + extra
    p = mean / variance
    law = stats.nbinom(mean * p / (1 - p), p)
    tail = (1 - level) / 2
    low, high = (float(law.ppf(q)) for q in (tail, 1 - tail))
    chance = float(law.sf(np.ceil(missing) - 1)) if missing > 0 else 1.0
    return Forecast(mean, low, high, chance)


def part_coming(
    part: int,
    whole: int,
    more: int,
    *,
    missing: float,
    phi: float = 1.0,
    level: float = 0.95,
) -> Forecast:
    """Say how many of those to come will do it, if those so far show the chance.

    Parameters
    ----------
    part, whole : who did it so far, of how many
    more : how many are to come
    missing : how many are asked for
    phi : by how much days differ beyond chance; so much fewer count as independent
    level : coverage of the interval, 0 to 1

    Returns
    -------
    Forecast

    References
    ----------
    Gelman et al. (2013), Bayesian Data Analysis, section 2.1: the beta-binomial
    predictive distribution, with the prior of Jeffreys.

    Examples
    --------
    >>> round(part_coming(30, 1000, 1000, missing=30).expected, 1)
    30.5
    """
    from scipy import stats  # noqa: PLC0415 (slow to import)

    n = round(more / phi)
    if n <= 0:
        return Forecast(0.0, 0.0, 0.0, float(missing <= 0))
    law = stats.betabinom(n, part / phi + 0.5, (whole - part) / phi + 0.5)
    tail = (1 - level) / 2
    scale = more / n
    low, high = (scale * float(law.ppf(q)) for q in (tail, 1 - tail))
    chance = float(law.sf(np.ceil(missing / scale) - 1)) if missing > 0 else 1.0
    return Forecast(scale * float(law.mean()), low, high, chance)


def unevenness_of_parts(part: np.ndarray, whole: np.ndarray) -> float:
    """Say by how much the share varies from day to day beyond what chance makes it.

    Parameters
    ----------
    part, whole : of each day

    Returns
    -------
    1 if the days agree (chi-squared test at 5 %), else the dispersion, above 1

    References
    ----------
    McCullagh and Nelder (1989), Generalized Linear Models, section 4.5.

    Examples
    --------
    >>> unevenness_of_parts(np.array([5, 20]), np.array([100, 100]))
    10.285714285714286
    """
    from scipy.stats import chi2  # noqa: PLC0415 (slow to import)

    some = whole > 0
    p = part.sum() / whole.sum() if some.any() else 0.0
    freedom = int(some.sum()) - 1
    if freedom < 1 or not 0 < p < 1:
        return 1.0
    gap = (part - p * whole)[some] ** 2 / (whole[some] * p * (1 - p))
    if chi2.sf(gap.sum(), freedom) >= 0.05:
        return 1.0
    return float(gap.sum() / freedom)


def unevenness(counts: np.ndarray) -> float:
    """Say by how much the days vary beyond what chance alone makes them.

    Parameters
    ----------
    counts : events by day

    Returns
    -------
    variance over mean, at least 1, raised by the square of Student's t over z as it is
    estimated from few days; 1 with fewer than two days or no event

    References
    ----------
    McCullagh and Nelder (1989), Generalized Linear Models, section 6.2.

    Examples
    --------
    >>> round(unevenness(np.array([0, 4, 0, 4] * 10)), 2)
    2.18
    """
    from scipy import stats  # noqa: PLC0415 (slow to import)

    if counts.size < 2 or counts.mean() == 0:
        return 1.0
    few = float(stats.t.ppf(0.975, counts.size - 1) / stats.norm.ppf(0.975))
    return max(1.0, float(counts.var(ddof=1) / counts.mean()) * few**2)


def uneven(counts: np.ndarray, *, alpha: float = 0.05) -> bool:
    """Say whether the days vary more than chance makes them.

    Parameters
    ----------
    counts : events by day
    alpha : chance of saying so wrongly

    Returns
    -------
    bool

    References
    ----------
    Fisher (1950), Biometrics 6, 17-24: the index of dispersion.

    Examples
    --------
    >>> uneven(np.array([0, 4, 0, 4] * 5)), uneven(np.array([1, 2, 1, 2] * 5))
    (True, False)
    """
    from scipy.stats import chi2  # noqa: PLC0415 (slow to import)

    if counts.size < 2 or counts.mean() == 0:
        return False
    freedom = counts.size - 1
    return bool(chi2.sf(freedom * counts.var(ddof=1) / counts.mean(), freedom) < alpha)
