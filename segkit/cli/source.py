"""Read the file of orders, and say what was read as what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from segkit import features, files, privacy
from segkit.checks import DataError
from segkit.cli import arguments, words
from segkit.cli.task import Task
from segkit.cli.terminal import agreed, say
from segkit.files.mapping import contact_columns
from segkit.files.orders import choose

LOOK = 1000  # rows that decide which column is which
FILE_OPTIONS = ("sheet", "encoding", "decimal", "dayfirst")


@dataclass(frozen=True, eq=False)
class Source:
    """A file that was read: orders, or one row per contact with totals only.

    Parameters
    ----------
    path : the file
    columns : our name to theirs
    orders : orders table, pandas or (from a big Parquet file) a DuckDB relation
    contacts : customers table, if the file has totals only
    reading : how the file was read, in words
    notes : what to know about it, in words
    key : pseudonym and original of each contact, or None
    """

    path: Path
    columns: dict[str, str]
    orders: Any = None
    contacts: pd.DataFrame | None = None
    reading: str = ""
    notes: list[str] = field(default_factory=list)
    key: pd.DataFrame | None = None


def how_to_read(options: arguments.Options) -> dict[str, Any]:
    """Collect the options that say how the file is to be read.

    Parameters
    ----------
    options : as parsed

    Returns
    -------
    dict of arguments for `segkit.files.read_orders`, those that were given

    Examples
    --------
    >>> typed = ["segment", "a.csv", "--out", "r", "--dates", "day-first"]
    >>> how_to_read(arguments.parser().parse_args(typed))
    {'dayfirst': True}
    """
    dayfirst = None if options.dates is None else options.dates == "day-first"
    given = {
        "timezone": None if options.utc else options.timezone,
        "currency": options.keep_currency,
        "sheet": options.sheet,
        "encoding": options.encoding,
        "decimal": options.decimal,
        "dayfirst": dayfirst,
    }
    return {name: value for name, value in given.items() if value is not None}


def read(task: Task) -> Source:
    """Read a file of orders; if it has one row per contact, what totals it has.

    Parameters
    ----------
    task : what was asked for

    Returns
    -------
    Source

    Raises
    ------
    DataError
        if the file cannot be read, or a column that is needed is not found
    """
    path, how = task.options.file, how_to_read(task.options)
    with task.progress.step(words.READING.format(name=path.name)):
        try:
            orders = files.read_orders(path, columns=task.told, **how)
        except DataError as error:
            contacts = _contacts(task, how)
            if contacts is None:
                raise error
            return contacts
    if isinstance(orders, pd.DataFrame):
        said = orders.attrs
        notes = list(said["notes"])
        return Source(path, said["mapping"], orders, None, said["reading"], notes)
    mapping = choose(features.scan(path).limit(LOOK).df(), task.told, path.name)
    rows = words.ON_DISK.format(rows=orders.aggregate("count(*)").fetchall()[0][0])
    return Source(path, mapping, orders, None, rows)


def _contacts(task: Task, how: Mapping[str, Any]) -> Source | None:
    """Read a file of totals, if that is what it is; e-mails become pseudonyms."""
    path = task.options.file
    how = {name: value for name, value in how.items() if name in FILE_OPTIONS}
    table = files.read(path, **how)
    if "ordered_at" in task.told or not files.looks_like_contacts(table):
        return None
    names = contact_columns(table) | task.told
    notes = list(table.attrs["notes"])
    reading = table.attrs["reading"]
    who, key = names["customer_id"], None
    if privacy.looks_personal(table[who]):
        done = privacy.pseudonyms(table[who], key_file=task.secret())
        table, key = table.assign(**{who: done.ids}), done.key
        notes.append(words.PSEUDONYMS.format(merged=done.merged))
    X = files.contact_totals(table, as_of=task.options.as_of, columns=names)
    return Source(path, names, None, X, reading, [*notes, *X.attrs["notes"]], key)


def confirm(source: Source, told: Mapping[str, str], *, yes: bool) -> None:
    """Show what was read as what, and ask whether it is right.

    Parameters
    ----------
    source : the file that was read
    told : our name to theirs, where the user said so
    yes : do not ask

    Raises
    ------
    DataError
        if the answer is no: it says how to correct the columns
    """
    say(words.READ.format(name=source.path.name, reading=source.reading))
    say(words.COLUMNS_ARE)
    for ours, theirs in source.columns.items():
        why = words.TOLD if ours in told else words.FOUND
        say(f"  {ours:<18} {theirs}  ({why})")
    for note in source.notes:
        say(f"  - {note}")
    if not agreed(words.ASK, yes=yes):
        raise DataError(words.DECLINED)
