"""An indicator before and after: by how much it changed, and how sure that is."""

from __future__ import annotations

from typing import Any

import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.kpis import words
from segkit.kpis.counting import Counted
from segkit.kpis.division import Division, count_rows, divide
from segkit.kpis.indicator import Indicator
from segkit.kpis.pairs import PERIODS, THERE, Change, Pair, at, independent
from segkit.kpis.periods import Spans
from segkit.kpis.reading import days
from segkit.kpis.results import index_of, indicator_of, notes
from segkit.kpis.sources import Source
from segkit.record import Kpi, Table

COLUMNS = ["before", "after", "difference", "low", "high", "n_before", "n_after"]


def compare(
    kpi: Indicator | Kpi,
    table: Any,
    segments: pd.Series | pd.DataFrame | str | None = None,
    *,
    before: tuple[Any, Any] | None = None,
    after: tuple[Any, Any] | None = None,
    customers: Any = None,
    level: float = 0.95,
    small_below: int = 30,
    **options: Any,
) -> Table:
    """Compare an indicator before and after a day, for each segment and in total.

    The same customers are there before and after, and who bought much once often does
    so again: the interval of the difference takes that into account.

    Parameters
    ----------
    kpi : an indicator such as ``kpis.purchase_rate``; or a `Kpi` record
    table : what it is counted from, in any engine; for a `Kpi` record the later one
    segments : as in `by_segment`; None for all customers together
    before, after : first and last local day of each period
    customers : the population, if there are no segments
    level : coverage of the interval of the difference, 0 to 1
    small_below : rows with a smaller n in one of the periods are marked small
    options : variants of the indicator, ``columns=`` and so on

    Returns
    -------
    DataFrame (shown with its heading), a row per segment and ``all``: before, after,
    difference, low, high, n_before, n_after, paired (whether the same customers were
    compared with themselves), small; ``attrs``: kpi, heading, definition, unit, level,
    periods, left_out, notes

    Raises
    ------
    DataError
        if the periods overlap or are exchanged, one of them holds nothing, or as
        `by_segment` does

    References
    ----------
    Shares of the same customers: Newcombe (1998), Statistics in Medicine 17, 2635-2650,
    method 10. Two records: Newcombe (1998), 873-890, method 10. All others: Zou and
    Donner (2008), Statistics in Medicine 27, 1693-1702, from the interval of each
    period and the correlation of the two by the delta method.

    Examples
    --------
    >>> from segkit import kpis
    >>> days = ["2024-06-01", "2024-06-02", "2024-07-01"]
    >>> orders = pd.DataFrame({"customer_id": [1, 2, 2], "amount": [9, 5, 7]})
    >>> orders["ordered_at"] = pd.to_datetime(days)
    >>> june, july = ("2024-06-01", "2024-06-30"), ("2024-07-01", "2024-07-31")
    >>> found = compare(
    ...     kpis.purchase_rate, orders, customers=[1, 2, 3], before=june, after=july
    ... )
    >>> found[["before", "after", "difference"]].round(2)
         before  after  difference
    all    0.67   0.33       -0.33
    """
    if isinstance(kpi, Kpi):
        return _of_records(kpi, table, small_below)
    kpi = indicator_of(kpi)
    source = kpi.counted_from()
    if source.time is None:
        raise DataError(words.NO_TIME_COLUMN.format(name=source.name))
    spans = _spans(before, after)
    own, others = kpi.split(options, table)
    pair = Pair(kpi, own, spans, level)
    division = divide(segments, source, {kpi.__name__: kpi.wanted(own)}, customers)
    asked = {"start": spans.before[0], "end": spans.after[1], "by": spans, **others}
    turned = {"turned": pair.turner(source, division.groups.columns)}
    counted = count_rows(
        source, table, {kpi.__name__: pair.wanted}, division, **asked, **turned
    )
    places = counted.moments[kpi.__name__]
    _both_hold_something(places, source, spans)
    found = {label: pair.of(moments) for (label, _), moments in places.items()}
    result = _table(found, index_of(found, division.names or (None,)), small_below)
    result.attrs |= _said(kpi, found[division.total], counted, spans)
    result.attrs["notes"] = [
        *notes(division, (source, counted)),
        *_chosen(division, spans),
    ]
    return result


