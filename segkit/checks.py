"""Checks at the door: every foreseeable mistake becomes one readable `DataError`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

import narwhals.stable.v2 as nw
from narwhals.exceptions import DuplicateError


class DataError(ValueError):
    """Says where, what is needed, what was found, and what to do next."""


def table(
    native: Any,
    need: Iterable[str] = (),
    *,
    name: str,
    columns: Mapping[str, str] | None = None,
) -> Any:
    """Check that a table has the columns that the next step needs.

    Parameters
    ----------
    native : pandas, polars, pyarrow, DuckDB or PySpark table
    need : names that must be there
    name : what the table is called in the message, for instance ``"orders"``
    columns : ``{"our name": "your name"}``; the columns are renamed

    Returns
    -------
    the same kind of table, columns renamed, nothing computed

    Raises
    ------
    DataError
        if this is no table, or a column is missing or would be there twice

    Examples
    --------
    >>> import pandas as pd
    >>> mine = pd.DataFrame({"Client": [1], "Total": [9.5]})
    >>> names = {"customer_id": "Client", "amount": "Total"}
    >>> table(mine, ["amount"], name="orders", columns=names).columns.tolist()
    ['customer_id', 'amount']
    >>> table(mine, ["amount"], name="orders")
    Traceback (most recent call last):
    ...
    segkit.checks.DataError: orders needs columns ['amount']; the table has
    ['Client', 'Total']: pass columns={'amount': 'your name'}
    """
    frame = _frame(native, name)
    have = frame.collect_schema().names()
    if columns:
        frame = _rename(frame, have, dict(columns), name)
        have = frame.collect_schema().names()
    missing = [column for column in need if column not in have]
    if missing:
        hint = dict.fromkeys(missing, "your name")
        raise DataError(
            f"{name} needs columns {missing}; the table has {have}: pass columns={hint}"
        )
    return frame.to_native() if columns else native


def _frame(native: Any, name: str) -> Any:
    try:
        frame = nw.from_native(native)
        frame.collect_schema()
    except DuplicateError as error:
        twice = sorted(
            {str(n) for n in native.columns if list(native.columns).count(n) > 1}
        )
        raise DataError(
            f"{name} has columns {twice} more than once: rename or drop all but one "
            "of each, so that it is clear which is meant"
        ) from error
    except TypeError as error:
        kind = type(native).__name__
        raise DataError(
            f"{name} must be a table (pandas, polars, pyarrow, DuckDB or PySpark); "
            f"this is a {kind}: load a file with segkit.files.read(path)"
        ) from error
    return frame


def _rename(frame: Any, have: list[str], columns: dict[str, str], name: str) -> Any:
    absent = {ours: theirs for ours, theirs in columns.items() if theirs not in have}
    if absent:
        raise DataError(
            f"columns= names {absent} for {name}; the table has {have}: "
            "correct the right-hand names"
        )
    twice = [o for o, theirs in columns.items() if o != theirs and o in have]
    twice = [o for o in twice if o not in columns.values()]
    if twice:
        raise DataError(
            f"{name} already has columns {twice}, and columns= would add them again: "
            "leave them out of columns=, or drop the old ones first"
        )
    return frame.rename({theirs: ours for ours, theirs in columns.items()})


def choice(value: Any, allowed: Iterable[Any], *, name: str) -> Any:
    """Check that a value is one of those that the argument allows.

    Parameters
    ----------
    value : what was passed
    allowed : what may be passed
    name : the argument's name

    Returns
    -------
    the value itself

    Raises
    ------
    DataError
        naming the argument, the value and what is allowed

    Examples
    --------
    >>> choice("rfm", ["rfm", "kmeans"], name="method")
    'rfm'
    """
    allowed = list(allowed)
    if value not in allowed:
        raise DataError(f"{name} must be one of {allowed}; this is {value!r}")
    return value


def day(value: Any, *, name: str = "as_of") -> date:
    """Say which calendar day is meant.

    Parameters
    ----------
    value : an ISO string ``"2024-06-30"``, a date, a datetime or a pandas Timestamp
    name : the argument's name, for the message

    Returns
    -------
    datetime.date, without a time of day

    Raises
    ------
    DataError
        if the value is not a calendar day

    Examples
    --------
    >>> day("2024-06-30")
    datetime.date(2024, 6, 30)
    """
    if isinstance(value, date) and str(value) != "NaT":  # a datetime is a date too
        return date(value.year, value.month, value.day)
    try:
        return datetime.fromisoformat(str(value).strip()).date()
    except ValueError as error:
        raise DataError(
            f"{name} must be a day such as '2024-06-30'; this is {value!r}"
        ) from error


def whole_number(
    value: Any, *, name: str, low: int | None = 1, high: int | None = None
) -> int:
    """Check that a value is a whole number within its limits.

    Parameters
    ----------
    value : what was passed
    name : the argument's name
    low, high : smallest and largest value allowed; None for no limit

    Returns
    -------
    int

    Raises
    ------
    DataError
        naming the argument, its limits and the value

    Examples
    --------
    >>> whole_number(4, name="n_segments", low=2)
    4
    """
    limits = f"from {low}" if high is None else f"from {low} to {high}"
    if not hasattr(value, "__index__") or isinstance(value, bool):
        raise DataError(f"{name} must be a whole number {limits}; this is {value!r}")
    number = int(value)
    if (low is not None and number < low) or (high is not None and number > high):
        raise DataError(f"{name} must be a whole number {limits}; this is {number}")
    return number
