"""The definitions one by one: edges, thresholds, names, and what is refused."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit import datasets
from segkit.checks import DataError
from segkit.cluster.climate import CLASSES
from segkit.models import geographic
from segkit.models.words import geographic as said


def test_an_edge_belongs_to_the_nearer_band():
    km = pd.Series([0, 5, 5.1, 15, 15.1, 35, 35.1, None])
    found = geographic.distance_band(km)
    assert found.astype(object).tolist()[:-1] == [
        "Up to 5 km",
        "Up to 5 km",
        "5 to 15 km",
        "5 to 15 km",
        "15 to 35 km",
        "15 to 35 km",
        "Over 35 km",
    ]
    assert found.isna().tolist()[-1]
    assert found.cat.ordered


def test_edges_are_the_users():
    found = geographic.distance_band(pd.Series([2.0, 2.5]), edges=[2])
    assert found.tolist() == ["Up to 2 km", "Over 2 km"]
    markets = geographic.market_band(pd.Series([1.0, 2, 3, 4]), edges=[1, 2, 3])
    assert markets.tolist()[0] == "Market size 1 of 4"
    assert markets.tolist()[3] == "Market size 4 of 4"


@pytest.mark.parametrize("edges", [[], [5, 5], [15, 5], ["5"], 5, [5, None]])
def test_edges_that_do_not_grow_are_refused(edges):
    with pytest.raises(DataError, match="km_edges must be numbers from small to large"):
        geographic.distance_band(pd.Series([1.0]), edges=edges)


def test_a_distance_below_zero_or_in_words_is_refused():
    with pytest.raises(DataError, match="'km_to_store' is below 0 in 1 rows"):
        geographic.distance_band(pd.Series([-1.0]))
    with pytest.raises(DataError, match="'km_to_store' in X must hold numbers"):
        geographic.distance_band(pd.Series(["near"]))
    with pytest.raises(DataError, match="'market_size_amount' is below 0"):
        geographic.market_band(pd.Series([-1.0]), edges=[1])


def test_density_stands_in_for_the_grid_with_the_manuals_thresholds():
    dense = pd.Series([1500, 1499.9, 300, 299.9, np.nan])
    found = geographic.urbanisation_by_density(dense).astype(object)
    assert found.tolist()[:4] == [
        "city",
        "town or suburb",
        "town or suburb",
        "rural area",
    ]
    assert pd.isna(found.iloc[4])
    people = pd.Series([50_000, 49_999, 5_000, 9, 9])
    found = geographic.urbanisation_by_density(pd.Series([2000] * 5), people)
    assert found.tolist() == [
        "city",
        "town or suburb",
        "town or suburb",
        "rural area",
        "rural area",
    ]


def test_density_agrees_with_the_grid_on_most_postcodes():
    postcodes = datasets.load("postcodes").set_index("postcode")
    grid = geographic.degree_of_urbanisation(datasets.load("population_grid"))
    found = geographic.urbanisation_by_density(postcodes["density_km2"])
    same = found.astype(str) == grid.astype(str).reindex(found.index)
    assert 0.75 < same.mean() < 0.95


def test_each_threshold_of_a_community_decides():
    cases = pd.DataFrame(
        [
            (2000, 0.6, 0.15, True, "holiday coast"),
            (2000, 0.6, 0.149, True, "inner city"),
            (2000, 0.6, 0.15, False, "inner city"),
            (1499, 0.9, 0.0, False, "suburb"),
            (2000, 0.59, 0.0, False, "suburb"),
            (800, 0.1, 0.0, False, "suburb"),
            (799, 0.1, 0.0, True, "small town"),
            (200, 0.1, 0.0, False, "small town"),
            (199, 0.1, 0.0, False, "countryside"),
        ],
        columns=["density", "flats", "second", "coastal", "type"],
    )
    columns = [cases[name] for name in cases.columns[:4]]
    assert geographic.community_type(*columns).tolist() == cases["type"].tolist()
    columns[1] = columns[1].where(cases.index > 0)
    assert geographic.community_type(*columns).isna().tolist() == [True] + [False] * 8


def test_a_culture_needs_both_its_parts():
    country = pd.Series(["Belgium", "Belgium", None])
    found = geographic.culture(country, pd.Series(["French", None, "French"]))
    assert found.iloc[0] == "French (Belgium)"
    assert found.isna().tolist() == [False, True, True]


def test_every_class_of_climate_has_its_own_words():
    names = [geographic.climate_name(code) for code in CLASSES]
    assert len(set(names)) == len(CLASSES)
    assert geographic.climate_name("ET") == "Polar, tundra (ET)"
    assert geographic.climate_name("Am") == "Tropical, monsoon (Am)"
    assert geographic.climate_name("BWh") == "Dry, desert, hot (BWh)"
    assert geographic.climate_name("oceanic") == "oceanic"


@settings(deadline=None, max_examples=30)
@given(st.lists(st.floats(0, 500), min_size=1, max_size=30), st.randoms())
def test_no_order_of_rows_changes_a_band(km, random):
    column = pd.Series(km)
    shuffled = column.sample(frac=1, random_state=random.randint(0, 99))
    found = geographic.distance_band(column)
    again = geographic.distance_band(shuffled)
    pd.testing.assert_series_equal(again.loc[column.index], found)


def test_the_words_have_a_name_for_every_level():
    assert list(said.LEVEL_1) == list(said.BY_DENSITY)
    assert len(said.LEVEL_2) == 7
