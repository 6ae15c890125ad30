"""Places: one row per customer, of where they live and what it is like there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.features import place_words as said
from segkit.features import population
from segkit.features.place_ways import POINT, named, opened, points, to_store, to_work

NUMBERS = (
    "altitude_m",
    "population",
    "density_km2",
    "km_to_store",
    "km_to_sea",
    "median_income_amount",
    "market_size_amount",
    "flats_rate",
    "second_homes_rate",
)
ORDER = (
    "country",
    "region",
    "town",
    "place_language",
    *POINT,
    "urbanisation",
    "urbanisation_detail",
    "climate_zone",
    "coastal",
    *NUMBERS,
    "home_is_work",
    "km_to_work",
)


def places(
    customers: pd.DataFrame,
    *,
    postcodes: pd.DataFrame | None = None,
    stores: pd.DataFrame | None = None,
    climate: pd.DataFrame | None = None,
    population_grid: pd.DataFrame | None = None,
    as_of: Any = None,
    cold_line: float = 0.0,
    columns: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Describe each customer by where they live, as far as the tables say.

    Parameters
    ----------
    customers : customer_id, and postcode, work_postcode, latitude, longitude or
        km_to_store, those that are known
    postcodes : one row per postcode: postcode, and any of country, region, town,
        language, latitude, longitude (degrees), altitude_m, population, density_km2,
        km_to_store, km_to_sea, coastal, median_income_amount, market_size_amount,
        flats_rate, second_homes_rate, urbanisation, urbanisation_detail, climate_zone
    stores : latitude and longitude, or postcode; to find the way to the nearest one
        where km_to_store is not known
    climate : month, mean_c, rain_mm, and town, or else postcode or region: one row
        each; the class of climate is computed
    population_grid : x_km, y_km, population and postcode of cells of 1 km²; the degree
        of urbanisation is computed
    as_of : the day that is described, if that matters
    cold_line : °C, see `segkit.cluster.climate.koppen`
    columns : ``{"our name": "your name"}``, for every table that has the name

    Returns
    -------
    pandas.DataFrame, sorted and indexed by customer_id, of those columns that can be
    known: country, region, town, place_language (that most people there speak),
    latitude, longitude (the customer's own, or those of the postcode), urbanisation and
    urbanisation_detail (levels 1 and 2), climate_zone, coastal, altitude_m, population,
    density_km2, km_to_store, km_to_sea, median_income_amount, market_size_amount,
    flats_rate, second_homes_rate, home_is_work (both postcodes are the same),
    km_to_work. Customers whose postcode is not known stay, with nothing in these
    columns. ``.attrs``: as_of, if given; left_out: how many have no postcode, and how
    many one that is not in the table

    Raises
    ------
    DataError
        if a table lacks a column, has a row twice, has latitude and longitude swapped,
        or no postcode of the customers is in it

    Notes
    -----
    Distances that are computed are as the crow flies (haversine), which roads exceed by
    a fifth to a half; do not mix them with distances by road. What is known of a
    postcode is an average: it says little about one person (ecological fallacy), and it
    depends on how the borders were drawn (modifiable areal unit problem).

    Examples
    --------
    >>> customers = pd.DataFrame({"customer_id": ["a", "b"], "postcode": ["1", "2"]})
    >>> postcodes = pd.DataFrame({"postcode": ["1", "2"], "region": ["North", "South"],
    ...                           "latitude": [46.0, 45.0], "longitude": -20.0})
    >>> stores = pd.DataFrame({"postcode": ["2"]})
    >>> found = places(customers, postcodes=postcodes, stores=stores)
    >>> found[["region", "km_to_store"]].round(1)
                region  km_to_store
    customer_id
    a            North        111.2
    b            South          0.0
    """
    tables = (customers, postcodes, stores, climate, population_grid)
    columns = named(columns, *tables)
    people = _people(customers, columns)
    areas = _areas(postcodes, population_grid, climate, cold_line, columns)
    found, left_out = _joined(people, areas)
    found |= points(people, found)
    found |= to_store(people, found, stores, areas, columns)
    found |= to_work(people, areas)
    table = pd.DataFrame(found, index=people.index)
    table = table[[name for name in ORDER if name in table.columns]]
    if not len(table.columns):
        raise DataError(said.NOTHING.format(have=people.columns.tolist()))
    table.attrs = {"left_out": left_out}
    if as_of is not None:
        table.attrs["as_of"] = checks.day(as_of).isoformat()
    return table


