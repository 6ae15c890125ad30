"""Segment by segment: which stay, and who stands between two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.collections import LineCollection
from matplotlib.colors import Normalize

from segkit.plots import words
from segkit.plots.boxes import draw_boxes
from segkit.plots.rows import name_rows
from segkit.plots.style import INK, axes, rows_height, shades, styled
from segkit.plots.tables import pandas_table

LARGEST = 1300.0  # area of a segment that holds all customers, in points squared
WIDEST = 14.0  # line of all customers, in points
DARK = 0.6  # stability from which on the shade needs white letters
Point = tuple[float, float]


def _boxes(
    ax: Axes, groups: pd.Series, values: pd.Series, names: Sequence[Any]
) -> None:
    codes, known = groups.to_numpy(), values.to_numpy(dtype=float)
    draw_boxes(ax, [known[codes == code] for code in range(len(names))])
    name_rows(ax, names)
    ax.grid(True, axis="x")


@styled
def segment_stability(
    table: pd.DataFrame,
    *,
    names: Sequence[str] | Mapping[int, str] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw how much of each segment other samples find again.

    Parameters
    ----------
    table : what `evaluation.segment_stability` returns: segment, pair, jaccard
    names : the segments' names, in the order of their codes; None for the codes
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: a box for each segment, and dashed lines at .5, .75 and .85

    Raises
    ------
    DataError
        if a column is missing or the table is empty

    References
    ----------
    Dolnicar and Leisch (2017), figure 1; limits of Hennig (2007).

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import plots
    >>> table = pd.DataFrame({"segment": [0, 0], "pair": [1, 2], "jaccard": [0.8, 1.0]})
    >>> plots.show(plots.segment_stability(table, names=["loyal"]))
    How much of each segment do other samples find again?
    Horizontal axis: part found again (Jaccard index). Vertical axis: segment.
    Boxes: loyal median 0.9, middle half from 0.85 to 0.95.
    Vertical line at 0.5 (dissolves). Vertical line at 0.75 (stable).
    Vertical line at 0.85 (highly stable).
    """
    data = pandas_table(table, ["segment", "pair", "jaccard"], name="table")
    codes = sorted(data["segment"].unique())
    called = (
        dict(enumerate(names)) if isinstance(names, Sequence) else dict(names or {})
    )
    ax = axes(ax, height=rows_height(len(codes), each=0.5))
    place = data["segment"].map({code: i for i, code in enumerate(codes)})
    _boxes(ax, place, data["jaccard"], [called.get(code, code) for code in codes])
    for limit, text in words.STABLE_LIMITS.items():
        ax.axvline(limit, color=INK, linestyle="--", linewidth=1, label=text)
        ax.text(limit, 1.0, text.replace(" ", "\n"), ha="center", va="bottom",
                transform=ax.get_xaxis_transform(), fontsize=8)  # fmt: skip
    ax.set(xlabel=words.SEGMENT_STABILITY_X, ylabel=words.SEGMENT, xlim=(0, 1.02))
    ax.set_title(words.SEGMENT_STABILITY, pad=30)
    return ax


