"""What left the house: counts, columns and a checksum; nobody's data."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from segkit.activation.words import export as words
from segkit.checks import DataError


@dataclass(frozen=True)
class Manifest:
    """Say what an exported file holds, without saying who.

    Attributes
    ----------
    file : name of the file
    profile : its profile
    audience : what the audience is called
    rows : people in the file
    columns : how many cells of each column are filled; where the file has no headings,
        they are called as the profile calls them
    counts : of the audience, how many are in the file, and why the others are not
    policy : who may be contacted, in words
    as_of : day of the pressure cap, None without one
    addresses : whether they came from the key or from the customers
    size : of the file, bytes
    sha256 : checksum of the file

    References
    ----------
    own definition; FIPS 180-4

    Examples
    --------
    >>> Manifest("a.csv", "crm", "", 1, {}, {"said no": 2, "in the file": 1}, "", None,
    ...          "key", 9, "ab")
    1 rows in a.csv (crm); 2 of 3 left out (said no 2).
    """

    file: str
    profile: str
    audience: str
    rows: int
    columns: dict[str, int]
    counts: dict[str, int]
    policy: str
    as_of: str | None
    addresses: str
    size: int
    sha256: str

    def __repr__(self) -> str:
        """Count those who are in and those who are not, and say why."""
        asked = sum(self.counts.values())
        why = said(self.counts)
        return words.MANIFEST.format(
            rows=self.rows,
            file=self.file,
            profile=self.profile,
            left=asked - self.rows,
            asked=asked,
            why=words.WHY.format(counts=why) if why else "",
        )

    def to_json(self) -> str:
        """Write it as JSON.

        Returns
        -------
        str, keys in the order of the fields

        References
        ----------
        own definition

        Examples
        --------
        >>> empty = Manifest("a.csv", "crm", "", 0, {}, {}, "", None, "key", 0, "ab")
        >>> json.loads(empty.to_json())["profile"]
        'crm'
        """
        return json.dumps(asdict(self), indent=2, ensure_ascii=False) + "\n"


def said(counts: dict[str, int]) -> str:
    """Spell out why people are not in a file.

    Parameters
    ----------
    counts : number of people by reason

    Returns
    -------
    str

    References
    ----------
    own definition

    Examples
    --------
    >>> said({"said no": 1200, "suppressed": 0, "in the file": 3})
    'said no 1,200'
    """
    left = {r: n for r, n in counts.items() if n and r != words.REASONS[-1]}
    return ", ".join(f"{reason} {n:,}" for reason, n in left.items())


def manifest_path(path: str | os.PathLike[str]) -> Path:
    """Say where the manifest of a file lies.

    Parameters
    ----------
    path : the exported file

    Returns
    -------
    pathlib.Path

    References
    ----------
    own definition

    Examples
    --------
    >>> manifest_path("list.csv").name
    'list.csv.manifest.json'
    """
    file = Path(path)
    return file.with_name(file.name + ".manifest.json")


def check_export(path: str | os.PathLike[str]) -> Manifest:
    """Check, before an upload, that a file is what its manifest says.

    Parameters
    ----------
    path : the exported file; its manifest lies beside it

    Returns
    -------
    Manifest

    Raises
    ------
    DataError
        if the manifest is missing or no manifest, or the file has changed

    References
    ----------
    own definition

    Examples
    --------
    >>> check_export("nothing.csv")
    Traceback (most recent call last):
    ...
    segkit.checks.DataError: nothing.csv.manifest.json is no manifest of an export: ...
    """
    beside = manifest_path(path)
    try:
        found: dict[str, Any] = json.loads(beside.read_text(encoding="utf-8"))
        manifest = Manifest(**found)
    except (OSError, ValueError, TypeError) as error:
        raise DataError(words.NO_MANIFEST.format(path=beside)) from error
    problem = difference(Path(path), manifest)
    if problem:
        raise DataError(words.CHANGED.format(path=path, what=problem))
    return manifest


def difference(path: Path, manifest: Manifest) -> str:
    """Say in what a file differs from its manifest; empty if in nothing.

    Parameters
    ----------
    path : the file
    manifest : what it should hold

    Returns
    -------
    str

    References
    ----------
    own definition

    Examples
    --------
    >>> empty = Manifest("a.csv", "crm", "", 0, {}, {}, "", None, "key", 0, "ab")
    >>> difference(Path("nothing.csv"), empty)
    'it cannot be read'
    """
    try:
        content = path.read_bytes()
    except OSError:
        return words.UNREADABLE
    if hashlib.sha256(content).hexdigest() != manifest.sha256:
        return words.OTHER_CHECKSUM
    lines = list(csv.reader(io.StringIO(content.decode("utf-8"), newline="")))
    rows = len(lines) - (lines[:1] == [list(manifest.columns)])
    return "" if rows == manifest.rows else words.OTHER_ROWS.format(n=rows)
