"""Take out of a text what would say who wrote it."""

from __future__ import annotations

import re

from segkit.personas.words.voices import MASKS

MAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.\w{2,}")
LINK = re.compile(r"(?:https?://|www\.)\S+|@\w{2,}", re.IGNORECASE)
CODE = re.compile(r"\b(?=\w*\d\w*\d\w*\d)(?=\w*[A-Za-z])[\w-]{4,}\b|#\s?\w*\d\w*")
LONG_NUMBER = re.compile(r"(?<!\w)\+?\d(?:[\s./()-]?\d){3,}(?!\w)")
NAMED = re.compile(
    r"\b(I am|I'm|my name is|signed|regards|je m'appelle|je suis|cordialement|Mr|Mrs|"
    r"Ms|Dr|Mme|M\.)[ ,:.]+((?:[A-ZÀ-Þ][\w'\u2019-]+)(?: [A-ZÀ-Þ][\w'\u2019-]+)?)"
)


def masked(text: str) -> str:
    """Replace addresses, links, long numbers, order codes and signatures.

    Parameters
    ----------
    text : what somebody wrote

    Returns
    -------
    str; a sign that care was taken, not a proof that nobody can be recognised

    References
    ----------
    own definition

    Examples
    --------
    >>> masked("Write to jo@mail.example or 06 12 34 56 78, order O000220. Mrs Rowe")
    'Write to [address] or [number], order [order]. Mrs [name]'
    """
    text = MAIL.sub(MASKS["address"], text)
    text = LINK.sub(MASKS["link"], text)
    text = CODE.sub(MASKS["order"], text)
    text = LONG_NUMBER.sub(MASKS["number"], text)
    return NAMED.sub(lambda hit: f"{hit[1]} {MASKS['name']}", text)
