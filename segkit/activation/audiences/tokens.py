"""The text of a rule cut into words, numbers, days and texts, each with its place."""

from __future__ import annotations

import difflib
import json
import re
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, NoReturn

from segkit.activation.words import audiences as words
from segkit.checks import DataError

LONGEST_RULE = 2_000_000
SHOWN = 60  # characters of the line shown with an error

Kind = Literal["name", "quoted name", "text", "number", "date", "sign", "end"]

WORDS = (
    "after all and any at audience before between bought clicked contains count "
    "customers days does ends exactly false first from had in is known last least "
    "less more most never none not of on opened or starts sum that the true "
    "unknown unsubscribed up where within "
)
RESERVED = frozenset(WORDS.split())
PATTERN = re.compile(
    r"""(?P<space>\s+)
    |(?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|“[^”]*”)
    |(?P<quoted>`(?:[^`\\]|\\.)+`)
    |(?P<date>\d{4}-\d{2}-\d{2}(?![\w-]))
    |(?P<number>[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?)
    |(?P<name>[^\W\d]\w*)
    |(?P<sign><=|>=|!=|<>|==|[=<>(),.≤≥≠])""",
    re.VERBOSE | re.DOTALL,
)
SIGNS = {"<>": "!=", "==": "=", "≤": "<=", "≥": ">=", "≠": "!="}


@dataclass(frozen=True)
class Token:
    """A piece of the text: its kind, its value, and where it stands."""

    kind: Kind
    value: Any
    at: int
    shown: str

    def says(self, *names: str) -> bool:
        """Say whether this is one of these words, in capitals or not."""
        return self.kind == "name" and self.value.lower() in names

    def is_sign(self, *signs: str) -> bool:
        """Say whether this is one of these signs."""
        return self.kind == "sign" and self.value in signs


def cut(text: str) -> list[Token]:
    """Cut the text of a rule into its pieces.

    Parameters
    ----------
    text : of the rule

    Returns
    -------
    list of Token; the last one stands for the end

    Raises
    ------
    DataError
        where a text is not closed, or a character belongs to no rule

    Examples
    --------
    >>> [token.kind for token in cut("n_orders >= 2")]
    ['name', 'sign', 'number', 'end']
    """
    if not isinstance(text, str):
        raise DataError(words.NOT_TEXT.format(kind=type(text).__name__))
    if len(text) > LONGEST_RULE:
        raise DataError(words.LONG_RULE.format(most=LONGEST_RULE, n=len(text)))
    found, at = [], 0
    while at < len(text):
        piece = PATTERN.match(text, at)
        if piece is None:
            _no_piece(text, at)
        if piece.lastgroup != "space":
            found.append(_token(text, piece))
        at = piece.end()
    return [*found, Token("end", None, len(text), words.END_OF_RULE)]


def refuse(text: str, at: int, told: str) -> NoReturn:
    """Refuse a rule, and point at the place.

    Parameters
    ----------
    text : of the rule
    at : the place, counted from 0
    told : what is wrong

    Raises
    ------
    DataError
        always

    Examples
    --------
    >>> refuse("a = b", 4, "a value is needed")
    Traceback (most recent call last):
    ...
    segkit.checks.DataError: rule, line 1, character 5: a value is needed
    a = b
        ^
    """
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    line = text[start : end if end >= 0 else len(text)]
    column = at - start
    first = max(0, column - SHOWN // 2)
    shown = line[first : first + SHOWN].replace("\t", " ")
    raise DataError(
        words.PLACE.format(
            line=text.count("\n", 0, at) + 1,
            at=column + 1,
            text=told,
            shown=shown,
            caret=" " * (column - first) + "^",
        )
    )


def needed(text: str, token: Token, need: str, known: tuple[str, ...] = ()) -> NoReturn:
    """Refuse what stands here, and say what is needed.

    Parameters
    ----------
    text : of the rule
    token : what stands here
    need : a key of `words.NEEDS`, or what is needed in words
    known : words that could have been meant

    Raises
    ------
    DataError
        always

    Examples
    --------
    >>> needed("n_orders", Token("end", None, 8, "the end"), "value")
    Traceback (most recent call last):
    ...
    segkit.checks.DataError: rule, line 1, character 9: a value (a number, a day such as
    2024-06-30, text in double quotes, true or false) is needed; found the end
    n_orders
            ^
    """
    told = words.NEEDS.get(need, need)
    found = token.shown if len(token.shown) <= SHOWN else token.shown[:SHOWN] + "..."
    said = words.NEEDED.format(need=told, found=found)
    near: list[str] = []
    if token.kind == "name":
        near = difflib.get_close_matches(token.value.lower(), known, 1, 0.7)
    hint = words.HINT.format(hint=near[0]) if near else ""
    refuse(text, token.at, said + hint)


def _token(text: str, piece: re.Match[str]) -> Token:
    raw, at, group = piece.group(), piece.start(), piece.lastgroup
    if group == "text":
        return Token("text", _text(text, raw, at), at, raw)
    if group == "quoted":
        return Token("quoted name", _text(text, raw, at), at, raw)
    if group == "date":
        return Token("date", _date(text, raw, at), at, raw)
    if group == "number":
        whole = raw.lstrip("+-").isdigit() and len(raw) <= SHOWN
        return Token("number", int(raw) if whole else float(raw), at, raw)
    if group == "name":
        return Token("name", raw, at, repr(raw))
    return Token("sign", SIGNS.get(raw, raw), at, repr(raw))


def _text(text: str, raw: str, at: int) -> str:
    if raw[0] == "“":
        return raw[1:-1]
    body = raw[1:-1]
    if raw[0] != '"':
        body = body.replace("\\" + raw[0], raw[0])
        body = re.sub(r'(\\.)|"', lambda m: m.group(1) or '\\"', body, flags=re.DOTALL)
    try:
        return str(json.loads(f'"{body}"', strict=False))
    except ValueError:
        escape = re.search(r"\\(?![\"\\/bfnrt]|u[0-9a-fA-F]{4})..?", body, re.DOTALL)
        found = escape.group() if escape else raw[:SHOWN]
        refuse(text, at, words.BAD_ESCAPE.format(found=found))


def _date(text: str, raw: str, at: int) -> date:
    try:
        return date.fromisoformat(raw)
    except ValueError:
        refuse(text, at, words.BAD_DATE.format(found=raw))


def _no_piece(text: str, at: int) -> NoReturn:
    if text[at] in "\"'`“":
        quote = {"“": "”"}.get(text[at], text[at])
        refuse(text, at, words.OPEN_TEXT.format(quote=quote))
    refuse(text, at, words.NO_CHARACTER.format(found=text[at]))
