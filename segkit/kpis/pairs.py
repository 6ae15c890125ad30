"""The same customers in two periods: how an indicator changed, and how sure that is."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import narwhals.stable.v2 as nw

from segkit.kpis import words
from segkit.kpis.counting import Wanted
from segkit.kpis.indicator import Indicator
from segkit.kpis.numbers import EVERYBODY, Number
from segkit.kpis.periods import Spans
from segkit.kpis.sources import Source
from segkit.record import Kpi, Moments, paired_rate_difference

c = nw.col
THERE = "_there"
PERIODS = (0, 1)


@dataclass(frozen=True)
class Change:
    """Say what an indicator was in two periods, and how far they may lie apart.

    Parameters
    ----------
    before, after : the indicator in each
    ends : of the interval of the difference
    paired : whether customers were compared with themselves

    Examples
    --------
    >>> from segkit import kpis
    >>> june, july = kpis.purchase_rate(48, 80), kpis.purchase_rate(56, 70)
    >>> change = Change(june, july, independent(june, july), paired=False)
    >>> round(change.ends[0], 4)
    0.0524
    """

    before: Kpi
    after: Kpi
    ends: tuple[float, float]
    paired: bool


def at(name: str, when: int) -> str:
    """Name a number of one of the two periods."""
    return f"{name}@{when}"


class Pair:
    """Count an indicator's numbers in two periods, side by side for each customer.

    Parameters
    ----------
    kpi : the indicator
    own : its options
    spans : the two periods
    level : coverage of the intervals
    """

    def __init__(
        self, kpi: Indicator, own: dict[str, Any], spans: Spans, level: float
    ) -> None:
        self.kpi, self.own, self.spans, self.level = kpi, own, spans, level
        self.single = kpi.wanted(own)

    @property
    def wanted(self) -> Wanted:
        """The numbers of both periods, and the customers with a row in each."""
        numbers = {
            at(name, when): EVERYBODY
            if number.expression is None
            else Number(c(at(name, when)), number.per)
            for when in PERIODS
            for name, number in self.single.numbers.items()
        }
        numbers |= {at(THERE, when): Number(c(at(THERE, when))) for when in PERIODS}
        return Wanted(numbers, max(self.single.order, 2))

    def turner(self, source: Source, more: tuple[str, ...]) -> Callable[[Any], Any]:
        """Say how the rows of both periods become one row per customer.

        Parameters
        ----------
        source : whose rows they are
        more : further columns to group by

        Returns
        -------
        function from a narwhals table to another
        """
        added = {n: number.expression for n, number in self.single.added.items()}
        parts = {**added, THERE: nw.lit(1)}

        def turned(people: Any) -> Any:
            people = people.with_columns(
                **{
                    at(name, when): nw.when(c("_when") == when)
                    .then(expression.cast(nw.Float64))
                    .otherwise(nw.lit(0.0))
                    for name, expression in parts.items()
                    for when in PERIODS
                }
            )
            if not source.unit_id:
                return people.drop("_when")
            keys = dict.fromkeys([source.unit_id, *more])
            names = [at(name, when) for name in parts for when in PERIODS]
            sums = {name: c(name).sum() for name in [source.counted, *names]}
            return people.group_by(*keys).agg(**sums)

        return turned

    def of(self, moments: Moments) -> Change:
        """Compute the indicator of both periods, and the interval of its change.

        Parameters
        ----------
        moments : of the numbers of both periods

        Returns
        -------
        Change
        """
        before, after = (self._one(moments, when) for when in PERIODS)
        names = list(self.single.numbers)
        plain = len(names) > 1 and all(_divided(k) for k in (before, after))
        if not plain:
            return Change(before, after, independent(before, after), paired=False)
        if names[1] in self.single.everybody and not self.kpi.spread:
            ends = _same_customers(moments, names[0], before, after, self.level)
        else:
            ends = apart(before, after, correlation(moments, names[:2]))
        return Change(before, after, ends, paired=True)

    def _one(self, moments: Moments, when: int) -> Kpi:
        some = moments.renamed({at(n, when): n for n in self.single.numbers})
        if not self.single.everybody:
            some = Moments(int(moments.sum(at(THERE, when))), some.sums)
        _, first, last = self.spans.parts(*self.spans.before)[when]
        period = words.PERIOD.format(first=first, last=last)
        return self.kpi.of(some, period=period, level=self.level, **self.own)


def _divided(kpi: Kpi) -> bool:
    """Say whether the value is the numerator over the denominator."""
    if not kpi.denominator:
        return True
    return math.isclose(kpi.value, kpi.numerator / kpi.denominator, rel_tol=1e-9)


def _same_customers(
    moments: Moments, name: str, before: Kpi, after: Kpi, level: float
) -> tuple[float, float]:
    both = round(moments.sum(at(name, 0), at(name, 1)))
    first, second = round(before.numerator) - both, round(after.numerator) - both
    neither = round(before.denominator) - both - first - second
    found = paired_rate_difference(both, first, second, neither, level=level)
    return found.low, found.high


def correlation(moments: Moments, names: list[str]) -> float:
    """Say how closely two ratios of the same customers go together (delta method).

    Parameters
    ----------
    moments : of ``top@0``, ``bottom@0``, ``top@1``, ``bottom@1``
    names : of top and bottom

    Returns
    -------
    float, -1 to 1; 0 where one of them does not vary

    References
    ----------
    Deng, Knoblich and Lu (2018), KDD, section 3.2.

    Examples
    --------
    >>> numbers = {"x@0": [1, 2, 3], "y@0": [1, 1, 1], "x@1": [2, 4, 6]}
    >>> known = Moments.of(**numbers, **{"y@1": [1, 1, 1]})
    >>> round(correlation(known, ["x", "y"]), 6)
    1.0
    """
    top, bottom = names
    ratios = [_ratio(moments, top, bottom, when) for when in PERIODS]

    def product(i: int, j: int) -> float:
        one, two = {at(top, i): 1.0}, {at(top, j): 1.0}
        one[at(bottom, i)], two[at(bottom, j)] = -ratios[i], -ratios[j]
        return sum(
            a * b * moments.sum(n, m) for n, a in one.items() for m, b in two.items()
        )

    spread = product(0, 0) * product(1, 1)
    if not spread > 0:
        return 0.0
    return max(-1.0, min(1.0, product(0, 1) / math.sqrt(spread)))


def _ratio(moments: Moments, top: str, bottom: str, when: int) -> float:
    below = moments.sum(at(bottom, when))
    return moments.sum(at(top, when)) / below if below else math.nan


def independent(before: Kpi, after: Kpi) -> tuple[float, float]:
    """Return the interval of a difference between different customers.

    Parameters
    ----------
    before, after : two records

    Returns
    -------
    (low, high)

    Examples
    --------
    >>> from segkit import kpis
    >>> june, july = kpis.purchase_rate(48, 80), kpis.purchase_rate(56, 70)
    >>> [round(end, 4) for end in independent(june, july)]
    [0.0524, 0.3339]
    """
    return apart(before, after, 0.0)


def apart(before: Kpi, after: Kpi, together: float) -> tuple[float, float]:
    """Make the interval of a difference of two intervals and their correlation.

    Parameters
    ----------
    before, after : two records with their intervals
    together : correlation of the two values

    Returns
    -------
    (low, high); nan where one of them has no interval

    References
    ----------
    Zou and Donner (2008), Statistics in Medicine 27, 1693-1702, equation 5; for two
    Wilson intervals it is Newcombe (1998), Statistics in Medicine 17, 873-890, method
    10.

    Examples
    --------
    >>> from segkit import kpis
    >>> june, july = kpis.purchase_rate(48, 80), kpis.purchase_rate(56, 70)
    >>> apart(june, july, 0.5)[0] > apart(june, july, 0.0)[0]
    True
    """
    value = after.value - before.value
    below = _joined(after.value - after.low, before.high - before.value, together)
    above = _joined(after.high - after.value, before.value - before.low, together)
    return value - below, value + above


def _joined(one: float, other: float, together: float) -> float:
    squares = one**2 - 2 * together * one * other + other**2
    return math.sqrt(max(squares, 0.0)) if not math.isnan(squares) else math.nan
