"""An indicator month by month, for each segment and in total."""

from __future__ import annotations

from typing import Any

import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.kpis import words
from segkit.kpis.division import Division, count_rows, divide
from segkit.kpis.indicator import Indicator
from segkit.kpis.periods import CALENDARS, Calendar
from segkit.kpis.results import index_of, indicator_of, rows_of, said
from segkit.kpis.sources import Window
from segkit.record import Table


def over_time(
    kpi: Indicator,
    table: Any,
    segments: pd.Series | pd.DataFrame | str | None = None,
    *,
    by: str = "month",
    start: Any = None,
    end: Any = None,
    customers: Any = None,
    level: float = 0.95,
    small_below: int = 30,
    **options: Any,
) -> Table:
    """Follow an indicator from period to period, for each segment and in total.

    Parameters
    ----------
    kpi : an indicator such as ``kpis.purchase_rate``
    table : what it is counted from, for instance orders, in any engine
    segments : as in `by_segment`; None for all customers together
    by : ``"day"``, ``"week"`` (from Monday), ``"month"`` or ``"quarter"``
    start, end : first and last local day that count; None for the table's own
    customers : the population, if there are no segments
    level : coverage of the intervals, 0 to 1
    small_below : rows with a smaller denominator n are marked small (own choice)
    options : variants of the indicator, ``columns=`` and so on

    Returns
    -------
    DataFrame (shown with its heading), a row per segment and period, the total last:
    first_day, last_day, partial (the period is cut off at one of its ends), value,
    numerator, denominator, n, low, high, small; ``attrs`` as in `by_segment`, and by

    Raises
    ------
    DataError
        as `by_segment` does, or if the table has no times

    Examples
    --------
    >>> from segkit import kpis
    >>> orders = pd.DataFrame({"customer_id": [1, 2, 2], "amount": [9, 5, 7]})
    >>> days = ["2024-07-01", "2024-07-02", "2024-08-09"]
    >>> orders["ordered_at"] = pd.to_datetime(days)
    >>> table = over_time(kpis.purchase_rate, orders, customers=[1, 2])
    >>> table[["partial", "value", "numerator", "denominator"]]
             partial  value  numerator  denominator
    month
    2024-07    False    1.0          2            2
    2024-08     True    0.5          1            2
    """
    kpi = indicator_of(kpi)
    calendar = CALENDARS[checks.choice(by, CALENDARS, name="by")]
    source = kpi.counted_from()
    if source.time is None:
        raise DataError(words.NO_TIME_COLUMN.format(name=source.name))
    own, others = kpi.split(options, table)
    wanted = {kpi.__name__: kpi.wanted(own)}
    division = divide(segments, source, wanted, customers)
    asked = {"start": start, "end": end, "by": calendar, **others}
    counted = count_rows(source, table, wanted, division, **asked)
    parts = Parts(calendar, counted.window)
    places = counted.moments[kpi.__name__]
    found = [
        kpi.of(moments, period=parts.words(when), level=level, **own)
        for (_, when), moments in places.items()
    ]
    result = rows_of(found, _index(places, division, parts), small_below)
    for i, (name, column) in enumerate(parts.columns([w for _, w in places]).items()):
        result.insert(i, name, column)
    result.attrs |= said(kpi, found[-1], division, counted) | {"by": by}
    if segments is None:
        result.attrs["heading"] = words.OVER_TIME.format(
            name=kpi.__name__.replace("_", " "), by=by, period=counted.window.words
        )
    return result


class Parts:
    """Say how the parts of a window are called, where they begin, end and are cut.

    Parameters
    ----------
    calendar : months, weeks ...
    window : the days that count, divided by it

    Examples
    --------
    >>> from datetime import date
    >>> weeks = CALENDARS["week"]
    >>> parts = Parts(weeks, Window(date(2024, 7, 3), date(2024, 7, 9), weeks))
    >>> when = weeks.of_day(date(2024, 7, 3))
    >>> parts.label(when), parts.words(when), parts.partial(when)
    ('2024-W27', '2024-07-03 to 2024-07-07', True)
    """

    def __init__(self, calendar: Calendar, window: Window) -> None:
        self.calendar = calendar
        self.days = {number: (first, last) for number, first, last in window.parts}

    def words(self, when: int) -> str:
        """Return the days of a part that count, in words."""
        first, last = self.days[when]
        return words.PERIOD.format(first=first, last=last)

    def partial(self, when: int) -> bool:
        """Say whether the part is cut off at one of its ends."""
        whole = self.calendar.begins(when), self.calendar.ends(when)
        return self.days[when] != whole

    def label(self, when: int) -> str:
        """Return what the part is called."""
        return self.calendar.label(self.calendar.begins(when))

    def columns(self, when: list[int]) -> dict[str, Any]:
        """Return the columns that say when each row is."""
        days = pd.DataFrame([self.days[one] for one in when])
        return {
            "first_day": pd.to_datetime(days[0]).to_numpy(),
            "last_day": pd.to_datetime(days[1]).to_numpy(),
            "partial": [self.partial(one) for one in when],
        }


def _index(places: Any, division: Division, parts: Parts) -> pd.Index:
    """Label each row: its segment, if there are some, and its period."""
    by = parts.calendar.name
    if not division.names:
        return pd.Index([parts.label(when) for _, when in places], name=by)
    labels = [
        (*(label if isinstance(label, tuple) else (label,)), parts.label(when))
        for label, when in places
    ]
    return index_of(labels, (*division.names, by))
