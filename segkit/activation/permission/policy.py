"""The policy of a shop: a record that says who is contacted, how often, and when."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import KW_ONLY, dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from segkit.activation.words import permission as words
from segkit.checks import DataError, whole_number

MINUTES = 24 * 60
TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


@dataclass(frozen=True)
class Policy:
    """Say who may be contacted, how often, and when; it prints as a sentence.

    Parameters
    ----------
    consent : column of the customers that says who agreed; silence is a no
    suppressed : ids of customers who are never contacted (complaints, competitors,
        those who unsubscribed elsewhere); case and blanks around do not matter
    cap : None, or (messages, days): no more than so many messages in any window of so
        many days
    minimum_size : smallest group that is contacted as a group
    quiet_hours : None, or the local times of day from which and until which nothing is
        sent; the first may be later than the second

    Raises
    ------
    DataError
        if one of them is not what it should be

    References
    ----------
    own definition; Regulation (EU) 2016/679, articles 4 (11) and 21 (2)

    Examples
    --------
    >>> Policy(cap=(2, 7), quiet_hours=("21:00", "08:00"))
    Only customers who said yes in email_consent; nobody gets more than 2 messages
    within 7 days; nothing is sent from 21:00 to 08:00; groups of fewer than 10 are not
    contacted as a group.
    """

    consent: str = "email_consent"
    _: KW_ONLY
    suppressed: Iterable[Any] = ()
    cap: tuple[int, int] | None = None
    minimum_size: int = 10
    quiet_hours: tuple[str, str] | None = None

    def __post_init__(self) -> None:
        """Check every field, and keep them in a form that cannot change."""
        if not isinstance(self.consent, str) or not self.consent:
            raise DataError(words.NOT_A_COLUMN.format(found=self.consent))
        whole_number(self.minimum_size, name="minimum_size")
        object.__setattr__(self, "suppressed", _ids(self.suppressed))
        object.__setattr__(self, "cap", _cap(self.cap))
        object.__setattr__(self, "quiet_hours", _hours(self.quiet_hours))

    def __repr__(self) -> str:
        """Say it as a sentence; ids are counted, never shown."""
        parts = [words.ONLY.format(consent=self.consent)]
        if left := len(frozenset(self.suppressed)):
            parts.append(words.SUPPRESSED.format(n=f"{left:,}"))
        if self.cap:
            text = words.CAP_ONE if self.cap[0] == 1 else words.CAP
            parts.append(text.format(n=self.cap[0], days=self.cap[1]))
        if self.quiet_hours:
            start, end = self.quiet_hours
            parts.append(words.QUIET.format(start=start, end=end))
        parts.append(words.SMALL.format(size=f"{self.minimum_size:,}"))
        return "; ".join(parts) + "."

    def but(self, **changes: Any) -> Policy:
        """Make the same policy with some fields changed.

        Parameters
        ----------
        **changes : fields and their new values

        Returns
        -------
        Policy

        References
        ----------
        own definition

        Examples
        --------
        >>> Policy(cap=(2, 7)).but(cap=None).cap is None
        True
        """
        return replace(self, **changes)

    def quiet(self, moments: Any) -> np.ndarray:
        """Say at which moments nothing may be sent.

        Parameters
        ----------
        moments : local times, a list, Series or index of them

        Returns
        -------
        array of bool; the end of the quiet hours is not quiet any more

        References
        ----------
        own definition

        Examples
        --------
        >>> policy = Policy(quiet_hours=("21:00", "08:00"))
        >>> policy.quiet(["2024-07-01 07:59", "2024-07-01 08:00"]).tolist()
        [True, False]
        """
        times = pd.DatetimeIndex(moments)
        if self.quiet_hours is None:
            return np.zeros(len(times), dtype=bool)
        start, end = (_minute(text) for text in self.quiet_hours)
        since = (_minutes(times) - start) % MINUTES  # a missing time is never quiet
        return since < (end - start) % MINUTES

    def awake(self, moments: Any) -> pd.DatetimeIndex:
        """Move moments in the quiet hours to the end of those hours.

        Parameters
        ----------
        moments : local times, a list, Series or index of them

        Returns
        -------
        DatetimeIndex of the same length; a missing moment stays missing

        References
        ----------
        own definition

        Examples
        --------
        >>> policy = Policy(quiet_hours=("21:00", "08:00"))
        >>> moved = policy.awake(["2024-07-01 22:30", "2024-07-02 12:00"])
        >>> moved.strftime("%d %H:%M").tolist()
        ['02 08:00', '02 12:00']
        """
        times = pd.DatetimeIndex(moments)
        if self.quiet_hours is None:
            return times
        end = _minute(self.quiet_hours[1])
        later = times.normalize() + pd.Timedelta(minutes=end)
        evening = _minutes(times) >= end
        later = later.where(~evening, later + pd.Timedelta(days=1))
        return times.where(~self.quiet(times), later)

    def check_size(self, n: int, *, name: str = "the group") -> int:
        """Refuse a group that is smaller than the policy allows.

        Parameters
        ----------
        n : customers of the group who may be contacted
        name : what the group is called in the message

        Returns
        -------
        int, n itself

        Raises
        ------
        DataError
            if n is smaller than minimum_size

        References
        ----------
        own definition

        Examples
        --------
        >>> Policy(minimum_size=3).check_size(3)
        3
        """
        if n < self.minimum_size:
            raise DataError(
                words.TOO_SMALL.format(name=name, n=n, minimum=self.minimum_size)
            )
        return n


def _ids(suppressed: Any) -> frozenset[Any]:
    if isinstance(suppressed, str | bytes) or not isinstance(suppressed, Iterable):
        raise DataError(words.NOT_IDS.format(found=suppressed))
    if isinstance(suppressed, pd.DataFrame | dict):
        raise DataError(words.NOT_IDS.format(found=type(suppressed).__name__))
    ids = pd.Series(list(suppressed), dtype=object)
    return frozenset(ids[ids.notna()])


def _cap(cap: Any) -> tuple[int, int] | None:
    if cap is None:
        return None
    try:
        messages, days = cap
        return whole_number(messages, name="cap"), whole_number(days, name="cap")
    except (TypeError, ValueError) as error:
        raise DataError(words.NOT_A_CAP.format(found=cap)) from error


def _hours(hours: Any) -> tuple[str, str] | None:
    if hours is None:
        return None
    times = list(hours) if isinstance(hours, list | tuple) else []
    right = all(isinstance(t, str) and TIME.fullmatch(t) for t in times)
    if len(times) != 2 or not right or times[0] == times[1]:
        raise DataError(words.NOT_A_TIME.format(found=hours))
    return times[0], times[1]


def as_policy(policy: Any) -> Policy:
    """Return a policy as it is, and refuse anything else.

    Parameters
    ----------
    policy : who may be contacted

    Returns
    -------
    Policy

    Raises
    ------
    DataError
        if it is something else

    References
    ----------
    own definition

    Examples
    --------
    >>> as_policy(Policy(minimum_size=5)).minimum_size
    5
    """
    if not isinstance(policy, Policy):
        raise DataError(words.NOT_A_POLICY.format(found=policy))
    return policy


def _minute(text: str) -> int:
    return int(text[:2]) * 60 + int(text[3:])


def _minutes(times: pd.DatetimeIndex) -> np.ndarray:
    return (times.hour * 60 + times.minute).to_numpy()
