"""Read the sources of a course: jupytext py:percent files under a YAML header."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jupytext
import yaml

from segkit.checks import DataError

TRACKS = ("evening", "core", "full")
NEEDED = {
    "lesson": {
        "id": str,
        "title": str,
        "minutes": int,
        "objectives": list,
        "prerequisites": list,
        "data": list,
        "inventory": list,
        "tracks": list,
        "widget": str,
    },
    "exercise": {"id": str, "title": str, "minutes": int, "objectives": list},
}


@dataclass(frozen=True)
class Header:
    """What a source says about itself at its top.

    Parameters
    ----------
    id : two digits; title : in words; minutes : whole number
    objectives : what the learner can do afterwards
    prerequisites : ids of units; data : names of data sets; inventory : item numbers
    tracks : of "evening", "core"; every unit is in "full" without saying so
    widget : the widget's name, or "none"
    fr : title and objectives in French, where they exist

    Examples
    --------
    >>> Header("07", "Behaviour", 40, ["score customers"]).in_language("fr").title
    'Behaviour'
    """

    id: str
    title: str
    minutes: int
    objectives: list[str]
    prerequisites: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    inventory: list[str] = field(default_factory=list)
    tracks: list[str] = field(default_factory=list)
    widget: str = "none"
    fr: dict[str, Any] = field(default_factory=dict)

    def in_language(self, lang: str) -> Header:
        """Return the header with its French words, where they exist."""
        return Header(**{**vars(self), **(self.fr if lang == "fr" else {})})


@dataclass(frozen=True)
class Cell:
    """One cell of a source: its kind, text, tags, language and stable id."""

    kind: str
    text: str
    id: str
    tags: tuple[str, ...] = ()
    lang: str = "en"


@dataclass(frozen=True)
class Source:
    """A lesson or an exercise as it was written.

    Parameters
    ----------
    path : the file; kind : "lesson" or "exercise"
    header : what it says about itself; cells : what it holds
    """

    path: Path
    kind: str
    header: Header
    cells: list[Cell]

    @property
    def name(self) -> str:
        """The unit's folder name, which is also the notebooks' name."""
        return self.path.parent.name

    def at(self, cell: Cell) -> str:
        """Say where a cell is, for a message."""
        number = [one.id for one in self.cells].index(cell.id) + 1
        return f"{self.name}/{self.path.name}, cell {number} ({cell.id})"


def read(path: Path) -> Source:
    r"""Read one source file.

    Parameters
    ----------
    path : ``course/NN_name/lesson.py`` or ``exercise.py``

    Returns
    -------
    Source

    Raises
    ------
    DataError
        naming the file and what is wrong with its header

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp()) / "07_rfm"
    >>> folder.mkdir()
    >>> text = '# ---\n# {id: "07", title: RFM, minutes: 20, objectives: [count]}\n'
    >>> text += "# ---\n\n# %% [markdown]\n# Hello\n"
    >>> _ = (folder / "exercise.py").write_text(text)
    >>> read(folder / "exercise.py").header.minutes
    20
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    where = f"{path.parent.name}/{path.name}"
    fences = [n for n, line in enumerate(lines) if line.rstrip() == "# ---"][:2]
    if len(fences) < 2 or fences[0] != 0:
        raise DataError(f"{where} must begin with a YAML header between '# ---' lines")
    block = "\n".join(line[2:] for line in lines[1 : fences[1]])
    header = _header(block, path.stem, where)
    if not path.parent.name.startswith(f"{header.id}_"):
        raise DataError(f"{where} says id {header.id!r}: its folder must begin with it")
    body = jupytext.reads("\n".join(lines[fences[1] + 1 :]), fmt="py:percent")
    return Source(path, path.stem, header, _cells(body.cells, where))


def _header(block: str, kind: str, where: str) -> Header:
    try:
        known = yaml.safe_load(block)
    except yaml.YAMLError as error:
        raise DataError(f"{where}: the header is not YAML: {error}") from error
    needed = NEEDED[kind]
    if not isinstance(known, dict):
        raise DataError(f"{where}: the header must name {list(needed)}")
    missing = [name for name in needed if name not in known]
    unknown = sorted(set(known) - set(NEEDED["lesson"]) - {"fr"})
    if missing or unknown:
        raise DataError(
            f"{where}: the header lacks {missing} and has unknown {unknown}"
        )
    known["id"] = str(known["id"]).zfill(2)
    wrong = [name for name, type_ in needed.items() if type(known[name]) is not type_]
    wrong += [name for name in known.get("tracks", []) if name not in TRACKS[:-1]]
    if wrong:
        kinds = {name: type_.__name__ for name, type_ in needed.items()}
        raise DataError(f"{where}: {wrong} must be of {kinds}, tracks of {TRACKS[:-1]}")
    return Header(**known)


def _cells(read_cells: list[Any], where: str) -> list[Cell]:
    seen: dict[str, int] = {}
    cells = []
    for one in (cell for cell in read_cells if cell.source.strip()):
        more = dict(one.metadata)
        more.pop("lines_to_next_cell", None)  # jupytext counts blank lines here
        digest = hashlib.sha256((one.cell_type + one.source).encode()).hexdigest()[:8]
        seen[digest] = seen.get(digest, 0) + 1
        stable = digest if seen[digest] == 1 else f"{digest}-{seen[digest]}"
        tags = tuple(more.pop("tags", ()))
        id_, lang = more.pop("id", stable), more.pop("lang", "en")
        if more:
            raise DataError(f"{where}: a cell has unknown options {sorted(more)}")
        cells.append(Cell(one.cell_type, one.source, id_, tags, lang))
    twice = sorted({c.id for c in cells if sum(o.id == c.id for o in cells) > 1})
    if twice:
        raise DataError(f"{where}: cell ids {twice} stand more than once")
    return cells
