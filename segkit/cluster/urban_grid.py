"""Cells of one square kilometre sorted by how densely people live, and with whom.

The first step of the degree of urbanisation; `segkit.cluster.urbanisation` sorts areas
by these cells, and says where the method comes from.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import ndimage

from segkit import checks
from segkit.checks import DataError

SIDES = ndimage.generate_binary_structure(2, 1)  # four neighbours
CORNERS = ndimage.generate_binary_structure(2, 2)  # eight neighbours
GAP_KM2 = 15  # a hole in a centre that is smaller is filled
MAJORITY = 5  # of the eight neighbours
MOST_CELLS = 50_000_000  # between the corners of the grid


class Kind(NamedTuple):
    """What makes a cluster of cells: people in a cell, in all, and what neighbours are.

    Attributes
    ----------
    density : people per km², at least
    people : in the cluster, at least
    near : the neighbours, as a 3 x 3 mask
    """

    density: float
    people: float
    near: NDArray


CENTRE = Kind(1500, 50_000, SIDES)
CLUSTER = Kind(300, 5_000, CORNERS)
DENSE = Kind(1500, 5_000, SIDES)
SEMI_DENSE = {
    "2021": (Kind(300, 5_000, CORNERS), 3),  # and how far from denser cells, km
    "2024": (Kind(900, 2_500, SIDES), 2),
}
VILLAGE = Kind(300, 500, CORNERS)
LOW_DENSITY = 50
CELLS_1 = ("urban centre", "urban cluster", "rural")
CELLS_2 = (
    "urban centre",
    "dense urban cluster",
    "semi-dense urban cluster",
    "suburban or peri-urban",
    "rural cluster",
    "low density rural",
    "very low density rural",
)
NEED = ("x_km", "y_km", "population")


def urban_cells(
    grid: pd.DataFrame, *, level: int = 1, version: str = "2024"
) -> pd.Series:
    """Say what each cell of one square kilometre is: urban centre, cluster or rural.

    Parameters
    ----------
    grid : one row per cell: x_km and y_km (whole kilometres, the same corner of every
        cell), population; cells that are not there are empty
    level : 1 for three kinds of cells, 2 for seven
    version : of level 2: ``"2021"`` for the printed manual, ``"2024"`` with the changes
        of July 2024 (semi-dense clusters of 900 people per km² and 2,500 in all, at
        least 2 km from denser ones, instead of 300, 5,000 and 3 km)

    Returns
    -------
    categorical Series, same index

    Raises
    ------
    DataError
        if the grid is empty, is not of whole kilometres, or has a cell twice

    Notes
    -----
    Urban centres: cells of at least 1,500 people joined by their sides, at least 50,000
    together; a cell joins if at least five of its eight neighbours belong to the same
    centre, again and again until none does; holes under 15 km² are filled. Urban
    clusters: cells of at least 300 joined by sides or corners, at least 5,000 together.
    Level 2 divides the cells of level 1: a cluster of 900 people per km² and 2,500 in
    all that is no urban cluster stays rural.
    Smoothing comes before filling, as in the data of the European Commission (GHS-SMOD
    R2022A).

    Examples
    --------
    >>> grid = pd.DataFrame({"x_km": [0, 1, 0, 1, 5], "y_km": [0, 0, 1, 1, 9],
    ...                      "population": [9000, 9000, 16000, 16000, 40]})
    >>> urban_cells(grid).tolist()
    ['urban centre', 'urban centre', 'urban centre', 'urban centre', 'rural']
    """
    checks.choice(level, (1, 2), name="level")
    checks.choice(version, SEMI_DENSE, name="version")
    grid = _checked(grid)
    y, x = (
        (grid[name] - grid[name].min()).to_numpy(int) + 1 for name in ("y_km", "x_km")
    )
    people = np.zeros((y.max() + 2, x.max() + 2))  # with an empty rim
    people[y, x] = grid["population"]
    kinds = _level_1(people) if level == 1 else _level_2(people, version)
    names = pd.Index(CELLS_1 if level == 1 else CELLS_2)
    found = pd.Categorical.from_codes(kinds[y, x], names)
    return pd.Series(found, grid.index)


def _checked(grid: pd.DataFrame) -> pd.DataFrame:
    grid = checks.table(grid, NEED, name="population_grid")
    if grid.empty:
        raise DataError("population_grid has no rows: pass the cells where people live")
    columns = grid[list(NEED)].apply(pd.to_numeric, errors="coerce").astype(float)
    if not np.isfinite(columns.to_numpy()).all() or (columns["population"] < 0).any():
        raise DataError(
            f"population_grid needs numbers in {list(NEED)}, people from 0: look for "
            "text, missing or negative values"
        )
    corners = columns[["x_km", "y_km"]] % 1
    if corners.nunique().max() > 1:
        raise DataError(
            "population_grid needs cells of one square kilometre, x_km and y_km in "
            "steps of 1: add up smaller cells first"
        )
    if columns.duplicated(["x_km", "y_km"]).any():
        raise DataError(
            "population_grid has cells more than once: one row per x_km and y_km"
        )
    wide = (
        columns[["y_km", "x_km"]].max() - columns[["y_km", "x_km"]].min() + 3
    ).prod()
    if wide > MOST_CELLS:
        raise DataError(
            f"population_grid spans {wide:,.0f} km², more than {MOST_CELLS:,}: "
            "is a coordinate wrong? Else classify one country at a time"
        )
    return columns


def _level_1(people: NDArray) -> NDArray:
    centre = _centres(people)
    urban = centre | (_clusters(people, CLUSTER) > 0)
    return np.where(centre, 0, np.where(urban, 1, 2))


def _level_2(people: NDArray, version: str) -> NDArray:
    centre = _centres(people)
    dense = centre | (_clusters(people, DENSE) > 0)
    kind, km = SEMI_DENSE[version]
    near = ndimage.binary_dilation(dense, CORNERS, iterations=km - 1)
    label, urban = _clusters(people, kind), _clusters(people, CLUSTER) > 0
    semi = (label > 0) & urban & ~np.isin(label, np.unique(label[near]))
    tests = [
        centre,
        dense,
        semi,
        urban,
        _clusters(people, VILLAGE) > 0,
        people >= LOW_DENSITY,
    ]
    return np.select(tests, range(len(tests)), default=len(tests))


def _clusters(people: NDArray, kind: Kind) -> NDArray:
    """Give the clusters of a kind numbers from 1, and 0 elsewhere."""
    label, n = ndimage.label(people >= kind.density, structure=kind.near)
    sums = ndimage.sum(people, label, np.arange(n + 1))
    return np.where(sums[label] >= kind.people, label, 0)


def _centres(people: NDArray) -> NDArray:
    """Mark the cells of urban centres, each smoothed and filled on its own."""
    label = _smoothed(_clusters(people, CENTRE))
    filled = label > 0
    for each, here in _windows(label):
        part = label[here]
        outside, n = ndimage.label(part != each, structure=SIDES)
        sizes = np.bincount(outside.ravel(), minlength=n + 1)
        sizes[outside[0, 0]] = GAP_KM2  # the rim is one piece, and no hole
        filled[here] |= (part != each) & (sizes < GAP_KM2)[outside]
    return filled


def _smoothed(label: NDArray) -> NDArray:
    """Add cells most of whose neighbours are of one centre, until there are none."""
    while True:
        grown = label.copy()
        for each, here in _windows(label):
            part = label[here]
            near = ndimage.convolve((part == each).astype(int), CORNERS.astype(int))
            grown[here][(part == 0) & (near >= MAJORITY)] = each
        if (grown == label).all():
            return label
        label = grown


def _windows(label: NDArray) -> Iterator[tuple[int, tuple[slice, ...]]]:
    """Go through the clusters, each in its own corner of the map, with a rim."""
    for i, here in enumerate(ndimage.find_objects(label)):
        if here is not None:
            yield i + 1, tuple(slice(s.start - 1, s.stop + 1) for s in here)
