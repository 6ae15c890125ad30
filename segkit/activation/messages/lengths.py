"""How long a message may be on its channel, and who says so."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from segkit.activation.words.messages import checking as words
from segkit.record import Table

# 3GPP TS 23.038, section 6.2.1: the alphabet of text messages; each character of the
# extension takes two places.
ALPHABET = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION = frozenset("\x0c^{}\\[~]|€")


@dataclass(frozen=True)
class Limit:
    """How many characters a part of a message may have on a channel.

    Parameters
    ----------
    channel : email, sms, push, search ad, social ad, letter
    part : subject or body
    most : characters
    firm : whether more is impossible, or only unwise
    source : who says so
    """

    channel: str
    part: str
    most: int
    firm: bool
    source: str


LIMITS = tuple(Limit(*row) for row in words.LENGTHS)
CHANNELS = ("email", "sms", "push", "search ad", "social ad", "letter")


def length_limits() -> Table:
    """List how long messages may be, by channel, and who says so.

    Returns
    -------
    Table by channel and part: most (characters), firm (bool), source

    References
    ----------
    In the column source.

    Examples
    --------
    >>> length_limits()["most"].to_dict()["sms", "body"]
    160
    """
    table = Table(pd.DataFrame([vars(limit) for limit in LIMITS]))
    table = Table(table.set_index(["channel", "part"]))
    table.attrs["heading"] = words.LENGTHS_HEADING
    return table


def sms_parts(text: str) -> int:
    """Say as how many text messages a text is sent, and paid for.

    Parameters
    ----------
    text : what is sent

    Returns
    -------
    int: 0 for nothing; one sign outside the alphabet of text messages (ê, an emoji)
        makes all of it travel at 70 signs a message instead of 160

    References
    ----------
    3GPP TS 23.038, section 6.2.1, and TS 23.040, section 9.2.3.24.1: 160 signs, or 153
    in each part; 70 or 67 in UCS-2.

    Examples
    --------
    >>> sms_parts("a" * 160), sms_parts("a" * 161), sms_parts("ê" + "a" * 70)
    (1, 2, 2)
    """
    if not text:
        return 0
    if set(text) <= ALPHABET | EXTENSION:
        size = len(text) + sum(sign in EXTENSION for sign in text)
        alone, each = 160, 153
    else:
        size = len(text.encode("utf-16-le", "replace")) // 2
        alone, each = 70, 67
    return 1 if size <= alone else -(-size // each)
