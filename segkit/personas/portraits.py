"""A portrait that is no face: leaves around a centre, drawn from the segment's name."""

from __future__ import annotations

import hashlib
import math
from typing import Any

import numpy as np

from segkit import checks
from segkit.personas.palettes import palette_card
from segkit.personas.svg import Svg
from segkit.personas.words import portrait as words

SIDE = 160.0
MIDDLE = SIDE / 2


def portrait(segment: Any, *, size: int = 160) -> Svg:
    """Draw a picture by which a segment is recognised, and that says nothing of anyone.

    Shapes and colours come from the segment's name alone, through a hash: no column of
    the data, and so no sensitive attribute, can show in them.

    Parameters
    ----------
    segment : its name
    size : pixels, 16 to 2000

    Returns
    -------
    Svg: the same for the same name, on every machine

    References
    ----------
    own definition: rings of leaves with rotational symmetry

    Examples
    --------
    >>> portrait("Loyal") == portrait("Loyal"), portrait("Loyal") == portrait("New")
    (True, False)
    >>> portrait("Loyal")
    Abstract drawing for Loyal: rings of leaves. It shows nobody.
    """
    size = checks.whole_number(size, name="size", low=16, high=2000)
    rng, colours = generator(segment), palette_card(segment).colours
    rings = int(rng.integers(2, 4))
    fold = int(rng.integers(5, 10))
    parts = [f'<circle cx="80" cy="80" r="80" fill="{colours[0]}"/>']
    for ring in range(rings):
        reach = 72 - ring * rng.uniform(17, 22)
        turn = rng.uniform(0, 2 * math.pi / fold)
        parts += _ring(rng, fold, reach, turn, colours[1 + ring])
    parts.append(
        f'<circle cx="80" cy="80" r="{rng.uniform(6, 11):.1f}" fill="{colours[4]}"/>'
    )
    alt = words.alt(segment)
    return Svg(
        alt, words.FRAME.format(size=size, alt=words.escaped(alt), parts="".join(parts))
    )


def generator(segment: Any) -> np.random.Generator:
    """Return the random numbers that belong to a segment's name.

    Parameters
    ----------
    segment : its name

    Returns
    -------
    numpy.random.Generator

    Examples
    --------
    >>> bool(generator("a").random() == generator("a").random())
    True
    """
    digest = hashlib.sha256(str(segment).encode("utf-8", "surrogatepass")).digest()
    return np.random.default_rng(int.from_bytes(digest[:8], "big"))


def _ring(
    rng: np.random.Generator, fold: int, reach: float, turn: float, colour: str
) -> list[str]:
    """Draw one ring of leaves, each the last one turned round the middle."""
    wide, belly = rng.uniform(0.16, 0.34) * reach, rng.uniform(0.35, 0.7) * reach
    leaf = (
        f"M80 80Q{MIDDLE + wide:.1f} {MIDDLE - belly:.1f} 80 {MIDDLE - reach:.1f}"
        f"Q{MIDDLE - wide:.1f} {MIDDLE - belly:.1f} 80 80Z"
    )
    start = math.degrees(turn)
    return [
        f'<path d="{leaf}" fill="{colour}" fill-opacity=".82" '
        f'transform="rotate({start + 360 * k / fold:.1f} 80 80)"/>'
        for k in range(fold)
    ]
