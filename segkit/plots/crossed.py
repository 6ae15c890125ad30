"""Two columns crossed, and several segmentations against one another."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from segkit.plots import words
from segkit.plots.cells import heatmap
from segkit.plots.rows import percent_formatter
from segkit.plots.style import axes, count, percent, styled
from segkit.plots.tables import pandas_table

UNUSUAL = 2.0  # an adjusted standardised residual beyond it is unusual


@styled
def crosstab(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw a cross-table: how each row is divided, and where that is unusual.

    Parameters
    ----------
    table : ``Crosstab.table`` of `evaluation.crosstab`: row, column, n, row_share,
        residual
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: a heat map of the shares of each row, with the number of customers; a triangle
    where there are more (up) or fewer (down) than without an association

    Raises
    ------
    DataError
        if a column is missing or the table is empty

    References
    ----------
    Haberman (1973): residuals beyond 2.

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import evaluation, plots
    >>> sex = pd.Series(["f", "f", "m", "m"] * 20, name="sex")
    >>> wish = pd.Series(["yes", "yes", "no", "yes"] * 20, name="wish")
    >>> plots.show(plots.crosstab(evaluation.crosstab(sex, wish).table))
    Sex by wish: how each row divides. Horizontal axis: wish. Vertical axis: sex.
    Cells: 2 rows by 2 columns, largest ▲ 100 % 40 (row f (40), column yes),
    smallest ▼ 0 % 0 (row f (40), column no).
    Colours: share of the row (▲ more, ▼ fewer than without an association).
    """
    need = ["row", "column", "n", "row_share", "residual"]
    data = pandas_table(table, need, name="table")
    names = getattr(table, "attrs", {}).get("names", ["row", "column"])
    across, down = data["column"].unique(), data["row"].unique()
    texts = data.assign(text=[_cell(*one) for one in zip(
        data["n"], data["row_share"], data["residual"], strict=True)])  # fmt: skip
    wide = {
        name: texts.pivot(index="row", columns="column", values=name).loc[down, across]
        for name in ("row_share", "text", "n")
    }
    totals = (wide["n"].astype(float) / wide["row_share"]).max(axis=1)
    ax = axes(ax, height=1.8 + 0.62 * len(down))
    heatmap(
        wide["row_share"], wide["text"], ax=ax, bar=words.CROSSTAB_BAR,
        rows=[_row(name, n) for name, n in totals.items()],
        formatter=percent_formatter(), whole=False,
    )  # fmt: skip
    for i, j in zip(*np.nonzero(wide["n"].isna().to_numpy()), strict=True):
        ax.text(j + 0.5, i + 0.5, words.HIDDEN, ha="center", va="center", fontsize=8)
    called = [str(name).replace("_", " ") for name in names]
    title = words.CROSSTAB.format(row=called[0], column=called[1])
    ax.set(
        title=title[:1].upper() + title[1:], xlabel=called[1], ylabel=called[0],
    )  # fmt: skip
    return ax


def _row(name: object, total: float) -> str:
    """Name a row with its total, as far as a cell that is shown tells it."""
    return str(name) if np.isnan(total) else f"{name} ({count(total)})"


def _cell(n: float, share: float, residual: float) -> str:
    if pd.isna(n):
        return words.HIDDEN
    mark = "▲ " if residual >= UNUSUAL else "▼ " if residual <= -UNUSUAL else ""
    return f"{mark}{percent(share)}\n{count(n)}"


@styled
def agreement(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how alike several segmentations divide the same customers.

    Parameters
    ----------
    table : what `evaluation.agreement` returns
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: a heat map with the figure in each cell; those of a segmentation with itself
    are left out

    Raises
    ------
    DataError
        if the table is empty

    References
    ----------
    Own definition.

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import evaluation, plots
    >>> value = pd.Series(["high", "high", "low", "low"])
    >>> place = pd.Series(["town", "town", "town", "land"])
    >>> table = evaluation.agreement({"value": value, "place": place})
    >>> plots.show(plots.agreement(table))
    How alike do they divide 4 customers?
    Cells: 2 rows by 2 columns, largest 0.00 (row value, column place),
    smallest 0.00 (row value, column place), 2 without a value.
    Colours: adjusted Rand index (1 the same, 0 chance).
    """
    data = pandas_table(table, [], name="table").astype(float)
    attrs = getattr(table, "attrs", {})
    texts = data.map(lambda value: f"{value:.2f}")
    shown = data.copy()
    for name in data.index.intersection(data.columns):
        shown.loc[name, name] = float("nan")
        texts.loc[name, name] = ""
    ax = axes(ax, height=1.8 + 0.55 * len(data))
    heatmap(
        shown, texts, ax=ax, bar=words.AGREEMENT_BAR[attrs.get("measure", "ari")],
        whole=False,
    )  # fmt: skip
    ax.set_title(words.AGREEMENT.format(n=count(attrs.get("n", 0))))
    return ax
