"""The leading need: the benefit, or the job, whose score is highest for a customer.

Scores are compared within a person only. Two or more that are alike, or a customer
who says the same of everything, are a segment of their own: a tie is no preference.
Own definition.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.models import tables, words
from segkit.models.levels import UNKNOWN, LevelsRule
from segkit.models.needs import families
from segkit.models.needs.opportunities import opportunity_score
from segkit.models.rule import Segment
from segkit.models.words import needs as said

ALIKE = 1e-9


def leading_item(scores: pd.DataFrame, *, margin: float = 0.0) -> pd.Series:
    """Name the column whose score is highest in each row.

    Parameters
    ----------
    scores : one row per customer, one column per benefit or job; higher is more
    margin : how far ahead of the next it must be, in the units of the scores

    Returns
    -------
    Series of column names; "several" where none is ahead, missing where all are

    Raises
    ------
    DataError
        if a column holds no numbers

    References
    ----------
    Own definition.

    Examples
    --------
    >>> scores = pd.DataFrame({"price": [2, 1, None], "advice": [0, 1, None]})
    >>> leading_item(scores).tolist()
    ['price', 'several', nan]
    """
    places = _places(tables.numbers(scores, scores.columns.tolist()), margin)
    names = np.array([*map(str, scores.columns), "several", None], dtype=object)
    found = pd.Series(names[places], index=scores.index, dtype=object)
    return found.astype(pd.StringDtype(na_value=np.nan)).rename("leading")


def _places(scores: pd.DataFrame, margin: float) -> np.ndarray:
    """Return the place of the highest; how many there are if tied; -1 if unknown."""
    values = np.where(scores.isna(), -np.inf, scores.to_numpy(dtype=float))
    top = values.max(axis=1)
    close = values >= (top - margin - ALIKE)[:, None]
    place = np.where(close.sum(axis=1) > 1, values.shape[1], values.argmax(axis=1))
    return np.where(np.isneginf(top), UNKNOWN, place)


@dataclass
class LeadingRule(LevelsRule):
    """Which scores are compared, and how far ahead the first must be."""

    source: str
    items: list[str]
    margin: float

    options: ClassVar = ("by", "margin")
    made_by: ClassVar = families.MADE_BY

    @classmethod
    def reads(cls, X: pd.DataFrame, **options: Any) -> list[str]:
        """Read the scores of one family."""
        families_read = families.chosen(X, options["by"])
        if len(families_read) > 1 and options["by"] is not None:
            raise DataError(
                f"by={options['by']!r} names several kinds of scores, which have "
                "different units: name one, or use method='latent'"
            )
        return families.columns(X, families_read[0]) if families_read else []

    @classmethod
    def learn(cls, X: pd.DataFrame, **options: Any) -> Self:
        """Note the scores; nothing is learned from customers."""
        columns = cls.reads(X, **options)
        if len(columns) < 2:
            raise DataError(
                f"method needs two scores or more to compare; X has {columns}: "
                f"make X with {cls.made_by}"
            )
        return cls(cls.kind(X, options["by"]), columns, _margin(options["margin"]))

    @classmethod
    def kind(cls, X: pd.DataFrame, by: str | None) -> str:
        """Say which scores are compared, a key of the words for scores."""
        return families.chosen(X, by)[0]

    def scores(self, X: pd.DataFrame) -> pd.DataFrame:
        """Return the scores that are compared, one column per item."""
        return tables.numbers(X, self.items)

    def names(self) -> list[str]:
        """Name the items, as people read them."""
        return [families.item(column) for column in self.items]

    def levels(self) -> list[Segment]:
        """List an item each, then those for whom none is ahead."""
        form = said.LEADING_BY if self.margin else said.LEADING
        score, margin = said.SCORES[self.source], words.number(self.margin)
        found = [
            Segment(
                words.key(name),
                families.title(name),
                form.format(item=name, score=score, margin=margin),
            )
            for name in self.names()
        ]
        key, name, rule = said.SEVERAL
        return [*found, Segment(key, name, rule.format(score=score))]

    def level(self, X: pd.DataFrame) -> np.ndarray:
        """Find the highest score of each customer."""
        return _places(self.scores(X), self.margin)

    def because(self, X: pd.DataFrame) -> str:
        """Name the customer's highest scores."""
        row = pd.Series(self.scores(X).iloc[0].to_numpy(), index=self.names())
        first = row.dropna().sort_index().sort_values(ascending=False, kind="stable")
        alike = first[first >= first.iloc[0] - self.margin - ALIKE]
        shown = [f"{name} {words.number(value)}" for name, value in alike.items()]
        if len(alike) == 1:
            shown += [f"{n} {words.number(v)}" for n, v in first.iloc[1:2].items()]
        score = said.SCORES[self.source]
        return said.TOP.format(score=score, items=", ".join(shown))


@dataclass
class JobsRule(LeadingRule):
    """The job whose opportunity, or whose importance, is highest for a customer."""

    @classmethod
    def reads(cls, X: pd.DataFrame, **options: Any) -> list[str]:
        """Read importance of the jobs, and satisfaction for the opportunity."""
        by = cls.kind(X, options["by"])
        found = families.starting(X.columns, families.IMPORTANCE)
        if by == "importance":
            return found
        pairs = [_satisfaction(name) for name in found]
        missing = [name for name in pairs if name not in X.columns]
        if missing:
            raise DataError(
                f"method='jobs' needs columns {missing} in X too: make X with "
                f"{cls.made_by}, or pass by='importance'"
            )
        return found + pairs

    @classmethod
    def learn(cls, X: pd.DataFrame, **options: Any) -> Self:
        """Note the jobs; nothing is learned from customers."""
        columns = families.starting(X.columns, families.IMPORTANCE)
        if len(columns) < 2:
            raise DataError(
                f"method='jobs' needs two jobs or more to compare; X has {columns}: "
                f"make X with {cls.made_by}"
            )
        return cls(cls.kind(X, options["by"]), columns, _margin(options["margin"]))

    @classmethod
    def kind(cls, X: pd.DataFrame, by: str | None) -> str:
        """Say what is compared."""
        return checks.choice(
            by or "opportunity", ["opportunity", "importance"], name="by"
        )

    def scores(self, X: pd.DataFrame) -> pd.DataFrame:
        """Return the score of each job, from 1 to twice the scale less 1."""
        importance = tables.numbers(X, self.items)
        if self.source == "importance":
            return importance
        names = [_satisfaction(name) for name in self.items]
        satisfaction = tables.numbers(X, names).set_axis(self.items, axis=1)
        return opportunity_score(importance, satisfaction)


def _margin(value: Any) -> float:
    if not tables.is_number(value) or value < 0:
        raise DataError(f"margin must be a number from 0; this is {value!r}")
    return float(value)


def _satisfaction(importance: str) -> str:
    return families.SATISFACTION + importance.removeprefix(families.IMPORTANCE)
