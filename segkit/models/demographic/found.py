"""Groups of people found in several columns at once: prototypes and latent classes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Self

import pandas as pd

from segkit.checks import DataError
from segkit.models import tables
from segkit.models.demographic.bands import MADE_BY, care, sensitive
from segkit.models.groups import GroupsRule, LatentRule, PrototypesRule
from segkit.models.rule import Segment
from segkit.models.words.people import PEOPLE

WHO = "DemographicSegmenter"
# Without columns=: what is most often known, and sets the stages of life apart.
COLUMNS = (
    "age_years",
    "income_amount",
    "household_size",
    "children",
    "occupation_group",
)
OTHERS = (
    "equivalised_income_amount",
    "education",
    "field_of_study",
    "marital_status",
    "seniority_years",
    "contact_type",
    "language",
    "gender",
    "height_cm",
    "weight_kg",
)


@dataclass
class PeopleRule(GroupsRule):
    """What both kinds have in common: columns, words, and care.

    Attributes
    ----------
    sensitive : columns among those read that the law protects, or may
    """

    sensitive: list[str] = field(default_factory=list)

    options: ClassVar = (*GroupsRule.options, "columns")
    made_by: ClassVar = MADE_BY
    uses: ClassVar = COLUMNS
    logs: ClassVar = ("income_amount", "equivalised_income_amount")
    language: ClassVar = PEOPLE

    @classmethod
    def reads(cls, X: pd.DataFrame, **options: Any) -> list[str]:
        """Say which columns to group by: those asked for, or the usual ones X has."""
        if options["columns"] is None:
            return [column for column in COLUMNS if column in X.columns]
        asked = _asked(options["columns"])
        tables.customers(X, asked, who=WHO, made_by=MADE_BY)
        return asked

    @classmethod
    def learn(cls, X: pd.DataFrame, **options: Any) -> Self:
        """Group, and note which columns ask for care."""
        rule = super().learn(X, **options)
        rule.sensitive = sensitive(list(rule.ready["kinds"]))
        return rule

    def segments(self) -> list[Segment]:
        """List the segments, with a note where a sensitive column divides."""
        note = care(self.sensitive)
        *named, unknown = super().segments()
        return [*(s._replace(rule=s.rule + note) for s in named), unknown]

    def reason(self, X: pd.DataFrame) -> str:
        """Name what is known and the nearest segments, with the note at the end."""
        said = super().reason(X)
        return f"{said}{care(self.sensitive)}." if self.sensitive else said


@dataclass
class PeoplePrototypes(PeopleRule, PrototypesRule):
    """Groups around typical people (k-prototypes)."""


@dataclass
class PeopleClasses(PeopleRule, LatentRule):
    """Hidden classes of people (latent classes); persons are counted, not averaged."""

    categories: ClassVar = ("household_size", "children")


def _asked(columns: Sequence[str]) -> list[str]:
    asked = [columns] if isinstance(columns, str) else list(columns)
    known = (*COLUMNS, *OTHERS)
    strange = [column for column in asked if column not in known]
    if strange or not asked or len(set(asked)) < len(asked):
        raise DataError(
            f"columns must name some of {list(known)}, each once; this is {columns!r}"
        )
    return asked
