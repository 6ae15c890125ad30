"""Text files: encoding, separator and header found out, every cell read as text."""

from __future__ import annotations

import csv
import io
import re
import warnings
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from segkit.checks import DataError
from segkit.files.detect import open_bytes
from segkit.files.encoding import checked, encoding_of
from segkit.files.found import Raw
from segkit.files.words import ENCODINGS, NOTES, READING, SEPARATORS, join

SAMPLE = 1 << 18
DATA_LIKE = re.compile(
    r"[^@\s]+@[^@\s]+\.[^@\s]+|\d{4}-\d{2}-\d{2}.*|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}.*"
)


@dataclass(frozen=True)
class Layout:
    """Where the columns of a text file are."""

    separator: str
    skip: int
    names: list[str]


def read_text(path: Path, encoding: str | None = None) -> Raw:
    r"""Read a text file into a table of text cells, nothing converted.

    Parameters
    ----------
    path : .csv, .tsv or .txt, also packed as .gz
    encoding : as Python names it; None finds it out

    Returns
    -------
    Raw, whose table holds str (missing fields are NaN, empty ones "")

    Raises
    ------
    DataError
        if the encoding is wrong, there is no header, or rows are malformed

    References
    ----------
    own definition

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "a.csv"
    >>> _ = file.write_text("id;amount\n007;1,5\n")
    >>> read_text(file).reading
    ['CSV text', "separator semicolon (';')", 'encoding UTF-8']
    """
    encoding = checked(path, encoding) if encoding else encoding_of(path)
    layout = layout_of(_sample(path, encoding), path.name)
    table = _parse(path, encoding, layout)
    notes = [NOTES["skipped"].format(n=layout.skip)] if layout.skip else []
    short = _short_rows(path, encoding, layout) if _ends_blank(table) else 0
    table, more = _tidy(table, layout, path, short)
    reading = [
        "CSV text",
        READING["separator"].format(
            name=SEPARATORS[layout.separator], separator=layout.separator
        )
        if len(layout.names) > 1
        else READING["one column"],
        READING["encoding"].format(name=ENCODINGS.get(encoding, encoding)),
    ]
    return Raw(table, reading, notes + more, layout.separator)


def _sample(path: Path, encoding: str) -> str:
    with open_bytes(path) as handle:
        text = handle.read(SAMPLE).decode(encoding, errors="ignore")
        cut = bool(handle.read(1))
    return text[: text.rfind("\n") + 1] if cut and "\n" in text else text


def layout_of(sample: str, name: str) -> Layout:
    r"""Find the separator and the line of column names in the head of a text file.

    Parameters
    ----------
    sample : the first lines
    name : the file's name, for the message

    Returns
    -------
    Layout(separator, skip, names); skip is the number of lines above the names

    Raises
    ------
    DataError
        if nothing is there, or the first line is data

    References
    ----------
    own definition: the separator whose most frequent width fits the most rows

    Examples
    --------
    >>> layout_of("a;b\n1,5;2\n", "x.csv").separator
    ';'
    """
    lines = sample.lstrip("\ufeff")
    told = re.match(r"sep=(.)\r?\n", lines, flags=re.IGNORECASE)
    tries = {s: _widths(lines, s) for s in ([told[1]] if told else SEPARATORS)}
    separator = max(tries, key=lambda s: _fit(tries[s]))
    rows = tries[separator]
    if not rows:
        raise DataError(f"{name} holds no text but blanks: export it again")
    width = _usual(rows)
    line, names = next(((n, r) for n, r in rows if len(r) == width), rows[0])
    if _like_data(names):  # then rows are longer than the header: the parser says so
        line, names = rows[0]
    if _like_data(names):
        raise DataError(
            f"{name}: the first line looks like data, not like column names: "
            "add a line of column names on top"
        )
    return Layout(separator, line, [_clean(cell) for cell in names])


def _clean(cell: object) -> str:
    return str(cell).strip().strip("\ufeff").strip()


