"""Months, weeks, quarters and days: which one a moment belongs to, in any engine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import narwhals.stable.v2 as nw

from segkit import engine


@dataclass(frozen=True)
class Calendar:
    """Number the parts of a calendar without a gap, and say when each begins.

    Parameters
    ----------
    name : ``"month"`` and so on
    number : from a narwhals expression of local times to whole numbers
    of_day : the same for one date
    begins : the first day of a number
    label : what the part that begins on a day is called

    Examples
    --------
    >>> months = CALENDARS["month"]
    >>> months.ends(months.of_day(date(2024, 2, 10)))
    datetime.date(2024, 2, 29)
    """

    name: str
    number: Callable[[Any], Any]
    of_day: Callable[[date], int]
    begins: Callable[[int], date]
    label: Callable[[date], str]

    def ends(self, number: int) -> date:
        """Return the last day of a number."""
        return date.fromordinal(self.begins(number + 1).toordinal() - 1)

    def parts(self, first: date, last: date) -> list[tuple[int | None, date, date]]:
        """List the parts from one day to another, cut off at both ends."""
        return [
            (number, max(first, self.begins(number)), min(last, self.ends(number)))
            for number in range(self.of_day(first), self.of_day(last) + 1)
        ]


@dataclass(frozen=True)
class Spans:
    """Number two periods 0 and 1, and nothing before, between and after them.

    Parameters
    ----------
    before, after : first and last day of each

    Examples
    --------
    >>> days = [date(2024, month, 1) for month in (1, 2, 3, 4)]
    >>> Spans((days[0], days[1]), (days[2], days[3])).parts(days[0], days[3])[1][0]
    1
    """

    before: tuple[date, date]
    after: tuple[date, date]

    def number(self, moment: Any) -> Any:
        """Return 0 or 1 for an expression of local times, else nothing."""
        day = engine.day_number(moment)
        early, late = (
            (day >= first.toordinal()) & (day <= last.toordinal())
            for first, last in (self.before, self.after)
        )
        return nw.when(early).then(nw.lit(0)).otherwise(nw.when(late).then(nw.lit(1)))

    def parts(self, first: date, last: date) -> list[tuple[int | None, date, date]]:
        """List the two periods."""
        return [(0, *self.before), (1, *self.after)]


def _months(size: int) -> tuple[Callable, Callable, Callable]:
    per_year = 12 // size

    def number(moment: Any) -> Any:
        years = moment.dt.year().cast(nw.Int64)
        return years * per_year + (moment.dt.month().cast(nw.Int64) - 1) // size

    def of_day(day: date) -> int:
        return day.year * per_year + (day.month - 1) // size

    def begins(n: int) -> date:
        return date(n // per_year, n % per_year * size + 1, 1)

    return number, of_day, begins


def _days(size: int) -> tuple[Callable, Callable, Callable]:
    def number(moment: Any) -> Any:  # day 1 is a Monday
        return (engine.day_number(moment) - 1) // size

    def of_day(day: date) -> int:
        return (day.toordinal() - 1) // size

    def begins(n: int) -> date:
        return date.fromordinal(n * size + 1)

    return number, of_day, begins


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


CALENDARS = {
    "day": Calendar("day", *_days(1), date.isoformat),
    "week": Calendar("week", *_days(7), _week),
    "month": Calendar("month", *_months(1), lambda day: f"{day:%Y-%m}"),
    "quarter": Calendar(
        "quarter", *_months(3), lambda day: f"{day.year}-Q{(day.month + 2) // 3}"
    ),
}
