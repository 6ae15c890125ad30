"""Loyalty: who keeps coming back, in how many of the months, and for how long.

The loyalty index is 100 times the geometric mean of three shares (own definition):

- of the orders, those after the first: (n_orders - 1) / n_orders
- of the calendar months since the first order, those with one: active_months_rate
- tenure_days / (tenure_days + 365): one half after a year, two thirds after two

A product and not a sum, so that none makes up for another: without a second order
nobody is loyal, and silence lowers the index month by month. The limits 40 and 60 do
not move with the data, so that two shops, or two years, can be compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
import pandas as pd

from segkit.checks import DataError
from segkit.models import tables, words
from segkit.models.behavioural.buyers import BEHAVIOUR
from segkit.models.behavioural.usage import cut_points
from segkit.models.levels import UNKNOWN, LevelsRule
from segkit.models.rule import Segment
from segkit.models.words import behaviour as said
from segkit.models.words import behavioural as usual_words

CUTS = (40.0, 60.0)
YEAR = 365
LEVELS = [*said.LOYALTY, "one_order", "no_purchase"]


def loyalty_index(
    n_orders: Any, active_months_rate: Any, tenure_days: Any
) -> pd.Series:
    """Say how loyal each customer is, from 0 to 100.

    Parameters
    ----------
    n_orders : counts
    active_months_rate : of the months since the first order, those with one; 0 to 1
    tenure_days : days since the first order

    Returns
    -------
    Series of floats, 0 to 100; missing without an order or where one is not known

    Notes
    -----
    Own definition, see the head of the module.

    Examples
    --------
    >>> loyalty_index([1, 10], [1.0, 0.5], [0.0, 730.0]).round(1).tolist()
    [0.0, 66.9]
    """
    n = np.asarray(n_orders, dtype=float)
    n = np.where(n > 0, n, np.nan)
    months = np.asarray(active_months_rate, dtype=float)
    days = np.asarray(tenure_days, dtype=float)
    product = (n - 1) / n * months * days / (days + YEAR)
    return pd.Series(100 * np.cbrt(product), tables.index_of(n_orders))


@dataclass
class LoyaltyRule(LevelsRule):
    """Two limits of the loyalty index."""

    cut_points: list[float]

    needs: ClassVar = ("n_orders", "active_months_rate", "tenure_days")
    options: ClassVar = ("cut_points",)
    made_by: ClassVar = BEHAVIOUR

    @classmethod
    def learn(cls, X: pd.DataFrame, **options: Any) -> Self:
        """Take the limits that were given, or the usual ones."""
        rule = cls(list(cut_points(options["cut_points"], CUTS)))
        rates = tables.numbers(X, cls.needs)["active_months_rate"]
        outside = int(((rates < 0) | (rates > 1)).sum())
        if outside:
            raise DataError(
                f"column 'active_months_rate' in X is outside 0 to 1 for {outside} "
                f"customers: make X with {cls.made_by}"
            )
        return rule

    def levels(self) -> list[Segment]:
        """List the levels, most loyal first."""
        low, high = (words.number(each) for each in self.cut_points)
        told = {
            key: (name, rule.format(low=low, high=high))
            for key, (name, rule) in said.LOYALTY.items()
        }
        told |= {"one_order": said.ONE_ORDER, "no_purchase": said.NO_ORDER}
        return [Segment(key, *told[key]) for key in LEVELS]

    def level(self, X: pd.DataFrame) -> np.ndarray:
        """Compare each index with the limits."""
        data = tables.numbers(X, self.needs)
        index = loyalty_index(*(data[name] for name in self.needs))
        low, high = self.cut_points
        orders = data["n_orders"]
        asked = [orders == 0, index.isna(), orders == 1, index >= high, index >= low]
        codes = [LEVELS.index("no_purchase"), UNKNOWN, LEVELS.index("one_order"), 0, 1]
        return np.select(asked, codes, LEVELS.index("low")).astype(int)

    def because(self, X: pd.DataFrame) -> str:
        """Name the three facts and the index."""
        row = tables.numbers(X, self.needs).iloc[0]
        if row["n_orders"] == 0:
            return usual_words.PROSPECT
        index = loyalty_index(*([row[name]] for name in self.needs)).iloc[0]
        return said.LOYALTY_FACTS.format(
            orders=words.counted(row["n_orders"], "order"),
            months=words.share(row["active_months_rate"]),
            days=words.counted(row["tenure_days"], "day"),
            index=words.number(round(index, 1)),
        )
