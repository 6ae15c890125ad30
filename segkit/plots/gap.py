"""What segments need, beside what they buy."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, NullFormatter

from segkit import checks
from segkit.checks import DataError
from segkit.plots.style import (
    COLOURS,
    INK,
    amount,
    axes,
    count,
    rows_height,
    styled,
    wrap,
)
from segkit.plots.tables import pandas_table
from segkit.plots.words import gap as words

NEED = (
    "segment", "need", "products", "need_index", "need_low", "need_high", "n_asked",
    "bought_index", "bought_low", "bought_high", "n_customers", "gap", "verdict",
)  # fmt: skip
TICKS = (10, 25, 50, 100, 200, 400, 800, 1600)
SIDES = (("need", "o", words.NEEDED), ("bought", "s", words.BOUGHT))
WIDE = 44  # letters of a label in a line
FAR = 50  # times the value: as far as an interval without end is drawn


@styled
def product_gap(
    table: pd.DataFrame, *, most: int = 8, level: float = 0.95, ax: Axes | None = None
) -> Axes:
    """Draw for each segment and need how strong the need is, and what is bought.

    Parameters
    ----------
    table : ``personas.product_gap(...).gaps``
    most : rows that are drawn, from the top of the table
    level : of the table's intervals, for the label
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: two marks with intervals a row, need and purchase, each as an index on a
    logarithmic axis; a line at 100; a star at clear gaps

    Raises
    ------
    DataError
        if a column is missing, or there is no gap to draw

    References
    ----------
    Own definition.

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import plots
    >>> table = pd.DataFrame({"segment": ["advice"], "need": ["keep plants alive"],
    ...     "products": ["tools"], "need_index": [200.0], "need_low": [150.0],
    ...     "need_high": [260.0], "n_asked": [107], "bought_index": [99.0],
    ...     "bought_low": [91.0], "bought_high": [108.0], "n_customers": [1694],
    ...     "gap": [2.0], "verdict": ["gap: needed more than it is bought"]})
    >>> plots.show(plots.product_gap(table))
    Needed more than bought? Horizontal axis: index with 95 % interval
    (100 = as often as in the other segments) * a clear gap.
    Vertical axis: segment: need, purchases.
    Points: advice: keep plants alive * (n = 107 asked) 200 (from 150 to 260);
    buys tools (n = 1,694 buyers) 99 (from 91 to 108).
    Vertical line at 100 (as the others).
    """
    if not len(table.columns):
        raise DataError(words.NOTHING)
    data = pandas_table(table, NEED, name="table").reset_index(drop=True)
    hidden = max(len(data) - checks.whole_number(most, name="most"), 0)
    data = data.head(most)
    ax = axes(ax, height=rows_height(2 * len(data), each=0.44, least=3.0))
    ax.set_xscale("log")
    ax.grid(True, axis="x")
    for i, (side, marker, text) in enumerate(SIDES):
        parts = data[[f"{side}_{end}" for end in ("index", "low", "high")]]
        _marks(ax, parts.to_numpy(dtype=float), i, marker, text)
    names = [name for row in data.to_dict("records") for name in _names(row)]
    ax.set_yticks(range(len(names)), labels=names, parse_math=False, fontsize=9)
    ax.set_ylim(len(names) - 0.5, -0.5)
    ax.tick_params(axis="y", length=0)
    for place in range(2, 2 * len(data), 2):
        ax.axhspan(place - 0.5, place - 0.5, color="#bbbbbb", linewidth=0.8)
    ax.axvline(100, color=INK, linewidth=1, label=words.USUAL)
    _axis(ax)
    clear = data["verdict"].map(_clear).any()
    note = words.MORE.format(n=hidden) if hidden else words.STARS
    label = words.X.format(level=f"{100 * level:g}") + (note if clear or hidden else "")
    ax.set(title=words.TITLE, xlabel=label, ylabel=words.Y)
    return ax


def _clear(verdict: str) -> bool:
    return verdict.startswith(("gap", "needed more"))


def _marks(ax: Axes, parts: np.ndarray, side: int, marker: str, text: str) -> None:
    """Draw one of the two marks of each row, where it is known and above 0."""
    value, low, high = parts.T
    known = np.isfinite(value) & (value > 0)
    left = np.maximum(low, value / FAR)[known]
    right = np.minimum(np.where(np.isfinite(high), high, np.inf), value * FAR)[known]
    value, at = value[known], 2 * np.flatnonzero(known) + side
    reach, colour = [value - left, right - value], COLOURS[side]
    ax.scatter(value, at, marker=marker, color=colour, s=45, label=text, zorder=3)
    ax.errorbar(
        value, at, xerr=reach, fmt="none", ecolor=colour, elinewidth=2, capsize=0
    )


def _names(row: dict) -> tuple[str, str]:
    mark = words.MARK if _clear(row["verdict"]) else ""
    need = words.NEEDS.format(**row | {"mark": mark, "n_asked": count(row["n_asked"])})
    buyers = count(row["n_customers"])
    form = words.BUYS if row["n_customers"] else words.NONE
    bought = form.format(products=row["products"], n_customers=buyers)
    return _lines(need), _lines(bought)


def _lines(text: str) -> str:
    return "\n".join(wrap(line, WIDE) for line in text.split("\n"))


def _axis(ax: Axes) -> None:
    """Write whole numbers on the logarithmic axis."""
    low, high = ax.get_xlim()
    low, high = min(low, 80.0), max(high, 125.0)
    ax.set_xlim(low, high)
    ticks = [tick for tick in TICKS if low <= tick <= high]
    ax.set_xticks(ticks)
    ax.xaxis.set_major_formatter(FuncFormatter(lambda v, _: amount(v)))
    ax.xaxis.set_minor_formatter(NullFormatter())
    ax.tick_params(axis="x", which="minor", length=0)
