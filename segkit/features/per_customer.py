"""The plan that every engine runs: lines to orders, orders to customers, features."""

from __future__ import annotations

from datetime import date
from typing import Any

import narwhals.stable.v2 as nw

from segkit import engine
from segkit.features import lines

c = nw.col
NINE_DIGITS = (
    10**9
)  # counts are taken from it, so that they sort as text, largest first


def described(rows: Any, count: lines.Count, today: date) -> Any:
    """Sum lines to orders and orders to customers, then turn sums into features.

    Parameters
    ----------
    rows : narwhals table from `lines.kept`
    count : what `lines.counted` found
    today : the day as of which recency and tenure are measured

    Returns
    -------
    narwhals table, one row per customer: the features, and ``_rows`` that made them

    Examples
    --------
    >>> import pandas as pd
    >>> orders = pd.DataFrame({"customer_id": [1, 1], "cents": [950, 50]})
    >>> orders["ordered_at"] = pd.to_datetime(["2024-01-01", "2024-01-04"])
    >>> count = lines.Count(rows=2, left_out={}, loose=0, channels=[])
    >>> table = described(nw.from_native(orders), count, date(2024, 1, 31)).to_native()
    >>> table[["recency_days", "n_orders", "monetary_amount"]].values.tolist()
    [[27.0, 2.0, 10.0]]
    """
    have = rows.collect_schema().names()
    orders = lines.per_order(rows, loose=count.loose > 0)
    table = _summed(orders, count.channels)
    if "category" in have:
        table = table.join(_categories(rows), on="customer_id", how="left")
    features = _features(table, today) | _optional(have)
    if "channel" in have:
        features |= _channel_features(count.channels)
    return table.select("customer_id", "_rows", **features)


def _marked(orders: Any) -> Any:
    """Mark what is bought, and the gap to the day before on which something was."""
    orders = orders.with_columns(
        _day=engine.day_number(c("ordered_at")),
        _buys=c("cents") >= 0,
    )
    before = c("_day").shift(1).over("customer_id", "_buys", order_by="_day")
    return orders.with_columns(_gap=c("_day") - before)


def _parts(have: list[str], channels: list[str]) -> dict[str, Any]:
    """Name what is added up per customer; refunds only lower the money."""
    bought = c("_buys")
    weekend = bought & ((c("_day") - 1) % 7 >= 5)
    one, none = nw.lit(1), nw.lit(0)
    parts = {
        "n_orders": nw.when(bought).then(one).otherwise(none),
        "n_lines": nw.when(bought).then(c("lines")).otherwise(none),
        "_spent": nw.when(bought).then(c("cents")).otherwise(none),
        "_weekend": nw.when(weekend).then(one).otherwise(none),
    }
    for name in ("discount", "came_back"):
        if name in have:
            parts[f"_{name}"] = nw.when(bought).then(c(name)).otherwise(none)
    for k, name in enumerate(channels):
        here = bought & (c("channel") == name)
        parts[f"_channel{k}"] = nw.when(here).then(one).otherwise(none)
    return parts


def _summed(orders: Any, channels: list[str]) -> Any:
    """Add up the orders of each customer, in one grouping of simple sums."""
    parts = _parts(orders.collect_schema().names(), channels)
    bought = c("_buys")
    only = {
        "_at": nw.when(bought).then(c("ordered_at")),
        "_bought_on": nw.when(bought).then(c("_day")),
        "_between": nw.when(bought & (c("_gap") > 0)).then(c("_gap")),
    }
    sums = ["cents", "lines", *parts]
    found = (
        _marked(orders)
        .with_columns(**parts, **only)
        .group_by("customer_id")
        .agg(
            c(*sums).sum(),
            _first=c("_at").min(),
            _last=c("_at").max(),
            _first_day=c("_bought_on").min(),
            _last_day=c("_bought_on").max(),
            _gap=c("_between").median(),
        )
    )
    return found.with_columns(c(*sums).cast(nw.Int64)).rename({"lines": "_rows"})


def _features(table: Any, today: date) -> dict[str, Any]:
    now = today.toordinal()
    return {
        "recency_days": (now - c("_last_day")).cast(nw.Float64),
        "n_orders": c("n_orders"),
        "n_lines": c("n_lines"),
        "monetary_amount": (c("cents") / 100).round(2),
        "average_order_amount": engine.ratio(c("_spent"), c("n_orders") * 100),
        "tenure_days": (now - c("_first_day")).cast(nw.Float64),
        "median_gap_days": c("_gap").cast(nw.Float64),
        "first_order_date": engine.calendar_date(table, c("_first")),
        "last_order_date": engine.calendar_date(table, c("_last")),
        "refund_amount": ((c("_spent") - c("cents")) / 100).round(2),
        "weekend_rate": engine.ratio(c("_weekend"), c("n_orders")),
    }


def _optional(have: list[str]) -> dict[str, Any]:
    features = {}
    if "discount" in have:
        paid = c("_discount") + c("_spent")
        features["discount_rate"] = engine.ratio(c("_discount"), paid)
    if "came_back" in have:
        features["return_rate"] = engine.ratio(c("_came_back"), c("n_orders"))
    if "category" in have:
        best = c("_best").str.slice(len(str(NINE_DIGITS - 1)))
        features["n_categories"] = c("n_categories").fill_null(0).cast(nw.Int64)
        features["favourite_category"] = best
    return features


def _channel_features(channels: list[str]) -> dict[str, Any]:
    """Compare the counts of a few channels side by side, without a second grouping."""
    counts = [f"_channel{k}" for k in range(len(channels))]
    favourite = nw.lit(None, nw.String)
    known, used = nw.lit(0), nw.lit(0)
    if channels:
        most = nw.max_horizontal(*counts, nw.lit(0))  # Spark compares two at least
        known = nw.sum_horizontal(*counts)
        for count, name in reversed(list(zip(counts, channels, strict=True))):
            wins = (c(count) == most) & (most > 0)
            favourite = nw.when(wins).then(nw.lit(name)).otherwise(favourite)
            used = used + nw.when(c(count) > 0).then(nw.lit(1)).otherwise(nw.lit(0))
    rates = {
        f"channel_{name}_rate": engine.ratio(c(count), known)
        for count, name in zip(counts, channels, strict=True)
    }
    features = {"favourite_channel": favourite, "n_channels": used.cast(nw.Int64)}
    return features | rates


def _categories(rows: Any) -> Any:
    """Count lines per category; the most, then the first by name, is the least text."""
    bought = rows.filter(~c("category").is_null(), c("cents") >= 0)
    counts = bought.group_by("customer_id", "category").agg(n=nw.len())
    rest = (NINE_DIGITS - c("n").cast(nw.Int64)).cast(nw.String)
    return (
        counts.with_columns(_key=nw.concat_str(rest, c("category")))
        .group_by("customer_id")
        .agg(n_categories=nw.len(), _best=c("_key").min())
    )
