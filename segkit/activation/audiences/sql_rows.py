"""Conditions on single rows as SQL: every name and every value quoted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import narwhals.stable.v2 as nw
import pandas as pd

from segkit.activation.audiences.asked import ID, SIGNED_UP
from segkit.activation.audiences.cells import ISO
from segkit.activation.audiences.door import Opened
from segkit.activation.audiences.literals import Literal
from segkit.activation.audiences.operands import DaysSince
from segkit.activation.audiences.tree import All, AnyOf, Compare, Not, Rule
from segkit.activation.audiences.truth import misfits, refused, wanted_kind


def quoted(name: str) -> str:
    """Quote a name.

    Parameters
    ----------
    name : of a table or a column

    Returns
    -------
    str

    Examples
    --------
    >>> print(quoted('the "odd" one'))
    "the ""odd"" one"
    """
    return '"' + name.replace('"', '""') + '"'


def text(value: str) -> str:
    """Quote a text.

    Parameters
    ----------
    value : any text

    Returns
    -------
    str; a zero character, which ends texts elsewhere, is written as chr(0)

    Examples
    --------
    >>> print(text("O'Hara; DROP TABLE customers; --"))
    'O''Hara; DROP TABLE customers; --'
    """
    parts = ["'" + part.replace("'", "''") + "'" for part in value.split("\0")]
    joined = " || chr(0) || ".join(parts)
    return f"({joined})" if len(parts) > 1 else joined


def number(value: Literal) -> str:
    """Write a value of any kind.

    Parameters
    ----------
    value : of a rule

    Returns
    -------
    str

    Examples
    --------
    >>> number(2), number(0.5), number(date(2024, 6, 30)), number(True)
    ('2', '0.5e0', "DATE '2024-06-30'", 'TRUE')
    """
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, str):
        return text(value)
    if isinstance(value, date):
        return f"DATE '{value.isoformat()}'"
    if isinstance(value, float) and "e" not in repr(value):
        return f"{value!r}e0"
    return repr(value)


def of_rows(rule: Rule, table: Opened, alias: str, timezone: str | None) -> str:
    """Write a rule on the columns of a table.

    Parameters
    ----------
    rule : about columns only
    table : opened
    alias : what the SQL calls it
    timezone : the shop's, for times that have a zone

    Returns
    -------
    str: an expression that is true, false or NULL
    """
    if isinstance(rule, All | AnyOf):
        joint = " AND " if isinstance(rule, All) else " OR "
        parts = [of_rows(part, table, alias, timezone) for part in rule.parts]
        return joint.join(f"({part})" for part in parts)
    if isinstance(rule, Not):
        return f"NOT ({of_rows(rule.part, table, alias, timezone)})"
    assert isinstance(rule, Compare)
    return _leaf(rule, table, alias, timezone)


def _leaf(leaf: Any, table: Opened, alias: str, timezone: str | None) -> str:
    column = leaf.of.name
    here = cleaned(table, column, alias)
    early = _not_yet(table, column, alias, timezone)
    if leaf.op in ("known", "unknown"):
        value = f"CASE WHEN {early} THEN {here} END" if early else here
        return f"{value} IS {'NOT ' if leaf.op == 'known' else ''}NULL"
    if misfits(leaf, table):
        refused(leaf, table)
        return "CAST(NULL AS BOOLEAN)"
    if wanted_kind(leaf) == "date":
        here = day(table, column, alias, timezone)
        if isinstance(leaf.of, DaysSince):
            here = f"(DATE '{table.as_of.isoformat()}' - {here})"
    elif wanted_kind(leaf) == "truth" and table.kinds[column] == "number":
        here = f"({here} <> 0)"
    value = f"(CASE WHEN {early} THEN {here} END)" if early else here
    return op_values(leaf, value, number)


def answered(table: Opened, conditions: Iterable[Compare]) -> pd.DataFrame:
    """Answer conditions on columns of customers, row by row, in DuckDB.

    Parameters
    ----------
    table : customers, opened as a DuckDB relation
    conditions : on its columns

    Returns
    -------
    DataFrame: customer_id, _known (there is an id), _late (signed up after as_of), and
    for each condition, by its place, _y0 (true) and _n0 (false); unknown is neither
    """
    late = "FALSE"
    if table.kinds.get(SIGNED_UP) in ("date", "text"):
        late = f"{day(table, SIGNED_UP, 't', None)} > DATE '{table.as_of.isoformat()}'"
    made = {"_known": known_id(table, ID, "t"), "_late": late}
    for place, leaf in enumerate(conditions):
        told = of_rows(leaf, table, "t", None)
        made |= {f"_y{place}": told, f"_n{place}": f"NOT ({told})"}
    parts = [f't."{ID}"', *(f'({sql}) IS TRUE AS "{n}"' for n, sql in made.items())]
    sql = f"SELECT {', '.join(parts)} FROM {quoted(table.name)} AS t"
    return table.frame.to_native().query(table.name, sql).df()


def op_values(leaf: Compare, value: str, write: Callable[[Literal], str]) -> str:
    """Write a comparison.

    Parameters
    ----------
    leaf : the condition
    value : what is compared, in SQL
    write : function that writes a value in SQL

    Returns
    -------
    str

    Examples
    --------
    >>> from segkit.activation.audiences.operands import Column
    >>> op_values(Compare(Column("n"), "between", (2, 5)), "n", number)
    'n BETWEEN 2 AND 5'
    """
    values = [write(each) for each in leaf.values]
    match leaf.op:
        case "in":
            return f"{value} IN ({', '.join(values)})"
        case "between":
            return f"{value} BETWEEN {values[0]} AND {values[1]}"
        case "contains" | "starts with" | "ends with":
            return f"{leaf.op.replace(' ', '_')}({value}, {values[0]})"
        case "known" | "unknown":
            return f"{value} IS {'NOT ' if leaf.op == 'known' else ''}NULL"
    sign = {"!=": "<>"}.get(leaf.op, leaf.op)
    return f"{value} {sign} {values[0]}"


def cleaned(table: Opened, column: str, alias: str) -> str:
    """Write a column in which NaN, infinity and an empty text are missing.

    Parameters
    ----------
    table : opened
    column : of it
    alias : what the SQL calls the table

    Returns
    -------
    str
    """
    here = f"{alias}.{quoted(column)}"
    if table.kinds[column] == "text":
        return f"nullif(CAST({here} AS VARCHAR), '')"
    if table.kinds[column] != "number":
        return here
    double = f"CAST({here} AS DOUBLE)"
    if table.types[column].is_float():
        return f"(CASE WHEN isfinite({here}) THEN {double} END)"
    return double


def day(table: Opened, column: str, alias: str, timezone: str | None) -> str:
    """Write the local day of a column of dates, times or ISO texts.

    Parameters
    ----------
    table : opened
    column : of it
    alias : what the SQL calls the table
    timezone : the shop's, for times that have a zone

    Returns
    -------
    str
    """
    here = f"{alias}.{quoted(column)}"
    if table.kinds[column] == "text":
        iso = f"regexp_matches({here}, '{ISO}') AND {here}[1:4] <> '0000'"
        return f"TRY_CAST(CASE WHEN {iso} THEN {here}[1:10] END AS DATE)"
    return f"CAST({moment(table, column, alias, timezone)} AS DATE)"


def moment(table: Opened, column: str, alias: str, timezone: str | None) -> str:
    """Write a column of times as local times.

    Parameters
    ----------
    table : opened
    column : of it
    alias : what the SQL calls the table
    timezone : the shop's, for times that have a zone

    Returns
    -------
    str
    """
    here = f"{alias}.{quoted(column)}"
    if timezone and getattr(table.types[column], "time_zone", None):
        return f"timezone({text(timezone)}, {here})"
    return here


def known_id(table: Opened, column: str, alias: str) -> str:
    """Write which rows have an id: NaN and an empty text are none.

    Parameters
    ----------
    table : opened
    column : of ids
    alias : what the SQL calls the table

    Returns
    -------
    str
    """
    here = f"{alias}.{quoted(column)}"
    dtype = table.types[column]
    if dtype == nw.String:
        return f"{here} <> ''"
    return f"isfinite({here})" if dtype.is_float() else f"{here} IS NOT NULL"


def _not_yet(table: Opened, column: str, alias: str, timezone: str | None) -> str:
    """Write which times of events have come by as_of; empty for other columns."""
    dated = table.kinds[column] in ("date", "text")
    if table.moment is None or not column.endswith("_at") or not dated:
        return ""
    then = f"{day(table, column, alias, timezone)} <= DATE '{table.as_of.isoformat()}'"
    return f"coalesce({then}, TRUE)"
