"""Whether what is stored still is what the sources say, without running anything."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

import nbformat

from segkit.authoring.build import load


def drift(root: Path) -> list[str]:
    """List every difference between the sources and the stored notebooks.

    Parameters
    ----------
    root : folder that holds ``course/``

    Returns
    -------
    list of str, each with the file and the cell; empty when nothing drifted

    Raises
    ------
    DataError
        if a source itself breaks a rule

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     drift(Path(folder))[0]
    'notebooks/index.ipynb is missing'
    """
    course = load(root)
    fresh = course.notebooks()
    found = [text for path, book in fresh.items() for text in _of(root, path, book)]
    for folder in ("notebooks", "exercises", "solutions"):
        stored = sorted((root / folder).glob("*.ipynb"))
        strays = [
            p.relative_to(root) for p in stored if p.relative_to(root) not in fresh
        ]
        found += [f"{path.as_posix()} has no source in course/" for path in strays]
    return found + [
        f"{path.as_posix()} is not what the sources say"
        for path, text in course.tables().items()
        if _text(root / path) != text
    ]


def _of(root: Path, path: Path, fresh: Any) -> Iterator[str]:
    name = path.as_posix()
    text = _text(root / path)
    if text is None:
        yield f"{name} is missing"
        return
    try:
        stored = nbformat.reads(text, as_version=4)
    except (nbformat.reader.NotJSONError, ValueError):
        yield f"{name} is not a notebook"
        return
    if stored.metadata != fresh.metadata:
        yield f"{name}: the notebook's metadata differs"
    pairs = zip_longest(stored.cells, fresh.cells)
    for number, (old, new) in enumerate(pairs, start=1):
        difference = _difference(old, new)
        if difference:
            cell = (new or old).get("id", "without id")
            yield f"{name}, cell {number} ({cell}): {difference}"
            return  # every later cell would only repeat it


def _difference(old: Any, new: Any) -> str:
    if old is None:
        return "is missing"
    if new is None:
        return "is not in the source"
    names = {"cell_type": "kind", "source": "text", "id": "id", "metadata": "metadata"}
    for part, name in names.items():
        if old.get(part) != new.get(part):
            return f"its {name} is not what the source says"
    if old.cell_type == "code" and old.execution_count is None:
        return "was never run"
    return ""


def _text(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None
