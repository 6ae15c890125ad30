"""Count in the engine: rows to customers, customers to the moments of each segment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import narwhals.stable.v2 as nw
import pandas as pd

from segkit import engine
from segkit.kpis import overlap, population, reading, words
from segkit.kpis.numbers import Number
from segkit.kpis.periods import Calendar, Spans
from segkit.kpis.population import Groups
from segkit.kpis.sources import Source, Window
from segkit.record import Moments
from segkit.record.moments import products

c = nw.col
Place = tuple[Any, Any]  # (group, number of the period)


@dataclass(frozen=True)
class Wanted:
    """Say what to add up: numbers by name, and up to which products of them."""

    numbers: Mapping[str, Number]
    order: int = 1

    @property
    def added(self) -> dict[str, Number]:
        """The numbers that the rows add up; the others count the population."""
        return {k: v for k, v in self.numbers.items() if v.expression is not None}

    @property
    def everybody(self) -> set[str]:
        """The numbers that count the population."""
        return set(self.numbers) - set(self.added)

    def sums(self, prefix: str) -> dict[str, tuple[str, ...]]:
        """Name a column for each sum of products of the added numbers."""
        keys = products(self.added, self.order)
        return {f"{prefix}{i}": key for i, key in enumerate(keys)}


@dataclass(frozen=True)
class Counted:
    """Say what was counted: the moments of each indicator, group and period.

    Parameters
    ----------
    moments : by indicator, and by (group, number of the period)
    window : the days that were counted
    left_out : rows that did not count, by reason
    """

    moments: Mapping[str, Mapping[Place, Moments]]
    window: Window
    left_out: Mapping[str, int]


def count(
    source: Source,
    table: Any,
    wanted: Mapping[str, Wanted],
    groups: Groups,
    *,
    start: Any = None,
    end: Any = None,
    by: Calendar | Spans | None = None,
    turned: Callable[[Any], Any] | None = None,
    columns: Mapping[str, str] | None = None,
    timezone: str | None = None,
) -> Counted:
    """Count what some indicators need, once through the table, in its own engine.

    Parameters
    ----------
    source : how the table is read
    table : in any engine
    wanted : by indicator
    groups : whose rows they are
    start, end : first and last local day that count; None for the table's own
    by : the calendar that divides the days; None for one period
    turned : what else is done to the table of one row per customer and period
    columns, timezone : as in `segkit.kpis.reading.opened`

    Returns
    -------
    Counted

    Raises
    ------
    DataError
        if the table does not fit, or no customer of the groups is in it

    Examples
    --------
    >>> from segkit import kpis
    >>> from segkit.kpis.population import everybody
    >>> orders = pd.DataFrame({"customer_id": [1, 1, 2], "amount": [9, 5, 7]})
    >>> orders["ordered_at"] = pd.to_datetime("2024-07-01")
    >>> source, wanted = kpis.arpu.source, {"arpu": kpis.arpu.wanted({})}
    >>> found = count(source, orders, wanted, everybody([1, 2, 3], source))
    >>> moments = found.moments["arpu"][0, None]
    >>> moments.n, moments.sum("revenue"), moments.sum("customers")
    (3, 21.0, 3.0)
    """
    first, last = reading.days(start, end)
    rows = reading.opened(
        source, table, columns=columns, timezone=timezone, by=groups.columns
    )
    kept, window, left_out = reading.inside(source, rows, first, last)
    window = replace(window, by=by)
    people = per_customer(source, kept, window, groups.columns)
    people = people if turned is None else turned(people)
    found = engine.to_pandas(_summed(source, people, wanted, groups).to_native())
    ours, strangers = _split(found) if groups.named else (found, 0)
    if groups.named:
        if ours.empty:
            overlap.some_overlap(rows, groups, source)
        left_out = {**left_out, words.STRANGERS.format(name=source.name): strangers}
    places = groups.places(ours, window if "_when" in ours else Window())
    moments = {
        name: _moments(one, f"_{i}_", ours, places)
        for i, (name, one) in enumerate(wanted.items())
    }
    return Counted(moments, window, left_out)


def per_customer(source: Source, rows: Any, window: Window, more: Any = ()) -> Any:
    """Make one row for each customer (and period) in the table's own engine.

    Parameters
    ----------
    source : how its rows are grouped
    rows : those that count
    window : the days that count, and how they are divided
    more : further columns to group by

    Returns
    -------
    narwhals table
    """
    keys = [*([source.unit_id] if source.unit_id else []), *more]
    if window.when is not None:
        keys.append("_when")
        if not source.whole:
            rows = rows.with_columns(_when=window.when(c(str(source.time))))
    people = source.per_customer(rows, list(dict.fromkeys(keys)), window)
    if isinstance(window.by, Spans):
        people = people.filter(~c("_when").is_null())
    return people


def _summed(
    source: Source, people: Any, wanted: Mapping[str, Wanted], groups: Groups
) -> Any:
    """Sum numbers and their products over the customers of each group and period."""
    people = groups.joined(people, source)
    columns: dict[str, Any] = {}
    for i, one in enumerate(wanted.values()):
        numbers = {n: _float(v.expression) for n, v in one.added.items()}
        for column, key in one.sums(f"_{i}_").items():
            made = numbers[key[0]]
            for name in key[1:]:
                made = made * numbers[name]
            columns[column] = made
    names = people.collect_schema().names()
    keys = ["_group", *(["_when"] if "_when" in names else [])]
    people = people.select(*keys, **columns, _n=c(source.counted).cast(nw.Int64))
    if people.implementation.is_pandas():
        return _summed_in_pandas(people.to_native(), keys)
    return people.group_by(*keys).agg(
        _rows=nw.len(), _n=c("_n").sum(), **{name: c(name).sum() for name in columns}
    )


def _summed_in_pandas(people: pd.DataFrame, keys: list[str]) -> Any:
    """Sum all at once: narwhals adds column by column, and pandas warns of many."""
    grouped = people.groupby(keys, dropna=False, observed=True, sort=False)
    rows = grouped.size().rename("_rows")
    return nw.from_native(pd.concat([rows, grouped.sum()], axis=1).copy().reset_index())


def _float(expression: Any) -> Any:
    """Whole numbers below 2**53 are exact as Float64, so any order sums alike."""
    return expression.cast(nw.Float64)


def _split(found: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    strange = found["_group"] == population.STRANGER
    return found[~strange], int(found.loc[strange, "_n"].sum())


def _moments(
    one: Wanted, prefix: str, ours: pd.DataFrame, places: Mapping[Place, int | None]
) -> dict[Place, Moments]:
    """Add what the rows cannot know: the customers without one."""
    sums = one.sums(prefix)
    when = ours["_when"] if "_when" in ours else [None] * len(ours)
    rows = dict(zip(zip(ours["_group"], when, strict=True), ours.index, strict=True))
    made = {}
    for place, size in places.items():
        row = ours.loc[rows[place]] if place in rows else None
        known = {key: 0.0 if row is None else float(row[k]) for k, key in sums.items()}
        present = 0 if row is None else int(row["_rows"])
        made[place] = _completed(one, known, present, present if size is None else size)
    return made


def _completed(
    one: Wanted, known: dict[tuple[str, ...], float], present: int, size: int
) -> Moments:
    scale = {name: number.per for name, number in one.numbers.items()}
    sums = {}
    for key in products(one.numbers, one.order):
        added = tuple(name for name in key if name not in one.everybody)
        total = known[added] if added else float(size)
        for name in key:
            total /= scale[name]
        sums[key] = total
    return Moments(size if one.everybody else present, sums)
