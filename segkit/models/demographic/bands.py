"""Customers divided by published levels: by one scheme, or by several crossed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Self

import pandas as pd

from segkit.checks import DataError
from segkit.models import bands, tables, words
from segkit.models.demographic.schemes import SCHEMES
from segkit.models.rule import Segment
from segkit.models.words import demographic as said
from segkit.models.words.people import PEOPLE

OPTIONS = ("edges", "closed", "version", "mapping", "n_bands")
MADE_BY = "features.people(customers, as_of=...)"


@dataclass
class PeopleBands(bands.BandsRule):
    """Levels by schemes, and which of their columns ask for care.

    Attributes
    ----------
    sensitive : columns among those read that the law protects, or may
    """

    sensitive: list[str] = field(default_factory=list)

    options: ClassVar = ("by", *OPTIONS)
    made_by: ClassVar = MADE_BY
    schemes: ClassVar = SCHEMES
    usual: ClassVar = "age"
    language: ClassVar = PEOPLE

    @classmethod
    def reads(cls, X: pd.DataFrame, **options: Any) -> list[str]:
        """Say which columns the schemes read, once each option is for one of them."""
        columns = super().reads(X, **options)
        if not isinstance(options["by"], str):
            for option in OPTIONS:
                cls._named(cls.chosen(options["by"]), option, options[option])
        return columns

    @classmethod
    def learn(cls, X: pd.DataFrame, **options: Any) -> Self:
        """Let each scheme learn, and note which columns ask for care."""
        rule = super().learn(X, **options)
        rule.sensitive = sensitive(X.columns)
        return rule

    def levels(self) -> list[Segment]:
        """List the levels, with a note where a sensitive column divides."""
        note = care(self.sensitive)
        return [s._replace(rule=s.rule + note) for s in super().levels()]

    def because(self, X: pd.DataFrame) -> str:
        """Name what is known of the one customer, a year as a year."""
        columns = dict.fromkeys(name for own in self.read.values() for name in own)
        facts = [_fact(name, X[name].iloc[0]) for name in columns]
        return words.OWN.format(facts="; ".join(fact for fact in facts if fact))

    @classmethod
    def _named(cls, names: Sequence[str], option: str, value: Any) -> None:
        """Refuse an option that does not say for which of several schemes it is."""
        readers = [name for name in names if option in cls.scheme(name).options]
        named = isinstance(value, dict) and not set(value) - set(readers)
        if value is not None and not named:
            raise DataError(
                f"with by={list(names)}, {option} must say for which of {readers} it "
                f"is: {option}={{{readers[0]!r}: ...}}; this is {value!r}"
            )


def _fact(column: str, value: Any) -> str:
    if pd.isna(value):
        return ""
    label = PEOPLE.label(column)
    if not tables.is_number(value):
        return words.EQUALS.format(label=label, value=words.category(value))
    text = f"{value:.0f}" if column == "birth_year" else words.number(value)
    return words.MEAN.format(label=label, value=text)


def sensitive(columns: Sequence[str] | pd.Index) -> list[str]:
    """Say which columns must not divide customers without a second thought.

    Parameters
    ----------
    columns : that are read

    Returns
    -------
    list of str

    Examples
    --------
    >>> sensitive(["age_years", "gender"])
    ['gender']
    """
    return [column for column in columns if column in said.SENSITIVE]


def care(columns: Sequence[str]) -> str:
    """Write the note that goes with segments made from sensitive columns.

    Parameters
    ----------
    columns : the sensitive ones

    Returns
    -------
    str, empty without any

    Examples
    --------
    >>> care(["gender"])
    ' [divides by gender: check that this is lawful and fair]'
    """
    listed = " and ".join(said.SENSITIVE[column] for column in columns)
    return said.CARE.format(names=listed) if listed else ""
