"""The fields that templates use, read from the rows and from what is given."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from segkit.activation.messages.pieces import alike
from segkit.activation.messages.template import Template
from segkit.activation.messages.values import Column, Missing, column
from segkit.activation.words.messages import writing as words
from segkit.checks import DataError

LONGEST_GIVEN = 2_000


@dataclass(frozen=True)
class Fields:
    """Clean columns by name, for so many rows.

    Parameters
    ----------
    columns : by name
    n : rows
    own : names that come from the rows, for the counts
    longest : characters after which texts were cut
    """

    columns: dict[str, Column]
    n: int
    own: tuple[str, ...]
    longest: int

    def rows(self, here: Any) -> np.ndarray:
        """Return the numbers of these rows."""
        return np.arange(self.n)[here]

    def part(self, here: Any) -> Fields:
        """Keep these rows."""
        kept = {k: replace(c, codes=c.codes[here]) for k, c in self.columns.items()}
        return replace(self, columns=kept, n=len(self.rows(here)))

    def alike(self, keys: tuple[str, ...]) -> tuple[np.ndarray, list[tuple[Any, ...]]]:
        """Say which rows are alike in some columns, and list their values."""
        used = [self.columns[key] for key in keys]
        codes, rows = alike(used)
        values = [
            tuple(c.values[code] for c, code in zip(used, row, strict=True))
            for row in rows
        ]
        return np.zeros(self.n, dtype=np.int64) if codes is None else codes, values

    @staticmethod
    def absent(value: Any) -> bool:
        """Say whether a value is missing."""
        return isinstance(value, Missing)

    def cut(self) -> dict[str, int]:
        """Count by name the values that were shortened."""
        found = {k: self.columns[k].rows(self.columns[k].cut) for k in self.own}
        return {k: n for k, n in found.items() if n}

    def cleaned(self) -> dict[str, int]:
        """Count by name the values from which controls were removed."""
        found = {k: self.columns[k].rows(self.columns[k].cleaned) for k in self.own}
        return {k: n for k, n in found.items() if n}

    def notes(self) -> list[str]:
        """Say what was done to values."""
        cut = [
            words.CUT_VALUES.format(n=n, name=name, longest=self.longest)
            for name, n in self.cut().items()
        ]
        cleaned = [
            words.CLEANED_VALUES.format(n=n, name=name)
            for name, n in self.cleaned().items()
        ]
        return cut + cleaned


def read_fields(
    templates: list[Template],
    table: pd.DataFrame,
    given: Mapping[str, Any],
    longest: int,
    keys: list[str],
) -> Fields:
    """Clean the columns that templates use, and refuse names that are nowhere.

    Parameters
    ----------
    templates : those that will be rendered
    table : the rows
    given : values that are the same for everybody
    longest : characters after which a text is cut
    keys : columns that are needed besides

    Returns
    -------
    Fields

    Raises
    ------
    DataError
        if a name is neither in the rows nor given, or in both
    """
    have = [str(name) for name in table.columns]
    twice = sorted(set(given) & set(have))
    if twice:
        raise DataError(words.GIVEN_TWICE.format(names=twice))
    for key in keys:
        if key not in have:
            raise DataError(_unknown(key, have, ("by=", 1)))
    wanted = dict.fromkeys(keys)
    for template in templates:
        for name, place in template.lines.items():
            if name not in have and name not in given and name not in template.optional:
                raise DataError(_unknown(name, have + sorted(given), place))
            wanted[name] = None
    columns = {name: _column(name, table, given, longest) for name in wanted}
    own = tuple(name for name in wanted if name in have)
    return Fields(columns, len(table), own, longest)


def _unknown(name: str, have: list[str], place: tuple[str, int]) -> str:
    near = difflib.get_close_matches(name, have, n=1)
    guess = words.GUESS.format(guess=near[0]) if near else ""
    where, line = place
    said = {"have": have, "guess": guess, "where": where, "line": line}
    return words.UNKNOWN_NAMES.format(name=name, **said)


def _column(
    name: str, table: pd.DataFrame, given: Mapping[str, Any], longest: int
) -> Column:
    if name in table:
        return column(table[name], name, longest)
    one = column(pd.Series([given.get(name)], dtype=object), name, LONGEST_GIVEN)
    codes = np.full(len(table), one.codes[0], dtype=np.int64)
    return replace(one, codes=codes)
