"""The alternative text of a figure, computed from the data that it draws."""

from __future__ import annotations

from collections.abc import Callable

from matplotlib.axes import Axes

from segkit.plots.alt import bars, marks
from segkit.plots.alt.axis import one_line
from segkit.plots.words import ALT

MOST_LABELS = 12
READERS: tuple[Callable[[Axes], list[str]], ...] = (
    bars.bars,
    bars.boxes,
    bars.wedges,
    marks.cells,
    marks.lines,
    marks.points,
    marks.areas,
    marks.references,
)


def describe(ax: Axes) -> str:
    """Say in sentences what one pair of axes shows."""
    parts = [_title(ax), *_axis_labels(ax)]
    parts += [sentence for read in READERS for sentence in read(ax)]
    parts += _labels(ax, " ".join(parts))
    return " ".join(_sentence(part) for part in parts if part)


def is_colour_bar(ax: Axes) -> bool:
    """Say whether these axes only explain the colours of others."""
    return ax.get_label() == "<colorbar>"


def _title(ax: Axes) -> str:
    titles = [
        one_line(ax.get_title(loc=place)) for place in ("left", "center", "right")
    ]
    return ": ".join(title for title in titles if title) or ALT["untitled"]


def _axis_labels(ax: Axes) -> list[str]:
    labels = {"x": one_line(ax.get_xlabel()), "y": one_line(ax.get_ylabel())}
    return [ALT[key].format(label=text) for key, text in labels.items() if text]


def _labels(ax: Axes, told: str) -> list[str]:
    """Return what is written into the figure and was not said yet; no bare numbers."""
    texts = [one_line(text.get_text()) for text in ax.texts if text.get_visible()]
    worded = [t for t in texts if any(c.isalpha() for c in t) and t not in told]
    worded = list(dict.fromkeys(worded))[:MOST_LABELS]
    return [ALT["texts"].format(items="; ".join(worded))] if worded else []


def _sentence(text: str) -> str:
    return text if text[-1:] in ".!?" else text + "."
