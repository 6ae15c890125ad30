"""Box plots that the alternative text can read, drawn by Matplotlib itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.container import Container

from segkit.plots.style import COLOURS, INK


class Boxes(Container):
    """The parts of the boxes of one pair of axes.

    Parameters
    ----------
    parts : what ``Axes.boxplot`` returns
    """

    def __new__(cls, parts: dict[str, list[Any]]) -> Boxes:
        """Make the tuple of all artists, as Matplotlib's containers are."""
        every = [artist for artists in parts.values() for artist in artists]
        return super().__new__(cls, every)

    def __init__(self, parts: dict[str, list[Any]]) -> None:
        super().__init__([artist for artists in parts.values() for artist in artists])
        self.boxes, self.medians = parts["boxes"], parts["medians"]
        self.whiskers, self.caps = parts["whiskers"], parts["caps"]
        self.fliers = parts["fliers"]


def draw_boxes(
    ax: Axes, groups: Sequence[np.ndarray], *, upright: bool = False
) -> None:
    """Draw a box for each group at the places 0, 1, 2 and so on.

    Parameters
    ----------
    ax : axes to draw on
    groups : numbers, none missing; an empty group leaves its place empty
    upright : whether the boxes stand
    """
    parts = ax.boxplot(
        [np.asarray(group, dtype=float) for group in groups],
        positions=range(len(groups)),
        orientation="vertical" if upright else "horizontal",
        widths=0.6,
        patch_artist=True,
        boxprops={"facecolor": COLOURS[0] + "66", "edgecolor": INK},
        medianprops={"color": INK, "linewidth": 2},
        whiskerprops={"color": INK},
        capprops={"color": INK},
        flierprops={"marker": "o", "markersize": 2.5, "markeredgecolor": INK},
    )
    ax.add_container(Boxes(parts))
