"""The cards of all segments together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from segkit import checks
from segkit.personas.card import PersonaCard
from segkit.personas.words import card as words
from segkit.record import Table


@dataclass(frozen=True, repr=False)
class Personas:
    """The cards of all segments, most valuable first.

    Parameters
    ----------
    cards : in that order

    Examples
    --------
    >>> cards = Personas((PersonaCard("A", "A", "9 customers.", 9, 20),))
    >>> len(cards), cards["A"].n, cards[0].name
    (1, 9, 'A')
    """

    cards: tuple[PersonaCard, ...]

    def __len__(self) -> int:
        """Return how many cards there are."""
        return len(self.cards)

    def __iter__(self) -> Iterator[PersonaCard]:
        """Return the cards one after another."""
        return iter(self.cards)

    def __getitem__(self, which: int | str) -> PersonaCard:
        """Return a card by its place, or by the name of its segment."""
        if isinstance(which, int):
            return self.cards[which]
        have = [card.segment for card in self.cards]
        checks.choice(which, have, name="the segment of a card")
        return self.cards[have.index(which)]

    def lines(self) -> Table:
        """List every line of every card with its number, n and table.

        Returns
        -------
        Table, with the segment in its first column

        Examples
        --------
        >>> Personas((PersonaCard("A", "A", "", 9, 20),)).lines().columns[0]
        'segment'
        """
        parts = [card.lines().assign(segment=card.segment) for card in self.cards]
        parts = [part for part in parts if len(part)] or parts[:1]
        whole = Table(pd.concat(parts, ignore_index=True) if parts else None)
        if parts:
            whole.insert(0, "segment", whole.pop("segment"))
        whole.attrs["heading"] = words.TRACE
        return whole

    def to_html(self, heading: int = 2) -> str:
        """Write all cards as HTML, one below the other.

        Parameters
        ----------
        heading : level of the headings

        Returns
        -------
        str

        Examples
        --------
        >>> Personas(()).to_html()
        ''
        """
        return "\n".join(card.to_html(heading) for card in self.cards)

    def to_markdown(self, heading: int = 2) -> str:
        """Write all cards as Markdown.

        Parameters
        ----------
        heading : level of the headings

        Returns
        -------
        str

        Examples
        --------
        >>> Personas(()).to_markdown()
        ''
        """
        return "\n\n".join(card.to_markdown(heading) for card in self.cards)

    def _repr_html_(self) -> str:
        return self.to_html()

    def __repr__(self) -> str:
        """Print the cards as plain lines."""
        return "\n\n".join(map(repr, self.cards))
