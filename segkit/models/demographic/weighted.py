"""Quantiles of a population of whom a weighted sample is known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from segkit.checks import DataError
from segkit.models.demographic import levels

# Shares of the weight that add up to the same within rounding are the same.
ROUNDING = 1e-12


def quantiles(
    values: Any, chances: Sequence[float], *, sample_weight: Any = None
) -> list[float]:
    """Find the values that given parts of a population do not exceed.

    Parameters
    ----------
    values : Series of numbers; missing ones are left out
    chances : parts of the population, 0 to 1
    sample_weight : Series or array, how many people each row stands for (survey data);
        None for 1 each

    Returns
    -------
    list of float: for each part the smallest value that so many have or stay below;
    for the median of an even number, halfway to the next value

    Raises
    ------
    DataError
        if no value is known, or a weight is missing or below 0

    References
    ----------
    Inverse of the distribution function with averaging at its steps: type 2 of Hyndman
    and Fan (1996), The American Statistician 50; with whole weights the same as if each
    row stood there so many times.

    Examples
    --------
    >>> quantiles([10, 20, 30, 40], [0.5])
    [25.0]
    >>> quantiles([10, 20, 30], [0.5], sample_weight=[1, 1, 3])
    [30.0]
    """
    name = getattr(values, "name", None) or "values"
    numbers = levels.number(values, name, least=None)
    weight = _weights(sample_weight, numbers)
    known = (numbers.notna().to_numpy()) & (weight > 0)
    if not known.any():
        raise DataError(
            f"column '{name}' in X has no value to learn the bands from: pass the "
            "median, or look at how X was made"
        )
    order = np.argsort(numbers.to_numpy()[known], kind="stable")
    found = numbers.to_numpy()[known][order]
    reached = np.cumsum(weight[known][order])
    reached = reached / reached[-1]
    last = len(found) - 1
    low = np.searchsorted(reached, np.asarray(chances) - ROUNDING, side="left")
    high = np.searchsorted(reached, np.asarray(chances) + ROUNDING, side="right")
    ends = found[np.minimum(low, last)] + found[np.minimum(high, last)]
    return [float(value) for value in ends / 2]


def _weights(sample_weight: Any, like: pd.Series) -> np.ndarray:
    if sample_weight is None:
        return np.ones(len(like))
    weight = np.asarray(sample_weight, dtype=float)
    if weight.shape != (len(like),) or np.isnan(weight).any() or (weight < 0).any():
        raise DataError(
            f"sample_weight must hold one number from 0 for each of the {len(like)} "
            f"rows; this has shape {weight.shape}: fill in the missing ones"
        )
    return weight
