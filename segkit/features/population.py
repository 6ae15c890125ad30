"""Who is described: the customers asked for, in a table with settled types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd

from segkit import engine
from segkit.checks import DataError
from segkit.features import words

COUNTS = ("n_orders", "n_lines", "n_channels", "n_categories", "frequency")
SCORES = ("r_score", "f_score", "m_score")
DATES = ("first_order_date", "last_order_date")
NAMES = ("favourite_channel", "favourite_category")
ZEROS = (*COUNTS, "monetary_amount", "refund_amount", "_rows")


def tidy(table: pd.DataFrame) -> pd.DataFrame:
    """Give a collected table its index, its order and the same types on every engine.

    Parameters
    ----------
    table : pandas.DataFrame with a column customer_id

    Returns
    -------
    pandas.DataFrame sorted and indexed by customer_id; counts int64, dates
    datetime64[us], names str, the rest float64

    Examples
    --------
    >>> tidy(pd.DataFrame({"customer_id": [2, 1], "n_orders": [1.0, 3.0]}))
                 n_orders
    customer_id
    1                   3
    2                   1
    """
    whole = {*COUNTS, *SCORES, "_rows"}
    kinds = dict.fromkeys(table.columns.drop("customer_id"), "float64")
    kinds |= {n: "int64" for n in kinds if n in whole}
    kinds |= {n: "datetime64[us]" for n in kinds if n in DATES}
    kinds |= {n: "str" for n in kinds if n in NAMES}
    table = table.astype(kinds).set_index("customer_id").sort_index()
    table.index = plain_index(table.index)
    return table


def plain_index(index: pd.Index) -> pd.Index:
    """Give equal ids the same type, whichever engine they come from.

    Parameters
    ----------
    index : pandas.Index of ids, none missing

    Returns
    -------
    pandas.Index of int64, str or what it was, with its name

    Examples
    --------
    >>> plain_index(pd.Index([1, 2], dtype="Int64")).dtype
    dtype('int64')
    """
    if pd.api.types.is_integer_dtype(index.dtype):
        return index.astype("int64")
    if pd.api.types.is_string_dtype(index.dtype):
        return index.astype("str")
    if pd.api.types.is_float_dtype(index.dtype):
        return index.astype("float64")
    return index


def ids(customers: Any, columns: Mapping[str, str] | None = None) -> pd.Index:
    """Read the ids of the customers who are to be described.

    Parameters
    ----------
    customers : table with customer_id, pandas table or series indexed by it, or list
    columns : ``{"customer_id": "your name"}``, used if the table has that column

    Returns
    -------
    pandas.Index, sorted

    Raises
    ------
    DataError
        if there are no ids, or some are missing or there twice

    Examples
    --------
    >>> ids(pd.DataFrame({"customer_id": [3, 1]})).tolist()
    [1, 3]
    """
    found = _as_index(customers, (columns or {}).get("customer_id", "customer_id"))
    missing = int(np.sum(found.isna()))
    if missing:
        raise DataError(words.MISSING_IDS.format(n=missing))
    twice = found[found.duplicated()].unique()
    if len(twice):
        some = twice[:3].tolist()
        raise DataError(words.REPEATED_IDS.format(n=len(twice), some=some))
    return plain_index(found).rename("customer_id").sort_values()


def _as_index(customers: Any, theirs: str) -> pd.Index:
    if isinstance(customers, pd.Index):
        return customers
    if isinstance(customers, pd.DataFrame | pd.Series):
        if customers.index.name == "customer_id":
            return customers.index
        if isinstance(customers, pd.Series):
            return pd.Index(customers)
    if isinstance(customers, list | tuple | set):
        return pd.Index(list(customers))
    try:
        frame = nw.from_native(customers)
    except TypeError as error:
        kind = type(customers).__name__
        raise DataError(words.NO_CUSTOMER_IDS.format(kind=kind)) from error
    have = frame.collect_schema().names()
    name = next((n for n in ("customer_id", theirs) if n in have), None)
    if name is None:
        raise DataError(words.NO_CUSTOMER_IDS.format(kind=f"table with {have}"))
    return pd.Index(engine.to_pandas(frame.select(name).to_native())[name])


def only(table: pd.DataFrame, wanted: pd.Index) -> tuple[pd.DataFrame, int]:
    """Describe exactly the wanted customers, and count the rows of all others.

    Parameters
    ----------
    table : pandas.DataFrame indexed by customer_id, with a column ``_rows``
    wanted : ids

    Returns
    -------
    table of the wanted customers; number of rows that belong to nobody wanted

    Raises
    ------
    DataError
        if no customer of the table is wanted: the ids are of different kinds

    Examples
    --------
    >>> table = pd.DataFrame({"n_orders": [2], "_rows": [3]}, index=[1])
    >>> only(table, pd.Index([1, 2]))[0]["n_orders"].tolist()
    [2, 0]
    """
    strangers = table.index.difference(wanted)
    if len(strangers) == len(table):
        raise DataError(_strangers(table.index, wanted))
    rows = int(table.loc[strangers, "_rows"].sum())
    kinds = table.dtypes[[n for n in ZEROS if n in table]].to_dict()
    table = table.reindex(wanted)
    return table.fillna(dict.fromkeys(kinds, 0)).astype(kinds), rows


def _strangers(found: pd.Index, wanted: pd.Index) -> str:
    return words.STRANGERS.format(
        orders=found.tolist()[0],
        kind_orders=found.dtype,
        customers=next(iter(wanted.tolist()), None),
        kind_customers=wanted.dtype,
    )
