"""From the sources in course/ to notebooks, exercises and solutions."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from segkit.authoring import lint, views
from segkit.authoring.index import index
from segkit.authoring.run import run
from segkit.authoring.source import Header, Source, read
from segkit.checks import DataError

PRACTICE = Path("segkit/practice")
STATES = {"exercises": ("Not attempted",), "solutions": ("Correct", "Recorded")}


@dataclass(frozen=True)
class Course:
    """Every source of a course, read and linted.

    Parameters
    ----------
    root : folder that holds ``course/``
    lessons, exercises : sources by the unit's folder name
    """

    root: Path
    lessons: dict[str, Source]
    exercises: dict[str, Source]

    def notebooks(self) -> dict[Path, Any]:
        """Return every notebook of the course, not yet run, by where it lies."""
        units = {one.header.id: name for name, one in self.lessons.items()}
        made = {Path("notebooks/index.ipynb"): index(self.lessons, self.exercises)}
        for name, one in self.lessons.items():
            made[Path("notebooks") / f"{name}.ipynb"] = views.lesson(one, units)
        for name, one in self.exercises.items():
            made[Path("exercises") / f"{name}.ipynb"] = views.exercise(one)
            made[Path("solutions") / f"{name}.ipynb"] = views.solution(one)
        return made

    def tables(self) -> dict[Path, str]:
        """Return what `segkit.practice` knows of the course, as its two files.

        ``worked.json`` holds the solutions' code, ``course.json`` the headers.
        """
        worked: dict[str, str] = {}
        for one in self.exercises.values():
            worked |= lint.worked(one)
        rows = [self._row(name, one.header) for name, one in self.lessons.items()]
        return {
            PRACTICE / "course.json": _json(rows),
            PRACTICE / "worked.json": _json(worked),
        }

    def _row(self, name: str, header: Header) -> dict[str, Any]:
        return {
            "unit": header.id,
            "title": header.title,
            "lesson_minutes": header.minutes,
            "exercise_minutes": self.exercises[name].header.minutes,
            "tracks": [*header.tracks, "full"],
            "prerequisites": header.prerequisites,
            "objectives": header.objectives,
        }


def _json(known: Any) -> str:
    return json.dumps(known, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def load(root: Path) -> Course:
    """Read and lint every source under ``course/``.

    Parameters
    ----------
    root : folder that holds ``course/``

    Returns
    -------
    Course

    Raises
    ------
    DataError
        listing everything that a source may not do

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     load(Path(folder)).lessons
    {}
    """
    found: dict[str, dict[str, Source]] = {"lesson": {}, "exercise": {}}
    for kind, known in found.items():
        for path in sorted((root / "course").glob(f"[0-9][0-9]_*/{kind}.py")):
            known[path.parent.name] = read(path)
    course = Course(root, found["lesson"], found["exercise"])
    sources = [*course.lessons.values(), *course.exercises.values()]
    wrong = [text for one in sources for text in lint.problems(one)]
    wrong += _missing(course)
    if wrong:
        raise DataError("\n".join(wrong))
    return course


def _missing(course: Course) -> list[str]:
    ids = {one.header.id for one in course.lessons.values()}
    wrong = [
        f"{name}/lesson.py: prerequisites {sorted(lost)} are no units of this course"
        for name, one in course.lessons.items()
        if (lost := set(one.header.prerequisites) - ids)
    ]
    alone = sorted(set(course.lessons) ^ set(course.exercises))
    return wrong + [f"{name} needs both lesson.py and exercise.py" for name in alone]


def build(
    root: Path, units: Iterable[str] = (), say: Callable[[str], Any] = print
) -> None:
    """Run the notebooks and write them, with their outputs.

    Parameters
    ----------
    root : folder that holds ``course/``
    units : ids or folder names to run; none for all
    say : called with a line for each file written

    Raises
    ------
    DataError
        if a source breaks a rule, a cell fails, or a check has the wrong state

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     build(Path(folder))
    wrote notebooks/index.ipynb
    """
    course = load(root)
    for path, text in course.tables().items():
        _write(root / path, text)
    chosen = _chosen(course, list(units))
    for path, notebook in course.notebooks().items():
        if path.stem not in chosen and path.stem != "index":
            continue
        if path.stem != "index":
            run(notebook, root / path.parent, path.as_posix())
            _states(notebook, path)
        _write(root / path, nbformat.writes(notebook) + "\n")
        say(f"wrote {path.as_posix()}")


def _chosen(course: Course, units: list[str]) -> set[str]:
    names = set(course.lessons)
    chosen = {n for n in names if not units or n in units or n[:2] in units}
    unknown = [u for u in units if u not in names | {n[:2] for n in names}]
    if unknown:
        raise DataError(f"no units {unknown} in course/; there are {sorted(names)}")
    return chosen


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.new")
    draft.write_text(text, encoding="utf-8", newline="\n")
    draft.replace(path)


def _states(notebook: Any, path: Path) -> None:
    wanted = STATES.get(path.parent.name, ("Not attempted",))
    for cell, said in checks(notebook):
        if not any(text.startswith(wanted) for text in said):
            raise DataError(
                f"{path.as_posix()}, cell {cell.id}: the check must say "
                f"{' or '.join(wanted)}; it says {said}"
            )


def checks(notebook: Any) -> list[tuple[Any, list[str]]]:
    """Return every check of a notebook that was run, with what it says.

    Parameters
    ----------
    notebook : nbformat notebook with outputs

    Returns
    -------
    list of (cell, texts that it shows)

    Examples
    --------
    >>> cell = nbformat.v4.new_code_cell("q.a.check(a)", metadata={"tags": ["check"]})
    >>> said = {"text/plain": "Correct: Yes."}
    >>> cell.outputs = [nbformat.v4.new_output("execute_result", said)]
    >>> [texts for _, texts in checks(nbformat.v4.new_notebook(cells=[cell]))]
    [['Correct: Yes.']]
    """
    return [
        (cell, [str(o.get("data", {}).get("text/plain", "")) for o in cell.outputs])
        for cell in notebook.cells
        if "check" in cell.metadata.get("tags", [])
    ]
