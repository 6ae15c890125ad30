"""Indicators of buying: who bought, who bought again, and who sent it back."""

from __future__ import annotations

from typing import Any

import narwhals.stable.v2 as nw

from segkit import checks
from segkit.checks import DataError
from segkit.kpis.buying.orders import FIRST_ORDERS, ORDERS, RETURNED
from segkit.kpis.clustered import share
from segkit.kpis.indicator import indicator
from segkit.kpis.numbers import EVERYBODY
from segkit.kpis.words import buying as words
from segkit.record import Kpi, rate

c = nw.col


@indicator(
    ORDERS,
    "customers with an order in the period / all customers",
    buyers=c("n_orders") >= 1,
    customers=EVERYBODY,
)
def purchase_rate(
    buyers: int, customers: int, *, period: str = "", level: float = 0.95
) -> Kpi:
    """Say what share of the customers ordered in the period.

    Parameters
    ----------
    buyers : customers with an order in the period
    customers : all customers of the group, those who did not order too
    period : the days that were counted, in words
    level : coverage of the Wilson interval, 0 to 1

    Returns
    -------
    Kpi, a rate from 0 to 1

    Raises
    ------
    DataError
        if a count is no whole number from 0, or there are more buyers than customers

    References
    ----------
    Own definition; the interval is Newcombe (1998), method 3.

    Examples
    --------
    >>> purchase_rate(15, 148)
    purchase rate: 10.1 % (15 of 148), 95 % interval 6.2 % to 16.0 %
    """
    return rate("purchase_rate", buyers, customers, period=period, level=level)


@indicator(
    ORDERS,
    "customers with two orders or more in the period / customers with an order in it",
    repeaters=c("n_orders") >= 2,
    buyers=c("n_orders") >= 1,
)
def repeat_rate(
    repeaters: int, buyers: int, *, period: str = "", level: float = 0.95
) -> Kpi:
    """Say what share of the buyers ordered again within the period.

    Parameters
    ----------
    repeaters : customers with two orders or more in the period
    buyers : customers with an order in the period
    period : the days that were counted, in words
    level : coverage of the Wilson interval, 0 to 1

    Returns
    -------
    Kpi, a rate from 0 to 1

    Raises
    ------
    DataError
        if a count is no whole number from 0, or there are more repeaters than buyers

    References
    ----------
    Own definition; the interval is Newcombe (1998), method 3.

    Examples
    --------
    >>> repeat_rate(1, 29)
    repeat rate: 3.4 % (1 of 29), 95 % interval 0.6 % to 17.2 %
    """
    return rate("repeat_rate", repeaters, buyers, period=period, level=level)


@indicator(
    FIRST_ORDERS,
    "customers with a second order within {days} days of the first / customers with a "
    "first order in the period and {days} days since",
    second=lambda days: (c("gap_days") <= days) & (c("seen_days") >= days),
    first=lambda days: c("seen_days") >= days,
    waiting=lambda days: c("seen_days") < days,
)
def second_purchase_rate(
    second: int,
    first: int,
    waiting: int = 0,
    *,
    days: int = 90,
    period: str = "",
    level: float = 0.95,
) -> Kpi:
    """Say what share of the new customers ordered a second time within some days.

    Who ordered first less than these days before the end has not had the time to come
    back: they are left out, and the note says how many they are.

    Parameters
    ----------
    second : customers with a second order within ``days`` of the first
    first : customers with a first order, observed for ``days`` or longer since
    waiting : customers with a first order who were not observed long enough
    days : from the first order to the second at most
    period : the days of the first orders, in words
    level : coverage of the Wilson interval, 0 to 1

    Returns
    -------
    Kpi, a rate from 0 to 1

    Raises
    ------
    DataError
        if a count is no whole number from 0, or second is above first

    References
    ----------
    Own definition; in table form the first order is the first that the table holds, and
    orders are read up to the end of the period.

    Examples
    --------
    >>> second_purchase_rate(12, 60, 5, days=30)
    second purchase rate: 20.0 % (12 of 60), 95 % interval 11.8 % to 31.8 %; 5 customers
    left out, observed for less than 30 days
    """
    checks.whole_number(days, name="days", low=0)
    note = words.WAITING.format(n=f"{waiting:,}", days=days) if waiting else ""
    if not first:
        note = f"{note}; {words.ALL_WAIT}" if waiting else words.NO_FIRST
    return rate(
        "second_purchase_rate", second, first, period=period, level=level, note=note
    )


