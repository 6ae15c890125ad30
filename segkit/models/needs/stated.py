"""What customers said: their job to be done, goal, difficulty or pain point.

Each answer is a level; several questions are crossed. Who did not answer is not known.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import Any, ClassVar, Self

import numpy as np
import pandas as pd

from segkit.checks import DataError
from segkit.models import words
from segkit.models.levels import UNKNOWN, LevelsRule
from segkit.models.needs import families
from segkit.models.ready import MANY
from segkit.models.rule import Segment
from segkit.models.words import needs as said


@dataclass
class StatedRule(LevelsRule):
    """The questions, and the answers to each that were found."""

    questions: list[str]
    answers: list[list[str]]

    options: ClassVar = ("by",)
    made_by: ClassVar = families.MADE_BY

    @classmethod
    def reads(cls, X: pd.DataFrame, **options: Any) -> list[str]:
        """Read the questions asked for, or the first of the usual ones that X has."""
        asked = options["by"]
        if asked is None:
            return [name for name in said.STATED_QUESTIONS if name in X.columns][:1]
        asked = [asked] if isinstance(asked, str) else list(asked)
        missing = [name for name in asked if name not in X.columns]
        if missing or not asked:
            raise DataError(
                f"by={options['by']!r} must name columns of answers; the table has "
                f"{X.columns.tolist()}: make X with {cls.made_by}, or name others"
            )
        return asked

    @classmethod
    def learn(cls, X: pd.DataFrame, **options: Any) -> Self:
        """List the answers in alphabetical order."""
        questions = cls.reads(X, **options)
        answers = [sorted(set(_said(X[name]).dropna())) for name in questions]
        for name, found in zip(questions, answers, strict=True):
            if not 0 < len(found) <= MANY:
                raise DataError(
                    f"column '{name}' in X has {len(found):,} different answers, and "
                    f"must have from 1 to {MANY}: group them first"
                )
        if np.prod([len(found) for found in answers]) > MANY:
            raise DataError(
                f"crossing {questions} gives more than {MANY} segments: name fewer, "
                "or group their answers first"
            )
        return cls(questions, answers)

    def levels(self) -> list[Segment]:
        """List the answers, crossed if there are several questions."""
        found = []
        for each in product(*self.answers):
            name = families.joined(
                said.CROSSED, [families.title(text) for text in each]
            )
            rules = [
                said.STATED.format(question=_question(question), answer=text)
                for question, text in zip(self.questions, each, strict=True)
            ]
            found.append(
                Segment(words.key(name), name, families.joined(said.BOTH, rules))
            )
        return found

    def level(self, X: pd.DataFrame) -> np.ndarray:
        """Find the place of each customer's answers."""
        place, unknown = np.zeros(len(X), dtype=int), np.zeros(len(X), dtype=bool)
        for name, found in zip(self.questions, self.answers, strict=True):
            each = pd.Index(found).get_indexer(pd.Index(_said(X[name])))
            place = place * len(found) + each
            unknown |= each == UNKNOWN
        return np.where(unknown, UNKNOWN, place)

    def because(self, X: pd.DataFrame) -> str:
        """Name the customer's answers."""
        return said.ANSWERED.format(answers=self._answers(X))

    def reason(self, X: pd.DataFrame) -> str:
        """Name the answers, also such as nobody gave before."""
        found = X[self.questions].notna().all(axis=None)
        if found and self.level(X)[0] == UNKNOWN:
            return said.UNSEEN.format(answers=self._answers(X))
        return super().reason(X)

    def _answers(self, X: pd.DataFrame) -> str:
        row = [
            said.STATED.format(question=_question(name), answer=_said(X[name]).iloc[0])
            for name in self.questions
        ]
        return families.joined(said.BOTH, row)


def _said(column: pd.Series) -> pd.Series:
    """Write answers as text."""
    plain = column.astype(object)
    return plain.where(column.isna(), plain.map(words.category)).where(
        column.notna(), None
    )


def _question(name: str) -> str:
    return said.STATED_QUESTIONS.get(name, families.item(name))
