"""Look-alikes: likeness by reach, lift by reach, and who is left out."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, NullFormatter

from segkit import checks
from segkit.plots.rows import name_rows, percent_formatter
from segkit.plots.style import (
    COLOURS,
    INK,
    amount,
    axes,
    count,
    percent,
    rows_height,
    styled,
)
from segkit.plots.tables import numbers, pandas_table
from segkit.plots.words import lookalike as words

CURVE = ("reach_rate", "similarity", "captured_rate", "low", "high", "lift")
BANDS = {"lift": ("lift_low", "lift_high"), "captured_rate": ("low", "high")}
LIFT = ("reach_rate", "n", "lift", "lift_low", "lift_high", "base_rate")
FAIR = ("column", "group", "n", "n_chosen", "chosen_rate", "low", "high", "four_fifths")
TICKS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0)


@styled
def reach_similarity(
    table: pd.DataFrame,
    *,
    value: str = "lift",
    level: float = 0.95,
    ax: Axes | None = None,
) -> Axes:
    """Draw how likeness to the seed falls as the audience grows.

    Parameters
    ----------
    table : the ``curve`` of what `activation.lookalike` returns
    value : "lift" (times as common in the seed as in the pool), "captured_rate" (share
        of the seed that scores as high) or "similarity" (mean similarity)
    level : of the table's intervals, for the label
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: a curve with its band, and the line of chance; a band that holds that line
    says that the score tells nothing

    Raises
    ------
    DataError
        if a column is missing, or value is another word

    References
    ----------
    Own definition.

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import plots
    >>> table = pd.DataFrame({"reach_rate": [0.1, 1.0], "similarity": [0.6, 0.5],
    ...     "captured_rate": [0.2, 1.0], "low": [0.15, 1.0], "high": [0.26, 1.0],
    ...     "lift": [2.0, 1.0], "lift_low": [1.5, 1.0], "lift_high": [2.6, 1.0]})
    >>> plots.show(plots.reach_similarity(table))
    How alike is an audience of this size?
    Horizontal axis: share of the pool that is reached, most alike first.
    Vertical axis: times as common in the seed as in the pool.
    Line, look-alikes: 2 points, first 2 at 10 %, last 1 at 100 %.
    Horizontal line at 1 (chance).
    """
    checks.choice(value, words.REACH_Y, name="value")
    need = [*CURVE, *BANDS.get(value, ())]
    data = pandas_table(table, need, name="table").sort_values("reach_rate")
    x, y = (numbers(data[c], name=c).to_numpy() for c in ("reach_rate", value))
    ax = axes(ax, height=4.2)
    ax.grid(True)
    if value in BANDS:
        low, high = (data[c].to_numpy(dtype=float) for c in BANDS[value])
        band = words.REACH_BAND.format(level=f"{100 * level:g}")
        ax.fill_between(x, low, high, color=COLOURS[0], alpha=0.18, lw=0, label=band)
    ax.plot(x, y, color=COLOURS[0], marker="o", linewidth=2, label=words.ONE)
    if value == "lift":
        ax.axhline(1, color=INK, linestyle="--", label=words.CHANCE)
    elif value == "captured_rate":
        ax.plot(x, x, color=INK, linestyle="--", label=words.CHANCE)
        ax.yaxis.set_major_formatter(percent_formatter())
    _reach_axis(ax, x)
    ax.set(title=words.REACH, xlabel=words.REACH_X, ylabel=words.REACH_Y[value])
    ax.legend(loc="best")
    return ax


def _reach_axis(ax: Axes, reach: np.ndarray) -> None:
    """Show shares from a hundredth to all on a logarithmic axis."""
    ax.set_xscale("log")
    least = float(min(reach.min(), 0.5))
    ax.set_xlim(least * 0.9, 1.1)
    ax.set_xticks([tick for tick in TICKS if tick >= least * 0.9])
    ax.xaxis.set_major_formatter(FuncFormatter(lambda v, _: f"{100 * v:g} %"))
    ax.xaxis.set_minor_formatter(NullFormatter())
    ax.tick_params(axis="x", which="minor", length=0)


@styled
def lift_by_reach(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how much oftener the best scored prospects bought than all of them.

    Parameters
    ----------
    table : what `activation.lift_by_reach` returns
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: a mark with its interval for each reach, and the line of chance

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
    >>> table = pd.DataFrame({"reach_rate": [0.1, 1.0], "n": [30, 300],
    ...     "lift": [2.0, 1.0], "lift_low": [1.2, 1.0], "lift_high": [2.9, 1.0],
    ...     "base_rate": 0.25})
    >>> plots.show(plots.lift_by_reach(table))
    How much better than chance do they buy?
    Horizontal axis: share of the pool that is chosen, best scores first
    (all: 25 % of 300). Vertical axis: lift: times the pool's average.
    Line, look-alikes: 2 points, first 2 at 10 %, last 1 at 100 %.
    Horizontal line at 1 (chance).
    """
    data = pandas_table(table, LIFT, name="table").sort_values("reach_rate")
    x, y, low, high = (
        numbers(data[c], name=c).to_numpy()
        for c in ("reach_rate", "lift", "lift_low", "lift_high")
    )
    ax = axes(ax, height=4.2)
    ax.grid(True, axis="y")
    ax.plot(x, y, color=COLOURS[0], marker="o", linewidth=2, label=words.ONE)
    reach = [np.maximum(y - low, 0), np.maximum(high - y, 0)]
    ax.errorbar(
        x, y, yerr=reach, fmt="none", ecolor=COLOURS[0], elinewidth=2, capsize=4
    )
    ax.axhline(1, color=INK, linestyle="--", label=words.CHANCE)
    _reach_axis(ax, x)
    everybody = {"rate": percent(float(data["base_rate"].iloc[0]))}
    everybody["n"] = count(int(data["n"].max()))
    ax.set(
        title=words.LIFT, xlabel=words.LIFT_X.format(**everybody), ylabel=words.LIFT_Y
    )
    ax.yaxis.set_major_formatter(FuncFormatter(lambda v, _: amount(v)))
    ax.set_ylim(bottom=0)
    ax.legend(loc="best")
    return ax


