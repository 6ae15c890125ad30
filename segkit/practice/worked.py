"""The worked solutions, taken from the exercises' sources by `segkit.authoring`."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources

FILE = "worked.json"


def code(key: str) -> str:
    """Return the worked solution's code.

    Parameters
    ----------
    key : the question's key, such as ``"unit07.repeat_rate"``

    Returns
    -------
    str; empty where no exercise asks this question

    Examples
    --------
    >>> code("unit99.no_such_question")
    ''
    """
    return _all().get(key, "")


@cache
def _all() -> dict[str, str]:
    file = resources.files("segkit.practice") / FILE
    return json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
