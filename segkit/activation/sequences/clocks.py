"""When a message may leave: after the quiet hours, at a time that the clock shows."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.activation.permission import Policy
from segkit.activation.sequences.moments import DAY, Ints, times

MINUTE = DAY // (24 * 60)


class Clock:
    """Move moments out of the quiet hours, and out of hours that a clock leaves out.

    Parameters
    ----------
    policy : its quiet hours count, in local time
    timezone : IANA name; None where clock changes do not matter
    days : first and last local day on which they may matter, days since 1970

    Notes
    -----
    In spring a clock leaves an hour out: what is planned then goes at the next time
    that it shows. In autumn an hour comes twice: the first of them is meant. After the
    clock the quiet hours are looked at again.

    Examples
    --------
    >>> policy = Policy(quiet_hours=("21:00", "08:00"))
    >>> clock = Clock(policy, "Europe/Madrid", days=(19_800, 19_850))
    >>> planned = pd.DatetimeIndex(["2024-03-31 02:30", "2024-03-31 12:00"])
    >>> times(clock.settle(planned.as_unit("us").asi8)).strftime("%H:%M").tolist()
    ['08:00', '12:00']
    """

    def __init__(
        self,
        policy: Policy,
        timezone: str | None = None,
        days: tuple[int, int] = (0, -1),
    ) -> None:
        minutes = np.arange(0, DAY, MINUTE)
        self.is_quiet = policy.quiet(times(minutes))
        self.awake = policy.awake(times(minutes)).as_unit("us").asi8
        self.gaps = _gaps(timezone, days) if timezone else np.empty((0, 2), np.int64)

    def settle(self, at: Ints) -> Ints:
        """Return the first moment from each on at which a message may leave.

        Parameters
        ----------
        at : local moments, microseconds

        Returns
        -------
        moments, never earlier
        """
        now = self._shown(at)
        while (quiet := self.quiet(now)).any():
            later = now // DAY * DAY + self.awake[now % DAY // MINUTE]
            now = self._shown(np.where(quiet, later, now))
        return now

    def quiet(self, at: Ints) -> NDArray[np.bool_]:
        """Say which moments lie in the quiet hours.

        Parameters
        ----------
        at : local moments, microseconds

        Returns
        -------
        array of bool
        """
        return self.is_quiet[at % DAY // MINUTE]

    def lost(self, at: Ints) -> NDArray[np.bool_]:
        """Say which moments the clock leaves out.

        Parameters
        ----------
        at : local moments, microseconds

        Returns
        -------
        array of bool
        """
        return self._shown(at) != at

    def _shown(self, at: Ints) -> Ints:
        """Return the first moment from each on that the clock shows."""
        for start, end in self.gaps:
            at = np.where((at >= start) & (at < end), end, at)
        return at


def _gaps(timezone: str, days: tuple[int, int]) -> Ints:
    """Return from when to when the clock of a zone leaves out local times."""
    first, last = np.array(days) * DAY
    local = times(np.arange(first, last + 3 * DAY, DAY))
    twice = np.ones(len(local), bool)
    shown = local.tz_localize(timezone, ambiguous=twice, nonexistent="shift_forward")
    found = [
        _gap(timezone, day)
        for day, (a, b) in zip(local, pairwise(shown), strict=False)
        if b - a < pd.Timedelta(days=1)
    ]
    return np.array([gap for gap in found if gap], np.int64).reshape(-1, 2)


def _gap(timezone: str, day: pd.Timestamp) -> tuple[int, int] | None:
    minutes = pd.date_range(day, periods=24 * 60, freq="min")
    twice = np.ones(len(minutes), bool)
    shown = minutes.tz_localize(timezone, ambiguous=twice, nonexistent="NaT")
    lost = minutes[shown.isna()].as_unit("us").asi8
    return (int(lost[0]), int(lost[-1]) + MINUTE) if len(lost) else None
