"""Where the files of a table lie: the kit's own, or those of ``SEGKIT_DATA``."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from segkit import checks, schema
from segkit.datasets import words

VARIABLE = "SEGKIT_DATA"
BUNDLED = "bundled"


@dataclass(frozen=True)
class Place:
    """One table and its file.

    Attributes
    ----------
    table : its dictionary
    path : its file
    source : "bundled", or the folder of ``SEGKIT_DATA``
    package : the dictionary that it belongs to
    """

    table: schema.Table
    path: Path
    source: str
    package: schema.Package


def package() -> schema.Package:
    """Return the dictionary in use: the kit's own, or that of ``SEGKIT_DATA``.

    Returns
    -------
    schema.Package
        if the folder of ``SEGKIT_DATA`` has a dictionary, its tables come first, and
        families that it does not describe follow from the kit's own

    Raises
    ------
    DataError
        if ``SEGKIT_DATA`` is no folder, or its dictionary is broken

    Examples
    --------
    >>> package().table("orders").grain
    'one row per order'
    """
    folder, bundled = own_folder(), schema.bundled()
    if folder is None or not (folder / schema.FILE_NAME).is_file():
        return bundled
    own = _read(folder)
    described = {table.family for table in own.tables}
    rest = tuple(t for t in bundled.tables if t.family not in described)
    return replace(own, tables=own.tables + rest)


def own_folder() -> Path | None:
    """Return the user's own folder, if one replaces the kit's files.

    Returns
    -------
    pathlib.Path, or None if ``SEGKIT_DATA`` is not set

    Raises
    ------
    DataError
        if it is set, but no folder

    Examples
    --------
    >>> own_folder() is None or own_folder().is_dir()
    True
    """
    value = os.environ.get(VARIABLE, "").strip()
    if not value:
        return None
    folder = Path(value).expanduser()
    if not folder.is_dir():
        raise checks.DataError(words.NO_FOLDER.format(folder=value))
    return folder


def find(name: str) -> Place:
    """Find the file of a table.

    Parameters
    ----------
    name : a table's name

    Returns
    -------
    Place

    Raises
    ------
    DataError
        if there is no such table, or it is not where it should be

    Notes
    -----
    Own definition: a family of tables comes from one place. If ``SEGKIT_DATA`` has any
    table of the family, all come from there; if it has none of it, the bundled ones.

    Examples
    --------
    >>> find("products").path.name
    'products.csv.gz'
    """
    known, folder = package(), own_folder()
    table = lookup(known, name)
    if folder is not None:
        here = {t.name: path for t in known.tables if (path := file_in(folder, t))}
        if name in here:
            return Place(table, here[name], str(folder), known)
        _refuse_gaps(folder, table, known, list(here))
    bundled = schema.bundled()
    table = lookup(bundled, name)
    return Place(table, bundled.folder / table.path, BUNDLED, bundled)


def find_truth(name: str) -> Place:
    """Find the file of a truth table.

    Parameters
    ----------
    name : a truth table's name

    Returns
    -------
    Place

    Raises
    ------
    DataError
        if there is no such table, or the data are the user's own, without a truth

    Examples
    --------
    >>> find_truth("behavioural").path.parent.name
    'truth'
    """
    answers = _read(schema.bundled_folder() / "truth")
    table = lookup(answers, name)
    folder = own_folder()
    shown = [t for t in package().tables if t.family == table.family]
    if folder is None or not any(file_in(folder, t) for t in shown):
        return Place(table, answers.folder / table.path, BUNDLED, answers)
    path = file_in(folder / "truth", table)
    if path is None:
        raise checks.DataError(words.NO_TRUTH.format(folder=folder, file=table.path))
    return Place(table, path, str(folder), answers)


def lookup(known: schema.Package, name: str) -> schema.Table:
    """Return the table of this name, or offer the nearest names.

    Parameters
    ----------
    known : the tables that there are
    name : a table's name

    Returns
    -------
    schema.Table

    Raises
    ------
    DataError
        naming the nearest ones

    Examples
    --------
    >>> lookup(package(), "order")
    Traceback (most recent call last):
    ...
    segkit.checks.DataError: there is no table 'order'; nearest: ['orders', ...]...
    """
    names = known.names()
    if name not in names:
        near = get_close_matches(str(name), names, n=2, cutoff=0.5)
        hint = words.NEAR.format(near=near) if near else ""
        raise checks.DataError(words.UNKNOWN.format(name=name, near=hint, names=names))
    return known.table(name)


def file_in(folder: Path, table: schema.Table) -> Path | None:
    """Return the file of a folder that holds the table.

    Parameters
    ----------
    folder : where to look
    table : the table's dictionary

    Returns
    -------
    pathlib.Path, or None if there is none

    Examples
    --------
    >>> file_in(Path("no such folder"), package().table("orders")) is None
    True
    """
    for name in file_names(table):
        if (folder / name).is_file():
            return folder / name
    return None


def file_names(table: schema.Table) -> list[str]:
    """Return the names under which a table is looked for.

    Parameters
    ----------
    table : the table's dictionary

    Returns
    -------
    list of str, the usual one first

    Examples
    --------
    >>> file_names(package().table("orders"))
    ['orders.csv.gz', 'orders.csv', 'orders.parquet']
    """
    stem = table.path.removesuffix(".gz").removesuffix(".csv").removesuffix(".parquet")
    names = [table.path, f"{stem}.csv.gz", f"{stem}.csv", f"{stem}.parquet"]
    return list(dict.fromkeys(names))


def _refuse_gaps(
    folder: Path, table: schema.Table, known: schema.Package, here: list[str]
) -> None:
    """Refuse an empty folder, and a family of which only a part is there."""
    if not here:
        found = sorted(path.name for path in folder.iterdir())[:12] or "no file"
        raise checks.DataError(words.NO_TABLE_THERE.format(folder=folder, found=found))
    relatives = [name for name in known.family(table.family) if name in here]
    if relatives or table.name not in schema.bundled().names():
        files = " or ".join(file_names(table))
        raise checks.DataError(
            words.NOT_THERE.format(
                folder=folder, have=relatives, name=table.name, files=files
            )
        )


def _read(folder: Path) -> schema.Package:
    try:
        return schema.read(folder)
    except LookupError as error:
        raise checks.DataError(words.BROKEN_DICTIONARY.format(why=error)) from error
