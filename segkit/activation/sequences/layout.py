"""All messages of all sequences, laid out side by side before anything moves."""

from __future__ import annotations

from typing import Any

import numpy as np

from segkit import checks
from segkit.activation.sequences import entries as begin
from segkit.activation.sequences.door import Known
from segkit.activation.sequences.moments import DAY, NEVER, Ints
from segkit.activation.sequences.sequence import Sequence
from segkit.activation.sequences.simulation import Begun, Mails
from segkit.activation.words import sequences as words
from segkit.checks import DataError

FOREVER = 10**7  # days


def plan(several: list[Sequence], facts: Known) -> tuple[Begun, Mails, np.ndarray]:
    """Lay the messages of all sequences out side by side."""
    found = [begin.entries(one, facts) for one in several]
    plans = [begin.planned(one, e.at) for one, e in zip(several, found, strict=True)]
    count = np.concatenate([np.full(len(p), p.shape[1]) for p in plans])
    end = np.cumsum(count)
    who = np.concatenate([e.who for e in found])
    at = np.concatenate([e.at for e in found])

    def of(value: Any) -> Ints:
        counts = [len(e.at) for e in found]
        return np.repeat(np.array([value(s) for s in several], np.int64), counts)

    stops = of(lambda s: bool(s.stop_when)).astype(bool)
    begun = Begun(
        who=who,
        at=at,
        start=end - count,
        first=end - count,
        end=end,
        order=np.repeat(np.arange(len(found)), [len(e.at) for e in found]),
        priority=of(lambda s: s.priority),
        wait=of(lambda s: s.wait_days * DAY),
        news=of(lambda s: s.kind == "news").astype(bool),
        stop_at=np.where(stops, facts.purchases.next(who, at), NEVER),
        last_day=_last_days(of, at),
    )
    after = [
        np.tile(_after(one), len(p)) for one, p in zip(several, plans, strict=True)
    ]
    mails = Mails(np.concatenate([p.ravel() for p in plans]), np.concatenate(after))
    return begun, mails, np.concatenate([e.again for e in found])


def _after(sequence: Sequence) -> Ints:
    """Return each step's days after the mail before; 0 if not counted from it."""
    days = [
        step.after_days if step.relative_to == words.PREVIOUS else 0
        for step in sequence.steps
    ]
    return np.array(days, np.int64)


def _last_days(of: Any, at: Ints) -> Ints:
    """Return the last day on which each beginning may send."""
    days = of(lambda s: s.deadline if isinstance(s.deadline, int) else FOREVER)
    fixed = of(
        lambda s: day_number(s.deadline) if isinstance(s.deadline, str) else FOREVER
    )
    return np.minimum(at // DAY + days, fixed)


def day_number(value: Any) -> int:
    """Return a day as days since 1970."""
    return int(np.datetime64(checks.day(value), "D").astype(np.int64))


def span(start: Any, end: Any, begun: Begun, mails: Mails) -> tuple[int, int]:
    """Return the first and the last day of sending."""
    if not len(begun.at) and (start is None or end is None):
        return 0, -1
    first = int(begun.at.min() // DAY) if start is None else day_number(start)
    last = _latest(begun, mails) if end is None else day_number(end)
    if start is not None and end is not None and first > last:
        given = {"start": checks.day(start), "end": checks.day(end)}
        raise DataError(words.BACKWARDS.format(**given))
    return first, last


def _latest(begun: Begun, mails: Mails) -> int:
    """Return a day after which nothing is due, however long every step waits."""
    steps = int((begun.end - begun.start).max())
    return int((mails.planned.max() + steps * (begun.wait.max() + 2 * DAY)) // DAY)


def within(
    begun: Begun, mails: Mails, first: int, last: int
) -> tuple[Begun, dict[str, int]]:
    """Keep the messages planned from the first day to the last."""
    day = mails.planned // DAY
    before = np.append(0, np.cumsum(day < first))
    after = np.append(0, np.cumsum(day > last))
    early = before[begun.end] - before[begun.first]
    late = after[begun.end] - after[begun.first]
    told = {"planned before the start": int(early.sum())}
    told["planned after the end"] = int(late.sum())
    kept = begun._replace(first=begun.first + early, end=begun.end - late)
    return kept, told
