"""Growth: what customers bring now, and where it is going.

The value of the last 12 months, L, is compared with that of the 12 before, B. One
customer's two years differ by chance alone, the more so the less they bring; so both
are moved by what a usual customer brings, u, the median of the values above 0:

    trend = (L + u) / (B + u)        (values below 0 count as 0)

Growing is a trend of 1.25 or more, shrinking one of 0.8 or less, and value is high from
what the best fifth of those with value bring. Who began less than a year and a half ago
has no full year to compare with. What growth may bring next year is L times the trend,
at most twice L, and at most what the household spends on such things in all shops where
that is known (wallet_amount). Own definition.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
import pandas as pd

from segkit.checks import DataError
from segkit.models import concentration, tables, words
from segkit.models.levels import UNKNOWN, LevelsRule
from segkit.models.rule import Segment
from segkit.models.value.amounts import MADE_BY
from segkit.models.words import value as said

LAST, BEFORE, AGE, WALLET = (
    "last_year_amount",
    "year_before_amount",
    "T",
    "wallet_amount",
)
NEW_DAYS = 548  # a year and a half
HIGH = 0.2
MOST = 2.0
KEYS = list(said.GROWTH)


@dataclass
class GrowthRule(LevelsRule):
    """What is usual, what is high, and from which trend on value grows or shrinks."""

    usual_amount: float
    high_amount: float
    growing_from: float
    shrinking_to: float

    needs: ClassVar = (LAST, BEFORE)
    uses: ClassVar = (AGE, WALLET)
    options: ClassVar = ("high_amount", "growing_from", "shrinking_to")
    made_by: ClassVar = MADE_BY

    @classmethod
    def learn(cls, X: pd.DataFrame, **options: Any) -> Self:
        """Take the limits that were given, and learn the others from X."""
        tables.something(X, cls.needs, who="ValueSegmenter", made_by=cls.made_by)
        up, down = options["growing_from"], options["shrinking_to"]
        if not (tables.is_number(up) and tables.is_number(down) and 0 < down <= 1 < up):
            raise DataError(
                "growing_from must be above 1 and shrinking_to above 0, at most 1; "
                f"these are {up!r} and {down!r}"
            )
        last = tables.numbers(X, [LAST])[LAST].to_numpy()
        some = last[last > 0]
        if not len(some):
            raise DataError(
                f"0 of {len(X)} customers in X have a value above 0 in the last 12 "
                f"months: check '{LAST}', and as_of and the orders that X was made from"
            )
        high = options["high_amount"]
        if high is None:
            high = concentration.limits(some, [HIGH], of=concentration.CUSTOMERS)[0]
        elif not tables.is_number(high) or high <= 0:
            raise DataError(f"high_amount must be above 0; this is {high!r}")
        return cls(float(np.median(some)), float(high), float(up), float(down))

    def levels(self) -> list[Segment]:
        """List the nine groups."""
        limits = {
            "high": words.amount(self.high_amount),
            "up": words.number(self.growing_from),
            "down": words.number(self.shrinking_to),
            "new_days": words.counted(NEW_DAYS, "day"),
        }
        return [
            Segment(key, name, rule.format(**limits))
            for key, (name, rule) in said.GROWTH.items()
        ]

    def level(self, X: pd.DataFrame) -> np.ndarray:
        """Ask first whether there is value in either year, then for the trend."""
        last, before = _two_years(X)
        trend = growth_trend(last, before, self.usual_amount)
        moves = [trend >= self.growing_from, trend > self.shrinking_to]
        place = np.select(moves, [0, 1], 2) + np.where(last >= self.high_amount, 0, 3)
        young = _age(X) < NEW_DAYS
        place[(last > 0) & ((before <= 0) | young)] = KEYS.index("new")
        place[(last <= 0) & (before > 0)] = KEYS.index("quiet")
        place[(last <= 0) & (before <= 0)] = KEYS.index("nothing")
        place[np.isnan(last) | np.isnan(before)] = UNKNOWN
        return place

    def amounts(self, X: pd.DataFrame) -> np.ndarray:
        """Say what growth may bring next year."""
        last, before = _two_years(X)
        wallet = tables.numbers(X, [WALLET])[WALLET] if WALLET in X.columns else None
        return growth_potential(last, before, self.usual_amount, wallet=wallet)

    def because(self, X: pd.DataFrame) -> str:
        """Name both years, the trend, and how long ago the first order was."""
        last, before = (float(values[0]) for values in _two_years(X))
        trend = float(growth_trend(last, before, self.usual_amount))
        shown = said.TREND.format(trend=words.number(round(trend, 2)))
        text = said.YEARS.format(
            last=words.amount(last),
            before=words.amount(before),
            trend=shown if last > 0 and before > 0 else "",
        )
        age = float(_age(X)[0])
        days = words.counted(age, "day")
        return text + (said.AGE.format(days=days) if np.isfinite(age) else "")


def growth_trend(last: Any, before: Any, usual: float) -> Any:
    """Say how many times the value of the year before the last year brought.

    Parameters
    ----------
    last, before : value of the last 12 months and of the 12 before, in a currency
    usual : what a usual customer brings in a year, above 0

    Returns
    -------
    numbers above 0; 1 where nothing changed

    Notes
    -----
    Own definition: (last + usual) / (before + usual), values below 0 taken as 0. Adding
    what is usual keeps small amounts from making large trends.

    Examples
    --------
    >>> growth_trend(np.array([300.0, 3.0]), np.array([100.0, 1.0]), 100.0).round(2)
    array([2.  , 1.02])
    """
    return (np.maximum(last, 0) + usual) / (np.maximum(before, 0) + usual)


def growth_potential(
    last: Any, before: Any, usual: float, *, wallet: Any = None
) -> Any:
    """Say what each customer may bring next year if the trend goes on.

    Parameters
    ----------
    last, before : value of the last 12 months and of the 12 before, in a currency
    usual : what a usual customer brings in a year, above 0
    wallet : what each spends in all shops in a year; missing where not known

    Returns
    -------
    numbers, in the currency; never above twice the last year, nor above the wallet
    unless the customer already is

    Notes
    -----
    Own definition: last * min(trend, 2), and at most max(wallet, last).

    Examples
    --------
    >>> last, before = np.array([300.0, 300.0]), np.array([100.0, 100.0])
    >>> growth_potential(last, before, 100.0, wallet=np.array([np.nan, 450.0]))
    array([600., 450.])
    """
    found = np.maximum(last, 0) * np.minimum(growth_trend(last, before, usual), MOST)
    if wallet is None:
        return found
    most = np.fmax(np.asarray(wallet, dtype=float), last)
    known = ~np.isnan(np.asarray(wallet, dtype=float))
    return np.where(known, np.minimum(found, most), found)


def _two_years(X: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    last, before = np.round(tables.numbers(X, [LAST, BEFORE]).to_numpy(), 6).T
    return last, before


def _age(X: pd.DataFrame) -> np.ndarray:
    """Days since the first order; infinitely long ago where X does not say."""
    if AGE not in X.columns:
        return np.full(len(X), np.inf)
    return tables.numbers(X, [AGE])[AGE].fillna(np.inf).to_numpy()
