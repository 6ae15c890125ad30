"""Sequences: who gets which message when, and how many in a week."""

from __future__ import annotations

import textwrap
from itertools import cycle

import matplotlib.dates as mdates
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.ticker import FuncFormatter

from segkit import checks
from segkit.plots.rows import name_rows
from segkit.plots.style import (
    COLOURS,
    HATCHES,
    INK,
    MARKERS,
    axes,
    count,
    rows_height,
    styled,
    wrap,
)
from segkit.plots.tables import pandas_table
from segkit.plots.words import sequences as words

TIMELINE = ("customer_id", "sequence", "planned_at", "send_at", "state")
MOST_ROWS = 40
ABOVE = 0.3  # of a row: what did not go as planned stands above what went
MOST_BARS = 13


@styled
def timeline(
    schedule: pd.DataFrame, *, customers: int = 12, ax: Axes | None = None
) -> Axes:
    """Draw who gets which message when, what moved and what is held back.

    Parameters
    ----------
    schedule : what ``activation.schedule`` returns
    customers : how many customers are drawn at most, those whose messages come first
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: a row per customer; a filled mark for each message sent, its colour and shape
    for its sequence; above it a hollow ring where one was planned that moved, joined to
    where it went, and a cross where one was planned that is held back

    Raises
    ------
    DataError
        if a column is missing, or there is nothing to draw

    References
    ----------
    Own definition.

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import plots
    >>> at = pd.to_datetime(["2024-07-04 10:00", "2024-07-11 10:00"])
    >>> plan = pd.DataFrame({"customer_id": ["a", "a"], "sequence": "post-purchase",
    ...     "planned_at": at, "send_at": [at[0], pd.NaT]})
    >>> plan["state"] = ["sent", "held back"]
    >>> plots.show(plots.timeline(plan))
    Who gets which message when?
    Horizontal axis: 2024-07-04 to 2024-07-11 (1 sent as planned, 0 moved, 1 held back).
    Vertical axis: customer.
    Points: a 2024-07-11 10:00; a 2024-07-04 10:00.
    """
    checks.whole_number(customers, name="customers", high=MOST_ROWS)
    table = pandas_table(schedule, TIMELINE, name="schedule")
    rows, names, n = _first(table, customers)
    ax = axes(ax, height=rows_height(len(names), each=0.42, least=3.0))
    ax.grid(True, axis="x")
    _misses(ax, rows)
    _sent(ax, rows)
    name_rows(ax, names)
    _dates(ax)
    few = words.TIMELINE_FEW.format(n=len(names), all=count(n))
    counts = rows["state"].astype("str").value_counts()
    ax.set(
        title=words.TIMELINE if n == len(names) else few,
        ylabel=words.TIMELINE_Y,
        xlabel=words.TIMELINE_X.format(
            first=_day(rows, "min"),
            last=_day(rows, "max"),
            sent=count(counts.get(words.SENT, 0)),
            moved=count(counts.get(words.MOVED, 0)),
            held=count(counts.get(words.HELD, 0)),
        ),
    )
    ax.figure.legend(loc="outside lower center", ncols=2, fontsize=9)
    return ax


def _first(table: pd.DataFrame, customers: int) -> tuple[pd.DataFrame, list[str], int]:
    """Return the messages of the customers whose messages come first."""
    by = table.groupby("customer_id", observed=True)["planned_at"]
    order = pd.DataFrame({"first": by.min(), "last": by.max(), "n": -by.size()})
    order["id"] = order.index.astype("str")
    order = order.sort_values(["first", "n", "last", "id"])
    kept = order.index[:customers]
    rows = table[table["customer_id"].isin(kept)].copy()
    rows["row"] = kept.get_indexer(pd.Index(rows["customer_id"]))
    names = [textwrap.shorten(str(name), 24, placeholder="…") for name in kept]
    return rows, names, len(order)


