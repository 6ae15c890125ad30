"""One column, segment by segment, and what stands out."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from segkit.evaluation.customers import numbers
from segkit.record import mean_interval, wilson

SHARE = 0.25  # a share that differs by as much stands out
RELATIVE = 0.5  # a value that differs by this part of that of all
HARDLY = 1e-12  # what rounding may take off
SPREADS = 0.5  # a number that differs by as many standard deviations (own addition)


def is_category(column: pd.Series) -> bool:
    """Say whether a column holds categories, or yes and no, rather than numbers.

    Parameters
    ----------
    column : of any kind

    Returns
    -------
    bool

    Examples
    --------
    >>> is_category(pd.Series([True])), is_category(pd.Series([1.5]))
    (True, False)
    """
    kind = column.dtype
    numeric = pd.api.types.is_numeric_dtype(kind)
    return not numeric or pd.api.types.is_bool_dtype(kind)


def portrait(
    segments: pd.Series, column: pd.Series, level: float | None
) -> pd.DataFrame:
    """Describe one column in each segment.

    Parameters
    ----------
    segments : categorical Series without missing values
    column : with the same index; missing values are left out
    level : coverage of the intervals; None for no intervals

    Returns
    -------
    DataFrame, a row per level of the column and segment: column, level, segment, n,
    value, overall, difference, relative, marker; with a level also low and high

    Examples
    --------
    >>> kinds = pd.Series(["a", "a", "b", "b"]).astype("category")
    >>> portrait(kinds, pd.Series([True, True, False, True], name="vip"), None)[
    ...     ["level", "segment", "value", "overall", "marker"]]
       level segment  value  overall  marker
    0   True       a    1.0     0.75    True
    1   True       b    0.5     0.75    True
    """
    known = column.notna().to_numpy()
    groups, values = segments[known], column[known]
    rows: list[dict[str, Any]] = []
    if is_category(column):
        for name in _levels(values):
            hit = (values == name).to_numpy(dtype=float)
            rows += _rows(groups, hit, level, name=str(name), share=True)
    else:
        hit = numbers(values, name=str(column.name)).to_numpy()
        rows += _rows(groups, hit, level, name="", share=_is_share(hit))
    table = pd.DataFrame(rows)
    table.insert(0, "column", str(column.name))
    return table


def _levels(values: pd.Series) -> list[Any]:
    """Return the categories to show: of yes and no only yes."""
    if pd.api.types.is_bool_dtype(values.dtype):
        return [True]
    if isinstance(values.dtype, pd.CategoricalDtype):
        present = set(values.unique())
        return [name for name in values.cat.categories if name in present]
    return sorted(values.unique(), key=str)


def _is_share(values: np.ndarray) -> bool:
    return bool(len(values) and values.min() >= 0 and values.max() <= 1)


def _rows(
    groups: pd.Series,
    values: np.ndarray,
    level: float | None,
    *,
    name: str,
    share: bool,
) -> list[dict[str, Any]]:
    overall = values.mean() if len(values) else np.nan
    spread = values.std() if len(values) else np.nan
    found = []
    for segment in groups.cat.categories:
        mine = values[(groups == segment).to_numpy()]
        value = mine.mean() if len(mine) else np.nan
        away = value - overall
        relative = away / overall if overall else np.nan
        row = {
            "level": name,
            "segment": segment,
            "n": len(mine),
            "value": value,
            "overall": overall,
            "difference": away,
            "relative": relative,
            "marker": _marker(away, relative, spread, share),
        }
        if level is not None:
            row |= dict(zip(("low", "high"), _ends(mine, level, name), strict=True))
        found.append(row)
    return found


def _marker(away: float, relative: float, spread: float, share: bool) -> bool:
    """Say whether a value stands out from that of all."""
    away, relative = abs(away) + HARDLY, abs(relative) + HARDLY
    if share:
        return bool(away >= SHARE or relative >= RELATIVE)
    return bool(relative >= RELATIVE or (spread and away / spread >= SPREADS))


def _ends(mine: np.ndarray, level: float, name: str) -> tuple[float, float]:
    if name:
        return wilson(int(mine.sum()), len(mine), level)
    return mean_interval(mine, level)
