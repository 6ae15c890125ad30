"""What a model brings: a rule, learned from customers, that divides customers."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, ClassVar, NamedTuple, Self

import numpy as np
import pandas as pd


class Segment(NamedTuple):
    """One segment: a key for column names, its name, and its rule in words."""

    key: str
    name: str
    rule: str


class Rule(ABC):
    """How customers are divided, once learned: a dataclass of plain numbers.

    A rule holds numbers, text, lists and dictionaries only, never a customer's row,
    so that it can be written to a JSON file and read again.

    Attributes
    ----------
    needs : columns that X must have
    uses : columns that are read when X has them
    options : the model's arguments that this rule reads; the others must be left alone
    """

    needs: ClassVar[tuple[str, ...]] = ()
    uses: ClassVar[tuple[str, ...]] = ()
    options: ClassVar[tuple[str, ...]] = ()

    @classmethod
    @abstractmethod
    def learn(cls, X: pd.DataFrame, **options: Any) -> Self:
        """Learn the rule from X, which has ``needs`` and those of ``uses`` it had."""

    @abstractmethod
    def segments(self) -> list[Segment]:
        """List the segments in their fixed order; the code is the place in it."""

    @abstractmethod
    def codes(self, X: pd.DataFrame) -> np.ndarray:
        """Give each row of X the code of its segment, shape (n,), int."""

    @abstractmethod
    def reason(self, X: pd.DataFrame) -> str:
        """Say in words why the one customer in X is in this segment."""
