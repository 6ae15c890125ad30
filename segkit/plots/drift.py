"""What moved between two days: each variable, and one variable bin by bin."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from segkit import checks
from segkit.plots.rows import label_bars, name_rows, percent_formatter, room_for_labels
from segkit.plots.style import (
    COLOURS,
    INK,
    amount,
    axes,
    count,
    percent,
    rows_height,
    styled,
)
from segkit.plots.tables import pandas_table
from segkit.plots.words import drift as words

NEEDS = ("segment", "variable", "psi", "critical_value", "alarm")
QUIET = "#b8bcc2"
#: The bands that everybody quotes, where the table does not say its own.
FOLK = {"some": 0.1, "large": 0.25}


@styled
def drift_by_variable(
    table: pd.DataFrame,
    *,
    segment: str = "all",
    most: int = 15,
    ax: Axes | None = None,
) -> Axes:
    """Draw how far each variable moved, beside what chance alone does.

    Parameters
    ----------
    table : what ``monitoring.drift`` returns
    segment : which rows: "all", or the name of a segment
    most : at most so many variables, those that moved most
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: a bar for each variable, hatched where it raises the alarm; a dark mark where
    chance ends; dashed lines at the folk thresholds

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
    >>> table = pd.DataFrame({"segment": "all", "variable": ["amount", "channel"],
    ...                       "psi": [0.05, 0.3], "critical_value": [0.08, 0.04],
    ...                       "alarm": [False, True]})
    >>> plots.show(plots.drift_by_variable(table))
    What moved? Horizontal axis: population stability index (PSI).
    Bars, alarm: above both: channel 0.3. Bars, no alarm: amount 0.05.
    Points: channel 0.04; amount 0.08.
    Vertical line at 0.1 (folk threshold 0.1).
    Vertical line at 0.25 (folk threshold 0.25).
    """
    rows = pandas_table(table, NEEDS, name="table")
    have = list(dict.fromkeys(rows["segment"].astype(str)))
    checks.choice(segment, have, name="segment")
    rows = rows[rows["segment"].astype(str) == segment]
    rows = rows.sort_values(["psi", "variable"], ascending=[False, True]).head(most)
    ax = axes(ax, height=rows_height(len(rows), least=3.0) + 0.5)
    drawn = _bars(ax, rows)
    critical = rows["critical_value"].to_numpy(float)
    ax.scatter(
        critical, np.arange(len(rows)), s=260, marker="|", color=INK, linewidths=2.2,
        zorder=3, label=words.CRITICAL,
    )  # fmt: skip
    _folk(ax, table.attrs.get("folk") or FOLK)
    name_rows(ax, rows["variable"])
    room_for_labels(ax, [*drawn, *critical[np.isfinite(critical)], 0.27], extra=0.12)
    title = words.TITLE_SEGMENT if segment != "all" else words.TITLE
    ax.set(title=title.format(segment=segment), xlabel=words.X)
    _legend(ax)
    return ax


def _bars(ax: Axes, rows: pd.DataFrame) -> list[float]:
    """Draw a bar for each variable; an infinite one is as long as the longest."""
    y, psi = np.arange(len(rows)), rows["psi"].to_numpy(float)
    alarm, known = rows["alarm"].to_numpy(bool), np.isfinite(psi)
    drawn = np.where(known, psi, psi[known].max(initial=1))
    for loud, colour, hatch in ((True, COLOURS[1], "///"), (False, QUIET, "")):
        mine = alarm == loud
        if mine.any():
            ax.barh(
                y[mine], drawn[mine], 0.62, color=colour, hatch=hatch,
                edgecolor="white", label=words.BARS[loud],
            )  # fmt: skip
            label_bars(ax, len(ax.containers) - 1, [amount(x) for x in psi[mine]])
    for text in ax.texts:  # readable where a threshold passes
        text.set_bbox({"facecolor": "white", "edgecolor": "none", "pad": 1})
    return drawn.tolist()


def _legend(ax: Axes) -> None:
    handles, labels = ax.get_legend_handles_labels()
    found = dict(zip(labels, handles, strict=True))
    bars = [name for name in words.BARS.values() if name in found]
    places = {name: found[name] for name in [*bars, *found]}
    ax.figure.legend(
        list(places.values()), list(places), loc="outside lower center", ncols=3,
        fontsize=9,
    )  # fmt: skip


def _folk(ax: Axes, folk: dict[str, float]) -> None:
    for value in folk.values():
        name = words.FOLK.format(value=value)
        ax.axvline(value, zorder=0.5, label=name, color=INK, linewidth=1, ls="--")


@styled
def before_and_after(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how one variable was divided before and after, bin by bin.

    Parameters
    ----------
    table : what ``monitoring.shares`` returns
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: two bars for each bin, before above after

    Raises
    ------
    DataError
        if a column is missing

    References
    ----------
    Own definition.

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import plots
    >>> table = pd.DataFrame({"bin": ["app", "web"], "n_before": [26, 74],
    ...                       "n_after": [38, 62]})
    >>> table.attrs["column"] = "channel"
    >>> plots.show(plots.before_and_after(table))
    How was channel divided?
    Horizontal axis: share (before: 100, after: 100).
    Bars, before: app 26 %; web 74 %. Bars, after: app 38 %; web 62 %.
    """
    rows = pandas_table(table, ["bin", "n_before", "n_after"], name="table")
    ax = axes(ax, height=rows_height(len(rows), each=0.62, least=3.0))
    y = np.arange(len(rows))
    looks = ((-0.2, QUIET, ""), (0.2, COLOURS[0], "///"))
    sizes = []
    for side, (shift, colour, hatch) in zip(words.SIDES, looks, strict=True):
        n = rows[f"n_{side}"].to_numpy(float)
        share = n / n.sum() if n.sum() else n
        sizes.append(n.sum())
        ax.barh(
            y + shift, share, 0.38, color=colour, hatch=hatch, edgecolor="white",
            label=side,
        )  # fmt: skip
        label_bars(ax, len(ax.containers) - 1, [percent(x) for x in share])
    name_rows(ax, rows["bin"])
    longest = max(patch.get_width() for patch in ax.patches)  # type: ignore[attr-defined]
    room_for_labels(ax, [longest], extra=0.14)
    ax.xaxis.set_major_formatter(percent_formatter())
    column = table.attrs.get("column", "bin")
    ax.set(
        title=words.SHARES.format(column=column),
        xlabel=words.SHARES_X.format(n0=count(sizes[0]), n1=count(sizes[1])),
    )
    ax.figure.legend(loc="outside lower center", ncols=2, fontsize=9)
    return ax
