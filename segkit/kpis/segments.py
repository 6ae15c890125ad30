"""One indicator, segment by segment, and in total."""

from __future__ import annotations

from typing import Any

import pandas as pd

from segkit.kpis.division import count_rows, divide
from segkit.kpis.indicator import Indicator
from segkit.kpis.results import index_of, indicator_of, rows_of, said, unknown
from segkit.record import Table


def by_segment(
    kpi: Indicator,
    table: Any,
    segments: pd.Series | pd.DataFrame | str,
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
        population, so customers without an order count. A table of several such columns
        gives the rows of each. The name of a column of ``table`` divides its rows; then
        a customer with several values counts in each
    start, end : first and last local day that count; None for the table's own
    level : coverage of the intervals, 0 to 1
    small_below : segments with a smaller denominator n are marked small (own choice)
    options : variants of the indicator, ``unit=``, ``timezone=``, and
        ``columns={"our name": "your name"}``

    Returns
    -------
    DataFrame (shown with its heading), a row per segment in order and ``all``: value,
    numerator, denominator, n, low, high, small; nan where nobody can be counted.
    ``attrs``: kpi, heading, tests (bool), definition, period, unit, level, left_out,
    notes (for instance which segments have no customers)

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
    kpi = indicator_of(kpi)
    source = kpi.counted_from()
    own, others = kpi.split(options, table)
    wanted = {kpi.__name__: kpi.wanted(own)}
    division = divide(segments, source, wanted)
    asked = {"start": start, "end": end, **others}
    counted = count_rows(source, table, wanted, division, **asked)
    told = {"period": counted.window.words, "level": level, **own}
    found = {
        label: kpi.of(moments, **told)
        for (label, _), moments in counted.moments[kpi.__name__].items()
    }
    result = rows_of(found.values(), index_of(found, division.names), small_below)
    total = found[division.total]
    result.attrs |= said(kpi, total, division, counted)
    result.attrs["notes"] += unknown(result, total, division)
    return result
