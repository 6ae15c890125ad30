"""How customers answer messages: open, click, unsubscribe."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import narwhals.stable.v2 as nw
import pandas as pd

from segkit import checks
from segkit.features import event_rows, words
from segkit.features.event_door import Events
from segkit.features.event_rows import Asked
from segkit.features.one_row import COUNT, FLAG, RATE

c = nw.col
SENDS = Events(
    "sends",
    "sent_at",
    times=("opened_at", "clicked_at", "unsubscribed_at"),
    flags=("delivered",),
)


def email_activity(
    sends: Any,
    *,
    as_of: Any,
    since: Any = None,
    machine_seconds: int = 60,
    customers: Any = None,
    columns: Mapping[str, str] | None = None,
    timezone: str | None = None,
) -> pd.DataFrame:
    """Say how each customer answers messages: opens, clicks, unsubscribes.

    Parameters
    ----------
    sends : table of any engine, one row per message and customer: customer_id,
        sent_at, and where they are there opened_at, clicked_at, unsubscribed_at (a
        time, or missing) and delivered (rows that are False are left out and counted)
    as_of, since : last and first local day that counts. What happened after as_of has
        not happened, whenever the message was sent
    machine_seconds : an opening so soon after the sending, without a click, is taken
        for one of the mail program; whole seconds, 0 to believe every opening
    customers, columns, timezone : as for `features.customers`

    Returns
    -------
    pandas.DataFrame, one row per customer, sorted and indexed by customer_id
        n_sent, last_sent_days; with opened_at: n_opened, n_opened_by_machine,
        opened_rate; with clicked_at: n_clicked, clicked_rate; with unsubscribed_at:
        unsubscribed. Rates are of the messages that were sent and arrived

    Raises
    ------
    DataError
        if columns are missing or hold the wrong kind, or no row counts

    Notes
    -----
    Own definition of an opening by a machine; a click proves a person.

    Examples
    --------
    >>> sent = pd.to_datetime("2024-06-03 09:00")
    >>> sends = pd.DataFrame({"customer_id": ["ann", "bob"], "sent_at": sent})
    >>> sends["opened_at"] = [sent + pd.Timedelta("3s"), sent + pd.Timedelta("2h")]
    >>> found = email_activity(sends, as_of="2024-06-30")
    >>> found[["n_opened", "n_opened_by_machine"]].values.tolist()
    [[0, 1], [1, 0]]
    """
    asked = Asked.read(
        as_of=as_of,
        since=since,
        customers=customers,
        columns=columns,
        timezone=timezone,
    )
    checks.whole_number(machine_seconds, name="machine_seconds", low=0)
    frame = asked.opened(sends, SENDS)
    have = set(frame.collect_schema().names())
    unless = ~c("delivered") if "delivered" in have else None
    rows, left_out = event_rows.kept(
        frame, SENDS, asked, unless=unless, why=words.NOT_DELIVERED
    )
    sums = _answers(rows, have, asked.as_of, machine_seconds)
    table = event_rows.summed(rows, sums, last="sent_at", as_of=asked.as_of)
    table["last_sent_days"] = table["_ago"]
    rates = {
        name: (f"n_{name[:-5]}", "n_sent") for name in ("opened_rate", "clicked_rate")
    }
    kinds = {n: COUNT for n in sums if not n.startswith("_")}
    kinds |= event_rows.with_rates(table, rates) | {"last_sent_days": RATE}
    if "_gone" in table:
        table["unsubscribed"] = table["_gone"] > 0
        kinds["unsubscribed"] = FLAG
    return asked.settled(table, kinds, left_out=left_out, rows="n_sent")


def _answers(
    rows: Any, have: set[str], today: date, machine_seconds: int
) -> dict[str, Any]:
    """Name what is added up over messages, of the columns that are there."""
    flag, none = event_rows.flag, nw.lit(False)
    seen = {
        name: event_rows.until(rows, name, today) if name in have else none
        for name in SENDS.times
    }
    sums = {"n_sent": nw.lit(1)}
    if "opened_at" in have:
        opened, clicked = seen["opened_at"], seen["clicked_at"]
        until = c("sent_at").dt.offset_by(f"{machine_seconds}s")
        soon = (c("opened_at") <= until).fill_null(False) if machine_seconds else none
        sums["n_opened"] = flag(clicked | (opened & ~soon))
        sums["n_opened_by_machine"] = flag(opened & soon & ~clicked)
    if "clicked_at" in have:
        sums["n_clicked"] = flag(seen["clicked_at"])
    if "unsubscribed_at" in have:
        sums["_gone"] = flag(seen["unsubscribed_at"])
    return sums
