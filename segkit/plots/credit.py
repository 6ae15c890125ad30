"""What is credited to campaigns or channels, beside what they truly brought."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from segkit.checks import DataError
from segkit.plots.rows import name_rows, percent_formatter
from segkit.plots.style import (
    COLOURS,
    HATCHES,
    INK,
    amount,
    axes,
    percent,
    rows_height,
    styled,
    wrap,
)
from segkit.plots.tables import numbers, pandas_table
from segkit.plots.words import ALL
from segkit.plots.words import attribution as words

MOST = 30


@styled
def attribution(
    table: pd.DataFrame, *, what: str = words.ORDERS, ax: Axes | None = None
) -> Axes:
    """Draw what was credited to each campaign or channel beside what it brought.

    Parameters
    ----------
    table : ``kpis.attribute_purchases(...).contrast``; or any table, a row per channel,
        with attributed and incremental (numbers, or shares from 0 to 1), and low and
        high where they are known
    what : what is counted; ``"share of ..."`` is shown in percent
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: a bar for what was credited, a diamond with its interval for what was brought.
        A row ``"all"`` is put into words below the axis

    Raises
    ------
    DataError
        if a column is missing, or there is nothing or too much to draw

    References
    ----------
    Own definition.

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import plots
    >>> table = pd.DataFrame(
    ...     {"attributed": [60, 20, 80], "incremental": [10.0, 25.0, 35.0],
    ...      "low": [-5.0, 5.0, 10.0], "high": [25.0, 45.0, 60.0]},
    ...     index=["search", "social", "all"])
    >>> plots.show(plots.attribution(table, what="customers"))
    What was credited, and what was truly brought? Horizontal axis: customers;
    all together: 80 credited, 35 brought (10 to 60).
    Bars, credited: search 60; social 20.
    Points: search 10 (from -5 to 25); social 25 (from 5 to 45). Vertical line at 0.
    """
    rows, total = _rows(table)
    shares = what.startswith("share")
    shown = percent if shares else amount
    ax = axes(ax, height=rows_height(len(rows), each=0.36, least=2.8))
    ax.grid(True, axis="x")
    ax.axvline(0, color=INK, linewidth=0.8)
    places = [place - 0.17 for place in range(len(rows))]
    ax.barh(
        places, rows["attributed"], height=0.4, color=COLOURS[0], alpha=0.45,
        hatch=HATCHES[1], edgecolor="white", linewidth=0, label=words.ATTRIBUTED,
    )  # fmt: skip
    _brought(ax, rows)
    name_rows(ax, [wrap(name) for name in rows.index])
    if shares:
        ax.xaxis.set_major_formatter(percent_formatter())
    else:
        ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: amount(value)))
    ax.set_xlabel(_label(table, total, what, shown))
    ax.set_title(words.TITLE, pad=28)
    handles, names = ax.get_legend_handles_labels()
    ax.legend(
        handles[::-1], names[::-1], loc="lower left", bbox_to_anchor=(-0.01, 1),
        ncols=2, borderaxespad=0.2, fontsize=9,
    )  # fmt: skip
    return ax


def _brought(ax: Axes, rows: pd.DataFrame) -> None:
    """Draw what was brought, with its interval where there is one."""
    known = rows[rows["incremental"].notna()]
    places = pd.Series(range(len(rows)), index=rows.index, dtype=float)[known.index]
    places += 0.22
    sure = known["low"].notna() & known["high"].notna()
    some = known[sure]
    around = [some["incremental"] - some["low"], some["high"] - some["incremental"]]
    ax.errorbar(
        some["incremental"], places[sure], xerr=[side.clip(lower=0) for side in around],
        fmt="none", ecolor=INK, elinewidth=1.3, capsize=3,
    )  # fmt: skip
    ax.scatter(
        known["incremental"], places, marker="D", s=42, facecolor=COLOURS[1],
        edgecolor=INK, linewidth=0.8, zorder=3, label=words.INCREMENTAL,
    )  # fmt: skip


def _rows(table: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series | None]:
    """Split the row of the total from the others, all as numbers."""
    need = ["attributed", "incremental"]
    data = pandas_table(table, need, name="table")
    parts = {
        name: numbers(data[name], name=name)
        if name in data
        else pd.Series(float("nan"), index=data.index)
        for name in (*need, "low", "high")
    }
    rows = pd.DataFrame(parts).set_axis([str(name) for name in data.index])
    total: Any = rows.loc[ALL] if ALL in rows.index else None
    rows = rows.drop(index=ALL, errors="ignore")
    if rows["attributed"].isna().all() or rows.empty:
        raise DataError(words.NO_NUMBERS)
    if len(rows) > MOST:
        raise DataError(words.TOO_MANY.format(n=len(rows), most=MOST))
    return rows, total


def _label(
    table: pd.DataFrame, total: pd.Series | None, what: str, shown: object
) -> str:
    """Say what is counted, how sure it is, and what all rows come to together."""
    text = words.X.format(what=what)
    level = table.attrs.get("level")
    if isinstance(level, float):
        text += words.INTERVAL.format(level=100 * level)
    if total is None:
        return text
    assert callable(shown)
    reach = ""
    if total[["low", "high"]].notna().all():
        reach = words.REACH.format(low=shown(total["low"]), high=shown(total["high"]))
    said = {name: shown(total[name]) for name in ("attributed", "incremental")}
    return wrap(text + words.TOTAL.format(reach=reach, **said), 78)
