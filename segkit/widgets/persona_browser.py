"""The persona browser: one card or two, only lines that rest on enough people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import escape

import ipywidgets
import pandas as pd

from segkit import checks, plots
from segkit.checks import DataError
from segkit.personas import PersonaCard, compare
from segkit.widgets import words
from segkit.widgets.controls import Pair, Screen, Shown

ROW = '<div style="display: flex; flex-wrap: wrap; gap: 1em; align-items: flex-start">'
CARD = '<div style="flex: 1 1 24em; min-width: 0">'
HEADING = 4  # below the headings of a lesson
GUESS = "guess"


@dataclass(frozen=True, eq=False)
class PersonaBrowser:
    """What is shown: the cards with the lines that are left, and a sentence.

    Parameters
    ----------
    cards : one card, or two
    table : the lines that are left, of all cards: segment and what
        `PersonaCard.lines` has
    text : the sentence
    picture : two cards compared, as the ``<img>`` of a figure; empty for one card

    Examples
    --------
    >>> found = draw_persona_browser([PersonaCard("A", "A", "", 90, 200)])
    >>> found
    A, 90 of 200 customers: the card has no measured line.
    """

    cards: tuple[PersonaCard, ...]
    table: pd.DataFrame
    text: str
    picture: str = ""

    def __repr__(self) -> str:
        """Return the sentence."""
        return self.text

    def _repr_html_(self) -> str:
        return f"<p>{escape(self.text)}</p>{self.html}"

    @property
    def html(self) -> str:
        """Return the cards side by side, or below one another; then the picture."""
        parts = [f"{CARD}{card.to_html(HEADING)}</div>" for card in self.cards]
        return f"{ROW}{''.join(parts)}</div>{self.picture}"


def draw_persona_browser(
    personas: Iterable[PersonaCard],
    *,
    segment: str | None = None,
    beside: str | None = None,
    least: int = 1,
    guesses: bool = True,
) -> PersonaBrowser:
    """Show a persona, alone or beside another, without the lines of too few customers.

    Parameters
    ----------
    personas : cards, as `personas.personas_of` returns them
    segment : whose card; None for the first
    beside : whose card beside it; None for nobody's
    least : lines that rest on fewer customers are left out
    guesses : whether guesses are shown; they rest on nobody

    Returns
    -------
    PersonaBrowser: cards, table of the lines that are left, text, and a picture of two
    cards compared; its html shows the cards and the picture

    Raises
    ------
    DataError
        if there is no card, no such segment, or least is no number of customers

    Notes
    -----
    Own definition.

    Examples
    --------
    >>> from segkit.personas import Line
    >>> lines = (Line("needs", "wants advice", 0.4, 0.3, 0.5, 90, "survey"),
    ...          Line("needs", "wants a call", kind="guess"))
    >>> card = PersonaCard("A", "A", "", 400, 900, {"needs": lines})
    >>> draw_persona_browser([card], least=100, guesses=False)
    A, 400 of 900 customers: none of its measured lines (1) rests on 100 customers or
    more. 1 guess, which rests on nobody, is hidden.
    """
    cards = _cards(personas)
    names = [segment or next(iter(cards)), *([beside] if beside else [])]
    for name in names:
        checks.choice(name, list(cards), name="segment")
    least = checks.whole_number(least, name="least", low=1)
    wanted = [cards[name] for name in dict.fromkeys(names)]
    shown = tuple(_kept(card, least, guesses) for card in wanted)
    said = [
        _text(card, left, least, guesses)
        for card, left in zip(wanted, shown, strict=True)
    ]
    picture = _compared(shown[0], shown[1], least) if len(shown) > 1 else ""
    return PersonaBrowser(shown, _lines(shown), " ".join(said), picture)


def explore_persona_browser(
    personas: Iterable[PersonaCard], *, segment: str | None = None, least: int = 1
) -> Screen:
    """Turn over the cards, put two side by side, and ask for more people a line.

    Parameters
    ----------
    personas : cards, as `personas.personas_of` returns them
    segment, least : as for `draw_persona_browser`, where the controls stand at first

    Returns
    -------
    Screen: lists of the personas and of those beside them, a number box with a slider
    for the fewest customers behind a line, a list that shows or hides guesses, a status
    line and the cards. Make it the last line of a cell.

    Raises
    ------
    DataError
        as `draw_persona_browser` does, for the first state

    Notes
    -----
    Own definition.

    Examples
    --------
    >>> screen = explore_persona_browser([PersonaCard("A", "A", "", 90, 200)])
    >>> screen.said
    'A, 90 of 200 customers: the card has no measured line.'
    """
    cards = _cards(personas)
    first = checks.choice(segment or next(iter(cards)), list(cards), name="segment")
    options = [(words.PERSONA_OPTION.format(name=c.segment, n=c.n), c.segment)
               for c in cards.values()]  # fmt: skip
    most = max((line.n for card in cards.values() for line in _every(card)), default=1)
    number = Pair(words.PERSONA_LEAST, min(least, most), 1, max(most, 2))
    inputs = {
        "segment": _list(words.PERSONA, options, first),
        "beside": _list(words.PERSONA_BESIDE, [(words.PERSONA_NOBODY, ""), *options]),
        "least": number.box,
        "guesses": _list(words.PERSONA_GUESSES, list(words.PERSONA_SHOWN.items())),
    }

    def draw(segment: str, beside: str, least: int, guesses: bool) -> Shown:
        found = draw_persona_browser(
            cards.values(), segment=segment, beside=beside or None, least=least,
            guesses=guesses,
        )  # fmt: skip
        return Shown(found.html, found.text)

    controls = [inputs["segment"], inputs["beside"], number, inputs["guesses"]]
    return Screen(controls, inputs, draw)


def _cards(personas: Iterable[PersonaCard]) -> dict[str, PersonaCard]:
    """Return the cards by segment; refuse what is no card."""
    given = [personas] if isinstance(personas, PersonaCard) else list(personas)
    if not given or not all(isinstance(card, PersonaCard) for card in given):
        raise DataError(words.PERSONA_NO_CARDS)
    return {card.segment: card for card in given}


def _every(card: PersonaCard) -> list:
    return [line for lines in card.sections.values() for line in lines]


def _kept(card: PersonaCard, least: int, guesses: bool) -> PersonaCard:
    """Return the card with the lines that are to be shown."""
    kept = {
        section: tuple(
            line
            for line in lines
            if (guesses if line.kind == GUESS else line.n >= least)
        )
        for section, lines in card.sections.items()
    }
    return replace(card, sections=kept)


def _lines(cards: tuple[PersonaCard, ...]) -> pd.DataFrame:
    parts = []
    for card in cards:
        part = pd.DataFrame(card.lines())
        part.insert(0, "segment", card.segment)
        parts.append(part)
    return pd.concat(parts, ignore_index=True)


def _compared(first: PersonaCard, second: PersonaCard, least: int) -> str:
    """Return a picture of the shares of two cards; empty where they share none."""
    table = compare(first, second)
    enough = (table["n_first"] >= least) & (table["n_second"] >= least)
    drawn = (table["unit"] == "share") & table[["first_low", "second_low"]].notna().all(
        axis=1
    )
    kept = table[enough & drawn]
    return plots.to_img(plots.persona_comparison(kept)) if len(kept) else ""


def _text(card: PersonaCard, left: PersonaCard, least: int, guesses: bool) -> str:
    """Say how many lines are left, and on how few customers the weakest one rests."""
    measured = [line for line in _every(card) if line.kind != GUESS]
    guessed = len(_every(card)) - len(measured)
    kept = [line for line in _every(left) if line.kind != GUESS]
    state = "all" if measured and len(kept) == len(measured) else "some"
    state = state if kept else "none" if measured else "empty"
    weakest = min(kept, key=lambda line: line.n, default=None)
    said = words.PERSONA_TEXT[state].format(
        name=card.segment, n=card.n, of=card.of, kept=len(kept), all=len(measured),
        least=least, fewest=weakest.n if weakest else 0,
        table=weakest.table if weakest else "",
    )  # fmt: skip
    if not guessed:
        return said
    text = words.PERSONA_GUESSED[guessed != 1].format(n=guessed)
    return f"{said} {text} {words.PERSONA_ARE[guesses][guessed != 1]}"


def _list(label: str, options: list, value: str | None = None) -> ipywidgets.Dropdown:
    chosen = options[0][1] if value is None else value
    return ipywidgets.Dropdown(
        options=options,
        value=chosen,
        description=label,
        style={"description_width": "11em"},
        layout={"width": "29.5em"},
    )
