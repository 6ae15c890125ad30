"""Lines, points, cells, areas and reference lines in words."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import (
    PathCollection,
    PolyCollection,
    QuadMesh,
)
from matplotlib.container import BarContainer, ErrorbarContainer
from matplotlib.lines import Line2D

from segkit.plots.alt.axis import (
    Floats,
    Reader,
    all_named,
    floats,
    number,
    one_line,
    reader,
)
from segkit.plots.alt.bars import error_bars
from segkit.plots.alt.labels import named, names, near
from segkit.plots.words import ALT

MOST = 8  # so many lines are read out one by one
MOST_POINTS = 24


def lines(ax: Axes) -> list[str]:
    """Say where each line starts, ends, and is lowest and highest."""
    legend = names(ax)
    drawn = [line for line in ax.lines if _is_curve(ax, line)]
    found = [_line(ax, line, named(line, legend)) for line in drawn[:MOST]]
    if len(drawn) > MOST:
        found.append(ALT["lines_more"].format(n=len(drawn) - MOST))
    return found


def _is_curve(ax: Axes, line: Line2D) -> bool:
    """Leave out reference lines, error bars, whiskers, and lines not drawn in data."""
    if line.get_transform() != ax.transData or not len(_finite(line)):
        return False
    if _in_box(ax, line) or _is_cap(ax, line) or _is_mark(line):
        return False
    x, y = _finite(line).T
    straight = len(x) <= 2 and (np.ptp(x) == 0 or np.ptp(y) == 0)
    return not (straight and line.get_marker() in {"None", "none", "", None})


def _in_box(ax: Axes, line: Line2D) -> bool:
    boxed = [c for c in ax.containers if getattr(c, "medians", None)]
    parts = ("medians", "whiskers", "caps", "fliers")
    return any(line in (getattr(c, part, None) or ()) for c in boxed for part in parts)


def _is_cap(ax: Axes, line: Line2D) -> bool:
    errors = [c for c in ax.containers if isinstance(c, ErrorbarContainer)]
    return any(line in c.lines[1] for c in errors)


def _is_mark(line: Line2D) -> bool:
    """Say whether these are marks without a name: the figure explains them itself."""
    loose = line.get_linestyle() in {"None", "none", "", " "}
    return loose and str(line.get_label()).startswith("_before")


def _finite(line: Line2D) -> Floats:
    xy = floats(line.get_xydata()).reshape(-1, 2)
    return xy[np.isfinite(xy).all(axis=1)]


def _line(ax: Axes, line: Line2D, name: str) -> str:
    xy = _finite(line)
    across, up = reader(ax.xaxis), reader(ax.yaxis)

    def at(row: Any) -> str:
        return ALT["at"].format(x=across(row[0]), y=up(row[1]))

    facts = ALT["line_ends"].format(n=len(xy), first=at(xy[0]), last=at(xy[-1]))
    if len(xy) > 2:
        low, high = at(xy[xy[:, 1].argmin()]), at(xy[xy[:, 1].argmax()])
        facts += ", " + ALT["line_reach"].format(low=low, high=high)
    key = "line_named" if name else "line"
    return ALT[key].format(name=name, facts=facts)


def references(ax: Axes) -> list[str]:
    """Say where straight reference lines stand (axvline, axhline)."""
    found = []
    for line in ax.lines:
        if line.get_transform() == ax.get_xaxis_transform(which="grid"):
            at = reader(ax.xaxis)(float(np.ravel(line.get_xdata(orig=False))[0]))
            found.append(_reference(line, ALT["vertical"].format(at=at)))
        elif line.get_transform() == ax.get_yaxis_transform(which="grid"):
            at = reader(ax.yaxis)(float(np.ravel(line.get_ydata(orig=False))[0]))
            found.append(_reference(line, ALT["horizontal"].format(at=at)))
    return found


def _reference(line: Line2D, what: str) -> str:
    name = named(line, {})
    return ALT["named"].format(what=what, name=name) if name else what


def points(ax: Axes) -> list[str]:
    """Say how many points there are and how far they reach, or each one by name."""
    drawn = [c for c in ax.collections if isinstance(c, PathCollection)]
    parts = [floats(c.get_offsets()).reshape(-1, 2) for c in drawn]
    xy = np.vstack([np.empty((0, 2)), *parts])
    xy = xy[np.isfinite(xy).all(axis=1)]
    if not len(xy):
        return []
    across, up = reader(ax.xaxis), reader(ax.yaxis)
    if len(xy) <= MOST_POINTS and all_named(ax.yaxis, xy[:, 1]):
        return [_named_points(ax, xy, across, up)]
    (x0, y0), (x1, y1) = xy.min(axis=0), xy.max(axis=0)
    return [
        ALT["points"].format(
            n=number(len(xy)), x0=across(x0), x1=across(x1), y0=up(y0), y1=up(y1)
        )
    ]


def _named_points(ax: Axes, xy: Any, across: Reader, up: Reader) -> str:
    """List points that stand in named rows, with their error bars."""
    reach = {
        round(float(y[0]), 6): (float(min(x)), float(max(x)))
        for y, x in error_bars(ax, upright=False)
    }
    items = []
    for x, y in xy[np.argsort(xy[:, 1], kind="stable")]:
        text = f"{up(y)} {near(ax, x, y) or across(x)}"
        if (ends := reach.get(round(float(y), 6))) is not None:
            low, high = map(across, ends)
            text = ALT["interval"].format(what=text, low=low, high=high)
        items.append(text)
    return ALT["points_items"].format(items="; ".join(items))


def cells(ax: Axes) -> list[str]:
    """Say the largest and the smallest cell of each heat map, and what colours mean."""
    found = []
    for mesh in [c for c in ax.collections if isinstance(c, QuadMesh)]:
        found += [_cells(ax, *_mesh(mesh), _unit(mesh)), *_colours(mesh)]
    for image in ax.images:
        found += [_cells(ax, *_image(image), _unit(image)), *_colours(image)]
    return found


def _colours(artist: Any) -> list[str]:
    bar = artist.colorbar
    label = one_line(bar.ax.get_ylabel() or bar.ax.get_xlabel()) if bar else ""
    return [ALT["colours"].format(label=label)] if label else []


def _unit(artist: Any) -> Reader:
    """Return what turns a cell's number into words: as the colour bar writes it."""
    return reader(artist.colorbar.ax.yaxis) if artist.colorbar else number


