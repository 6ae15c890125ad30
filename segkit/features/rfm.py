"""Recency, frequency and monetary value with fair scores."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import narwhals.stable.v2 as nw

from segkit import checks, engine
from segkit.checks import DataError
from segkit.features import door, lines, population, words

c = nw.col


def rfm(
    orders: Any,
    *,
    as_of: Any,
    columns: Mapping[str, str] | None = None,
    timezone: str | None = None,
) -> Any:
    """Score how recently, how often and for how much each customer bought.

    Parameters
    ----------
    orders, as_of, columns, timezone : as for `features.customers`

    Returns
    -------
    pandas.DataFrame, one row per customer with an order, indexed by customer_id
        recency_days (int), n_orders (int), monetary_amount (currency, refunds taken
        off), r_score, f_score and m_score (int, 1 to 5, 5 is best). ``attrs`` as for
        `features.customers`; rows of customers with refunds only are counted too.

    Raises
    ------
    DataError
        if columns are missing or hold the wrong kind, or nobody ordered

    Notes
    -----
    Scores are fifths of the customers (Hughes, A. M., Strategic Database Marketing,
    1994), with a tie rule of our own: ``1 + 5 * (rank - 1) // n``, so equal values
    always get equal scores, and a score may then be empty.

    Examples
    --------
    >>> import pandas as pd
    >>> orders = pd.DataFrame({"customer_id": [1, 2, 2, 3], "amount": [5, 5, 5, 30]})
    >>> orders["ordered_at"] = pd.to_datetime("2024-01-01")
    >>> rfm(orders, as_of="2024-01-08")[["recency_days", "f_score", "m_score"]]
                 recency_days  f_score  m_score
    customer_id
    1                       7        1        1
    2                       7        4        2
    3                       7        1        4
    """
    today = checks.day(as_of)
    plain = ("order_id",)
    frame = door.opened(orders, columns=columns, timezone=timezone, optional=plain)
    count = lines.counted(frame, today)
    sums = _summed(lines.per_order(lines.kept(frame, today), loose=count.loose > 0))
    buyers = sums.filter(c("n_orders") > 0).with_columns(
        r_score=engine.score("_last_day"),
        f_score=engine.score("n_orders"),
        m_score=engine.score("cents"),
        recency_days=today.toordinal() - c("_last_day"),
        monetary_amount=(c("cents") / 100).round(2),
    )
    names = ["recency_days", "n_orders", "monetary_amount", *population.SCORES]
    found = engine.to_pandas(buyers.select("customer_id", *names, "_rows").to_native())
    if found.empty:
        n = len(engine.to_pandas(sums.select("customer_id").to_native()))
        raise DataError(words.ONLY_REFUNDS.format(customers=n, as_of=today))
    return _finished(found, count, today)


def _summed(orders: Any) -> Any:
    bought = c("cents") >= 0
    day = engine.day_number(c("ordered_at"))
    return (
        orders.with_columns(
            n_orders=nw.when(bought).then(nw.lit(1)).otherwise(nw.lit(0)),
            _day=nw.when(bought).then(day),
        )
        .group_by("customer_id")
        .agg(c("n_orders", "cents", "lines").sum(), _last_day=c("_day").max())
        .with_columns(c("n_orders", "cents").cast(nw.Int64), _rows=c("lines"))
    )


def _finished(found: Any, count: lines.Count, today: Any) -> Any:
    table = population.tidy(found).astype({"recency_days": "int64"})
    left_out = {
        **count.left_out,
        "refunds only": count.rows - int(table["_rows"].sum()),
    }
    table = table.drop(columns="_rows")
    table.attrs = {"as_of": today.isoformat(), "left_out": left_out}
    return table
