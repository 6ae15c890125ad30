"""Customers who bought once, and not for months."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from segkit import checks
from segkit.activation.sequences.door import rows
from segkit.activation.words import follow as words
from segkit.checks import DataError
from segkit.record import Table


def lapsed(
    orders: Any,
    months: int | None = None,
    *,
    days: int | None = None,
    as_of: Any,
    columns: Mapping[str, str] | None = None,
    timezone: str | None = None,
) -> Table:
    """List the customers whose last purchase is months ago.

    Parameters
    ----------
    orders : table of any engine: customer_id, ordered_at; amount and order_id if known.
        What sums to less than zero is a refund and no purchase
    months, days : how long ago the last purchase lies at least; one of the two
    as_of : last local day that counts
    columns : ``{"our name": "your name"}``
    timezone : IANA name, if ordered_at has a zone

    Returns
    -------
    Table indexed by customer_id, the longest silence first: last_order_at, silent_days,
    n_orders, and monetary_amount (with amounts). ``attrs``: heading, notes, left_out

    Raises
    ------
    DataError
        if a column is missing, not one of months and days is given, or nobody had
        bought by then

    References
    ----------
    own definition

    Examples
    --------
    >>> at = pd.to_datetime(["2024-01-05", "2024-06-20"])
    >>> orders = pd.DataFrame({"customer_id": ["a", "b"], "ordered_at": at})
    >>> lapsed(orders, months=3, as_of="2024-06-30")["silent_days"].to_dict()
    {'a': 177}
    """
    day = checks.day(as_of)
    limit = _limit(day, months, days)
    table = rows(
        orders,
        ["customer_id", "ordered_at"],
        ["order_id", "amount"],
        name="orders",
        columns=columns,
        timezone=timezone,
    )
    known = table[table["customer_id"].notna() & table["ordered_at"].notna()]
    then = known[known["ordered_at"] < pd.Timestamp(day) + pd.Timedelta(days=1)]
    people = _people(then)
    if not len(people):
        raise DataError(words.NO_BUYERS.format(day=day))
    found = _silent(people, day, limit)
    found.attrs = {
        "heading": words.LAPSED.format(
            lapsed=f"{len(found):,}", all=f"{len(people):,}", day=limit
        ),
        "notes": [words.LAPSED_NOTE],
        "left_out": {
            "after as_of": len(known) - len(then),
            "not known": len(table) - len(known),
        },
    }
    return found


def _silent(people: pd.DataFrame, day: date, limit: date) -> Table:
    """Return those who bought nothing after a day, the longest silence first."""
    last = people["last_order_at"].dt.normalize()
    people.insert(1, "silent_days", (pd.Timestamp(day) - last).dt.days)
    silent = people[last <= pd.Timestamp(limit)]
    return Table(silent.sort_values("silent_days", ascending=False, kind="stable"))


def _limit(day: date, months: int | None, days: int | None) -> date:
    """Return the last day on which a purchase still counts as silence."""
    if (months is None) == (days is None):
        raise DataError(words.ONE_OF_TWO)
    if months is not None:
        n = checks.whole_number(months, name="months")
        return (pd.Timestamp(day) - pd.DateOffset(months=n)).date()
    n = checks.whole_number(days, name="days")
    return (pd.Timestamp(day) - pd.Timedelta(days=n)).date()


def _people(table: pd.DataFrame) -> pd.DataFrame:
    """Return a row per customer with a purchase, by customer_id."""
    keys = ["customer_id", "order_id"] if "order_id" in table else None
    money = {"amount": ("amount", "sum")} if "amount" in table else {}
    if keys:
        grouped = table.groupby(keys, dropna=False)
        table = grouped.agg(ordered_at=("ordered_at", "min"), **money).reset_index()
    bought = table[table["amount"] >= 0] if money else table
    by = bought.groupby("customer_id")["ordered_at"]
    people = pd.DataFrame({"last_order_at": by.max(), "n_orders": by.size()})
    if money:
        spent = table.groupby("customer_id")["amount"].sum()
        people["monetary_amount"] = spent.reindex(people.index)
    return people
