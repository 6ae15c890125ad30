"""Several wordings of one message: how much they change, and whose is which."""

from __future__ import annotations

import difflib
import re
from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from segkit import checks
from segkit.activation.messages.shouting import shouting
from segkit.activation.messages.template import Template
from segkit.activation.words.messages import saying as words
from segkit.checks import DataError
from segkit.record import Table

TOKEN = re.compile(r"\{[{%].*?[%}]\}|[^\W_]+(?:['\u2019-][^\W_]+)*")
SMALL = 0.5  # share of the words up to which a change is small


def subject_variants(base: str, variants: Mapping[str, str], most: int = 50) -> Table:
    """Say how much each subject line differs from the one that you have.

    Begin with small changes: where half of the words stay, a test says what the other
    half did.

    Parameters
    ----------
    base : the subject line as it is
    variants : by segment (or any name), the line for them; it may hold names in curly
        brackets and conditions
    most : characters that a subject may have

    Returns
    -------
    Table by variant, the base ("as it is") first: subject, length, words_changed,
        change_rate (share of the words that differ, 0 to 1), size ("the same", "small
        change", "another line"), advice

    Raises
    ------
    DataError
        if a line is empty, or cannot be read as a template

    References
    ----------
    Own definition; words are matched by difflib (Ratcliff and Obershelp 1988).

    Examples
    --------
    >>> table = subject_variants("A little guide to your garden",
    ...     {"busy people": "A two-minute guide to your garden"})
    >>> table["size"]["busy people"]
    'small change'
    """
    checks.whole_number(most, name="most")
    for name, line in {words.AS_IT_IS: base, **variants}.items():
        if not isinstance(line, str) or not line.strip():
            raise DataError(words.EMPTY_LINE.format(name=name))
        Template(line, "x", name=str(name))
    rows = [_variant(words.AS_IT_IS, base, base, most)]
    rows += [_variant(str(name), line, base, most) for name, line in variants.items()]
    result = Table(pd.DataFrame(rows).set_index("variant"))
    result.attrs["heading"] = words.VARIANTS.format(n=len(variants))
    result.attrs["notes"] = [words.TEST_THEM]
    return result


def _variant(name: str, line: str, base: str, most: int) -> dict[str, Any]:
    old, new = (TOKEN.findall(text.lower()) for text in (base, line))
    blocks = difflib.SequenceMatcher(None, old, new, autojunk=False)
    same = sum(block.size for block in blocks.get_matching_blocks())
    longest = max(len(old), len(new), 1)
    share = 1 - same / longest
    size = words.SMALL if share <= SMALL else words.ANOTHER
    length = len(re.sub(r"\{%.*?%\}", "", line))
    advice = [words.TOO_LONG] if length > most else []
    advice += [words.CALM.format(fault=fault) for fault in shouting(line)]
    return {
        "variant": name,
        "subject": line,
        "length": length,
        "words_changed": longest - same,
        "change_rate": share,
        "size": words.SAME if share == 0 else size,
        "advice": "; ".join(advice),
    }


def templates_from(
    table: Any, *, by: str | list[str], columns: Mapping[str, str] | None = None
) -> dict[Hashable, Template]:
    """Read templates from a table, such as messages.csv: a row a segment.

    Parameters
    ----------
    table : the columns `by`, subject and body; optionally language, channel, purpose,
        tone and name
    by : the column or columns that say whose the message is
    columns : ``{"our name": "your name"}``

    Returns
    -------
    dict of Template, for ``render(..., by=by)``

    Raises
    ------
    DataError
        naming the row if a template cannot be read or a key stands there twice

    References
    ----------
    Own definition.

    Examples
    --------
    >>> table = pd.DataFrame({"segment": ["New"], "subject": ["Hi"], "body": ["Hello"]})
    >>> templates_from(table, by="segment")["New",].subject
    'Hi'
    """
    keys = [by] if isinstance(by, str) else list(by)
    rows = checks.table(
        table, [*keys, "subject", "body"], name="table", columns=columns
    )
    rows = pd.DataFrame(rows).astype(object)
    found: dict[Hashable, Template] = {}
    for place, (_, row) in enumerate(rows.iterrows(), 1):
        key = tuple(row[name] for name in keys)
        if key in found:
            raise DataError(words.KEY_TWICE.format(row=place, key=key))
        said: dict[str, Any] = {
            name: str(row[name])
            for name in ("language", "channel", "purpose", "tone", "name")
            if name in row and pd.notna(row[name])
        }
        subject, body = ("" if pd.isna(row[n]) else row[n] for n in ("subject", "body"))
        try:
            found[key] = Template(subject, body, **said)
        except DataError as error:
            raise DataError(words.IN_ROW.format(row=place, error=error)) from None
    return found
