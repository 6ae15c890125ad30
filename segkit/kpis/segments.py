"""One indicator, segment by segment, and in total."""

from __future__ import annotations

from typing import Any

import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.kpis import words
from segkit.kpis.indicator import ALL, Indicator
from segkit.record import Table

COLUMNS = ["value", "numerator", "denominator", "n", "low", "high"]


def by_segment(
    kpi: Indicator,
    table: Any,
    segments: pd.Series,
    *,
    start: Any = None,
    end: Any = None,
    level: float = 0.95,
    small_below: int = 30,
    **options: Any,
) -> Table:
    """Compare an indicator between segments, whose customers are all counted.

    The heading says whether this tests the segments or only describes them: segments
    made from what customers did until ``as_of`` are tested by what they did after.

    Parameters
    ----------
    kpi : an indicator such as ``kpis.purchase_rate``
    table : what it is counted from, for instance orders, in any engine
    segments : Series indexed by customer_id, from ``model.assign(X)``; it defines the
        population, so customers without an order count
    start, end : first and last local day that count; None for the table's own
    level : coverage of the intervals, 0 to 1
    small_below : segments with a smaller denominator n are marked small (own choice)
    options : for instance ``columns={"our name": "your name"}``

    Returns
    -------
    DataFrame (shown with its heading), a row per segment in order and ``all``: value,
    numerator, denominator, n, low, high, small; nan where nobody can be counted.
    ``attrs``: kpi, heading, tests (bool), definition, period, unit, level, left_out

    Raises
    ------
    DataError
        if kpi is no indicator, segments have no name or leave customers out, or the
        table does not fit

    Examples
    --------
    >>> from segkit import kpis
    >>> orders = pd.DataFrame({"customer_id": [1, 2, 2], "amount": [9, 5, 7]})
    >>> days = ["2024-07-01", "2024-07-02", "2024-08-09"]
    >>> orders["ordered_at"] = pd.to_datetime(days)
    >>> segments = pd.Series(["New", "VIP", "New"], index=[1, 2, 3], name="lifecycle")
    >>> segments.attrs["as_of"] = "2024-06-30"
    >>> table = by_segment(
    ...     kpis.purchase_rate, orders, segments, start="2024-07-01", end="2024-12-31"
    ... )
    >>> table[["value", "numerator", "denominator", "small"]]
               value  numerator  denominator  small
    lifecycle
    New     0.500000          1            2   True
    VIP     1.000000          1            1   True
    all     0.666667          2            3   True
    >>> table.attrs["heading"]
    'Tests: the orders counted (2024-07-01 to 2024-12-31) came after the day that made
    the segments (2024-06-30).'
    """
    if not isinstance(kpi, Indicator):
        raise DataError(words.NOT_A_KPI.format(found=kpi, names=sorted(ALL)))
    segments = _checked(segments)
    small_below = checks.whole_number(small_below, name="small_below", low=0)
    rows = kpi.read(
        table, customers=segments, start=start, end=end, name="segments", **options
    )
    period = rows.attrs["period"]
    groups = {
        name: rows[(segments == name).to_numpy()] for name in segments.cat.categories
    }
    found = {
        name: kpi.of(group, period=period, level=level)
        for name, group in {**groups, words.TOTAL: rows}.items()
    }
    index = pd.Index(list(found), name=segments.name)
    records = [[getattr(k, column) for column in COLUMNS] for k in found.values()]
    result = Table(records, index, COLUMNS)
    result["small"] = result["n"] < small_below
    result.attrs |= _said(kpi, found[words.TOTAL], segments, rows)
    return result


def _checked(segments: Any) -> pd.Series:
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


def _said(kpi: Any, total: Any, segments: pd.Series, rows: Any) -> dict[str, Any]:
    as_of = segments.attrs.get("as_of")
    text, tests = words.UNDATED, False
    if as_of is not None:
        tests = checks.day(rows.attrs["start"]) > checks.day(as_of)
        text = words.TESTS if tests else words.DESCRIBES
    return {
        "kpi": kpi.__name__,
        "heading": text.format(period=total.period, as_of=as_of),
        "tests": tests,
        "definition": total.definition,
        "period": total.period,
        "unit": total.unit,
        "level": total.level,
        "left_out": rows.attrs["left_out"],
    }
