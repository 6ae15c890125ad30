"""Write files whole or not at all, and so that no cell becomes a formula."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

import pandas as pd

from segkit.checks import DataError

FORMULA = re.compile(r"'*[=+\-@\t\r\n]")


def write_csv(
    table: pd.DataFrame,
    path: str | os.PathLike[str],
    *,
    index: bool | None = None,
    separator: str = ",",
    decimal: str = ".",
    encoding: str = "utf-8",
) -> Path:
    """Write a table as CSV: whole or not at all, and safe to open in a spreadsheet.

    Text cells and column names that begin with = + - @, tab or a line break get an
    apostrophe in front (`segkit.files.read` takes it off again); numbers stay numbers.

    Parameters
    ----------
    table : DataFrame
    path : where to; its folder is made
    index : write the index; None does when it has a name
    separator, decimal : "," and "."; a French or German Excel opens ";" and ","
    encoding : "utf-8-sig" makes Excel show accents at a double click

    Returns
    -------
    pathlib.Path of the file

    Raises
    ------
    DataError
        if the folder cannot be written to, or the decimal sign is the separator

    References
    ----------
    OWASP, "CSV Injection" (the list of leading characters)

    Examples
    --------
    >>> file = Path(tempfile.mkdtemp()) / "segments.csv"
    >>> table = pd.DataFrame({"customer_id": ["=1+1", "b"], "amount": [-2.5, 3.0]})
    >>> print(write_csv(table, file).read_text())
    customer_id,amount
    '=1+1,-2.5
    b,3.0
    """
    if separator == decimal:
        raise DataError(
            f"separator and decimal are both {separator!r}: pass separator=';'"
        )
    if index is None:
        index = any(name is not None for name in table.index.names)
    flat = table.reset_index() if index else table
    text = _safe(flat).to_csv(
        index=False, sep=separator, decimal=decimal, lineterminator="\n"
    )
    return write_text(text, path, encoding=encoding)


def _safe(table: pd.DataFrame) -> pd.DataFrame:
    safe = {}
    for name in table.columns:
        column = table[name]
        safe[_cell(name)] = neutral(column) if _may_hold_text(column) else column
    return pd.DataFrame(safe, index=table.index)


def _may_hold_text(column: pd.Series) -> bool:
    return not (
        pd.api.types.is_numeric_dtype(column)
        or pd.api.types.is_datetime64_any_dtype(column)
    )


def neutral(column: pd.Series) -> pd.Series:
    """Keep text cells from being read as formulas by a spreadsheet.

    Parameters
    ----------
    column : Series of any type; only its text cells change

    Returns
    -------
    Series; categories become text

    References
    ----------
    OWASP, "CSV Injection"

    Examples
    --------
    >>> neutral(pd.Series(["=HYPERLINK(1)", "+33 6", "Anna", None])).tolist()[:3]
    ["'=HYPERLINK(1)", "'+33 6", 'Anna']
    """
    if isinstance(column.dtype, pd.CategoricalDtype):
        column = column.astype(object)
    return column.map(_cell, na_action="ignore")


def _cell(cell: object) -> object:
    if isinstance(cell, str) and FORMULA.match(cell):
        return f"'{cell}"
    return cell


def write_text(
    text: str, path: str | os.PathLike[str], *, encoding: str = "utf-8"
) -> Path:
    """Write a text file so that a reader sees the old one or the new, never a half.

    Parameters
    ----------
    text : what to write; line ends are kept
    path : where to; its folder is made
    encoding : as Python names it

    Returns
    -------
    pathlib.Path of the file

    Raises
    ------
    DataError
        if the folder cannot be written to, the disk is full, or the encoding lacks
        a letter

    References
    ----------
    own definition

    Examples
    --------
    >>> file = Path(tempfile.mkdtemp()) / "note.txt"
    >>> write_text("done", file).read_text()
    'done'
    """
    try:
        content = text.encode(encoding)
    except UnicodeEncodeError as error:
        letter = text[error.start]
        raise DataError(
            f"{Path(path).name} cannot be written in {encoding}: it has no {letter!r}; "
            "use encoding='utf-8'"
        ) from error
    return write_bytes(content, path)


def write_bytes(content: bytes, path: str | os.PathLike[str]) -> Path:
    """Write bytes to a file, whole or not at all.

    Parameters
    ----------
    content : what to write
    path : where to; its folder is made

    Returns
    -------
    pathlib.Path of the file

    Raises
    ------
    DataError
        if the folder cannot be written to, or the disk is full

    References
    ----------
    own definition: a temporary file beside it, then one rename

    Examples
    --------
    >>> file = Path(tempfile.mkdtemp()) / "a.bin"
    >>> write_bytes(b"1", file).read_bytes()
    b'1'
    """
    target = Path(path)
    folder = writable_folder(target.parent)
    if target.is_dir():
        raise DataError(f"{target} is a directory: pass the name of a file")
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(name, 0o644)  # mkstemp's files are for their owner alone
        os.replace(name, target)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise DataError(
            f"{target} could not be written ({error.strerror}): close it in other "
            "programs, free some disk space, or choose another folder"
        ) from error
    return target


def writable_folder(path: str | os.PathLike[str]) -> Path:
    """Make sure, before long work, that results can be written to a folder.

    Parameters
    ----------
    path : the folder; it is made when it does not exist

    Returns
    -------
    pathlib.Path of the folder

    Raises
    ------
    DataError
        if it is a file, cannot be made, or cannot be written to; says how to fix it

    References
    ----------
    own definition

    Examples
    --------
    >>> writable_folder(Path(tempfile.mkdtemp()) / "results").is_dir()
    True
    """
    folder = Path(path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".segkit-", dir=folder)
        os.close(handle)
        os.unlink(name)
    except (FileExistsError, NotADirectoryError) as error:
        raise DataError(
            f"{folder} is a file, or lies under one: choose another folder"
        ) from error
    except OSError as error:
        raise DataError(
            f"the folder {folder} cannot be written to ({error.strerror}): choose "
            "another folder, such as one in your home, or change its permissions"
        ) from error
    return folder
