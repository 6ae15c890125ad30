"""The practice orders, or the user's own."""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import Any

from segkit import checks
from segkit.datasets.loading import load

NEEDED = ("customer_id", "ordered_at", "amount")


def orders(data: Any = None, columns: Mapping[str, str] | None = None) -> Any:
    """Return the orders to work on: the practice ones, or the user's own.

    Parameters
    ----------
    data : None for the practice orders; a path to a file; or a table (pandas, polars,
        pyarrow, DuckDB, PySpark)
    columns : ``{"our name": "your name"}``

    Returns
    -------
    orders table with at least customer_id, ordered_at, amount: from None and a path
        pandas, from a table the same kind of table

    Raises
    ------
    DataError
        if columns are missing, or the file cannot be read

    Examples
    --------
    >>> orders().attrs["table"]
    'orders'
    >>> import pandas as pd
    >>> mine = pd.DataFrame({"Client": ["a"], "Day": ["2024-05-01"], "Total": [9.5]})
    >>> names = {"customer_id": "Client", "ordered_at": "Day", "amount": "Total"}
    >>> orders(mine, columns=names).columns.tolist()
    ['customer_id', 'ordered_at', 'amount']
    """
    if data is None:
        return checks.table(load("orders"), NEEDED, name="orders", columns=columns)
    if isinstance(data, str | PathLike):
        from segkit import files  # noqa: PLC0415  (only own files need it)

        return files.read_orders(Path(data), columns=columns)
    return checks.table(data, NEEDED, name="orders", columns=columns)
