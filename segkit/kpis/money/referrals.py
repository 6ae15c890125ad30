"""Indicators of recommending: who brings friends, and who came by one."""

from __future__ import annotations

import narwhals.stable.v2 as nw

from segkit.kpis.indicator import indicator
from segkit.kpis.numbers import EVERYBODY
from segkit.kpis.sources import Source, totals
from segkit.record import Kpi, rate

c = nw.col
GIVEN = Source(
    "referrals",
    totals(),
    time="referred_on",
    unit_id="referrer_id",
    what="a customer who recommended and a day",
)
TAKEN = Source(
    "referrals",
    totals(),
    time="referred_on",
    unit_id="referred_id",
    what="a customer who came by a friend and a day",
)


@indicator(
    GIVEN,
    "customers who brought somebody / all customers",
    referrers=c("n_rows") >= 1,
    customers=EVERYBODY,
)
def referral_rate(
    referrers: int, customers: int, *, period: str = "", level: float = 0.95
) -> Kpi:
    """Say what share of the customers brought somebody in the period.

    Parameters
    ----------
    referrers : customers who brought at least one other
    customers : all customers of the group
    period : the days that were counted, in words
    level : coverage of the Wilson interval, 0 to 1

    Returns
    -------
    Kpi, a rate from 0 to 1; only friends who were named count

    Raises
    ------
    DataError
        if a count is no whole number from 0, or there are more referrers than customers

    References
    ----------
    Own definition; the interval is Newcombe (1998), method 3.

    Examples
    --------
    >>> referral_rate(15, 148)
    referral rate: 10.1 % (15 of 148), 95 % interval 6.2 % to 16.0 %
    """
    return rate("referral_rate", referrers, customers, period=period, level=level)


@indicator(
    TAKEN,
    "new customers who came by a friend / new customers",
    referred=c("n_rows") >= 1,
    new_customers=EVERYBODY,
)
def referred_rate(
    referred: int, new_customers: int, *, period: str = "", level: float = 0.95
) -> Kpi:
    """Say what share of the new customers came by a friend.

    Parameters
    ----------
    referred : new customers who named a friend
    new_customers : all new customers; with a table, ``customers=`` names them
    period : the days that were counted, in words
    level : coverage of the Wilson interval, 0 to 1

    Returns
    -------
    Kpi, a rate from 0 to 1

    Raises
    ------
    DataError
        if a count is no whole number from 0, or there are more referred than new

    References
    ----------
    Own definition; the interval is Newcombe (1998), method 3.

    Examples
    --------
    >>> referred_rate(1, 29)
    referred rate: 3.4 % (1 of 29), 95 % interval 0.6 % to 17.2 %
    """
    return rate("referred_rate", referred, new_customers, period=period, level=level)
