"""Whose indicator it is: every customer of the population counts, buyer or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd

from segkit import engine
from segkit.checks import DataError
from segkit.kpis import words
from segkit.kpis.sources import Source, Window

STRANGER = -1  # the group of customers who are not in the population
LISTS = (
    pd.Index,
    pd.api.extensions.ExtensionArray,
    np.ndarray,
    list,
    tuple,
    set,
    range,
)


def read(customers: Any, name: str = "customers") -> pd.Index:
    """Read which customers are meant, each of them once.

    Parameters
    ----------
    customers : index of customer_id, a table or Series indexed by it, a table with the
        column customer_id, a Series called so, or a list of ids
    name : what they are called in messages

    Returns
    -------
    pandas Index named customer_id

    Raises
    ------
    DataError
        if there are none, or some are missing or there twice

    Examples
    --------
    >>> read(pd.Series(["New", "VIP"], index=["C1", "C2"])).tolist()
    ['C1', 'C2']
    """
    if isinstance(customers, pd.Series) and customers.name == "customer_id":
        index = pd.Index(customers)
    elif isinstance(customers, pd.DataFrame) and "customer_id" in customers:
        index = pd.Index(customers["customer_id"])
    elif isinstance(customers, pd.DataFrame | pd.Series):
        index = customers.index
    elif isinstance(customers, LISTS):
        index = pd.Index(list(customers) if isinstance(customers, set) else customers)
    else:
        raise DataError(words.NO_POPULATION.format(found=_what(customers)))
    if index.empty:
        raise DataError(words.EMPTY_POPULATION.format(name=name))
    missing, twice = (int(np.sum(bad)) for bad in (index.isna(), index.duplicated()))
    if missing:
        raise DataError(words.MISSING_IDS.format(name=name, n=missing))
    if twice:
        raise DataError(words.REPEATED_IDS.format(name=name, n=twice))
    return index.rename("customer_id")


def _what(customers: Any) -> str:
    if customers is None:
        return "missing"
    kind = type(customers)
    room = kind.__module__.split(".")[0]
    return f"a {kind.__name__}" if room == "builtins" else f"a {room} {kind.__name__}"


@dataclass(frozen=True)
class Groups:
    """Say who is counted, and in which group.

    Parameters
    ----------
    sizes : customers of each group, by its number (or by the value of the column); None
        if nobody says how many they are, and those who are in the table are all
    codes : Series of the number of each customer's group, indexed by customer_id; None
        if everybody in the table counts
    columns : the column of the table whose values are the groups, if it is one
    name : what the customers are called in messages

    Examples
    --------
    >>> Groups().named
    False
    """

    sizes: Mapping[Any, int] | None = None
    codes: pd.Series | None = None
    columns: tuple[str, ...] = ()
    name: str = "customers"

    @property
    def named(self) -> bool:
        """Whether somebody said whose customers these are."""
        return self.codes is not None

    def joined(self, people: Any, source: Source) -> Any:
        """Give each row of a table the number of its group, in the table's engine."""
        if self.columns:
            return people.with_columns(_group=nw.col(self.columns[0]))
        if self.codes is None:
            return people.with_columns(_group=nw.lit(0))
        return joined(people, self.codes, source.unit_id)

    def places(
        self, found: pd.DataFrame, window: Window
    ) -> dict[tuple[Any, Any], int | None]:
        """List each group and period, also those where nothing happened."""
        sizes: Mapping[Any, int | None]
        if self.sizes is not None:
            sizes = self.sizes
        else:
            sizes = dict.fromkeys(sorted(found["_group"].unique()))
        when = [number for number, _, _ in window.parts] or [None]
        return {(group, w): size for group, size in sizes.items() for w in when}


def everybody(customers: Any, source: Source, name: str = "customers") -> Groups:
    """Put all customers of the population into one group.

    Parameters
    ----------
    customers : as in `read`; None for those in the table, where the source allows it
    source : what is counted
    name : what the customers are called in messages

    Returns
    -------
    Groups, one group numbered 0

    Raises
    ------
    DataError
        as `read` does

    Examples
    --------
    >>> from segkit.kpis.buying.orders import ORDERS
    >>> dict(everybody(["a", "b"], ORDERS).sizes)
    {0: 2}
    """
    if customers is None and not source.everybody:
        return Groups()
    _of_customers(source)
    index = read(customers, name)
    return Groups({0: len(index)}, pd.Series(0, index=index), name=name)


