"""What speaks for and against in a text: clauses, negation, contrast, quotations."""

from __future__ import annotations

import re
from typing import NamedTuple

from segkit.text.lexicon import Lexicon

QUOTED = re.compile(r"\"([^\"]+)\"|«([^»]+)»|\u201c([^\u201d]+)\u201d")
SENTENCE = re.compile(r"[^.!?;\n]+[.!?;\n]*")
WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|[,:()]")
STOPS = frozenset(",:()")
SCOPE = 3  # words that a negation turns
TURNED = -0.75
BEFORE_BUT, AFTER_BUT = 0.75, 1.25
ASKED, REPORTED = 0.5, 0.5


class Signs(NamedTuple):
    """What speaks for and against in one text.

    Attributes
    ----------
    praise, blame : sums of weights, from 0
    turned : whether something said was denied
    """

    praise: float
    blame: float
    turned: bool


def signs(text: str, lexicon: Lexicon) -> Signs:
    """Weigh what speaks for and against in a text.

    Negations turn the next three words; "but" makes what follows count more; questions
    count half; what others are quoted with counts half, and is turned round when the
    author denies it ("not here").

    Parameters
    ----------
    text : folded
    lexicon : of its language

    Returns
    -------
    Signs

    References
    ----------
    own definition, in the manner of Taboada et al. (2011) and Hutto and Gilbert (2014)

    Examples
    --------
    >>> from segkit.text.lexicon import lexicon
    >>> words = lexicon("English")
    >>> signs("not good.", words).blame > 0, signs("good, but slow", words).praise > 0
    (True, True)
    >>> signs('they say: "the worst service". not here.', words)
    Signs(praise=3.0, blame=0.0, turned=True)
    """
    praise = blame = 0.0
    turned = False
    for part, factor in parts(text, lexicon):
        turned |= factor < 0
        for sentence in SENTENCE.findall(part):
            whole = factor * ASKED if "?" in sentence else factor
            for score in _sentence(TOKEN.findall(sentence), lexicon):
                if score * whole > 0:
                    praise += score * whole
                else:
                    blame -= score * whole
    return Signs(praise, blame, turned)


def parts(text: str, lexicon: Lexicon) -> list[tuple[str, float]]:
    """Divide a text into what the author says and what others are quoted with.

    Parameters
    ----------
    text : folded
    lexicon : of its language

    Returns
    -------
    list of (part, factor): 1 for the author, .5 for others, -1 for others denied

    References
    ----------
    own definition

    Examples
    --------
    >>> from segkit.text.lexicon import lexicon
    >>> parts("i had read: too slow. not here. good.", lexicon("English"))
    [('too slow', -1.0), ('i had read:', 1.0), ('good.', 1.0)]
    """
    denial = lexicon.denied.search(text)
    found: list[tuple[str, float]] = []
    rest = text
    if denial:
        head, tail = text[: denial.start()], text[denial.end() :]
        start, stop = _reported(head, lexicon)
        if stop > start:
            found.append((head[start:stop].strip(' "«»'), -1.0))
            head = head[:start]
        rest = re.sub(r"[\w' ]*$", "", head) + "\n" + tail.lstrip(" .;,")
    for quote in QUOTED.finditer(rest):
        found.append((next(g for g in quote.groups() if g), REPORTED))
    own = QUOTED.sub(" ", rest)
    return [*found, *((piece, 1.0) for piece in own.split("\n") if piece)]


def _reported(head: str, lexicon: Lexicon) -> tuple[int, int]:
    """Find what was said before it is denied: in quotation marks, or after a colon."""
    quotes = list(QUOTED.finditer(head))
    if quotes:
        return quotes[-1].span()
    spoken = [hit.end() for hit in lexicon.said.finditer(head)]
    if spoken:
        colon = head.find(":", spoken[-1] - 1)
        start = colon + 1 if colon >= 0 else spoken[-1]
    else:
        start = max(head.rstrip(" .;,").rfind("."), head.rstrip(" .;,").rfind(":")) + 1
    stop = len(head.rstrip())
    cut = head.find(".", start)
    return start, cut if 0 <= cut < stop else stop


def _sentence(tokens: list[str], lexicon: Lexicon) -> list[float]:
    """Weigh each clause of a sentence; what follows "but" counts more."""
    clauses, split = [0.0], -1
    left, degree, i = 0, 1.0, 0
    while i < len(tokens):
        word = tokens[i]
        i += 1
        if word in STOPS:
            clauses.append(0.0)
            left, degree = 0, 1.0
            continue
        phrase = lexicon.phrase(tokens, i - 1) if word in lexicon.phrases else None
        if phrase is not None:
            length, weight = phrase
            i += length - 1
            if weight:
                clauses[-1] += weight
                continue
            clauses.append(0.0)  # but
            split, left, degree = len(clauses) - 1, 0, 1.0
        elif word in lexicon.negations or word.endswith("n't"):
            left = SCOPE
        elif word in lexicon.degrees:
            degree = lexicon.degrees[word]
            clauses[-1] += lexicon.weight(word) * (TURNED if left else 1.0)
        else:
            clauses[-1] += lexicon.weight(word) * degree * (TURNED if left else 1.0)
            left, degree = max(left - 1, 0), 1.0
    if split < 0:
        return clauses
    after = [score * AFTER_BUT for score in clauses[split:]]
    return [score * BEFORE_BUT for score in clauses[:split]] + after
