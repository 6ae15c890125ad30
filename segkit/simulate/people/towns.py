"""The map: six regions of two invented countries, their towns, and where they lie.

Spoilers. Distances are in kilometres from the south-west corner; the sea is west.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from segkit.simulate.draw import stream

WIDTH, HEIGHT = 220.0, 180.0
# The corner lies in the open Atlantic, where no real town can be meant.
LATITUDE, LONGITUDE = 45.2, -21.0
KM_A_DEGREE = 111.2


@dataclass(frozen=True)
class Region:
    """One region: its middle, who lives there, and its weather.

    Attributes
    ----------
    name, country : invented
    x_km, y_km : its middle; every place belongs to the nearest middle
    french : part of the people who speak French
    mean_c, half_range_c : temperature of the year, and from it to July
    rain_mm : of the year
    winter_rain : how much more of it falls in January than in the mean month
    altitude_m : usual height above the sea
    """

    name: str
    country: str
    x_km: float
    y_km: float
    french: float
    mean_c: float
    half_range_c: float
    rain_mm: float
    winter_rain: float
    altitude_m: float


REGIONS = (
    Region("Harnewick", "Ardelane", 35, 140, 0.05, 10.9, 6.4, 980, 0.25, 60),
    Region("Ostervale", "Ardelane", 110, 140, 0.07, 10.2, 9.2, 740, -0.10, 190),
    Region("Tarnhollow", "Ardelane", 190, 125, 0.12, 9.6, 11.4, 860, -0.15, 640),
    Region("Lowmarn", "Ardelane", 40, 82, 0.20, 12.4, 6.9, 820, 0.30, 50),
    Region("Mirane", "Montvire", 50, 25, 0.92, 16.6, 7.8, 620, 0.85, 80),
    Region("Vaurelle", "Montvire", 145, 40, 0.90, 15.4, 10.2, 345, 0.10, 310),
)
# The cities: where they lie, postcodes in the centre, inner suburbs, suburban towns.
CITIES = (
    (24.0, 138.0, 11, 3, 5),
    (62.0, 88.0, 8, 2, 4),
    (27.0, 30.0, 6, 2, 3),
    (118.0, 132.0, 5, 1, 2),
    (150.0, 48.0, 3, 1, 2),
    (182.0, 118.0, 3, 1, 1),
)
# Cities this far west lie at the sea.
PORT_KM = 40.0
N_SMALL, N_COAST, N_RURAL = 20, 16, 9
CENTRE, SUBURB, SMALL, COAST, COUNTRY = range(5)
# Postcodes of a town of each kind, by geographic segment; some have outskirts.
SUBURBAN, SMALL_TOWN, SEASIDE, VILLAGE = (
    [SUBURB] * 3,
    [SMALL] * 3,
    [COAST] * 3,
    [COUNTRY] * 2,
)
SMALL_OUTSKIRTS, COAST_OUTSKIRTS = 14, 4
ENGLISH = (
    ("Orvel", "Tamber", "Quill", "Hesper", "Wendle", "Farrel", "Ilver", "Norrin"),
    ("stead", "wyke", "holt", "garth", "combe", "firth", "minster"),
)
FRENCH = (
    ("Auvr", "Brén", "Corv", "Doul", "Esqu", "Griv", "Lazur", "Tavr"),
    ("elles", "anges", "erolle", "isson", "ièvre", "emont", "oncourt"),
)


def shore(y_km: ArrayLike) -> NDArray[np.float64]:
    """Return where the sea ends, for each latitude of the map.

    Parameters
    ----------
    y_km : (n,) kilometres north of the corner

    Returns
    -------
    (n,) kilometres east of the corner

    Examples
    --------
    >>> shore(np.array([0.0])).tolist()
    [12.0]
    """
    return 12 + 8 * np.sin(np.asarray(y_km) / 26)


def region_of(x_km: NDArray, y_km: NDArray) -> NDArray[np.int64]:
    """Return the region in which a point lies.

    Parameters
    ----------
    x_km, y_km : (n,) kilometres

    Returns
    -------
    (n,) places in `REGIONS`

    Examples
    --------
    >>> region_of(np.array([190.0]), np.array([125.0])).tolist()
    [2]
    """
    middle = np.array([(region.x_km, region.y_km) for region in REGIONS])
    apart = np.hypot(
        np.subtract.outer(x_km, middle[:, 0]), np.subtract.outer(y_km, middle[:, 1])
    )
    return apart.argmin(axis=1)


def towns(seed: int) -> pd.DataFrame:
    """Draw the towns.

    Parameters
    ----------
    seed : whole number

    Returns
    -------
    pandas table, one row per town, in no telling order: town, x_km, y_km, region
    (code), parts (list of geographic codes, one per postcode), city (code, -1 if none)

    Examples
    --------
    >>> found = towns(seed=1)
    >>> len(found), int(found["parts"].map(len).sum())
    (68, 240)
    """
    rng = stream(seed, "towns")
    rows = [*_cities(rng), *_others(rng)]
    found = pd.DataFrame(rows, columns=["x_km", "y_km", "parts", "city"])
    found["region"] = region_of(found["x_km"].to_numpy(), found["y_km"].to_numpy())
    french = np.array([region.french for region in REGIONS])[found["region"]]
    found.insert(0, "town", _names(rng, french > 0.5))
    order = np.lexsort((rng.random(len(found)), found["region"].to_numpy()))
    return found.iloc[order].reset_index(drop=True)


def _cities(rng: np.random.Generator) -> list[tuple]:
    """Draw the cities and, in a ring around each, its suburban towns."""
    rows: list[tuple] = []
    for code, (x, y, centres, inner, ring) in enumerate(CITIES):
        rows.append((x, y, [CENTRE] * centres + [SUBURB] * inner, code))
        turn = rng.uniform(0, 1)
        for place in range(ring):
            # Port cities have suburbs on the land side only.
            port = x < PORT_KM
            half = (place + 0.2 + 0.6 * turn) / ring - 0.5
            angle = np.pi * (half if port else 2 * (place + turn) / ring)
            away = rng.uniform(9, 14)
            there = x + away * np.cos(angle), y + away * np.sin(angle)
            rows.append((*there, list(SUBURBAN), -1))
    spare = sum(row[2].count(SUBURB) for row in rows) - 60
    for row in rows[-spare:] if spare > 0 else []:
        row[2].pop()
    for row in rows[spare:] if spare < 0 else []:
        row[2].append(SUBURB)
    return rows


def _others(rng: np.random.Generator) -> list[tuple]:
    """Draw small, seaside and rural towns: apart from each other and from cities."""
    taken = [(x, y) for x, y, *_ in CITIES]
    rows: list[tuple] = []
    for number in range(N_COAST):
        y = (number + rng.uniform(0.15, 0.85)) * HEIGHT / N_COAST
        there = float(shore(y) + rng.uniform(0.8, 3.0)), y
        taken.append(there)
        outskirts = [COUNTRY] * (number % 4 == 0)
        rows.append((*there, SEASIDE + outskirts, -1))
    for number in range(N_SMALL + N_RURAL):
        there = _apart(rng, taken)
        taken.append(there)
        outskirts = [COUNTRY] * (number < SMALL_OUTSKIRTS)
        small = number < N_SMALL
        rows.append((*there, SMALL_TOWN + outskirts if small else list(VILLAGE), -1))
    return rows


def _apart(rng: np.random.Generator, taken: list[tuple]) -> tuple[float, float]:
    """Draw points inland until one is far from all towns, less far as room runs out."""
    gap = 30.0
    while True:
        y = rng.uniform(4, HEIGHT - 4)
        x = rng.uniform(float(shore(y)) + 16, WIDTH - 4)
        if min(np.hypot(x - a, y - b) for a, b in taken) > gap:
            return x, y
        gap *= 0.985


def _names(rng: np.random.Generator, french: NDArray[np.bool_]) -> list[str]:
    """Draw a name for every town, in the language of its region; no two the same."""
    pools = [
        list(rng.permutation([first + last for first in stems for last in endings]))
        for stems, endings in (ENGLISH, FRENCH)
    ]
    return [str(pools[int(speaks)].pop()) for speaks in french]
