"""Small tables beside the orders: checked, and added up per customer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.features import words


def opened(
    table: Any,
    need: Sequence[str],
    *,
    name: str,
    numbers: Sequence[str] = (),
    signed: Sequence[str] = (),
    dates: Sequence[str] = (),
) -> pd.DataFrame:
    """Check a small table: its columns, that numbers are numbers and dates dates.

    Parameters
    ----------
    table : pandas DataFrame
    need : columns that must be there
    name : what the table is called in messages
    numbers, dates : columns to check, where they are there
    signed : columns of numbers that may be below 0

    Returns
    -------
    a copy with these columns as float64 and datetime64, infinite numbers as missing

    Raises
    ------
    DataError
        naming the column and the cure

    Examples
    --------
    >>> tickets = pd.DataFrame({"customer_id": ["a"], "cost_amount": [4]})
    >>> opened(tickets, ["customer_id"], name="tickets", numbers=["cost_amount"])
      customer_id  cost_amount
    0           a          4.0
    """
    checks.table(table, need, name=name)
    if not isinstance(table, pd.DataFrame):
        kind = type(table).__name__
        raise DataError(words.SMALL_TABLE.format(name=name, kind=kind))
    read = {c: _number(table[c], name) for c in numbers if c in table.columns}
    read |= {
        c: _number(table[c], name, low=-np.inf) for c in signed if c in table.columns
    }
    read |= {c: _date(table[c], name) for c in dates if c in table.columns}
    return table.assign(**read).reset_index(drop=True)


def _number(column: pd.Series, name: str, low: float = 0.0) -> pd.Series:
    kind = pd.api.types.infer_dtype(column, skipna=True)
    plain = pd.api.types.is_numeric_dtype(column) and kind != "boolean"
    if not plain and kind not in {"decimal", "empty", "integer", "floating"}:
        raise DataError(
            words.TABLE_NUMBERS.format(name=name, column=column.name, kind=kind)
        )
    values = pd.Series(column.to_numpy(float, na_value=np.nan), column.index)
    below = int((values < low).sum())
    if below:
        raise DataError(words.BELOW_ZERO.format(name=name, column=column.name, n=below))
    return values.where(np.isfinite(values))


def _date(column: pd.Series, name: str) -> pd.Series:
    if pd.api.types.is_datetime64_dtype(column):
        return column
    kind = pd.api.types.infer_dtype(column, skipna=True)
    if kind not in {"date", "datetime", "datetime64", "empty"}:
        raise DataError(
            words.TABLE_DATES.format(name=name, column=column.name, kind=kind)
        )
    return column.astype("datetime64[us]")


def counts(
    table: pd.DataFrame, column: str, *, as_of: date, since: date | None
) -> tuple[pd.DataFrame, int]:
    """Keep the rows that had happened by a day, and say how many come after it.

    Parameters
    ----------
    table : from `opened`
    column : when it happened; rows without a time do not count
    as_of : last day that counts
    since : first day that counts; None for all

    Returns
    -------
    the rows that count, with ``_age`` (days before as_of), and how many come later

    Examples
    --------
    >>> at = pd.to_datetime(["2024-06-30 23:59", "2024-07-01 00:00"])
    >>> kept, later = counts(pd.DataFrame({"at": at}), "at", as_of=date(2024, 6, 30),
    ...                      since=None)
    >>> kept["_age"].tolist(), later
    ([0], 1)
    """
    day = table[column].dt.normalize()
    late = day > pd.Timestamp(as_of)
    kept = table[~late & day.notna()]
    if since is not None:
        kept = kept[day[kept.index] >= pd.Timestamp(since)]
    age = (pd.Timestamp(as_of) - day[kept.index]).dt.days
    return kept.assign(_age=age), int(late.sum())


def by_year(
    rows: pd.DataFrame, amount: str, customers: pd.Index
) -> tuple[pd.Series, pd.Series, pd.Series]:
    """Add an amount up per customer: in all, in the last 365 days, in the 365 before.

    Parameters
    ----------
    rows : customer_id, _age and the amount
    amount : its column; missing counts as 0
    customers : who is described

    Returns
    -------
    three Series with this index, in whole cents

    Examples
    --------
    >>> rows = pd.DataFrame({"customer_id": ["a", "a"], "_age": [3, 400]})
    >>> rows["x"] = [5.0, 2.0]
    >>> [part.tolist() for part in by_year(rows, "x", pd.Index(["a", "b"]))]
    [[7.0, 0.0], [5.0, 0.0], [2.0, 0.0]]
    """
    cents = (rows[amount].fillna(0) * 100).round()
    last, before = rows["_age"] < 365, rows["_age"].between(365, 729)
    parts = [cents, cents.where(last, 0), cents.where(before, 0)]
    found = [part.groupby(rows["customer_id"]).sum() for part in parts]
    total, now, then = (each.reindex(customers, fill_value=0.0) / 100 for each in found)
    return total, now, then
