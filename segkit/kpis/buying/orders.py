"""Orders as a source: lines make orders in whole cents, orders make customers."""

from __future__ import annotations

from typing import Any

import narwhals.stable.v2 as nw

from segkit import engine
from segkit.kpis.sources import Source, Window

c = nw.col


def to_orders(rows: Any, more: list[str], **kept: Any) -> Any:
    """Sum lines to orders in whole cents: an order below 0 is a refund, and no order.

    Equal customer_id and order_id are one order; without order_id each row is one. Rows
    without one in a table that has the column are one order per customer and moment. An
    order whose lines lie in several periods counts in each with its lines there.

    Parameters
    ----------
    rows : narwhals table: customer_id, ordered_at, amount, and order_id if there is one
    more : further columns to group by
    kept : for further columns of an order, how they come from those of its lines

    Returns
    -------
    narwhals table, one row per order: cents, is_order, is_refund (1 or 0), those that
    it is grouped by, and the columns kept

    Examples
    --------
    >>> import pandas as pd
    >>> lines = pd.DataFrame({"customer_id": [1, 1], "order_id": 7, "amount": [9, 5.5]})
    >>> lines["ordered_at"] = pd.to_datetime("2024-07-01")
    >>> int(to_orders(nw.from_native(lines), []).to_native()["cents"].iloc[0])
    1450
    """
    rows = rows.with_columns(cents=engine.cents(c("amount")))
    loose = "order_id" in rows.collect_schema().names()
    rows, keys = engine.order_keys(rows, loose=loose)
    if keys:
        keys = list(dict.fromkeys([*keys, *more]))
        rows = rows.group_by(*keys).agg(cents=c("cents").sum(), **kept)
    refund = (c("cents") < 0).cast(nw.Int64)
    return rows.with_columns(is_refund=refund, is_order=1 - refund)


def _per_customer(rows: Any, keys: list[str], window: Window) -> Any:
    orders = to_orders(rows, keys)
    return orders.group_by(*keys).agg(
        n_orders=c("is_order").sum(),
        n_refunds=c("is_refund").sum(),
        cents=c("cents").sum(),
    )


def _returned(rows: Any, keys: list[str], window: Window) -> Any:
    """Count orders and those that came back: a line that did makes its order one."""
    back = nw.when(c("returned").fill_null(False)).then(nw.lit(1)).otherwise(nw.lit(0))
    orders = to_orders(rows.with_columns(_back=back), keys, _back=c("_back").max())
    came_back = (c("_back") * c("is_order")).alias("_back")
    return (
        orders.with_columns(came_back)
        .group_by(*keys)
        .agg(n_orders=c("is_order").sum(), n_returned=c("_back").sum())
    )


def _first_orders(rows: Any, keys: list[str], window: Window) -> Any:
    """Find each customer's first order, and how long the next one took."""
    assert window.first is not None
    assert window.last is not None
    orders = to_orders(rows, keys[:1], ordered_at=c("ordered_at").min())
    orders = orders.filter(c("is_order") == 1)
    orders = orders.with_columns(_day=engine.day_number(c("ordered_at")))
    orders = orders.with_columns(_first=c("_day").min().over("customer_id"))
    again = nw.when(c("_day") > c("_first")).then(c("_day"))
    at_once = nw.when(c("_day") == c("_first")).then(nw.lit(1)).otherwise(nw.lit(0))
    orders = orders.with_columns(_again=again, _at_once=at_once)
    people = orders.group_by("customer_id").agg(
        first_at=c("ordered_at").min(),
        _first=c("_first").min(),
        _again=c("_again").min(),
        _at_once=c("_at_once").sum(),
    )
    gap = (
        nw.when(c("_at_once") > 1).then(nw.lit(0)).otherwise(c("_again") - c("_first"))
    )
    first, last = window.first.toordinal(), window.last.toordinal()
    people = people.filter((c("_first") >= first) & (c("_first") <= last))
    people = people.with_columns(
        gap_days=gap, seen_days=last - c("_first"), n_rows=nw.lit(1)
    )
    if window.when is not None:
        people = people.with_columns(_when=window.when(c("first_at")))
    return people


SAID: dict[str, Any] = {
    "time": "ordered_at",
    "numbers": ("amount",),
    "extra": {"order_id": None},
    "what": "a customer, a time and an amount",
    "reader": "segkit.files.read_orders(path)",
}

ORDERS = Source("orders", _per_customer, counted="n_orders", **SAID)
"""Columns of each customer: n_orders, n_refunds, cents (refunds taken off)."""

RETURNED = Source("orders", _returned, blanks=("returned",), counted="n_orders", **SAID)
"""Columns of each customer: n_orders, n_returned."""

FIRST_ORDERS = Source("orders", _first_orders, whole=True, **SAID)
"""Columns of each customer whose first order is in the period: first_at, gap_days (to
the next one; none without), seen_days (from it to the end of the period)."""
