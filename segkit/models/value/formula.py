"""Tiers of a lifetime value by formula: margin, retention, discount.

What a customer brought in the last 12 months, m, is taken to come again every year as
long as they stay. They stay from one year to the next with probability r, and later
money is discounted at i a year: m r / (1 + i - r), or with ``first_margin="now"``
m (1 + i) / (1 + i - r). Gupta and Lehmann (2003), Customers as assets, Journal of
Interactive Marketing 17, 9-24.

Unless one retention is given, it is learned for each number of orders in a year: of
those with so many orders in the 12 months before, the part with an order in the last 12
(own definition; all together where nobody had so many). A customer with no order in the
last 12 months brings nothing by this formula, although some come back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
import pandas as pd

from segkit.checks import DataError
from segkit.clv import formula_clv
from segkit.models import tables, words
from segkit.models.value import amounts
from segkit.models.value.amounts import AmountRule
from segkit.models.words import value as said

MARGIN = "last_year_amount"
LAST, BEFORE = "n_orders_last_year", "n_orders_year_before"
FROM = np.array([1, 2, 3, 5])  # orders in a year from which a level begins


@dataclass
class FormulaRule(AmountRule):
    """Retention and worth of a unit of yearly margin, by the number of orders.

    Attributes
    ----------
    retention_rates : of 1, 2, 3 or 4, 5 orders or more; one number if it was given
    factors : what 1 of yearly margin is worth, likewise
    discount_rate : a year
    """

    retention_rates: list[float]
    factors: list[float]
    discount_rate: float

    options: ClassVar = (
        "retention",
        "discount_rate",
        "first_margin",
        *AmountRule.options,
    )

    @classmethod
    def reads(cls, X: pd.DataFrame, **options: Any) -> list[str]:
        """Read the margin, and the orders of two years unless retention is given."""
        columns = (
            [MARGIN] if options["retention"] is not None else [MARGIN, LAST, BEFORE]
        )
        missing = [name for name in columns if name not in X.columns]
        if missing:
            raise DataError(
                f"method='formula' needs columns {missing} in X; the table has "
                f"{X.columns.tolist()}: make X with {amounts.MADE_BY}; without numbers "
                "of orders pass retention=0.6 for all"
            )
        return columns

    @classmethod
    def learn(cls, X: pd.DataFrame, **options: Any) -> Self:
        """Learn who stays, then where the tiers end."""
        given, discount = options.pop("retention"), options.pop("discount_rate")
        timing = options.pop("first_margin")
        rates = retention_by_orders(X) if given is None else [given]
        factors = [
            float(formula_clv(1.0, rate, discount, first_margin=timing))
            for rate in rates
        ]
        rule = cls([], [], [float(rate) for rate in rates], factors, float(discount))
        money = rule.amounts(X)
        rule.cuts, rule.names = amounts.cuts(
            money, **options, columns=X.columns.tolist()
        )
        return rule

    def amounts(self, X: pd.DataFrame) -> np.ndarray:
        """Multiply what came in the last year with what a unit of it is worth."""
        margin = tables.numbers(X, [MARGIN])[MARGIN].to_numpy()
        if len(self.factors) == 1:
            return np.round(margin * self.factors[0], 6)
        level = _level(X, LAST)
        worth = np.array([0.0, *self.factors])[np.nan_to_num(level).astype(int)]
        value = np.where(margin < 0, margin, margin * worth)  # a loss stays one
        return np.round(np.where(np.isnan(level), np.nan, value), 6)

    def because(self, X: pd.DataFrame) -> str:
        """Name margin, retention, discount and what that is worth."""
        margin = float(tables.numbers(X, [MARGIN])[MARGIN].iloc[0])
        one = len(self.factors) == 1
        level = 1 if one else int(_level(X, LAST)[0])
        if level == 0 or margin <= 0:
            return said.NOTHING_LEFT.format(margin=words.amount(margin))
        form = said.FORMULA_PLAIN if one else said.FORMULA
        return form.format(
            margin=words.amount(margin),
            level=said.LEVELS[level],
            retention=words.share(self.retention_rates[level - 1]),
            discount=words.share(self.discount_rate),
            value=words.amount(float(self.amounts(X)[0])),
        )


def retention_by_orders(X: pd.DataFrame) -> list[float]:
    """Say what part of customers with 1, 2, 3 to 4, 5 or more orders come again.

    Parameters
    ----------
    X : n_orders_year_before and n_orders_last_year, one row per customer

    Returns
    -------
    list of four rates, 0 to 1

    Raises
    ------
    DataError
        if nobody ordered in the year before

    Notes
    -----
    Own definition: an order in the last 12 months, of those with so many in the 12
    before. Where nobody had so many, the rate of all is taken.

    Examples
    --------
    >>> X = pd.DataFrame({"n_orders_year_before": [1, 1, 1, 1, 2, 6],
    ...                   "n_orders_last_year": [0, 1, 0, 0, 3, 4]})
    >>> retention_by_orders(X)
    [0.25, 1.0, 0.5, 1.0]
    """
    level = np.nan_to_num(_level(X, BEFORE)).astype(int)
    stayed = np.nan_to_num(_level(X, LAST)) > 0
    if not level.any():
        raise DataError(
            f"nobody in X ordered in the 12 months before the last 12 ('{BEFORE}'), so "
            "who stays is not known: take a longer history, or "
            "pass retention=0.6 for all"
        )
    everyone = float(stayed[level > 0].mean())
    found = [stayed[level == k] for k in range(1, len(FROM) + 1)]
    return [float(each.mean()) if len(each) else everyone for each in found]


def _level(X: pd.DataFrame, name: str) -> np.ndarray:
    """Sort numbers of orders into the levels; nan where not known."""
    orders = tables.numbers(X, [name])[name].to_numpy()
    level = np.searchsorted(FROM, np.nan_to_num(orders), side="right").astype(float)
    level[np.isnan(orders)] = np.nan
    return level
