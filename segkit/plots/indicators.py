"""An indicator for each segment, with how sure it is."""

from __future__ import annotations

from typing import Any

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from segkit.checks import DataError
from segkit.plots import words
from segkit.plots.rows import name_rows, percent_formatter
from segkit.plots.style import (
    COLOURS,
    INK,
    amount,
    axes,
    count,
    rows_height,
    styled,
    wrap,
)
from segkit.plots.tables import numbers, pandas_table


@styled
def kpi_by_segment(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw an indicator of each segment with its interval, beside that of all together.

    Parameters
    ----------
    table : what `kpis.by_segment` returns: one row per segment and a row ``"all"``,
        columns ``value``, ``low``, ``high``, ``n``, ``small``; ``.attrs`` with unit,
        definition, period and heading
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: a dot and an interval for each segment, small segments as hollow diamonds, a
    dashed line for all together. Segments without a value have an empty row.

    Raises
    ------
    DataError
        if a column is missing, the table is empty, or no segment is left

    References
    ----------
    Own definition.

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import plots
    >>> table = pd.DataFrame(
    ...     {"value": [0.5, 0.1, 0.2], "low": [0.4, 0.05, 0.15],
    ...      "high": [0.6, 0.15, 0.25], "n": [100, 20, 120],
    ...      "small": [False, True, False]},
    ...     index=["loyal", "new", "all"])
    >>> table.attrs = {"kpi": "purchase_rate", "unit": "rate"}
    >>> plots.show(plots.kpi_by_segment(table))
    Purchase rate by segment.
    Horizontal axis: purchase rate. Vertical axis: segment.
    Points: loyal (n = 100) 50.0 % (from 40 % to 60 %);
    new (n = 20, small) 10.0 % (from 5 % to 15 %).
    Vertical line at 20 % (all together: 20.0 %).
    """
    rows, total = _rows(table)
    attrs = getattr(table, "attrs", {})
    unit = str(attrs.get("unit", ""))
    ax = axes(ax, height=rows_height(len(rows), each=0.55, least=2.8))
    ax.grid(True, axis="x")
    _dots(ax, rows, unit)
    name_rows(ax, [_row_name(*row) for row in rows[["n", "small"]].itertuples()])
    ax.axvline(total, color=INK, linestyle="--", label=_total(total, unit))
    ax.text(total, 1.0, _total(total, unit), transform=ax.get_xaxis_transform(),
            va="bottom", ha="center", fontsize=9)  # fmt: skip
    if unit == "rate":
        ax.xaxis.set_major_formatter(percent_formatter())
    else:
        ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: amount(value)))
    ax.set(xlabel=_label(attrs, unit), ylabel=words.SEGMENT)
    title = words.KPI.format(name=name_of(attrs))
    ax.set_title(title[:1].upper() + title[1:], pad=20)
    return ax


def _dots(ax: Axes, rows: pd.DataFrame, unit: str) -> None:
    """Draw the intervals, a marker for each value, and the value in words above it."""
    places = pd.Series(range(len(rows)), index=rows.index, dtype=float)
    known = rows["value"].notna()
    sure = known & rows["low"].notna() & rows["high"].notna()
    reach = rows[sure]
    away = [reach["value"] - reach["low"], reach["high"] - reach["value"]]
    ax.errorbar(
        reach["value"], places[sure], xerr=[side.clip(lower=0) for side in away],
        fmt="none", ecolor=INK, elinewidth=1.5, capsize=4,
    )  # fmt: skip
    looks = {False: ("o", COLOURS[0]), True: ("D", "white")}
    for small, (marker, face) in looks.items():
        some = known & (rows["small"].astype(bool) == small)
        sns.scatterplot(
            x=rows["value"][some], y=places[some], marker=marker, s=60,
            facecolor=face, edgecolor=COLOURS[0], linewidth=1.5, zorder=3, ax=ax,
        )  # fmt: skip
    for place, value in zip(places[known], rows["value"][known], strict=True):
        ax.annotate(
            shown(value, unit), (value, place), xytext=(0, 6), ha="center",
            textcoords="offset points", fontsize=9,
        )  # fmt: skip


def _rows(table: pd.DataFrame) -> tuple[pd.DataFrame, float]:
    """Split the row of the total from the rows of the segments, all as numbers."""
    need = ["value", "low", "high", "n", "small"]
    data = pandas_table(table, need, name="table")
    found = [str(name) for name in data.index]
    if words.ALL not in found or len(found) < 2:
        raise DataError(
            f"table needs a row {words.ALL!r} and at least one segment; its rows are "
            f"{found}: pass what kpis.by_segment returns"
        )
    plain = {column: numbers(data[column], name=column) for column in need[:4]}
    rows = pd.DataFrame({**plain, "small": data["small"].astype(bool)})
    rows.index = pd.Index(found)
    return rows.drop(index=words.ALL), float(
        plain["value"].iloc[found.index(words.ALL)]
    )


def _row_name(segment: Any, n: float, small: bool) -> str:
    text = words.KPI_SMALL if small else words.KPI_ROW
    return f"{wrap(segment)}\n{text.format(n=count(n))}"


def shown(value: float, unit: str, digits: int = 1) -> str:
    """Write a value in its unit: a rate in per cent, all else briefly."""
    return f"{100 * value:.{digits}f} %" if unit == "rate" else amount(value)


def _total(total: float, unit: str) -> str:
    return words.KPI_TOTAL.format(value=shown(total, unit))


def name_of(attrs: dict[Any, Any]) -> str:
    """Say what a table is about, in words."""
    return str(attrs.get("kpi") or words.INDICATOR).replace("_", " ")


def _label(attrs: dict[Any, Any], unit: str) -> str:
    """Say what is on the axis: definition, interval, period, and what it tests."""
    what = str(attrs.get("definition") or name_of(attrs)).rstrip(".")
    if unit not in {"rate", ""}:
        what = f"{what} ({unit})"
    if isinstance(attrs.get("level"), float):
        what += words.INTERVAL.format(level=count(100 * attrs["level"]))
    period, heading = str(attrs.get("period") or ""), str(attrs.get("heading") or "")
    lines = [what, "" if period in heading else period, heading]
    return ";\n".join(wrap(line, 78) for line in lines if line)
