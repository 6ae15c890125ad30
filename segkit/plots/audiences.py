"""Audiences: who is in two of them, who may be contacted, who came and who left."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from segkit.checks import DataError
from segkit.plots.cells import heatmap
from segkit.plots.rows import count_axis, name_rows, percent_formatter
from segkit.plots.style import (
    COLOURS,
    HATCHES,
    INK,
    axes,
    count,
    percent,
    rows_height,
    styled,
)
from segkit.plots.tables import pandas_table
from segkit.plots.words import audiences as words

MOST_DAYS = 14  # so many days are written beneath the bars


@styled
def overlap(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw which share of each audience is also in the others.

    Parameters
    ----------
    table : what `activation.overlap` returns: customers in both, audiences by audiences
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: a heat map; each cell has the customers in both, and their share of the row

    Raises
    ------
    DataError
        if the table is not square, or empty

    References
    ----------
    Own definition.

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import plots
    >>> table = pd.DataFrame([[40, 10], [10, 20]], ["VIP", "New"], ["VIP", "New"])
    >>> plots.show(plots.overlap(table))
    How much do audiences overlap? Horizontal axis: share who are also in.
    Vertical axis: customers of. Cells: 2 rows by 2 columns, largest 40 100 %
    (row VIP, column VIP), smallest 10 25 % (row VIP, column New).
    Colours: share of the row's audience.
    """
    rows = pandas_table(table, [], name="table")
    if list(rows.index) != list(rows.columns):
        raise DataError(words.NOT_SQUARE)
    sizes = np.diag(rows.to_numpy(float))
    with np.errstate(invalid="ignore"):
        shares = pd.DataFrame(
            rows.to_numpy(float) / sizes[:, None], rows.index, rows.columns
        )
    numbers, both = rows.to_numpy(float), shares.to_numpy()
    texts = shares.copy().astype(object)
    for i, j in np.ndindex(*shares.shape):
        n, share = float(numbers[i, j]), float(both[i, j])
        said = "" if np.isnan(share) else percent(share)
        text = words.OVERLAP_CELL.format(n=count(n), share=said)
        texts.iat[i, j] = text.strip()
    ax = axes(ax, height=rows_height(len(rows), each=0.62, least=3))
    heatmap(
        shares, texts, ax=ax, bar=words.OVERLAP_BAR, whole=False,
        formatter=percent_formatter(),
    )  # fmt: skip
    ax.set(title=words.OVERLAP, xlabel=words.OVERLAP_X, ylabel=words.OVERLAP_Y)
    return ax


@styled
def audience_reach(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how many of each audience may be contacted, and why the others may not.

    Parameters
    ----------
    table : what `activation.reach` returns
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: a bar per audience, in parts

    Raises
    ------
    DataError
        if a column is missing, or the table is empty

    References
    ----------
    Own definition.

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import plots
    >>> table = pd.DataFrame({"size": [50], "said_no": [10], "never_asked": [0],
    ...     "suppressed": [0], "over_the_cap": [5], "reach": [35]}, index=["VIP"])
    >>> plots.show(plots.audience_reach(table))
    Who belongs, and who may be contacted? Horizontal axis: customers.
    Vertical axis: audience. Bars, may be contacted: VIP (35 of 50) 35.
    Bars, said no: VIP (35 of 50) 10. Bars, over the cap: VIP (35 of 50) 5.
    """
    rows = pandas_table(table, ["size", *words.REACH_PARTS], name="table")
    ax = axes(ax, height=rows_height(len(rows), each=0.55, least=2.8))
    left = np.zeros(len(rows))
    for i, (column, name) in enumerate(words.REACH_PARTS.items()):
        values = rows[column].to_numpy(float)
        if i and not values.any():
            continue
        ax.barh(
            range(len(rows)), values, left=left, label=name, height=0.7,
            color=COLOURS[i], hatch=HATCHES[i], edgecolor="white",
        )  # fmt: skip
        left = left + values
    names = [
        words.REACH_ROW.format(
            name=name, reach=count(row["reach"]), size=count(row["size"])
        )
        for name, row in rows.iterrows()
    ]
    name_rows(ax, names)
    count_axis(ax)
    ax.set_xlim(0, max(left.max(initial=0), 1) * 1.02)
    ax.legend(loc="upper center", bbox_to_anchor=(0.45, -0.18), ncols=3)
    ax.set(title=words.REACH, xlabel=words.REACH_X, ylabel=words.REACH_Y)
    return ax


@styled
def audience_growth(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how many customers came to an audience and left it, from day to day.

    Parameters
    ----------
    table : what `activation.audience_growth` returns
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: bars up for who came, bars down for who left; the size beneath each day

    Raises
    ------
    DataError
        if a column is missing, or there are fewer than two days

    References
    ----------
    Own definition.

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import plots
    >>> days = pd.DatetimeIndex(["2024-05-31", "2024-06-30"], name="day")
    >>> table = pd.DataFrame({"size": [50, 53], "added": [None, 8], "left": [None, 5]},
    ...                      index=days)
    >>> plots.show(plots.audience_growth(table))
    How does the audience grow? Horizontal axis: up to the day; in brackets: the size.
    Vertical axis: customers who came (+) and left (-).
    Bars, came: 2024-06-30 (53) 8. Bars, left: 2024-06-30 (53) -5. Horizontal line at 0.
    """
    rows = pandas_table(table, ["size", "added", "left"], name="table").iloc[1:]
    if rows.empty:
        raise DataError(words.GROWTH_NOTHING)
    ax = axes(ax)
    places = range(len(rows))
    came, left = (rows[name].to_numpy(float) for name in ("added", "left"))
    ax.bar(places, came, label=words.GROWTH_CAME, color=COLOURS[0])
    ax.bar(
        places, -left, label=words.GROWTH_LEFT, color=COLOURS[1], hatch=HATCHES[1],
        edgecolor="white",
    )  # fmt: skip
    ax.axhline(0, color=INK, linewidth=0.8)
    step = -(-len(rows) // MOST_DAYS)
    shown = list(places)[::step]
    names = [_day(rows, place) for place in shown]
    ax.set_xticks(shown, labels=names, parse_math=False)
    if len(shown) > 6:
        ax.tick_params(axis="x", labelrotation=90)
    ax.yaxis.set_major_locator(MaxNLocator(nbins=6, integer=True))
    ax.legend(loc="upper left", bbox_to_anchor=(1, 1))
    label = words.GROWTH_X + words.GROWTH_SIZE
    ax.set(title=words.GROWTH, xlabel=label, ylabel=words.GROWTH_Y)
    return ax


def _day(rows: pd.DataFrame, place: int) -> str:
    day = rows.index[place]
    text = str(day.date() if isinstance(day, pd.Timestamp) else day)
    return words.GROWTH_DAY.format(
        day=text, size=count(float(rows["size"].iloc[place]))
    )
