"""How an amount is spread over the customers."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from segkit import checks
from segkit.checks import DataError
from segkit.plots import words
from segkit.plots.rows import percent_formatter
from segkit.plots.style import (
    COLOURS,
    INK,
    MARKERS,
    amount,
    axes,
    count,
    percent,
    styled,
)
from segkit.plots.tables import customer_series, numbers

MOST_POINTS = 1000  # of the curve: a million customers need no more
CLAIM = (0.2, 0.8)  # "20 % of the customers bring 80 % of the sales": a claim to test


@styled
def pareto_curve(
    values: pd.Series, *, share: float = CLAIM[0], ax: Axes | None = None
) -> Axes:
    """Draw what share of the value the best customers bring, beside the 80/20 claim.

    Parameters
    ----------
    values : one amount per customer, zero or more, such as ``X["monetary_amount"]``;
        negative totals (more refunded than bought) count as they are
    share : share of customers at which the curve is read, above 0 and below 1
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: the curve, the line of equal customers, the point measured at ``share``
    (a circle) and the claimed 20/80 point (a diamond)

    Raises
    ------
    DataError
        if this is no Series of numbers, it is empty, its total is zero or less, or
        share lies outside 0 to 1

    References
    ----------
    Lorenz (1905), Publications of the American Statistical Association 9, 209-219,
    drawn from the best customer down. The curve between customers is straight.

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import plots
    >>> spent = pd.Series([60.0, 20.0, 10.0, 5.0, 5.0])
    >>> print(plots.alt_text(plots.pareto_curve(spent)))
    Do a few customers bring most of the value?
    Horizontal axis: share of customers, best first (n = 5).
    Vertical axis: share of value (100 in all).
    Line, measured: 6 points, first 0 % at 0 %, last 100 % at 100 %,
    lowest 0 % at 0 %, highest 100 % at 100 %.
    Line, if all were equal: 2 points, first 0 % at 0 %, last 100 % at 100 %.
    Points: n = 2, horizontal from 20 % to 20 %, vertical from 60 % to 80 %.
    Labels: measured: the best 20 % bring 60 %; claimed: the best 20 % bring 80 %.
    >>> import matplotlib.pyplot as plt
    >>> plt.close("all")
    """
    x, y, total, n = _curve(values)
    if not 0 < share < 1:
        raise DataError(
            f"share must lie between 0 and 1, such as 0.2; this is {share!r}"
        )
    ax = axes(ax, height=4.6)
    ax.grid(True)
    sns.lineplot(
        x=x, y=y, estimator=None, color=COLOURS[0], linewidth=2.5, legend=False,
        label=words.PARETO_CURVE, ax=ax,
    )  # fmt: skip
    ax.plot([0, 1], [0, 1], "--", color=INK, linewidth=1, label=words.PARETO_EQUAL)
    found = float(np.interp(share, x, y))
    _mark(ax, share, found, words.PARETO_FOUND, 0, above=found >= CLAIM[1])
    _mark(ax, *CLAIM, words.PARETO_CLAIM, 1, above=found < CLAIM[1])
    ax.text(0.74, 0.68, words.PARETO_EQUAL, va="top")
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_formatter(percent_formatter())
    ax.set(
        title=words.PARETO,
        xlabel=words.PARETO_X.format(n=count(n)),
        ylabel=words.PARETO_Y.format(total=amount(total)),
        xlim=(0, 1),
        ylim=(min(0.0, y.min()), max(1.05, y.max() * 1.05)),
    )
    return ax


def _curve(values: pd.Series) -> tuple[np.ndarray, np.ndarray, float, int]:
    """Return cumulative shares of customers and value, best first, total and n."""
    series = numbers(customer_series(values, name="values"), name="values").dropna()
    total = float(series.sum())
    if not len(series) or total <= 0:
        raise DataError(
            f"values adds up to {amount(total)}: shares of a total of zero or less "
            "have no meaning; draw plots.distribution(values) instead"
        )
    best_first = np.sort(series.to_numpy())[::-1]
    y = np.concatenate([[0.0], best_first.cumsum() / total])
    n = len(series)
    some = np.unique(np.linspace(0, n, min(n, MOST_POINTS) + 1).round().astype(int))
    return some / n, y[some], total, n


def _mark(ax: Axes, x: float, y: float, text: str, cue: int, *, above: bool) -> None:
    """Mark a point and say what it is, in words beside it."""
    sns.scatterplot(
        x=[x], y=[y], color=COLOURS[cue], marker=MARKERS[3 * cue], s=70, zorder=5,
        edgecolor="white", legend=False, ax=ax,
    )  # fmt: skip
    ax.annotate(
        text.format(customers=percent(x), value=percent(y)), (x, y),
        xytext=(9, 5 if above else -5), textcoords="offset points",
        va="bottom" if above else "top", zorder=4,
        bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.85, "pad": 1},
    )  # fmt: skip


@styled
def distribution(
    series: pd.Series,
    *,
    log: bool = False,
    bins: int | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw how an amount is spread over the customers, with its median.

    Parameters
    ----------
    series : one number per customer; its name is what the figure calls it
    log : True for a log scale, which shows skewed money better; what is zero or less
        cannot be shown on it, is left out, and counted in the axis label
    bins : number of bars, 1 to 200; None for Rice's rule, at most 30
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: a histogram with a dashed line at the median of what is shown

    Raises
    ------
    DataError
        if this is no Series of numbers, bins is out of range, or nothing is left

    References
    ----------
    Number of bars: twice the cube root of n, Rice's rule (Lane, Online Statistics
    Education: histograms).

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import plots
    >>> spent = pd.Series([0.0, 1.0, 10.0, 100.0], name="monetary_amount")
    >>> plots.show(plots.distribution(spent, log=True, bins=2))
    How is monetary amount spread?
    Horizontal axis: monetary amount, log scale
    (1 left out: zero or less, which a log scale cannot show).
    Vertical axis: customers (n = 3).
    Histogram: n = 3, from 1 to 100, median between 10 and 100,
    tallest bar 2 from 10 to 100. Vertical line at 10 (median 10).
    """
    shown, label = _shown(series, log)
    if bins is None:
        bins = min(30, math.ceil(2 * len(shown) ** (1 / 3)))
    bins = checks.whole_number(bins, name="bins", high=200)
    ax = axes(ax, height=3.6)
    sns.histplot(
        x=shown,
        bins=bins if shown.nunique() > 1 else 1,
        log_scale=log,
        color=COLOURS[0],
        alpha=1,
        edgecolor="white",
        ax=ax,
    )
    middle = float(shown.median())
    text = words.MEDIAN.format(value=amount(middle))
    ax.axvline(middle, color=INK, linestyle="--", linewidth=1.5, label=text)
    top = ax.get_xaxis_transform()
    ax.text(middle, 1.0, f" {text}", transform=top, va="bottom", ha="left")
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_formatter(FuncFormatter(lambda value, _: amount(value)))
    name = _name(series)
    ax.set(xlabel=label, ylabel=words.DISTRIBUTION_Y.format(n=count(len(shown))))
    ax.set_title(words.DISTRIBUTION.format(name=name), pad=18)
    return ax


def _name(series: pd.Series) -> str:
    return "value" if series.name is None else str(series.name).replace("_", " ")


def _shown(series: pd.Series, log: bool) -> tuple[pd.Series, str]:
    """Return the numbers to draw, and the axis label that says what is left out."""
    whole = numbers(customer_series(series, name="series"), name="series")
    known = whole[np.isfinite(whole)]
    shown = known[known > 0] if log else known
    label = (words.DISTRIBUTION_X_LOG if log else words.DISTRIBUTION_X).format(
        name=_name(series)
    )
    reasons = {
        words.NO_VALUE: len(whole) - len(known),
        words.NOT_POSITIVE: len(known) - len(shown),
    }
    for why, n in reasons.items():
        label += words.LEFT_OUT.format(n=count(n), why=why) if n else ""
    if not len(shown):
        raise DataError(
            f"series has nothing to draw: {label}; "
            "pass log=False, or check where the values come from"
        )
    return shown, label
