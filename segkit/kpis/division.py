"""How customers are divided: which segments, and which groups each is made of."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from segkit.checks import DataError
from segkit.kpis import population, words
from segkit.kpis.counting import Counted, Wanted, count
from segkit.kpis.population import Groups
from segkit.kpis.sources import Source
from segkit.record import Moments

TOTAL = words.TOTAL


@dataclass(frozen=True)
class Division:
    """Say which groups are counted, and which of them make up each row of a table.

    Parameters
    ----------
    groups : what the engine counts apart
    rows : for each row of the table the numbers of its groups; None for one row for
        each value of a column of the table
    total : the label of the row of all customers
    names : of the table's index
    as_of : the day that made the segments, if they say it
    """

    groups: Groups
    rows: Mapping[Any, list[int]] | None
    total: Any = TOTAL
    names: tuple[str, ...] = ("segment",)
    as_of: Any = None

    @property
    def empty(self) -> list[Any]:
        """The segments that have no customers."""
        sizes = self.groups.sizes or {}
        rows = self.rows or {}
        return [k for k, v in rows.items() if not sum(sizes.get(i, 0) for i in v)]


def divide(
    segments: Any, source: Source, wanted: Mapping[str, Wanted], customers: Any = None
) -> Division:
    """Read how customers are divided.

    Parameters
    ----------
    segments : Series of segments indexed by customer_id; a table of several such
        columns; the name of a column of the counted table; None for all together
    source : what is counted
    wanted : what is added up, by indicator
    customers : the population, if segments is None or a column

    Returns
    -------
    Division

    Raises
    ------
    DataError
        if segments have no name or leave customers out, or are a column where those
        without a row count

    Examples
    --------
    >>> from segkit import kpis
    >>> names = pd.Series(["New", "VIP", "New"], index=[1, 2, 3], name="lifecycle")
    >>> divide(names, kpis.aov.source, {}).rows
    {'New': [0], 'VIP': [1]}
    """
    if isinstance(segments, pd.DataFrame):
        return _several(segments, source)
    if isinstance(segments, str):
        return _column(segments, source, wanted)
    if segments is None:
        groups = population.everybody(customers, source)
        return Division(groups, {}, names=())
    return _one(segments, source)


def _one(segments: Any, source: Source) -> Division:
    segments = checked(segments)
    groups = population.divided(segments, source)
    rows = {name: [i] for i, name in enumerate(segments.cat.categories)}
    as_of = segments.attrs.get("as_of")
    return Division(groups, rows, names=(segments.name,), as_of=as_of)


def _several(table: pd.DataFrame, source: Source) -> Division:
    """Count each combination once, and add them up for each segmentation."""
    columns = {name: checked(table[name]) for name in table.columns}
    if not columns:
        raise DataError(words.NO_SEGMENTATIONS)
    codes = pd.DataFrame({name: one.cat.codes for name, one in columns.items()})
    combined = pd.MultiIndex.from_frame(codes).factorize()
    numbers = pd.Series(combined[0], index=table.index, dtype="category")
    groups = population.divided(numbers, source)
    rows = {
        (name, segment): [
            i for i, combination in enumerate(combined[1]) if combination[place] == code
        ]
        for place, (name, one) in enumerate(columns.items())
        for code, segment in enumerate(one.cat.categories)
    }
    names = ("segmentation", "segment")
    as_of = table.attrs.get("as_of")
    return Division(groups, rows, (TOTAL, TOTAL), names, as_of)


def _column(name: str, source: Source, wanted: Mapping[str, Wanted]) -> Division:
    absent = [kpi for kpi, one in wanted.items() if one.everybody]
    if source.everybody and absent:
        text = words.COLUMN_OF_NOBODY
        raise DataError(text.format(column=name, kpi=absent[0], table=source.name))
    return Division(Groups(columns=(name,)), None, names=(name,))


def checked(segments: Any) -> pd.Series:
    """Check that each customer has one segment, and that the segments have a name.

    Parameters
    ----------
    segments : Series indexed by customer_id

    Returns
    -------
    categorical Series

    Raises
    ------
    DataError
        if it is no Series, has no name, has missing segments or one called "all"

    Examples
    --------
    >>> checked(pd.Series(["New"], index=["a"], name="lifecycle")).cat.categories[0]
    'New'
    """
    if not isinstance(segments, pd.Series):
        raise DataError(words.NOT_SEGMENTS.format(found=type(segments).__name__))
    if segments.name is None:
        raise DataError(words.NAMELESS)
    nowhere = int(segments.isna().sum())
    if nowhere:
        raise DataError(words.NO_SEGMENT.format(n=nowhere))
    segments = segments.astype("category")
    if words.TOTAL in segments.cat.categories:
        raise DataError(words.SEGMENT_CALLED_TOTAL)
    return segments


def count_rows(
    source: Source,
    table: Any,
    wanted: Mapping[str, Wanted],
    division: Division,
    **asked: Any,
) -> Counted:
    """Count what each row of a table needs, the row of all customers too.

    Parameters
    ----------
    source, table, wanted : as in `segkit.kpis.counting.count`
    division : how customers are divided
    asked : start, end, by, columns, timezone, as there

    Returns
    -------
    Counted, its places are (label of the row, number of the period)

    Raises
    ------
    DataError
        as `segkit.kpis.counting.count` does
    """
    if division.rows is None:
        return _by_column(source, table, wanted, division, asked)
    counted = count(source, table, wanted, division.groups, **asked)
    rows = {**division.rows, division.total: list(division.groups.sizes or [0])}
    moments = {kpi: _added(found, rows) for kpi, found in counted.moments.items()}
    return replace(counted, moments=moments)


def _added(found: Mapping, rows: Mapping[Any, list[int]]) -> dict:
    periods = list(dict.fromkeys(when for _, when in found))
    nobody = Moments(0, dict.fromkeys(next(iter(found.values())).sums, 0.0))
    return {
        (label, when): functools.reduce(
            Moments.__add__, (found[group, when] for group in groups), nobody
        )
        for label, groups in rows.items()
        for when in periods
    }


def _by_column(
    source: Source, table: Any, wanted: Mapping[str, Wanted], division: Division, asked
) -> Counted:
    """Count all together apart: one customer may have several values of a column."""
    (name,) = division.groups.columns
    needs = tuple(dict.fromkeys([*source.needs, name]))
    source = replace(source, needs=needs)
    counted = count(source, table, wanted, division.groups, **asked)
    if any(group == TOTAL for found in counted.moments.values() for group, _ in found):
        raise DataError(words.VALUE_CALLED_TOTAL.format(column=name))
    total = count(source, table, wanted, Groups(), **asked)
    moments = {
        kpi: {
            **counted.moments[kpi],
            **{(TOTAL, when): m for (_, when), m in total.moments[kpi].items()},
        }
        for kpi in wanted
    }
    return replace(counted, moments=moments)
