"""Customers still there after each period, read and checked, cohort by cohort."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from segkit.checks import DataError
from segkit.clv import words


def cohorts(survivors: Any) -> list[np.ndarray]:
    """Read how many customers of each cohort were there after 0, 1, 2, ... periods.

    Parameters
    ----------
    survivors : a list or Series for one cohort; a DataFrame with a column for each, its
        last rows empty where a cohort is younger

    Returns
    -------
    a float array per cohort

    Raises
    ------
    DataError
        if the numbers are no counts, grow, or are too few

    Examples
    --------
    >>> cohorts(pd.DataFrame({"2023": [90, 70, 60], "2024": [80, 65, None]}))
    [array([90., 70., 60.]), array([80., 65.])]
    """
    columns = survivors if isinstance(survivors, pd.DataFrame) else [survivors]
    if isinstance(columns, pd.DataFrame):
        columns = [columns.iloc[:, i] for i in range(columns.shape[1])]
    found = [_counts(column) for column in columns]
    longest = max((len(column) for column in found), default=0)
    if longest < 3:
        raise DataError(words.SURVIVORS.format(what=words.LONGEST.format(n=longest)))
    return [column for column in found if len(column) > 1]


def _counts(column: Any) -> np.ndarray:
    try:
        values = np.asarray(column, dtype=float)
    except (TypeError, ValueError) as error:
        raise DataError(words.SURVIVORS.format(what=error)) from error
    if values.ndim != 1:
        what = words.DIMENSIONS.format(n=values.ndim)
        raise DataError(words.SURVIVORS.format(what=what))
    there = np.flatnonzero(~np.isnan(values))
    values = values[: there[-1] + 1] if len(there) else values[:0]
    if not np.isfinite(values).all() or (values < 0).any():
        raise DataError(words.SURVIVORS.format(what=words.GAPPY))
    part = values[values != np.rint(values)]
    if len(part):
        what = words.PERCENTAGES.format(value=part[0])
        raise DataError(words.SURVIVORS.format(what=what))
    up = np.flatnonzero(np.diff(values) > 0)
    if len(up):
        i = up[0]
        what = words.GROWING.format(value=values[i + 1], before=values[i])
        raise DataError(words.SURVIVORS.format(what=what))
    return values
