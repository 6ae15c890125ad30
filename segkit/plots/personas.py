"""What sets a persona apart: its index with intervals."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from segkit.checks import DataError, whole_number
from segkit.plots.persona_rows import height, legend, name_them, short
from segkit.plots.style import (
    COLOURS,
    INK,
    MARKERS,
    amount,
    axes,
    count,
    percent,
    styled,
    wrap,
)
from segkit.plots.tables import pandas_table
from segkit.plots.words import personas as words

OVER = [
    "segment",
    "label",
    "level",
    "kind",
    "value",
    "index",
    "low",
    "high",
    "n",
    "marker",
    "effect",
    "unit",
]
REACH = (1.0, 10000.0)  # index that the axis shows at most
CLOSE = (33, 50, 70, 85, 100, 120, 150, 200, 300)
WIDE = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000)
FAR = 12  # times, from which on the ticks are the wide ones
SHARES = {"share", "yes/no", "category", "scale"}


@styled
def over_index(
    table: pd.DataFrame,
    *,
    segment: str | None = None,
    top: int = 12,
    ax: Axes | None = None,
) -> Axes:
    """Draw what a segment has more and less of than the others, with intervals.

    Parameters
    ----------
    table : of `personas.profile`
    segment : which, where the table has several
    top : rows at most, those with the largest effects
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: a mark and an interval for each row on a log scale, filled where it is a
    marker; what lies beyond 1 and 10,000 is drawn there

    Raises
    ------
    DataError
        if a column is missing, it is not clear which segment, or no row has an index

    References
    ----------
    Own definition.

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import plots
    >>> table = pd.DataFrame({"segment": "loyal", "label": ["by app", "age"],
    ...     "level": ["yes", ""], "kind": ["yes/no", "number"], "value": [0.5, 41.0],
    ...     "index": [200.0, 98.0], "low": [150.0, 95.0], "high": [260.0, 101.0],
    ...     "n": [80, 80], "marker": [True, False], "effect": [0.25, -0.02],
    ...     "unit": ""})
    >>> ax = plots.over_index(table)
    >>> ax.get_title(loc="left")
    'What sets loyal apart'
    """
    rows = pandas_table(table, OVER, name="table")
    rows = _one_segment(rows, segment)
    name = str(rows["segment"].iloc[0])
    drawn = _largest(rows, whole_number(top, name="top"))
    if not len(drawn):
        raise DataError(words.NO_INDEX.format(segment=name))
    names = [_row_name(row) for row in drawn.itertuples()]
    ax = axes(ax, height=height(names), width=8.0)
    for filled in (True, False):
        _marks(ax, drawn, filled)
    _index_axis(ax, drawn, table.attrs)
    name_them(ax, names)
    ax.axvline(100, color=INK, linewidth=1, zorder=1)
    ax.set_title(
        wrap(words.OVER_TITLE.format(segment=short(name, 60)), 60),
        loc="left",
        parse_math=False,
    )
    legend(ax)
    return ax


def _one_segment(rows: pd.DataFrame, segment: str | None) -> pd.DataFrame:
    have = list(dict.fromkeys(rows["segment"].astype(str)))
    if segment is None and len(have) > 1:
        raise DataError(words.WHICH.format(have=have, first=have[0]))
    wanted = have[0] if segment is None else str(segment)
    if wanted not in have:
        raise DataError(words.WHICH.format(have=have, first=have[0]))
    return rows[rows["segment"].astype(str) == wanted]


def _largest(rows: pd.DataFrame, top: int) -> pd.DataFrame:
    """Return the rows with the largest effects, from most above to most below."""
    known = rows[np.isfinite(rows["index"].astype(float))]
    size = -known["effect"].astype(float).abs()
    first = known.assign(size=size, not_marker=~known["marker"].astype(bool))
    first = first.sort_values(["not_marker", "size", "label", "level"], kind="stable")
    return first.head(top).sort_values("index", ascending=False, kind="stable")


def _marks(ax: Axes, drawn: pd.DataFrame, filled: bool) -> None:
    """Draw the rows that are markers, or those that are not."""
    chosen = (drawn["marker"].astype(bool) == filled).to_numpy()
    if not chosen.any():
        return
    places, part = np.flatnonzero(chosen), drawn[chosen]
    x = part["index"].clip(*REACH).to_numpy(float)
    low = part["low"].astype(float).fillna(part["index"]).clip(*REACH).to_numpy(float)
    high = part["high"].astype(float).fillna(part["index"]).clip(*REACH).to_numpy(float)
    colour = COLOURS[0] if filled else "#767676"
    ax.errorbar(
        x,
        places,
        xerr=[np.maximum(x - low, 0), np.maximum(high - x, 0)],
        fmt="none",
        ecolor=colour,
        elinewidth=1.6,
        zorder=2,
    )
    ax.scatter(
        x,
        places,
        s=46,
        marker=MARKERS[0] if filled else MARKERS[2],
        zorder=3,
        facecolor=colour if filled else "white",
        edgecolor=colour,
        label=words.MARKER if filled else words.OTHER,
    )


def _index_axis(ax: Axes, drawn: pd.DataFrame, attrs: Any) -> None:
    ends = drawn[["index", "low", "high"]].astype(float).clip(*REACH)
    low, high = float(np.nanmin(ends)), float(np.nanmax(ends))
    ax.set_xscale("log")
    ax.set_xlim(min(low / 1.15, 80), max(high * 1.15, 125))
    ax.xaxis.set_major_locator(FixedLocator(WIDE if high > FAR * low else CLOSE))
    ax.xaxis.set_minor_locator(NullLocator())
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: count(value)))
    ax.grid(axis="x")
    against = words.AGAINST[attrs.get("against", "others")]
    ax.set_xlabel(
        words.OVER_X.format(against=against, level=100 * attrs.get("level", 0.95))
    )


def _row_name(row: Any) -> str:
    text = str(row.label)
    if row.kind in {"category", "scale"}:
        text = words.LEVEL.format(label=row.label, level=row.level)
    value = percent(row.value) if row.kind in SHARES else amount(row.value)
    value = f"{value} {row.unit}".strip() if row.kind == "money" else value
    return words.ROW.format(text=wrap(short(text, 90), 46), value=value, n=count(row.n))
