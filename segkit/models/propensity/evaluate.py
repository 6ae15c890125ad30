"""The model beside what is there without one."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from segkit import checks
from segkit.models import tables
from segkit.models.propensity import calibration, scoring
from segkit.models.words import propensity as said
from segkit.record import Table

RFM = {"recency_days": -1, "n_orders": 1, "monetary_amount": 1}


def rfm_score(X: pd.DataFrame) -> pd.Series:
    """Score customers by recency, frequency and money alone: the rule to beat.

    Parameters
    ----------
    X : recency_days, n_orders, monetary_amount; one row per customer

    Returns
    -------
    Series of floats, 0 to 1, higher for customers who ordered more recently, more often
    and for more; who never ordered comes last

    Raises
    ------
    DataError
        if a column is missing or holds no numbers

    Notes
    -----
    Own definition: the mean, over the three, of the share of customers who are worse
    (half of those alike). Nothing is learned from what happened.

    Examples
    --------
    >>> X = pd.DataFrame({"recency_days": [3, 90], "n_orders": [5, 1],
    ...                   "monetary_amount": [80, 20]})
    >>> rfm_score(X).tolist()
    [0.75, 0.25]
    """
    checks.table(X, list(RFM), name="X")
    data = tables.numbers(X, list(RFM))
    data["recency_days"] = data["recency_days"].fillna(np.inf)
    ranks = [(data[n].fillna(0) * sign).rank() for n, sign in RFM.items()]
    total = sum(np.asarray(rank) - 0.5 for rank in ranks)
    return pd.Series(total / (len(RFM) * len(X)), X.index, name="rfm_score")


def compare(
    y: Any, chance: pd.Series, *, rule: pd.Series | None = None, share: float = 0.1
) -> pd.DataFrame:
    """Set a model beside a rule, and beside giving everybody the same chance.

    Parameters
    ----------
    y : what happened, on the day of the check
    chance : of the model
    rule : a score without a model, such as `rfm_score`; None leaves it out
    share : part of the customers that would be reached

    Returns
    -------
    table, one row each: auc with low and high, top_capture_rate with its lift, brier
    (of chances only) and skill (part of the Brier score of one chance for everybody
    that the model saves)

    Raises
    ------
    DataError
        if the three are not of the same customers

    Examples
    --------
    >>> y = pd.Series([1, 0, 1, 0])
    >>> compare(y, pd.Series([0.9, 0.2, 0.6, 0.4]), share=0.25)[["auc", "brier"]]
                    auc   brier
    the model       1.0  0.0925
    everybody alike 0.5  0.2500
    """
    did, _ = scoring.pair(y, chance)
    plain = float(did.mean() * (1 - did.mean()))
    brier = calibration.brier_score(y, chance)
    rows = {said.MODEL: {**_ranked(y, chance, share), "brier": brier}}
    rows[said.MODEL]["skill"] = 1 - brier / plain
    if rule is not None:
        rows[said.RULE] = _ranked(y, rule, share)
    alike = {"auc": 0.5, "top_capture_rate": share, "lift": 1.0, "brier": plain}
    rows[said.ALIKE] = {**alike, "skill": 0.0}
    return Table.from_dict(rows, orient="index")


def _ranked(y: Any, score: pd.Series, share: float) -> dict[str, float]:
    auc = scoring.area(y, score)
    top = scoring.top_capture(y, score, share=share)
    return {
        "auc": auc.value,
        "low": auc.low,
        "high": auc.high,
        "top_capture_rate": top.value,
        "lift": top.value / share,
    }
