"""Indicators of the market: whose sales they are, and who buys from us at all."""

from __future__ import annotations

import math
from typing import Any

import narwhals.stable.v2 as nw

from segkit import engine
from segkit.checks import DataError
from segkit.kpis.buying.orders import ORDERS
from segkit.kpis.indicator import indicator
from segkit.kpis.numbers import EVERYBODY, Number, money
from segkit.kpis.sources import Source, Window
from segkit.kpis.words import market as words
from segkit.record import Kpi, rate

c = nw.col


def _by_brand(rows: Any, keys: list[str], window: Window) -> Any:
    """Sum the sales of each brand, in whole cents."""
    rows = rows.with_columns(cents=engine.cents(c("sales_amount")))
    names = list(dict.fromkeys([*keys, "brand"]))
    return rows.group_by(*names).agg(n_rows=nw.len(), cents=c("cents").sum())


MARKET = Source(
    "market",
    _by_brand,
    time="month",
    needs=("brand",),
    numbers=("sales_amount",),
    unit_id="",
    everybody=False,
    what=words.ROW_NEEDS,
)
"""Sales of each brand: cents."""


def _ours(brand: str) -> Number:
    mine = nw.when(c("brand") == brand).then(c("cents")).otherwise(nw.lit(0))
    return Number(mine, 100)


def _rows(brand: str) -> Any:
    return nw.when(c("brand") == brand).then(c("n_rows")).otherwise(nw.lit(0))


@indicator(
    MARKET,
    words.SHARE,
    variants={"of": words.OF, "counted": words.COUNTED},
    own=_ours,
    market=money("cents"),
    rows=_rows,
)
def market_share(
    own: float,
    market: float,
    *,
    rows: int | None = None,
    brand: str = "our shop",
    of: str = "revenue",
    counted: str = "census",
    unit: str = "",
    period: str = "",
    level: float = 0.95,
) -> Kpi:
    """Say what share of the market is ours: of its sales, or of what is sold.

    Parameters
    ----------
    own : sales of one brand, in a currency or in units
    market : sales of all brands, that one too
    rows : rows of the brand, from a table
    brand : in table form: which brand; name another to see a competitor
    of : ``"revenue"`` or ``"units"``: what the numbers are
    counted : ``"census"`` for all sales (no interval), ``"survey"`` for purchases in a
        sample (Wilson; whole numbers)
    unit : not used: a share has none
    period : the days that were counted, in words
    level : coverage of the interval, 0 to 1

    Returns
    -------
    Kpi, a rate from 0 to 1; ``note`` says why there is no interval

    Raises
    ------
    DataError
        if a number is negative, or own is above the market

    Notes
    -----
    Own definition. The table form reads month, brand, sales_amount; segments may be a
    column of it: ``by_segment(kpis.market_share, market, "region")``.

    Examples
    --------
    >>> market_share(12_500, 80_000).value
    0.15625
    >>> market_share(81, 263, of="units", counted="survey")
    market share: 30.8 % (81 of 263), 95 % interval 25.5 % to 36.6 %
    """
    for name, value in (("own", own), ("market", market)):
        if not 0 <= float(value) < math.inf:
            raise DataError(words.NEGATIVE.format(name=name, value=value))
    if own > market:
        raise DataError(words.OWN_MORE.format(own=own, market=market))
    whole = float(own).is_integer() and float(market).is_integer()
    if counted == "survey" and whole:
        return rate("market_share", int(own), int(market), period=period, level=level)
    why = words.CENSUS
    if counted == "survey":
        why = words.WHOLE.format(own=own, market=market)
    if rows == 0:
        why = words.NO_BRAND.format(brand=brand)
    return Kpi(
        name="market_share",
        value=own / market if market else math.nan,
        numerator=own,
        denominator=market,
        n=0,
        low=math.nan,
        high=math.nan,
        unit="rate",
        definition="",
        period=period,
        level=level,
        note=why,
    )


@indicator(
    ORDERS,
    words.PENETRATION,
    buyers=c("n_orders") >= 1,
    population=EVERYBODY,
)
def penetration_rate(
    buyers: int, population: int, *, period: str = "", level: float = 0.95
) -> Kpi:
    """Say what share of all people who might buy did buy.

    Parameters
    ----------
    buyers : people who bought in the period
    population : all people who might have bought, customers or not
    period : the days that were counted, in words
    level : coverage of the Wilson interval, 0 to 1

    Returns
    -------
    Kpi, a rate from 0 to 1

    Raises
    ------
    DataError
        if a count is no whole number from 0, or there are more buyers than people

    Notes
    -----
    Own definition. In table form ``customers=`` is the population. For the penetration
    of a category or a product pass its orders only.

    Examples
    --------
    >>> penetration_rate(15, 148)
    penetration rate: 10.1 % (15 of 148), 95 % interval 6.2 % to 16.0 %
    """
    return rate("penetration_rate", buyers, population, period=period, level=level)
