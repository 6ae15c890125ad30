"""What an office of statistics publishes about the places, and what is planted."""

from __future__ import annotations

import numpy as np
import pandas as pd

from segkit.simulate.people import grid, links, strength
from segkit.simulate.people.places import store_table
from segkit.simulate.scene import Chapter

# How built-up a place was made to be, by geographic segment.
DEGREES = ("city", "town or suburb", "rural area")
DEGREE_OF_SEGMENT = np.array([0, 1, 1, 1, 2])
POSTCODE_COLUMNS = [
    "postcode",
    "town",
    "region",
    "country",
    "language",
    "latitude",
    "longitude",
    "x_km",
    "y_km",
    "altitude_m",
    "population",
    "households",
    "area_km2",
    "density_km2",
    "median_income_amount",
    "flats_rate",
    "second_homes_rate",
    "km_to_store",
    "km_to_sea",
    "coastal",
    "market_size_amount",
]


def chapter(made: pd.DataFrame, seed: int) -> Chapter:
    """Return the tables of places, their segments, and how the segments hang together.

    Parameters
    ----------
    made : the postcodes
    seed : whole number

    Returns
    -------
    Chapter
        tables: postcodes, stores, population_grid, climate; truth: geographic,
        links

    Examples
    --------
    >>> from segkit.simulate.people.places import places
    >>> list(chapter(places(seed=1), seed=1).tables)
    ['postcodes', 'stores', 'population_grid', 'climate']
    """
    shown = {
        "postcodes": made[POSTCODE_COLUMNS],
        "stores": store_table(made, seed),
        "population_grid": grid.population_grid(made, seed),
        "climate": grid.climate(seed, made),
    }
    hidden = {"geographic": geographic_truth(made), "links": strength.table(made)}
    return Chapter(shown, hidden)


def geographic_truth(made: pd.DataFrame) -> pd.DataFrame:
    """Return the geographic segment of every postcode, and how built-up it is.

    Parameters
    ----------
    made : the postcodes

    Returns
    -------
    pandas table: postcode, segment, degree_of_urbanisation

    Examples
    --------
    >>> from segkit.simulate.people.places import places
    >>> geographic_truth(places(seed=1))["segment"].nunique()
    5
    """
    kind = made["geographic"].to_numpy()
    return pd.DataFrame(
        {
            "postcode": made["postcode"],
            "segment": np.array(links.GEOGRAPHIC)[kind],
            "degree_of_urbanisation": np.array(DEGREES)[DEGREE_OF_SEGMENT[kind]],
        }
    )
