"""The classifiers underneath, and the correction of their chances."""

from __future__ import annotations

from typing import Any

import numpy as np

from segkit.checks import DataError


def classifier(method: str, seed: int) -> Any:
    """Make a scikit-learn classifier with settings that do for most tables.

    Parameters
    ----------
    method : "logistic" or "boosting"
    seed : int

    Returns
    -------
    LogisticRegression, or HistGradientBoostingClassifier with small, slow trees

    Examples
    --------
    >>> classifier("logistic", 0)
    LogisticRegression(max_iter=2000)
    """
    from sklearn.ensemble import HistGradientBoostingClassifier  # noqa: PLC0415 (slow)
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    if method == "logistic":
        return LogisticRegression(C=1.0, max_iter=2000)
    return HistGradientBoostingClassifier(
        learning_rate=0.05,
        max_iter=150,
        max_leaf_nodes=8,
        min_samples_leaf=30,
        l2_regularization=1.0,
        early_stopping=False,
        random_state=seed,
    )


def calibrated(pipe: Any, calibrate: str | None, did: np.ndarray, seed: int) -> Any:
    """Wrap a pipeline so that its chances are corrected on customers not learned from.

    Parameters
    ----------
    pipe : scikit-learn pipeline
    calibrate : None for none, "sigmoid" or "isotonic"
    did : bool array, what happened
    seed : of the five folds

    Returns
    -------
    the pipeline, or a CalibratedClassifierCV around it

    Raises
    ------
    DataError
        if there are fewer than five customers of either kind

    Examples
    --------
    >>> calibrated("the pipeline", None, np.array([True, False]), 0)
    'the pipeline'
    """
    from sklearn.calibration import CalibratedClassifierCV  # noqa: PLC0415 (slow)
    from sklearn.model_selection import StratifiedKFold  # noqa: PLC0415

    if calibrate is None:
        return pipe
    if min(did.sum(), (~did).sum()) < 5:
        raise DataError(
            f"calibrate={calibrate!r} needs at least 5 customers of either kind; "
            f"{int(did.sum())} did: leave it out"
        )
    folds = StratifiedKFold(5, shuffle=True, random_state=seed)
    return CalibratedClassifierCV(pipe, method=calibrate, cv=folds)
