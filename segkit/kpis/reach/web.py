"""Indicators of visits: how many order, leave at once, or leave a cart behind."""

from __future__ import annotations

from typing import Any, Literal

import narwhals.stable.v2 as nw

from segkit.kpis.clustered import share
from segkit.kpis.indicator import indicator
from segkit.kpis.numbers import EVERYBODY
from segkit.kpis.sources import Source, totals
from segkit.kpis.words import reach as words
from segkit.record import Kpi, ratio

c = nw.col
Unit = Literal["visit", "customer"]


def visits(
    *blanks: str, numbers: tuple[str, ...] = (), everybody: bool = False, **sums: Any
) -> Source:
    """Make a source of visits, one row each; those without a customer do not count.

    Where most visitors are not logged in, let the cookie stand for the customer: drop
    customer_id and pass ``columns={"customer_id": "visitor_id"}``.

    Parameters
    ----------
    blanks : columns that must be there, whose values may be missing
    numbers : columns without which a row does not count
    everybody : the population must be named, because those without a visit count
    sums : for each column to make, an expression

    Returns
    -------
    Source

    Examples
    --------
    >>> visits("order_id", n_orders=~c("order_id").is_null()).required
    ('customer_id', 'started_at')
    """
    return Source(
        "web_sessions",
        totals(**sums),
        time="started_at",
        blanks=blanks,
        numbers=numbers,
        everybody=everybody,
        what="a customer and a time",
    )


ORDERED = visits("order_id", n_ordered=~c("order_id").is_null())
PAGES = visits(numbers=("pages",), n_pages=c("pages"), n_bounced=c("pages") == 1)
FILLED = (c("cart_amount") > 0).fill_null(False)
CARTS = visits(
    "cart_amount",
    "cart_abandoned",
    n_carts=FILLED,
    n_abandoned=FILLED & c("cart_abandoned").fill_null(False),
)
VISITS = visits(everybody=True)


@indicator(
    ORDERED,
    "{per}",
    spread=True,
    variants={"per": words.UNIT_CONVERSION},
    ordered=lambda per: c("n_ordered") if per == "visit" else c("n_ordered") > 0,
    visits=lambda per: c("n_rows") if per == "visit" else c("n_rows") > 0,
    customers=c("n_rows") > 0,
)
def visit_conversion_rate(
    ordered: Any,
    visits: Any,
    customers: Any = None,
    *,
    per: Unit = "visit",
    period: str = "",
    level: float = 0.95,
) -> Kpi:
    """Say what share of the visits led to an order.

    Parameters
    ----------
    ordered, visits : two counts (each visit is then taken for another customer's), or
        two lists with one pair per customer
    customers : not needed; the table form counts them
    per : ``"visit"``, or ``"customer"``: who ordered on any visit
    period : the days that were counted, in words
    level : coverage of the interval, 0 to 1

    Returns
    -------
    Kpi, a rate from 0 to 1

    Raises
    ------
    DataError
        if a count is no whole number from 0, or a part is above its whole

    References
    ----------
    Converters over exposed units, the unit named; the interval is Wilson's, with
    several visits of a customer allowed for (`segkit.kpis.clustered.Bunches`).

    Examples
    --------
    >>> visit_conversion_rate(15, 148)
    visit conversion rate: 10.1 % (15 of 148), 95 % interval 6.2 % to 16.0 %
    """
    name = "visit_conversion_rate"
    return share(name, ordered, visits, customers, period=period, level=level)


