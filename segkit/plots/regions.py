"""Channels by a test by region, beside their last clicks."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from segkit.plots.rows import name_rows, percent_formatter
from segkit.plots.style import (
    COLOURS,
    INK,
    axes,
    percent,
    rows_height,
    styled,
)
from segkit.plots.tables import numbers, pandas_table
from segkit.plots.words import uplift as words

GEO = ("share", "low", "high", "last_click", "verdict")
BACK = {"facecolor": "white", "edgecolor": "none", "pad": 0.6}


@styled
def geo_tests(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw what each channel brings by a test by region, beside its last clicks.

    Parameters
    ----------
    table : what ``experiments.geo_tests`` returns
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: a dot with an interval for the test, a square for the last clicks

    Raises
    ------
    DataError
        if a column is missing or the table is empty

    References
    ----------
    Own definition.

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import plots
    >>> table = pd.DataFrame({"share": [0.2], "low": [0.1], "high": [0.3],
    ...                       "last_click": [0.45], "verdict": ["less"]}, index=["ads"])
    >>> plots.show(plots.geo_tests(table))
    What does each channel really bring? Horizontal axis: share of new customers (95 %
    interval of the test by region). Points: ads less than its clicks 20 % (10 % to
    30 %); ads less than its clicks clicks: 45 %. Vertical line at 0 %.
    """
    data = pandas_table(table, GEO, name="table")
    parts = {name: numbers(data[name], name=name).to_numpy() for name in GEO[:4]}
    places = np.arange(len(data), dtype=float)
    ax = axes(ax, height=rows_height(len(data), each=0.6, least=3.0))
    ax.grid(True, axis="x")
    ax.axvline(0, color=INK, linewidth=1)
    share = parts["share"]
    ax.hlines(places, parts["low"], parts["high"], color=COLOURS[0], linewidth=2)
    looks: dict[str, Any] = {"marker": "o", "label": words.GEO_TEST}
    ax.scatter(share, places, s=65, color=COLOURS[0], zorder=3, **looks)
    clicks = parts["last_click"]
    looks = {"marker": "s", "facecolor": "white", "label": words.GEO_CLICK}
    ax.scatter(clicks, places, s=65, edgecolor=COLOURS[1], lw=2, zorder=3, **looks)
    _texts(ax, pd.DataFrame(parts))
    ax.margins(x=0.08)
    name_rows(ax, [
        words.GEO_ROW.format(channel=name, verdict=words.GEO_VERDICT.get(v, v))
        for name, v in zip(data.index, data["verdict"], strict=True)
    ])  # fmt: skip
    ax.xaxis.set_major_formatter(percent_formatter())
    level = getattr(table, "attrs", {}).get("level", 0.95)
    ax.set(title=words.GEO, xlabel=words.GEO_X.format(level=percent(level)))
    ax.legend(loc="best")
    return ax


def _texts(ax: Axes, parts: pd.DataFrame) -> None:
    """Write test and clicks beside their marks."""
    for i, row in parts.iterrows():
        shown = {str(name): percent(value) for name, value in row.items()}
        for name, text, gap in (
            ("share", words.GEO_DOT, 8),
            ("last_click", words.GEO_SQUARE, -16),
        ):
            ax.annotate(
                text.format(**shown), (row[name], i), xytext=(0, gap), ha="center",
                textcoords="offset points", fontsize=9, bbox=BACK, zorder=2,
            )  # fmt: skip
