"""The days on which the events of a goal happened, read from orders or mails."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import narwhals.stable.v2 as nw
import pandas as pd

from segkit import checks, engine
from segkit.objectives.words import goals as words
from segkit.record import Table


def _orders(orders: Any, columns: Mapping[str, str] | None, *more: str) -> pd.DataFrame:
    """Return customer, day and more of each order, in order of time."""
    need = ["customer_id", "ordered_at", *more]
    native = checks.table(orders, need, name="orders", columns=columns)
    table = engine.to_pandas(nw.from_native(native).select(need).to_native())
    table = table.dropna(subset=["customer_id", "ordered_at"])
    table = table.assign(ordered_at=pd.to_datetime(table["ordered_at"]))
    return table.sort_values(["ordered_at", "customer_id"], kind="stable")


def _days(table: pd.DataFrame, name: str) -> pd.Series:
    days = table["ordered_at"].dt.normalize().reset_index(drop=True)
    return days.rename(name)


def first_purchases(
    orders: Any, *, columns: Mapping[str, str] | None = None
) -> pd.Series:
    """Say on which days customers bought for the first time.

    Parameters
    ----------
    orders : customer_id, ordered_at; keep those of the customers who count
    columns : ``{"our name": "your name"}``

    Returns
    -------
    Series of days, one per customer

    Raises
    ------
    DataError
        if a column is missing

    Examples
    --------
    >>> days = ["2024-06-03", "2024-06-01"]
    >>> orders = pd.DataFrame({"customer_id": [1, 1], "ordered_at": days})
    >>> first_purchases(orders).dt.day.tolist()
    [1]
    """
    table = _orders(orders, columns)
    return _days(table.drop_duplicates("customer_id"), "first_purchase")


def second_purchases(
    orders: Any, *, columns: Mapping[str, str] | None = None
) -> pd.Series:
    """Say on which days customers bought for the second time.

    Parameters
    ----------
    orders : customer_id, ordered_at; all orders, also from before the goal
    columns : ``{"our name": "your name"}``

    Returns
    -------
    Series of days, one per customer with two orders or more

    Raises
    ------
    DataError
        if a column is missing

    Examples
    --------
    >>> days = ["2024-06-01", "2024-06-03", "2024-06-04", "2024-06-09"]
    >>> orders = pd.DataFrame({"customer_id": [1, 1, 2, 1], "ordered_at": days})
    >>> second_purchases(orders).dt.day.tolist()
    [3]
    """
    table = _orders(orders, columns)
    return _days(table[table.groupby("customer_id").cumcount() == 1], "second_purchase")


def comebacks(
    orders: Any, *, silent: int = 180, columns: Mapping[str, str] | None = None
) -> pd.Series:
    """Say on which days customers came back after a long silence.

    Parameters
    ----------
    orders : customer_id, ordered_at; all orders, also from before the goal
    silent : days without an order, at least
    columns : ``{"our name": "your name"}``

    Returns
    -------
    Series of days

    Raises
    ------
    DataError
        if a column is missing

    Examples
    --------
    >>> days = ["2024-01-01", "2024-01-09", "2024-09-09"]
    >>> orders = pd.DataFrame({"customer_id": [1, 1, 1], "ordered_at": days})
    >>> comebacks(orders).dt.month.tolist()
    [9]
    """
    checks.whole_number(silent, name="silent")
    table = _orders(orders, columns)
    day = table["ordered_at"].dt.normalize()
    gap = day.groupby(table["customer_id"]).diff().dt.days
    return _days(table[gap >= silent], "comeback")


def orders_of(
    orders: Any, product: str, *, columns: Mapping[str, str] | None = None
) -> pd.Series:
    """Say on which days one product was ordered.

    Parameters
    ----------
    orders : customer_id, ordered_at, product; pass ``columns={"product": "category"}``
        to count a category
    product : its name
    columns : ``{"our name": "your name"}``

    Returns
    -------
    Series of days, one per row

    Raises
    ------
    DataError
        if a column is missing, or nobody ever ordered it

    Examples
    --------
    >>> days = ["2024-06-01", "2024-06-03"]
    >>> orders = pd.DataFrame(
    ...     {"customer_id": [1, 2], "product": ["tea", "honey"], "ordered_at": days})
    >>> orders_of(orders, "honey").dt.day.tolist()
    [3]
    """
    table = _orders(orders, columns, "product")
    checks.choice(product, sorted(map(str, table["product"].dropna().unique())),
                  name="product")  # fmt: skip
    return _days(table[table["product"].astype(str) == product], "order")


def answered_mails(
    sends: Any, *, what: str = "clicked", columns: Mapping[str, str] | None = None
) -> Table:
    """Say how many of the mails of each day were delivered, and opened or clicked.

    Parameters
    ----------
    sends : sent_at, delivered, and opened_at or clicked_at (empty if not)
    what : "clicked" or "opened"
    columns : ``{"our name": "your name"}``

    Returns
    -------
    DataFrame: day (on which the mail was sent), part, whole

    Raises
    ------
    DataError
        if a column is missing

    Examples
    --------
    >>> sends = pd.DataFrame({"sent_at": ["2024-06-01"] * 2, "delivered": True,
    ...                       "clicked_at": ["2024-06-02", None]})
    >>> answered_mails(sends)[["part", "whole"]].to_numpy().tolist()
    [[1, 2]]
    """
    checks.choice(what, words.EVENTS, name="what")
    need = ["sent_at", "delivered", f"{what}_at"]
    native = checks.table(sends, need, name="sends", columns=columns)
    table = engine.to_pandas(nw.from_native(native).select(need).to_native())
    table = table[table["delivered"].astype(bool)]
    day = pd.to_datetime(table["sent_at"]).dt.normalize().rename("day")
    done = table[f"{what}_at"].notna().groupby(day)
    found = pd.DataFrame({"part": done.sum(), "whole": done.size()}).reset_index()
    return Table(found)
