"""Dates that stand for unknown, lie outside the range, or run by another clock."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd

from segkit.engine import day_number
from segkit.quality.facts import Facts, Finding
from segkit.quality.words import PEAK, QUIET, SPILL

SENTINEL_DAYS = [
    date(1, 1, 1),
    date(1899, 12, 30),
    date(1899, 12, 31),
    date(1900, 1, 1),
    date(1904, 1, 1),
    date(1970, 1, 1),
    date(2099, 12, 31),
    date(9999, 12, 31),
]
FEW = 0.01  # share of rows that may lie far from the rest
GAP = 365  # days without any row that set them apart
ENOUGH = 300  # rows with a time of day before the clock is judged
CLEARLY = 1.5  # so many times the mean hour, or below it, before an hour stands out
NIGHT = {22, 23, 0, 1, 2, 3, 4, 5}  # peak hours that no shop has


def check_dates(
    facts: Facts, *, as_of: date | None = None, today: date | None = None
) -> list[Finding]:
    """Which dates stand for unknown, lie far from the rest, or are still to come.

    Parameters
    ----------
    facts : of the orders
    as_of : last day that counts
    today : what counts as the future; None leaves the check out

    Returns
    -------
    list of Finding

    References
    ----------
    own definition: far is more than 365 days without any row, and at most one
    row in a hundred

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit.quality.facts import facts_of
    >>> at = pd.to_datetime(["1900-01-01", "2024-03-05", "2024-04-05"])
    >>> orders = facts_of(pd.DataFrame({"ordered_at": at}), "orders")
    >>> check_dates(orders)[0].check
    'sentinel dates'
    """
    name = "ordered_at"
    if not facts.is_time(name):
        return []
    days = facts.groups(name, day_number(nw.col(name)), "day")
    found = _sentinels(days, name) + _far(days, name)
    if as_of is not None:
        rows = _after(days, as_of)
        words = {"as_of": str(as_of)}
        if rows:
            found.append(Finding("dates after as_of", name, rows, "know", words=words))
    if today is not None:
        rows = _after(days, today)
        last = {"last": str(today)}
        words = {"today": str(today)}
        if rows:
            check = "dates in the future"
            found.append(
                Finding(check, name, rows, "decide", "drop_outside", last, words)
            )
    return found


def _after(days: pd.DataFrame, limit: date) -> int:
    return int(days.loc[days["day"] > limit.toordinal(), "n"].sum())


def _sentinels(days: pd.DataFrame, name: str) -> list[Finding]:
    numbers = {d.toordinal(): str(d) for d in SENTINEL_DAYS}
    seen = days[days["day"].isin(numbers)].sort_values("day")
    if seen.empty or len(seen) == len(days):
        return []
    spelled = [numbers[int(d)] for d in seen["day"]]
    words = {"values": " or ".join(spelled)}
    params = {"days": spelled}
    rows = int(seen["n"].sum())
    return [Finding("sentinel dates", name, rows, "decide", "drop_days", params, words)]


def _far(days: pd.DataFrame, name: str) -> list[Finding]:
    sentinel = {d.toordinal() for d in SENTINEL_DAYS}
    days = days[~days["day"].isin(sentinel)].sort_values("day")
    if days.empty:
        return []
    run = (days["day"].astype(int).diff() > GAP).cumsum()
    sizes = days["n"].groupby(run).sum()
    rest = days[run == sizes.idxmax()]
    rows = int(days["n"].sum() - rest["n"].sum())
    if not rows or rows > FEW * days["n"].sum():
        return []
    first = str(date.fromordinal(int(rest["day"].min())))
    last = str(date.fromordinal(int(rest["day"].max())))
    params = {"first": first, "last": last}
    check = "dates far from the rest"
    return [Finding(check, name, rows, "decide", "drop_outside", params, params)]


def check_time_zone(facts: Facts) -> list[Finding]:
    """Do the times run by another clock than the shop's own.

    Parameters
    ----------
    facts : of the orders

    Returns
    -------
    list of at most one Finding; its rows are those between 22 h and 6 h

    References
    ----------
    own definition: the busiest hour lies between 22 h and 5 h, or the quietest five
    hours begin between 4 h and 17 h, or the data spill over into the first
    morning of a year

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit.quality.facts import facts_of
    >>> at = pd.date_range("2024-01-01 23:30", periods=400, freq="D")
    >>> orders = facts_of(pd.DataFrame({"ordered_at": at}), "orders")
    >>> check_time_zone(orders)[0].check
    'time zone'
    """
    name = "ordered_at"
    if not facts.is_time(name) or facts.schema[name] == nw.Date:
        return []
    hours = facts.groups(name, nw.col(name).dt.hour(), "hour")
    counts = np.zeros(24)
    counts[hours["hour"].astype(int)] = hours["n"].astype(float)
    midnight = _midnights(facts, name)
    counts[0] -= midnight  # dates without a time of day say nothing of the clock
    if counts.sum() < ENOUGH or midnight > facts.rows / 2:
        return []
    why = _strange_hours(counts) + _spill(facts, name, counts)
    if not why:
        return []
    night = int(sum(counts[h] for h in NIGHT))
    words = {"why": "; ".join(why)}
    return [Finding("time zone", name, night, "decide", words=words)]


def _midnights(facts: Facts, name: str) -> int:
    time = nw.col(name)
    exact = (time.dt.hour() == 0) & (time.dt.minute() == 0) & (time.dt.second() == 0)
    return facts.count(exact)


def _strange_hours(counts: np.ndarray) -> list[str]:
    peak = int(np.argmax(counts))
    quiet = int(np.argmin(_windows(counts, 5)))
    why = []
    hour = counts.sum() / 24
    if peak in NIGHT and counts[peak] > CLEARLY * hour:
        why.append(PEAK.format(peak=peak))
    lull = _windows(counts, 5)[quiet] / 5
    if 4 <= quiet <= 17 and lull * CLEARLY < hour:
        why.append(QUIET.format(quiet=quiet))
    return why


def _windows(counts: np.ndarray, width: int) -> np.ndarray:
    """Sum each `width` hours that follow one another, round the clock."""
    return sum((np.roll(counts, -k) for k in range(width)), np.zeros(24))


def _spill(facts: Facts, name: str, counts: np.ndarray) -> list[str]:
    first = _moment(facts.overview[f"min {name}"])
    last = _moment(facts.overview[f"max {name}"])
    if first is None or last is None or (last - first).days < 27:
        return []
    new_year = last.month == 1 and last.day == 1
    if (
        new_year
        and last.hour < 12
        and last.year > first.year
        and last.hour + last.minute
    ):
        return [SPILL.format(day=last.date(), time=f"{last:%H:%M}")]
    return []


def _moment(value: Any) -> datetime | None:
    return None if pd.isna(value) else pd.Timestamp(value).to_pydatetime()
