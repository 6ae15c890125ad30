"""How many messages a customer may get within so many days, in every window."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from segkit.activation.sequences.moments import BEFORE, DAY, Events, Ints


class Cap:
    """Say from when on a customer may get one more message, and remember those sent.

    Parameters
    ----------
    most : messages allowed, per customer; 0 for no limit
    days : length of the window, per customer
    contacts : messages that go out anyway, earlier and later

    Notes
    -----
    A window is so many times 24 hours of the clock on the wall, wherever it begins. So
    no more than `most` messages fall on so many local days in a row either. Messages
    must be added in order of time.

    Examples
    --------
    >>> from segkit.activation.sequences.moments import events
    >>> cap = Cap(np.array([1]), np.array([7]), events([0], [9 * DAY], n=1))
    >>> zero = np.array([0])
    >>> cap.until(zero, np.array([1 * DAY]))[0] == DAY
    np.True_
    >>> cap.add(zero, np.array([1 * DAY]))
    >>> cap.until(zero, np.array([3 * DAY]))[0] == 8 * DAY
    np.True_
    """

    def __init__(self, most: Ints, days: Ints, contacts: Events) -> None:
        self.most, self.span, self.contacts = most, days * DAY, contacts
        self.width = int(most.max(initial=0))
        self.sent = np.full((len(most), max(self.width, 1)), BEFORE)
        self.turn = np.zeros(len(most), np.int64)

    def add(self, who: Ints, at: Ints) -> None:
        """Remember messages; each customer once."""
        if self.width:
            self.sent[who, self.turn[who] % self.width] = at
            self.turn[who] += 1

    def until(self, who: Ints, at: Ints) -> Ints:
        """Return the moment itself where one more may go, else a later one to try.

        Parameters
        ----------
        who, at : customers and moments, of the same length

        Returns
        -------
        moments; at the earlier ones nothing may go
        """
        until = at.copy()
        some = self.most[who] > 0
        if some.any():
            until[some] = self._until(who[some], at[some])
        return until

    def _until(self, who: Ints, at: Ints) -> Ints:
        place = self.contacts.place(who, at + 1)
        earlier = self._earlier(who, place)
        last = np.take_along_axis(earlier, self.most[who, None] - 1, axis=1)[:, 0]
        until = np.maximum(at, last + self.span[who])
        later = (until == at) & self._crowded(who, at, place, earlier)
        return np.where(later, at + DAY, until)

    def _earlier(self, who: Ints, place: Ints) -> Ints:
        """Return the last messages up to a moment, the latest first."""
        back = range(1, self.width + 1)
        other = [self.contacts.take(who, place - k) for k in back]
        both = np.column_stack([self.sent[who], *other])
        return -np.sort(-both, axis=1)[:, : self.width]

    def _crowded(
        self, who: Ints, at: Ints, place: Ints, earlier: Ints
    ) -> NDArray[np.bool_]:
        """Say where one more would crowd a window with messages that come later."""
        span, most = self.span[who], self.most[who]
        near = self.contacts.take(who, place) < at + span
        crowded = np.zeros(len(who), bool)
        if not near.any():
            return crowded
        who, at, place, span, most = (x[near] for x in (who, at, place, span, most))
        begins = np.column_stack([at, earlier[near]])
        over = np.zeros(len(who), bool)
        for k in range(begins.shape[1]):
            begin = begins[:, k]
            after = self.contacts.place(who, np.maximum(begin, at - span) + span)
            over |= (begin > at - span) & (k + 1 + after - place > most)
        crowded[near] = over
        return crowded
