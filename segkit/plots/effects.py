"""What a test found: by segment, over time, and over bootstrap draws."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from segkit.checks import DataError
from segkit.plots.rows import name_rows
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
from segkit.plots.words import SEGMENT
from segkit.plots.words import effects as words

FOREST = ("segment", "difference", "low", "high", "n_control", "n_treatment")
TIME = ("start", "difference", "low", "high")


@styled
def effects_by_segment(
    table: pd.DataFrame,
    *,
    metric: str | None = None,
    treatment: str | None = None,
    level: float = 0.95,
    ax: Axes | None = None,
) -> Axes:
    """Draw the effect in each segment with its interval (a forest plot).

    Parameters
    ----------
    table : `experiments.segment_effects(...).table`
    metric, treatment : which, where the table has several
    level : of the table's intervals, for the label
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: for each segment a thick interval, a thin one that holds for the family, and a
    mark that is filled where the effect is clear after correction; a line at no effect,
    a dashed one at the effect of all together, where segments are not shown to differ;
    above, whether they do

    Raises
    ------
    DataError
        if a column is missing, the table is empty, or what to draw is not clear

    References
    ----------
    Lewis and Clarke (2001), British Medical Journal 322, 1479-1480 (forest plots).

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import plots
    >>> table = pd.DataFrame({"segment": ["new", "old"], "metric": "bought",
    ...     "difference": [0.01, 0.05], "low": [-0.02, 0.03], "high": [0.04, 0.07],
    ...     "n_control": [90, 200], "n_treatment": [90, 200],
    ...     "detected": [False, True], "unit": "rate"})
    >>> plots.show(plots.effects_by_segment(table))
    In which segments does it work? (bought)
    Whether segments answer differently could not be tested.
    Horizontal axis: treatment less control (percentage points), with 95 % interval.
    Vertical axis: segment.
    Points: new (n = 180) 1 (from -2 to 4); old (n = 400) 5 (from 3 to 7).
    Vertical line at 0 (no effect).
    """
    data, test = _chosen(table, metric, treatment)
    scale, unit = _unit(data)
    rows = data[[c for c in data if c in _NUMBERS]].apply(pd.to_numeric) * scale
    ax = axes(ax, height=rows_height(len(data), each=0.6, least=3.0))
    ax.grid(True, axis="x")
    wide = {"low_adjusted", "high_adjusted"} <= set(rows)
    if wide:
        _bars(ax, rows, "low_adjusted", "high_adjusted", 1.0)
    _bars(ax, rows, "low", "high", 4.0)
    clear = data.get("detected", pd.Series(False, data.index)).astype(bool).to_numpy()
    _marks(ax, rows["difference"].to_numpy(), clear)
    n = data["n_control"] + data["n_treatment"]
    named = zip(data["segment"], n, strict=True)
    name_rows(ax, [words.ROW.format(segment=wrap(s), n=count(k)) for s, k in named])
    ax.axvline(0, color=INK, linewidth=1, label=words.NONE)
    if test and not test["differs"] and np.isfinite(test["common"]):
        text = words.COMMON.format(value=amount(scale * test["common"]))
        ax.axvline(scale * test["common"], color=INK, linestyle="--", label=text)
    label = words.FOREST_X.format(unit=unit, level=f"{100 * level:g}")
    wider = words.FOREST_WIDE + words.FOREST_CLEAR if wide else ""
    ax.set(xlabel=label + wider, ylabel=SEGMENT)
    name = data["metric"].iloc[0] if "metric" in data else words.DRAWS_NAME
    ax.set_title(words.FOREST.format(metric=name) + "\n" + _tested(test), fontsize=11)
    return ax


_NUMBERS = ("difference", "low", "high", "low_adjusted", "high_adjusted")


def _bars(ax: Axes, rows: pd.DataFrame, low: str, high: str, width: float) -> None:
    """Draw an interval for each row that has one."""
    known = rows["difference"].notna() & rows[low].notna() & rows[high].notna()
    some = rows[known]
    away = [some["difference"] - some[low], some[high] - some["difference"]]
    ax.errorbar(
        some["difference"], np.flatnonzero(known), fmt="none", ecolor=COLOURS[0],
        xerr=[side.clip(lower=0) for side in away], elinewidth=width, capsize=0,
    )  # fmt: skip


def _marks(ax: Axes, values: np.ndarray, clear: np.ndarray) -> None:
    """Mark the effects: filled circles where clear, hollow diamonds where not."""
    looks = {True: ("o", COLOURS[0], words.CLEAR), False: ("D", "white", words.UNCLEAR)}
    for kind, (marker, face, text) in looks.items():
        some = (clear == kind) & np.isfinite(values)
        if some.any():
            ax.scatter(
                values[some], np.flatnonzero(some), marker=marker, s=60, label=text,
                facecolor=face, edgecolor=COLOURS[0], linewidth=1.5, zorder=3,
            )  # fmt: skip


def _chosen(
    table: Any, metric: str | None, treatment: str | None
) -> tuple[pd.DataFrame, dict[str, Any]]:
    """Return the rows of one metric and treatment, and their test."""
    tests = list(getattr(table, "attrs", {}).get("interactions", []))
    data = pandas_table(table, FOREST, name="table")
    for name, asked in (("metric", metric), ("treatment_name", treatment)):
        if name not in data:
            continue
        found = list(dict.fromkeys(data[name]))
        if asked is None and len(found) > 1:
            raise DataError(words.WHICH.format(found=found))
        if asked is not None and asked not in found:
            raise DataError(words.NOT_THERE.format(asked=asked, found=found))
        only = found[0] if asked is None else asked
        data = data[data[name] == only]
        tests = [test for test in tests if test[name] == only]
    return data.reset_index(drop=True), tests[0] if tests else {}


def _unit(data: pd.DataFrame) -> tuple[float, str]:
    """Return what to multiply with, and how the axis names it."""
    unit = str(data["unit"].iloc[0]) if "unit" in data else ""
    if unit == "rate":
        return 100.0, words.UNIT.format(unit=words.POINTS)
    return 1.0, words.UNIT.format(unit=unit) if unit else ""


def _tested(test: dict[str, Any]) -> str:
    if not test or not np.isfinite(test["p_value"]):
        return words.UNTESTED
    text = words.DIFFER if test["differs"] else words.ALIKE
    return text.format(p=f"{test['p_value']:.2g}")


@styled
def effect_over_time(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the effect in each period of a test, to see whether it lasts.

    Parameters
    ----------
    table : `experiments.effect_over_time(...).table`
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: a mark and an interval for each period, joined by a line; a line at no effect

    Raises
    ------
    DataError
        if a column is missing or the table is empty

    References
    ----------
    Kohavi, Tang and Xu (2020), Trustworthy Online Controlled Experiments, chapter 3.

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import plots
    >>> table = pd.DataFrame({"start": pd.to_datetime(["2024-02-05", "2024-02-12"]),
    ...     "difference": [0.04, 0.01], "low": [0.02, -0.01], "high": [0.06, 0.03],
    ...     "metric": "converted", "unit": "rate"})
    >>> plots.show(plots.effect_over_time(table))
    Does the effect last? (converted). Horizontal axis: period beginning on.
    Vertical axis: treatment less control (percentage points).
    Line, effect: 2 points, first 4 at 5 Feb 2024, last 1 at 12 Feb 2024.
    Horizontal line at 0 (no effect).
    """
    data = pandas_table(table, TIME, name="table")
    scale, unit = _unit(data)
    value, low, high = (scale * numbers(data[c], name=c) for c in TIME[1:])
    at = np.arange(len(data))
    ax = axes(ax, height=3.8)
    ax.grid(True, axis="y")
    ax.plot(at, value, color=COLOURS[0], marker="o", label=words.TIME_LINE)
    ax.errorbar(
        at, value, yerr=[(value - low).clip(lower=0), (high - value).clip(lower=0)],
        fmt="none", ecolor=COLOURS[0], elinewidth=2, capsize=4,
    )  # fmt: skip
    ax.axhline(0, color=INK, linewidth=1, label=words.NONE)
    days = [f"{day.day} {day:%b %Y}" for day in pd.to_datetime(data["start"])]
    ax.set_xticks(at, labels=[wrap(day, 8) for day in days])
    ax.margins(x=0.08)
    name = data["metric"].iloc[0] if "metric" in data else words.DRAWS_NAME
    ax.set(xlabel=words.TIME_X, ylabel=words.TIME_Y.format(unit=unit))
    ax.set_title(words.TIME.format(metric=name))
    return ax


