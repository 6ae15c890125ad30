"""Five goals that small shops set most."""

from __future__ import annotations

from typing import Any

from segkit import checks
from segkit.objectives.goals import Goal
from segkit.objectives.words import goals as words


def _preset(
    name: str, target: float | None, days: int, start: Any, **names: Any
) -> Goal:
    metric, segment, serves = words.PRESETS[name]
    return Goal(
        metric.format(**names), target, start=start, days=days,
        segment=segment.format(**names), serves=serves,
        kind="rate" if name == "email_engagement" else "count",
    )  # fmt: skip


def second_purchase(
    target: float | None = 25, *, days: int = 45, start: Any = None
) -> Goal:
    """Bring more customers to buy a second time.

    Parameters
    ----------
    target : second purchases
    days : length of the period
    start : first day

    Returns
    -------
    Goal; its events are those of `second_purchases`

    Examples
    --------
    >>> second_purchase(start="2024-09-02")
    second purchases (customers with one order): at least 25 from 2024-09-02 to
    2024-10-16 (45 days)
    """
    return _preset("second_purchase", target, days, start)


def win_back(
    target: float | None = None, *, days: int = 90, start: Any = None, silent: int = 180
) -> Goal:
    """Bring back customers who have not bought for long.

    Parameters
    ----------
    target : customers who buy again
    days, start : the period
    silent : days without an order, after which a customer counts as lost from sight

    Returns
    -------
    Goal; its events are those of `comebacks`

    Examples
    --------
    >>> win_back(20, start="2024-09-02").segment
    'customers silent for 180 days'
    """
    return _preset("win_back", target, days, start, silent=silent)


def push_product(
    product: str, target: float | None = None, *, days: int = 30, start: Any = None
) -> Goal:
    """Sell more of one product or service.

    Parameters
    ----------
    product : its name, or that of a category
    target : orders that hold it
    days, start : the period

    Returns
    -------
    Goal; its events are those of `orders_of`

    Examples
    --------
    >>> push_product("honey", 40).metric
    'orders of honey'
    """
    return _preset("push_product", target, days, start, product=product)


def email_engagement(
    target: float | None = None,
    *,
    what: str = "clicked",
    days: int = 90,
    start: Any = None,
) -> Goal:
    """Raise the share of e-mails that are opened or clicked.

    Parameters
    ----------
    target : share of delivered e-mails, 0 to 1
    what : "clicked" or "opened" (opens count machines too)
    days, start : the period

    Returns
    -------
    Goal of kind "rate"; its events are those of `answered_mails`

    Examples
    --------
    >>> email_engagement(0.03).statement
    'clicks of delivered e-mails (readers of e-mails): at least 3.0 % within 90 days'
    """
    checks.choice(what, words.EVENTS, name="what")
    return _preset("email_engagement", target, days, start, what=words.EVENTS[what])


def local_customers(
    place: str, target: float | None = None, *, days: int = 90, start: Any = None
) -> Goal:
    """Attract more customers from nearby.

    Parameters
    ----------
    place : town or region
    target : new customers from there
    days, start : the period

    Returns
    -------
    Goal; its events are those of `first_purchases` of the customers from there

    Examples
    --------
    >>> local_customers("Port Celisse", 15).metric
    'new customers from Port Celisse'
    """
    return _preset("local_customers", target, days, start, place=place)
