"""A collected table of customers with settled types, for those who are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from segkit.features import population

COUNT, RATE, FLAG, NAME = "int64", "float64", "bool", "str"
EMPTY = {COUNT: 0, FLAG: False}


def settled(
    table: pd.DataFrame,
    kinds: Mapping[str, str],
    *,
    as_of: date,
    left_out: Mapping[str, int],
    rows: pd.Series | None = None,
    customers: Any = None,
    columns: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Give a table its index, types and attrs, and the rows of those asked for.

    Parameters
    ----------
    table : with a column customer_id
    kinds : column to its type, in the order of the result
    as_of : the day it describes
    left_out : reason to number of rows left out
    rows : how many rows made each row of the table, for those of strangers
    customers : table, index or list of ids, or None for everybody in the table
    columns : as they were passed, for the name of customer_id in `customers`

    Returns
    -------
    pandas.DataFrame, sorted and indexed by customer_id; who is not in the table has 0
    in counts, False in flags, and nothing in the rest

    Raises
    ------
    DataError
        if nobody in the table is asked for

    Examples
    --------
    >>> table = pd.DataFrame({"customer_id": [2, 1], "n_sessions": [3, 1]})
    >>> of = settled(table, {"n_sessions": COUNT}, as_of=date(2024, 6, 30), left_out={})
    >>> of["n_sessions"].to_dict()
    {1: 1, 2: 3}
    """
    made = table[["customer_id", *kinds]].astype(dict(kinds))
    made["_rows"] = 1 if rows is None else rows.to_numpy()
    made = made.set_index("customer_id").sort_index()
    made.index = population.plain_index(made.index)
    counts = dict(left_out)
    if customers is not None:
        wanted = population.ids(customers, columns)
        made, counts["not in customers"] = population.only(made, wanted)
    made = made.drop(columns="_rows")
    made = filled(made, kinds)
    made.attrs = {"as_of": as_of.isoformat(), "left_out": counts}
    return made


def filled(table: pd.DataFrame, kinds: Mapping[str, str]) -> pd.DataFrame:
    """Write 0 for missing counts and False for missing flags.

    Parameters
    ----------
    table : one row per customer
    kinds : column to its type

    Returns
    -------
    pandas.DataFrame

    Examples
    --------
    >>> table = pd.DataFrame({"n_sent": [3.0, np.nan]})
    >>> filled(table, {"n_sent": COUNT})["n_sent"].tolist()
    [3, 0]
    """
    empty = {n: EMPTY[kind] for n, kind in kinds.items() if kind in EMPTY}
    found = table.astype(dict.fromkeys(empty, object)).fillna(empty)
    return found.astype({n: kinds[n] for n in empty})


def ratio(top: pd.Series, bottom: pd.Series) -> pd.Series:
    """Divide, and leave the result missing where there is nothing to divide by.

    Parameters
    ----------
    top, bottom : numbers

    Returns
    -------
    Series of floats

    Examples
    --------
    >>> ratio(pd.Series([3, 1]), pd.Series([4, 0])).tolist()
    [0.75, nan]
    """
    return top.astype(float) / bottom.astype(float).where(bottom != 0, np.nan)