def _people(customers: Any, columns: Mapping[str, str] | None) -> pd.DataFrame:
    if isinstance(customers, pd.DataFrame) and customers.index.name == "customer_id":
        customers = customers.reset_index()
    table = opened(customers, ["customer_id"], "customers", columns)
    ids = population.ids(table["customer_id"].rename("id"))
    table = table.set_index(population.plain_index(pd.Index(table["customer_id"])))
    return table.drop(columns="customer_id").loc[ids].rename_axis("customer_id")


def _areas(
    postcodes: Any,
    grid: Any,
    climate: Any,
    cold_line: float,
    columns: Mapping[str, str] | None,
) -> pd.DataFrame | None:
    """Put together what is known of each postcode."""
    if postcodes is None:
        for name, table in (("population_grid", grid), ("climate", climate)):
            if table is not None:
                raise DataError(said.NEEDS_POSTCODES.format(name=name))
        return None
    from segkit.cluster import globe  # noqa: PLC0415 (slow to import)

    areas = opened(postcodes, ["postcode"], "postcodes", columns)
    twice = int(areas["postcode"].duplicated().sum())
    if twice:
        raise DataError(said.POSTCODE_TWICE.format(n=twice))
    areas = areas.set_index("postcode").rename(columns={"language": "place_language"})
    if set(POINT) <= set(areas.columns):
        known = areas[POINT].notna().all(axis=1)
        globe.coordinates(areas[known])
    if grid is not None:
        areas = areas.assign(**_urban(opened(grid, ["postcode"], "grid", columns)))
    if climate is not None:
        zones = _climate(areas, climate, cold_line, columns)
        areas = areas.assign(climate_zone=zones)
    return areas


def _urban(grid: pd.DataFrame) -> dict[str, pd.Series]:
    from segkit.cluster import urbanisation  # noqa: PLC0415 (slow to import)

    names = {"urbanisation": 1, "urbanisation_detail": 2}
    return {
        name: urbanisation.degree_of_urbanisation(grid, level=level).astype(object)
        for name, level in names.items()
    }


def _climate(
    areas: pd.DataFrame,
    climate: Any,
    cold_line: float,
    columns: Mapping[str, str] | None,
) -> pd.Series:
    from segkit.cluster import climate as climates  # noqa: PLC0415 (slow to import)

    table = opened(climate, climates.NEED, "climate", columns)
    shared = [n for n in ("postcode", "town", "region") if n in table.columns]
    by = next((n for n in shared if n == "postcode" or n in areas.columns), None)
    if by is None:
        have = table.columns.tolist()
        raise DataError(said.CLIMATE_OF_WHAT.format(have=have))
    zones = climates.climate_zones(table, by=by, cold_line=cold_line)
    if by == "postcode":
        return zones.reindex(areas.index)
    return areas[by].map(zones)


def _joined(
    people: pd.DataFrame, areas: pd.DataFrame | None
) -> tuple[dict[str, Any], dict[str, int]]:
    """Look up each customer's postcode; say how many have none, or a strange one."""
    if areas is None:
        return {}, {}
    if "postcode" not in people.columns:
        raise DataError(said.NO_POSTCODE.format(have=people.columns.tolist()))
    codes = people["postcode"]
    known = codes.isin(areas.index)
    if codes.notna().any() and not known.any():
        raise DataError(
            said.STRANGE_POSTCODES.format(
                one=codes.dropna().iloc[0],
                kind=codes.dtype,
                other=next(iter(areas.index), None),
                kinds=areas.index.dtype,
            )
        )
    wanted = [name for name in ORDER if name in areas.columns]
    rows = areas[wanted].reindex(codes).set_axis(people.index)
    left_out = {
        "no postcode": int(codes.isna().sum()),
        "postcode not in postcodes": int((codes.notna() & ~known).sum()),
    }
    return {name: rows[name] for name in wanted}, left_out