def _widths(text: str, separator: str) -> list[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    rows: list[tuple[int, list[str]]] = []
    start = 0
    try:
        for row in reader:
            blank = not any(cell.strip() for cell in row)
            if not blank and not re.fullmatch(r"(?i)sep=.?", row[0]):
                rows.append((start, row))
            start = reader.line_num
    except csv.Error:  # a field of more than 131,072 characters: an unclosed quote
        return rows
    return rows


def _usual(rows: list[tuple[int, list[str]]]) -> int:
    counts = Counter(len(row) for _, row in rows)
    return max(counts, key=lambda width: (counts[width] * (width > 1), width))


def _fit(rows: list[tuple[int, list[str]]]) -> tuple[bool, float, int]:
    if not rows:
        return (False, 0.0, 0)
    width = _usual(rows)
    share = sum(len(row) == width for _, row in rows) / len(rows)
    return (len(rows[0][1]) == width > 1, round(share, 2) * (width > 1), width)


def _like_data(names: list[str]) -> bool:
    filled = [_clean(n) for n in names if n.strip()]
    numbers = sum(bool(re.fullmatch(r"[-\d.,\s€$£]+", n)) for n in filled)
    return any(DATA_LIKE.fullmatch(n) for n in filled) or numbers * 2 >= len(filled)


def _parse(path: Path, encoding: str, layout: Layout) -> pd.DataFrame:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", pd.errors.ParserWarning)
            return pd.read_csv(
                path,
                sep=layout.separator,
                encoding=encoding,
                dtype=str,
                keep_default_na=False,
                skiprows=layout.skip,
                index_col=False,
                low_memory=False,
            )
    except (pd.errors.ParserError, pd.errors.ParserWarning) as error:
        raise DataError(_malformed(path, str(error), layout)) from error
    except pd.errors.EmptyDataError as error:
        raise DataError(f"{path.name} holds no rows: export it again") from error


def _malformed(path: Path, error: str, layout: Layout) -> str:
    sees = re.search(r"Expected (\d+) fields in line (\d+), saw (\d+)", error)
    if sees:
        return (
            f"{path.name}: line {int(sees[2])} has {sees[3]} fields, the header has "
            f"{len(layout.names)}: put text that holds {layout.separator!r} in quotes"
        )
    if "EOF inside string" in error:
        return f"{path.name}: a quotation mark is opened and never closed: {error}"
    return (
        f"{path.name}: rows have more fields than the header's {len(layout.names)}: "
        f"put text that holds {layout.separator!r} in quotes"
    )


def _ends_blank(table: pd.DataFrame) -> bool:
    return table.shape[1] > 1 and bool((table.iloc[:, -1] == "").any())


def _short_rows(path: Path, encoding: str, layout: Layout) -> int:
    """Count rows that end early: the parser fills them up without a word."""
    with open_bytes(path) as handle:
        text = io.TextIOWrapper(handle, encoding=encoding, newline="")
        for _ in range(layout.skip):
            text.readline()
        rows = csv.reader(text, delimiter=layout.separator)
        width = len(layout.names)
        return sum(0 < len(row) < width and row != [""] for row in rows)


def _tidy(
    table: pd.DataFrame, layout: Layout, path: Path, short: int
) -> tuple[pd.DataFrame, list[str]]:
    notes = []
    table.columns = [_clean(c) for c in table.columns]
    unnamed = [c for c in map(str, table) if c.startswith("Unnamed: ")]
    empty = [c for c in unnamed if not table[c].fillna("").any()]
    if empty:
        notes.append(NOTES["unnamed"].format(n=len(empty)))
        table = table.drop(columns=empty)
    if table.empty:
        raise DataError(f"{path.name} has column names but no rows: export it again")
    if short:
        notes.append(NOTES["short"].format(n=short))
    twice = [n for n, k in Counter(layout.names).items() if k > 1 and n]
    if twice:
        notes.append(NOTES["twice"].format(columns=join(twice)))
    return table, notes
