"""A condition on the rows of a table: where it is true, and where it is false.

Each condition is two columns that are never missing, one for true and one for false;
where both are false it is unknown. So "and", "or" and "not" mean the same in every
engine: true where all parts are true, false where one is false, and so on.
"""

from __future__ import annotations

from datetime import date
from functools import reduce
from operator import and_, or_
from typing import Any, NamedTuple

import narwhals.stable.v2 as nw

from segkit import engine
from segkit.activation.audiences import text
from segkit.activation.audiences.cells import cleaned, day_of, there
from segkit.activation.audiences.door import Opened
from segkit.activation.audiences.operands import Column, DaysSince
from segkit.activation.audiences.tree import All, AnyOf, Compare, Not, Rule
from segkit.activation.words import audiences as words
from segkit.checks import DataError


class Truth(NamedTuple):
    """Where a condition is true, and where it is false: expressions, or arrays."""

    yes: Any
    no: Any


def joined(rule: Rule, leaf: Any) -> Truth:
    """Put the truth of a rule together from that of its conditions.

    Parameters
    ----------
    rule : any rule
    leaf : function of a condition to its `Truth`

    Returns
    -------
    Truth, by Kleene's logic, which SQL follows

    References
    ----------
    Kleene (1952), Introduction to Metamathematics, section 64 (strong tables).

    Examples
    --------
    >>> import numpy as np
    >>> from segkit.activation.audiences.tree import Member
    >>> known = {"a": Truth(np.array([True]), np.array([False])),
    ...          "b": Truth(np.array([False]), np.array([False]))}
    >>> find = lambda leaf: known[leaf.audience]
    >>> [bool(x[0]) for x in joined(Member("a") & ~Member("b"), find)]
    [False, False]
    >>> [bool(x[0]) for x in joined(Member("a") | ~Member("b"), find)]
    [True, False]
    """
    if isinstance(rule, Not):
        found = joined(rule.part, leaf)
        return Truth(found.no, found.yes)
    if isinstance(rule, All | AnyOf):
        parts = [joined(part, leaf) for part in rule.parts]
        yes, no = [part.yes for part in parts], [part.no for part in parts]
        if isinstance(rule, All):
            return Truth(reduce(and_, yes), reduce(or_, no))
        return Truth(reduce(or_, yes), reduce(and_, no))
    return leaf(rule)


def of_rows(rule: Rule, table: Opened) -> Truth:
    """Say for which rows of a table a rule on its columns is true, and for which false.

    Parameters
    ----------
    rule : about columns only
    table : opened

    Returns
    -------
    Truth of narwhals expressions, never missing

    Raises
    ------
    DataError
        if a column holds another kind of value than the rule compares it with

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit.activation.audiences.door import Tables
    >>> customers = pd.DataFrame({"customer_id": [1, 2, 3], "n": [1, 5, None]})
    >>> opened = Tables.of({"customers": customers}).open("customers", ["n"], None)
    >>> found = of_rows(~Compare(Column("n"), ">", 2), opened)
    >>> opened.frame.select(found.yes.alias("yes")).to_native().fetchall()
    [(True,), (False,), (False,)]
    """
    return joined(rule, lambda leaf: _leaf(leaf, table))


def _leaf(leaf: Any, table: Opened) -> Truth:
    column = leaf.of.name
    known = there(table, column)
    if leaf.op in ("known", "unknown"):
        both = Truth(known, ~known)
        return both if leaf.op == "known" else Truth(both.no, both.yes)
    value = _comparable(leaf, table)
    if value is None:  # a column without any value is of every kind
        return Truth(nw.lit(False), nw.lit(False))
    found = compared(leaf, value)
    yes, no = (found & known).fill_null(False), (~found & known).fill_null(False)
    return Truth(yes, no)


