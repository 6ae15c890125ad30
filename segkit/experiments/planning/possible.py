"""What is possible with so many customers, and how long it takes to get them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from segkit import checks
from segkit.checks import DataError
from segkit.experiments.planning import asked
from segkit.experiments.planning.exact_power import small
from segkit.experiments.planning.powers import Detectable, detectable_effect
from segkit.experiments.planning.sample_sizes import sample_size
from segkit.experiments.told import Told, percent
from segkit.experiments.words import sizes as words


@dataclass(frozen=True, repr=False)
class Possible(Told):
    """Say what a test with so many customers can find, and what it would take.

    Parameters
    ----------
    n : customers in both arms together
    seen : what such a test would find
    p2 : rate that one would like to find; None if not asked
    needed : customers that finding it takes, both arms; None if not asked

    Examples
    --------
    >>> what_is_possible(60, 0.10).n
    60
    """

    n: int
    seen: Detectable
    p2: float | None = None
    needed: int | None = None

    @property
    def sentence(self) -> str:
        """What is possible, in a sentence or two."""
        seen = self.seen
        ends = (math.isnan(seen.up), math.isnan(seen.down))
        change = words.POSSIBLE_CHANGE[ends].format(
            up=percent(seen.up), down=percent(seen.down)
        )
        start = words.POSSIBLE.format(
            n=f"{self.n:,}",
            p1=percent(seen.p1),
            change=change,
            power=percent(seen.power),
        )
        if self.p2 is None or self.needed is None:
            return start
        told = words.POSSIBLE_ENOUGH if self.needed <= self.n else words.POSSIBLE_MORE
        return start + told.format(
            p1=percent(seen.p1), p2=percent(self.p2), needed=f"{self.needed:,}"
        )


def what_is_possible(
    n: int,
    p1: float,
    p2: float | None = None,
    *,
    alpha: float = 0.05,
    power: float = 0.8,
    sides: int = 2,
) -> Possible:
    """Say what a test with so many customers can find.

    Parameters
    ----------
    n : customers in both arms together, 4 or more
    p1 : rate without the message, 0 to 1
    p2 : rate that one would like to find
    alpha, power, sides : as in `sample_size`

    Returns
    -------
    Possible; arms of 200 customers and fewer are counted exactly

    Raises
    ------
    DataError
        if n is below 4, or a rate is no share

    References
    ----------
    As `power`.

    Examples
    --------
    >>> what_is_possible(60, 0.10, 0.15)
    60 customers, half of them in each arm, and a rate of 10 %: only a rise to 40.9 %
    (no fall, not even to nobody) would be found with a chance of 80 %. To find 10 % to
    15 %, it would take 1,372 customers. With fewer, take it as a trial run, pool
    segments, measure what happens more often, or run longer; that a small test finds
    nothing does not mean that there is nothing.
    """
    n = checks.whole_number(n, name="n", low=4)
    plan: dict[str, Any] = {"alpha": alpha, "power": power, "sides": sides}
    ratio = (n - n // 2) / (n // 2)
    seen = detectable_effect(
        p1, n // 2, formula=formula_for(n // 2, n - n // 2), ratio=ratio, **plan
    )
    if p2 is None:
        return Possible(n, seen)
    return Possible(n, seen, p2, sample_size(p1, p2, **plan).n_total)


def formula_for(n_1: float, n_2: float) -> str:
    """Return the way to compute the power of arms of this size.

    Parameters
    ----------
    n_1, n_2 : customers in the arms

    Returns
    -------
    "exact" for small arms, else "pooled"

    Examples
    --------
    >>> formula_for(30, 30), formula_for(3000, 3000)
    ('exact', 'pooled')
    """
    return "exact" if small(n_1, n_2) else "pooled"


def design_effect(sizes: Any, correlation: float) -> float:
    """Say how many times more customers a test needs whose units are households.

    Customers of one household or company are alike, so each adds less than a customer
    of another. Multiply the customers of `sample_size` by this.

    Parameters
    ----------
    sizes : customers in each unit: one number, or one for each unit
    correlation : how alike customers of one unit are (intraclass correlation), 0 to 1

    Returns
    -------
    float, from 1

    Raises
    ------
    DataError
        if a size is below 1, or the correlation lies outside 0 to 1

    References
    ----------
    Kish (1965), Survey Sampling, section 5.4; unequal sizes: each customer counts the
    size of the unit.

    Examples
    --------
    >>> round(design_effect(3, 0.1), 3), round(design_effect([1, 1, 4], 0.1), 3)
    (1.2, 1.2)
    """
    n = np.atleast_1d(np.asarray(sizes, dtype=float))
    if not n.size or not (np.isfinite(n) & (n >= 1)).all():
        raise DataError(words.UNIT_SIZES.format(found=sizes))
    alike = asked.number(correlation, "correlation", least=-1e-12)
    if alike > 1:
        raise DataError(words.CORRELATION.format(found=correlation))
    return float(1 + ((n**2).sum() / n.sum() - 1) * alike)


@dataclass(frozen=True, repr=False)
class Duration(Told):
    """Say how long a test runs.

    Parameters
    ----------
    n : customers needed in all arms together
    per_day : customers who enter each day
    days : days that it takes, rounded up

    Examples
    --------
    >>> duration(700, 50).weeks
    2
    """

    n: float
    per_day: float
    days: int

    @property
    def weeks(self) -> int:
        """Whole weeks that it takes."""
        return math.ceil(self.days / 7)

    @property
    def sentence(self) -> str:
        """How long it takes, in a sentence."""
        return words.DAYS.format(
            n=f"{self.n:,.10g}",
            per_day=f"{self.per_day:,.10g}",
            days=self.days,
            weeks=self.weeks,
            in_weeks=7 * self.weeks,
        )


def duration(n: float, per_day: float) -> Duration:
    """Say how many days a test runs, given how many customers come each day.

    Parameters
    ----------
    n : customers needed in all arms together
    per_day : customers who enter the test each day, on average

    Returns
    -------
    Duration: ``days``, and ``weeks`` rounded up to whole ones

    Raises
    ------
    DataError
        if a number is not above 0

    References
    ----------
    Whole weeks: Kohavi, Tang and Xu (2020), Trustworthy Online Controlled Experiments,
    chapter 2.

    Examples
    --------
    >>> duration(sample_size(0.20, 0.25).n_total, per_day=150)
    2,188 customers at 150 a day take 15 days; run 3 whole weeks (21 days), so that
    each day of the week counts alike.
    """
    n, per_day = (
        asked.number(n, "n", least=0),
        asked.number(per_day, "per_day", least=0),
    )
    return Duration(n, per_day, math.ceil(n / per_day))
