"""Who moved between the segments."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from segkit.plots import words
from segkit.plots.cells import CROWDED, frame, heatmap
from segkit.plots.style import WIDTH, axes, count, rows_height, styled
from segkit.plots.tables import one_row_each, segment_series


@styled
def migration(before: pd.Series, after: pd.Series, *, ax: Axes | None = None) -> Axes:
    """Draw how many customers moved from which segment to which.

    Parameters
    ----------
    before, after : categorical Series indexed by customer_id, from the same model at
        two dates; customers who are in one only are counted as gone or as not there
        before
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: a heat map of counts, rows before, columns after; who stayed is framed

    Raises
    ------
    DataError
        if one is no Series, is empty, or has a customer twice

    References
    ----------
    Own definition.

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import plots
    >>> before = pd.Series(["loyal", "new", "new"], index=[1, 2, 3])
    >>> after = pd.Series(["loyal", "loyal", "loyal"], index=[1, 2, 3])
    >>> plots.show(plots.migration(before, after))
    Who moved from which segment to which? Horizontal axis: segment after.
    Vertical axis: segment before.
    Cells: 2 rows by 1 columns, largest 2 (row new, column loyal),
    smallest 1 (row loyal, column loyal).
    Colours: customers (3 in all, 1 stayed).
    """
    counts = _moves(before, after)
    stayed = [
        (row, column)
        for row, old in enumerate(counts.index)
        for column, new in enumerate(counts.columns)
        if old == new
    ]
    moved = counts.to_numpy(dtype=int)
    n_stayed = sum(int(moved[place]) for place in stayed)
    height = rows_height(len(counts), least=3.2)
    ax = axes(ax, height=height, width=8.4 if counts.shape[1] > CROWDED else WIDTH)
    bar = words.MIGRATION_BAR.format(n=count(moved.sum()), stayed=count(n_stayed))
    heatmap(counts, counts.map(count), ax=ax, bar=bar)
    for place in stayed:
        frame(ax, *place)
    ax.set(title=words.MIGRATION, xlabel=words.MIGRATION_X, ylabel=words.MIGRATION_Y)
    return ax


def _moves(before: pd.Series, after: pd.Series) -> pd.DataFrame:
    """Count customers by segment before and after; all categories are kept."""
    old = one_row_each(segment_series(before, name="before"), name="before")
    new = one_row_each(segment_series(after, name="after"), name="after")
    both = pd.concat(
        [old.astype(object), new.astype(object)], axis=1, keys=["before", "after"]
    )
    both = both.fillna({"before": words.NEW, "after": words.GONE})
    counts = pd.crosstab(both["before"], both["after"])
    rows, columns = list(old.cat.categories), list(new.cat.categories)
    rows += [words.NEW] if words.NEW in counts.index else []
    columns += [words.GONE] if words.GONE in counts.columns else []
    return counts.reindex(
        index=list(dict.fromkeys(rows)),
        columns=list(dict.fromkeys(columns)),
        fill_value=0,
    )
