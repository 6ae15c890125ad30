"""How long customers stay: curves by segment, and how many were watched so long."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.transforms import blended_transform_factory

from segkit.checks import DataError
from segkit.plots import words as shared
from segkit.plots.rows import percent_formatter
from segkit.plots.style import COLOURS, INK, axes, count, styled, wrap
from segkit.plots.tables import numbers, pandas_table
from segkit.plots.words import survival as words

STYLES = (
    "-",
    "--",
    "-.",
    ":",
    (0, (6, 1)),
    (0, (1, 1)),
    (0, (5, 1, 1, 1)),
    (0, (8, 3)),
)
MOST_BANDS = 3  # curves, beyond which bands would hide one another
NEED = ["segment", "time", "at_risk", "survival_rate", "low", "high"]


@styled
def survival_curves(
    curves: pd.DataFrame,
    *,
    segments: Sequence[Any] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw what share of each segment is still there, and how many were watched.

    Parameters
    ----------
    curves : ``.curves`` of what `kpis.survival` returns: segment, time, at_risk,
        survival_rate, low, high
    segments : which of them; None for all segments, or for all together if there are
        none
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: a step curve for each segment, ticks where somebody was last seen, bands for
    up to three; beneath it how many were watched so long (the risk table)

    Raises
    ------
    DataError
        if a column is missing, the table is empty, a segment is not there, or there are
        more than eight

    References
    ----------
    Own definition; the risk table as Pocock, Clayton and Altman (2002), Lancet 359,
    1686-1689, ask for.

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import plots
    >>> curves = pd.DataFrame({"segment": ["New"] * 3, "time": [0.0, 6, 12],
    ...     "at_risk": [10, 10, 5], "survival_rate": [1, 0.8, 0.4],
    ...     "low": [0.7, 0.4, 0.1], "high": [1, 0.95, 0.7]})
    >>> curves.attrs = {"unit": "months", "level": 0.95}
    >>> plots.show(plots.survival_curves(curves))
    How long does each segment stay?
    Horizontal axis: months since the start; band: 95 % interval.
    Vertical axis: share still there.
    Line, New: 3 points, first 100 % at 0, last 40 % at 12,
    lowest 40 % at 12, highest 100 % at 0. Labels: watched so long.
    """
    chosen = _chosen(curves, segments)
    ax = axes(ax, height=4.4 + 0.22 * len(chosen))
    ax.grid(True, axis="y")
    for place, (name, rows) in enumerate(chosen.items()):
        _curve(ax, place, name, rows, band=len(chosen) <= MOST_BANDS)
    ax.set_ylim(0, 1.03)
    ax.set_xlim(0, max(float(rows["time"].iloc[-1]) for rows in chosen.values()))
    ax.yaxis.set_major_formatter(percent_formatter())
    attrs = getattr(curves, "attrs", {})
    single = list(chosen) == [shared.ALL]
    ax.set(
        title=words.CURVES_ONE if single else words.CURVES,
        xlabel=_label(attrs, len(chosen)),
        ylabel=words.CURVES_Y,
    )
    if not single:
        ax.legend(loc="center left", bbox_to_anchor=(1.0, 0.5), handlelength=3)
    _risk_table(ax, chosen)
    return ax


def _label(attrs: dict[Any, Any], curves: int) -> str:
    text = words.CURVES_X.format(unit=attrs.get("unit", "time"))
    if curves > MOST_BANDS:
        return text + words.MANY.format(most=MOST_BANDS)
    level = attrs.get("level")
    return text + words.BAND.format(level=count(100 * level)) if level else text


def _chosen(curves: Any, segments: Sequence[Any] | None) -> dict[str, pd.DataFrame]:
    """Return the rows of each segment to draw, as numbers."""
    data = pandas_table(curves, NEED, name="curves")
    names = list(dict.fromkeys(data["segment"]))
    if segments is None:
        segments = [name for name in names if name != shared.ALL] or names
    for name in segments:
        if name not in names:
            raise DataError(words.NO_SEGMENT.format(name=name, names=names))
    if len(segments) > len(COLOURS):
        told = {"most": len(COLOURS), "n": len(segments)}
        raise DataError(words.MOST.format(**told))
    plain = {name: numbers(data[name], name=name) for name in NEED[1:]}
    table = pd.DataFrame(plain)
    if "ended" in data:
        table["ended"] = numbers(data["ended"], name="ended")
    return {str(name): table[data["segment"] == name] for name in segments}


def _curve(ax: Axes, place: int, name: str, rows: pd.DataFrame, *, band: bool) -> None:
    colour = COLOURS[place]
    times, rate = rows["time"], rows["survival_rate"]
    ax.plot(times, rate, drawstyle="steps-post", color=colour, linewidth=1.8,
            linestyle=STYLES[place], label=wrap(name, 20))  # fmt: skip
    if band:
        ax.fill_between(times, rows["low"], rows["high"], step="post", color=colour,
                        alpha=0.15, linewidth=0)  # fmt: skip
    if "ended" in rows:
        last = rows[(rows["ended"] == 0) & (rows["time"] > 0)]
        if len(last) <= 40:
            ax.scatter(last["time"], last["survival_rate"], marker="|", s=36,
                       color=colour, linewidth=1)  # fmt: skip


def _risk_table(ax: Axes, chosen: dict[str, pd.DataFrame]) -> None:
    """Write beneath the ticks how many of each segment were watched so long."""
    low, high = ax.get_xlim()
    ticks = [tick for tick in ax.get_xticks() if low <= tick <= high]
    below = blended_transform_factory(ax.transData, ax.transAxes)
    step, top = 0.062, -0.24
    style: dict[str, Any] = {"fontsize": 8.5, "va": "center", "parse_math": False}
    ax.text(-0.06, top, words.AT_RISK, transform=ax.transAxes, ha="right",
            color=INK, fontweight="bold", **style)  # fmt: skip
    for line, (name, rows) in enumerate(chosen.items(), start=1):
        y = top - line * step
        ax.text(-0.06, y, wrap(name, 22), transform=ax.transAxes, ha="right",
                color=INK, **style)  # fmt: skip
        for tick in ticks:
            there = rows.loc[rows["time"] >= tick - 1e-9, "at_risk"]
            n = int(there.iloc[0]) if len(there) else 0
            ax.text(tick, y, count(n), transform=below, ha="center", **style)


def errors(rows: pd.DataFrame, value: str) -> list[np.ndarray]:
    """Return how far low and high lie from a value, never below zero."""
    return [
        (rows[value] - rows["low"]).clip(lower=0).to_numpy(),
        (rows["high"] - rows[value]).clip(lower=0).to_numpy(),
    ]
