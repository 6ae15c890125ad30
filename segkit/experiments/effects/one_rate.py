"""Whether a rate differs from a number that was fixed before: a target, last year's."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from segkit import checks
from segkit.checks import DataError
from segkit.experiments.told import Told, percent
from segkit.experiments.words import effects as words
from segkit.record import wilson


@dataclass(frozen=True, repr=False)
class RateAgainst(Told):
    """Say how a rate compares with a number that is known without error.

    Parameters
    ----------
    rate : who did it, as a share; low, high : its Wilson interval
    target : the number it is held against
    p_value : of a rate that is the target, two-sided
    x, n : who did it, of how many
    test : which test it was, in words
    level : coverage of the interval

    Examples
    --------
    >>> rate_against(5, 83, 0.05).n
    83
    """

    rate: float
    low: float
    high: float
    target: float
    p_value: float
    x: int
    n: int
    test: str
    level: float = 0.95

    @property
    def sentence(self) -> str:
        """What was found, and whether it differs from the target."""
        told = {name: percent(getattr(self, name)) for name in ("rate", "low", "high")}
        text = words.AGAINST.format(
            **told,
            x=self.x,
            n=self.n,
            level=percent(self.level),
            target=percent(self.target),
            p=f"{self.p_value:.2g}",
            test=self.test,
        )
        if self.p_value >= 1 - self.level:
            return text + words.AGAINST_OPEN
        return text + (
            words.ABOVE_TARGET if self.rate > self.target else words.BELOW_TARGET
        )


def rate_against(
    x: int,
    n: int,
    target: float,
    *,
    test: Literal["exact", "score", "wald"] = "exact",
    level: float = 0.95,
) -> RateAgainst:
    """Say whether a rate differs from a target that was fixed before.

    Not for a hold-out, whose rate is uncertain too: that is `compare_rates`.

    Parameters
    ----------
    x, n : who did it, of how many
    target : share that was fixed before, between 0 and 1
    test : ``"exact"`` (binomial), ``"score"`` (z with the target's own variance) or
        ``"wald"`` (z with the variance of the rate, as statsmodels does by default)
    level : coverage of the Wilson interval, 0 to 1

    Returns
    -------
    RateAgainst

    Raises
    ------
    DataError
        if a count is no whole number from 0, x is above n, n is 0 or the target is no
        share between 0 and 1

    References
    ----------
    Clopper and Pearson (1934), Biometrika 26, 404-413, for the exact test; Agresti
    (2013), Categorical Data Analysis, section 1.3, for the others.

    Examples
    --------
    >>> rate_against(5, 83, 0.05)
    6.02 % (5 of 83; 95 % interval 2.6 % to 13.3 %) against a target of 5 %. If the
    target were the true rate, a result this far off would come up with a probability of
    0.61 (exact binomial test): the target may well be the true rate.
    >>> round(rate_against(5, 83, 0.05, test="wald").p_value, 5)
    0.69497
    """
    checks.choice(test, ["exact", "score", "wald"], name="test")
    low, high = wilson(x, n, level, name="rate_against")
    if not isinstance(target, int | float) or not 0 < target < 1:
        raise DataError(words.NO_TARGET.format(found=target))
    x, n = int(x), int(n)
    if n == 0:
        raise DataError(words.NOBODY)
    p_value = _p_value(x, n, float(target), test)
    return RateAgainst(
        x / n, low, high, float(target), p_value, x, n, words.AGAINST_TESTS[test], level
    )


def _p_value(x: int, n: int, target: float, test: str) -> float:
    from scipy import stats  # noqa: PLC0415 (slow to import)

    if test == "exact":
        return float(stats.binomtest(x, n, target).pvalue)
    rate = x / n
    share = target if test == "score" else rate
    error = math.sqrt(share * (1 - share) / n)
    if error == 0:
        raise DataError(words.NO_WALD.format(x=x, n=n))
    return float(2 * stats.norm.sf(abs(rate - target) / error))
