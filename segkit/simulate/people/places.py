"""Where people live: the postcodes and the stores of two invented countries.

Spoilers. Arrays with one value per geographic segment follow `links.GEOGRAPHIC`.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate.draw import stream
from segkit.simulate.people.towns import (
    KM_A_DEGREE,
    LATITUDE,
    LONGITUDE,
    REGIONS,
    shore,
    towns,
)

N_STORES = 10
ROAD = 1.25
LOG_POPULATION = np.array([10.15, 9.9, 9.3, 9.1, 8.1])
POPULATION_SPREAD = 0.28
LOG_DENSITY = np.array([8.45, 7.15, 6.3, 6.1, 4.1])
DENSITY_SPREAD = np.array([0.40, 0.36, 0.30, 0.32, 0.50])
# How far the postcodes of a town lie from its middle.
SCATTER_KM = np.array([2.2, 2.6, 2.8, 3.0, 5.5])
INCOME = np.array([34_000, 46_000, 31_000, 29_000, 25_000])
INCOME_SPREAD = 0.11
# Part of dwellings that are flats, and that are lived in during holidays only.
FLATS = np.array([0.84, 0.42, 0.34, 0.45, 0.10])
SECOND_HOMES = np.array([0.03, 0.02, 0.05, 0.30, 0.12])
HOUSEHOLD_SIZE = np.array([1.85, 2.45, 2.25, 2.05, 2.40])
JOBS = np.array([0.80, 0.36, 0.42, 0.34, 0.25])
# Home, garden and office goods: what a household spends a year, from its income.
SPEND_RATE = 0.045
COASTAL_KM = 10.0


def places(seed: int) -> pd.DataFrame:
    """Draw the postcodes, with what is hidden about them.

    Parameters
    ----------
    seed : whole number

    Returns
    -------
    pandas table, one row per postcode, in order of the postcode: the columns of
    `country.POSTCODE_COLUMNS`, and hidden: geographic, town_code, region_code (codes),
    french (part of the people), jobs, city (code; -1 outside)

    Examples
    --------
    >>> len(places(seed=1))
    240
    """
    rng, around = stream(seed, "places"), towns(seed)
    town = np.repeat(np.arange(len(around)), around["parts"].map(len))
    kind = np.concatenate(around["parts"].tolist()).astype(np.int64)
    made = pd.DataFrame({"geographic": kind, "town_code": town})
    made["region_code"] = around["region"].to_numpy()[town]
    made["city"] = around["city"].to_numpy()[town]
    made["town"] = around["town"].to_numpy()[town]
    made = made.assign(**_where(rng, around.iloc[town], kind))
    made = made.assign(**_size(rng, kind), **_life(rng, kind))
    made = _numbered(rng, made)
    return _reach(made.assign(**_named(rng, made)), seed)


def _where(
    rng: np.random.Generator, around: pd.DataFrame, kind: NDArray
) -> dict[str, NDArray]:
    """Scatter the postcodes of a town around its middle, on land."""
    step = rng.normal(0, SCATTER_KM[kind, None] / 1.5, (len(kind), 2))
    y = around["y_km"].to_numpy() + step[:, 1]
    land = shore(y) + rng.uniform(0.4, 1.2, len(kind))
    x = np.maximum(around["x_km"].to_numpy() + step[:, 0], land)
    latitude = LATITUDE + y / KM_A_DEGREE
    east = KM_A_DEGREE * np.cos(np.radians(latitude))
    height = np.array([region.altitude_m for region in REGIONS])[around["region"]]
    sea = x - shore(y)
    height = height * np.minimum(sea / 30, 1) * np.exp(rng.normal(0, 0.25, len(kind)))
    return {
        "latitude": latitude.round(5),
        "longitude": (LONGITUDE + x / east).round(5),
        "x_km": x.round(2),
        "y_km": y.round(2),
        "km_to_sea": sea.round(1),
        "altitude_m": np.round(4 + height).astype(np.int64),
    }


def _size(rng: np.random.Generator, kind: NDArray) -> dict[str, NDArray]:
    population = np.exp(rng.normal(LOG_POPULATION[kind], POPULATION_SPREAD))
    dense = np.exp(rng.normal(LOG_DENSITY[kind], DENSITY_SPREAD[kind]))
    area = np.maximum(np.round(population / dense), 1).astype(np.int64)
    population = np.round(population).astype(np.int64)
    households = np.round(
        population / HOUSEHOLD_SIZE[kind] * np.exp(rng.normal(0, 0.05, len(kind)))
    )
    return {
        "population": population,
        "area_km2": area,
        "density_km2": (population / area).round(1),
        "households": households.astype(np.int64),
        "jobs": JOBS[kind] * population * np.exp(rng.normal(0, 0.3, len(kind))),
    }


def _life(rng: np.random.Generator, kind: NDArray) -> dict[str, NDArray]:
    n = len(kind)
    income = INCOME[kind] * np.exp(rng.normal(0, INCOME_SPREAD, n))
    return {
        "median_income_amount": np.round(income, -2),
        "flats_rate": _near(rng, FLATS[kind], 14.0),
        "second_homes_rate": _near(rng, SECOND_HOMES[kind], 40.0),
    }


def _near(rng: np.random.Generator, middle: NDArray, firm: float) -> NDArray:
    """Draw rates around a middle (beta); the firmer, the nearer."""
    return rng.beta(middle * firm, (1 - middle) * firm).round(3)


def _numbered(rng: np.random.Generator, made: pd.DataFrame) -> pd.DataFrame:
    """Give out the postcodes: by region and town, then in no telling order."""
    made = made.assign(luck=rng.random(len(made))).sort_values(["town_code", "luck"])
    step = rng.integers(3, 40, len(made))
    within = pd.Series(step).groupby(made["region_code"].to_numpy()).cumsum()
    code = (made["region_code"].to_numpy() + 1) * 10_000 + 1_000 + within.to_numpy()
    made = made.drop(columns="luck").reset_index(drop=True)
    return made.assign(postcode=[str(number) for number in code])


def _named(rng: np.random.Generator, made: pd.DataFrame) -> dict[str, NDArray]:
    """Add what follows from region and households."""
    region = made["region_code"].to_numpy()
    usual = np.array([each.french for each in REGIONS])[region]
    french = rng.beta(12 * usual, 12 * (1 - usual)).round(3)
    market = made["households"] * made["median_income_amount"] * SPEND_RATE
    return {
        "region": np.array([each.name for each in REGIONS])[region],
        "country": np.array([each.country for each in REGIONS])[region],
        "french": french,
        "language": np.where(french > 0.5, "French", "English"),
        "coastal": made["km_to_sea"].to_numpy() <= COASTAL_KM,
        "market_size_amount": np.round(market.to_numpy(), -3),
    }


def _reach(made: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Add the way to the nearest store, by road."""
    shops = store_places(made, seed)
    at = made[["x_km", "y_km"]].to_numpy()
    apart = np.hypot(*(at[:, None] - at[None, shops]).transpose(2, 0, 1))
    return made.assign(km_to_store=(0.4 + ROAD * apart.min(axis=1)).round(1))


