"""A card as HTML: quiet, complete, readable in light and dark, on paper and aloud."""

from __future__ import annotations

import hashlib

from segkit.checks import whole_number
from segkit.personas.card import PersonaCard
from segkit.personas.clean_text import for_html
from segkit.personas.lines import Line
from segkit.personas.look import STYLE
from segkit.personas.words import card as words


def card_html(card: PersonaCard, heading: int = 2) -> str:
    """Write a card as a piece of HTML.

    Parameters
    ----------
    card : of `persona`
    heading : level of its heading, 1 to 5

    Returns
    -------
    str; every text is escaped

    Examples
    --------
    >>> card_html(PersonaCard("A", "A", "12 of 60 customers.", 12, 60)).count("<h2")
    1
    """
    level = whole_number(heading, name="heading", low=1, high=5)
    key = (
        "persona-"
        + hashlib.sha256(card.name.encode("utf-8", "replace")).hexdigest()[:8]
    )
    parts = [
        _section(words.SECTIONS[name], [_line(one) for one in lines], level + 1, name)
        for name, lines in card.sections.items()
    ]
    foot = [
        _section(
            title, [f"<li>{for_html(t, 900)}</li>" for t in texts], level + 1, "foot"
        )
        for title, texts in (
            (words.UNKNOWN_HEADING, card.unknown),
            (words.CAUTION_HEADING, card.cautions),
        )
        if texts
    ]
    return (
        f'{STYLE}<article class="segkit-persona" aria-labelledby="{key}"><header>'
        f'{card.portrait}<div><h{level} id="{key}" dir="auto">{for_html(card.name)}'
        f'</h{level}><p dir="auto">{for_html(card.headline, 900)}</p></div></header>'
        f'<div class="parts">{"".join(parts)}</div>'
        f"<footer>{''.join(foot)}</footer></article>"
    )


def _section(title: str, items: list[str], level: int, name: str) -> str:
    return (
        f'<section class="{name}"><h{level}>{for_html(title)}</h{level}>'
        f"<ul>{''.join(items)}</ul></section>"
    )


def _line(line: Line) -> str:
    number = f"<b>{for_html(line.number)}</b> " if line.number else ""
    kind = ' class="guess"' if line.kind == "guess" else ""
    said = f'{number}<span dir="auto">{for_html(line.text)}</span>'
    joined = for_html(line.trace, 400).replace("n = ", "n&nbsp;=&nbsp;")
    trace = f'<small dir="auto">{joined.replace(" %", "&nbsp;%")}</small>'
    return f'<li{kind}><span class="said">{said}</span>{trace}</li>'
