"""How many go how far: all together, by segment, before and after."""

from __future__ import annotations

from typing import Any, Literal

import pandas as pd
from matplotlib.axes import Axes

from segkit import checks
from segkit.checks import DataError
from segkit.plots.rows import name_rows, percent_formatter
from segkit.plots.style import (
    COLOURS,
    HATCHES,
    INK,
    axes,
    count,
    percent,
    rows_height,
    styled,
)
from segkit.plots.tables import pandas_table
from segkit.plots.words import ALL
from segkit.plots.words import funnel as words

NEED = ("n", "step_rate", "low", "high", "whole_rate", "whole_low", "whole_high")
ENDS = {"step": ("low", "high"), "whole": ("whole_low", "whole_high")}
MOST = 6


@styled
def funnel(
    table: pd.DataFrame,
    *,
    before: pd.DataFrame | None = None,
    measure: Literal["whole", "step"] = "whole",
    ax: Axes | None = None,
) -> Axes:
    """Draw how many go how far: all together, by segment, or before and after.

    Parameters
    ----------
    table : what `kpis.funnel` returns, with or without segments
    before : the funnel of an earlier period, to stand beside it; without segments
    measure : ``"whole"`` (of those who entered) or ``"step"`` (of those who reached the
        step before)
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: for each step a bar for each segment (or period) with its interval; segments
        are told apart by colour and hatching

    Raises
    ------
    DataError
        if this is no funnel, there are more than six segments, or before has other
        steps

    References
    ----------
    Own definition.

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import plots
    >>> table = pd.DataFrame(
    ...     {"n": [80, 40, 10], "step_rate": [float("nan"), 0.5, 0.25],
    ...      "low": [float("nan"), 0.39, 0.14], "high": [float("nan"), 0.61, 0.4],
    ...      "whole_rate": [1, 0.5, 0.125], "whole_low": [1, 0.39, 0.07],
    ...      "whole_high": [1, 0.61, 0.22]},
    ...     index=pd.Index(["visit", "cart", "order"], name="step"))
    >>> plots.show(plots.funnel(table))
    How many go how far? Horizontal axis: share of those who entered.
    Vertical axis: step.
    Bars: visit (n = 80) 100 %; cart (n = 40) 50 % (from 39 % to 61 %);
    order (n = 10) 12.5 % (from 7 % to 22 %).
    """
    checks.choice(measure, list(ENDS), name="measure")
    series = _series(table, before)
    steps = list(next(iter(series.values())).index)
    steps = steps if measure == "whole" else steps[1:]
    height = rows_height(len(steps), each=0.26 + 0.24 * len(series), least=2.8)
    ax = axes(ax, height=height)
    ax.grid(True, axis="x")
    for place, (name, rows) in enumerate(series.items()):
        _bars(ax, rows.loc[steps], measure, (place, len(series)), name)
    alone = next(iter(series.values())) if len(series) == 1 else None
    name_rows(ax, steps if alone is None else _counted(alone.loc[steps]))
    ax.xaxis.set_major_formatter(percent_formatter())
    ax.set(xlabel=_label(table, measure), ylabel=words.Y, xlim=(0, _right(ax)))
    lines = 0 if alone is not None else -(-len(series) // 3)
    ax.set_title(words.TITLES[measure], pad=12 + 18 * lines)
    if alone is None:
        ax.legend(
            loc="lower left", bbox_to_anchor=(-0.01, 1), ncols=3, borderaxespad=0.2,
            fontsize=9,
        )  # fmt: skip
    return ax


def _bars(
    ax: Axes, rows: pd.DataFrame, measure: str, place: tuple[int, int], name: str
) -> None:
    """Draw one series: a bar per step, its interval, and its share in words."""
    i, n = place
    size = 0.8 / n
    middle = [row + (i - (n - 1) / 2) * size for row in range(len(rows))]
    rate = rows[f"{measure}_rate"].fillna(0.0)
    low, high = (rows[end].fillna(rate) for end in ENDS[measure])
    ax.barh(
        middle, rate, height=size * 0.92, color=COLOURS[i], hatch=HATCHES[i],
        edgecolor="white", linewidth=0, label=name if n > 1 else None,
    )  # fmt: skip
    sure = (high > low).to_numpy()
    around = [(rate - low)[sure].clip(lower=0), (high - rate)[sure].clip(lower=0)]
    ax.errorbar(
        rate[sure], [y for y, ok in zip(middle, sure, strict=True) if ok],
        xerr=around, fmt="none", ecolor=INK, elinewidth=1.2, capsize=3,
    )  # fmt: skip
    known = rows[f"{measure}_rate"].notna()
    for y, value, end, there in zip(middle, rate, high, known, strict=True):
        if there:
            ax.text(end + 0.012, y, percent(value), va="center", fontsize=8.5)


def _counted(rows: pd.DataFrame) -> list[str]:
    return [f"{name} (n = {count(n)})" for name, n in rows["n"].items()]


def _right(ax: Axes) -> float:
    """Leave room for the texts beyond the longest bar or interval."""
    ends = [text.get_position()[0] for text in ax.texts]
    return 1.13 * max([*ends, 0.05])


def _label(table: pd.DataFrame, measure: str) -> str:
    level = table.attrs.get("level")
    more = words.LEVEL.format(level=100 * level) if level else ""
    return words.X[measure] + more


def _series(table: pd.DataFrame, before: Any) -> dict[str, pd.DataFrame]:
    """Return what stands side by side: segments, two periods, or one alone."""
    data = pandas_table(table, (), name="table")
    if not set(NEED) <= set(data.columns) or data.index.names[-1] != "step":
        raise DataError(words.NOT_A_FUNNEL.format(found=list(data.columns)))
    if data.index.nlevels == 1:
        return _periods(data, before)
    names = [str(n) for n in dict.fromkeys(data.index.get_level_values(0))]
    names = [n for n in names if n != ALL] if len(names) > 1 else names
    if before is not None:
        raise DataError(words.ONE_SEGMENT.format(n=len(names)))
    if len(names) > MOST:
        raise DataError(words.TOO_MANY.format(n=len(names), most=MOST))
    return _called({name: pd.DataFrame(data.xs(name)) for name in names})


def _periods(data: pd.DataFrame, before: Any) -> dict[str, pd.DataFrame]:
    if before is None:
        return {"": data}
    old = pandas_table(before, NEED, name="before")
    if not old.index.equals(data.index):
        found = {"before": list(old.index), "after": list(data.index)}
        raise DataError(words.OTHER_STEPS.format(**found))
    return _called({words.BEFORE: old, words.AFTER: data})


def _called(series: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Name each series with the number of those who entered."""
    return {
        words.SERIES.format(name=name, n=count(rows["n"].iloc[0])): rows
        for name, rows in series.items()
    }
