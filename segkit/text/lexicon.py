"""A lexicon, ready to look words up: weights, negations, intensity, contrast."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from types import ModuleType

from segkit.checks import choice
from segkit.text import english, french

LANGUAGES: dict[str, ModuleType] = {"English": english, "French": french}
ELIDED = re.compile(r"\b([cdjlmnst]|qu|jusqu|lorsqu|puisqu)'")
STRONGER, WEAKER = 1.5, 0.5
QUOTES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u00a0": " "})


def folded(text: str) -> str:
    """Write a text in small letters, without accents, elided words apart.

    Parameters
    ----------
    text : any

    Returns
    -------
    str

    References
    ----------
    own definition

    Examples
    --------
    >>> folded("Déçu par l'odeur, didn't")
    "decu par l odeur, didn't"
    """
    plain = text.casefold()
    if not plain.isascii():
        split = unicodedata.normalize("NFKD", plain.translate(QUOTES))
        plain = "".join(sign for sign in split if not unicodedata.combining(sign))
    return ELIDED.sub(r"\1 ", plain) if "'" in plain else plain


@dataclass
class Lexicon:
    """The words of one language.

    Attributes
    ----------
    words : whole words and their weights
    starts : beginnings of words and their weights
    phrases : first word to the words that may follow it, and the phrase's weight; a
        weight of 0 is a "but"
    negations : words that turn the next ones
    degrees : words that strengthen or weaken the next one
    said, denied : patterns of reported speech, and of its denial
    stop : frequent words, by which a language is known
    memory : words looked up before
    """

    words: dict[str, float]
    starts: dict[str, float]
    phrases: dict[str, list[tuple[list[str], float]]]
    negations: frozenset[str]
    degrees: dict[str, float]
    said: re.Pattern[str]
    denied: re.Pattern[str]
    stop: frozenset[str]
    memory: dict[str, float] = field(default_factory=dict)

    def weight(self, word: str) -> float:
        """Weigh a word.

        Parameters
        ----------
        word : folded

        Returns
        -------
        float from -3 to 3; 0 for words that say nothing

        References
        ----------
        own definition

        Examples
        --------
        >>> lexicon("English").weight("disappointing")
        -2.0
        """
        found = self.memory.get(word)
        if found is None:
            found = self.words.get(word, 0.0)
            if not found:
                starts = (word[:n] for n in range(len(word), 2, -1))
                found = next((self.starts[s] for s in starts if s in self.starts), 0.0)
            self.memory[word] = found
        return found

    def phrase(self, tokens: list[str], i: int) -> tuple[int, float] | None:
        """Find the longest phrase that begins at a word.

        Parameters
        ----------
        tokens : words of a sentence
        i : where it would begin

        Returns
        -------
        (number of words, weight), or None

        References
        ----------
        own definition

        Examples
        --------
        >>> lexicon("English").phrase(["never", "again"], 0)
        (2, -2.0)
        """
        for words, weight in self.phrases.get(tokens[i], ()):
            if tokens[i : i + len(words)] == words:
                return len(words), weight
        return None


@cache
def lexicon(language: str) -> Lexicon:
    """Return the lexicon of a language.

    Parameters
    ----------
    language : "English" or "French"

    Returns
    -------
    Lexicon

    Raises
    ------
    DataError
        if there is none for it

    References
    ----------
    own compilation; see `segkit.text.english` and `segkit.text.french`

    Examples
    --------
    >>> lexicon("French").weight("parfaitement")
    3.0
    """
    choice(language, LANGUAGES, name="language")
    module = LANGUAGES[language]
    words: dict[str, float] = {}
    starts: dict[str, float] = {}
    for weight, texts in module.WORDS.items():
        for word in folded(texts).split():
            where = starts if word.endswith("*") else words
            where[word.rstrip("*")] = float(weight)
    stronger = dict.fromkeys(folded(module.STRONGER).split(), STRONGER)
    weaker = dict.fromkeys(folded(module.WEAKER).split(), WEAKER)
    return Lexicon(
        words,
        starts,
        _phrases(module),
        frozenset(folded(module.NEGATIONS).split()),
        stronger | weaker,
        _any(_both(module.SAID)),
        _any(folded(module.DENIED).split("|")),
        frozenset(folded(module.STOP).split()),
    )


def _phrases(module: ModuleType) -> dict[str, list[tuple[list[str], float]]]:
    weights = {
        phrase: float(weight)
        for weight, texts in module.PHRASES.items()
        for phrase in folded(texts).split("|")
    } | dict.fromkeys(_both(module.BUT), 0.0)
    found: dict[str, list[tuple[list[str], float]]] = {}
    for phrase in sorted(weights, key=lambda text: (-len(text.split()), text)):
        words = phrase.replace("-", " ").split()
        found.setdefault(words[0], []).append((words, weights[phrase]))
    return found


def _both(text: str) -> list[str]:
    """Take single words before the first bar, and phrases after it."""
    first, *rest = folded(text).split("|")
    return [*first.split(), *rest]


def _any(phrases: Iterable[str]) -> re.Pattern[str]:
    longest = sorted(phrases, key=lambda text: (-len(text), text))
    return re.compile(r"(?<![\w'])(?:" + "|".join(map(re.escape, longest)) + r")(?!\w)")
