"""Orders for the tests of the indicators, and each engine they may come in."""

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa

ENGINES = {
    "pandas": lambda table: table,
    "pandas-arrow": lambda table: table.convert_dtypes(dtype_backend="pyarrow"),
    "polars": pl.from_pandas,
    "polars-lazy": lambda table: pl.from_pandas(table).lazy(),
    "pyarrow": lambda table: pa.Table.from_pandas(table, preserve_index=False),
    "duckdb": lambda table: duckdb.connect().from_arrow(pa.Table.from_pandas(table)),
}


def orders(rows, **columns):
    """Rows of (customer_id, day or moment, amount, order_id)."""
    names = ["customer_id", "ordered_at", "amount", "order_id"]
    table = pd.DataFrame(rows, columns=names)
    table["ordered_at"] = pd.to_datetime(table["ordered_at"], format="ISO8601")
    return table.assign(**columns)


def small():
    """Five customers; what each is worth, July to December 2024, is in the comment."""
    return orders(
        [
            ("a", "2024-07-01 00:00", 10.0, 1),  # the first moment of the period
            ("a", "2024-12-31 23:59:59", 5.0, 2),  # and nearly the last: two orders
            ("b", "2024-06-30 23:59:59", 7.0, 3),  # before
            ("b", "2025-01-01 00:00", 7.0, 4),  # after: none
            ("c", "2024-08-01 10:00", 9.0, 5),
            ("c", "2024-08-01 10:00", 4.0, 5),  # two lines of one order: one
            ("d", "2024-09-01", 20.0, 6),
            ("d", "2024-09-09", -20.0, 7),  # a refund is no order: one
            ("e", "2024-10-01", 0.0, 8),  # a free order is an order: one
            ("x", "2024-10-01", 3.0, 9),  # somebody else
        ]
    )
