"""A budget as figures: what spending brings, and where the money goes."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from segkit.checks import DataError
from segkit.plots.rows import label_bars, name_rows
from segkit.plots.style import (
    COLOURS,
    HATCHES,
    INK,
    MARKERS,
    amount,
    axes,
    rows_height,
    styled,
)
from segkit.plots.tables import pandas_table
from segkit.plots.words import plan as words

DASHES = ("-", "--", "-.", (0, (5, 1, 1, 1, 1, 1)))


@styled
def response_curves(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw what more spending brings, with its interval and what was seen.

    Parameters
    ----------
    table : what ``curve.table()`` of `activation.response_curve` returns; for several
        curves, the tables one below the other
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: a line and a band for each curve, thin and dotted beyond what was ever spent,
    a mark for each period

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
    >>> table = pd.DataFrame({"name": "search", "kind": "curve", "spend": [0, 100, 200],
    ...     "response": [0, 50, 70], "low": [0, 40, 50], "high": [0, 60, 90],
    ...     "beyond": False})
    >>> plots.show(plots.response_curves(table))
    What does more spending bring? Horizontal axis: spending in a period.
    Vertical axis: brought by it (band: what the history allows).
    Line, search (50 to 90 at 200): 3 points, first 0 at 0, last 70 at 200, ...
    """
    need = ["name", "kind", "spend", "response", "low", "high", "beyond"]
    data = pandas_table(table, need, name="table")
    ax = axes(ax, height=4.2)
    ax.grid(True)
    for place, (name, rows) in enumerate(data.groupby("name", sort=False)):
        _curve(ax, str(name), rows, place)
    unit = table.attrs.get("unit", "")
    unit = words.UNIT.format(unit=unit.replace("_", " ")) if unit else ""
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_formatter(FuncFormatter(lambda value, _: amount(value)))
    ax.set(
        title=words.CURVES, xlabel=words.CURVES_X,
        ylabel=words.CURVES_Y.format(unit=unit),
    )  # fmt: skip
    if len(ax.lines) + len(ax.collections) > 2:
        ax.legend(loc="upper left")
    return ax


def _curve(ax: Axes, name: str, rows: pd.DataFrame, place: int) -> None:
    colour, marker = COLOURS[place % len(COLOURS)], MARKERS[place % len(MARKERS)]
    curve = rows[rows["kind"] == "curve"].astype({"beyond": bool})
    inside = curve[~curve["beyond"]]
    x, y = (inside[c].astype(float) for c in ("spend", "response"))
    ax.plot(x, y, linestyle=DASHES[place % len(DASHES)], color=colour, linewidth=2,
            label=_label(name, inside))  # fmt: skip
    if curve["beyond"].any():
        far = curve[curve["beyond"] | curve["beyond"].shift(-1, fill_value=False)]
        ax.plot(far["spend"], far["response"], linestyle=":", color=colour,
                linewidth=1.2, label=words.BEYOND.format(name=name))  # fmt: skip
    ends = curve[["spend", "low", "high"]].astype(float)
    ax.fill_between(ends["spend"], ends["low"], ends["high"], color=colour,
                    alpha=0.15, linewidth=0)  # fmt: skip
    seen = rows[rows["kind"] == "seen"]
    if len(seen):
        ax.scatter(seen["spend"], seen["response"], color=colour, marker=marker, s=22,
                   label=words.SEEN.format(name=name), zorder=3)  # fmt: skip


def _label(name: str, curve: pd.DataFrame) -> str:
    """Name a curve, with the interval at its end, where it has one."""
    if curve.empty:
        return name
    end = curve.iloc[-1]
    if abs(float(end["high"]) - float(end["low"])) <= 1e-9 * abs(float(end["high"])):
        return name
    said = {key: amount(float(end[key])) for key in ("spend", "low", "high")}
    return words.CURVE.format(name=name, **said)


