"""Several indicators beside one another, the same segments in each."""

from __future__ import annotations

from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from segkit.checks import DataError
from segkit.plots import words as shared
from segkit.plots.indicators import shown
from segkit.plots.rows import name_rows, percent_formatter
from segkit.plots.style import COLOURS, INK, WIDTH, amount, styled, wrap
from segkit.plots.tables import numbers, pandas_table
from segkit.plots.words import indicators as words

MOST_COLUMNS = 4
NEED = ["value", "low", "high", "small"]


@styled
def dashboard(table: pd.DataFrame, *, ax: Any = None) -> np.ndarray:
    """Draw several indicators by segment, a panel for each.

    Parameters
    ----------
    table : what `kpis.dashboard` returns: one row per indicator and segment, with a
        segment ``"all"``; columns value, low, high, small, and unit if there is one
    ax : array of Axes to draw on, one for each indicator; None for a new figure

    Returns
    -------
    array of Axes, one for each indicator: a dot and an interval for each segment, small
    segments as hollow diamonds (their intervals may run out of the panel), a dashed
    line for all together

    Raises
    ------
    DataError
        if a column is missing, the table is empty, its rows are others, or there are
        too few axes

    References
    ----------
    Small multiples: Tufte (1983), The Visual Display of Quantitative Information.

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import plots
    >>> rows = pd.MultiIndex.from_product(
    ...     [["purchase_rate"], ["loyal", "all"]], names=["indicator", "segment"])
    >>> table = pd.DataFrame({"value": [0.5, 0.2], "low": [0.4, 0.15],
    ...     "high": [0.6, 0.25], "small": [False, False], "unit": "rate"}, index=rows)
    >>> plots.show(plots.dashboard(table))
    How do the segments compare? Purchase rate (all: 20.0 %).
    Points: loyal 50 % (from 40 % to 60 %). Vertical line at 20 %.
    """
    parts = _parts(table)
    panels = _axes(ax, len(parts), max(len(part) for part in parts.values()))
    columns = min(len(parts), MOST_COLUMNS)
    for number, (panel, (name, part)) in enumerate(
        zip(panels, parts.items(), strict=True)
    ):
        _panel(panel, str(name), part, named=ax is not None or number % columns == 0)
    return panels


def _parts(table: Any) -> dict[Any, pd.DataFrame]:
    """Split the rows by indicator, in their order."""
    data = pandas_table(table, NEED, name="table")
    if data.index.nlevels != 2:
        levels = ", ".join(map(str, data.index.names))
        if data.index.nlevels > 2:
            text = words.ONE_SEGMENTATION
            raise DataError(text.format(n=data.index.nlevels, names=levels))
        raise DataError(words.NO_TOTAL.format(found=levels))
    plain = {name: numbers(data[name], name=name) for name in NEED[:3]}
    unit = data.get("unit", "")
    data = pd.DataFrame({**plain, "small": data["small"].astype(bool), "unit": unit})
    if not data["value"].notna().any():
        raise DataError(words.NOTHING)
    names = dict.fromkeys(data.index.get_level_values(0))
    return {name: pd.DataFrame(data.xs(name)) for name in names}


def _axes(ax: Any, n: int, rows: int) -> np.ndarray:
    if ax is not None:
        given = np.atleast_1d(np.asarray(ax, dtype=object)).ravel()
        if len(given) < n:
            raise DataError(words.AXES.format(n=n, found=len(given)))
        return np.asarray(given[:n])
    columns = min(n, MOST_COLUMNS)
    tall = -(-n // columns)
    figure, made = plt.subplots(
        tall, columns, figsize=(max(WIDTH, 3 * columns), tall * (1.1 + 0.34 * rows)),
        layout="constrained", squeeze=False, sharey=True,
    )  # fmt: skip
    figure.suptitle(words.DASHBOARD, x=0.01, ha="left", fontweight="bold")
    for spare in made.ravel()[n:]:
        spare.remove()
    return np.asarray(made.ravel()[:n])


def _panel(ax: Axes, name: str, part: pd.DataFrame, *, named: bool) -> None:
    """Draw one indicator."""
    unit = str(part["unit"].iloc[0])
    total = part["value"].get(shared.ALL, np.nan)
    rows = part.drop(index=shared.ALL, errors="ignore")
    ax.grid(True, axis="x")
    _dots(ax, rows)
    name_rows(ax, rows.index)
    if not named:
        ax.tick_params(labelleft=False)
    title = wrap(name.replace("_", " "), 24)
    if not np.isnan(total):
        ax.axvline(total, color=INK, linestyle="--", linewidth=1)
        title += f"\n({words.PANEL_TOTAL.format(value=shown(total, unit))})"
    _reach(ax, rows, total)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=4))
    ax.xaxis.set_major_formatter(
        percent_formatter() if unit == "rate" else FuncFormatter(lambda x, _: amount(x))
    )
    ax.set_title(title[:1].upper() + title[1:], fontsize=10)
    ax.set_xlabel("" if unit in {"rate", ""} else unit)


def _reach(ax: Axes, rows: pd.DataFrame, total: float) -> None:
    """Let the intervals of small segments run out of the panel: they would fill it."""
    sure = rows.loc[~rows["small"], ["low", "high"]].to_numpy(dtype=float)
    known = np.concatenate([sure.ravel(), rows["value"].to_numpy(dtype=float), [total]])
    known = known[np.isfinite(known)]
    if len(known) and np.ptp(known) > 0:
        room = 0.06 * np.ptp(known)
        ax.set_xlim(known.min() - room, known.max() + room)


def _dots(ax: Axes, rows: pd.DataFrame) -> None:
    """Draw the intervals, and a marker for each value."""
    places = np.arange(len(rows))
    value, known = rows["value"].to_numpy(), rows["value"].notna().to_numpy()
    sure = known & rows["low"].notna().to_numpy() & rows["high"].notna().to_numpy()
    reach = [
        np.clip(value[sure] - rows["low"][sure], 0, None),
        np.clip(rows["high"][sure] - value[sure], 0, None),
    ]
    ax.errorbar(
        value[sure], places[sure], xerr=reach, fmt="none", ecolor=INK, elinewidth=1.2,
        capsize=3,
    )  # fmt: skip
    for small, marker, face in ((False, "o", COLOURS[0]), (True, "D", "white")):
        some = known & (rows["small"].to_numpy() == small)
        ax.scatter(
            value[some], places[some], marker=marker, s=38, facecolor=face,
            edgecolor=COLOURS[0], linewidth=1.3, zorder=3,
        )  # fmt: skip