def _chosen(division: Division, spans: Spans) -> list[str]:
    """Warn where the segments were made of what happened before."""
    if division.as_of is None or checks.day(division.as_of) < spans.before[0]:
        return []
    return [words.REGRESSION.format(as_of=division.as_of)]


def _spans(before: Any, after: Any) -> Spans:
    if before is None or after is None:
        raise DataError(words.TWO_PERIODS)
    periods = []
    for name, period in (("before", before), ("after", after)):
        if not isinstance(period, tuple | list) or len(period) != 2:
            raise DataError(words.NO_PERIOD.format(name=name, found=period))
        periods.append(days(*period))
    (first, last), (begins, ends) = periods
    if last is None or first is None or begins is None or ends is None:
        raise DataError(words.TWO_PERIODS)
    if begins <= last:
        said = {"before": words.PERIOD.format(first=first, last=last)}
        said["after"] = words.PERIOD.format(first=begins, last=ends)
        raise DataError(words.OVERLAP.format(**said))
    return Spans((first, last), (begins, ends))


def _both_hold_something(places: Any, source: Source, spans: Spans) -> None:
    """Refuse a period without a row: that is no change, but data that are missing."""
    for when, period in zip(PERIODS, (spans.before, spans.after), strict=True):
        if not any(m.sum(at(THERE, when)) for m in places.values()):
            asked = words.PERIOD.format(first=period[0], last=period[1])
            raise DataError(words.EMPTY_PERIOD.format(name=source.name, asked=asked))


def _table(found: dict[Any, Change], index: pd.Index, small_below: int) -> Table:
    small_below = checks.whole_number(small_below, name="small_below", low=0)
    records = [
        (
            one.before.value,
            one.after.value,
            one.after.value - one.before.value,
            *one.ends,
            one.before.n,
            one.after.n,
        )
        for one in found.values()
    ]
    result = Table(records, index, COLUMNS)
    result["paired"] = [one.paired for one in found.values()]
    result["small"] = result[["n_before", "n_after"]].min(axis=1) < small_below
    return result


def _said(kpi: Indicator, total: Change, counted: Counted, spans: Spans) -> dict:
    periods = [
        words.PERIOD.format(first=first, last=last)
        for first, last in (spans.before, spans.after)
    ]
    name = kpi.__name__.replace("_", " ")
    return {
        "kpi": kpi.__name__,
        "heading": words.COMPARED.format(
            name=name, before=periods[0], after=periods[1]
        ),
        "definition": total.after.definition,
        "unit": total.after.unit,
        "level": total.after.level,
        "periods": periods,
        "left_out": counted.left_out,
    }


def _of_records(before: Kpi, after: Any, small_below: int) -> Table:
    """Compare two records, of which nobody knows whether the customers are the same."""
    if not isinstance(after, Kpi) or after.name != before.name:
        found = getattr(after, "name", type(after).__name__)
        raise DataError(words.TWO_RECORDS.format(before=before.name, found=found))
    if after.definition != before.definition:
        said = {"before": before.definition, "after": after.definition}
        raise DataError(words.TWO_DEFINITIONS.format(**said))
    change = Change(before, after, independent(before, after), paired=False)
    result = _table({words.TOTAL: change}, pd.Index([words.TOTAL]), small_below)
    name = before.name.replace("_", " ")
    periods = [one.period or words.NOT_STATED for one in (before, after)]
    result.attrs |= {
        "kpi": before.name,
        "heading": words.COMPARED.format(
            name=name, before=periods[0], after=periods[1]
        ),
        "definition": before.definition,
        "unit": before.unit,
        "level": before.level,
        "periods": periods,
        "notes": [words.UNPAIRED],
    }
    return result
