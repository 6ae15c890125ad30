"""What the figures of personas share: named rows, and a legend below."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.transforms import ScaledTranslation


def height(names: list[str]) -> float:
    """Return the inches that rows with these names need."""
    return 1.7 + sum(0.2 + 0.19 * (1 + name.count("\n")) for name in names)


def name_them(ax: Axes, names: list[str]) -> None:
    """Write the names beside the rows, the first on top."""
    ax.set_yticks(range(len(names)), names, parse_math=False)
    ax.set_ylim(len(names) - 0.5, -0.5)
    ax.tick_params(axis="y", length=0)


def legend(ax: Axes) -> None:
    """Put the legend below the name of the axis, whatever the figure's height."""
    down = ScaledTranslation(0, -0.62, ax.figure.dpi_scale_trans)
    ax.legend(
        loc="upper left",
        bbox_to_anchor=(0, 0),
        borderaxespad=0,
        bbox_transform=ax.transAxes + down,
    )


def short(text: object, longest: int) -> str:
    """Return a text on one line that is not endless."""
    plain = " ".join(str(text).split())
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"
