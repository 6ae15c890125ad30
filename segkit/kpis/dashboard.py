"""Several indicators of the same segments, from one table or several."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from segkit.checks import DataError
from segkit.kpis import words
from segkit.kpis.counting import Counted
from segkit.kpis.division import Division, count_rows, divide
from segkit.kpis.indicator import Indicator
from segkit.kpis.options import currency_of
from segkit.kpis.results import heading, index_of, indicator_of, notes, rows_of
from segkit.kpis.sources import Source
from segkit.record import Kpi, Table

Places = dict[Any, Kpi]


def dashboard(
    kpis: Iterable[Indicator],
    tables: Any,
    segments: pd.Series | pd.DataFrame,
    *,
    start: Any = None,
    end: Any = None,
    level: float = 0.95,
    small_below: int = 30,
    unit: str = "",
    columns: Mapping[str, Mapping[str, str]] | None = None,
    timezone: str | None = None,
) -> Table:
    """Gather several indicators by segment, each counted from its own table.

    Parameters
    ----------
    kpis : indicators such as ``kpis.purchase_rate``; a variant is chosen with
        ``kpis.open_rate.choose(machine="drop")``
    tables : ``{"orders": orders, "sends": sends}``, each by the name that messages give
        it; or one table, if all indicators are counted from it
    segments : Series of segments indexed by customer_id, or a table of several
    start, end : first and last local day that count; None for each table's own
    level : coverage of the intervals, 0 to 1
    small_below : rows with a smaller denominator n are marked small (own choice)
    unit : currency of the indicators that are money; empty for the one that a table
        says it is in (``attrs["currency"]``), if it does
    columns : ``{"orders": {"our name": "your name"}}``
    timezone : IANA name of the shop's zone, if the times have a zone

    Returns
    -------
    DataFrame (shown with its heading), a row per indicator and segment, ``all`` last:
    value, numerator, denominator, n, low, high, small, unit, definition, period;
    ``attrs``: heading, tests, level, left_out (by table), notes

    Raises
    ------
    DataError
        if a table is missing, an indicator stands twice, or as `by_segment` does

    Examples
    --------
    >>> from segkit import kpis
    >>> orders = pd.DataFrame({"customer_id": [1, 2, 2], "amount": [9, 5, 7]})
    >>> orders["ordered_at"] = pd.to_datetime("2024-07-01")
    >>> segments = pd.Series(["New", "VIP", "New"], index=[1, 2, 3], name="lifecycle")
    >>> table = dashboard([kpis.purchase_rate, kpis.repeat_rate], orders, segments)
    >>> table["value"].unstack()
    segment             New  VIP       all
    indicator
    purchase_rate       0.5  1.0  0.666667
    repeat_rate         0.0  1.0  0.500000
    """
    wanted = _listed(kpis, unit)
    tables = _tables(tables, wanted)
    asked = {"start": start, "end": end, "timezone": timezone}
    found: dict[str, Places] = {}
    told = []
    for source in dict.fromkeys(kpi.counted_from() for kpi in wanted.values()):
        some = {n: k for n, k in wanted.items() if k.counted_from() is source}
        others = {**asked, "columns": (columns or {}).get(source.name)}
        some = _in_currency(some, tables[source.name])
        counted = _counted(source, tables[source.name], some, segments, others)
        told.append((source, *counted))
        found |= _kpis(some, counted[1], level)
    return _table({name: found[name] for name in wanted}, told, level, small_below)


def _listed(kpis: Iterable[Indicator], unit: str) -> dict[str, Indicator]:
    listed = [indicator_of(kpi) for kpi in kpis]
    names = [kpi.__name__ for kpi in listed]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice or not names:
        raise DataError(words.TWICE.format(names=twice) if twice else words.NO_KPIS)
    return {
        kpi.__name__: kpi.choose(unit=unit) if unit and kpi.in_money else kpi
        for kpi in listed
    }


def _in_currency(some: dict[str, Indicator], table: Any) -> dict[str, Indicator]:
    """Show money in the currency that the table names, if nobody said another."""
    currency = currency_of(table)
    return {
        name: kpi.choose(unit=currency) if currency and kpi.in_money else kpi
        for name, kpi in some.items()
    }


def _tables(tables: Any, wanted: Mapping[str, Indicator]) -> Mapping[str, Any]:
    need = list(dict.fromkeys(k.counted_from().name for k in wanted.values()))
    if not isinstance(tables, Mapping):
        if len(need) > 1:
            raise DataError(words.SEVERAL_TABLES.format(need=need))
        return {need[0]: tables}
    missing = [name for name in need if name not in tables]
    if missing:
        text = words.TABLES_MISSING
        raise DataError(text.format(missing=missing, found=list(tables)))
    return tables


def _counted(
    source: Source,
    table: Any,
    some: Mapping[str, Indicator],
    segments: Any,
    asked: dict[str, Any],
) -> tuple[Division, Counted]:
    """Count all that the indicators of one table need, once through the table."""
    wanted = {name: kpi.wanted({}) for name, kpi in some.items()}
    division = divide(segments, source, wanted)
    if source.time is None:
        asked = {**asked, "start": None, "end": None}
    return division, count_rows(source, table, wanted, division, **asked)


def _kpis(
    some: Mapping[str, Indicator], counted: Counted, level: float
) -> dict[str, Places]:
    period = counted.window.words
    return {
        name: {
            label: kpi.of(moments, period=period, level=level)
            for (label, _), moments in counted.moments[name].items()
        }
        for name, kpi in some.items()
    }


def _table(
    found: Mapping[str, Places],
    told: list[tuple[Source, Division, Counted]],
    level: float,
    small_below: int,
) -> Table:
    labels = [
        (name, *(label if isinstance(label, tuple) else (label,)))
        for name, places in found.items()
        for label in places
    ]
    names: tuple[str, ...] = ("indicator", "segmentation", "segment")
    names = names if len(labels[0]) == len(names) else ("indicator", "segment")
    rows = [kpi for places in found.values() for kpi in places.values()]
    table = rows_of(rows, index_of(labels, names), small_below)
    for column in ("unit", "definition", "period"):
        table[column] = [getattr(kpi, column) for kpi in rows]
    headings = [heading(one.name, division, counted) for one, division, counted in told]
    table.attrs |= {
        "heading": " ".join(dict.fromkeys(text for text, _ in headings)),
        "tests": all(tests for _, tests in headings),
        "level": level,
        "left_out": {source.name: counted.left_out for source, _, counted in told},
        "notes": notes(told[0][1], *((one, counted) for one, _, counted in told)),
    }
    return table
