"""Messages: who is told what, when, and what an offer earns."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter

from segkit.checks import DataError
from segkit.plots.cells import frame, heatmap
from segkit.plots.rows import name_rows, percent_formatter
from segkit.plots.style import (
    COLOURS,
    INK,
    MARKERS,
    amount,
    axes,
    count,
    rows_height,
    styled,
)
from segkit.plots.tables import pandas_table
from segkit.plots.words import messages as words

MOST_LABELLED = 12


@styled
def message_matrix(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the message matrix: segments by purposes, the channels in each cell.

    Parameters
    ----------
    table : what `activation.message_matrix` returns
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: a heat map, the darker the more channels; a frame where a text is missing

    Raises
    ------
    DataError
        if a column is missing or the table is empty

    References
    ----------
    Own definition.

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import plots
    >>> table = pd.DataFrame({"segment": ["New", "New", "Loyal"],
    ...     "channel": ["email", "sms", "email"],
    ...     "purpose": ["welcome", "welcome", "thanks"],
    ...     "text": ["ready", "to write", "ready"]})
    >>> plots.show(plots.message_matrix(table))
    Who is told what, and where? Horizontal axis: purpose. Vertical axis: segment.
    Cells: 2 rows by 2 columns, largest email sms (row New, column welcome),
    smallest 0 (row New, column thanks).
    Colours: channels planned (framed: a text is still to be written).
    """
    rows = pandas_table(table, ["segment", "channel", "purpose", "text"], name="table")
    names, purposes = rows["segment"].unique(), rows["purpose"].unique()
    cells = rows.groupby(["segment", "purpose"], sort=False, observed=True)
    wide: list[pd.Series] = [
        cells["channel"].nunique(),
        cells["channel"].agg(lambda channels: "\n".join(dict.fromkeys(channels))),
        cells["text"].agg(lambda texts: (texts == words.TO_WRITE).any()),
    ]
    values, texts, to_write = (
        part.unstack().reindex(index=names, columns=purposes) for part in wide
    )
    each = max(0.55, 0.2 * rows["channel"].nunique() + 0.1)
    ax = axes(ax, height=rows_height(len(names), each=each, least=2.8))
    labels = _sized(rows, list(names))
    heatmap(
        values.fillna(0), texts.fillna(""), ax=ax, bar=words.MATRIX_BAR, rows=labels
    )
    for row, column in zip(*to_write.eq(True).to_numpy().nonzero(), strict=True):
        frame(ax, int(row), int(column))
    ax.set(title=words.MATRIX_TITLE, xlabel=words.MATRIX_X, ylabel=words.MATRIX_Y)
    return ax


def _sized(rows: pd.DataFrame, names: list[Any]) -> list[str]:
    """Write the number of customers below each segment, where it is known."""
    if "n" not in rows or rows["n"].isna().all():
        return [str(name) for name in names]
    sizes = rows.drop_duplicates("segment").set_index("segment")["n"]
    return [words.MATRIX_ROW.format(segment=s, n=count(sizes[s])) for s in names]


