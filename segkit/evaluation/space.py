"""Customers as points, so that distances are those that the model means."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.base import BaseEstimator
from sklearn.pipeline import Pipeline

Floats = NDArray[np.float64]


def space(model: BaseEstimator, X: Any) -> Floats:
    """Return one point per customer; distances between points are the model's.

    Numbers stay as the model sees them. A category is a point of its own, so far from
    the others that their squared distance is the model's price of a different category
    (`gamma` of k-prototypes; 1 where the model has none). A missing value lies at the
    mean of its column.

    Parameters
    ----------
    model : fitted estimator, pipeline, or segkit model
    X : (n, columns)

    Returns
    -------
    (n, dimensions); a row of nan for a customer who is compared with nobody

    Examples
    --------
    >>> from segkit.cluster import KPrototypes
    >>> X = pd.DataFrame({"age": [20.0, 22, 61], "plan": ["a", "a", "b"]})
    >>> points = space(KPrototypes(2, gamma=8.0, random_state=0).fit(X), X)
    >>> points.tolist()
    [[20.0, 2.0, 0.0], [22.0, 2.0, 0.0], [61.0, 0.0, 2.0]]
    """
    table = compared(model, X)
    alone = table.isna().all(axis=1).to_numpy()
    parts = [_points(table[name], _price(model)) for name in table]
    points = np.column_stack(parts)
    points[alone] = np.nan
    return points


def compared(model: BaseEstimator, X: Any) -> pd.DataFrame:
    """Return the columns that the model compares: scaled if it scales.

    Parameters
    ----------
    model : fitted
    X : (n, columns)

    Returns
    -------
    pandas table, one row per customer

    Examples
    --------
    >>> from sklearn.cluster import KMeans
    >>> compared(KMeans(1).fit([[1.0], [3.0]]), [[2.0]]).to_numpy().tolist()
    [[2.0]]
    """
    if isinstance(model, Pipeline):
        X = model[:-1].transform(X) if len(model.steps) > 1 else X
    rule = getattr(model, "rule_", None)
    if rule is not None:
        X = rule.compared(X[list(model.feature_names_in_)])
    return X if isinstance(X, pd.DataFrame) else pd.DataFrame(np.asarray(X))


def divides_by_limits(model: BaseEstimator, X: Any) -> bool:
    """Say whether the model is a rule that compares nobody with anybody.

    Parameters
    ----------
    model : fitted
    X : (n, columns)

    Returns
    -------
    bool
    """
    rule = getattr(model, "rule_", None)
    return rule is not None and rule.compared(X[list(model.feature_names_in_)]) is None


def _price(model: BaseEstimator) -> float:
    last = model[-1] if isinstance(model, Pipeline) else model
    gamma = getattr(last, "gamma_", None)
    engine = getattr(last, "engine_", None)
    if gamma is None and isinstance(engine, dict):
        gamma = engine.get("gamma")
    return 1.0 if gamma is None else float(gamma)


def _points(column: pd.Series, price: float) -> Floats:
    """Return (n,) numbers, or (n, categories) corners of equal distance."""
    if pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column):
        values = column.to_numpy(dtype=float, na_value=np.nan)
        usual = np.nanmean(values) if np.isfinite(values).any() else 0.0
        return np.where(np.isnan(values), usual, values)
    codes, names = pd.factorize(column.astype("str").where(column.notna()), sort=True)
    corners = np.eye(len(names))[codes] if len(names) else np.zeros((len(column), 0))
    known = codes >= 0
    if known.any():
        corners[~known] = corners[known].mean(axis=0)
    return corners * np.sqrt(price / 2)


def within(points: Floats, labels: NDArray[np.int64]) -> tuple[float, float]:
    """Say how far customers are from the mean of their segment, all together.

    Parameters
    ----------
    points : (n, dimensions), none missing
    labels : (n,) whole numbers from 0

    Returns
    -------
    sum of squared distances, sum of distances

    Examples
    --------
    >>> within(np.array([[0.0], [2.0], [9.0]]), np.array([0, 0, 1]))
    (2.0, 2.0)
    """
    away = points - means(points, labels)[labels]
    squares = np.einsum("ij,ij->i", away, away)
    return float(squares.sum()), float(np.sqrt(squares).sum())


def means(points: Floats, labels: NDArray[np.int64]) -> Floats:
    """Return the mean of each segment.

    Parameters
    ----------
    points : (n, dimensions)
    labels : (n,) whole numbers from 0

    Returns
    -------
    (segments, dimensions); nan for an empty segment

    Examples
    --------
    >>> means(np.array([[0.0], [2.0], [9.0]]), np.array([0, 0, 1])).tolist()
    [[1.0], [9.0]]
    """
    n = np.bincount(labels)
    sums = [np.bincount(labels, column) for column in points.T]
    with np.errstate(invalid="ignore"):
        return np.transpose(sums).reshape(len(n), -1) / n[:, None]
