"""Levels of those who have ordered; the others are a segment of their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np
import pandas as pd

from segkit.models import tables
from segkit.models.bands import BandsRule
from segkit.models.profiles import Language
from segkit.models.rule import Segment
from segkit.models.words import behaviour as said
from segkit.models.words import behavioural as usual_words

BEHAVIOUR = "features.behaviour(orders, as_of=...)"
LABELS: Mapping[str, str] = said.FACTS


class BuyersRule(BandsRule):
    """One scheme or several crossed, and last those without a purchase."""

    made_by: ClassVar = BEHAVIOUR
    language: ClassVar = Language(LABELS, {})

    def levels(self) -> list[Segment]:
        """List the levels, then those without a purchase."""
        return [*super().levels(), Segment(*usual_words.NO_PURCHASE)]

    def level(self, X: pd.DataFrame) -> np.ndarray:
        """Give each row the place of its level, -1 where it is not known."""
        last = len(self.levels()) - 1
        return np.where(_never(X), last, super().level(X))

    def because(self, X: pd.DataFrame) -> str:
        """Name the one customer's values in the columns that are read."""
        return usual_words.PROSPECT if _never(X)[0] else super().because(X)


def _never(X: pd.DataFrame) -> np.ndarray:
    return (tables.numbers(X, ["n_orders"])["n_orders"] == 0).to_numpy()
