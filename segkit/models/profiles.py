"""What groups of customers look like, column by column, and what to call them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from segkit.models import words
from segkit.models.ready import CATEGORY, Ready

NOTABLE = 0.5  # spreads that a mean lies off the mean of all
EXTREME = 1.5
MORE_OFTEN = 0.15  # by how much a category's share exceeds its share of all
N_TRAITS = 3
N_FACTS = 6


@dataclass(frozen=True)
class Language:
    """How one model's columns are put into words; what is not named is read off.

    Attributes
    ----------
    labels : column to its name in a sentence
    traits : column of numbers to what a low and what a high mean is called
    """

    labels: Mapping[str, str]
    traits: Mapping[str, tuple[str, str]]

    def label(self, column: str) -> str:
        """Return the name of a column in a sentence.

        Parameters
        ----------
        column : its name

        Returns
        -------
        str
        """
        return self.labels.get(column, words.label(column))

    def trait(self, column: str, off: float) -> str:
        """Say that a mean is low or high, very if so.

        Parameters
        ----------
        column : of numbers
        off : spreads above the mean of all

        Returns
        -------
        str
        """
        low, high = self.traits.get(
            column,
            (
                words.LOW.format(self.label(column)),
                words.HIGH.format(self.label(column)),
            ),
        )
        word = high if off > 0 else low
        return words.VERY.format(word) if abs(off) >= EXTREME else word

    def figure(self, column: str, value: float) -> str:
        """Write a number of this column, with as many digits as a reader needs.

        Parameters
        ----------
        column : of numbers
        value : in its units

        Returns
        -------
        str
        """
        return words.rounded(value)

    def category(self, column: str, value: str) -> str:
        """Say which category is common; a truth value by its column.

        Parameters
        ----------
        column : of categories
        value : the category

        Returns
        -------
        str
        """
        usual = words.MEAN if value.lstrip("-").isdigit() else words.IS
        form = {words.YES: words.HAS, words.NO: words.LACKS}.get(value, usual)
        return form.format(value=value, label=self.label(column))


PLAIN = Language({}, {})
Profile = dict[str, Any]


def profile(table: pd.DataFrame, ready: Ready) -> Profile:
    """Describe some customers: the mean of each number, the shares of each category.

    Parameters
    ----------
    table : their rows, from `Ready.table`
    ready : how the columns were read

    Returns
    -------
    dict: column to a float in spreads, None if unknown, or category to share
    """
    found: Profile = {}
    for name, kind in ready.kinds.items():
        column = table[name].dropna()
        if kind == CATEGORY:
            found[name] = column.value_counts(normalize=True).sort_index().to_dict()
        else:
            found[name] = float(np.sort(column).mean()) if len(column) else None
    return found


def traits(own: Profile, everyone: Profile, language: Language) -> str:
    """Name what sets a group apart, the strongest first.

    Parameters
    ----------
    own, everyone : profiles of the group and of all
    language : how columns are put into words

    Returns
    -------
    str
    """
    found = []
    for name, value in own.items():
        if isinstance(value, dict):
            found += _categories(name, value, everyone[name], language)
        elif value is not None and abs(value) >= NOTABLE:
            found.append((-abs(value), language.trait(name, value)))
    best = sorted(found)[:N_TRAITS]
    return ", ".join(text for _, text in best) or words.AVERAGE


def _categories(
    name: str, own: dict[str, float], everyone: dict[str, float], language: Language
) -> list[tuple[float, str]]:
    """Score the category whose share is furthest above that of all, if it is far."""
    if not own:
        return []
    more = {level: share - everyone.get(level, 0.0) for level, share in own.items()}
    level = max(sorted(more), key=lambda each: more[each])
    if more[level] < MORE_OFTEN:
        return []
    share = everyone.get(level, 0.0)
    spread = max(np.sqrt(share * (1 - share)), 0.1)
    text = language.category(name, level)
    if own[level] < max(own.values()):  # above the others' share, but not the commonest
        text = words.OFTEN.format(text)
    return [(-more[level] / spread, text)]


def typical(own: Profile, ready: Ready, language: Language) -> str:
    """Describe a group: means in the columns' units, and the commonest categories.

    Parameters
    ----------
    own : its profile
    ready : how the columns were read
    language : how columns are put into words

    Returns
    -------
    str
    """
    parts = []
    for name, value in own.items():
        label = language.label(name)
        if isinstance(value, dict) and value:
            level = max(sorted(value), key=lambda each: value[each])
            share = words.share(value[level])
            parts.append(words.SHARE.format(label=label, value=level, share=share))
        elif not isinstance(value, dict) and value is not None:
            number = language.figure(name, ready.units(name, value))
            parts.append(words.MEAN.format(label=label, value=number))
    return words.TYPICALLY.format(parts="; ".join(parts[:N_FACTS]))


def facts(X: pd.DataFrame, ready: Ready, language: Language) -> str:
    """Put one customer's own values into words.

    Parameters
    ----------
    X : their row, in the columns' own units
    ready : how the columns are read
    language : how columns are put into words

    Returns
    -------
    str
    """
    parts = []
    for name, kind in ready.kinds.items():
        value = X[name].iloc[0]
        if pd.isna(value):
            continue
        label = language.label(name)
        if kind == CATEGORY:
            parts.append(words.EQUALS.format(label=label, value=words.category(value)))
        else:
            number = language.figure(name, float(value))
            parts.append(words.MEAN.format(label=label, value=number))
    return words.OWN.format(facts="; ".join(parts))
