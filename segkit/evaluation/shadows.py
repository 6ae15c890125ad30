"""Who stands between two segments, and which segments lie side by side."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.base import BaseEstimator
from sklearn.exceptions import NotFittedError
from sklearn.pipeline import Pipeline
from sklearn.utils.validation import check_is_fitted

from segkit import checks
from segkit.checks import DataError
from segkit.evaluation import words
from segkit.evaluation.space import divides_by_limits, means, space
from segkit.record import Table, wilson

CHANCE, SHADOW = 0.7, 0.9  # from which on a customer is decided, or in the shadow


def shadow(model: BaseEstimator, X: Any) -> Table:
    """Say how near each customer is to the second-nearest segment.

    Parameters
    ----------
    model : fitted: KMeans, KPrototypes, a pipeline that ends in one, or a segkit model
        that finds groups
    X : (n, columns) table or array

    Returns
    -------
    DataFrame with the index of X: segment, second (the next nearest one), shadow:
    2 d1 / (d1 + d2) with the distances to the two centres; 0 on the centre, 1 half-way
    to the next segment. Customers who are compared with nobody have none

    Raises
    ------
    DataError
        if the model is not fitted, divides by limits, or has one segment only

    Notes
    -----
    Distances are to `cluster_centers_` where the model measures them itself
    (``transform``), else to the mean of each segment.

    References
    ----------
    Leisch (2010), "Neighborhood graphs, stripes and shadow plots for cluster
    visualization", section 3.

    Examples
    --------
    >>> from sklearn.cluster import KMeans
    >>> model = KMeans(2, n_init=3, random_state=0).fit([[0.0], [2.0], [8.0], [10.0]])
    >>> shadow(model, [[1.0], [4.0], [5.0]])["shadow"].round(2).tolist()
    [0.0, 0.75, 1.0]
    """
    try:
        check_is_fitted(model)
    except NotFittedError as error:
        raise DataError(words.NOT_FITTED.format(name=type(model).__name__)) from error
    if divides_by_limits(model, X):
        raise DataError(words.BY_LIMITS.format(name=type(model).__name__))
    away, names = _distances(model, X)
    if away.shape[1] < 2:
        raise DataError(words.ONE_SEGMENT)
    known = ~np.isnan(away).all(axis=1)
    nearest = np.argsort(np.where(np.isnan(away), np.inf, away), axis=1, kind="stable")
    first, second = nearest[:, 0], nearest[:, 1]
    d1, d2 = (np.take_along_axis(away, j[:, None], 1)[:, 0] for j in (first, second))
    total = d1 + d2
    value = np.divide(2 * d1, total, out=np.ones_like(total), where=total > 0)
    index = X.index if isinstance(X, pd.DataFrame) else pd.RangeIndex(len(X))
    table = Table(index=index)
    table["segment"] = pd.Categorical.from_codes(np.where(known, first, -1), names)
    table["second"] = pd.Categorical.from_codes(np.where(known, second, -1), names)
    table["shadow"] = np.where(known, value, np.nan)
    table.attrs["heading"] = words.SHADOW
    return table


def _distances(model: Any, X: Any) -> tuple[NDArray[np.float64], pd.Index]:
    """Return (n, segments) distances, and the segments' names."""
    last = model[-1] if isinstance(model, Pipeline) else model
    if hasattr(last, "cluster_centers_") and hasattr(last, "transform"):
        away = np.asarray(model.transform(X), dtype=float)
        return away, pd.Index(range(away.shape[1]))
    labels, points = np.asarray(model.predict(X)), space(model, X)
    known = ~np.isnan(points).any(axis=1)
    codes = np.unique(labels[known])
    centres = means(points[known], np.searchsorted(codes, labels[known]))
    away = np.sqrt(((points[:, None] - centres) ** 2).sum(axis=2))
    if hasattr(model, "segments_"):
        return away, pd.Index(model.segments_["name"].iloc[codes])
    return away, pd.Index(codes)


