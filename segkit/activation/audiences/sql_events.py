"""Events as SQL: the rows that count, one row for each event, one for each customer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import pandas as pd

from segkit.activation.audiences.asked import ID
from segkit.activation.audiences.door import Opened
from segkit.activation.audiences.measuring import refunds
from segkit.activation.audiences.operands import (
    Ago,
    Dates,
    Densest,
    Events,
    Latest,
    Since,
    Sum,
)
from segkit.activation.audiences.sql_rows import (
    cleaned,
    day,
    known_id,
    moment,
    of_rows,
    quoted,
)
from segkit.activation.audiences.tree import Compare, Rule

EPOCH = date(1970, 1, 1).toordinal()
CENTS = (
    "CAST(CASE WHEN {x} < 0 THEN -floor(0.5 - {x} * 100) "
    "ELSE floor({x} * 100 + 0.5) END AS BIGINT)"
)


def measured(
    table: Opened,
    conditions: Iterable[Compare],
    *,
    source: str,
    result: str,
    timezone: str | None = None,
    loose: bool = True,
) -> tuple[list[str], dict[Compare, str]]:
    """Write what is measured of a table of events for each customer.

    Parameters
    ----------
    table : opened
    conditions : on its events
    source, result : names for the rows that count, and for one row per customer
    timezone : the shop's
    loose : whether some rows may have no key

    Returns
    -------
    (list of common table expressions, the column of each condition with the alias open)
    """
    events = Rows(table, list(conditions), timezone, loose=loose)
    parts = [f"{quoted(source)} AS (\n{events.rows()}\n)"]
    found = f"FROM {quoted(source)}"
    if table.key:
        once = quoted(source + ", once")
        parts.append(f"{once} AS (\n{events.once(found)}\n)")
        found = f"FROM {once}"
    ranks = events.ranks()
    if ranks:
        ranked = quoted(source + ", ranked")
        parts.append(f"{ranked} AS (\n  SELECT *,\n    {ranks}\n  {found}\n)")
        found = f"FROM {ranked}"
    columns = events.measures()
    list_ = ",\n    ".join([f'"{ID}"', *(f'{made} AS "{n}"' for n, made in columns)])
    parts.append(
        f'{quoted(result)} AS (\n  SELECT\n    {list_}\n  {found}\n  GROUP BY "{ID}"\n)'
    )
    names = {leaf: f'{{alias}}."v{i}"' for i, leaf in enumerate(events.conditions)}
    return parts, names


def run(
    table: Opened, conditions: list[Compare], *, loose: bool
) -> tuple[pd.DataFrame, dict[Any, str]]:
    """Measure conditions on events in DuckDB.

    Parameters
    ----------
    table : opened, a DuckDB relation with local times
    conditions : on its events
    loose : whether some rows have no key

    Returns
    -------
    (DataFrame with customer_id, names of columns by place of the condition)
    """
    names = [f"{table.name} {each}" for each in ("that count", "by customer")]
    parts, _ = measured(
        table, conditions, source=names[0], result=names[1], loose=loose
    )
    sql = "WITH " + ",\n".join(parts) + f"\nSELECT * FROM {quoted(names[1])}"
    found = table.frame.to_native().query(table.name, sql).df()
    columns: dict[Any, str] = {}
    for place, leaf in enumerate(conditions):
        columns[place] = f"v{place}"
        if isinstance(leaf.of, Latest):
            columns[f"n{place}"] = f"n{place}"
        if isinstance(leaf.of, Since):  # a day, counted as the engines do
            days = pd.to_datetime(found[f"v{place}"]) - pd.Timestamp("1970-01-01")
            found[f"v{place}"] = days.dt.days + EPOCH
    return found, columns


def counted(table: Opened) -> tuple[list[int], bool]:
    """Count the rows that are left out, in DuckDB.

    Parameters
    ----------
    table : opened, a DuckDB relation with local times

    Returns
    -------
    (rows after as_of, without customer, without a moment; whether some have no key)
    """
    when = day(table, str(table.moment), "t", None)
    last = f"DATE '{table.as_of.isoformat()}'"
    late = f"{when} > {last}"
    if table.kinds[str(table.moment)] == "date":
        late = f"{moment(table, str(table.moment), 't', None)} >= {last} + 1"
    known = f"({known_id(table, ID, 't')}) IS TRUE"
    key = known_id(table, table.key, "t") if table.key else "TRUE"
    asked = (
        late,
        f"({late}) IS NOT TRUE AND NOT {known}",
        f"{known} AND {when} IS NULL",
        f"({key}) IS NOT TRUE",
    )
    counts = ", ".join(f"count(*) FILTER (WHERE {each})" for each in asked)
    sql = f"SELECT {counts} FROM {quoted(table.name)} AS t"
    row = table.frame.to_native().query(table.name, sql).fetchall()[0]
    return list(row[:3]), bool(row[3])


class Rows:
    """The rows of a table of events, with a mark for each condition on them."""

    def __init__(
        self,
        table: Opened,
        conditions: list[Compare],
        timezone: str | None,
        *,
        loose: bool,
    ) -> None:
        self.table, self.conditions, self.timezone = table, conditions, timezone
        self.loose = loose
        self.dated = table.kinds[str(table.moment)] == "date"
        self.flags: dict[Rule, str] = {}
        self.sums: dict[tuple[Rule | None, str], str] = {}
        for leaf in conditions:
            of: Any = leaf.of
            inner = [of.events.where, getattr(of, "had", None)]
            for rule in [rule for rule in inner if rule is not None]:
                self.flags.setdefault(rule, f"w{len(self.flags)}")
            if isinstance(of, Sum):
                self.sums.setdefault((of.events.where, of.column), f"s{len(self.sums)}")

    def rows(self) -> str:
        """Write the rows that count."""
        table, zone = self.table, self.timezone
        when = day(table, str(table.moment), "t", zone)
        made = {ID: f't."{ID}"', "day": when}
        made["moment"] = moment(table, str(table.moment), "t", zone)
        if table.key:
            known = known_id(table, table.key, "t")
            key = f"t.{quoted(table.key)}"
            made["key"] = f"CASE WHEN {known} THEN {key} END"
            if self.loose:
                none = f"({known}) IS NOT TRUE"
                made["loose"] = f"CASE WHEN {none} THEN {made['moment']} END"
        for rule, name in self.flags.items():
            made[name] = f"({of_rows(rule, table, 't', zone)}) IS TRUE"
        for (where, column), name in self.sums.items():
            made[name] = self._cents(where, column)
        if refunds(table):
            made["total"] = self._cents(None, "amount")
        list_ = ",\n    ".join(f'{each} AS "{name}"' for name, each in made.items())
        last = f"DATE '{table.as_of.isoformat()}'"
        late = f"{made['moment']} < {last} + 1" if self.dated else f"{when} <= {last}"
        counts = f"({known_id(table, ID, 't')})\n    AND {late}"
        source = f"FROM {quoted(table.name)} AS t"
        return f"  SELECT\n    {list_}\n  {source}\n  WHERE {counts}"

    def _cents(self, where: Rule | None, column: str) -> str:
        value = cleaned(self.table, column, "t")
        cents = f"coalesce({CENTS.format(x=value)}, 0)"
        if where is None:
            return cents
        met = of_rows(where, self.table, "t", self.timezone)
        return f"CASE WHEN {met} THEN {cents} ELSE 0 END"

    def once(self, source: str) -> str:
        """Write one row for each event that has several."""
        day = 'CAST(min("moment") AS DATE)' if self.dated else 'min("day")'
        made = [f'{day} AS "day"', 'min("moment") AS "moment"']
        made += [f'bool_or("{name}") AS "{name}"' for name in self.flags.values()]
        sums = [*self.sums.values(), *(["total"] if refunds(self.table) else [])]
        made += [f'sum("{name}") AS "{name}"' for name in sums]
        list_ = ",\n    ".join([f'"{ID}"', *made])
        keys = f'"{ID}", "key"' + (', "loose"' if self.loose else "")
        return f"  SELECT\n    {list_}\n  {source}\n  GROUP BY {keys}"

    def ranks(self) -> str:
        """Write the place of events from the last, and how long so many took."""
        made = []
        for i, leaf in enumerate(self.conditions):
            of: Any = leaf.of
            if not isinstance(of, Latest | Densest):
                continue
            whose = f'PARTITION BY "{ID}", ({self._met(of.events)})'
            if isinstance(of, Latest):
                order = f'"moment" DESC, "{self.flags[of.had]}" DESC'
                rank = f"row_number() OVER ({whose} ORDER BY {order})"
            else:
                k = int(leaf.values[0])  # type: ignore[arg-type]
                rank = f'"day" - lag("day", {k - 1}) OVER ({whose} ORDER BY "day")'
            made.append(f'{rank} AS "r{i}"')
        return ",\n    ".join(made)

    def measures(self) -> list[tuple[str, str]]:
        """Write what is counted, added up and looked back at."""
        found = []
        for i, leaf in enumerate(self.conditions):
            of: Any = leaf.of
            met = self._met(of.events)
            inside = " AND ".join(p for p in (met, self._inside(of.events)) if p)
            if isinstance(of, Sum):
                only = self._inside(of.events) or "TRUE"
                name = self.sums[of.events.where, of.column]
                made = f'sum("{name}") FILTER (WHERE {only})'
            elif isinstance(of, Since):
                way = "max" if of.which == "last" else "min"
                made = f'{way}("day") FILTER (WHERE {inside})'
            elif isinstance(of, Densest):
                made = f'min("r{i}") FILTER (WHERE {met})'
            elif isinstance(of, Latest):
                last = f'{met} AND "r{i}" <= {of.n}'
                found.append((f"n{i}", f"count(*) FILTER (WHERE {last})"))
                had = f'{last} AND "{self.flags[of.had]}"'
                made = f"count(*) FILTER (WHERE {had})"
            else:
                made = f"count(*) FILTER (WHERE {inside})"
            found.append((f"v{i}", made))
        return found

    def _met(self, events: Events) -> str:
        """Write which events meet the condition, and are no refunds."""
        parts = [] if events.where is None else [f'"{self.flags[events.where]}"']
        parts += ['"total" >= 0'] if refunds(self.table) else []
        return " AND ".join(parts) or "TRUE"

    def _inside(self, events: Events) -> str:
        """Write which events lie in the period; empty for all."""
        period, today = events.period, f"DATE '{self.table.as_of.isoformat()}'"
        if isinstance(period, Ago):
            low, high = (f"{today} - {n}" for n in (period.oldest, period.newest))
        elif isinstance(period, Dates):
            low, high = (f"DATE '{d}'" for d in (period.first, period.last))
        else:
            return ""
        return f'"day" BETWEEN {low} AND {high}'
