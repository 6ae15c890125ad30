"""How likely is arm 2 better, and what does it cost to be wrong? A Bayesian reading."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from scipy.special import betainc, betaincc, betaincinv

from segkit.checks import DataError
from segkit.experiments.planning import asked
from segkit.experiments.told import Told, percent, points
from segkit.experiments.words import bayes as words
from segkit.record.differences import counted

POINTS = 200
TAIL = 1e-12  # of each posterior that is left out at either end


@dataclass(frozen=True, repr=False)
class Bayes(Told):
    """Say how likely arm 2 has the higher rate, given the data and a prior.

    Parameters
    ----------
    probability_better : chance that the rate of arm 2 is above that of arm 1
    loss_if_2, loss_if_1 : expected loss, as a rate, of choosing arm 2, or arm 1
    difference : mean of the rate of arm 2 less that of arm 1
    low, high : the difference lies between with the chance ``level``
    rate_1, rate_2 : means of the two rates
    prior : (a, b) of the Beta prior, of both arms
    level : 0 to 1

    Examples
    --------
    >>> found = compare_bayes(49, 100, 51, 100)
    >>> round(found.probability_better, 5)
    0.61077
    """

    probability_better: float
    loss_if_2: float
    loss_if_1: float
    difference: float
    low: float
    high: float
    rate_1: float
    rate_2: float
    prior: tuple[float, float]
    level: float

    @property
    def expected_loss(self) -> float:
        """Expected loss of choosing the arm that looks better."""
        return min(self.loss_if_1, self.loss_if_2)

    @property
    def sentence(self) -> str:
        """What the data say, and what that is not."""
        arm = 2 if self.loss_if_2 <= self.loss_if_1 else 1
        return words.SENTENCE.format(
            chance=percent(self.probability_better),
            difference=points(self.difference),
            low=points(self.low),
            high=points(self.high),
            level=percent(self.level),
            arm=arm,
            loss=points(self.expected_loss).removeprefix("+"),
            a=self.prior[0],
            b=self.prior[1],
        )


def compare_bayes(
    x1: int,
    n1: int,
    x2: int,
    n2: int,
    *,
    prior: tuple[float, float] = (1, 1),
    level: float = 0.95,
) -> Bayes:
    """Say how likely the rate of arm 2 is above that of arm 1.

    Parameters
    ----------
    x1, n1 : conversions and customers in arm 1
    x2, n2 : conversions and customers in arm 2
    prior : (a, b) of the Beta distribution that says what was known of either rate
        before; (1, 1): each rate as likely as any other; (a, b) counts like a earlier
        conversions and b customers without one
    level : chance of the interval of the difference, 0 to 1

    Returns
    -------
    Bayes: probability_better, expected_loss, difference with low and high, sentence

    Raises
    ------
    DataError
        if a count is no whole number, conversions exceed customers, or the prior is
        not above 0

    References
    ----------
    P(B > A) of two Beta distributions: Miller (2014), "Formulas for Bayesian A/B
    testing", here integrated, so that the prior need not be whole. Expected loss:
    Stucchio (2015), "Bayesian A/B testing at VWO".

    Examples
    --------
    >>> compare_bayes(49, 100, 51, 100)
    Arm 2 is better with a chance of 61.1 %: by +1.96 points (-11.7 points to
    +15.6 points with a chance of 95 %). Choosing arm 2 gives away 1.91 points on
    average, all cases counted. Prior: Beta(1, 1). This is no protection against
    stopping early: looked at daily until the chance passes 90 or 95 %, two equal arms
    often give a winner.
    """
    x1, n1 = counted(x1, n1)
    x2, n2 = counted(x2, n2)
    a, b = _prior(prior)
    level = asked.share(level, "level")
    one, two = (a + x1, b + n1 - x1), (a + x2, b + n2 - x2)
    rate_1, rate_2 = one[0] / sum(one), two[0] / sum(two)
    better = _above(two, one)
    loss_2, loss_1 = _loss(one, two), _loss(two, one)
    tail = (1 - level) / 2
    low, high = _quantile(one, two, tail), _quantile(one, two, 1 - tail)
    return Bayes(
        better,
        loss_2,
        loss_1,
        rate_2 - rate_1,
        low,
        high,
        rate_1,
        rate_2,
        (a, b),
        level,
    )


def _prior(prior: Any) -> tuple[float, float]:
    try:
        a, b = prior
    except (TypeError, ValueError) as error:
        raise DataError(words.PRIOR.format(found=prior)) from error
    return asked.number(a, "prior a", least=0), asked.number(b, "prior b", least=0)


@cache
def _nodes() -> tuple[np.ndarray, np.ndarray]:
    return np.polynomial.legendre.leggauss(POINTS)


def _grid(low: float, high: float) -> tuple[np.ndarray, np.ndarray]:
    """Return places and weights that integrate from low to high, denser at the ends."""
    nodes, weights = _nodes()
    u = (nodes + 1) / 2
    places = low + (high - low) * u * u * (3 - 2 * u)
    return places, (high - low) * 3 * u * (1 - u) * weights


def _reach(beta: tuple[float, float]) -> tuple[float, float]:
    """Return where a posterior lies."""
    return float(betaincinv(*beta, TAIL)), float(betaincinv(*beta, 1 - TAIL))


def _above(two: tuple[float, float], one: tuple[float, float]) -> float:
    """Return the chance that the first lies above the second.

    Added up along the quantiles of the second, where nothing is steep.
    """
    share, weights = _grid(0, 1)
    return float(weights @ betaincc(*two, betaincinv(*one, share)))


def _loss(better: tuple[float, float], chosen: tuple[float, float]) -> float:
    """Return how much the one is better than the chosen, where it is: on average."""
    ends = np.array([_reach(better), _reach(chosen)])
    x, weights = _grid(ends[1, 0], max(ends[0, 1], ends[1, 0]))
    return float(weights @ (betainc(*chosen, x) * betaincc(*better, x)))


def _quantile(one: tuple[float, float], two: tuple[float, float], q: float) -> float:
    """Return the difference below which two less one lies with the chance q."""
    from scipy.optimize import brentq  # noqa: PLC0415 (slow to import)

    def short(by: float) -> float:
        first = betainc(*one, max(-by, 0))
        last = betainc(*one, min(1 - by, 1))  # beyond it, two is below in any case
        share, weights = _grid(first, last)
        x = betaincinv(*one, share) + by
        return float(weights @ betainc(*two, np.clip(x, 0, 1)) + 1 - last) - q

    return float(brentq(short, -1, 1, xtol=1e-9))
