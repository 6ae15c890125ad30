"""Whose indicator it is: every customer of the population counts, buyer or not."""

from __future__ import annotations

from typing import Any

import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd

from segkit import engine
from segkit.checks import DataError
from segkit.kpis import words

LISTS = (pd.Index, pd.api.extensions.ExtensionArray, np.ndarray, list, tuple, set)


def read(customers: Any, name: str = "customers") -> pd.Index:
    """Read which customers are meant, each of them once.

    Parameters
    ----------
    customers : index of customer_id, a table or Series indexed by it, a Series called
        customer_id, or a list of ids
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
    return "missing" if customers is None else f"a {type(customers).__name__}"


def matched(
    counts: pd.DataFrame, wanted: pd.Index, rows: Any, name: str
) -> tuple[pd.DataFrame, int]:
    """Give each wanted customer their counts, zero for those without an order.

    Parameters
    ----------
    counts : customer_id, n_orders, n_refunds, cents; one row per buyer
    wanted : the customers
    rows : narwhals table of all orders, looked at if nobody is found
    name : what the customers are called in messages

    Returns
    -------
    (DataFrame indexed like wanted: n_orders, n_refunds, amount; orders of others)

    Raises
    ------
    DataError
        if no wanted customer is in orders at all

    Examples
    --------
    >>> counts = pd.DataFrame({"customer_id": [7], "n_orders": 2, "n_refunds": 0})
    >>> counts["cents"] = 1400
    >>> matched(counts, pd.Index([7, 8]), None, "customers")[0]["amount"].tolist()
    [14.0, 0.0]
    """
    counts = counts.set_index("customer_id").astype("int64")
    ours = counts.index.isin(wanted)
    if not ours.any():
        _some_overlap(rows, wanted, name)
    table = counts[ours].reindex(wanted, fill_value=0)
    table["amount"] = table.pop("cents") / 100
    return table, int(counts.loc[~ours, "n_orders"].sum())


def _some_overlap(rows: Any, wanted: pd.Index, name: str) -> None:
    known = rows.select("customer_id").unique().filter(~nw.col("customer_id").is_null())
    ids = pd.Index(engine.to_pandas(known.to_native())["customer_id"])
    if not ids.isin(wanted).any():
        kinds = [pd.api.types.infer_dtype(i, skipna=True) for i in (wanted, ids)]
        raise DataError(
            words.NO_OVERLAP.format(name=name, ours=kinds[0], theirs=kinds[1])
        )
