"""Texts of customers: what is praised and what is blamed, by theme or segment."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from segkit.checks import DataError
from segkit.plots.rows import name_rows, percent_formatter
from segkit.plots.style import (
    COLOURS,
    HATCHES,
    INK,
    axes,
    count,
    rows_height,
    styled,
)
from segkit.plots.tables import numbers, pandas_table
from segkit.plots.words import text as words

FACES = {
    "negative": COLOURS[1],
    "mixed": "#d9d9d9",
    "positive": COLOURS[0],
    "no sign": "white",
}
MARKS = {"negative": HATCHES[1], "mixed": "", "positive": "", "no sign": ""}


@styled
def sentiment_by_theme(
    table: pd.DataFrame, *, most: int = 12, ax: Axes | None = None
) -> Axes:
    """Draw the share of praise and blame of each theme, the most blamed on top.

    Parameters
    ----------
    table : what `text.sentiment_shares` returns: group, sentiment, n, share, low, high
    most : rows, at most
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: a bar per theme, blame from the left with its interval, then both, then praise

    Raises
    ------
    DataError
        if a column is missing, the table is empty, or there is no blame in it

    References
    ----------
    Own definition.

    Examples
    --------
    >>> from segkit import plots
    >>> table = pd.DataFrame({"group": "delivery", "n": 60,
    ...     "sentiment": ["negative", "mixed", "positive"], "share": [0.5, 0.2, 0.3],
    ...     "low": [0.4, 0.1, 0.2], "high": [0.6, 0.3, 0.4]})
    >>> plots.show(plots.sentiment_by_theme(table))
    What is praised, and what is not?...
    """
    need = ["group", "sentiment", "n", "share", "low", "high"]
    data = pandas_table(table, need, name="table")
    for name in need[2:]:
        data[name] = numbers(data[name], name=name)
    data["group"], data["sentiment"] = (data[name].astype("str") for name in need[:2])
    kinds = [kind for kind in words.KINDS if (data["sentiment"] == kind).any()]
    if "negative" not in kinds:
        found = sorted(set(data["sentiment"]))
        raise DataError(words.NEEDS.format(found=found))
    shares = data.pivot_table(
        index="group", columns="sentiment", values="share", dropna=False, sort=False
    )
    blame = data[data["sentiment"] == "negative"].set_index("group")
    order = blame["share"].sort_values(ascending=False, kind="stable").index[:most]
    ax = axes(ax, height=rows_height(len(order), each=0.6, least=2.8))
    _bars(ax, shares.loc[order], kinds)
    low, high = blame.loc[order, "low"], blame.loc[order, "high"]
    ax.hlines(np.arange(len(order)), low, high, color=INK, linewidth=2)
    name_rows(ax, [_name(blame.loc[group], group) for group in order])
    return _finished(ax, table, len(order), kinds)


def _bars(ax: Axes, shares: pd.DataFrame, kinds: list[str]) -> None:
    left = np.zeros(len(shares))
    for kind in kinds:
        width = shares[kind].fillna(0).to_numpy()
        ax.barh(np.arange(len(shares)), width, left=left, height=0.55,
                color=FACES[kind], hatch=MARKS[kind], label=words.KINDS[kind],
                edgecolor=INK if kind == "no sign" else "white")  # fmt: skip
        left = left + width


def _name(row: pd.Series, group: str) -> str:
    n = count(float(row["n"]))
    if pd.isna(row["share"]):
        return words.FEW.format(group=group, n=n)
    return words.ROW.format(group=group, n=n)


def _finished(ax: Axes, table: pd.DataFrame, rows: int, kinds: list[str]) -> Axes:
    level = count(100 * getattr(table, "attrs", {}).get("level", 0.95))
    corrected = getattr(table, "attrs", {}).get("corrected", False)
    ax.set_xlim(0, 1)
    ax.xaxis.set_major_formatter(percent_formatter())
    label = words.X.format(corrected=words.CORRECTED if corrected else "", level=level)
    ax.set(xlabel=label, title=words.TITLE)
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.16 - 0.25 / rows),
              ncols=len(kinds), fontsize=9)  # fmt: skip
    return ax
