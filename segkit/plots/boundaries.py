"""When a test may stop, and what looking too often does."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from segkit.plots.rows import percent_formatter
from segkit.plots.style import COLOURS, INK, MARKERS, axes, percent, styled
from segkit.plots.tables import numbers, pandas_table
from segkit.plots.words import boundaries as words


@styled
def sequential_boundaries(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how far apart the arms must be at each look, and where they are.

    Parameters
    ----------
    table : what `experiments.boundaries` returns (information, bound), or
        `experiments.sequential_rates` (also z, of the looks so far)
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: the bounds, on either side where the test has two, and the looks so far

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
    >>> table = pd.DataFrame({"information": [0.5, 1.0], "bound": [2.96, 1.97],
    ...                       "z": [1.2, 2.1]}, index=[1, 2])
    >>> table.attrs.update(sides=1, stopped_at=2)
    >>> plots.show(plots.sequential_boundaries(table))
    When may the test stop? Horizontal axis: share of the planned customers.
    Vertical axis: z, difference in standard errors.
    Line, bound: 2 points, first 2.96 at 50 %, last 1.97 at 100 %.
    Line, z at each look: 2 points, first 1.2 at 50 %, last 2.1 at 100 %.
    Horizontal line at 0. Labels: stopped at look 2.
    """
    data = pandas_table(table, ["information", "bound"], name="table")
    attrs = getattr(table, "attrs", {})
    share, bound = (numbers(data[name], name=name) for name in ("information", "bound"))
    ax = axes(ax, height=4.2)
    ax.grid(True)
    style: Any = {"color": COLOURS[1], "marker": MARKERS[1], "linewidth": 2}
    ax.plot(share, bound, label=words.BOUND, **style)
    if attrs.get("sides", 2) == 2:
        ax.plot(share, -bound, linestyle="--", label=words.BOUND_BELOW, **style)
    ax.axhline(0, color=INK, linewidth=0.8)
    if "z" in data:
        z = numbers(data["z"], name="z")
        ax.plot(
            share, z, color=COLOURS[0], marker=MARKERS[0], linewidth=2, label=words.SEEN
        )
        _stopped(ax, share, z, attrs.get("stopped_at"))
    ax.xaxis.set_major_formatter(percent_formatter())
    ax.set(title=words.BOUNDS, xlabel=words.BOUNDS_X, ylabel=words.BOUNDS_Y)
    ax.set_xlim(0, 1.04)
    ax.legend(loc="best")
    return ax


def _stopped(ax: Axes, share: pd.Series, z: pd.Series, look: int | None) -> None:
    """Mark the look that stopped the test."""
    if look is None:
        return
    at = (float(share.iloc[look - 1]), float(z.iloc[look - 1]))
    ax.annotate(
        words.STOPPED.format(look=look), at, xytext=(-8, 10 if at[1] > 0 else -14),
        textcoords="offset points", ha="right", fontweight="bold",
    )  # fmt: skip


@styled
def false_alarms(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how often two equal arms get a winner, by the number of looks.

    Parameters
    ----------
    table : what `experiments.peeking` returns: rule, looks, false_alarms, low, high,
        alpha
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: a line for each rule, with the interval of the simulation, and a line at the
    false alarms that were asked for

    Raises
    ------
    DataError
        if a column is missing or the table is empty

    References
    ----------
    Armitage, McPherson and Rowe (1969), JRSS A 132, 235-244.

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import plots
    >>> table = pd.DataFrame({"rule": "p_value", "looks": [1, 10], "alpha": 0.05,
    ...                       "false_alarms": [0.05, 0.19], "low": [0.046, 0.18],
    ...                       "high": [0.054, 0.2]})
    >>> plots.show(plots.false_alarms(table))
    How often do two equal arms get a winner? Horizontal axis: looks at the test.
    Vertical axis: tests with a winner.
    Line, p below alpha: 2 points, first 5 % at 1, last 19 % at 10.
    Horizontal line at 5 % (asked for, 5.0 %).
    """
    need = ["rule", "looks", "false_alarms", "low", "high", "alpha"]
    data = pandas_table(table, need, name="table")
    ax = axes(ax, height=4.6)
    ax.grid(True)
    for place, (rule, rows) in enumerate(data.groupby("rule", sort=False)):
        rate = numbers(rows["false_alarms"], name="false_alarms")
        colour, marker = COLOURS[place % 8], MARKERS[place % 8]
        x = rows["looks"].astype(float)
        ax.fill_between(
            x, rows["low"], rows["high"], color=colour, alpha=0.2, linewidth=0
        )
        text = words.RULES.get(str(rule), str(rule))
        ax.plot(x, rate, color=colour, marker=marker, linewidth=2, label=text)
    alpha = float(data["alpha"].iloc[0])
    text = words.ASKED.format(share=percent(alpha))
    ax.axhline(alpha, color=INK, linestyle="--", linewidth=1.2, label=text)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=10, integer=True))
    ax.yaxis.set_major_formatter(percent_formatter())
    top = float(np.nanmax(data["high"]))
    ax.set(title=words.PEEKING, xlabel=words.PEEKING_X, ylabel=words.PEEKING_Y)
    ax.set_ylim(0, max(1.12 * top, 2 * alpha))
    ax.set_xlim(0, None)
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.16), ncols=2, fontsize=9)
    return ax
