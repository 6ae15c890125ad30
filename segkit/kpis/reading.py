"""Read a source's table: its columns, its kinds, and which of its rows count."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import narwhals.stable.v2 as nw
import pandas as pd

from segkit import checks, engine
from segkit.checks import DataError
from segkit.kpis import words
from segkit.kpis.sources import Source, Window

c = nw.col


def opened(
    source: Source,
    table: Any,
    *,
    columns: Mapping[str, str] | None = None,
    timezone: str | None = None,
    by: tuple[str, ...] = (),
) -> Any:
    """Open a source's table: the columns it needs, times local, blanks missing.

    Parameters
    ----------
    source : what the table must hold
    table : pandas, polars, pyarrow, DuckDB or PySpark table
    columns : ``{"our name": "your name"}``
    timezone : IANA name of the shop's zone, if the times have a zone
    by : further columns to take along

    Returns
    -------
    narwhals table

    Raises
    ------
    DataError
        if a column is missing or of the wrong kind

    Examples
    --------
    >>> from segkit.kpis.buying.orders import ORDERS
    >>> days = pd.to_datetime(["2024-07-01", "2024-07-02"])
    >>> orders = pd.DataFrame({"who": ["a", ""], "ordered_at": days, "amount": [5, 6]})
    >>> rows = opened(ORDERS, orders, columns={"customer_id": "who"}).to_native()
    >>> rows["customer_id"].isna().tolist()
    [False, True]
    """
    need = tuple(dict.fromkeys([*source.required, *source.blanks, *by]))
    native = checks.table(table, need, name=source.name, columns=columns)
    frame = nw.from_native(native)
    have = frame.collect_schema().names()
    there = [name for name in source.extra if name in have and name not in need]
    frame = frame.select(*need, *there)
    if frame.implementation.is_pandas():
        frame = nw.from_native(_without_objects(frame.to_native(), source))
    _right_kinds(source, frame.collect_schema())
    if source.time:
        frame = engine.local_time(
            frame, source.time, name=source.name, timezone=timezone
        )
    return _filled(source, _blank_is_missing(frame), by)


def _right_kinds(source: Source, schema: Any) -> None:
    told = {"name": source.name, "reader": source.reader}
    if source.time and schema[source.time] not in (nw.Datetime, nw.Date):
        found = schema[source.time]
        raise DataError(words.NO_DATES.format(column=source.time, found=found, **told))
    for column in source.numbers:
        if not schema[column].is_numeric():
            found = schema[column]
            raise DataError(words.NO_NUMBERS.format(column=column, found=found, **told))


def _without_objects(table: pd.DataFrame, source: Source) -> pd.DataFrame:
    """Take a pandas column of Python's dates or decimals for what it is."""
    for name in [name for name in table.columns if table[name].dtype == object]:
        kind = pd.api.types.infer_dtype(table[name], skipna=True)
        if kind in {"date", "datetime"}:
            table = table.assign(**{name: table[name].astype("datetime64[us]")})
        elif kind == "decimal":
            table = table.assign(**{name: table[name].astype("float64")})
        elif kind == "boolean":
            table = table.assign(**{name: table[name].astype("boolean")})
    return table


def _blank_is_missing(frame: Any) -> Any:
    """Take NaN and an empty text for nothing."""
    schema = frame.collect_schema()
    for column, kind in schema.items():
        known = None
        if kind.is_float():
            known = engine.is_number(column, kind)
        elif kind == nw.String:
            known = ~c(column).is_null() & (c(column) != "")
        if known is not None:
            frame = frame.with_columns(nw.when(known).then(c(column)).alias(column))
    return frame


def _filled(source: Source, frame: Any, by: tuple[str, ...]) -> Any:
    """Give the columns that may be missing the value that stands for them."""
    have = frame.collect_schema().names()
    for column, value in source.extra.items():
        if value is None or column in by:
            continue
        found = c(column).fill_null(value) if column in have else nw.lit(value)
        frame = frame.with_columns(found.alias(column))
    return frame


