"""How sure a prediction is: the delta method on logarithms or log-odds."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
from scipy.special import ndtri

from segkit.checks import DataError
from segkit.clv import words

Predict = Callable[[np.ndarray], np.ndarray]
NUDGE = 1e-4  # of a logarithm, for slopes: right to about 8 digits


def log_variance(
    params: pd.Series,
    covariance: pd.DataFrame,
    predict: Predict,
    *,
    probability: bool = False,
) -> np.ndarray:
    """Compute the variance of the logarithm (or log-odds) of each prediction.

    Parameters
    ----------
    params : estimates, above 0
    covariance : of the estimates; nan for a parameter at its limit, which counts as
        known: a simpler model is what is left
    predict : from parameters to predictions (n,)
    probability : the predictions lie between 0 and 1

    Returns
    -------
    float array (n,): the delta method, slopes by central differences

    Examples
    --------
    >>> one = pd.Series({"r": 2.0})
    >>> spread = pd.DataFrame({"r": [0.16]}, index=["r"])
    >>> log_variance(one, spread, lambda p: p[:1] ** 3).round(6)  # (3 * 0.4 / 2)^2
    array([0.36])
    """
    start = params.to_numpy()
    relative = np.nan_to_num(covariance.to_numpy() / np.outer(start, start))
    slopes = []
    with np.errstate(divide="ignore", invalid="ignore"):
        for i in range(len(start)):
            up, down = start.copy(), start.copy()
            up[i] *= np.exp(NUDGE)
            down[i] *= np.exp(-NUDGE)
            change = _stretched(predict(up), probability)
            change = change - _stretched(predict(down), probability)
            slopes.append(change / (2 * NUDGE))
        return np.einsum("in,ij,jn->n", slopes, relative, slopes)


def ends(
    value: np.ndarray,
    variance: np.ndarray,
    level: float,
    *,
    probability: bool = False,
) -> tuple[np.ndarray, np.ndarray]:
    """Compute the ends of intervals, symmetric in the logarithm (or log-odds).

    Parameters
    ----------
    value : predictions
    variance : of their logarithms or log-odds
    level : coverage, 0 to 1
    probability : the values lie between 0 and 1

    Returns
    -------
    low, high: float arrays; the value itself where it is certain (0, or 1)

    Examples
    --------
    >>> low, high = ends(np.array([0.0, 5.0]), np.array([0.1, 0.01]), 0.95)
    >>> low.round(2), high.round(2)
    (array([0.  , 4.11]), array([0.  , 6.08]))
    """
    z = normal(level)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        there, far = _stretched(value, probability), z * np.sqrt(variance)
        both = [_shrunk(there + side * far, probability) for side in (-1, 1)]
    certain = (value <= 0) | ((value >= 1) & probability)
    low, high = (np.where(certain, value, end) for end in both)
    return low, high


def normal(level: float) -> float:
    """Say how many standard errors an interval reaches.

    Parameters
    ----------
    level : coverage, 0 to 1

    Returns
    -------
    float

    Raises
    ------
    DataError
        if level does not lie between 0 and 1

    Examples
    --------
    >>> round(normal(0.95), 2)
    1.96
    """
    if isinstance(level, bool) or not isinstance(level, float) or not 0 < level < 1:
        said = {"name": "level", "limits": words.LEVEL, "value": level}
        raise DataError(words.NOT_POSITIVE.format(**said))
    return float(ndtri((1 + level) / 2))


def _stretched(value: np.ndarray, probability: bool) -> np.ndarray:
    return np.log(value) - np.log1p(-value) if probability else np.log(value)


def _shrunk(value: np.ndarray, probability: bool) -> np.ndarray:
    return 1 / (1 + np.exp(-value)) if probability else np.exp(value)
