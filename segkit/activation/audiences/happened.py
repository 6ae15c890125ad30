"""Events counted, summed and looked back at: one pass over each table, in its engine.

A row counts if it has a customer and a moment, and its local day is not after as_of.
Rows of one customer with the same key (order_id of orders) are one event, which
happened when its first row did; it meets a condition if one of its rows does. Of
orders, one whose amounts sum to less than zero is a refund: it lowers sums, and is no
order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import narwhals.stable.v2 as nw
import pandas as pd

from segkit import engine
from segkit.activation.audiences import sql_events
from segkit.activation.audiences.asked import ID
from segkit.activation.audiences.cells import cleaned, day_of
from segkit.activation.audiences.door import Opened
from segkit.activation.audiences.measuring import (
    DAY,
    TOTAL,
    WHEN,
    Marks,
    flag,
    measured,
    refunds,
)
from segkit.activation.audiences.operands import (
    Latest,
    Sum,
)
from segkit.activation.audiences.tree import Compare, Rule
from segkit.activation.audiences.truth import of_rows
from segkit.activation.words import audiences as words
from segkit.checks import DataError

c = nw.col
KEY = "_key"


@dataclass(frozen=True)
class Happened:
    """What customers did: a row for each who has events, a column for each condition.

    Attributes
    ----------
    values : pandas.DataFrame indexed by customer_id; columns by place of the condition:
        a number, and for the last n also ``n<place>``, how many events there are
    left_out : rows left out, by reason
    """

    values: pd.DataFrame
    left_out: Mapping[str, int]


def happened(table: Opened, conditions: Iterable[Compare]) -> Happened:
    """Count, add up and look back, for each customer.

    Parameters
    ----------
    table : of events, opened
    conditions : on its events

    Returns
    -------
    Happened

    Raises
    ------
    DataError
        if a column that is summed holds no numbers, or one of moments no dates

    Examples
    --------
    >>> from datetime import date
    >>> from segkit.activation.audiences.door import Tables
    >>> from segkit.activation.audiences.operands import Count, Events
    >>> orders = pd.DataFrame({"customer_id": [1, 1], "amount": [5.0, 7.0],
    ...                        "ordered_at": ["2024-06-01", "2024-07-01"]})
    >>> opened = Tables.of({"orders": orders}).open("orders", [], date(2024, 6, 30))
    >>> found = happened(opened, [Compare(Count(Events("orders")), ">=", 1)])
    >>> found.values[0].tolist(), found.left_out["after as_of"]
    ([1.0], 1)
    """
    conditions = list(conditions)
    _dated(table, str(table.moment))
    _summed(table, conditions)
    left_out, loose = _counted(table)
    if table.frame.implementation.is_duckdb():
        found, columns = sql_events.run(table, conditions, loose=loose)
    else:
        rows, marks = _rows(table, conditions)
        events = _events(table, rows, marks, loose)
        made, columns = measured(events, conditions, marks, table)
        found = engine.to_pandas(made.to_native())
    found = found.set_index(ID)
    values = {key: pd.to_numeric(found[name]) for key, name in columns.items()}
    return Happened(pd.DataFrame(values, index=found.index, dtype=float), left_out)


def _dated(table: Opened, column: str) -> None:
    if table.kinds[column] not in ("date", "text"):
        holds = words.HOLDS[table.kinds[column]]
        told = {"table": table.name, "column": column, "what": "the time of an event"}
        raise DataError(words.NOT_DATED.format(holds=holds, **told))


def _summed(table: Opened, conditions: list[Compare]) -> None:
    for leaf in conditions:
        if not isinstance(leaf.of, Sum) or table.kinds[leaf.of.column] == "number":
            continue
        holds = words.HOLDS[table.kinds[leaf.of.column]]
        told = {"table": table.name, "column": leaf.of.column, "holds": holds}
        raise DataError(words.NOT_ADDED.format(**told))


def known_id(table: Opened, column: str = ID) -> Any:
    """Say which rows have an id; NaN and an empty text are none.

    Parameters
    ----------
    table : opened
    column : of ids

    Returns
    -------
    narwhals expression, Boolean, never missing
    """
    dtype = table.frame.collect_schema()[column]
    if dtype == nw.String:
        return ~c(column).is_null() & (c(column) != "").fill_null(False)
    return engine.is_number(column, dtype) if dtype.is_float() else ~c(column).is_null()


def _counted(table: Opened) -> tuple[dict[str, int], bool]:
    """Count the rows that are left out, and say whether some have no key."""
    texts = (words.AFTER, words.NO_ID, f"no {table.moment}")
    if table.frame.implementation.is_duckdb():
        numbers, loose = sql_events.counted(table)
        return dict(zip(texts, numbers, strict=True)), loose
    day = day_of(table, str(table.moment))
    known, dated = known_id(table), ~day.is_null()
    late = (day > table.as_of.toordinal()).fill_null(False)
    reasons = (late, ~late & ~known, known & ~dated)
    keyless = ~known_id(table, table.key) if table.key else nw.lit(False)
    one = nw.lit(1)
    marked = table.frame.select(
        **{f"_{i}": nw.when(r).then(one).otherwise(0) for i, r in enumerate(reasons)},
        _keyless=nw.when(keyless).then(one).otherwise(0),
    )
    summed = marked.select(nw.all().sum())
    found = engine.to_pandas(summed.to_native()).iloc[0].fillna(0)
    counts = {why: int(found[f"_{i}"]) for i, why in enumerate(texts)}
    return counts, bool(found["_keyless"])


def _rows(table: Opened, conditions: list[Compare]) -> tuple[Any, Marks]:
    """Keep the rows that count, with a mark for each condition on single rows."""
    moment = str(table.moment)
    rules: dict[Rule | None, str] = {}
    sums: dict[tuple[Rule | None, str], str] = {}
    for leaf in conditions:
        of: Any = leaf.of
        rules.setdefault(of.events.where, f"_w{len(rules)}")
        if isinstance(of, Latest):
            rules.setdefault(of.had, f"_w{len(rules)}")
        if isinstance(of, Sum):
            sums.setdefault((of.events.where, of.column), f"_s{len(sums)}")
    made = {DAY: day_of(table, moment), WHEN: c(moment)}
    made |= {name: flag(_meets(rule, table)) for rule, name in rules.items()}
    for (rule, column), name in sums.items():
        made[name] = _cents(_meets(rule, table), table, column)
    if refunds(table):
        made[TOTAL] = _cents(None, table, "amount")
    if table.key:
        made[KEY] = nw.when(known_id(table, table.key)).then(c(table.key))
    counts = known_id(table) & (made[DAY] <= table.as_of.toordinal()).fill_null(False)
    return table.frame.filter(counts).select(ID, **made), Marks(rules, sums)


def _meets(rule: Rule | None, table: Opened) -> Any:
    return None if rule is None else of_rows(rule, table).yes


def _cents(yes: Any, table: Opened, column: str) -> Any:
    """Return a number in whole hundredths, 0 where it does not count."""
    value = cleaned(table, column)
    counts = ~value.is_null() if yes is None else yes & ~value.is_null()
    return engine.cents(nw.when(counts).then(value).otherwise(nw.lit(0.0)))


def _events(table: Opened, rows: Any, marks: Marks, loose: bool) -> Any:
    """Make one row of each event that has several."""
    if not table.key:
        return rows
    keys = [ID, KEY]
    if loose:  # rows without a key are one event per customer and moment
        rows = rows.with_columns(_loose=nw.when(c(KEY).is_null()).then(c(WHEN)))
        keys.append("_loose")
    flags = [c(name).max() for name in marks.flags.values()]
    sums = [c(name).sum() for name in marks.sums.values()]
    total = [c(TOTAL).sum()] if refunds(table) else []
    return rows.group_by(*keys).agg(c(DAY).min(), c(WHEN).min(), *flags, *sums, *total)
