"""How profit adds up from the best customer down, and where it is taken away again."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from segkit.checks import DataError
from segkit.plots import words
from segkit.plots.rows import percent_formatter
from segkit.plots.style import COLOURS, INK, amount, axes, count, percent, styled
from segkit.plots.tables import numbers, pandas_table

NEED = ("customer_share", "profit_share", "cumulative_amount", "n_customers")
MOST_POINTS = 1000


@styled
def whale_curve(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw profit added up from the best customer down: the whale curve.

    Parameters
    ----------
    table : what ``models.value.whale_curve`` returns: customer_share, profit_share,
        cumulative_amount and n_customers, from nobody to all customers
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: the curve, a line at the whole profit, and a mark at the peak, from which on
    customers cost more than they bring

    Raises
    ------
    DataError
        if a column is missing or holds no numbers, or the table is empty

    References
    ----------
    Cooper and Kaplan (1991), Harvard Business Review 69(3), 130-135.

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import plots
    >>> table = pd.DataFrame({"customer_share": [0, 0.25, 0.5, 0.75, 1],
    ...                       "profit_share": [0, 0.9, 1.4, 1.4, 1.0],
    ...                       "cumulative_amount": [0.0, 90.0, 140.0, 140.0, 100.0],
    ...                       "n_customers": [0, 1, 2, 3, 4]})
    >>> plots.show(plots.whale_curve(table))
    Who brings the profit, and who takes it away again?
    Horizontal axis: share of customers, best first (n = 4).
    Vertical axis: share of the profit (100 in all).
    Line, profit added up: 5 points, first 0 % at 0 %, last 100 % at 100 %,
    lowest 0 % at 0 %, highest 140 % at 50 %.
    Points: n = 1, horizontal from 50 % to 50 %, vertical from 140 % to 140 %.
    Horizontal line at 100 % (the whole profit).
    Labels: the best 50 % bring 140 %; the last 25 % take 40 % away.
    """
    curve, total = _curve(table)
    x, y = curve["customer_share"].to_numpy(), curve["profit_share"].to_numpy()
    ax = axes(ax, height=4.6)
    ax.grid(True)
    ax.plot(x, y, color=COLOURS[0], linewidth=2.5, label=words.WHALE_CURVE)
    ax.axhline(1, color=INK, linestyle="--", linewidth=1, label=words.WHALE_WHOLE)
    _mark_peak(ax, x, y)
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_formatter(percent_formatter())
    top, bottom = max(1.0, y.max()), min(0.0, y.min())
    ax.set(
        title=words.WHALE,
        xlabel=words.WHALE_X.format(n=count(curve["n_customers"].iloc[-1])),
        ylabel=words.WHALE_Y.format(total=amount(total)),
        xlim=(0, 1),
        ylim=(bottom - 0.02 * top, top * 1.15),
    )
    return ax


def _mark_peak(ax: Axes, x: np.ndarray, y: np.ndarray) -> None:
    """Mark the highest point, and say what comes before and after it."""
    first, last = int(y.argmax()), len(y) - 1 - int(y[::-1].argmax())
    ax.scatter([x[first]], [y[first]], s=70, color=COLOURS[1], zorder=3)
    found = words.WHALE_PEAK.format(
        customers=percent(x[first]), profit=percent(y[first])
    )
    side = "left" if x[first] < 0.55 else "right"
    ax.annotate(
        found, (x[first], y[first]), xytext=(0, 8), textcoords="offset points",
        ha=side, va="bottom",
    )  # fmt: skip
    taken = y[first] - y[-1]
    if taken > 0:
        rest = percent(1 - x[last])
        text = words.WHALE_REST.format(customers=rest, profit=percent(taken))
        ax.annotate(
            text, (1, 1), xytext=(-6, -36), textcoords="offset points", ha="right",
            va="top",
        )  # fmt: skip


def _curve(table: pd.DataFrame) -> tuple[pd.DataFrame, float]:
    """Return the curve as numbers, thinned where there are very many, and the total."""
    data = pandas_table(table, NEED, name="table")
    read = pd.DataFrame({name: numbers(data[name], name=name) for name in NEED})
    ends = read[["customer_share", "profit_share"]].iloc[-1]
    if read.isna().any(axis=None) or not np.allclose(ends, 1):
        raise DataError(
            "table must go from nobody to all customers, whose shares are 1; this ends "
            f"at {ends['customer_share']:.3g} of the customers and "
            f"{ends['profit_share']:.3g} of the profit: pass what "
            "models.value.whale_curve returns"
        )
    total = float(read["cumulative_amount"].iloc[-1])
    if len(read) > MOST_POINTS:
        kept = np.linspace(0, len(read) - 1, MOST_POINTS).round().astype(int)
        peak = int(read["profit_share"].to_numpy().argmax())
        read = read.iloc[np.unique([*kept, peak])]
    return read, total
