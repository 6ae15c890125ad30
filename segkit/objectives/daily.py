"""Events read by day. Internal: `Goal.progress` reads with this."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd

from segkit import checks, engine
from segkit.checks import DataError
from segkit.objectives.words import goals as words


def counts(events: Any, first: date, last: date) -> np.ndarray:
    """Count events on each day of a period.

    Parameters
    ----------
    events : one day per event, or a table with the columns day and n
    first, last : the period, both included

    Returns
    -------
    array, one number per day

    Raises
    ------
    DataError
        if these are no days, or n is no whole number from 0

    Examples
    --------
    >>> counts(["2024-06-01", "2024-06-03"], date(2024, 6, 1), date(2024, 6, 3))
    array([1., 0., 1.])
    """
    if _is_table(events):
        table = _table(events, ["day", "n"])
        return _by_day(table["day"], _whole(table["n"], "n"), first, last)
    if isinstance(events, str) or not np.iterable(events):
        raise DataError(words.NOT_DATES.format(kind=type(events).__name__))
    days = _days(pd.Series(list(events), dtype=object))
    return _by_day(days, np.ones(len(days)), first, last)


def parts(events: Any, first: date, last: date) -> tuple[np.ndarray, np.ndarray]:
    """Count those who did it and all on each day of a period.

    Parameters
    ----------
    events : a table with the columns day, part and whole
    first, last : the period, both included

    Returns
    -------
    two arrays, one number per day

    Raises
    ------
    DataError
        if this is no such table, or a part is above its whole

    Examples
    --------
    >>> table = pd.DataFrame({"day": ["2024-06-01"], "part": [3], "whole": [90]})
    >>> parts(table, date(2024, 6, 1), date(2024, 6, 2))
    (array([3., 0.]), array([90.,  0.]))
    """
    if not _is_table(events):
        raise DataError(words.NOT_TABLE.format(kind=type(events).__name__))
    table = _table(events, ["day", "part", "whole"])
    part, whole = (_whole(table[name], name) for name in ("part", "whole"))
    above = int((part > whole).sum())
    if above:
        raise DataError(words.PART_ABOVE.format(n=above))
    found = [_by_day(table["day"], x, first, last) for x in (part, whole)]
    return found[0], found[1]


def _is_table(events: Any) -> bool:
    return hasattr(events, "columns")


def _table(events: Any, need: list[str]) -> pd.DataFrame:
    native = checks.table(events, need, name="events")
    table = engine.to_pandas(nw.from_native(native).select(need).to_native())
    return table.assign(day=_days(table["day"]))


def _days(column: pd.Series) -> pd.Series:
    return column.map(lambda value: checks.day(value, name="events"))


def _whole(column: pd.Series, name: str) -> np.ndarray:
    numbers = pd.to_numeric(column, errors="coerce").to_numpy(dtype=float)
    if not np.all((numbers >= 0) & (numbers == np.round(numbers))):
        raise DataError(words.BAD_COUNTS.format(column=name))
    return numbers


def _by_day(days: pd.Series, n: np.ndarray, first: date, last: date) -> np.ndarray:
    span = (last - first).days + 1
    place = np.array([(day - first).days for day in days], dtype=int)
    inside = (place >= 0) & (place < span)
    return np.bincount(place[inside], weights=n[inside], minlength=span)[:span]


def season(
    history: Any, first: date, as_of: date, last: date, lag: int
) -> tuple[float, float]:
    """Say how the events of an earlier year lay in the same period.

    Parameters
    ----------
    history : events of that year
    first, as_of, last : the period of the goal, and the last day counted
    lag : by how many days that year lies back

    Returns
    -------
    events up to the day of as_of, and after it

    Raises
    ------
    DataError
        if there is none in one of the two

    Examples
    --------
    >>> days = ["2023-06-02", "2023-06-04", "2023-06-05"]
    >>> ago = (date(2024, 5, 31), date(2024, 6, 1), date(2024, 6, 4))
    >>> season(days, *ago, 364)
    (1.0, 2.0)
    """
    back = timedelta(days=lag)
    days = counts(history, first - back, last - back)
    cut = (as_of - first).days + 1
    before, after = float(days[:cut].sum()), float(days[cut:].sum())
    for n, what in ((before, "the first part"), (after, "the last part")):
        if not n:
            raise DataError(words.NO_HISTORY.format(what=what, lag=lag))
    return before, after