@styled
def shadow(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how near the customers of each segment are to the next one.

    Parameters
    ----------
    table : what `evaluation.shadow` returns: segment, second, shadow
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: a box for each segment

    Raises
    ------
    DataError
        if a column is missing or the table is empty

    References
    ----------
    Leisch (2010), section 3 (shadow plots), drawn as boxes.

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import plots
    >>> table = pd.DataFrame({"segment": ["a", "a"], "second": ["b", "b"],
    ...                       "shadow": [0.2, 0.4]})
    >>> plots.show(plots.shadow(table))
    How near are customers to the next segment?
    Horizontal axis: shadow (0: on the centre, 1: half-way to the next segment).
    Vertical axis: segment. Boxes: a median 0.3, middle half from 0.25 to 0.35.
    """
    data = pandas_table(table, ["segment", "shadow"], name="table")
    series = data["segment"].astype("category")
    names = [str(name) for name in series.cat.categories]
    known = series.notna() & data["shadow"].notna()
    ax = axes(ax, height=rows_height(len(names), each=0.5))
    _boxes(ax, series.cat.codes[known], data["shadow"][known], names)
    ax.set(
        title=words.SHADOW, xlabel=words.SHADOW_X, ylabel=words.SEGMENT,
        xlim=(-0.02, 1.02),
    )  # fmt: skip
    return ax


@styled
def solutions_stability(
    segments: pd.DataFrame, flows: pd.DataFrame, *, ax: Axes | None = None
) -> Axes:
    """Draw which segments stay when more are asked for, and where new ones come from.

    Parameters
    ----------
    segments, flows : of what `evaluation.solutions_stability` returns
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: a column of numbered circles for each solution (area: share of customers; the
    darker, the more of it comes from one segment), joined by lines as wide as the share
    of customers that go along them

    Raises
    ------
    DataError
        if a column is missing or the table is empty

    References
    ----------
    Dolnicar and Leisch (2017), figure 2 (SLSA plot).

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import plots
    >>> segments = pd.DataFrame({
    ...     "n_segments": [2, 2, 3, 3, 3], "segment": [1, 2, 1, 2, 3],
    ...     "place": [1, 2, 1, 3, 2], "share": [0.6, 0.4, 0.3, 0.4, 0.3],
    ...     "stability": [None, None, 1.0, 1.0, 0.8]}).astype({"stability": float})
    >>> flows = pd.DataFrame({"n_segments": 3, "before": [1, 2, 1],
    ...                       "segment": [1, 2, 3], "size": [30, 40, 30]})
    >>> ax = plots.solutions_stability(segments, flows)
    >>> print(plots.show(ax).alt.split(". ")[0])
    Which segments stay when more are asked for?
    Horizontal axis: number of segments
    """
    need = ["n_segments", "segment", "place", "share", "stability"]
    data = pandas_table(segments, need, name="segments")
    lines = pandas_table(
        flows, ["n_segments", "before", "segment", "size"], name="flows"
    )
    ax = axes(ax, height=max(3.4, 1.6 + 0.5 * data["place"].max()))
    at, numbers = _places(data)
    _flows(ax, lines, at, numbers)
    _circles(ax, data, at)
    ax.set_xticks(range(len(numbers)), labels=[str(k) for k in numbers])
    ax.set(xlabel=words.HOW_MANY_X, ylabel=words.SOLUTIONS_Y, yticks=[])
    ax.spines["left"].set_visible(False)
    ax.margins(x=0.12, y=0.14)
    ax.set_title(words.SOLUTIONS, pad=20)
    mean = data.groupby("segment")["stability"].mean().dropna()
    if mean.nunique() > 1:
        text = words.SOLUTIONS_SAID.format(
            best=mean.idxmax(), high=mean.max(), worst=mean.idxmin(), low=mean.min()
        )
        ax.text(0, 1.0, text, transform=ax.transAxes, va="bottom", fontsize=9)
    return ax


def _places(data: pd.DataFrame) -> tuple[dict[tuple[int, int], Point], list[int]]:
    """Return where each segment of each solution stands, columns centred."""
    numbers = sorted(int(k) for k in data["n_segments"].unique())
    tallest = data.groupby("n_segments")["place"].max().to_dict()
    at = {}
    for k, segment, place in data[["n_segments", "segment", "place"]].to_numpy(int):
        at[int(k), int(segment)] = (
            float(numbers.index(k)), (tallest[k] + 1) / 2 - float(place)
        )  # fmt: skip
    return at, numbers


def _flows(
    ax: Axes, lines: pd.DataFrame, at: dict[tuple[int, int], Point], numbers: list[int]
) -> None:
    """Draw the lines, as wide as the share of customers."""
    before = dict(zip(numbers[1:], numbers, strict=False))
    lines = lines[lines["n_segments"].isin(before)]
    total = lines.groupby("n_segments")["size"].transform("sum")
    ends = [
        [at[before[int(k)], int(old)], at[int(k), int(new)]]
        for k, old, new in lines[["n_segments", "before", "segment"]].to_numpy(int)
    ]
    width = (lines["size"] / total * WIDEST).clip(lower=0.4)
    ax.add_collection(
        LineCollection(ends, linewidths=width.tolist(), colors="#999999", alpha=0.6)
    )


def _circles(ax: Axes, data: pd.DataFrame, at: dict[tuple[int, int], Point]) -> None:
    """Draw the segments, with their numbers, and say what the shade means."""
    keys = [tuple(map(int, key)) for key in data[["n_segments", "segment"]].to_numpy()]
    x, y = np.array([at[k, segment] for k, segment in keys]).T
    scale, stable = Normalize(0, 1), data["stability"].to_numpy(dtype=float)
    colours = ["white" if np.isnan(one) else shades()(scale(one)) for one in stable]
    ax.scatter(
        x, y, s=np.maximum(data["share"] * LARGEST, 130), c=colours, edgecolors=INK,
        zorder=3,
    )  # fmt: skip
    for i, (_, segment) in enumerate(keys):
        ax.text(x[i], y[i], str(segment), ha="center", va="center", zorder=4,
                color="white" if stable[i] > DARK else INK, fontsize=9)  # fmt: skip
    bar = ax.figure.colorbar(
        ScalarMappable(scale, shades()), ax=ax, pad=0.02, aspect=30,
        label=words.SOLUTIONS_BAR,
    )  # fmt: skip
    bar.outline.set_visible(False)