@indicator(
    PAGES,
    "{per}",
    spread=True,
    variants={"per": words.UNIT_BOUNCE},
    bounced=lambda per: c("n_bounced") if per == "visit" else c("n_bounced") > 0,
    visits=lambda per: c("n_rows") if per == "visit" else c("n_rows") > 0,
    customers=c("n_rows") > 0,
)
def web_bounce_rate(
    bounced: Any,
    visits: Any,
    customers: Any = None,
    *,
    per: Unit = "visit",
    period: str = "",
    level: float = 0.95,
) -> Kpi:
    """Say what share of the visits saw one page and left.

    Parameters
    ----------
    bounced, visits : as in `visit_conversion_rate`
    customers, per, period, level : as there

    Returns
    -------
    Kpi, a rate from 0 to 1; messages that come back are `mail_bounce_rate`

    Raises
    ------
    DataError
        as `visit_conversion_rate` does

    References
    ----------
    Visits with a single page over all visits; the interval as in
    `visit_conversion_rate`.

    Examples
    --------
    >>> web_bounce_rate(81, 263)
    web bounce rate: 30.8 % (81 of 263), 95 % interval 25.5 % to 36.6 %
    """
    name = "web_bounce_rate"
    return share(name, bounced, visits, customers, period=period, level=level)


@indicator(
    CARTS,
    "carts left behind / carts with something in them",
    spread=True,
    abandoned=c("n_abandoned"),
    carts=c("n_carts"),
    customers=c("n_carts") > 0,
)
def cart_abandonment_rate(
    abandoned: Any,
    carts: Any,
    customers: Any = None,
    *,
    period: str = "",
    level: float = 0.95,
) -> Kpi:
    """Say what share of the filled carts was left behind.

    Parameters
    ----------
    abandoned, carts : two counts, or two lists with one pair per customer
    customers : not needed; the table form counts them
    period : the days that were counted, in words
    level : coverage of the interval, 0 to 1

    Returns
    -------
    Kpi, a rate from 0 to 1

    Raises
    ------
    DataError
        as `visit_conversion_rate` does

    References
    ----------
    Own definition; the interval as in `visit_conversion_rate`.

    Examples
    --------
    >>> cart_abandonment_rate(7, 10).value
    0.7
    """
    name = "cart_abandonment_rate"
    return share(name, abandoned, carts, customers, period=period, level=level)


@indicator(
    VISITS, "visits / customers", spread=True, visits=c("n_rows"), customers=EVERYBODY
)
def visits_per_customer(
    visits: Any, customers: Any = None, *, period: str = "", level: float = 0.95
) -> Kpi:
    """Say how often a customer visited in the period, those who did not visit too.

    Parameters
    ----------
    visits : visits of each customer, as a list; or the total
    customers : how many customers there are; None for those of the list
    period : the days that were counted, in words
    level : coverage of the interval, 0 to 1

    Returns
    -------
    Kpi, in visits per customer

    Raises
    ------
    DataError
        if a value is missing, or the list is longer than there are customers

    References
    ----------
    Own definition; interval of a mean, skewness allowed for.

    Examples
    --------
    >>> visits_per_customer([4, 1, 1], 6).value
    1.0
    """
    name = "visits_per_customer"
    return ratio(name, visits, customers, unit="visits", period=period, level=level)


@indicator(
    PAGES, "pages seen / visits", spread=True, pages=c("n_pages"), visits=c("n_rows")
)
def pages_per_visit(
    pages: Any, visits: Any, *, period: str = "", level: float = 0.95
) -> Kpi:
    """Say how many pages a visit sees.

    Machines among the visitors see hundreds: leave them out before.

    Parameters
    ----------
    pages, visits : for each customer the pages and the visits, as two lists; or two
        totals, then there is no interval
    period : the days that were counted, in words
    level : coverage of the interval, 0 to 1

    Returns
    -------
    Kpi, in pages per visit

    Raises
    ------
    DataError
        if the lists differ in length, or a value is missing

    References
    ----------
    Deng, Knoblich and Lu (2018), KDD, section 3.2 (customers, not visits, vary).

    Examples
    --------
    >>> pages_per_visit([9, 3], [2, 2]).value
    3.0
    """
    name = "pages_per_visit"
    return ratio(name, pages, visits, unit="pages", period=period, level=level)
