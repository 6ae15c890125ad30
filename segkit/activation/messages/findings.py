"""What there is to find in messages that were rendered, one check a function."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from segkit.activation.messages.lengths import LIMITS, sms_parts
from segkit.activation.messages.personal import personal_fields
from segkit.activation.messages.shouting import shouting
from segkit.activation.messages.template import Template
from segkit.activation.words.messages import checking as words
from segkit.activation.words.messages.writing import DELICATE, SENSITIVE

MUST, SHOULD, NOTE = words.SEVERITIES
LEAVE = re.compile("|".join(words.WAYS_OUT), re.IGNORECASE)
BLANK = re.compile(
    r"\[(?:[^\W\d_][^\[\]\n]{1,30})\]|\{\{|\}\}|\bTODO\b|lorem ipsum", re.I
)


@dataclass(frozen=True)
class Checked:
    """What the checks look at.

    Parameters
    ----------
    templates : those that were used
    channel : where the messages go
    rows : the readers
    made : what `render` returned
    given : what is the same for everybody
    sender : the line on the sender, or None
    """

    templates: list[Template]
    channel: str
    rows: pd.DataFrame
    made: pd.DataFrame
    given: Mapping[str, Any]
    sender: str | None

    @property
    def ready(self) -> pd.DataFrame:
        """The messages that are there."""
        return self.made[~self.made["refused"]]


Finding = tuple[str, str, int, str, str]  # check, severity, rows, found, what to do


def refused(checked: Checked) -> Iterator[Finding]:
    """Find readers who get no message."""
    for reason, n in checked.made.attrs["reasons"].items():
        yield words.CHECK_MISSING, MUST, n, reason, words.DO_MISSING


def left_open(checked: Checked) -> Iterator[Finding]:
    """Find blanks that nobody filled in."""
    for part in ("subject", "body"):
        found = checked.ready[part].str.contains(BLANK)
        if found.any():
            shown = BLANK.search(checked.ready.loc[found, part].iloc[0])
            said = words.FOUND_BLANK.format(part=part, text=shown and shown.group(0))
            yield words.CHECK_BLANK, MUST, int(found.sum()), said, words.DO_BLANK


def lengths(checked: Checked) -> Iterator[Finding]:
    """Find messages that are too long for their channel."""
    for limit in LIMITS:
        if limit.channel != checked.channel:
            continue
        texts = checked.ready[limit.part]
        if limit.channel == "sms":
            sizes = texts.map({text: sms_parts(text) for text in texts.unique()})
            long, longest, unit = sizes > 1, sizes.max(), words.PARTS_OF_SMS
        else:
            sizes = texts.str.len()
            long, longest, unit = sizes > limit.most, sizes.max(), words.CHARACTERS
        if long.any():
            said = {"part": limit.part, "n": int(longest), "unit": unit}
            found = words.FOUND_LONG.format(
                most=limit.most, source=limit.source, **said
            )
            severity = MUST if limit.firm else SHOULD
            yield words.CHECK_LENGTH, severity, int(long.sum()), found, words.DO_LONG


def ways_out(checked: Checked) -> Iterator[Finding]:
    """Find messages without a way to stop them."""
    if checked.channel not in words.NEED_WAY_OUT:
        return
    link = str(checked.given.get("unsubscribe_link", ""))
    bodies = checked.ready["body"]
    there = bodies.str.contains(LEAVE)
    if link:
        there |= bodies.str.contains(link, regex=False)
    if (~there).any():
        n = int((~there).sum())
        do = words.DO_WAY_OUT[checked.channel]
        yield words.CHECK_WAY_OUT, MUST, n, words.FOUND_NO_WAY_OUT, do


def sender(checked: Checked) -> Iterator[Finding]:
    """Find e-mails that do not say who sends them, with a postal address."""
    if checked.channel not in words.NEED_SENDER:
        return
    line = checked.sender or checked.given.get("sender_line")
    if line is None:
        n = len(checked.ready)
        if n:
            yield words.CHECK_SENDER, MUST, n, words.FOUND_NO_LINE, words.DO_SENDER
        return
    escaped = str(line).replace("&", "&amp;")
    bodies = checked.ready["body"]
    there = bodies.str.contains(str(line), regex=False)
    there |= bodies.str.contains(escaped, regex=False)
    if (~there).any():
        n = int((~there).sum())
        yield words.CHECK_SENDER, MUST, n, words.FOUND_NO_SENDER, words.DO_SENDER


def shouts(checked: Checked) -> Iterator[Finding]:
    """Find subject lines that shout."""
    subjects = checked.ready["subject"].value_counts()
    faults: Counter[str] = Counter()
    for subject, n in subjects.items():
        for fault in shouting(str(subject)):
            faults[fault] += int(n)
    for fault, n in sorted(faults.items()):
        yield words.CHECK_SHOUTING, SHOULD, n, words.SHOUTS[fault], words.DO_SHOUTING


def personal(checked: Checked) -> Iterator[Finding]:
    """Find what is said about one person, and what must not be."""
    for template in checked.templates:
        kinds = personal_fields(template.fields, checked.rows)
        for name, kind in kinds.items():
            part, line = template.lines[name]
            printed = name in template.printed
            severity = _severity(kind, printed)
            if severity is None or name not in checked.rows:
                continue
            use = words.PRINTED if printed else words.ASKED
            said = {"name": name, "part": part, "line": line, "use": use}
            n = int(checked.rows[name].notna().sum())
            found = words.FOUND_PERSONAL[kind].format(**said)
            yield words.CHECK_PERSONAL, severity, n, found, words.DO_PERSONAL[kind]


def _severity(kind: str, printed: bool) -> str | None:
    if kind == SENSITIVE:
        return MUST
    if kind == DELICATE:
        return SHOULD if printed else NOTE
    return None


def twice(checked: Checked) -> Iterator[Finding]:
    """Find readers who would get the same mail twice."""
    ids = checked.rows.get("customer_id")
    if ids is None and checked.rows.index.name == "customer_id":
        ids = checked.rows.index.to_series()
    if ids is None:
        return
    again = ids.duplicated() & ids.notna()
    if again.any():
        yield (
            words.CHECK_TWICE,
            MUST,
            int(again.sum()),
            words.FOUND_TWICE,
            words.DO_TWICE,
        )


def touched(checked: Checked) -> Iterator[Finding]:
    """Find values that had to be shortened or cleaned."""
    for key, pattern in words.FOUND_VALUES.items():
        for name, n in checked.made.attrs[key].items():
            found = pattern.format(name=name)
            yield words.CHECK_VALUES, NOTE, n, found, words.DO_VALUES


CHECKS = (
    refused,
    left_open,
    lengths,
    ways_out,
    sender,
    shouts,
    personal,
    twice,
    touched,
)
