"""The values that a rule compares with: numbers, texts, days, true and false."""

from __future__ import annotations

import json
import math
from datetime import date, datetime, time
from typing import Any, TypeAlias

from segkit.activation.words import audiences as words
from segkit.checks import DataError

Literal: TypeAlias = bool | int | float | str | date

LARGEST = 2**53 - 1  # whole numbers up to here are exact in every engine
LONGEST_TEXT = 10_000
LONGEST_NAME = 200


def literal(value: Any) -> Literal:
    """Return a value as rules hold it, or refuse it.

    Parameters
    ----------
    value : number (numpy's too), text, day, or truth value

    Returns
    -------
    bool, int, float, str or date; a float without decimals becomes an int

    Raises
    ------
    DataError
        if it is something else, not finite, too large, or has a time of day

    Examples
    --------
    >>> literal(2.0), literal(0.5), literal(datetime(2024, 6, 30))
    (2, 0.5, datetime.date(2024, 6, 30))
    """
    if hasattr(value, "item") and not isinstance(value, date):
        value = value.item()  # numpy
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, date) and str(value) != "NaT":
        return _day(value)
    if isinstance(value, int):
        return _whole(value)
    if isinstance(value, float) or hasattr(value, "__float__"):
        return _number(float(value))
    raise DataError(words.VALUE.format(value=value))


def kind(value: Literal) -> str:
    """Name the kind of a value: "truth", "number", "text" or "date".

    Parameters
    ----------
    value : as `literal` returns it

    Returns
    -------
    str

    Examples
    --------
    >>> kind(True), kind(1), kind("a")
    ('truth', 'number', 'text')
    """
    if isinstance(value, bool):
        return "truth"
    if isinstance(value, str):
        return "text"
    return "date" if isinstance(value, date) else "number"


def written(value: Literal) -> str:
    r"""Write a value as the text form of a rule does.

    Parameters
    ----------
    value : as `literal` returns it

    Returns
    -------
    str

    Examples
    --------
    >>> print(written('5" wide\n'), written(True), written(date(2024, 6, 30)))
    "5\" wide\n" true 2024-06-30
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return value.isoformat() if isinstance(value, date) else repr(value)


def checked_name(value: Any, what: str) -> str:
    """Check the name of a column, a table or an audience.

    Parameters
    ----------
    value : what was passed
    what : what it names, for the message

    Returns
    -------
    str

    Raises
    ------
    DataError
        if it is no text, empty, too long or no valid text

    Examples
    --------
    >>> checked_name("n_orders", "a column")
    'n_orders'
    """
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST_NAME:
        raise DataError(words.NAME.format(what=what, most=LONGEST_NAME, value=value))
    return _valid(value)


def _text(value: str) -> str:
    value = str(value)  # numpy's text is a text too
    if not value:
        raise DataError(words.BLANK)
    if len(value) > LONGEST_TEXT:
        raise DataError(words.LONG_TEXT.format(most=LONGEST_TEXT, n=len(value)))
    return _valid(value)


def _valid(value: str) -> str:
    for at, character in enumerate(value, 1):
        if "\ud800" <= character <= "\udfff":
            raise DataError(words.BAD_TEXT.format(at=at))
    return value


def _day(value: date) -> date:
    if isinstance(value, datetime):
        if value.time() != time() or value.tzinfo is not None:
            day = value.date().isoformat()
            raise DataError(words.NO_TIME.format(value=value, day=day))
        return value.date()
    return value


def _whole(value: int) -> int:
    if abs(value) > LARGEST:
        raise DataError(words.TOO_LARGE.format(value=value))
    return value


def _number(value: float) -> int | float:
    if not math.isfinite(value):
        raise DataError(words.NOT_FINITE.format(value=value))
    whole = value.is_integer() and abs(value) <= LARGEST
    return int(value) if whole else value
