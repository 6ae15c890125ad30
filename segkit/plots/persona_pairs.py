"""Two personas side by side."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from segkit.checks import DataError, whole_number
from segkit.plots.persona_rows import height, legend, name_them, short
from segkit.plots.rows import percent_formatter
from segkit.plots.style import COLOURS, MARKERS, axes, styled, wrap
from segkit.plots.tables import pandas_table
from segkit.plots.words import personas as words

PAIR = ["text", "first", "first_low", "first_high", "second", "second_low",
        "second_high", "apart", "unit"]  # fmt: skip


@styled
def persona_comparison(
    table: pd.DataFrame, *, top: int = 10, ax: Axes | None = None
) -> Axes:
    """Draw two personas side by side: shares, with their intervals.

    Parameters
    ----------
    table : of `personas.compare`
    top : rows at most, those that differ most; rows of shares are drawn
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: two marks a row, of another shape each; names in bold type are clear

    Raises
    ------
    DataError
        if a column is missing, or no row holds shares

    References
    ----------
    Own definition; after Cleveland's dot plot (1984), The American Statistician 38,
    270-280.

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import plots
    >>> table = pd.DataFrame({"text": ["by app"], "first": [0.5], "first_low": [0.4],
    ...     "first_high": [0.6], "second": [0.2], "second_low": [0.1],
    ...     "second_high": [0.3], "apart": [True], "unit": ["share"]})
    >>> table.attrs |= {"first": "Loyal", "second": "New"}
    >>> plots.persona_comparison(table).get_xlabel()
    'share of customers, with interval'
    """
    rows = pandas_table(table, PAIR, name="table")
    shares = rows[(rows["unit"] == "share") & rows["first_low"].notna()]
    shares = shares[shares["second_low"].notna()].head(whole_number(top, name="top"))
    if not len(shares):
        raise DataError(words.NOTHING_SHARED)
    names = [_apart(row) for row in shares.itertuples()]
    ax = axes(ax, height=height(names), width=8.0)
    for i, side in enumerate(("first", "second")):
        _side(ax, shares, side, i, str(table.attrs.get(side, side)))
    name_them(ax, names)
    ax.xaxis.set_major_formatter(percent_formatter())
    ax.set_xlim(left=0)
    ax.grid(axis="x")
    ax.set_title(words.COMPARE, loc="left")
    ax.set_xlabel(words.COMPARE_X)
    legend(ax)
    return ax


def _side(ax: Axes, rows: pd.DataFrame, side: str, i: int, name: str) -> None:
    """Draw one of the two personas."""
    places = np.arange(len(rows)) + (i - 0.5) * 0.26
    x = rows[side].to_numpy(float)
    low, high = (
        rows[f"{side}_low"].to_numpy(float),
        rows[f"{side}_high"].to_numpy(float),
    )
    ax.errorbar(
        x,
        places,
        xerr=[x - low, high - x],
        fmt="none",
        ecolor=COLOURS[i],
        elinewidth=1.6,
    )
    ax.scatter(
        x,
        places,
        s=44,
        marker=MARKERS[i],
        color=COLOURS[i],
        zorder=3,
        label=wrap(short(name, 80), 60).replace("$", r"\$"),
    )


def _apart(row: Any) -> str:
    mark = words.CLEAR if row.apart else words.NOT_CLEAR
    return f"{wrap(short(row.text, 90), 46)}\n{mark}"
