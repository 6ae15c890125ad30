"""When which segment gets what: the monthly plan and the content calendar."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

import pandas as pd

from segkit import checks
from segkit.activation.words.messages import planning as words
from segkit.checks import DataError
from segkit.record import Table

MOST_DAYS = 3660
CALENDAR = ["date", "weekday", "week", "segment", "channel", "purpose", "state", "note"]
PLAN = ["month", "date", "segment", "rate", "low", "high", "n", "purpose", "idea"]


def content_calendar(
    messages: Any,
    *,
    start: Any,
    end: Any,
    weekdays: Iterable[str] = ("Tuesday", "Thursday"),
    least_gap_days: int = 7,
    every_days: int | Mapping[str, int] = 28,
    free_days: Iterable[Any] = (),
) -> Table:
    """Spread messages over days, so that nobody hears from you too often.

    Each segment's messages take turns. A message comes again after `every_days`, on the
    first day that is allowed; between two messages to a segment lie `least_gap_days`.

    Parameters
    ----------
    messages : what `message_matrix` returns, or any table of segment, channel, purpose
    start, end : first and last day
    weekdays : English names of the days on which messages may leave
    least_gap_days : from one message to the next one, to the same segment
    every_days : after how many days the same message comes again; or by purpose
    free_days : days on which nothing leaves, such as public holidays

    Returns
    -------
    Table in order of date: date, weekday, week (of the ISO calendar), segment, channel,
        purpose, state ("planned", or "no room" for what did not fit once), note.
        ``attrs``: heading, notes

    Raises
    ------
    DataError
        if a column is missing, end is before start or more than ten years later, or a
        day of the week is unknown

    References
    ----------
    Own definition: each day, segment by segment, the message that has waited longest
    beyond its turn; equal ones in the order of the table.

    Examples
    --------
    >>> table = pd.DataFrame({"segment": ["New"] * 2, "channel": ["email"] * 2,
    ...     "purpose": ["welcome", "tips"]})
    >>> plan = content_calendar(table, start="2024-07-01", end="2024-07-14")
    >>> plan[["date", "purpose"]].astype(str).values.tolist()
    [['2024-07-02', 'welcome'], ['2024-07-09', 'tips']]
    """
    table = checks.table(messages, ["segment", "channel", "purpose"], name="messages")
    table = pd.DataFrame(table)[["segment", "channel", "purpose"]].drop_duplicates()
    checks.whole_number(least_gap_days, name="least_gap_days")
    days = _days(start, end, weekdays, free_days)
    rows: list[tuple[Any, ...]] = []
    for segment, mine in table.groupby("segment", sort=False):
        rows += _spread(str(segment), mine, days, every_days, least_gap_days)
    found = pd.DataFrame(rows, columns=CALENDAR)
    place = found["segment"].map(
        {s: k for k, s in enumerate(table["segment"].unique())}
    )
    order = pd.DataFrame({"date": pd.to_datetime(found["date"]), "place": place})
    found = found.loc[order.sort_values(["date", "place"], kind="stable").index]
    result = Table(found.reset_index(drop=True))
    planned = int((found["state"] == words.PLANNED).sum())
    missed = len(found) - planned
    said = {"n": planned, "start": start, "end": end, "days": least_gap_days}
    result.attrs["heading"] = words.CALENDAR.format(**said)
    result.attrs["notes"] = [words.MISSED.format(n=missed)] if missed else []
    return result


def _days(
    start: Any, end: Any, weekdays: Iterable[str], free_days: Iterable[Any]
) -> list[date]:
    """List the days on which messages may leave."""
    first, last = checks.day(start, name="start"), checks.day(end, name="end")
    if not 0 <= (last - first).days <= MOST_DAYS:
        raise DataError(words.NO_PERIOD.format(start=first, end=last))
    names = [weekdays] if isinstance(weekdays, str) else list(weekdays)
    numbers = {
        words.WEEKDAYS.index(checks.choice(name, words.WEEKDAYS, name="weekdays"))
        for name in names
    }
    free = {checks.day(day, name="free_days") for day in free_days}
    every = (first + timedelta(k) for k in range((last - first).days + 1))
    return [day for day in every if day.weekday() in numbers and day not in free]


def _spread(
    segment: str,
    mine: pd.DataFrame,
    days: list[date],
    every_days: int | Mapping[str, int],
    gap: int,
) -> list[tuple[Any, ...]]:
    """Give a segment its messages in turn."""
    waits = [_wait(str(purpose), every_days) for purpose in mine["purpose"]]
    what = list(zip(mine["channel"], mine["purpose"], waits, strict=True))
    due: list[date] = [days[0] if days else date.max] * len(what)
    sent: set[int] = set()
    last: date | None = None
    rows: list[tuple[Any, ...]] = []
    for day in days:
        if last is not None and (day - last).days < gap:
            continue
        turn = min(range(len(what)), key=lambda k: (due[k], k))
        if due[turn] > day:
            continue
        channel, purpose, wait = what[turn]
        rows.append(_row(day, segment, channel, purpose, words.PLANNED, ""))
        due[turn], last = day + timedelta(wait), day
        sent.add(turn)
    for k, (channel, purpose, _) in enumerate(what):
        if k not in sent:
            note = words.NO_ROOM_NOTE.format(days=gap)
            rows.append(_row(None, segment, channel, purpose, words.NO_ROOM, note))
    return rows


def _row(day: date | None, *rest: Any) -> tuple[Any, ...]:
    if day is None:
        return (pd.NaT, "", pd.NA, *rest)
    name = words.WEEKDAYS[day.weekday()]
    return (pd.Timestamp(day), name, day.isocalendar().week, *rest)


def _wait(purpose: str, every_days: int | Mapping[str, int]) -> int:
    if isinstance(every_days, Mapping):
        every_days = every_days.get(purpose, 28)
    return checks.whole_number(every_days, name="every_days")


def monthly_plan(
    interest: Any,
    *,
    start: Any,
    months: int = 3,
    most: int = 2,
    purposes: Iterable[str] = ("offer", "early access", "thanks"),
    weekday: str = "Tuesday",
    rate: str = "value",
) -> Table:
    """Plan a message a month to the segments that are most interested.

    Parameters
    ----------
    interest : a table indexed by segment with `rate` (share that opens or clicks), and
        low, high and n if known, such as ``kpis.by_segment(kpis.click_rate, ...)``; a
        row "all" is what the others are compared with
    start : a day of the first month
    months, most : for how many months; for how many segments each month
    purposes : what they get in turn: a special offer, early access, a thank-you
    weekday : the message leaves on its first such day of the month, from `start` on
    rate : the column of interest

    Returns
    -------
    Table, a row a message: month, date, segment, rate, low, high, n, purpose, idea.
        ``attrs``: heading, notes (which choices chance may have made)

    Raises
    ------
    DataError
        if the column is missing or no segment has a rate

    References
    ----------
    Own definition.

    Examples
    --------
    >>> interest = pd.Series({"Loyal": 0.4, "New": 0.3, "Lapsed": 0.1}, name="value")
    >>> plan = monthly_plan(interest, start="2024-07-01", months=2, most=1)
    >>> plan[["date", "segment", "purpose"]].astype(str).values.tolist()
    [['2024-07-02', 'Loyal', 'offer'], ['2024-08-06', 'Loyal', 'early access']]
    """
    table = interest.to_frame(rate) if isinstance(interest, pd.Series) else interest
    table = pd.DataFrame(checks.table(table, [rate], name="interest"))
    checks.whole_number(months, name="months", high=60)
    checks.whole_number(most, name="most")
    whole = [name for name in table.index if str(name) == words.ALL]
    own = table.drop(index=whole).dropna(subset=[rate])
    if own.empty:
        raise DataError(words.NO_RATES.format(rate=rate))
    chosen = own.sort_values(rate, ascending=False, kind="stable").head(most)
    ideas = list(purposes)
    rows = [
        _planned(month, name, row, rate, ideas[(k + place) % len(ideas)])
        for k, month in enumerate(_first_days(start, months, weekday))
        for place, (name, row) in enumerate(chosen.iterrows())
    ]
    result = Table(pd.DataFrame(rows, columns=PLAN))
    names = ", ".join(str(name) for name in chosen.index)
    result.attrs["heading"] = words.MONTHLY.format(names=names, months=months)
    result.attrs["notes"] = _doubts(own, chosen, rate)
    return result


def _first_days(start: Any, months: int, weekday: str) -> list[date]:
    """Return the first such day of each month."""
    first = checks.day(start, name="start")
    wanted = words.WEEKDAYS.index(
        checks.choice(weekday, words.WEEKDAYS, name="weekday")
    )
    found = []
    for k in range(months):
        month = first.month - 1 + k
        day = date(first.year + month // 12, month % 12 + 1, 1) if k else first
        found.append(day + timedelta((wanted - day.weekday()) % 7))
    return found


def _planned(
    day: date, name: Any, row: pd.Series, rate: str, purpose: str
) -> tuple[Any, ...]:
    numbers = (row.get(key, float("nan")) for key in (rate, "low", "high", "n"))
    idea = words.IDEAS.get(purpose, "")
    return (f"{day:%Y-%m}", pd.Timestamp(day), str(name), *numbers, purpose, idea)


def _doubts(own: pd.DataFrame, chosen: pd.DataFrame, rate: str) -> list[str]:
    """Say which segments left out may be as interested as those chosen."""
    if not {"low", "high"} <= set(own) or len(own) == len(chosen):
        return [] if len(own) == len(chosen) else [words.NO_INTERVALS]
    least = chosen.sort_values(rate).iloc[0]
    rest = own.drop(index=chosen.index)
    near = [str(name) for name in rest.index[rest["high"] >= least["low"]]]
    return [words.NEAR.format(names=", ".join(near))] if near else [words.CLEAR]
