"""Indicators of use: how long customers watch, what they finish, who is active."""

from __future__ import annotations

import math
from typing import Any

import narwhals.stable.v2 as nw
import numpy as np

from segkit import checks
from segkit.kpis.clustered import Bunches
from segkit.kpis.indicator import indicator
from segkit.kpis.numbers import EVERYBODY
from segkit.kpis.sources import Source, totals
from segkit.kpis.words import market as words
from segkit.record import Kpi, Sum, rate, ratio, wilson

c = nw.col
WATCHES = Source(
    "watches",
    totals(minutes=c("minutes"), n_finished=c("finished")),
    time="started_at",
    numbers=("minutes",),
    extra={"finished": False},
    what=words.WATCH_NEEDS,
)
"""Use of each customer: n_rows (viewings), minutes, n_finished."""


def _whole(per: str) -> Any:
    if per == "customer":
        return EVERYBODY
    return c("n_rows") >= 1 if per == "active" else c("n_rows")


@indicator(
    WATCHES,
    words.WATCH,
    spread=True,
    variants={"per": words.PER},
    minutes=c("minutes"),
    of=_whole,
)
def watch_time(
    minutes: Any,
    of: Any = None,
    *,
    per: str = "customer",
    unit: str = words.MINUTES,
    period: str = "",
    level: float = 0.95,
) -> Kpi:
    """Say how long a customer watches or uses something.

    Parameters
    ----------
    minutes : of each customer, 0 for those who watched nothing; or the total
    of : what to divide by, for each customer or in all: 1 for each customer, for each
        active one, or their viewings; None for 1 each (``per="active"`` leaves out
        those with 0 minutes)
    per : ``"customer"``, ``"active"`` (customers who watched) or ``"viewing"``
    unit : of the minutes, such as "GB" if the table's minutes are another measure
    period : the days that were counted, in words
    level : coverage of the interval, 0 to 1

    Returns
    -------
    Kpi, in minutes

    Raises
    ------
    DataError
        if a value is missing or no number

    Notes
    -----
    Own definition. The table form reads customer_id, started_at, minutes; name other
    columns by ``columns=``. A rise per active customer may come from light users who
    left: look at ``per="customer"`` and at `active_rate` too.

    Examples
    --------
    >>> watch_time([120, 0, 60]).value
    60.0
    >>> watch_time([120, 0, 60], per="active").value
    90.0
    """
    if of is None:
        values = np.asarray(minutes, dtype=float)
        of = (values > 0).astype(float) if per == "active" else np.ones(len(values))
    return ratio("watch_time", minutes, of, unit=unit, period=period, level=level)


@indicator(
    WATCHES,
    words.FINISHED,
    spread=2,
    finished=c("n_finished"),
    viewings=c("n_rows"),
)
def finished_rate(
    finished: Any, viewings: Any, *, period: str = "", level: float = 0.95
) -> Kpi:
    """Say what share of the viewings was watched to the end.

    Parameters
    ----------
    finished : viewings watched to the end: of each customer, or in all
    viewings : all viewings: of each customer, or in all
    period : the days that were counted, in words
    level : coverage of the interval, 0 to 1

    Returns
    -------
    Kpi, a rate from 0 to 1

    Raises
    ------
    DataError
        if a count is no whole number from 0, or more were finished than seen

    Notes
    -----
    Own definition. Viewings of one customer are alike, so the interval rests on
    customers (`segkit.kpis.clustered`); from two totals it is Wilson's, as if each
    viewing were another customer's.

    Examples
    --------
    >>> finished_rate([3, 0, 2], [4, 2, 2]).value
    0.625
    """
    if isinstance(viewings, Sum):
        known, part, whole = viewings.moments, "finished", "viewings"
        keys = [(part,), (whole,), (part, part), (part, whole), (whole, whole)]
        bunches = Bunches(known.n, *(int(known.sum(*key)) for key in keys))
    elif np.ndim(finished):
        bunches = Bunches.of(finished, viewings)
    else:
        return rate("finished_rate", finished, viewings, period=period, level=level)
    wilson(bunches.part, bunches.whole, level, name="finished_rate")  # are they sound?
    low, high = bunches.interval(level)
    return Kpi(
        name="finished_rate",
        value=bunches.part / bunches.whole if bunches.whole else math.nan,
        numerator=bunches.part,
        denominator=bunches.whole,
        n=bunches.n,
        low=low,
        high=high,
        unit="rate",
        definition="",
        period=period,
        level=level,
    )


@indicator(
    WATCHES,
    words.ACTIVE,
    active=lambda least: c("n_rows") >= least,
    customers=EVERYBODY,
)
def active_rate(
    active: int,
    customers: int,
    *,
    least: int = 1,
    period: str = "",
    level: float = 0.95,
) -> Kpi:
    """Say what share of the customers used the service in the period.

    Parameters
    ----------
    active : customers with at least `least` viewings
    customers : all customers of the group
    least : how many viewings make somebody active
    period : the days that were counted, in words
    level : coverage of the Wilson interval, 0 to 1

    Returns
    -------
    Kpi, a rate from 0 to 1

    Raises
    ------
    DataError
        if a count is no whole number from 0, or more are active than there are

    Notes
    -----
    Own definition.

    Examples
    --------
    >>> active_rate(450, 600).value
    0.75
    """
    checks.whole_number(least, name="least", low=1)
    return rate("active_rate", active, customers, period=period, level=level)
