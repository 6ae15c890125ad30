"""Read an answer in any of its correct forms: a number, a column, a table, ids.

Every function returns one plain form or raises `NotReadable`: what was found, what is
needed.
"""

from __future__ import annotations

import math
from contextlib import suppress
from typing import Any

import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd

from segkit.practice import words


class NotReadable(Exception):  # noqa: N818 - no error: an answer in another form
    """Say in one sentence what was found and what is needed.

    Examples
    --------
    >>> str(NotReadable.needs([1, 2], "one number"))
    'The answer is a list of length 2; needed: one number.'
    """

    @classmethod
    def needs(cls, answer: Any, needed: str) -> NotReadable:
        """Say what was found in place of what is needed."""
        return cls(words.UNREADABLE.format(found=found(answer), needed=needed))


def found(answer: Any) -> str:
    """Describe an answer's form in a few words, without its values.

    Parameters
    ----------
    answer : what the learner passed

    Returns
    -------
    str

    Examples
    --------
    >>> found([1, 2]), found(pd.DataFrame({"a": [1]}))
    ('a list of length 2', "a DataFrame with the columns ['a']")
    """
    kind = type(answer).__name__
    if kind == "NoneType":
        return "empty"
    if hasattr(answer, "columns"):
        names = [str(name) for name in list(answer.columns)[:8]]
        return f"a {kind} with the columns {names}"
    if isinstance(answer, str):
        return "a text"
    with suppress(Exception):  # whatever this is, its length is only a courtesy
        return f"a {kind} of length {len(answer)}"
    return f"of the type '{kind}'"


def attempted(answer: Any) -> bool:
    """Say whether anything was filled in: the stub ``...`` and None are no attempt.

    Parameters
    ----------
    answer : what the learner passed

    Returns
    -------
    bool

    Examples
    --------
    >>> [attempted(a) for a in (..., None, "", "...", [...], {"a": ...}, 0)]
    [False, False, False, False, False, False, True]
    """
    if answer is ... or answer is None:
        return False
    if isinstance(answer, str):
        return answer.strip() not in {"", "...", "\N{HORIZONTAL ELLIPSIS}"}
    if isinstance(answer, list | tuple | set):
        return not any(part is ... for part in answer)
    if isinstance(answer, dict):
        return not any(part is ... for part in answer.values())
    return True


def to_pandas(answer: Any) -> Any:
    """Turn a table or column of any engine into pandas; leave all else as it is.

    Parameters
    ----------
    answer : anything

    Returns
    -------
    pandas object, or the answer itself

    Examples
    --------
    >>> to_pandas(3)
    3
    """
    if isinstance(answer, pd.DataFrame | pd.Series):
        return answer
    frame: Any = nw.from_native(answer, pass_through=True, allow_series=True)
    if isinstance(frame, nw.LazyFrame):
        frame = frame.collect()
    return frame.to_pandas() if isinstance(frame, nw.DataFrame | nw.Series) else answer


def number(answer: Any) -> float:
    """Read one finite number.

    Parameters
    ----------
    answer : a number, a record with ``float()``, or a container that holds one number

    Returns
    -------
    float

    Raises
    ------
    NotReadable
        if this is not exactly one finite number

    Examples
    --------
    >>> number(pd.Series([0.5])), number({"rate": 0.5}), number(np.float64(0.5))
    (0.5, 0.5, 0.5)
    """
    value = to_pandas(answer)
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(
        value, pd.DataFrame | pd.Series | pd.Index | np.ndarray | list | tuple
    ):
        flat = np.asarray(value, dtype=object).ravel()
        value = flat[0] if flat.size == 1 else None
    if value is None or isinstance(value, bool | np.bool_ | str | bytes):
        raise NotReadable.needs(answer, words.NEED_NUMBER)
    try:
        result = float(value)
    except (TypeError, ValueError) as error:
        raise NotReadable.needs(answer, words.NEED_NUMBER) from error
    if not math.isfinite(result):
        raise NotReadable(words.NOT_FINITE)
    return result


