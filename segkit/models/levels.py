"""Rules with fixed levels: each customer has one, or it is not known which."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass

import numpy as np
import pandas as pd

from segkit.models import words
from segkit.models.rule import Rule, Segment

UNKNOWN = -1


@dataclass
class LevelsRule(Rule):
    """Levels in a meaningful order; those who have none come last, as not known.

    A rule of this kind says what its levels are, whose is which, and why.
    """

    @abstractmethod
    def levels(self) -> list[Segment]:
        """List the levels in their order."""

    @abstractmethod
    def level(self, X: pd.DataFrame) -> np.ndarray:
        """Give each row of X the place of its level, -1 where it is not known."""

    @abstractmethod
    def because(self, X: pd.DataFrame) -> str:
        """Name the facts about the one customer in X, whose level is known."""

    def segments(self) -> list[Segment]:
        """List the levels, then those of whom it is not known."""
        return [*self.levels(), Segment(*words.NOT_STATED)]

    def codes(self, X: pd.DataFrame) -> np.ndarray:
        """Give each customer their level."""
        found = np.asarray(self.level(X), dtype=int)
        return np.where(found == UNKNOWN, len(self.levels()), found)

    def reason(self, X: pd.DataFrame) -> str:
        """Name the customer's facts and the rule of the level."""
        place = int(self.level(X)[0])
        if place == UNKNOWN:
            return words.NOT_STATED_WHY
        segment = self.levels()[place]
        said = words.RULE.format(segment=segment.name, rule=segment.rule)
        return f"{self.because(X)} {said}"
