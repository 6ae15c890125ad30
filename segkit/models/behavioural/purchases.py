"""The purchase columns that all behavioural rules read, and who never ordered."""

from __future__ import annotations

import numpy as np
import pandas as pd

from segkit.checks import DataError
from segkit.models import tables, words

RFM = ("recency_days", "n_orders", "monetary_amount")


def read(X: pd.DataFrame) -> pd.DataFrame:
    """Read recency, orders and amount as numbers, and refuse what contradicts.

    Parameters
    ----------
    X : DataFrame with recency_days, n_orders, monetary_amount, indexed by customer_id

    Returns
    -------
    DataFrame of float64, same columns and index; nan for customers who never ordered

    Raises
    ------
    DataError
        naming the column and the number of customers it is wrong for

    Examples
    --------
    >>> X = pd.DataFrame({"recency_days": [3], "n_orders": [1], "monetary_amount": [9]})
    >>> read(X)["monetary_amount"].tolist()
    [9.0]
    """
    data = tables.numbers(X, RFM)
    recency, orders, amount = data.to_numpy().T
    for column, values in (("recency_days", recency), ("n_orders", orders)):
        below = int((values < 0).sum())
        if below:
            raise DataError(
                f"column '{column}' in X is below 0 for {below} customers: "
                "make X again with an as_of on or after the last order"
            )
    _complete(recency, orders, amount)
    return data


def _complete(recency: np.ndarray, orders: np.ndarray, amount: np.ndarray) -> None:
    pairs = zip(RFM, (recency, orders, amount), strict=True)
    empty = [name for name, values in pairs if np.isnan(values).all()]
    if "n_orders" in empty or (empty and (orders > 0).any()):
        raise DataError(
            f"columns {empty} in X hold no values at all: look at how X was made"
        )
    unknown = int(np.isnan(orders).sum())
    if unknown:
        raise DataError(
            f"column 'n_orders' in X is null for {unknown} customers: "
            "write 0 for customers who never ordered"
        )
    for column, values in (("recency_days", recency), ("monetary_amount", amount)):
        gaps = int(np.isnan(values[orders > 0]).sum())
        if gaps:
            raise DataError(
                f"column '{column}' in X is null for {gaps} customers with orders: "
                "look at their order dates and amounts"
            )
    strange = int((~np.isnan(recency[orders == 0])).sum())
    if strange:
        raise DataError(
            f"{strange} customers in X have a recency_days but 0 in n_orders: "
            "recency_days must be null for customers who never ordered"
        )


def bought(data: pd.DataFrame) -> np.ndarray:
    """Say which customers have ordered at all.

    Parameters
    ----------
    data : from `read`

    Returns
    -------
    bool array (n_customers,)

    Examples
    --------
    >>> bought(pd.DataFrame({"n_orders": [2.0, 0.0]})).tolist()
    [True, False]
    """
    return data["n_orders"].to_numpy() > 0


def buyers(X: pd.DataFrame, least: int = 1) -> pd.DataFrame:
    """Keep the customers who have ordered, to learn from them.

    Parameters
    ----------
    X : as in `read`
    least : how many there must be

    Returns
    -------
    DataFrame of float64, the rows of customers who have ordered

    Raises
    ------
    DataError
        if there are fewer

    Examples
    --------
    >>> X = pd.DataFrame({"recency_days": [3, None], "n_orders": [1, 0],
    ...                   "monetary_amount": [9, 0]}, index=["a", "b"])
    >>> buyers(X).index.tolist()
    ['a']
    """
    data = read(X)
    data = data[bought(data)]
    if len(data) < least:
        raise DataError(
            f"{len(data)} of {len(X)} customers in X have ordered, and {least} must: "
            "check as_of and the orders that X was made from"
        )
    return data


def facts(data: pd.DataFrame) -> dict[str, str]:
    """Put one customer's three numbers into words.

    Parameters
    ----------
    data : one row from `read`, a customer who has ordered

    Returns
    -------
    dict: days, orders, amount

    Examples
    --------
    >>> facts(pd.DataFrame({"recency_days": [3], "n_orders": [1],
    ...                     "monetary_amount": [9]}))
    {'days': '3 days', 'orders': '1 order', 'amount': '9.00'}
    """
    row = data.iloc[0]
    return {
        "days": words.counted(row["recency_days"], "day"),
        "orders": words.counted(row["n_orders"], "order"),
        "amount": words.amount(row["monetary_amount"]),
    }
