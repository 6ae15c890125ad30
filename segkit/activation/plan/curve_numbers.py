"""Numbers at the door of a curve."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from segkit.activation.words.plan import curves as words
from segkit.checks import DataError


def a_number(value: Any) -> float:
    """Return a value as a float; what is none becomes nan."""
    try:
        return math.nan if isinstance(value, bool) else float(value)
    except (TypeError, ValueError):
        return math.nan


def above_zero(curve: Any, name: str, fine: bool, what: str) -> None:
    """Refuse a curve whose number ``name`` is not fine."""
    if not fine:
        found = getattr(curve, name)
        text = words.NUMBER.format(form=curve.form, name=name, what=what, found=found)
        raise DataError(text)


def spending(spend: Any) -> np.ndarray:
    """Return spending as an array of numbers from 0 on, or refuse it."""
    try:
        x = np.asarray(spend, dtype=float)
    except (TypeError, ValueError) as error:
        raise DataError(words.SPEND.format(found=spend)) from error
    if not (np.isfinite(x) & (x >= 0)).all():
        raise DataError(words.SPEND.format(found=spend))
    return x


def plain(values: Any) -> Any:
    """Return one number as a float, several as they are."""
    return float(values) if np.ndim(values) == 0 else values


def round_number(value: float) -> float:
    """Return the next lower 1, 2 or 5 times a power of ten."""
    if value <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    return power * max(step for step in (1, 2, 5) if step * power <= value * (1 + 1e-9))
