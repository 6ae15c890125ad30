"""Take out of a text what would say who wrote it, or whom it is about."""

from __future__ import annotations

import re

MASKS = {
    "address": "[address]",
    "link": "[link]",
    "number": "[number]",
    "code": "[code]",
    "name": "[name]",
}
MAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.\w{2,}")
LINK = re.compile(r"(?:https?://|www\.)\S+|(?<!\w)@\w{2,}", re.IGNORECASE)
CODE = re.compile(r"\b(?=\w*\d\w*\d\w*\d)(?=\w*[A-Za-z])[\w-]{4,}\b|#\s?\w*\d\w*")
NUMBER = re.compile(r"(?<!\w)\+?\d(?:[\s./()-]?\d){3,}(?!\w)")
NAME = r"[A-ZÀ-Þ][\w'\u2019-]+"
NAMED = re.compile(
    r"\b((?i:dear|hello|hi|hey|bonjour|bonsoir|salut|ch[eè]re?|regards|sincerely|"
    r"cheers|cordialement|bien à vous|amicalement|i am|i'm|my name is|signed|"
    r"je m'appelle|je suis|mr|mrs|ms|miss|dr|mme|mlle|monsieur|madame)|M\.)"
    rf"([ \t,:.!\n]+)({NAME}(?:[ \t]+{NAME})?)"
)


def masked(text: str) -> str:
    r"""Replace addresses, links, long numbers, codes, and names after greetings.

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
    >>> masked("Dear Anna, write to jo@mail.example or 06 12 34 56 78.\nRegards, Jo Li")
    'Dear [name], write to [address] or [number].\nRegards, [name]'
    """
    text = MAIL.sub(MASKS["address"], text)
    text = LINK.sub(MASKS["link"], text)
    text = CODE.sub(MASKS["code"], text)
    text = NUMBER.sub(MASKS["number"], text)
    return NAMED.sub(lambda hit: f"{hit[1]}{hit[2]}{MASKS['name']}", text)
