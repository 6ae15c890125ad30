"""Two sheets to think with, begun by the numbers: empathy map and idea canvas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.personas.card import PersonaCard
from segkit.personas.clean_text import for_html, for_markdown
from segkit.personas.look import SHEET
from segkit.personas.words import errors
from segkit.personas.words import maps as words

MOST = 3  # gaps on a sheet


@dataclass(frozen=True, repr=False)
class Sheet:
    """A sheet with fields: what is known is filled in, what is not is asked.

    Parameters
    ----------
    title : of the sheet
    fields : (heading, known lines, question) each
    note : what to do with it

    Examples
    --------
    >>> Sheet("Map", (("Think", ("likes tea",), "What else?"),))
    Map
    Think
      likes tea
      ? What else?
    """

    title: str
    fields: tuple[tuple[str, tuple[str, ...], str], ...]
    note: str = ""

    def to_html(self, heading: int = 2) -> str:
        """Write the sheet as HTML.

        Parameters
        ----------
        heading : level of its heading, 1 to 5

        Returns
        -------
        str; every text is escaped

        Examples
        --------
        >>> Sheet("Map", (("Think", (), "What?"),)).to_html().count("<h3")
        1
        """
        level = checks.whole_number(heading, name="heading", low=1, high=5)
        parts = "".join(self._field(*one, level + 1) for one in self.fields)
        return (
            f'{SHEET}<article class="segkit-sheet"><h{level}>'
            f"{for_html(self.title)}</h{level}><p>{for_html(self.note, 400)}</p>"
            f'<div class="fields">{parts}</div></article>'
        )

    def _field(self, head: str, known: tuple[str, ...], ask: str, level: int) -> str:
        items = "".join(f'<li dir="auto">{for_html(one, 600)}</li>' for one in known)
        listed = f"<ul>{items}</ul>" if items else ""
        return (
            f"<section><h{level}>{for_html(head)}</h{level}>{listed}"
            f'<p class="ask">{for_html(ask, 400)}</p></section>'
        )

    def to_markdown(self, heading: int = 2) -> str:
        """Write the sheet as Markdown, to be filled in.

        Parameters
        ----------
        heading : level of its heading

        Returns
        -------
        str

        Examples
        --------
        >>> print(Sheet("Map", (("Think", ("tea",), "What?"),)).to_markdown())
        ## Map
        <BLANKLINE>
        ### Think
        <BLANKLINE>
        - tea
        - *What?*
        """
        marks = "#" * heading
        parts = [f"{marks} {for_markdown(self.title)}"]
        parts += [for_markdown(self.note, 400)] if self.note else []
        for head, known, ask in self.fields:
            lines = [f"- {for_markdown(one, 600)}" for one in known]
            parts += [
                f"{marks}# {for_markdown(head)}",
                "\n".join([*lines, f"- *{for_markdown(ask, 400)}*"]),
            ]
        return "\n\n".join(parts)

    def _repr_html_(self) -> str:
        return self.to_html()

    def __repr__(self) -> str:
        """Print the sheet as plain lines."""
        told = [self.title, self.note]
        for head, known, ask in self.fields:
            told += [head, *(f"  {one}" for one in known), f"  ? {ask}"]
        return "\n".join(part for part in told if part)


def empathy_map(card: PersonaCard) -> Sheet:
    """Put what a card knows where an empathy map asks for it, and ask for the rest.

    Parameters
    ----------
    card : of `persona`

    Returns
    -------
    Sheet: think, feel, say, do, pains and gains

    Raises
    ------
    DataError
        if this is no card

    References
    ----------
    Gray, Brown and Macanufo (2010), "Gamestorming", for the map

    Examples
    --------
    >>> sheet = empathy_map(PersonaCard("Loyal", "Loyal", "", 40, 80))
    >>> [head for head, _, _ in sheet.fields]
    ['Think', 'Feel', 'Say', 'Do', 'Pains', 'Gains']
    """
    card = _card(card)
    return Sheet(
        words.EMPATHY.format(name=card.name),
        _fields(card, words.EMPATHY_FIELDS),
        words.EMPATHY_NOTE,
    )


def idea_canvas(card: PersonaCard, gap: Any = None) -> Sheet:
    """Lay out what an idea for a persona must answer, beginning with what is known.

    Parameters
    ----------
    card : of `persona`
    gap : what `product_gap` returns, or a table with a column sentence; None without

    Returns
    -------
    Sheet: who, the job, the pain, the gap, the idea, the promise, the riskiest guess,
    the test that would show it wrong

    Raises
    ------
    DataError
        if this is no card, or gap no table of gaps

    References
    ----------
    own definition

    Examples
    --------
    >>> sheet = idea_canvas(PersonaCard("Loyal", "Loyal", "40 of 80.", 40, 80))
    >>> sheet.fields[0][:2]
    ('For whom', ('40 of 80.',))
    """
    card = _card(card)
    fields = _fields(card, words.CANVAS_FIELDS)
    fields[0] = (fields[0][0], (card.headline,), fields[0][2])
    if gap is not None:
        where = next(i for i, one in enumerate(fields) if one[0] == words.GAP)
        fields[where] = (words.GAP, _sentences(gap, card.segment), fields[where][2])
    return Sheet(words.CANVAS.format(name=card.name), tuple(fields), words.CANVAS_NOTE)


def _card(card: Any) -> PersonaCard:
    if not isinstance(card, PersonaCard):
        raise DataError(errors.CARD.format(name="the sheet", kind=type(card).__name__))
    return card


def _fields(card: PersonaCard, wanted: Any) -> Any:
    kind = tuple if wanted is words.EMPATHY_FIELDS else list
    return kind(
        (
            head,
            tuple(repr(line) for part in parts for line in card.sections.get(part, ())),
            ask,
        )
        for head, parts, ask in wanted
    )


def _sentences(gap: Any, segment: str) -> tuple[str, ...]:
    """Return what a product gap, or a table with sentences, says of this segment."""
    table = pd.DataFrame(getattr(gap, "gaps", gap))
    if "segment" in table:
        table = table[table["segment"].astype(str) == segment]
    if "sentence" in table:
        return tuple(str(one) for one in table["sentence"].dropna().head(MOST))
    need = ["need", "verdict", "gap", "low", "high", "n_asked", "n_customers"]
    if not set(need) <= set(table.columns):
        raise DataError(errors.GAP.format(need=need, have=list(table.columns)))
    rows: Any = table[need].head(MOST).itertuples()
    return tuple(words.GAP_LINE.format(**row._asdict()) for row in rows)
