"""Compare two answers that have been read: numbers, columns by id, partitions."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from segkit.practice import words


@dataclass(frozen=True)
class Span:
    """Say how far a number may lie from the expected one.

    Parameters
    ----------
    tolerance : largest distance; None for rounding to `digits` significant digits
    digits : significant digits that a rounded answer must keep

    Notes
    -----
    Own definition: a number rounded to d significant digits lies within half a unit of
    the d-th digit, and 1e-9 of its size is always allowed for floating point.

    Examples
    --------
    >>> Span().near(1230, 1234), Span().near(1240, 1234), Span(0).near(1230, 1234)
    (True, False, False)
    """

    tolerance: float | None = None
    digits: int = 3

    def width(self, expected: Any) -> Any:
        """Return the distance allowed at each expected number.

        Examples
        --------
        >>> round(float(Span().width(0.25)), 6)
        0.0005
        """
        size = np.abs(np.asarray(expected, dtype=float))
        noise = size * 1e-9 + 1e-12
        if self.tolerance is not None:
            return self.tolerance + noise
        with np.errstate(divide="ignore"):
            power = np.floor(np.log10(size)) - self.digits + 1
        return np.where(size > 0, 0.5 * 10.0**power, 0.0) + noise

    def near(self, given: float, expected: float) -> bool:
        """Say whether one number lies close enough to another."""
        return abs(given - expected) <= float(self.width(expected))


def aligned(given: pd.Series, expected: pd.Series) -> tuple[Any, Any] | None:
    """Bring two columns into the same order of ids.

    Parameters
    ----------
    given, expected : Series indexed by id; the given one may have no ids

    Returns
    -------
    two arrays in the same order, or None where the ids are not the same

    Examples
    --------
    >>> a = pd.Series([1, 2], index=["x", "y"])
    >>> b = pd.Series([2, 1], index=["y", "x"])
    >>> [part.tolist() for part in aligned(b, a)]
    [[1, 2], [1, 2]]
    """
    if len(given) != len(expected):
        return None
    one, two = _order(given), _order(expected)
    ids_one = given.index.astype(str).to_numpy()[one]
    ids_two = expected.index.astype(str).to_numpy()[two]
    if (ids_one == ids_two).all():
        return given.to_numpy()[one], expected.to_numpy()[two]
    if isinstance(given.index, pd.RangeIndex):
        return given.to_numpy(), expected.to_numpy()
    return None


def _order(series: pd.Series) -> np.ndarray:
    names = series.index.astype(str).to_numpy().astype(str)
    values = np.asarray(series.astype(object).map(str), dtype=str)
    return (
        np.lexsort((values, names)) if series.index.has_duplicates else names.argsort()
    )


def columns(given: pd.Series, expected: pd.Series, span: Span) -> int:
    """Count the ids whose values differ.

    Parameters
    ----------
    given, expected : Series indexed by id
    span : how far numbers may lie apart

    Returns
    -------
    int; the larger number of rows where the ids themselves differ

    Examples
    --------
    >>> columns(pd.Series([1, 2]), pd.Series([1, 3]), Span())
    1
    """
    pair = aligned(given, expected)
    if pair is None:
        return max(len(given), len(expected), 1)
    one, two = (_plain(part) for part in pair)
    if one.dtype == float and two.dtype == float:
        near = np.abs(one - two) <= span.width(two)
        return int((~(near | (np.isnan(one) & np.isnan(two)))).sum())
    return int((_text(one) != _text(two)).sum())


def _plain(values: Any) -> np.ndarray:
    series = pd.Series(values)
    if pd.api.types.is_datetime64_any_dtype(series) or series.dtype.kind == "m":
        return series.astype(str).to_numpy(dtype=object)
    try:
        return series.to_numpy(dtype=float, na_value=np.nan)
    except (TypeError, ValueError):
        return series.to_numpy(dtype=object)


def _text(values: np.ndarray) -> np.ndarray:
    return np.array([str(value).strip().casefold() for value in values], dtype=object)


def ids_text(given: pd.Index, expected: pd.Index, key: str) -> str:
    """Say what is wrong with the ids, without naming any.

    Parameters
    ----------
    given, expected : the ids
    key : what they are ids of

    Returns
    -------
    str; empty where the ids are right

    Examples
    --------
    >>> ids_text(pd.Index(["a"]), pd.Index(["a", "b"]), "customer_id")
    "Some 'customer_id' values that belong are missing. Look at what was filtered."
    """
    mine, theirs = set(given.astype(str)), set(expected.astype(str))
    if isinstance(given, pd.RangeIndex) and len(given) == len(expected):
        return ""
    if given.has_duplicates and not expected.has_duplicates:
        return words.REPEATED.format(key=key)
    missing, extra = bool(theirs - mine), bool(mine - theirs)
    text = {
        (True, True): words.BOTH,
        (True, False): words.MISSING,
        (False, True): words.TOO_MANY,
    }
    return text.get((missing, extra), "").format(key=key)


def ari(one: Any, two: Any) -> float:
    """Compute how far two partitions agree, corrected for chance.

    Parameters
    ----------
    one, two : arrays of labels of the same length

    Returns
    -------
    float, 1.0 for the same partition, about 0 for chance

    Notes
    -----
    Hubert and Arabie (1985), Comparing partitions, equation 5.

    Examples
    --------
    >>> ari(["a", "a", "b"], [2, 2, 7])
    1.0
    """
    rows, columns_ = pd.factorize(np.asarray(one))[0], pd.factorize(np.asarray(two))[0]
    if len(rows) < 2:
        return 1.0
    cells = np.unique(np.stack([rows, columns_]), axis=1, return_counts=True)[1]
    together = _pairs(cells)
    left, right = _pairs(np.bincount(rows + 1)), _pairs(np.bincount(columns_ + 1))
    chance = left * right / math.comb(len(rows), 2)
    most = (left + right) / 2
    return 1.0 if most == chance else float((together - chance) / (most - chance))


def _pairs(counts: np.ndarray) -> float:
    return float((counts * (counts - 1) // 2).sum())
