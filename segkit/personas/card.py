"""The card of a persona: sections of lines, each with its number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from segkit.personas.lines import Line
from segkit.personas.words import card as words
from segkit.record import Table

COLUMNS = [
    "section",
    "text",
    "value",
    "low",
    "high",
    "unit",
    "others",
    "index",
    "index_low",
    "index_high",
    "n",
    "table",
    "column",
    "level",
    "kind",
    "note",
]


@dataclass(frozen=True, repr=False)
class PersonaCard:
    """A segment as a card on which every line can be traced to a number.

    Parameters
    ----------
    name : of the persona: segment and marker, or what the caller called it
    segment : whose card it is
    headline : how many they are and what stands out
    n, of : customers in the segment, and in all segments
    sections : {section: lines}
    cautions : what to bear in mind, sensitive and protected columns among it
    unknown : what the card cannot say, and why
    profile : the table behind the lines, of `personas.profile`; None without a table
    portrait : a drawing in SVG, made from the segment's name alone
    level : coverage of the intervals

    Examples
    --------
    >>> PersonaCard("Loyal", "Loyal", "12 of 60 customers.", 12, 60)
    Loyal
    12 of 60 customers.
    """

    name: str
    segment: str
    headline: str
    n: int
    of: int
    sections: Mapping[str, tuple[Line, ...]] = field(default_factory=dict)
    cautions: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    profile: Table | None = None
    portrait: str = ""
    level: float = 0.95

    def lines(self) -> Table:
        """List every line with its number, n and table: the trace of the card.

        Returns
        -------
        Table: section, text, value, low, high, unit, others, index,
        index_low, index_high, n, table, column, level, kind, note

        Examples
        --------
        >>> line = Line("needs", "wants advice", 0.4, 0.3, 0.5, 90, "survey")
        >>> card = PersonaCard("A", "A", "", 90, 200, {"needs": (line,)})
        >>> card.lines()[["text", "value", "n", "table"]].values.tolist()
        [['wants advice', 0.4, 90, 'survey']]
        """
        every = [asdict(line) for part in self.sections.values() for line in part]
        result = Table(every, columns=COLUMNS)
        result.attrs |= {
            "heading": words.TRACE,
            "segment": self.segment,
            "name": self.name,
            "n": self.n,
            "of": self.of,
        }
        return result

    def to_html(self, heading: int = 2) -> str:
        """Write the card as a piece of HTML that brings its own look.

        Parameters
        ----------
        heading : level of its heading; those of its sections are one below

        Returns
        -------
        str; every text in it is escaped

        Examples
        --------
        >>> "<b>" in PersonaCard("<b>", "<b>", "", 0, 0).to_html()
        False
        """
        from segkit.personas.html import card_html  # noqa: PLC0415 (needs this class)

        return card_html(self, heading)

    def to_markdown(self, heading: int = 2) -> str:
        """Write the card as Markdown, with the same content.

        Parameters
        ----------
        heading : level of its heading

        Returns
        -------
        str

        Examples
        --------
        >>> PersonaCard("Loyal", "Loyal", "12 customers.", 12, 60).to_markdown()[:8]
        '## Loyal'
        """
        from segkit.personas.markdown import card_markdown  # noqa: PLC0415

        return card_markdown(self, heading)

    def _repr_html_(self) -> str:
        return self.to_html()

    def __repr__(self) -> str:
        """Print the card as plain lines."""
        told = [self.name, self.headline]
        for section, lines in self.sections.items():
            told += [words.SECTIONS.get(section, section)] if lines else []
            told += [f"  {line!r}" for line in lines]
        if self.unknown:
            told += [words.UNKNOWN_HEADING, *(f"  {text}" for text in self.unknown)]
        if self.cautions:
            told += [words.CAUTION_HEADING, *(f"  {text}" for text in self.cautions)]
        return "\n".join(part for part in told if part)
