"""One row per customer from their orders: what `features.customers` returns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import narwhals.stable.v2 as nw

from segkit import checks, engine
from segkit.checks import DataError
from segkit.features import door, lines, per_customer, population, words

MOST_CHANNELS = 20


def customers(
    orders: Any,
    *,
    as_of: Any,
    customers: Any = None,
    columns: Mapping[str, str] | None = None,
    timezone: str | None = None,
    collect: bool = True,
) -> Any:
    """Describe each customer in one row: how recently, how often, how much, and how.

    Parameters
    ----------
    orders : pandas, polars, pyarrow, DuckDB or PySpark table
        One row per order or per line: customer_id, ordered_at (local time without a
        zone, or a date), amount (currency), and where there are order_id,
        discount_amount (currency, positive), channel, category, returned (true or
        false). Equal customer_id and order_id are one order, placed when its first
        line was; without the column each row is an order; rows without a value in it
        are one order per customer and moment.
    as_of : day, such as ``"2024-06-30"``
        The last local day that counts. Later rows are left out and counted.
    customers : table, index or list of customer ids, optional
        Exactly these customers are described: those who never ordered come in with 0
        orders, and rows of anybody else are left out and counted.
    columns : mapping ``{"our name": "your name"}``, optional
    timezone : str, optional
        The shop's IANA zone, needed only if ordered_at has a time zone.
    collect : bool
        False leaves the table lazy, in the engine that the orders are in, with
        customer_id as a column, in no order, and without attrs. (The rows that count
        are still counted, in one pass; `left_out` returns that count.)

    Returns
    -------
    pandas.DataFrame, one row per customer, sorted and indexed by customer_id
        recency_days, n_orders, n_lines, monetary_amount, average_order_amount,
        tenure_days, median_gap_days (between different days with an order),
        first_order_date, last_order_date, refund_amount (positive), weekend_rate;
        with discount_amount: discount_rate; with returned: return_rate; with channel:
        favourite_channel, n_channels, channel_<name>_rate; with category:
        n_categories, favourite_category. Rates are from 0 to 1, and NaN without
        orders. ``attrs["as_of"]`` is the day, ``attrs["left_out"]`` counts the rows
        left out for each reason.

    Raises
    ------
    DataError
        if columns are missing or hold the wrong kind, or no row counts

    Notes
    -----
    Own definitions, the same on every engine. An order whose lines sum to less than
    zero is a refund: it lowers monetary_amount, and is neither an order nor a purchase
    date; an order of exactly zero is an order. Money is summed in whole cents. An order
    with several channels counts for the first by name. Categories are counted over
    lines of zero or more. A favourite is what occurs most; ties go to the first by
    name. The median of an even number of gaps is the mean of the middle two.

    Examples
    --------
    >>> import pandas as pd
    >>> days = ["2024-01-01", "2024-01-11", "2024-01-31", "2024-02-03"]
    >>> orders = pd.DataFrame({"customer_id": ["ann", "ann", "ann", "bob"]})
    >>> orders["ordered_at"] = pd.to_datetime(days)
    >>> orders["amount"] = [10.0, 20.0, -5.0, 8.0]
    >>> X = customers(orders, as_of="2024-02-10")
    >>> X[["recency_days", "n_orders", "monetary_amount", "refund_amount"]]
                 recency_days  n_orders  monetary_amount  refund_amount
    customer_id
    ann                  30.0         2             25.0            5.0
    bob                   7.0         1              8.0            0.0
    """
    today = checks.day(as_of)
    if customers is not None and not collect:
        raise DataError(words.COLLECT_CUSTOMERS)
    wanted = None if customers is None else population.ids(customers, columns)
    frame = door.opened(orders, columns=columns, timezone=timezone)
    count = lines.counted(frame, today)
    _few_enough(count.channels)
    table = per_customer.described(lines.kept(frame, today), count, today)
    if not collect:
        return _handed_back(table.drop("_rows"), orders)
    found = population.tidy(engine.to_pandas(table.to_native()))
    left_out = count.left_out
    if wanted is not None:
        found, strangers = population.only(found, wanted)
        left_out = {**left_out, "not in customers": strangers}
    found = found.drop(columns="_rows")
    found.attrs = {"as_of": today.isoformat(), "left_out": left_out}
    return found


def _handed_back(table: Any, orders: Any) -> Any:
    if nw.from_native(orders).implementation.is_pyarrow():
        return table.collect("pyarrow").to_native()
    return table.to_native()


def _few_enough(channels: list[str]) -> None:
    if len(channels) > MOST_CHANNELS:
        raise DataError(
            words.MANY_CHANNELS.format(
                n=len(channels), some=channels[:3], most=MOST_CHANNELS
            )
        )


def left_out(
    orders: Any,
    *,
    as_of: Any,
    columns: Mapping[str, str] | None = None,
    timezone: str | None = None,
) -> dict[str, int]:
    """Count the rows that the features leave out, for each reason.

    Parameters
    ----------
    orders, as_of, columns, timezone : as for `customers`

    Returns
    -------
    dict of reason and number of rows, every row under one reason at most

    Raises
    ------
    DataError
        as for `customers`

    Examples
    --------
    >>> import pandas as pd
    >>> at = pd.to_datetime(["2024-06-30", "2024-07-01", None])
    >>> orders = pd.DataFrame({"customer_id": 1, "ordered_at": at, "amount": 9.5})
    >>> left_out(orders, as_of="2024-06-30")
    {'after as_of': 1, 'no customer_id': 0, 'no ordered_at': 1, 'no amount': 0}
    """
    frame = door.opened(orders, columns=columns, timezone=timezone)
    return lines.counted(frame, checks.day(as_of)).left_out
