"""Day by day: whose turn it is, what goes, what waits, what ends."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from segkit.activation.sequences.caps import Cap
from segkit.activation.sequences.clocks import Clock
from segkit.activation.sequences.moments import DAY, NEVER, Ints
from segkit.activation.words import sequences as words

CODE = {reason: code for code, reason in enumerate(words.REASONS)}


class Mails(NamedTuple):
    """All messages planned, those of one beginning side by side.

    Parameters
    ----------
    planned : moment at which each is planned
    after : days after the mail before it; 0 where it counts from the trigger
    """

    planned: Ints
    after: Ints


class Begun(NamedTuple):
    """All beginnings.

    Parameters
    ----------
    who, at : customer and moment
    start : place of its first step among the messages
    first, end : its first message within the days of sending, and one past its last
    order : which sequence, by its place in the list
    priority, wait : of its sequence; wait in microseconds
    news : whether it is news, which customers may want less often
    stop_at : moment of the purchase that ends it; NEVER if none
    last_day : last local day on which something may go, days since 1970
    """

    who: Ints
    at: Ints
    start: Ints
    first: Ints
    end: Ints
    order: Ints
    priority: Ints
    wait: Ints
    news: NDArray[np.bool_]
    stop_at: Ints
    last_day: Ints


class Rules(NamedTuple):
    """What limits the messages.

    Parameters
    ----------
    left_at : moment at which each customer unsubscribed
    cap, fewer : limits for all messages, and for news
    clock : quiet hours and clock changes
    days : first and last local day of sending, days since 1970
    """

    left_at: Ints
    cap: Cap
    fewer: Cap
    clock: Clock
    days: tuple[int, int]


class Simulation:
    """Send what is planned, one message a customer and day, as the limits allow.

    Parameters
    ----------
    mails, begun : what is planned
    rules : what limits it
    """

    def __init__(self, mails: Mails, begun: Begun, rules: Rules) -> None:
        self.mails, self.begun = mails, begun
        self.left_at, self.cap, self.fewer, self.clock, self.days = rules
        self.send = np.full(len(mails.planned), NEVER)
        self.reason = np.zeros(len(mails.planned), np.int8)
        self.now = begun.first.copy()  # the message whose turn it is
        self.due = np.full(len(begun.who), NEVER)
        self.wanted = self.due.copy()
        self.cause = np.zeros(len(begun.who), np.int8)
        self.last_sent = np.full(len(self.left_at), -1)
        self.waiting: dict[int, list[Ints]] = defaultdict(list)

    def run(self, which: Ints) -> None:
        """Send the messages of these beginnings; the results are `send`, `reason`.

        Parameters
        ----------
        which : beginnings that may send
        """
        self._line_up(which, self.mails.planned[self.now[which]])
        for day in range(self.days[0], self.days[1] + 1):
            if day in self.waiting:
                self._day(day, np.concatenate(self.waiting.pop(day)))

    def hold(self, which: Ints, reason: str | Any) -> None:
        """Hold the rest of these beginnings back.

        Parameters
        ----------
        which : beginnings
        reason : one of `words.REASONS`, or the code of each
        """
        codes = np.broadcast_to(
            CODE[reason] if isinstance(reason, str) else reason, which.shape
        )
        count = self.begun.end[which] - self.now[which]
        self.reason[ranges(self.now[which], count)] = np.repeat(codes, count)
        self.now[which] = self.begun.end[which]

    def _day(self, day: int, which: Ints) -> None:
        """Give each customer's messages of a day their turn, one after the other."""
        which = self._still_on(which)
        b, planned = self.begun, self.mails.planned[self.now[which]]
        order = np.lexsort(
            (
                b.at[which],
                b.order[which],
                planned,
                -b.priority[which],
                b.who[which],
            )
        )
        which = which[order]
        while len(which):
            who = self.begun.who[which]
            first = np.append(True, who[1:] != who[:-1])
            self._try(day, which[first])
            which = which[~first]

    def _still_on(self, which: Ints) -> Ints:
        """End what a purchase, an unsubscription or a deadline has ended."""
        b, due = self.begun, self.due[which]
        left, bought = self.left_at[b.who[which]], b.stop_at[which]
        gone = (due >= left) & (left <= bought)
        done = (due >= bought) & ~gone
        late = (due // DAY > b.last_day[which]) & ~gone & ~done
        for ended, reason in (
            (gone, words.UNSUBSCRIBED),
            (done, words.BOUGHT),
            (late, words.DEADLINE),
        ):
            self.hold(which[ended], reason)
        return which[~(gone | done | late)]

    def _try(self, day: int, which: Ints) -> None:
        """Send the message of each beginning, or let it wait."""
        who, due = self.begun.who[which], self.due[which]
        news = self.begun.news[which]
        taken = self.last_sent[who] == day
        until = np.where(taken, due + DAY, due)
        cause = np.where(taken, CODE[words.TAKEN], 0)
        capped = self.cap.until(who, due)
        cause[capped > until] = CODE[words.CAP]
        until = np.maximum(until, capped)
        asked = due.copy()
        asked[news] = self.fewer.until(who[news], due[news])
        cause[asked > until] = CODE[words.FEWER]
        until = np.maximum(until, asked)
        goes = until == due
        self._send(day, which[goes])
        self._wait(day, which[~goes], until[~goes], cause[~goes])

    def _send(self, day: int, which: Ints) -> None:
        mail, due, who = self.now[which], self.due[which], self.begun.who[which]
        self.send[mail] = due
        moved = due != self.mails.planned[mail]
        self.reason[mail] = np.where(moved, self.cause[which], 0)
        self.cap.add(who, due)
        news = self.begun.news[which]
        self.fewer.add(who[news], due[news])
        self.last_sent[who] = day
        self._next(day, which)

    def _wait(self, day: int, which: Ints, until: Ints, cause: Ints) -> None:
        """Try again at the same time of a later day, or give up."""
        due = self.due[which]
        later = due + -((due - until) // DAY) * DAY
        self.cause[which] = cause
        late = later - self.wanted[which] > self.begun.wait[which]
        gives_up = which[late]
        self.reason[self.now[gives_up]] = cause[late]
        self._queue(which[~late], later[~late])
        self._next(day, gives_up)

    def _next(self, day: int, which: Ints) -> None:
        """Line up the next message, a day later at the earliest."""
        before = self.now[which]
        self.now[which] += 1
        more = self.now[which] < self.begun.end[which]
        which, before = which[more], before[more]
        planned, after = self.mails.planned[before + 1], self.mails.after[before + 1]
        sent = self.send[before]
        counts = (after > 0) & (sent < NEVER)
        first = np.where(counts, sent // DAY + after, 0)
        wanted_day = np.maximum(np.maximum(planned // DAY, first), day + 1)
        self._line_up(which, wanted_day * DAY + planned % DAY)

    def _line_up(self, which: Ints, at: Ints) -> None:
        """Say when a message is wanted, and let it wait for its day."""
        follows = at != self.mails.planned[self.now[which]]
        self.cause[which] = np.where(follows, CODE[words.FOLLOWS], 0)
        self._queue(which, at, new=True)

    def _queue(self, which: Ints, at: Ints, *, new: bool = False) -> None:
        settled = self.clock.settle(at)
        moved = settled != at
        if moved.any():
            quiet = self.clock.quiet(at[moved]) | ~self.clock.lost(at[moved])
            codes = np.where(quiet, CODE[words.QUIET], CODE[words.CLOCK])
            self.cause[which[moved]] = codes
        self.due[which] = settled
        if new:
            self.wanted[which] = settled
        days = settled // DAY
        past = days > self.days[1]
        self.hold(which[past], words.LATER)
        which, days = which[~past], days[~past]
        order = np.argsort(days, kind="stable")
        cuts = np.flatnonzero(np.diff(days[order])) + 1
        for part in np.split(which[order], cuts):
            if len(part):
                self.waiting[int(self.due[part[0]] // DAY)].append(part)


def ranges(start: Ints, count: Ints) -> Ints:
    """Return start, start + 1, … for each, one after the other."""
    total = int(count.sum())
    shift = np.repeat(start - np.append(0, np.cumsum(count)[:-1]), count)
    return shift + np.arange(total)
