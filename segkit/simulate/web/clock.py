"""Local time and UTC in the autumn of 2024."""

from __future__ import annotations

import numpy as np
import pandas as pd

# Clocks went back an hour in the night to Sunday 27 October 2024, at three.
SUMMER_ENDS = pd.Timestamp("2024-10-27 03:00")
SUMMER_HOURS, WINTER_HOURS = 2, 1


def in_utc(local: pd.Series) -> pd.Series:
    """Return local times of autumn 2024 in UTC.

    Parameters
    ----------
    local : (n,) local times; the hour that came twice is taken as its first time

    Returns
    -------
    (n,) times

    Examples
    --------
    >>> at = pd.Series(pd.to_datetime(["2024-10-27 01:00", "2024-10-27 12:00"]))
    >>> in_utc(at).dt.hour.tolist()
    [23, 11]
    """
    ahead = np.where(local < SUMMER_ENDS, SUMMER_HOURS, WINTER_HOURS)
    return local - pd.to_timedelta(ahead, unit="h")


def in_local(utc: pd.Series) -> pd.Series:
    """Return times in UTC of autumn 2024 as local times.

    Parameters
    ----------
    utc : (n,) times

    Returns
    -------
    (n,) local times

    Examples
    --------
    >>> at = pd.Series(pd.to_datetime(["2024-10-26 23:00", "2024-10-27 11:00"]))
    >>> in_local(at).dt.hour.tolist()
    [1, 12]
    """
    summer = utc < SUMMER_ENDS - pd.Timedelta(hours=SUMMER_HOURS)
    ahead = np.where(summer, SUMMER_HOURS, WINTER_HOURS)
    return utc + pd.to_timedelta(ahead, unit="h")
