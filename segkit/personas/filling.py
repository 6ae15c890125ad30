"""The sections of a card, each from the tables that it needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from segkit import schema
from segkit.checks import DataError
from segkit.personas import clicks, habits, handed, naming, tables, voicing, worth
from segkit.personas.card import PersonaCard
from segkit.personas.lines import Line
from segkit.personas.measured import profile_lines
from segkit.personas.profiles import profile
from segkit.personas.roles import role
from segkit.personas.words import card as words
from segkit.personas.words import errors
from segkit.record import Table

Sections = dict[str, list[Line]]


@dataclass(frozen=True)
class Given:
    """What the caller of `persona` handed over, under the same names.

    Examples
    --------
    >>> Given(pd.Series(dtype="category")).min_n
    10
    """

    series: pd.Series
    X: Any = None
    customers: Any = None
    orders: Any = None
    survey: Any = None
    feedback: Any = None
    sends: Any = None
    messages: Any = None
    made_from: Any = None
    quotable: Any = None
    sensitive: Any = ()
    labels: Mapping[str, str] | None = None
    roles: Mapping[str, str] | None = None
    reach: Any = None
    value: str | None = None
    as_of: Any = None
    against: str = "others"
    min_n: int = 10
    level: float = 0.95
    currency: str | None = None

    def tables(self) -> dict[str, pd.DataFrame]:
        """Return the tables with a row per customer, as a card calls them."""
        found = tables.gathered(self.X) if self.X is not None else {}
        if self.customers is not None:
            found["customers"] = tables.one_row_each(self.customers, name="customers")
        if self.survey is not None:
            found["survey"] = tables.one_row_each(self.survey, name="survey")
        return found


def filled(
    card: PersonaCard, given: Given, guessed: Sections, called: str | None
) -> PersonaCard:
    """Fill a card from the tables that there are.

    Parameters
    ----------
    card : with its segment, n and of
    given : tables and options
    guessed : lines of `guess_lines`
    called : the name that the caller gave it, or None

    Returns
    -------
    PersonaCard

    Examples
    --------
    >>> segments = pd.Series(["a"] * 20, range(20), dtype="category")
    >>> card = PersonaCard("a", "a", "", 20, 20)
    >>> filled(card, Given(segments), {}, None).unknown[0]
    'who they are: no table says it'
    """
    own = given.tables()
    seen = _profile(card.segment, given, own) if own else None
    found: Sections = profile_lines(seen, given.roles) if seen is not None else {}
    found["value"] = _value(card.segment, given, own)
    found["reach"] = _reach(card.segment, given)
    found["voices"] = _voices(card.segment, given)
    absent = {name for name in words.SECTIONS if not found.get(name)}
    for name, lines in guessed.items():
        found.setdefault(name, []).extend(lines)
    sections = {name: tuple(found[name]) for name in words.SECTIONS if found.get(name)}
    name = called or (
        card.name if seen is None else naming.persona_name(card.segment, seen)
    )
    return replace(
        card,
        name=name,
        headline=naming.headline(card.n, card.of, seen),
        sections=sections,
        profile=seen,
        cautions=_cautions(card.n, sections, seen),
        unknown=_unknown(absent, given, own, seen),
    )


def refused(card: PersonaCard, guessed: Sections, least: int) -> PersonaCard:
    """Return a card that says how few they are, and no more.

    Parameters
    ----------
    card : with its segment, n and of
    guessed : lines of `guess_lines`
    least : customers, below which no figure is given

    Returns
    -------
    PersonaCard

    Examples
    --------
    >>> refused(PersonaCard("a", "a", "", 1, 20), {}, 10).headline[:30]
    'This segment has 1 customer. B'
    """
    text = words.TOO_FEW.format(n=words.people(card.n), least=least)
    sections = {name: tuple(lines) for name, lines in guessed.items()}
    return replace(card, headline=text, sections=sections, unknown=(words.ONLY_GUESS,))


def guess_lines(guesses: Mapping[str, list[str]] | None) -> Sections:
    """Write what the caller believes as lines that are marked as guesses.

    Parameters
    ----------
    guesses : {section: texts}

    Returns
    -------
    {section: lines}

    Raises
    ------
    DataError
        if a section is not known, or this is no dictionary of lists

    Examples
    --------
    >>> guess_lines({"needs": ["wants a call"]})
    {'needs': [wants a call (a guess: no number)]}
    """
    if guesses is None:
        return {}
    fits = isinstance(guesses, Mapping) and all(
        name in words.SECTIONS and isinstance(texts, list | tuple)
        for name, texts in guesses.items()
    )
    if not fits:
        have = list(words.SECTIONS)
        raise DataError(errors.GUESSES.format(have=have, found=guesses))
    return {
        name: [Line(name, str(text), kind="guess") for text in texts]
        for name, texts in guesses.items()
    }


def _profile(segment: str, given: Given, own: dict[str, pd.DataFrame]) -> Table:
    return profile(
        own,
        given.series,
        segment,
        made_from=given.made_from,
        labels=given.labels,
        sensitive=given.sensitive,
        against=given.against,
        as_of=given.as_of,
        min_n=given.min_n,
        level=given.level,
        currency=given.currency,
    )


def _value(segment: str, given: Given, own: dict[str, pd.DataFrame]) -> list[Line]:
    own_unit = given.currency
    unit = schema.bundled().currency if own_unit is None else own_unit
    if given.orders is not None:
        yearly = worth.yearly(given.orders, given.as_of)
        return worth.value_lines(
            yearly,
            given.series,
            segment,
            name="orders",
            unit=unit,
            value=given.value,
            least=given.min_n,
            level=given.level,
        )
    for name, table in own.items():
        if worth.money(table, given.value if given.value in table else None):
            return worth.value_lines(
                table,
                given.series,
                segment,
                name=name,
                unit=unit,
                value=given.value,
                least=given.min_n,
                level=given.level,
            )
    return []


def _reach(segment: str, given: Given) -> list[Line]:
    if given.reach is not None:
        return handed.handed_lines(given.reach, segment)
    limits: dict[str, Any] = {"min_n": given.min_n, "level": given.level}
    found: list[Line] = []
    if given.orders is not None:
        found += habits.habit_lines(
            given.orders, given.series, segment, as_of=given.as_of, **limits
        )
    if given.sends is not None:
        found += clicks.message_lines(
            given.sends, given.messages, given.series, segment, **limits
        )
    return found


def _voices(segment: str, given: Given) -> list[Line]:
    if given.feedback is None:
        return []
    told = voicing.voices(
        given.feedback,
        given.series,
        segment,
        quotable=given.quotable,
        min_n=given.min_n,
    )
    return voicing.voice_lines(told)


def _cautions(
    n: int, sections: Mapping[str, tuple[Line, ...]], seen: Table | None
) -> tuple[str, ...]:
    """Say how few they are, and which columns need care."""
    told = [words.FEW.format(n=n)] if n < words.FEW_BELOW else []
    if seen is not None:
        told += _covered(n, seen)
        shown = {line.column for part in sections.values() for line in part}
        for care, text in (
            ("sensitive", words.CAUTION_SENSITIVE),
            ("protected", words.CAUTION_PROTECTED),
        ):
            read = seen["column"].isin(shown) | (care == "sensitive")
            rows = seen[(seen["care"] == care) & read]
            names = ", ".join(dict.fromkeys(rows["label"]))
            told += [text.format(names=names)] if names else []
        told += list(seen.attrs["notes"])
    return (*told, words.CAUTION_AVERAGE)


def _covered(n: int, seen: Table) -> list[str]:
    """Say which tables know only a part of the segment."""
    known = (seen["n"] + seen["missing"]).groupby(seen["table"], sort=False).max()
    return [
        words.COVERED.format(table=table, n=int(part), of=n)
        for table, part in known.items()
        if part < n
    ]


def _unknown(
    absent: set[str], given: Given, own: dict[str, pd.DataFrame], seen: Table | None
) -> tuple[str, ...]:
    """Say what is not known: for want of a table, or because nothing is clear."""
    names = [] if seen is None else list(seen["column"].unique())
    had = {role(name, given.roles) for name in names}
    if given.orders is not None or any(worth.money(table) for table in own.values()):
        had.add("value")
    if any(t is not None for t in (given.orders, given.sends, given.reach)):
        had.add("reach")
    had |= {"voices"} if given.feedback is not None else set()
    return tuple(
        (words.NOTHING_CLEAR if name in had else words.NOT_KNOWN)[name]
        for name in words.SECTIONS
        if name in absent
    )
