"""How each kind of answer is read, compared and commented on.

`segkit.practice.judges` makes these with their options; questions use those functions.
No sentence here ever holds an expected value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import pandas as pd

from segkit.practice import compare, forms, words
from segkit.practice.compare import Span


class Judge(Protocol):
    """What every judge can do.

    Examples
    --------
    >>> judge: Judge = Truth()
    >>> judge.same(judge.read("yes"), judge.read(True))
    True
    """

    @property
    def needed(self) -> str:
        """What kind of answer this is, in a few words."""

    def read(self, answer: Any) -> Any:
        """Turn an answer into one plain form, or raise `forms.NotReadable`."""

    def same(self, given: Any, expected: Any) -> bool:
        """Say whether two read answers are the same answer."""

    def differs(self, given: Any, expected: Any) -> str:
        """Name the property that a wrong answer lacks, without the expected value."""


@dataclass(frozen=True)
class Number:
    """Judge one number; see `number`."""

    span: Span
    rate: bool

    @property
    def needed(self) -> str:
        """What kind of answer this is, in a few words."""
        return words.NEED_NUMBER

    def read(self, answer: Any) -> float:
        """Read one finite number."""
        return forms.number(answer)

    def same(self, given: float, expected: float) -> bool:
        """Compare within the tolerance."""
        return self.span.near(given, expected)

    def differs(self, given: float, expected: float) -> str:
        """Name a percentage, a number that is no rate, or nothing in particular."""
        if self.rate and self.same(given / 100, expected):
            return words.HUNDRED
        if self.rate and not 0 <= given <= 1:
            return words.RATE_RANGE
        return words.OTHERWISE


@dataclass(frozen=True)
class Column:
    """Judge one value per key; see `column` and `labels`."""

    key: str
    value: str | None
    total: str | None
    span: Span

    @property
    def needed(self) -> str:
        """What kind of answer this is, in a few words."""
        return words.NEED_COLUMN.format(key=self.key)

    def read(self, answer: Any) -> pd.Series:
        """Read one value per key; with a total, leave it and groups of nobody out."""
        series = forms.column(answer, key=self.key, value=self.value)
        if self.total is None:
            return series
        return series[(series.index.astype(str) != self.total) & series.notna()]

    def same(self, given: pd.Series, expected: pd.Series) -> bool:
        """Compare ids and values in any order of rows."""
        return compare.columns(given, expected, self.span) == 0

    def differs(self, given: pd.Series, expected: pd.Series) -> str:
        """Name repeated, missing and foreign ids, or how many values differ."""
        n = compare.columns(given, expected, self.span)
        text = compare.ids_text(given.index, expected.index, self.key)
        return text or words.DIFFER.format(key=self.key, n=n)


@dataclass(frozen=True)
class Table:
    """Judge several columns per key; see `table`."""

    columns: tuple[str, ...]
    key: str
    span: Span

    @property
    def needed(self) -> str:
        """What kind of answer this is, in a few words."""
        return words.NEED_TABLE.format(key=self.key, columns=list(self.columns))

    def read(self, answer: Any) -> pd.DataFrame:
        """Read the columns asked for, indexed by the key."""
        return forms.table(answer, key=self.key, columns=self.columns)

    def same(self, given: pd.DataFrame, expected: pd.DataFrame) -> bool:
        """Compare every column in any order of rows."""
        return not any(self._differing(given, expected).values())

    def differs(self, given: pd.DataFrame, expected: pd.DataFrame) -> str:
        """Name wrong ids, or the first column whose values differ."""
        counts = self._differing(given, expected)
        name = next(name for name, n in counts.items() if n)
        text = compare.ids_text(given.index, expected.index, self.key)
        return text or words.DIFFER_COLUMN.format(column=name, n=counts[name])

    def _differing(self, given: pd.DataFrame, expected: pd.DataFrame) -> dict:
        return {
            name: compare.columns(given[name], expected[name], self.span)
            for name in self.columns
        }


@dataclass(frozen=True)
class Ids:
    """Judge a set of ids; see `ids`."""

    key: str

    @property
    def needed(self) -> str:
        """What kind of answer this is, in a few words."""
        return words.NEED_IDS.format(key=self.key)

    def read(self, answer: Any) -> list[str]:
        """Read the ids, repeats kept."""
        return forms.ids(answer, key=self.key)

    def same(self, given: list[str], expected: list[str]) -> bool:
        """Compare in any order; a repeat makes a difference."""
        return sorted(given) == sorted(expected)

    def differs(self, given: list[str], expected: list[str]) -> str:
        """Name repeated, missing and foreign ids."""
        text = compare.ids_text(pd.Index(given), pd.Index(expected), self.key)
        return text or words.OTHERWISE


@dataclass(frozen=True)
class Partition:
    """Judge groups whatever their names; see `partition`."""

    threshold: float
    key: str

    @property
    def needed(self) -> str:
        """What kind of answer this is, in a few words."""
        return words.NEED_COLUMN.format(key=self.key)

    def read(self, answer: Any) -> pd.Series:
        """Read one group per key."""
        return forms.column(answer, key=self.key)

    def same(self, given: pd.Series, expected: pd.Series) -> bool:
        """Compare the two partitions by their adjusted Rand index."""
        pair = compare.aligned(given, expected)
        return pair is not None and compare.ari(*pair) >= self.threshold

    def differs(self, given: pd.Series, expected: pd.Series) -> str:
        """Name wrong ids, or say that the groups differ."""
        same_ids = compare.aligned(given, expected) is not None
        text = compare.ids_text(given.index, expected.index, self.key)
        return words.GROUPS if same_ids or not text else text


@dataclass(frozen=True)
class Truth:
    """Judge True or False; see `truth`."""

    @property
    def needed(self) -> str:
        """What kind of answer this is, in a few words."""
        return words.NEED_TRUTH

    def read(self, answer: Any) -> bool:
        """Read True, False, "true", "no" and the like."""
        if isinstance(answer, bool | np.bool_) or answer in (0, 1):
            return bool(answer)
        known = {"true": True, "yes": True, "false": False, "no": False}
        text = str(answer).strip().lower()
        if not isinstance(answer, str) or text not in known:
            raise forms.NotReadable.needs(answer, self.needed)
        return known[text]

    def same(self, given: bool, expected: bool) -> bool:
        """Compare the two."""
        return given == expected

    def differs(self, given: bool, expected: bool) -> str:
        """Say that it is the other way round without more."""
        return words.OTHERWISE


@dataclass(frozen=True)
class Choice:
    """Judge one of several options; see `choice`."""

    options: Mapping[str, str]

    @property
    def needed(self) -> str:
        """What kind of answer this is, in a few words."""
        return words.NEED_OPTION.format(options=list(self.options))

    def read(self, answer: Any) -> str:
        """Read an option by its key or its text."""
        text = str(answer).strip().rstrip(").").casefold()
        for key, label in self.options.items():
            if text in (key.casefold(), label.strip().rstrip(").").casefold()):
                return key
        raise forms.NotReadable.needs(answer, self.needed)

    def same(self, given: str, expected: str) -> bool:
        """Compare the keys."""
        return given == expected

    def differs(self, given: str, expected: str) -> str:
        """Say no more than that it is another one."""
        return words.OTHERWISE
