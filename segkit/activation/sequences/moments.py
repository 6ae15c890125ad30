"""What happened to whom and when: events by customer, as numbers that are quick."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Ints = NDArray[np.int64]
DAY = 86_400_000_000  # microseconds
NEVER = np.iinfo(np.int64).max // 4
BEFORE = -NEVER


class Events(NamedTuple):
    """Events of customers, by customer and then by time.

    Parameters
    ----------
    who : number of the customer of each event
    at : its moment, microseconds of local time since 1970
    start : where each customer's events begin, one more than there are customers

    Examples
    --------
    >>> found = events([1, 0, 1], [20, 5, 10], n=2)
    >>> found.who.tolist(), found.at.tolist(), found.start.tolist()
    ([0, 1, 1], [5, 10, 20], [0, 1, 3])
    """

    who: Ints
    at: Ints
    start: Ints

    def place(self, who: Ints, moment: Ints) -> Ints:
        """Return the place of each customer's first event at a moment or later.

        Parameters
        ----------
        who, moment : customers and moments, of the same length

        Returns
        -------
        places in `at`; the customer's end where there is no such event

        Examples
        --------
        >>> found = events([1, 0, 1], [20, 5, 10], n=2)
        >>> found.place(np.array([1, 1, 0]), np.array([10, 11, 6])).tolist()
        [1, 2, 1]
        """
        low, high = self.start[who], self.start[who + 1]
        while (more := low < high).any():
            middle = (low + high) // 2
            late = np.zeros(len(low), bool)
            late[more] = self.at[middle[more]] < moment[more]
            low = np.where(late, middle + 1, low)
            high = np.where(more & ~late, middle, high)
        return low

    def next(self, who: Ints, moment: Ints) -> Ints:
        """Return the first event of each customer after a moment; NEVER if none.

        Parameters
        ----------
        who, moment : customers and moments, of the same length

        Returns
        -------
        moments

        Examples
        --------
        >>> found = events([1, 0, 1], [20, 5, 10], n=2)
        >>> found.next(np.array([1, 0]), np.array([10, 5])).tolist()[0]
        20
        """
        return self.take(who, self.place(who, moment + 1))

    def take(self, who: Ints, place: Ints) -> Ints:
        """Return the events at places; NEVER past a customer's end, BEFORE its start.

        Parameters
        ----------
        who, place : customers and places, of the same length

        Returns
        -------
        moments
        """
        found = np.full(len(place), NEVER)
        inside = (place >= self.start[who]) & (place < self.start[who + 1])
        found[inside] = self.at[place[inside]]
        found[place < self.start[who]] = BEFORE
        return found


def events(who: Ints | list[int], at: Ints | list[int], *, n: int) -> Events:
    """Sort events by customer and time.

    Parameters
    ----------
    who : number of the customer of each event, from 0
    at : its moment
    n : how many customers there are

    Returns
    -------
    Events
    """
    codes, moments = np.asarray(who, np.int64), np.asarray(at, np.int64)
    order = np.lexsort((moments, codes))
    start = np.concatenate([[0], np.cumsum(np.bincount(codes, minlength=n))])
    return Events(codes[order], moments[order], start)


def microseconds(times: pd.Series) -> Ints:
    """Return local times as microseconds since 1970; what is missing is NEVER.

    Parameters
    ----------
    times : datetimes without a zone

    Returns
    -------
    array; parts of a microsecond count as a whole one

    Examples
    --------
    >>> microseconds(pd.Series(pd.to_datetime(["1970-01-02", None])))[0] == DAY
    np.True_
    """
    stamps = pd.Series(pd.to_datetime(times)).reset_index(drop=True)
    known = stamps.notna().to_numpy()
    whole = stamps.dt.ceil("us") if stamps.dt.unit == "ns" else stamps
    found = whole.to_numpy().astype("datetime64[us]").astype(np.int64)
    return np.where(known, found, NEVER)


def times(moments: Ints) -> pd.DatetimeIndex:
    """Return moments as local times; NEVER is missing.

    Parameters
    ----------
    moments : microseconds since 1970

    Returns
    -------
    DatetimeIndex

    Examples
    --------
    >>> times(np.array([DAY, NEVER])).isna().tolist()
    [False, True]
    """
    stamps = moments.astype("datetime64[us]")
    stamps[moments >= NEVER] = np.datetime64("NaT")
    return pd.DatetimeIndex(stamps)
