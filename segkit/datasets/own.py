"""The practice orders, visits and mail events, or the user's own."""

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


def sessions(data: Any = None, columns: Mapping[str, str] | None = None) -> Any:
    """Return the visits to work on: the practice ones, or the user's own.

    Parameters
    ----------
    data : None for the practice visits; a path to an export of a web-analytics tool; or
        a table (pandas, polars, pyarrow, DuckDB, PySpark) with started_at
    columns : ``{"our name": "your name"}``

    Returns
    -------
    None: `web_sessions`; a path: what `segkit.files.read_sessions` makes of it; a
    table: the same kind of table

    Raises
    ------
    DataError
        if columns are missing, or the file cannot be read

    Examples
    --------
    >>> sessions().attrs["table"]
    'web_sessions'
    """
    if data is None:
        need = ["session_id", "started_at"]
        return checks.table(
            load("web_sessions"), need, name="sessions", columns=columns
        )
    if isinstance(data, str | PathLike):
        from segkit import files  # noqa: PLC0415  (only own files need it)

        return files.read_sessions(Path(data), columns=columns)
    return checks.table(data, ["started_at"], name="sessions", columns=columns)


def email_events(
    data: Any = None, columns: Mapping[str, str] | None = None, **options: Any
) -> Any:
    """Return the log of mail events to work on: the practice one, or the user's own.

    Parameters
    ----------
    data : None for the log of the small shop; a path to an export of an e-mail
        platform; or a table with customer_id, message, event, happened_at
    columns : ``{"our name": "your name"}``
    **options : message=, sent_at=, names=, as `segkit.files.read_mail_events` takes
        them for a path

    Returns
    -------
    log with a row per event, as `segkit.kpis.sends_from_events` takes it: from None and
    a path pandas, from a table the same kind of table

    Raises
    ------
    DataError
        if columns are missing, or the file cannot be read

    Examples
    --------
    >>> email_events().columns.tolist()
    ['customer_id', 'message', 'event', 'happened_at']
    """
    if isinstance(data, str | PathLike):
        from segkit import files  # noqa: PLC0415  (only own files need it)

        return files.read_mail_events(Path(data), columns=columns, **options)
    log = load("small_shop_email_events") if data is None else data
    need = ["customer_id", "message", "event", "happened_at"]
    return checks.table(log, need, name="email_events", columns=columns)
