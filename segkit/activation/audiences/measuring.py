"""Events measured for each customer: counted, added up, ranked from the last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import narwhals.stable.v2 as nw

from segkit.activation.audiences.asked import ID
from segkit.activation.audiences.door import Opened
from segkit.activation.audiences.operands import (
    Ago,
    Dates,
    Densest,
    Events,
    Latest,
    Since,
    Sum,
)
from segkit.activation.audiences.tree import Compare, Rule

c = nw.col
DAY, WHEN, TOTAL = "_day", "_when", "_total"


@dataclass(frozen=True)
class Marks:
    """The columns that were made of the rows: by condition on rows, and by sum."""

    flags: Mapping[Rule | None, str]
    sums: Mapping[tuple[Rule | None, str], str]


def refunds(table: Opened) -> bool:
    """Say whether these are orders, of which those below zero are refunds.

    Parameters
    ----------
    table : opened

    Returns
    -------
    bool
    """
    return table.name == "orders" and table.kinds.get("amount") == "number"


def flag(yes: Any) -> Any:
    """Turn a condition into 1 and 0; None is always met."""
    return nw.lit(1) if yes is None else nw.when(yes).then(nw.lit(1)).otherwise(0)


def measured(
    events: Any, conditions: list[Compare], marks: Marks, table: Opened
) -> tuple[Any, dict[Any, str]]:
    """Measure each condition for each customer; name the columns by condition."""
    parts = [_part(place, leaf, marks, table) for place, leaf in enumerate(conditions)]
    flags = {key: made for part in parts for key, made in part.flags.items()}
    ranks = {key: made for part in parts for key, made in part.ranks.items()}
    made = {key: made for part in parts for key, made in part.made.items()}
    ways = {key: way for part in parts for key, way in part.ways.items()}
    if ranks:
        events = events.with_columns(**flags).with_columns(**ranks)
    ready = events.select(ID, **made)
    found = ready.group_by(ID).agg(*(getattr(c(n), way)() for n, way in ways.items()))
    names: dict[Any, str] = {}
    for place, leaf in enumerate(conditions):
        names[place] = f"_v{place}"
        if isinstance(leaf.of, Latest):
            names[f"n{place}"] = f"_n{place}"
    return found, names


class Part(NamedTuple):
    """What a condition needs: flags, ranks, numbers, and how they are put together."""

    flags: dict[str, Any]
    ranks: dict[str, Any]
    made: dict[str, Any]
    ways: dict[str, str]


def _part(place: int, leaf: Compare, marks: Marks, table: Opened) -> Part:
    of: Any = leaf.of
    name, number = f"_v{place}", f"_n{place}"
    if isinstance(of, Sum):
        cents = c(marks.sums[of.events.where, of.column])
        inside = nw.when(_inside(of.events, table)).then(cents).otherwise(0)
        return Part({}, {}, {name: inside}, {name: "sum"})
    met = c(marks.flags[of.events.where]) == 1
    met = met & (c(TOTAL) >= 0) if refunds(table) else met
    if isinstance(of, Latest | Densest):
        flags, ranks = _ranked(leaf, met, marks, place)
        rank, mine = c(f"_r{place}"), c(f"_m{place}") == 1
        if isinstance(of, Densest):
            made = {name: nw.when(mine).then(rank)}
            return Part(flags, ranks, made, {name: "min"})
        inside = mine & (rank <= of.n)
        had = flag(inside & (c(marks.flags[of.had]) == 1))
        made = {number: flag(inside), name: had}
        return Part(flags, ranks, made, {number: "sum", name: "sum"})
    met = met & _inside(of.events, table)
    if isinstance(of, Since):
        way = "max" if of.which == "last" else "min"
        return Part({}, {}, {name: nw.when(met).then(c(DAY))}, {name: way})
    return Part({}, {}, {name: flag(met)}, {name: "sum"})


def _inside(events: Events, table: Opened) -> Any:
    """Say which events lie in the period."""
    today, period = table.as_of.toordinal(), events.period
    if isinstance(period, Ago):
        first, last = today - period.oldest, today - period.newest
    elif isinstance(period, Dates):
        first, last = period.first.toordinal(), period.last.toordinal()
    else:
        return ~c(DAY).is_null()
    return (c(DAY) >= first) & (c(DAY) <= last)


def _ranked(
    leaf: Compare, met: Any, marks: Marks, place: int
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Count a customer's events from the last, or say how long so many of them took.

    Of events at the same moment those that meet the condition count as later, so that
    the answer does not depend on the order of the rows.
    """
    of: Any = leaf.of
    mark = f"_m{place}"
    if isinstance(of, Latest):
        order = [WHEN, marks.flags[of.had]]
        rank = c(DAY).cum_count(reverse=True).over(ID, mark, order_by=order)
    else:
        k = int(leaf.values[0])  # type: ignore[arg-type]
        rank = c(DAY) - c(DAY).shift(k - 1).over(ID, mark, order_by=[DAY])
    return {mark: flag(met)}, {f"_r{place}": rank}
