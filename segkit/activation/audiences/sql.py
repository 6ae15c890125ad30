"""A rule as SQL for DuckDB: the same customers, without segkit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from segkit import checks
from segkit.activation.audiences import sql_events
from segkit.activation.audiences.asked import (
    CUSTOMERS,
    ID,
    SIGNED_UP,
    Asked,
    columns_of,
    table_of,
)
from segkit.activation.audiences.audience import as_audiences, resolved
from segkit.activation.audiences.door import Opened, Tables
from segkit.activation.audiences.operands import Densest, Latest, Since, Sum
from segkit.activation.audiences.sql_rows import (
    day,
    known_id,
    number,
    of_rows,
    op_values,
    quoted,
)
from segkit.activation.audiences.tree import All, AnyOf, Compare, Member, Not, Rule


def of_rule(
    rule: Rule,
    tables: Mapping[str, Any],
    *,
    as_of: Any,
    audiences: Any = (),
    columns: Mapping[str, Mapping[str, str]] | None = None,
    timezone: str | None = None,
) -> str:
    r"""Write a rule as one SELECT statement of DuckDB's SQL.

    Parameters
    ----------
    rule : any rule
    tables, as_of, audiences, columns, timezone : as for `activation.select`; the SQL
        calls tables by these names, and columns by "our names"

    Returns
    -------
    str

    Raises
    ------
    DataError
        if a table or a column is missing or holds another kind of value

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit.activation.audiences.parse import rule
    >>> customers = pd.DataFrame({"customer_id": [1, 2], "town": ["A", "O'Hara"]})
    >>> print(of_rule(rule('town = "O\'Hara"'), {"customers": customers},
    ...               as_of="2024-06-30"))
    SELECT c."customer_id"
    FROM "customers" AS c
    WHERE (c."customer_id" IS NOT NULL)
      AND (nullif(CAST(c."town" AS VARCHAR), '') = 'O''Hara')
    ORDER BY c."customer_id"
    """
    named = resolved([rule], as_audiences(audiences))
    given = Tables.of(tables, columns, timezone)
    asked = Asked.of([rule, *named.values()], checks.day(as_of))
    statement = Statement(given, asked, named, timezone)
    return statement.written(rule)


@dataclass
class Statement:
    """The parts of a SELECT statement while it is written."""

    tables: Tables
    asked: Asked
    named: Mapping[str, Rule]
    timezone: str | None
    parts: list[str] = field(default_factory=list)
    joins: list[str] = field(default_factory=list)
    measures: dict[Compare, str] = field(default_factory=dict)

    def written(self, rule: Rule) -> str:
        """Write the statement."""
        people, ids = self._people()
        sources = []
        for i, (name, conditions) in enumerate(self.asked.events.items()):
            table = self.tables.open(name, columns_of(conditions), self.asked.as_of)
            alias = f"e{i}"
            result = self._free(f"{name} by customer")
            source = self._free(f"{name} that count")
            parts, measures = sql_events.measured(
                table, conditions, source=source, result=result, timezone=self.timezone
            )
            self.parts += parts
            self.joins.append(
                f'LEFT JOIN {quoted(result)} AS {alias} ON {alias}."{ID}" = c."{ID}"'
            )
            for leaf, column in measures.items():
                self.measures[leaf] = column.format(alias=alias)
            sources.append(source)
        if people is None:
            rows = [f'SELECT "{ID}" FROM {quoted(source)}' for source in sources]
            everybody = self._free("everybody")
            union = "\n  UNION\n  ".join(rows)
            self.parts.append(f"{quoted(everybody)} AS (\n  {union}\n)")
            start = f"FROM {quoted(everybody)} AS c"
        else:
            start = f"FROM {quoted(CUSTOMERS)} AS c"
        where = "\n  AND ".join([*ids, f"({self._rule(rule, people)})"])
        with_ = "WITH " + ",\n".join(self.parts) + "\n" if self.parts else ""
        lines = [f'SELECT c."{ID}"', start, *self.joins, f"WHERE {where}"]
        return with_ + "\n".join([*lines, f'ORDER BY c."{ID}"'])

    def _people(self) -> tuple[Opened | None, list[str]]:
        """Open customers, and say which of its rows count."""
        asked = self.asked
        if not self.tables.has(CUSTOMERS) and asked.events and not asked.people:
            return None, []
        table = self.tables.open(CUSTOMERS, columns_of(asked.people), asked.as_of)
        ids = [f"({known_id(table, ID, 'c')})"]
        if table.kinds.get(SIGNED_UP) in ("date", "text"):
            late = f"{day(table, SIGNED_UP, 'c', self.timezone)} > "
            late += f"DATE '{asked.as_of.isoformat()}'"
            ids.append(f"(({late}) IS NOT TRUE)")
        return table, ids

    def _free(self, name: str) -> str:
        """Find a name that no table has."""
        while self.tables.has(name):
            name += "_"
        return name

    def _rule(self, rule: Rule, people: Opened | None) -> str:
        if isinstance(rule, All | AnyOf):
            joint = " AND " if isinstance(rule, All) else " OR "
            return joint.join(f"({self._rule(part, people)})" for part in rule.parts)
        if isinstance(rule, Not):
            return f"NOT ({self._rule(rule.part, people)})"
        if isinstance(rule, Member):
            return f"({self._rule(self.named[rule.audience], people)}) IS TRUE"
        assert isinstance(rule, Compare)
        if table_of(rule) is None:
            assert people is not None
            return of_rows(rule, people, "c", self.timezone)
        return self._measure(rule)

    def _measure(self, leaf: Compare) -> str:
        """Compare what was measured of events."""
        of, found = leaf.of, self.measures[leaf]
        if isinstance(of, Densest):
            return f"coalesce({found} < {of.days}, FALSE)"
        if isinstance(of, Since):
            value = f"(DATE '{self.asked.as_of.isoformat()}' - {found})"
        elif isinstance(of, Sum):
            value = f"(coalesce({found}, 0) / 100)"
        elif isinstance(of, Latest):
            value = f"coalesce({found}, 0)"
            if not of.up_to:
                n = found.replace('."v', '."n')
                value = f"(CASE WHEN {n} >= {of.n} THEN {value} END)"
        else:
            value = f"coalesce({found}, 0)"
        return op_values(leaf, value, number)
