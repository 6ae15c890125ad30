"""A book of segment definitions: named, numbered, kept in a JSON file."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import pandas as pd

from segkit import checks, files
from segkit.checks import DataError
from segkit.models.base import Segmenter
from segkit.models.crossing.definitions import (
    ABSENT,
    FORMAT,
    KEPT,
    differences,
    read,
    thawed,
)
from segkit.record import Table


@dataclass
class SegmentBook:
    """Keep definitions of segments, so that others can use, compare and revise them.

    A definition is what a model learned (rules, cut points, centres) and what its
    segments are called; never a customer's row. Each change is a new version, and the
    old ones stay.

    Parameters
    ----------
    title : what the book is for

    Examples
    --------
    >>> from segkit.models import BehaviouralSegmenter
    >>> X = pd.DataFrame({"recency_days": [3, 9, 90], "n_orders": [5, 1, 3],
    ...                   "monetary_amount": [80, 20, 75]}, index=["a", "b", "c"])
    >>> book = SegmentBook("Letters in spring")
    >>> book.add("spend", BehaviouralSegmenter(method="abc").fit(X))
    1
    >>> book.rename("spend", {"A customers": "Big spenders"})
    2
    >>> book.apply("spend", X).tolist()
    ['Big spenders', 'B customers', 'Big spenders']
    >>> book
    Letters in spring
        name  version        model method as_of  segments           note
    0  spend        1  behavioural    abc     -         4
    1  spend        2  behavioural    abc     -         4  names changed
    """

    title: str = ""
    entries: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def add(self, name: str, model: Segmenter, *, note: str = "") -> int:
        """Keep what a model learned, as the next version of this name.

        Parameters
        ----------
        name : what the definition is called
        model : fitted; one of `segkit.models.ALL` or a `Crossing`
        note : why, for those who read it later

        Returns
        -------
        int, the version; that of the last one if nothing has changed
        """
        definition = json.loads(json.dumps(model.frozen(), allow_nan=False))
        thawed(definition)
        versions = self.entries.setdefault(str(name), [])
        if versions and versions[-1]["definition"] == definition:
            return int(versions[-1]["version"])
        names = {each: each for each in model.segments_["name"]}
        return self._keep(str(name), note, names, definition)

    def rename(self, name: str, names: Mapping[str, str], *, note: str = "") -> int:
        """Give segments other names, as the next version.

        Parameters
        ----------
        name : of the definition
        names : the segments' present names to new ones; the others keep theirs
        note : why

        Returns
        -------
        int, the version

        Raises
        ------
        DataError
            if there is no such segment, or two would have the same name
        """
        last = self._entry(name, None)
        present = list(last["names"].values())
        strange = sorted(set(names) - set(present))
        if strange:
            raise DataError(f"'{name}' has no segments {strange}; it has {present}")
        new = {own: names.get(now, now) for own, now in last["names"].items()}
        if len(set(new.values())) < len(new):
            twice = sorted({v for v in new.values() if [*new.values()].count(v) > 1})
            raise DataError(
                f"two segments of '{name}' would be called {twice}: choose other "
                "names, or take segments together with models.Crossing"
            )
        note = note or "names changed"
        return self._keep(name, note, new, last["definition"])

    def model(self, name: str, version: int | None = None) -> Segmenter:
        """Make the fitted model again.

        Parameters
        ----------
        name : of the definition
        version : None for the last one

        Returns
        -------
        a fitted model, which predicts as the one did that was kept
        """
        return thawed(self._entry(name, version)["definition"])

    def apply(
        self, name: str, X: pd.DataFrame, version: int | None = None
    ) -> pd.Series:
        """Sort the customers of any table, of any day, by a kept definition.

        Parameters
        ----------
        name : of the definition
        X : one row per customer, with the columns that the definition reads
        version : None for the last one

        Returns
        -------
        categorical Series named for the definition; ``attrs`` has definition, version,
        the as_of of X and learned_as_of
        """
        entry = self._entry(name, version)
        model = thawed(entry["definition"])
        segments = model.assign(X).cat.rename_categories(entry["names"]).rename(name)
        if "as_of" in X.attrs:
            segments.attrs["as_of"] = X.attrs["as_of"]
        segments.attrs["definition"] = name
        segments.attrs["version"] = entry["version"]
        segments.attrs["learned_as_of"] = model.as_of_
        return segments

    def compare(
        self, name: str, first: int, second: int, X: pd.DataFrame | None = None
    ) -> pd.DataFrame:
        """Say what differs between two versions.

        Parameters
        ----------
        name : of the definition
        first, second : versions
        X : customers to sort by both; None for the definitions alone

        Returns
        -------
        without X, one row per difference: part (where), before, after; with X, how many
        customers go from each segment of the first (rows) to each of the second
        """
        if X is not None:
            before = self.apply(name, X, first).rename(f"version {first}")
            after = self.apply(name, X, second).rename(f"version {second}")
            return pd.crosstab(before, after, dropna=False)
        one, two = (self._entry(name, each) for each in (first, second))
        return differences(
            *({"names": e["names"], **e["definition"]} for e in (one, two))
        )

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the book to a JSON file: whole, or not at all.

        Parameters
        ----------
        path : where to; its folder is made

        Returns
        -------
        the path
        """
        book = {"format": FORMAT, "title": self.title, "definitions": self.entries}
        text = json.dumps(book, indent=2, ensure_ascii=False, allow_nan=False)
        return files.write_text(text + "\n", path)

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Self:
        """Read a book that `save` wrote.

        Parameters
        ----------
        path : of the JSON file

        Returns
        -------
        SegmentBook

        Raises
        ------
        DataError
            if there is no such file, or it is no book of segments
        """
        return cls(*read(path))

    def table(self) -> Table:
        """List every version of every definition.

        Returns
        -------
        DataFrame: name, version, model, method, as_of, segments (how many), note
        """
        rows = [
            {
                "name": name,
                "version": entry["version"],
                "model": entry["definition"]["model"],
                "method": entry["definition"]["arguments"]["method"],
                "as_of": entry["definition"]["as_of"] or ABSENT,
                "segments": len(entry["names"]),
                "note": entry["note"],
            }
            for name, versions in self.entries.items()
            for entry in versions
        ]
        columns = ["name", "version", "model", "method", "as_of", "segments", "note"]
        table = Table(pd.DataFrame(rows, columns=columns))
        table.attrs["heading"] = self.title
        return table

    def __repr__(self) -> str:
        """Print the list."""
        return repr(self.table())

    def _repr_html_(self) -> str:
        return self.table()._repr_html_()

    def _keep(
        self, name: str, note: str, names: dict[str, str], definition: dict[str, Any]
    ) -> int:
        versions = self.entries[name]
        number = len(versions) + 1
        kept = (number, str(note), names, definition)
        versions.append(dict(zip(KEPT, kept, strict=True)))
        return number

    def _entry(self, name: str, version: int | None) -> dict[str, Any]:
        checks.choice(name, self.entries, name="name")
        versions = self.entries[name]
        if version is None:
            return versions[-1]
        known = [entry["version"] for entry in versions]
        checks.choice(version, known, name="version")
        return versions[known.index(version)]
