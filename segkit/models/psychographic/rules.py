"""The three ways to divide by minds: published levels, profiles, latent classes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, ClassVar, Self

import numpy as np
import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.models import profiles, words
from segkit.models.bands import BandsRule
from segkit.models.groups import LatentRule, PrototypesRule
from segkit.models.profiles import Language
from segkit.models.psychographic import interests, leads, standing
from segkit.models.psychographic.evidence import Evidence, scales_of
from segkit.models.schemes import Scheme, named, need
from segkit.models.words import psychographic as said

GROUP = "sociocultural_group"
NUMBERED = {
    "lifestyle": r"aio_\d+",
    "values": r"value_\d+",
    "personality": r"trait_\d+",
}


@dataclass
class ScalesRule(Evidence, BandsRule):
    """Levels: the leading score of a block, the rung, the group, sport, interests."""

    schemes: ClassVar[Mapping[str, Scheme]] = {
        **{block: leads.lead_of(block) for block in said.BLOCKS},
        "status": standing.by_status(),
        "group": named(GROUP),
        "sport": standing.by_sport(),
        "interests": interests.by_interest(),
    }
    usual: ClassVar = "lifestyle"
    options: ClassVar = ("by", "margin", "centred", "status_limits")
    made_by: ClassVar = said.MADE_BY
    language: ClassVar[Language] = said.SURVEY

    def because(self, X: pd.DataFrame) -> str:
        """Name the customer's scores beside the averages, and their other values."""
        parts = []
        for name in self.by:
            if name in said.BLOCKS:
                parts += leads.facts(X, self.settings[name])
            else:
                parts += [self._fact(X, column) for column in self.read[name]]
        return words.OWN.format(facts="; ".join(part for part in parts if part))

    def _fact(self, X: pd.DataFrame, column: str) -> str:
        value = X[column].iloc[0]
        if pd.isna(value):
            return ""
        label = self.language.label(column)
        return words.EQUALS.format(label=label, value=words.category(value))


@dataclass
class ProfilesRule(Evidence, PrototypesRule):
    """Prototypes of scores, and of ticks and names where they are asked for."""

    options: ClassVar = ("by", *PrototypesRule.options)
    made_by: ClassVar = said.MADE_BY
    language: ClassVar[Language] = said.SURVEY

    @classmethod
    def reads(cls, X: pd.DataFrame, **options: Any) -> list[str]:
        """Say which scores, ticks and names are compared."""
        return _found(X, options["by"], COLUMNS)


@dataclass
class ItemsRule(Evidence, LatentRule):
    """Latent classes of answers to single items.

    Attributes
    ----------
    scales : score to its items, where X names them; segments are then described by
        scales
    spreads : the standard deviation of each score over all customers
    """

    scales: dict[str, list[str]] = field(default_factory=dict)
    spreads: dict[str, float] = field(default_factory=dict)

    options: ClassVar = ("by", "items", *LatentRule.options)
    made_by: ClassVar = said.MADE_BY
    language: ClassVar[Language] = said.SURVEY

    @classmethod
    def reads(cls, X: pd.DataFrame, **options: Any) -> list[str]:
        """Say which items are used: those of a block, or those that are named."""
        by, items = options["by"], options["items"]
        if items is None:
            return _found(X, by, ITEMS)
        if by is not None:
            raise DataError(said.BOTH_WAYS.format(by=by))
        return _listed(X, items)

    @classmethod
    def learn(cls, X: pd.DataFrame, **options: Any) -> Self:
        """Find the classes, and remember which items make which scale."""
        rule = super().learn(X, **options)
        used = set(rule.ready["kinds"])
        for score, items in scales_of(X, sorted(used)).items():
            if set(items) <= used:
                values = np.sort(X[items].astype(float).mean(axis=1).dropna())
                rule.scales[score] = items
                rule.spreads[score] = float(values.std()) or 1.0
        return rule

    def _facts(self, columns: pd.DataFrame) -> str:
        if not self.scales:
            return super()._facts(columns)
        own = {
            score: columns[items].astype(float).iloc[0].mean()
            for score, items in self.scales.items()
        }
        known = {score: mean for score, mean in own.items() if not np.isnan(mean)}
        return words.OWN.format(facts="; ".join(self._means(known)))

    def _name(self, number: int) -> str:
        if not self.scales:
            return super()._name(number)
        off = {
            score: (self._mean(number - 1, score) - self._mean(-1, score)) / spread
            for score, spread in self.spreads.items()
        }
        text = profiles.traits(off, {}, self.language)
        return words.SEGMENT.format(number=number, words=text)

    def _typical(self, number: int) -> str:
        if not self.scales:
            return super()._typical(number)
        means = {score: self._mean(number - 1, score) for score in self.scales}
        parts = self._means(means)[: profiles.N_FACTS]
        return words.TYPICALLY.format(parts="; ".join(parts))

    def _means(self, means: Mapping[str, float]) -> list[str]:
        return [
            words.MEAN.format(label=self.language.label(score), value=f"{mean:.1f}")
            for score, mean in means.items()
        ]

    def _mean(self, place: int, score: str) -> float:
        """Average the answers to a scale's items in one segment, or -1: in all."""
        means = [self._answer(place, item) for item in self.scales[score]]
        return sum(means) / len(means)

    def _answer(self, place: int, item: str) -> float:
        found = self.profiles[place][item]
        if isinstance(found, dict):
            return sum(float(answer) * part for answer, part in found.items())
        return self._ready.units(item, found or 0.0)


def _items(block: str, X: pd.DataFrame) -> list[str]:
    form = re.compile(NUMBERED[block])
    found = sorted(name for name in map(str, X.columns) if form.fullmatch(name))
    if len(found) < 2:
        raise KeyError([form.pattern.replace(r"\d+", "01, ...")])
    return found


OTHERS = {
    "interests": interests.interests,
    "status": lambda X: need(X, standing.LADDER),
    "group": lambda X: need(X, GROUP),
    "sport": lambda X: need(X, standing.PLAYED, standing.WATCHED),
}
COLUMNS = {
    **{block: partial(leads.scores_of, block) for block in said.BLOCKS},
    **OTHERS,
}
ITEMS = {**{block: partial(_items, block) for block in NUMBERED}, **OTHERS}


def _found(X: pd.DataFrame, by: Any, finders: Mapping[str, Any]) -> list[str]:
    """Find the columns of one block or several; refuse what X lacks by name."""
    names = ["lifestyle"] if by is None else [by] if isinstance(by, str) else list(by)
    columns: list[str] = []
    for name in names:
        find = finders[checks.choice(name, finders, name="by")]
        try:
            columns += find(X)
        except KeyError as missing:
            raise DataError(
                said.LACKS.format(
                    by=name, missing=missing.args[0], have=X.columns.tolist()
                )
            ) from None
    return list(dict.fromkeys(columns))


def _listed(X: pd.DataFrame, items: str | Sequence[str]) -> list[str]:
    """Read items=: the beginning of the columns' names, or a list of columns."""
    names = [str(name) for name in X.columns]
    if isinstance(items, str):
        found = sorted(name for name in names if name.startswith(items))
    else:
        found = [str(name) for name in items]
    if not found or not set(found) <= set(names):
        raise DataError(said.WRONG_PREFIX.format(items=items, columns=names))
    return found
