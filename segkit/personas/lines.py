"""One line of a card: what it says, and the number that it rests on."""

from __future__ import annotations

import math
from dataclasses import dataclass

from segkit.checks import choice
from segkit.personas.words import card as words
from segkit.personas.words import numbers

NAN = math.nan
SEPARATOR = " · "
KINDS = ("measured", "guess")


@dataclass(frozen=True)
class Line:
    """One line of a card.

    Parameters
    ----------
    section : of the card, such as "needs"
    text : the sentence, without its number
    value, low, high : the number and the ends of its interval; nan if there is none
    n : customers that it rests on
    table : where it was counted; empty for a guess
    kind : "measured" or "guess"
    unit : "share", "index", "customers", a currency or another unit
    others : the same number of the other customers; nan if it was not compared
    index, index_low, index_high : 100 times value over others, and its interval; nan if
        it was not compared
    column, level : where in the table
    note : how the number is meant, for instance that it describes and was not tested

    Examples
    --------
    >>> line = Line("needs", "wants advice", 0.41, 0.36, 0.46, 380, "survey",
    ...             unit="share")
    >>> line
    wants advice: 41 % (36 to 46 % · n = 380 · survey)
    >>> Line("needs", "would like to be called", kind="guess")
    would like to be called (a guess: no number)
    """

    section: str
    text: str
    value: float = NAN
    low: float = NAN
    high: float = NAN
    n: int = 0
    table: str = ""
    kind: str = "measured"
    unit: str = ""
    others: float = NAN
    index: float = NAN
    index_low: float = NAN
    index_high: float = NAN
    column: str = ""
    level: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse a kind that does not exist."""
        choice(self.kind, KINDS, name="kind")

    @property
    def number(self) -> str:
        """Write the number with its unit; empty if there is none."""
        return "" if math.isnan(self.value) else numbers.write(self.value, self.unit)

    @property
    def trace(self) -> str:
        """Say where the number comes from: interval, n, table."""
        if self.kind == "guess":
            return words.GUESS
        parts = [numbers.reach(self.low, self.high, self.unit)]
        parts += [
            words.OTHERS.format(value=numbers.write(self.others, self.unit))
            if not math.isnan(self.others)
            else ""
        ]
        parts += [self._index]
        parts += [words.N.format(n=self.n), self.table, self.note]
        return SEPARATOR.join(part for part in parts if part)

    @property
    def _index(self) -> str:
        if math.isnan(self.index):
            return ""
        ends = numbers.reach(self.index_low, self.index_high, "index")
        text = f"{words.INDEX} {numbers.write(self.index, 'index')}"
        return f"{text} ({ends})" if ends else text

    def __repr__(self) -> str:
        """Print the sentence, the number and where it comes from."""
        head = f"{self.text}: {self.number}" if self.number else self.text
        return f"{head} ({self.trace})"
