"""Scores, capacities and costs of contacts at the door."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from segkit import checks, engine
from segkit.activation.plan.curve_numbers import a_number
from segkit.activation.words.plan import contacts as words
from segkit.checks import DataError


def read_scores(scores: Any) -> pd.DataFrame:
    """Read one row per customer and one column of numbers per channel.

    Parameters
    ----------
    scores : as for `assign_contacts`

    Returns
    -------
    DataFrame indexed by customer_id, floats

    Raises
    ------
    DataError
        if a column holds no numbers, or a customer stands there twice

    Examples
    --------
    >>> read_scores(pd.DataFrame({"customer_id": [7], "sms": [2]})).loc[7, "sms"]
    np.float64(2.0)
    """
    native = checks.table(scores, name="scores")
    table = native if isinstance(native, pd.DataFrame) else engine.to_pandas(native)
    if "customer_id" in table:
        table = table.set_index("customer_id")
    if not len(table) or not len(table.columns):
        raise DataError(words.NO_TABLE)
    twice = table.index[table.index.duplicated()]
    if len(twice):
        raise DataError(words.TWICE.format(n=len(twice.unique()), first=twice[0]))
    return pd.DataFrame({str(c): _numbers(table[c], c) for c in table})


def _numbers(column: pd.Series, name: Any) -> pd.Series:
    is_bool = pd.api.types.is_bool_dtype(column)
    if is_bool or not pd.api.types.is_numeric_dtype(column):
        raise DataError(words.NOT_NUMBERS.format(column=name, dtype=column.dtype))
    numbers = column.astype(float)
    n = int(np.isinf(numbers).sum())
    if n:
        raise DataError(words.INFINITE.format(column=name, n=n))
    return numbers


def read_capacities(capacities: Mapping[str, float], channels: pd.Index) -> np.ndarray:
    """Read one capacity per channel.

    Parameters
    ----------
    capacities : by channel
    channels : of the scores

    Returns
    -------
    array in order of the channels

    Raises
    ------
    DataError
        if the channels differ, or a capacity is no whole number from 0 on

    Examples
    --------
    >>> read_capacities({"sms": 5, "email": float("inf")}, pd.Index(["email", "sms"]))
    array([inf,  5.])
    """
    known = {str(key): value for key, value in dict(capacities).items()}
    if set(known) != set(channels):
        raise DataError(
            words.NO_CAPACITY.format(found=sorted(known), known=channels.tolist())
        )
    found = []
    for channel in channels:
        number = a_number(known[channel])
        whole = number >= 0 and (np.isinf(number) or number % 1 == 0)
        if not whole:
            text = words.CAPACITY.format(channel=channel, found=known[channel])
            raise DataError(text)
        found.append(number)
    return np.array(found)


def read_costs(costs: Mapping[str, float] | None, channels: pd.Index) -> np.ndarray:
    """Read what a contact costs in each channel; 0 where nothing is said.

    Parameters
    ----------
    costs : by channel
    channels : of the scores

    Returns
    -------
    array in order of the channels

    Raises
    ------
    DataError
        if a channel is not known, or a cost is no number from 0 on

    Examples
    --------
    >>> read_costs({"sms": 0.07}, pd.Index(["email", "sms"]))
    array([0.  , 0.07])
    """
    known = {str(key): value for key, value in dict(costs or {}).items()}
    strange = sorted(set(known) - set(channels))
    if strange:
        raise DataError(words.COST.format(found=strange, known=channels.tolist()))
    for channel, value in known.items():
        if not 0 <= a_number(value) < np.inf:
            raise DataError(words.COST_NUMBER.format(channel=channel, found=value))
    return np.array([float(known.get(channel, 0.0)) for channel in channels])
