"""Who begins which sequence when, and on which day each of its mails is planned."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.activation.sequences.door import Known
from segkit.activation.sequences.moments import DAY, NEVER, Events, Ints, microseconds
from segkit.activation.sequences.sequence import Sequence, Step
from segkit.activation.words import sequences as words
from segkit.checks import DataError

MINUTE = 60_000_000


class Entries(NamedTuple):
    """The beginnings of one sequence.

    Parameters
    ----------
    who : number of the customer of each
    at : moment of the trigger
    again : whether the customer began it too recently
    """

    who: Ints
    at: Ints
    again: NDArray[np.bool_]


def entries(sequence: Sequence, known: Known) -> Entries:
    """Return who begins a sequence, and when.

    Parameters
    ----------
    sequence : Sequence
    known : the customers and their orders

    Returns
    -------
    Entries, by customer and time
    """
    who, at = _triggered(sequence, known)
    meant = _meant(sequence, known.people)[who]
    who, at = who[meant], at[meant]
    order = np.lexsort((at, who))
    who, at = who[order], at[order]
    return Entries(who, at, ~_accepted(who, at, sequence.reentry_days))


def _triggered(sequence: Sequence, known: Known) -> tuple[Ints, Ints]:
    trigger, bought, n = sequence.trigger, known.purchases, len(known.people)
    everybody = np.arange(n)
    if trigger.event == "purchase":
        return bought.who, bought.at
    if trigger.event == "first purchase":
        some = everybody[np.diff(bought.start) > 0]
        return some, bought.at[bought.start[some]]
    if trigger.event == "silence":
        return _silent(bought, trigger.days or 0)
    if trigger.event == "date":
        day = np.datetime64(trigger.on, "us").astype(np.int64)
        return everybody, np.full(n, day)
    at = microseconds(known.people["signed_up_on"])
    return everybody[at < NEVER], at[at < NEVER]


def _silent(bought: Events, days: int) -> tuple[Ints, Ints]:
    """Return the moments at which customers had been silent for so many days."""
    later = bought.next(bought.who, bought.at)
    due = bought.at + days * DAY
    silent = (later > due) & _last_of_moment(bought)
    return bought.who[silent], due[silent]


def _last_of_moment(bought: Events) -> NDArray[np.bool_]:
    """Mark one of several purchases of a customer at the same moment."""
    same = (bought.who[1:] == bought.who[:-1]) & (bought.at[1:] == bought.at[:-1])
    return ~np.append(same, np.zeros(min(len(bought.at), 1), bool))


def _meant(sequence: Sequence, people: pd.DataFrame) -> NDArray[np.bool_]:
    """Say for which customers the sequence is."""
    meant = np.ones(len(people), bool)
    for column, values in (sequence.who or {}).items():
        answers = people[column]
        wanted = answers.isin([value for value in values if value is not None])
        if None in values:
            wanted |= answers.isna()
        meant &= wanted.to_numpy(bool)
    return meant


def _accepted(who: Ints, at: Ints, days: int | None) -> NDArray[np.bool_]:
    """Say which beginnings come long enough after the last that was accepted."""
    if days is None or not len(who):
        return np.ones(len(who), bool)
    n = int(who[-1]) + 1
    mine = Events(who, at, np.searchsorted(who, np.arange(n + 1)))
    following = mine.place(who, at + days * DAY)
    accepted = np.zeros(len(who), bool)
    turn = np.unique(who, return_index=True)[1]
    while len(turn):
        accepted[turn] = True
        after = following[turn]
        turn = after[after < mine.start[who[turn] + 1]]
    return accepted


def planned(sequence: Sequence, at: Ints) -> Ints:
    """Return when each mail of each beginning is planned, before anything moves.

    Parameters
    ----------
    sequence : Sequence
    at : moments of the triggers

    Returns
    -------
    array, a row per beginning and a column per step. A mail never goes before its
    trigger, nor on the day of the mail before: then it is a day later
    """
    found = np.empty((len(at), len(sequence.steps)), np.int64)
    before = np.full(len(at), -1)
    for place, step in enumerate(sequence.steps):
        base = before if step.relative_to == words.PREVIOUS else at // DAY
        day = np.maximum(base + step.after_days, before + 1)
        if not place:
            day = day + (day * DAY + clock(step, at) < at)
        found[:, place] = day * DAY + clock(step, at)
        before = day
    return found


def clock(step: Step, at: Ints) -> Any:
    """Return the time of day at which a step goes, in microseconds since midnight.

    Parameters
    ----------
    step : Step
    at : moments of the triggers, whose time of day counts where the step has none

    Returns
    -------
    one number, or one for each trigger
    """
    if step.at is None:
        return at % DAY
    hour, minute = step.at.split(":")
    return (int(hour) * 60 + int(minute)) * MINUTE


def check(sequences: Any, orders: Any) -> list[Sequence]:
    """Check that these are sequences that can be scheduled with what was given.

    Parameters
    ----------
    sequences : one Sequence or several
    orders : orders, or None

    Returns
    -------
    list

    Raises
    ------
    DataError
        if one is no sequence, two have the same name, or orders are missing
    """
    several = [sequences] if isinstance(sequences, Sequence) else sequences
    if not isinstance(several, Iterable) or isinstance(several, str):
        raise DataError(words.NO_SEQUENCES.format(found=sequences))
    several = list(several)
    if not several or not all(isinstance(one, Sequence) for one in several):
        raise DataError(words.NO_SEQUENCES.format(found=sequences))
    names = [one.name for one in several]
    for name in names:
        if names.count(name) > 1:
            raise DataError(words.SAME_NAME.format(name=name))
    for one in several:
        if orders is None and (one.trigger.event in words.OF_ORDERS or one.stop_when):
            stop = words.STOPS_ON if one.stop_when else ""
            raise DataError(
                words.NEEDS_ORDERS.format(
                    name=one.name, start=one.trigger.words, stop=stop
                )
            )
    return several


def wanted(sequences: Iterable[Sequence], *more: str) -> list[str]:
    """Return the columns of the customers that these sequences ask for.

    Parameters
    ----------
    sequences : Sequence
    more : further columns

    Returns
    -------
    list of names
    """
    columns = {column for one in sequences for column in one.who or {}}
    if any(one.trigger.event == "sign-up" for one in sequences):
        columns.add("signed_up_on")
    return sorted(columns | set(more))


def check_columns(sequences: Iterable[Sequence], people: pd.DataFrame) -> None:
    """Refuse sequences that ask for a column that the customers lack.

    Parameters
    ----------
    sequences : Sequence
    people : customers

    Raises
    ------
    DataError
        naming the sequence and the column
    """
    for one in sequences:
        for column in wanted([one]):
            checks_have = [c for c in people.columns if not c.startswith("_")]
            if column not in checks_have:
                raise DataError(
                    words.NEEDS_COLUMN.format(
                        name=one.name, column=column, have=["customer_id", *checks_have]
                    )
                )
