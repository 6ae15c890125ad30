"""How adoption grows: the share that has adopted, month by month, with censoring."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from scipy.special import ndtri

from segkit import checks
from segkit.checks import DataError
from segkit.models.technographic import adopters
from segkit.record import Table

UNITS = {"D": 1.0, "W": 7.0, "M": 365.25 / 12, "Y": 365.25}


def adoption_curve(
    first_used: pd.Series,
    *,
    since: Any,
    as_of: Any,
    unit: str = "M",
    level: float = 0.95,
) -> Table:
    """Say what share has adopted so long after they could, by Kaplan and Meier.

    Those who have not adopted by as_of are censored: they count as at risk as long as
    they were watched, and not as refusals.

    Parameters
    ----------
    first_used : Series of dates, empty if not yet
    since : the day from which all could adopt (a launch), or a Series of days, one
        for each (their sign-up), same index
    as_of : the last day that was watched
    unit : of the time since: ``"D"``, ``"W"``, ``"M"`` (365.25 / 12 days) or ``"Y"``
    level : coverage of the interval, 0 to 1

    Returns
    -------
    table indexed by whole units since the start, 0, 1, 2 ...: at_risk (still watched
    then, and not adopted before), adopted (since the unit before, or on the first day),
    cumulative_rate (adopted by then, 0 to 1), low, high. ``attrs`` has as_of, unit and
    left_out

    Raises
    ------
    DataError
        if a column does not hold dates, a first use is before its start, or nobody
        could adopt by as_of

    References
    ----------
    Kaplan and Meier (1958), JASA 53, 457-481; Greenwood's variance; the interval is
    on the scale of log(-log), Kalbfleisch and Prentice (1980).

    Examples
    --------
    >>> days = pd.to_datetime(["2024-01-11", "2024-02-20", None, None])
    >>> curve = adoption_curve(pd.Series(days), since="2024-01-01", as_of="2024-03-31")
    >>> curve["cumulative_rate"].tolist()
    [0.0, 0.25, 0.5]
    """
    checks.choice(unit, UNITS, name="unit")
    today = pd.Timestamp(checks.day(as_of))
    start, used = _days(first_used, since)
    end = (today - adopters.EPOCH).days
    seen = ~np.isnan(start) & (start <= end)
    if not seen.any():
        raise DataError(
            f"nobody could adopt by as_of {today.date()}: choose a later day, or an "
            "earlier since"
        )
    used = np.where(used <= end, used, np.nan)[seen]
    early = int((used < start[seen]).sum())
    if early:
        raise DataError(
            f"{early} first uses are before the day from which they could be: correct "
            "since, or leave these customers out"
        )
    adopted = ~np.isnan(used)
    waited = np.where(adopted, used, end) - start[seen]
    table = _curve(waited, adopted, UNITS[unit], level)
    table.attrs["as_of"] = today.date().isoformat()
    table.attrs["unit"] = unit
    table.attrs["left_out"] = {"could not adopt by as_of": int((~seen).sum())}
    return table


def _days(first_used: pd.Series, since: Any) -> tuple[np.ndarray, np.ndarray]:
    """Return the first day and the day of adoption of each, days since 1970."""
    if not first_used.isna().all() and not adopters.as_dates(first_used):
        raise DataError(
            f"first_used must hold dates; it holds {first_used.dtype}: use "
            "pandas.to_datetime(...)"
        )
    used = adopters.day_numbers(pd.to_datetime(first_used))
    if isinstance(since, pd.Series):
        start = adopters.day_numbers(pd.to_datetime(since.reindex(first_used.index)))
    else:
        day = pd.Timestamp(checks.day(since, name="since"))
        start = np.full(len(used), float((day - adopters.EPOCH).days))
    return start, used


def _curve(
    waited: np.ndarray, adopted: np.ndarray, length: float, level: float
) -> Table:
    """Multiply the shares that go on waiting, day by day; read at the units' ends."""
    days, place = np.unique(waited, return_inverse=True)
    events = np.bincount(place, weights=adopted)
    risk = len(waited) - np.concatenate([[0], np.cumsum(np.bincount(place))[:-1]])
    waiting = np.cumprod(1 - events / risk)
    spread = np.cumsum(_ratio(events, risk * (risk - events)))
    ends = np.arange(int(days[-1] // length) + 1) * length
    at = np.searchsorted(days, ends, side="right") - 1
    share = np.where(at < 0, 1.0, waiting[at])
    low, high = _interval(share, np.where(at < 0, 0.0, spread[at]), level)
    counted = np.where(at < 0, 0, np.cumsum(events)[at])
    begun = np.searchsorted(np.sort(waited), ends, side="left")
    return Table(
        {
            "at_risk": len(waited) - begun,
            "adopted": np.diff(counted, prepend=0).astype(int),
            "cumulative_rate": 1 - share,
            "low": low,
            "high": high,
        },
        index=pd.RangeIndex(len(ends), name="since_start"),
    )


def _interval(
    share: np.ndarray, spread: np.ndarray, level: float
) -> tuple[np.ndarray, np.ndarray]:
    """Return the ends of the interval for the share that has adopted."""
    inside = (share > 0) & (share < 1)
    log = np.log(np.where(inside, share, 0.5))
    half = ndtri(0.5 + level / 2) * np.sqrt(np.where(inside, spread, 0)) / -log
    ends = [1 - np.exp(log * np.exp(sign * half)) for sign in (-1, 1)]
    low, high = (np.where(inside, end, 1 - share) for end in ends)
    return low, high


def _ratio(top: np.ndarray, bottom: np.ndarray) -> np.ndarray:
    return np.divide(top, bottom, out=np.zeros_like(top), where=bottom > 0)
