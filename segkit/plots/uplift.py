"""Who is moved by a message: segments by kind."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from segkit.plots.rows import name_rows
from segkit.plots.style import (
    COLOURS,
    INK,
    axes,
    count,
    rows_height,
    styled,
    wrap,
)
from segkit.plots.tables import numbers, pandas_table
from segkit.plots.words import uplift as words

UPLIFT = ("n_control", "n_treated", "difference", "low", "high", "kind")
#: Marker and colour of each kind: moved to the better, to the worse, not, unknown.
LOOKS = {
    "persuadable": ("^", COLOURS[0]),
    "sleeping dog": ("v", COLOURS[2]),
    "sure thing": ("s", COLOURS[1]),
    "lost cause": ("X", COLOURS[5]),
    "cannot be told": ("o", "white"),
}
BACK = {"facecolor": "white", "edgecolor": "none", "pad": 0.6}


@styled
def uplift_by_segment(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw what a message adds in each segment, and what that makes of the segment.

    Parameters
    ----------
    table : what ``experiments.uplift_by_segment`` returns; a row "all" becomes a line
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: a bar and an interval for each segment, the kind beside its name and as a
    mark, and a line at no change

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
    >>> table = pd.DataFrame(
    ...     {"n_control": [900, 400], "n_treated": [900, 400],
    ...      "difference": [0.018, 0.002], "low": [0.01, -0.006], "high": [0.026, 0.01],
    ...      "kind": ["persuadable", "cannot be told"]}, index=["bargain", "champion"])
    >>> table.attrs = {"unit": "rate", "outcome": "bought"}
    >>> plots.show(plots.uplift_by_segment(table))
    Who is moved by the message? Horizontal axis: change in bought, in points, with 95 %
    interval. Vertical axis: segment (customers with / without the message).
    Points: bargain persuadable (900 / 900) +1.80 points (from 1 to 2.6);
    champion cannot be told (400 / 400) +0.20 points (from -0.6 to 1).
    Vertical line at 0.
    """
    data = pandas_table(table, UPLIFT, name="table")
    attrs = getattr(table, "attrs", {})
    rate = attrs.get("unit", "rate") == "rate"
    factor = 100 if rate else 1
    names = [str(name) for name in data.index]
    total = data[[name == words.ALL for name in names]]
    rows = data[[name != words.ALL for name in names]]
    parts = {c: factor * numbers(rows[c], name=c).to_numpy() for c in UPLIFT[2:5]}
    ax = axes(ax, height=rows_height(len(rows), each=0.78, least=3.2))
    ax.grid(True, axis="x")
    _marks(ax, rows, parts, rate)
    name_rows(ax, _names(rows))
    ax.axvline(0, color=INK, linewidth=1)
    if len(total):
        _total(ax, factor * float(total["difference"].iloc[0]), rate)
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:+.3g}"))
    label = words.UPLIFT_RATE if rate else words.UPLIFT_AMOUNT
    outcome = str(attrs.get("outcome") or words.OUTCOME).replace("_", " ")
    ax.set_xlabel(
        label.format(outcome=outcome, level=f"{100 * attrs.get('level', 0.95):g} %")
    )
    ax.set_ylabel(words.UPLIFT_Y)
    ax.set_title(words.UPLIFT, pad=20)
    return ax


def _marks(
    ax: Axes, rows: pd.DataFrame, parts: dict[str, np.ndarray], rate: bool
) -> None:
    """Draw interval, mark and text of each segment."""
    value, low, high = (parts[name] for name in UPLIFT[2:5])
    places = np.arange(len(rows), dtype=float)
    known = np.isfinite(value)
    away = [np.clip(value - low, 0, None)[known], np.clip(high - value, 0, None)[known]]
    ax.errorbar(
        value[known], places[known], xerr=away, fmt="none", ecolor=INK,
        elinewidth=1.5, capsize=4,
    )  # fmt: skip
    for i, kind in enumerate(rows["kind"]):
        if not known[i]:
            ax.annotate(words.UPLIFT_NONE, (0, i), xytext=(6, 4),
                        textcoords="offset points", fontsize=9)  # fmt: skip
            continue
        marker, colour = LOOKS.get(str(kind), LOOKS["cannot be told"])
        ax.scatter(
            [value[i]], [i], s=75, marker=marker, color=colour,
            edgecolor=INK if colour == "white" else colour, linewidth=1.4, zorder=3,
        )  # fmt: skip
        ax.annotate(
            _change(value[i], rate), (value[i], i), xytext=(0, 9), ha="center",
            textcoords="offset points", fontsize=9, bbox=BACK, zorder=2,
        )  # fmt: skip


def _change(value: float, rate: bool) -> str:
    return (words.POINTS if rate else words.AMOUNT).format(value=value)


def _total(ax: Axes, value: float, rate: bool) -> None:
    text = words.UPLIFT_ALL.format(change=_change(value, rate))
    ax.axvline(value, color=INK, linestyle="--", linewidth=1.2, label=text)
    ax.text(value, 1.0, text, transform=ax.get_xaxis_transform(), va="bottom",
            ha="center", fontsize=9)  # fmt: skip


def _names(rows: pd.DataFrame) -> list[str]:
    """Name each segment with its kind and the sizes of its arms."""
    return [
        words.UPLIFT_ROW.format(
            segment=wrap(name), kind=words.KINDS.get(k, k), n=count(n), m=count(m)
        )
        for name, k, n, m in zip(
            rows.index, rows["kind"], rows["n_treated"], rows["n_control"], strict=True
        )
    ]
