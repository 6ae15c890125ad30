"""Kinds of places found in the data: groups around typical places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import pandas as pd

from segkit.models.geographic.places import MADE_BY
from segkit.models.groups import PrototypesRule
from segkit.models.words import geographic as said


@dataclass
class PlacePrototypesRule(PrototypesRule):
    """Groups by what the places are like: how dense, how far, how rich, what homes.

    Places are grouped, not people: places with the same values count once, however many
    customers live there. Else the towns where most customers are would be cut into
    several kinds, and the countryside would be none.
    """

    uses: ClassVar = (
        "density_km2",
        "km_to_store",
        "km_to_sea",
        "median_income_amount",
        "flats_rate",
        "second_homes_rate",
    )
    logs: ClassVar = ("density_km2", "km_to_store", "km_to_sea")
    made_by: ClassVar = MADE_BY
    language: ClassVar = said.LANGUAGE

    @classmethod
    def learnt_from(cls, table: pd.DataFrame) -> pd.DataFrame:
        """Take each different place once."""
        return table.drop_duplicates()
