"""A card as Markdown: the same content as the HTML."""

from __future__ import annotations

from segkit.personas.card import PersonaCard
from segkit.personas.clean_text import for_markdown
from segkit.personas.lines import Line
from segkit.personas.words import card as words


def card_markdown(card: PersonaCard, heading: int = 2) -> str:
    """Write a card as Markdown.

    Parameters
    ----------
    card : of `persona`
    heading : level of its heading, 1 to 5

    Returns
    -------
    str

    Examples
    --------
    >>> print(card_markdown(PersonaCard("A", "A", "12 of 60 customers.", 12, 60)))
    ## A
    <BLANKLINE>
    12 of 60 customers.
    """
    marks = "#" * heading
    parts = [f"{marks} {for_markdown(card.name)}", for_markdown(card.headline, 900)]
    for section, lines in card.sections.items():
        parts.append(f"{marks}# {words.SECTIONS[section]}")
        parts.append("\n".join(_line(line) for line in lines))
    for title, texts in (
        (words.UNKNOWN_HEADING, card.unknown),
        (words.CAUTION_HEADING, card.cautions),
    ):
        if texts:
            parts.append(f"{marks}# {title}")
            parts.append("\n".join(f"- {for_markdown(text, 900)}" for text in texts))
    return "\n\n".join(parts)


def _line(line: Line) -> str:
    text, trace = for_markdown(line.text), for_markdown(line.trace, 400)
    number = f"**{for_markdown(line.number)}** " if line.number else ""
    return f"- {number}{text} ({trace})"
