"""Kinds of firms: k-prototypes on size, age, growth and margin, sizes in logs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pandas as pd

from segkit.checks import DataError
from segkit.models import tables
from segkit.models.groups import PrototypesRule
from segkit.models.words import firmographic as said

HEADS, SALES, PER_HEAD = "employees", "turnover_amount", "turnover_per_head_amount"
MADE_BY = "features.companies(companies, years=..., as_of=...)"


@dataclass
class FirmsRule(PrototypesRule):
    """Groups of firms that are alike in size, age, growth and margin.

    Sizes span four orders of magnitude: on their own scale a few groups of firms
    would be all that counts, so they are taken in logs. Turnover is taken per head,
    or it would count the size twice (own definition).
    """

    made_by: ClassVar[str] = MADE_BY
    uses: ClassVar = (
        HEADS,
        SALES,
        "sites",
        "firm_age_years",
        "turnover_growth_rate",
        "profit_margin_rate",
        "turnover_growth_sd_rate",
    )
    logs: ClassVar = (HEADS, SALES, PER_HEAD, "sites", "firm_age_years")
    language: ClassVar = said.LANGUAGE

    @classmethod
    def prepared(cls, X: pd.DataFrame) -> pd.DataFrame:
        """Take turnover per head where the headcount is known too."""
        if HEADS not in X.columns or SALES not in X.columns:
            return X
        values = tables.numbers(X, [HEADS, SALES])
        below = int((values[SALES] < 0).sum())
        if below:
            raise DataError(
                f"column '{SALES}' in X is below 0 for {below} firms: correct it, or "
                "leave it empty where it is not known"
            )
        heads = values[HEADS].where(values[HEADS] > 0)
        at = X.columns.tolist().index(SALES)
        made = X.drop(columns=SALES)
        made.insert(at, PER_HEAD, (values[SALES] / heads).replace(np.inf, np.nan))
        return made
