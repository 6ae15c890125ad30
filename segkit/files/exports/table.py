"""Open an export: take comments and totals off, find its columns, convert its cells."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from segkit.checks import DataError
from segkit.files.convert import convert
from segkit.files.detect import kind_of, open_bytes
from segkit.files.encoding import checked, encoding_of
from segkit.files.exports import words
from segkit.files.found import Converted, Raw
from segkit.files.names import plain
from segkit.files.read import read_raw
from segkit.files.words import join


@dataclass
class Opened:
    """An export, opened: its cells as text and converted, and what was seen.

    Attributes
    ----------
    name : of the file
    text : the rows as written, totals taken out
    done : the same rows, converted
    notes : what to know
    comments : lines above the columns, by what stands before the colon
    totals : rows of totals, as written
    reading : how the file was read
    """

    name: str
    text: pd.DataFrame
    done: Converted
    reading: str
    notes: list[str] = field(default_factory=list)
    comments: dict[str, str] = field(default_factory=dict)
    totals: pd.DataFrame = field(default_factory=pd.DataFrame)


def open_export(
    path: Path,
    *,
    part: int | None = None,
    totals: bool = False,
    encoding: str | None = None,
    decimal: str | None = None,
    dayfirst: bool | None = None,
) -> Opened:
    r"""Open an export: without comment lines, rows of totals and words for nothing.

    Parameters
    ----------
    path : the file
    part : which table, if the file holds several; counted from 1
    totals : whether rows of totals are looked for
    encoding, decimal, dayfirst : as for `segkit.files.read`

    Returns
    -------
    Opened

    Raises
    ------
    DataError
        if the file cannot be read, or holds several tables and part= is missing

    References
    ----------
    own definition

    Examples
    --------
    >>> file = Path(tempfile.mkdtemp()) / "a.csv"
    >>> _ = file.write_text("# Start date: 20241001\nDate,Sessions\n20241001,3\n,3\n")
    >>> opened = open_export(file, totals=True)
    >>> opened.comments["Start date"], len(opened.text), len(opened.totals)
    ('20241001', 1, 1)
    """
    comments: list[str] = []
    if kind_of(path) == "text":
        blocks = _blocks(path, encoding)
        chosen = _part(blocks, part, path.name)
        comments = [line for line in blocks[0].comments if line.strip("#- ")]
        raw = _read_again(path.name.removesuffix(".gz"), chosen)
    else:
        raw = read_raw(path, None, None)
    text, sums = _without_totals(raw.table) if totals else (raw.table, pd.DataFrame())
    text, n = _known(text)
    done = convert(text, separator=raw.separator, decimal=decimal, dayfirst=dayfirst)
    opened = Opened(path.name, text, done, "; ".join([*raw.reading, *done.reading]))
    opened.totals = sums
    opened.comments = dict(_pair(line) for line in comments)
    _say(opened, [*raw.notes, *done.notes], len(comments), n)
    return opened


@dataclass
class _Block:
    comments: list[str]
    lines: list[str]


def _blocks(path: Path, encoding: str | None) -> list[_Block]:
    """Divide a text file where comment lines stand between rows."""
    encoding = checked(path, encoding) if encoding else encoding_of(path)
    with open_bytes(path) as handle:
        text = handle.read().decode(encoding)
    blocks = [_Block([], [])]
    for line in text.lstrip("\ufeff").splitlines(keepends=True):
        if line.startswith("#"):
            if blocks[-1].lines:
                blocks.append(_Block([], []))
            blocks[-1].comments.append(line.strip())
        elif line.strip() or blocks[-1].lines:
            blocks[-1].lines.append(line)
    filled = [b for b in blocks if any(line.strip() for line in b.lines)]
    return filled or blocks


def _part(blocks: list[_Block], part: int | None, name: str) -> str:
    n = len(blocks)
    if part is None and n > 1:
        heads = join([block.lines[0].strip()[:60] for block in blocks])
        raise DataError(words.SAYS["parts"].format(name=name, n=n, heads=heads))
    if part is not None and not (isinstance(part, int) and 1 <= part <= n):
        raise DataError(words.SAYS["no part"].format(n=n, part=part))
    return "".join(blocks[(part or 1) - 1].lines)


def _read_again(name: str, text: str) -> Raw:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / name
        file.write_text(text, encoding="utf-8", newline="")
        return read_raw(file, None, None)


def _pair(line: str) -> tuple[str, str]:
    name, _, value = line.lstrip("# ").partition(":")
    return name.strip(), value.strip()


def _without_totals(table: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Take out rows that say total, or that leave every text empty among full rows."""
    text = table.astype("str").apply(lambda column: column.str.strip())
    says = text.apply(lambda c: c.str.fullmatch(words.TOTALS, na=False)).any(axis=1)
    first = text.iloc[:, 0]
    blank = first.fillna("") == ""
    blank &= blank.mean() <= 0.5
    edge = pd.Series(False, index=table.index)
    edge.iloc[[0, -1]] = True
    total = says | (blank & edge & (text != "").any(axis=1))
    return table[~total].reset_index(drop=True), table[total].reset_index(drop=True)


def _known(table: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    nothing = table.apply(
        lambda c: c.astype("str").str.strip().str.lower().isin(words.UNKNOWN)
    )
    return table.mask(nothing, ""), int(nothing.to_numpy().sum())


def _say(opened: Opened, notes: list[str], comments: int, unknown: int) -> None:
    opened.notes.extend(notes)
    if comments:
        said = "; ".join(f"{k}: {v}" if v else k for k, v in opened.comments.items())
        opened.notes.append(words.NOTES["comments"].format(n=comments, said=said))
    if len(opened.totals):
        opened.notes.append(words.NOTES["totals"].format(n=len(opened.totals)))
    if unknown:
        opened.notes.append(words.NOTES["unknown"].format(n=unknown))


def propose(
    table: pd.DataFrame,
    aliases: Mapping[str, str],
    columns: Mapping[str, str | None] | None,
    name: str,
) -> dict[str, str]:
    """Say which column is what: the user's word first, then the names that are known.

    Parameters
    ----------
    table : as opened
    aliases : what each of our columns is called elsewhere
    columns : {our name: their name or None}
    name : of the file, for messages

    Returns
    -------
    dict {our name: their name}

    Raises
    ------
    DataError
        if columns= names what is not there, or what the reader does not know

    References
    ----------
    own definition

    Examples
    --------
    >>> propose(pd.DataFrame(columns=["E-mail"]), {"email": "email"}, None, "a.csv")
    {'email': 'E-mail'}
    """
    told = dict(columns or {})
    wrong = [ours for ours in told if ours not in aliases]
    if wrong:
        raise DataError(words.SAYS["columns"].format(wrong=wrong, known=list(aliases)))
    absent = {k: v for k, v in told.items() if v is not None and v not in table}
    if absent:
        have = list(table.columns)
        raise DataError(
            words.SAYS["absent"].format(absent=absent, name=name, have=have)
        )
    free = [str(c) for c in table if c not in told.values()]
    found = {}
    for ours, theirs in aliases.items():
        if ours in told:
            continue
        names = [plain(ours), *theirs.split()]
        spelled = {plain(re.sub(r"\(.*\)", "", c)): c for c in reversed(free)}
        spelled |= {plain(c): c for c in reversed(free)}
        hit = next((spelled[n] for n in names if n in spelled), None)
        if hit:
            found[ours] = hit
            free.remove(hit)
    return found | {ours: theirs for ours, theirs in told.items() if theirs is not None}
