"""What comes in: segments of customers, and tables with a row per customer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from segkit import checks, engine
from segkit.checks import DataError
from segkit.personas.words import errors

KEY = "customer_id"


def segment_series(segments: Any) -> pd.Series:
    """Check the segments, and return them as categories with texts as names.

    Parameters
    ----------
    segments : Series indexed by customer_id

    Returns
    -------
    categorical Series; customers without a segment are left out, categories stay

    Raises
    ------
    DataError
        if this is no Series, it is empty, or a customer is there twice

    Examples
    --------
    >>> segment_series(pd.Series([2, 0, None], index=["a", "b", "c"])).tolist()
    ['2.0', '0.0']
    """
    if not isinstance(segments, pd.Series):
        raise DataError(errors.NOT_SEGMENTS.format(kind=type(segments).__name__))
    if not len(segments):
        raise DataError(errors.EMPTY)
    _once(segments.index, "segments")
    series = segments.astype("category")
    named = [str(one) for one in series.cat.categories]
    return series.cat.rename_categories(named).dropna()


def named_segment(series: pd.Series, segment: Any) -> str:
    """Return the name of a segment that there is.

    Parameters
    ----------
    series : of `segment_series`
    segment : its name

    Returns
    -------
    str

    Raises
    ------
    DataError
        naming the segments that there are

    Examples
    --------
    >>> named_segment(segment_series(pd.Series([1, 2])), 2)
    '2'
    """
    have = list(series.cat.categories)
    if str(segment) not in have:
        raise DataError(errors.NO_SEGMENT.format(found=segment, have=have))
    return str(segment)


def one_row_each(native: Any, *, name: str) -> pd.DataFrame:
    """Return a table as pandas, indexed by customer_id, a row per customer.

    Parameters
    ----------
    native : table indexed by customer_id, or with a column of that name
    name : what it is called in messages

    Returns
    -------
    DataFrame

    Raises
    ------
    DataError
        if this is no table, has no customer_id, or a customer is there twice

    Examples
    --------
    >>> one_row_each(pd.DataFrame({"customer_id": ["a"], "x": [1]}), name="X").index[0]
    'a'
    """
    table = rows(native, name=name)
    if KEY in table.columns:
        table = table.set_index(KEY)
    elif isinstance(table.index, pd.RangeIndex) and table.index.name != KEY:
        have = list(table.columns)[:8]
        raise DataError(errors.NO_KEY.format(name=name, index="none", have=have))
    _once(table.index, name)
    return table


def rows(native: Any, need: Iterable[str] = (), *, name: str) -> pd.DataFrame:
    """Return any table as pandas, after checking its columns.

    Parameters
    ----------
    native : pandas, polars, pyarrow, DuckDB or PySpark table
    need : columns that must be there
    name : what it is called in messages

    Returns
    -------
    DataFrame

    Raises
    ------
    DataError
        if this is no table or a column is missing

    Examples
    --------
    >>> rows(pd.DataFrame({"a": [1]}), ["a"], name="orders").shape
    (1, 1)
    """
    checks.table(native, name=name)
    known = native if isinstance(native, pd.DataFrame) else engine.to_pandas(native)
    missing = [column for column in need if column not in known]
    if missing:
        told = {"name": name, "missing": missing, "have": list(known.columns)}
        raise DataError(errors.NO_COLUMNS.format(first=missing[0], **told))
    return known


def gathered(X: Any, survey: Any = None) -> dict[str, pd.DataFrame]:
    """Return the tables to read, each under the name that a card will print.

    Parameters
    ----------
    X : a table, or {name: table}
    survey : one more table, or None

    Returns
    -------
    dict of DataFrame by name

    Examples
    --------
    >>> ids = pd.Index([7], name="customer_id")
    >>> list(gathered(pd.DataFrame({"x": [1]}, ids)))
    ['X']
    """
    given = dict(X) if isinstance(X, Mapping) else {_name(X, "X"): X}
    if survey is not None:
        given["survey"] = survey
    return {
        str(n): one_row_each(t, name=str(n)) for n, t in given.items() if t is not None
    }


def shared(table: pd.DataFrame, series: pd.Series, name: str) -> pd.DataFrame:
    """Keep the customers who have a segment.

    Parameters
    ----------
    table : a row per customer
    series : segments
    name : of the table, for the message

    Returns
    -------
    DataFrame

    Raises
    ------
    DataError
        if there is none

    Examples
    --------
    >>> segments = pd.Series("a", ["x", "y"])
    >>> shared(pd.DataFrame({"n": [1, 2]}, ["y", "z"]), segments, "X").index.tolist()
    ['y']
    """
    kept = table[series.index.get_indexer(table.index) >= 0]
    if not len(kept):
        raise DataError(errors.NOTHING_COMMON.format(name=name))
    return kept


def _name(table: Any, otherwise: str) -> str:
    """Return what the data call this table: what the rooms keep in attrs."""
    return str(getattr(table, "attrs", {}).get("table", otherwise))


def _once(index: pd.Index, name: str) -> None:
    if not index.is_unique:
        n = int(index.duplicated().sum())
        raise DataError(errors.TWICE.format(name=name, n=n))
