"""The course as a table, taken from the lessons' headers by `segkit.authoring`."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any

import pandas as pd

FILE = "course.json"
COLUMNS = (
    "unit",
    "title",
    "lesson_minutes",
    "exercise_minutes",
    "tracks",
    "prerequisites",
    "objectives",
)


def course() -> pd.DataFrame:
    """Show the course: each unit with its minutes, tracks and objectives.

    Returns
    -------
    pandas table with one row per unit, in the order of the course: unit (str), title,
    lesson_minutes and exercise_minutes (int), tracks, prerequisites and objectives
    (tuples of str)

    Examples
    --------
    >>> course().columns.tolist()[:4]
    ['unit', 'title', 'lesson_minutes', 'exercise_minutes']
    """
    rows = [{name: _plain(row[name]) for name in COLUMNS} for row in _rows()]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


@cache
def _rows() -> list[dict[str, Any]]:
    file = resources.files("segkit.practice") / FILE
    return json.loads(file.read_text(encoding="utf-8")) if file.is_file() else []
