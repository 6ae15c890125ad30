"""Who moved from which segment to which, as streams between days."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from segkit.checks import DataError
from segkit.plots.style import COLOURS, HATCHES, axes, count, percent, styled
from segkit.plots.tables import pandas_table
from segkit.plots.words import flow as words

NEEDS = ("from_day", "to_day", "from", "to", "n")
GREY = "#c9ccd1"
BAR = 0.09  # width of a segment's bar, where days lie 1 apart
GAP = 0.022  # between two segments, as a part of the whole height
LINE = 0.05  # height of a line of text, likewise
LINES = 9  # segments, up to which a label may take two lines


@dataclass
class Node:
    """One segment on one day: where its bar stands, and how much of it is used."""

    name: str
    column: int
    n: float
    top: float = 0.0
    height: float = 0.0
    used_in: float = 0.0
    used_out: float = 0.0


@styled
def migration_flow(flows: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw customers as streams from the segments of one day to those of the next.

    Parameters
    ----------
    flows : ``flows`` of what ``monitoring.migration`` returns, or ``attrs["flows"]`` of
        ``monitoring.migrations``: from_day, to_day, from, to, n; two to six days
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: a bar for each segment and day, as high as it has customers; streams in the
    colour of the segment they come from, pale where customers stayed; those who came
    or went in grey, at the bottom

    Raises
    ------
    DataError
        if a column is missing, or nobody is in it

    References
    ----------
    Own definition; the idea is Sankey's (1898).

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import plots
    >>> flows = pd.DataFrame({"from_day": "June", "to_day": "July",
    ...     "from": ["Loyal", "New", "New"], "to": ["Loyal", "Loyal", "New"],
    ...     "n": [40, 15, 45]})
    >>> plots.show(plots.migration_flow(flows))
    Who moved from which segment to which?
    Horizontal axis: June to July (100 customers at the start, 85 stayed in their
    segment).
    Labels: Loyal 40 · 40 %; New 60 · 60 %; Loyal 55 · 55 %; New 45 · 45 %.
    """
    table = pandas_table(flows, NEEDS, name="flows")
    table = table[table["n"] > 0].astype({"from": str, "to": str})
    if table.empty:
        raise DataError(words.NO_FLOWS)
    days = list(dict.fromkeys([*table["from_day"], *table["to_day"]]))
    nodes = _nodes(table, days)
    ax = axes(ax, height=5.2, width=min(11.0, 4.8 + 2.1 * (len(days) - 1)))
    names = _names(table)
    looks = {name: i for i, name in enumerate(names)}
    _streams(ax, table, days, nodes, looks)
    for node in nodes.values():
        _bar(ax, node, looks)
    _labels(ax, nodes, len(days))
    _frame(ax, table, days)
    return ax


def _names(table: pd.DataFrame) -> list[str]:
    """Return the segments in their order, without who came or went."""
    names = dict.fromkeys([*table["from"], *table["to"]])
    return [name for name in names if name not in (words.NEW, words.GONE)]


def _nodes(table: pd.DataFrame, days: list[str]) -> dict[tuple[int, str], Node]:
    """Place a bar for each segment and day, the first segment on top."""
    nodes: dict[tuple[int, str], Node] = {}
    for j, day in enumerate(days):
        out = table[table["from_day"] == day].groupby("from")["n"].sum()
        come = table[table["to_day"] == day].groupby("to")["n"].sum()
        for name in [*_names(table), words.NEW, words.GONE]:
            n = max(out.get(name, 0), come.get(name, 0))
            if n:
                nodes[j, name] = Node(name, j, float(n))
    most = max(
        sum(x.n for (i, _), x in nodes.items() if i == j) for j in range(len(days))
    )
    crowd = max(sum(1 for i, _ in nodes if i == j) for j in range(len(days)))
    unit = (1 - GAP * (crowd - 1)) / most
    for j in range(len(days)):
        top = 1.0
        for (i, _), node in nodes.items():
            if i == j:
                node.top, node.height = top, node.n * unit
                top -= node.height + GAP
    return nodes


