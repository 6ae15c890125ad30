"""Indicators of spending: what orders, customers and buyers bring, and how often."""

from __future__ import annotations

from typing import Any

import narwhals.stable.v2 as nw

from segkit.kpis.buying.orders import ORDERS
from segkit.kpis.indicator import indicator
from segkit.kpis.numbers import EVERYBODY, money
from segkit.record import Kpi, ratio

c = nw.col
REVENUE = money("cents")
BUYERS = c("n_orders") >= 1


@indicator(
    ORDERS,
    "revenue of the period, refunds taken off / its orders",
    spread=True,
    also="aov",
    revenue=REVENUE,
    orders=c("n_orders"),
)
def average_order_amount(
    revenue: Any,
    orders: Any,
    *,
    unit: str = "",
    period: str = "",
    level: float = 0.95,
) -> Kpi:
    """Say how much an order brings on average (AOV).

    Parameters
    ----------
    revenue, orders : for each customer the revenue and the number of orders, as two
        lists; or the two totals, then there is no interval
    unit : currency
    period : the days that were counted, in words
    level : coverage of the interval, 0 to 1

    Returns
    -------
    Kpi, in currency per order; n is the number of buyers

    Raises
    ------
    DataError
        if the lists differ in length, or a value is missing

    References
    ----------
    Deng, Knoblich and Lu (2018), KDD, section 3.2: customers vary, not orders. The
    interval allows for skewness (`segkit.record.skewed.moments_interval`).

    Examples
    --------
    >>> average_order_amount([10, 20, 60], [1, 2, 3], unit="EUR").value
    15.0
    """
    name = "average_order_amount"
    return ratio(name, revenue, orders, unit=unit, period=period, level=level)


@indicator(
    ORDERS,
    "revenue of the period, refunds taken off / all customers",
    spread=True,
    also="arpu",
    revenue=REVENUE,
    customers=EVERYBODY,
)
def revenue_per_customer_amount(
    revenue: Any,
    customers: Any = None,
    *,
    unit: str = "",
    period: str = "",
    level: float = 0.95,
) -> Kpi:
    """Say how much a customer brings, those who did not order too (ARPU).

    Parameters
    ----------
    revenue : of each customer, as a list; or the total, then there is no interval
    customers : how many there are; those beyond the list brought 0. None for those of
        the list
    unit : currency
    period : the days that were counted, in words
    level : coverage of the interval, 0 to 1

    Returns
    -------
    Kpi, in currency per customer

    Raises
    ------
    DataError
        if a value is missing, or the list is longer than there are customers

    References
    ----------
    A mean; the interval allows for skewness
    (`segkit.record.skewed.moments_interval`).

    Examples
    --------
    >>> revenue_per_customer_amount([10, 20, 60], 9, unit="EUR").value
    10.0
    """
    name = "revenue_per_customer_amount"
    return ratio(name, revenue, customers, unit=unit, period=period, level=level)


@indicator(
    ORDERS,
    "revenue of the period, refunds taken off / customers with an order in it",
    spread=True,
    also="arppu",
    revenue=REVENUE,
    buyers=BUYERS,
)
def revenue_per_buyer_amount(
    revenue: Any,
    buyers: Any = None,
    *,
    unit: str = "",
    period: str = "",
    level: float = 0.95,
) -> Kpi:
    """Say how much a buyer brings (ARPPU: revenue per paying customer).

    Parameters
    ----------
    revenue : of each buyer, as a list; or the total, then there is no interval
    buyers : how many there are; None for those of the list
    unit : currency
    period : the days that were counted, in words
    level : coverage of the interval, 0 to 1

    Returns
    -------
    Kpi, in currency per buyer. Refunds of customers who did not order in the period are
    in the revenue

    Raises
    ------
    DataError
        if a value is missing, or the list is longer than there are buyers

    References
    ----------
    As `average_order_amount`, by buyers.

    Examples
    --------
    >>> revenue_per_buyer_amount([10, 20, 60], unit="EUR").value
    30.0
    """
    name = "revenue_per_buyer_amount"
    return ratio(name, revenue, buyers, unit=unit, period=period, level=level)


@indicator(
    ORDERS,
    "orders of the period / all customers",
    spread=True,
    orders=c("n_orders"),
    customers=EVERYBODY,
)
def orders_per_customer(
    orders: Any, customers: Any = None, *, period: str = "", level: float = 0.95
) -> Kpi:
    """Say how often a customer ordered in the period, those who did not order too.

    Parameters
    ----------
    orders : of each customer, as a list; or the total, then there is no interval
    customers : how many there are; None for those of the list
    period : the days that were counted, in words
    level : coverage of the interval, 0 to 1

    Returns
    -------
    Kpi, in orders per customer

    Raises
    ------
    DataError
        if a value is missing, or the list is longer than there are customers

    References
    ----------
    A mean, as `revenue_per_customer_amount`.

    Examples
    --------
    >>> orders_per_customer([1, 2, 3], 12).value
    0.5
    """
    name = "orders_per_customer"
    return ratio(name, orders, customers, unit="orders", period=period, level=level)


@indicator(
    ORDERS,
    "orders of the period / customers with an order in it",
    spread=True,
    orders=c("n_orders"),
    buyers=BUYERS,
)
def orders_per_buyer(
    orders: Any, buyers: Any = None, *, period: str = "", level: float = 0.95
) -> Kpi:
    """Say how often those who order do so in the period (purchase frequency).

    Parameters
    ----------
    orders : of each buyer, as a list; or the total, then there is no interval
    buyers : how many there are; None for those of the list
    period : the days that were counted, in words
    level : coverage of the interval, 0 to 1

    Returns
    -------
    Kpi, in orders per buyer

    Raises
    ------
    DataError
        if a value is missing, or the list is longer than there are buyers

    References
    ----------
    As `average_order_amount`, by buyers.

    Examples
    --------
    >>> orders_per_buyer([1, 2, 3]).value
    2.0
    """
    name = "orders_per_buyer"
    return ratio(name, orders, buyers, unit="orders", period=period, level=level)
