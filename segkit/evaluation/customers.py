"""The checks that every table of this room shares."""

from __future__ import annotations

from typing import Any

import pandas as pd

from segkit.checks import DataError
from segkit.evaluation import words


def segment_series(segments: Any, *, name: str = "segments") -> pd.Series:
    """Check that this is a Series with a segment per customer; return categories.

    Parameters
    ----------
    segments : Series indexed by customer_id
    name : what it is called in the message

    Returns
    -------
    categorical Series; its categories are texts, and all of them stay

    Raises
    ------
    DataError
        if it is no Series, it is empty, or a segment is called ``all``

    Examples
    --------
    >>> segment_series(pd.Series([2, 0, 2])).cat.categories.tolist()
    ['0', '2']
    """
    if not isinstance(segments, pd.Series):
        kind = type(segments).__name__
        raise DataError(words.NOT_SEGMENTS.format(name=name, kind=kind))
    if not len(segments):
        raise DataError(words.EMPTY_SERIES.format(name=name))
    series = segments.astype("category")
    named = [str(one) for one in series.cat.categories]
    if words.ALL in named:
        raise DataError(words.CALLED_ALL.format(name=name))
    return series.cat.rename_categories(named)


def one_each(series: Any, *, name: str) -> pd.Series:
    """Check that this is a Series in which no customer is twice.

    Parameters
    ----------
    series : Series indexed by customer_id
    name : what it is called in the message

    Returns
    -------
    the Series itself

    Raises
    ------
    DataError
        if it is no Series, or an id is there twice
    """
    if not isinstance(series, pd.Series):
        kind = type(series).__name__
        raise DataError(words.NOT_SEGMENTS.format(name=name, kind=kind))
    twice = int(series.index.duplicated().sum())
    if twice:
        raise DataError(words.TWICE.format(name=name, n=twice))
    return series


def numbers(series: pd.Series, *, name: str) -> pd.Series:
    """Check that a Series holds finite numbers, and return it as float.

    Parameters
    ----------
    series : yes and no count as 1 and 0
    name : what it is called in the message

    Returns
    -------
    float Series; missing values stay missing

    Raises
    ------
    DataError
        if it holds something else, or infinity

    Examples
    --------
    >>> numbers(pd.Series([True, False]), name="reach").tolist()
    [1.0, 0.0]
    """
    try:
        found = series.astype("float64")
    except (TypeError, ValueError) as error:
        raise DataError(words.NOT_NUMBERS.format(name=name, kind=series.dtype)) from (
            error
        )
    if found.isin([float("inf"), float("-inf")]).any():
        raise DataError(words.INFINITE.format(columns=[name]))
    return found
