"""How many customers a test needs, and what it finds with fewer."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from segkit.checks import DataError
from segkit.plots.rows import name_rows, percent_formatter
from segkit.plots.style import (
    COLOURS,
    HATCHES,
    INK,
    MARKERS,
    axes,
    count,
    percent,
    rows_height,
    styled,
)
from segkit.plots.tables import numbers, pandas_table
from segkit.plots.words import power as words

WANTED = 0.8
DASHES = ("-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1)), (0, (1, 3)))


@styled
def power_curves(
    table: pd.DataFrame, *, wanted: float = WANTED, ax: Axes | None = None
) -> Axes:
    """Draw how the chance of a find grows with the size of the test.

    Parameters
    ----------
    table : what `experiments.power_curve` returns: formula, p1, p2, n_1, power
    wanted : power that is aimed at, drawn as a line
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: a line for each formula and each difference

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
    >>> table = pd.DataFrame({"formula": "pooled", "p1": 0.2, "p2": 0.25,
    ...                       "n_1": [500, 1000], "power": [0.473, 0.764]})
    >>> plots.show(plots.power_curves(table))
    How many customers does the test need? Horizontal axis: customers in arm 1.
    Vertical axis: chance to find the difference.
    Line, 20 % to 25 %: 2 points, first 47.3 % at 500, last 76.4 % at 1,000.
    Horizontal line at 80 % (usual aim, 80 %).
    """
    data = pandas_table(table, ["formula", "p1", "p2", "n_1", "power"], name="table")
    ax = axes(ax, height=4.2)
    ax.grid(True)
    groups = list(data.groupby(["formula", "p1", "p2"], sort=False, observed=True))
    several = data["formula"].nunique() > 1
    one_change = data[["p1", "p2"]].drop_duplicates().shape[0] == 1
    for place, (key, rows) in enumerate(groups):
        label = _label(*key, several=several, one_change=one_change)
        ax.plot(
            rows["n_1"].astype(float), numbers(rows["power"], name="power"),
            color=COLOURS[place % len(COLOURS)], linestyle=DASHES[place % len(DASHES)],
            linewidth=2, label=label,
        )  # fmt: skip
    aim = words.WANTED.format(share=percent(wanted))
    ax.axhline(wanted, color=INK, linestyle=":", linewidth=1.2, label=aim)
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: count(value)))
    ax.yaxis.set_major_formatter(percent_formatter())
    ax.set(
        title=words.POWER, xlabel=words.POWER_X, ylabel=words.POWER_Y, ylim=(0, 1.02)
    )
    ax.legend(loc="lower right")
    return ax


def _label(formula: Any, p1: Any, p2: Any, *, several: bool, one_change: bool) -> str:
    """Name a line by what sets it apart from the others."""
    if several and one_change:
        return str(formula)
    text = words.FORMULA_CHANGE if several else words.CHANGE
    return text.format(formula=formula, p1=percent(p1), p2=percent(p2))


@styled
def detectable_effect(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how the smallest change that a test finds shrinks with its size.

    Parameters
    ----------
    table : what `experiments.detectable_curve` returns: p1, n_1, up, down
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: a line for the lowest higher rate and one for the highest lower rate that the
    test finds; what lies between them is not found. The horizontal axis is a log scale

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
    >>> table = pd.DataFrame({"p1": 0.2, "n_1": [100, 1600],
    ...                       "up": [0.379, 0.241], "down": [0.066, 0.162]})
    >>> plots.show(plots.detectable_effect(table))
    What is the smallest change that the test finds?
    Horizontal axis: customers in arm 1 (log scale). Vertical axis: rate in arm 2.
    Line, found from here up: 2 points, first 37.9 % at 100, last 24.1 % at 1,600.
    Line, found from here down: 2 points, first 6.6 % at 100, last 16.2 % at 1,600.
    Horizontal line at 20 % (rate in arm 1, 20 %).
    """
    data = pandas_table(table, ["p1", "n_1", "up", "down"], name="table")
    n, up, down = (numbers(data[name], name=name) for name in ("n_1", "up", "down"))
    ax = axes(ax, height=4.2)
    ax.grid(True)
    ends = (up, COLOURS[0], MARKERS[0], words.UP), (
        down, COLOURS[1], MARKERS[1], words.DOWN,
    )  # fmt: skip
    for values, colour, marker, text in ends:
        if values.notna().any():
            ax.plot(n, values, color=colour, marker=marker, linewidth=2, label=text)
    base = float(data["p1"].iloc[0])
    text = words.BASE.format(p1=percent(base))
    ax.axhline(base, color=INK, linestyle=":", linewidth=1.2, label=text)
    ax.set_xscale("log")
    ticks = list(dict.fromkeys(n))
    ax.set_xticks(ticks if len(ticks) <= 8 else ticks[:: -(-len(ticks) // 8)])
    ax.minorticks_off()
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: count(value)))
    ax.yaxis.set_major_formatter(percent_formatter())
    ax.set(title=words.SMALLEST, xlabel=words.SMALLEST_X, ylabel=words.SMALLEST_Y)
    ax.legend()
    return ax


@styled
def segment_power(
    table: pd.DataFrame, *, wanted: float = WANTED, ax: Axes | None = None
) -> Axes:
    """Draw in which segments a test can find the difference.

    Parameters
    ----------
    table : what `experiments.power_by_segment` returns: power, n, needed, enough, one
        row per segment
    wanted : power that is aimed at, drawn as a line
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: a bar for each segment, hatched where the customers are too few

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
    >>> table = pd.DataFrame({"power": [0.998, 0.069], "n": [4000, 60],
    ...                       "needed": 1372, "enough": [True, False]},
    ...                      index=["Loyal", "New"])
    >>> plots.show(plots.segment_power(table))
    In which segments can a test find the difference?
    Horizontal axis: chance to find the difference (line: usual aim, 80 %).
    Bars: Loyal 100 % · 4,000, needed 1,372; New 6.9 % · 60, needed 1,372.
    Vertical line at 80 % (usual aim, 80 %).
    """
    data = pandas_table(table, ["power", "n", "needed", "enough"], name="table")
    power = numbers(data["power"], name="power")
    if power.isna().all():
        raise DataError(words.NO_POWER)
    ax = axes(ax, height=rows_height(len(data)))
    enough = data["enough"].to_numpy(dtype=bool)
    bars = ax.barh(
        range(len(data)), power, height=0.62, edgecolor="white", linewidth=0.5,
        color=[COLOURS[0] if good else COLOURS[5] for good in enough],
    )  # fmt: skip
    for bar, good in zip(bars, enough, strict=True):
        bar.set_hatch("" if good else HATCHES[1])
    labels = [
        words.ENOUGH.format(power=percent(p), n=count(n), needed=count(needed))
        for p, n, needed in zip(power, data["n"], data["needed"], strict=True)
    ]
    plate = {"facecolor": "white", "edgecolor": "none", "pad": 1}
    ax.bar_label(bars, labels=labels, padding=5, fontsize=9, bbox=plate)
    name_rows(ax, data.index)
    aim = words.WANTED.format(share=percent(wanted))
    ax.axvline(wanted, color=INK, linestyle=":", linewidth=1.2, label=aim)
    ax.xaxis.set_major_formatter(percent_formatter())
    ax.set_xticks([0, 0.2, 0.4, 0.6, 0.8, 1.0])
    ax.set(title=words.SEGMENTS, xlabel=words.SEGMENTS_X.format(aim=aim), xlim=(0, 1.6))
    return ax
