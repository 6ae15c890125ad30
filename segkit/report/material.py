"""What a report is made from, gathered once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from segkit.report import facts, words
from segkit.report.advice import advice, first
from segkit.report.suggestions import Advice
from segkit.report.words import POOLED

AWAKE_FROM = 0.5


@dataclass(frozen=True, eq=False)
class Material:
    """The tables of one segmentation, and the numbers computed from them once.

    Parameters
    ----------
    X : customers table
    segments : each customer's group
    shown : the same with small groups put together
    small : names of the groups put together
    rules : one row per group: name, rule
    method : how the groups were made
    source : what the data are called
    currency : such as ``"EUR"``, or empty
    test : the back-test, or None
    held : its days: as_of, start, end, days
    untested : why there is none
    minimum : smallest number of customers shown
    cuts : limits between the scores, by feature
    """

    X: pd.DataFrame
    segments: pd.Series
    shown: pd.Series
    small: list[str]
    rules: pd.DataFrame
    method: str
    source: str
    currency: str
    test: pd.DataFrame | None
    held: Any
    untested: str
    minimum: int
    cuts: Mapping[str, Any] | None = None

    @cached_property
    def as_of(self) -> str:
        """The day that the customers table describes, if it says so."""
        return str(self.X.attrs.get("as_of", "") or "")

    @cached_property
    def totals(self) -> dict[str, Any]:
        """What all customers come to."""
        return facts.totals(self.X)

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """What each group shown comes to."""
        return facts.per_segment(self.X, self.shown) if len(self.shown) else []

    @cached_property
    def tested(self) -> pd.DataFrame | None:
        """The back-test, small groups put together."""
        return None if self.test is None else facts.tested(self.test, self.minimum)

    @cached_property
    def rates(self) -> dict[str, float]:
        """Which share of each segment bought again, where enough are left to say."""
        if self.tested is None:
            return {}
        rows = self.tested[~self.tested["small"].astype(bool)]
        rates = rows["value"].drop(["all", POOLED], errors="ignore")
        return {str(name): float(rate) for name, rate in rates.items()}

    @cached_property
    def names(self) -> list[str]:
        """All groups that the model can make, in its order."""
        return [str(name) for name in self.rules["name"]]

    @cached_property
    def empty(self) -> list[str]:
        """Groups that nobody is in."""
        there = set(self.segments.dropna().astype(str))
        return [name for name in self.names if name not in there]

    @cached_property
    def advices(self) -> dict[str, Advice]:
        """What each group means, its goal and an action."""
        there = [name for name in self.names if name not in self.empty]
        return {
            name: advice(name, self.X, self.segments, self.method) for name in there
        }

    @cached_property
    def begin(self) -> str | None:
        """The segment to begin with: drifting away, and not back by itself."""
        rates = self.rates
        rows = [r for r in self.named_rows if rates.get(r["name"], 0) < AWAKE_FROM]
        return first(rows, self.advices)

    @cached_property
    def awake(self) -> list[str]:
        """Segments said to be asleep, of whom half or more bought again in the test."""
        return [
            name
            for name, rate in self.rates.items()
            if name in self.advices and self.advices[name].asleep and rate >= AWAKE_FROM
        ]

    @property
    def days(self) -> dict[str, Any]:
        """The days of the back-test, for its sentences."""
        return {k: getattr(self.held, k) for k in ("as_of", "start", "end", "days")}

    def row(self, name: str) -> dict[str, Any] | None:
        """Find the numbers of one group, if it is shown alone."""
        return next((row for row in self.rows if row["name"] == name), None)

    @property
    def named_rows(self) -> list[dict[str, Any]]:
        """The groups that are shown alone."""
        return [row for row in self.rows if row["name"] != POOLED]

    @property
    def method_words(self) -> str:
        """How the groups were made, in a few words."""
        return words.METHODS[self.method]
