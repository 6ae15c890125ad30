"""Indicators of buying: who bought, and who bought again."""

from __future__ import annotations

from segkit.kpis.indicator import from_orders
from segkit.record import Kpi, rate


@from_orders(
    "customers with an order in the period / all customers",
    buyers=lambda rows: (rows["n_orders"] >= 1).sum(),
    customers=len,
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
    return rate(
        "purchase_rate",
        buyers,
        customers,
        definition=purchase_rate.definition,
        period=period,
        level=level,
    )


@from_orders(
    "customers with two orders or more in the period / customers with an order in it",
    repeaters=lambda rows: (rows["n_orders"] >= 2).sum(),
    buyers=lambda rows: (rows["n_orders"] >= 1).sum(),
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
    return rate(
        "repeat_rate",
        repeaters,
        buyers,
        definition=repeat_rate.definition,
        period=period,
        level=level,
    )
