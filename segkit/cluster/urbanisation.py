"""Degree of urbanisation: cities, towns and rural areas from a grid of 1 km² cells.

The method that the UN Statistical Commission endorsed in March 2020. Cells are sorted
by how densely and with how many neighbours people live, then areas (municipalities,
postcodes) by where most of their people live.

References: European Union, FAO, UN-Habitat, OECD and World Bank (2021), *Applying the
Degree of Urbanisation: a methodological manual*, doi:10.2785/706535; level 2 with the
changes of July 2024 to its online edition. A cell's population stands for its density
on land: cells that are partly water are not weighted up, and built-up area, an option
of the manual, is not read.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit import checks
from segkit.checks import DataError
from segkit.cluster.urban_grid import NEED, urban_cells

HALF = 0.5
LEVEL_1 = ("city", "town or suburb", "rural area")
LEVEL_2 = (
    "city",
    "dense town",
    "semi-dense town",
    "suburban or peri-urban area",
    "village",
    "dispersed rural area",
    "mostly uninhabited area",
)


def degree_of_urbanisation(
    grid: pd.DataFrame,
    *,
    area: str = "postcode",
    level: int = 1,
    version: str = "2024",
) -> pd.Series:
    """Say for each area of a grid whether it is a city, a town or suburb, or rural.

    Parameters
    ----------
    grid : as in `urban_cells`, and a column that says to which area a cell belongs
    area : the name of that column
    level, version : as in `urban_cells`

    Returns
    -------
    categorical Series indexed by area. Level 1: city, if at least half of the people
    live in urban centres; rural area, if more than half live in rural cells; else town
    or suburb. Level 2 divides these further, see `LEVEL_2`

    Raises
    ------
    DataError
        as in `urban_cells`, and if a cell has no area

    Notes
    -----
    An area without any people is sorted by its cells. **The areas matter** (modifiable
    areal unit problem, Openshaw 1984): a large municipality with a town in it can come
    out rural, and the same people cut into smaller areas urban. Never compare degrees
    of postcodes with degrees of municipalities.

    Examples
    --------
    >>> grid = pd.DataFrame({"x_km": [0, 1, 0, 1, 5], "y_km": [0, 0, 1, 1, 9],
    ...                      "population": [9000, 9000, 16000, 16000, 40],
    ...                      "postcode": ["11026"] * 4 + ["11042"]})
    >>> degree_of_urbanisation(grid).to_dict()
    {'11026': 'city', '11042': 'rural area'}
    """
    cells = urban_cells(grid, level=level, version=version)
    grid = checks.table(grid, [*NEED, area], name="population_grid")
    if grid[area].isna().any():
        raise DataError(
            f"population_grid has {int(grid[area].isna().sum()):,} cells without a "
            f"value in {area!r}: leave them out, or pass area= with another column"
        )
    shares = _shares(grid[area], cells, grid["population"].astype(float))
    found = _areas_1(shares) if level == 1 else _areas_2(shares, version)
    names = pd.Index(LEVEL_1 if level == 1 else LEVEL_2)
    degrees = pd.Categorical.from_codes(found, names)
    return pd.Series(degrees, shares.index, name="urbanisation")


def _shares(area: pd.Series, cells: pd.Series, people: pd.Series) -> pd.DataFrame:
    """Return which part of each area's people lives in which kind of cell."""
    empty = people.groupby(area).transform("sum") == 0
    counted = people.where(~empty, 1.0)  # an area without people: by its cells
    sums = counted.groupby([area, cells], observed=False).sum().unstack()
    return sums.div(sums.sum(axis=1), axis=0)


def _areas_1(shares: pd.DataFrame) -> NDArray:
    rural = np.where(shares["rural"] > HALF, 2, 1)
    return np.where(shares["urban centre"] >= HALF, 0, rural)


def _areas_2(shares: pd.DataFrame, version: str) -> NDArray:
    centre, dense, semi, suburb, village, low, empty = shares.to_numpy().T
    city, rural = centre >= HALF, village + low + empty > HALF
    if version == "2021":
        town = np.where(dense >= semi, 1, 2)
        town = np.where(dense + semi > suburb, town, 3)
        country = 4 + np.argmax([village, low, empty], axis=0)
    else:
        loose = suburb + village + low + empty >= HALF
        town = np.where(centre + dense >= HALF, 1, np.where(loose, 3, 2))
        sparse = np.where(empty >= HALF, 6, 5)
        country = np.where(1 - low - empty >= HALF, 4, sparse)
    return np.where(city, 0, np.where(rural, country, town))
