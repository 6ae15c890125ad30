"""Purchase histories, checked at the door."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.clv import words

NUMBERS = {"decimal", "integer", "floating", "mixed-integer-float", "empty"}
CONVENTIONS = ("left out", "counted")


def table(history: Any, need: Sequence[str], *, who: str) -> pd.DataFrame:
    """Check that history is a table with these columns and at least one row.

    Parameters
    ----------
    history : pandas DataFrame, one row per customer
    need : columns that must be there
    who : the model's name, for the message

    Returns
    -------
    history itself

    Raises
    ------
    DataError
        if it is no pandas table, lacks a column, or has no rows

    Examples
    --------
    >>> history = pd.DataFrame({"frequency": [2], "recency": [3.0], "T": [9.0]})
    >>> table(history, ["frequency"], who="BetaGeoNBD") is history
    True
    """
    if not isinstance(history, pd.DataFrame):
        kind = type(history).__name__
        raise DataError(words.NO_TABLE.format(who=who, need=list(need), kind=kind))
    missing = [column for column in need if column not in history.columns]
    if missing:
        have, hint = history.columns.tolist(), {"your name": missing[0]}
        raise DataError(
            words.MISSING_COLUMNS.format(who=who, missing=missing, have=have, hint=hint)
        )
    twice = history.columns[history.columns.duplicated()].unique().tolist()
    if twice:
        raise DataError(words.REPEATED_COLUMN.format(columns=twice))
    if not len(history):
        raise DataError(words.NO_ROWS.format(who=who))
    return history


def numbers(column: pd.Series) -> np.ndarray:
    """Read a column as numbers from 0, and refuse gaps, text and infinite ones.

    Parameters
    ----------
    column : of history

    Returns
    -------
    float array

    Raises
    ------
    DataError
        naming the column and what was found in it

    Examples
    --------
    >>> numbers(pd.Series([3, 1], name="frequency"))
    array([3., 1.])
    """
    name = column.name
    plain = column.dtype.kind in "iuf" if hasattr(column.dtype, "kind") else False
    if not plain:
        kind = pd.api.types.infer_dtype(column, skipna=True)
        if kind not in NUMBERS:
            raise DataError(words.NO_NUMBERS.format(column=name, kind=kind))
    values = column.to_numpy(dtype=float, na_value=np.nan)
    low, high = values.min(), values.max()
    if np.isnan(low):
        n = int(np.isnan(values).sum())
        raise DataError(words.GAPS.format(column=name, n=n))
    if np.isinf(low) or np.isinf(high):
        n = int(np.isinf(values).sum())
        raise DataError(words.INFINITE.format(column=name, n=n))
    if low < 0:
        n = int((values < 0).sum())
        raise DataError(words.NEGATIVE.format(column=name, n=n, value=low))
    return values


def counts(history: pd.DataFrame, first_purchase: str) -> np.ndarray:
    """Read how many repeat purchases each customer made, whatever the table counts.

    Parameters
    ----------
    history : pandas DataFrame with a column frequency
    first_purchase : "left out" or "counted", in that column

    Returns
    -------
    float array of whole numbers from 0

    Raises
    ------
    DataError
        if they are no counts, or do not fit the convention

    Examples
    --------
    >>> counts(pd.DataFrame({"frequency": [1, 4]}), "counted")
    array([0., 3.])
    """
    checks.choice(first_purchase, CONVENTIONS, name="first_purchase")
    x = numbers(history["frequency"])
    part = np.flatnonzero(x != np.rint(x))
    if len(part):
        raise DataError(words.NOT_WHOLE.format(n=len(part), value=x[part[0]]))
    if first_purchase == "counted":
        if x.min() < 1:
            raise DataError(words.NO_FIRST.format(n=int((x < 1).sum())))
        x = x - 1
    return x


def read(
    history: Any, first_purchase: str, *, who: str
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Read x, t_x and T of each customer, and refuse what cannot be.

    Parameters
    ----------
    history : pandas DataFrame with columns frequency, recency and T
    first_purchase : "left out" or "counted", in frequency
    who : the model's name, for the messages

    Returns
    -------
    x, t_x, T: float arrays, one value per customer

    Raises
    ------
    DataError
        naming the column, how many customers are concerned, and the cure

    Examples
    --------
    >>> history = pd.DataFrame({"frequency": [2], "recency": [3.0], "T": [9.0]})
    >>> read(history, "left out", who="BetaGeoNBD")
    (array([2.]), array([3.]), array([9.]))
    """
    table(history, ["frequency", "recency", "T"], who=who)
    x = counts(history, first_purchase)
    t_x, T = numbers(history["recency"]), numbers(history["T"])
    early = t_x > T
    if early.any():
        i = int(np.argmax(early))
        n = int(early.sum())
        raise DataError(words.TOO_EARLY.format(n=n, T=T[i], t_x=t_x[i]))
    again, later = x > 0, t_x > 0
    if (again != later).any():
        text = words.NO_REPEAT_TIME
        n = int((again & ~later).sum())
        if not n:
            text, n = words.NO_REPEAT_COUNT, int((later & ~again).sum())
        raise DataError(text.format(n=n))
    return x, t_x, T


def weights(sample_weight: Any, rows: int) -> np.ndarray | None:
    """Read how many customers each row stands for; None where each stands for one.

    Parameters
    ----------
    sample_weight : one number from 0 per row, or None
    rows : how many rows there are

    Returns
    -------
    float array (rows,), or None

    Raises
    ------
    DataError
        if the number of weights differs, or a weight is negative or missing

    Examples
    --------
    >>> weights([2, 1], 2)
    array([2., 1.])
    """
    if sample_weight is None:
        return None
    try:
        values = np.asarray(sample_weight, dtype=float)
    except (TypeError, ValueError) as error:
        raise DataError(words.WEIGHTS_VALUE.format(what=error)) from error
    if values.shape != (rows,):
        raise DataError(words.WEIGHTS_SHAPE.format(rows=rows, weights=values.size))
    for what, wrong in (
        ("missing or infinite ones", ~np.isfinite(values)),
        ("negative ones", values < 0),
        ("only zeros", np.array([values.sum() == 0])),
    ):
        if wrong.any():
            raise DataError(words.WEIGHTS_VALUE.format(what=what))
    return values


def enough(
    x: np.ndarray,
    t_x: np.ndarray,
    T: np.ndarray,
    weight: np.ndarray | None,
    *,
    who: str,
) -> None:
    """Check that these customers can teach a model anything.

    Parameters
    ----------
    x, t_x, T : float arrays, one value per row
    weight : customers per row, or None
    who : the model's name, for the messages

    Raises
    ------
    DataError
        if there is one customer, nobody bought again, or all histories are the same

    Examples
    --------
    >>> enough(np.array([0, 2]), np.array([0, 3]), np.array([9, 9]), None, who="BG/NBD")
    """
    n = len(x) if weight is None else weight.sum()
    if len(x) == 1 and n <= 1:
        raise DataError(words.ONE_ROW.format(who=who))
    if x.max() == 0:
        raise DataError(words.NOBODY_CAME_BACK.format(who=who, n=n))
    if all(column.min() == column.max() for column in (x, t_x, T)):
        same = {"x": x[0], "t_x": t_x[0], "T": T[0]}
        raise DataError(words.SAME_HISTORY.format(who=who, **same))
