"""Kinds of places: each definition as a function of columns.

Communities, cultures and the approximate degree of urbanisation are own definitions,
written out in each function; the degree of urbanisation from a grid and the classes of
climate are published ones, in `segkit.cluster`.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from segkit.cluster.climate import CLASSES
from segkit.cluster.urban_grid import CENTRE, CLUSTER
from segkit.cluster.urbanisation import LEVEL_1
from segkit.models import tables
from segkit.models.words import geographic as said

SECOND_HOMES, FLATS = 0.15, 0.6  # shares of dwellings
INNER, SUBURB, TOWN = 1500, 800, 200  # people per km²


def urbanisation_by_density(
    density_km2: pd.Series, population: pd.Series | None = None
) -> pd.Series:
    """Approximate the degree of urbanisation where there is no grid.

    Parameters
    ----------
    density_km2 : people per km² of each municipality or postcode
    population : people in each municipality; leave it out for parts of a town

    Returns
    -------
    categorical Series: city (1,500 people per km² or more and, if known, 50,000 people
    in all), town or suburb (300 and 5,000), rural area; missing stays missing

    Raises
    ------
    DataError
        if a column is not numbers

    Notes
    -----
    Own approximation with the thresholds of the cells of the manual (2021) put on whole
    areas. It errs where an area holds both a town and fields: prefer
    `degree_of_urbanisation` from a grid. The larger the areas, the more come out rural
    (the modifiable areal unit problem).

    Examples
    --------
    >>> urbanisation_by_density(pd.Series([2300, 410, 35])).tolist()
    ['city', 'town or suburb', 'rural area']
    """
    dense = _numbers(density_km2, "density_km2")
    people = (
        pd.Series(np.inf, dense.index)
        if population is None
        else _numbers(population, "population")
    )
    city = (dense >= CENTRE.density) & (people >= CENTRE.people)
    town = (dense >= CLUSTER.density) & (people >= CLUSTER.people)
    level = np.select([city, town], [0, 1], 2)
    return ordered(level, LEVEL_1, dense.notna() & people.notna())


def community_type(
    density_km2: pd.Series,
    flats_rate: pd.Series,
    second_homes_rate: pd.Series,
    coastal: pd.Series,
) -> pd.Series:
    """Say what kind of community each place is.

    Parameters
    ----------
    density_km2 : people per km²
    flats_rate, second_homes_rate : shares of dwellings, 0 to 1
    coastal : True where the sea is near

    Returns
    -------
    ordered categorical Series; missing where any of the four is

    Raises
    ------
    DataError
        if a column is not numbers

    Notes
    -----
    Own definition; the first that fits: holiday coast (by the sea, at least 15 % second
    homes), inner city (1,500 people per km², 60 % flats), suburb (800 people per km²),
    small town (200), countryside.

    Examples
    --------
    >>> community_type(pd.Series([4700, 400, 45]), pd.Series([0.8, 0.4, 0.1]),
    ...                pd.Series([0.02, 0.3, 0.1]),
    ...                pd.Series([False, True, False])).tolist()
    ['inner city', 'holiday coast', 'countryside']
    """
    dense = _numbers(density_km2, "density_km2")
    flats = _numbers(flats_rate, "flats_rate")
    second = _numbers(second_homes_rate, "second_homes_rate")
    sea = coastal.astype("boolean")
    tests = [
        sea.fillna(value=False).astype(bool) & (second >= SECOND_HOMES),
        (dense >= INNER) & (flats >= FLATS),
        dense >= SUBURB,
        dense >= TOWN,
    ]
    known = dense.notna() & flats.notna() & second.notna() & sea.notna()
    return ordered(np.select(tests, range(4), 4), list(said.COMMUNITY), known)


def culture(country: pd.Series, language: pd.Series) -> pd.Series:
    """Name the culture of a place: its language, within its country.

    Parameters
    ----------
    country, language : Series of text

    Returns
    -------
    Series of text; missing where one of them is

    Notes
    -----
    Own definition, and a coarse one: a language and a country say where a message may
    need other words, dishes or feast days, nothing about a person.

    Examples
    --------
    >>> culture(pd.Series(["Belgium"]), pd.Series(["French"])).tolist()
    ['French (Belgium)']
    """
    both = pd.DataFrame({"country": country, "language": language})
    known = both.notna().all(axis=1)
    pairs = both[known].itertuples(index=False)
    found = pd.Series(None, both.index, dtype=object)
    found[known] = [said.CULTURE.format(country=c, language=s) for c, s in pairs]
    return found


def climate_name(code: str, *, group: bool = False) -> str:
    """Put a class of climate into words.

    Parameters
    ----------
    code : of Köppen and Geiger, such as ``"Cfb"``
    group : only its first letter

    Returns
    -------
    str; a text that is no such class is returned as it is

    Examples
    --------
    >>> climate_name("Cfb"), climate_name("BSk", group=True)
    ('Temperate, no dry season, warm summer (Cfb)', 'Dry (B)')
    """
    if code not in CLASSES:
        return code
    first = said.CLIMATE_GROUPS[code[0]]
    if group:
        return said.CLIMATE_NAME.format(words=first, code=code[0])
    if code in said.CLIMATE_POLAR:
        text = said.CLIMATE_POLAR[code]
    else:
        rest = [said.CLIMATE_RAIN[code[1]], *map(said.CLIMATE_WARMTH.get, code[2:])]
        text = ", ".join([first, *map(str, rest)])
    return said.CLIMATE_NAME.format(words=text, code=code)


def ordered(codes: np.ndarray, names: Sequence[str], known: pd.Series) -> pd.Series:
    """Turn places in a list of levels into a column of them.

    Parameters
    ----------
    codes : the place of each row's level
    names : of the levels, in order
    known : whether the row's level is known

    Returns
    -------
    ordered categorical Series with the index of known

    Examples
    --------
    >>> ordered(np.array([1, 0]), ["low", "high"], pd.Series([True, False])).tolist()
    ['high', nan]
    """
    found = pd.Categorical.from_codes(
        np.where(known, codes, -1), pd.Index(names), ordered=True
    )
    return pd.Series(found, known.index)


def _numbers(column: pd.Series, name: str) -> pd.Series:
    return tables.numbers(column.to_frame(name), [name])[name]
