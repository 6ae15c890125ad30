"""What a segment clicks on."""

from __future__ import annotations

from typing import Any, NamedTuple

import pandas as pd

from segkit.personas import tables
from segkit.personas.lines import NAN, Line
from segkit.personas.words import reaching as words
from segkit.record import Moments, moments_interval


def message_lines(
    sends: Any,
    messages: Any,
    series: pd.Series,
    segment: str,
    *,
    min_n: int,
    level: float,
) -> list[Line]:
    """Say which kind of message the segment clicks on most.

    Parameters
    ----------
    sends : table with customer_id, message_id, delivered and clicked_at
    messages : table with message_id and content_type; None: clicks on all messages
    series, segment : all segments, and who is meant
    min_n : customers, below which nothing is said
    level : coverage of the intervals

    Returns
    -------
    list of Line: clicks over messages delivered, over the customers who got one; a note
    says if the first kind cannot be told apart from the second, or that the kinds did
    not go to the same customers by lot

    References
    ----------
    ratio of sums over customers, see `record.moments_interval`

    Examples
    --------
    >>> ids = [f"c{i}" for i in range(40)]
    >>> sends = pd.DataFrame({"customer_id": ids, "message_id": "m", "delivered": True,
    ...                       "clicked_at": ["2024-01-01"] * 10 + [None] * 30})
    >>> segments = pd.Series("all", ids)
    >>> message_lines(sends, None, segments, "all", min_n=10, level=0.95)[0]
    message they click on most: any message: 25 % (11 to 42 % · n = 40 · sends)
    """
    table = _delivered(sends, series.index[series == segment])
    kinds = _kinds(table, messages)
    rates = [
        _rate(str(name), table[kinds == name], level)
        for name in sorted(kinds.dropna().unique(), key=str)
    ]
    enough = [one for one in rates if one.n >= min_n and one.low == one.low]
    if not enough:
        return []
    first, *rest = sorted(enough, key=lambda one: (-one.value, one.name))
    note = ""
    if rest and rest[0].high >= first.low:
        note = words.TIED.format(other=rest[0].name, share=100 * rest[0].value)
    return [
        Line(
            "reach", words.HABIT["message"].format(level=first.name), first.value,
            max(first.low, 0.0), min(first.high, 1.0), first.n, "sends", unit="share",
            column="message", level=first.name, note=note,
        )
    ]  # fmt: skip


def _delivered(sends: Any, inside: pd.Index) -> pd.DataFrame:
    """Return the messages that reached the segment."""
    need = ["customer_id", "message_id", "delivered", "clicked_at"]
    table = tables.rows(sends, need, name="sends")
    reached = table["delivered"].astype("boolean").fillna(False).astype(bool)
    return table[table["customer_id"].isin(inside) & reached]


def _kinds(table: pd.DataFrame, messages: Any) -> pd.Series:
    """Say of which kind each message was."""
    if messages is None:
        return pd.Series(words.ANY, table.index, dtype=object)
    known = tables.rows(messages, ["message_id", "content_type"], name="messages")
    named = known.drop_duplicates("message_id").set_index("message_id")
    return table["message_id"].map(named["content_type"].astype(object)).astype(object)


class Rate(NamedTuple):
    """Clicks over messages delivered, of one kind.

    Parameters
    ----------
    name : of the kind
    value, low, high : the rate and its interval
    n : customers who got one

    Examples
    --------
    >>> Rate("offer", 0.1, 0.08, 0.12, 900).n
    900
    """

    name: str
    value: float
    low: float
    high: float
    n: int


def _rate(name: str, rows: pd.DataFrame, level: float) -> Rate:
    groups = rows.groupby("customer_id")["clicked_at"]
    clicks, sent = groups.count().to_numpy(float), groups.size().to_numpy(float)
    if not len(sent):
        return Rate(name, NAN, NAN, NAN, 0)
    low, high = moments_interval(Moments.of(top=clicks, bottom=sent), level)
    return Rate(name, float(clicks.sum() / sent.sum()), low, high, len(sent))
