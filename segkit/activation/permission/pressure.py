"""How many messages each customer got in the days before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import narwhals.stable.v2 as nw
import pandas as pd

from segkit.activation.words import permission as words
from segkit.checks import DataError, day, table
from segkit.engine import day_number, local_time, to_pandas

c = nw.col


@dataclass(frozen=True)
class Pressure:
    """The messages of a window, counted: how many each customer got, and who did not.

    Attributes
    ----------
    counts : Series of messages in the window, indexed by customer_id
    left_out : rows of the contacts that were not counted, and why
    as_of : last day of the window
    """

    counts: pd.Series
    left_out: dict[str, int]
    as_of: date


def recent_contacts(
    contacts: Any, *, days: int, as_of: Any, timezone: str | None = None
) -> Pressure:
    """Count each customer's messages in the local days that end with a day.

    Parameters
    ----------
    contacts : table of any engine with customer_id and sent_at, one row per message;
        where it has a column delivered, rows where that is false are no messages
    days : length of the window
    as_of : last day of the window, which counts
    timezone : IANA name, if sent_at has a time zone

    Returns
    -------
    Pressure

    Raises
    ------
    DataError
        if a column is missing, or is of the wrong kind

    References
    ----------
    own definition

    Examples
    --------
    >>> sent = pd.DataFrame({
    ...     "customer_id": ["a", "a"],
    ...     "sent_at": pd.to_datetime(["2024-06-23 23:59", "2024-06-24 00:00"]),
    ... })
    >>> recent_contacts(sent, days=7, as_of="2024-06-30").counts.to_dict()
    {'a': 1}
    """
    last = day(as_of)
    rows = _rows(contacts, timezone)
    told = _counted(rows, _lost())
    known = rows.filter(c("_sent") & ~c("sent_at").is_null())
    ago = last.toordinal() - day_number(c("sent_at"))
    placed = known.select("customer_id", _ago=ago)
    told |= _counted(placed, {"after as_of": c("_ago") < 0})
    inside = (c("_ago") >= 0) & (c("_ago") < days) & ~c("customer_id").is_null()
    kept = placed.filter(inside)
    grouped = kept.group_by("customer_id").agg(n=nw.len())
    counts = to_pandas(grouped.to_native()).set_index("customer_id")["n"]
    return Pressure(counts, told, last)


def _rows(contacts: Any, timezone: str | None) -> Any:
    frame = nw.from_native(table(contacts, name="contacts"))
    schema = frame.collect_schema()
    missing = [name for name in ("customer_id", "sent_at") if name not in schema]
    if missing:
        told = words.NO_CONTACT_COLUMNS
        raise DataError(told.format(missing=missing, have=schema.names()))
    if not isinstance(schema["sent_at"], nw.Datetime | nw.Date):
        raise DataError(words.NOT_MOMENTS.format(found=schema["sent_at"]))
    if "delivered" not in schema:
        frame = frame.select("customer_id", "sent_at", _sent=nw.lit(True))
    elif schema["delivered"] != nw.Boolean:
        raise DataError(words.NOT_DELIVERED.format(found=schema["delivered"]))
    else:
        sent = c("delivered").fill_null(True)  # not known: the cautious reading
        frame = frame.select("customer_id", "sent_at", _sent=sent)
    return local_time(frame, "sent_at", name="contacts", timezone=timezone)


def _lost() -> dict[str, Any]:
    """Say which rows are no message of anybody."""
    return {
        "not delivered": ~c("_sent"),
        "no customer_id": c("_sent") & c("customer_id").is_null(),
        "no sent_at": c("_sent") & c("sent_at").is_null(),
    }


def _counted(rows: Any, tests: dict[str, Any]) -> dict[str, int]:
    sums = [test.cast(nw.Int64).sum().alias(name) for name, test in tests.items()]
    found = to_pandas(rows.select(*sums).to_native()).iloc[0]
    return {name: 0 if pd.isna(n) else int(n) for name, n in found.items()}


def same_kind(theirs: Iterable[Any], ours: pd.Index, *, what: str) -> None:
    """Refuse ids that are text where the customers' are numbers, or the other way.

    Parameters
    ----------
    theirs : ids that are to be found among the customers
    ours : the customers' ids
    what : what holds the ids, for the message

    Raises
    ------
    DataError
        if one is text and the other numbers, so that nobody would be found

    References
    ----------
    own definition

    Examples
    --------
    >>> same_kind(["a"], pd.Index(["a", "b"]), what="suppressed")
    """
    kinds = [_kind(ids) for ids in (theirs, ours)]
    if None not in kinds and kinds[0] != kinds[1]:
        raise DataError(
            words.OTHER_IDS.format(what=what, theirs=kinds[0], ours=kinds[1])
        )


def _kind(ids: Any) -> str | None:
    """Return what all ids are; None if there are none, or they are of several kinds."""
    values = pd.Index(ids) if isinstance(ids, pd.Index) else pd.Index(list(ids))
    if not len(values):
        return None
    if pd.api.types.is_numeric_dtype(values.dtype):
        return words.NUMBERS
    return words.TEXT if pd.api.types.is_string_dtype(values) else None
