"""What a test found, read from whatever it returned by the names of its parts.

Internal: `Hypothesis.test` reads results with this, so that it needs no other room.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite, nan
from typing import Any, NamedTuple

import pandas as pd

from segkit.checks import DataError
from segkit.objectives.words import hypotheses as words

#: Names under which tests keep the difference, and the two-sided p value.
EFFECT = ("difference", "effect")
P = ("p_value", "pvalue")
#: So is a difference called that comes with a p value; an indicator has none, and its
#: value is no difference.
WITH_P = ("value",)


class Found(NamedTuple):
    """The numbers that a hypothesis needs; nan where there is none.

    Parameters
    ----------
    effect, low, high : difference with its interval
    p_value : two-sided
    level : of the interval
    sentence : what the test itself says

    Examples
    --------
    >>> read({"difference": 2.0, "low": 1.0, "high": 3.0}).effect
    2.0
    """

    effect: float
    low: float
    high: float
    p_value: float
    level: float
    sentence: str


def read(result: Any) -> Found:
    """Find difference, interval and p value in what a test returned.

    Parameters
    ----------
    result : a record (Effect and the like), a dict, a row or a table of one row, or
        SciPy's result of a t test

    Returns
    -------
    Found

    Raises
    ------
    DataError
        if there is neither an interval nor a p value with a difference

    Examples
    --------
    >>> from scipy import stats
    >>> found = read(stats.ttest_ind([4, 5, 6], [1, 2, 3], equal_var=False))
    >>> round(found.effect, 6), round(found.p_value, 3)
    (3.0, 0.021)
    """
    if isinstance(result, pd.DataFrame):
        if len(result) != 1:
            raise DataError(words.ONE_ROW.format(n=len(result)))
        result = result.iloc[0].to_dict() | {"level": result.attrs.get("level", 0.95)}
    if isinstance(result, pd.Series):
        result = result.to_dict()
    low, high = _number(result, ("low",)), _number(result, ("high",))
    p = _number(result, P)
    effect = _number(result, EFFECT + (WITH_P if isfinite(p) else ()))
    level = _number(result, ("level",))
    level = level if isfinite(level) else 0.95
    if not isfinite(low) and callable(_part(result, "confidence_interval")):
        ends = result.confidence_interval(level)
        low, high = float(ends.low), float(ends.high)
        effect = effect if isfinite(effect) else (low + high) / 2
    interval = isfinite(low) and isfinite(high)
    if not isfinite(effect) or not (interval or isfinite(p)):
        raise DataError(
            words.NO_RESULT.format(
                effect=", ".join(EFFECT),
                p=", ".join(P),
                kind=type(result).__name__,
                found=_names(result),
            )
        )
    return Found(effect, low, high, p, level, str(_part(result, "sentence") or ""))


def _part(result: Any, name: str) -> Any:
    if isinstance(result, Mapping):
        return result.get(name)
    return getattr(result, name, None)


def _number(result: Any, names: tuple[str, ...]) -> float:
    """Return the first of these parts that is a number."""
    for name in names:
        value = _part(result, name)
        if value is None or callable(value):
            continue
        try:
            return float(value)
        except (TypeError, ValueError):
            continue
    return nan


def _names(result: Any) -> list[str]:
    if isinstance(result, Mapping):
        return sorted(map(str, result))
    return sorted(name for name in dir(result) if not name.startswith("_"))[:12]