def _mesh(mesh: QuadMesh) -> tuple[Any, Any, Any]:
    corners = floats(mesh.get_coordinates())
    x = (corners[0, :-1, 0] + corners[0, 1:, 0]) / 2
    y = (corners[:-1, 0, 1] + corners[1:, 0, 1]) / 2
    return floats(mesh.get_array()).reshape(len(y), len(x)), x, y


def _image(image: Any) -> tuple[Any, Any, Any]:
    values = floats(image.get_array())
    if values.ndim == 3:  # a picture in colours has no single value: take its mean
        values = values.mean(axis=2)
    return values, np.arange(values.shape[1]), np.arange(values.shape[0])


def _cells(ax: Axes, values: Any, xs: Any, ys: Any, unit: Reader) -> str:
    rows, columns = values.shape
    if not np.isfinite(values).any():
        return ALT["cells_none"].format(rows=rows, columns=columns)

    def words(flat: int) -> str:
        i, j = divmod(flat, columns)
        across, up = reader(ax.xaxis)(xs[j]), reader(ax.yaxis)(ys[i])
        value = near(ax, xs[j], ys[i]) or unit(values[i, j])
        return ALT["cell"].format(value=value, y=up, x=across)

    largest, smallest = (
        words(int(np.nanargmax(values))),
        words(int(np.nanargmin(values))),
    )
    text = ALT["cells"].format(
        rows=rows, columns=columns, largest=largest, smallest=smallest
    )
    if empty := int((~np.isfinite(values)).sum()):
        text += ", " + ALT["cells_empty"].format(n=empty)
    return text


def areas(ax: Axes) -> list[str]:
    """Say how far filled areas reach, where no line or bar says it already."""
    drawn = [c for c in ax.collections if isinstance(c, PolyCollection)]
    drawn = [c for c in drawn if not isinstance(c, QuadMesh)]
    told = any(_is_curve(ax, line) for line in ax.lines)
    if told or any(isinstance(c, BarContainer) for c in ax.containers):
        return []
    corners = [floats(path.vertices) for c in drawn for path in c.get_paths()]
    corners = [part for part in corners if len(part)]
    if not corners:
        return []
    (x0, y0), (x1, y1) = np.vstack(corners).min(axis=0), np.vstack(corners).max(axis=0)
    across, up = reader(ax.xaxis), reader(ax.yaxis)
    return [
        ALT["area"].format(
            n=len(corners), x0=across(x0), x1=across(x1), y0=up(y0), y1=up(y1)
        )
    ]
