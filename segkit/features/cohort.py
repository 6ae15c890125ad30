"""Cohorts: who bought for the first time in a month, and who came back when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import narwhals.stable.v2 as nw
import pandas as pd

from segkit import checks, engine
from segkit.checks import DataError
from segkit.features import door, lines, words

c = nw.col


def cohorts(
    orders: Any,
    *,
    as_of: Any,
    columns: Mapping[str, str] | None = None,
    timezone: str | None = None,
) -> pd.DataFrame:
    """Count who of each month's new customers bought again, month by month.

    Parameters
    ----------
    orders, as_of, columns, timezone : as for `features.customers`

    Returns
    -------
    pandas.DataFrame, one row per month of first order, indexed by cohort ("2024-01")
        Columns 0, 1, 2, ... are months since then; values are customers with an order
        in that month, and NaN where the month has not begun by `as_of`. Column 0 is
        the size of the cohort: ``table.div(table[0], axis=0)`` gives retention rates.
        Months without a new customer have a row of zeros. ``attrs`` has as_of,
        left_out and ``last_month_complete``: whether as_of is a month's last day.

    Raises
    ------
    DataError
        if columns are missing or hold the wrong kind, or nobody ordered

    Notes
    -----
    Own definition. Refunds (orders of less than zero) are no purchase.

    Examples
    --------
    >>> import pandas as pd
    >>> orders = pd.DataFrame({"customer_id": [1, 1, 2, 3], "amount": 5.0})
    >>> days = ["2024-01-05", "2024-03-01", "2024-01-31", "2024-02-10"]
    >>> orders["ordered_at"] = pd.to_datetime(days)
    >>> cohorts(orders, as_of="2024-03-31")
    month      0    1    2
    cohort
    2024-01  2.0  0.0  1.0
    2024-02  1.0  0.0  NaN
    2024-03  0.0  NaN  NaN
    """
    today = checks.day(as_of)
    plain = ("order_id",)
    frame = door.opened(orders, columns=columns, timezone=timezone, optional=plain)
    count = lines.counted(frame, today)
    rows = lines.per_order(lines.kept(frame, today), loose=count.loose > 0)
    found = engine.to_pandas(_active(rows).to_native())
    if found.empty:
        raise DataError(words.NO_ORDERS.format(as_of=today))
    table = _matrix(found.astype("int64"), _month(today))
    complete = date.fromordinal(today.toordinal() + 1).day == 1
    table.attrs = {
        "as_of": today.isoformat(),
        "left_out": count.left_out,
        "last_month_complete": complete,
    }
    return table


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _active(orders: Any) -> Any:
    """Count customers by first month and months since: whole numbers throughout."""
    at = c("ordered_at").dt
    month = at.year().cast(nw.Int64) * 12 + at.month().cast(nw.Int64) - 1
    months = orders.filter(c("cents") >= 0).with_columns(month=month)
    months = months.select("customer_id", "month").unique()
    first = c("month").min().over("customer_id")
    ages = months.with_columns(cohort=first).with_columns(age=c("month") - c("cohort"))
    return ages.group_by("cohort", "age").agg(customers=nw.len())


def _matrix(found: pd.DataFrame, last: int) -> pd.DataFrame:
    months = range(found["cohort"].min(), last + 1)
    table = found.pivot(index="cohort", columns="age", values="customers")
    table = table.reindex(index=months, columns=range(len(months))).fillna(0.0)
    ages = table.columns.to_numpy()
    table = table.where(table.index.to_numpy()[:, None] + ages <= last)
    table.index = pd.Index([f"{m // 12:04d}-{m % 12 + 1:02d}" for m in months])
    return table.rename_axis(index="cohort", columns="month").astype("float64")
