"""Which message works in which segment."""

from __future__ import annotations

import math

import pandas as pd
from matplotlib.axes import Axes

from segkit.checks import DataError
from segkit.plots.cells import frame, heatmap
from segkit.plots.style import axes, rows_height, styled
from segkit.plots.tables import pandas_table
from segkit.plots.words import responses as words

NEED = ("segment", "message", "difference", "clear", "best")


@styled
def response_matrix(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw what each message adds in each segment, against those held out.

    Parameters
    ----------
    table : what `experiments.response_matrix` returns
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: a heat map, segments by messages; a star marks effects that are clear after
    correction, a frame the message that is best in its segment, where that can be told

    Raises
    ------
    DataError
        if a column is missing, no effect is known, or a pair stands there twice

    References
    ----------
    Own definition.

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import plots
    >>> table = pd.DataFrame({"segment": ["price", "price", "advice", "advice"],
    ...     "message": ["offer", "tips"] * 2, "difference": [0.02, 0.001, 0.0, 0.01],
    ...     "clear": [True, False, False, False], "best": [True, False, False, False]})
    >>> table.attrs["unit"] = "rate"
    >>> plots.show(plots.response_matrix(table))
    Which message works in which segment? Horizontal axis: message.
    Vertical axis: segment.
    Cells: 2 rows by 2 columns, largest +2.00 * (row price, column offer),
    smallest 0.00 (row advice, column offer).
    Colours: added against those held out, in percentage points
    (* clear after correction; framed: best in its segment).
    """
    rows = pandas_table(table, list(NEED), name="table")
    if rows.duplicated(["segment", "message"]).any():
        raise DataError(words.TWICE)
    if not rows["difference"].notna().any():
        raise DataError(words.NOTHING)
    rates = table.attrs.get("unit") == "rate"
    values, clear, best = (
        _square(rows, column) for column in ("difference", "clear", "best")
    )
    values = values.astype(float) * (100 if rates else 1)
    texts = _texts(values, clear.eq(True))
    ax = axes(ax, height=rows_height(len(values), each=0.5, least=2.6))
    bar = words.BAR.format(unit=words.POINTS if rates else "")
    heatmap(values, texts, ax=ax, bar=bar, whole=False)
    for row, column in zip(*best.eq(True).to_numpy().nonzero(), strict=True):
        frame(ax, int(row), int(column))
    ax.set(title=words.TITLE, xlabel=words.X, ylabel=words.Y)
    return ax


def _square(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    wide = rows.pivot(index="segment", columns="message", values=column)
    return wide.reindex(
        index=rows["segment"].unique(), columns=rows["message"].unique()
    )


def _texts(values: pd.DataFrame, clear: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        [
            [_text(value, star) for value, star in zip(*lines, strict=True)]
            for lines in zip(values.to_numpy(), clear.to_numpy(), strict=True)
        ],
        values.index,
        values.columns,
    )


def _text(value: float, clear: bool) -> str:
    if math.isnan(value):
        return ""
    sign = "+" if round(value, 2) > 0 else ""
    return f"{sign}{round(value, 2) + 0.0:.2f}" + (words.STAR if clear else "")
