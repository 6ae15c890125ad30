"""Who meets a rule: conditions answered in the engine, and put together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd

from segkit import engine
from segkit.activation.audiences import happened, sql_rows
from segkit.activation.audiences.asked import (
    CUSTOMERS,
    ID,
    SIGNED_UP,
    Asked,
    columns_of,
    table_of,
)
from segkit.activation.audiences.cells import day_of
from segkit.activation.audiences.door import Opened, Tables
from segkit.activation.audiences.operands import Count, Densest, Latest, Since, Sum
from segkit.activation.audiences.tree import Compare, Member, Rule, leaves
from segkit.activation.audiences.truth import Truth, compared, joined, of_rows
from segkit.activation.words import audiences as words
from segkit.checks import DataError


@dataclass(frozen=True)
class Answers:
    """Each condition answered for each customer.

    Attributes
    ----------
    ids : customer ids, sorted
    truths : by condition, arrays in the order of `ids`
    values : by condition on events, what was counted or summed
    left_out : rows left out, by table and reason
    """

    ids: pd.Index
    truths: Mapping[Compare, Truth]
    values: Mapping[Compare, np.ndarray]
    left_out: Mapping[str, int]

    def of(self, rule: Rule, named: Mapping[str, Rule]) -> Truth:
        """Put the answers of a rule together."""

        def find(leaf: Any) -> Truth:
            if isinstance(leaf, Member):
                member = self.of(named[leaf.audience], named).yes
                return Truth(member, ~member)
            return self.truths[leaf]

        return joined(rule, find)


def answers(
    rules: Iterable[Rule], tables: Tables, as_of: date, *, only: Any = None
) -> Answers:
    """Answer every condition of some rules, each table read once.

    Parameters
    ----------
    rules : without those of other audiences that they ask for: pass these too
    tables : by name
    as_of : the last local day that counts
    only : one customer_id, for that customer alone; None for all

    Returns
    -------
    Answers

    Raises
    ------
    DataError
        if a table or a column is missing or of another kind, or customers stand twice

    Examples
    --------
    >>> customers = pd.DataFrame({"customer_id": ["b", "a"], "n": [1, 5]})
    >>> from segkit.activation.audiences.parse import rule
    >>> many = rule("n > 2")
    >>> found = answers([many], Tables.of({"customers": customers}), date(2024, 1, 1))
    >>> found.ids.tolist(), found.of(many, {}).yes.tolist()
    (['a', 'b'], [True, False])
    """
    asked = Asked.of(rules, as_of)
    one_known = only is not None and tables.has(CUSTOMERS)
    if one_known and _other_kind(tables.open(CUSTOMERS, [], as_of), only):
        raise DataError(words.NO_CUSTOMER.format(id=only, hint=""))
    left_out: dict[str, int] = {}
    events = {}
    for name, conditions in asked.events.items():
        table = tables.open(name, columns_of(conditions), as_of)
        if only is not None:
            _same_ids(table, only)
        table = _one(table, only)
        events[name] = happened.happened(table, conditions)
        for why, n in events[name].left_out.items():
            left_out[words.LEFT_OUT.format(table=name, why=why)] = n
    people = _people(tables, asked, events, only)
    left_out |= people.left_out
    truths, values = dict(people.truths), {}
    for name, conditions in asked.events.items():
        found = events[name].values
        strangers = len(found.index.difference(people.ids)) if len(found) else 0
        if only is None and strangers and strangers == len(found):
            _same_kind(name, found.index, people.ids)
        left_out[words.LEFT_OUT.format(table=name, why=words.STRANGERS)] = strangers
        mine = _aligned(found, people.ids)
        for place, leaf in enumerate(conditions):
            values[leaf], truths[leaf] = _told(leaf, mine, place, as_of)
    return Answers(people.ids, truths, values, left_out)


def _one(table: Opened, only: Any) -> Opened:
    if only is None:
        return table
    frame = table.frame.filter(nw.col(ID) == only)
    return Opened(**{**vars(table), "frame": frame})


def _people(tables: Tables, asked: Asked, events: Mapping[str, Any], only: Any) -> Any:
    """Answer the conditions on columns of customers, in their engine."""
    if not tables.has(CUSTOMERS):
        if asked.people or not events:
            tables.open(CUSTOMERS, [], asked.as_of)  # refuses, and says what there is
        everybody = [found.values.index for found in events.values()]
        ids = everybody[0]
        for more in everybody[1:]:
            ids = ids.union(more)
        return Answers(ids.sort_values(), {}, {}, {})
    table = tables.open(CUSTOMERS, columns_of(asked.people), asked.as_of)
    table = _one(table, only)
    rows = _rows(table, asked.people)
    nobody, late = ~rows["_known"].astype(bool), rows["_late"].astype(bool)
    left_out = {
        words.LEFT_OUT.format(table=CUSTOMERS, why=words.NO_ID): int(nobody.sum()),
        words.SIGNED_UP_AFTER: int((late & ~nobody).sum()),
    }
    rows = rows[~nobody & ~late].set_index(ID).sort_index()
    _once(rows.index)
    truths = {
        leaf: Truth(*(rows[f"_{k}{place}"].to_numpy(bool) for k in "yn"))
        for place, leaf in enumerate(asked.people)
    }
    return Answers(rows.index, truths, {}, left_out)


def _rows(table: Opened, conditions: Iterable[Compare]) -> pd.DataFrame:
    """Answer conditions on columns, row by row, in the engine of the table."""
    if table.frame.implementation.is_duckdb():
        return sql_rows.answered(table, conditions)
    made = {"_known": happened.known_id(table), "_late": _late(table)}
    for place, leaf in enumerate(conditions):
        found = of_rows(leaf, table)
        made |= {f"_y{place}": found.yes, f"_n{place}": found.no}
    return engine.to_pandas(table.frame.select(ID, **made).to_native())


def _late(table: Opened) -> Any:
    """Say who signed up after as_of: not yet a customer then."""
    if SIGNED_UP not in table.kinds or table.kinds[SIGNED_UP] not in ("date", "text"):
        return nw.lit(False)
    return (day_of(table, SIGNED_UP) > table.as_of.toordinal()).fill_null(False)


def _once(ids: pd.Index) -> None:
    twice = ids[ids.duplicated()]
    if len(twice):
        told = words.TWICE.format(n=twice.nunique(), example=plain(twice[0]))
        raise DataError(told)


def _same_kind(name: str, theirs: pd.Index, ours: pd.Index) -> None:
    """Refuse a table whose ids are of another kind than those of customers."""
    kinds = {pd.api.types.infer_dtype(ids, skipna=True) for ids in (theirs, ours)}
    if len(kinds - {"empty"}) > 1:
        told = {"table": name, "theirs": plain(theirs[0]), "ours": plain(ours[0])}
        raise DataError(words.OTHER_IDS.format(**told))


def plain(value: Any) -> Any:
    """Return a number of numpy as one of Python, which prints as people write it.

    Parameters
    ----------
    value : anything

    Returns
    -------
    the same value

    Examples
    --------
    >>> plain(np.int64(3))
    3
    """
    return value.item() if isinstance(value, np.generic) else value


def _same_ids(table: Opened, only: Any) -> None:
    """Refuse a table of events whose ids are of another kind than the one asked for."""
    if _other_kind(table, only):
        rows = table.frame.filter(~nw.col(ID).is_null()).select(ID).head(1)
        found = engine.to_pandas(rows.to_native())[ID].tolist()
        if found:
            told = {"table": table.name, "theirs": found[0], "ours": plain(only)}
            raise DataError(words.OTHER_IDS.format(**told))


def _aligned(found: pd.DataFrame, ids: pd.Index) -> dict[Any, np.ndarray]:
    """Look up what each customer did; nan for who has no events."""
    place = found.index.get_indexer(ids) if len(found) else np.full(len(ids), -1)
    there = place >= 0
    made = {}
    for name in found.columns:
        column = np.full(len(ids), np.nan)
        column[there] = found[name].to_numpy(float)[place[there]]
        made[name] = column
    return made


def _told(
    leaf: Compare, mine: Mapping[Any, np.ndarray], place: int, as_of: date
) -> tuple[np.ndarray, Truth]:
    """Turn what was counted into an answer."""
    of, value = leaf.of, mine[place]
    if isinstance(of, Densest):
        yes = value < of.days  # nan: never so many
        return value + 1, Truth(yes, ~yes)
    if isinstance(of, Since):
        value = as_of.toordinal() - value
    elif isinstance(of, Sum):
        value = np.nan_to_num(value) / 100
    elif isinstance(of, Latest):
        number = np.nan_to_num(mine[f"n{place}"])
        enough = (number >= of.n) | of.up_to
        value = np.where(enough, np.nan_to_num(value), np.nan)
    elif isinstance(of, Count):
        value = np.nan_to_num(value)
    known = ~np.isnan(value)
    if leaf.op in ("known", "unknown"):
        both = (known, ~known)
        return value, Truth(*(both if leaf.op == "known" else both[::-1]))
    found = np.asarray(compared(leaf, pd.Series(value)), bool)
    return value, Truth(found & known, ~found & known)


def asked_for(rule: Rule) -> list[str]:
    """Name the audiences that a rule asks for.

    Parameters
    ----------
    rule : any rule

    Returns
    -------
    list of str

    Examples
    --------
    >>> asked_for(Member("VIP") & ~Member("Local"))
    ['VIP', 'Local']
    """
    found = [leaf.audience for leaf in leaves(rule) if isinstance(leaf, Member)]
    return list(dict.fromkeys(found))


__all__ = ["Answers", "answers", "asked_for", "table_of"]


def _other_kind(table: Opened, only: Any) -> bool:
    """Say whether the ids of a table are text where a number is asked for, or so."""
    dtype = table.frame.collect_schema()[ID]
    if isinstance(only, str):
        return dtype.is_numeric()
    return dtype in (nw.String, nw.Categorical, nw.Enum)
