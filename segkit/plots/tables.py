"""The checks that all drawing functions share, and the words of their refusals."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from segkit import checks, engine
from segkit.checks import DataError
from segkit.plots.words import NO_SEGMENT


def pandas_table(native: Any, need: Iterable[str], *, name: str) -> pd.DataFrame:
    """Return a table as pandas, after checking its columns and that it has rows."""
    need = list(need)
    checks.table(native, need, name=name)
    table = native if isinstance(native, pd.DataFrame) else engine.to_pandas(native)
    if not len(table):
        raise DataError(f"{name} is empty: there is nothing to draw; check the filter")
    return table


def customer_series(series: Any, *, name: str) -> pd.Series:
    """Check that this is a Series with one row per customer."""
    if not isinstance(series, pd.Series):
        raise DataError(
            f"{name} must be a pandas Series indexed by customer_id; this is a "
            f"{type(series).__name__}: for a table take one column, X['column']"
        )
    if not len(series):
        raise DataError(f"{name} is empty: there is nothing to draw; check the filter")
    return series


def segment_series(segments: Any, *, name: str = "segments") -> pd.Series:
    """Return segments as a categorical Series; customers without one get a category."""
    series = customer_series(segments, name=name)
    if not isinstance(series.dtype, pd.CategoricalDtype):
        series = series.astype("category")
    if series.isna().any():
        series = series.cat.add_categories([NO_SEGMENT]).fillna(NO_SEGMENT)
    return series.cat.rename_categories([str(c) for c in series.cat.categories])


def one_row_each(series: pd.Series, *, name: str) -> pd.Series:
    """Check that no customer is there twice."""
    twice = int(series.index.duplicated().sum())
    if twice:
        raise DataError(
            f"{name} must have one row per customer; {twice} rows repeat a "
            "customer_id: set the index to customer_id and add the rows up first"
        )
    return series


def numbers(series: pd.Series, *, name: str) -> pd.Series:
    """Check that a Series holds numbers, and return it as float."""
    if pd.api.types.is_bool_dtype(series) or not pd.api.types.is_numeric_dtype(series):
        try:
            if pd.api.types.is_bool_dtype(series):
                raise TypeError
            return series.astype(float)
        except (TypeError, ValueError) as error:
            raise DataError(
                f"{name} must be numbers; this has dtype {series.dtype}: "
                "convert it with pd.to_numeric first"
            ) from error
    return series.astype(float)
