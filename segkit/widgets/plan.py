"""What a plan of a test is made of: its numbers checked, and what follows from them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, NamedTuple

import pandas as pd

from segkit import checks, experiments
from segkit.checks import DataError
from segkit.widgets import words

EXACT = 200  # customers in an arm up to which results are counted one by one
PERCENT = ("base_rate", "effect", "held_out", "power", "alpha")
LIMITS = {  # low, high and step of each control, in the unit that it shows
    "base_rate": (0.1, 60.0, 0.1),
    "effect": (0.1, 30.0, 0.1),
    "held_out": (5, 95, None),
    "power": (50, 99, None),
    "alpha": (1, 20, None),
    "per_week": (0, 100_000, None),
    "cost": (0.0, 20.0, 0.01),
    "margin": (0.0, 1000.0, 0.5),
}


class Plan(NamedTuple):
    """A plan of a test in one segment, checked; shares from 0 to 1.

    Parameters
    ----------
    name, n : the segment and its customers
    p1 : share who buy without the message
    effect : rise worth finding
    held_out : share who get nothing
    power, alpha : chance to find the rise, and of a false alarm
    per_week : customers who join each week; 0 for all at once
    cost, margin : what a message costs and an order earns

    Examples
    --------
    >>> plan = Plan("New", 60, 0.1, 0.05, 0.25, 0.8, 0.05, 0, 0.9, 40)
    >>> round(plan.p2, 2), plan.held, plan.sent
    (0.15, 15, 45)
    """

    name: str
    n: int
    p1: float
    effect: float
    held_out: float
    power: float
    alpha: float
    per_week: int
    cost: float
    margin: float

    @property
    def p2(self) -> float:
        """The share who buy with the message, if the rise is there."""
        return self.p1 + self.effect

    @property
    def held(self) -> int:
        """Customers who are held out."""
        return min(max(round(self.held_out * self.n), 2), self.n - 2)

    @property
    def sent(self) -> int:
        """Customers who get the message."""
        return self.n - self.held


def sizes_of(segments: Any) -> dict[str, int]:
    """Return the customers in each segment that has any.

    Parameters
    ----------
    segments : Series of segments, or the number of customers in each

    Returns
    -------
    dict

    Raises
    ------
    DataError
        if there are none

    Examples
    --------
    >>> sizes_of({"New": 60, "Lost": 0})
    {'New': 60}
    """
    if isinstance(segments, pd.Series):
        segments = segments.value_counts(sort=False).sort_index().to_dict()
    if not isinstance(segments, Mapping) or not any(segments.values()):
        raise DataError(words.PLAN_NO_SEGMENTS)
    return {
        str(name): checks.whole_number(n, name=f"segment {name!r}", low=0)
        for name, n in segments.items()
        if n != 0
    }


def largest(sizes: Mapping[str, int]) -> str:
    """Return the segment with the most customers.

    Parameters
    ----------
    sizes : as `sizes_of` returns them

    Returns
    -------
    str, the first of equal ones

    Examples
    --------
    >>> largest({"New": 60, "Loyal": 4000})
    'Loyal'
    """
    return max(sizes, key=lambda name: sizes[name])


def rate_of(base_rate: Any, name: str) -> float:
    """Return the share of a segment who buy without a message.

    Parameters
    ----------
    base_rate : one for all, or one for each segment
    name : the segment

    Returns
    -------
    float; of several, 0.001 at least

    Raises
    ------
    DataError
        if the segment has no rate

    Examples
    --------
    >>> rate_of(0.02, "New"), rate_of({"New": 0.0}, "New")
    (0.02, 0.001)
    """
    if not isinstance(base_rate, Mapping | pd.Series):
        return float(base_rate)
    known = {str(key): float(rate) for key, rate in dict(base_rate).items()}
    if name not in known:
        raise DataError(words.PLAN_NO_RATE.format(name=name, known=list(known)))
    return max(known[name], LIMITS["base_rate"][0] / 100)


def checked(name: str, n: int, base_rate: float, **given: Any) -> Plan:
    """Check every number of a plan.

    Parameters
    ----------
    name, n : the segment and its customers
    base_rate : share who buy without the message
    given : the other numbers of a `Plan`

    Returns
    -------
    Plan

    Raises
    ------
    DataError
        naming the number that lies outside its limits

    Examples
    --------
    >>> checked("New", 60, 2, effect=0.01)
    Traceback (most recent call last):
    ...
    segkit.checks.DataError: base_rate must lie between 0.001 and 0.6; this is 2
    """
    if n < 4:
        raise DataError(words.PLAN_SMALL.format(name=name, n=n))
    for key, value in {"base_rate": base_rate, **given}.items():
        unit = 100 if key in PERCENT else 1
        low, high, _ = LIMITS[key]
        if not low <= round(value * unit, 9) <= high:
            between = words.BETWEEN.format(low=low / unit, high=high / unit)
            text = words.PLAN_RANGE
            raise DataError(text.format(name=key, between=between, found=value))
    return Plan(name, n, base_rate, **given)


def numbers(plan: Plan) -> pd.DataFrame:
    """Return what follows from a plan, in one row.

    Parameters
    ----------
    plan : checked

    Returns
    -------
    table as `draw_planner` describes it

    Examples
    --------
    >>> plan = Plan("New", 60, 0.1, 0.05, 0.5, 0.8, 0.05, 100, 0.9, 40)
    >>> numbers(plan)[["needed", "weeks", "cost_amount"]].iloc[0].tolist()
    [1372.0, 14.0, 27.0]
    """
    planned = (1 - plan.held_out) / plan.held_out
    needed = experiments.sample_size(
        plan.p1, plan.p2, power=plan.power, alpha=plan.alpha, ratio=planned
    ).n_total
    seen = experiments.detectable_effect(
        plan.p1, plan.held, power=plan.power, alpha=plan.alpha,
        ratio=plan.sent / plan.held, formula=_formula(plan.held, plan.sent),
    )  # fmt: skip
    row = {
        "segment": plan.name,
        "n": plan.n,
        "held_out": plan.held,
        "message": plan.sent,
        "p1": plan.p1,
        "p2": plan.p2,
        "chance": chance(plan, plan.p2, plan.held, plan.sent),
        "seen": seen.up,
        "needed": needed,
        "weeks": math.ceil(needed / plan.per_week) if plan.per_week else 0,
        "cost_amount": plan.cost * plan.sent,
        "earned_amount": plan.effect * plan.sent * plan.margin,
    }
    return pd.DataFrame([row])


def chance(plan: Plan, p2: float, held: int, sent: int) -> float:
    """Return the chance that a test with these arms finds a rise to p2.

    Parameters
    ----------
    plan : for its base rate and its chance of a false alarm
    p2 : share who buy with the message
    held, sent : customers in the two arms

    Returns
    -------
    float, 0 to 1

    Examples
    --------
    >>> plan = Plan("New", 60, 0.2, 0.05, 0.5, 0.8, 0.05, 0, 0, 0)
    >>> round(chance(plan, 0.25, 1094, 1094), 3)
    0.8
    """
    found = experiments.power(
        plan.p1, p2, held, alpha=plan.alpha, ratio=sent / held,
        formula=_formula(held, sent),
    )  # fmt: skip
    return float(found)


def _formula(held: int, sent: int) -> str:
    return "exact" if max(held, sent) <= EXACT else "pooled"


def plain(number: float) -> str:
    """Write a number with two digits after the point at most.

    Parameters
    ----------
    number : from 0

    Returns
    -------
    str

    Examples
    --------
    >>> plain(2.5), plain(2.154), plain(21.54), plain(80)
    ('2.5', '2.15', '21.5', '80')
    """
    digits = 1 if number >= 10 else 2
    return f"{number:.{digits}f}".rstrip("0").rstrip(".")
