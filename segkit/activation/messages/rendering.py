"""One message for every row, or the reason why there is none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from segkit import checks, engine
from segkit.activation.messages import joining
from segkit.activation.messages.fields import Fields, read_fields
from segkit.activation.messages.locale import NARROW, NO_BREAK
from segkit.activation.messages.pieces import Texts, pieces, render_piece
from segkit.activation.messages.sandbox import sandbox
from segkit.activation.messages.template import Template
from segkit.activation.words.messages import writing as words
from segkit.checks import DataError

LONGEST_SUBJECT = 998  # RFC 5322, section 2.1.1
MOST_REASONS = 5
Templates: TypeAlias = Template | Mapping[Any, Template]


class Messages(pd.DataFrame):
    """Messages by row: subject, body, refused, reason; shown as what came of them.

    What is printed says how many there are and why others are not. It shows no
    message, because each is somebody's: `preview` does.
    """

    @property
    def _constructor(self) -> Any:
        return pd.DataFrame

    def __repr__(self) -> str:
        """Say how many messages there are, and why rows were refused."""
        return "\n".join([self.attrs["heading"], *self.attrs["notes"], words.LOOK])

    def _repr_html_(self) -> str:
        from html import escape  # noqa: PLC0415

        return "".join(f"<p>{escape(line)}</p>" for line in repr(self).split("\n"))


def render(
    templates: Templates,
    rows: Any,
    *,
    by: str | Sequence[str] | None = None,
    given: Mapping[str, Any] | None = None,
    columns: Mapping[str, str] | None = None,
    longest: int = 200,
) -> Messages:
    """Write one message for every row, or say why that row gets none.

    Parameters
    ----------
    templates : a `Template`; or a dictionary of them, then `by` says whose is which
    rows : one row a message, any engine; the order and the index are kept
    by : the column (or columns) whose values are the dictionary's keys
    given : values that are the same for everybody, such as a deadline or a link
    columns : ``{"our name": "your name"}``
    longest : characters after which a text of a row is cut (it ends in …); counted

    Returns
    -------
    Messages by row: customer_id (if the rows have that column), subject (one line),
    body, refused (bool), reason (category, "" where there is a message). ``attrs``:
    heading, notes, reasons (count by reason), cut and cleaned (count by name)

    Raises
    ------
    DataError
        if a template uses a name that the rows do not have, a name is given twice, or
        the messages would not fit into memory

    References
    ----------
    Subjects: RFC 5322, section 2.1.1 and 2.2 (one line, no line ends, 998 characters).

    Examples
    --------
    >>> hello = Template("Hello {{ first_name | or('there') }}", "Your {{ city }} shop")
    >>> rows = pd.DataFrame({"first_name": ["Ann", None], "city": ["Lunne", None]})
    >>> found = render(hello, rows)
    >>> found
    1 of 2 messages are ready; 1 refused.
    1 refused. body, line 1: city is missing and has no fallback: write
    {{ city | or('...') }} or put {% if city %} around it
    Look at some: activation.preview(template, rows).
    >>> found["subject"].tolist()
    ['Hello Ann', '']
    """
    table = engine.to_pandas(checks.table(rows, [], name="rows", columns=columns))
    choice = _choice(templates, by)
    checks.whole_number(longest, name="longest", low=2, high=100_000)
    fields = read_fields([*choice.values()], table, given or {}, longest, [*_keys(by)])
    written = _written(choice, _groups(choice, fields, _keys(by)), fields)
    made = Messages(written["columns"], index=table.index)
    if "customer_id" in table:
        made.insert(0, "customer_id", table["customer_id"])
    made.attrs |= _said(made, fields, written["cut"])
    return made


def _keys(by: str | Sequence[str] | None) -> tuple[str, ...]:
    return () if by is None else (by,) if isinstance(by, str) else tuple(by)


def _choice(templates: Templates, by: Any) -> dict[Hashable, Template]:
    """Return the templates by key, a tuple of as many parts as by= has."""
    if isinstance(templates, Template):
        return {(): templates}
    if not isinstance(templates, Mapping):
        kind = type(templates).__name__
        raise DataError(words.NOT_A_TEMPLATE.format(what="templates", kind=kind))
    if not templates:
        raise DataError(words.NO_TEMPLATES)
    if by is None:
        raise DataError(words.BY_NEEDED)
    found: dict[Hashable, Template] = {}
    for key, template in templates.items():
        parts = key if isinstance(key, tuple) else (key,)
        if len(parts) != len(_keys(by)):
            said = {"key": key, "n": len(parts), "by": len(_keys(by))}
            raise DataError(words.BY_LENGTH.format(**said))
        if not isinstance(template, Template):
            said = {"what": f"templates[{key!r}]", "kind": type(template).__name__}
            raise DataError(words.NOT_A_TEMPLATE.format(**said))
        found[parts] = template
    return found


Group: TypeAlias = tuple[Hashable | None, str, np.ndarray | slice]


def _groups(
    choice: dict[Hashable, Template], fields: Fields, keys: tuple[str, ...]
) -> list[Group]:
    """Say which rows get which template, and which none and why."""
    if choice.keys() == {()}:
        return [((), "", slice(None))]
    found: list[Group] = []
    codes, distinct = fields.alike(keys)
    order = np.argsort(codes, kind="stable")
    ends = np.searchsorted(codes[order], np.arange(len(distinct) + 1))
    for place, values in enumerate(distinct):
        here = order[ends[place] : ends[place + 1]]
        absent = [k for k, v in zip(keys, values, strict=True) if fields.absent(v)]
        if absent:
            found.append((None, words.NO_GROUP.format(by=absent[0]), here))
        elif values in choice:
            found.append((values, "", here))
        else:
            named = " x ".join(f"{k} {v}" for k, v in zip(keys, values, strict=True))
            found.append((None, words.NO_KEY.format(key=named), here))
    return found


def _written(
    choice: dict[Hashable, Template], groups: list[Group], fields: Fields
) -> dict[str, Any]:
    """Render each group of rows with its template, and put the rows in order again."""
    parts = []
    for key, reason, here in groups:
        if key is None:
            parts.append(joining.nothing(len(fields.rows(here)), reason))
            continue
        parts.append(_texts(choice[key], fields.part(here)))
    places = [fields.rows(here) for _, _, here in groups]
    return joining.together(parts, places)


def _texts(template: Template, fields: Fields) -> joining.Written:
    """Render one template for its rows."""
    said: dict[str, list[Texts]] = {}
    for part, tree in template.trees.items():
        html = template.html and part == "body"
        found = pieces(tree, sandbox(template.language, html))
        said[part] = [render_piece(piece, fields.columns, part) for piece in found]
        if template.channel == "sms":  # its alphabet has no such spaces
            said[part] = [piece.without(NARROW, NO_BREAK) for piece in said[part]]
    return joining.join(said, fields.n, LONGEST_SUBJECT, template.html)


def _said(made: pd.DataFrame, fields: Fields, cut_subjects: int) -> dict[str, Any]:
    """Say what came of it."""
    counts = Counter(made["reason"].value_counts().to_dict())
    counts.pop("", None)
    reasons = {str(name): int(n) for name, n in counts.most_common() if n}
    notes = fields.notes()
    if cut_subjects:
        said = {"n": cut_subjects, "longest": LONGEST_SUBJECT}
        notes.append(words.CUT_SUBJECTS.format(**said))
    counted = {"cut": fields.cut(), "cleaned": fields.cleaned()}
    return summary(reasons, len(made), notes) | counted


def summary(reasons: dict[str, int], n: int, more: list[str]) -> dict[str, Any]:
    """Say how many messages there are, why others are not, and what else there is.

    Parameters
    ----------
    reasons : rows that were refused, by reason, the most common first
    n : all rows
    more : other notes

    Returns
    -------
    dict of heading, notes and reasons

    Examples
    --------
    >>> summary({"no town": 1}, 3, [])["heading"]
    '2 of 3 messages are ready; 1 refused.'
    """
    refused = sum(reasons.values())
    notes = [
        words.REFUSED_ROWS.format(n=n, reason=name)
        for name, n in list(reasons.items())[:MOST_REASONS]
    ]
    rest = list(reasons.values())[MOST_REASONS:]
    if rest:
        notes.append(words.OTHER_REASONS.format(n=sum(rest), k=len(rest)))
    said = {"made": n - refused, "n": n, "refused": refused}
    heading = words.RENDERED.format(**said)
    return {"heading": heading, "notes": notes + more, "reasons": reasons}
