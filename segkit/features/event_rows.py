"""Events that count, and their sums for each customer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Self

import narwhals.stable.v2 as nw
import pandas as pd

from segkit import checks, engine
from segkit.checks import DataError
from segkit.features import event_door, one_row, words
from segkit.features.event_door import Events

c = nw.col
LATE, EARLY, STRANGER, TIMELESS, OTHER, COUNTS = range(6)


@dataclass(frozen=True)
class Asked:
    """What was asked for: the days that count, of whom, and the names of columns.

    Attributes
    ----------
    as_of, since : last and first local day that counts; None for all before
    customers : table, index or list of ids; None for everybody
    columns, timezone : as they were passed
    """

    as_of: date
    since: date | None
    customers: Any
    columns: Mapping[str, str] | None
    timezone: str | None

    @classmethod
    def read(cls, *, as_of: Any, since: Any, **more: Any) -> Self:
        """Read the days."""
        today = checks.day(as_of)
        first = None if since is None else checks.day(since, name="since")
        if first is not None and first > today:
            raise DataError(words.SINCE.format(since=first, as_of=today))
        return cls(today, first, **more)

    def opened(self, native: Any, events: Events) -> Any:
        """Check a table of events."""
        return event_door.opened(
            native, events, columns=self.columns, timezone=self.timezone
        )

    def settled(
        self,
        table: pd.DataFrame,
        kinds: Mapping[str, str],
        *,
        left_out: Mapping[str, int],
        rows: str,
    ) -> pd.DataFrame:
        """Hand over the rows of those who are asked for; `rows` counts the events."""
        return one_row.settled(
            table,
            kinds,
            as_of=self.as_of,
            left_out=left_out,
            rows=table[rows],
            customers=self.customers,
            columns=self.columns,
        )


def kept(
    frame: Any,
    events: Events,
    asked: Asked,
    *,
    unless: Any = None,
    why: str = "",
) -> tuple[Any, dict[str, int]]:
    """Keep the events that count, and count the others for each reason.

    Parameters
    ----------
    frame : from `opened`
    events : what is read
    asked : the days that count
    unless : narwhals expression, true for rows that do not count for another reason
    why : that reason in words

    Returns
    -------
    narwhals table; dict of reason and number of rows

    Raises
    ------
    DataError
        if no row counts

    Examples
    --------
    >>> days = pd.to_datetime(["2024-06-30", "2024-07-01"])
    >>> visits = pd.DataFrame({"customer_id": 1, "started_at": days})
    >>> reads = Events("sessions", "started_at")
    >>> more = dict.fromkeys(("customers", "columns", "timezone"))
    >>> asked = Asked.read(as_of="2024-06-30", since=None, **more)
    >>> kept(asked.opened(visits, reads), reads, asked)[1]
    {'after as_of': 1, 'no customer_id': 0, 'no started_at': 0}
    """
    marked = frame.with_columns(_why=_why(frame, events, asked, unless))
    counted = marked.group_by("_why").agg(n=nw.len())
    found = engine.to_pandas(counted.to_native()).set_index("_why")["n"]
    reasons = {LATE: words.AFTER}
    reasons |= {EARLY: words.BEFORE} if asked.since else {}
    reasons |= {STRANGER: words.NOBODY, TIMELESS: f"no {events.at}"}
    reasons |= {OTHER: why} if unless is not None else {}
    left_out = {text: int(found.get(k, 0)) for k, text in reasons.items()}
    if not found.get(COUNTS, 0):
        if not found.sum():
            raise DataError(words.NO_EVENTS.format(name=events.name))
        raise DataError(
            words.NO_EVENT_COUNTS.format(
                name=events.name, rows=int(found.sum()), left_out=left_out
            )
        )
    return marked.filter(c("_why") == COUNTS).drop("_why"), left_out


def until(frame: Any, column: str, as_of: date) -> Any:
    """Say which rows have a moment in the column, and not after the day.

    Parameters
    ----------
    frame : narwhals table
    column : of times
    as_of : last local day that counts

    Returns
    -------
    narwhals expression, Boolean, never missing

    Examples
    --------
    >>> table = nw.from_native(pd.DataFrame({"at": pd.to_datetime(["2024-05-01"])}))
    >>> seen = table.select(seen=until(table, "at", date(2024, 4, 30))).to_native()
    >>> seen["seen"].tolist()
    [False]
    """
    there = c(column) < engine.day_after(frame, as_of)
    return ~c(column).is_null() & there.fill_null(False)


def summed(rows: Any, sums: Mapping[str, Any], *, last: str, as_of: date) -> Any:
    """Add up each customer's events, and say how long ago the last one was.

    Parameters
    ----------
    rows : narwhals table
    sums : name to an expression of whole numbers, added up for each customer
    last : the column of times
    as_of : the day to count back from

    Returns
    -------
    pandas.DataFrame: customer_id, the sums, and ``_ago``, days since the last event

    Examples
    --------
    >>> at = pd.to_datetime(["2024-05-01", "2024-05-03"])
    >>> rows = nw.from_native(pd.DataFrame({"customer_id": 1, "at": at, "pages": 4}))
    >>> sums = {"n_pages": c("pages")}
    >>> summed(rows, sums, last="at", as_of=date(2024, 5, 4)).values.tolist()
    [[1, 8, 1]]
    """
    made = rows.with_columns(
        _day=engine.day_number(c(last)),
        **{name: each.cast(nw.Int64) for name, each in sums.items()},
    )
    total = made.group_by("customer_id").agg(
        *[c(name).sum() for name in sums], _ago=c("_day").max()
    )
    table = engine.to_pandas(total.to_native())
    table["_ago"] = as_of.toordinal() - table["_ago"]
    return table[["customer_id", *sums, "_ago"]]


def flag(yes: Any) -> Any:
    """Turn a condition into 1 and 0.

    Parameters
    ----------
    yes : narwhals expression, Boolean

    Returns
    -------
    narwhals expression, whole numbers; missing counts as 0

    Examples
    --------
    >>> table = nw.from_native(pd.DataFrame({"a": [True, False]}))
    >>> table.select(n=flag(c("a"))).to_native()["n"].tolist()
    [1, 0]
    """
    return nw.when(yes).then(nw.lit(1)).otherwise(nw.lit(0))


def with_rates(
    table: pd.DataFrame, rates: Mapping[str, tuple[str, str]]
) -> dict[str, str]:
    """Add the rates whose columns are there, and name their kind.

    Parameters
    ----------
    table : one row per customer; the rates are added to it
    rates : name to the columns of what is divided, and by what

    Returns
    -------
    dict of name and kind

    Examples
    --------
    >>> table = pd.DataFrame({"n_opened": [1], "n_sent": [4]})
    >>> with_rates(table, {"opened_rate": ("n_opened", "n_sent")})
    {'opened_rate': 'float64'}
    """
    found = {name: pair for name, pair in rates.items() if set(pair) <= set(table)}
    for name, (top, bottom) in found.items():
        table[name] = one_row.ratio(table[top], table[bottom])
    return dict.fromkeys(found, one_row.RATE)


def _why(frame: Any, events: Events, asked: Asked, unless: Any) -> Any:
    at = c(events.at)
    why = nw.lit(COUNTS)
    if unless is not None:
        why = nw.when(unless).then(nw.lit(OTHER)).otherwise(why)
    if asked.since is not None:
        start = engine.day_after(frame, asked.since - timedelta(days=1))
        why = nw.when(at < start).then(nw.lit(EARLY)).otherwise(why)
    end = engine.day_after(frame, asked.as_of)
    why = nw.when(at >= end).then(nw.lit(LATE)).otherwise(why)
    why = nw.when(at.is_null()).then(nw.lit(TIMELESS)).otherwise(why)
    return nw.when(c("customer_id").is_null()).then(nw.lit(STRANGER)).otherwise(why)
