"""Tiers of a value that is known: what customers have brought so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
import pandas as pd

from segkit.checks import DataError
from segkit.models import tables, words
from segkit.models.value import amounts
from segkit.models.value.amounts import AmountRule
from segkit.models.words import value as said

# What value is, where X says: the first of these that it has.
BEST_KNOWN = (
    "net_value_amount",
    "margin_amount",
    "net_revenue_amount",
    "monetary_amount",
    "revenue_amount",
)


@dataclass
class TiersRule(AmountRule):
    """Tiers of one column of X.

    Attributes
    ----------
    by : the column
    """

    by: str

    options: ClassVar[tuple[str, ...]] = ("by", *AmountRule.options)

    @classmethod
    def reads(cls, X: pd.DataFrame, **options: Any) -> list[str]:
        """Read the column asked for, or the best that X knows of value."""
        return [chosen(X, options["by"])]

    @classmethod
    def learn(cls, X: pd.DataFrame, **options: Any) -> Self:
        """Find the cut points in the amounts above 0."""
        by = chosen(X, options.pop("by"))
        found, names = amounts.cuts(_read(X, by), **cls.kind(options), columns=[by])
        return cls(found, names, by)

    @classmethod
    def kind(cls, options: dict[str, Any]) -> dict[str, Any]:
        """Say which tiers are made."""
        return options

    def amounts(self, X: pd.DataFrame) -> np.ndarray:
        """Read the column."""
        return _read(X, self.by)

    @property
    def amount_label(self) -> str:
        """Return what the column is called."""
        return said.AMOUNTS.get(self.by, words.label(self.by))

    def because(self, X: pd.DataFrame) -> str:
        """Name the customer's amount."""
        value = words.amount(float(self.amounts(X)[0]))
        label = self.amount_label
        return said.IS.format(amount=label[:1].upper() + label[1:], value=value)


@dataclass
class AbcRule(TiersRule):
    """A, B and C customers: the first 80 % of the value, the next 15 %, the rest."""

    options: ClassVar[tuple[str, ...]] = ("by",)

    @classmethod
    def kind(cls, options: dict[str, Any]) -> dict[str, Any]:
        """Make the three classes."""
        return {"tiers": "abc", "n_tiers": None, "cut_points": None}


def chosen(X: pd.DataFrame, by: Any) -> str:
    """Name the column that says what a customer is worth.

    Parameters
    ----------
    X : one row per customer
    by : a column, or None for the best known

    Returns
    -------
    str

    Raises
    ------
    DataError
        if X has no such column

    Examples
    --------
    >>> chosen(pd.DataFrame({"revenue_amount": [5], "margin_amount": [2]}), None)
    'margin_amount'
    """
    if by is None:
        known = [name for name in BEST_KNOWN if name in X.columns]
        if known:
            return known[0]
    elif by in X.columns:
        return by
    wanted = list(BEST_KNOWN) if by is None else [by]
    raise DataError(
        f"ValueSegmenter needs columns {wanted if by is not None else 'that say value'}"
        f" in X, one of {wanted}; the table has {X.columns.tolist()}: make X with "
        f"{amounts.MADE_BY}, or pass by='your column'"
    )


def _read(X: pd.DataFrame, by: str) -> np.ndarray:
    return np.round(tables.numbers(X, [by])[by].to_numpy(), 6)
