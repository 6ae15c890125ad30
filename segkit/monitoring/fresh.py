"""How old the data are: last event, gaps, and whom nobody has heard of lately."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd

from segkit import checks, engine
from segkit.checks import DataError
from segkit.monitoring.words import charts as words
from segkit.record import Table, wilson

DAY, UNDATED = "segkit_day", "segkit_undated"


def freshness(
    tables: Mapping[str, Any],
    as_of: Any,
    *,
    limits: int | Mapping[str, int] = 30,
    dates: Mapping[str, str] | None = None,
    arrived: Mapping[str, str] | None = None,
    customer: str = "customer_id",
    late_after: int = 1,
    timezone: str | None = None,
    level: float = 0.95,
) -> Table:
    """Say how old each table is, where it has gaps, and how much came in late.

    Parameters
    ----------
    tables : by name, for instance ``{"orders": orders, "mails": sends}``; pandas,
        polars, pyarrow, DuckDB or PySpark
    as_of : the day on which this is asked
    limits : days, within which there must be an event; for all, or by table (the others
        have 30)
    dates : the column of dates of a table; else the first that is one
    arrived : the column that says when a row came in, for tables that have one
    customer : the column that names the customer, where a table has one
    late_after : days, beyond which a row came in late
    timezone : IANA name of the shop's zone, for tables whose times have a zone
    level : coverage of the intervals

    Returns
    -------
    Table, a row per table: table, date (its column), rows, last_day, age_days,
    limit_days, fresh, n_customers, updated_rate (customers with an event within the
    limit) with low and high (Wilson), days_without (days from first to last with no
    event), longest_gap (days), gap, after_as_of (rows of later days, not counted),
    no_date (rows), late_rate, late_days (95 % had come by then). ``attrs["heading"]``
    says which are stale

    Raises
    ------
    DataError
        if a table has no dates, or none on or before the day

    References
    ----------
    own definition

    Examples
    --------
    >>> orders = pd.DataFrame({"customer_id": ["a", "b", "a"], "ordered_at":
    ...     pd.to_datetime(["2024-05-01", "2024-05-02", "2024-06-10"])})
    >>> report = freshness({"orders": orders}, "2024-06-30")
    >>> report[["table", "age_days", "fresh", "updated_rate", "longest_gap"]]
        table  age_days  fresh  updated_rate  longest_gap
    0  orders        20   True           0.5           38
    """
    day = checks.day(as_of)
    checks.whole_number(late_after, name="late_after", low=0)
    if not isinstance(tables, Mapping) or not tables:
        raise DataError(words.NO_TABLES.format(found=type(tables).__name__))
    for told in (limits, dates, arrived):
        if isinstance(told, Mapping) and (wrong := sorted(set(told) - set(tables))):
            raise DataError(words.NO_LIMIT.format(wrong=wrong, known=list(tables)))
    rows = []
    for name, native in tables.items():
        limit = limits.get(name, 30) if isinstance(limits, Mapping) else limits
        checks.whole_number(limit, name="limits", low=0)
        when = (arrived or {}).get(name)
        checks.table(native, [when] if when else [], name=name)
        frame, column = _dated(nw.from_native(native), name, dates or {}, timezone)
        row: dict[str, Any] = {"table": name, "date": column}
        lost = _one(frame.select(n=nw.col(UNDATED).cast(nw.Int64).sum()))["n"]
        frame = frame.filter(~nw.col(UNDATED))
        frame = frame.with_columns(engine.day_number(nw.col(column)).alias(DAY))
        row |= _days(frame, day, name, column) | {"limit_days": limit, "no_date": lost}
        row["fresh"] = bool(row["age_days"] <= limit)
        row |= _customers(frame, customer, day, limit, level)
        rows.append(row | _late(frame, when, name, late_after, timezone))
    return _report(rows, day)


def _dated(
    frame: Any, name: str, dates: Mapping[str, str], timezone: str | None
) -> tuple[Any, str]:
    """Add the number of the day to a table; return it and the column it came from."""
    schema = frame.collect_schema()
    found = [c for c, kind in schema.items() if kind in (nw.Date, nw.Datetime)]
    column = dates.get(name, found[0] if found else None)
    if column is None or column not in found:
        raise DataError(words.NO_DATE.format(name=name, have=schema.names()))
    local = _local(frame, column, name, timezone)
    return local.with_columns(nw.col(column).is_null().alias(UNDATED)), column


def _days(frame: Any, as_of: date, name: str, column: str) -> dict[str, Any]:
    counts = engine.to_pandas(
        frame.group_by(DAY).agg(nw.len().alias("n")).to_native()
    ).astype(int)
    past = counts[counts[DAY] <= as_of.toordinal()]
    if past.empty:
        raise DataError(words.NO_DAYS.format(name=name, as_of=as_of, column=column))
    days = np.sort(past[DAY].to_numpy())
    steps = np.diff(days)
    widest = int(steps.argmax()) if len(steps) else 0
    longest = int(steps.max() - 1) if len(steps) else 0
    first, last = (
        date.fromordinal(int(days[widest] + 1)),
        date.fromordinal(int(days[widest] + longest)),
    )
    return {
        "rows": int(past["n"].sum()),
        "last_day": date.fromordinal(int(days[-1])).isoformat(),
        "age_days": as_of.toordinal() - int(days[-1]),
        "days_without": int(days[-1] - days[0] + 1 - len(days)),
        "longest_gap": longest,
        "gap": words.GAP.format(first=first, last=last) if longest else words.NO_GAP,
        "after_as_of": int(counts["n"].sum() - past["n"].sum()),
    }


def _customers(
    frame: Any, customer: str, as_of: date, limit: int, level: float
) -> dict[str, Any]:
    """Count the customers of whom something was heard within the limit."""
    unknown = {"n_customers": 0, "updated_rate": np.nan, "low": np.nan, "high": np.nan}
    if customer not in frame.collect_schema().names():
        return unknown
    today = as_of.toordinal()
    seen = frame.filter(nw.col(DAY) <= today, ~nw.col(customer).is_null())
    last = seen.group_by(customer).agg(nw.col(DAY).max())
    recent = (nw.col(DAY) >= today - limit).cast(nw.Int64)
    n, k = _one(last.select(n=nw.len(), k=recent.sum())).values()
    if not n:
        return unknown
    low, high = wilson(k, n, level)
    return {"n_customers": n, "updated_rate": k / n, "low": low, "high": high}


def _local(frame: Any, column: str, name: str, timezone: str | None) -> Any:
    """Turn times with a zone into local ones; those without are local already."""
    zoned = getattr(frame.collect_schema()[column], "time_zone", None)
    zone = timezone if zoned else None
    return engine.local_time(frame, column, name=name, timezone=zone)


def _late(
    frame: Any, arrived: str | None, name: str, after: int, timezone: str | None
) -> dict[str, float]:
    """Say how long rows took to come in."""
    if arrived is None:
        return {"late_rate": np.nan, "late_days": np.nan}
    if frame.collect_schema()[arrived] not in (nw.Date, nw.Datetime):
        raise DataError(words.NO_ARRIVAL.format(name=name, column=arrived))
    frame = _local(frame, arrived, name, timezone)
    frame = frame.filter(~nw.col(arrived).is_null())
    came = engine.day_number(nw.col(arrived))
    delays = frame.select((came - nw.col(DAY)).alias("delay")).group_by("delay")
    counts = engine.to_pandas(delays.agg(nw.len().alias("n")).to_native())
    if counts.empty:
        return {"late_rate": np.nan, "late_days": np.nan}
    counts = counts.astype(int).sort_values("delay")
    shares = counts["n"].cumsum() / counts["n"].sum()
    late = counts.loc[counts["delay"] > after, "n"].sum() / counts["n"].sum()
    days = counts.loc[shares >= 0.95 - 1e-12, "delay"]
    return {"late_rate": float(late), "late_days": float(days.iloc[0])}


def _one(frame: Any) -> dict[str, int]:
    """Return the only row of a table of counts."""
    row = engine.to_pandas(frame.to_native()).iloc[0]
    return {name: 0 if pd.isna(value) else int(value) for name, value in row.items()}


def _report(rows: list[dict[str, Any]], as_of: date) -> Table:
    order = [
        "table", "date", "rows", "last_day", "age_days", "limit_days", "fresh",
        "n_customers", "updated_rate", "low", "high", "days_without", "longest_gap",
        "gap", "after_as_of", "no_date", "late_rate", "late_days",
    ]  # fmt: skip
    table = Table(pd.DataFrame(rows)[order])
    stale = table.loc[~table["fresh"], "table"]
    text = words.STALE if len(stale) else words.ALL_FRESH
    names = text.format(n=len(table), stale=len(stale), names=", ".join(stale))
    table.attrs["heading"] = words.FRESH.format(as_of=as_of, names=names)
    return table