@styled
def budget_plan(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw where the money goes, and what the next euro would bring in each cell.

    Parameters
    ----------
    table : ``plan.table`` of `activation.budget`
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: a bar for each cell; its label says the spending, what the next unit of money
    would bring, and the limit that binds

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
    >>> table = pd.DataFrame({"cell": ["a", "b"], "spend": [10.0, 30.0],
    ...                       "return_last": [5.0, 3.0], "limit": ["cap", ""]})
    >>> plots.show(plots.budget_plan(table))
    Where does the money go?
    Horizontal axis: spending (40 in all; next: what the next euro would bring).
    Bars: a 10 · next 5.00 · cap; b 30 · next 3.00.
    """
    need = ["spend", "return_last", "limit"]
    data = pandas_table(table, need, name="table")
    parts = [name for name in ("segment", "channel", "cell") if name in data]
    names = data[parts].astype(str).agg(words.CELL.join, axis=1)
    spend = data["spend"].astype(float)
    ax = axes(ax, height=rows_height(len(data)))
    bars = ax.barh(range(len(data)), spend, color=COLOURS[0], height=0.62)
    for bar, limit in zip(bars, data["limit"], strict=True):
        bar.set_hatch(HATCHES[1] if limit == "cap" else "")
        bar.set_edgecolor("white")
    name_rows(ax, names)
    label_bars(ax, 0, [_money(row) for row in data.itertuples()])
    ax.set_xlim(0, (spend.max() or 1) * 1.5)
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: amount(value)))
    ax.set(title=words.BUDGET, xlabel=words.BUDGET_X.format(spent=amount(spend.sum())))
    return ax


def _money(row: Any) -> str:
    small = abs(row.return_last) < 0.1
    following = f"{row.return_last:.2g}" if small else f"{row.return_last:,.2f}"
    said = words.BUDGET_LABEL.format(spend=amount(row.spend), next=following)
    return said + (words.BUDGET_LIMIT.format(limit=row.limit) if row.limit else "")


@styled
def budget_range(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw what each size of the budget would bring: it bends where returns diminish.

    Parameters
    ----------
    table : what `activation.budget_range` returns: total, value, feasible
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: a line of the value, and a diamond at the plan

    Raises
    ------
    DataError
        if a column is missing, or no size is feasible

    References
    ----------
    Own definition.

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import plots
    >>> table = pd.DataFrame({"total": [10.0, 20.0, 30.0], "value": [50.0, 80.0, 90.0],
    ...                       "feasible": True})
    >>> table.attrs |= {"total": 20.0, "value": 80.0, "unit": "EUR"}
    >>> plots.show(plots.budget_range(table))
    What would another budget bring? Horizontal axis: budget.
    Vertical axis: value (EUR).
    Line, best plan: 3 points, first 50 at 10, last 90 at 30, ...
    Labels: this plan: 80.
    """
    data = pandas_table(table, ["total", "value", "feasible"], name="table")
    known = data[data["feasible"].astype(bool)]
    if known.empty:
        raise DataError(words.RANGE_NO.format(least=amount(data["total"].max())))
    ax = axes(ax, height=3.8)
    ax.grid(True)
    ax.plot(known["total"], known["value"], color=COLOURS[0], linewidth=2, marker="o",
            markersize=4, label=words.RANGE_LINE)  # fmt: skip
    facts = table.attrs
    if "total" in facts:
        here = words.RANGE_HERE.format(value=amount(facts["value"]))
        ax.scatter([facts["total"]], [facts["value"]], marker="D", s=60, color=INK,
                   zorder=4)  # fmt: skip
        ax.annotate(here, (facts["total"], facts["value"]), xytext=(8, -14),
                    textcoords="offset points")  # fmt: skip
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_formatter(FuncFormatter(lambda value, _: amount(value)))
    y = words.RANGE_Y.format(unit=facts.get("unit", ""))
    ax.set(title=words.RANGE, xlabel=words.RANGE_X, ylabel=y)
    ax.set_ylim(min(0, float(known["value"].min())))
    return ax
