"""Published levels, one scheme or several crossed: what all such rules share.

A model lists its schemes by name; ``by=`` chooses one, or several to cross.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.models import words
from segkit.models.levels import UNKNOWN, LevelsRule
from segkit.models.profiles import PLAIN, Language
from segkit.models.rule import Segment
from segkit.models.schemes import Scheme, Settings, banded, increasing, named, need

__all__ = [
    "BandsRule",
    "Scheme",
    "Settings",
    "banded",
    "increasing",
    "named",
    "need",
]

RATE = "_rate"
MOST = 200  # crossed levels: more are too many to name


@dataclass
class BandsRule(LevelsRule):
    """Levels by one scheme, or by several crossed.

    Attributes
    ----------
    by : names of the schemes
    settings : what each has learned or been given, by its name
    read : the columns of each, by its name
    """

    by: list[str]
    settings: dict[str, Settings]
    read: dict[str, list[str]]

    schemes: ClassVar[Mapping[str, Scheme]] = {}
    usual: ClassVar[str]
    language: ClassVar[Language] = PLAIN

    @classmethod
    def reads(cls, X: pd.DataFrame, **options: Any) -> list[str]:
        """Say which columns the chosen schemes read."""
        names = cls.chosen(options["by"])
        cls._used(names, options)
        found = [cls._columns(name, X, options) for name in names]
        return list(dict.fromkeys(itertools.chain.from_iterable(found)))

    @classmethod
    def chosen(cls, by: str | Sequence[str] | None) -> list[str]:
        """Read ``by=``: one name, several, or None for the usual one."""
        if by is None:
            return [cls.usual]
        names = [by] if isinstance(by, str) else list(by)
        if not names or len(set(names)) < len(names):
            raise DataError(f"by must name one scheme or several, each once: {by!r}")
        for name in names:
            cls.scheme(name)
        return names

    @classmethod
    def scheme(cls, name: str) -> Scheme:
        """Return the scheme of a name."""
        return cls.schemes[checks.choice(name, cls.schemes, name="by")]

    @classmethod
    def learn(cls, X: pd.DataFrame, **options: Any) -> Self:
        """Take the limits that were given, and learn the names that X has."""
        names = cls.chosen(options["by"])
        read = {name: cls._columns(name, X, options) for name in names}
        settings = {name: cls.scheme(name).learn(X, options) for name in names}
        rule = cls(names, settings, read)
        if len(rule.levels()) > MOST:
            raise DataError(
                f"by={names} crosses to {len(rule.levels()):,} segments, more than "
                f"{MOST}: cross fewer, or coarser ones"
            )
        return rule

    def levels(self) -> list[Segment]:
        """List the levels; crossed ones in the order of their schemes."""
        rules = [list(self._rules(name).items()) for name in self.by]
        return [
            Segment(
                words.key(" ".join(name for name, _ in cell)),
                words.CROSSED.join(name for name, _ in cell),
                words.BOTH.join(rule for _, rule in cell),
            )
            for cell in itertools.product(*rules)
        ]

    def level(self, X: pd.DataFrame) -> np.ndarray:
        """Give each row the place of its level, -1 where one of them is not known."""
        found = np.zeros(len(X), dtype=int)
        unknown = np.zeros(len(X), dtype=bool)
        for name in self.by:
            levels = pd.Index(list(self._rules(name)), dtype=object)
            divided = self.scheme(name).divide(X, self.settings[name])
            place = levels.get_indexer(pd.Index(divided.astype(object)))
            found = found * len(levels) + place
            unknown |= place == UNKNOWN
        return np.where(unknown, UNKNOWN, found)

    def because(self, X: pd.DataFrame) -> str:
        """Name the one customer's values in the columns that are read."""
        columns = dict.fromkeys(itertools.chain.from_iterable(self.read.values()))
        known = {name: X[name].iloc[0] for name in columns if X[name].notna().iloc[0]}
        facts = [
            words.EQUALS.format(
                label=self.language.label(name), value=_shown(name, value)
            )
            for name, value in known.items()
        ]
        return words.OWN.format(facts="; ".join(facts))

    def _rules(self, name: str) -> dict[str, str]:
        return self.scheme(name).rules(self.settings[name])

    @classmethod
    def _columns(
        cls, name: str, X: pd.DataFrame, options: Mapping[str, Any]
    ) -> list[str]:
        try:
            return cls.scheme(name).reads(X, options)
        except KeyError as missing:
            raise DataError(
                f"by={name!r} needs columns {missing.args[0]} in X; the table has "
                f"{X.columns.tolist()}: make X with {cls.made_by}, or choose another by"
            ) from None

    @classmethod
    def _used(cls, names: Sequence[str], options: Mapping[str, Any]) -> None:
        """Refuse an option that was given and that no chosen scheme reads."""
        read = {option for name in names for option in cls.scheme(name).options}
        strange = [o for o in options if o not in {"by", *read} and _given(options[o])]
        if strange:
            raise DataError(
                f"by={list(names)} does not use {strange}: leave it out, or choose "
                f"another by"
            )


def _given(value: Any) -> bool:
    return value is not None


def _shown(column: str, value: Any) -> str:
    if not isinstance(value, int | float | np.number) or isinstance(value, bool):
        return words.category(value)
    if column.endswith(RATE):
        return words.PERCENT.format(100 * float(value))
    return words.number(float(value))
