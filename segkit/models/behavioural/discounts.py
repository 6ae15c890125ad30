"""Discount sensitivity: who buys at a discount more often than chance explains.

The shop's own rate is the share of all orders that were at a discount. Each customer's
orders are compared with it by the exact binomial test, each side at half of what is
left to the confidence (own definition). Of customers who are like everybody else, up to
that part are still called different: at 95 %, one in forty on each side.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
import pandas as pd

from segkit.checks import DataError
from segkit.models import tables, words
from segkit.models.behavioural import chance
from segkit.models.behavioural.buyers import BEHAVIOUR
from segkit.models.levels import UNKNOWN, LevelsRule
from segkit.models.rule import Segment
from segkit.models.words import behaviour as said
from segkit.models.words import behavioural as usual_words

LEVELS = [*said.DISCOUNT, "too_few", "no_purchase"]


def discount_test(
    n_discounted: Any, n_orders: Any, *, usual_rate: float, confidence: float = 0.95
) -> pd.DataFrame:
    """Say whether each customer buys at a discount more or less often than usual.

    Parameters
    ----------
    n_discounted, n_orders : counts, one pair per customer
    usual_rate : the share of all orders that are at a discount, 0 to 1
    confidence : both sides together are wrong for 1 - confidence of those like others

    Returns
    -------
    pandas.DataFrame: share, p_more and p_less (how often chance brings so many or
    more, so few or fewer), level

    Raises
    ------
    DataError
        if more orders were at a discount than there are, or a rate is none

    Notes
    -----
    Own definition. "Too few orders to say": with so many orders neither all nor none
    at a discount could be told from chance.

    Examples
    --------
    >>> discount_test([1, 3, 2], [1, 3, 8], usual_rate=0.25)["level"].tolist()
    ['Too few orders to say', 'Discount seekers', 'Like the others']
    """
    k, n = np.asarray(n_discounted, dtype=float), np.asarray(n_orders, dtype=float)
    above = int((k > n).sum())
    if above or (k < 0).any():
        raise DataError(
            f"column 'n_discounted_orders' in X is above n_orders for {above} and "
            f"below 0 for {int((k < 0).sum())} customers: look at how it was made"
        )
    if not tables.is_number(usual_rate) or not 0 <= usual_rate <= 1:
        raise DataError(f"usual_rate must be from 0 to 1; this is {usual_rate!r}")
    place = _place(k, n, usual_rate, confidence)
    names = [name for name, _ in _told(usual_rate).values()]
    known = place != UNKNOWN
    more, less = chance.tails(np.where(known, k, 0), np.where(known, n, 0), usual_rate)
    return pd.DataFrame(
        {
            "share": np.divide(k, n, out=np.full(len(n), np.nan), where=n > 0),
            "p_more": np.where(known, more, np.nan),
            "p_less": np.where(known, less, np.nan),
            "level": pd.Categorical.from_codes(place.tolist(), pd.Index(names)),
        },
        tables.index_of(n_orders),
    )


@dataclass
class DiscountRule(LevelsRule):
    """The share of all orders at a discount, and how sure to be."""

    usual_rate: float
    confidence: float

    needs: ClassVar = ("n_orders", "n_discounted_orders")
    options: ClassVar = ("usual_rate", "confidence")
    made_by: ClassVar = BEHAVIOUR

    @classmethod
    def learn(cls, X: pd.DataFrame, **options: Any) -> Self:
        """Take the shop's own rate, or the one that was given."""
        data = tables.numbers(X, cls.needs).dropna()
        rate = options["usual_rate"]
        if rate is None:
            orders = data["n_orders"].sum()
            if not orders:
                raise DataError(
                    f"0 of {len(X)} customers in X have ordered, so the usual rate is "
                    "unknown: pass usual_rate, for instance usual_rate=0.25"
                )
            rate = float(data["n_discounted_orders"].sum() / orders)
        rule = cls(rate, chance.confidence(options["confidence"]))
        rule.level(X)
        return rule

    def levels(self) -> list[Segment]:
        """List the levels, most drawn to discounts first."""
        told = _told(self.usual_rate)
        return [Segment(key, *told[key]) for key in LEVELS]

    def level(self, X: pd.DataFrame) -> np.ndarray:
        """Test each customer's orders."""
        return self._test(X)["level"].cat.codes.to_numpy().astype(int)

    def because(self, X: pd.DataFrame) -> str:
        """Name the counts and what chance would bring."""
        row = tables.numbers(X, self.needs).iloc[0]
        if row["n_orders"] == 0:
            return usual_words.PROSPECT
        test = self._test(X).iloc[0]
        return said.DISCOUNT_FACTS.format(
            discounted=words.number(row["n_discounted_orders"]),
            orders=words.counted(row["n_orders"], "order"),
            more=words.share(test["p_more"]),
            less=words.share(test["p_less"]),
        )

    def _test(self, X: pd.DataFrame) -> pd.DataFrame:
        data = tables.numbers(X, self.needs)
        return discount_test(
            data["n_discounted_orders"],
            data["n_orders"],
            usual_rate=self.usual_rate,
            confidence=self.confidence,
        )


def _told(usual_rate: float) -> dict[str, tuple[str, str]]:
    usual = words.share(usual_rate)
    told = {k: (n, rule.format(usual=usual)) for k, (n, rule) in said.DISCOUNT.items()}
    return told | {"too_few": said.TOO_FEW, "no_purchase": said.NO_ORDER}


def _place(k: np.ndarray, n: np.ndarray, rate: float, confidence: float) -> np.ndarray:
    side = (1 - chance.confidence(confidence)) / 2
    known = ~(np.isnan(k) | np.isnan(n))
    k, n = np.where(known, k, 0), np.where(known, n, 0)
    more, less = chance.tails(k, n, rate)
    untold = (rate**n > side) & ((1 - rate) ** n > side)
    place = np.full(len(n), LEVELS.index("like_others"))
    place[more <= side] = LEVELS.index("seekers")
    place[less <= side] = LEVELS.index("full_price")
    place[untold] = LEVELS.index("too_few")
    place[n == 0] = LEVELS.index("no_purchase")
    return np.where(known, place, UNKNOWN)
