"""A complete set of the kit's data files: whole, or not there at all."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import numpy as np
import pandas as pd

from segkit import checks, files, schema
from segkit.simulate import cases, story
from segkit.simulate.cases import shop as shop_stage
from segkit.simulate.scene import Chapter
from segkit.simulate.sinks import FORMATS, Sink

PARTIAL = ".segkit-partial-"
DICTIONARY = "DICTIONARY.md"


def build(
    folder: str | Path,
    *,
    seed: int = story.SEED,
    size: int = story.SIZE,
    shop_seed: int = shop_stage.SEED,
    file_format: str = "csv",
    progress: Callable[[int, int], None] | None = None,
    **switches: bool,
) -> Path:
    """Write a complete set of the kit's data files.

    Parameters
    ----------
    folder : where the files go; made if it is not there
    seed, size, **switches : of the world, as in `world`
    shop_seed : of the small shop, as in `small_shop`
    file_format : "csv", or "parquet" for large worlds
    progress : called with the number of parts done and of all parts

    Returns
    -------
    pathlib.Path
        the folder: tables, `truth/`, and a datapackage.json with rows and checksums,
        ready for ``SEGKIT_DATA``

    Raises
    ------
    DataError
        if the folder cannot be written, the disk is full, or seed, size, format or a
        switch is impossible; no new file is left then

    Notes
    -----
    Own definition. The people are made and written 25,000 at a time, so the memory
    needed does not grow with the world. Everything goes to a hidden folder first and
    is moved when it is complete.

    Examples
    --------
    >>> with tempfile.TemporaryDirectory() as place:
    ...     folder = build(place, seed=1, size=50)
    ...     "orders.csv.gz" in {path.name for path in folder.iterdir()}
    True
    """
    checks.choice(file_format, FORMATS, name="file_format")
    parts = story.tell(seed=seed, size=size, **switches)
    target = files.writable_folder(folder)
    with (
        _whole_or_nothing(target) as place,
        Shelf(place, FORMATS[file_format]) as shelf,
    ):
        for name, part in _small_sets(shop_seed).items():
            shelf.add(part, name)
        for done, part in enumerate(parts, start=1):
            shelf.add(part, "world")
            if progress is not None:
                progress(done, story.n_parts(size))
        shelf.close()
    return target


def _small_sets(shop_seed: int) -> dict[str, Chapter]:
    small = shop_stage.small_shop(seed=shop_seed)
    shown = {f"small_shop_{name}": table for name, table in small.tables.items()}
    sets = {"small_shop": Chapter(shown, {"small_shop": small.truth})}
    for name in cases.ALL:
        made = cases.case(name)
        sets[name] = Chapter(made.tables, made.truth)
    return sets


class Shelf:
    """The open files of a data set, and its two dictionaries.

    Parameters
    ----------
    folder : an empty folder
    sink : how a table is written

    Examples
    --------
    >>> from segkit.simulate.sinks import CsvSink
    >>> shelf = Shelf(Path(tempfile.mkdtemp()), CsvSink)
    >>> "orders" in shelf.shown
    True
    """

    def __init__(self, folder: Path, sink: type[Sink]) -> None:
        bundled = schema.bundled_folder()
        self.folder = folder
        self.books = [_dictionary(bundled), _dictionary(bundled / "truth")]
        self.places = [folder, folder / "truth"]
        self.sinks: list[dict[str, Sink]] = [{}, {}]
        self.sink = sink
        self.shown = [resource["name"] for resource in self.books[0]["resources"]]

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of all files."""
        for sinks in self.sinks:
            for sink in sinks.values():
                sink.drop()

    def add(self, part: Chapter, name: str) -> None:
        """Write one part of every table.

        Parameters
        ----------
        part : tables and truth
        name : what they belong to, for the error message

        Raises
        ------
        DataError
            if a table is not in the dictionary
        """
        for side, tables in enumerate((part.tables, part.truth)):
            for table_name, table in tables.items():
                self._sink(side, table_name, name).add(table)

    def _sink(self, side: int, name: str, owner: str) -> Sink:
        if name not in self.sinks[side]:
            entries = {r["name"]: r for r in self.books[side]["resources"]}
            if name not in entries:
                raise checks.DataError(
                    f"{owner} has a table {name!r} that {schema.FILE_NAME} does not "
                    "describe: add its entry"
                )
            self.sinks[side][name] = self.sink(self.places[side], entries[name])
        return self.sinks[side][name]

    def close(self) -> None:
        """Close all files, then write the dictionaries, for machines and for people."""
        for book, place, sinks in zip(self.books, self.places, self.sinks, strict=True):
            names = [resource["name"] for resource in book["resources"]]
            absent = set(names) - set(sinks)
            if absent:
                raise checks.DataError(f"nothing makes the tables {sorted(absent)}")
            book["resources"] = [sinks[name].close() for name in names]
            book["builtWith"] = {"numpy": np.__version__, "pandas": pd.__version__}
            out = json.dumps(book, indent=1, ensure_ascii=False) + "\n"
            files.write_text(out, place / schema.FILE_NAME)
            files.write_text(schema.page(schema.read(place)), place / DICTIONARY)


def _dictionary(folder: Path) -> dict[str, Any]:
    text = (folder / schema.FILE_NAME).read_text(encoding="utf-8")
    return json.loads(text)


@contextmanager
def _whole_or_nothing(target: Path) -> Iterator[Path]:
    """Give a hidden folder; move what is in it when all went well, else remove it."""
    place = Path(tempfile.mkdtemp(prefix=PARTIAL, dir=target))
    try:
        yield place
        _move(place, target)
    except OSError as error:
        raise checks.DataError(
            f"the data files could not be written to {target} ({error.strerror}); "
            "nothing was left there: free some disk space or choose another folder"
        ) from error
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _move(place: Path, target: Path) -> None:
    """Move the files, the dictionaries last."""
    made = [path for path in place.rglob("*") if path.is_file()]
    for path in sorted(made, key=lambda path: path.name == schema.FILE_NAME):
        goal = target / path.relative_to(place)
        goal.parent.mkdir(parents=True, exist_ok=True)
        os.replace(path, goal)
