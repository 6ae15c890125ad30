"""Definitions of segments as plain values: made models again, compared, read."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from segkit.checks import DataError
from segkit.models import tables
from segkit.models.base import Segmenter
from segkit.record import Table

FORMAT = "segkit segment book 1"
KEPT = ("version", "note", "names", "definition")
ABSENT = "-"

Entry = dict[str, Any]


def thawed(definition: Mapping[str, Any]) -> Segmenter:
    """Make the fitted model of a definition again.

    Parameters
    ----------
    definition : what ``model.frozen()`` wrote

    Returns
    -------
    a fitted model

    Raises
    ------
    DataError
        if it is not one

    Examples
    --------
    >>> from segkit.models import BehaviouralSegmenter
    >>> X = pd.DataFrame({"n_orders": [5, 1], "monetary_amount": [80, 20]}, ["a", "b"])
    >>> thawed(BehaviouralSegmenter("abc").fit(X).frozen()).method
    'abc'
    """
    from segkit import models  # noqa: PLC0415 (it knows all models, and the book)

    return models.from_frozen(definition)


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> Table:
    """Say what differs between two versions of a definition.

    Parameters
    ----------
    before, after : dictionaries of plain values, one in another

    Returns
    -------
    DataFrame, one row per difference: part (where, keys joined by dots), before, after

    Examples
    --------
    >>> differences({"rule": {"days": 30, "by": "n"}}, {"rule": {"days": 60}})
            part before after
    0  rule.days     30    60
    1    rule.by      n     -
    """
    old, new = _leaves(before), _leaves(after)
    rows = [
        {"part": key, "before": old.get(key, ABSENT), "after": new.get(key, ABSENT)}
        for key in dict.fromkeys([*old, *new])
        if old.get(key, ABSENT) != new.get(key, ABSENT)
    ]
    return Table(pd.DataFrame(rows, columns=["part", "before", "after"]))


def read(path: str | os.PathLike[str]) -> tuple[str, dict[str, list[Entry]]]:
    """Read a book's file, and see that each definition in it can be used.

    Parameters
    ----------
    path : of the JSON file

    Returns
    -------
    (title, versions of each definition by name)

    Raises
    ------
    DataError
        if there is no such file, or it is no book of segments

    Examples
    --------
    >>> read("nowhere.json")
    Traceback (most recent call last):
    ...
    segkit.checks.DataError: there is no file nowhere.json: look at its name
    """
    try:
        book = json.loads(Path(path).read_text(encoding="utf-8"))
        if book["format"] != FORMAT:
            raise DataError(
                f"{path} is in the form {book['format']!r}; this version of segkit "
                f"reads {FORMAT!r}"
            )
        entries = dict(book["definitions"])
        for versions in entries.values():
            for entry in versions:
                thawed({key: entry[key] for key in KEPT}["definition"])
    except FileNotFoundError as error:
        raise DataError(f"there is no file {path}: look at its name") from error
    except UNREADABLE as error:
        raise DataError(
            f"{path} is no book of segments ({type(error).__name__}: {error}): write "
            "one with SegmentBook.save"
        ) from error
    return str(book["title"]), entries


UNREADABLE = (
    KeyError,
    TypeError,
    AttributeError,
    UnicodeDecodeError,
    json.JSONDecodeError,
)


def _leaves(value: Any, key: str = "") -> dict[str, Any]:
    """Write nested dictionaries flat: where a value is, and the value."""
    if not isinstance(value, Mapping):
        return {key: tables.plain(value, key)}
    found: dict[str, Any] = {}
    for name, part in value.items():
        found |= _leaves(part, f"{key}.{name}" if key else str(name))
    return found
