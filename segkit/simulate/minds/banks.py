"""The clauses of which the short texts are made, in two languages."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

THEMES = (
    "delivery",
    "quality",
    "price",
    "service",
    "choice",
    "returns",
    "website",
)
FILES = ("feedback_en.txt", "feedback_fr.txt")
KINDS = ("hard", "cloth", "plants", "paper")
KIND_OF_CATEGORY = {
    "bedding": "cloth",
    "plants and seeds": "plants",
    "paper and pens": "paper",
}
CLOTH = ("Tea towel", "Cushion")
PLURAL = ("Tomato seeds", "String lights", "Flower bulbs", "Pruning shears",
          "Envelopes")  # fmt: skip
# Words that need a product at hand.
OF_PRODUCT = re.compile(r"\{(the|thing|line|they|it|is|was|has|this|le|ce|il|est)\}")
# French forms, by gender and number: the, this, has, is, was, ending, he or she.
FRENCH = {
    "m": ("le ", "ce ", "a", "est", "était", "", "il"),
    "f": ("la ", "cette ", "a", "est", "était", "e", "elle"),
    "mp": ("les ", "ces ", "ont", "sont", "étaient", "s", "ils"),
    "fp": ("les ", "ces ", "ont", "sont", "étaient", "es", "elles"),
}


def _lines(name: str) -> list[str]:
    place = files("segkit.simulate.minds") / "texts" / name
    text = place.read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@lru_cache(maxsize=2)
def bank(language: int) -> dict[str, list[str]]:
    """Return the clauses and words of a language, by the heading of their section.

    Parameters
    ----------
    language : 0 English, 1 French

    Returns
    -------
    dict of heading to lines

    Examples
    --------
    >>> "the next morning" in bank(0)["slot soon"]
    True
    """
    sections: dict[str, list[str]] = {}
    for line in _lines(FILES[language]):
        if line.startswith("["):
            mine = sections.setdefault(line.strip("[]"), [])
        else:
            mine.append(line)
    return sections


@lru_cache(maxsize=1000)
def choices(language: int, heading: str, kind: str) -> list[str]:
    """Return the clauses of a section that suit a kind of product.

    Parameters
    ----------
    language : 0 English, 1 French
    heading : a section, for instance "quality +"
    kind : one of `KINDS`; or "" if there is no product at hand

    Returns
    -------
    list of clauses

    Examples
    --------
    >>> len(choices(0, "quality +", "hard")) > len(choices(0, "quality +", ""))
    True
    """
    lines = bank(language)[heading]
    if not kind:
        return [line for line in lines if not OF_PRODUCT.search(line)]
    return lines + bank(language).get(f"{heading} {kind}", [])


@lru_cache(maxsize=2)
def synonyms(language: int) -> dict[str, list[str]]:
    """Return the words that may stand for a word.

    Parameters
    ----------
    language : 0 English, 1 French

    Returns
    -------
    dict of word to words, itself first

    Examples
    --------
    >>> synonyms(0)["driver"]
    ['driver', 'courier', 'delivery man']
    """
    rows = [line.split(" | ") for line in bank(language)["same"]]
    return {words[0]: words for words in rows}


def kind_of(thing: str, category: str) -> str:
    """Return which clauses suit a product.

    Parameters
    ----------
    thing : for instance "Tea towel"
    category : its shelf

    Returns
    -------
    str, one of `KINDS`

    Examples
    --------
    >>> kind_of("Tea towel", "kitchen"), kind_of("Desk", "office furniture")
    ('cloth', 'hard')
    """
    return "cloth" if thing in CLOTH else KIND_OF_CATEGORY.get(category, "hard")


@lru_cache(maxsize=1)
def _french() -> dict[str, tuple[str, str]]:
    rows = [line.split(" | ") for line in _lines("things_fr.txt")]
    return {thing: (name, form) for thing, name, form in rows}


@lru_cache(maxsize=2000)
def forms(product: str, language: int) -> dict[str, str]:
    """Return the words of a product that clauses ask for, in the right form.

    Parameters
    ----------
    product : its name in the catalogue
    language : 0 English, 1 French

    Returns
    -------
    dict of slot to words

    Examples
    --------
    >>> french = forms("Pillow Alva", 1)
    >>> french["le"] + french["thing"]
    "l'oreiller"
    """
    thing, line = product.rsplit(" ", 1)
    if language == 0:
        many = thing in PLURAL
        one = ("the", "it", "it", "is", "was", "has", "this")
        more = ("the", "they", "them", "are", "were", "have", "these")
        names = ("the", "they", "it", "is", "was", "has", "this")
        words = dict(zip(names, more if many else one, strict=True))
        return words | {"thing": thing.lower(), "line": line}
    name, form = _french()[thing]
    names = ("le", "ce", "a", "est", "etait", "e", "il")
    words = dict(zip(names, FRENCH[form], strict=True))
    if name[0] in "aeéoh" and not form.endswith("p"):
        words |= {"le": "l'", "ce": "cet " if form == "m" else "cette "}
    return words | {"thing": name, "line": line}
