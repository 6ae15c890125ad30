"""Two or three audiences as circles, their areas in proportion as far as possible."""

from __future__ import annotations

from itertools import combinations
from math import acos, hypot, pi, sqrt

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Circle
from matplotlib.patheffects import withStroke

from segkit.checks import DataError
from segkit.plots.style import COLOURS, HATCHES, INK, axes, count, styled, wrap
from segkit.plots.tables import pandas_table
from segkit.plots.words import audiences as words

STEPS = 60  # halvings of an interval
GRID = 400  # points a side, to find where a number fits
NEAR = 0.03  # of all: by so much the area of a part may be off


@styled
def venn(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how two or three audiences overlap, as circles.

    Parameters
    ----------
    table : what `activation.audience_combinations` returns: a column of true and false
        for each audience, and n
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: circles; each part has its number. Two circles are exact; three cannot always
    be, and the figure says so

    Raises
    ------
    DataError
        if there are not two or three audiences, a combination is missing, or nobody is
        in any of them

    References
    ----------
    Areas of circles and of their pairs, after Chow and Ruskey (2004), Drawing
    area-proportional Venn and Euler diagrams, Graph Drawing, 466-477.

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import plots
    >>> table = pd.DataFrame({"VIP": [True, True, False, False],
    ...     "New": [True, False, True, False], "n": [10, 30, 20, 40]})
    >>> plots.show(plots.venn(table))
    Who belongs to several audiences? Horizontal axis:
    40 of 100 customers are in none of them; areas in proportion.
    Labels: VIP (40); New (30); VIP and New: 10; VIP only: 30; New only: 20.
    """
    rows = pandas_table(table, ["n"], name="table")
    names = [c for c in rows.columns if pd.api.types.is_bool_dtype(rows[c])]
    parts = _parts(rows, names)
    sizes = [sum(n for key, n in parts.items() if key[i]) for i in range(len(names))]
    if not sum(sizes):
        raise DataError(words.VENN_EMPTY)
    radii = [sqrt(size / pi) for size in sizes]
    places = _placed(radii, _shared(parts, len(names)))
    ax = axes(ax, height=5)
    for i, ((x, y), radius) in enumerate(zip(places, radii, strict=True)):
        look = {"facecolor": COLOURS[i], "hatch": HATCHES[i], "alpha": 0.35}
        ax.add_patch(Circle((x, y), radius, edgecolor=INK, linewidth=1.2, **look))
    _name(ax, [*zip(names, sizes, strict=True)], places, radii)
    good = _numbers(ax, names, parts, places, radii)
    none = words.VENN_NONE.format(
        n=count(parts[(False,) * len(names)]), of=count(sum(parts.values()))
    )
    areas = words.VENN_TWO if len(names) == 2 else words.VENN_THREE
    areas = areas if good else words.VENN_FAR
    ax.set(title=words.VENN, xlabel=f"{none};\n{areas}")
    _bare(ax, places, radii)
    return ax


def _parts(rows: pd.DataFrame, names: list[str]) -> dict[tuple[bool, ...], int]:
    """Read how many customers each combination has."""
    if len(names) not in (2, 3):
        raise DataError(words.VENN_NEED.format(n=len(names)))
    keys = [tuple(map(bool, key)) for key in rows[names].to_numpy()]
    if len(set(keys)) != len(keys) or len(keys) != 2 ** len(names):
        need = 2 ** len(names)
        raise DataError(words.VENN_ROWS.format(n=len(keys), need=need))
    return dict(zip(keys, rows["n"].astype(int), strict=True))


def _shared(parts: dict[tuple[bool, ...], int], k: int) -> dict[tuple[int, int], float]:
    """Count the customers of each pair of audiences."""
    return {
        (i, j): float(sum(n for key, n in parts.items() if key[i] and key[j]))
        for i, j in combinations(range(k), 2)
    }


def _placed(
    radii: list[float], shared: dict[tuple[int, int], float]
) -> list[tuple[float, float]]:
    """Place two circles exactly, and a third as near to both as it can be."""
    gap = {
        pair: _distance(radii[pair[0]], radii[pair[1]], n) for pair, n in shared.items()
    }
    found = [(0.0, 0.0), (gap[0, 1], 0.0)]
    if len(radii) == 3:
        a, b, d = gap[0, 2], gap[1, 2], max(gap[0, 1], 1e-9)
        x = (a**2 - b**2 + d**2) / (2 * d)
        x = min(max(x, -a), a)
        found.append((x, -sqrt(max(a**2 - x**2, 0.0))))
    return found


def _distance(r: float, s: float, area: float) -> float:
    """Find how far apart two circles must be to share an area."""
    low, high = abs(r - s), r + s
    if area <= 0:
        return 1.04 * high  # a little apart
    for _ in range(STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if lens(r, s, middle) > area else (low, middle)
    return (low + high) / 2


def lens(r: float, s: float, d: float) -> float:
    """Return the area that two circles share.

    Parameters
    ----------
    r, s : their radii
    d : distance of their centres

    Returns
    -------
    float

    Examples
    --------
    >>> round(lens(1, 1, 0), 4), lens(1, 1, 2)
    (3.1416, 0.0)
    """
    if d >= r + s or not r or not s:
        return 0.0
    if d <= abs(r - s):
        return pi * min(r, s) ** 2
    a = r**2 * acos(min(max((d**2 + r**2 - s**2) / (2 * d * r), -1), 1))
    b = s**2 * acos(min(max((d**2 + s**2 - r**2) / (2 * d * s), -1), 1))
    kite = (-d + r + s) * (d + r - s) * (d - r + s) * (d + r + s)
    return a + b - sqrt(max(kite, 0.0)) / 2


def _name(
    ax: Axes,
    names: list[tuple[str, int]],
    places: list[tuple[float, float]],
    radii: list[float],
) -> None:
    """Write each name and its size beside its circle, away from the others."""
    middle = tuple(np.mean(places, axis=0))
    ways = ((-1.0, 0.0), (1.0, 0.0), (0.0, -1.0))  # of circles on one another
    for i, (name, size) in enumerate(names):
        place, radius = places[i], radii[i]
        away = (place[0] - middle[0], place[1] - middle[1])
        away = ways[i] if hypot(*away) <= 1e-3 * radius else away
        long = hypot(*away) or 1.0
        x, y = (place[k] + away[k] / long * radius * 1.08 for k in (0, 1))
        side = "right" if away[0] < -0.3 * long else "left"
        side = side if abs(away[0]) > 0.3 * long else "center"
        up = "top" if away[1] < -0.6 * long else "center"
        broad = 18 if up == "center" else 44  # below there is width, and no height
        label = wrap(words.VENN_NAME.format(name=name, n=count(size)), broad)
        ax.text(x, y, label, ha=side, va=up, weight="bold", parse_math=False)


def _numbers(
    ax: Axes,
    names: list[str],
    parts: dict[tuple[bool, ...], int],
    places: list[tuple[float, float]],
    radii: list[float],
) -> bool:
    """Write each number into its part; say whether the areas are near."""
    masks, xs, ys, cell = _masks(places, radii)
    total, good = sum(n * sum(key) for key, n in parts.items()), True
    for key, n in sorted(parts.items(), reverse=True):
        if not any(key):
            continue
        here = np.logical_and.reduce([m == k for m, k in zip(masks, key, strict=True)])
        good = good and abs(here.sum() * cell - n) <= NEAR * total
        x, y = _inside(here, xs, ys) if here.any() else (0.0, 0.0)
        if n and here.any():
            halo = [withStroke(linewidth=3, foreground="white")]
            ax.text(x, y, count(n), ha="center", va="center", fontsize=9,
                    path_effects=halo, zorder=5)  # fmt: skip
        told = _part_in_words(key, names, n)  # read out, not seen: the circles say it
        ax.text(x, y, told, alpha=0, fontsize=1, parse_math=False)
    return good


def _part_in_words(key: tuple[bool, ...], names: list[str], n: int) -> str:
    mine = [name for name, inside in zip(names, key, strict=True) if inside]
    if len(mine) == 1:
        return words.VENN_ONLY.format(name=mine[0], n=count(n))
    return words.VENN_BOTH.format(names=words.VENN_AND.join(mine), n=count(n))


def _masks(
    places: list[tuple[float, float]], radii: list[float]
) -> tuple[list[np.ndarray], np.ndarray, np.ndarray, float]:
    """Say which points of a grid lie in which circle."""
    low = np.min([np.array(p) - r for p, r in zip(places, radii, strict=True)], axis=0)
    high = np.max([np.array(p) + r for p, r in zip(places, radii, strict=True)], axis=0)
    x = np.linspace(low[0], high[0], GRID)
    y = np.linspace(low[1], high[1], GRID)
    xs, ys = np.meshgrid(x, y)
    masks = [
        (xs - p[0]) ** 2 + (ys - p[1]) ** 2 <= r**2
        for p, r in zip(places, radii, strict=True)
    ]
    return masks, xs, ys, float((x[1] - x[0]) * (y[1] - y[0]))


def _inside(here: np.ndarray, xs: np.ndarray, ys: np.ndarray) -> tuple[float, float]:
    """Find the point of a part that is farthest from its edge."""
    from scipy.ndimage import distance_transform_edt  # noqa: PLC0415 - only here

    deep = distance_transform_edt(np.pad(here, 1))[1:-1, 1:-1]
    place = np.unravel_index(int(np.argmax(deep)), deep.shape)
    return float(xs[place]), float(ys[place])


def _bare(ax: Axes, places: list[tuple[float, float]], radii: list[float]) -> None:
    """Leave room for the names, and take the axes away."""
    ends = [(p[0] - r, p[0] + r, p[1] - r, p[1] + r)
            for p, r in zip(places, radii, strict=True)]  # fmt: skip
    left, right = min(e[0] for e in ends), max(e[1] for e in ends)
    low, high = min(e[2] for e in ends), max(e[3] for e in ends)
    wide, tall = 0.45 * (right - left), 0.2 * (high - low)
    ax.set_xlim(left - wide, right + wide)
    ax.set_ylim(low - tall, high + tall)
    ax.set_aspect("equal")
    ax.set_xticks([])
    ax.set_yticks([])
    for spine in ax.spines.values():
        spine.set_visible(False)
