"""The cells of a cross-table, and which of them must not be shown."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.evaluation import words
from segkit.evaluation.association import expected, residuals
from segkit.record import Table

LEAST_SHOWN = 0.0001


def common(a: Any, b: Any) -> tuple[pd.Series, pd.Series, int]:
    """Return both on their common customers, and how many lack one.

    Parameters
    ----------
    a, b : Series indexed by customer_id

    Returns
    -------
    two categorical Series without missing values, and how many were left out

    Raises
    ------
    DataError
        if one is no Series, a customer is there twice, or they share none
    """
    for series, name in ((a, "a"), (b, "b")):
        if not isinstance(series, pd.Series):
            kind = type(series).__name__
            raise DataError(words.NOT_SEGMENTS.format(name=name, kind=kind))
        if twice := int(series.index.duplicated().sum()):
            raise DataError(words.TWICE.format(name=name, n=twice))
    both = pd.concat([a, b], axis=1, keys=["a", "b"], join="outer")
    known = both.notna().all(axis=1)
    if not known.any():
        raise DataError(words.NOTHING_COMMON)
    first, second = both.loc[known, "a"], both.loc[known, "b"]
    kept = [_category(a, first), _category(b, second)]
    names = [
        str(one.name if one.name is not None else n) for one, n in ((a, "a"), (b, "b"))
    ]
    if names[0] == names[1]:
        names = [f"{names[0]} (a)", f"{names[1]} (b)"]
    return kept[0].rename(names[0]), kept[1].rename(names[1]), int((~known).sum())


def _category(original: pd.Series, series: pd.Series) -> pd.Series:
    """Keep the order of categories; others in the order of their values."""
    kind = original.dtype
    if isinstance(kind, pd.CategoricalDtype):
        series = series.astype(kind).cat.remove_unused_categories()
    else:
        series = series.infer_objects().astype("category")
    return series.cat.rename_categories([str(c) for c in series.cat.categories])


def long(counts: pd.DataFrame, minimum: int | None) -> pd.DataFrame:
    """Return a row per cell.

    Parameters
    ----------
    counts : the cross-table
    minimum : blank cells of fewer customers; None shows all

    Returns
    -------
    DataFrame: row, column, n, row_share, column_share, expected, residual
    """
    values = counts.to_numpy(dtype=float)
    names = counts.index.astype(str), counts.columns.astype(str)
    table = Table(
        {
            "row": np.repeat(names[0], values.shape[1]),
            "column": np.tile(names[1], values.shape[0]),
            "n": values.ravel().astype(int),
            "row_share": (values / values.sum(axis=1, keepdims=True)).ravel(),
            "column_share": (values / values.sum(axis=0)).ravel(),
            "expected": expected(values).ravel(),
            "residual": residuals(values).ravel(),
        }
    )
    if minimum is not None:
        hidden = _hidden(counts, checks.whole_number(minimum, name="minimum"))
        table["n"] = table["n"].astype("Int64").mask(hidden)
        for column in table.columns[3:]:
            table[column] = table[column].mask(hidden)
    table.attrs["names"] = [str(counts.index.name), str(counts.columns.name)]
    return table


def _hidden(counts: pd.DataFrame, minimum: int) -> np.ndarray:
    """Say which cells to blank: small ones, and others where one stands alone."""
    cells = counts.to_numpy(dtype=float)
    hidden = cells < minimum
    while True:
        before = hidden.copy()
        for values, mask in ((cells, hidden), (cells.T, hidden.T)):
            for line in np.flatnonzero(mask.sum(axis=1) == 1).tolist():
                mask[line, _partner(values, mask, line)] = True
        if (before == hidden).all():
            return hidden.ravel()


def _partner(values: np.ndarray, mask: np.ndarray, line: int) -> int:
    """Choose the cell to blank too: where others are blank already, else the smallest.

    Totals are shown, so a blank cell that stands alone could be reckoned back.
    """
    others = np.delete(mask, line, axis=0).any(axis=0)
    key = np.where(mask[line], np.inf, values[line] + ~others * values.sum())
    return int(key.argmin())


def freedom(n: int) -> str:
    """Write degrees of freedom.

    Parameters
    ----------
    n : how many

    Returns
    -------
    str

    Examples
    --------
    >>> freedom(1), freedom(2)
    ('1 degree of freedom', '2 degrees of freedom')
    """
    return words.DEGREES[n != 1].format(n=n)


def chance(p: float) -> str:
    """Write a p value, never as zero.

    Parameters
    ----------
    p : 0 to 1

    Returns
    -------
    str

    Examples
    --------
    >>> chance(0.034), chance(1e-9)
    ('p = 0.0340', 'p < 0.0001')
    """
    return words.P_VALUE[p < LEAST_SHOWN].format(p=p)
