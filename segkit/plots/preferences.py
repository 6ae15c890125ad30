"""Preferred channels and moments of segments, and whom channels reach."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from segkit.plots.cells import frame, heatmap
from segkit.plots.rows import (
    count_axis,
    label_bars,
    name_rows,
    percent_formatter,
    room_for_labels,
)
from segkit.plots.style import (
    COLOURS,
    HATCHES,
    axes,
    count,
    percent,
    rows_height,
    styled,
)
from segkit.plots.tables import pandas_table
from segkit.plots.words import plan as words

CROWDED = 12  # columns, from which on shares are not written into the cells


@styled
def preferred_channels(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw which channel each segment prefers.

    Parameters
    ----------
    table : what `activation.preferred_channel` returns
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: a heat map, segments by channels, with shares; a frame where one channel is
    clearly chosen more than each other

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
    >>> table = pd.DataFrame({"segment": "new", "channel": ["app", "web"], "n": 60,
    ...                       "share": [0.8, 0.2], "best": [True, False]})
    >>> plots.show(plots.preferred_channels(table))
    Which channel does each segment prefer?
    Cells: 1 rows by 2 columns, largest 80 % (row new (n = 60), column app),
    smallest 20 % (row new (n = 60), column web).
    Colours: share of chosen (framed: clearly the most).
    """
    return _choices(table, "channel", words.CHANNELS, ax)


@styled
def preferred_moments(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw at which hours or on which days each segment is active.

    Parameters
    ----------
    table : what `activation.preferred_moment` returns
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: as for `preferred_channels`, segments by moments

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
    >>> table = pd.DataFrame({"segment": "new", "moment": ["Monday", "Tuesday"],
    ...                       "n": 60, "share": [0.8, 0.2], "best": [True, False]})
    >>> plots.show(plots.preferred_moments(table)).alt[:30]
    'When is each segment active? C'
    """
    return _choices(table, "moment", words.MOMENTS, ax)


def _choices(table: pd.DataFrame, column: str, title: str, ax: Axes | None) -> Axes:
    need = ["segment", column, "n", "share", "best"]
    data = pandas_table(table, need, name="table")
    wide = {
        name: data.pivot(index="segment", columns=column, values=name).reindex(
            index=data["segment"].unique(), columns=data[column].unique()
        )
        for name in ("share", "best", "n")
    }
    shares = wide["share"].astype(float)
    texts = shares.map(lambda share: "" if pd.isna(share) else percent(share))
    people = wide["n"].max(axis=1)
    rows = [words.ROW.format(segment=s, n=count(people[s])) for s in shares.index]
    ax = axes(ax, height=rows_height(len(shares), each=0.5, least=2.6))
    of = table.attrs.get("of", words.CHOICE_ROWS)
    heatmap(
        shares, texts if shares.shape[1] <= CROWDED else None, ax=ax, rows=rows,
        bar=words.CHOICE_BAR.format(of=of), whole=False, formatter=percent_formatter(),
    )  # fmt: skip
    for row, place in zip(*wide["best"].eq(True).to_numpy().nonzero(), strict=True):
        frame(ax, int(row), int(place))
    ax.set(title=title, xlabel="", ylabel="")
    return ax


@styled
def reach_by_channel(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw whom each channel reaches, alone and with others, and all together.

    Parameters
    ----------
    table : ``reach.table`` of `activation.channel_reach`
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: a bar for each channel in two parts (reached by it only, by others too), and
    one for all channels together, where the table knows it

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
    >>> table = pd.DataFrame({"channel": ["email", "sms"], "reached": [30, 20],
    ...     "share": [0.3, 0.2], "only": [15, 5], "shared": [15, 15]})
    >>> table.attrs |= {"n": 100, "unique": 35}
    >>> plots.show(plots.reach_by_channel(table))
    Whom does each channel reach, and whom all together?
    Horizontal axis: customers reached (of 100).
    Bars, by this channel only: email 15; sms 5; all together 0.
    Bars, by others too: email 30 · 30 %; sms 20 · 20 %; all together 0.
    Bars, all together: email 0; sms 0; all together 35 · 35 %.
    """
    need = ["channel", "reached", "share", "only", "shared"]
    data = pandas_table(table, need, name="table")
    facts = table.attrs
    whole = [facts["unique"]] if "unique" in facts else []
    names = [*data["channel"].astype(str), *([words.REACH_ALL] if whole else [])]
    gap = [0] * len(whole)
    pairs = zip(data["reached"], data["share"], strict=True)
    said = [_reached(reached, share) for reached, share in pairs]
    ax = axes(ax, height=rows_height(len(names)))
    rows = range(len(names))
    only, shared = data["only"].tolist() + gap, data["shared"].tolist() + gap
    ax.barh(rows, only, color=COLOURS[0], height=0.62, label=words.REACH_ONLY)
    ax.barh(rows, shared, left=only, color=COLOURS[1], height=0.62, edgecolor="white",
            hatch=HATCHES[1], label=words.REACH_SHARED)  # fmt: skip
    label_bars(ax, 1, said
               + [""] * len(whole))  # fmt: skip
    if whole:
        _together(ax, len(data), whole[0], facts.get("n"))
    name_rows(ax, names)
    count_axis(ax)
    room_for_labels(ax, [*data["reached"], *whole])
    n = facts.get("n")
    label = words.REACH_X.format(n=count(n)) if n else words.REACH_X_PLAIN
    ax.set(title=words.REACH, xlabel=label)
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.18), ncols=3)
    return ax


def _together(ax: Axes, before: int, unique: int, n: int | None) -> None:
    """Draw the bar of all channels together."""
    widths = [0] * before + [unique]
    ax.barh(range(before + 1), widths, color=COLOURS[2], height=0.62, edgecolor="white",
            hatch=HATCHES[2], label=words.REACH_ALL)  # fmt: skip
    text = _reached(unique, unique / n) if n else count(unique)
    label_bars(ax, len(ax.containers) - 1, [""] * before + [text])


def _reached(reached: float, share: float) -> str:
    return words.REACH_LABEL.format(reached=count(reached), share=percent(share))
