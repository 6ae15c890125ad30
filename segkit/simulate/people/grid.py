"""How many people live in every square kilometre, and the weather of every town."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate.draw import stream
from segkit.simulate.people.towns import HEIGHT, REGIONS, WIDTH, shore, towns

# Within a postcode, the first square kilometre is so many times fuller than the last.
CORE = 3.0
LUCK = 0.15
COOLER_A_KM, MONTHS = 5.5, 12
# Cells outside the map's frame, in km: towns at the border have room there.
FRAME = 20


def population_grid(places: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Return the population of every square kilometre that somebody lives in.

    Parameters
    ----------
    places : the postcodes, with x_km, y_km, population, area_km2 and town_code
    seed : whole number

    Returns
    -------
    pandas table, one row per cell: x_km, y_km (its south-west corner, whole
    kilometres), population, postcode

    Notes
    -----
    Own definition: the postcodes take turns, the ones with the densest people first;
    each takes as many free cells on land as it is large, the nearest ones, and is
    fuller in the middle. The cells of a postcode add up to its population.

    Examples
    --------
    >>> from segkit.simulate.people.places import places
    >>> made = places(seed=1)
    >>> grid = population_grid(made, seed=1)
    >>> bool(grid["population"].sum() == made["population"].sum())
    True
    """
    rng, cell = stream(seed, "population grid"), _land()
    free = np.ones(len(cell), dtype=bool)
    parts = []
    for place in np.argsort(-places["density_km2"].to_numpy(), kind="stable"):
        row = places.iloc[place]
        mine = _nearest(cell, free, row["x_km"], row["y_km"], int(row["area_km2"]))
        free[mine] = False
        people = _spread(rng, int(row["population"]), len(mine))
        part = pd.DataFrame(cell[mine], columns=["x_km", "y_km"])
        parts.append(part.assign(population=people, postcode=row["postcode"]))
    grid = pd.concat(parts, ignore_index=True).query("population > 0")
    return grid.sort_values(["y_km", "x_km"], ignore_index=True)


def _land() -> NDArray[np.int64]:
    """Return the corners of all cells on land."""
    x = np.arange(int(WIDTH) + FRAME)
    y = np.arange(-FRAME, int(HEIGHT) + FRAME)
    cell = np.array(np.meshgrid(x, y)).reshape(2, -1).T
    return cell[cell[:, 0] + 0.5 > shore(cell[:, 1] + 0.5)]


def _nearest(
    cell: NDArray, free: NDArray[np.bool_], x: float, y: float, n: int
) -> NDArray[np.int64]:
    away = np.hypot(cell[:, 0] + 0.5 - x, cell[:, 1] + 0.5 - y)
    away[~free] = np.inf
    first = np.argpartition(away, n)[:n]
    return first[np.argsort(away[first], kind="stable")]


def _spread(rng: np.random.Generator, people: int, n: int) -> NDArray[np.int64]:
    """Share people out over n cells, fuller in the middle; what is over goes there."""
    weight = CORE ** (-np.arange(n) / n) * np.exp(rng.normal(0, LUCK, n))
    part = np.floor(people * weight / weight.sum()).astype(np.int64)
    part[0] += people - part.sum()
    return part


def climate(seed: int, places: pd.DataFrame) -> pd.DataFrame:
    """Return the usual weather of every town in every month.

    Parameters
    ----------
    seed : whole number
    places : the postcodes, with town and altitude_m

    Returns
    -------
    pandas table: town, month (1 to 12), mean_c (degrees Celsius), rain_mm

    Examples
    --------
    >>> from segkit.simulate.people.places import places
    >>> len(climate(1, places(1))) == 12 * 68
    True
    """
    rng, where = stream(seed, "climate"), towns(seed)
    n = len(where)
    height = where["town"].map(places.groupby("town")["altitude_m"].mean()).to_numpy()
    plan = np.array(
        [(r.mean_c, r.half_range_c, r.rain_mm, r.winter_rain) for r in REGIONS]
    )[where["region"]]
    mean, half, rain, winter = plan.T[:, :, None]
    mean = mean - COOLER_A_KM * height[:, None] / 1000 + rng.normal(0, 0.3, (n, 1))
    month = np.arange(MONTHS)[None]
    # The coldest days come in the middle of January, the hottest in July.
    swing = np.cos(2 * np.pi * month / MONTHS)
    celsius = mean - half * swing + rng.normal(0, 0.25, (n, MONTHS))
    wet = np.exp(rng.normal(0, 0.05, (n, 1)) + rng.normal(0, 0.08, (n, MONTHS)))
    water = rain / MONTHS * (1 + winter * swing) * wet
    return pd.DataFrame(
        {
            "town": np.repeat(where["town"].to_numpy(), MONTHS),
            "month": np.tile(month[0] + 1, n),
            "mean_c": celsius.ravel().round(1),
            "rain_mm": np.maximum(water, 1).ravel().round(0).astype(np.int64),
        }
    )
