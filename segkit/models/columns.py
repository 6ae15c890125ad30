"""Checks of single columns of X before a model reads them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from segkit.checks import DataError

FIGURES = {"decimal", "integer", "floating", "mixed-integer-float"}
NUMBERS = FIGURES | {"boolean", "empty"}  # truth values count as 1 and 0
MANY = list | tuple | dict | set | np.ndarray | pd.Series | pd.DataFrame
HUGE = 1e100  # squares and sums of such numbers would be infinite


def readable(X: pd.DataFrame, columns: Sequence[str]) -> None:
    """Check that columns hold one value per customer, of a kind that can be compared.

    Parameters
    ----------
    X : pandas DataFrame, indexed by customer_id
    columns : that are read

    Raises
    ------
    DataError
        naming the column, and what was found in it: lists, complex or infinite numbers

    Examples
    --------
    >>> readable(pd.DataFrame({"region": ["North", None]}), ["region"])
    """
    for name in columns:
        strange = _not_one_value(X[name])
        if strange:
            raise DataError(
                f"column '{name}' in X must hold one value per customer, a number, a "
                f"text or a day; it holds {strange}: make columns of them first"
            )
        if pd.api.types.is_numeric_dtype(X[name]):
            _number(X[name], name)


def numbers(X: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """Read columns as numbers, and refuse text, infinite and wholly empty ones.

    Parameters
    ----------
    X : pandas DataFrame, indexed by customer_id
    columns : which to read

    Returns
    -------
    pandas DataFrame of float64, nulls as nan, same index

    Raises
    ------
    DataError
        naming the column, and what was found in it

    Examples
    --------
    >>> numbers(pd.DataFrame({"n_orders": [3, 1]}), ["n_orders"])["n_orders"].tolist()
    [3.0, 1.0]
    """
    return pd.DataFrame({name: _number(X[name], name) for name in columns}, X.index)


def _not_one_value(column: pd.Series) -> str:
    """Name the type of values that are no single number, text or day, if any."""
    if column.dtype.kind == "c":
        return "complex numbers"
    if column.dtype.kind != "O" or column.dtype != object:
        return ""
    kinds = {type(value) for value in column}
    found = sorted(k.__name__ for k in kinds if issubclass(k, MANY | complex))
    return " and ".join(found)


def _number(column: pd.Series, name: str) -> np.ndarray:
    kind = pd.api.types.infer_dtype(column, skipna=True)
    plain = pd.api.types.is_numeric_dtype(column) and kind != "complex"
    if not plain and kind not in NUMBERS:
        raise DataError(
            f"column '{name}' in X must hold numbers; it holds {kind} values: "
            f"convert it with X['{name}'] = pd.to_numeric(X['{name}'])"
        )
    values = column.to_numpy(dtype=float, na_value=np.nan)
    if np.isinf(values).any():
        raise DataError(
            f"column '{name}' in X has {int(np.isinf(values).sum())} infinite values: "
            "look for a division by zero where the column was made"
        )
    if (np.abs(values) > HUGE).any():
        raise DataError(
            f"column '{name}' in X has numbers beyond {HUGE:g}, too large to compute "
            "with: look at how it was made"
        )
    return values


def is_number(value: object) -> bool:
    """Say whether a value is one finite number, and not a truth value.

    Parameters
    ----------
    value : anything

    Returns
    -------
    bool

    Examples
    --------
    >>> is_number(3.5), is_number("3.5"), is_number(float("nan"))
    (True, False, False)
    """
    if isinstance(value, bool) or not isinstance(
        value, int | float | np.integer | np.floating
    ):
        return False
    return bool(np.isfinite(value))
