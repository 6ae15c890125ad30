"""Return on investment and payback: what a campaign earned, and when it is back."""

from __future__ import annotations

import math
from typing import Any, Literal

import numpy as np

from segkit.checks import DataError
from segkit.kpis.indicator import indicator
from segkit.kpis.words import money as words
from segkit.record import Kpi
from segkit.record.differences import mean_difference

Ends = tuple[float, float, float]


@indicator(None, "{revenue_is}", variants={"revenue_is": words.REVENUE})
def roi(
    revenue: Any,
    cost: float,
    *,
    margin: float,
    held_out: Any = None,
    low: float | None = None,
    high: float | None = None,
    revenue_is: Literal["incremental", "attributed"] = "incremental",
    period: str = "",
    level: float = 0.95,
) -> Kpi:
    """Say what a campaign earned for each unit that it cost (return on investment).

    Parameters
    ----------
    revenue : revenue of each customer who got the message, 0 for those who bought
        nothing, with ``held_out``; or the incremental revenue in all
    cost : what the campaign cost in all, above 0
    margin : part of the revenue that is left after the goods, 0 to 1
    held_out : revenue of each customer who was held out by lot, in the same days
    low, high : interval of the incremental revenue, where it is given as one number
    revenue_is : ``"attributed"`` if nobody was held out: then there is no interval, and
        the note says what the number is not
    period : the days that were counted, in words
    level : coverage of the interval, 0 to 1

    Returns
    -------
    Kpi, shown in percent: 0 % earns its cost back, -100 % is all lost. Its interval is
    that of the lift, carried through the formula

    Raises
    ------
    DataError
        if cost or margin make no sense, or the arguments contradict each other

    References
    ----------
    Lenskold (2003), Marketing ROI, chapter 3: incremental margin less cost, over cost;
    the lift is a difference of means (Welch 1947).

    Examples
    --------
    >>> roi(5000.0, 1000.0, margin=0.4, low=1000.0, high=9000.0)
    roi: 100.0 % (1,000 of 1,000), 95 % interval -60.0 % to 260.0 %
    >>> earned = roi([30, 0, 50, 0], 8.0, margin=0.5, held_out=[0, 20, 0, 0])
    >>> round(earned.value, 2), earned.low < 0 < earned.high
    (2.75, True)
    """
    cost, margin = _above(cost, "cost"), _share(margin)
    if revenue_is == "attributed":
        if held_out is not None:
            raise DataError(words.HELD_OUT_ATTRIBUTED)
        ends, note, n = (_number(revenue), math.nan, math.nan), words.ATTRIBUTED, 0
    elif held_out is not None:
        ends, n = _lift(revenue, held_out, level)
        note = ""
    else:
        ends, n = _given(_number(revenue), low, high), 0
        note = words.NO_LIFT if low is None else ""
    value, below, above = ((margin * end - cost) / cost for end in ends)
    top = margin * ends[0] - cost
    return Kpi(
        "roi", value, top, cost, n, below, above, "rate", "", period, level, note
    )


def _lift(revenue: Any, held_out: Any, level: float) -> tuple[Ends, int]:
    """Say what the message arm brought on top, in all, with its interval."""
    if np.ndim(revenue) != 1 or np.ndim(held_out) != 1:
        raise DataError(words.NEED_LISTS)
    got, held = (np.asarray(x, dtype=float) for x in (revenue, held_out))
    if not (np.isfinite(got).all() and np.isfinite(held).all()) or got.size < 2:
        raise DataError(words.NEED_LISTS)
    arms = [(float(x.mean()), float(x.var(ddof=1)), int(x.size)) for x in (held, got)]
    apart = mean_difference(arms[0], arms[1], level=level)
    n = int(got.size)
    return (apart.value * n, apart.low * n, apart.high * n), n + int(held.size)


def _given(value: float, low: float | None, high: float | None) -> Ends:
    if (low is None) != (high is None):
        raise DataError(words.ONE_END)
    if low is None or high is None:
        return value, math.nan, math.nan
    if not low <= value <= high:
        raise DataError(words.ENDS_APART.format(low=low, high=high, value=value))
    return value, low, high


def _number(value: Any) -> float:
    try:
        found = float(value)
    except (TypeError, ValueError):
        found = math.nan
    if not math.isfinite(found):
        raise DataError(words.NOT_NUMBER.format(name="revenue", found=value))
    return found


def _above(value: Any, name: str) -> float:
    if not isinstance(value, int | float | np.number) or not 0 < value < math.inf:
        raise DataError(words.NOT_POSITIVE.format(name=name, found=value))
    return float(value)


def _share(margin: Any) -> float:
    if not isinstance(margin, int | float | np.number) or not 0 < margin <= 1:
        raise DataError(words.NOT_MARGIN.format(found=margin))
    return float(margin)


@indicator(None, "cost of a customer / (revenue per customer and month x margin)")
def payback_months(
    cost: Any, revenue: Any, *, margin: float, period: str = "", level: float = 0.95
) -> Kpi:
    """Say after how many months a customer has earned back what winning them cost.

    Parameters
    ----------
    cost : acquisition cost per customer: `kpis.cac`, or a number
    revenue : revenue per customer and month: an indicator with interval, or a number
    margin : part of the revenue that is left after the goods, 0 to 1
    period : the days that were counted, in words
    level : coverage of the interval, as that of cost and revenue

    Returns
    -------
    Kpi, in months, at an even pace and without interest; its interval puts those of
    cost and revenue together, and has no end where revenue may be 0

    Raises
    ------
    DataError
        if a number is not above 0

    References
    ----------
    Zou and Donner (2008), Statistics in Medicine 27, 1693-1702: a ratio is a difference
    of logarithms, whose interval comes from the intervals of the two.

    Examples
    --------
    >>> payback_months(60.0, 25.0, margin=0.4)
    payback months: 6.00 months (60 of 10), 95 % interval none; no
    interval: pass the indicators themselves, such as kpis.cac(...)
    """
    above, below = (
        _ends(x, name) for x, name in ((cost, "cost"), (revenue, "revenue"))
    )
    margin = _share(margin)
    value = above[0] / (below[0] * margin)
    low, high = _of_logarithms(above, below)
    top, bottom = above[0], below[0] * margin
    sure = math.isnan(low)
    note = words.PAYBACK_SURE if sure else ""
    if math.isinf(high):
        note = words.PAYBACK_NONE
    ends = (value * math.exp(low), value * math.exp(high))
    return Kpi(
        "payback_months",
        value,
        top,
        bottom,
        0,
        *ends,
        "months",
        "",
        period,
        level,
        note,
    )


def _ends(number: Any, name: str) -> Ends:
    """Read a number, and its interval where it has one."""
    if isinstance(number, Kpi):
        _above(number.value, name)
        return number.value, number.low, number.high
    value = _above(number, name)
    return value, value, value


def _of_logarithms(above: Ends, below: Ends) -> tuple[float, float]:
    """Put two intervals together on the scale of logarithms, as distances from 0."""
    if above[1] == above[2] and below[1] == below[2]:
        return math.nan, math.nan

    def log(x: float) -> float:
        if x <= 0:
            return -math.inf
        return math.inf if math.isinf(x) else math.log(x)

    a, b = ([log(end) for end in ends] for ends in (above, below))
    down = math.hypot(a[0] - a[1], b[2] - b[0])
    up = math.hypot(a[2] - a[0], b[0] - b[1])
    return -down, up
