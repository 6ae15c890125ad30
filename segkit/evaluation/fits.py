"""Fit an estimator again and again, always on rows in the same order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, clone
from threadpoolctl import threadpool_limits

from segkit import checks
from segkit.checks import DataError
from segkit.evaluation import words

NUMBER_OF_SEGMENTS = ("n_segments", "n_clusters", "n_components")


def argument(estimator: BaseEstimator, param: str | None) -> str:
    """Return which argument of the estimator is the number of segments.

    Parameters
    ----------
    estimator : scikit-learn estimator
    param : its name; None to find it, also in the last step of a pipeline

    Returns
    -------
    str

    Raises
    ------
    DataError
        if it cannot sort customers that it has not seen, or has no such argument

    Examples
    --------
    >>> from sklearn.cluster import KMeans
    >>> argument(KMeans(), None)
    'n_clusters'
    """
    if not hasattr(estimator, "predict"):
        raise DataError(words.NO_PREDICT.format(name=type(estimator).__name__))
    known = estimator.get_params()
    names = NUMBER_OF_SEGMENTS if param is None else (param,)
    steps = getattr(estimator, "steps", [])
    last = [f"{steps[-1][0]}__{name}" for name in names] if steps else []
    for name in (*names, *last):
        if name in known:
            return name
    raise DataError(
        words.NO_ARGUMENT.format(
            name=type(estimator).__name__, tried=list(names), known=sorted(known)
        )
    )


def numbers_of(n_segments: Iterable[int], *, low: int = 1) -> list[int]:
    """Check the numbers of segments to try, and put them in order.

    Parameters
    ----------
    n_segments : whole numbers
    low : the smallest that makes sense

    Returns
    -------
    list of different numbers, smallest first

    Raises
    ------
    DataError
        if there is none, or one is no whole number

    Examples
    --------
    >>> numbers_of([4, 2, 4])
    [2, 4]
    """
    found = {checks.whole_number(k, name="n_segments", low=low) for k in n_segments}
    if not found:
        raise DataError(words.NO_NUMBERS)
    return sorted(found)


def ordered(X: Any) -> tuple[Any, NDArray[np.int64]]:
    """Put rows in the order of their values, so that their first order is forgotten.

    Parameters
    ----------
    X : (n, columns) table or array

    Returns
    -------
    the rows sorted (a table gets the index 0, 1, 2 …), and the place in X of each

    Raises
    ------
    DataError
        if X has no two dimensions, fewer than two rows, or infinite numbers

    Examples
    --------
    >>> rows, place = ordered(np.array([[3.0], [1.0]]))
    >>> rows.tolist(), place.tolist()
    ([[1.0], [3.0]], [1, 0])
    """
    if not isinstance(X, pd.DataFrame):
        X = np.asarray(X)
    if X.ndim != 2 or len(X) < 2:
        raise DataError(words.NOT_A_TABLE.format(shape=X.shape))
    _finite(X)
    if not isinstance(X, pd.DataFrame):
        place = np.lexsort(X.T[::-1])
        return X[place], place
    columns = sorted(X.columns, key=str)
    groups = X.groupby(columns, dropna=False, observed=True, sort=True)
    place = np.argsort(groups.ngroup().to_numpy(), kind="stable")
    return X.iloc[place].reset_index(drop=True), place


def _finite(X: Any) -> None:
    numbers = X.select_dtypes("number") if isinstance(X, pd.DataFrame) else X
    if not np.issubdtype(np.asarray(numbers).dtype, np.number):
        return
    infinite = np.isinf(np.asarray(numbers, dtype=float)).any(axis=0)
    if infinite.any():
        names = getattr(numbers, "columns", np.arange(len(infinite)))[infinite]
        raise DataError(words.INFINITE.format(columns=names.tolist()))


def sampled(X: Any, most: int, rng: np.random.Generator) -> Any:
    """Draw rows without replacement where there are more than `most`.

    Parameters
    ----------
    X : (n, columns) table or array
    most : how many rows may stay
    rng : source of chance

    Returns
    -------
    the rows drawn, in their order
    """
    if len(X) <= most:
        return X
    kept = np.sort(rng.choice(len(X), most, replace=False))
    return X.iloc[kept].reset_index(drop=True) if hasattr(X, "iloc") else X[kept]


def fit(
    estimator: BaseEstimator, X: Any, params: dict[str, Any], seed: int
) -> BaseEstimator:
    """Fit a copy of the estimator with these arguments and this seed.

    Parameters
    ----------
    estimator : stays as it is
    X : (n, columns)
    params : arguments to set, such as ``{"n_clusters": 3}``
    seed : of the estimator and of every step of a pipeline

    Returns
    -------
    the fitted copy
    """
    model = seeded(clone(estimator).set_params(**params), seed)
    with threadpool_limits(limits=1):
        return model.fit(X)


def seeded(model: BaseEstimator, seed: int) -> BaseEstimator:
    """Set every seed that the estimator has.

    Parameters
    ----------
    model : changed in place
    seed : whole number

    Returns
    -------
    the same model
    """
    names = [n for n in model.get_params() if n.split("__")[-1] == "random_state"]
    return model.set_params(**dict.fromkeys(names, seed))


def whole_seed(seed: np.random.SeedSequence) -> int:
    """Return a seed that scikit-learn takes.

    Parameters
    ----------
    seed : NumPy's

    Returns
    -------
    whole number, below 2³¹
    """
    return int(np.random.default_rng(seed).integers(2**31))
