"""A score of who is moved, from two models: one of each arm."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.experiments.words import uplift as words


def two_models(
    estimator: Any,
    X: pd.DataFrame,
    treated: Any,
    outcome: Any,
    *,
    folds: int = 5,
    random_state: int = 0,
) -> pd.Series:
    """Score each customer by what a message would add, judged by models of others.

    One model learns from those with a message, one from those held out; the score is
    what the first expects less what the second does. No customer is scored by a model
    that has seen that customer, so that `qini` of the scores is honest: without an
    effect that differs between customers it is 0 on average.

    Parameters
    ----------
    estimator : scikit-learn classifier with predict_proba, or regressor; cloned
    X : one row per customer, columns from before the message
    treated : whether the customer got the message; a Series is matched by its index
    outcome : True and False (classifier), or amounts (regressor); likewise
    folds : parts, of which each is scored by models of the others
    random_state : seed of the parts

    Returns
    -------
    Series like the index of X, named "uplift"; ``attrs["heading"]`` says how. The order
    of the rows changes nothing; other names of the customers give other parts

    Raises
    ------
    DataError
        if treated or outcome do not fit X, or an arm is too small for the parts

    References
    ----------
    Künzel, Sekhon, Bickel and Yu (2019), PNAS 116, 4156-4165 (the "T-learner").

    Examples
    --------
    >>> from sklearn.tree import DecisionTreeClassifier
    >>> X = pd.DataFrame({"bargain": [0, 1] * 40})
    >>> treated = [False] * 40 + [True] * 40
    >>> bought = [0] * 30 + [1] * 10 + [0, 1] * 20
    >>> score = two_models(DecisionTreeClassifier(), X, treated, bought)
    >>> score.groupby(X["bargain"]).mean().round(2).tolist()
    [-0.25, 0.75]
    """
    checks.whole_number(folds, name="folds", low=2)
    if not isinstance(X, pd.DataFrame):
        X = pd.DataFrame(X)
    if X.index.has_duplicates:
        raise DataError(
            words.X_MISSING.format(n=int(X.index.duplicated().sum()), total=len(X))
        )
    ordered = X.sort_index()
    arm = _matched(treated, X, ordered).astype(bool)
    y = _matched(outcome, X, ordered)
    classes = hasattr(estimator, "predict_proba")
    y = y.astype(bool) if classes else y.astype(float)
    score = np.empty(len(ordered))
    for train, test in _parts(arm, y, classes, folds, random_state):
        score[test] = _expected(estimator, ordered, y, train[arm[train]], test)
        score[test] -= _expected(estimator, ordered, y, train[~arm[train]], test)
    result = pd.Series(score, ordered.index, name="uplift").reindex(X.index)
    name = type(estimator).__name__
    result.attrs["heading"] = words.TWO_MODELS.format(model=name, folds=folds)
    return result


def _matched(values: Any, X: pd.DataFrame, ordered: pd.DataFrame) -> np.ndarray:
    """Bring one value per customer into the order of the sorted table."""
    if isinstance(values, pd.Series):
        missing = int((~X.index.isin(values.index)).sum())
        if missing or values.index.has_duplicates:
            n = missing or int(values.index.duplicated().sum())
            raise DataError(words.X_MISSING.format(n=n, total=len(X)))
        series = values
    elif len(values) == len(X):
        series = pd.Series(np.asarray(values), X.index)
    else:
        n = abs(len(values) - len(X))
        raise DataError(words.X_MISSING.format(n=n, total=len(X)))
    series = series.reindex(ordered.index)
    if series.isna().any():
        raise DataError(
            words.X_MISSING.format(n=int(series.isna().sum()), total=len(X))
        )
    return series.to_numpy()


def _parts(
    arm: np.ndarray, y: np.ndarray, classes: bool, folds: int, seed: int
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    from sklearn.model_selection import StratifiedKFold  # noqa: PLC0415 (slow)

    group = 2 * arm + (y if classes else 0)
    for code in range(0, 4, 1 if classes else 2):
        n = int((group == code).sum())
        if n < folds:
            kind = words.ARMS[code >= 2]
            if classes:
                kind = words.KIND.format(arm=kind, outcome=bool(code % 2))
            raise DataError(words.FOLDS.format(folds=folds, n=n, kind=kind))
    cut = StratifiedKFold(folds, shuffle=True, random_state=seed)
    yield from cut.split(np.zeros((len(group), 1)), group)


def _expected(
    estimator: Any, X: pd.DataFrame, y: np.ndarray, rows: np.ndarray, test: np.ndarray
) -> np.ndarray:
    from sklearn.base import clone  # noqa: PLC0415 (slow to import)

    model = clone(estimator).fit(X.iloc[rows], y[rows])
    if hasattr(model, "predict_proba"):
        return model.predict_proba(X.iloc[test])[:, 1]
    return model.predict(X.iloc[test])