def _misses(ax: Axes, rows: pd.DataFrame) -> None:
    """Mark what did not go as planned."""
    state = rows["state"].astype("str")
    moved, held = rows[state == words.MOVED], rows[state == words.HELD]
    if len(moved):
        ends = [mdates.date2num(moved[name]) for name in ("planned_at", "send_at")]
        rows_of = (moved["row"] - ABOVE, moved["row"])
        ways = np.dstack([np.column_stack(ends), np.column_stack(rows_of)])
        ax.add_collection(
            LineCollection(list(ways), color=INK, linewidth=0.8, zorder=1)
        )
        ax.scatter(
            moved["planned_at"], rows_of[0], s=36, facecolor="white", edgecolor=INK,
            marker="o", label=words.MOVED_FROM, zorder=2,
        )  # fmt: skip
    if len(held):
        ax.scatter(
            held["planned_at"], held["row"] - ABOVE, s=36, color=INK, marker="x",
            label=words.HELD_AT, zorder=2,
        )  # fmt: skip


def _sent(ax: Axes, rows: pd.DataFrame) -> None:
    """Mark what was sent, by sequence."""
    names = list(dict.fromkeys(rows["sequence"].astype("str").sort_values()))
    looks = zip(names, cycle(COLOURS), cycle(MARKERS), strict=False)
    for name, colour, marker in looks:
        some = rows[(rows["sequence"].astype("str") == name) & rows["send_at"].notna()]
        if len(some):
            ax.scatter(
                some["send_at"], some["row"], s=46, color=colour, marker=marker,
                label=words.SENT_OF.format(name=wrap(name, 34)), zorder=3,
            )  # fmt: skip


def _day(rows: pd.DataFrame, which: str) -> str:
    """Return the first or the last day of what is drawn."""
    found = rows[["planned_at", "send_at"]].agg(which).agg(which)
    return str(found.date())


def _dates(ax: Axes) -> None:
    locator = mdates.AutoDateLocator(minticks=3, maxticks=8)
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(
        mdates.ConciseDateFormatter(locator, show_offset=False)
    )
    ax.margins(x=0.04)


@styled
def contact_pressure(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how many messages customers get in their fullest days, planned and sent.

    Parameters
    ----------
    table : what ``activation.contact_pressure`` returns
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: two bars for each number of messages, and a line at the cap if there is one
    for as many days

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
    >>> table = pd.DataFrame({"planned": [0, 5, 9, 4], "sent": [1, 6, 11, 0]})
    >>> table.attrs = {"days": 7, "cap": (2, 7)}
    >>> plots.show(plots.contact_pressure(table))
    How many messages do customers get within 7 days?
    Horizontal axis: messages in a customer's fullest 7 days.
    Vertical axis: customers (18 in all).
    Bars, as planned: none 0; 1 mail 5; 2 mails 9; 3 mails 4.
    Bars, as it goes: none 1; 1 mail 6; 2 mails 11; 3 mails 0.
    Vertical line at 2.5 (the cap: 2 within 7 days).
    """
    rows = pandas_table(table, ["planned", "sent"], name="table")
    days = table.attrs.get("days", 7)
    bars, names = _tail(rows)
    ax = axes(ax, height=4.2)
    x = np.arange(len(bars))
    looks = (("planned", words.PLANNED, 0), ("sent", words.GOES, 2))
    for side, (column, name, look) in enumerate(looks):
        ax.bar(
            x + 0.4 * side - 0.2, bars[column], 0.38, label=name, edgecolor="white",
            color=COLOURS[look], hatch=HATCHES[side],
        )  # fmt: skip
    cap = table.attrs.get("cap")
    if cap and cap[1] == days and cap[0] < len(bars):
        text = words.CAP.format(n=cap[0], days=days)
        ax.axvline(cap[0] + 0.5, color=INK, linestyle="--", label=text)
    ax.set_xticks(x, labels=names)
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: count(value)))
    ax.set(
        title=words.PRESSURE.format(days=days),
        xlabel=words.PRESSURE_X.format(days=days),
        ylabel=words.PRESSURE_Y.format(n=count(rows["sent"].sum())),
    )
    ax.legend(fontsize=9)
    return ax


def _tail(rows: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Put many messages into one last bar."""
    bars = rows[["planned", "sent"]].reset_index(drop=True)
    names = [words.MAILS[min(n, 2)].format(n=n) for n in bars.index]
    if len(bars) <= MOST_BARS:
        return bars, names
    last = MOST_BARS - 1
    rest = bars.iloc[last:].sum().to_frame().T
    bars = pd.concat([bars.iloc[:last], rest], ignore_index=True)
    return bars, [*names[:last], words.OR_MORE.format(n=last)]
