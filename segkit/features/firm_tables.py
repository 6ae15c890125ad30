"""The tables that features of firms and stacks are made from, of any engine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import narwhals.stable.v2 as nw
import pandas as pd

from segkit import checks, engine
from segkit.checks import DataError
from segkit.features import firm_words as said

Names = Mapping[str, str]


def opened(
    native: Any, need: Iterable[str], *, name: str, columns: Names | None = None
) -> pd.DataFrame:
    """Check a table's columns and hand it over in pandas.

    Parameters
    ----------
    native : pandas, polars, pyarrow, DuckDB or PySpark table
    need : names that must be there
    name : what the table is called in messages
    columns : ``{"our name": "your name"}``

    Returns
    -------
    pandas.DataFrame, a copy

    Raises
    ------
    DataError
        if this is no table, or a column is missing

    Examples
    --------
    >>> import pyarrow as pa
    >>> firms = pa.table({"siren": ["F1"]})
    >>> names = {"company_id": "siren"}
    >>> opened(firms, ["company_id"], name="companies", columns=names).shape
    (1, 1)
    """
    return engine.to_pandas(
        checks.table(native, need, name=name, columns=columns)
    ).copy()


def shared(native: Any, names: Names, *, name: str) -> dict[str, str]:
    """Choose the names that one of several tables has.

    Parameters
    ----------
    native : a table of any engine
    names : our name to theirs, of all the tables
    name : what the table is called in messages

    Returns
    -------
    dict, those whose right-hand side is a column

    Examples
    --------
    >>> years = pd.DataFrame({"siren": ["F1"]})
    >>> shared(years, {"company_id": "siren", "year": "exercice"}, name="years")
    {'company_id': 'siren'}
    """
    have = _columns(native, name)
    return {ours: theirs for ours, theirs in names.items() if theirs in have}


def names_of(columns: Names | None, tables: Mapping[str, Any]) -> dict[str, str]:
    """Check that each of the user's names is in one of the tables at least.

    Parameters
    ----------
    columns : ``{"our name": "your name"}``
    tables : by name; those that are None are not there

    Returns
    -------
    dict of the names

    Raises
    ------
    DataError
        naming those that no table has

    Examples
    --------
    >>> names_of({"company_id": "siren"}, {"years": pd.DataFrame({"siren": [1]})})
    {'company_id': 'siren'}
    """
    names = dict(columns or {})
    given = {name: table for name, table in tables.items() if table is not None}
    have = {column for name in given for column in _columns(given[name], name)}
    absent = {ours: theirs for ours, theirs in names.items() if theirs not in have}
    if absent:
        raise DataError(said.NO_SUCH_COLUMN.format(absent=absent))
    return names


def _columns(native: Any, name: str) -> list[str]:
    checks.table(native, name=name)
    return nw.from_native(native).collect_schema().names()
