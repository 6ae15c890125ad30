"""What a segment is worth: money and orders per customer, and its part of the whole."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from segkit import checks
from segkit.personas import tables
from segkit.personas.columns import Column
from segkit.personas.lines import Line
from segkit.personas.sides import sides
from segkit.personas.words import worth as words

DAYS = 365
MONEY = (
    "margin_amount",
    "monetary_amount",
    "amount",
    "spend_365d_amount",
    "turnover_amount",
)
COUNTS = ("n_orders", "orders", "orders_per_month")
NEED = ("customer_id", "ordered_at", "amount")


def yearly(orders: Any, as_of: Any = None) -> pd.DataFrame:
    """Add up what each customer ordered in the year that ends on a day.

    Parameters
    ----------
    orders : table with customer_id, ordered_at and amount; with order_id, rows of equal
        order_id are one order; with margin_amount, it is added up too
    as_of : last day; None for the day of the last order

    Returns
    -------
    DataFrame indexed by customer_id: amount, n_orders, margin_amount if there is one;
    ``attrs["period"]`` in words

    Raises
    ------
    DataError
        if a column is missing

    Examples
    --------
    >>> orders = pd.DataFrame({"customer_id": ["a", "a"], "amount": [5.0, 7.0],
    ...                        "ordered_at": ["2024-01-01", "2024-03-01"]})
    >>> yearly(orders).loc["a"].tolist()
    [12.0, 2.0]
    """
    table = tables.rows(orders, NEED, name="orders").dropna(subset=list(NEED))
    days = pd.to_datetime(table["ordered_at"]).dt.normalize()
    last = pd.Timestamp(checks.day(as_of)) if as_of is not None else days.max()
    table = table[(days <= last) & (days > last - pd.Timedelta(days=DAYS))]
    groups = table.groupby("customer_id")
    result = pd.DataFrame({"amount": groups["amount"].sum()})
    one = "order_id" if "order_id" in table else "ordered_at"
    result["n_orders"] = groups[one].nunique() if one == "order_id" else groups.size()
    if "margin_amount" in table:
        result["margin_amount"] = groups["margin_amount"].sum()
    result.attrs["period"] = words.PERIOD.format(days=DAYS, day=f"{last:%Y-%m-%d}")
    return result


def money(table: pd.DataFrame, value: str | None = None) -> str | None:
    """Return the column that says what a customer is worth.

    Parameters
    ----------
    table : a row per customer
    value : its name, where the caller says so

    Returns
    -------
    str; None if there is none

    Raises
    ------
    DataError
        if the caller's column is not there

    Examples
    --------
    >>> money(pd.DataFrame({"amount": [1.0], "age": [30]}))
    'amount'
    """
    if value is not None:
        return str(checks.choice(value, list(table.columns), name="value"))
    return next((name for name in MONEY if name in table), None)


def value_lines(
    table: pd.DataFrame,
    series: pd.Series,
    segment: str,
    *,
    name: str,
    value: str | None,
    unit: str,
    level: float,
    least: int = 10,
) -> list[Line]:
    """Say what the segment brings per customer, and what part of the whole.

    Parameters
    ----------
    table : of `yearly`, or a row per customer with an amount
    series, segment : all segments, and whose value is meant
    name : of the table, as the lines print it
    value : column of the amount; None for the first that is known to be one
    unit : currency
    level : coverage of the intervals
    least : customers, below which nothing is said

    Returns
    -------
    list of Line; customers of the segment without a row bring 0 where the table is
    that of orders

    Examples
    --------
    >>> ids = [f"c{i}" for i in range(6)]
    >>> table = pd.DataFrame({"amount": [9.0, 9, 9, 1, 1, 1]}, index=ids)
    >>> segments = pd.Series(["big"] * 3 + ["small"] * 3, ids)
    >>> value_lines(table, segments, "big", name="X", value=None, unit="EUR",
    ...             level=0.95, least=3)[1].value
    0.9
    """
    column = money(table, value)
    if column is None:
        return []
    period = table.attrs.get("period", "")
    count = next((key for key in COUNTS if key in table and key != column), None)
    found = []
    for key in [column, *([count] if count else [])]:
        numbers = table[key].reindex(series.index)
        numbers = numbers.fillna(0.0) if period else numbers.dropna()
        mine = (series[numbers.index] == segment).to_numpy()
        what = Column(
            key, name, "number", words.called(key), unit=unit if key == column else ""
        )
        if mine.sum() >= least:
            found.append(_line(what, numbers, mine, level=level, least=least))
            found += _part(what, numbers, mine) if key == column else []
    return [replace(line, note=period) for line in found]


def _line(
    what: Column, numbers: pd.Series, mine: np.ndarray, *, level: float, least: int
) -> Line:
    """Say what it is per customer, beside that of the others."""
    side = sides(what, numbers, mine, level=level, as_of=None)[0]
    line = Line(
        section="value", text=words.PER_CUSTOMER.format(name=what.label),
        value=side.value, low=side.ends[0], high=side.ends[1], n=side.n,
        table=what.table, unit=what.unit, column=what.name,
    )  # fmt: skip
    if side.n_others < least:
        return line
    index, low, high = side.index
    return replace(
        line, others=side.others, index=index, index_low=low, index_high=high
    )


def _part(what: Column, numbers: pd.Series, mine: np.ndarray) -> list[Line]:
    """Say what part of all the money it is, beside its part of the customers."""
    whole = float(numbers.sum())
    if not whole > 0 or numbers.min() < 0:
        return []
    return [Line(
        section="value", text=words.PART.format(of=100 * mine.mean()),
        value=float(numbers[mine].sum()) / whole, n=int(mine.sum()), table=what.table,
        unit="share", column=what.name,
    )]  # fmt: skip
