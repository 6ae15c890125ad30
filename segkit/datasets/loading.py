"""`load` and `truth`: the two doors to the practice data."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pandas as pd

from segkit import checks, schema
from segkit.datasets import places, typed


class Tables(dict[str, pd.DataFrame]):
    """Tables that belong together, by name; prints as one line for each.

    Parameters
    ----------
    tables : name to pandas table
    name : what they are called together

    Examples
    --------
    >>> Tables({"orders": pd.DataFrame({"amount": [9.5]})}, name="tiny")
    tiny, a dictionary of 1 table:
      ['orders']: 1 row, columns amount
    """

    def __init__(self, tables: dict[str, pd.DataFrame], *, name: str) -> None:
        super().__init__(tables)
        self.name = name

    def __repr__(self) -> str:
        """Say which tables there are, and what is in them."""
        head = f"{self.name}, a dictionary of {_count(len(self), 'table')}:"
        return "\n".join([head, *(self._line(key) for key in self)])

    def _line(self, key: str) -> str:
        columns = ", ".join(map(str, self[key].columns))
        return f"  [{key!r}]: {_count(len(self[key]), 'row')}, columns {columns}"

    def __missing__(self, key: str) -> pd.DataFrame:
        """Name the tables that there are."""
        raise checks.DataError(f"{self.name} has no table {key!r}; it has {list(self)}")


def _count(n: int, thing: str) -> str:
    return f"{n:,} {thing}" + ("" if n == 1 else "s")


def load(name: str) -> pd.DataFrame | Tables:
    """Load what the shop has on file.

    Parameters
    ----------
    name : a table, for instance "orders" or "small_shop_orders"; or a family of
        tables, "world" or "small_shop". `names` lists them

    Returns
    -------
    pandas table, typed by the dictionary (`describe`): dates as datetime64, yes or no
        as bool, columns with listed values as categories; `attrs`: table, grain,
        currency, version, source. For a family: a dictionary of its tables.
        Every call gives a fresh one.

    Raises
    ------
    DataError
        if there is no such table (the nearest names are offered), or ``SEGKIT_DATA``
        is no folder, has none of the tables, or only some of a family

    Notes
    -----
    ``SEGKIT_DATA=folder`` replaces the bundled files. A family comes from one place:
    if the folder has any of its tables (``orders.csv``, ``.csv.gz`` or ``.parquet``;
    ``small_shop/orders.csv``), all must be there, since customers of one shop and
    orders of another do not belong together; families of which it has nothing stay the
    bundled ones. ``attrs["source"]`` says which holds.

    Examples
    --------
    >>> orders = load("orders")
    >>> orders["ordered_at"].dtype.kind, orders.attrs["currency"]
    ('M', 'EUR')
    >>> list(load("small_shop"))
    ['subscribers', 'orders', 'email_events']
    """
    known = places.package()
    if name in families(known):
        prefix = f"{name}_"
        members = {t.removeprefix(prefix): _load(t) for t in known.family(name)}
        return Tables(members, name=name)
    return _load(name)


def truth(name: str) -> pd.DataFrame:
    """Load what was planted in the data: spoilers.

    Parameters
    ----------
    name : "behavioural" (the customers of the world) or "small_shop"

    Returns
    -------
    pandas table, one row per customer; TRUTH.md beside the data says what it means

    Raises
    ------
    DataError
        if there is no such truth, or ``SEGKIT_DATA`` holds data without one

    Examples
    --------
    >>> truth("behavioural")["segment"].cat.categories.tolist()
    ['champion', 'loyal', 'bargain', 'one-off', 'lapsing']
    """
    return _fresh(places.find_truth(name))


def names() -> list[str]:
    """Return the names that can be loaded.

    Returns
    -------
    list of str: tables, then families of tables

    Examples
    --------
    >>> {"customers", "orders", "world", "streaming"} <= set(names())
    True
    """
    known = places.package()
    return known.names() + families(known)


def families(known: schema.Package) -> list[str]:
    """Return the names under which several tables load together.

    Parameters
    ----------
    known : the tables that there are

    Returns
    -------
    list of str

    Examples
    --------
    >>> families(places.package())[:3]
    ['world', 'raw', 'small_shop']
    """
    all_families = dict.fromkeys(table.family for table in known.tables)
    return [family for family in all_families if family not in known.names()]


def _load(name: str) -> pd.DataFrame:
    return _fresh(places.find(name))


def _fresh(place: places.Place) -> pd.DataFrame:
    """Return a copy of the table as read; pandas copies the values when written to."""
    stamp = place.path.stat()
    table = _read(place.path, place.table, stamp.st_mtime_ns, stamp.st_size).copy(
        deep=False
    )
    table.attrs = {
        "table": place.table.name,
        "grain": place.table.grain,
        "currency": place.package.currency,
        "version": place.package.version,
        "source": place.source,
    }
    return table


@lru_cache(maxsize=16)
def _read(path: Path, table: schema.Table, _time: int, _size: int) -> pd.DataFrame:
    return typed.read(path, table)
