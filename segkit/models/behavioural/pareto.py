"""ABC: who brings most of the revenue, told from the amounts alone.

The customers who together bring the first 80 % of the revenue are A, those who bring
the next 15 % are B, and the rest are C. Customers with equal amounts are in the same
class: a customer is A if those who spent strictly more bring less than 80 % together.
It is the one rule here that needs no dates, for files that have totals only.

Dickie (1951), Factory Management and Maintenance 109, 92-94, for the classes; the
shares are the usual ones, ties and the amounts kept as limits are own definitions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
import pandas as pd

from segkit.checks import DataError
from segkit.models import concentration, tables, words
from segkit.models.rule import Rule, Segment
from segkit.models.words import behavioural as said

SHARES = (0.80, 0.95)  # of the revenue, added up from the best customer down


@dataclass
class ParetoRule(Rule):
    """The smallest amount of an A and of a B customer, in the currency of X."""

    a_amount: float
    b_amount: float

    needs: ClassVar = ("monetary_amount",)
    uses: ClassVar = ("n_orders",)

    @classmethod
    def learn(cls, X: pd.DataFrame, **options: Any) -> Self:
        """Add amounts up from the best customer down, and see where the shares fall."""
        amounts, bought = _read(X)
        spent = amounts[bought & (amounts > 0)]
        if not len(spent):
            raise DataError(
                f"0 of {len(X)} customers in X have spent anything: "
                "check as_of and the orders that X was made from"
            )
        return cls(*concentration.limits(spent, SHARES, of=concentration.MONEY))

    def segments(self) -> list[Segment]:
        """List A, B, C, and those without a purchase."""
        limits = {
            "a": words.amount(self.a_amount),
            "b": words.amount(self.b_amount),
        }
        named = [
            Segment(key, name, rule.format(**limits))
            for key, (name, rule) in said.PARETO.items()
        ]
        return [*named, Segment(*said.NO_PURCHASE)]

    def codes(self, X: pd.DataFrame) -> np.ndarray:
        """Compare each amount with the two limits."""
        amounts, bought = _read(X)
        below = (amounts < self.a_amount).astype(int) + (amounts < self.b_amount)
        return np.where(bought, below, len(said.PARETO))

    def reason(self, X: pd.DataFrame) -> str:
        """Name the amount, and the rule of the class."""
        amounts, bought = _read(X)
        if not bought[0]:
            return said.NEVER
        segment = self.segments()[int(self.codes(X)[0])]
        spent = said.SPENT.format(amount=words.amount(amounts[0]))
        return f"{spent} {words.RULE.format(segment=segment.name, rule=segment.rule)}"


def _read(X: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Read the amounts, and who has ordered: by n_orders if X has it."""
    columns = [c for c in (*ParetoRule.needs, *ParetoRule.uses) if c in X]
    data = tables.numbers(X, columns)
    amounts = data["monetary_amount"]
    if amounts.isna().all():
        columns = list(ParetoRule.needs)
        raise DataError(
            f"columns {columns} in X hold no values at all: look at how X was made"
        )
    bought = data["n_orders"] > 0 if "n_orders" in data else amounts.fillna(0) != 0
    gaps = int(amounts[bought].isna().sum())
    if gaps:
        raise DataError(
            f"column 'monetary_amount' in X is null for {gaps} customers with orders: "
            "look at their amounts"
        )
    return amounts.fillna(0).to_numpy(), bought.to_numpy()
