"""What one order is, in a table of lines."""

from __future__ import annotations

from typing import Any

import narwhals.stable.v2 as nw

c = nw.col


def order_keys(rows: Any, *, loose: bool) -> tuple[Any, list[str]]:
    """Name the columns that make one order; none if every row is one.

    Equal customer and order_id are one order. In a table that has the column, rows
    without a value in it are one order per customer and moment.

    Parameters
    ----------
    rows : narwhals table: customer_id, ordered_at, and order_id if there is one
    loose : whether some rows have no order_id

    Returns
    -------
    (narwhals table, list of str)
        the rows, with one more column if `loose`; the columns to group by, empty for a
        table without order_id

    References
    ----------
    own definition

    Examples
    --------
    >>> import pandas as pd
    >>> lines = nw.from_native(pd.DataFrame({"customer_id": [1], "order_id": [7]}))
    >>> order_keys(lines, loose=False)[1]
    ['customer_id', 'order_id']
    """
    if "order_id" not in rows.collect_schema().names():
        return rows, []
    keys = ["customer_id", "order_id"]
    if not loose:
        return rows, keys
    moment = nw.when(c("order_id").is_null()).then(c("ordered_at"))
    return rows.with_columns(_moment=moment), [*keys, "_moment"]
