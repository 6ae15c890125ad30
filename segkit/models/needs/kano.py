"""Kano: what a feature is to people who were asked how they feel with and without it.

Two questions, one if the shop has the feature (functional) and one if it has not
(dysfunctional), each answered 1 like, 2 must be (expect), 3 neutral, 4 live with, 5
dislike. The evaluation table has the functional answer in its rows and the
dysfunctional one in its columns; read the other way round, attractive becomes reverse.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.models import tables
from segkit.models.words import needs as said

LETTERS = tuple(said.KANO)  # M, O, A, I, R, Q: the order that settles ties
ANSWERS = 5
VARIANTS = {
    "standard": ("QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"),
    "pouliot": ("QAAAO", "RQIIM", "RIIIM", "RIIQM", "RRRRQ"),
}
SURE = 1.65  # one side of 90 %, as published


def kano_category(
    functional: pd.Series, dysfunctional: pd.Series, *, variant: str = "standard"
) -> pd.Series:
    """Say what a feature is to each person, from their two answers.

    Parameters
    ----------
    functional : answers from 1 (like) to 5 (dislike) if the shop has the feature
    dysfunctional : the same if it has not; same index
    variant : ``"standard"``, or ``"pouliot"``: twice "must be" and twice "live with"
        are questionable too

    Returns
    -------
    categorical Series: M must-be, O one-dimensional, A attractive, I indifferent,
    R reverse, Q questionable; missing where an answer is

    Raises
    ------
    DataError
        if an answer is not a whole number from 1 to 5

    References
    ----------
    Kano, Seraku, Takahashi and Tsuji (1984), Journal of the Japanese Society for
    Quality Control 14(2), 39-48; the table and Pouliot's variant as in Berger and
    others (1993), Center for Quality of Management Journal 2(4), 3-36.

    Examples
    --------
    >>> with_it, without = pd.Series([1, 1, 2, 3]), pd.Series([5, 3, 5, 3])
    >>> kano_category(with_it, without).tolist()
    ['O', 'A', 'M', 'I']
    """
    grid = VARIANTS[checks.choice(variant, VARIANTS, name="variant")]
    letters = np.array([list(row) for row in grid], dtype=object)
    row, column = _answers(functional), _answers(dysfunctional)
    known = ~(np.isnan(row) | np.isnan(column))
    found = np.full(len(row), None, dtype=object)
    found[known] = letters[row[known].astype(int) - 1, column[known].astype(int) - 1]
    names = pd.Categorical(found, categories=list(LETTERS))
    return pd.Series(names, index=functional.index, name="kano")


def _answers(column: pd.Series) -> np.ndarray:
    name = str(column.name)
    values = tables.numbers(column.to_frame(name), [name])[name].to_numpy()
    wrong = ~np.isnan(values) & ~np.isin(values, range(1, ANSWERS + 1))
    if wrong.any():
        raise DataError(
            f"column '{name}' has {int(wrong.sum())} answers that are no whole number "
            f"from 1 (like) to 5 (dislike), such as {values[wrong][0]:g}: recode them, "
            "and see that 1 is like"
        )
    return values


def kano_coefficients(counts: Mapping[str, float]) -> tuple[float, float]:
    """Say how much a feature adds when it is there, and takes away when it is not.

    Reverse and questionable answers count in neither part of the fractions.

    Parameters
    ----------
    counts : letter to how many people, for M, O, A and I; others are ignored

    Returns
    -------
    (CS+, CS-): (A + O) / (A + O + M + I), from 0 to 1, and minus (O + M) over the same,
    from -1 to 0; nan when nobody answered one of the four

    References
    ----------
    Berger and others (1993), Center for Quality of Management Journal 2(4), 3-36.

    Examples
    --------
    >>> more, less = kano_coefficients({"A": 7, "O": 33, "M": 50, "I": 10})
    >>> more, less
    (0.4, -0.83)
    """
    m, o, a, i = (counts.get(letter, 0) for letter in "MOAI")
    whole = m + o + a + i
    return ((a + o) / whole, -(o + m) / whole) if whole else (np.nan, np.nan)


def fong_limit(first: float, second: float, n: float, *, z: float = SURE) -> float:
    """Say how far apart the two commonest categories must be to be told apart.

    Parameters
    ----------
    first, second : how many people are in each of the two
    n : how many answered, also such as contradict themselves
    z : of the normal distribution; 1.65 as published

    Returns
    -------
    float: z * sqrt((a + b)(2n - a - b) / (2n)); a smaller difference may be chance

    References
    ----------
    Fong (1996), Center for Quality of Management Journal 5, 21-24.

    Examples
    --------
    >>> round(fong_limit(275, 216, 607), 1)
    28.2
    """
    both = first + second
    return float(z * np.sqrt(both * (2 * n - both) / (2 * n))) if n else np.nan


def commonest(counts: Mapping[str, float]) -> list[str]:
    """Put the letters in order of how often they were found; ties M, O, A, I, R.

    Questionable answers say nothing about the feature and come last, unless there are
    no others.

    Parameters
    ----------
    counts : letter to how many people

    Returns
    -------
    list of str

    Examples
    --------
    >>> commonest({"A": 5, "M": 5, "I": 9, "Q": 20})[:3]
    ['I', 'M', 'A']
    """
    *others, doubt = LETTERS
    others.sort(key=lambda each: (-counts.get(each, 0), LETTERS.index(each)))
    return [*others, doubt] if counts.get(others[0], 0) else [doubt, *others]


def decided(counts: Mapping[str, float]) -> tuple[str, bool]:
    """Say what a feature is to a group, and whether that is more than chance.

    The commonest category if Fong's test tells it from the second; if it does not, the
    one of the two that comes first in M, O, A, I: what may be a must is treated as one.

    Parameters
    ----------
    counts : letter to how many people

    Returns
    -------
    (letter, whether the two commonest are told apart)

    References
    ----------
    Fong (1996) for the test; Berger and others (1993) for the order M > O > A > I.

    Examples
    --------
    >>> decided({"M": 45, "O": 50, "I": 5}), decided({"M": 20, "O": 75, "I": 5})
    (('M', False), ('O', True))
    """
    first, second = commonest(counts)[:2]
    a, b = counts.get(first, 0), counts.get(second, 0)
    n = sum(counts.get(letter, 0) for letter in LETTERS)
    sure = bool(a - b >= fong_limit(a, b, n))
    return (first if sure else min(first, second, key=LETTERS.index)), sure
