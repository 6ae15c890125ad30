"""Goals on their way, and segments in the order of each objective."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, DateFormatter, date2num
from matplotlib.ticker import FuncFormatter, MaxNLocator

from segkit.checks import DataError
from segkit.plots.rows import percent_formatter
from segkit.plots.style import COLOURS, INK, MARKERS, amount, axes, styled, wrap
from segkit.plots.tables import numbers, pandas_table
from segkit.plots.words import objectives as words

NEED = ("done", "expected", "low", "high")


@styled
def goal_progress(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how far a goal has come, and the fan of where it may go.

    Parameters
    ----------
    table : ``by_day`` of what ``Goal.progress`` returns: by day done (nan for days to
        come), expected, low, high; ``.attrs`` with target, metric, kind and level
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: a line of what was done, a dashed one at this pace, a band that widens, and
    the target

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
    >>> days = pd.to_datetime(["2024-06-01", "2024-06-02", "2024-06-03"]).date
    >>> table = pd.DataFrame({"done": [1.0, 3.0, float("nan")], "expected": [1, 3, 4.5],
    ...                       "low": [1, 3, 3.0], "high": [1, 3, 8.0]}, index=days)
    >>> table.attrs = {"target": 5, "metric": "orders", "kind": "count"}
    >>> plots.show(plots.goal_progress(table))
    Orders: is the goal in reach? Horizontal axis: day (2024-06-01 to 2024-06-03).
    Vertical axis: orders, added up.
    Line, so far: 2 points, first 1 at 2024-06-01, last 3 at 2024-06-02.
    Line, at this pace: 2 points, first 3 at 2024-06-02, last 4.5 at 2024-06-03.
    Horizontal line at 5 (target: 5). Labels: 4.5 (3 to 8).
    """
    data = pandas_table(table, NEED, name="table")
    attrs: dict[Any, Any] = getattr(table, "attrs", {})
    part = {name: numbers(data[name], name=name).to_numpy() for name in NEED}
    x = date2num(pd.to_datetime(data.index.to_numpy()))
    known = np.isfinite(part["done"])
    from_now = np.flatnonzero(~known)
    if known.any() and from_now.size:  # the fan begins where the line ends
        from_now = np.append(np.flatnonzero(known)[-1], from_now)
    ax = axes(ax, height=4.4)
    ax.grid(True, axis="y")
    ax.plot(x[known], part["done"][known], color=COLOURS[0], linewidth=2.4,
            label=words.GOAL_DONE)  # fmt: skip
    if from_now.size:
        _fan(ax, x[from_now], {k: v[from_now] for k, v in part.items()}, attrs)
    _target(ax, attrs)
    metric = str(attrs.get("metric") or words.METRIC)
    kind = str(attrs.get("kind") or "count")
    ax.set(
        title=words.GOAL_TITLE.format(metric=metric[:1].upper() + metric[1:]),
        xlabel=words.GOAL_X.format(start=data.index[0], end=data.index[-1]),
        ylabel=words.GOAL_Y[kind].format(metric=metric),
        ylim=(0, None),
    )
    _axes_of(ax, kind)
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.3), ncols=4, fontsize=9)
    return ax


def _fan(
    ax: Axes, x: np.ndarray, part: dict[str, np.ndarray], attrs: dict[Any, Any]
) -> None:
    band = words.GOAL_BAND.format(level=f"{100 * attrs.get('level', 0.95):g} %")
    ax.fill_between(x, part["low"], part["high"], color=COLOURS[0], alpha=0.18,
                    linewidth=0, label=band)  # fmt: skip
    ax.plot(x, part["expected"], "--", color=COLOURS[0], linewidth=1.8,
            label=words.GOAL_EXPECTED)  # fmt: skip
    last = {name: _shown(values[-1], attrs) for name, values in part.items()}
    ax.annotate(
        words.GOAL_END.format(**last), (x[-1], part["expected"][-1]), xytext=(-6, 8),
        textcoords="offset points", ha="right", fontsize=9,
    )  # fmt: skip


