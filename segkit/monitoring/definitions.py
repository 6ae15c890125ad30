"""A definition of segments in any form: a model, a function, a saved file."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from segkit.checks import DataError
from segkit.monitoring.words import deciding as words

Thaw = Callable[[Mapping[str, Any]], Any]


def thawed(definition: Any, thaw: Thaw | None) -> Any:
    """Return a fitted model or a function from a definition in any form."""
    if isinstance(definition, str | os.PathLike):
        definition = _read(Path(definition))
    if isinstance(definition, Mapping):
        if thaw is None:
            raise DataError(words.NO_THAW)
        definition = thaw(definition)
    if not hasattr(definition, "assign") and not callable(definition):
        found = type(definition).__name__
        raise DataError(words.NOT_A_DEFINITION.format(found=found))
    return definition


def sorted_by(definition: Any, X: Any) -> pd.Series:
    """Sort customers by a model or a function."""
    segments = (getattr(definition, "assign", None) or definition)(X)
    if not isinstance(segments, pd.Series):
        found = type(segments).__name__
        raise DataError(words.NOT_SEGMENTS.format(found=found))
    return segments


def learned_as_of(definition: Any) -> str:
    """Return the day of which the definition learned; empty if it does not say."""
    day = getattr(definition, "as_of_", None)
    return "" if day is None else str(day)[:10]


def reads(definition: Any) -> list[str] | None:
    """Return the columns that the definition reads, if it says so."""
    names = getattr(definition, "feature_names_in_", None)
    return None if names is None else [str(name) for name in names]


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(words.NO_DEFINITION.format(path=path, error=error)) from error