def _customers_only(per: str) -> nw.Expr:
    if per != "customer":
        raise DataError(words.ONLY_CUSTOMERS.format(per=per))
    return c("n_orders") >= 1


@indicator(
    ORDERS,
    "{per}s that converted / {per}s exposed",
    converted=_customers_only,
    exposed=EVERYBODY,
)
def conversion_rate(
    converted: int,
    exposed: int,
    *,
    per: str = "customer",
    period: str = "",
    level: float = 0.95,
) -> Kpi:
    """Say what share of those who were reached did what was wanted.

    In table form: what share of ``customers=``, those who were reached, ordered in the
    period. Visits and messages: ``visit_conversion_rate``, ``mail_conversion_rate``.

    Parameters
    ----------
    converted : units that did it, each counted once
    exposed : units that were reached
    per : what one unit is: customer, visit, visitor, message
    period : the days that were counted, in words
    level : coverage of the Wilson interval, 0 to 1

    Returns
    -------
    Kpi, a rate from 0 to 1

    Raises
    ------
    DataError
        if a count is no whole number from 0, or there are more converted than exposed

    References
    ----------
    Converted over exposed units; the interval is Newcombe (1998), method 3.

    Examples
    --------
    >>> conversion_rate(81, 263, per="visit").definition
    'visits that converted / visits exposed'
    """
    return rate("conversion_rate", converted, exposed, period=period, level=level)


@indicator(
    RETURNED,
    "orders that came back, wholly or in part / orders",
    spread=True,
    returned=c("n_returned"),
    orders=c("n_orders"),
    customers=c("n_orders") >= 1,
)
def return_rate(
    returned: Any,
    orders: Any,
    customers: Any = None,
    *,
    period: str = "",
    level: float = 0.95,
) -> Kpi:
    """Say what share of the orders came back.

    Parameters
    ----------
    returned, orders : two counts (each order is then taken for another customer's), or
        two lists with one pair per customer. The table form needs a column ``returned``
        (true or false)
    customers : not needed; the table form counts them
    period : the days that were counted, in words
    level : coverage of the interval, 0 to 1

    Returns
    -------
    Kpi, a rate from 0 to 1

    Raises
    ------
    DataError
        if a count is no whole number from 0, or more came back than were ordered

    References
    ----------
    Own definition; the interval is Wilson's, with several orders of a customer allowed
    for (`segkit.kpis.clustered.Bunches`). Of the latest orders some may still come
    back.

    Examples
    --------
    >>> return_rate(15, 148)
    return rate: 10.1 % (15 of 148), 95 % interval 6.2 % to 16.0 %
    """
    return share("return_rate", returned, orders, customers, period=period, level=level)


@indicator(
    ORDERS,
    "customers who got money back in the period / customers with an order or a refund",
    refunded=c("n_refunds") >= 1,
    customers=(c("n_orders") >= 1) | (c("n_refunds") >= 1),
)
def refund_rate(
    refunded: int, customers: int, *, period: str = "", level: float = 0.95
) -> Kpi:
    """Say what share of the customers got money back.

    Parameters
    ----------
    refunded : customers with an order whose lines sum to less than 0
    customers : customers with an order or a refund in the period
    period : the days that were counted, in words
    level : coverage of the Wilson interval, 0 to 1

    Returns
    -------
    Kpi, a rate from 0 to 1

    Raises
    ------
    DataError
        if a count is no whole number from 0, or more got money back than there are

    References
    ----------
    Own definition; the interval is Newcombe (1998), method 3.

    Examples
    --------
    >>> refund_rate(0, 20)
    refund rate: 0.0 % (0 of 20), 95 % interval 0.0 % to 16.1 %
    """
    return rate("refund_rate", refunded, customers, period=period, level=level)
