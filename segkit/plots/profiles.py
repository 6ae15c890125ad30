"""What segments look like: made apart from tested, markers shaded."""

from __future__ import annotations

from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap

from segkit.checks import DataError
from segkit.plots import words
from segkit.plots.style import COLOURS, WIDTH, amount, percent, styled, wrap
from segkit.plots.tables import pandas_table

NEED = ["column", "level", "segment", "value", "overall", "difference", "relative",
        "marker", "made_from"]  # fmt: skip
FULL = 1.0  # relative difference that has the full colour
CROWDED, SMALL = 6, 7.0  # columns, from which on the letters must be smaller
FADED = 0.55  # how strong the full colour is


@styled
def profile(table: pd.DataFrame, *, ax: Any = None) -> np.ndarray:
    """Draw what the segments look like, and shade what stands out.

    Parameters
    ----------
    table : ``Profile.table`` of `evaluation.profile`
    ax : array of Axes to draw on, one for each kind of column; None for a new figure

    Returns
    -------
    array of Axes: a table for the columns that made the segments, and one for those
    that did not; the mean or share of each segment, and of all at the row's name.
    Markers are shaded (blue above, orange below) and have a triangle

    Raises
    ------
    DataError
        if a column is missing, the table is empty, or there are too few axes

    References
    ----------
    Marker variables of the R package flexclust (Leisch and Dolnicar).

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import evaluation, plots
    >>> segments = pd.Series(["a", "b"] * 20, name="segment")
    >>> X = pd.DataFrame({"spent": [10.0, 2.0] * 20})
    >>> found = evaluation.profile(segments, X, made_from=["spent"])
    >>> plots.show(plots.profile(found.table))
    Made the segments: described, not tested.
    Horizontal axis: segment (▲ ▼ and shaded: stands out from all).
    Cells: 1 rows by 2 columns, largest ▲ 10 (row spent (all: 6), column a),
    smallest ▼ 2 (row spent (all: 6), column b).
    """
    data = pandas_table(table, NEED, name="table")
    kinds = [kind for kind in (True, False) if (data["made_from"] == kind).any()]
    parts = [data[data["made_from"] == kind] for kind in kinds]
    tall = [len(part.drop_duplicates(["column", "level"])) for part in parts]
    if ax is None:
        _, made = plt.subplots(
            len(parts), 1, figsize=(WIDTH + 1, sum(1.2 + 0.5 * n for n in tall)),
            height_ratios=[1.2 + 0.5 * n for n in tall], layout="constrained",
            squeeze=False,
        )  # fmt: skip
        panels = made.ravel()
    else:
        panels = np.atleast_1d(np.asarray(ax, dtype=object)).ravel()
    if len(panels) < len(parts):
        raise DataError(
            f"the table has {len(parts)} kinds of columns and ax= {len(panels)} axes: "
            "pass as many axes, or none"
        )
    for panel, kind, part in zip(panels, kinds, parts, strict=False):
        _panel(panel, part, words.PROFILE[bool(kind)])
    panels[len(parts) - 1].set_xlabel(words.PROFILE_X)
    return np.asarray(panels[: len(parts)])


def _panel(ax: Axes, part: pd.DataFrame, title: str) -> None:
    """Draw one kind of columns."""
    part = part.assign(row=[_row(*one) for one in zip(
        part["column"], part["level"], part["overall"], strict=True)])  # fmt: skip
    part["text"] = [_text(*one) for one in zip(
        part["value"], part["level"], part["difference"], part["marker"], strict=True,
    )]  # fmt: skip
    away = zip(part["relative"], part["difference"], part["marker"], strict=True)
    part["shade"] = [_shade(*one) for one in away]
    rows, columns = part["row"].unique(), part["segment"].unique()
    shade = part.pivot(index="row", columns="segment", values="shade")
    text = part.pivot(index="row", columns="segment", values="text")
    crowded = len(columns) > CROWDED
    size = SMALL if crowded else 9
    ax.pcolormesh(
        shade.loc[rows, columns].to_numpy(float), cmap=_colours(), vmin=-1, vmax=1,
        edgecolors="#dddddd", linewidth=1,
    )  # fmt: skip
    for i, row in enumerate(rows):
        for j, column in enumerate(columns):
            ax.text(j + 0.5, i + 0.5, str(text.loc[row, column]), ha="center",
                    va="center", fontsize=size)  # fmt: skip
    places = np.arange(len(columns)) + 0.5
    ax.set_xticks(places, [wrap(name, 14) for name in columns], parse_math=False)
    ax.tick_params(axis="x", labelrotation=90 if crowded else 0)
    ax.set_yticks(np.arange(len(rows)) + 0.5, list(rows), parse_math=False)
    ax.set_ylim(len(rows), 0)
    ax.tick_params(length=0)
    for spine in ax.spines.values():
        spine.set_visible(False)
    ax.set_title(title)


def _colours() -> LinearSegmentedColormap:
    return LinearSegmentedColormap.from_list("away", [COLOURS[1], "white", COLOURS[0]])


def _shade(relative: float, away: float, marker: bool) -> float:
    """Say how strongly to shade: the sign of the difference, by its relative size."""
    if not marker:
        return 0.0
    size = min(abs(relative) if np.isfinite(relative) else FULL, FULL)
    return float(np.sign(away) * FADED * max(size, 0.35))


def _row(column: str, level: str, overall: float) -> str:
    name = f"{column} = {level}" if level else column
    name = wrap(str(name).replace("_", " "), 30)
    return words.PROFILE_ROW.format(column=name, overall=_number(overall, level))


def _text(value: float, level: str, away: float, marker: bool) -> str:
    mark = ("▲ " if away > 0 else "▼ ") if marker else ""
    return f"{mark}{_number(value, level)}"


def _number(value: float, level: str) -> str:
    if not np.isfinite(value):
        return words.NOTHING
    return percent(value) if level else amount(value)
