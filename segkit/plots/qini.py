"""Curves of gains: is an order of customers better than chance."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from segkit.checks import DataError
from segkit.plots.rows import percent_formatter
from segkit.plots.style import (
    COLOURS,
    INK,
    amount,
    axes,
    styled,
)
from segkit.plots.tables import numbers, pandas_table
from segkit.plots.words import uplift as words

CURVE = ("customer_share", "gain", "low", "high", "random")
STYLES = ("-", "--", "-.", ":")


@styled
def qini_curve(
    table: pd.DataFrame | Mapping[str, pd.DataFrame], *, ax: Axes | None = None
) -> Axes:
    """Draw how much is won by writing to the best scores first.

    Parameters
    ----------
    table : what ``experiments.qini_curve`` returns, or several by name; the band is
        that of the first
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: a curve for each, the band of the first, and the line of a random order

    Raises
    ------
    DataError
        if a column is missing, a table is empty, or the curves are of other tests

    References
    ----------
    Radcliffe (2007), Direct Marketing Analytics Journal 3, 14-21.

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import plots
    >>> table = pd.DataFrame({"customer_share": [0, 0.5, 1], "gain": [0, 30.0, 20.0],
    ...                       "low": [0, 20.0, 5.0], "high": [0, 40.0, 35.0],
    ...                       "random": [0, 10.0, 20.0]})
    >>> plots.show(plots.qini_curve(table))
    What is won by writing to the best scores first?
    Horizontal axis: share of customers, best scores first
    (everybody: 20, from 5 to 35).
    Vertical axis: gained among those with a message.
    Line, the order: 3 points, first 0 at 0 %, last 20 at 100 %,
    lowest 0 at 0 %, highest 30 at 50 %.
    Line, in random order: 2 points, first 0 at 0 %, last 20 at 100 %.
    """
    tables = dict(table) if isinstance(table, Mapping) else {words.QINI_CURVE: table}
    curves = {str(name): _numbers(one, CURVE) for name, one in tables.items()}
    _one_test(curves)
    ax = axes(ax, height=4.6)
    ax.grid(True)
    for place, (name, one) in enumerate(curves.items()):
        colour = COLOURS[place % len(COLOURS)]
        if not place:
            level = _level(tables, name)
            band = words.QINI_BAND.format(level=level, name=name)
            ax.fill_between(
                one["customer_share"], one["low"], one["high"], color=colour,
                alpha=0.18, linewidth=0, label=band,
            )  # fmt: skip
        ax.plot(
            one["customer_share"], one["gain"], STYLES[place % len(STYLES)],
            color=colour, linewidth=2.2, label=name,
        )  # fmt: skip
    end = float(one["gain"].iloc[-1])
    ax.plot([0, 1], [0, end], ":", color=INK, linewidth=1.4, label=words.QINI_RANDOM)
    ax.xaxis.set_major_formatter(percent_formatter())
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: amount(value)))
    ax.set(title=words.QINI, ylabel=words.QINI_Y, xlim=(0, 1))
    ax.set_xlabel(_everybody(next(iter(curves.values()))))
    ax.legend(loc="best")
    return ax


def _everybody(one: pd.DataFrame) -> str:
    """Say what writing to everybody gains, and how sure that is."""
    ends = {name: amount(float(one[name].iloc[-1])) for name in ("gain", "low", "high")}
    return words.QINI_X.format(**ends)


def _level(tables: Mapping[str, Any], name: str) -> str:
    attrs = getattr(tables.get(name), "attrs", {})
    return f"{100 * attrs.get('level', 0.95):g} %"


def _one_test(curves: Mapping[str, pd.DataFrame]) -> None:
    if not curves:
        raise DataError(words.QINI_EMPTY)
    ends = [float(one["gain"].iloc[-1]) for one in curves.values()]
    if not np.allclose(ends, ends[0]):
        raise DataError(words.QINI_ENDS.format(ends=", ".join(map(amount, ends))))


def _numbers(table: pd.DataFrame, need: tuple[str, ...]) -> pd.DataFrame:
    data = pandas_table(table, need, name="table")
    return pd.DataFrame({n: numbers(data[n], name=n).to_numpy() for n in need})