def _shown(value: float, attrs: dict[Any, Any]) -> str:
    rate = attrs.get("kind") == "rate"
    return f"{100 * value:.1f} %" if rate else f"{value:,.3g}"


def _target(ax: Axes, attrs: dict[Any, Any]) -> None:
    target = attrs.get("target")
    if target is None:
        return
    rate = attrs.get("kind") == "rate"
    shown = f"{100 * target:.1f} %" if rate else f"{target:,.10g}"
    text = words.GOAL_TARGET.format(target=shown)
    ax.axhline(target, color=COLOURS[1], linestyle="-.", linewidth=1.8, label=text)


def _axes_of(ax: Axes, kind: str) -> None:
    locator = AutoDateLocator(minticks=3, maxticks=8)
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(DateFormatter("%Y-%m-%d"))
    ax.tick_params(axis="x", labelrotation=20)
    if kind == "rate":
        ax.yaxis.set_major_formatter(percent_formatter())
    else:
        ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: amount(value)))


@styled
def objective_ranks(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the rank of each segment by each objective: lines that cross disagree.

    Parameters
    ----------
    table : what ``objectives.rank_segments`` returns: rank and columns rank_<objective>
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: a line for each segment from objective to objective, named at both ends; the
    objective that was chosen comes first

    Raises
    ------
    DataError
        if there are not two objectives, or the table is empty

    References
    ----------
    Own definition.

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import plots
    >>> table = pd.DataFrame({"rank": [1, 2], "rank_revenue": [2, 1]},
    ...                      index=["bargain", "champion"])
    >>> table.attrs = {"by": "roi"}
    >>> plots.show(plots.objective_ranks(table))
    Which segment comes first? It depends on the objective.
    Horizontal axis: objective. Vertical axis: rank (1 is best).
    Line, bargain: 2 points, first 1 at roi, last 2 at revenue.
    Line, champion: 2 points, first 2 at roi, last 1 at revenue.
    """
    data = pandas_table(table, ["rank"], name="table")
    by = str(getattr(table, "attrs", {}).get("by") or "rank")
    more = [str(c) for c in data.columns if str(c).startswith("rank_")]
    if not more:
        raise DataError(words.RANKS_FEW.format(found=[by]))
    names = [by, *(name.removeprefix("rank_").replace("_", " ") for name in more)]
    ranks = np.column_stack([_ranks(data[name]) for name in ("rank", *more)])
    ax = axes(ax, height=1.6 + 0.5 * len(data))
    for i, segment in enumerate(data.index):
        _line(ax, i, str(segment), ranks[i])
    ax.set_xticks(range(len(names)), labels=names)
    ax.set_xlim(-0.18 * len(names), len(names) - 1 + 0.18 * len(names))
    ax.set_ylim(len(data) + 0.5, 0.5)
    ax.yaxis.set_major_locator(MaxNLocator(integer=True))
    ax.set(title=words.RANKS, xlabel=words.RANKS_X, ylabel=words.RANKS_Y)
    return ax


def _ranks(column: pd.Series) -> np.ndarray:
    return numbers(column.astype("Float64"), name=str(column.name)).to_numpy(
        dtype=float, na_value=np.nan
    )


def _line(ax: Axes, i: int, segment: str, ranks: np.ndarray) -> None:
    """Draw one segment, its name at both ends."""
    colour = COLOURS[i % len(COLOURS)]
    ax.plot(
        range(len(ranks)), ranks, color=colour, linewidth=2, label=segment,
        marker=MARKERS[i % len(MARKERS)], markersize=9,
    )  # fmt: skip
    known = np.flatnonzero(np.isfinite(ranks))
    if not known.size:
        return
    for place, side, gap in ((known[0], "right", -9), (known[-1], "left", 9)):
        ax.annotate(
            wrap(segment, 14), (place, ranks[place]), xytext=(gap, 0), va="center",
            textcoords="offset points", ha=side, color=INK, fontsize=9,
        )  # fmt: skip
