"""What came of messages: who clicked and left, who bought, what they brought."""

from __future__ import annotations

from typing import Any

import narwhals.stable.v2 as nw

from segkit.kpis.clustered import share
from segkit.kpis.indicator import indicator
from segkit.kpis.mail import source as sends
from segkit.kpis.mail.rates import Machine, Unit, opened, per
from segkit.kpis.numbers import money
from segkit.kpis.words import mail as words
from segkit.record import Kpi, ratio

c = nw.col


@indicator(
    sends.READ,
    "{unit}; {machine}",
    spread=True,
    variants={"unit": words.CLICKED_OF_OPENED, "machine": words.MACHINE},
    clicked=lambda unit, machine: per(
        unit, "n_clicked_leave_out" if machine == "leave_out" else "n_clicked"
    ),
    opened=lambda unit, machine: per(unit, opened(machine)),
    customers=lambda machine: c(opened(machine)) > 0,
    also="ctor",
)
def click_to_open_rate(
    clicked: Any,
    opened: Any,
    customers: Any = None,
    *,
    unit: Unit = "message",
    machine: Machine = "keep",
    period: str = "",
    level: float = 0.95,
) -> Kpi:
    """Say what share of the messages opened was clicked (CTOR).

    Openings by machines make it too low: say with ``machine`` what becomes of them.

    Parameters
    ----------
    clicked, opened : as in `segkit.kpis.mail.rates.delivery_rate`: a click
        counts as an opening
    customers, unit, period, level : as there
    machine : as in `segkit.kpis.mail.rates.open_rate`

    Returns
    -------
    Kpi, a rate from 0 to 1

    Raises
    ------
    DataError
        as `segkit.kpis.mail.rates.delivery_rate` does

    References
    ----------
    Unique clicks over unique opens, as Campaign Monitor and Delivra define it.

    Examples
    --------
    >>> click_to_open_rate(15, 81)
    click to open rate: 18.5 % (15 of 81), 95 % interval 11.6 % to 28.3 %
    """
    return share(
        "click_to_open_rate", clicked, opened, customers, period=period, level=level
    )


@indicator(
    sends.UNSUBSCRIBED,
    "{unit}",
    spread=True,
    variants={"unit": words.UNSUBSCRIBED},
    unsubscribed=lambda unit: per(unit, "n_unsubscribed"),
    delivered=lambda unit: per(unit, "n_delivered"),
    customers=c("n_delivered") > 0,
)
def unsubscribe_rate(
    unsubscribed: Any,
    delivered: Any,
    customers: Any = None,
    *,
    unit: Unit = "message",
    period: str = "",
    level: float = 0.95,
) -> Kpi:
    """Say what share of the messages delivered made somebody leave the mailing list.

    Who leaves the list may go on buying: customers who leave the shop are churn.

    Parameters
    ----------
    unsubscribed, delivered : as in `segkit.kpis.mail.rates.delivery_rate`
    customers, unit, period, level : as there

    Returns
    -------
    Kpi, a rate from 0 to 1

    Raises
    ------
    DataError
        if a count is no whole number from 0, or a part is above its whole

    References
    ----------
    Unsubscriptions over messages delivered, as Mailchimp defines it; the interval is
    that of `segkit.kpis.mail.rates.delivery_rate`.

    Examples
    --------
    >>> unsubscribe_rate(1, 29)
    unsubscribe rate: 3.4 % (1 of 29), 95 % interval 0.6 % to 17.2 %
    """
    return share(
        "unsubscribe_rate",
        unsubscribed,
        delivered,
        customers,
        period=period,
        level=level,
    )


@indicator(
    sends.CONVERTED,
    "{unit}",
    spread=True,
    variants={"unit": words.CONVERTED},
    converted=lambda unit: per(unit, "n_converted"),
    delivered=lambda unit: per(unit, "n_delivered"),
    customers=c("n_delivered") > 0,
)
def mail_conversion_rate(
    converted: Any,
    delivered: Any,
    customers: Any = None,
    *,
    unit: Unit = "message",
    period: str = "",
    level: float = 0.95,
) -> Kpi:
    """Say after what share of the messages delivered the customer bought.

    It says what followed, not what the message brought: for that compare those who were
    held out.

    Parameters
    ----------
    converted, delivered : as in `segkit.kpis.mail.rates.delivery_rate`
    customers, unit, period, level : as there

    Returns
    -------
    Kpi, a rate from 0 to 1

    Raises
    ------
    DataError
        if a count is no whole number from 0, or a part is above its whole

    References
    ----------
    Own definition; what counts as converted is what the table says.

    Examples
    --------
    >>> mail_conversion_rate(0, 20)
    mail conversion rate: 0.0 % (0 of 20), 95 % interval 0.0 % to 16.1 %
    """
    return share(
        "mail_conversion_rate",
        converted,
        delivered,
        customers,
        period=period,
        level=level,
    )


@indicator(
    sends.REVENUE,
    "revenue that followed messages / messages delivered",
    spread=True,
    revenue=money("revenue_cents"),
    delivered=c("n_delivered"),
)
def revenue_per_message_amount(
    revenue: Any,
    delivered: Any,
    *,
    unit: str = "",
    period: str = "",
    level: float = 0.95,
) -> Kpi:
    """Say how much revenue followed a message on average.

    Parameters
    ----------
    revenue, delivered : for each customer the revenue and the messages, as two lists;
        or the two totals, then there is no interval
    unit : currency
    period : the days that were counted, in words
    level : coverage of the interval, 0 to 1

    Returns
    -------
    Kpi, in currency per message

    Raises
    ------
    DataError
        if the lists differ in length, or a value is missing

    References
    ----------
    Deng, Knoblich and Lu (2018), KDD, section 3.2 (customers, not messages, vary).

    Examples
    --------
    >>> revenue_per_message_amount([20, 0, 0, 4], [2, 1, 2, 1], unit="EUR").value
    4.0
    """
    return ratio(
        "revenue_per_message_amount",
        revenue,
        delivered,
        unit=unit,
        period=period,
        level=level,
    )
