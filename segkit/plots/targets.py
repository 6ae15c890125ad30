"""Which segments to target: size, value, conditions, attractiveness and ability."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.ticker import FuncFormatter

from segkit.checks import DataError
from segkit.plots import words
from segkit.plots.rows import percent_formatter
from segkit.plots.style import (
    COLOURS,
    INK,
    amount,
    axes,
    count,
    percent,
    rows_height,
    styled,
    wrap,
)
from segkit.plots.tables import pandas_table

LARGEST = 2200.0  # area of the largest bubble, in points squared
LEAST = 40.0
FEW = 5  # bubbles that are named where they stand
TOP, MIDDLE = 10.0, 5.0
MARKS = {"yes": "✓", "no": "✗", "ask": "?"}
SHADES = {"no": -1.0, "ask": 0.0, "yes": 1.0}


def _area(values: pd.Series) -> np.ndarray:
    """Return areas of bubbles, the largest as large as may be."""
    size = values.astype(float).clip(lower=0).fillna(0).to_numpy()
    return np.maximum(size / (size.max() or 1) * LARGEST, LEAST)


@styled
def size_and_value(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the segments' shares of customers, their value per head, and their value.

    Parameters
    ----------
    table : what `evaluation.size_and_value` returns, with a value
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: a bubble for each segment (area: value in all; hollow: few customers), with
    the interval of the value per customer, and a dashed line for all together

    Raises
    ------
    DataError
        if a column is missing, as it is without a value

    References
    ----------
    Own definition.

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import evaluation, plots
    >>> segments = pd.Series(["loyal", "loyal", "new", "new"])
    >>> spent = pd.Series([80.0, 90.0, 15.0, 15.0], name="monetary_amount")
    >>> table = evaluation.size_and_value(segments, spent, small_below=2)
    >>> print(plots.show(plots.size_and_value(table)).alt.split(". ")[-1])
    Labels: loyal: 85 % of monetary amount; new: 15 % of monetary amount.
    """
    need = ["n", "share", "value", "value_share", "per_head", "per_head_low",
            "per_head_high", "small"]  # fmt: skip
    data = pandas_table(table, need, name="table")
    attrs = getattr(table, "attrs", {})
    rows = data.drop(index=words.ALL, errors="ignore")
    total: Any = data.loc[words.ALL]
    rows = rows[rows["n"] > 0]
    name = str(attrs.get("value") or "value").replace("_", " ")
    ax = axes(ax, height=4.6)
    ax.grid(True)
    _intervals(ax, rows)
    faces = ["white" if small else COLOURS[0] for small in rows["small"]]
    ax.scatter(
        rows["share"], rows["per_head"], s=_area(rows["value"]), c=faces, alpha=0.55,
        edgecolors=COLOURS[0], linewidth=1.5, zorder=3,
    )  # fmt: skip
    texts = _said(rows, name)
    _name_bubbles(ax, rows["share"], rows["per_head"], texts)
    _all_line(ax, float(total["per_head"]))
    ax.xaxis.set_major_formatter(percent_formatter())
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: amount(value)))
    level = 100 * attrs.get("level", 0.95)
    ax.set(
        title=words.SIZE_AND_VALUE,
        xlabel=words.SIZE_AND_VALUE_X.format(n=count(total["n"])),
        ylabel=words.SIZE_AND_VALUE_Y.format(name=name, level=level),
    )
    ax.margins(x=0.25, y=0.25)
    ax.set_xlim(left=max(ax.get_xlim()[0], -0.02))
    return ax


def _said(rows: pd.DataFrame, value: str) -> list[str]:
    """Say what each segment brings."""
    names = [str(one) + words.SMALL * bool(s) for one, s in rows["small"].items()]
    shares = [percent(share) for share in rows["value_share"]]
    return [
        words.SIZE_AND_VALUE_POINT.format(name=one, share=share, value=value)
        for one, share in zip(names, shares, strict=True)
    ]


def _intervals(ax: Axes, rows: pd.DataFrame) -> None:
    known = rows[rows["per_head_low"].notna() & rows["per_head_high"].notna()]
    ends = [known["per_head"] - known["per_head_low"],
            known["per_head_high"] - known["per_head"]]  # fmt: skip
    ax.errorbar(
        known["share"], known["per_head"], yerr=[end.clip(lower=0) for end in ends],
        fmt="none", ecolor=INK, elinewidth=1.2, capsize=3, zorder=4,
    )  # fmt: skip


def _name_bubbles(ax: Axes, x: pd.Series, y: pd.Series, texts: list[str]) -> None:
    """Write the names beside a few bubbles; number many, with a key beside them."""
    many = len(texts) > FEW
    for i, place in enumerate(zip(x, y, strict=True)):
        ax.annotate(
            str(i + 1) if many else wrap(texts[i], 24), place, zorder=5,
            xytext=(0, 0 if many else -6), textcoords="offset points", ha="center",
            va="center" if many else "top", fontsize=8.5, parse_math=False,
            bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.7, "pad": 0.6},
        )  # fmt: skip
    for i, text in enumerate(texts if many else []):
        ax.text(
            1.02, 1 - i / max(len(texts), 14), f"{i + 1}  {text}", fontsize=8.5,
            transform=ax.transAxes, va="top", parse_math=False,
        )  # fmt: skip


def _all_line(ax: Axes, value: float) -> None:
    text = words.KPI_TOTAL.format(value=amount(value))
    ax.axhline(value, color=INK, linestyle="--", linewidth=1, label=text)
    ax.text(1, value, text, transform=ax.get_yaxis_transform(), ha="right",
            va="bottom", fontsize=9)  # fmt: skip


