"""Putting the pieces of a million messages together, in columns and not row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from segkit.activation.messages.pieces import Texts
from segkit.activation.words.messages import writing as words
from segkit.checks import DataError

MOST_BYTES = 8e9
EACH = 100_000  # rows that are joined at once
# What ends or widens a line. No-break spaces stay: French needs them.
ANY_SPACE = re.compile("[\t\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029 ]+")


@dataclass(frozen=True)
class Written:
    """Subjects, bodies and reasons of some rows, and how many subjects were cut.

    Parameters
    ----------
    subject, body : pyarrow arrays of text, "" where a row is refused
    reasons : distinct reasons; the first is "", for rows that have a message
    codes : for every row the place of its reason
    cut : subjects that were shortened
    """

    subject: Any
    body: Any
    reasons: list[str]
    codes: np.ndarray
    cut: int


def nothing(n: int, reason: str) -> Written:
    """Return n rows that are refused for one reason."""
    empty = _texts([""]).take(np.zeros(n, dtype=np.int64))
    return Written(empty, empty, ["", reason], np.ones(n, dtype=np.int64), 0)


def join(parts: dict[str, list[Texts]], n: int, longest: int, html: bool) -> Written:
    """Put the pieces of every row together.

    Parameters
    ----------
    parts : the pieces' texts of "subject" and "body", in the order of the text
    n : rows
    longest : characters after which a subject is cut
    html : whether the body is HTML, where empty lines do not matter

    Returns
    -------
    Written: a row with a fault in a piece has no text, and its first fault as reason

    Raises
    ------
    DataError
        if the texts would take more memory than `MOST_BYTES`
    """
    parts = {"subject": [_flat(p) for p in parts["subject"]], "body": parts["body"]}
    every = [piece for part in parts.values() for piece in part]
    reasons, codes = _reasons(every, n)
    _refuse_too_much(every, n)
    found: dict[str, list[Any]] = {"subject": [], "body": []}
    cut = 0
    for here in _chunks(n):
        subject, more = _one_line(_joined(parts["subject"], here, n), longest)
        body = _no_gaps(_joined(parts["body"], here, n), html)
        needed = {"subject": subject, "body": body}
        if not parts["subject"]:
            del needed["subject"]
        for part, texts in needed.items():
            silent = (codes[here] == 0) & _blank(texts)
            codes[here][silent] = _place(reasons, words.EMPTY.format(part=part))
        fine = codes[here] == 0
        cut += int((more & fine).sum())
        found["subject"].append(_only(subject, fine))
        found["body"].append(_only(body, fine))
    subject, body = (_one(chunks) for chunks in found.values())
    return Written(subject, body, reasons, codes, cut)


def together(parts: list[Written], places: list[np.ndarray]) -> dict[str, Any]:
    """Put groups of rows in the order of the rows again.

    Parameters
    ----------
    parts : the groups
    places : which rows each of them has

    Returns
    -------
    dict of the columns subject, body, refused and reason; and the count cut
    """
    n = sum(len(place) for place in places)
    order = np.empty(n, dtype=np.int64)
    order[np.concatenate([*places, np.empty(0, np.int64)])] = np.arange(n)
    reasons: list[str] = [""]
    codes = np.empty(n, dtype=np.int64)
    for part, place in zip(parts, places, strict=True):
        new = np.array([_place(reasons, reason) for reason in part.reasons])
        codes[place] = new[part.codes]
    columns: dict[str, Any] = {}
    for name in ("subject", "body"):
        texts = _one([getattr(part, name) for part in parts])
        moved = texts if len(parts) == 1 else texts.take(order)
        columns[name] = pd.array(moved, dtype="str")
    columns["refused"] = codes > 0
    columns["reason"] = pd.Categorical.from_codes(codes, pd.Index(reasons))
    return {"columns": columns, "cut": sum(part.cut for part in parts)}


def _texts(values: list[str]) -> Any:
    """Make an Arrow array of texts."""
    import pyarrow as pa  # noqa: PLC0415 - waited for only when messages are written

    return pa.array(values, type=pa.large_string())


def _one(chunks: list[Any]) -> Any:
    import pyarrow as pa  # noqa: PLC0415

    return pa.concat_arrays(chunks) if chunks else _texts([])


def _chunks(n: int) -> Iterator[slice]:
    return (slice(start, start + EACH) for start in range(0, n, EACH))


def _flat(piece: Texts) -> Texts:
    """Put every text of a piece on one line."""
    flat = [ANY_SPACE.sub(" ", text) for text in piece.texts]
    return Texts(flat, piece.faults, piece.codes)


def _place(reasons: list[str], reason: str) -> int:
    """Return the place of a reason in the list; add it if it is new."""
    if reason not in reasons:
        reasons.append(reason)
    return reasons.index(reason)


def _reasons(every: list[Texts], n: int) -> tuple[list[str], np.ndarray]:
    """List the faults, and say for each row which it met first (0: none)."""
    places = {"": 0}
    codes = np.zeros(n, dtype=np.int64)
    for piece in every:
        if not any(piece.faults):
            continue
        new = np.array([places.setdefault(f, len(places)) for f in piece.faults])
        found = new[piece.codes] if piece.codes is not None else np.full(n, new[0])
        codes = np.where(codes == 0, found, codes)
    return list(places), codes


def _refuse_too_much(every: list[Texts], n: int) -> None:
    """Refuse texts that would not fit into memory, before they are made."""
    size = 0.0
    for piece in every:
        lengths = np.array([len(text) for text in piece.texts] or [0])
        size += lengths[0] * n if piece.codes is None else lengths[piece.codes].sum()
    if size > MOST_BYTES:
        said = {"size": size / 1e9, "most": MOST_BYTES / 1e9}
        raise DataError(words.TOO_MUCH.format(**said))


def _joined(part: list[Texts], here: slice, n: int) -> Any:
    """Join the pieces of some rows."""
    import pyarrow.compute as pc  # noqa: PLC0415 - as in _texts

    zeros = np.zeros(n, dtype=np.int64)[here]
    columns = [_texts([""]).take(zeros)]
    for piece in part:
        if piece.codes is None:
            columns.append(_texts(piece.texts).take(zeros))
            continue
        codes, used = pd.factorize(piece.codes[here])
        columns.append(_texts([piece.texts[k] for k in used]).take(codes))
    return pc.binary_join_element_wise(*columns, _texts([""])[0])


def _one_line(texts: Any, longest: int) -> tuple[Any, np.ndarray]:
    """Take away doubled spaces and cut what is too long; say where."""
    import pyarrow.compute as pc  # noqa: PLC0415

    line = pc.utf8_trim(pc.replace_substring_regex(texts, " {2,}", " "), " ")
    long = pc.greater(pc.utf8_length(line), longest)
    if pc.any(long).as_py():
        short = pc.utf8_slice_codeunits(line, 0, longest - 1)
        mark = _texts(["…"])[0]
        short = pc.binary_join_element_wise(short, mark, _texts([""])[0])
        line = pc.if_else(long, short, line)
    return line, long.to_numpy(zero_copy_only=False).astype(bool)


def _no_gaps(texts: Any, html: bool) -> Any:
    """Close the gaps that conditions leave between paragraphs."""
    import pyarrow.compute as pc  # noqa: PLC0415

    if not html:
        texts = pc.replace_substring_regex(texts, "\n[ \t]*\n([ \t]*\n)+", "\n\n")
    return pc.utf8_trim(texts, " \n\t")


def _blank(texts: Any) -> np.ndarray:
    import pyarrow.compute as pc  # noqa: PLC0415

    empty = pc.equal(pc.binary_length(texts), 0)
    return empty.to_numpy(zero_copy_only=False).astype(bool)


def _only(texts: Any, fine: np.ndarray) -> Any:
    """Keep the texts of rows that are not refused."""
    import pyarrow.compute as pc  # noqa: PLC0415

    return texts if fine.all() else pc.if_else(fine, texts, _texts([""])[0])
