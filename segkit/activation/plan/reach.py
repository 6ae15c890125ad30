"""How many people one channel reaches, and all of them together, each counted once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd

from segkit import checks, engine
from segkit.activation.plan import may, reach_tables
from segkit.activation.plan.channels import percent
from segkit.activation.words.plan import channels as words
from segkit.checks import DataError
from segkit.record import Table

MOST_CHANNELS = 12
c = nw.col


@dataclass(frozen=True, repr=False, eq=False)
class ChannelReach:
    """Reach of single channels and across channels. ``float(reach)`` counts people.

    Parameters
    ----------
    table : one row per channel: channel, reached, share, low, high, only (reached by no
        other channel), shared (by another too)
    overlap : channels x channels, customers whom both reach; the diagonal is the reach
    combinations : one row per exact set of channels: channels, n, one column each
    order : one row per step of adding the channel that reaches most new people:
        channel, added, reached, share
    by_segment : one row per segment and channel, and "all" for all channels together:
        segment, channel, n, reached, share, low, high; None without segments
    n, unique : customers of the population, and those reached at all
    notes : what was left out

    Examples
    --------
    >>> contacts = pd.DataFrame({"customer_id": [1, 2, 2, 3],
    ...                          "channel": ["email", "email", "sms", "sms"]})
    >>> reach = channel_reach(contacts, [1, 2, 3, 4])
    >>> reach
    email alone reaches most, 2 of 4 customers (50 %); all 2 channels together reach 3
    (75 %). Added up they would be 4: 1 are counted more than once.
    email first: 2 people.
    sms adds 1 people to email, 1 of them reached by no other.
    """

    table: Table
    overlap: Table
    combinations: Table
    order: Table
    by_segment: Table | None
    n: int
    unique: int
    notes: tuple[str, ...] = ()

    def __float__(self) -> float:
        """Return how many people are reached at all."""
        return float(self.unique)

    @property
    def sentences(self) -> list[str]:
        """Return the reach in words: single channels against all together."""
        return [_whole(self), *_steps(self), *self.notes]

    def __repr__(self) -> str:
        """Print the sentences."""
        return "\n".join(self.sentences)

    def _repr_html_(self) -> str:
        said = "".join(f"<p>{escape(line)}</p>" for line in self.sentences)
        return said + self.table._repr_html_()


def channel_reach(
    contacts: Any,
    population: Any,
    *,
    segments: Any = None,
    permitted: Any = None,
    columns: Mapping[str, str] | None = None,
) -> ChannelReach:
    """Say how many people each channel reaches, and how many all of them together.

    Parameters
    ----------
    contacts : who was reached: a table per channel, such as ``{"email": sends, "web":
        sessions, "store": orders}`` (customer_id; where there is a column delivered,
        rows in which it is false reach nobody), or one table of customer_id and
        channel; any engine
    population : the customers who could be reached: ids, a Series of segments, or a
        table with customer_id
    segments : Series indexed by customer_id, for reach by segment
    permitted : what `permitted` returned, or a Series of bool, for all channels or by
        channel: then only customers who may be contacted count as reached
    columns : ``{"our name": "your name"}`` of the contacts

    Returns
    -------
    ChannelReach

    Raises
    ------
    DataError
        if a column is missing, the population is empty, or there are more than 12
        channels

    References
    ----------
    Own definition. Inclusion and exclusion: reach of all is the sum of the overlaps of
    one channel, less those of two, and so on; the order of channels is the greedy one,
    never below 63 % of the best for its length (Nemhauser, Wolsey and Fisher 1978).

    Examples
    --------
    >>> contacts = pd.DataFrame({"customer_id": [1, 2, 2, 3],
    ...                          "channel": ["email", "email", "sms", "sms"]})
    >>> reach = channel_reach(contacts, [1, 2, 3, 4])
    >>> reach.unique, reach.table["only"].tolist(), reach.overlap.loc["sms"].tolist()
    (3, [1, 1], [1, 2])
    """
    ids = _population(population)
    reached, notes = _matrix(contacts, ids, columns)
    if permitted is not None:
        names = [str(name) for name in reached]
        allowed, _ = may.allowed(ids, names, permitted=permitted)
        reached &= allowed
    values = reached.to_numpy()
    table = reach_tables.table(reached)
    overlap = Table(
        values.T.astype(int) @ values.astype(int), reached.columns, reached.columns
    )
    overlap.attrs["heading"] = words.OVERLAP_HEADING
    by_segment = (
        None if segments is None else reach_tables.by_segment(reached, segments)
    )
    return ChannelReach(
        table, overlap, reach_tables.combinations(reached), reach_tables.order(reached),
        by_segment, len(ids), int(values.any(axis=1).sum()), tuple(notes),
    )  # fmt: skip


def _population(population: Any) -> pd.Index:
    if isinstance(population, pd.Series):
        ids = population.index
    elif isinstance(population, pd.Index | list | tuple | set | np.ndarray):
        ids = pd.Index(list(population))
    elif isinstance(population, pd.DataFrame) and "customer_id" not in population:
        ids = population.index
    else:
        ids = pd.Index(_ids(population, "population", None))
    ids = ids[ids.notna()].unique().sort_values().rename("customer_id")
    if not len(ids):
        raise DataError(words.EMPTY_POPULATION)
    return ids


def _ids(table: Any, name: str, columns: Any) -> pd.Series:
    native = checks.table(table, ["customer_id"], name=name, columns=columns)
    frame = nw.from_native(native)
    if "delivered" in frame.collect_schema().names():
        frame = frame.filter(c("delivered"))
    known = frame.filter(~c("customer_id").is_null())
    small = known.group_by("customer_id").agg(nw.len().alias("n"))
    return engine.to_pandas(small.to_native())["customer_id"]


def _matrix(
    contacts: Any, ids: pd.Index, columns: Any
) -> tuple[pd.DataFrame, list[str]]:
    """Return whom each channel reaches, and how many ids are no customers."""
    if not isinstance(contacts, Mapping):
        native = checks.table(
            contacts, ["customer_id", "channel"], name="contacts", columns=columns
        )
        frame = nw.from_native(native)
        names = frame.select(c("channel").cast(nw.String)).unique()
        known = engine.to_pandas(names.to_native())["channel"].dropna()
        contacts = {
            name: frame.filter(c("channel").cast(nw.String) == name).to_native()
            for name in sorted(known)
        }
        columns = None
    if not contacts or len(contacts) > MOST_CHANNELS:
        text = words.MANY_CHANNELS
        raise DataError(text.format(n=MOST_CHANNELS, found=len(contacts)))
    reached, notes = {}, []
    for name, table in contacts.items():
        found = _ids(table, str(name), columns)
        reached[str(name)] = ids.isin(found)
        outside = int((~found.isin(ids)).sum())
        if outside:
            notes.append(words.REACH_OUT.format(n=outside, channel=name))
    made = pd.DataFrame(reached, index=ids)
    made.columns.name = "channel"
    return made, notes


def _whole(reach: ChannelReach) -> str:
    table = reach.table.sort_values("reached", ascending=False, kind="stable")
    first = table.iloc[0]
    said = {
        "channel": first["channel"], "single": first["reached"], "n": reach.n,
        "single_share": percent(first["share"]), "k": len(table),
        "unique": reach.unique, "share": percent(reach.unique / reach.n),
        "sum": int(table["reached"].sum()),
        "twice": _twice(reach.combinations),
    }  # fmt: skip
    if not reach.unique:
        return words.REACH_NOBODY.format(**said)
    text = words.REACH_SENTENCE if len(table) > 1 else words.REACH_ONE
    return text.format(**said)


def _twice(combinations: pd.DataFrame) -> int:
    several = combinations.iloc[:, 2:].sum(axis=1) > 1
    return int(combinations.loc[several, "n"].sum())


def _steps(reach: ChannelReach) -> list[str]:
    """Say what each further channel adds."""
    if len(reach.order) < 2 or not reach.unique:
        return []
    only = dict(zip(reach.table["channel"], reach.table["only"], strict=True))
    said: list[str] = []
    before: list[str] = []
    for row in reach.order.itertuples():
        parts = {"channel": row.channel, "added": row.added,
                 "before": " + ".join(before), "only": only[row.channel]}  # fmt: skip
        text = words.ADDS if row.added else words.ADDS_NOTHING
        said.append((text if before else words.FIRST).format(**parts))
        before.append(str(row.channel))
    return said
