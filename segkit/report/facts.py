"""The numbers of the report, computed once for every form that it takes."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd

from segkit import record
from segkit.report.small import too_small
from segkit.report.words import POOLED


def totals(X: pd.DataFrame) -> dict[str, Any]:
    """Say what all customers come to.

    Parameters
    ----------
    X : customers table, as `segkit.features.customers` makes it

    Returns
    -------
    dict: customers, and where the columns exist orders, revenue, first and last day

    Examples
    --------
    >>> X = pd.DataFrame({"n_orders": [1, 3], "monetary_amount": [10.0, 50.0]})
    >>> totals(X)
    {'customers': 2, 'orders': 4, 'revenue': 60.0}
    """
    facts: dict[str, Any] = {"customers": len(X)}
    if "n_orders" in X:
        facts["orders"] = int(X["n_orders"].sum())
    if "monetary_amount" in X:
        facts["revenue"] = _money(X["monetary_amount"])
    for name, column, pick in (
        ("first_day", "first_order_date", "min"),
        ("last_day", "last_order_date", "max"),
    ):
        if column in X:
            facts[name] = str(getattr(pd.to_datetime(X[column]), pick)().date())
    return facts


def per_segment(X: pd.DataFrame, segments: pd.Series) -> list[dict[str, Any]]:
    """Say what each group comes to, one row per group in the groups' own order.

    Parameters
    ----------
    X : customers table
    segments : categorical, indexed by customer_id like `X`

    Returns
    -------
    list of dict: name, n, share, and where the columns exist revenue, revenue_share,
    orders (per customer), basket (revenue over orders), recency_days (median)

    Examples
    --------
    >>> X = pd.DataFrame({"n_orders": [1, 3], "monetary_amount": [10.0, 50.0]})
    >>> groups = pd.Series(pd.Categorical(["New", "Loyal"]))
    >>> [(r["name"], r["revenue"], r["basket"]) for r in per_segment(X, groups)]
    [('Loyal', 50.0, 16.666666666666668), ('New', 10.0, 10.0)]
    """
    known = segments.reindex(X.index)
    everything = totals(X)
    rows = []
    for name in known.cat.categories:
        part = X[known == name]
        if len(part):
            rows.append({"name": str(name), **_group(part, everything)})
    return rows


def _group(part: pd.DataFrame, everything: dict[str, Any]) -> dict[str, Any]:
    mine = totals(part)
    row: dict[str, Any] = {"n": len(part), "share": len(part) / everything["customers"]}
    if "revenue" in mine:
        row["revenue"] = mine["revenue"]
        row["revenue_share"] = _ratio(mine["revenue"], everything["revenue"])
    if "orders" in mine:
        row["orders"] = mine["orders"] / len(part)
    if "orders" in mine and "revenue" in mine:
        row["basket"] = _ratio(mine["revenue"], mine["orders"])
    if "recency_days" in part:
        row["recency_days"] = float(part["recency_days"].median())
    return row


def concentration(X: pd.DataFrame, best: float = 0.2) -> float:
    """Say which share of revenue the best customers bring.

    Parameters
    ----------
    X : customers table with monetary_amount
    best : share of customers, 0 to 1; between two customers the curve is straight

    Returns
    -------
    float, 0 to 1; nan if there is no revenue or no such column

    Examples
    --------
    >>> concentration(pd.DataFrame({"monetary_amount": [60.0, 10, 10, 10, 10]}))
    0.6
    """
    if "monetary_amount" not in X:
        return math.nan
    money = X["monetary_amount"].fillna(0).sort_values(ascending=False).to_numpy()
    running = np.concatenate([[0.0], money.cumsum()])
    return _ratio(
        float(np.interp(best * len(money), range(len(running)), running)), money.sum()
    )


def tested(table: pd.DataFrame, minimum: int) -> pd.DataFrame:
    """Put small groups of a back-test together, as everywhere in the report.

    Parameters
    ----------
    table : as `segkit.kpis.by_segment` returns it for a rate
    minimum : the smallest number of customers that may be shown

    Returns
    -------
    the same columns and attrs, small groups in one row, its interval computed anew

    Examples
    --------
    >>> rows = {"value": [1.0, 0.5], "numerator": [1, 10], "denominator": [1, 20]}
    >>> table = pd.DataFrame(rows, index=["VIP", "all"])
    >>> table = table.assign(n=[1, 20], low=0.0, high=1.0, small=False)
    >>> tested(table, minimum=1).index.tolist()
    ['VIP', 'all']
    """
    small = too_small(table["n"].drop("all"), minimum)
    kept = table.drop(index=small)
    kept = kept[kept["n"] > 0]
    if small:
        extra = _together(table.loc[small], minimum)
        kept = pd.concat([kept.drop("all"), extra, kept.loc[["all"]]])
    kept.attrs = table.attrs
    kept.index.name = table.index.name
    return kept


def _together(part: pd.DataFrame, minimum: int) -> pd.DataFrame:
    k, n = int(part["numerator"].sum()), int(part["denominator"].sum())
    low, high = record.wilson(k, n)
    row = {
        "value": _ratio(k, n),
        "numerator": k,
        "denominator": n,
        "n": n,
        "low": low,
        "high": high,
        "small": n < minimum,
    }
    columns = [c for c in part.columns if c in row]
    return pd.DataFrame([row], index=[POOLED])[columns].astype(part[columns].dtypes)


def _money(amounts: pd.Series) -> float:
    """Add up in whole cents, so that the order of the customers changes nothing."""
    return float(int((amounts.fillna(0) * 100).round().sum()) / 100)


def _ratio(top: float, bottom: float) -> float:
    return float(top / bottom) if bottom else math.nan
