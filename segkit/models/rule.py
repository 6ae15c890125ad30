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
    made_by : how X is made, for the messages
    """

    needs: ClassVar[tuple[str, ...]] = ()
    uses: ClassVar[tuple[str, ...]] = ()
    options: ClassVar[tuple[str, ...]] = ()
    made_by: ClassVar[str] = "features.customers(orders, as_of=...)"

    @classmethod
    def reads(cls, X: pd.DataFrame, **options: Any) -> list[str]:
        """Say which columns of X divide customers: ``needs``, and ``uses`` it has."""
        return [*cls.needs, *(column for column in cls.uses if column in X.columns)]

    @classmethod
    def orders_by(cls, X: pd.DataFrame, **options: Any) -> list[str]:
        """Say which other columns of X are only used to number the segments."""
        return []

    @classmethod
    @abstractmethod
    def learn(cls, X: pd.DataFrame, **options: Any) -> Self:
        """Learn the rule from X, which has the columns of `reads` and `orders_by`."""

    @abstractmethod
    def segments(self) -> list[Segment]:
        """List the segments in their fixed order; the code is the place in it."""

    @abstractmethod
    def codes(self, X: pd.DataFrame) -> np.ndarray:
        """Give each row of X the code of its segment, shape (n,), int."""

    def membership(self, X: pd.DataFrame) -> np.ndarray | None:
        """Give each row the chance of each segment, (n, segments); None if unknown."""
        return None

    def compared(self, X: pd.DataFrame) -> pd.DataFrame | None:
        """Return the columns as the rule compares customers; None if it does not."""
        return None

    @abstractmethod
    def reason(self, X: pd.DataFrame) -> str:
        """Say in words why the one customer in X is in this segment."""
