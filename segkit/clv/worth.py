"""What a purchase is worth, for lifetime value: a number, a Series or Gamma-Gamma."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd

from segkit.checks import DataError
from segkit.clv import words
from segkit.clv.gamma_gamma import GammaGamma
from segkit.clv.predictions import number


def of_a_purchase(
    value: Any, history: pd.DataFrame, first_purchase: str, *, uncertain: bool
) -> tuple[np.ndarray | float, np.ndarray | float]:
    """Say what a purchase of each customer is worth, and how sure that is.

    Parameters
    ----------
    value : a fitted `GammaGamma`, one number, a Series with one number per customer, or
        None to fit a `GammaGamma` on history
    history : DataFrame, one row per customer
    first_purchase : "left out" or "counted", in history
    uncertain : whether the variance is wanted

    Returns
    -------
    value per customer, and the variance of its logarithm (0 where it is given)

    Raises
    ------
    DataError
        if value is of another kind or has gaps

    Examples
    --------
    >>> of_a_purchase(30, pd.DataFrame(index=["a"]), "left out", uncertain=True)
    (30.0, 0.0)
    """
    if value is None:
        value = GammaGamma(first_purchase=first_purchase).fit(history)
    if isinstance(value, GammaGamma):
        spend = value.expected_value(history).to_numpy()
        variance = value.value_variance(history) if uncertain else 0.0
        return spend, variance
    if isinstance(value, pd.Series):
        return _one_each(value, history), 0.0
    if not isinstance(value, int | float | np.integer | np.floating):
        raise DataError(words.VALUE_KIND.format(kind=type(value).__name__))
    return number(value, "value", words.FROM_0, lambda v: 0 <= v < math.inf), 0.0


def _one_each(value: pd.Series, history: pd.DataFrame) -> np.ndarray:
    if not value.index.equals(history.index):
        value = value[~value.index.duplicated()].reindex(history.index)
    spend = value.to_numpy(dtype=float, na_value=np.nan)
    gaps = ~np.isfinite(spend)
    if gaps.any():
        n, rows = int(gaps.sum()), len(spend)
        raise DataError(words.VALUES_MISSING.format(n=n, rows=rows))
    return spend


def terms(
    months: Any, discount_rate: Any, margin_rate: Any
) -> tuple[float, float, float]:
    """Check the terms of a lifetime value.

    Parameters
    ----------
    months : above 0, may be inf
    discount_rate : a year, from 0
    margin_rate : from 0 to 1

    Returns
    -------
    the three as floats

    Raises
    ------
    DataError
        naming the argument and its limits

    Examples
    --------
    >>> terms(12, 0.1, 1)
    (12.0, 0.1, 1.0)
    """
    months = number(months, "months", words.ABOVE_0, lambda m: m > 0)
    discount_rate = number(
        discount_rate, "discount_rate", words.A_YEAR, lambda d: 0 <= d < math.inf
    )
    margin_rate = number(margin_rate, "margin_rate", words.SHARE, lambda m: 0 <= m <= 1)
    if math.isinf(months) and discount_rate == 0:
        raise DataError(words.ENDLESS)
    return months, discount_rate, margin_rate
