"""An indicator over time, with the limits of its usual ups and downs."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter
from matplotlib.ticker import MaxNLocator

from segkit.plots.rows import percent_formatter
from segkit.plots.style import (
    COLOURS,
    INK,
    MARKERS,
    amount,
    axes,
    percent,
    styled,
    wrap,
)
from segkit.plots.tables import pandas_table
from segkit.plots.words import control as words

NEEDS = ("when", "value", "drawn", "centre", "low", "high", "signal", "rules")
MARKED = 3  # signals, up to which each is named in the figure
NAMED = 24  # points, all of which are named below the chart
BAND = "#e8eaee"


@styled
def control_chart(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw an indicator over time with its limits, and mark what is unusual.

    Parameters
    ----------
    table : what ``monitoring.control_chart`` returns
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: the points, the centre, a band of three sigma; signals
    marked by the first rule that they break

    Raises
    ------
    DataError
        if a column is missing

    References
    ----------
    Own definition; Shewhart (1931).

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import plots
    >>> table = pd.DataFrame({"when": ["May", "June", "July"], "value": [10, 11, 30],
    ...     "drawn": [10, 11, 30], "centre": 10.5, "low": 6.0, "high": 15.0,
    ...     "signal": [False, False, True], "rules": ["", "", "beyond 3 sigma"]})
    >>> plots.show(plots.control_chart(table))
    Which points are more than the usual ups and downs?
    Horizontal axis: 1 of 3 points give a signal: beyond 3 sigma (1).
    Vertical axis: value.
    Line: 3 points, first 10 at May, last 30 at July, lowest 10 at May, highest 30 at
    July.
    Points: n = 1, horizontal from July to July, vertical from 30 to 30.
    Horizontal line at 10.5. Labels: centre 10.5.
    """
    rows = pandas_table(table, NEEDS, name="table")
    kind, name = table.attrs.get("kind", ""), table.attrs.get("name", "value")
    ax = axes(ax, height=4.4)
    x, y = _places(rows["when"]), rows["drawn"].to_numpy(float)
    ax.fill_between(
        x, rows["low"].to_numpy(float), rows["high"].to_numpy(float),
        color=BAND, step="mid", linewidth=0, zorder=0,
    )  # fmt: skip
    centre = rows["centre"].to_numpy(float)
    ax.axhline(centre[-1], color=INK, linewidth=1, linestyle="--")
    ax.plot(x, y, color=COLOURS[0], marker="o", markersize=3.5, linewidth=1.4)
    shown = percent if kind == "p" else amount
    text = words.CENTRE.format(value=shown(centre[-1]))
    ax.annotate(
        text, (x[-1], centre[-1]), xytext=(6, 0), textcoords="offset points",
        va="center", fontsize=9,
    )  # fmt: skip
    _signals(ax, rows, x, y)
    _axes(ax, rows, table.attrs, kind, str(name))
    return ax


def _signals(ax: Axes, rows: pd.DataFrame, x: Any, y: Any) -> None:
    """Mark each signal by the first rule that it breaks; name a few."""
    first = rows["rules"].str.split(", ").str[0].to_numpy()
    loud = rows["signal"].to_numpy(bool)
    for place, rule in enumerate(dict.fromkeys(first[loud])):
        mine = loud & (first == rule)
        look = 1 + place % (len(COLOURS) - 1)
        ax.scatter(
            x[mine], y[mine], s=58, marker=MARKERS[(place + 3) % len(MARKERS)],
            color=COLOURS[look], edgecolor="white", zorder=4,
            label=words.RULE.format(rule=rule, n=int(mine.sum())),
        )  # fmt: skip
    if loud.any():
        ax.figure.legend(loc="outside lower center", ncols=2, fontsize=9)
    for i in np.flatnonzero(loud) if loud.sum() <= MARKED else []:
        above = y[i] >= rows["centre"].iloc[i]
        ax.annotate(
            _when(rows["when"].iloc[i]), (x[i], y[i]), fontsize=8.5, ha="center",
            xytext=(0, 9 if above else -9), textcoords="offset points",
            va="bottom" if above else "top",
        )  # fmt: skip


def _places(when: pd.Series) -> Any:
    """Return where the points stand: at their dates, else side by side."""
    if pd.api.types.is_numeric_dtype(when):
        return np.arange(len(when))
    if isinstance(when.dtype, pd.PeriodDtype):
        return when.dt.to_timestamp().to_numpy()
    try:
        dates = pd.to_datetime(when, format="ISO8601")
    except (ValueError, TypeError):
        return np.arange(len(when))
    return np.arange(len(when)) if dates.isna().any() else dates.to_numpy()


def _when(value: Any) -> str:
    return str(value.date()) if hasattr(value, "date") else str(value)


def _axes(
    ax: Axes, rows: pd.DataFrame, attrs: dict[Any, Any], kind: str, name: str
) -> None:
    alarm = attrs.get("false_alarm_rate")
    told = "" if alarm is None else words.ALARM.format(rate=percent(alarm))
    loud = rows.loc[rows["signal"].astype(bool), "rules"]
    rules = loud.str.split(", ").explode().value_counts(sort=False)
    named = "; ".join(words.RULE.format(rule=r, n=n) for r, n in rules.items())
    if np.issubdtype(np.asarray(_places(rows["when"])).dtype, np.datetime64):
        locator = AutoDateLocator(maxticks=8)
        ax.xaxis.set_major_locator(locator)
        ax.xaxis.set_major_formatter(ConciseDateFormatter(locator))
    else:
        labels = [_when(value) for value in rows["when"]]
        every = 1 if len(labels) <= NAMED else -(-len(labels) // 10)
        ax.set_xticks(range(0, len(labels), every), labels=labels[::every])
        if max(map(len, labels[::every])) * len(labels[::every]) > 70:
            ax.tick_params(axis="x", labelrotation=90)
    if kind == "p":
        ax.yaxis.set_major_locator(MaxNLocator(nbins=7, steps=[1, 2, 5, 10]))
        ax.yaxis.set_major_formatter(percent_formatter())
    ax.margins(x=0.02, y=0.16)
    ax.set(
        title=words.TITLE,
        xlabel=wrap(
            words.X.format(
                signals=len(loud), n=len(rows), rules=f": {named}" if named else ""
            ),
            95,
        )
        + told,
        ylabel=words.LINE.get(kind, words.LINE[""]).format(name=name),
    )
