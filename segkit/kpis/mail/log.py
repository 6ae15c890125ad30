"""An e-mail tool's log of events, turned into a table of messages sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import narwhals.stable.v2 as nw

from segkit import checks, engine
from segkit.checks import DataError
from segkit.kpis.mail.source import HELD_OUT
from segkit.kpis.words import content as words

c = nw.col
NAMES = {
    "sent": "sent",
    "bounced": "bounced",
    "opened": "opened",
    "clicked": "clicked",
    "unsubscribed": "unsubscribed",
    "held_out": HELD_OUT,
}


def sends_from_events(
    events: Any,
    *,
    names: Mapping[str, str] | None = None,
    columns: Mapping[str, str] | None = None,
) -> Any:
    """Turn a log with a row per event into one with a row per message and customer.

    A message counts as delivered if it was sent and did not bounce; of several openings
    or clicks the first counts.

    Parameters
    ----------
    events : customer_id, message, event, happened_at, in any engine
    names : what the log calls them: ``{"sent": "Delivered", "opened": "Open"}``, of
        sent, bounced, opened, clicked, unsubscribed, held_out
    columns : ``{"our name": "your name"}``

    Returns
    -------
    table of the same kind (nothing computed yet where the engine waits): customer_id,
    message, sent_at, delivered, opened_at, clicked_at, unsubscribed_at, arm

    Raises
    ------
    DataError
        if a column is missing, names= has an unknown key, or nothing was sent

    References
    ----------
    Own definition.

    Examples
    --------
    >>> import pandas as pd
    >>> log = pd.DataFrame({"customer_id": ["a", "a", "b"], "message": "June"})
    >>> log["event"] = ["sent", "opened", "sent"]
    >>> log["happened_at"] = pd.to_datetime(["2024-06-01", "2024-06-02", "2024-06-01"])
    >>> sends = sends_from_events(log)
    >>> sends["opened_at"].notna().tolist(), sends["arm"].tolist()
    ([True, False], ['message', 'message'])
    """
    called = {**NAMES, **(names or {})}
    if called.keys() != NAMES.keys():
        found = sorted(called.keys() - NAMES.keys())
        raise DataError(words.UNKNOWN_NAMES.format(found=found, known=list(NAMES)))
    need = ["customer_id", "message", "event", "happened_at"]
    native = checks.table(events, need, name="events", columns=columns)
    frame = (
        nw.from_native(native).select(*need).with_columns(c("event").cast(nw.String))
    )
    _some_sent(frame, called["sent"])
    held = (c("event") == called["held_out"]).cast(nw.Int64)
    marks = {f"_{kind}": _time_of(name) for kind, name in called.items()}
    rows = frame.with_columns(_is_held=held, **marks)
    found = rows.group_by("customer_id", "message").agg(
        *(c(mark).min() for mark in marks), c("_is_held").max()
    )
    table = _named(found).sort("customer_id", "message")
    return nw.maybe_reset_index(table).to_native()


def _time_of(name: str) -> Any:
    return nw.when(c("event") == name).then(c("happened_at"))


def _some_sent(frame: Any, sent: str) -> None:
    kinds = engine.to_pandas(frame.select("event").unique().to_native())["event"]
    if sent not in set(kinds):
        raise DataError(words.NO_SENT.format(sent=sent, found=sorted(kinds.dropna())))


def _named(found: Any) -> Any:
    """Give the first time of each event its name, and the arm."""
    held = c("_is_held") == 1
    sent = nw.when(held).then(c("_held_out")).otherwise(c("_sent"))
    arm = nw.when(held).then(nw.lit(HELD_OUT)).otherwise(nw.lit("message"))
    done = ("opened", "clicked", "unsubscribed")
    times = {f"{kind}_at": c(f"_{kind}") for kind in done}
    got = ~held & ~c("_sent").is_null() & c("_bounced").is_null()
    return found.select(
        "customer_id", "message", sent_at=sent, delivered=got, **times, arm=arm
    )
