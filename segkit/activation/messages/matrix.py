"""The message matrix: what to say to whom, where and what for, around one core line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

import pandas as pd

from segkit import checks
from segkit.activation.messages.library import CHANNELS, PURPOSES, template
from segkit.activation.messages.template import Template
from segkit.activation.words.messages import english_private
from segkit.activation.words.messages import planning as words
from segkit.checks import DataError
from segkit.record import Table

IF_KNOWN = re.compile(
    r"\{% if(?:(?!\{% (?:endif|else) %\}).)*(?:\{% else %\}(.*?))?\{% endif %\}"
)
FALLBACK = re.compile(r"\{\{[^{}]*\|\s*or\((['\"])(.*?)\1\)[^{}]*\}\}")
BLANK = re.compile(r"\{\{\s*(\w+)[^{}]*\}\}")
PerSegment: TypeAlias = Iterable[str] | Mapping[str, Iterable[str]]


def message_matrix(
    segments: Any,
    channels: PerSegment,
    purposes: PerSegment,
    *,
    core: str,
    lines: Mapping[str, str] | None = None,
    tones: Mapping[str, str] | None = None,
    own: Mapping[tuple[str, str], Template] | None = None,
) -> Table:
    """Say which message each segment gets on which channel, all with one core line.

    Parameters
    ----------
    segments : a segmentation (Series of segments by customer, which also gives the
        sizes), or names of segments or of personas, in the order that they shall have
    channels : the same for all, or by segment: {"Loyal": ["email", "sms"], ...}
    purposes : the same for all, or by segment
    core : the line that every message shares: what the shop promises to everybody
    lines : by segment, what the core line means for them; missing ones are said
    tones : "B2C" or "B2B" by segment; B2C for those that are not named
    own : your templates by (purpose, channel), beside those of the library

    Returns
    -------
    Table, a row a cell: segment, n (customers; missing if not known), channel, purpose,
        tone, core, line (the segment's own), text ("ready": a template is there; "to
        write"), subject. ``attrs``: heading, notes, core. A subject stands in its
        plainest form, its blanks in square brackets

    Raises
    ------
    DataError
        if the core line is empty, a segment is unknown in channels, purposes or lines,
        or a segment stands there twice

    References
    ----------
    Own definition.

    Examples
    --------
    >>> matrix = message_matrix(["New", "Loyal"], ["email"],
    ...     {"New": ["welcome"], "Loyal": ["thanks"]}, core="Made to last.",
    ...     lines={"New": "Begin with one good thing.", "Loyal": "We mend it, too."})
    >>> matrix[["segment", "purpose", "text"]].values.tolist()
    [['New', 'welcome', 'ready'], ['Loyal', 'thanks', 'ready']]
    """
    names, sizes = segment_names(segments)
    if not isinstance(core, str) or not core.strip():
        raise DataError(words.NO_CORE)
    by_segment = {
        "channels": _by_segment(channels, names, "channels"),
        "purposes": _by_segment(purposes, names, "purposes"),
    }
    for given, name in ((lines, "lines"), (tones, "tones")):
        _known(given or {}, names, name)
    rows = [
        {
            "segment": segment,
            "n": sizes.get(segment, pd.NA),
            "channel": channel,
            "purpose": purpose,
            "tone": (tones or {}).get(segment, "B2C"),
            "core": core.strip(),
            "line": (lines or {}).get(segment, ""),
        }
        for segment in names
        for purpose in by_segment["purposes"][segment]
        for channel in by_segment["channels"][segment]
    ]
    table = Table(pd.DataFrame(rows, columns=words.MATRIX_COLUMNS))
    found = [_text(row, own or {}) for row in rows]
    table["text"] = [words.READY if text else words.TO_WRITE for text in found]
    table["subject"] = [_plain(text.subject) if text else "" for text in found]
    table["n"] = table["n"].astype("Int64")
    table.attrs |= _said(table, names, core.strip())
    return table


def segment_names(segments: Any) -> tuple[list[str], dict[str, int]]:
    """Return the names of segments in their order, and how many customers each has."""
    if isinstance(segments, pd.Series):
        kinds = segments.astype("category")
        sizes = kinds.value_counts()
        names = [str(name) for name in kinds.cat.categories]
        return names, {str(name): int(sizes[name]) for name in kinds.cat.categories}
    if isinstance(segments, str):
        raise DataError(words.ONE_TEXT.format(value=segments))
    names = [str(name) for name in segments]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise DataError(words.SEGMENT_TWICE.format(names=twice))
    if not names:
        raise DataError(words.NO_SEGMENTS)
    return names, {}


def _known(given: Mapping[str, Any], names: list[str], argument: str) -> None:
    strange = [name for name in given if str(name) not in names]
    if strange:
        said = {"argument": argument, "strange": strange, "names": names}
        raise DataError(words.UNKNOWN_SEGMENTS.format(**said))


def _by_segment(
    given: PerSegment, names: list[str], argument: str
) -> dict[str, list[str]]:
    """Return a list for every segment, whichever way it was given."""
    if isinstance(given, str):
        raise DataError(words.ONE_TEXT.format(value=given))
    if isinstance(given, Mapping):
        _known(given, names, argument)
        for value in given.values():
            if isinstance(value, str):
                raise DataError(words.ONE_TEXT.format(value=value))
        by_name = {str(name): list(value) for name, value in given.items()}
        return {name: by_name.get(name, []) for name in names}
    return {name: list(given) for name in names}


def _text(
    row: Mapping[str, Any], own: Mapping[tuple[str, str], Template]
) -> Template | None:
    """Return the template of a cell, one's own before the library's."""
    key = (row["purpose"], row["channel"])
    if key in own:
        return own[key]
    checks.choice(row["tone"], ["B2C", "B2B"], name="tones")
    if key[0] not in PURPOSES or key[1] not in CHANNELS:
        return None
    if key[1] == "sms" and key[0] not in english_private.SMS:
        return None
    return template(key[0], tone=row["tone"], channel=key[1])


def _plain(subject: str) -> str:
    """Write a subject as it is for somebody of whom nothing is known."""
    text = IF_KNOWN.sub(lambda found: found.group(1) or "", subject)
    text = FALLBACK.sub(lambda found: found.group(2), text)
    return BLANK.sub(r"[\1]", text)


def _said(table: pd.DataFrame, names: list[str], core: str) -> dict[str, Any]:
    notes = []
    silent = sorted(set(names) - set(table["segment"]), key=names.index)
    if silent:
        notes.append(words.SILENT.format(names=", ".join(silent)))
    bare = table.loc[table["line"] == "", "segment"].unique()
    if len(bare):
        notes.append(words.NO_LINE.format(names=", ".join(bare)))
    lines = table.loc[table["line"] != ""].drop_duplicates("segment")["line"]
    if len(lines) > 1 and lines.nunique() == 1:
        notes.append(words.SAME_LINE)
    ready = int((table["text"] == words.READY).sum())
    said = {"cells": len(table), "segments": len(names), "ready": ready}
    notes.append(words.CONTENT_NOTE)
    return {
        "heading": words.MATRIX.format(core=core, **said),
        "notes": notes,
        "core": core,
    }
