"""One heat map for all: light to dark, so that it stays readable in grey."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.ticker import FuncFormatter, MaxNLocator

from segkit.plots.style import INK, amount, shades, wrap

CROWDED = 10  # columns, from which on the letters must be smaller


def heatmap(
    values: pd.DataFrame,
    texts: pd.DataFrame | None,
    *,
    ax: Axes,
    bar: str,
    rows: list[str] | None = None,
    whole: bool = True,
    formatter: Any = None,
) -> Axes:
    """Draw a table of numbers as shaded cells, each with its text."""
    shown = values.astype(float).to_numpy()
    known = shown[np.isfinite(shown)]
    low, high = known.min(initial=0.0), known.max(initial=0.0)
    sns.heatmap(
        shown,
        annot=False if texts is None else texts.to_numpy(dtype=object),
        fmt="",
        annot_kws={"fontsize": 9 if shown.shape[1] <= CROWDED else 7.5},
        cmap=shades(),
        vmin=low,
        vmax=high if high > low else low + 1,
        linewidths=1,
        linecolor="white",
        cbar_kws={"label": wrap(bar, 34), "pad": 0.02, "aspect": 30},
        ax=ax,
    )
    _names(ax, values, rows)
    _colour_axis(ax, formatter, whole)
    return ax


def _names(ax: Axes, values: pd.DataFrame, rows: list[str] | None) -> None:
    columns = [wrap(name, 14) for name in values.columns]
    names = [wrap(name) for name in (values.index if rows is None else rows)]
    places = np.arange(len(columns)) + 0.5
    turn = max(map(len, columns)) > 3 and len(columns) > 4
    ax.set_xticks(places, labels=columns, parse_math=False, rotation=0)
    if turn:
        ax.tick_params(axis="x", labelrotation=90)
    elif len(columns) > CROWDED:
        ax.tick_params(axis="x", labelsize=7.5)
    places = np.arange(len(names)) + 0.5
    ax.set_yticks(places, labels=names, parse_math=False, rotation=0)
    ax.tick_params(length=0)


def _colour_axis(ax: Axes, formatter: Any, whole: bool) -> None:
    """Write numbers, not 1e6, beside the colours."""
    colour_bar = ax.collections[0].colorbar
    assert colour_bar is not None
    colour_bar.outline.set_visible(False)
    colour_bar.ax.yaxis.set_major_locator(MaxNLocator(nbins=5, integer=whole))
    colour_bar.ax.yaxis.set_major_formatter(
        formatter or FuncFormatter(lambda value, _: amount(value))
    )


def frame(ax: Axes, row: int, column: int) -> None:
    """Draw a dark frame around one cell."""
    ax.add_patch(Rectangle((column, row), 1, 1, fill=False, edgecolor=INK, linewidth=2))
