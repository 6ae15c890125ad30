"""Tiers of an amount: what all rules that cut one amount into tiers have in common.

Tiers are made of the customers who bring anything: those whose amount is exactly 0, and
those who cost more than they bring, are tiers of their own at the end.

- ``"pyramid"``: the best 1 % are Top, the next 4 % Big, the next 15 % Medium, the
  other 80 % Small: Curry and Curry (2000), The Customer Marketing Method, Free Press,
  there by the revenue of a year's active customers
- ``"equal"``: so many tiers with the same number of customers
- ``"abc"``: who bring the first 80 % of the money, the next 15 %, the last 5 %
  (Dickie 1951, Factory Management and Maintenance 109, 92-94; the shares are usual)
- a list of shares of the customers from the best down, or cut points in money
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.models import concentration, tables, words
from segkit.models.levels import UNKNOWN, LevelsRule
from segkit.models.rule import Segment
from segkit.models.words import value as said

KINDS = ("pyramid", "equal", "abc")
PYRAMID = (0.01, 0.05, 0.20)
ABC = (0.80, 0.95)
MADE_BY = "features.value(orders, as_of=...)"


@dataclass
class AmountRule(LevelsRule):
    """Where the tiers of an amount end, and how they are called.

    Attributes
    ----------
    cuts : the smallest amount of each tier but the last, in the currency of X, falling
    names : of the tiers, best first
    """

    cuts: list[float]
    names: list[str]

    options: ClassVar[tuple[str, ...]] = ("tiers", "n_tiers", "cut_points")
    made_by: ClassVar = MADE_BY

    @abstractmethod
    def amounts(self, X: pd.DataFrame) -> np.ndarray:
        """Give each customer the amount; nan where it is not known."""

    @property
    def amount_label(self) -> str:
        """Return what the amount is called."""
        return said.LIFETIME

    def levels(self) -> list[Segment]:
        """List the tiers from the best down, then nothing, then a loss."""
        ends = [None, *(words.amount(cut) for cut in self.cuts), None]
        tiers = [
            Segment(words.key(name), name, self._span(low, high))
            for name, high, low in zip(self.names, ends[:-1], ends[1:], strict=True)
        ]
        others = [
            Segment(key, name, rule.format(amount=self.amount_label))
            for key, name, rule in (said.NOTHING, said.COSTS)
        ]
        return [*tiers, *others]

    def _span(self, low: str | None, high: str | None) -> str:
        form = {
            (False, False): said.ANY,
            (False, True): said.BELOW,
            (True, False): said.FROM,
            (True, True): said.BETWEEN,
        }[low is not None, high is not None]
        return form.format(amount=self.amount_label, low=low, high=high)

    def level(self, X: pd.DataFrame) -> np.ndarray:
        """Compare each amount with the cut points, 0 and nothing at all."""
        amounts = self.amounts(X)
        below = [amounts < cut for cut in self.cuts]
        tier = np.sum(below, axis=0, dtype=int) + np.zeros(len(amounts), dtype=int)
        tier[amounts == 0] = len(self.names)
        tier[amounts < 0] = len(self.names) + 1
        tier[np.isnan(amounts)] = UNKNOWN
        return tier


def cuts(
    amounts: np.ndarray,
    *,
    tiers: Any,
    n_tiers: Any,
    cut_points: Any,
    columns: Sequence[str] = (),
) -> tuple[list[float], list[str]]:
    """Find where tiers end, and name them.

    Parameters
    ----------
    amounts : one per customer; nan, 0 and less teach nothing
    tiers : "pyramid", "equal", "abc", or shares of the customers from the best down
    n_tiers : how many, for "equal"
    cut_points : amounts above 0 between tiers, or None to learn them
    columns : that the amounts were made from, for the message

    Returns
    -------
    cut points that fall, and names, one more

    Raises
    ------
    DataError
        if nobody brings anything, or an argument is impossible

    Examples
    --------
    >>> money = np.array([900.0, 50.0, 30.0, 20.0, 0.0, -5.0])
    >>> cuts(money, tiers="equal", n_tiers=2, cut_points=None)
    ([50.0], ['Tier 1 of 2', 'Tier 2 of 2'])
    >>> cuts(money, tiers="pyramid", n_tiers=4, cut_points=[25, 500])[0]
    [500.0, 25.0]
    """
    if cut_points is not None:
        found = _own(cut_points)
        return found, _numbered(len(found) + 1)
    brings = np.sort(amounts[amounts > 0])
    if not len(brings):
        raise DataError(
            f"0 of {len(amounts)} customers in X bring anything above 0: check "
            f"{list(columns) or 'the column'}, and as_of and the orders that X was "
            "made from"
        )
    shares, names = _shares(tiers, n_tiers)
    of = (
        concentration.MONEY
        if isinstance(tiers, str) and tiers == "abc"
        else "customers"
    )
    return concentration.limits(brings, shares, of=of), names


def _shares(tiers: Any, n_tiers: Any) -> tuple[list[float], list[str]]:
    """Return the ends of the shares, added up from the best, and names of the tiers."""
    if not isinstance(tiers, str):
        ends = _listed(tiers)
        return ends, _numbered(len(ends) + 1)
    checks.choice(tiers, KINDS, name="tiers")
    if tiers == "equal":
        n = checks.whole_number(n_tiers, name="n_tiers", low=2, high=100)
        return [i / n for i in range(1, n)], _numbered(n)
    if tiers == "abc":
        return list(ABC), list(said.ABC)
    return list(PYRAMID), list(said.PYRAMID)


def _listed(tiers: Any) -> list[float]:
    shares = list(tiers) if np.iterable(tiers) else [tiers]
    good = all(tables.is_number(share) and share > 0 for share in shares)
    if len(shares) < 2 or not good or abs(sum(shares) - 1) > 1e-9:
        raise DataError(
            f"tiers must be one of {list(KINDS)}, or shares of the customers that add "
            f"up to 1 from the best down, such as [0.01, 0.04, 0.15, 0.80]; this is "
            f"{tiers!r}"
        )
    return [round(float(end), 12) for end in np.cumsum(shares)[:-1]]


def _own(cut_points: Any) -> list[float]:
    points = list(cut_points) if np.iterable(cut_points) else [cut_points]
    good = all(tables.is_number(point) and point > 0 for point in points)
    if not points or not good or len(set(points)) < len(points):
        raise DataError(
            "cut_points must be different amounts above 0, such as [100, 500, 2000]; "
            f"this is {cut_points!r}"
        )
    return sorted((float(point) for point in points), reverse=True)


def _numbered(n: int) -> list[str]:
    return [said.TIER.format(number=i, n=n) for i in range(1, n + 1)]
