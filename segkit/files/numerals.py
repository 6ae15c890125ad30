"""Numbers in text: decimal point or comma, thousands, currency, by evidence."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

CODES = re.findall(
    "...",
    "EURUSDGBPCHFCADAUDNZDJPYCNYSEKNOKDKKPLNCZKHUFRONBGNTRYBRLMXNINRZARMADTNDDZD"
    "XOFXAFKRWSGDHKDAEDSARILSTHBUAHCLPCOPARSPEN",
)
SIGNS = {"€": "EUR", "£": "GBP", "$": "$", "¥": "¥", "₹": "INR", "zł": "PLN"}
SIGNS |= {"US$": "USD", "C$": "CAD", "A$": "AUD", "Fr.": "CHF", "kr.": "kr", "kr": "kr"}
MONEY = "|".join(re.escape(s) for s in sorted([*CODES, *SIGNS], key=len, reverse=True))
SPACE = "[ \u00a0\u202f\u2009]"
CELL = re.compile(
    rf"(?P<open>\()?(?P<minus>[-\u2212])?{SPACE}*(?P<before>{MONEY})?{SPACE}*"
    rf"(?P<minus2>[-\u2212])?(?P<body>[\d.,'\u2019]+(?:{SPACE}\d{{3}})*(?:[.,]\d+)?"
    rf"(?:[eE][-+]?\d+)?){SPACE}*(?P<after>{MONEY})?{SPACE}*(?P<minus3>-)?(?P<close>\))?"
)
PLAIN = re.compile(r"\d+")
ZERO_FIRST = re.compile(r"0\d+")
EITHER = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")  # 1.234 or 1,234
POINT = re.compile(r"\d*\.\d+|\d+\.|[1-9]\d{0,2}((,\d{3})+\.\d*|(,\d{3}){2,})")
COMMA = re.compile(r"\d*,\d+|\d+,|[1-9]\d{0,2}((\.\d{3})+,\d*|(\.\d{3}){2,})")
GROUPED = re.compile(
    rf"[1-9]\d{{0,2}}((?P<s>{SPACE}|['\u2019])\d{{3}})((?P=s)\d{{3}})*"
)
LONGEST = 18  # digits that a whole number of 64 bits always holds


@dataclass(frozen=True)
class Numbers:
    """The numbers that a column of text holds, one per distinct text."""

    styles: pd.Series
    bodies: pd.Series
    minus: pd.Series
    symbols: pd.Series
    counts: pd.Series
    kinds: Counter = field(default_factory=Counter)

    @property
    def all_numbers(self) -> bool:
        """Whether every text is a number and none an identifier such as 007."""
        return not (self.kinds["text"] or self.kinds["zero first"])


def scan(texts: pd.Series) -> Numbers:
    """Say for every distinct text how it is written as a number.

    Parameters
    ----------
    texts : Series of str, blanks left out

    Returns
    -------
    Numbers; its styles are plain, point, comma, either point, either comma,
    zero first or text

    References
    ----------
    own definition

    Examples
    --------
    >>> scan(pd.Series(["1.234,56", "7", "007", "free"])).styles.tolist()
    ['comma', 'plain', 'zero first', 'text']
    """
    counts = texts.value_counts(sort=False)
    parts = [_one(str(text)) for text in counts.index]
    rows = pd.DataFrame(
        parts, columns=["style", "body", "minus", "symbol"], index=counts.index
    )
    kinds: Counter = Counter()
    for style, n in zip(rows["style"], counts, strict=True):
        kinds[style] += int(n)
    return Numbers(
        rows["style"], rows["body"], rows["minus"], rows["symbol"], counts, kinds
    )


def _one(text: str) -> tuple[str, str, bool, str]:
    match = CELL.fullmatch(text.strip())
    if not match or bool(match["open"]) != bool(match["close"]):
        return ("text", "", False, "")
    minus = [match["open"], match["minus"], match["minus2"], match["minus3"]]
    symbol = match["before"] or match["after"] or ""
    if sum(map(bool, minus)) > 1 or (match["before"] and match["after"]):
        return ("text", "", False, "")
    style, body = _body(match["body"], bool(symbol))
    return (style, body, any(minus), SIGNS.get(symbol, symbol))


def _body(body: str, money: bool) -> tuple[str, str]:
    mantissa, e, power = body.partition("e" if "e" in body else "E")
    spaced = GROUPED.match(mantissa)
    if spaced:
        mantissa = re.sub(r"[^\d.,]", "", spaced[0]) + mantissa[spaced.end() :]
    whole = f"{mantissa}{e}{power}"
    if ZERO_FIRST.fullmatch(mantissa):
        return ("plain" if money else "zero first", whole)
    if PLAIN.fullmatch(mantissa):
        return ("point" if e else "plain", whole)
    if EITHER.fullmatch(mantissa) and not spaced:
        return ("either point" if "." in mantissa else "either comma", whole)
    if POINT.fullmatch(mantissa):
        return ("point", whole)
    return ("comma" if COMMA.fullmatch(mantissa) else "text", whole)


def sure_style(numbers: Numbers) -> str | None:
    """Say which decimal sign the values themselves prove.

    Parameters
    ----------
    numbers : from `scan`

    Returns
    -------
    "point", "comma", "mixed", or None when nothing proves it

    References
    ----------
    own definition

    Examples
    --------
    >>> sure_style(scan(pd.Series(["1,5", "2.000,00"])))
    'comma'
    >>> sure_style(scan(pd.Series(["1,234"]))) is None
    True
    """
    point, comma = numbers.kinds["point"], numbers.kinds["comma"]
    if point and comma:
        return "mixed"
    return "point" if point else ("comma" if comma else None)


def style_of(numbers: Numbers, others: set[str], separator: str) -> str | None:
    """Decide a column's decimal sign: its own values first, then the file's.

    Parameters
    ----------
    numbers : from `scan`
    others : decimal signs that other columns prove
    separator : of the file; a comma-separated file leaves the point to decimals

    Returns
    -------
    "plain", "point", "comma" or "mixed"; None when it cannot be decided

    References
    ----------
    own definition

    Examples
    --------
    >>> style_of(scan(pd.Series(["1,234"])), {"point"}, ";")
    'point'
    >>> style_of(scan(pd.Series(["1,234"])), set(), ";") is None
    True
    """
    sure = sure_style(numbers)
    either = {k for k in ("either point", "either comma") if numbers.kinds[k]}
    if sure or not either:
        return sure or "plain"
    if len(others) == 1:
        return next(iter(others))
    if either == {"either point"} and separator in {",", "", "\t"}:
        return "point"
    if len(either) == 2:
        return "mixed"
    return None


def values(texts: pd.Series, numbers: Numbers, style: str) -> pd.Series:
    """Turn texts into numbers under one decimal sign.

    Parameters
    ----------
    texts : Series of str; missing stays missing
    numbers : from `scan` of the same texts
    style : "plain", "point" or "comma"

    Returns
    -------
    Series: int64 when all are whole, Int64 when some are missing, else float64;
    NaN where a text is no number

    References
    ----------
    own definition

    Examples
    --------
    >>> texts = pd.Series(["1.234,50 €", "(2,00)"])
    >>> values(texts, scan(texts), "comma").tolist()
    [1234.5, -2.0]
    """
    bodies = numbers.bodies.where(numbers.styles != "text", "")
    thousands, decimal = (".", ",") if style == "comma" else (",", ".")
    plain = bodies.str.replace(thousands, "").str.replace(decimal, ".")
    signs = np.where(numbers.minus, "-", "")
    signed = pd.Series(signs, index=plain.index, dtype=str) + plain
    if numbers.all_numbers and not plain.str.contains(r"[.eE]", regex=True).any():
        return _whole(texts, signed)
    parsed = pd.to_numeric(signed.where(plain != ""), errors="coerce").astype(float)
    return _each(texts, parsed)


def _whole(texts: pd.Series, signed: pd.Series) -> pd.Series:
    parsed = signed.map(int).astype("Int64")
    result = _each(texts, parsed)
    return result if texts.isna().any() else result.astype("int64")


def _each(texts: pd.Series, parsed: pd.Series) -> pd.Series:
    """Give every row the value of its text: quicker than Series.map."""
    codes, distinct = pd.factorize(texts)
    taken = parsed.reindex(distinct).array.take(codes, allow_fill=True)
    return pd.Series(taken, index=texts.index, name=texts.name)


def fits(numbers: Numbers) -> bool:
    """Say whether the numbers keep all their digits (long ids stay text).

    Parameters
    ----------
    numbers : from `scan`

    Returns
    -------
    bool

    References
    ----------
    own definition

    Examples
    --------
    >>> fits(scan(pd.Series(["12345678901234567890"])))
    False
    """
    whole = numbers.bodies[numbers.styles == "plain"]
    return not (whole.str.len() > LONGEST).any()
