"""Cohorts: who came back, and when."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from segkit.checks import DataError
from segkit.plots import words
from segkit.plots.cells import heatmap
from segkit.plots.rows import percent_formatter
from segkit.plots.style import axes, count, percent, rows_height, styled
from segkit.plots.tables import pandas_table

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
