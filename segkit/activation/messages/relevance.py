"""What to leave out: a sentence must be known, true, harmless and worth its place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from segkit import checks, engine
from segkit.activation.messages.fields import read_fields
from segkit.activation.messages.personal import personal_fields
from segkit.activation.messages.pieces import Piece, Texts, pieces, render_piece
from segkit.activation.messages.sandbox import sandbox
from segkit.activation.messages.template import Template
from segkit.activation.words.messages import saying as words
from segkit.activation.words.messages.writing import DELICATE, EXPECTED, SENSITIVE
from segkit.checks import DataError
from segkit.record import Table, rate_difference

Counts = tuple[tuple[int, int], tuple[int, int]]
COLUMNS = ["part", "line", "names", "said_to", "texts", "kind", "verdict", "reason"]
SAME_FOR_ALL = 0.95


def worth_saying(
    template: Template,
    rows: Any,
    *,
    given: Mapping[str, Any] | None = None,
    tested: Mapping[str, Counts] | None = None,
    least: float = 0.05,
    columns: Mapping[str, str] | None = None,
    level: float = 0.95,
) -> Table:
    """Say which personal sentences are worth their place, and which to leave out.

    It is often better to add nothing. A piece of a message stays only if it breaks none
    of these rules, the first that it breaks being the reason: it uses no protected or
    delicate data; it can be said to at least `least` of the readers; it differs between
    readers; and a test, if there was one, does not speak against it.

    Parameters
    ----------
    template : its conditions and names are looked at one by one
    rows : the readers
    given : as for `render`
    tested : by name (or part of the sentence's names), what a test found:
        ((answered, readers) with the sentence, (answered, readers) without)
    least : share of the readers below which a sentence is not worth its upkeep
    columns : ``{"our name": "your name"}``
    level : coverage of the tests' intervals

    Returns
    -------
    Table, a row a piece that depends on the reader: part, line, names, said_to (share
        of the readers who get words there), texts (how many different ones), kind of
        the most personal name, verdict ("keep", "leave out", "test it"), reason

    Raises
    ------
    DataError
        as for `render`, or if tested= names what the template does not use

    References
    ----------
    Own definition. Tests: Newcombe (1998), method 10.

    Examples
    --------
    >>> news = Template("News", "{% if town %}Near {{ town }}.{% endif %} {{ n }} new.")
    >>> rows = pd.DataFrame({"town": ["Lunne", None] * 2, "n": [7] * 4})
    >>> worth_saying(news, rows)[["line", "names", "said_to", "verdict"]]
       line names  said_to    verdict
    0     1  town      0.5    test it
    1     1     n      1.0  leave out
    """
    table = engine.to_pandas(checks.table(rows, [], name="rows", columns=columns))
    strange = sorted(set(tested or {}) - set(template.fields))
    if strange:
        said = {"strange": strange, "names": list(template.fields)}
        raise DataError(words.NOT_USED.format(**said))
    fields = read_fields([template], table, given or {}, 200, [])
    kinds = personal_fields(template.fields, table)
    found = []
    for part, tree in template.trees.items():
        html = template.html and part == "body"
        for piece in pieces(tree, sandbox(template.language, html)):
            if not set(piece.names) & set(fields.own):
                continue
            texts = render_piece(piece, fields.columns, part)
            row = _looked_at(piece, texts, part, len(table), kinds)
            verdict = _verdict(row, tested or {}, least, level)
            found.append(
                {**row, **dict(zip(("verdict", "reason"), verdict, strict=True))}
            )
    result = Table(pd.DataFrame(found, columns=COLUMNS))
    out = int((result["verdict"] == words.LEAVE_OUT).sum())
    result.attrs["heading"] = words.WORTH.format(n=len(result), out=out)
    return result


def _looked_at(
    piece: Piece, texts: Texts, part: str, n: int, kinds: Mapping[str, str]
) -> dict[str, Any]:
    """Count who gets words from a piece, and how many different ones."""
    words_there = np.array([bool(text.strip()) for text in texts.texts] or [False])
    codes = np.zeros(n, dtype=np.int64) if texts.codes is None else texts.codes
    counts = np.bincount(codes, minlength=len(words_there))[: len(words_there)]
    said = counts[words_there]
    spoken = {t for t, there in zip(texts.texts, words_there, strict=True) if there}
    own = [kinds[name] for name in piece.names if name in kinds]
    order = [SENSITIVE, DELICATE, EXPECTED]
    return {
        "part": part,
        "line": piece.line,
        "names": ", ".join(piece.names),
        "said_to": float(said.sum() / n) if n else 0.0,
        "texts": len(spoken),
        "kind": min(own, key=order.index) if own else "",
        "most_common": float(said.max() / max(said.sum(), 1)) if len(said) else 0.0,
    }


def _verdict(
    row: Mapping[str, Any], tested: Mapping[str, Counts], least: float, level: float
) -> tuple[str, str]:
    """Return what to do with a piece, and the first rule that says so."""
    if row["kind"] in (SENSITIVE, DELICATE):
        return words.LEAVE_OUT, words.TOO_PERSONAL[row["kind"]]
    if row["said_to"] < least:
        return words.LEAVE_OUT, words.FOR_FEW.format(share=row["said_to"])
    everybody = row["said_to"] >= SAME_FOR_ALL
    if everybody and (row["texts"] == 1 or row["most_common"] >= SAME_FOR_ALL):
        return words.LEAVE_OUT, words.FOR_ALL
    for name in row["names"].split(", "):
        if name in tested:
            return _judged(tested[name], level)
    return words.TEST_IT, words.UNTESTED


def _judged(counts: Counts, level: float) -> tuple[str, str]:
    """Return what a test says of a sentence."""
    (k1, n1), (k0, n0) = counts
    found = rate_difference(k0, n0, k1, n1, level=level)
    ends = {"low": 100 * found.low, "high": 100 * found.high}
    if found.low > 0:
        return words.KEEP, words.HELPS.format(**ends)
    if found.high < 0:
        return words.LEAVE_OUT, words.HARMS.format(**ends)
    return words.LEAVE_OUT, words.NOT_SHOWN.format(**ends)
