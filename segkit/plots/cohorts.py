"""Cohorts: who came back, and when."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from segkit.checks import DataError
from segkit.plots import words
from segkit.plots.cells import heatmap
from segkit.plots.rows import percent_formatter
from segkit.plots.style import (
    COLOURS,
    INK,
    axes,
    count,
    percent,
    rows_height,
    styled,
    wrap,
)
from segkit.plots.survival import errors
from segkit.plots.tables import numbers, pandas_table
from segkit.plots.words import survival as stays

MOST_LABELLED = 12  # columns: with more of them the numbers would be too small to read


@styled
def cohort_heatmap(cohorts: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw what share of each month's new customers ordered again, month by month.

    Parameters
    ----------
    cohorts : what `features.cohorts` returns: a row per month of first order, columns
        0, 1, 2, … are months since then, values are customers; NaN is not yet
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: a heat map of shares of the cohort, from month 1 on (month 0 is everybody).
    The size of each cohort stands beside its name. Cells carry their share where there
    are at most twelve columns.

    Raises
    ------
    DataError
        if the table is empty, has no column 0, or no month after the first

    References
    ----------
    Own definition.

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import plots
    >>> cohorts = pd.DataFrame([[20, 5, 4], [10, 3, None]], ["2024-01", "2024-02"])
    >>> plots.show(plots.cohort_heatmap(cohorts))
    How many of each month's new customers came back?
    Horizontal axis: months since the first order.
    Vertical axis: month of the first order (customers).
    Cells: 2 rows by 2 columns, largest 30 % (row 2024-02 (10), column 1),
    smallest 20 % (row 2024-01 (20), column 2), 1 without a value.
    Colours: share of the cohort.
    """
    rates, names = _rates(cohorts)
    ax = axes(ax, height=rows_height(len(rates), each=0.3, least=2.6))
    texts = rates.map(_cell) if rates.shape[1] <= MOST_LABELLED else None
    heatmap(
        rates,
        texts,
        ax=ax,
        rows=names,
        bar=words.COHORT_BAR,
        formatter=percent_formatter(),
        whole=False,
    )
    xlabel = words.COHORT_X
    if cohorts.attrs.get("last_month_complete") is False:
        xlabel += words.COHORT_OPEN.format(as_of=cohorts.attrs.get("as_of"))
    ax.set(title=words.COHORT, xlabel=xlabel, ylabel=words.COHORT_Y)
    return ax


def _cell(rate: float) -> str:
    return "" if np.isnan(rate) else percent(rate)


def _rates(cohorts: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Return the share of each cohort from month 1 on, and the names of the rows."""
    table = pandas_table(cohorts, [], name="cohorts")
    columns = list(table.columns)
    if columns[:1] != [0] or len(columns) < 2:
        raise DataError(
            "cohorts needs the columns 0, 1, 2, …: customers in each month since their "
            f"first order; the table has {columns[:8]}: pass what features.cohorts "
            "returns, with as_of at least one month after the first order"
        )
    size = table[0].astype(float)
    rates = table.drop(columns=0).astype(float).div(size.where(size > 0), axis=0)
    named = zip(table.index, size, strict=True)
    names = [words.COHORT_ROW.format(cohort=name, n=count(n)) for name, n in named]
    return rates, names


@styled
def retention_curve(
    table: pd.DataFrame, *, cohort: str = words.ALL, ax: Axes | None = None
) -> Axes:
    """Draw what share of a cohort is still there, and how that may go on.

    Parameters
    ----------
    table : what `kpis.retention` returns: cohort, age, retention_rate, low, high,
        projected
    cohort : which one; ``"all"`` for those that are old enough, together
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: dots with intervals for what was seen; a dashed line with a band for what is
    projected

    Raises
    ------
    DataError
        if a column is missing, the table is empty, or the cohort is not there or too
        young

    References
    ----------
    Own definition.

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import plots
    >>> table = pd.DataFrame({"cohort": ["all"] * 3, "age": [0, 1, 2],
    ...     "retention_rate": [1, 0.5, 0.4], "low": [0.9, 0.4, 0.3],
    ...     "high": [1, 0.6, 0.5], "projected": [False, False, True]})
    >>> table.attrs = {"heading": "Who stays?", "every": "month", "level": 0.95}
    >>> plots.show(plots.retention_curve(table))
    Who stays? Horizontal axis: months since the first; bars: 95 % interval.
    Vertical axis: share of the cohort.
    Line, seen: 1 points, first 50 % at 1, last 50 % at 1.
    Line, projected: 1 points, first 40 % at 2, last 40 % at 2.
    """
    rows, attrs = _ages(table, cohort), getattr(table, "attrs", {})
    ax = axes(ax, height=4.0)
    ax.grid(True, axis="y")
    later = rows["projected"].astype(bool)
    seen = rows[~later]
    ax.errorbar(seen["age"], seen["retention_rate"], fmt="none", ecolor=INK,
                yerr=errors(seen, "retention_rate"), elinewidth=1.2,
                capsize=2.5)  # fmt: skip
    ax.plot(seen["age"], seen["retention_rate"], "o-", color=COLOURS[0],
            markersize=4.5, linewidth=1, label=stays.SEEN)  # fmt: skip
    if later.any():
        ahead = rows[later]
        ax.plot(ahead["age"], ahead["retention_rate"], "s--", color=COLOURS[1],
                markersize=4, markerfacecolor="white",
                label=stays.PROJECTED)  # fmt: skip
        ax.fill_between(ahead["age"], ahead["low"], ahead["high"], color=COLOURS[1],
                        alpha=0.2, linewidth=0)  # fmt: skip
        ax.legend(loc="upper right")
    ax.set_ylim(0, min(1.0, 1.15 * float(rows["high"].max())))
    ax.yaxis.set_major_formatter(percent_formatter())
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    told = {"every": attrs.get("every", "period")}
    told["level"] = count(100 * attrs.get("level", 0.95))
    definition = wrap(str(attrs.get("definition", "")), 78)
    ax.set(
        title=wrap(str(attrs.get("heading", "")), 70),
        xlabel=";\n".join(filter(None, [stays.RETENTION_X.format(**told), definition])),
        ylabel=stays.RETENTION_Y,
    )
    return ax


def _ages(table: pd.DataFrame, cohort: str) -> pd.DataFrame:
    """Return the rows of one cohort after its first period."""
    need = ["age", "retention_rate", "low", "high"]
    data = pandas_table(table, ["cohort", *need, "projected"], name="table")
    names = list(dict.fromkeys(data["cohort"]))
    if cohort not in names:
        raise DataError(stays.ONE_COHORT.format(name=cohort, names=names))
    plain = {name: numbers(data[name], name=name) for name in need}
    rows = pd.DataFrame({**plain, "projected": data["projected"]})
    rows = rows[(data["cohort"] == cohort) & (rows["age"] > 0)]
    if rows.empty or rows["projected"].astype(bool).all():
        raise DataError(stays.NOTHING_LATER.format(name=cohort))
    return rows