def _streams(
    ax: Axes,
    table: pd.DataFrame,
    days: list[str],
    nodes: dict[tuple[int, str], Node],
    looks: dict[str, int],
) -> None:
    order = {name: i for i, name in enumerate([*looks, words.NEW, words.GONE])}
    rows = table.assign(
        a=table["from"].map(order), b=table["to"].map(order),
        j=table["from_day"].map({day: j for j, day in enumerate(days)}),
    ).sort_values(["j", "a", "b"])  # fmt: skip
    for row in rows.to_dict("records"):
        j = int(row["j"])
        left, right = nodes[j, row["from"]], nodes[j + 1, row["to"]]
        height = row["n"] * left.height / left.n
        x0, x1 = j + BAR / 2, j + 1 - BAR / 2
        y0, y1 = left.top - left.used_out, right.top - right.used_in
        left.used_out += height
        right.used_in += height
        stays = row["from"] == row["to"]
        look = looks.get(row["from"])
        colour = GREY if look is None else COLOURS[look % 8]
        ax.add_patch(
            PathPatch(
                _ribbon((x0, y0), (x1, y1), height),
                facecolor=(*to_rgb(colour), 0.25 if stays else 0.62),
                edgecolor="white", linewidth=0.5, zorder=1 if stays else 2,
            )
        )  # fmt: skip


def _ribbon(
    start: tuple[float, float], end: tuple[float, float], height: float
) -> Path:
    (x0, y0), (x1, y1) = start, end
    middle = (x0 + x1) / 2
    points = [
        (x0, y0), (middle, y0), (middle, y1), (x1, y1),
        (x1, y1 - height), (middle, y1 - height), (middle, y0 - height),
        (x0, y0 - height), (x0, y0),
    ]  # fmt: skip
    curve = [Path.CURVE4] * 3
    return Path(points, [Path.MOVETO, *curve, Path.LINETO, *curve, Path.CLOSEPOLY])


def _bar(ax: Axes, node: Node, looks: dict[str, int]) -> None:
    look = looks.get(node.name)
    ax.add_patch(
        Rectangle(
            (node.column - BAR / 2, node.top - node.height), BAR, node.height,
            facecolor=GREY if look is None else COLOURS[look % 8],
            hatch="" if look is None else HATCHES[(look + look // 8 * 3) % 8],
            edgecolor="white", linewidth=0.5, zorder=3,
        )
    )  # fmt: skip


def _labels(ax: Axes, nodes: dict[tuple[int, str], Node], n_days: int) -> None:
    """Write each segment's name and size beside its bar, none over another."""
    for j in range(n_days):
        mine = [node for (i, _), node in nodes.items() if i == j]
        total = sum(node.n for node in mine if node.name not in (words.NEW, words.GONE))
        wanted = np.array([node.top - node.height / 2 for node in mine])
        first, last = j == 0, j == n_days - 1
        side = -1 if first else 1
        lone = (first or last) and len(mine) <= LINES
        for node, y in zip(mine, _apart(wanted, 1.45 if lone else 0.8), strict=True):
            text = _label(node, total)
            text = text if lone else text.replace("\n", "  ")
            ax.text(
                j + side * (BAR / 2 + 0.03), y, text, ha="right" if first else "left",
                va="center", fontsize=8.5, linespacing=1.05, parse_math=False, zorder=4,
                bbox=None if first or last else
                {"facecolor": "white", "alpha": 0.8, "edgecolor": "none", "pad": 1},
            )  # fmt: skip


def _label(node: Node, total: float) -> str:
    if node.name in (words.NEW, words.GONE) or not total:
        return words.NODE_ALONE.format(name=node.name, n=count(node.n))
    share = percent(node.n / total)
    return words.NODE.format(name=node.name, n=count(node.n), share=share)


def _apart(wanted: np.ndarray, lines: float) -> np.ndarray:
    """Move heights (falling) so that none is nearer to the next than so many lines."""
    line = LINE * lines
    placed = wanted.copy()
    for _ in range(200):
        close = placed[:-1] - placed[1:] < line - 1e-9
        if not close.any():
            break
        push = np.where(close, (line - (placed[:-1] - placed[1:])) / 2, 0)
        placed[:-1] += push
        placed[1:] -= push
    return placed


def _frame(ax: Axes, table: pd.DataFrame, days: list[str]) -> None:
    start = table[(table["from_day"] == days[0]) & (table["from"] != words.NEW)]
    stayed = start.loc[start["from"] == start["to"], "n"].sum()
    text = words.X if len(days) == 2 else words.X_MANY
    told = words.THEN.format(first=days[0], last=days[-1])
    ax.set_xlim(-0.62, len(days) - 1 + 0.62)
    ax.set_ylim(-0.03, 1.03)
    ax.set_xticks(range(len(days)), labels=[str(day) for day in days])
    ax.xaxis.tick_top()
    ax.tick_params(length=0)
    ax.set_yticks([])
    for spine in ax.spines.values():
        spine.set_visible(False)
    n = count(start["n"].sum())
    ax.set_xlabel(text.format(days=told, n=n, stayed=count(stayed)))
    ax.xaxis.set_label_position("bottom")
    ax.set_title(words.TITLE, pad=14)