@styled
def bootstrap_draws(draws: Any, *, level: float = 0.95, ax: Axes | None = None) -> Axes:
    """Draw what bootstrap samples gave: how sure a statistic is.

    Parameters
    ----------
    draws : `experiments.bootstrap(...)`, or the table of
        `experiments.bootstrap_quantiles(..., by=segments)`
    level : share of the draws that the interval holds
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: a histogram with the ends of the interval; for several segments the middle and
    the interval of each

    Raises
    ------
    DataError
        if draws are empty or no numbers

    References
    ----------
    Efron and Tibshirani (1993), An Introduction to the Bootstrap, chapter 13.

    Examples
    --------
    >>> import numpy as np
    >>> import pandas as pd
    >>> from segkit import plots
    >>> table = pd.DataFrame({"new": np.arange(101.0), "old": np.arange(101.0) + 50})
    >>> plots.show(plots.bootstrap_draws(table, level=0.9))
    How sure is the result? Horizontal axis: result: middle and 90 % of 101 draws.
    Vertical axis: segment. Points: new 50 (from 5 to 95); old 100 (from 55 to 145).
    """
    table, name = _draws(draws)
    outside = (1 - level) / 2
    ends = table.quantile([outside, 0.5, 1 - outside])
    said = {"name": name, "level": f"{100 * level:g}", "n": count(len(table))}
    if table.shape[1] == 1:
        ax = axes(ax, height=3.6)
        ax.hist(table.iloc[:, 0], bins=40, color=COLOURS[0], edgecolor="white")
        for end in ends.iloc[[0, 2], 0]:
            text = words.DRAWS_ENDS.format(**said)
            ax.axvline(end, color=INK, linestyle="--", label=text)
        ax.set(xlabel=words.DRAWS_X.format(**said), ylabel=words.DRAWS_Y)
    else:
        ax = axes(ax, height=rows_height(table.shape[1], each=0.5))
        rows = ends.T.set_axis(["low", "difference", "high"], axis=1)
        _bars(ax, rows, "low", "high", 3.0)
        middle = rows["difference"].to_numpy()
        _marks(ax, middle, np.full(len(rows), True))
        name_rows(ax, table.columns)
        ax.grid(True, axis="x")
        ax.set(xlabel=words.DRAWS_ROWS.format(**said), ylabel=SEGMENT)
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: amount(value)))
    ax.set_title(words.DRAWS.format(name=name))
    return ax


def _draws(draws: Any) -> tuple[pd.DataFrame, str]:
    """Return draws as a table, and what they are called."""
    called = getattr(draws, "attrs", {}).get("name") or getattr(draws, "name", None)
    name = str(called or words.DRAWS_NAME)
    if not isinstance(draws, pd.DataFrame):
        draws = pd.DataFrame({name: np.ravel(draws)})
    if not len(draws):
        raise DataError(words.NO_DRAWS)
    return draws.apply(lambda column: numbers(column, name=str(column.name))), name