def _of_customers(source: Source) -> None:
    """Refuse to look for customers in a table that has none."""
    if not source.unit_id:
        raise DataError(words.NO_CUSTOMERS.format(table=source.name))


def divided(segments: pd.Series, source: Source) -> Groups:
    """Put the customers of each segment into a group.

    Parameters
    ----------
    segments : categorical Series indexed by customer_id, none missing
    source : what is counted

    Returns
    -------
    Groups, numbered as the categories are

    Raises
    ------
    DataError
        as `read` does

    Examples
    --------
    >>> from segkit.kpis.buying.orders import ORDERS
    >>> names = pd.Series(["x", "y", "y"], index=[1, 2, 3], dtype="category")
    >>> dict(divided(names, ORDERS).sizes)
    {0: 1, 1: 2}
    """
    _of_customers(source)
    index = read(segments, "segments")
    codes = pd.Series(segments.cat.codes.to_numpy(), index=index)
    sizes = codes.value_counts().reindex(range(len(segments.cat.categories)))
    return Groups(sizes.fillna(0).astype(int).to_dict(), codes, name="segments")


def joined(people: Any, codes: pd.Series, key: str) -> Any:
    """Join whole numbers to the customers of a table, in the table's own engine.

    Parameters
    ----------
    people : narwhals table with the column key
    codes : Series of whole numbers from 0, indexed by the values of key
    key : the column

    Returns
    -------
    narwhals table with a column ``_group``, `STRANGER` where codes has no such value

    Examples
    --------
    >>> people = nw.from_native(pd.DataFrame({"customer_id": ["b", "z"]}))
    >>> table = joined(people, pd.Series([4], index=["b"]), "customer_id")
    >>> table.to_native()["_group"].tolist()
    [4, -1]
    """
    kind = people.collect_schema()[key]
    if isinstance(kind, nw.Categorical | nw.Enum) and not _looked_up(people):
        people = people.with_columns(nw.col(key).cast(nw.String))
        kind = nw.String()
    ids = _typed(codes.index, kind)
    if _looked_up(people) or ids is None:
        return _by_look_up(people, codes, key)
    table = {key: ids, "_group": codes.to_numpy(dtype="int64")}
    groups = _in_engine(people, table, key)
    if not people.implementation.is_pyarrow():
        groups = groups.with_columns(nw.col(key).cast(kind))
    people = people.join(groups, on=key, how="left")
    return people.with_columns(nw.col("_group").fill_null(STRANGER))


def _looked_up(people: Any) -> bool:
    known = people.implementation
    return not (
        known.is_polars()
        or known.is_pyarrow()
        or known.is_duckdb()
        or known.is_spark_like()
    )


def _typed(ids: pd.Index, kind: Any) -> Any:
    """Give ids the type of the table's own; None if that is not safe."""
    found = pd.api.types.infer_dtype(ids, skipna=True)
    if kind == nw.String and found in {"string", "categorical"}:
        texts = ids.astype(object)
        return list(texts) if all(isinstance(t, str) for t in texts) else None
    if kind.is_integer() and found == "integer":
        return ids.to_numpy(dtype="int64")
    return None


def _in_engine(people: Any, table: dict[str, Any], key: str) -> Any:
    import pyarrow as pa  # noqa: PLC0415 - comes with the engines that need it

    groups = pa.table(table)
    known = people.implementation
    if known.is_duckdb():  # reads the local table, in the relation's own connection
        relation = people.to_native().query("_segkit_people", "SELECT * FROM groups")
        return nw.from_native(relation)
    if known.is_spark_like():
        return nw.from_native(people.to_native().sparkSession.createDataFrame(groups))
    if known.is_pyarrow():  # tells large texts from texts
        kinds = {key: people.to_native().schema.field(key).type, "_group": pa.int64()}
        groups = groups.cast(pa.schema(kinds))
        return nw.from_native(groups)
    frame = nw.from_arrow(groups, backend=known)
    return frame.lazy() if isinstance(people, nw.LazyFrame) else frame


def _by_look_up(people: Any, codes: pd.Series, key: str) -> Any:
    """Look each customer up in pandas: only those of one row each come here."""
    table = engine.to_pandas(people.to_native())
    found = codes.index.get_indexer(pd.Index(table[key]))
    numbers = np.append(codes.to_numpy(dtype="int64"), STRANGER)
    return nw.from_native(table.assign(_group=numbers[found]))
