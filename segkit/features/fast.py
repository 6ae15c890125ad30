"""Purchase histories in numpy for pandas tables: sort whole numbers, once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from segkit.features import lines

MICROSECONDS = 86_400_000_000  # of a day


@dataclass(frozen=True)
class Rows:
    """Rows that count, as plain arrays of one length."""

    customer: np.ndarray  # place of the customer in `names`
    at: np.ndarray  # microseconds since 1970, local
    cents: np.ndarray  # whole numbers in float64: their sums are exact to 2**53


def history(table: pd.DataFrame, as_of: date) -> tuple[pd.DataFrame, dict[str, int]]:
    """Sum up each customer's days with an order, as `history` does on other engines.

    Parameters
    ----------
    table : pandas.DataFrame from `door.opened`
    as_of : last local day that counts

    Returns
    -------
    table of customer_id, n (days with an order), first and last (day numbers), again
    (cents after the first day), one row per customer with an order; rows left out

    Raises
    ------
    DataError
        if no row counts

    Examples
    --------
    >>> orders = pd.DataFrame({"customer_id": [1, 1, 2], "amount": [9.0, 4.0, 5.0]})
    >>> days = ["2024-01-01", "2024-01-08", "2024-01-02"]
    >>> orders["ordered_at"] = pd.to_datetime(days)
    >>> history(orders, date(2024, 1, 31))[0][["customer_id", "n", "again"]]
       customer_id  n  again
    0            1  2  400.0
    1            2  1    0.0
    """
    at = table["ordered_at"].astype("datetime64[us]").to_numpy()
    amount = table["amount"].to_numpy("float64", na_value=np.nan)
    known = table["customer_id"].notna().to_numpy(bool)
    late = at >= np.datetime64(as_of, "D") + 1
    counts = known & np.isfinite(amount) & ~(late | np.isnat(at))
    left_out = _left_out(known, at, amount, counts, as_of)
    if not counts.all():
        table, at, amount = table[counts], at[counts], amount[counts]
    customer, names = _numbered(table["customer_id"])
    rows = Rows(customer, at.view("int64"), _cents(amount))
    if "order_id" in table:
        rows = _per_order(rows, table["order_id"])
    bought = rows.cents >= 0
    if not bought.all():
        rows = Rows(rows.customer[bought], rows.at[bought], rows.cents[bought])
    return _summed(rows, names), left_out


def _left_out(
    known: np.ndarray,
    at: np.ndarray,
    amount: np.ndarray,
    counts: np.ndarray,
    as_of: date,
) -> dict[str, int]:
    """Count each row under its first reason, in the order that all engines use."""
    wrong = np.flatnonzero(~counts)
    reason = np.zeros(len(wrong), "int8")
    reason[~np.isfinite(amount[wrong])] = 3
    reason[np.isnat(at[wrong])] = 2
    reason[~known[wrong]] = 1
    n = np.bincount(reason, minlength=len(lines.REASONS))
    n = np.append(n, len(counts) - len(wrong))
    found = pd.DataFrame({"_why": range(len(n)), "n": n, "first": pd.NaT, "most": 0.0})
    if n[0]:
        found["first"] = at[wrong][reason == 0].min()
    limits = [f(amount, where=counts, initial=0) for f in (np.max, np.min)]
    found["most"] = np.abs(limits).max()
    return lines.judged(found[found["n"] > 0], as_of)


def _numbered(ids: pd.Series) -> tuple[np.ndarray, Any]:
    """Give each customer a number from 0; dense whole ids are such numbers."""
    if ids.dtype == "int64" and len(ids):
        low, high = int(ids.min()), int(ids.max())
        if high - low < 2 * len(ids):
            return ids.to_numpy() - low, np.arange(low, high + 1)
    return pd.factorize(ids)


def _cents(amount: np.ndarray) -> np.ndarray:
    """Round half a cent away from zero, as `engine.cents` does."""
    below = np.flatnonzero(amount < 0)
    refunded = -np.floor(0.5 - amount[below] * 100)
    whole = amount * 100
    whole += 0.5
    np.floor(whole, out=whole)
    whole[below] = refunded
    return whole


def _per_order(rows: Rows, order_id: pd.Series) -> Rows:
    """Equal customer and order_id are one order; without one, customer and moment."""
    order, known = pd.factorize(order_id)
    n = len(known)
    loose = order < 0
    if loose.any():
        moment, moments = pd.factorize(rows.at[loose])
        order[loose] = moment + n
        n += len(moments)
    place, keys = pd.factorize(rows.customer.astype("int64") * n + order)
    first = np.full(len(keys), np.iinfo("int64").max)
    np.minimum.at(first, place, rows.at)
    return Rows(keys // n, first, np.bincount(place, rows.cents, len(keys)))


def _summed(rows: Rows, names: Any) -> pd.DataFrame:
    """Sort customer and day as one number: each customer's days are then in a row."""
    day = rows.at // MICROSECONDS
    start = int(day.min()) if len(day) else 0
    day -= start
    span = int(day.max()) + 1 if len(day) else 1
    key = _sorted_keys(rows.customer, day, span, len(names) * span)
    customer = key // span
    n = np.bincount(customer, minlength=len(names))
    there = np.flatnonzero(n)
    ends = np.cumsum(n)
    first = np.zeros(len(names), "int32")
    first[there] = key[(ends - n)[there]] - there * span
    last = key[ends[there] - 1] - there * span
    later = rows.cents * (day > first[rows.customer])
    again = np.bincount(rows.customer, later, len(names))
    epoch = date(1970, 1, 1).toordinal() + start
    return pd.DataFrame(
        {
            "customer_id": names[there],
            "n": n[there],
            "again": again[there],
            "first": first[there].astype("int64") + epoch,
            "last": last + epoch,
        }
    )


def _sorted_keys(
    customer: np.ndarray, day: np.ndarray, span: int, size: int
) -> np.ndarray:
    """Sort customer and day as one number, in half the memory where it fits."""
    key = customer.astype("uint32" if size < 2**32 else "int64")
    key *= key.dtype.type(span)
    key += day.astype(key.dtype)
    key.sort()
    return key[np.append(True, key[1:] != key[:-1])[: len(key)]]
