"""The country: its places hang together, and published methods find what is planted."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.recovery import geography
from segkit.simulate.people import country, grid, links, towns
from segkit.simulate.people.places import places

SEEDS = [1, 2, 3]
EARTH_KM = 6371.0088


@pytest.fixture(scope="module", params=SEEDS)
def made(request):
    return country.chapter(places(request.param), request.param)


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 2**40))
def test_every_map_has_its_places(seed):
    found = places(seed)
    counts = found["geographic"].value_counts().sort_index().tolist()
    assert counts == [36, 60, 60, 48, 36]
    assert found["postcode"].is_unique
    assert found["postcode"].is_monotonic_increasing
    assert found["postcode"].str.fullmatch("[1-6][0-9]{4}").all()
    assert (found["region"].str.len() > 0).all()
    assert (found["x_km"] > towns.shore(found["y_km"]) - 0.01).all()
    assert found["town"].nunique() == 68


def test_a_town_lies_in_one_region_and_a_region_in_one_country(made):
    postcodes = made.tables["postcodes"]
    assert (postcodes.groupby("town")["region"].nunique() == 1).all()
    assert (postcodes.groupby("region")["country"].nunique() == 1).all()
    assert (
        postcodes.groupby("region")["postcode"].agg(lambda c: c.str[0].nunique()) == 1
    ).all()


def test_both_languages_are_spoken(made):
    people = made.tables["postcodes"].groupby("language")["population"].sum()
    assert (people / people.sum() > 0.2).all()
    assert set(people.index) == {"English", "French"}


def test_the_grid_adds_up_to_the_postcodes(made):
    cells, postcodes = made.tables["population_grid"], made.tables["postcodes"]
    sums = cells.groupby("postcode").agg(
        n=("population", "size"), p=("population", "sum")
    )
    sums = sums.loc[postcodes["postcode"]]
    assert (sums["p"].to_numpy() == postcodes["population"]).all()
    assert (sums["n"].to_numpy() == postcodes["area_km2"]).all()
    assert not cells.duplicated(["x_km", "y_km"]).any()
    assert (cells["population"] > 0).all()
    density = postcodes["population"] / postcodes["area_km2"]
    assert np.allclose(density, postcodes["density_km2"], atol=0.051)


def test_degrees_of_latitude_and_kilometres_agree(made):
    table = made.tables["postcodes"]
    flat = np.hypot(table["x_km"] - table["x_km"][0], table["y_km"] - table["y_km"][0])
    lat, lon = np.radians(table["latitude"]), np.radians(table["longitude"])
    half = np.sin((lat - lat[0]) / 2) ** 2
    half += np.cos(lat) * np.cos(lat[0]) * np.sin((lon - lon[0]) / 2) ** 2
    round_ = 2 * EARTH_KM * np.arcsin(np.sqrt(half))
    assert np.allclose(flat, round_, rtol=0.02, atol=0.8)


def test_nobody_lives_beside_a_store_and_far_from_one(made):
    postcodes, stores = made.tables["postcodes"], made.tables["stores"]
    beside = postcodes[postcodes["postcode"].isin(stores["postcode"])]
    assert (beside["km_to_store"] < 1).all()
    assert len(stores) == 10
    assert stores["opened_on"].is_monotonic_increasing
    assert (stores["opened_on"] < "2023-01-01").all()
    assert set(stores["town"]) <= set(postcodes["town"])


def test_the_coast_is_at_the_sea_but_not_only_the_coast_segment(made):
    table = made.tables["postcodes"].merge(made.truth["geographic"], on="postcode")
    assert (table["coastal"] == (table["km_to_sea"] <= 10)).all()
    assert table.loc[table["segment"] == "coast", "coastal"].mean() > 0.9
    assert (table.loc[table["coastal"], "segment"] != "coast").any()


def test_the_weather_has_seasons_and_several_climates(made):
    weather = made.tables["climate"]
    assert len(weather) == 12 * 68
    mean = weather.groupby("month")["mean_c"].mean()
    assert mean.idxmax() == 7
    assert mean.idxmin() == 1
    assert 4 <= geography.koeppen(weather).nunique() <= 5


def test_the_degree_of_urbanisation_can_be_computed(made):
    found = geography.degree_of_urbanisation(made.tables["population_grid"])
    planted = made.truth["geographic"].set_index("postcode")["degree_of_urbanisation"]
    assert (found[planted.index] == planted).mean() > 0.9


def test_no_column_of_the_postcodes_gives_the_segment_away(made):
    table = made.tables["postcodes"].merge(made.truth["geographic"], on="postcode")
    for column in table.columns.drop(["postcode", "segment", "degree_of_urbanisation"]):
        tenth = table[column]
        if tenth.nunique() > 20 and pd.api.types.is_numeric_dtype(tenth):
            tenth = pd.qcut(tenth, 10, duplicates="drop")
        most = table.groupby(tenth, observed=True)["segment"].agg(
            lambda s: s.value_counts().iloc[0]
        )
        assert most.sum() / len(table) < 0.97, column
    rows = pd.Series(pd.factorize(table["segment"])[0])
    assert rows.autocorr(5) < 0.5


def test_a_map_is_made_again_the_same():
    again = country.chapter(places(1), 1)
    for name, table in country.chapter(places(1), 1).tables.items():
        pd.testing.assert_frame_equal(table, again.tables[name])
    assert not again.tables["postcodes"].equals(
        country.chapter(places(9), 9).tables["postcodes"]
    )


def test_links_sum_to_one_and_have_a_strength(made):
    table = made.truth["links"]
    sums = table.groupby(["given_model", "given", "model"])["chance_rate"].sum()
    assert np.allclose(sums, 1)
    assert table["cramers_v"].between(0.1, 0.4).all()
    for name, value in vars(links).items():
        if "_OF_" in name and "SEGMENT" not in name and "PULL" not in name:
            assert np.allclose(value.sum(axis=1), 1), name


def test_holes_in_a_centre_are_filled_and_small_centres_are_none():
    block = pd.DataFrame(
        [(x, y) for x in range(6) for y in range(6)], columns=["x_km", "y_km"]
    ).assign(population=1600, postcode="10001")
    block.loc[14, ["population", "postcode"]] = [5, "10002"]
    degree = geography.degree_of_urbanisation(block)
    assert degree.to_dict() == {"10001": "city", "10002": "city"}
    small = block[block["x_km"] < 2]
    assert set(geography.degree_of_urbanisation(small)) == {"town or suburb"}


def test_a_postcode_is_fuller_in_the_middle():
    one = places(1).iloc[[0]]
    cells = grid.population_grid(one, 1)
    away = np.hypot(
        cells["x_km"] + 0.5 - one["x_km"][0], cells["y_km"] + 0.5 - one["y_km"][0]
    )
    assert away.corr(cells["population"]) < -0.6
