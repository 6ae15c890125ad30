"""Checks of X, the table with one row per customer, before a model reads it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from segkit.checks import DataError
from segkit.models.columns import FIGURES, NUMBERS, is_number, numbers, readable

__all__ = [
    "FIGURES",
    "NUMBERS",
    "customers",
    "index_of",
    "is_number",
    "known",
    "numbers",
    "plain",
    "readable",
    "something",
]


ORDERS = "features.customers(orders, as_of=...)"


def customers(
    X: object, needs: Sequence[str], *, who: str, made_by: str = ORDERS
) -> pd.DataFrame:
    """Check that X has one row per customer and the columns that a model needs.

    Parameters
    ----------
    X : pandas DataFrame, indexed by customer_id
    needs : columns that must be there
    who : the model's name, for the message
    made_by : how such a table is made, for the message

    Returns
    -------
    X itself

    Raises
    ------
    DataError
        if X is no pandas table, is empty, lacks a column, or names a customer twice

    Examples
    --------
    >>> X = pd.DataFrame({"n_orders": [3, 1]}, index=["a", "b"])
    >>> customers(X, ["n_orders"], who="BehaviouralSegmenter") is X
    True
    """
    if not isinstance(X, pd.DataFrame):
        raise DataError(
            f"{who} needs X as a pandas table with named columns; this is a "
            f"{type(X).__name__}: make it with {made_by}"
        )
    missing = [column for column in needs if column not in X.columns]
    if missing:
        hint = {"your name": missing[0]}
        raise DataError(
            f"{who} needs columns {missing} in X; the table has "
            f"{X.columns.tolist()}: make X with {made_by}, "
            f"or rename with X.rename(columns={hint})"
        )
    if X.empty:
        raise DataError(
            f"{who} needs customers; X has 0 rows (0 sample(s)): "
            "look at what was left out with X.attrs['left_out']"
        )
    _one_row_each(X, who, made_by)
    return X


def _one_row_each(X: pd.DataFrame, who: str, made_by: str) -> None:
    if "customer_id" in X.columns:
        raise DataError(
            f"{who} needs customer_id as the index of X; it is a column: "
            "X = X.set_index('customer_id')"
        )
    repeated = X.columns[X.columns.duplicated()].unique().tolist()
    if repeated:
        raise DataError(f"X has columns {repeated} more than once: drop or rename one")
    if X.index.nlevels > 1:
        raise DataError(
            f"{who} needs one customer_id in the index of X; it has the levels "
            f"{list(X.index.names)}: keep one with X.reset_index(level=...), or join "
            "them to one id"
        )
    if X.index.hasnans:
        raise DataError(
            f"X has {int(np.sum(X.index.isna()))} rows without a customer_id "
            "in its index: drop them, or give them one"
        )
    twice = int(X.index.duplicated().sum())
    if twice:
        raise DataError(
            f"X needs one row per customer; {twice} rows repeat a customer_id: "
            f"make X with {made_by}, or look at "
            "X[X.index.duplicated(keep=False)]"
        )


def something(
    X: pd.DataFrame, columns: Sequence[str], *, who: str, made_by: str = ORDERS
) -> None:
    """Check that X has any of the columns that a model reads, with values in them.

    Parameters
    ----------
    X : pandas DataFrame, indexed by customer_id
    columns : what the model found to read
    who : the model's name, for the message
    made_by : how such a table is made, for the message

    Raises
    ------
    DataError
        if there is no such column, or no value in any of them

    Examples
    --------
    >>> something(pd.DataFrame({"age_years": [31, None]}), ["age_years"], who="Model")
    """
    if not columns:
        raise DataError(
            f"{who} found no column that it reads in X; the table has "
            f"{X.columns.tolist()}: make X with {made_by}, or rename its columns"
        )
    if X[list(columns)].isna().all(axis=None):
        raise DataError(
            f"columns {list(columns)} in X hold no values at all: look at how X was "
            f"made, or make it with {made_by}"
        )


def index_of(values: Any) -> pd.Index | None:
    """Return the index of a Series; None for a list or an array.

    Parameters
    ----------
    values : numbers

    Returns
    -------
    index or None

    Examples
    --------
    >>> index_of(pd.Series([1], ["a"])).tolist(), index_of([1])
    (['a'], None)
    """
    return values.index if isinstance(values, pd.Series) else None


def known(X: pd.DataFrame, customer_id: object) -> object:
    """Check that X has this customer.

    Parameters
    ----------
    X : pandas DataFrame, indexed by customer_id
    customer_id : the id that is looked for

    Returns
    -------
    the id

    Raises
    ------
    DataError
        saying what the ids of X look like, without showing any

    Examples
    --------
    >>> known(pd.DataFrame(index=["C1", "C2"]), "C2")
    'C2'
    """
    if not pd.api.types.is_scalar(customer_id) or customer_id not in X.index:
        kind = pd.api.types.infer_dtype(X.index)
        raise DataError(
            f"X has no customer {customer_id!r} ({type(customer_id).__name__}) among "
            f"its {len(X):,} customers, whose ids are of type {kind}: "
            "pass one of X.index"
        )
    return customer_id


def plain(value: Any, name: str) -> Any:
    """Turn a value into what a JSON file can hold.

    Parameters
    ----------
    value : numbers, text, None, lists, arrays and dictionaries of them
    name : what it belongs to, for the message

    Returns
    -------
    the same with lists for tuples and arrays, and Python's own numbers

    Raises
    ------
    DataError
        naming what cannot be written

    Examples
    --------
    >>> plain({"cuts": np.array([1.5, 2.0])}, "the rule")
    {'cuts': [1.5, 2.0]}
    """
    if isinstance(value, Mapping):
        return {str(k): plain(v, f"{name}: {k}") for k, v in value.items()}
    if isinstance(value, list | tuple | np.ndarray):
        return [plain(item, name) for item in value]
    if isinstance(value, np.generic):
        value = value.item()
    if value is None or isinstance(value, bool | int | float | str):
        return value
    raise DataError(
        f"{name} is a {type(value).__name__}, which a frozen model cannot keep: "
        "use numbers, text, lists or dictionaries"
    )
