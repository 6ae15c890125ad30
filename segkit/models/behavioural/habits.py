"""Groups of customers with the same habits: numbers and categories together.

What is made comparable before customers are grouped (own definitions):

- n_orders, recency_days and other counts, days and amounts as log(1 + x); so is any
  other column from 0 whose skewness is above 1, and less as a logarithm. Without that,
  a few customers with large values make segments of their own, which are only a tail
- repeat_orders_per_year, in place of tenure_days: orders after the first, for a year of
  the time between first and last order and 60 days more. A number of orders mixes up
  how often and how long; a rate after one order would be 0 or endless without the days
- discounted_rate, in place of n_discounted_orders: the share of orders at a discount,
  drawn to the share of all customers' orders as if by eight orders more: after one
  order a share of 0 or of 1 says nothing
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
import pandas as pd

from segkit.checks import DataError
from segkit.models import tables, words
from segkit.models.behavioural.buyers import BEHAVIOUR
from segkit.models.groups import PrototypesRule
from segkit.models.profiles import Language
from segkit.models.rule import Segment
from segkit.models.words import behaviour as said
from segkit.models.words import behavioural as usual_words

HABITS = (
    "n_orders",
    "recency_days",
    "tenure_days",
    "n_discounted_orders",
    "favourite_channel",
)
SPAN_DAYS, YEAR = 60, 365
ORDERS_MORE = 8
SKEWED = 1.0
LOGS = frozenset(
    {
        "n_orders",
        "n_lines",
        "recency_days",
        "tenure_days",
        "median_gap_days",
        "monetary_amount",
        "average_order_amount",
        "refund_amount",
        "n_categories",
        "n_channels",
        "n_active_months",
        "repeat_orders_per_year",
        "n_sessions",
        "n_pages",
        "n_products_viewed",
        "n_carts",
        "n_carts_abandoned",
        "n_sent",
        "n_opened",
        "n_clicked",
        "n_social_reactions",
        "n_advertisement_clicks",
    }
)


@dataclass
class HabitsRule(PrototypesRule):
    """Prototypes of habits, and the share of all orders that were at a discount."""

    options: ClassVar = (*PrototypesRule.options, "by")
    uses: ClassVar = HABITS
    logs: ClassVar = LOGS
    language: ClassVar = Language(said.LABELS, said.TRAITS)
    made_by: ClassVar = BEHAVIOUR

    @classmethod
    def reads(cls, X: pd.DataFrame, **options: Any) -> list[str]:
        """Say which habits divide: those named in ``by=``, or the usual ones."""
        by: str | Sequence[str] | None = options["by"]
        if by is None:
            return super().reads(X, **options)
        names = [by] if isinstance(by, str) else list(by)
        missing = [name for name in names if name not in X.columns]
        if missing or not names or len(set(names)) < len(names):
            raise DataError(
                f"by must name columns of X, each once; this is {by!r}, and the table "
                f"has {X.columns.tolist()}"
            )
        return names

    @classmethod
    def skewed(cls, X: pd.DataFrame) -> frozenset[str]:
        """Say which columns are compared as logarithms: known ones, and skewed ones."""
        others = [
            name for name in X.columns if name not in LOGS and _is_skewed(X[name])
        ]
        return LOGS.union(others)

    @classmethod
    def learn_usual(cls, X: pd.DataFrame) -> dict[str, float]:
        """Learn the share of all orders that were at a discount."""
        if not {"n_orders", "n_discounted_orders"} <= set(X.columns):
            return {}
        data = tables.numbers(X, ["n_orders", "n_discounted_orders"]).dropna()
        orders = float(data["n_orders"].sum())
        share = float(data["n_discounted_orders"].sum()) / orders if orders else 0.0
        return {"discounted_rate": share}

    @classmethod
    def against_usual(cls, X: pd.DataFrame, usual: dict[str, float]) -> pd.DataFrame:
        """Put a share drawn to the usual one in place of a count."""
        if not usual:
            return X
        data = tables.numbers(X, ["n_orders", "n_discounted_orders"])
        more = ORDERS_MORE * usual["discounted_rate"]
        share = (data["n_discounted_orders"] + more) / (data["n_orders"] + ORDERS_MORE)
        return X.drop(columns="n_discounted_orders").assign(discounted_rate=share)

    @classmethod
    def prepared(cls, X: pd.DataFrame) -> pd.DataFrame:
        """Put a rate in place of days, and nothing for those who never ordered."""
        made = X
        if {"n_orders", "recency_days", "tenure_days"} <= set(X.columns):
            data = tables.numbers(X, ["n_orders", "recency_days", "tenure_days"])
            span = data["tenure_days"] - data["recency_days"] + SPAN_DAYS
            wrong = int((span < SPAN_DAYS).sum())
            if wrong:
                raise DataError(
                    f"tenure_days is less than recency_days for {wrong} customers in X:"
                    " nobody's last order is before their first; look at both columns"
                )
            again = (data["n_orders"] - 1).clip(lower=0)
            made = made.drop(columns="tenure_days")
            made = made.assign(repeat_orders_per_year=YEAR * again / span)
        if "n_orders" in X.columns:
            never = (tables.numbers(X, ["n_orders"])["n_orders"] == 0).to_numpy()
            made = made.mask(np.repeat(never[:, None], made.shape[1], axis=1))
        return made

    def segments(self) -> list[Segment]:
        """List the segments by number, then those without a purchase."""
        *named, last = super().segments()
        return [*named, Segment(*usual_words.NO_PURCHASE) if self._of_orders else last]

    def reason(self, X: pd.DataFrame) -> str:
        """Name the habits of the customer, their segment and the next one."""
        told = super().reason(X)
        return usual_words.NEVER if self._of_orders and told == words.NOTHING else told

    @property
    def _of_orders(self) -> bool:
        return "n_orders" in self.ready["kinds"]


def _is_skewed(column: pd.Series) -> bool:
    if not pd.api.types.is_numeric_dtype(column) or pd.api.types.is_bool_dtype(column):
        return False
    x = np.sort(column.dropna().to_numpy(dtype=float))  # so that no order matters
    if len(x) < 3 or x[0] < 0 or not np.isfinite(x[-1]) or x[0] == x[-1]:
        return False
    plain = _skewness(x)
    return plain > SKEWED and abs(_skewness(np.log1p(x))) < plain


def _skewness(x: np.ndarray) -> float:
    """Return the third standardised moment."""
    off = x - x.mean()
    return float((off**3).mean() / (off**2).mean() ** 1.5)
