"""Which channel each segment prefers, and where that cannot be told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import narwhals.stable.v2 as nw
import pandas as pd

from segkit import checks
from segkit.activation.plan import choices as counts
from segkit.activation.plan import shares
from segkit.activation.words.plan import channels as words
from segkit.record import Table

c = nw.col


def preferred_channel(
    table: Any,
    segments: Any,
    *,
    channel: str = "channel",
    answered: str | None = None,
    per: str = "customer",
    what: str = "orders",
    level: float = 0.95,
    columns: Mapping[str, str] | None = None,
) -> Table:
    """Say which channel each segment prefers, and where that cannot be told.

    Parameters
    ----------
    table : orders, sends or visits in any engine: customer_id and channel; rows with
        the same order_id, where there is one, count once
    segments : Series indexed by customer_id
    channel : name of the column
    answered : column that says which rows were answered (true or false; a time or
        empty): then the share answered of what was sent, by channel
    per : "customer" (mean of each customer's shares: heavy buyers count once) or "row"
    what : what the rows are, for the sentences
    level : coverage of the intervals, 0 to 1
    columns : ``{"our name": "your name"}``

    Returns
    -------
    Table, one row per segment and channel: segment, channel, n (customers), share, low,
    high, p_adjusted (of being as often chosen as the first), best (bool: clearly chosen
    more than each other), not_worse (bool). ``attrs``: best ({segment: channel, or None
    if it cannot be told}), sentences, notes, heading

    Raises
    ------
    DataError
        if a column is missing, segments are no Series, or no customer is known

    References
    ----------
    Own definition. Intervals: Korn and Graubard (1998); differences within customers,
    after Agresti and Min (2005), corrected by Holm (1979).

    Examples
    --------
    >>> orders = pd.DataFrame({"customer_id": range(60), "channel": ["app"] * 50
    ...                        + ["web"] * 10})
    >>> segments = pd.Series(["new"] * 60, name="stage")
    >>> preferred_channel(orders, segments).attrs["sentences"][0]
    "new: app is preferred, 83 % (72 % to 91 %) of a customer's orders; web follows with
    17 %."
    """
    checks.choice(per, ["customer", "row"], name="per")
    named = counts.check_segments(segments)
    need = ["customer_id", channel, *([answered] if answered else [])]
    native = checks.table(table, need, name="table", columns=columns)
    frame = nw.from_native(native)
    if "order_id" in frame.collect_schema().names() and not answered:
        frame = frame.select("customer_id", "order_id", channel).unique()
    yes = None if answered is None else _answer(frame, answered)
    option = c(channel).cast(nw.String)
    counted = counts.count(frame, option, named, name="table", answered=yes)
    unit = "answered" if answered else per
    found = by_segment(counted, named, unit, level, "channel")
    notes = counted.notes + ([words.LOTS] if answered else [])
    return finished(found, unit, what, notes, words.CHANNEL_HEADING)


def _answer(frame: Any, column: str) -> Any:
    """Return an expression that is true where a row was answered."""
    if frame.collect_schema()[column] == nw.Boolean:
        return c(column).fill_null(False)
    return ~c(column).is_null()


def by_segment(
    counted: counts.Counted, segments: pd.Series, per: str, level: float, name: str
) -> Table:
    """Return one row per segment and option.

    Parameters
    ----------
    counted : rows by customer and option
    segments : of the customers
    per : "customer", "row" or "answered"
    level : coverage
    name : of the column of the options

    Returns
    -------
    Table as `preferred_channel` describes it
    """
    parts = []
    for segment in segments.cat.categories:
        who = segments.index[segments == segment]
        own = counts.choices(counted, who, per)
        found = shares.table(own, counted.rows.columns, level)
        found = found.rename(columns={"option": name})
        found.insert(0, "segment", segment)
        found.insert(2, "n", own.n)
        parts.append(found)
    return Table(pd.concat(parts, ignore_index=True))


def finished(
    found: Table, per: str, what: str, notes: list[str], heading: str
) -> Table:
    """Add what the table says in words.

    Parameters
    ----------
    found : one row per segment and option
    per, what : the unit, and what the rows are
    notes : what was left out
    heading : with a place for the unit

    Returns
    -------
    Table
    """
    of = words.OF[per].format(what=what)
    option = found.columns[1]
    best: dict[str, Any] = dict.fromkeys(found["segment"])
    sure = found[found["best"]]
    best |= dict(zip(sure["segment"], sure[option], strict=True))
    found.attrs |= {
        "best": best, "of": of, "notes": notes, "per": per,
        "heading": heading.format(of=of),
        "sentences": [
            sentence(str(name), rows, option, of, what)
            for name, rows in found.groupby("segment", sort=False)
        ],
    }  # fmt: skip
    return found


def percent(share: float) -> str:
    """Write a share as a percentage: one decimal below ten."""
    return f"{100 * share:.{1 if share < 0.0995 else 0}f} %"


def sentence(segment: str, rows: pd.DataFrame, option: str, of: str, what: str) -> str:
    """Say of one segment which option is preferred, or that it cannot be told."""
    known = rows[rows["share"].notna()].sort_values(
        "share", ascending=False, kind="stable"
    )
    n = int(rows["n"].iloc[0])
    if known.empty or n == 0:
        return words.NOTHING.format(segment=segment, n=n, what=what)
    small = words.SMALL.format(n=n) if n < words.SMALL_N else ""
    first = known.iloc[0]
    said = {
        "segment": segment, "best": first[option], "of": of, "small": small,
        "share": percent(first["share"]), "low": percent(first["low"]),
        "high": percent(first["high"]),
    }  # fmt: skip
    if len(known) == 1:
        return words.ONLY.format(**said)
    if first["best"]:
        second = known.iloc[1]
        return words.PREFERRED.format(
            **said, second=second[option], second_share=percent(second["share"])
        )
    rivals = known[known["not_worse"]]
    shown = [
        words.NAMED.format(name=row[option], share=percent(row["share"]))
        for _, row in rivals.head(3).iterrows()
    ]
    more = words.AND_MORE.format(n=len(rivals) - 3) if len(rivals) > 3 else ""
    names = ", ".join(shown) + more
    return words.NOT_TOLD.format(segment=segment, names=names, small=small)
