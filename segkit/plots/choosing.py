"""How many segments, whether they are real, and what they cost."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from segkit import checks
from segkit.checks import DataError
from segkit.plots import words
from segkit.plots.boxes import draw_boxes
from segkit.plots.style import (
    COLOURS,
    INK,
    MARKERS,
    WIDTH,
    amount,
    axes,
    styled,
)
from segkit.plots.tables import pandas_table

USUAL = ("distance_sum", "silhouette", "calinski_harabasz", "gap", "bic", "stability")
STABLE = 0.8  # agreement from which on two samples count as the same


@styled
def how_many(
    table: pd.DataFrame,
    *,
    figures: Iterable[str] | None = None,
    ax: Axes | None = None,
) -> np.ndarray:
    """Draw each figure by the number of segments, and mark what it chooses.

    Parameters
    ----------
    table : what `evaluation.how_many` returns
    figures : which columns; None for the usual ones that are not empty
    ax : axes to draw on, for a single figure; None for a new figure

    Returns
    -------
    array of Axes, one for each figure: a line, and a diamond at the number that it
    chooses. Distances choose nothing: look for a bend

    Raises
    ------
    DataError
        if a column is missing or empty, or ``ax`` is given for several figures

    References
    ----------
    Own definition.

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import plots
    >>> table = pd.DataFrame({"n_segments": [2, 3], "silhouette": [0.4, 0.6]})
    >>> table.attrs["best"] = {"silhouette": 3}
    >>> plots.show(plots.how_many(table))
    How many segments?
    Silhouette (higher is better). Horizontal axis: number of segments.
    Line: 2 points, first 0.4 at 2, last 0.6 at 3. Labels: chooses 3.
    """
    data = pandas_table(table, ["n_segments"], name="table")
    best = getattr(table, "attrs", {}).get("best", {})
    if figures is None:
        chosen = [name for name in USUAL if name in data and data[name].notna().any()]
    else:
        chosen = [
            checks.choice(name, words.FIGURES, name="figures") for name in figures
        ]
        pandas_table(table, chosen, name="table")
    if not chosen:
        raise DataError("table holds no figure to draw: ask for one in figures=")
    if ax is not None and len(chosen) > 1:
        raise DataError(f"ax= takes a single figure; these are {chosen}: name one")
    panels = np.array([ax]) if ax is not None else _panels(len(chosen))
    for panel, name in zip(panels, chosen, strict=True):
        _panel(panel, data, name, best)
    return panels


def _panels(n: int) -> np.ndarray:
    columns = 1 if n == 1 else 2
    rows = -(-n // columns)
    figure, made = plt.subplots(
        rows, columns, figsize=(WIDTH, 0.6 + 2.3 * rows), layout="constrained",
        squeeze=False,
    )  # fmt: skip
    figure.suptitle(words.HOW_MANY, x=0.01, ha="left", fontweight="bold")
    for spare in made.ravel()[n:]:
        spare.remove()
    return np.asarray(made.ravel()[:n])


def _panel(ax: Axes, data: pd.DataFrame, name: str, best: dict[str, Any]) -> None:
    """Draw one figure."""
    known = data[data[name].notna()]
    x, y = known["n_segments"].astype(float), known[name].astype(float)
    ax.grid(True)
    if name == "gap" and "gap_se" in known:
        ax.errorbar(
            x, y, yerr=known["gap_se"], fmt="none", ecolor=INK, elinewidth=1.2,
            capsize=3,
        )  # fmt: skip
    ax.plot(x, y, "-o", color=COLOURS[0], linewidth=2, markersize=5)
    if name in best:
        mark_choice(ax, x, y, best[name])
    text = words.FIGURES[name]
    ax.set_title(text[:1].upper() + text[1:], fontsize=10, fontweight="normal")
    ax.set_xlabel(words.HOW_MANY_X)
    whole_numbers(ax)
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: amount(value)))
    ax.margins(x=0.12, y=0.22)


def mark_choice(ax: Axes, x: pd.Series, y: pd.Series, k: int | None) -> None:
    """Mark the number that a figure chooses, and say it.

    Parameters
    ----------
    ax : axes
    x, y : the line
    k : the number; None if it chooses none
    """
    at = dict(zip(x, y, strict=True))
    if k is None or k not in at:
        text = words.CHOOSES_NONE if k is None else words.CHOOSES_ONE
        ax.text(
            0.5, 0.04, text, transform=ax.transAxes, ha="center", va="bottom",
            fontsize=9,
        )  # fmt: skip
        return
    ax.plot(
        [k], [at[k]], MARKERS[3], markersize=11, markerfacecolor="white",
        markeredgecolor=COLOURS[1], markeredgewidth=2.5, label="_before",
    )  # fmt: skip
    ax.annotate(
        words.CHOOSES.format(k=k), (k, at[k]), xytext=(0, 11), ha="center",
        textcoords="offset points", fontsize=9,
    )  # fmt: skip


def whole_numbers(ax: Axes) -> None:
    """Show whole numbers of segments only.

    Parameters
    ----------
    ax : axes
    """
    ax.xaxis.set_major_locator(MaxNLocator(nbins=8, integer=True, min_n_ticks=1))


@styled
def stability(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how much pairs of samples agree, for each number of segments.

    Parameters
    ----------
    table : what `evaluation.stability` returns: n_segments, pair, ari
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: a box for each number, and a dashed line at .80, from where on the segments
    count as the same

    Raises
    ------
    DataError
        if a column is missing or the table is empty

    References
    ----------
    Dolnicar and Leisch (2010), figure 3 (box plots); Steinley (2004) (.80).

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import plots
    >>> pairs = {"n_segments": [2, 2, 2], "pair": [1, 2, 3], "ari": [0.8, 0.9, 1.0]}
    >>> plots.show(plots.stability(pd.DataFrame(pairs)))
    Do two samples give the same segments? Horizontal axis: number of segments.
    Vertical axis: agreement (adjusted Rand index).
    Boxes: 2 median 0.9, middle half from 0.85 to 0.95.
    Horizontal line at 0.8 (the same from 0.80).
    """
    data = pandas_table(table, ["n_segments", "pair", "ari"], name="table")
    ax = axes(ax, height=3.6)
    ax.grid(True, axis="y")
    numbers = sorted(data["n_segments"].unique())
    agree = [data.loc[data["n_segments"] == k, "ari"].to_numpy() for k in numbers]
    draw_boxes(ax, agree, upright=True)
    ax.set_xticks(range(len(numbers)), [f"{k:g}" for k in numbers])
    text = words.STABLE_FROM.format(least=STABLE)
    ax.axhline(STABLE, color=INK, linestyle="--", linewidth=1, label=text)
    ax.text(
        1, STABLE, text, transform=ax.get_yaxis_transform(), ha="right", va="bottom",
        fontsize=9, bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.8,
                          "pad": 1},
    )  # fmt: skip
    ax.set(
        title=words.STABILITY, xlabel=words.HOW_MANY_X, ylabel=words.STABILITY_Y,
        ylim=(min(0.0, data["ari"].min()) - 0.03, 1.03),
    )  # fmt: skip
    return ax


