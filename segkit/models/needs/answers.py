"""Tables of answers, one row per person and thing asked: read, checked, by segment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from segkit import checks, engine
from segkit.checks import DataError
from segkit.models import tables
from segkit.record import Table

ALL = "all"


def read(
    native: Any,
    need: Sequence[str],
    *,
    name: str,
    key: Sequence[str],
    columns: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Read a table of answers, each asked once.

    Parameters
    ----------
    native : pandas, polars, pyarrow, DuckDB or PySpark table
    need : columns that must be there
    name : what the table is called in messages
    key : columns that say which answer a row is; none may repeat or be missing
    columns : ``{"our name": "your name"}``

    Returns
    -------
    pandas DataFrame, sorted by the key

    Raises
    ------
    DataError
        if a column is missing, there are no rows, or an answer is there twice

    Examples
    --------
    >>> rows = pd.DataFrame({"customer_id": ["b", "a"], "theme": ["price", "price"]})
    >>> read(rows, ["theme"], name="themes", key=["customer_id", "theme"])[
    ...     "customer_id"
    ... ].tolist()
    ['a', 'b']
    """
    native = checks.table(native, [*key, *need], name=name, columns=columns)
    table = engine.to_pandas(native)
    if table.empty:
        raise DataError(f"{name} has no rows: pass the answers that were given")
    keys = table[list(key)]
    if keys.isna().any(axis=None):
        gone = keys.columns[keys.isna().any()].tolist()
        raise DataError(
            f"{name} has {int(keys.isna().any(axis=1).sum())} rows without {gone}: "
            "drop them, or say what they belong to"
        )
    twice = int(keys.duplicated().sum())
    if twice:
        raise DataError(
            f"{name} needs one row for each {list(key)}; {twice} rows repeat one: "
            "look at them with table[table.duplicated(...)], and keep one of each"
        )
    return table.sort_values(list(key), kind="stable", ignore_index=True)


def scale(
    table: pd.DataFrame, column: str, *, name: str, low: float, high: float
) -> pd.Series:
    """Read a column of answers on a scale.

    Parameters
    ----------
    table : from `read`
    column : which
    name : what the table is called in messages
    low, high : the ends of the scale

    Returns
    -------
    Series of floats; missing answers are nan

    Raises
    ------
    DataError
        if an answer is no number, or lies outside the scale

    Examples
    --------
    >>> scale(pd.DataFrame({"a": [1, 10]}), "a", name="jobs", low=1, high=10).tolist()
    [1.0, 10.0]
    """
    values = tables.numbers(table, [column])[column]
    wrong = (values < low) | (values > high)
    if wrong.any():
        raise DataError(
            f"{name} column '{column}' has {int(wrong.sum())} answers outside {low:g} "
            f"to {high:g}, such as {values[wrong].iloc[0]:g}: recode them, "
            "or pass the scale that was offered"
        )
    return values


def groups(
    table: pd.DataFrame, segments: pd.Series | None, *, name: str
) -> Iterator[tuple[str, pd.DataFrame]]:
    """Give the answers of each segment in turn; of all together without segments.

    Parameters
    ----------
    table : from `read`, with customer_id
    segments : categorical or text Series indexed by customer_id, or None
    name : what the table is called in messages

    Yields
    ------
    (name of the segment, its rows)

    Raises
    ------
    DataError
        if segments are no Series, repeat a customer, or know none of the people

    Examples
    --------
    >>> rows = pd.DataFrame({"customer_id": ["a", "b"], "x": [1, 2]})
    >>> [(who, len(part)) for who, part in groups(rows, None, name="rows")]
    [('all', 2)]
    """
    if segments is None:
        yield ALL, table
        return
    own = _of(table, segments, name)
    for each in sorted_names(segments):
        part = table[(own == each).to_numpy(dtype=bool, na_value=False)]
        if len(part):
            yield str(each), part


def left_out(table: pd.DataFrame, segments: pd.Series | None) -> dict[str, int]:
    """Count the people who have answered and are in no segment.

    Parameters
    ----------
    table : from `read`, with customer_id
    segments : indexed by customer_id, or None

    Returns
    -------
    dict

    Examples
    --------
    >>> left_out(pd.DataFrame({"customer_id": ["a"]}), pd.Series(["x"], index=["b"]))
    {'in no segment': 1}
    """
    if segments is None:
        return {}
    ids = pd.Index(table["customer_id"].unique())
    return {"in no segment": int((~ids.isin(segments.dropna().index)).sum())}


def sorted_names(segments: pd.Series) -> list[Any]:
    """List the segments in their own order; texts by name.

    Parameters
    ----------
    segments : categorical or text

    Returns
    -------
    list

    Examples
    --------
    >>> sorted_names(pd.Series(["b", "a", None]))
    ['a', 'b']
    """
    if isinstance(segments.dtype, pd.CategoricalDtype):
        return segments.cat.categories.tolist()
    return sorted(segments.dropna().unique())


def finished(rows: list[dict[str, Any]], by: Any, notes: Sequence[str] = ()) -> Table:
    """Make the table of results, without a column of segments if there are none.

    Parameters
    ----------
    rows : results, each with a segment
    by : the segments, or None
    notes : what a reader must know; shown above the table

    Returns
    -------
    Table

    Examples
    --------
    >>> finished([{"segment": "all", "n": 3}], None).columns.tolist()
    ['n']
    """
    table = Table(rows)
    if by is None:
        table = Table(table.drop(columns="segment"))
    if notes:
        table.attrs["heading"] = ". ".join(dict.fromkeys(notes)) + "."
    return table


def _of(table: pd.DataFrame, segments: Any, name: str) -> pd.Series:
    """Return the segment of each row's person."""
    if not isinstance(segments, pd.Series):
        raise DataError(
            f"segments must be a Series indexed by customer_id, as model.assign(X) "
            f"gives it; this is a {type(segments).__name__}"
        )
    if segments.index.has_duplicates:
        twice = int(segments.index.duplicated().sum())
        raise DataError(f"segments name {twice} customers twice: keep one row of each")
    own = table["customer_id"].map(segments)
    if own.isna().all():
        kinds = (
            pd.api.types.infer_dtype(table["customer_id"]),
            pd.api.types.infer_dtype(segments.index),
        )
        raise DataError(
            f"none of the people in {name} is in segments (ids of type {kinds[0]} and "
            f"{kinds[1]}): index segments by customer_id"
        )
    return own