def similarity(shadows: pd.DataFrame) -> Table:
    """Say how much of each segment lies beside each other segment.

    Parameters
    ----------
    shadows : as `shadow` returns it

    Returns
    -------
    DataFrame, segments by segments: the sum of the shadows of the customers whose next
    nearest segment it is, over the size of their own; 0 far away. Not symmetric

    Raises
    ------
    DataError
        if a column is missing

    References
    ----------
    Leisch (2010), section 3 (cluster similarity).

    Examples
    --------
    >>> kinds = pd.CategoricalDtype(["a", "b"])
    >>> table = pd.DataFrame({"segment": ["a", "a", "b"], "second": ["b", "b", "a"],
    ...                       "shadow": [0.5, 0.3, 1.0]}).astype(
    ...                       {"segment": kinds, "second": kinds})
    >>> similarity(table).to_numpy().tolist()
    [[0.0, 0.4], [1.0, 0.0]]
    """
    checks.table(shadows, ["segment", "second", "shadow"], name="shadows")
    known = shadows.dropna(subset=["segment", "second"])
    sums = known.pivot_table(
        index="segment", columns="second", values="shadow", aggfunc="sum",
        observed=False, fill_value=0.0,
    )  # fmt: skip
    size = known["segment"].value_counts().reindex(sums.index)
    result = Table(sums.div(size, axis=0))
    result.attrs["heading"] = words.SIMILARITY
    return result


def undecided(
    membership: pd.DataFrame, *, threshold: float | None = None, level: float = 0.95
) -> Table:
    """Say how many customers belong to no segment for certain.

    Parameters
    ----------
    membership : chances, customers by segments, rows sum to 1
        (``model.membership(X)``, or ``predict_proba`` as a table); or what `shadow`
        returns
    threshold : a customer is undecided if the largest chance is below it (None: .7),
        or the shadow is not (None: .9)
    level : coverage of the intervals

    Returns
    -------
    DataFrame, a row per segment and ``all``: n, undecided, undecided_rate, low, high
    (Wilson), mean_membership (mean of the largest chance; of the shadow: 1 - shadow /
    2). ``attrs``: threshold, left_out (customers of whom nothing is known)

    Raises
    ------
    DataError
        if rows do not sum to 1, or the threshold lies outside 0 to 1

    References
    ----------
    Nagin (2005), "Group-based modeling of development", chapter 5 (a mean chance of .7
    or more in each group). The share of undecided customers is our own definition.

    Examples
    --------
    >>> chances = pd.DataFrame({"a": [0.9, 0.6, 0.2], "b": [0.1, 0.4, 0.8]})
    >>> undecided(chances)[["n", "undecided"]].to_numpy().tolist()
    [[2, 1], [1, 0], [3, 1]]
    """
    frame = pd.DataFrame(membership)
    shadows = "shadow" in frame.columns
    usual = SHADOW if shadows else CHANCE
    threshold = usual if threshold is None else threshold
    if not 0 < threshold <= 1:
        raise DataError(words.THRESHOLD.format(found=threshold))
    segment, sure = _from_shadows(frame) if shadows else _from_chances(frame)
    known = segment.notna()
    doubt = frame["shadow"] >= threshold if shadows else sure < threshold
    names = [*segment.cat.categories, words.ALL]
    rows = []
    for name in names:
        mine = known if name == words.ALL else known & (segment == name)
        n, k = int(mine.sum()), int((doubt & mine).sum())
        low, high = wilson(k, n, level)
        rate = k / n if n else np.nan
        rows.append([n, k, rate, low, high, sure[mine].mean()])
    columns = ["n", "undecided", "undecided_rate", "low", "high", "mean_membership"]
    result = Table(rows, pd.Index(names, name="segment"), columns)
    text = words.UNDECIDED_SHADOW if shadows else words.UNDECIDED
    result.attrs |= {
        "heading": text.format(threshold=threshold),
        "threshold": threshold,
        "left_out": int((~known).sum()),
    }
    return result


def _from_shadows(frame: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    segment = frame["segment"].astype("category")
    return segment, 1 - frame["shadow"].astype(float) / 2


def _from_chances(frame: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    chances = frame.to_numpy(dtype=float)
    known = ~np.isnan(chances).any(axis=1)
    if (
        not np.allclose(chances[known].sum(axis=1), 1, atol=1e-6)
        or (chances[known] < 0).any()
    ):
        raise DataError(words.NOT_CHANCES)
    codes = np.where(known, np.nan_to_num(chances).argmax(axis=1), -1)
    segment = pd.Categorical.from_codes(codes, frame.columns)
    largest = np.where(known, np.nan_to_num(chances).max(axis=1), np.nan)
    return pd.Series(segment, frame.index), pd.Series(largest, frame.index)
