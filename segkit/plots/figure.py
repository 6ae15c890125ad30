"""A figure as a picture that every Jupyter front end can read out."""

from __future__ import annotations

import base64
import html
import io
import warnings
from dataclasses import dataclass
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from segkit.checks import DataError
from segkit.plots import alt
from segkit.plots.words import ALT

DPI = 100


@dataclass(frozen=True, repr=False)
class Picture:
    """What a figure shows (`alt`) and how it looks (`png`).

    Parameters
    ----------
    alt : the alternative text
    png : the bytes of the picture

    Examples
    --------
    >>> Picture("A bar of 3.", b"")
    A bar of 3.
    >>> Picture("More < less", b"png")._repr_html_()
    '<img alt="More &lt; less" src="data:image/png;base64,cG5n">'
    """

    alt: str
    png: bytes

    def __repr__(self) -> str:
        """Print what the figure shows."""
        return self.alt

    def _repr_html_(self) -> str:
        source = base64.b64encode(self.png).decode("ascii")
        text = html.escape(self.alt, quote=True)
        return f'<img alt="{text}" src="data:image/png;base64,{source}">'


def show(ax: Any, note: str | None = None) -> Picture:
    """Return the figure as a picture with an alternative text, and close the figure.

    Make it the last line of a cell, or pass it to ``display``. The notebook then shows
    one ``<img alt="…">``: the only form that every front end reads out.

    Parameters
    ----------
    ax : Axes, Figure, seaborn grid, or an array of Axes
    note : what to see in the figure, in a sentence; said before what is computed

    Returns
    -------
    Picture: prints as its alternative text, is displayed as the picture

    Raises
    ------
    DataError
        if this is nothing drawn with Matplotlib or seaborn

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> _, ax = plt.subplots()
    >>> _ = ax.bar(["Loyal", "New"], [30, 12])
    >>> _ = ax.set(title="Segment sizes", ylabel="customers")
    >>> show(ax, note="Most customers are loyal.")
    Most customers are loyal. Segment sizes. Vertical axis: customers.
    Bars: Loyal 30; New 12.
    """
    figure = _figure(ax)
    text = alt_text(figure)
    if note:
        note = " ".join(str(note).split())
        text = f"{note}{'' if note[-1] in '.!?' else '.'} {text}"
    picture = Picture(text, to_png(figure))
    plt.close(figure)
    return picture


def to_img(ax: Any, note: str | None = None) -> str:
    """Return the figure as the one ``<img>`` element of a report, and close it.

    Parameters
    ----------
    ax, note : as in `show`

    Returns
    -------
    str: ``<img alt="…" src="data:image/png;base64,…">``

    Raises
    ------
    DataError
        as `show` does

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> _, ax = plt.subplots()
    >>> to_img(ax)[:31]
    '<img alt="Figure." src="data:im'
    """
    return show(ax, note)._repr_html_()


def to_png(ax: Any) -> bytes:
    """Return the figure as the bytes of a PNG file: the same bytes each time.

    Parameters
    ----------
    ax : as in `show`; the figure stays open

    Returns
    -------
    bytes, 100 dots an inch, cut to what is drawn

    Raises
    ------
    DataError
        as `show` does

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> fig, ax = plt.subplots()
    >>> to_png(ax)[1:4], to_png(ax) == to_png(fig)
    (b'PNG', True)
    >>> plt.close(fig)
    """
    file = io.BytesIO()
    with warnings.catch_warnings():  # letters that the font lacks are in the alt text
        warnings.filterwarnings("ignore", "Glyph .* missing from font")
        _figure(ax).savefig(
            file,
            format="png",
            dpi=DPI,
            bbox_inches="tight",
            facecolor="white",
            metadata={"Software": None},  # else Matplotlib's version is in the bytes
        )
    return file.getvalue()


def alt_text(ax: Any) -> str:
    """Say what a figure shows, computed from the data drawn.

    Title, axes with their units, and the key values: each bar; first, last, lowest and
    highest of a line; number and range of points; largest and smallest cell of a heat
    map; n, range and middle of a histogram. Rounded, and the same each time.

    Parameters
    ----------
    ax : Axes, or a Figure for all of its axes

    Returns
    -------
    str, whole sentences

    Raises
    ------
    DataError
        as `show` does

    References
    ----------
    Own definition.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> fig, ax = plt.subplots()
    >>> _ = ax.plot([1, 2, 3], [10, 40, 20])
    >>> _ = ax.set(title="Orders", xlabel="month", ylabel="orders")
    >>> alt_text(ax)
    'Orders. Horizontal axis: month. Vertical axis: orders.
    Line: 3 points, first 10 at 1, last 20 at 3, lowest 10 at 1, highest 40 at 2.'
    >>> plt.close(fig)
    """
    if isinstance(ax, Axes):
        return alt.describe(ax)
    figure = _figure(ax)
    told = [one for one in figure.axes if not alt.is_colour_bar(one)]
    head = [figure.get_suptitle()] if figure.get_suptitle() else []
    return " ".join([*head, *map(alt.describe, told)]) or ALT["untitled"] + "."


def _figure(ax: Any) -> Figure:
    """Find the figure of whatever a drawing function returned."""
    if isinstance(ax, np.ndarray) and ax.size:
        ax = ax.ravel()[0]
    figure = ax if isinstance(ax, Figure) else getattr(ax, "figure", None)
    if isinstance(figure, Figure):
        return figure
    raise DataError(
        "show needs a figure or the axes that a drawing function returned; this is a "
        f"{type(ax).__name__}: draw first, for instance "
        "ax = plots.segment_sizes(segments), then plots.show(ax)"
    )
