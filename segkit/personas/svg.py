"""A drawing that prints as its alternative text and shows as a picture."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, repr=False)
class Svg:
    """What a drawing shows, and the drawing.

    Parameters
    ----------
    alt : the alternative text
    svg : the drawing, which holds no text of a stranger

    Examples
    --------
    >>> Svg("Four leaves.", "<svg></svg>")
    Four leaves.
    """

    alt: str
    svg: str

    def __repr__(self) -> str:
        """Print what it shows."""
        return self.alt

    def _repr_html_(self) -> str:
        return self.svg
