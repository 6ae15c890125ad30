"""What figures with one named row for each segment share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from matplotlib.axes import Axes
from matplotlib.container import BarContainer
from matplotlib.ticker import FuncFormatter, MaxNLocator, PercentFormatter

from segkit.plots.style import count, wrap


def name_rows(ax: Axes, names: Iterable[object]) -> None:
    """Write the names beside rows 0, 1, 2 …, the first on top; a $ is a dollar sign."""
    labels = ["\n".join(wrap(line) for line in str(n).split("\n")) for n in names]
    ax.set_yticks(range(len(labels)), labels=labels, parse_math=False)
    ax.set_ylim(len(labels) - 0.5, -0.5)
    ax.tick_params(axis="y", length=0)


def label_bars(ax: Axes, side: int, texts: Sequence[str]) -> None:
    """Write a text at the end of each bar of one series."""
    container = ax.containers[side]
    assert isinstance(container, BarContainer)
    ax.bar_label(container, labels=texts, padding=4, fontsize=9)


def room_for_labels(ax: Axes, values: Iterable[float], *, extra: float = 0.28) -> None:
    """Widen the axis, so that labels beyond the ends of the bars stay inside."""
    reach = [0.0, *(float(value) for value in values)]
    low, high = min(reach), max(reach)
    room = extra * (high - low or 1)
    ax.set_xlim(low - (room if low < 0 else 0), high + room)


def count_axis(ax: Axes) -> None:
    """Show whole numbers only, thousands separated, on the horizontal axis."""
    ax.xaxis.set_major_locator(MaxNLocator(nbins=6, integer=True))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: count(value)))


def percent_formatter() -> PercentFormatter:
    """Return what writes 0.25 as 25 %."""
    return PercentFormatter(1, symbol=" %", decimals=0)
