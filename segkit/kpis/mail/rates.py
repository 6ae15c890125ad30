"""Indicators of e-mail: delivered, opened, clicked, unsubscribed, bought.

They count what a table of sends says, one row per message and customer. Only messages
that were delivered can be opened or clicked; a click counts as an opening; those who
were held out (column ``arm``) got nothing and do not count.
"""

from __future__ import annotations

from typing import Any, Literal

import narwhals.stable.v2 as nw

from segkit.kpis.clustered import share
from segkit.kpis.indicator import indicator
from segkit.kpis.mail import source as sends
from segkit.kpis.words import mail as words
from segkit.record import Kpi

c = nw.col
Unit = Literal["message", "customer"]
Machine = Literal["keep", "drop", "leave_out"]


def per(unit: str, column: str) -> Any:
    """Count messages, or the customers who have one."""
    return c(column) if unit == "message" else c(column) > 0


def opened(machine: str) -> str:
    """Name the column of openings, with machines treated as chosen."""
    return "n_opened" if machine == "keep" else f"n_opened_{machine}"


def reached(machine: str, unit: str) -> Any:
    """Count what was delivered, less what a machine opened where it is left out."""
    if machine != "leave_out":
        return per(unit, "n_delivered")
    kept = c("n_delivered") - c("n_quick")
    return kept if unit == "message" else kept > 0


@indicator(
    sends.SENT,
    "{unit}",
    spread=True,
    variants={"unit": words.DELIVERED},
    delivered=lambda unit: per(unit, "n_delivered"),
    sent=lambda unit: per(unit, "n_sent"),
    customers=c("n_sent") > 0,
)
def delivery_rate(
    delivered: Any,
    sent: Any,
    customers: Any = None,
    *,
    unit: Unit = "message",
    period: str = "",
    level: float = 0.95,
) -> Kpi:
    """Say what share of the messages sent arrived.

    Parameters
    ----------
    delivered, sent : two counts (each message is then taken for another customer's), or
        two lists with one pair per customer
    customers : not needed; the table form counts them
    unit : ``"message"``, or ``"customer"``: whom at least one reached
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
    Own definition; the interval is Wilson's, with several messages of a customer
    allowed for (`segkit.kpis.clustered.Bunches`).

    Examples
    --------
    >>> delivery_rate(148, 150)
    delivery rate: 98.7 % (148 of 150), 95 % interval 95.3 % to 99.6 %
    """
    return share(
        "delivery_rate", delivered, sent, customers, period=period, level=level
    )


@indicator(
    sends.SENT,
    "{unit}",
    spread=True,
    variants={"unit": words.BOUNCED},
    bounced=lambda unit: (
        c("n_sent") - c("n_delivered")
        if unit == "message"
        else c("n_sent") > c("n_delivered")
    ),
    sent=lambda unit: per(unit, "n_sent"),
    customers=c("n_sent") > 0,
)
def mail_bounce_rate(
    bounced: Any,
    sent: Any,
    customers: Any = None,
    *,
    unit: Unit = "message",
    period: str = "",
    level: float = 0.95,
) -> Kpi:
    """Say what share of the messages sent came back.

    Parameters
    ----------
    bounced, sent : as in `delivery_rate`
    customers, unit, period, level : as in `delivery_rate`

    Returns
    -------
    Kpi, a rate from 0 to 1; of visits with one page see `web_bounce_rate`

    Raises
    ------
    DataError
        as `delivery_rate` does

    References
    ----------
    As `delivery_rate`.

    Examples
    --------
    >>> mail_bounce_rate(2, 150)
    mail bounce rate: 1.3 % (2 of 150), 95 % interval 0.4 % to 4.7 %
    """
    return share(
        "mail_bounce_rate", bounced, sent, customers, period=period, level=level
    )


@indicator(
    sends.OPENED,
    "{unit}; {machine}",
    spread=True,
    variants={"unit": words.OPENED, "machine": words.MACHINE},
    opened=lambda unit, machine: per(unit, opened(machine)),
    delivered=lambda unit, machine: reached(machine, unit),
    customers=lambda machine: reached(machine, "customer"),
)
def open_rate(
    opened: Any,
    delivered: Any,
    customers: Any = None,
    *,
    unit: Unit = "message",
    machine: Machine = "keep",
    period: str = "",
    level: float = 0.95,
) -> Kpi:
    """Say what share of the messages delivered was opened.

    Some mail programs open every message by themselves within a minute; then openings
    say little about people, and clicks say more.

    Parameters
    ----------
    opened, delivered : as in `delivery_rate`; each message counts once
    customers, unit, period, level : as in `delivery_rate`
    machine : what becomes of openings less than 60 seconds after sent_at: ``"keep"``
        counts them (too high); ``"drop"`` does not, unless there was a click (too low:
        the person behind the machine may have read it too); ``"leave_out"`` leaves
        these messages out on both sides, and speaks of people without such a program

    Returns
    -------
    Kpi, a rate from 0 to 1

    Raises
    ------
    DataError
        as `delivery_rate` does

    References
    ----------
    Unique opens over messages delivered, as Mailchimp and Twilio define it; the
    treatment of machines and the minute are our own.

    Examples
    --------
    >>> open_rate(81, 263)
    open rate: 30.8 % (81 of 263), 95 % interval 25.5 % to 36.6 %
    """
    return share("open_rate", opened, delivered, customers, period=period, level=level)


@indicator(
    sends.CLICKED,
    "{unit}",
    spread=True,
    variants={"unit": words.CLICKED},
    clicked=lambda unit: per(unit, "n_clicked"),
    delivered=lambda unit: per(unit, "n_delivered"),
    customers=c("n_delivered") > 0,
)
def click_rate(
    clicked: Any,
    delivered: Any,
    customers: Any = None,
    *,
    unit: Unit = "message",
    period: str = "",
    level: float = 0.95,
) -> Kpi:
    """Say what share of the messages delivered was clicked.

    Parameters
    ----------
    clicked, delivered : as in `delivery_rate`; each message counts once
    customers, unit, period, level : as in `delivery_rate`

    Returns
    -------
    Kpi, a rate from 0 to 1; clicks on advertisements are `click_through_rate`

    Raises
    ------
    DataError
        as `delivery_rate` does

    References
    ----------
    Unique clicks over messages delivered, as Mailchimp defines it.

    Examples
    --------
    >>> click_rate(15, 148)
    click rate: 10.1 % (15 of 148), 95 % interval 6.2 % to 16.0 %
    """
    return share(
        "click_rate", clicked, delivered, customers, period=period, level=level
    )
