"""Who matters most, who is a VIP, and what rewarding them costs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.models import concentration, tables
from segkit.models.words import value as said
from segkit.record import Table


def importance_rank(values: pd.Series) -> pd.Series:
    """Rank customers by importance: 1 is the most important, equal ones share a rank.

    Parameters
    ----------
    values : value, points or score of each customer

    Returns
    -------
    Series of Int64 with the same index, named importance_rank; missing where the value
    is not known

    Notes
    -----
    Own definition: 1 + how many have strictly more.

    Examples
    --------
    >>> importance_rank(pd.Series([20.0, 90.0, 20.0, 5.0])).tolist()
    [2, 1, 2, 4]
    """
    rank = _numbers(values).rank(method="min", ascending=False)
    return rank.astype("Int64").rename("importance_rank")


def vip(
    values: pd.Series, *, share: float = 0.05, threshold: float | None = None
) -> pd.Series:
    """Say who is a VIP: the best few by value or points, or all from a threshold on.

    Parameters
    ----------
    values : value or points of each customer
    share : how many of those above 0 are VIPs, 0 to 1; whoever equals the last one is
        too
    threshold : from so much on; then share is not used

    Returns
    -------
    Series of bool with the same index, named vip; False where the value is not known

    Raises
    ------
    DataError
        if nobody is above 0, or an argument is impossible

    Notes
    -----
    Own definition. A threshold can be told to customers and stays when others change;
    a share keeps the cost of rewards in bounds.

    Examples
    --------
    >>> vip(pd.Series([900.0, 50.0, 40.0, 30.0, -5.0]), share=0.25).tolist()
    [True, False, False, False, False]
    >>> vip(pd.Series([900.0, 50.0, 40.0]), threshold=50).tolist()
    [True, True, False]
    """
    x = _numbers(values)
    if threshold is None:
        some = x[x > 0].to_numpy()
        if not tables.is_number(share) or not 0 < share <= 1:
            raise DataError(f"share must be above 0, at most 1; this is {share!r}")
        if not len(some):
            raise DataError("nobody has a value above 0: there is no VIP to find")
        threshold = concentration.limits(some, [share], of=concentration.CUSTOMERS)[0]
    elif not tables.is_number(threshold):
        raise DataError(f"threshold must be a number; this is {threshold!r}")
    return (x >= threshold).rename("vip")


def value_score(X: pd.DataFrame, weights: Mapping[str, float]) -> pd.Series:
    """Score customers from 0 to 100 by several criteria with weights.

    Parameters
    ----------
    X : one row per customer
    weights : ``{"n_orders": 3, "revenue_amount": 2, "refund_amount": -1}``; below 0 for
        columns of which less is better

    Returns
    -------
    Series of floats, 0 (worst in everything) to 100 (best in everything), named
    value_score; missing where any of the columns is

    Raises
    ------
    DataError
        if weights are no numbers, all 0, or a column is missing

    Notes
    -----
    Own definition: each column counts by the share of customers who have less (half of
    those who have as much), so that units and extreme values do not matter.

    Examples
    --------
    >>> X = pd.DataFrame({"n_orders": [1, 2, 3], "refund_amount": [0.0, 90.0, 0.0]})
    >>> value_score(X, {"n_orders": 3, "refund_amount": -1}).round(1).tolist()
    [18.8, 37.5, 93.8]
    """
    good = isinstance(weights, Mapping) and all(map(tables.is_number, weights.values()))
    if not good or not any(weights.values()):
        raise DataError(
            "weights must be numbers by column, not all 0, such as "
            f"{{'n_orders': 3, 'revenue_amount': 2}}; this is {weights!r}"
        )
    checks.table(X, list(weights), name="X")
    data = tables.numbers(X, list(weights))
    known = data.notna().all(axis=1)
    total, score = sum(abs(w) for w in weights.values()), np.zeros(int(known.sum()))
    for name, weight in sorted(weights.items()):
        place = _place(data.loc[known, name])
        score += abs(weight) / total * (place if weight > 0 else 100 - place)
    return pd.Series(score, X.index[known]).reindex(X.index).rename("value_score")


def _place(column: pd.Series) -> np.ndarray:
    """Return which part of the others has less, 0 to 100; half of those alike."""
    if len(column) == 1:
        return np.array([50.0])
    rank = column.rank(method="average").to_numpy()
    return 100 * (rank - 1) / (len(column) - 1)


def discount_cost(
    segments: pd.Series,
    X: pd.DataFrame,
    *,
    discount_rate: float,
    revenue: str = "revenue_amount",
    margin: str = "margin_amount",
) -> pd.DataFrame:
    """Say what a discount for each segment costs, and what it must sell to pay back.

    Parameters
    ----------
    segments : name of each customer's segment
    X : revenue and margin of a period such as a year, same index
    discount_rate : part of the price taken off, 0 to 1
    revenue, margin : the columns of X

    Returns
    -------
    table, one row per segment and one for all: n_customers, revenue_amount,
    margin_amount, cost_amount (of the discount if nobody buys more), cost_per_customer,
    margin_left_amount, extra_sales_rate (how much more they must buy at the lower price
    for the margin to be as before; missing where no sales could make up for it)

    Raises
    ------
    DataError
        if the rate lies outside 0 to 1, a column is missing, or nobody is in both

    Notes
    -----
    Break-even change of sales for a price cut: discount / (margin rate - discount);
    Nagle, Hogan and Zale (2016), The Strategy and Tactics of Pricing, chapter on
    financial analysis, there as -change of price / (contribution margin + change of
    price).

    Examples
    --------
    >>> X = pd.DataFrame({"revenue_amount": [800.0, 200.0],
    ...                   "margin_amount": [320.0, 20.0]}, index=["a", "b"])
    >>> who = pd.Series(["VIP", "Others"], index=["a", "b"])
    >>> cost = discount_cost(who, X, discount_rate=0.10)
    >>> cost[["cost_amount", "extra_sales_rate"]].round(2)
            cost_amount  extra_sales_rate
    Others         20.0               NaN
    VIP            80.0              0.33
    all           100.0              0.42
    """
    if not tables.is_number(discount_rate) or not 0 <= discount_rate <= 1:
        raise DataError(f"discount_rate must be from 0 to 1; this is {discount_rate!r}")
    checks.table(X, [revenue, margin], name="X")
    data = tables.numbers(X, [revenue, margin]).set_axis(["revenue", "margin"], axis=1)
    both = data.join(segments.astype(object).rename("segment"), how="inner").dropna()
    if both.empty:
        raise DataError(
            f"none of the {len(segments)} customers in segments is in X with known "
            f"{revenue} and {margin}: compare segments.index with X.index"
        )
    names = _in_order(segments, both["segment"])
    rows = {name: both[both["segment"] == name] for name in names} | {"all": both}
    table = Table([_costs(group, discount_rate) for group in rows.values()], list(rows))
    table.attrs["heading"] = said.DISCOUNT.format(rate=f"{100 * discount_rate:.0f} %")
    return table


def _in_order(segments: pd.Series, found: pd.Series) -> list[Any]:
    if isinstance(segments.dtype, pd.CategoricalDtype):
        return [n for n in segments.cat.categories if (found == n).any()]
    return sorted(found.unique())


def _costs(group: pd.DataFrame, rate: float) -> dict[str, float]:
    revenue, margin = (float(np.sort(group[n]).sum()) for n in ("revenue", "margin"))
    cost = rate * revenue
    left = margin - cost
    return {
        "n_customers": len(group),
        "revenue_amount": revenue,
        "margin_amount": margin,
        "cost_amount": cost,
        "cost_per_customer": cost / len(group),
        "margin_left_amount": left,
        "extra_sales_rate": cost / left if left > 0 else np.nan,
    }


def _numbers(values: Any) -> pd.Series:
    if not isinstance(values, pd.Series):
        raise DataError(
            "values must be a Series with one value per customer, such as "
            f"X['net_value_amount']; this is a {type(values).__name__}"
        )
    name = str(values.name or "values")
    return tables.numbers(values.to_frame(name), [name])[name]
