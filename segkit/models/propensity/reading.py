"""Columns of every kind made fit for a model: numbers, dates, texts, gaps."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from segkit.checks import DataError
from segkit.models import tables, words

RARE = 10  # customers with a text, at least, for a column of its own
NUMBER, LOG, DATE, TEXT = "number", "log", "date", "text"


def kinds(X: pd.DataFrame) -> dict[str, str]:
    """Say how each column is read: as a number, its logarithm, a date or a text.

    Parameters
    ----------
    X : one row per customer

    Returns
    -------
    dict: column to "number", "log" (numbers from 0 that reach above 1), "date" (days
    before as_of) or "text"

    Raises
    ------
    DataError
        if a column holds infinite numbers

    Examples
    --------
    >>> X = pd.DataFrame({"n": [0, 9], "late": [True, False], "via": ["web", None]})
    >>> kinds(X)
    {'n': 'log', 'late': 'number', 'via': 'text'}
    """
    found = {}
    for name in X.columns:
        column = X[name]
        if pd.api.types.is_datetime64_any_dtype(column):
            found[name] = DATE
        elif not pd.api.types.is_numeric_dtype(column):
            found[name] = TEXT
        else:
            values = tables.numbers(X, [name])[name]
            skewed = values.min() >= 0 and values.max() > 1
            found[name] = LOG if skewed else NUMBER
    return found


def read(X: pd.DataFrame, known: dict[str, str], as_of: Any) -> pd.DataFrame:
    """Read columns as they were learned: numbers as floats, dates as days, texts.

    Parameters
    ----------
    X : one row per customer
    known : from `kinds`
    as_of : the day, for dates; None if there are none

    Returns
    -------
    DataFrame of floats and objects, gaps as nan

    Raises
    ------
    DataError
        if dates cannot be read without a day, or a column of numbers holds text

    Examples
    --------
    >>> X = pd.DataFrame({"since": pd.to_datetime(["2024-06-01"]), "ok": [True]})
    >>> read(X, {"since": "date", "ok": "number"}, "2024-06-30").values.tolist()
    [[29.0, 1.0]]
    """
    made: dict[str, Any] = {}
    for name, kind in known.items():
        column = X[name]
        if kind == TEXT:
            gone = column.isna()
            made[name] = column.astype(object).where(gone, column.map(words.category))
            made[name] = made[name].where(~gone, np.nan).astype(object)
        elif kind == DATE:
            made[name] = _days(column, as_of)
        else:
            values = tables.numbers(X, [name])[name]
            made[name] = values.clip(lower=0) if kind == LOG else values
    return pd.DataFrame(made, X.index)


def _days(column: pd.Series, as_of: Any) -> pd.Series:
    if as_of is None:
        raise DataError(
            f"column '{column.name}' holds dates, and the day that X describes is not "
            "known: pass as_of='2024-06-30', or set X.attrs['as_of']"
        )
    return (pd.Timestamp(as_of) - column).dt.days.astype(float)


def pipeline(known: dict[str, str], model: Any, *, scaled: bool) -> Any:
    """Make the pipeline: columns read, gaps filled where needed, then the model.

    Parameters
    ----------
    known : from `kinds`
    model : a scikit-learn classifier
    scaled : whether gaps are filled (with a mark) and numbers scaled, as logistic
        regression needs; trees read numbers and gaps as they are

    Returns
    -------
    scikit-learn Pipeline of "columns" and "model"

    Examples
    --------
    >>> from sklearn.linear_model import LogisticRegression
    >>> made = pipeline({"n": "log"}, LogisticRegression(), scaled=True)
    >>> list(made.named_steps)
    ['columns', 'model']
    """
    from sklearn.compose import ColumnTransformer  # noqa: PLC0415 (slow to import)
    from sklearn.pipeline import Pipeline  # noqa: PLC0415

    by = {k: [n for n, kind in known.items() if kind == k] for k in (LOG, TEXT)}
    plain = [n for n, kind in known.items() if kind in (NUMBER, DATE)]
    parts = [
        ("numbers", _filled(scaled, log=False), plain),
        ("logs", _filled(scaled, log=True), by[LOG]),
        ("texts", _marked(), by[TEXT]),
    ]
    columns = ColumnTransformer(
        [part for part in parts if part[2]], verbose_feature_names_out=False
    )
    return Pipeline([("columns", columns), ("model", model)])


def _filled(scaled: bool, *, log: bool) -> Any:
    """Return what makes numbers fit for a sum with weights; nothing for trees."""
    from sklearn.impute import SimpleImputer  # noqa: PLC0415 (slow to import)
    from sklearn.pipeline import make_pipeline  # noqa: PLC0415
    from sklearn.preprocessing import (  # noqa: PLC0415
        FunctionTransformer,
        StandardScaler,
    )

    if not scaled:
        return "passthrough"
    steps = [SimpleImputer(strategy="median", add_indicator=True), StandardScaler()]
    if log:
        logs = FunctionTransformer(np.log1p, feature_names_out="one-to-one")
        steps.insert(0, logs)
    return make_pipeline(*steps)


def _marked() -> Any:
    """Return what makes a column of each text; rare ones share one, as gaps do."""
    from sklearn.preprocessing import OneHotEncoder  # noqa: PLC0415 (slow to import)

    return OneHotEncoder(
        min_frequency=RARE, handle_unknown="infrequent_if_exist", sparse_output=False
    )
