"""Bands and their limits in words."""

from __future__ import annotations

import itertools

from segkit.models.words import counted, number

UNDER, FROM = "under {high}", "{low} and over"
BETWEEN, UP_TO, OVER, SPAN = (
    "{low} to {high}",
    "up to {high}",
    "over {low}",
    "over {low}, up to {high}",
)
LEFT = "from {low}, under {high}"


def band_names(edges: list[float], closed: str, thing: str = "") -> list[str]:
    """Name the bands between edges, as completed years are read.

    Parameters
    ----------
    edges : from small to large
    closed : "left" if an edge belongs to the band above it, "right" below it
    thing : what is counted, in the singular; nothing for bare numbers

    Returns
    -------
    list of str, one more than edges

    Examples
    --------
    >>> band_names([18, 30], "left")
    ['under 18', '18 to 29', '30 and over']
    >>> band_names([18, 30], "right")
    ['up to 18', 'over 18, up to 30', 'over 30']
    >>> band_names([1, 3, 4], "left", "year")
    ['under 1 year', '1 to 2 years', '3 years', '4 years and over']
    """
    whole = all(float(edge).is_integer() for edge in edges)
    first, last = _many(edges[0], thing), _many(edges[-1], thing)
    pairs = list(itertools.pairwise(edges))
    if closed == "right":
        inner = [SPAN.format(low=number(a), high=_many(b, thing)) for a, b in pairs]
        return [UP_TO.format(high=first), *inner, OVER.format(low=last)]
    inner = [_years(a, b, thing, whole=whole) for a, b in pairs]
    return [UNDER.format(high=first), *inner, FROM.format(low=last)]


def _years(low: float, high: float, thing: str, *, whole: bool) -> str:
    """Name the band of completed years from one edge to before the next."""
    if not whole:
        return LEFT.format(low=number(low), high=_many(high, thing))
    if high == low + 1:
        return _many(low, thing)
    return BETWEEN.format(low=number(low), high=_many(high - 1, thing))


def _many(value: float, thing: str) -> str:
    return counted(value, thing) if thing else number(value)


def limits_of(edges: list[str], closed: str) -> list[str]:
    """Write the limits of the bands between edges, which are written already.

    Parameters
    ----------
    edges : from small to large
    closed : "left" if an edge belongs to the band above it, "right" below it

    Returns
    -------
    list of str, one more than edges

    Examples
    --------
    >>> limits_of(["60 %", "100 %"], "left")
    ['under 60 %', 'from 60 %, under 100 %', '100 % and over']
    """
    form = LEFT if closed == "left" else SPAN
    pairs = itertools.pairwise(edges)
    inner = [form.format(low=a, high=b) for a, b in pairs]
    if closed == "left":
        return [UNDER.format(high=edges[0]), *inner, FROM.format(low=edges[-1])]
    return [UP_TO.format(high=edges[0]), *inner, OVER.format(low=edges[-1])]
