"""Letters as often as each reader asked for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from segkit import checks
from segkit.activation.sequences.sequence import Sequence, Step, Trigger
from segkit.activation.words import presets as words
from segkit.checks import DataError

WEEK = 7


def frequency_choice(
    start: Any,
    end: Any,
    *,
    announcements: Mapping[Any, str] | None = None,
    column: str = "preferred_frequency",
    at: str = "10:00",
) -> list[Sequence]:
    """Send each reader as much news as they asked for, from one day to another.

    A letter every week from `start` on for who chose "weekly", every fourth one for
    who chose "monthly", the big announcements for everybody.

    Parameters
    ----------
    start, end : first and last local day of the letters
    announcements : days and names of the big news; None for none
    column : column of the customers that holds the choice
    at : local time of day

    Returns
    -------
    list of Sequence

    Raises
    ------
    DataError
        if end is before start, or an announcement lies outside

    References
    ----------
    own definition

    Examples
    --------
    >>> news = {"2024-09-20": "autumn sale"}
    >>> for one in frequency_choice("2024-09-02", "2024-10-27", announcements=news):
    ...     print(one.name, one.days)
    weekly letter [0, 7, 14, 21, 28, 35, 42, 49]
    monthly highlights [0, 28]
    autumn sale [0]
    """
    first, last = checks.day(start, name="start"), checks.day(end, name="end")
    if first > last:
        raise DataError(words.BACKWARDS.format(start=first, end=last))
    weeks = [first + timedelta(w) for w in range(0, (last - first).days + 1, WEEK)]
    letters = [
        _letters(name, weeks[::every], {column: (choice,)}, at)
        for choice, (name, every) in words.CHOICES.items()
    ]
    days = {checks.day(day): name for day, name in (announcements or {}).items()}
    for day in days:
        if not first <= day <= last:
            raise DataError(words.OUTSIDE.format(day=day, start=first, end=last))
    return letters + [_announcement(days[day], day, at) for day in sorted(days)]


def _letters(name: str, days: list[date], who: Any, at: str) -> Sequence:
    steps = [
        Step((day - days[0]).days, words.LETTER.format(day=day), at=at) for day in days
    ]
    return Sequence(
        name,
        tuple(steps),
        Trigger("date", on=days[0].isoformat()),
        who=who,
        kind="news",
        reentry_days=None,
        wait_days=WEEK - 1,
    )


def _announcement(name: str, day: Any, at: str) -> Sequence:
    return Sequence(
        name,
        (Step(0, name, at=at),),
        Trigger("date", on=day.isoformat()),
        kind="big news",
        priority=1,
        reentry_days=None,
    )
