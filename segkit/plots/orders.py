"""Orders over time: by period, and by hour and weekday."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import narwhals.stable.v2 as nw
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter
from matplotlib.ticker import FuncFormatter

from segkit import checks, engine
from segkit.checks import DataError
from segkit.plots import words
from segkit.plots.cells import heatmap
from segkit.plots.style import COLOURS, amount, axes, count, styled
from segkit.plots.tables import numbers, pandas_table

PERIODS = {"day": "D", "week": "W", "month": "M", "quarter": "Q"}


@styled
def orders_over_time(
    orders: Any,
    *,
    every: str = "month",
    value: str = "orders",
    columns: Mapping[str, str] | None = None,
    timezone: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw how many orders there were in each period, or what they came to.

    Parameters
    ----------
    orders : table with ``ordered_at``; ``order_id`` where one order has several rows;
        ``amount`` for ``value="amount"``. Rows without a date are left out and counted
        in the axis label.
    every : ``"day"``, ``"week"`` (from Monday), ``"month"`` or ``"quarter"``
    value : ``"orders"`` counts orders, ``"amount"`` adds their amounts up
    columns : ``{"our name": "your name"}``
    timezone : the shop's own, such as ``"Europe/Madrid"``, for times with a zone only
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: a line with a marker for each period, placed at its first day; periods without
    an order count 0. The first and the last period may be incomplete.

    Raises
    ------
    DataError
        if a column is missing, the table is empty, or ordered_at holds no dates

    References
    ----------
    Own definition.

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import plots
    >>> days = pd.to_datetime(["2024-01-03", "2024-01-20", "2024-03-05"])
    >>> orders = pd.DataFrame({"ordered_at": days})
    >>> plots.show(plots.orders_over_time(orders))
    How many orders in each month? Horizontal axis: month.
    Vertical axis: orders (3 in all).
    Line: 3 points, first 2 at 2024-01-01, last 1 at 2024-03-01,
    lowest 0 at 2024-02-01, highest 2 at 2024-01-01.
    """
    every = checks.choice(every, PERIODS, name="every")
    value = checks.choice(value, ["orders", "amount"], name="value")
    need = ["amount"] if value == "amount" else []
    data, missing = _dated(orders, need, columns, timezone)
    series = _by_period(data, PERIODS[every], value)
    ax = axes(ax, height=3.6)
    ax.grid(True, axis="y")
    marker = "o" if len(series) <= 60 else None
    sns.lineplot(
        x=series.index, y=series.to_numpy(), color=COLOURS[0], marker=marker, ax=ax
    )
    locator = AutoDateLocator(minticks=3, maxticks=9)
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(ConciseDateFormatter(locator))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda y, _: amount(y)))
    ax.set_ylim(min(0, series.min() * 1.05), max(series.max() * 1.08, 1e-9))
    xlabel, total = words.EVERY[every], amount(series.sum())
    if missing:
        xlabel += words.LEFT_OUT.format(n=count(missing), why=words.NO_DATE)
    ax.set(
        title=words.OVER_TIME[value].format(every=words.EVERY[every]),
        xlabel=xlabel,
        ylabel=words.OVER_TIME_Y[value].format(total=total),
    )
    return ax


def _by_period(data: pd.DataFrame, code: str, value: str) -> pd.Series:
    """Return one number for each period, 0 where there was no order."""
    if value == "orders":
        data = _one_row_an_order(data)
    period = data["ordered_at"].dt.to_period(code)
    groups = data.groupby(period)
    series = groups.size() if value == "orders" else groups["amount"].sum()
    span = pd.period_range(period.min(), period.max(), freq=period.dt.freq)
    return series.reindex(span, fill_value=0).set_axis(span.to_timestamp())


def _one_row_an_order(data: pd.DataFrame) -> pd.DataFrame:
    keys = [name for name in ("customer_id", "order_id") if name in data]
    return data.drop_duplicates(keys) if "order_id" in data else data


def _dated(
    orders: Any, need: list[str], columns: Any, timezone: str | None
) -> tuple[pd.DataFrame, int]:
    """Return the rows with a local time of order, and how many have none."""
    orders = checks.table(orders, ["ordered_at", *need], name="orders", columns=columns)
    frame = nw.from_native(orders)
    frame = engine.local_time(frame, "ordered_at", name="orders", timezone=timezone)
    wanted = ["ordered_at", "order_id", "customer_id", *need]
    some = [name for name in wanted if name in frame.collect_schema().names()]
    data = pandas_table(frame.select(some).to_native(), some, name="orders")
    when = data["ordered_at"]
    if not pd.api.types.is_datetime64_any_dtype(when):
        raise DataError(
            f"orders: ordered_at must hold dates; this has dtype {when.dtype}: "
            "read the file with segkit.files.read_orders, or use pd.to_datetime"
        )
    if when.isna().all():
        raise DataError("orders: every ordered_at is missing: there is nothing to draw")
    for name in need:
        data = data.assign(**{name: numbers(data[name], name=name)})
    return data[when.notna()], int(when.isna().sum())


@styled
def orders_by_hour(
    orders: Any,
    *,
    columns: Mapping[str, str] | None = None,
    timezone: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw at which hour of which weekday customers order.

    Parameters
    ----------
    orders : table with ``ordered_at`` (shop-local time of day); ``order_id`` where one
        order has several rows
    columns : ``{"our name": "your name"}``
    timezone : the shop's own, such as ``"Europe/Madrid"``, for times with a zone only
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: a heat map of counts, seven rows by 24 columns

    Raises
    ------
    DataError
        if a column is missing, the table is empty, or ordered_at has no time of day

    References
    ----------
    Own definition.

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import plots
    >>> times = pd.to_datetime(["2024-01-01 09:30", "2024-01-08 09:05"])
    >>> plots.show(plots.orders_by_hour(pd.DataFrame({"ordered_at": times})))
    When do customers order? Horizontal axis: hour of the day.
    Vertical axis: day of the week.
    Cells: 7 rows by 24 columns, largest 2 (row Monday, column 9),
    smallest 0 (row Monday, column 0).
    Colours: orders (2 in all).
    """
    dated, missing = _dated(orders, [], columns, timezone)
    data = _one_row_an_order(dated)
    when = data["ordered_at"].dt
    if (when.normalize() == data["ordered_at"]).all():
        raise DataError(
            "orders: ordered_at holds days without a time of day, so the hour is not "
            "known: draw plots.orders_over_time(orders) instead"
        )
    counts = pd.crosstab(when.day_of_week, when.hour)
    counts = counts.reindex(index=range(7), columns=range(24), fill_value=0)
    ax = axes(ax, height=3.2)
    bar = words.HOURS_BAR.format(n=count(len(data)))
    if missing:
        bar += words.LEFT_OUT.format(n=count(missing), why=words.NO_DATE)
    heatmap(counts, None, ax=ax, bar=bar, rows=list(words.WEEKDAYS))
    ax.set(title=words.HOURS, xlabel=words.HOURS_X, ylabel=words.HOURS_Y)
    return ax
