"""Find the label that the figure itself shows at a place."""

from __future__ import annotations

import math
from typing import Any

from matplotlib.axes import Axes
from matplotlib.colors import to_hex

from segkit.plots.alt.axis import one_line


def names(ax: Axes) -> dict[str, str]:
    """Return what the legend calls each colour: ``{"#1845fb": "web"}``."""
    legend = ax.get_legend()
    if legend is None:
        return {}
    pairs = zip(legend.legend_handles, legend.get_texts(), strict=False)
    found: dict[str, str] = {}
    for handle, text in pairs:
        colour = colour_of(handle)
        if colour and one_line(text.get_text()):
            found.setdefault(colour, one_line(text.get_text()))
    return found


def colour_of(artist: Any) -> str | None:
    """Return the colour that tells an artist apart, as ``#rrggbb``."""
    for getter in ("get_facecolor", "get_color", "get_edgecolor"):
        get = getattr(artist, getter, None)
        if get is None:
            continue
        colour = get()
        if hasattr(colour, "ndim") and colour.ndim == 2:
            if not len(colour):
                continue
            colour = colour[0]
        return str(to_hex(colour))
    return None


def named(artist: Any, legend: dict[str, str], label: Any = None) -> str:
    """Return the series name of an artist: its own label, else its legend entry."""
    label = artist.get_label() if label is None else label
    if label and not str(label).startswith("_"):
        return one_line(label)
    return legend.get(colour_of(artist) or "", "")


def near(ax: Axes, x: float, y: float) -> str:
    """Return the text written at this place of the data, or an empty string."""
    for text in ax.texts:
        here = getattr(text, "xy", None) or text.get_position()
        if _close(here[0], x) and _close(here[1], y):
            return one_line(text.get_text())
    return ""


def _close(a: Any, b: float) -> bool:
    try:
        return math.isclose(float(a), b, rel_tol=1e-9, abs_tol=1e-9)
    except (TypeError, ValueError):  # a position given as a date or a category
        return False
