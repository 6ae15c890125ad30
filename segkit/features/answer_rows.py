"""Rows of answers, one per person and question: read, checked, named for columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from segkit import checks, engine
from segkit.checks import DataError
from segkit.features import words


def opened(
    native: Any,
    need: Sequence[str],
    key: Sequence[str],
    name: str,
    columns: Mapping[str, str] | None,
) -> pd.DataFrame:
    """Read a table of answers, each there once.

    Parameters
    ----------
    native : table of any engine
    need : columns that must be there, beside the key
    key : columns that say which answer a row is
    name : what the table is called in messages
    columns : ``{"our name": "your name"}``

    Returns
    -------
    pandas DataFrame, sorted by the key

    Raises
    ------
    DataError
        if there are no rows, or the key is missing or repeats

    Examples
    --------
    >>> rows = pd.DataFrame({"customer_id": [2, 1], "job": "gift"})
    >>> opened(rows, [], ["customer_id", "job"], "jobs", None)["customer_id"].tolist()
    [1, 2]
    """
    native = checks.table(native, [*key, *need], name=name, columns=columns)
    table = engine.to_pandas(native)
    if table.empty:
        raise DataError(words.NO_ANSWERS.format(name=name))
    gone = int(table[list(key)].isna().any(axis=1).sum())
    if gone:
        raise DataError(words.NO_KEY.format(name=name, n=gone, key=list(key)))
    twice = int(table.duplicated(list(key)).sum())
    if twice:
        raise DataError(words.KEY_TWICE.format(name=name, n=twice, key=list(key)))
    return table.sort_values(list(key), kind="stable", ignore_index=True)


def numbers(table: pd.DataFrame, column: str, name: str) -> pd.Series:
    """Read a column of answers as numbers; tasks of choices must have no gaps.

    Parameters
    ----------
    table : from `opened`
    column : which
    name : what the table is called in messages

    Returns
    -------
    Series of floats

    Raises
    ------
    DataError
        if it holds no numbers, or a task has a gap

    Examples
    --------
    >>> numbers(pd.DataFrame({"best": [True, False]}), "best", "maxdiff").tolist()
    [1.0, 0.0]
    """
    kind = pd.api.types.infer_dtype(table[column], skipna=True)
    if not pd.api.types.is_numeric_dtype(table[column]) and kind not in (
        "boolean",
        "decimal",
    ):
        raise DataError(words.TABLE_NUMBERS.format(name=name, column=column, kind=kind))
    values = table[column].to_numpy(dtype=float, na_value=np.nan)
    if name in ("maxdiff", "conjoint") and not np.isfinite(values).all():
        raise DataError(words.TASK_GAPS.format(name=name, column=column))
    return pd.Series(values, table.index)


def keys(items: pd.Series, name: str) -> pd.Series:
    """Make names of items fit for column names.

    Parameters
    ----------
    items : names as people read them
    name : what the table is called in messages

    Returns
    -------
    Series of str

    Raises
    ------
    DataError
        if two different names become one

    Examples
    --------
    >>> keys(pd.Series(["Low price", "Advice"]), "maxdiff").tolist()
    ['low_price', 'advice']
    """
    plain = items.astype(str)
    found = {each: key(each) for each in sorted(plain.unique())}
    if len(set(found.values())) < len(found):
        raise DataError(words.SAME_KEY.format(name=name, items=list(found)))
    return plain.map(found)


def key(name: str) -> str:
    """Make a name fit for a column name.

    Parameters
    ----------
    name : of an item, as people read it

    Returns
    -------
    str, lower case, joined by underscores

    Examples
    --------
    >>> key("Free returns, 60 days")
    'free_returns_60_days'
    """
    return "_".join("".join(c if c.isalnum() else " " for c in name.lower()).split())


def times(table: pd.DataFrame, column: str, name: str) -> pd.Series:
    """Read a column of dates or times.

    Parameters
    ----------
    table : pandas DataFrame
    column : which
    name : what the table is called in messages

    Returns
    -------
    Series of datetime64

    Raises
    ------
    DataError
        if it holds something else

    Examples
    --------
    >>> days = pd.DataFrame({"answered_on": pd.to_datetime(["2024-09-10"])})
    >>> times(days, "answered_on", "survey").dt.day.tolist()
    [10]
    """
    kind = pd.api.types.infer_dtype(table[column], skipna=True)
    if kind not in {"date", "datetime", "datetime64", "empty"}:
        raise DataError(words.TABLE_DATES.format(name=name, column=column, kind=kind))
    return pd.to_datetime(table[column])