@styled
def null_comparison(
    table: pd.DataFrame,
    *,
    figure: str = "stability",
    null: str = "cloud",
    ax: Axes | None = None,
) -> Axes:
    """Draw a figure beside what it would be without groups.

    Parameters
    ----------
    table : what `evaluation.null_comparison` returns, or ``Verdict.comparison``
    figure : "stability" or "silhouette"
    null : which comparison to draw, if the table holds several
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: a line with dots for the customers; a dashed line and a band for the made-up
    customers; for the stability a dotted line at .80

    Raises
    ------
    DataError
        if a column is missing, or the table has no such figure

    References
    ----------
    Own definition.

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import plots
    >>> table = pd.DataFrame({
    ...     "n_segments": [2, 3], "figure": "silhouette", "observed": [0.4, 0.6],
    ...     "null_mean": [0.4, 0.5], "null_low": [0.3, 0.3], "null_high": [0.5, 0.5]})
    >>> plots.show(plots.null_comparison(table, figure="silhouette"))
    Do segments lie further apart than they would without groups?
    Horizontal axis: number of segments. Vertical axis: mean silhouette.
    Line, made-up customers without groups (mean): 2 points, first 0.4 at 2,
    last 0.5 at 3. Line, these customers: 2 points, first 0.4 at 2, last 0.6 at 3.
    """
    need = ["n_segments", "figure", "observed", "null_mean", "null_low", "null_high"]
    data = pandas_table(table, need, name="table")
    checks.choice(figure, words.NULL, name="figure")
    data = data[data["figure"] == figure]
    if "null" in data:
        data = data[data["null"] == null]
    if not len(data):
        raise DataError(f"table has no rows of figure={figure!r} and null={null!r}")
    ax = axes(ax, height=3.9)
    ax.grid(True)
    x = data["n_segments"].astype(float)
    if data["null_mean"].notna().any():  # `are_they_real` may need no made-up data
        ax.fill_between(
            x, data["null_low"], data["null_high"], color="#bbbbbb", alpha=0.5,
            linewidth=0, label=words.NULL_BAND,
        )  # fmt: skip
        ax.plot(x, data["null_mean"], "--", color=INK, label=words.NULL_MEAN)
    ax.plot(x, data["observed"], "-o", color=COLOURS[0], linewidth=2.5,
            label=words.OBSERVED)  # fmt: skip
    if figure == "stability":
        text = words.STABLE_FROM.format(least=STABLE)
        ax.axhline(STABLE, color=INK, linestyle=":", linewidth=1.2, label=text)
        ax.set_ylim(np.nanmin([0.0, data["null_low"].min()]), 1.03)
    whole_numbers(ax)
    ax.set(xlabel=words.HOW_MANY_X, ylabel=words.NULL_Y[figure])
    ax.set_title(words.NULL[figure], pad=8)
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.17), ncols=1, fontsize=9)
    return ax
