"""The door for events: visits, e-mails, what people do on a social network."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import narwhals.stable.v2 as nw
import pandas as pd

from segkit import checks, engine
from segkit.checks import DataError
from segkit.features import door, words

c = nw.col


@dataclass(frozen=True)
class Events:
    """What a table of events is called, and which of its columns are read, and as what.

    Attributes
    ----------
    name : of the table, for messages
    at : the column that says when it happened
    times, numbers, flags, names : further columns, each read when it is there
    """

    name: str
    at: str
    times: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    def all(self) -> list[str]:
        """List every column that is read."""
        return [
            "customer_id",
            self.at,
            *self.times,
            *self.numbers,
            *self.flags,
            *self.names,
        ]


def opened(
    native: Any,
    events: Events,
    *,
    columns: Mapping[str, str] | None = None,
    timezone: str | None = None,
) -> Any:
    """Check a table of events, and keep the columns that are read.

    Parameters
    ----------
    native : table of any engine, one row per event
    events : what is read of it
    columns : ``{"our name": "your name"}``
    timezone : the shop's IANA zone, if the times have one

    Returns
    -------
    narwhals table: local times, truth values, numbers and texts

    Raises
    ------
    DataError
        if a column is missing, or holds the wrong kind

    Examples
    --------
    >>> visits = pd.DataFrame({"customer_id": [1], "started_at": ["May"]})
    >>> opened(visits, Events("sessions", "started_at"))
    Traceback (most recent call last):
    ...
    segkit.checks.DataError: sessions column 'started_at' holds text ('May'); dates are
    needed: turn it into dates with pandas.to_datetime(sessions['started_at'])
    """
    need = ["customer_id", events.at]
    frame = nw.from_native(
        checks.table(native, need, name=events.name, columns=columns)
    )
    have = frame.collect_schema().names()
    frame = frame.select(*[name for name in events.all() if name in have])
    if frame.implementation.is_pandas():
        frame = nw.from_native(_plain_pandas(frame.to_native(), events))
    frame = door.with_windows(frame)
    if isinstance(frame, nw.DataFrame) and len(frame) == 0:
        raise DataError(words.NO_EVENTS.format(name=events.name))
    for column in frame.collect_schema().names():
        frame = _read(frame, column, events, timezone)
    return frame


def _plain_pandas(table: pd.DataFrame, events: Events) -> pd.DataFrame:
    times = {events.at, *events.times}
    plain = {
        name: door.plain_series("ordered_at" if name in times else name, table[name])
        for name in table.columns
    }
    return table.assign(**plain).reset_index(drop=True)


def _read(frame: Any, column: str, events: Events, timezone: str | None) -> Any:
    """Read a column as what it is, or refuse it with an example of what it holds."""
    dtype = frame.collect_schema()[column]
    if column in (events.at, *events.times):
        if dtype not in (nw.Datetime, nw.Date):
            return _otherwise(frame, column, events, "dates", nw.Datetime("us"))
        zone = timezone if getattr(dtype, "time_zone", None) else None
        return engine.local_time(frame, column, name=events.name, timezone=zone)
    if column == "customer_id":
        read = _id(dtype)
    elif column in events.names:
        text = c(column).cast(nw.String)
        read = nw.when(text != "").then(text)
    elif column in events.flags and dtype == nw.Boolean:
        read = c(column).fill_null(False)
    elif not dtype.is_numeric():
        kind = "numbers" if column in events.numbers else "True or False"
        return _otherwise(frame, column, events, kind, nw.Float64)
    else:
        read = nw.when(engine.is_number(column, dtype)).then(c(column))
        read = (read > 0).fill_null(False) if column in events.flags else read
    return frame.with_columns(read.alias(column))


def _id(dtype: Any) -> Any:
    """Take an id that is NaN or an empty text for no id."""
    one = c("customer_id")
    if dtype in (nw.Categorical, nw.Enum):
        one, dtype = one.cast(nw.String), nw.String()
    if dtype.is_float():
        return nw.when(engine.is_number("customer_id", dtype)).then(one)
    return nw.when(one != "").then(one) if dtype == nw.String else one


def _otherwise(frame: Any, column: str, events: Events, kind: str, empty: Any) -> Any:
    """Read a column without any value as empty, and refuse any other."""
    found = frame.filter(~c(column).is_null()).select(column).head(1)
    values = engine.to_pandas(found.to_native())[column].tolist()
    if not values:
        nothing = nw.lit(False) if kind == "True or False" else nw.lit(None, empty)
        return frame.with_columns(nothing.alias(column))
    value = values[0]
    raise DataError(
        words.EVENT_KIND.format(
            name=events.name,
            column=column,
            holds="text" if isinstance(value, str) else type(value).__name__,
            value=value,
            kind=kind,
            cure=words.EVENT_CURES[kind].format(name=events.name, column=column),
        )
    )
