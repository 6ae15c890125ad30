"""What each customer did in a period, counted from orders in any engine."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import narwhals.stable.v2 as nw
import pandas as pd

from segkit import checks, engine
from segkit.checks import DataError
from segkit.kpis import population, words

NEED = ("customer_id", "ordered_at", "amount")
REASONS = (words.NO_CUSTOMER, words.NO_TIME, words.NO_AMOUNT, words.OUTSIDE)
COUNTS = len(REASONS)  # the number of a row that counts, after those that do not
c = nw.col


def activity(
    orders: Any,
    *,
    customers: Any,
    start: Any = None,
    end: Any = None,
    columns: Mapping[str, str] | None = None,
    timezone: str | None = None,
    name: str = "customers",
) -> pd.DataFrame:
    """Count the orders of each customer in a period, zero for those without one.

    Equal customer_id and order_id are one order; without order_id each row is one. An
    order whose lines sum to less than zero is a refund, and not an order. Both days
    count, from midnight to midnight in local time.

    Parameters
    ----------
    orders : pandas, polars, pyarrow, DuckDB or PySpark table: customer_id, ordered_at,
        amount, and order_id if there are several rows per order
    customers : index of customer_id, a table or Series indexed by it, or a list of ids
    start, end : first and last local day that count; None for the orders' own
    columns : ``{"our name": "your name"}`` for the columns of orders
    timezone : IANA name of the shop's zone, if ``ordered_at`` has a zone
    name : what the customers are called in messages

    Returns
    -------
    pandas DataFrame indexed by customer_id: n_orders, n_refunds (int), amount (in the
    currency of orders, refunds taken off); ``attrs``: period (words), start (ISO day),
    left_out (rows by reason)

    Raises
    ------
    DataError
        if the days are the wrong way round, a column is missing or of the wrong kind,
        the period holds no orders, or no customer is in orders

    Examples
    --------
    >>> orders = pd.DataFrame({"customer_id": ["a", "a", "b"], "amount": [9, 5, 7]})
    >>> days = ["2024-07-01", "2024-08-01", "2024-01-01"]
    >>> orders["ordered_at"] = pd.to_datetime(days)
    >>> activity(orders, customers=["a", "b"], start="2024-07-01", end="2024-12-31")
                 n_orders  n_refunds  amount
    customer_id
    a                   2          0    14.0
    b                   0          0     0.0
    """
    wanted = population.read(customers, name)
    first, last = _days(start, end)
    rows = _opened(orders, columns, timezone)
    rows = rows.with_columns(_why=_why(rows, first, last))
    seen = _seen(rows)
    first, last, left_out = _period(seen, first, last)
    inside = rows.filter(c("_why") == COUNTS)
    loose = bool(seen.loc[seen["_why"] == COUNTS, "loose"].sum())
    counts = engine.to_pandas(_per_customer(inside, loose).to_native())
    table, strangers = population.matched(counts, wanted, rows, name)
    table.attrs = {
        "period": words.PERIOD.format(first=first, last=last),
        "start": first.isoformat(),
        "left_out": {**left_out, words.STRANGERS: strangers},
    }
    return table


def _days(start: Any, end: Any) -> tuple[date | None, date | None]:
    first = None if start is None else checks.day(start, name="start")
    last = None if end is None else checks.day(end, name="end")
    if first and last and first > last:
        raise DataError(words.BACKWARDS.format(start=first, end=last))
    return first, last


def _opened(orders: Any, columns: Mapping[str, str] | None, zone: str | None) -> Any:
    frame = nw.from_native(checks.table(orders, NEED, name="orders", columns=columns))
    have = frame.collect_schema().names()
    frame = frame.select(*NEED, *(name for name in ("order_id",) if name in have))
    if frame.implementation.is_pandas():
        frame = nw.from_native(_without_objects(frame.to_native()))
    schema = frame.collect_schema()
    if schema["ordered_at"] not in (nw.Datetime, nw.Date):
        raise DataError(words.NO_DATES.format(found=schema["ordered_at"]))
    if not schema["amount"].is_numeric():
        raise DataError(words.NO_NUMBERS.format(found=schema["amount"]))
    frame = engine.local_time(frame, "ordered_at", name="orders", timezone=zone)
    return _blank_is_missing(frame, schema)


def _without_objects(table: pd.DataFrame) -> pd.DataFrame:
    """Take a pandas column of Python's dates or decimals for what it is."""
    objects = [name for name in ("ordered_at", "amount") if table[name].dtype == object]
    for name in objects:
        kind = pd.api.types.infer_dtype(table[name], skipna=True)
        if kind in {"date", "datetime"}:
            table = table.assign(**{name: table[name].astype("datetime64[us]")})
        elif kind == "decimal":
            table = table.assign(**{name: table[name].astype("float64")})
    return table


