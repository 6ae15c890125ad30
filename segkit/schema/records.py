"""The records of the data dictionary: packages, tables, columns and their links."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, repr=False)
class Column:
    """One column: its name, type, unit, meaning, and what may stand in it.

    Attributes
    ----------
    name, type, title, description : as Table Schema has them
    unit : what one is one of, or None
    required, unique : whether every row has a value; whether no two rows share one
    minimum, maximum, pattern : limits, or None
    enum : the values allowed, in their order; empty if any
    decimals : digits after the point in the file, for numbers
    personal : says something about one person
    sensitive : of the special categories that the law protects further
    """

    name: str
    type: str
    description: str
    unit: str | None = None
    required: bool = False
    unique: bool = False
    minimum: Any = None
    maximum: Any = None
    pattern: str | None = None
    enum: tuple[str, ...] = ()
    decimals: int = 2
    personal: bool = False
    sensitive: bool = False

    def allowed(self) -> str:
        """Say what may stand in this column.

        Returns
        -------
        str, empty if anything of its type may

        Examples
        --------
        >>> Column("age", "integer", "Age.", minimum=18, required=True).allowed()
        'at least 18; never empty'
        """
        words = [" | ".join(self.enum)] if self.enum else []
        if self.minimum is not None:
            words.append(f"at least {self.minimum}")
        if self.maximum is not None:
            words.append(f"at most {self.maximum}")
        words += ["no two alike"] if self.unique else []
        words += ["never empty"] if self.required else []
        return "; ".join(words)

    def __repr__(self) -> str:
        """Say what the column is in one line."""
        unit = f", {self.unit}" if self.unit else ""
        mark = " (personal)" if self.personal else ""
        return f"{self.name} ({self.type}{unit}){mark}: {self.description}"


@dataclass(frozen=True)
class ForeignKey:
    """Columns of one table whose values are a key of another table.

    Attributes
    ----------
    columns : here
    table : the other table's name
    table_columns : there
    """

    columns: tuple[str, ...]
    table: str
    table_columns: tuple[str, ...]


@dataclass(frozen=True, repr=False)
class Table:
    """One table: where its file is, what one row is, its columns and keys.

    Attributes
    ----------
    name, description : what it is called and holds
    path : the file, relative to its package
    grain : what one row is
    family : tables of one family belong together and are replaced together
    columns : in the order of the file
    primary_key : columns that name a row; empty if none do
    needs : columns without which the table is of no use; the others may be absent
    foreign_keys : links to other tables
    missing_values : texts that mean "no value"
    rows, bytes, sha256 : of the file; None if not stated
    """

    name: str
    description: str
    path: str
    grain: str
    family: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    missing_values: tuple[str, ...] = ("",)
    rows: int | None = None
    bytes: int | None = None
    sha256: str | None = None

    def column(self, name: str) -> Column:
        """Return what is known about one column.

        Parameters
        ----------
        name : the column's name

        Returns
        -------
        Column

        Raises
        ------
        LookupError
            naming the columns that there are

        Examples
        --------
        >>> from segkit import schema
        >>> schema.bundled().table("orders").column("amount").unit
        'EUR'
        """
        for column in self.columns:
            if column.name == name:
                return column
        names = [column.name for column in self.columns]
        raise LookupError(f"{self.name} has no column {name!r}; it has {names}")

    def __repr__(self) -> str:
        """Say what the table is, a line for each column."""
        rows = f", {self.rows:,} rows" if self.rows is not None else ""
        head = f"{self.name}: {self.grain}{rows}"
        return "\n".join([head, *(f"  {column!r}" for column in self.columns)])


@dataclass(frozen=True, repr=False)
class Package:
    """All tables of one data folder.

    Attributes
    ----------
    name, title, description, version, currency : of the data, not of the code
    tables : in the order of the file
    folder : where the paths of the tables begin
    """

    name: str
    title: str
    description: str
    version: str
    currency: str
    tables: tuple[Table, ...]
    folder: Path

    def names(self) -> list[str]:
        """Return the names of the tables.

        Returns
        -------
        list of str

        Examples
        --------
        >>> from segkit import schema
        >>> "orders" in schema.bundled().names()
        True
        """
        return [table.name for table in self.tables]

    def table(self, name: str) -> Table:
        """Return what is known about one table.

        Parameters
        ----------
        name : the table's name

        Returns
        -------
        Table

        Raises
        ------
        LookupError
            naming the tables that there are

        Examples
        --------
        >>> from segkit import schema
        >>> schema.bundled().table("orders").grain
        'one row per order'
        """
        for table in self.tables:
            if table.name == name:
                return table
        raise LookupError(f"{self.name} has no table {name!r}; it has {self.names()}")

    def family(self, name: str) -> list[str]:
        """Return the names of the tables that belong to this family.

        Parameters
        ----------
        name : the family's name

        Returns
        -------
        list of str

        Examples
        --------
        >>> from segkit import schema
        >>> schema.bundled().family("raw")
        ['customers_raw', 'orders_raw', 'web_sessions_raw', 'survey_raw']
        """
        return [table.name for table in self.tables if table.family == name]

    def __repr__(self) -> str:
        """Say what the package holds, a line for each table."""
        lines = [f"{self.title} {self.version} ({self.currency})"]
        lines += [f"  {t.name}: {t.grain}, {t.rows or '?'} rows" for t in self.tables]
        return "\n".join(lines)
