"""Five colours for a segment's material, with how well each can be read."""

from __future__ import annotations

import colorsys
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from segkit.personas.clean_text import for_html, plain
from segkit.personas.words import portrait as words

ROLES = ("ground", "soft", "middle", "deep", "ink")
LIGHTNESS = (0.93, 0.78, 0.60, 0.42, 0.20)
READABLE = 4.5  # WCAG 2.2, success criterion 1.4.3


@dataclass(frozen=True, repr=False)
class Palette:
    """Five colours, light to dark.

    Parameters
    ----------
    segment : for whom
    colours : hexadecimal, ground to ink

    Examples
    --------
    >>> len(palette_card("Loyal").colours)
    5
    """

    segment: str
    colours: tuple[str, ...]

    @property
    def contrast(self) -> tuple[float, ...]:
        """Return the contrast of each colour with the better of white and ink."""
        return tuple(
            round(max(contrast(c, "#ffffff"), contrast(c, self.colours[-1])), 1)
            for c in self.colours
        )

    def __repr__(self) -> str:
        """Print each colour with its part and the contrast of what is written on it."""
        rows = [
            f"  {part}: {colour}, text on it {self._text(colour)}"
            for part, colour in zip(ROLES, self.colours, strict=True)
        ]
        return "\n".join([words.PALETTE.format(segment=plain(self.segment, 80)), *rows])

    def _text(self, colour: str) -> str:
        on = max(("#ffffff", self.colours[-1]), key=lambda one: contrast(colour, one))
        return f"{on} ({contrast(colour, on):.1f}:1)"

    def to_html(self) -> str:
        """Write the colours as a row of swatches.

        Returns
        -------
        str

        Examples
        --------
        >>> palette_card("Loyal").to_html().count("<li")
        5
        """
        tiles = "".join(
            self._tile(*one) for one in zip(ROLES, self.colours, strict=True)
        )
        head = for_html(words.PALETTE.format(segment=self.segment), 120)
        return words.PALETTE_HTML.format(head=head, tiles=tiles)

    def _tile(self, part: str, colour: str) -> str:
        on = self._text(colour).split()[0]
        return words.TILE.format(
            part=words.PARTS[part], colour=colour, on=on, ratio=contrast(colour, on)
        )

    def _repr_html_(self) -> str:
        return self.to_html()


def palette_card(segment: Any) -> Palette:
    """Choose five colours that go together, from a segment's name alone.

    Parameters
    ----------
    segment : its name, or its card

    Returns
    -------
    Palette: one hue and a neighbour of it, light to dark; what is written in ink on the
    ground, or in white on the deep colour, can be read

    References
    ----------
    own definition; contrast after WCAG 2.2

    Examples
    --------
    >>> found = palette_card("Loyal")
    >>> contrast(found.colours[0], found.colours[-1]) > 7
    True
    """
    segment = getattr(segment, "segment", segment)
    digest = hashlib.sha256(
        ("palette " + str(segment)).encode("utf-8", "surrogatepass")
    )
    first, second = digest.digest()[0] / 256, digest.digest()[1] / 256
    step = 0.06 + 0.09 * second
    hues = (first, first, first + step, first + step, first)
    dull = (0.30, 0.42, 0.44, 0.50, 0.45)
    shades = zip(hues, LIGHTNESS, dull, strict=True)
    ground, soft, middle, deep, ink = (_hex(h % 1, li, s) for h, li, s in shades)
    middle = _until(hues[2], LIGHTNESS[2], dull[2], ink, step=0.02)
    deep = _until(hues[3], LIGHTNESS[3], dull[3], "#ffffff", step=-0.02)
    return Palette(str(segment), (ground, soft, middle, deep, ink))


def _until(hue: float, lightness: float, dull: float, on: str, *, step: float) -> str:
    """Make a colour lighter or darker until what is written on it can be read."""
    colour = _hex(hue % 1, lightness, dull)
    while contrast(colour, on) < READABLE:
        lightness += step
        colour = _hex(hue % 1, lightness, dull)
    return colour


def contrast(one: str, other: str) -> float:
    """Say how well one colour can be read on another: 1 not at all, 21 black on white.

    Parameters
    ----------
    one, other : hexadecimal colours

    Returns
    -------
    float

    References
    ----------
    Web Content Accessibility Guidelines 2.2, "contrast ratio" and "relative luminance"

    Examples
    --------
    >>> round(contrast("#000000", "#ffffff"))
    21
    """
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [
        p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
    ]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _hex(hue: float, lightness: float, saturation: float) -> str:
    parts: Sequence[float] = colorsys.hls_to_rgb(hue, lightness, saturation)
    return "#" + "".join(f"{round(255 * part):02x}" for part in parts)
