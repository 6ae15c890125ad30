"""Indicators of money: what a customer costs, what spend brings, when it is back."""

from __future__ import annotations

import math
from typing import Any, Literal

import numpy as np

from segkit import engine
from segkit.checks import DataError
from segkit.kpis.indicator import indicator
from segkit.kpis.money.costs import cost_per, positive_ratio
from segkit.kpis.numbers import Number, money
from segkit.kpis.reach.ads import SPEND, c, media
from segkit.kpis.words import money as words
from segkit.record import Kpi, Sum

FEW = 30
RETURNS = media(
    "spend_amount",
    "revenue_amount",
    spend_cents=SPEND,
    revenue_cents=(c("revenue_amount") * 100).round(),
)


CUSTOMERS = media(
    "spend_amount",
    "new_customers",
    extra={"other_cost_amount": 0.0},
    spend_cents=SPEND,
    other_cents=engine.cents(c("other_cost_amount")),
    customers=c("new_customers"),
)
LOADED = Number(c("spend_cents") + c("other_cents"), 100)


@indicator(
    CUSTOMERS,
    "{basis}",
    spread=True,
    variants={"basis": words.BASES},
    spend=lambda basis: money("spend_cents") if basis == "paid" else LOADED,
    new_customers=c("customers"),
    other_costs=money("other_cents"),
)
def cac(
    spend: Any,
    new_customers: Any,
    other_costs: Any = 0,
    *,
    basis: Literal["paid", "fully_loaded"] = "paid",
    unit: str = "",
    period: str = "",
    level: float = 0.95,
) -> Kpi:
    """Say what it costs to win a customer (customer acquisition cost).

    Parameters
    ----------
    spend, new_customers : two lists, one pair per day, week or month; or two totals
    other_costs : salaries, tools and content of the same time: a list where spend is
        one, or the total; in a table the column ``other_cost_amount``
    basis : ``"paid"`` (media alone) or ``"fully_loaded"`` (with other_costs)
    unit : currency
    period : the days that were counted, in words
    level : coverage of the interval, 0 to 1

    Returns
    -------
    Kpi, in currency per new customer; its value is nan without one. Credit by last
    click decides whose customers they are, and says little about who brought them

    Raises
    ------
    DataError
        if other_costs and basis contradict each other, spend is negative, or the count
        is no whole number from 0

    References
    ----------
    Convention; intervals as in `segkit.kpis.money.costs.cost_per`.

    Examples
    --------
    >>> cac([900, 1100, 1000], [30, 20, 50], unit="EUR").value
    30.0
    >>> loaded = cac(3000, 100, other_costs=2000, basis="fully_loaded", unit="EUR")
    >>> loaded.value, loaded.definition
    (50.0, '(spend on media + salaries, tools and content) / new customers')
    """
    if not isinstance(spend, Sum):
        spend = _with_others(spend, np.asarray(other_costs, dtype=float), basis)
    said: dict[str, Any] = {"unit": unit, "period": period, "level": level}
    return cost_per("cac", spend, new_customers, "customers", **said)


def _with_others(spend: Any, other: np.ndarray, basis: str) -> Any:
    """Add the other costs to the spend, if they are wanted."""
    if basis == "fully_loaded" and not other.any():
        raise DataError(words.OTHER_MISSING)
    if basis == "paid" and other.any():
        raise DataError(words.OTHER_UNUSED)
    if not other.any():
        return spend
    if np.shape(spend) != other.shape:
        raise DataError(words.OTHER_SHAPE)
    return np.add(spend, other) if other.ndim else float(spend) + float(other)


@indicator(
    RETURNS,
    "revenue credited to advertising / spend",
    spread=True,
    revenue=money("revenue_cents"),
    spend=money("spend_cents"),
)
def roas(revenue: Any, spend: Any, *, period: str = "", level: float = 0.95) -> Kpi:
    """Say how much revenue is credited to a unit of spend (return on ad spend).

    It says what followed, not what advertising brought: `roi` needs a hold-out.

    Parameters
    ----------
    revenue : two lists, one pair per day, week or month; or a list of the amounts of
        the credited purchases with the total spend; or two totals
    spend : as revenue says
    period : the days that were counted, in words
    level : coverage of the interval, 0 to 1

    Returns
    -------
    Kpi, times the spend; nan where nothing was spent

    Raises
    ------
    DataError
        if a value is missing, or the lists differ in length

    Notes
    -----
    Simulated coverage at .95 of a list of purchases (Poisson number, lognormal amounts,
    sigma 0.8; Wald's in brackets): 10 purchases .94 (.86), 30 .96 (.92), 100 .97 (.94);
    sigma 1.2: 10 .89 (.77), 30 .94 (.86), 100 .96 (.91).

    References
    ----------
    Convention; intervals of days as in `costs.positive_ratio`, of purchases
    Fay and Feuer (1997), Statistics in Medicine 16, 791-801 (a sum whose count is
    Poisson).

    Examples
    --------
    >>> roas([400, 200, 600], [100, 100, 100]).value
    4.0
    >>> roas([40.0, 20.0, 60.0], 60)
    roas: 2.00 times (120 of 60), 95 % interval 0.34 times to 6.85 times; spend taken as
    fixed; the interval says how far chance moves number and size of purchases; fewer
    than 30 purchases: the interval may be too short
    """
    said: dict[str, Any] = {"unit": "times", "period": period, "level": level}
    if np.ndim(revenue) == 1 and np.ndim(spend) == 0 and not isinstance(spend, Sum):
        return _purchases(revenue, spend, said)
    return positive_ratio("roas", revenue, spend, **said)


def _purchases(revenue: Any, spend: Any, said: dict[str, Any]) -> Kpi:
    """Let number and size of the purchases vary, the spend being what it is."""
    amounts, cost = np.asarray(revenue, dtype=float), float(spend)
    if not np.isfinite(amounts).all() or (amounts < 0).any():
        raise DataError(words.AMOUNTS)
    total = float(amounts.sum())
    ends = (_sum_ends(amounts, said["level"])) if total else (math.nan, math.nan)
    low, value, high = (
        x / cost if cost else math.nan for x in (ends[0], total, ends[1])
    )
    n = amounts.size
    note = words.ROAS_FIXED + (words.ROAS_FEW.format(n=FEW) if n < FEW else "")
    return Kpi(
        "roas", value, total, cost, n, low, high, definition="", note=note, **said
    )


def _sum_ends(amounts: np.ndarray, level: float) -> tuple[float, float]:
    """Say how far the expected sum may lie from this one, if purchases are Poisson."""
    from scipy.stats import chi2  # noqa: PLC0415 (slow to import)

    tail, most = (1 - level) / 2, float(amounts.max())
    total, square = float(amounts.sum()), float(amounts @ amounts)
    low = square / (2 * total) * chi2.ppf(tail, 2 * total**2 / square)
    total, square = total + most, square + most**2
    high = square / (2 * total) * chi2.ppf(1 - tail, 2 * total**2 / square)
    return float(low), float(high)
