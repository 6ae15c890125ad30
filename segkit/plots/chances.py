"""How well a score finds those who will, and how far its chances may be believed."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from segkit.checks import DataError
from segkit.plots import words
from segkit.plots.rows import percent_formatter
from segkit.plots.style import COLOURS, INK, MARKERS, axes, count, percent, styled
from segkit.plots.tables import numbers, pandas_table

GAIN = ("n", "customer_share", "capture_rate")
BACK = {"facecolor": "white", "edgecolor": "none", "pad": 1.0}
CALIBRATION = ("n", "predicted_rate", "observed_rate", "low", "high")


@styled
def gain_curve(
    table: pd.DataFrame, *, rule: pd.DataFrame | None = None, ax: Axes | None = None
) -> Axes:
    """Draw what part of those who will is reached with the best part of the customers.

    Parameters
    ----------
    table : what ``models.propensity.gain_table`` returns: n, customer_share and
        capture_rate, added up from the highest scores down
    rule : the same for a rule without a model, to compare with
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: the curve of the model, a dashed one of the rule, and the line of reaching
    customers by chance; the first part of each is marked and named

    Raises
    ------
    DataError
        if a column is missing or holds no numbers, or a table is empty or does not end
        with all customers

    References
    ----------
    Own definition.

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import plots
    >>> table = pd.DataFrame({"n": [10, 10], "customer_share": [0.5, 1.0],
    ...                       "capture_rate": [0.8, 1.0]})
    >>> plots.show(plots.gain_curve(table))
    Who is reached, starting with the best scores?
    Horizontal axis: share of customers reached, best scores first (n = 20).
    Vertical axis: share of those who will.
    Line, model: 3 points, first 0 % at 0 %, last 100 % at 100 %,
    lowest 0 % at 0 %, highest 100 % at 100 %.
    Line, by chance: 2 points, first 0 % at 0 %, last 100 % at 100 %.
    Points: n = 1, horizontal from 50 % to 50 %, vertical from 80 % to 80 %.
    Labels: model: the best 50 % hold 80 %.
    """
    curves = [(words.GAIN_MODEL, _gain(table, "table"), "-")]
    if rule is not None:
        curves.append((words.GAIN_RULE, _gain(rule, "rule"), "--"))
    ax = axes(ax, height=4.6)
    ax.grid(True)
    for place, (name, curve, style) in enumerate(curves):
        x, y = curve["customer_share"], curve["capture_rate"]
        ax.plot(x, y, style, color=COLOURS[place], linewidth=2.2, label=name)
        _mark(ax, name, float(x.iloc[1]), float(y.iloc[1]), place)
    ax.plot([0, 1], [0, 1], ":", color=INK, linewidth=1.2, label=words.GAIN_CHANCE)
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_formatter(percent_formatter())
    n = curves[0][1]["n"].sum()
    ax.set(
        title=words.GAIN,
        xlabel=words.GAIN_X.format(n=count(n)),
        ylabel=words.GAIN_Y,
        xlim=(0, 1),
        ylim=(0, 1.04),
    )
    ax.legend(loc="lower right")
    return ax


def _mark(ax: Axes, name: str, x: float, y: float, place: int) -> None:
    """Mark the first part, and say what it holds; below the curve for the rule."""
    ax.scatter([x], [y], s=60, marker=MARKERS[place], color=COLOURS[place], zorder=3)
    text = words.GAIN_FIRST.format(name=name, share=percent(x), capture=percent(y))
    ax.annotate(
        text, (x, y), xytext=(10, -4 - 12 * place), textcoords="offset points",
        va="top", ha="left", bbox=BACK,
    )  # fmt: skip


def _gain(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return the curve from nobody to everybody."""
    read = _numbers(table, GAIN, name)
    ends = read[["customer_share", "capture_rate"]].iloc[-1]
    if not np.allclose(ends, 1):
        raise DataError(
            f"{name} must end with all customers, whose shares are 1; this ends at "
            f"{ends['customer_share']:.3g} and {ends['capture_rate']:.3g}: pass what "
            "models.propensity.gain_table returns"
        )
    start = pd.DataFrame(0.0, index=[0], columns=list(GAIN))
    return pd.concat([start, read])


def _numbers(table: pd.DataFrame, need: Iterable[str], name: str) -> pd.DataFrame:
    data = pandas_table(table, need, name=name)
    return pd.DataFrame({n: numbers(data[n], name=n) for n in need})


@styled
def calibration(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the chances that were given against how many did.

    Parameters
    ----------
    table : what ``models.propensity.calibration_table`` returns: n, predicted_rate,
        observed_rate, low and high, one row per part; ``.attrs`` with brier and slope
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: a dot with an interval for each part, and the line on which chances come true

    Raises
    ------
    DataError
        if a column is missing or holds no numbers, or the table is empty

    References
    ----------
    Own definition.

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import plots
    >>> table = pd.DataFrame({"n": [50, 50], "predicted_rate": [0.1, 0.4],
    ...                       "observed_rate": [0.12, 0.3], "low": [0.05, 0.19],
    ...                       "high": [0.24, 0.44]})
    >>> plots.show(plots.calibration(table))
    Do the chances come true?
    Horizontal axis: mean chance given (n = 100 in 2 parts).
    Vertical axis: share that did, with 95 % interval.
    Line, as said: 2 points, first 0 % at 0 %, last 46.2 % at 46.2 %.
    Points: n = 2, horizontal from 10 % to 40 %, vertical from 12 % to 30 %.
    Labels: lowest part: 10 % said, 12 % came; highest part: 40 % said, 30 % came.
    """
    read = _numbers(table, CALIBRATION, "table")
    ax = axes(ax, height=4.6)
    ax.grid(True)
    top = min(1.0, 1.05 * float(read[["predicted_rate", "high"]].to_numpy().max()))
    ax.plot([0, top], [0, top], ":", color=INK, linewidth=1.2, label=words.AS_SAID)
    said, came = read["predicted_rate"], read["observed_rate"]
    reach = [(came - read["low"]).clip(lower=0), (read["high"] - came).clip(lower=0)]
    ax.errorbar(
        said, came, yerr=reach, fmt="none", ecolor=INK, elinewidth=1.2, capsize=3
    )
    ax.scatter(said, came, s=55, color=COLOURS[0], zorder=3)
    _name_ends(ax, said, came)
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_formatter(percent_formatter())
    x = words.CALIBRATION_X.format(n=count(read["n"].sum()), parts=count(len(read)))
    ax.set(xlabel=x, ylabel=words.CALIBRATION_Y, xlim=(0, top), ylim=(0, top))
    ax.set_title(words.CALIBRATION, pad=18)
    heading = str(getattr(table, "attrs", {}).get("heading", ""))
    if heading:
        ax.text(0, 1.0, heading, transform=ax.transAxes, va="bottom", ha="left")
    return ax


def _name_ends(ax: Axes, said: pd.Series, came: pd.Series) -> None:
    """Say in words what was given and what came in the lowest and the highest part."""
    lines = [
        words.GIVEN.format(
            part=part, said=percent(said.iloc[i]), came=percent(came.iloc[i])
        )
        for part, i in zip(words.PARTS, (0, len(said) - 1), strict=True)
    ]
    if len(said) == 1:
        lines = lines[:1]
    ax.text(
        0.98, 0.04, ";\n".join(lines), transform=ax.transAxes, ha="right", va="bottom",
        zorder=1,
    )  # fmt: skip