def _blank_is_missing(frame: Any, schema: Any) -> Any:
    """Take an id that is NaN or an empty text for no id."""
    for column in [name for name in ("customer_id", "order_id") if name in schema]:
        known = ~c(column).is_null()
        if schema[column].is_float():
            known = engine.is_number(column, schema[column])
        elif schema[column] == nw.String:
            known = known & (c(column) != "")
        frame = frame.with_columns(nw.when(known).then(c(column)).alias(column))
    return frame


def _why(rows: Any, first: date | None, last: date | None) -> Any:
    """Give each row the number of the reason it does not count, or else `COUNTS`."""
    inside = nw.lit(COUNTS)
    if last is not None:
        late = c("ordered_at") >= engine.day_after(rows, last)
        inside = nw.when(late).then(nw.lit(3)).otherwise(inside)
    if first is not None:
        early = c("ordered_at") < engine.day_after(rows, first - timedelta(days=1))
        inside = nw.when(early).then(nw.lit(3)).otherwise(inside)
    priced = engine.is_number("amount", rows.collect_schema()["amount"])
    paid = nw.when(priced).then(inside).otherwise(nw.lit(2))
    timed = nw.when(c("ordered_at").is_null()).then(nw.lit(1)).otherwise(paid)
    return nw.when(c("customer_id").is_null()).then(nw.lit(0)).otherwise(timed)


def _seen(rows: Any) -> pd.DataFrame:
    """Count the rows by reason, and the days they run from and to."""
    loose = nw.lit(0)
    if "order_id" in rows.collect_schema().names():
        loose = c("order_id").is_null().cast(nw.Int64)
    summary = (
        rows.with_columns(_loose=loose)
        .group_by("_why")
        .agg(
            n=nw.len(),
            first=c("ordered_at").min(),
            last=c("ordered_at").max(),
            loose=c("_loose").sum(),
        )
    )
    return engine.to_pandas(summary.to_native())


def _period(
    seen: pd.DataFrame, first: date | None, last: date | None
) -> tuple[date, date, dict[str, int]]:
    counts = seen.groupby("_why")["n"].sum()
    left_out = {reason: int(counts.get(i, 0)) for i, reason in enumerate(REASONS)}
    inside = seen[seen["_why"] == COUNTS]
    known = seen[seen["_why"] >= REASONS.index(words.OUTSIDE)]
    if known.empty:
        raise DataError(words.NO_ROWS.format(left_out=left_out))
    begins, ends = known["first"].min().date(), known["last"].max().date()
    if inside.empty:
        asked = words.PERIOD.format(first=first or begins, last=last or ends)
        said = words.PERIOD.format(first=begins, last=ends)
        raise DataError(words.NOTHING_INSIDE.format(asked=asked, said=said))
    return first or begins, last or ends, left_out


def _per_customer(inside: Any, loose: bool) -> Any:
    """Sum lines to orders in whole cents, and orders to customers."""
    rows = inside.with_columns(cents=engine.cents(c("amount")))
    rows, keys = engine.order_keys(rows, loose=loose)
    if keys:
        rows = rows.group_by(*keys).agg(cents=c("cents").sum())
    refund = (c("cents") < 0).cast(nw.Int64)
    return (
        rows.with_columns(_refund=refund, _order=1 - refund)
        .group_by("customer_id")
        .agg(
            n_orders=c("_order").sum(),
            n_refunds=c("_refund").sum(),
            cents=c("cents").sum(),
        )
    )
