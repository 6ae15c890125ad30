"""Customers divided by what features are to them: by one, by two, or by most of them.

Without ``by``, a customer belongs where more of the features are than anywhere else;
two categories with as many are settled in the order M, O, A, I, R, and questionable
answers count only where there are no others. Own definition.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import Any, ClassVar, Self

import numpy as np
import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.models import words
from segkit.models.levels import UNKNOWN, LevelsRule
from segkit.models.needs import families
from segkit.models.needs.kano import LETTERS, VARIANTS, kano_category
from segkit.models.rule import Segment
from segkit.models.words import needs as said

WITH, WITHOUT = "kano_with_", "kano_without_"
MOST = 2  # features to cross


@dataclass
class KanoRule(LevelsRule):
    """The features, the variant of the table, and whether their majority decides."""

    features: list[str]
    variant: str
    mainly: bool

    options: ClassVar = ("by", "variant")
    made_by: ClassVar = families.MADE_BY

    @classmethod
    def reads(cls, X: pd.DataFrame, **options: Any) -> list[str]:
        """Read both answers to the features asked for, or to all."""
        return _columns(_features(X, options["by"]))

    @classmethod
    def learn(cls, X: pd.DataFrame, **options: Any) -> Self:
        """Note the features; nothing is learned from customers."""
        variant = checks.choice(options["variant"], VARIANTS, name="variant")
        return cls(_features(X, options["by"]), variant, options["by"] is None)

    def levels(self) -> list[Segment]:
        """List the categories, crossed for two features."""
        if self.mainly:
            form = said.KANO_MAINLY
            return [
                Segment(key, name, form.format(category=name.lower(), meaning=text))
                for key, name, text in said.KANO.values()
            ]
        return [
            self._crossed(each)
            for each in product(said.KANO.values(), repeat=len(self.features))
        ]

    def categories(self, X: pd.DataFrame) -> pd.DataFrame:
        """Say what each feature is to each customer, in letters."""
        return pd.DataFrame(
            {
                feature: kano_category(
                    X[WITH + feature], X[WITHOUT + feature], variant=self.variant
                ).astype(object)
                for feature in self.features
            },
            index=X.index,
        )

    def level(self, X: pd.DataFrame) -> np.ndarray:
        """Find each customer's category, or the crossing of two."""
        found = self.categories(X)
        if self.mainly:
            return _mainly(found)
        place, unknown = np.zeros(len(X), dtype=int), np.zeros(len(X), dtype=bool)
        for feature in self.features:
            each = pd.Categorical(found[feature], categories=list(LETTERS)).codes
            place = place * len(LETTERS) + each
            unknown |= each == UNKNOWN
        return np.where(unknown, UNKNOWN, place)

    def because(self, X: pd.DataFrame) -> str:
        """Name the answers, or count the categories."""
        if self.mainly:
            counts = self.categories(X).iloc[0].value_counts()
            parts = [
                said.KANO_COUNT.format(n=counts[letter], category=_name(letter))
                for letter in LETTERS
                if letter in counts
            ]
            total = words.counted(int(counts.sum()), "feature")
            return said.KANO_COUNTS.format(features=total, counts=", ".join(parts))
        return " ".join(
            said.KANO_ANSWERS.format(
                feature=words.label(feature),
                with_it=words.number(X[WITH + feature].iloc[0]),
                without=words.number(X[WITHOUT + feature].iloc[0]),
            )
            for feature in self.features
        )

    def _crossed(self, each: tuple[tuple[str, str, str], ...]) -> Segment:
        """Name one category for each feature."""
        features = [words.label(feature) for feature in self.features]
        pairs = list(zip(features, each, strict=True))
        names = [said.KANO_NAME.format(feature=f, category=c[1]) for f, c in pairs]
        rules = [
            said.KANO_FEATURE.format(feature=f, category=c[1].lower(), meaning=c[2])
            for f, c in pairs
        ]
        name = families.title(families.joined(said.CROSSED, names))
        return Segment(words.key(name), name, families.joined(said.BOTH, rules))


def _mainly(found: pd.DataFrame) -> np.ndarray:
    """Return the commonest category of each row; questionable only if alone."""
    counts = np.array([(found == letter).sum(axis=1) for letter in LETTERS]).T
    first = np.where(
        counts[:, :-1].any(axis=1), counts[:, :-1].argmax(axis=1), len(LETTERS) - 1
    )
    return np.where(counts.any(axis=1), first, UNKNOWN)


def _features(X: pd.DataFrame, by: Any) -> list[str]:
    """Return the keys of the features asked for, or of all that X has answers to."""
    there = [name.removeprefix(WITH) for name in families.starting(X.columns, WITH)]
    if by is None:
        _both(X, there)
        return there
    asked = [by] if isinstance(by, str) else list(by)
    keys = [words.key(each) for each in asked]
    strange = [each for each, key in zip(asked, keys, strict=True) if key not in there]
    if strange or not 0 < len(set(keys)) == len(keys) <= MOST:
        raise DataError(
            f"by={by!r} must name one or two features that were asked about; "
            f"X has answers about {there}"
        )
    _both(X, keys)
    return keys


def _both(X: pd.DataFrame, features: list[str]) -> None:
    missing = [name for name in _columns(features) if name not in X.columns]
    if missing:
        raise DataError(
            f"Kano needs both answers to a feature; X lacks columns {missing}: "
            f"make X with {families.MADE_BY}"
        )


def _columns(features: list[str]) -> list[str]:
    return [prefix + feature for feature in features for prefix in (WITH, WITHOUT)]


def _name(letter: str) -> str:
    return said.KANO[letter][1].lower()
