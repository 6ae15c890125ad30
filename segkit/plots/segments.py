"""How large the segments are, and what they bring."""

from __future__ import annotations

from typing import Any

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke

from segkit.checks import DataError
from segkit.plots import words
from segkit.plots.rows import (
    count_axis,
    label_bars,
    name_rows,
    percent_formatter,
    room_for_labels,
)
from segkit.plots.style import (
    COLOURS,
    HATCHES,
    INK,
    amount,
    axes,
    count,
    percent,
    rows_height,
    styled,
)
from segkit.plots.tables import customer_series, numbers, one_row_each, segment_series


@styled
def segment_sizes(
    segments: pd.Series, *, before: pd.Series | None = None, ax: Axes | None = None
) -> Axes:
    """Draw how many customers each segment has.

    Parameters
    ----------
    segments : categorical Series indexed by customer_id; all its categories are shown,
        those of size 0 too; customers without a segment get a bar of their own
    before : segments of the same names to compare with: a tick marks each earlier size,
        and the label says the change
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: one bar for each segment, in the order of the categories, each labelled with
    its number and share of customers

    Raises
    ------
    DataError
        if this is no Series or it is empty

    References
    ----------
    Own definition.

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import plots
    >>> kinds = pd.CategoricalDtype(["loyal", "new", "lost"])
    >>> segments = pd.Series(["loyal", "loyal", "new"], name="rfm", dtype=kinds)
    >>> plots.show(plots.segment_sizes(segments))
    How large is each segment? Horizontal axis: customers (3 in all).
    Vertical axis: segment.
    Bars: loyal 2 · 67 %; new 1 · 33 %; lost 0 · 0 %.
    """
    series = segment_series(segments)
    sizes = series.value_counts().reindex(series.cat.categories)
    ax = axes(ax, height=rows_height(len(sizes)))
    sns.barplot(
        x=sizes.to_numpy(), y=range(len(sizes)), orient="h", color=COLOURS[0],
        saturation=1, width=0.7, errorbar=None, ax=ax,
    )  # fmt: skip
    texts = [f"{count(n)} · {percent(n / len(series))}" for n in sizes]
    name_rows(ax, sizes.index)
    count_axis(ax)
    if before is None:
        label_bars(ax, 0, texts)
        room_for_labels(ax, sizes)
    else:
        _compare(ax, sizes, before, texts)
    xlabel = words.SIZES_X if before is None else words.SIZES_X_BEFORE
    xlabel = xlabel.format(n=count(len(series)))
    ax.set(title=words.SIZES, xlabel=xlabel, ylabel=words.SEGMENT)
    return ax


def _compare(ax: Axes, sizes: pd.Series, before: pd.Series, texts: list[str]) -> None:
    """Mark the earlier sizes, and say beyond bar and mark how the size differs."""
    earlier = segment_series(before, name="before").value_counts()
    earlier = earlier.reindex(sizes.index, fill_value=0)
    rows = range(len(sizes))
    ax.plot(
        earlier, rows, "|", color=INK, markersize=14, markeredgewidth=2,
        label="_before", path_effects=[withStroke(linewidth=5, foreground="white")],
    )  # fmt: skip
    top = max(sizes.max(), earlier.max(), 1)
    for row, text, size, was in zip(rows, texts, sizes, earlier, strict=True):
        change = f" ({size - was:+,})" if size != was else ""
        ax.annotate(
            text + change, (size, row), (max(size, was) + 0.02 * top, row),
            va="center", fontsize=9,
        )  # fmt: skip
    room_for_labels(ax, [top], extra=0.6)


@styled
def segment_value(
    segments: pd.Series, value: pd.Series, *, ax: Axes | None = None
) -> Axes:
    """Draw each segment's share of customers beside its share of value.

    Parameters
    ----------
    segments : categorical Series indexed by customer_id
    value : Series indexed by customer_id, money or another amount that adds up, such as
        ``X["monetary_amount"]``; its name is what the figure calls it
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: two bars for each segment, told apart by colour and hatching. Customers
    without a value are left out of both, and counted in the axis label.

    Raises
    ------
    DataError
        if the two share no customer, a customer is there twice, the value is no number,
        or the total is zero or less, so that shares have no meaning

    References
    ----------
    Own definition.

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import plots
    >>> segments = pd.Series(["loyal", "new", "new"], index=[1, 2, 3])
    >>> spent = pd.Series([80.0, 15.0, 5.0], index=[1, 2, 3], name="monetary_amount")
    >>> plots.show(plots.segment_value(segments, spent))
    What does each segment bring?
    Horizontal axis: share of 3 customers and of 100 in monetary amount.
    Vertical axis: segment.
    Bars, share of customers: loyal 33 %; new 67 %.
    Bars, share of monetary amount: loyal 80 %; new 20 %.
    """
    shares, label = _shares(segments, value)
    long = shares.reset_index(drop=True).melt(ignore_index=False)
    ax = axes(ax, height=rows_height(len(shares), each=0.62, least=3.0))
    sns.barplot(
        x=long["value"],
        y=long.index,
        hue=long["variable"],
        orient="h",
        palette=COLOURS[:2],
        saturation=1,
        errorbar=None,
        ax=ax,
    )
    for side, column in enumerate(shares):
        label_bars(ax, side, [percent(share) for share in shares[column]])
        _hatch(ax, side)
    name_rows(ax, shares.index)
    ax.xaxis.set_major_formatter(percent_formatter())
    room_for_labels(ax, long["value"], extra=0.15)
    ax.set(xlabel=label, ylabel=words.SEGMENT)
    ax.set_title(words.VALUE, pad=28)
    handles: Any = ax.containers
    ax.legend(
        handles, list(map(str, shares)), loc="lower left", bbox_to_anchor=(-0.01, 1),
        ncols=2, borderaxespad=0.2,
    )  # fmt: skip
    return ax


def _hatch(ax: Axes, side: int) -> None:
    """Give one series of bars its second cue."""
    for patch in ax.containers[side]:
        patch.set(hatch=HATCHES[side], edgecolor="white" if HATCHES[side] else INK)
        patch.set_linewidth(0)


def _shares(segments: pd.Series, value: pd.Series) -> tuple[pd.DataFrame, str]:
    """Return both shares for each segment, and what the axis is called."""
    series = one_row_each(segment_series(segments), name="segments")
    money = one_row_each(customer_series(value, name="value"), name="value")
    money = numbers(money, name="value").reindex(series.index)
    known = money.notna()
    if not known.any():
        raise DataError(
            "value and segments share no customer: index both by the same customer_id"
        )
    total = money[known].sum()
    if total <= 0:
        raise DataError(
            f"value adds up to {amount(total)}: shares of a total of zero or less have "
            "no meaning; draw plots.distribution(value) instead"
        )
    groups = money[known].groupby(series[known], observed=False)
    name = str(value.name).replace("_", " ") if value.name is not None else "value"
    shares = pd.DataFrame(
        {
            words.SHARE_CUSTOMERS: groups.size() / known.sum(),
            words.SHARE_VALUE.format(name=name): groups.sum() / total,
        }
    )
    label = words.VALUE_X.format(n=count(known.sum()), total=amount(total), name=name)
    if missing := int((~known).sum()):
        label += words.LEFT_OUT.format(n=count(missing), why=words.NO_VALUE)
    return shares, label
