"""Read a file of customers or orders: what it is, is found out and said."""

from __future__ import annotations

import os
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pandas as pd

from segkit.checks import DataError
from segkit.files.convert import convert
from segkit.files.detect import kind_of
from segkit.files.excel import read_excel
from segkit.files.found import Converted, Raw
from segkit.files.text import read_text
from segkit.files.words import READING


@dataclass(frozen=True)
class Loaded:
    """A file's table as written and as converted."""

    raw: Raw
    done: Converted
    reading: str
    notes: list[str]


def read(
    path: str | os.PathLike[str],
    *,
    sheet: str | None = None,
    encoding: str | None = None,
    decimal: str | None = None,
    dayfirst: bool | None = None,
) -> pd.DataFrame:
    r"""Read a CSV, Excel or Parquet file, and say how it was read.

    Every cell of a text file is read as text first; a column becomes numbers, dates
    or truth values only when all its values prove it. So ids keep their leading
    zeros, decimal commas and currency signs are understood, and 03/04/2024 is never
    guessed.

    Parameters
    ----------
    path : .csv, .tsv, .txt (also .gz), .xlsx, .xlsm or .parquet
    sheet : sheet of an Excel workbook; None takes the first with cells
    encoding : of a text file; None finds it out
    decimal : "." or ","; None finds it out
    dayfirst : True for 31/12/2024, False for 12/31/2024; None finds it out

    Returns
    -------
    pandas.DataFrame, one row per row of the file; ``attrs["reading"]`` says how it
    was read (str), ``attrs["notes"]`` what to know (list of str),
    ``attrs["problems"]`` which columns stayed text and why (dict of str)

    Raises
    ------
    DataError
        if the file cannot be read as what its name says

    References
    ----------
    own definition

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "a.csv"
    >>> _ = file.write_text("id;paid\n007;1,50\n012;1.234,00\n", encoding="utf-8")
    >>> table = read(file)
    >>> table.to_dict("list")
    {'id': ['007', '012'], 'paid': [1.5, 1234.0]}
    >>> print(table.attrs["reading"])
    CSV text; separator semicolon (';'); encoding UTF-8; decimal comma in 'paid';
    thousands separators removed in 'paid'; 2 rows, 2 columns
    """
    loaded = load(
        path, sheet=sheet, encoding=encoding, decimal=decimal, dayfirst=dayfirst
    )
    table = loaded.done.table
    table.attrs = {
        "reading": loaded.reading,
        "notes": [*loaded.notes, *chain.from_iterable(loaded.done.clocks.values())],
        "problems": dict(loaded.done.problems),
    }
    return table


def load(
    path: str | os.PathLike[str],
    *,
    sheet: str | None = None,
    encoding: str | None = None,
    decimal: str | None = None,
    dayfirst: bool | None = None,
) -> Loaded:
    """Read a file, and keep its cells as written beside the converted ones.

    Parameters
    ----------
    path, sheet, encoding, decimal, dayfirst : as in `read`

    Returns
    -------
    Loaded(raw, done, reading, notes)

    Raises
    ------
    DataError
        as in `read`

    References
    ----------
    own definition

    Examples
    --------
    >>> load("missing.csv")
    Traceback (most recent call last):
    ...
    segkit.checks.DataError: there is no file missing.csv: check the name; ...
    """
    raw = read_raw(Path(path), sheet, encoding)
    done = convert(
        raw.table, separator=raw.separator, decimal=decimal, dayfirst=dayfirst
    )
    rows, columns = done.table.shape
    size = READING["rows"].format(rows=rows, columns=columns)
    reading = "; ".join([*raw.reading, *done.reading, size])
    return Loaded(raw, done, reading, [*raw.notes, *done.notes])


def read_raw(path: Path, sheet: str | None, encoding: str | None) -> Raw:
    """Read a file's cells as written, whatever kind of file it is.

    Parameters
    ----------
    path : the file
    sheet : of an Excel workbook
    encoding : of a text file

    Returns
    -------
    Raw(table, reading, notes, separator)

    Raises
    ------
    DataError
        if the file is not what its name says, or damaged

    References
    ----------
    own definition

    Examples
    --------
    >>> read_raw(Path("nothing.parquet"), None, None)
    Traceback (most recent call last):
    ...
    segkit.checks.DataError: there is no file nothing.parquet: check the name; ...
    """
    kind = kind_of(path)
    if sheet is not None and kind != "excel":
        raise DataError(
            f"sheet={sheet!r} is for Excel workbooks; {path.name} is not one: "
            "leave sheet= out"
        )
    if kind == "excel":
        return read_excel(path, sheet)
    if kind == "text":
        return read_text(path, encoding)
    return Raw(_parquet(path), ["Parquet"])


def _parquet(path: Path) -> pd.DataFrame:
    try:
        table = pd.read_parquet(path)
    except (OSError, ValueError) as error:
        raise DataError(
            f"{path.name} begins like a Parquet file but is damaged or cut off: "
            "copy or export it again"
        ) from error
    if table.empty:
        raise DataError(f"{path.name} has columns but no rows: export it again")
    table.attrs = {}
    named = [n is not None for n in table.index.names]
    return table.reset_index() if any(named) else table.reset_index(drop=True)