def store_places(made: pd.DataFrame, seed: int) -> NDArray[np.int64]:
    """Choose where the stores are: one in each city, the others wherever people are.

    Parameters
    ----------
    made : the postcodes
    seed : whole number

    Returns
    -------
    (10,) rows of `made`

    Examples
    --------
    >>> len(store_places(places(seed=1), seed=1))
    10
    """
    centre = made["geographic"].to_numpy() == 0
    cities = [
        int(np.flatnonzero(centre & (made["city"] == code))[0])
        for code in range(int(made["city"].max()) + 1)
    ]
    others = np.flatnonzero(~centre & (made["geographic"] != len(LOG_POPULATION) - 1))
    weights = made["population"].to_numpy()[others]
    rng = stream(seed, "stores")
    more = rng.choice(others, N_STORES - len(cities), False, weights / weights.sum())
    return np.array([*cities, *more])


def store_table(made: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Return the stores, the oldest first.

    Parameters
    ----------
    made : the postcodes
    seed : whole number

    Returns
    -------
    pandas table: store_id, postcode, town, opened_on

    Examples
    --------
    >>> store_table(places(seed=1), seed=1)["store_id"].iloc[0]
    'T01'
    """
    rng, at = stream(seed, "store years"), store_places(made, seed)
    first, last = pd.Timestamp("1991-03-01"), pd.Timestamp("2022-06-01")
    opened = first + pd.to_timedelta(
        np.sort(rng.integers(0, (last - first).days, len(at))), unit="D"
    )
    shops = made.iloc[at]
    return pd.DataFrame(
        {
            "store_id": [f"T{number:02d}" for number in range(1, len(at) + 1)],
            "postcode": shops["postcode"].to_numpy(),
            "town": shops["town"].to_numpy(),
            "opened_on": opened,
        }
    )
