"""In which encoding is a text file written: found out from its bytes."""

from __future__ import annotations

import codecs
from pathlib import Path

from segkit.checks import DataError
from segkit.files.detect import open_bytes

CHUNK = 1 << 20
CONTROL = bytes([*range(1, 9), *range(14, 32)])  # bytes that no text is made of


def encoding_of(path: Path) -> str:
    r"""Find out in which encoding a text file is written.

    Parameters
    ----------
    path : the file

    Returns
    -------
    str, Python's name of the encoding: utf-8, utf-8-sig, utf-16…, cp1252

    Raises
    ------
    DataError
        if it is none of those, or no text at all

    References
    ----------
    own definition

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "a.csv"
    >>> _ = file.write_bytes("prix\n5 €".encode("cp1252"))
    >>> encoding_of(file)
    'cp1252'
    """
    with open_bytes(path) as handle:
        head = handle.read(CHUNK)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return checked(path, "utf-16")
    if head.startswith(codecs.BOM_UTF8):
        return checked(path, "utf-8-sig")
    if b"\x00" in head:
        return checked(path, _unmarked(head, path))
    if len(head.translate(None, CONTROL)) < 0.99 * len(head):
        raise DataError(_no_text(path))
    if _first_bad_byte(path, "utf-8") is None:
        return "utf-8"
    return checked(path, "cp1252")


def _unmarked(head: bytes, path: Path) -> str:
    """Every second byte of western text in UTF-16 is zero."""
    odd = head[1::2].count(0) / max(len(head[1::2]), 1)
    even = head[0::2].count(0) / max(len(head[0::2]), 1)
    if max(odd, even) < 0.4 or min(odd, even) > 0.1:
        raise DataError(_no_text(path))
    return "utf-16-le" if odd > even else "utf-16-be"


def _no_text(path: Path) -> str:
    return (
        f"{path.name} is no text: it holds zero or control bytes; export it as .csv "
        "again"
    )


def checked(path: Path, encoding: str) -> str:
    """Check that every byte of a file can be read in an encoding.

    Parameters
    ----------
    path : the file
    encoding : as Python names it

    Returns
    -------
    str, the encoding

    Raises
    ------
    DataError
        naming the first byte that cannot be read, or an unknown encoding

    References
    ----------
    own definition

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "a.csv"
    >>> _ = file.write_text("id,amount")
    >>> checked(file, "utf-8")
    'utf-8'
    """
    try:
        bad = _first_bad_byte(path, encoding)
    except LookupError as error:
        raise DataError(
            f"encoding {encoding!r} is unknown: use 'utf-8', 'cp1252' or 'utf-16'"
        ) from error
    if bad is not None:
        raise DataError(
            f"{path.name} is not written in {encoding}: byte {bad} cannot be read; "
            "export it as UTF-8, or pass encoding= (such as 'utf-8' or 'cp1252')"
        )
    return encoding


def _first_bad_byte(path: Path, encoding: str) -> int | None:
    decoder = codecs.getincrementaldecoder(encoding)()
    done = 0
    with open_bytes(path) as handle:
        while True:
            chunk = handle.read(CHUNK)
            try:
                decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                return done + error.start + 1
            if not chunk:
                return None
            done += len(chunk)
