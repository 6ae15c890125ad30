"""From predictions per row to the table that people get; times, units and horizons."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from segkit.checks import DataError
from segkit.clv import intervals, words
from segkit.clv.base import LikelihoodModel
from segkit.clv.intervals import Predict
from segkit.clv.quadrature import legendre

DAYS_A_YEAR = 365.25
DAYS = {"D": 1.0, "W": 7.0}


def told(
    model: LikelihoodModel,
    predict: Predict,
    name: str,
    index: pd.Index,
    *,
    place: np.ndarray | None = None,
    level: float | None = None,
    probability: bool = False,
    times: np.ndarray | float = 1.0,
    variance: np.ndarray | float = 0.0,
) -> Any:
    """Turn a prediction per different row into a Series or table per customer.

    Parameters
    ----------
    model : the fitted model
    predict : from parameters to an array, one value per row
    name : of the Series or of the first column
    index : of the customers
    place : each customer's row; None where rows are customers
    level : coverage of the interval; None for none
    probability : the values lie between 0 and 1
    times : factor per customer
    variance : of the logarithm of that factor

    Returns
    -------
    Series, or with `level` a DataFrame: name, low, high

    Examples
    --------
    >>> from segkit.clv import BetaGeoNBD
    >>> model = BetaGeoNBD()
    >>> model.params_ = pd.Series([2.0])
    >>> told(model, lambda p: p * np.ones(2), "twos", pd.Index(["a", "b"])).tolist()
    [2.0, 2.0]
    """
    pick = slice(None) if place is None else place
    if level is None:
        return pd.Series(
            predict(model.params_.to_numpy())[pick] * times, index, name=name
        )
    value = predict(model.params_.to_numpy())[pick]
    own = intervals.log_variance(
        model.params_, model.covariance_, predict, probability=probability
    )
    low, high = intervals.ends(
        value, own[pick] + variance, level, probability=probability
    )
    columns = {name: value * times, "low": low * times, "high": high * times}
    return pd.DataFrame(columns, index)


def number(value: Any, name: str, limits: str, fits: Callable[[float], bool]) -> float:
    """Check that an argument is one number within its limits.

    Parameters
    ----------
    value : what was passed
    name : the argument's name
    limits : the limits in words
    fits : says whether a number lies within them

    Returns
    -------
    float

    Raises
    ------
    DataError
        naming the argument, its limits and the value

    Examples
    --------
    >>> number(12, "months", "above 0", lambda m: m > 0)
    12.0
    """
    plain = isinstance(value, int | float | np.integer | np.floating)
    if not plain or isinstance(value, bool) or not fits(float(value)):
        text = words.NOT_POSITIVE.format(name=name, limits=limits, value=value)
        raise DataError(text)
    return float(value)


def spans(t: Any) -> np.ndarray:
    """Check how far to look: one time or several, from 0.

    Parameters
    ----------
    t : a number or a list of numbers

    Returns
    -------
    float array (n,)

    Raises
    ------
    DataError
        if a value is no number from 0

    Examples
    --------
    >>> spans([1, 52])
    array([ 1., 52.])
    """
    several = [t] if np.ndim(t) == 0 else list(t)
    checked = [
        number(v, "t", words.FROM_0, lambda v: 0 <= v < math.inf) for v in several
    ]
    return np.array(checked)


def discounted(
    expected: Callable[[np.ndarray], np.ndarray],
    rows: int,
    *,
    months: float,
    discount_rate: float,
    unit: str,
) -> np.ndarray:
    """Compute the discounted number of purchases up to a horizon.

    With E(t) the expected purchases up to t and δ = ln(1 + discount rate) a year, it is
    ∫ e^-δt dE(t) = e^-δH E(H) + δ ∫ e^-δt E(t) dt up to H, by Gauss-Legendre in e^-δt.

    Parameters
    ----------
    expected : E(t) per row, for a time per row
    rows : how many rows
    months : horizon, of 365.25 / 12 days each; may be inf
    discount_rate : a year
    unit : "D" or "W", of the times

    Returns
    -------
    float array (rows,)

    Examples
    --------
    >>> steady = lambda t: t  # one purchase a day
    >>> discounted(steady, 1, months=12, discount_rate=0.0, unit="D")
    array([365.25])
    """
    force = math.log1p(discount_rate) * DAYS[unit] / DAYS_A_YEAR
    horizon = months / 12 * DAYS_A_YEAR / DAYS[unit]
    if force == 0:
        return expected(np.full(rows, horizon))
    last = math.exp(-force * horizon)
    # far horizons: closer points near the end, where t grows without bound
    power, n = (1, 20) if months < 120 else (3, 40)
    total = last * expected(np.full(rows, horizon)) if last > 0 else np.zeros(rows)
    for point, weight in zip(*legendre(n), strict=True):
        factor = last + (1 - last) * point**power
        share = weight * power * point ** (power - 1) * (1 - last)
        total = total + share * expected(np.full(rows, -math.log(factor) / force))
    return total
