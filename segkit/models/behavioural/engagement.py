"""Engagement: points for opening, clicking, visiting, reacting and following.

The score is the sum of what was counted, each times its weight. The weights are yours
to set; the usual ones (own definition) grow with the effort that it takes. Levels: no
points is dormant; those who have points are cut into three at their own thirds, unless
cut points are given.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
import pandas as pd

from segkit.checks import DataError
from segkit.models import tables, words
from segkit.models.behavioural.usage import cut_points
from segkit.models.levels import UNKNOWN, LevelsRule
from segkit.models.rule import Segment
from segkit.models.words import behaviour as said

WEIGHTS: dict[str, float] = {
    "n_opened": 1.0,
    "n_clicked": 3.0,
    "n_sessions": 2.0,
    "n_social_reactions": 2.0,
    "n_advertisement_clicks": 3.0,
    "follows_brand": 5.0,
}
MADE_BY = "features.engagement(sessions=..., sends=..., social=..., as_of=...)"
LEVELS = list(said.ENGAGEMENT)


def engagement_score(
    X: pd.DataFrame, weights: Mapping[str, float] | None = None
) -> pd.Series:
    """Say how much each customer deals with the shop, in points.

    Parameters
    ----------
    X : one row per customer: columns of counts or truth values
    weights : column to its points; None for the usual ones, of the columns X has

    Returns
    -------
    Series of floats: points; a missing count adds none; missing where all are missing

    Raises
    ------
    DataError
        if X lacks a column, or a weight is no number

    Notes
    -----
    Own definition. A negative weight takes points away, for instance for unsubscribing.

    Examples
    --------
    >>> X = pd.DataFrame({"n_opened": [4, 0], "n_clicked": [1, 0]})
    >>> engagement_score(X).tolist()
    [7.0, 0.0]
    """
    chosen = own_weights(X, weights)
    data = tables.numbers(X, list(chosen))
    points = data.mul(pd.Series(chosen)).sum(axis=1, min_count=1)
    return points.rename("engagement_score")


def own_weights(
    X: pd.DataFrame, weights: Mapping[str, float] | None
) -> dict[str, float]:
    """Read the weights: those given, or the usual ones of the columns that X has.

    Parameters
    ----------
    X : one row per customer
    weights : column to points, or None

    Returns
    -------
    dict of column and points; empty if X has none of the usual columns

    Raises
    ------
    DataError
        if X lacks a column, or a weight is no number

    Examples
    --------
    >>> own_weights(pd.DataFrame({"n_opened": [1]}), None)
    {'n_opened': 1.0}
    """
    if weights is None:
        return {name: w for name, w in WEIGHTS.items() if name in X.columns}
    missing = [name for name in weights if name not in X.columns]
    if missing or not weights:
        raise DataError(
            f"weights name columns {missing}; the table has {X.columns.tolist()}: "
            f"name columns of X, or make X with {MADE_BY}"
        )
    wrong = {name: w for name, w in weights.items() if not tables.is_number(w)}
    if wrong:
        raise DataError(f"weights must be numbers; these are not: {wrong}")
    return {name: float(w) for name, w in weights.items()}


@dataclass
class EngagementRule(LevelsRule):
    """Points for each thing that is counted, and two limits of their sum."""

    weights: dict[str, float]
    cut_points: list[float]

    options: ClassVar = ("weights", "cut_points")
    made_by: ClassVar = MADE_BY

    @classmethod
    def reads(cls, X: pd.DataFrame, **options: Any) -> list[str]:
        """Say which columns have weights."""
        return list(own_weights(X, options["weights"]))

    @classmethod
    def learn(cls, X: pd.DataFrame, **options: Any) -> Self:
        """Take limits and weights, or find the thirds of those with points."""
        weights = own_weights(X, options["weights"])
        if options["cut_points"] is not None:
            return cls(weights, list(cut_points(options["cut_points"], None)))
        scores = engagement_score(X, weights)
        points = np.sort(scores[scores > 0])
        if not len(points):
            raise DataError(
                f"nobody in X has points for {list(weights)}, so there are no thirds: "
                "pass cut_points, for instance cut_points=[5, 20], or other weights"
            )
        thirds = np.quantile(points, [1 / 3, 2 / 3], method="higher")
        return cls(weights, [float(each) for each in thirds])

    def levels(self) -> list[Segment]:
        """List the levels, most engaged first."""
        low, high = (words.number(each) for each in self.cut_points)
        return [
            Segment(key, name, rule.format(low=low, high=high))
            for key, (name, rule) in said.ENGAGEMENT.items()
        ]

    def level(self, X: pd.DataFrame) -> np.ndarray:
        """Compare each score with the limits."""
        score = engagement_score(X, self.weights).to_numpy()
        low, high = self.cut_points
        asked = [np.isnan(score), score <= 0, score >= high, score >= low]
        codes = [UNKNOWN, LEVELS.index("dormant"), 0, 1]
        return np.select(asked, codes, LEVELS.index("low")).astype(int)

    def because(self, X: pd.DataFrame) -> str:
        """Name the score, and what it is made of."""
        row = tables.numbers(X, list(self.weights)).iloc[0]
        parts = [
            said.POINTS.format(
                label=words.label(name.removeprefix("n_")),
                value=words.number(row[name]),
                weight=words.number(weight),
            )
            for name, weight in self.weights.items()
            if row[name] > 0
        ]
        score = float(engagement_score(X, self.weights).iloc[0])
        told = " + ".join(parts) or said.NOTHING_COUNTED
        return said.SCORE.format(score=words.number(score), parts=told)
