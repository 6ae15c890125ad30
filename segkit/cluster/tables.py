"""The door of the estimators: scikit-learn's checks for arrays, ours for tables."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator
from sklearn.utils.validation import (
    _check_feature_names,
    _check_n_features,
    validate_data,
)

from segkit.checks import DataError
from segkit.cluster import mixed
from segkit.cluster.mixed import Mixed, Reader


def learn(model: BaseEstimator, X: Any, features: Any) -> Mixed:
    """Read the rows to learn from, and remember how they were read.

    Parameters
    ----------
    model : the estimator, which gets `n_features_in_` and `_reader`
    X : (n, columns) table or array
    features : which columns are categories, as in `mixed.chosen`

    Returns
    -------
    Mixed
    """
    table = _table(model, X, reset=True)
    reader = Reader.learn(table, mixed.chosen(table, features))
    model._reader = reader
    return reader.read(table)


def read(model: BaseEstimator, X: Any) -> Mixed:
    """Read rows as those were that the model learned from.

    Parameters
    ----------
    model : a fitted estimator
    X : (n, columns) with the same columns

    Returns
    -------
    Mixed
    """
    return model._reader.read(_table(model, X, reset=False))


def refuse(model: BaseEstimator, counts: tuple[str, ...], n: int) -> None:
    """Refuse arguments that are no whole numbers from 1, and fewer rows than groups.

    Parameters
    ----------
    model : the estimator
    counts : names of its arguments; the first is the number of groups
    n : how many rows there are

    Raises
    ------
    DataError
        naming the argument
    """
    for name in counts:
        value = getattr(model, name)
        if not isinstance(value, int | np.integer) or value < 1:
            raise DataError(f"{name} must be a whole number from 1; this is {value!r}")
    groups = getattr(model, counts[0])
    if n < groups:
        raise DataError(
            f"n_samples={n} should be >= {counts[0]}={groups}: ask for fewer groups"
        )


def _table(model: BaseEstimator, X: Any, *, reset: bool) -> pd.DataFrame:
    if isinstance(X, pd.DataFrame) and not _all_numbers(X):
        _check_feature_names(model, X, reset=reset)
        _check_n_features(model, X, reset=reset)
        return X
    checked = validate_data(
        model, X, reset=reset, dtype=np.float64, ensure_all_finite="allow-nan"
    )
    names = list(X.columns) if isinstance(X, pd.DataFrame) else range(checked.shape[1])
    return pd.DataFrame(checked, columns=pd.Index(names))


def _all_numbers(X: pd.DataFrame) -> bool:
    return all(
        pd.api.types.is_numeric_dtype(kind) and getattr(kind, "kind", "O") != "b"
        for kind in X.dtypes
    )


def prototypes(reader: Reader, centres: Mixed) -> pd.DataFrame:
    """Return prototypes as a table with the columns of the rows they stand for.

    Parameters
    ----------
    reader : what the codes mean
    centres : numbers and codes

    Returns
    -------
    pandas table, one row per prototype
    """
    columns: dict[int, Any] = {
        place: centres.numbers[:, k] for k, place in enumerate(reader.numeric)
    }
    for k, place in enumerate(reader.categorical):
        levels = reader.levels[k]
        columns[place] = levels[centres.codes[:, k]] if len(levels) else np.nan
    table = pd.DataFrame({place: columns[place] for place in sorted(columns)})
    return table.set_axis(pd.Index(reader.names), axis=1)
