"""Reading scores, and what prospects really did."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from segkit.activation.lookalikes.record import Lookalike
from segkit.activation.words import lookalike as words
from segkit.checks import DataError


def score_series(scores: Any) -> pd.Series:
    """Return the scores as a Series indexed by prospect.

    Parameters
    ----------
    scores : a Lookalike, a table with a column score, or a Series of numbers

    Returns
    -------
    Series of floats

    Raises
    ------
    DataError
        if it is none of these, or a prospect stands there twice

    Examples
    --------
    >>> score_series(pd.Series([1, 2], ["P", "Q"])).tolist()
    [1.0, 2.0]
    """
    if isinstance(scores, Lookalike):
        scores = scores.scores
    if isinstance(scores, pd.DataFrame) and "score" in scores:
        scores = scores["score"]
    if not isinstance(scores, pd.Series):
        raise DataError(words.NOT_SCORES.format(kind=type(scores).__name__))
    twice = int(scores.index.duplicated().sum())
    if twice:
        raise DataError(words.ID_TWICE.format(name="scores", n=twice, id="prospect"))
    return scores.astype(float)


def outcomes(scores: pd.Series, truth: Any) -> tuple[np.ndarray, np.ndarray, int]:
    """Put beside each score whether the prospect did it.

    Parameters
    ----------
    scores : as `score_series` returns them
    truth : Series of yes and no (True, False, 1, 0), indexed by prospect

    Returns
    -------
    scores and outcomes of the prospects for whom both are known, and how many are not

    Raises
    ------
    DataError
        if no outcome is known, or one is neither yes nor no, or all are alike

    Examples
    --------
    >>> scores = pd.Series([1.0, 2.0, 3.0], ["P", "Q", "R"])
    >>> outcomes(scores, pd.Series([True, False], ["R", "P"]))
    (array([1., 3.]), array([0., 1.]), 1)
    """
    if not isinstance(truth, pd.Series):
        raise DataError(words.NOT_SCORES.format(kind=type(truth).__name__))
    known = truth.dropna()
    wrong = known[~known.isin([0, 1])]
    if len(wrong):
        found = sorted(wrong.astype(str).unique())[:5]
        raise DataError(words.TRUTH_VALUES.format(found=found))
    known = known[~known.index.duplicated()].astype(float)
    both = known.reindex(scores.index)
    there = both.notna().to_numpy() & scores.notna().to_numpy()
    if not there.any():
        raise DataError(words.TRUTH_NONE)
    did = both.to_numpy(dtype=float)[there]
    if did.min() == did.max():
        text = words.TRUTH_ONE
        raise DataError(text.format(n=len(did), k=int(did.sum())))
    return scores.to_numpy()[there], did, int((~there).sum())
