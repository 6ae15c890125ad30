"""Which columns a profile reads: which may be shown, and which made the segments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.personas import columns as read_columns
from segkit.personas.columns import Column
from segkit.personas.words import errors

ALONG = 0.9  # rank correlation with a column that made the segments
FEW = 20  # customers, below which no correlation is looked at


class Made(set[str]):
    """Names of the columns that made the segments, and of those that go along.

    Parameters
    ----------
    named, along : names

    Examples
    --------
    >>> Made(["a"], ["b"]) == {"a", "b"}
    True
    """

    def __init__(self, named: Iterable[str], along: Iterable[str]) -> None:
        self.along = set(along)
        super().__init__({*named, *self.along})


def shown(
    given: dict[str, pd.DataFrame],
    sensitive: Any,
    labels: Mapping[str, str] | None,
    currency: str | None = None,
) -> tuple[list[Column], dict[str, list[str]]]:
    """Say which columns may be shown, and why the others are not.

    Parameters
    ----------
    given : {name: table}
    sensitive : names of sensitive columns that may be shown all the same
    labels : {column: what to call it}
    currency : of columns of money; None for that of the bundled tables

    Returns
    -------
    (columns, {reason: names}); the reasons are "sensitive", "personal", "empty"

    Raises
    ------
    DataError
        if a name is no column, or labels is no dictionary

    Examples
    --------
    >>> table = pd.DataFrame({"height_cm": [180], "plan": ["a"]})
    >>> found, left_out = shown({"X": table}, (), None)
    >>> [column.name for column in found], left_out["sensitive"]
    (['plan'], ['height_cm'])
    """
    have = [str(name) for table in given.values() for name in table.columns]
    if labels is not None and not isinstance(labels, Mapping):
        raise DataError(errors.COLUMN_KIND.format(kind=type(labels).__name__))
    asked = read_columns.chosen_sensitive(sensitive, have)
    kept: list[Column] = []
    left_out: dict[str, list[str]] = {"sensitive": [], "personal": [], "empty": []}
    for name, table in given.items():
        for key in table.columns:
            column = read_columns.read(str(key), table[key], name, labels)
            reason = _reason(column, table[key], asked)
            if reason:
                left_out[reason].append(column.name)
            elif column.kind == "money" and currency is not None:
                kept.append(replace(column, unit=currency))
            else:
                kept.append(column)
    return kept, left_out


def _reason(column: Column, values: pd.Series, asked: tuple[str, ...]) -> str:
    """Say why a column is not shown; empty if it is."""
    if column.sensitive and column.name not in asked:
        return "sensitive"
    if not values.notna().any():
        return "empty"
    return "personal" if read_columns.points_at_somebody(column, values) else ""


def made_from(given: Any, tables: dict[str, pd.DataFrame]) -> Made | None:
    """Return the columns that made the segments, and those that go along with them.

    Parameters
    ----------
    given : names, or a fitted model; None if it is not known
    tables : {name: table}

    Returns
    -------
    Made; None if it is not known

    Raises
    ------
    DataError
        if this is no list, or a name is no column

    References
    ----------
    Spearman (1904), American Journal of Psychology 15, 72-101, for the correlation of
    ranks; that .9 is too near: own definition

    Examples
    --------
    >>> table = pd.DataFrame({"orders": range(30), "lines": range(0, 60, 2), "age": 40})
    >>> found = made_from(["orders"], {"X": table})
    >>> sorted(found), sorted(found.along)
    (['lines', 'orders'], ['lines'])
    """
    if given is None:
        return None
    names: Any = getattr(given, "feature_names_in_", given)
    if isinstance(names, str) or not isinstance(names, Iterable):
        raise DataError(errors.MADE_FROM.format(found=given))
    have = {str(name) for table in tables.values() for name in table.columns}
    named = [str(name) for name in names]
    absent = [name for name in named if name not in have]
    if absent and not hasattr(given, "feature_names_in_"):
        text = errors.UNKNOWN.format(
            argument="made_from", found=absent, have=sorted(have)
        )
        raise DataError(text)
    return Made(named, _along(set(named), tables))


def days(
    shown: list[Column], tables: dict[str, pd.DataFrame], as_of: Any
) -> dict[str, Any]:
    """Say from which day each column of dates is counted back.

    Parameters
    ----------
    shown : columns
    tables : {name: table}
    as_of : a day, or None

    Returns
    -------
    {column: day}; None for the latest of the column itself

    Raises
    ------
    DataError
        if as_of is no day

    Examples
    --------
    >>> table = pd.DataFrame({"birth_date": pd.to_datetime(["1990-05-01"]),
    ...                       "joined_on": pd.to_datetime(["2024-01-01"])})
    >>> found, _ = shown({"X": table}, (), None)
    >>> days(found, {"X": table}, None)
    {'birth_date': Timestamp('2024-01-01 00:00:00'), 'joined_on': None}
    """
    if as_of is not None:
        return dict.fromkeys([one.name for one in shown], checks.day(as_of))
    dates = [one for one in shown if one.kind == "date"]
    latest = [
        pd.to_datetime(tables[one.table][one.name]).max()
        for one in dates
        if "birth" not in one.name
    ]
    return {
        one.name: max(latest, default=None) if "birth" in one.name else None
        for one in shown
    }


def alike(tables: dict[str, pd.DataFrame]) -> dict[str, str]:
    """Say which columns of one table nearly say the same.

    Parameters
    ----------
    tables : {name: table}

    Returns
    -------
    {column: the first column of its table that says nearly the same}

    Examples
    --------
    >>> table = pd.DataFrame({"orders": range(30), "lines": range(0, 60, 2), "age": 40})
    >>> alike({"X": table})
    {'lines': 'orders'}
    """
    found: dict[str, str] = {}
    for table in tables.values():
        names = [name for name in table.columns if _ordered(table[name])]
        ranks = pd.DataFrame({str(name): _ranks(table[name]) for name in names})
        together = ranks.corr(min_periods=FEW).abs() >= ALONG
        for i, name in enumerate(together.columns):
            first = next(
                (n for n in together.columns[:i] if together.loc[name, n]), None
            )
            if first is not None:
                found[name] = found.get(first, first)
    return found


def _along(named: set[str], tables: dict[str, pd.DataFrame]) -> set[str]:
    """Return the columns that say nearly the same as one that made the segments."""
    made = [
        _ranks(table[name])
        for table in tables.values()
        for name in table.columns
        if str(name) in named and _ordered(table[name])
    ]
    found = set()
    for table in tables.values():
        beside = [one.reindex(table.index).to_numpy() for one in made]
        for name in table.columns:
            if str(name) not in named and _ordered(table[name]):
                ranks = _ranks(table[name]).to_numpy()
                if any(_together(ranks, one) for one in beside):
                    found.add(str(name))
    return found


def _ordered(values: pd.Series) -> bool:
    kind = values.dtype
    number = pd.api.types.is_numeric_dtype(kind)
    if pd.api.types.is_bool_dtype(kind):
        return False
    return bool(number or pd.api.types.is_datetime64_any_dtype(kind))


def _ranks(values: pd.Series) -> pd.Series:
    return values.rank().astype(float)


def _together(one: np.ndarray, other: np.ndarray) -> bool:
    """Say if two columns of ranks nearly say the same, where both are known."""
    known = ~(np.isnan(one) | np.isnan(other))
    x, y = one[known], other[known]
    if len(x) < FEW or x.min() == x.max() or y.min() == y.max():
        return False
    return bool(abs(np.corrcoef(x, y)[0, 1]) >= ALONG)
