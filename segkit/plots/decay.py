"""How interest fades after a purchase, mail by mail."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from segkit.plots.rows import percent_formatter
from segkit.plots.style import COLOURS, MARKERS, axes, count, styled, wrap
from segkit.plots.tables import pandas_table
from segkit.plots.words import sequences as words


@styled
def engagement_decay(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how openings and clicks fade from mail to mail after a purchase.

    Parameters
    ----------
    table : what ``activation.engagement_decay`` returns
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: a line for each of the two with its intervals, at the day of each mail

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
    >>> table = pd.DataFrame({"after_days": [3, 10], "n": [90, 90],
    ...     "open_rate": [0.5, 0.3], "open_low": [0.4, 0.2], "open_high": [0.6, 0.4]},
    ...     index=["tips", "more"])
    >>> plots.show(plots.engagement_decay(table))
    How fast does interest fade after a purchase?
    Horizontal axis: days after the purchase.
    Vertical axis: share of the mails, with interval.
    Line, opened: 2 points, first 50 % at tips (day 3, n = 90), last 30 % at more (day
    10, n = 90).
    """
    need = ["after_days", "n", "open_rate", "open_low", "open_high"]
    rows = pandas_table(table, need, name="table")
    ax = axes(ax, height=4.2)
    ax.grid(True, axis="y")
    days = rows["after_days"].to_numpy(float)
    for place, (part, name) in enumerate(words.RATES.items()):
        if f"{part}_rate" not in rows or rows[f"{part}_rate"].isna().all():
            continue
        rate = rows[f"{part}_rate"].to_numpy(float)
        ends = rows[[f"{part}_low", f"{part}_high"]].to_numpy(float).T
        away = np.abs(ends - rate)
        ax.errorbar(
            days, rate, yerr=away, label=name, color=COLOURS[place], capsize=3,
            marker=MARKERS[place], linestyle=("-", "--")[place],
        )  # fmt: skip
    names = [
        words.STEP.format(step=wrap(step, 14), day=day, n=count(n))
        for step, day, n in zip(rows.index, days, rows["n"], strict=True)
    ]
    _steps(ax, days, names)
    return ax


def _steps(ax: Axes, days: Any, names: list[str]) -> None:
    ax.set_xticks(days, labels=names, fontsize=9, parse_math=False)
    ax.set_ylim(0, None)
    ax.margins(x=0.12)
    ax.yaxis.set_major_formatter(percent_formatter())
    ax.set(title=words.DECAY, xlabel=words.DECAY_X, ylabel=words.DECAY_Y)
    ax.legend()
