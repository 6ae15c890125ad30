"""Latent classes on benefits: who wants the same things, and what to call them.

Best-worst scores take few values and are read as categories; scores of choices are
numbers; ratings are taken less the person's own mean, so that those who say 5 to
everything are not a class. Classes are named by their leading benefit: the one in
which they lie furthest above all customers, in standard deviations.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
import pandas as pd

from segkit.models import tables
from segkit.models.groups import LatentRule
from segkit.models.needs import families
from segkit.models.profiles import Language
from segkit.models.words import needs as said

STEPS = 4  # a best-worst score is rounded to a quarter: at most nine categories
LEAD = 0.3  # standard deviations above all customers that make a benefit a leading one
N_MORE = 2


class _Benefits(Language):
    """Columns by the name of their item, and what kind of score it is."""

    def label(self, column: str) -> str:
        """Return the name of the item, and the kind of score."""
        for prefix, form in said.FACTS.items():
            if column.startswith(prefix):
                return form.format(item=families.item(column))
        return super().label(column)


@dataclass
class BenefitsRule(LatentRule):
    """Hidden classes of people who want the same."""

    answers: ClassVar = False
    options: ClassVar = ("by", *LatentRule.options)
    made_by: ClassVar = families.MADE_BY
    language: ClassVar = _Benefits({}, {})

    @classmethod
    def reads(cls, X: pd.DataFrame, **options: Any) -> list[str]:
        """Read the scores of the families asked for, or the best that X has."""
        found = [
            families.columns(X, each) for each in families.chosen(X, options["by"])
        ]
        return [column for family in found for column in family]

    @classmethod
    def prepared(cls, X: pd.DataFrame) -> pd.DataFrame:
        """Make best-worst scores categories, and take the person off ratings."""
        parts = []
        for family, prefix in families.PREFIXES.items():
            columns = families.starting(X.columns, prefix)
            if not columns:
                continue
            if family == "maxdiff":
                parts.append(_steps(tables.numbers(X, columns)))
            elif family == "choices":
                parts.append(tables.numbers(X, columns))
            else:
                parts.append(families.within_person(X[columns]))
        return pd.concat(parts, axis=1)

    def _name(self, number: int) -> str:
        return self._names()[number - 1]

    def _names(self) -> list[str]:
        """Call each class by its leading benefit; alike ones by a second, or number."""
        found = [self._above(number) for number in range(1, len(self.order) + 1)]
        first = [_called(above, 1) for above in found]
        names = [
            _called(above, 2) if first.count(short) > 1 else short
            for short, above in zip(first, found, strict=True)
        ]
        return [
            said.NUMBERED.format(people=name, number=place)
            if names.count(name) > 1
            else name
            for place, name in enumerate(names, start=1)
        ]

    def _above(self, number: int) -> list[tuple[str, float]]:
        """Say how far each benefit lies above all customers, in spreads, sorted."""
        own, everyone = self.profiles[number - 1], self.profiles[-1]
        names = merged([families.item(column) for column in own])
        off: dict[str, list[float]] = {}
        for column, value in own.items():
            name = names[families.item(column)]
            off.setdefault(name, []).append(_off(value, everyone[column]))
        means = [(name, sum(found) / len(found)) for name, found in off.items()]
        return sorted(means, key=lambda pair: (-pair[1], pair[0]))

    def _typical(self, number: int) -> str:
        above = self._above(number)
        more = [name for name, off in above if off >= LEAD][:N_MORE]
        less = [name for name, off in reversed(above) if off <= -LEAD][:N_MORE]
        parts = []
        if more:
            parts.append(said.OUTSTANDING.format(more=said.AND.join(more)))
        if less:
            parts.append(said.WANTING.format(less=said.AND.join(less)))
        return "; ".join(parts) or said.NEAR


def _called(above: list[tuple[str, float]], benefits: int) -> str:
    """Call people by their leading benefit, and name as many more."""
    lead = [name for name, off in above if off >= LEAD][:benefits]
    if not lead:
        return said.NO_LEAD
    called = people(lead[0])
    others = said.AND.join(lead[1:])
    return said.WITH.format(people=called, benefit=others) if others else called


def merged(items: list[str]) -> dict[str, str]:
    """Give an item the longest name that has all its words.

    Parameters
    ----------
    items : names, in words

    Returns
    -------
    dict

    Examples
    --------
    >>> merged(["sustainable", "low price", "sustainable products"])["sustainable"]
    'sustainable products'
    """
    longest = sorted(set(items), key=lambda name: (-len(name.split()), name))
    return {
        name: next(each for each in longest if set(name.split()) <= set(each.split()))
        for name in items
    }


def people(benefit: str) -> str:
    """Say what to call people whose leading benefit is this one.

    Parameters
    ----------
    benefit : in words

    Returns
    -------
    str

    References
    ----------
    Own definition: words that are looked for in the benefit.

    Examples
    --------
    >>> people("low price"), people("long guarantee"), people("gift wrapping")
    ('Budget-minded', 'Quality-minded', 'Seekers of gift wrapping')
    """
    parts = set(benefit.lower().split())
    for marks, name in said.PEOPLE:
        if parts & set(marks):
            return name
    return said.SEEKERS.format(benefit=benefit)


def _steps(scores: pd.DataFrame) -> pd.DataFrame:
    """Round to quarters, and write as text, so that they are categories."""
    rounded = (scores * STEPS).round() / STEPS + 0.0  # and no -0
    texts = rounded.astype(object).map(lambda value: f"{value:.2f}")
    return texts.where(scores.notna(), None)


def _off(own: Any, everyone: Any) -> float:
    """Return how far a profile lies above that of all, in standard deviations."""
    if own is None or everyone is None:
        return 0.0
    if not isinstance(own, dict):
        return float(own - everyone)
    if not own:
        return 0.0
    mean, all_mean = _moment(own, 1), _moment(everyone, 1)
    variance = _moment(everyone, 2) - all_mean**2
    return (mean - all_mean) / np.sqrt(variance) if variance > 1e-12 else 0.0


def _moment(shares: dict[str, float], power: int) -> float:
    return sum(float(value) ** power * share for value, share in shares.items())