@styled
def fairness(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw which share of each group is chosen, against all together.

    Parameters
    ----------
    table : what `activation.fairness` returns
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: a mark and an interval for each group, hollow where fewer than four fifths of
    the group chosen most are chosen; a line at everybody's share

    Raises
    ------
    DataError
        if a column is missing or the table is empty

    References
    ----------
    Equal Employment Opportunity Commission and others (1978), section 4 D.

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import plots
    >>> table = pd.DataFrame({"column": "gender", "group": ["woman", "man"],
    ...     "n": [100, 100], "n_chosen": [12, 8], "chosen_rate": [0.12, 0.08],
    ...     "low": [0.07, 0.04], "high": [0.2, 0.15], "four_fifths": [False, True],
    ...     "small": False})
    >>> plots.show(plots.fairness(table))
    Is each group chosen as often?
    Horizontal axis: share of the group that is chosen, with 95 % interval
    (hollow: below four fifths of the group chosen most).
    Vertical axis: group.
    Points: gender: woman (n = 100) 12 % (from 7 % to 20 %);
    gender: man (n = 100) 8 % (from 4 % to 15 %).
    Vertical line at 10 % (everybody: 10 %).
    """
    data = pandas_table(table, FAIR, name="table").reset_index(drop=True)
    ax = axes(ax, height=rows_height(len(data), each=0.55, least=2.8))
    ax.grid(True, axis="x")
    value, low, high = (
        data[c].to_numpy(dtype=float) for c in ("chosen_rate", "low", "high")
    )
    at = np.arange(len(data))
    reach = [np.maximum(value - low, 0), np.maximum(high - value, 0)]
    ax.errorbar(
        value, at, xerr=reach, fmt="none", ecolor=COLOURS[0], elinewidth=2, capsize=0
    )
    under = data["four_fifths"].to_numpy(dtype=bool)
    for kind, face, text in (
        (False, COLOURS[0], words.FINE),
        (True, "white", words.LOW),
    ):
        some = under == kind
        if some.any():
            ax.scatter(
                value[some], at[some], s=60, facecolor=face, edgecolor=COLOURS[0],
                linewidth=1.5, zorder=3, label=text, marker="D" if kind else "o",
            )  # fmt: skip
    name_rows(ax, [_group(row) for row in data.to_dict("records")])
    first = data[data["column"] == data["column"].iloc[0]]
    whole = first["n_chosen"].sum() / first["n"].sum()
    ax.axvline(whole, color=INK, label=words.FAIR_ALL.format(value=percent(whole)))
    ax.xaxis.set_major_formatter(percent_formatter())
    ax.set(title=words.FAIR, xlabel=words.FAIR_X, ylabel=words.GROUP)
    ax.set_xlim(left=-0.03 * float(np.nanmax(high)))
    return ax


def _group(row: dict) -> str:
    small = words.FAIR_SMALL if row.get("small") else ""
    parts = {"column": row["column"], "group": row["group"]}
    return words.FAIR_ROW.format(**parts, n=count(row["n"]), small=small)