def days(start: Any, end: Any) -> tuple[date | None, date | None]:
    """Read the first and the last day that count.

    Parameters
    ----------
    start, end : days, or None

    Returns
    -------
    (date or None, date or None)

    Raises
    ------
    DataError
        if start comes after end

    Examples
    --------
    >>> days("2024-07-01", None)
    (datetime.date(2024, 7, 1), None)
    """
    first = None if start is None else checks.day(start, name="start")
    last = None if end is None else checks.day(end, name="end")
    if first and last and first > last:
        raise DataError(words.BACKWARDS.format(start=first, end=last))
    return first, last


def inside(
    source: Source, rows: Any, first: date | None, last: date | None
) -> tuple[Any, Window, dict[str, int]]:
    """Keep the rows that count, and say how many do not, and why.

    Parameters
    ----------
    source : what the rows must have
    rows : from `opened`
    first, last : the days that count; None for the table's own

    Returns
    -------
    (rows, window, left out by reason)

    Raises
    ------
    DataError
        if no row counts

    Examples
    --------
    >>> from segkit.kpis.buying.orders import ORDERS
    >>> days = pd.to_datetime(["2024-07-01", "2024-08-02"])
    >>> orders = pd.DataFrame({"customer_id": 1, "ordered_at": days, "amount": [5, 6]})
    >>> last = date(2024, 7, 31)
    >>> rows, window, left_out = inside(ORDERS, opened(ORDERS, orders), None, last)
    >>> len(rows), window.words, left_out["outside the period"]
    (1, '2024-07-01 to 2024-07-31', 1)
    """
    if source.time is None and (first or last):
        raise DataError(words.NO_TIME_COLUMN.format(name=source.name))
    rows = rows.with_columns(_why=_why(source, rows, first, last))
    seen = _seen(source, rows)
    window, left_out = _period(source, seen, first, last)
    counts = len(source.reasons)
    kept = c("_why") == counts
    if source.whole:
        kept = kept | (c("_why") == counts + 1)
    return rows.filter(kept).drop("_why"), window, left_out


def _why(source: Source, rows: Any, first: date | None, last: date | None) -> Any:
    """Give each row the number of the reason it does not count, or else their number.

    Rows before the period have one more: a source may want to know what came before.
    """
    good = len(source.reasons)
    found = nw.lit(good)
    if last is not None:
        late = c(str(source.time)) >= engine.day_after(rows, last)
        found = nw.when(late).then(nw.lit(good - 1)).otherwise(found)
    if first is not None:
        early = c(str(source.time)) < engine.day_after(rows, first - timedelta(days=1))
        found = nw.when(early).then(nw.lit(good + 1)).otherwise(found)
    for number, column in reversed(list(enumerate(source.required))):
        there = ~c(column).is_null()
        found = nw.when(there).then(found).otherwise(nw.lit(number))
    return found


def _seen(source: Source, rows: Any) -> pd.DataFrame:
    """Count the rows by reason, and the days they run from and to."""
    more = {}
    if source.time:
        more = {"first": c(source.time).min(), "last": c(source.time).max()}
    summary = rows.group_by("_why").agg(n=nw.len(), **more)
    return engine.to_pandas(summary.to_native())


def _period(
    source: Source, seen: pd.DataFrame, first: date | None, last: date | None
) -> tuple[Window, dict[str, int]]:
    reasons, good = source.reasons, len(source.reasons)
    counts = seen.groupby("_why")["n"].sum()
    left_out = {reason: int(counts.get(i, 0)) for i, reason in enumerate(reasons)}
    if source.time:
        left_out[words.OUTSIDE] += int(counts.get(good + 1, 0))
    known = seen[seen["_why"] >= len(source.required)]
    if known.empty:
        what = source.what or ", ".join(source.required)
        said = {"name": source.name, "what": what, "left_out": left_out}
        raise DataError(words.NO_ROWS.format(**said))
    if not source.time:
        return Window(), left_out
    begins, ends = known["first"].min().date(), known["last"].max().date()
    if not (seen["_why"].isin([good, good + 1] if source.whole else [good])).any():
        asked = words.PERIOD.format(first=first or begins, last=last or ends)
        runs = words.PERIOD.format(first=begins, last=ends)
        text = words.NOTHING_INSIDE.format(name=source.name, asked=asked, said=runs)
        raise DataError(text)
    return Window(first or begins, last or ends), left_out
