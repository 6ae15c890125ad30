"""The text of one date taken apart: numbers, month names, clock and offset."""

from __future__ import annotations

import re
from typing import Any

PARTS = ["style", "y", "m", "d", "a", "b", "h", "mi", "s", "us", "tz", "offset"]
TIME = (
    r"(?:(?:T|,? +|,? à |,? at |,? um )(?P<h>\d{1,2})[:h.](?P<mi>\d{2})"
    r"(?:[:.](?P<s>\d{2})(?:[.,](?P<f>\d{1,9}))?)?(?: Uhr)?)?"
    r"\s*(?P<ap>[AaPp]\.?[Mm]\.?)?\s*(?P<tz>Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?"
)
PATTERNS = {
    "iso": re.compile(
        rf"(?P<y>\d{{4}})(?P<sep>[-/.])(?P<m>\d{{1,2}})(?P=sep)(?P<d>\d{{1,2}}){TIME}"
    ),
    "numeric": re.compile(
        r"(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4}|\d{2})" + TIME
    ),
    "named": re.compile(
        r"(?:[^\W\d]+\.?,? )?(?P<d>\d{1,2})(?:st|nd|rd|th|er|\.)?[ -](?:de )?"
        rf"(?P<name>[^\W\d]+)\.?,?[ -](?:de )?(?P<y>\d{{4}}|\d{{2}}){TIME}"
    ),
    "named us": re.compile(
        r"(?:[^\W\d]+\.?, )?(?P<name>[^\W\d]+)\.? (?P<d>\d{1,2})(?:st|nd|rd|th)?,? "
        rf"(?P<y>\d{{4}}){TIME}"
    ),
}
MONTHS = {
    1: "january janvier januar januari enero gennaio jan janv ene",
    2: "february fevrier februar febrero febbraio feb fev fevr",
    3: "march mars marz maerz marzo mar mrz",
    4: "april avril abril aprile apr avr abr",
    5: "may mai mayo maggio",
    6: "june juin juni junio giugno jun",
    7: "july juillet juli julio luglio jul juil",
    8: "august aout agosto aug ago",
    9: "september septembre septiembre settembre sep sept set",
    10: "october octobre oktober octubre ottobre oct okt",
    11: "november novembre noviembre nov",
    12: "december decembre dezember diciembre dicembre dec dez dic",
}
MONTH = {word: n for n, words in MONTHS.items() for word in words.split()}
ACCENTS = str.maketrans("éèêûùôäáíóúñ", "eeeuuoaaioun")


def split(text: str) -> list[Any]:
    """Take the text of a date apart.

    Parameters
    ----------
    text : such as "31/12/2024 23:59"

    Returns
    -------
    list in the order of PARTS: style (iso, numeric, named; None if no date), year,
    month, day, the two numbers whose order is open, hour, minute, second,
    microsecond, offset as written, offset in minutes

    References
    ----------
    own definition

    Examples
    --------
    >>> split("31/12/24 9:05 pm")
    ['numeric', 24, 0, 0, 31, 12, 21, 5, 0, 0, None, None]
    """
    found = _match(text)
    if not found:
        return [None] * len(PARTS)
    style, part = found
    month = MONTH.get((part.get("name") or "").lower().translate(ACCENTS))
    if style.startswith("named"):
        if month is None:
            return [None] * len(PARTS)
        style = "named"
    hour = int(part["h"] or 0)
    if part["ap"] and part["h"]:
        hour = hour % 12 + (12 if part["ap"][0] in "pP" else 0)
    micro = int((part["f"] or "0").ljust(6, "0")[:6])
    day = [int(part["y"]), int(part.get("m") or month or 0), int(part.get("d") or 0)]
    order = [int(part.get("a") or 0), int(part.get("b") or 0)]
    clock = [hour, int(part["mi"] or 0), int(part["s"] or 0), micro]
    return [style, *day, *order, *clock, part["tz"], _minutes(part["tz"])]


def _minutes(zone: str | None) -> int | None:
    if zone is None:
        return None
    if zone in {"Z", "UTC", "GMT"}:
        return 0
    digits = zone[1:].replace(":", "").ljust(4, "0")
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    return -minutes if zone[0] == "-" else minutes


def _match(text: str) -> tuple[str, dict[str, str]] | None:
    for style, pattern in PATTERNS.items():
        match = pattern.fullmatch(text.strip())
        if match:
            return style, match.groupdict()
    return None