@styled
def scorecard(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw which conditions each segment meets, and which are to be asked.

    Parameters
    ----------
    table : what `evaluation.scorecard` returns
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: a cell for each segment and condition: yes, no or ask, told apart by colour
    and mark

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
    >>> from segkit import evaluation, plots
    >>> table = evaluation.scorecard(pd.Series(["loyal"] * 40))
    >>> plots.show(plots.scorecard(table))
    Is each segment worth a strategy of its own?
    Cells: 1 rows by 6 columns,
    largest ✓ yes (row loyal (1 yes, 0 no, 5 to ask), column substantial),
    smallest ? ask (row loyal (1 yes, 0 no, 5 to ask), column measurable).
    """
    data = pandas_table(table, ["segment", "criterion", "verdict"], name="table")
    rows, columns = data["segment"].unique(), data["criterion"].unique()
    wide = data.pivot(index="segment", columns="criterion", values="verdict")
    wide = wide.loc[rows, columns]
    ax = axes(ax, height=rows_height(len(rows), each=0.55, least=1.9))
    colours = ListedColormap(["#ffc9a3", "#e6e6e6", "#b9c8fd"])
    ax.pcolormesh(
        wide.replace(SHADES).astype(float).to_numpy(), cmap=colours, vmin=-1, vmax=1,
        edgecolors="white", linewidth=2,
    )  # fmt: skip
    for i, row in enumerate(rows):
        for j, column in enumerate(columns):
            verdict = str(wide.loc[row, column])
            text = f"{MARKS[verdict]} {words.VERDICTS[verdict]}"
            ax.text(j + 0.5, i + 0.5, text, ha="center", va="center", fontsize=9)
    names = [_met(row, wide.loc[row]) for row in rows]
    ax.set_xticks(np.arange(len(columns)) + 0.5, list(columns), fontsize=9)
    ax.set_yticks(np.arange(len(rows)) + 0.5, names, parse_math=False)
    ax.set_ylim(len(rows), 0)
    ax.tick_params(length=0)
    for spine in ax.spines.values():
        spine.set_visible(False)
    ax.set_title(words.SCORECARD)
    return ax


def _met(segment: Any, verdicts: pd.Series) -> str:
    n = {name: int((verdicts == name).sum()) for name in SHADES}
    return words.SCORECARD_ROW.format(segment=wrap(segment), **n)


@styled
def evaluation_plot(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how attractive segments are, and how well they can be served.

    Parameters
    ----------
    table : what `evaluation.evaluation_table` returns
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: a bubble for each segment, its area the size or value; those that fail a
    knock-out limit are hollow and say so; the four quarters are named

    Raises
    ------
    DataError
        if a column is missing, the table is empty, or a score lies outside 0 to 10

    References
    ----------
    Dolnicar, Grün and Leisch (2018), "Market segmentation analysis", section 10.1.

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import plots
    >>> table = pd.DataFrame({"attractiveness": [9.0, 2.0], "ability": [8.0, 6.0],
    ...                       "bubble": [3.0, 1.0], "out": [False, True]},
    ...                      index=["loyal", "odd"])
    >>> print(plots.show(plots.evaluation_plot(table)).alt.split(". ")[-1])
    Labels: target; build the ability; serve cheaply; leave; loyal; odd (out).
    """
    need = ["attractiveness", "ability", "bubble", "out"]
    data = pandas_table(table, need, name="table")
    x, y = data["attractiveness"].astype(float), data["ability"].astype(float)
    if ((x < 0) | (x > TOP) | (y < 0) | (y > TOP)).any():
        raise DataError(
            "attractiveness and ability must be points from 0 to 10: make them with "
            "evaluation.attractiveness and evaluation.evaluation_table"
        )
    ax = axes(ax, height=5.4)
    _quarters(ax)
    out = data["out"].astype(bool)
    faces = ["white" if one else COLOURS[0] for one in out]
    edges = [INK if one else COLOURS[0] for one in out]
    ax.scatter(x, y, s=_area(data["bubble"]), c=faces, edgecolors=edges, alpha=0.6,
               linewidth=1.5, zorder=3)  # fmt: skip
    texts = [
        words.EVALUATION_OUT.format(name=name) if gone else str(name)
        for name, gone in zip(data.index, out, strict=True)
    ]
    _name_bubbles(ax, x, y, texts)
    bubble = getattr(table, "attrs", {}).get("bubble")
    area = words.EVALUATION_BUBBLE.format(name=bubble) if bubble else ""
    ax.set(
        title=words.EVALUATION, xlabel=words.EVALUATION_X + area.replace("_", " "),
        ylabel=words.EVALUATION_Y, xlim=(-0.9, 10.9), ylim=(-0.9, 10.9),
        xticks=range(0, 11, 2), yticks=range(0, 11, 2),
    )  # fmt: skip
    return ax


def _quarters(ax: Axes) -> None:
    """Draw the limits of the four quarters, and name them."""
    for side in (ax.axvline, ax.axhline):
        side(MIDDLE, color="#999999", linestyle="--", linewidth=1)
    for (right, up), text in words.QUARTERS.items():
        ax.text(
            0.99 if right else 0.01, 0.985 if up else 0.015, text, color="#666666",
            transform=ax.transAxes, ha="right" if right else "left",
            va="top" if up else "bottom", fontsize=9, style="italic",
        )  # fmt: skip
