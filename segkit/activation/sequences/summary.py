"""A schedule in short: what became of the messages, and how many people get."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from segkit import checks
from segkit.activation.sequences.door import rows
from segkit.activation.sequences.moments import DAY, NEVER, events, microseconds
from segkit.activation.sequences.sequence import Sequence
from segkit.activation.words import sequences as words
from segkit.record import Table

NEEDS = ["customer_id", "sequence", "step", "message", "planned_at", "send_at", "state"]


def schedule_summary(
    schedule: Any, by: Iterable[str] = ("sequence", "step", "message")
) -> Table:
    """Say what became of the messages of a schedule, step by step.

    Parameters
    ----------
    schedule : what `schedule` returned
    by : columns whose values get a row each

    Returns
    -------
    Table: `by`, planned, sent, moved, held_back (numbers of messages, which add up),
    moved_days (mean of those moved), why (reasons of moved and held back, most first)

    Raises
    ------
    DataError
        if a column is missing

    References
    ----------
    own definition

    Examples
    --------
    >>> from segkit.activation import post_purchase, schedule
    >>> people = pd.DataFrame({"customer_id": ["a", "b"]})
    >>> people["email_consent"] = [True, False]
    >>> orders = people[["customer_id"]].copy()
    >>> orders["ordered_at"] = pd.Timestamp("2024-07-01 12:30")
    >>> found = schedule_summary(schedule(post_purchase(), people, orders))
    >>> found[["planned", "sent", "held_back"]].to_numpy()[0].tolist(), found["why"][0]
    ([2, 1, 1], 'said no 1')
    """
    by = list(by)
    checks.table(schedule, [*NEEDS, "reason", "moved_hours", *by], name="schedule")
    state = schedule["state"].astype("str")
    parts = {name.replace(" ", "_"): state == name for name in words.STATES}
    told = pd.DataFrame({**{name: schedule[name] for name in by}, **parts})
    grouped = told.groupby(by, observed=True, sort=False)
    table = Table(grouped[list(parts)].sum().astype(int))
    table.insert(0, "planned", grouped.size())
    moved = schedule.loc[state == words.STATES[1], [*by, "moved_hours"]]
    days = moved.groupby(by, observed=True)["moved_hours"].mean() / 24
    table["moved_days"] = days.reindex(table.index)
    table["why"] = _why(schedule, by).reindex(table.index).fillna("")
    table = Table(table.reset_index().sort_values(by, ignore_index=True))
    table.attrs = {"heading": schedule.attrs.get("heading", words.SUMMARY)}
    return table


def _why(schedule: pd.DataFrame, by: list[str]) -> pd.Series:
    """Return the reasons of each row in words, the most frequent first."""
    rest = schedule.loc[schedule["reason"].astype("str") != words.AS_PLANNED]
    reason = rest["reason"].astype("str")
    sizes = rest.assign(reason=reason).groupby([*by, "reason"], observed=True).size()
    counts = sizes.rename("n").reset_index()
    counts = counts.sort_values(["n", "reason"], ascending=[False, True])
    told = [
        f"{why} {n:,}" for why, n in zip(counts["reason"], counts["n"], strict=True)
    ]
    counts["text"] = pd.Series(told, index=counts.index, dtype="str")
    return counts.groupby(by, observed=True)["text"].agg(", ".join)


def contact_pressure(schedule: Any, contacts: Any = None, *, days: int = 7) -> Table:
    """Say how many messages customers get in their busiest days, planned and sent.

    Parameters
    ----------
    schedule : what `schedule` returned
    contacts : messages sent otherwise (customer_id, sent_at), counted too; rows with
        delivered = false are none
    days : length of the window

    Returns
    -------
    Table indexed by messages, the most that a customer gets in any window of so many
    times 24 hours: planned, sent, numbers of customers if everything went as planned
    and as it goes. ``attrs``: heading, days, cap of the schedule

    Raises
    ------
    DataError
        if a column is missing, or days is no whole number

    References
    ----------
    own definition

    Examples
    --------
    >>> at = pd.to_datetime(["2024-07-01 10:00", "2024-07-03 10:00"])
    >>> plan = pd.DataFrame({"customer_id": ["a", "a"], "planned_at": at})
    >>> plan["send_at"] = [at[0], pd.NaT]
    >>> contact_pressure(plan).to_dict("index")
    {0: {'planned': 0, 'sent': 0}, 1: {'planned': 0, 'sent': 1}, 2: {'planned': 1,
    'sent': 0}}
    """
    checks.whole_number(days, name="days")
    checks.table(schedule, ["customer_id", "planned_at", "send_at"], name="schedule")
    ids = pd.Index(schedule["customer_id"].unique())
    other = _others(contacts, ids)
    found = {
        name: _busiest(ids, schedule["customer_id"], schedule[column], other, days)
        for name, column in (("planned", "planned_at"), ("sent", "send_at"))
    }
    most = max((int(n.max(initial=0)) for n in found.values()), default=0)
    table = Table(
        {name: np.bincount(n, minlength=most + 1) for name, n in found.items()},
        index=pd.RangeIndex(most + 1, name="messages"),
    )
    table.attrs = {
        "heading": words.PRESSURE.format(days=days),
        "days": days,
        "cap": schedule.attrs.get("cap"),
    }
    return table


def _others(contacts: Any, ids: pd.Index) -> tuple[np.ndarray, np.ndarray]:
    """Return customers and moments of other messages."""
    if contacts is None:
        return np.array([], np.int64), np.array([], np.int64)
    table = rows(contacts, ["customer_id", "sent_at"], ["delivered"], name="contacts")
    if "delivered" in table:
        table = table[table["delivered"].astype("boolean").fillna(True).to_numpy(bool)]
    return ids.get_indexer(pd.Index(table["customer_id"])), microseconds(
        table["sent_at"]
    )


def _busiest(
    ids: pd.Index,
    customers: pd.Series,
    at: pd.Series,
    other: tuple[np.ndarray, np.ndarray],
    days: int,
) -> np.ndarray:
    """Return each customer's largest number of messages in a window."""
    who = np.append(ids.get_indexer(pd.Index(customers)), other[0])
    moments = np.append(microseconds(at), other[1])
    known = (moments < NEVER) & (who >= 0)
    sent = events(who[known], moments[known], n=len(ids))
    after = sent.place(sent.who, sent.at + days * DAY)
    most = np.zeros(len(ids), np.int64)
    np.maximum.at(most, sent.who, after - np.arange(len(sent.at)))
    return most


