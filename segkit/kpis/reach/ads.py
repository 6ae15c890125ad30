"""Indicators of advertisements: clicks, and what a click or a conversion costs.

Each row of the table is a day (week, month) of a channel; days differ, and the
intervals allow for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import narwhals.stable.v2 as nw

from segkit import engine
from segkit.kpis.clustered import share
from segkit.kpis.indicator import indicator
from segkit.kpis.money.costs import cost_per
from segkit.kpis.numbers import money
from segkit.kpis.sources import Source, Window, counts
from segkit.record import Kpi

c = nw.col


def each_row(**sums: Any) -> Any:
    """Make the ``per_customer`` of a source whose rows are the units: nothing is added.

    Parameters
    ----------
    sums : for each column to make, an expression

    Returns
    -------
    function of (rows, keys, window)
    """

    def per_row(rows: Any, keys: list[str], window: Window) -> Any:
        return counts(rows.with_columns(n_rows=nw.lit(1), **sums), list(sums))

    return per_row


def media(*numbers: str, extra: Mapping[str, Any] | None = None, **sums: Any) -> Source:
    """Make a source whose rows are days (weeks, months) of advertising.

    Parameters
    ----------
    numbers : columns without which a row does not count
    extra : columns that may be missing, and the value that stands for them
    sums : for each column to make, an expression

    Returns
    -------
    Source; time is the column ``month``, or what columns= names for it

    Examples
    --------
    >>> media("clicks", clicks=c("clicks")).required
    ('month', 'clicks')
    """
    return Source(
        "media",
        each_row(**sums),
        time="month",
        numbers=numbers,
        extra=extra or {},
        unit_id="",
        everybody=False,
        what=f"a month (day, week) and {', '.join(numbers)}",
    )


SPEND = engine.cents(c("spend_amount"))
SHOWN = media(
    "impressions",
    "clicks",
    clicks=c("clicks"),
    impressions=c("impressions"),
    shown=(c("impressions") > 0),
)
CLICKS = media("spend_amount", "clicks", spend_cents=SPEND, clicks=c("clicks"))
CONVERSIONS = media(
    "spend_amount", "conversions", spend_cents=SPEND, conversions=c("conversions")
)


@indicator(
    SHOWN,
    "clicks on advertisements / times that they were shown",
    spread=True,
    clicks=c("clicks"),
    impressions=c("impressions"),
    bunches=c("shown"),
    also="ctr",
)
def click_through_rate(
    clicks: Any,
    impressions: Any,
    bunches: Any = None,
    *,
    period: str = "",
    level: float = 0.95,
) -> Kpi:
    """Say what share of the times an advertisement was shown it was clicked (CTR).

    Parameters
    ----------
    clicks, impressions : two counts (each showing is then taken for another person's
        and another day's), or two lists, one pair per person or day; invalid ones taken
        out before
    bunches : not needed; the table form counts them
    period : the days that were counted, in words
    level : coverage of the interval, 0 to 1

    Returns
    -------
    Kpi, a rate from 0 to 1; clicks in e-mails are `segkit.kpis.mail.rates.click_rate`

    Raises
    ------
    DataError
        if a count is no whole number from 0, or there are more clicks than showings

    References
    ----------
    Clicks over impressions, as Google Ads defines it; the interval is Wilson's, with
    several showings of a day or person allowed for.

    Examples
    --------
    >>> click_through_rate(15, 148)
    click through rate: 10.1 % (15 of 148), 95 % interval 6.2 % to 16.0 %
    """
    name = "click_through_rate"
    return share(name, clicks, impressions, bunches, period=period, level=level)


@indicator(
    CLICKS,
    "spend / clicks",
    spread=True,
    spend=money("spend_cents"),
    clicks=c("clicks"),
    also="cpc",
)
def cost_per_click_amount(
    spend: Any, clicks: Any, *, unit: str = "", period: str = "", level: float = 0.95
) -> Kpi:
    """Say what a click on an advertisement costs (CPC).

    Parameters
    ----------
    spend, clicks : two lists, one pair per day, week or month; or two totals
    unit : currency
    period : the days that were counted, in words
    level : coverage of the interval, 0 to 1

    Returns
    -------
    Kpi, in currency per click; its value is nan without a click

    Raises
    ------
    DataError
        if a value is missing, spend is negative, or a count is no whole number from 0

    References
    ----------
    Convention; intervals as in `segkit.kpis.money.costs.cost_per`.

    Examples
    --------
    >>> cost_per_click_amount([90, 110, 100], [30, 20, 50], unit="EUR").value
    3.0
    """
    name = "cost_per_click_amount"
    said: dict[str, Any] = {"unit": unit, "period": period, "level": level}
    return cost_per(name, spend, clicks, "clicks", **said)


@indicator(
    CONVERSIONS,
    "spend / conversions",
    spread=True,
    spend=money("spend_cents"),
    conversions=c("conversions"),
)
def cost_per_conversion_amount(
    spend: Any,
    conversions: Any,
    *,
    unit: str = "",
    period: str = "",
    level: float = 0.95,
) -> Kpi:
    """Say what a conversion costs: an order, a sign-up, whatever counts as one.

    Parameters
    ----------
    spend, conversions : two lists, one pair per day, week or month; or two totals
    unit : currency
    period : the days that were counted, in words
    level : coverage of the interval, 0 to 1

    Returns
    -------
    Kpi, in currency per conversion; its value is nan without one

    Raises
    ------
    DataError
        if a value is missing, spend is negative, or a count is no whole number from 0

    References
    ----------
    Convention; intervals as in `segkit.kpis.money.costs.cost_per`.

    Examples
    --------
    >>> cost_per_conversion_amount(300, 30, unit="EUR")
    cost per conversion amount: 10.00 EUR (300 of 30), 95 % interval 7.00 EUR to
    14.82 EUR; Poisson interval of the conversions: too short if days differ (pass
    lists)
    """
    name = "cost_per_conversion_amount"
    said: dict[str, Any] = {"unit": unit, "period": period, "level": level}
    return cost_per(name, spend, conversions, "conversions", **said)
