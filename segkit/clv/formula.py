"""CLV by formula: margin, retention and discount, the same in every period."""

from __future__ import annotations

import math
from typing import Any

from segkit import checks
from segkit.clv import words
from segkit.clv.predictions import number
from segkit.record import Kpi, wilson


def formula_clv(
    margin: float,
    retention: Any,
    discount: float,
    *,
    first_margin: str = "later",
    n: int | None = None,
    currency: str = "",
    level: float = 0.95,
) -> Kpi:
    """Say what a customer is worth if margin and retention never change.

    Parameters
    ----------
    margin : of a customer in a period, in a currency
    retention : share that stays from one period to the next, 0 to 1; a number, or a
        `Kpi` that was counted
    discount : rate of the same period, such as 0.10
    first_margin : "later" or "now": when the first margin comes, see Notes
    n : customers that the retention was counted on, for the interval; taken from a
        `Kpi`
    currency : of the margin, to be shown
    level : coverage of the interval, 0 to 1

    Returns
    -------
    Kpi clv_amount: numerator and denominator as in the formula; low and high come from
    Wilson's interval of the retention, nan where n is not known

    Raises
    ------
    DataError
        if an argument is out of its limits, or nobody ever leaves at discount 0

    Notes
    -----
    Gupta and Lehmann (2003), Customers as assets, Journal of Interactive Marketing 17,
    9-24: "later" is m r / (1 + i - r). "now" counts a margin at the start as well:
    m (1 + i) / (1 + i - r), which is m more (Fader and Hardie 2012, Reconciling and
    clarifying CLV formulas, brucehardie.com/notes/024). Cost of acquisition is not
    taken off. Where retention rises with time, as it does, both are too low for loyal
    customers: see `ShiftedBetaGeometric`.

    Examples
    --------
    >>> formula_clv(100, 0.8, 0.10, currency="EUR").value.__round__(2)
    266.67
    >>> formula_clv(100, 0.8, 0.10, first_margin="now").value.__round__(2)
    366.67
    """
    if isinstance(retention, Kpi):
        retention, n = float(retention), retention.n if n is None else n
    margin = number(margin, "margin", words.ANY, math.isfinite)
    r = number(retention, "retention", words.SHARE, lambda v: 0 <= v <= 1)
    i = number(discount, "discount", words.FROM_0, lambda v: 0 <= v < math.inf)
    checks.choice(first_margin, words.TIMINGS, name="first_margin")
    if r == 1 and i == 0:
        raise checks.DataError(words.NEVER_LEAVES)
    low, high = math.nan, math.nan
    if n is not None:
        n = checks.whole_number(n, name="n")
        low, high = wilson(round(r * n), n, level, name="retention")
        low, high = sorted(margin * _times(end, i, first_margin) for end in (low, high))
    top = r if first_margin == "later" else 1 + i
    return Kpi(
        name="clv_amount",
        value=margin * _times(r, i, first_margin),
        numerator=margin * top,
        denominator=1 + i - r,
        n=0 if n is None else n,
        low=low,
        high=high,
        unit=currency,
        definition=words.TIMINGS[first_margin],
        level=level,
    )


def _times(r: float, i: float, first_margin: str) -> float:
    top = r if first_margin == "later" else 1 + i
    return top / (1 + i - r) if i > 0 or r < 1 else math.inf
