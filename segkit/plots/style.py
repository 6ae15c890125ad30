"""One look for every figure: applied where a figure is drawn, never at import."""

from __future__ import annotations

import functools
import textwrap
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, ParamSpec, TypeVar

import matplotlib as mpl
import matplotlib.pyplot as plt
import seaborn as sns
from cycler import cycler
from matplotlib.axes import Axes
from matplotlib.colors import Colormap, to_hex

P = ParamSpec("P")
R = TypeVar("R")

#: Eight colours that people who confuse colours can tell apart (Petroff, 2021).
COLOURS = [to_hex(colour) for colour in mpl.color_sequences["petroff8"]]
#: The second cue beside each colour, for print in grey and for the colour-blind.
HATCHES = ("", "///", "...", "\\\\\\", "xxx", "---", "ooo", "+++")
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "p")
INK = "#333333"
WIDTH = 7.0  # inches; 700 pixels, the width of a notebook cell

LOOK: dict[str, Any] = {
    "figure.dpi": 100,
    "figure.facecolor": "white",
    "savefig.facecolor": "white",
    "axes.facecolor": "white",
    "axes.edgecolor": INK,
    "axes.labelcolor": INK,
    "axes.prop_cycle": cycler(color=COLOURS),
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlelocation": "left",
    "axes.titlesize": 12,
    "axes.titleweight": "bold",
    "axes.axisbelow": True,
    "axes.grid": False,
    "grid.color": "#dddddd",
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": 10,
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "hatch.linewidth": 0.8,
    "legend.frameon": False,
}


def style() -> AbstractContextManager[None]:
    """Return a context in which Matplotlib and seaborn draw in the look of the kit.

    Returns
    -------
    context manager; what was set before is back after the ``with`` block

    References
    ----------
    Colours: M. Petroff (2021), "Accessible color sequences for data visualization",
    the sequence of eight as Matplotlib ships it (``petroff8``).

    Examples
    --------
    >>> import matplotlib as mpl
    >>> before = mpl.rcParams["axes.spines.top"]
    >>> with style():
    ...     print(mpl.rcParams["axes.spines.top"])
    False
    >>> mpl.rcParams["axes.spines.top"] == before
    True
    """
    look: Any = LOOK
    return mpl.rc_context(look)


def styled(draw: Callable[P, R]) -> Callable[P, R]:
    """Run a drawing function inside `style()`."""

    @functools.wraps(draw)
    def inside(*args: P.args, **kwargs: P.kwargs) -> R:
        with style():
            return draw(*args, **kwargs)

    return inside


def axes(ax: Axes | None, *, height: float = 4.0, width: float = WIDTH) -> Axes:
    """Return the axes that were passed, or those of a new figure (size in inches)."""
    if ax is not None:
        return ax
    _, new = plt.subplots(figsize=(width, height), layout="constrained")
    return new


def rows_height(rows: int, *, each: float = 0.42, least: float = 2.4) -> float:
    """Return the height in inches of a figure with so many rows."""
    return max(least, 1.4 + each * rows)


def wrap(text: object, width: int = 26) -> str:
    """Break a long name into lines, so that no label is cut off."""
    return "\n".join(textwrap.wrap(str(text), width)) or str(text)


def shades() -> Colormap:
    """Return the light-to-dark colours of a heat map: they stay in order in grey."""
    return sns.light_palette(COLOURS[0], as_cmap=True)


def count(value: float) -> str:
    """Write a whole number with thousands separated: 12,345."""
    return f"{value:,.0f}"


def amount(value: float) -> str:
    """Write an amount briefly: whole from a hundred up, else three digits."""
    return f"{value:,.0f}" if abs(value) >= 100 or value == 0 else f"{value:.3g}"


def percent(share: float) -> str:
    """Write a share (0 to 1) as a percentage: whole, or one decimal below ten."""
    hundred = 100 * share
    digits = 1 if 0 < abs(hundred) < 9.95 else 0
    return f"{hundred:.{digits}f} %"
