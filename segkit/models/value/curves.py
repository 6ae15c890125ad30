"""How value is spread over customers: the whale curve, the Lorenz curve, Gini."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from segkit.checks import DataError
from segkit.models import tables
from segkit.models.words import value as said
from segkit.record import Table


def whale_curve(values: pd.Series) -> pd.DataFrame:
    """Add profit up from the best customer down, past the point where it falls again.

    Parameters
    ----------
    values : profit of each customer, such as ``X["net_value_amount"]``; may be below 0

    Returns
    -------
    DataFrame, one row for each different value and one for the start: customer_share
        and profit_share (of the total; above 1 where others take profit away again),
        value (of the last customer counted), cumulative_amount, n_customers.
        ``attrs``: heading, total_amount, n, peak_rate (profit at the top of the curve
        as a share of the total), peak_customers_rate (share of customers there),
        lost_rate (share of the peak that the others take away again)

    Raises
    ------
    DataError
        if values are no numbers, some are missing, or they add up to 0 or less

    References
    ----------
    Cooper and Kaplan (1991), Profit priorities from activity-based costing, Harvard
    Business Review 69(3), 130-135: in their case 20 % of the customers brought 225 % of
    the profit. Customers with equal values are one step, so that no order of rows
    matters.

    Examples
    --------
    >>> curve = whale_curve(pd.Series([50.0, 90.0, 10.0, -20.0, -30.0]))
    >>> curve[["customer_share", "profit_share"]].values.tolist()
    [[0.0, 0.0], [0.2, 0.9], [0.4, 1.4], [0.6, 1.5], [0.8, 1.3], [1.0, 1.0]]
    >>> curve.attrs["heading"]
    'The best 60 % bring 150 % of the profit; the others take 33 % of that away again.'
    """
    x = _known(values)
    cents = np.round(x * 100)
    total = float(cents.sum()) / 100
    if total <= 0:
        raise DataError(
            f"values add up to {total:,.2f}, so there is no profit to share: look at "
            "the costs that were taken off, or draw them with plots.distribution"
        )
    steps = pd.Series(cents).value_counts().sort_index(ascending=False)
    n = np.concatenate([[0], steps.to_numpy().cumsum()])
    money = np.concatenate([[0.0], (steps.index * steps).to_numpy().cumsum() / 100])
    curve = Table(
        {
            "customer_share": n / len(x),
            "profit_share": money / total,
            "value": [np.nan, *(steps.index / 100)],
            "cumulative_amount": money,
            "n_customers": n,
        }
    )
    curve.attrs.update(_summary(curve, total, len(x)))
    return curve


def _summary(curve: pd.DataFrame, total: float, n: int) -> dict[str, Any]:
    peak = curve.iloc[int(curve["profit_share"].to_numpy().argmax())]
    found = {
        "total_amount": total,
        "n": n,
        "peak_rate": float(peak["profit_share"]),
        "peak_customers_rate": float(peak["customer_share"]),
        "lost_rate": 1 - 1 / float(peak["profit_share"]),
    }
    percent = {name: f"{100 * rate:.0f} %" for name, rate in found.items()}
    return {"heading": said.WHALE.format(**percent), **found}


def lorenz(values: pd.Series) -> pd.DataFrame:
    """Add value up from the least customer, as a share of all, for the Lorenz curve.

    Parameters
    ----------
    values : of each customer, 0 or more, not all 0

    Returns
    -------
    DataFrame: customer_share and value_share, both from 0 to 1, one row for each
    different value and one for the start

    Raises
    ------
    DataError
        if values are no numbers, some are missing or below 0, or all are 0

    References
    ----------
    Lorenz (1905), Publications of the American Statistical Association 9, 209-219.

    Examples
    --------
    >>> lorenz(pd.Series([1.0, 1.0, 2.0, 4.0])).values.tolist()
    [[0.0, 0.0], [0.5, 0.25], [0.75, 0.5], [1.0, 1.0]]
    """
    x = _from_zero(values)
    steps = pd.Series(x).value_counts().sort_index()
    n = np.concatenate([[0], steps.to_numpy().cumsum()])
    money = np.concatenate([[0.0], (steps.index * steps).to_numpy().cumsum()])
    return pd.DataFrame({"customer_share": n / n[-1], "value_share": money / money[-1]})


def gini(values: pd.Series) -> float:
    """Say how unevenly value is spread: 0 if all bring the same, near 1 if one has all.

    Parameters
    ----------
    values : of each customer, 0 or more, not all 0

    Returns
    -------
    float, from 0 to 1 - 1 / n

    Raises
    ------
    DataError
        if values are no numbers, some are missing or below 0, or all are 0

    References
    ----------
    Gini (1912): half the mean absolute difference over the mean; here without a
    correction for small numbers. Values below 0 have no such coefficient within 0 to 1:
    use `whale_curve`.

    Examples
    --------
    >>> gini(pd.Series([5.0, 5.0])), gini(pd.Series([0.0, 10.0]))
    (0.0, 0.5)
    """
    x = np.sort(_from_zero(values))
    rank = np.arange(1, len(x) + 1)
    return float((2 * rank - len(x) - 1) @ x / (len(x) * x.sum()))


def _known(values: Any) -> np.ndarray:
    """Read one number per customer, in a fixed order."""
    if not isinstance(values, pd.Series) or not len(values):
        raise DataError(
            f"values must be a Series with one value per customer, such as "
            f"X['net_value_amount']; this is a {type(values).__name__}"
            f"{' without rows' if isinstance(values, pd.Series) else ''}"
        )
    name = str(values.name or "values")
    x = tables.numbers(values.to_frame(name), [name])[name].to_numpy()
    gaps = int(np.isnan(x).sum())
    if gaps:
        raise DataError(
            f"{name} is missing for {gaps} of {len(x)} customers: leave them out with "
            ".dropna(), and say how many, or write 0 where nothing was brought"
        )
    return np.sort(x)


def _from_zero(values: Any) -> np.ndarray:
    x = _known(values)
    if x[0] < 0 or x.sum() <= 0:
        below = int((x < 0).sum())
        raise DataError(
            f"values must be 0 or more and not all 0; {below} are below 0, and they "
            f"add up to {x.sum():,.2f}: use whale_curve where some cost more than "
            "they bring"
        )
    return x
