"""Adopters and stacks as rules that a model learns."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
import pandas as pd

from segkit.checks import DataError
from segkit.models import words
from segkit.models.groups import LatentRule
from segkit.models.rule import Rule, Segment
from segkit.models.technographic import adopters, uses
from segkit.models.words import technographic as said

MADE_BY = "features.stack(devices, as_of=...)"
USUAL = "app_first_used_on"


@dataclass
class AdoptionRule(Rule):
    """Four days between five classes of adopters; those not yet come last.

    Attributes
    ----------
    column : the days of first use
    method : "quantile" or "sd"
    cuts : days between the classes, None where nobody was later
    dates : whether the column holds dates
    """

    column: str
    method: str
    cuts: list[float | None]
    dates: bool

    made_by: ClassVar[str] = MADE_BY
    options: ClassVar = ("by", "cuts", "of")

    @classmethod
    def reads(cls, X: pd.DataFrame, **options: Any) -> list[str]:
        """Say which column of first uses is read."""
        column = options["by"] or USUAL
        if not isinstance(column, str) or column not in X.columns:
            raise DataError(
                f"method='adoption' needs columns [{column!r}] in X; the table has "
                f"{X.columns.tolist()}: pass by='your column of first uses'"
            )
        return [column]

    @classmethod
    def learn(cls, X: pd.DataFrame, **options: Any) -> Self:
        """Find the days between the classes."""
        (column,) = cls.reads(X, **options)
        method = options["cuts"] or "quantile"
        days = adopters.day_numbers(X[column])
        cuts = adopters.cut_days(days, method=method, of=options["of"])
        return cls(column, method, cuts, adopters.as_dates(X[column]))

    def segments(self) -> list[Segment]:
        """List the five classes, early to late, then those not yet."""
        rules = [self._between(a, z) for a, z in self._limits()]
        rules.append(said.NOT_YET_RULE)
        named = zip([*said.ADOPTERS, said.NOT_YET], rules, strict=True)
        return [Segment(words.key(name), name, rule) for name, rule in named]

    def codes(self, X: pd.DataFrame) -> np.ndarray:
        """Give each customer the class of their first use."""
        days = adopters.day_numbers(X[self.column])
        return adopters.classes(days, self.cuts, self.method)

    def reason(self, X: pd.DataFrame) -> str:
        """Name the day of the first use, and the rule of the class."""
        day = adopters.day_numbers(X[self.column])[0]
        segment = self.segments()[int(self.codes(X)[0])]
        rule = words.RULE.format(segment=segment.name, rule=segment.rule)
        if np.isnan(day):
            return f"{said.NO_FIRST_USE} {rule}"
        first = said.FIRST_USE.format(day=adopters.written(day, dates=self.dates))
        return f"{first} {rule}"

    def _limits(self) -> list[tuple[float | None, float | None]]:
        """Return the first and last day of each class; None where there is no limit."""
        known = [-np.inf, *(np.inf if c is None else c for c in self.cuts), np.inf]
        ends = []
        for low, high in itertools.pairwise(known):
            after = low + 1 if self.method == "quantile" else np.ceil(low)
            until = high if self.method == "quantile" else np.ceil(high) - 1
            ends.append((_finite(after), _finite(until)))
        return ends

    def _between(self, start: float | None, end: float | None) -> str:
        texts = {
            name: adopters.written(day, dates=self.dates)
            for name, day in (("start", start), ("end", end))
            if day is not None
        }
        if start is not None and end is not None:
            form = said.ADOPTED if start <= end else said.ADOPTED_NONE
        elif end is not None:
            form = said.ADOPTED_FIRST
        else:
            form = said.ADOPTED_LAST if start is not None else said.ADOPTED_NONE
        return form.format(**texts)


@dataclass
class StackRule(LatentRule):
    """Latent classes of stacks: of all columns ``uses_…``, or of those that are named.

    Within a class, what is used is taken to be independent of what else is.
    """

    made_by: ClassVar[str] = MADE_BY
    options: ClassVar = ("by", *LatentRule.options)
    language: ClassVar = said.LANGUAGE

    @classmethod
    def reads(cls, X: pd.DataFrame, **options: Any) -> list[str]:
        """Say which columns divide: all ``uses_…``, or those of ``by=``."""
        by: str | Sequence[str] | None = options["by"]
        if by is None:
            return uses.tools_in(X)
        names = [by] if isinstance(by, str) else list(by)
        missing = [name for name in names if name not in X.columns]
        if missing:
            raise DataError(
                f"method='latent' needs columns {missing} in X; the table has "
                f"{X.columns.tolist()}: correct by=, or leave it out for all 'uses_'"
            )
        return sorted(set(names))

    @classmethod
    def prepared(cls, X: pd.DataFrame) -> pd.DataFrame:
        """Read what is used as yes or no; leave other columns as they are."""
        tools = uses.tools_in(X)
        answers = uses.yes_or_no(X, tools).astype("boolean")
        columns: Mapping[str, pd.Series] = {
            name: answers[name] if name in tools else X[name] for name in X.columns
        }
        return pd.DataFrame(columns, index=X.index)


def _finite(day: float) -> float | None:
    return float(day) if np.isfinite(day) else None
