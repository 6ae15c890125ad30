"""Messages sent as a source: what became of each, and what customers did with them."""

from __future__ import annotations

from typing import Any

import narwhals.stable.v2 as nw

from segkit import engine
from segkit.kpis.sources import Source, Window, totals

c = nw.col
HELD_OUT = "held out"
MACHINE_SECONDS = 60
TIMES = ("opened_at", "clicked_at", "unsubscribed_at")


def _per_customer(rows: Any, keys: list[str], window: Window) -> Any:
    rows = _one_each(_sent_only(rows), keys)
    have = rows.collect_schema().names()
    sums = {"n_sent": nw.lit(1), "n_delivered": c("delivered")}
    if "clicked_at" in have:
        sums["n_clicked"] = c("delivered") & ~c("clicked_at").is_null()
    if "opened_at" in have:
        sums |= _opens("clicked_at" in have)
    if "unsubscribed_at" in have:
        sums["n_unsubscribed"] = c("delivered") & ~c("unsubscribed_at").is_null()
    if "converted" in have:
        sums["n_converted"] = c("delivered") & c("converted").fill_null(False)
    if "revenue_amount" in have:
        known = engine.is_number(
            "revenue_amount", rows.collect_schema()["revenue_amount"]
        )
        cents = engine.cents(nw.when(known).then(c("revenue_amount")).otherwise(0.0))
        sums["revenue_cents"] = nw.when(c("delivered")).then(cents).otherwise(0)
    return totals(**sums)(rows, keys, window)


def _opens(clicks: bool) -> dict[str, Any]:
    """Count openings; a click is one, and one within a minute may be a machine's."""
    seen = ~c("opened_at").is_null()
    soon = c("opened_at") < c("sent_at").dt.offset_by(f"{MACHINE_SECONDS}s")
    quick = c("delivered") & soon.fill_null(False)
    clicked = ~c("clicked_at").is_null() if clicks else nw.lit(False)
    opened = c("delivered") & (seen | clicked)
    return {
        "n_opened": opened,
        "n_opened_drop": opened & (~quick | clicked),
        "n_opened_leave_out": opened & ~quick,
        "n_clicked_leave_out": c("delivered") & clicked & ~quick,
        "n_quick": quick,
    }


def _sent_only(rows: Any) -> Any:
    """Leave those out who were held out and got nothing."""
    if "arm" not in rows.collect_schema().names():
        return rows
    held = (c("arm") == HELD_OUT).fill_null(False)
    return rows.filter(~held)


def _one_each(rows: Any, keys: list[str]) -> Any:
    """Count a message once that stands twice, with the first time of each event."""
    have = rows.collect_schema().names()
    if "send_id" not in have:
        return rows
    first = [name for name in ("sent_at", *TIMES) if name in have and name not in keys]
    flags = [name for name in ("delivered", "converted") if name in have]
    most = ["revenue_amount"] if "revenue_amount" in have else []
    rows = rows.with_columns(c(*flags).cast(nw.Int64))
    rows = rows.group_by(*dict.fromkeys([*keys, "customer_id", "send_id"])).agg(
        *(c(name).min() for name in first), *(c(name).max() for name in [*flags, *most])
    )
    return rows.with_columns(*((c(name) == 1).alias(name) for name in flags))


def mail(*blanks: str, needs: tuple[str, ...] = ()) -> Source:
    """Make a source of messages sent that needs these columns.

    Parameters
    ----------
    blanks : columns that must be there, whose values may be missing
    needs : columns that must be there, without which a row does not count

    Returns
    -------
    Source

    Examples
    --------
    >>> mail("clicked_at").blanks
    ('clicked_at',)
    """
    known = {"delivered": True, "arm": None, "send_id": None, "clicked_at": None}
    extra = {k: v for k, v in known.items() if k not in {*blanks, *needs}}
    return Source(
        "sends",
        _per_customer,
        time="sent_at",
        blanks=blanks,
        needs=needs,
        extra=extra,
        everybody=False,
        what="a customer and a time",
    )


SENT = mail(needs=("delivered",))
"""Columns of each customer: n_sent, n_delivered."""
OPENED = mail("opened_at")
"""Columns: n_opened, n_opened_drop, n_opened_leave_out, n_quick; n_clicked if known."""
CLICKED = mail("clicked_at")
"""Columns of each customer: n_clicked."""
READ = mail("opened_at", "clicked_at")
"""Columns of both."""
UNSUBSCRIBED = mail("unsubscribed_at")
CONVERTED = mail("converted")
REVENUE = mail("revenue_amount")
