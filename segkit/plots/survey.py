"""Surveys: who would recommend us, who answered, and what weighting changes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from segkit.checks import DataError
from segkit.plots import words as shared
from segkit.plots.rows import name_rows, percent_formatter
from segkit.plots.style import (
    COLOURS,
    HATCHES,
    INK,
    amount,
    axes,
    count,
    percent,
    rows_height,
    styled,
    wrap,
)
from segkit.plots.survival import errors
from segkit.plots.tables import numbers, pandas_table
from segkit.plots.words import survey as words

FACES = {"detractor_rate": COLOURS[1], "passive_rate": "#d9d9d9",
         "promoter_rate": COLOURS[0]}  # fmt: skip
MARKS = {"detractor_rate": HATCHES[1], "passive_rate": "", "promoter_rate": ""}


@styled
def nps_by_segment(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw promoters, passives and detractors of each segment, with the score.

    Parameters
    ----------
    table : what `kpis.nps_table` returns: promoter_rate, passive_rate, detractor_rate,
        nps, low, high, n
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: bars of detractors to the left, then passives and promoters to the right of 0;
    a diamond with its interval for the score (percentage points)

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
    >>> table = pd.DataFrame({"promoter_rate": [0.5], "passive_rate": [0.3],
    ...     "detractor_rate": [0.2], "nps": [30.0], "low": [10.0], "high": [50.0],
    ...     "n": [60]}, index=["New"])
    >>> plots.show(plots.nps_by_segment(table))
    Who would recommend us? (Net Promoter Score). ...
    """
    need = [*FACES, "nps", "low", "high", "n"]
    data = pandas_table(table, need, name="table")
    rows = pd.DataFrame({name: numbers(data[name], name=name) for name in need})
    ax = axes(ax, height=rows_height(len(rows), each=0.62, least=3.0))
    places = np.arange(len(rows))
    left = -rows["detractor_rate"]
    for name, text in words.GROUPS.items():
        ax.barh(places, rows[name], left=left, height=0.55, color=FACES[name],
                hatch=MARKS[name], edgecolor="white", label=text)  # fmt: skip
        left = left + rows[name]
    score = rows[["nps", "low", "high"]] / 100
    level = count(100 * getattr(table, "attrs", {}).get("level", 0.95))
    ax.hlines(places, score["low"], score["high"], color=INK, linewidth=1.6)
    ax.scatter(score["nps"], places, marker="D", s=42, facecolor="white",
               edgecolor=INK, linewidth=1.5, zorder=3,
               label=words.MARK.format(level=level))  # fmt: skip
    name_rows(ax, _names(rows))
    ax.axvline(0, color=INK, linewidth=0.8)
    ax.xaxis.set_major_formatter(FuncFormatter(lambda v, _: percent(abs(v))))
    ax.set(xlabel=words.NPS_X, ylabel=shared.SEGMENT, title=words.NPS)
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.16 - 0.25 / len(rows)),
              ncols=2, fontsize=9)  # fmt: skip
    return ax


def _names(rows: pd.DataFrame) -> list[str]:
    """Name each row with its score, so that it can be read without measuring."""
    return [
        words.NPS_ROW.format(
            segment=row.Index,
            n=count(float(str(row.n))),
            value=f"{row.nps:+.0f}",
            low=f"{row.low:+.0f}",
            high=f"{row.high:+.0f}",
        )
        for row in rows.itertuples()
    ]