def column(answer: Any, *, key: str, value: str | None = None) -> pd.Series:
    """Read one value per key, whatever holds them.

    Parameters
    ----------
    answer : Series, dict, table with one column of values, array or list
    key : name of the index or column with the ids, such as ``"customer_id"``
    value : which column to read where a table has several

    Returns
    -------
    pandas Series indexed by the key; a range where the answer has no ids

    Raises
    ------
    NotReadable
        if there is not one column of values

    Examples
    --------
    >>> column(pd.DataFrame({"customer_id": ["a"], "n": [2]}), key="customer_id")["a"]
    np.int64(2)
    """
    data = to_pandas(answer)
    need = NotReadable.needs(answer, words.NEED_COLUMN.format(key=key))
    if isinstance(data, pd.DataFrame):
        table = by_key(data, key)
        names = [value] if value in table.columns else list(table.columns)
        if len(names) != 1:
            raise need
        return table[names[0]]
    if not pd.api.types.is_list_like(data, allow_sets=False):
        raise need
    if isinstance(data, np.ndarray) and data.ndim != 1:
        data = data.ravel() if data.size == max(data.shape) else None
    if data is None:
        raise need
    return pd.Series(data)


def by_key(table: pd.DataFrame, key: str) -> pd.DataFrame:
    """Index a table by its key, where the key is still a column.

    Parameters
    ----------
    table : pandas table
    key : name of the column or index

    Returns
    -------
    pandas table indexed by the key

    Examples
    --------
    >>> by_key(pd.DataFrame({"id": ["a"], "n": [2]}), "id").index.tolist()
    ['a']
    """
    return table.set_index(key) if key in table.columns else table


def table(answer: Any, *, key: str, columns: tuple[str, ...]) -> pd.DataFrame:
    """Read a table with one row per key and at least these columns, in any order.

    Parameters
    ----------
    answer : table of any engine, or a dict of columns
    key : name of the index or column with the ids
    columns : the columns that must be there; others are left aside

    Returns
    -------
    pandas table indexed by the key, the columns in the order asked for

    Raises
    ------
    NotReadable
        if this is no table, or a column is missing

    Examples
    --------
    >>> table({"id": ["x"], "b": [1], "a": [2]}, key="id", columns=("a", "b")).shape
    (1, 2)
    """
    need = NotReadable.needs(
        answer, words.NEED_TABLE.format(key=key, columns=list(columns))
    )
    data = to_pandas(answer)
    try:
        data = pd.DataFrame(data) if isinstance(data, dict) else data
    except ValueError as error:
        raise need from error
    if not isinstance(data, pd.DataFrame):
        raise need
    data = by_key(data, key)
    missing = [name for name in columns if name not in data.columns]
    if missing:
        names = [str(name) for name in data.columns]
        raise NotReadable(words.COLUMNS.format(found=names, missing=missing))
    return data[list(columns)]


def ids(answer: Any, *, key: str) -> list[str]:
    """Read a set of ids: a list, a column, an index, a table, or a true/false column.

    Parameters
    ----------
    answer : list, set, array, Index, Series of ids, table with the key, or a Series of
        True and False indexed by the key
    key : name of the ids, such as ``"customer_id"``

    Returns
    -------
    list of str, repeats kept

    Raises
    ------
    NotReadable
        if no ids can be found

    Examples
    --------
    >>> ids(pd.Series([True, False], index=["a", "b"]), key="customer_id")
    ['a']
    >>> ids({"b", "a"}, key="customer_id")
    ['a', 'b']
    """
    data = to_pandas(answer)
    need = NotReadable.needs(answer, words.NEED_IDS.format(key=key))
    if isinstance(data, pd.DataFrame):
        data = by_key(data, key)
        if data.index.name != key:
            raise need
        data = data.index
    elif isinstance(data, pd.Series) and data.dtype == bool:
        data = data.index[data.to_numpy()]
    elif isinstance(data, pd.Series) and data.name != key and data.index.name == key:
        data = data.index
    elif isinstance(data, set | frozenset | dict):
        data = sorted(map(str, data))
    if not pd.api.types.is_list_like(data):
        raise need
    return [str(one) for one in np.asarray(list(data), dtype=object).ravel()]
