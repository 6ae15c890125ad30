"""Ordered levels out of columns: what the published definitions have in common."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.models import tables, words

SHOWN = 5


def series(values: Any, name: str) -> pd.Series:
    """Take a column as it comes: a Series, or a list of values.

    Parameters
    ----------
    values : Series or sequence
    name : its name, for messages

    Returns
    -------
    Series of that name

    Examples
    --------
    >>> series([1, 2], "age_years").name
    'age_years'
    """
    made = values if isinstance(values, pd.Series) else pd.Series(values)
    return made.rename(name)


def beside(values: Any, name: str, like: pd.Series) -> pd.Series:
    """Take a second column of the same customers.

    Parameters
    ----------
    values : Series or sequence
    name : its name, for messages
    like : the first column

    Returns
    -------
    Series with the index of the first

    Raises
    ------
    DataError
        if it has other rows

    Examples
    --------
    >>> beside([0, 2], "children", pd.Series([1, 4], ["a", "b"])).to_dict()
    {'a': 0, 'b': 2}
    """
    column = series(values, name)
    other = isinstance(values, pd.Series) and not column.index.equals(like.index)
    if other or len(column) != len(like):
        raise DataError(
            f"'{name}' ({len(column)} rows) and '{like.name}' ({len(like)} rows) must "
            "be of the same customers in the same order: take both from one table"
        )
    return column.set_axis(like.index)


def number(values: Any, name: str, *, least: float | None = 0) -> pd.Series:
    """Take a column of numbers.

    Parameters
    ----------
    values : Series or sequence
    name : its name, for messages
    least : smallest number allowed; None for no limit

    Returns
    -------
    Series of float, missing as nan

    Raises
    ------
    DataError
        if it holds text, infinity or a number below the least

    Examples
    --------
    >>> number([31, None], "age_years").tolist()
    [31.0, nan]
    """
    column = series(values, name)
    found = tables.numbers(column.to_frame(), [name])[name]
    below = 0 if least is None else int((found < least).sum())
    if below:
        raise DataError(
            f"column '{name}' in X is below {words.number(least or 0)} for {below} "
            "customers: look at how it was made"
        )
    return found


def ordered(
    codes: Any, names: Sequence[str], like: pd.Series, *, name: str
) -> pd.Series:
    """Name levels.

    Parameters
    ----------
    codes : place of each row's level in names; -1 where it is not known
    names : of all levels, in their order
    like : Series whose index is kept
    name : of the result, as a table of it shows it

    Returns
    -------
    ordered categorical Series; its categories are all names

    Examples
    --------
    >>> ordered([1, -1], ["low", "high"], pd.Series([5, 6]), name="band").tolist()
    ['high', nan]
    """
    kind = pd.CategoricalDtype(pd.Index(list(names), dtype="str"), ordered=True)
    found = pd.Categorical.from_codes(np.asarray(codes, dtype=int), dtype=kind)
    return pd.Series(found, index=like.index, name=name)


def band(values: pd.Series, edges: Sequence[float], closed: str) -> np.ndarray:
    """Place numbers between edges.

    Parameters
    ----------
    values : numbers
    edges : from small to large; below the first and above the last are bands too
    closed : "left" if an edge belongs to the band above it, "right" below it

    Returns
    -------
    int array: 0 is the lowest band, -1 is not known

    Examples
    --------
    >>> band(pd.Series([24, 25, None]), [25], "left").tolist()
    [0, 1, -1]
    >>> band(pd.Series([24, 25, None]), [25], "right").tolist()
    [0, 0, -1]
    """
    side = checks.choice(closed, ("left", "right"), name="closed")
    numbers = values.to_numpy(dtype=float, na_value=np.nan)
    places = np.searchsorted(edges, numbers, side="right" if side == "left" else "left")
    return np.where(np.isnan(numbers), -1, places)


def plain(word: Any) -> str:
    """Write a word as it is compared: small letters, no blanks around.

    Parameters
    ----------
    word : text, or a code as a number

    Returns
    -------
    str

    Examples
    --------
    >>> plain(" Master"), plain(3.0)
    ('master', '3')
    """
    return words.category(word).strip().casefold()


def coded(
    values: Any,
    name: str,
    usual: Mapping[Any, Any],
    mapping: Mapping[Any, Any] | None,
    codes: Iterable[int],
    *,
    lengths: Iterable[int] = (1, 2, 3, 4),
) -> pd.Series:
    """Read words, or codes whose first digit counts, as codes.

    Parameters
    ----------
    values : Series of words ("bachelor") or codes (6, "6", "541a")
    name : its name, for messages
    usual : word to code; a word with the code None has none, and is kept apart as -2
    mapping : more words, or other codes for the usual ones
    codes : all codes that there are
    lengths : how many characters a code may have; the first one is what counts

    Returns
    -------
    Series of int: the code, -1 where nothing is stated, -2 for a word without a code

    Raises
    ------
    DataError
        naming words that have no code, and how to give them one

    Examples
    --------
    >>> coded(["bachelor", "7", None], "education", {"bachelor": 6}, None, range(9)
    ...      ).tolist()
    [6, 7, -1]
    """
    known = {plain(word): code for word, code in {**usual, **(mapping or {})}.items()}
    allowed = list(codes)
    _refuse_codes(known, allowed)
    column = series(values, name).astype(object)
    reads = partial(_code, known=known, codes=allowed, lengths=set(lengths))
    found = {value: reads(value) for value in column.dropna().unique()}
    strange = sorted(str(value) for value, code in found.items() if code is None)
    if strange:
        some, many = strange[:SHOWN], words.counted(len(strange), "word")
        raise DataError(
            f"column '{name}' in X holds {many} not known here, such as {some}: pass "
            f"mapping={{{some[0]!r}: {allowed[0]}, ...}} with their codes, from "
            f"{allowed}"
        )
    return column.map(found).fillna(-1).astype(int)


def _code(
    value: Any, known: Mapping[str, Any], codes: list[int], lengths: set[int]
) -> int | None:
    """Look a word up, or take the first digit of a code; None if it is neither."""
    text = plain(value)
    if text in known:
        return -2 if known[text] is None else int(known[text])
    first = text[:1]
    if first.isdecimal() and int(first) in codes and len(text) in lengths:
        return int(first)
    return None


def _refuse_codes(known: Mapping[str, Any], codes: list[int]) -> None:
    wrong = {w: c for w, c in known.items() if c is not None and c not in codes}
    if wrong:
        raise DataError(f"mapping must give codes from {codes}; this has {wrong}")
