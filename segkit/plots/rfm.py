"""The grid of recency and frequency scores."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from segkit import checks
from segkit.checks import DataError
from segkit.plots import words
from segkit.plots.cells import heatmap
from segkit.plots.style import amount, axes, count, styled
from segkit.plots.tables import numbers, pandas_table


@styled
def rfm_grid(
    table: pd.DataFrame,
    *,
    value: str | None = None,
    bins: int | tuple[int, int] = 5,
    ax: Axes | None = None,
) -> Axes:
    """Draw how many customers, or what mean value, each RFM cell has.

    Parameters
    ----------
    table : one row per customer with ``r_score`` and ``f_score`` (whole numbers from 1,
        the best is the highest), as `features.rfm` returns it; customers without
        scores are left out and counted beside the colours
    value : column whose mean is drawn, such as ``"monetary_amount"``; None for counts
    bins : how many scores there are; a pair for recency and frequency
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: a heat map, best customers at the top right, each cell with its number

    Raises
    ------
    DataError
        if a column is missing, the table is empty, nobody has a score, or a score lies
        outside 1 to bins

    References
    ----------
    Hughes (1994), Strategic Database Marketing: scores of recency and frequency.

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import plots
    >>> scores = pd.DataFrame({"r_score": [5, 5, 1], "f_score": [5, 5, 1]})
    >>> plots.show(plots.rfm_grid(scores))
    How many customers are in each RFM cell?
    Horizontal axis: frequency score (5 = most orders).
    Vertical axis: recency score (5 = bought most recently).
    Cells: 5 rows by 5 columns, largest 2 (row 5, column 5),
    smallest 0 (row 5, column 1). Colours: customers (3 in all).
    """
    need = ["r_score", "f_score", *([value] if value else [])]
    data = pandas_table(table, need, name="table")
    n_r, n_f = (bins, bins) if isinstance(bins, int) else bins
    levels = {"r_score": _levels(n_r), "f_score": _levels(n_f)}
    scored, missing = _scored(data, levels)
    grid = _grid(scored, value, *levels.values())
    ax = axes(ax, height=1.7 + 0.5 * n_r)
    name = (value or "").replace("_", " ")
    bar = (words.RFM_MEAN_BAR if value else words.RFM_BAR).format(
        n=count(len(data) - missing), value=name
    )
    if missing:
        bar += words.LEFT_OUT.format(n=count(missing), why=words.NO_SCORE)
    heatmap(
        grid,
        grid.map(_cell),
        ax=ax,
        whole=value is None,
        bar=bar,
    )
    ax.set(
        title=words.RFM_MEAN.format(value=name) if value else words.RFM,
        xlabel=words.RFM_X.format(best=n_f),
        ylabel=words.RFM_Y.format(best=n_r),
    )
    return ax


def _levels(bins: int) -> list[int]:
    return list(range(1, checks.whole_number(bins, name="bins", high=10) + 1))


def _cell(number: float) -> str:
    return words.NOTHING if np.isnan(number) else amount(number)


def _scored(
    data: pd.DataFrame, levels: dict[str, list[int]]
) -> tuple[pd.DataFrame, int]:
    """Leave out customers without scores, count them, and refuse strange scores."""
    scored = data.dropna(subset=list(levels))
    for column, known in levels.items():
        found = set(scored[column].unique().tolist())
        if not found or not found <= set(known):
            raise DataError(
                f"table: {column} must be whole numbers from 1 to {known[-1]}; found "
                f"{sorted(found, key=str)[:8]}: pass bins= if there are more scores"
            )
    return scored, len(data) - len(scored)


def _grid(
    data: pd.DataFrame, value: str | None, r_levels: list[int], f_levels: list[int]
) -> pd.DataFrame:
    """Return counts or means, recency down from the best, frequency up to the best."""
    keys = [data["r_score"].astype(int), data["f_score"].astype(int)]
    if value is None:
        cells = data.groupby(keys).size().unstack(fill_value=0)
        return cells.reindex(r_levels[::-1], columns=f_levels, fill_value=0)
    means = numbers(data[value], name=value).groupby(keys).mean().unstack()
    return means.reindex(r_levels[::-1], columns=f_levels)
