"""What reading a file finds out, carried from step to step."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd


@dataclass(frozen=True)
class Raw:
    """A table as it lies in the file, with what was found out on the way."""

    table: pd.DataFrame
    reading: list[str]
    notes: list[str] = field(default_factory=list)
    separator: str = ""


@dataclass
class Converted:
    """A table whose columns have their types, and what was found out."""

    table: pd.DataFrame
    reading: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    problems: dict[str, str] = field(default_factory=dict)
    symbols: dict[str, pd.Series] = field(default_factory=dict)
    clocks: dict[str, list[str]] = field(default_factory=dict)