def for_segments(
    sequence: Sequence,
    segments: pd.Series,
    *,
    value: pd.Series | None = None,
    column: str = "segment",
) -> list[Sequence]:
    """Make a sequence of its own for each segment, the most valuable one first.

    Parameters
    ----------
    sequence : what all of them begin with: change the steps of each then
    segments : Series indexed by customer_id
    value : what each customer is worth, indexed by customer_id; None keeps the order of
        the segments
    column : column of the customers that will hold the segment when they are scheduled

    Returns
    -------
    list of Sequence, a higher priority for a segment with a higher mean value; segments
    without customers get none

    Raises
    ------
    DataError
        if segments are no Series

    References
    ----------
    own definition

    Examples
    --------
    >>> from segkit.activation import second_purchase
    >>> segments = pd.Series(["New", "Loyal"], index=["a", "b"])
    >>> money = pd.Series([10.0, 90.0], index=["a", "b"])
    >>> [(s.name, s.priority) for s in for_segments(second_purchase(), segments,
    ...                                             value=money)]
    [('second purchase: Loyal', 1), ('second purchase: New', 0)]
    """
    if not isinstance(segments, pd.Series):
        raise checks.DataError(words.NOT_SEGMENTS.format(found=type(segments).__name__))
    names = list(
        segments.astype("category").cat.remove_unused_categories().cat.categories
    )
    if value is not None:
        worth = value.reindex(segments.index).groupby(segments, observed=True).mean()
        names.sort(key=lambda name: -float(worth[name]))
    return [
        replace(
            sequence,
            name=f"{sequence.name}: {name}",
            who={**(sequence.who or {}), column: (name,)},
            priority=sequence.priority + len(names) - 1 - place,
        )
        for place, name in enumerate(names)
    ]
