"""Bars, histograms, boxes and wedges in words."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.container import BarContainer, ErrorbarContainer
from matplotlib.patches import Wedge

from segkit.plots.alt.axis import all_named, floats, number, one_line, reader
from segkit.plots.alt.labels import named, names, near
from segkit.plots.words import ALT

MOST = 24  # so many bars are read out one by one


class Bar(NamedTuple):
    """One bar: where it stands (left, right edge), from where to where it reaches."""

    left: float
    right: float
    base: float
    top: float

    @property
    def centre(self) -> float:
        """Return the middle of the side on which the bar stands."""
        return (self.left + self.right) / 2

    @property
    def length(self) -> float:
        """Return how far the bar reaches, negative when it hangs."""
        return self.top - self.base


def bars(ax: Axes) -> list[str]:
    """Say what the bars of these axes show, one sentence for each series."""
    legend = names(ax)
    found = []
    for container in _containers(ax):
        upright = container.orientation != "horizontal"
        drawn = list(_read(container, upright))
        if not drawn:
            continue
        name = named(container.patches[0], legend, container.get_label() or "_")
        places = ax.xaxis if upright else ax.yaxis
        if _abut(drawn) and not all_named(places, [bar.centre for bar in drawn]):
            found.append(_histogram(ax, drawn, upright, name))
        else:
            found.append(_bars(ax, drawn, upright, name))
    return found


def _containers(ax: Axes) -> list[BarContainer]:
    return [c for c in ax.containers if isinstance(c, BarContainer) and c.patches]


def _read(container: BarContainer, upright: bool) -> Iterable[Bar]:
    for patch in container.patches:
        (x, y), w, h = patch.get_xy(), patch.get_width(), patch.get_height()
        edges = (x, x + w, y, y + h) if upright else (y, y + h, x, x + w)
        if np.isfinite(edges).all():
            yield Bar(*(float(edge) for edge in edges))


def _abut(drawn: list[Bar]) -> bool:
    order = sorted(drawn)
    pairs = pairwise(order)
    return len(order) > 1 and all(
        np.isclose(a.right, b.left, rtol=1e-6, atol=1e-9) for a, b in pairs
    )


def _bars(ax: Axes, drawn: list[Bar], upright: bool, name: str) -> str:
    place = reader(ax.xaxis if upright else ax.yaxis)
    value = reader(ax.yaxis if upright else ax.xaxis)
    intervals = _intervals(ax, upright)

    def words(bar: Bar) -> str:
        end = (bar.centre, bar.top) if upright else (bar.top, bar.centre)
        text = f"{place(bar.centre)} {near(ax, *end) or value(bar.length)}"
        if (reach := intervals.get(round(bar.centre, 6))) is None:
            return text
        low, high = map(value, reach)
        return ALT["interval"].format(what=text, low=low, high=high)

    suffix = "_named" if name else ""
    if len(drawn) <= MOST:
        items = "; ".join(map(words, drawn))
        return ALT["bars" + suffix].format(name=name, items=items)
    largest = words(max(drawn, key=lambda bar: bar.length))
    smallest = words(min(drawn, key=lambda bar: bar.length))
    return ALT["bars_many" + suffix].format(
        n=len(drawn), name=name, largest=largest, smallest=smallest
    )


def _intervals(ax: Axes, upright: bool) -> dict[float, tuple[float, float]]:
    """Return how far the error bars reach, by the bar's centre."""
    found = {}
    for across, along in [*_seaborn_bars(ax, upright), *error_bars(ax, upright)]:
        both = floats([across, along])
        if both.shape == (2, 2) and np.isfinite(both).all() and across[0] == across[1]:
            found[round(float(across[0]), 6)] = (float(min(along)), float(max(along)))
    return found


def _seaborn_bars(ax: Axes, upright: bool) -> list[tuple[Any, Any]]:
    return [_sides(line, upright) for line in ax.lines]


def error_bars(ax: Axes, upright: bool) -> list[tuple[Any, Any]]:
    """Return the ends of Matplotlib's own error bars, across and along."""
    containers = [c for c in ax.containers if isinstance(c, ErrorbarContainer)]
    drawn = [bars for c in containers for bars in c.lines[2]]
    ends = [floats(e) for bars in drawn for e in bars.get_segments()]
    turn = 1 if upright else -1
    pairs = [tuple(e.T[::turn]) for e in ends if e.shape == (2, 2)]
    return [(across, along) for across, along in pairs if across[0] == across[1]]


def _sides(line: Any, upright: bool) -> tuple[Any, Any]:
    x, y = line.get_xdata(orig=False), line.get_ydata(orig=False)
    return (x, y) if upright else (y, x)


def _histogram(ax: Axes, drawn: list[Bar], upright: bool, name: str) -> str:
    place = reader(ax.xaxis if upright else ax.yaxis)
    value = reader(ax.yaxis if upright else ax.xaxis)
    full = [bar for bar in sorted(drawn) if bar.length > 0] or sorted(drawn)
    heights = np.array([bar.length for bar in full])
    facts = []
    if np.allclose(heights, heights.round()):
        facts.append(ALT["n"].format(n=number(heights.sum())))
    facts.append(
        ALT["range"].format(low=place(full[0].left), high=place(full[-1].right))
    )
    if len(facts) == 2 and heights.sum() > 0:
        half = int(np.searchsorted(heights.cumsum(), heights.sum() / 2))
        middle = full[min(half, len(full) - 1)]
        low, high = place(middle.left), place(middle.right)
        facts.append(ALT["median"].format(low=low, high=high))
    tall = full[int(heights.argmax())]
    facts.append(_peak(tall, place, value))
    key = "histogram_named" if name else "histogram"
    return ALT[key].format(name=name, facts=", ".join(facts))


def _peak(tall: Bar, place: Any, value: Any) -> str:
    low, high = place(tall.left), place(tall.right)
    return ALT["peak"].format(height=value(tall.length), low=low, high=high)


def boxes(ax: Axes) -> list[str]:
    """Say the median and the middle half of each box that seaborn drew."""
    items = []
    for container in ax.containers:
        medians = getattr(container, "medians", None)
        drawn = getattr(container, "boxes", None)
        if not medians or not drawn:
            continue
        upright = np.ptp(medians[0].get_ydata()) == 0
        items += [
            _box(ax, *pair, upright) for pair in zip(drawn, medians, strict=False)
        ]
    return [ALT["boxes"].format(items="; ".join(items))] if items else []


def _box(ax: Axes, box: Any, median: Any, upright: bool) -> str:
    across, along = _sides(median, upright)
    corners = box.get_path().vertices if hasattr(box, "get_path") else box.get_xydata()
    side = np.asarray(corners)[:, 1 if upright else 0]
    place = reader(ax.xaxis if upright else ax.yaxis)
    value = reader(ax.yaxis if upright else ax.xaxis)
    return ALT["box"].format(
        name=place(float(np.mean(across))),
        median=value(along[0]),
        low=value(side.min()),
        high=value(side.max()),
    )


def wedges(ax: Axes) -> list[str]:
    """Say the share of each wedge of a pie."""
    drawn = [patch for patch in ax.patches if isinstance(patch, Wedge)]
    items = [
        f"{one_line(w.get_label())} {number((w.theta2 - w.theta1) / 3.6)} %"
        for w in drawn
    ]
    return [ALT["wedges"].format(items="; ".join(items))] if items else []
