"""Indicators that divide one sum over customers by another, or count events."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np

from segkit import checks
from segkit.record.intervals import garwood
from segkit.record.kpi import Kpi
from segkit.record.moments import Moments, Sum
from segkit.record.skewed import FEW, moments_interval

TOTALS_ONLY = "no interval: two totals do not say how customers differ"
TOO_FEW = "{n} customers: below {few} the interval is not to be trusted"
ALL_ALIKE = "no interval: nothing says how customers differ"


def ratio(
    name: str,
    top: Any,
    bottom: Any = None,
    *,
    unit: str = "",
    definition: str = "",
    period: str = "",
    level: float = 0.95,
    note: str = "",
) -> Kpi:
    """Divide one sum over customers by another: money per order, orders per customer.

    Parameters
    ----------
    name : the indicator's name, ending in its unit
    top, bottom : two lists, one value per customer; or two of the sums of `Moments`; or
        two totals, then there is no interval. With a list as top, a number as bottom is
        that of customers, those beyond the list with 0; None for those of the list
    unit : of the result: a currency, "rate" (shown in percent), "days" ...
    definition : one sentence
    period : the days that were counted, in words
    level : coverage of the interval, 0 to 1
    note : how something was treated

    Returns
    -------
    Kpi, its value nan when the bottom sums to 0; n is the number of customers who have
    something on top or at the bottom. The note says when there are too few of them for
    the interval, see `segkit.record.skewed.moments_interval`

    Raises
    ------
    DataError
        if the lists differ in length, or a value is missing or no number

    References
    ----------
    Deng, Knoblich and Lu (2018), KDD, section 3.2; Hall (1992), Journal of the Royal
    Statistical Society B 54, 221-228.

    Examples
    --------
    >>> ratio("order_amount", [10, 20, 60], [1, 2, 3], unit="EUR").value
    15.0
    >>> ratio("order_amount", 90, 6, unit="EUR")
    order amount: 15.00 EUR (90 of 6), 95 % interval none; no interval: two totals do
    not say how customers differ
    """
    moments = _moments(top, bottom)
    above, below = (float(moments.sum(one)) for one in ("top", "bottom"))
    spread = ("top", "top") in moments.sums
    low, high = moments_interval(moments, level) if spread else (math.nan, math.nan)
    notes = [note, _doubt(moments.n, low, spread) if below else ""]
    return Kpi(
        name=name,
        value=above / below if below else math.nan,
        numerator=above,
        denominator=below,
        n=moments.n,
        low=low,
        high=high,
        unit=unit,
        definition=definition,
        period=period,
        level=level,
        note="; ".join(filter(None, notes)),
    )


def _doubt(n: int, low: float, spread: bool) -> str:
    if not spread:
        return TOTALS_ONLY
    if math.isnan(low):
        return ALL_ALIKE
    return TOO_FEW.format(n=n, few=FEW) if n < FEW else ""


def _moments(top: Any, bottom: Any) -> Moments:
    """Call what is divided top and bottom, whatever it was given as."""
    if isinstance(top, Sum) and isinstance(bottom, Sum):
        return top.moments.renamed({top.name: "top", bottom.name: "bottom"})
    if np.ndim(top) == 0 and bottom is not None and np.ndim(bottom) == 0:
        return Moments(0, {("top",): float(top), ("bottom",): float(bottom)})
    if np.ndim(top) == 1 and np.ndim(bottom) == 0:
        customers = len(top) if bottom is None else bottom
        top, bottom = _with_zeros(top, customers), np.ones(customers)
    found = Moments.of(top=top, bottom=bottom)
    idle = np.sum((np.asarray(top) == 0) & (np.asarray(bottom) == 0))
    return replace(found, n=found.n - int(idle))


def _with_zeros(top: Any, customers: Any) -> np.ndarray:
    """Add the customers of whom nothing is known but that they are there."""
    n = checks.whole_number(customers, name="customers", low=len(top))
    return np.concatenate([np.asarray(top), np.zeros(n - len(top))])


def event_rate(
    name: str,
    events: int,
    exposure: float,
    *,
    unit: str = "",
    definition: str = "",
    period: str = "",
    level: float = 0.95,
    note: str = "",
) -> Kpi:
    """Say how often something happens per unit of exposure, which may be above 1.

    Parameters
    ----------
    name : the indicator's name
    events : how many, independent of one another
    exposure : what they are divided by: people reached, days, impressions
    unit : of the result
    definition : one sentence
    period : the days that were counted, in words
    level : coverage of the interval, 0 to 1
    note : how something was treated

    Returns
    -------
    Kpi, its value nan when the exposure is 0; the interval is Garwood's

    Raises
    ------
    DataError
        if events is no whole number from 0

    References
    ----------
    Garwood (1936), Biometrika 28, 437-442.

    Examples
    --------
    >>> event_rate("likes_per_post", 30, 12, unit="likes")
    likes per post: 2.50 likes (30 of 12), 95 % interval 1.69 likes to 3.57 likes
    """
    low, high = garwood(events, level, name=name)
    events, nothing = int(events), not exposure
    low, high, value = (
        math.nan if nothing else number / exposure for number in (low, high, events)
    )
    return Kpi(
        name=name,
        value=value,
        numerator=events,
        denominator=exposure,
        n=events,
        low=low,
        high=high,
        unit=unit,
        definition=definition,
        period=period,
        level=level,
        note=note,
    )