@styled
def content_calendar(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw when each segment gets which message.

    Parameters
    ----------
    table : what `activation.content_calendar` or `activation.monthly_plan` returns
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: a row a segment, a mark a message; colour and shape say what for

    Raises
    ------
    DataError
        if a column is missing, or nothing has a date

    References
    ----------
    Own definition.

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import plots
    >>> table = pd.DataFrame({"date": pd.to_datetime(["2024-07-02", "2024-07-09"]),
    ...     "segment": ["New", "Loyal"], "purpose": ["welcome", "thanks"]})
    >>> plots.alt_text(plots.content_calendar(table)).split(".")[0]
    'When does each segment hear from us? Horizontal axis: day (2 messages)'
    """
    rows = pandas_table(table, ["date", "segment", "purpose"], name="table")
    rows = rows[rows["date"].notna()]
    if rows.empty:
        raise DataError(words.NOT_PLANNED)
    names = list(rows["segment"].unique())
    purposes = list(rows["purpose"].unique())
    ax = axes(ax, height=rows_height(len(names)) + 0.3 * -(-len(purposes) // 4))
    _marks(ax, rows, names, purposes)
    _date_axis(ax, rows["date"])
    ax.grid(axis="y")
    name_rows(ax, names)
    columns = min(len(purposes), 4)
    ax.figure.legend(
        *ax.get_legend_handles_labels(),
        loc="outside lower center",
        ncols=columns,
        fontsize=9,
    )
    said = words.CALENDAR_X.format(n=count(len(rows)))
    ax.set(title=words.CALENDAR_TITLE, xlabel=said, ylabel=words.CALENDAR_Y)
    return ax


def _marks(ax: Axes, rows: pd.DataFrame, names: list[Any], purposes: list[Any]) -> None:
    """Draw a mark for each message; from the ninth purpose on they are open."""
    for k, purpose in enumerate(purposes):
        mine = rows[rows["purpose"] == purpose]
        ax.plot(
            mine["date"].to_numpy(),
            [names.index(name) for name in mine["segment"]],
            linestyle="none",
            marker=MARKERS[k % 8],
            color=COLOURS[k % 8],
            markerfacecolor=COLOURS[k % 8] if k < 8 else "white",
            markersize=8,
            label=str(purpose),
        )


def _date_axis(ax: Axes, dates: pd.Series) -> None:
    """Write days below; a single day gets a week on both sides."""
    locator = AutoDateLocator(minticks=3, maxticks=8)
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(ConciseDateFormatter(locator))
    ax.margins(x=0.04)
    if dates.nunique() == 1:
        week = pd.Timedelta(days=7)
        ax.set_xlim(dates.iloc[0] - week, dates.iloc[0] + week)


@styled
def offer_curve(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw what each discount earns, with its interval, against what none earns.

    Parameters
    ----------
    table : what `activation.offer_curve` returns; its ``attrs["curve"]`` is drawn too
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: a point a discount, a line with its band where three or more were offered, and
        the break-even line: what no discount earns

    Raises
    ------
    DataError
        if a column is missing or the table is empty

    References
    ----------
    Own definition.

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import plots
    >>> table = pd.DataFrame({"discount_rate": [0.0, 0.1], "margin_amount": [900, 800],
    ...     "margin_low": [850, 700], "margin_high": [950, 900], "n": [500, 100]})
    >>> plots.alt_text(plots.offer_curve(table)).split(".")[0]
    'Which discount earns most? Horizontal axis: discount'
    """
    need = ["discount_rate", "margin_amount", "margin_low", "margin_high", "n"]
    rows = pandas_table(table, need, name="table")
    ax = axes(ax, height=4.2)
    curve = table.attrs.get("curve")
    if curve is not None and len(curve):
        x = curve["discount_rate"].to_numpy()
        ax.plot(x, curve["margin_amount"], color=COLOURS[0], label=words.OFFER_LINE)
        ax.fill_between(x, curve["low"], curve["high"], color=COLOURS[0], alpha=0.15)
    _points(ax, rows)
    none = rows[rows["discount_rate"] == 0]
    if len(none):
        value = float(none["margin_amount"].iloc[0])
        said = words.OFFER_NONE.format(margin=amount(value))
        ax.axhline(value, color=INK, linestyle="--", linewidth=1, label=said)
    ax.xaxis.set_major_formatter(percent_formatter())
    ax.yaxis.set_major_formatter(lambda value, _: amount(value))
    ax.margins(x=0.08, y=0.12)
    ax.legend(fontsize=9)
    ax.set(title=words.OFFER_TITLE, xlabel=words.OFFER_X, ylabel=words.OFFER_Y)
    return ax


def _points(ax: Axes, rows: pd.DataFrame) -> None:
    """Draw what was observed, and how many it rests on."""
    value = rows["margin_amount"].to_numpy()
    ends = np.abs([value - rows["margin_low"], rows["margin_high"] - value])
    ax.errorbar(
        rows["discount_rate"].to_numpy(),
        value,
        yerr=ends,
        fmt="o",
        color=COLOURS[1],
        ecolor=COLOURS[1],
        capsize=4,
        label=words.OFFER_POINT,
    )
    if len(rows) > MOST_LABELLED:
        return
    shown = (rows[c] for c in ("discount_rate", "margin_high", "n"))
    for x, y, n in zip(*shown, strict=True):
        ax.annotate(
            words.OFFER_BEST.format(n=count(n)),
            (x, y),
            xytext=(0, 6),
            textcoords="offset points",
            ha="center",
            fontsize=8,
        )
