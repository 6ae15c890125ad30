"""Members in and out of a segment, span by span."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from segkit import checks
from segkit.plots.style import COLOURS, HATCHES, INK, axes, count, styled
from segkit.plots.tables import pandas_table
from segkit.plots.words import growth as words

NEEDS = ("from_day", "to_day", "segment", "start", *words.PARTS, "end", "net")
ALL = "all"


@styled
def segment_growth(
    table: pd.DataFrame, *, segment: str = ALL, ax: Axes | None = None
) -> Axes:
    """Draw how many members a segment won and lost in each span.

    Parameters
    ----------
    table : what ``monitoring.growth`` returns
    segment : whose members; "all" for the customers of all segments
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: bars up for those who came, down for those who left, a line for the net

    Raises
    ------
    DataError
        if a column is missing, or there is no such segment

    References
    ----------
    Own definition.

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import plots
    >>> table = pd.DataFrame({"from_day": ["May", "June"], "to_day": ["June", "July"],
    ...     "segment": "Loyal", "start": [90, 95], "in_new": [0, 0],
    ...     "in_moved": [12, 6], "out_moved": [5, 9], "out_gone": [2, 1],
    ...     "end": [95, 91], "net": [5, -4]})
    >>> plots.show(plots.segment_growth(table, segment="Loyal"))
    Who came into Loyal, and who left?
    Horizontal axis: from May to July: 90 to 91 members.
    Vertical axis: customers (up: in, down: out).
    Bars, from another segment: June 12; July 6.
    Bars, to another segment: June -5; July -9. Bars, gone: June -2; July -1.
    Line, net: 2 points, first 5 at June, last -4 at July.
    Horizontal line at 0.
    """
    rows = pandas_table(table, NEEDS, name="table")
    have = list(dict.fromkeys(rows["segment"].astype(str)))
    checks.choice(segment, have, name="segment")
    rows = rows[rows["segment"].astype(str) == segment].reset_index(drop=True)
    ax = axes(ax, height=4.6)
    x = np.arange(len(rows))
    for side, sign in (("in", 1), ("out", -1)):
        base = np.zeros(len(rows))
        for place, (part, name) in enumerate(words.PARTS.items()):
            n = rows[part].to_numpy(float)
            if not part.startswith(side) or not n.any():
                continue
            ax.bar(
                x, sign * n, 0.66, bottom=sign * base, label=name, edgecolor="white",
                color=COLOURS[(0, 5, 1, 2)[place]], hatch=HATCHES[place],
            )  # fmt: skip
            base += n
    net = rows["net"].to_numpy(float)
    ax.axhline(0, color=INK, linewidth=1, label="_zero")
    ax.plot(x, net, color=INK, marker="o", linewidth=1.6, label=words.NET, zorder=3)
    _axes(ax, rows, segment)
    return ax


def _axes(ax: Axes, rows: pd.DataFrame, segment: str) -> None:
    labels = [_when(day) for day in rows["to_day"]]
    if len(labels) <= 12:
        ax.set_xticks(range(len(labels)), labels=labels)
        if len(labels) > 6:
            ax.tick_params(axis="x", labelrotation=90)
    else:
        every = -(-len(labels) // 10)
        ax.set_xticks(range(0, len(labels), every), labels=labels[::every])
        ax.tick_params(axis="x", labelrotation=90)
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: count(value)))
    first, last = rows.iloc[0], rows.iloc[-1]
    name = words.ALL if segment == ALL else segment
    ax.set(
        title=words.TITLE.format(segment=name),
        ylabel=words.Y,
        xlabel=words.X.format(
            first=_when(first["from_day"]),
            last=_when(last["to_day"]),
            start=count(first["start"]),
            end=count(last["end"]),
        ),
    )
    handles, names = ax.get_legend_handles_labels()
    last_of = sorted(range(len(names)), key=lambda i: names[i] == words.NET)
    handles, names = [handles[i] for i in last_of], [names[i] for i in last_of]
    ax.figure.legend(
        handles, names, loc="outside lower center", ncols=len(names), fontsize=9
    )


def _when(value: Any) -> str:
    return str(value.date()) if hasattr(value, "date") else str(value)
