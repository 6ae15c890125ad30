"""Judges of unit 20: an interval, and a lot that was drawn within segments."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from segkit.practice import compare, forms
from segkit.practice.forms import NotReadable, to_pandas

NEED_ENDS = "two numbers, the lower and the upper end, such as (low, high)"
SWAPPED = "The lower end is above the upper one: give them as (low, high)."
POINTS = (
    "These look like percentage points. Give shares of 1, as in 0.01 for one point: "
    "divide by 100."
)
ENDS = (
    "These ends do not follow from the data. Which two groups differ by the lot alone? "
    ".hint() helps."
)
NEED_ARMS = (
    "one arm per 'customer_id', either 'message' or 'held out', with 'customer_id' as "
    "index or as a column"
)
SHARES = (
    "In {n} of the segments the part that is held out is not the one asked for, to the "
    "nearest customer."
)
WITHIN = (
    "The share is right over everybody, but not within each segment. Draw lots in "
    "every segment, so that each can be read by itself."
)
ALIKE = 0.03  # shares of everybody that count as the same
HELD = ("held out", "hold out", "holdout", "heldout", "control")
UNLIKELY = 5.0  # standard errors that a fair lot does not reach


@dataclass(frozen=True)
class Ends:
    """Judge the two ends of an interval.

    Parameters
    ----------
    tolerance : how far an end may lie off, so that every usual method is right

    Examples
    --------
    >>> judge = Ends(0.001)
    >>> judge.same(judge.read({"low": 0.0101, "high": 0.02}), judge.read([0.01, 0.02]))
    True
    """

    tolerance: float

    @property
    def needed(self) -> str:
        """What kind of answer this is, in a few words."""
        return NEED_ENDS

    def read(self, answer: Any) -> np.ndarray:
        """Read two numbers, or a record with ``low`` and ``high``."""
        data = to_pandas(answer)
        if hasattr(data, "low") and hasattr(data, "high"):
            data = [data.low, data.high]
        elif isinstance(data, dict) and {"low", "high"} <= set(data):
            data = [data["low"], data["high"]]
        elif isinstance(data, dict):
            data = list(data.values())
        flat = np.asarray(data, dtype=object).ravel()
        if flat.size != 2:
            raise NotReadable.needs(answer, NEED_ENDS)
        return np.array([forms.number(one) for one in flat])

    def same(self, given: np.ndarray, expected: np.ndarray) -> bool:
        """Compare both ends within the tolerance."""
        return bool((np.abs(given - expected) <= self.tolerance).all())

    def differs(self, given: np.ndarray, expected: np.ndarray) -> str:
        """Name swapped ends and percentage points, or nothing in particular."""
        if given[0] > given[1]:
            return SWAPPED
        return POINTS if self.same(given / 100, expected) else ENDS


@dataclass(frozen=True)
class Lot:
    """Judge who is held out: everybody once, the shares kept within each segment.

    Any lot is right, whatever its seed, that no list and no habit explains.

    Parameters
    ----------
    people : function that returns the customers, a row each, with their ``segment``
        and numbers that were known before

    Examples
    --------
    >>> people = pd.DataFrame({"segment": ["x"] * 4, "n_orders": 1}, index=list("abcd"))
    >>> judge = Lot(lambda: people)
    >>> one = pd.Series(["message", "held_out", "message", "Held out"], list("abcd"))
    >>> other = one.set_axis(list("badc"))
    >>> judge.same(judge.read(one), judge.read(other))
    True
    """

    people: Callable[[], pd.DataFrame]

    @property
    def needed(self) -> str:
        """What kind of answer this is, in a few words."""
        return NEED_ARMS

    def read(self, answer: Any) -> pd.Series:
        """Read one arm per customer, and say who is held out."""
        arms = forms.column(answer, key="customer_id", value="variant")
        words = arms.astype(str).str.strip().str.casefold()
        words = words.str.replace("[-_ ]+", " ", regex=True)
        held = words.isin(HELD)
        if words.nunique() != 2 or held.all() or not held.any():
            raise NotReadable.needs(answer, NEED_ARMS)
        return held

    def same(self, given: pd.Series, expected: pd.Series) -> bool:
        """Compare ids and shares; the lot may fall otherwise."""
        if ids(given, expected) or self.off(given, expected):
            return False
        return not self.follows(given)

    def differs(self, given: pd.Series, expected: pd.Series) -> str:
        """Name wrong ids, or where shares are off."""
        if text := ids(given, expected):
            return text
        if abs(given.mean() - expected.mean()) < ALIKE:
            return WITHIN
        return SHARES.format(n=self.off(given, expected))

    def off(self, given: pd.Series, expected: pd.Series) -> int:
        """Count the segments in which more than one customer too many is held out."""
        segment = self.people()["segment"]
        counts = [
            one.groupby(segment, observed=True).sum() for one in (given, expected)
        ]
        return int((counts[0].sub(counts[1]).abs() > 1).sum())

    def follows(self, given: pd.Series) -> str:
        """Say what explains the arms: the ``list``, ``habits``, or nothing."""
        table = self.people()
        held = given.reindex(table.index).to_numpy(dtype=bool)
        known = table.select_dtypes("number")
        habits = max(apart(known[name].to_numpy(), held) for name in known)
        by_list = in_step(held, table)
        if max(habits, by_list) <= UNLIKELY:
            return ""
        return "list" if by_list > habits else "habits"


def ids(given: pd.Series, expected: pd.Series) -> str:
    """Say what is wrong with the customers of an assignment; empty if nothing.

    Parameters
    ----------
    given, expected : indexed by customer

    Returns
    -------
    str

    Examples
    --------
    >>> ids(pd.Series([True]), pd.Series([True, False], index=["a", "b"]))
    "Some 'customer_id' values are missing, and others do not belong."
    """
    mine, theirs = given.index.astype(str), expected.index.astype(str)
    text = compare.ids_text(mine, theirs, "customer_id")
    return text or ("" if len(mine) == len(theirs) else NEED_ARMS)


def apart(values: np.ndarray, held: np.ndarray) -> float:
    """Return how far two arms lie apart in a number's ranks, in standard errors.

    Parameters
    ----------
    values : a number per customer
    held : who is held out

    Returns
    -------
    float, from 0

    Examples
    --------
    >>> round(apart(np.arange(100), np.arange(100) < 50), 1)
    8.7
    """
    rank = pd.Series(values).rank().to_numpy()
    spread = rank.std()
    n = len(held)
    one, two = int(held.sum()), int(n - held.sum())
    if spread == 0 or not one or not two:
        return 0.0
    error = spread * np.sqrt(1 / one + 1 / two)
    return float(abs(rank[held].mean() - rank[~held].mean()) / error)


def in_step(held: np.ndarray, table: pd.DataFrame) -> float:
    """Return how far the arms follow a list: the table's, or the customer numbers.

    Parameters
    ----------
    held : who is held out, in the order of the table
    table : the customers with their ``segment``

    Returns
    -------
    float: standard errors, as `apart`; infinite for every so-manyth customer

    Examples
    --------
    >>> table = pd.DataFrame({"segment": "x"}, index=list("abcdefghijkl"))
    >>> in_step(np.array([True, False, False] * 4), table)
    inf
    """
    place = np.arange(len(held))
    found = 0.0
    for order in (place, np.argsort(table.index.astype(str).to_numpy().astype(str))):
        parts = [held[order][mine[order]] for mine in _segments(table)]
        if _regular(held[order]) or all(map(_regular, parts)):
            return float("inf")
        found = max(found, apart(place, held[order]))
    return found


def _segments(table: pd.DataFrame) -> list[np.ndarray]:
    names = table["segment"].astype(str)
    return [(names == name).to_numpy() for name in names.unique()]


def _regular(held: np.ndarray) -> bool:
    """Say whether there is always the same number of customers in between."""
    gaps = np.diff(np.flatnonzero(held))
    return len(gaps) > 2 and len(set(gaps)) == 1