def compared(leaf: Compare, value: Any) -> Any:
    """Compare an expression with the values of a condition.

    Parameters
    ----------
    leaf : the condition
    value : narwhals expression, or array: numbers, texts, truth values, days as numbers

    Returns
    -------
    the same, Boolean; missing where `value` is

    Examples
    --------
    >>> import pandas as pd
    >>> compared(Compare(Column("n"), "between", (2, 5)), pd.Series([1, 2])).tolist()
    [False, True]
    """
    values = [_plain(each) for each in leaf.values]
    first = values[0]
    match leaf.op:
        case "in":
            return (
                value.is_in(values) if hasattr(value, "is_in") else value.isin(values)
            )
        case "between":
            return (value >= first) & (value <= values[1])
        case "contains":
            return value.str.contains(first, literal=True)
        case "starts with":
            return value.str.starts_with(first)
        case "ends with":
            return value.str.ends_with(first)
    return {
        "=": lambda: value == first,
        "!=": lambda: value != first,
        "<": lambda: value < first,
        "<=": lambda: value <= first,
        ">": lambda: value > first,
        ">=": lambda: value >= first,
    }[leaf.op]()


def _plain(value: Any) -> Any:
    """Write a value as engines compare it: numbers as floats, days as whole numbers."""
    if isinstance(value, date):
        return value.toordinal()
    return float(value) if type(value) is int else value


def wanted_kind(leaf: Compare) -> str:
    """Name the kind of values that a condition compares its column with.

    Parameters
    ----------
    leaf : about a column

    Returns
    -------
    str

    Examples
    --------
    >>> wanted_kind(Compare(DaysSince("signed_up_on"), ">", 3))
    'date'
    """
    return "date" if isinstance(leaf.of, DaysSince) else leaf.kinds[0]


def fits(leaf: Compare, kind: str) -> bool:
    """Say whether a condition can look at a column of this kind.

    Parameters
    ----------
    leaf : about a column
    kind : of the column

    Returns
    -------
    bool: text may hold days in ISO form, numbers may hold truth values (0 and 1)

    Examples
    --------
    >>> fits(Compare(Column("born"), "<", date(2000, 1, 1)), "text")
    True
    """
    need = wanted_kind(leaf)
    allowed = {"date": ("date", "text"), "truth": ("truth", "number")}
    return kind in allowed.get(need, (need,))


def _comparable(leaf: Any, table: Opened) -> Any:
    column, kind = leaf.of.name, table.kinds[leaf.of.name]
    if misfits(leaf, table):
        return refused(leaf, table)
    if wanted_kind(leaf) == "date":
        day = day_of(table, column)
        age = isinstance(leaf.of, DaysSince)
        return (table.as_of.toordinal() - day).cast(nw.Float64) if age else day
    value = cleaned(table, column)
    if wanted_kind(leaf) == "truth" and kind == "number":
        return value != 0
    return value


def misfits(leaf: Compare, table: Opened) -> bool:
    """Say whether a condition cannot look at a column: its kind, or its numbers.

    Parameters
    ----------
    leaf : about a column
    table : opened

    Returns
    -------
    bool: numbers stand for truth where they are 0 and 1 only
    """
    column = leaf.of.name  # type: ignore[union-attr]
    if not fits(leaf, table.kinds[column]):
        return True
    if wanted_kind(leaf) != "truth" or table.kinds[column] != "number":
        return False
    return _there(table, column, ~cleaned(table, column).is_in([0.0, 1.0]))


def _there(table: Opened, column: str, test: Any = True) -> bool:
    """Say whether a column has any value, or any of which a test is true."""
    known = ~cleaned(table, column).is_null()
    wanted = known if test is True else known & test
    found = table.frame.filter(wanted).select(column).head(1)
    return len(engine.to_pandas(found.to_native())) > 0


def refused(leaf: Compare, table: Opened) -> None:
    """Refuse a column of another kind, unless it holds nothing at all.

    Parameters
    ----------
    leaf : about a column
    table : opened

    Raises
    ------
    DataError
        naming the column, what it holds, and what the rule compares it with
    """
    assert isinstance(leaf.of, Column | DaysSince)
    column = leaf.of.name
    if not _there(table, column):
        return
    kind = table.kinds[column]
    dtype = table.frame.collect_schema()[column]
    wanted = wanted_kind(leaf)
    form = words.TRUTH_FORMS.get(kind, "").format(column=text.name(column))
    told = words.NO_TRUTH_COLUMN if wanted == "truth" else words.WRONG_KIND
    raise DataError(
        told.format(
            table=table.name,
            column=column,
            value=words.VALUE_KINDS[wanted],
            holds=words.HOLDS[kind].format(dtype=dtype),
            cure=words.CURES[kind],
            form=form,
        )
    )
