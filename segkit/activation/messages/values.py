"""The values of a row as a message may carry them: plain, clean, of bounded length."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
from jinja2 import Undefined

from segkit.activation.words.messages import writing as words

LONGEST = 200  # characters of one value
LARGEST = 1e15  # beyond, a float loses its cents
MEAN_NOTHING = {"nan", "NaN", "None", "null", "NULL", "NaT", "<NA>", "N/A", "#N/A"}
# Controls that hide or turn the text after them: C0, C1, bidirectional embeddings,
# overrides and isolates, and half a surrogate pair. Line ends and joiners stay.
CONTROLS = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


class RefusedError(Exception):
    """Say why one row gets no message."""


class Missing(Undefined):
    """A value that is not there: false in a condition, equal to nothing, never printed.

    Examples
    --------
    >>> bool(Missing(name="city"))
    False
    """

    def __init__(self, *, name: str = "", kind: str = "") -> None:
        super().__init__(name=name)
        self._kind = kind

    def reason(self, compared: bool = False) -> str:
        """Say what to do about it."""
        if self._kind:
            return words.CANNOT_WRITE.format(name=self._undefined_name, kind=self._kind)
        said = words.MISSING_COMPARED if compared else words.MISSING
        return said.format(name=self._undefined_name)

    def __str__(self) -> str:
        """Refuse to be printed."""
        raise RefusedError(self.reason())

    def __html__(self) -> str:
        """Refuse to be printed as HTML."""
        raise RefusedError(self.reason())

    def _compared(self, *_: Any) -> Any:
        raise RefusedError(self.reason(compared=True))

    def __eq__(self, other: object) -> bool:
        """Say that what is not known equals nothing."""
        return False

    __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _compared
    __contains__ = __iter__ = __len__ = _compared
    __hash__ = Undefined.__hash__


@dataclass(frozen=True)
class Column:
    """The distinct values of a column, clean, and which row has which.

    Parameters
    ----------
    values : distinct values; the last stands for what is missing
    codes : for every row the place of its value in that list
    cut, cleaned : for every value whether it was shortened, or controls removed
    """

    values: list[Any]
    codes: np.ndarray
    cut: np.ndarray
    cleaned: np.ndarray

    def rows(self, what: np.ndarray) -> int:
        """Count the rows whose value is marked."""
        return int(what[self.codes].sum())


def column(series: pd.Series, name: str, longest: int = LONGEST) -> Column:
    """Clean a column once for every distinct value.

    Parameters
    ----------
    series : any type
    name : what templates call it
    longest : characters after which a text is cut

    Returns
    -------
    Column

    References
    ----------
    Own definition.

    Examples
    --------
    >>> column(pd.Series(["Ann", None, "Ann"]), "first_name").codes.tolist()
    [0, 1, 0]
    """
    codes, found = distinct(series)
    clean = [_clean(value, name, longest) for value in found]
    clean.append((Missing(name=name), False, False))
    values, cut, cleaned = (list(part) for part in zip(*clean, strict=True))
    codes = np.where(codes < 0, len(found), codes)
    return Column(values, codes, np.array(cut), np.array(cleaned))


def distinct(series: pd.Series) -> tuple[np.ndarray, list[Any]]:
    """Say which value each row has (-1: none), and list the values; 1 is not True."""
    if series.dtype != object:
        numbers, values = pd.factorize(series)
        return np.asarray(numbers), list(values)
    places: dict[Any, int] = {}
    found: list[Any] = []
    codes = np.empty(len(series), dtype=np.int64)
    for row, value in enumerate(series.to_numpy()):
        try:
            key = (type(value), value)
            place = places.setdefault(key, len(found))
        except TypeError:  # a list has no hash: it is a value of its own
            place = len(found)
        if place == len(found):
            found.append(value)
        codes[row] = place
    return codes, found


def _clean(value: Any, name: str, longest: int) -> tuple[Any, bool, bool]:
    """Return the value, whether it was cut, and whether controls were removed."""
    if isinstance(value, str):
        text, cleaned = tidy(value)
        if not text or text in MEAN_NOTHING:
            return Missing(name=name), False, cleaned
        return shortened(text, longest), len(text) > longest, cleaned
    return plain(value, name), False, False


def plain(value: Any, name: str) -> Any:
    """Turn numbers and days into Python's own; what is neither is missing."""
    if isinstance(value, np.generic):
        value = pd.Timestamp(str(value)) if value.dtype.kind == "M" else value.item()
    if isinstance(value, Decimal):
        value = float(value)
    if isinstance(value, bool):
        return value
    if value is None or value is pd.NA or value is pd.NaT:
        return Missing(name=name)
    if isinstance(value, int | float):
        if isinstance(value, float) and math.isnan(value):
            return Missing(name=name)
        large = abs(value) >= (LARGEST if isinstance(value, float) else 10**18)
        return Missing(name=name, kind=words.TOO_BIG) if large else value
    if isinstance(value, date | datetime):
        return value
    return Missing(name=name, kind=f"a {type(value).__name__}")


def tidy(text: str) -> tuple[str, bool]:
    r"""Remove controls from a text; say whether there were any.

    Parameters
    ----------
    text : any text

    Returns
    -------
    (text without controls, line ends as newlines, no space around; whether any went)

    References
    ----------
    Unicode Standard Annex 9 (bidirectional controls); own choice of what stays.

    Examples
    --------
    >>> tidy(" Ann\u202e\x00 ")
    ('Ann', True)
    """
    if text.isascii() and text.isprintable():
        return text.strip(), False
    kept = CONTROLS.sub("", str(text))
    return LINE_ENDS.sub("\n", kept).strip(), len(kept) < len(text)


def shortened(text: str, longest: int) -> str:
    """Cut a text so that it ends in … and has at most so many characters."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
