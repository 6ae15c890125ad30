"""What each reader sees of a source: lesson, exercise with stubs, solution."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import nbformat

from segkit.authoring.source import Cell, Header, Source
from segkit.authoring.words import say

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
REGION = re.compile(
    rf"^[ \t]*{BEGIN}[ \t]*\n(.*?)^[ \t]*{END}[ \t]*(?:\n|\Z)", re.MULTILINE | re.DOTALL
)
STUB = re.compile(r"^(\w+) = \.\.\.[ \t]*\n?", re.MULTILINE)
METADATA = {
    "kernelspec": {
        "display_name": "Python 3",
        "language": "python",
        "name": "python3",
    },
    "language_info": {"name": "python"},
}


def lesson(source: Source, units: Mapping[str, str], lang: str = "en") -> Any:
    """Return the lesson's notebook, not yet run.

    Parameters
    ----------
    source : a lesson
    units : folder name of every unit by its id, for the links
    lang : "en" or "fr"

    Returns
    -------
    nbformat notebook

    Examples
    --------
    >>> from pathlib import Path
    >>> header = Header("07", "RFM", 20, ["count customers"])
    >>> one = Source(Path("07_rfm/lesson.py"), "lesson", header, [])
    >>> lesson(one, {}).cells[0].source.splitlines()[0]
    '# 07 RFM'
    """
    header = source.header.in_language(lang)
    lines = [say("lesson_title", lang, id=header.id, title=header.title)]
    lines += [_aims(header, "objectives", lang)]
    before = [f"[{units[u]}]({units[u]}.ipynb)" for u in header.prerequisites]
    facts = [say("before", lang, units=", ".join(before))] if before else []
    facts += [say("data", lang, names=", ".join(header.data))] if header.data else []
    facts += [say("to_exercise", lang, name=source.name)]
    lines += [" ".join(facts)]
    return _notebook("\n\n".join(lines), _edition(source.cells, lang))


def exercise(source: Source, lang: str = "en") -> Any:
    r"""Return the exercise's notebook: stubs in place of answers, not yet run.

    Parameters
    ----------
    source : an exercise
    lang : "en" or "fr"

    Returns
    -------
    nbformat notebook

    Examples
    --------
    >>> from pathlib import Path
    >>> header = Header("07", "RFM", 20, ["count customers"])
    >>> cells = [Cell("code", f"n = ...\n{BEGIN}\nn = 3\n{END}", "a")]
    >>> one = Source(Path("07_rfm/exercise.py"), "exercise", header, cells)
    >>> exercise(one).cells[1].source
    'n = ...'
    """
    top = _practice_top(source, "exercise_title", "to_solution", lang)
    shown = [c for c in _edition(source.cells, lang) if "solution" not in c.tags]
    return _notebook(top, [_with(cell, stubbed(cell.text)) for cell in shown])


def solution(source: Source, lang: str = "en") -> Any:
    r"""Return the solution's notebook: answers in place of stubs, not yet run.

    Parameters
    ----------
    source : an exercise
    lang : "en" or "fr"

    Returns
    -------
    nbformat notebook

    Examples
    --------
    >>> from pathlib import Path
    >>> header = Header("07", "RFM", 20, ["count customers"])
    >>> cells = [Cell("code", f"n = ...\n{BEGIN}\nn = 3\n{END}", "a")]
    >>> one = Source(Path("07_rfm/exercise.py"), "exercise", header, cells)
    >>> solution(one).cells[1].source
    'n = 3'
    """
    top = _practice_top(source, "solution_title", "to_exercise_short", lang)
    cells = _edition(source.cells, lang)
    return _notebook(top, [_with(cell, solved(cell.text)) for cell in cells])


def stubbed(text: str) -> str:
    r"""Return a cell's text as the exercise shows it.

    Parameters
    ----------
    text : source of a cell, perhaps with a solution region

    Returns
    -------
    str without the region

    Examples
    --------
    >>> cell = "x = ...\n### BEGIN SOLUTION\nx = 1\n### END SOLUTION\nx"
    >>> stubbed(cell), solved(cell)
    ('x = ...\nx', 'x = 1\nx')
    """
    return REGION.sub("", text).rstrip("\n")


def solved(text: str) -> str:
    """Return a cell's text as the solution shows it: the stub gives way to the answer.

    Parameters
    ----------
    text : source of a cell, perhaps with a solution region

    Returns
    -------
    str without the markers and without the stub

    Examples
    --------
    >>> solved("y = 2")
    'y = 2'
    """
    if not REGION.search(text):
        return text
    before, after = text.split(BEGIN, 1)
    whole = STUB.sub("", before) + BEGIN + after
    return REGION.sub(lambda match: match.group(1), whole).rstrip("\n")


def _edition(cells: list[Cell], lang: str) -> list[Cell]:
    """Return one language's cells; a translation stands in for the cell before it."""
    chosen: list[Cell] = []
    for cell in cells:
        if cell.lang == "en":
            chosen.append(cell)
        elif cell.lang == lang:
            chosen[-1:] = [cell]
    return chosen


def _practice_top(source: Source, title: str, other: str, lang: str) -> str:
    header = source.header.in_language(lang)
    links = f"{say('to_lesson', lang, name=source.name)} · "
    lines = [say(title, lang, id=header.id, title=header.title)]
    lines += [_aims(header, "aims", lang), say("how", lang)]
    return "\n\n".join([*lines, links + say(other, lang, name=source.name)])


def _aims(header: Header, word: str, lang: str) -> str:
    aims = "\n".join(f"- {aim}" for aim in header.objectives)
    return f"{say('minutes', lang, minutes=header.minutes)} {say(word, lang)}\n\n{aims}"


def _with(cell: Cell, text: str) -> Cell:
    return Cell(cell.kind, text, cell.id, cell.tags, cell.lang)


def _notebook(top: str, cells: list[Cell]) -> Any:
    made = [nbformat.v4.new_markdown_cell(top, id="top")]
    make = {"code": nbformat.v4.new_code_cell}
    for cell in cells:
        new = make.get(cell.kind, nbformat.v4.new_markdown_cell)
        tags = {"tags": list(cell.tags)} if cell.tags else {}
        made.append(new(cell.text, id=cell.id, metadata=tags))
    return nbformat.v4.new_notebook(
        cells=made, metadata=nbformat.from_dict(METADATA), nbformat_minor=5
    )
