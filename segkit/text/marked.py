"""Texts as words and pairs of words, with those that the author denies marked."""

from __future__ import annotations

from itertools import pairwise

from segkit.text.lexicon import lexicon
from segkit.text.scoring import WORD, parts

TURNED, REPORTED = "~", "“"


def marked_words(text: str, language: str, *, mark: bool = True) -> list[str]:
    """List the words of a text and their pairs; words denied or quoted carry a mark.

    Parameters
    ----------
    text : folded
    language : "English" or "French"
    mark : whether words denied or quoted carry a mark

    Returns
    -------
    list of str: so that "too slow" and "they say: too slow. Not here" differ

    References
    ----------
    own definition, after Das and Chen (2001), who mark negated words

    Examples
    --------
    >>> marked_words("they say: slow. not here. fine", "English")
    ['~slow', 'they', 'say', 'they say', 'fine']
    """
    found: list[str] = []
    pieces = parts(text, lexicon(language)) if mark else [(text, 1.0)]
    for part, factor in pieces:
        sign = "" if factor == 1 else TURNED if factor < 0 else REPORTED
        words = [sign + w for w in WORD.findall(part)]
        found += words
        found += [f"{a} {b}" for a, b in pairwise(words)]
    return found
