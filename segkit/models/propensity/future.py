"""Columns that know the future: found before a model can learn from them.

Three signs: dates after the day that X describes; columns that somebody says were made
later; and columns that alone, or by being empty, tell almost perfectly who will. A
column that is honest is rarely that good: one that is has usually seen the outcome.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import numpy as np
import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.models.words import propensity as said

ENOUGH = 10  # customers of either kind, before a column can be called too good


def leaks(
    X: pd.DataFrame,
    y: pd.Series,
    *,
    as_of: Any = None,
    made_on: Mapping[str, Any] | None = None,
    known_ahead: Collection[str] = (),
    limit: float = 0.95,
) -> pd.DataFrame:
    """Find the columns that know the future, and say why each is thought to.

    Parameters
    ----------
    X : one row per customer
    y : whether it happened, True or False, with the index of X
    as_of : the day that X describes; None for ``X.attrs["as_of"]``, if there
    made_on : day on which a column was made, by column, where that is known
    known_ahead : columns that are known to be honest
    limit : AUC of a column alone from which it is too good to be true, 0.5 to 1

    Returns
    -------
    DataFrame: column, auc (of the column alone, nan where not computed) and why; one
    row per column that is refused, none if all is well

    Raises
    ------
    DataError
        if a column of made_on or known_ahead is not in X

    Notes
    -----
    Own definition. AUC: the chance that of two customers, one who did and one who did
    not, the column puts the right one first, in either direction; for texts the mean
    outcome of those with the same text is taken, texts of fewer than ten customers
    together. A column is judged only where ten customers did and ten did not.

    Examples
    --------
    >>> y = pd.Series([True, False] * 20)
    >>> X = pd.DataFrame({"tenure_days": range(40), "score": y * 0.9})
    >>> leaks(X, y)[["column", "auc"]]
      column  auc
    0  score  1.0
    """
    day = X.attrs.get("as_of") if as_of is None else as_of
    day = None if day is None else checks.day(day)
    _there(X, {**(made_on or {}), **dict.fromkeys(known_ahead)})
    rows = []
    for name in X.columns.difference(list(known_ahead), sort=False):
        why, value = _dates_after(X[name], day), np.nan
        made = (made_on or {}).get(name)
        if made is not None and day is not None and checks.day(made) > day:
            why = said.MADE_LATER.format(made_on=checks.day(made), as_of=day)
        if why is None:
            why, value = _too_good(X[name], y.to_numpy(dtype=bool), limit)
        if why is not None:
            rows.append({"column": name, "auc": value, "why": why})
    return pd.DataFrame(rows, columns=["column", "auc", "why"])


def refuse(found: pd.DataFrame) -> None:
    """Refuse columns that know the future, each by name and with the reason.

    Parameters
    ----------
    found : from `leaks`

    Raises
    ------
    DataError
        if there are any

    Examples
    --------
    >>> refuse(pd.DataFrame(columns=["column", "auc", "why"]))
    """
    if found.empty:
        return
    each = [
        said.ONE_LEAK.format(column=column, why=why)
        for column, why in found[["column", "why"]].itertuples(index=False)
    ]
    last = said.LAST_WORDS.format(columns=found["column"].tolist())
    raise DataError(said.LEAKS.format(columns=" ".join([*each, last])))


def auc(y: np.ndarray, score: np.ndarray) -> float:
    """Compute how often a score puts one who did before one who did not.

    Parameters
    ----------
    y : bool array
    score : float array, none missing; ties count half

    Returns
    -------
    float, 0 to 1; nan where all are of one kind

    References
    ----------
    Hanley and McNeil (1982), Radiology 143, 29-36: the Wilcoxon statistic.

    Examples
    --------
    >>> auc(np.array([True, True, False]), np.array([0.9, 0.2, 0.2]))
    0.75
    """
    did = int(y.sum())
    others = len(y) - did
    if not did or not others:
        return float("nan")
    rank = pd.Series(score).rank().to_numpy()
    return float((rank[y].sum() - did * (did + 1) / 2) / (did * others))


def _there(X: pd.DataFrame, named: Mapping[str, Any]) -> None:
    missing = [name for name in named if name not in X.columns]
    if missing:
        raise DataError(
            f"made_on or known_ahead names columns {missing}; X has "
            f"{X.columns.tolist()}"
        )


def _dates_after(column: pd.Series, day: Any) -> str | None:
    if day is None or not pd.api.types.is_datetime64_any_dtype(column):
        return None
    late = column >= pd.Timestamp(day) + pd.Timedelta(days=1)
    if not late.any():
        return None
    return said.AHEAD.format(n=int(late.sum()), as_of=day, column=column.name)


def _too_good(
    column: pd.Series, y: np.ndarray, limit: float
) -> tuple[str | None, float]:
    if min(y.sum(), (~y).sum()) < ENOUGH:
        return None, np.nan
    gone = column.isna().to_numpy()
    by_gap = _either_way(y, gone.astype(float))
    if by_gap >= limit:
        why = said.GAPS_TELL.format(auc=by_gap, limit=limit, column=column.name)
        return why, by_gap
    known = ~gone
    if min(y[known].sum(), (~y[known]).sum()) < ENOUGH:
        return None, np.nan
    value = _either_way(y[known], _score(column[known], y[known]))
    if value < limit:
        return None, value
    return said.TOO_GOOD.format(auc=value, limit=limit, column=column.name), value


def _either_way(y: np.ndarray, score: np.ndarray) -> float:
    value = auc(y, score)
    return max(value, 1 - value)


def _score(column: pd.Series, y: np.ndarray) -> np.ndarray:
    """Return numbers as they are; for texts the mean outcome, rare ones together."""
    if pd.api.types.is_datetime64_any_dtype(column):
        return column.astype("int64").to_numpy(dtype=float)
    if pd.api.types.is_numeric_dtype(column):
        return column.to_numpy(dtype=float)
    texts = column.astype(str).reset_index(drop=True)
    common = texts.map(texts.value_counts()) >= ENOUGH
    did = pd.Series(y.astype(float))
    return did.groupby(texts.where(common, "")).transform("mean").to_numpy()
