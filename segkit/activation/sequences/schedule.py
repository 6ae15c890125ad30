"""The schedule: who gets which message when, what moved, what is held back and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from segkit.activation.permission import Policy, as_policy
from segkit.activation.sequences import entries as begin
from segkit.activation.sequences import layout
from segkit.activation.sequences.caps import Cap
from segkit.activation.sequences.clocks import Clock
from segkit.activation.sequences.door import Known, known
from segkit.activation.sequences.limits import PREFERENCES, Limits, news_limits
from segkit.activation.sequences.moments import DAY, NEVER, Ints, times
from segkit.activation.sequences.sequence import Sequence
from segkit.activation.sequences.simulation import CODE, Rules, Simulation, ranges
from segkit.activation.words import sequences as words

HOUR = DAY // 24


def schedule(
    sequences: Any,
    customers: Any,
    orders: Any = None,
    *,
    policy: Policy | None = None,
    start: Any = None,
    end: Any = None,
    contacts: Any = None,
    preference: str = "preferred_frequency",
    preferences: Mapping[Any, tuple[int, int] | None] = PREFERENCES,
    columns: Mapping[str, str] | None = None,
    timezone: str | None = None,
) -> pd.DataFrame:
    """Say who gets which message of which sequence when, and what is held back why.

    Parameters
    ----------
    sequences : one Sequence, or several
    customers : table of any engine with customer_id, the policy's column of consent and
        the columns that the sequences ask for; where there is unsubscribed_at, nothing
        goes out from then on
    orders : customer_id, ordered_at; with order_id, its lines are one purchase; with
        amount, what sums to less than zero is a refund and no purchase. All of them,
        not only the last ones
    policy : who may be contacted, how often, when; None asks for consent only
    start, end : first and last local day of sending; None for the day of the first
        trigger and of the last message planned. An `end` in the past plays history
        through, one in the future plans with what is known today
    contacts : messages sent otherwise, or to be sent (customer_id, sent_at; rows with
        delivered = false are none): they count for the cap, and unsubscribed_at ends
        everything
    preference : column of the customers that says how often they want news; not needed
    preferences : the news that each answer allows, ``{"weekly": (1, 7)}``: (messages,
        days), `contacts` counted too; None for none but big news. Who gave no answer is
        not limited
    columns : ``{"our name": "your name"}``, of the tables that have them
    timezone : IANA name of the shop's time zone: for columns that have a zone, and for
        the days on which the clock changes

    Returns
    -------
    DataFrame, a row per message planned from start to end, by customer and trigger:
    customer_id, sequence, trigger_at, step (from 1), message, planned_at, send_at
    (missing if it is held back), state ("sent", "moved", "held back"), moved_hours,
    reason. ``attrs``: heading, left_out (rows that were not used), cap

    Raises
    ------
    DataError
        if a column is missing, or sequences, days or preferences are not what they
        should be

    Notes
    -----
    Each customer gets one message of all sequences a day at most. Whose turn it is:
    the highest priority, then what was planned first, then the order of `sequences`.
    A message that may not go is tried again at the same time of the first later day on
    which it may, up to `wait_days` of its sequence; then it is held back, and the next
    step has its turn. A step counts from the mail before it where the sequence says so,
    from when that went. The cap holds in every window of so many times 24 hours, so in
    every run of so many local days too; `contacts` may exceed it by themselves.

    References
    ----------
    own definition

    Examples
    --------
    >>> from segkit.activation import post_purchase
    >>> people = pd.DataFrame({"customer_id": ["a", "b"], "email_consent": True})
    >>> at = pd.to_datetime(["2024-07-01 12:30"])
    >>> orders = pd.DataFrame({"customer_id": ["a"], "ordered_at": at})
    >>> plan = schedule(post_purchase(offsets="from_previous"), people, orders)
    >>> plan["send_at"].dt.strftime("%d %B").tolist()
    ['04 July', '11 July', '10 August']
    >>> plan.attrs["heading"]
    '3 messages planned for 1 customers: 3 sent as planned, 0 moved, 0 held back.'
    """
    several = begin.check(sequences, orders)
    policy = Policy() if policy is None else as_policy(policy)
    facts = known(
        customers, orders, contacts, policy,
        wanted=begin.wanted(several, preference), columns=columns, timezone=timezone,
    )  # fmt: skip
    begin.check_columns(several, facts.people)
    news = news_limits(facts.people, preference, preferences)
    begun, mails, again = layout.plan(several, facts)
    days = layout.span(start, end, begun, mails)
    begun, told = layout.within(begun, mails, *days)
    rules = Rules(
        facts.left_at,
        _cap(policy, facts),
        Cap(news.most, news.days, facts.contacts),
        Clock(policy, timezone, days),
        days,
    )
    done = Simulation(mails, begun, rules)
    _run(done, facts, again, news)
    table = _table(several, facts.people.index, done)
    table.attrs = {
        "heading": _heading(table),
        "left_out": facts.left_out | told,
        "cap": policy.cap,
    }
    return table


def _cap(policy: Policy, facts: Known) -> Cap:
    n = len(facts.people)
    messages, days = policy.cap or (0, 1)
    return Cap(np.full(n, messages), np.full(n, days), facts.contacts)


def _run(done: Simulation, facts: Known, again: np.ndarray, news: Limits) -> None:
    """Hold back what may not begin, and send the rest."""
    begun = done.begun
    code = pd.Series(facts.reason).map(CODE).fillna(0).to_numpy(np.int8)[begun.who]
    code = np.where(code == 0, again * CODE[words.AGAIN], code)
    big_only = begun.news & news.none[begun.who]
    code = np.where((code == 0) & big_only, CODE[words.BIG_ONLY], code).astype(np.int8)
    some = begun.end > begun.first
    barred = np.flatnonzero(some & (code > 0))
    done.hold(barred, code[barred])
    done.run(np.flatnonzero(some & (code == 0)))


def _table(several: list[Sequence], ids: pd.Index, done: Simulation) -> pd.DataFrame:
    """Lay the results out as a table, by customer, trigger and step."""
    begun, planned = done.begun, done.mails.planned
    count = begun.end - begun.first
    order = np.lexsort((begun.order, begun.at, begun.who))
    entry = np.repeat(order, count[order])
    mail = ranges(begun.first[order], count[order])
    send, step = done.send[mail], mail - begun.start[entry]
    state = np.where(send == NEVER, 2, (send != planned[mail]).astype(int))
    moved = np.where(send == NEVER, np.nan, (send - planned[mail]) / HOUR)
    names = [one.name for one in several]
    messages, text = _messages(several, begun.order[entry], step)
    return pd.DataFrame(
        {
            "customer_id": ids.take(begun.who[entry]),
            "sequence": _category(begun.order[entry], names),
            "trigger_at": times(begun.at[entry]),
            "step": step + 1,
            "message": _category(messages, text),
            "planned_at": times(planned[mail]),
            "send_at": times(send),
            "state": _category(state, words.STATES),
            "moved_hours": moved,
            "reason": _category(done.reason[mail], words.REASONS),
        }
    )


def _category(codes: Any, names: Iterable[str]) -> Any:
    return pd.Categorical.from_codes(codes, pd.Index(names))


def _messages(
    several: list[Sequence], order: Ints, step: Ints
) -> tuple[Ints, list[str]]:
    """Return the code of each message, and what the codes mean."""
    text = list(dict.fromkeys(s.message for one in several for s in one.steps))
    width = max(len(one.steps) for one in several)
    codes = np.zeros((len(several), width), np.int64)
    for place, one in enumerate(several):
        codes[place, : len(one.steps)] = [text.index(s.message) for s in one.steps]
    return codes[order, step], text


def _heading(table: pd.DataFrame) -> str:
    sent, moved, held = (int((table["state"] == state).sum()) for state in words.STATES)
    return words.SCHEDULE.format(
        planned=f"{len(table):,}",
        customers=f"{table['customer_id'].nunique():,}",
        sent=f"{sent:,}",
        moved=f"{moved:,}",
        held=f"{held:,}",
    )