@styled
def response(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw which groups answered a survey, and which less often.

    Parameters
    ----------
    table : what `kpis.non_response` returns: a row per group and ``"all"``; invited,
        answered, response_rate, low, high
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: a dot with its interval for each group, a dashed line for all together

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
    >>> table = pd.DataFrame({"invited": [50, 50], "answered": [20, 20],
    ...     "response_rate": [0.4, 0.4], "low": [0.3, 0.3], "high": [0.5, 0.5]},
    ...     index=["often", "all"])
    >>> plots.show(plots.response(table))
    Who answered?
    Horizontal axis: share of those asked, with 95 % interval. ...
    """
    need = ["invited", "answered", "response_rate", "low", "high"]
    data = pandas_table(table, need, name="table")
    plain = {name: numbers(data[name], name=name) for name in need}
    rows = pd.DataFrame(plain)
    total = rows.loc[rows.index == shared.ALL, "response_rate"]
    rows = rows[rows.index != shared.ALL]
    ax = axes(ax, height=rows_height(len(rows), each=0.5, least=2.8))
    _dots(ax, rows, "response_rate")
    counts = zip(rows.index, rows["answered"], rows["invited"], strict=True)
    name_rows(
        ax,
        [
            words.RESPONSE_ROW.format(group=g, answered=count(a), invited=count(i))
            for g, a, i in counts
        ],
    )
    if len(total):
        text = words.RESPONSE_ALL.format(value=percent(total.iloc[0]))
        ax.axvline(total.iloc[0], color=INK, linestyle="--", label=text)
        ax.text(total.iloc[0], 1.0, text, transform=ax.get_xaxis_transform(),
                ha="center", va="bottom", fontsize=9)  # fmt: skip
    ax.set_xlim(0, None)
    ax.xaxis.set_major_formatter(percent_formatter())
    level = count(100 * getattr(table, "attrs", {}).get("level", 0.95))
    ax.set(xlabel=words.RESPONSE_X.format(level=level), ylabel=rows.index.name or "")
    ax.set_title(words.RESPONSE, pad=20)
    return ax


@styled
def score_weighting(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw a score as it was answered and weighted for those who did not answer.

    Parameters
    ----------
    table : what `kpis.non_response` returns with a score: ``.attrs["scores"]``
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: two dots with their intervals

    Raises
    ------
    DataError
        if the table has no scores

    References
    ----------
    Own definition.

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import plots
    >>> table = pd.DataFrame({"invited": [50]})
    >>> scores = pd.DataFrame({"value": [10.0, 4.0], "low": [7.0, 1.0],
    ...     "high": [13.0, 7.0]}, index=["as answered", "weighted"])
    >>> scores.attrs = {"unit": "points", "level": 0.95}
    >>> table.attrs["scores"] = scores
    >>> plots.show(plots.score_weighting(table))
    What does weighting change? Horizontal axis: points, with 95 % interval. ...
    """
    scores = getattr(table, "attrs", {}).get("scores")
    if scores is None:
        raise DataError(words.NO_SCORES)
    data = pandas_table(scores, ["value", "low", "high"], name="scores")
    attrs: dict[str, Any] = scores.attrs
    ax = axes(ax, height=2.6)
    _dots(ax, data, "value")
    name_rows(ax, data.index)
    unit, rate = attrs.get("unit", ""), attrs.get("unit") == "rate"
    show = percent if rate else amount
    for place, value in enumerate(data["value"]):
        ax.annotate(show(value), (value, place), xytext=(0, 8), ha="center",
                    textcoords="offset points", fontsize=9)  # fmt: skip
    name = str(data.index.name or "") if rate or not unit else str(unit)
    level = count(100 * attrs.get("level", 0.95))
    label = wrap(words.WEIGHTS_X.format(unit=name, level=level), 78)
    ax.set(xlabel=label, ylabel=words.WEIGHTS_Y, title=words.WEIGHTS)
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: show(value)))
    return ax


def _dots(ax: Axes, rows: pd.DataFrame, value: str) -> None:
    ax.grid(True, axis="x")
    places = np.arange(len(rows))
    ax.errorbar(rows[value], places, xerr=errors(rows, value), fmt="none", ecolor=INK,
                elinewidth=1.5, capsize=4)  # fmt: skip
    ax.scatter(rows[value], places, s=60, color=COLOURS[0], zorder=3)
