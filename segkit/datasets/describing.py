"""The data dictionary as a table."""

from __future__ import annotations

import textwrap
from collections.abc import Hashable
from typing import Any

import pandas as pd

from segkit import schema
from segkit.datasets import places, words
from segkit.datasets.loading import families

WIDTH = 88


class Dictionary(pd.DataFrame):
    """A table of meanings that prints them whole."""

    def __repr__(self) -> str:
        """Say what the table is, and what each column means, without cutting off."""
        grain, key = self.attrs.get("grain", ""), self.attrs.get("key", [])
        head = f"{self.attrs.get('name', '')}: {grain}"
        lines = [f"{head}; key {', '.join(key)}" if key else head]
        for _, row in self.iterrows():
            first, *rest = row
            words_ = "; ".join(str(cell) for cell in rest if cell not in ("", None))
            lines += textwrap.wrap(
                f"{first}: {words_}",
                WIDTH,
                initial_indent="  ",
                subsequent_indent="    ",
            )
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        """Show the table with whole sentences."""
        with pd.option_context("display.max_colwidth", None):
            return pd.DataFrame(self).to_html(index=False, na_rep="")


def describe(name: str | None = None) -> Dictionary:
    """Say what each column of a table means, or which tables there are.

    Parameters
    ----------
    name : a table or a family of tables, as in `load`; None for a list of all tables

    Returns
    -------
    pandas table, one row per column: column, type, unit, meaning, allowed, personal;
        `attrs`: name, grain, key, links, rows, currency, meaning. For a family: one row
        per table: table, rows, grain, key, meaning. For all: the same, with family

    Raises
    ------
    DataError
        if there is no such table; the nearest names are offered

    Examples
    --------
    >>> describe("order_lines").attrs["key"]
    ['order_id', 'line']
    >>> describe().query("family == 'small_shop'")["table"].tolist()[0]
    'small_shop_subscribers'
    >>> describe("customers").query("column == 'email_consent'")["personal"].item()
    'personal'
    """
    known = places.package()
    if name is None:
        return _tables(known.title, list(known.tables), family=True)
    if name in families(known):
        return _tables(name, [known.table(member) for member in known.family(name)])
    table = places.lookup(known, name)
    rows = [_column_row(column) for column in table.columns]
    meanings = Dictionary(rows, columns=list(words.DICTIONARY))
    meanings.attrs = _about(table, known)
    return meanings


def _tables(name: str, tables: list[schema.Table], family: bool = False) -> Dictionary:
    """Return one row per table."""
    rows = [_table_row(table) for table in tables]
    meanings = Dictionary(rows, columns=list(words.TABLES))
    if family:
        meanings.insert(1, words.FAMILY, [table.family for table in tables])
    meanings.attrs = {"name": name, "grain": "one row per table", "key": []}
    return meanings


def _about(table: schema.Table, known: schema.Package) -> dict[Hashable, Any]:
    return {
        "name": table.name,
        "grain": table.grain,
        "key": list(table.primary_key),
        "links": {", ".join(key.columns): key.table for key in table.foreign_keys},
        "rows": table.rows,
        "currency": known.currency,
        "meaning": table.description,
    }


def _table_row(table: schema.Table) -> tuple:
    key = ", ".join(table.primary_key)
    return table.name, table.rows, table.grain, key, table.description


def _column_row(column: schema.Column) -> tuple:
    mark = words.PERSONAL if column.personal else ""
    mark = words.SENSITIVE if column.sensitive else mark
    return (
        column.name,
        column.type,
        column.unit or "",
        column.description,
        column.allowed(),
        mark,
    )
