"""The shop's calendar: which days and hours are busy, in 2023 and 2024."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate.draw import pick
from segkit.simulate.people.plan import CHANNELS

DAYS = pd.date_range("2023-01-01", "2024-12-31", freq="D")
N_DAYS = len(DAYS)
# A day that no story reaches.
NEVER = 1_000_000
YEAR_TWO = int((DAYS.year == 2023).sum())

# Monday to Sunday; the stores are closed on Sundays and the telephone at weekends.
WEEKDAY = np.array([0.98, 0.92, 0.92, 0.96, 1.06, 1.24, 0.92])
# January to December: garden in spring, quiet in August, gifts at the end of the year.
MONTH = np.array([0.86, 0.84, 1.0, 1.14, 1.16, 1.0, 0.9, 0.84, 0.94, 0.98, 1.14, 1.2])
# The first and the last day of each yearly sale, and how deep it goes.
SALES = (("01-03", "01-20"), ("07-01", "07-16"), ("11-20", "11-30"))
# Stores and telephone are closed as on a Sunday, and few people order at all.
HOLIDAYS = ("01-01", "05-01", "12-25", "12-26")
QUIET = 0.35

# Weights of the hours from midnight and from noon.
HOURS = {
    "web": (
        (1, 0.5, 0.2, 0.1, 0.1, 0.3, 1, 2, 3.2, 4.2, 4.8, 4.8),
        (5, 4.6, 4.2, 4, 4.2, 4.8, 5.4, 6.6, 7.6, 7.2, 5, 2.6),
    ),
    "app": (
        (1.4, 0.7, 0.3, 0.2, 0.2, 0.6, 2.2, 4, 4.2, 3.2, 3, 3.2),
        (4.8, 4.2, 3.2, 3.2, 3.6, 5, 5.6, 6, 6.8, 7.4, 6.2, 3.4),
    ),
    "store": (
        (0, 0, 0, 0, 0, 0, 0, 0, 0, 3.2, 6, 7.2),
        (6, 5.6, 6.4, 7, 7.6, 8, 5.2, 0, 0, 0, 0, 0),
    ),
    "phone": (
        (0, 0, 0, 0, 0, 0, 0, 0, 4, 7, 7.6, 6.4),
        (3.4, 4.6, 6, 5.6, 4.2, 2, 0, 0, 0, 0, 0, 0),
    ),
}
OPEN_WEEKDAY = np.array([1.0, 1.0, 1.0, 1.0])
OPEN_SATURDAY = np.array([1.0, 1.0, 1.3, 0.0])
OPEN_SUNDAY = np.array([1.0, 1.0, 0.0, 0.0])


def dates(day: pd.Series) -> pd.Series:
    """Return days as dates; those outside the two years are left empty.

    Parameters
    ----------
    day : (n,) days since 2023-01-01, empty allowed

    Returns
    -------
    (n,) pandas Series of datetime64

    Examples
    --------
    >>> dates(pd.Series([0, 731, None])).tolist()
    [Timestamp('2023-01-01 00:00:00'), NaT, NaT]
    """
    known = day.between(0, N_DAYS - 1)
    found = pd.Series(DAYS[day.where(known, 0).to_numpy(np.int64)], index=day.index)
    return found.where(known)


def in_sale() -> NDArray[np.bool_]:
    """Return, for every day, whether a sale runs.

    Returns
    -------
    (731,) booleans, from 2023-01-01 on

    Examples
    --------
    >>> int(in_sale().sum())
    90
    """
    day = DAYS.strftime("%m-%d")
    spans = [(day >= first) & (day <= last) for first, last in SALES]
    return np.logical_or.reduce(spans)


def holidays() -> NDArray[np.bool_]:
    """Return, for every day, whether it is a public holiday.

    Returns
    -------
    (731,) booleans, from 2023-01-01 on

    Examples
    --------
    >>> int(holidays().sum())
    8
    """
    return DAYS.strftime("%m-%d").isin(HOLIDAYS)


def busyness(sale_pull: float = 1.0) -> NDArray[np.float64]:
    """Return how busy every day is, for people whom sales attract this much.

    Parameters
    ----------
    sale_pull : how many times busier a day of a sale is

    Returns
    -------
    (731,) weights with mean 1

    Examples
    --------
    >>> days = busyness()
    >>> bool(days[0] < days[1]), round(float(days.mean()), 6)
    (True, 1.0)
    """
    # Months meet in the middle: a season does not change overnight.
    middle = (DAYS.day_of_year.to_numpy() - 15.2) / 30.44
    season = np.interp(middle, np.arange(-1, 13), MONTH[np.arange(-1, 13) % 12])
    weight = season * WEEKDAY[DAYS.day_of_week] * np.where(in_sale(), sale_pull, 1.0)
    weight *= _christmas() * np.where(holidays(), QUIET, 1.0)
    return weight / weight.mean()


def _christmas() -> NDArray[np.float64]:
    """Return the swell before Christmas: highest on 14 December, over by the 24th."""
    before = 25 - np.where(DAYS.month == 12, DAYS.day, 99)
    return 1 + 0.7 * np.exp(-(((before - 11) / 6.5) ** 2)) * (before > 0)


def app_phase(day: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return how far the new app has spread: 0 in year one, then 1, 2, 3 by April 2024.

    Parameters
    ----------
    day : (n,) days since 2023-01-01

    Returns
    -------
    (n,) whole numbers from 0 to 3

    Examples
    --------
    >>> app_phase(np.array([0, 365, 400, 500])).tolist()
    [0, 1, 2, 3]
    """
    return np.digitize(day, [YEAR_TWO, YEAR_TWO + 30, YEAR_TWO + 90])


def opening(day: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the kind of day: 0 Monday to Friday, 1 Saturday, 2 Sunday or holiday.

    Parameters
    ----------
    day : (n,) days since 2023-01-01

    Returns
    -------
    (n,) whole numbers from 0 to 2

    Examples
    --------
    >>> opening(np.array([0, 1, 6])).tolist()
    [2, 0, 1]
    """
    kind = np.maximum(DAYS.day_of_week.to_numpy() - 4, 0)
    return np.where(holidays(), 2, kind)[day]


def minutes(rng: np.random.Generator, channel: NDArray[np.int64]) -> NDArray[np.int64]:
    """Draw the minute of the day at which orders of these channels come in.

    Parameters
    ----------
    rng : random stream
    channel : (n,) positions in `CHANNELS`

    Returns
    -------
    (n,) minutes since midnight

    Examples
    --------
    >>> from segkit.simulate.draw import stream
    >>> at = minutes(stream(1, "example"), np.full(1000, CHANNELS.index("store")))
    >>> int(at.min()) >= 9 * 60, int(at.max()) < 19 * 60
    (True, True)
    """
    hours = np.array([HOURS[name] for name in CHANNELS]).reshape(len(CHANNELS), 24)
    return pick(rng, hours, channel) * 60 + rng.integers(0, 60, len(channel))
