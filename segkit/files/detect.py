"""What kind of file is this: by its name, and by what it holds."""

from __future__ import annotations

import difflib
import gzip
from pathlib import Path
from typing import IO, cast

from segkit.checks import DataError

SUFFIXES = {
    ".csv": "text",
    ".tsv": "text",
    ".txt": "text",
    ".xlsx": "excel",
    ".xlsm": "excel",
    ".parquet": "parquet",
    ".pq": "parquet",
}
WORDS = {
    "text": "a text file",
    "excel": "an Excel workbook",
    "parquet": "a Parquet file",
    "old excel": "an old or password-protected Excel workbook (.xls)",
    "html": "a web page (HTML)",
    "xml": "an XML file",
    "json": "a JSON file",
    "pdf": "a PDF",
    "gzip": "a gzip archive",
    "zip": "a zip archive",
    "opendocument": "an OpenDocument spreadsheet",
}
RENAME = {"text": ".csv", "excel": ".xlsx", "parquet": ".parquet"}
KNOWN = ".csv, .tsv, .txt (also .gz), .xlsx, .xlsm, .parquet"


def kind_of(path: Path) -> str:
    """Say whether a file is text, Excel or Parquet, and that its name does not lie.

    Parameters
    ----------
    path : the file

    Returns
    -------
    str, one of "text", "excel", "parquet"

    Raises
    ------
    DataError
        if there is no such file, it is a directory, it is empty, its extension is
        unknown, or it holds something else than its extension says

    References
    ----------
    own definition

    Examples
    --------
    >>> kind_of(Path("no_such_file.csv"))
    Traceback (most recent call last):
    ...
    segkit.checks.DataError: there is no file no_such_file.csv: check the name; ...
    """
    _must_exist(path)
    wanted = SUFFIXES.get(_suffix(path))
    found = _content(path)
    if wanted is None:
        raise DataError(
            f"{path.name} has an extension that segkit does not read"
            f"{_hint(found)}: save it as one of {KNOWN}"
        )
    if path.stat().st_size == 0 or not _head(path):
        raise DataError(
            f"{path.name} is empty (0 bytes): export it again, or check that the "
            "download has finished"
        )
    if found != wanted:
        raise DataError(_lie(path, wanted, found))
    return wanted


def open_bytes(path: Path) -> IO[bytes]:
    """Open a file for reading bytes, unpacked when its name ends in .gz.

    Parameters
    ----------
    path : the file

    Returns
    -------
    binary file object

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "a.csv"
    >>> _ = file.write_text("a,b")
    >>> with open_bytes(file) as handle:
    ...     handle.read(1)
    b'a'
    """
    if path.suffix.lower() == ".gz":
        return cast(IO[bytes], gzip.open(path, "rb"))
    return path.open("rb")


def _must_exist(path: Path) -> None:
    if path.is_dir():
        inside = [p.name for p in sorted(path.iterdir()) if _suffix(p) in SUFFIXES]
        raise DataError(
            f"{path} is a directory: pass one file in it, "
            + (f"such as {inside[:3]}" if inside else f"of the kinds {KNOWN}")
        )
    if path.exists():
        return
    beside = (
        [p.name for p in path.parent.iterdir() if p.is_file()]
        if path.parent.is_dir()
        else []
    )
    near = difflib.get_close_matches(path.name, beside, n=3)
    raise DataError(
        f"there is no file {path}: check the name; "
        + (f"did you mean {near}?" if near else f"looked in {path.parent.resolve()}")
    )


def _suffix(path: Path) -> str:
    name = path.with_suffix("") if path.suffix.lower() == ".gz" else path
    return name.suffix.lower()


def _head(path: Path) -> bytes:
    try:
        with open_bytes(path) as handle:
            return handle.read(4096)
    except (gzip.BadGzipFile, EOFError) as error:
        raise DataError(
            f"{path.name} ends in .gz but is no complete gzip file: "
            "remove .gz from its name, or download it again"
        ) from error
    except PermissionError as error:
        raise DataError(
            f"{path.name} may not be read: close it in other programs, or change its "
            "permissions"
        ) from error


def _content(path: Path) -> str:
    head = _head(path)
    marks = {
        b"PAR1": "parquet",
        b"\xd0\xcf\x11\xe0": "old excel",
        b"%PDF": "pdf",
        b"\x1f\x8b": "gzip",
    }
    for mark, kind in marks.items():
        if head.startswith(mark):
            return kind
    if head.startswith(b"PK\x03\x04"):
        return _zip_content(path)
    return _text_content(head)


def _zip_content(path: Path) -> str:
    import zipfile  # noqa: PLC0415 - rarely needed

    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError) as error:
        raise DataError(
            f"{path.name} begins like an Excel workbook but is damaged or cut off: "
            "download or save it again"
        ) from error
    if any(name.startswith("xl/") for name in names):
        return "excel"
    return "opendocument" if "content.xml" in names else "zip"


def _text_content(head: bytes) -> str:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<head")):
        return "html"
    if start.startswith(b"<?xml"):
        return "html" if b"<html" in start or b"<table" in start else "xml"
    if start.startswith((b'{"', b"[{", b"{\n", b"{\r\n", b"[\n", b"{ ")):
        return "json"
    return "text"


def _hint(found: str) -> str:
    return "" if found == "text" else f" (it holds {WORDS[found]})"


def _lie(path: Path, wanted: str, found: str) -> str:
    says = f"{path.name} is named as {WORDS[wanted]} but holds {WORDS[found]}"
    if found in RENAME:
        return f"{says}: rename it to {path.stem.split('.')[0]}{RENAME[found]}"
    if found == "html":
        return (
            f"{says}: the export saved a page, often a log-in page; export again, or "
            "open it in a spreadsheet and save it as .xlsx"
        )
    if found == "old excel":
        return f"{says}: open it, remove the password, and save it as .xlsx"
    if found in {"gzip", "zip"}:
        return f"{says}: unpack it first"
    return f"{says}: open it in the program that made it and save it as .csv or .xlsx"
