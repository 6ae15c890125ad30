"""An indicator from period to period, a line for each segment."""

from __future__ import annotations

from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from segkit.checks import DataError
from segkit.plots import words as shared
from segkit.plots.indicators import name_of
from segkit.plots.rows import percent_formatter
from segkit.plots.style import COLOURS, INK, MARKERS, amount, axes, styled, wrap
from segkit.plots.tables import numbers, pandas_table
from segkit.plots.words import indicators as words

MOST_BANDS = 3  # lines, beyond which bands would hide one another
MOST_TICKS = 13
MOST = 2 * len(COLOURS)  # lines: solid, then dotted with other markers


@styled
def kpi_over_time(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw an indicator from period to period, a line for each segment.

    Parameters
    ----------
    table : what `kpis.over_time` returns: one row per segment and period, or per
        period; columns value, low, high, partial
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: a line with markers for each segment, dashed for all together; hollow markers
    where the period is cut off. Up to three lines have a band for the interval. Periods
    without a value are gaps

    Raises
    ------
    DataError
        if a column is missing, the table is empty or holds several segmentations, or
        there are more than sixteen segments

    References
    ----------
    Own definition.

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import plots
    >>> table = pd.DataFrame(
    ...     {"value": [0.5, 0.25], "low": [0.4, 0.2], "high": [0.6, 0.3],
    ...      "partial": [False, True]},
    ...     index=pd.Index(["2024-07", "2024-08"], name="month"))
    >>> table.attrs = {"kpi": "purchase_rate", "unit": "rate", "level": 0.95}
    >>> plots.show(plots.kpi_over_time(table))
    Purchase rate by month. Horizontal axis: month; band: 95 % interval;
    hollow: the month is cut off. Vertical axis: purchase rate.
    Line, all: 2 points, first 50 % at 2024-07, last 25 % at 2024-08.
    """
    lines, periods, by = _lines(table)
    attrs = getattr(table, "attrs", {})
    unit = str(attrs.get("unit", ""))
    ax = axes(ax, height=4.2)
    ax.grid(True, axis="y")
    banded = len(lines) <= MOST_BANDS
    for number, (name, line) in enumerate(lines.items()):
        look = _look(number, str(name)) if len(lines) > 1 else _look(0, "")
        _line(ax, str(name), line, look, banded)
    ax.yaxis.set_major_formatter(
        percent_formatter() if unit == "rate" else FuncFormatter(lambda y, _: amount(y))
    )
    _periods(ax, periods)
    name = name_of(attrs)
    title = words.OVER_TIME.format(name=name, by=by)
    ax.set(
        title=title[:1].upper() + title[1:],
        xlabel=_notes(by, lines, attrs, banded),
        ylabel=name if unit in {"rate", ""} else f"{name} ({unit})",
    )
    if len(lines) > 1:
        ax.legend(loc="center left", bbox_to_anchor=(1.0, 0.5), handlelength=3)
    return ax


def _lines(table: Any) -> tuple[dict[Any, pd.DataFrame], list[str], str]:
    """Split the rows by segment, in their order; the periods are those of the first."""
    need = ["value", "low", "high", "partial"]
    data = pandas_table(table, need, name="table")
    if data.index.nlevels > 2:
        levels = ", ".join(map(str, data.index.names))
        text = words.ONE_SEGMENTATION
        raise DataError(text.format(n=data.index.nlevels, names=levels))
    plain = {name: numbers(data[name], name=name) for name in need[:3]}
    data = pd.DataFrame({**plain, "partial": data["partial"].astype(bool)})
    if not data["value"].notna().any():
        raise DataError(words.NOTHING)
    by = str(data.index.names[-1] or words.PERIOD)
    if data.index.nlevels == 1:
        return {shared.ALL: data}, [str(one) for one in data.index], by
    names = list(dict.fromkeys(data.index.get_level_values(0)))
    segments = [name for name in names if str(name) != shared.ALL]
    if len(segments) > MOST:
        raise DataError(words.TOO_MANY.format(n=len(segments), most=MOST))
    lines = {name: pd.DataFrame(data.xs(name)) for name in names}
    return lines, [str(one) for one in lines[names[0]].index], by


def _look(number: int, name: str) -> dict[str, Any]:
    if name == shared.ALL:
        return {"color": INK, "marker": "o", "linestyle": "--"}
    again, place = divmod(number, len(COLOURS))
    look = {"color": COLOURS[place], "marker": MARKERS[(place + 3 * again) % 8]}
    return {**look, "linestyle": ":" if again else "-"}


def _line(
    ax: Axes, name: str, line: pd.DataFrame, look: dict[str, Any], banded: bool
) -> None:
    """Draw one segment: its line, its band, and hollow markers where it is cut off."""
    x = np.arange(len(line))
    ax.plot(x, line["value"], label=wrap(name, 20), markersize=5, linewidth=1.6, **look)
    if banded:
        ax.fill_between(x, line["low"], line["high"], color=look["color"], alpha=0.15)
    cut = line["partial"].to_numpy()
    ax.plot(  # the name keeps them out of legend and words: the axis label says it
        x[cut], line["value"][cut], linestyle="none", marker=look["marker"],
        markersize=6, markerfacecolor="white", markeredgecolor=look["color"],
        label="_before the end",
    )  # fmt: skip


def _periods(ax: Axes, periods: list[str]) -> None:
    """Name the periods, not more of them than can be read."""
    step = -(-len(periods) // MOST_TICKS)
    places = list(range(0, len(periods), step))
    names = [periods[i] for i in places]
    long = len(names) > 6 and max(map(len, names)) > 4
    ax.set_xticks(places, names, rotation=45 if long else 0, parse_math=False)
    if long:
        plt.setp(ax.get_xticklabels(), ha="right", rotation_mode="anchor")


def _notes(
    by: str, lines: dict[Any, pd.DataFrame], attrs: dict[Any, Any], banded: bool
) -> str:
    notes = [by]
    if banded and isinstance(attrs.get("level"), float):
        notes.append(words.BANDS.format(level=100 * attrs["level"]))
    elif not banded:
        notes.append(words.NO_BANDS)
    if any(line["partial"].any() for line in lines.values()):
        notes.append(words.PARTIAL.format(by=by))
    return "; ".join(notes)
