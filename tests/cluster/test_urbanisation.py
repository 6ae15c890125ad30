"""Degree of urbanisation: grids by hand, each rule of the manual on its own."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit import datasets
from segkit.checks import DataError
from segkit.cluster.urban_grid import urban_cells
from segkit.cluster.urbanisation import degree_of_urbanisation


def grid_of(people, postcode=None):
    """A table of the cells of a picture of numbers, empty ones left out."""
    people = np.asarray(people)
    y, x = np.nonzero(people)
    table = pd.DataFrame({"x_km": x, "y_km": y, "population": people[y, x]})
    return table.assign(postcode=postcode or "p")


def kinds(people, **options):
    table = grid_of(people)
    found = urban_cells(table, **options)
    picture = np.full(np.shape(people), "", dtype=object)
    picture[table["y_km"], table["x_km"]] = found.astype(str)
    return picture


def block(density, wide, tall=None, around=2):
    tall = tall or wide
    return np.pad(np.full((tall, wide), density), around)


def test_a_centre_needs_1500_people_a_cell_and_50000_together():
    assert kinds(block(2000, 5))[2, 2] == "urban centre"  # 25 cells, 50,000 people
    assert kinds(block(1999, 5))[2, 2] == "urban cluster"
    assert kinds(block(1499, 9))[2, 2] == "urban cluster"


def test_a_cluster_needs_300_people_a_cell_and_5000_together():
    assert kinds(block(500, 5, 2))[2, 2] == "urban cluster"  # 10 cells, 5,000 people
    assert kinds(block(499, 5, 2))[2, 2] == "rural"
    assert kinds(block(299, 9))[2, 2] == "rural"


def test_centres_join_by_sides_and_clusters_by_corners_too():
    halves = np.zeros((10, 10))
    halves[:4, :4] = halves[4:8, 4:8] = (
        2000  # 32,000 people each, they touch at a corner
    )
    assert set(kinds(halves)[halves > 0]) == {"urban cluster"}
    small = np.zeros((6, 6))
    small[:2, :2] = small[2:4, 2:4] = 700  # 2,800 people each
    assert set(kinds(small)[small > 0]) == {"urban cluster"}
    small[2:4, 2:4] = 0
    assert set(kinds(small)[small > 0]) == {"rural"}


def test_a_hole_under_15_km2_is_filled_and_a_larger_one_is_not():
    ring = block(3000, 9).astype(float)
    ring[5:8, 5:8] = 10  # 9 km²
    assert kinds(ring)[6, 6] == "urban centre"
    wide = block(3000, 12).astype(float)
    wide[4:12, 4:12] = 10  # 64 km²; smoothing rounds its corners, and leaves the middle
    assert kinds(wide)[8, 8] == "rural"
    just = block(3000, 9).astype(float)
    just[4:8, 4:8] = 10  # 16 km², of which smoothing takes the four corners
    assert kinds(just)[5, 5] == "urban centre"


def test_most_neighbours_decide_at_the_edge_again_and_again():
    notched = block(2000, 8).astype(float)
    notched[2, 5] = 1  # five of its eight neighbours are in the centre
    assert kinds(notched)[2, 5] == "urban centre"
    corner = block(2000, 8).astype(float)
    corner[2, 2] = 1  # only three are
    assert kinds(corner)[2, 2] == "rural"


def test_two_centres_do_not_add_up_their_neighbours():
    two = np.zeros((12, 15))
    two[1:11, 1:7] = two[1:11, 8:14] = 2000
    two[5, 7] = 1  # three neighbours on either side
    assert kinds(two)[5, 7] == "rural"


def test_areas_are_sorted_by_where_most_people_live():
    half = grid_of(block(2000, 5))
    centre, rest = half["population"].sum(), 50_000
    far = pd.DataFrame(
        {"x_km": range(40, 40 + 250), "y_km": 0, "population": 200, "postcode": "p"}
    )
    assert centre == rest == far["population"].sum()
    both = pd.concat([half, far])
    assert degree_of_urbanisation(both).to_dict() == {"p": "city"}  # exactly half
    more = pd.concat([both, far.assign(y_km=9).head(1)])
    assert degree_of_urbanisation(more).to_dict() == {"p": "rural area"}  # over half


def test_neither_city_nor_rural_is_town_or_suburb():
    town = grid_of(block(700, 4))
    assert degree_of_urbanisation(town).to_dict() == {"p": "town or suburb"}
    field = pd.DataFrame(
        {"x_km": range(30, 86), "y_km": 0, "population": 200, "postcode": "p"}
    )
    even = pd.concat([town, field])  # 11,200 and 11,200
    assert degree_of_urbanisation(even).to_dict() == {"p": "town or suburb"}


def test_an_area_without_people_is_sorted_by_its_cells():
    town = grid_of(block(2000, 5))
    empty = pd.DataFrame(
        {"x_km": [50, 51], "y_km": 0, "population": 0, "postcode": "nobody"}
    )
    found = degree_of_urbanisation(pd.concat([town, empty]))
    assert found["nobody"] == "rural area"


def level_2(people, **options):
    return kinds(people, level=2, **options)


def test_the_seven_kinds_of_cells():
    picture = np.zeros((30, 60))
    picture[2:7, 2:7] = 2000  # urban centre
    picture[2:7, 8:10] = 400  # 1 km off: suburban
    picture[15:17, 2:5] = 1600  # 9,600 people: dense
    picture[15:17, 20:22] = 1000  # 4,000 people, alone: semi-dense since 2024
    picture[15:17, 18:20] = 400  # a thinner part of it
    picture[25:27, 40] = 350  # 700 people: a rural cluster
    picture[25, 50] = 60
    picture[25, 55] = 20
    found = level_2(picture)
    expected = {
        (4, 4): "urban centre",
        (15, 3): "dense urban cluster",
        (15, 20): "semi-dense urban cluster",
        (15, 18): "suburban or peri-urban",
        (25, 40): "rural cluster",
        (25, 50): "low density rural",
        (25, 55): "very low density rural",
    }
    assert {place: found[place] for place in expected} == expected


@pytest.mark.parametrize(("version", "km"), [("2024", 2), ("2021", 3)])
def test_semi_dense_clusters_keep_their_distance_from_denser_ones(version, km):
    for gap in range(1, 5):
        picture = np.zeros((20, 30))
        picture[2:7, 2:7] = 2000
        picture[2:7, 6 + gap : 12 + gap] = 950
        inside = level_2(picture, version=version)[4, 8 + gap]
        far = gap >= km
        assert (inside == "semi-dense urban cluster") == far


def test_level_2_divides_level_1_and_nothing_else():
    rng = np.random.default_rng(3)
    people = rng.lognormal(5.5, 1.8, (60, 60)).round()
    table = grid_of(people)
    table["postcode"] = (table["x_km"] // 6 * 100 + table["y_km"] // 6).astype(str)
    one = urban_cells(table).astype(str)
    for version in ("2021", "2024"):
        two = urban_cells(table, level=2, version=version).astype(str)
        pairs = pd.crosstab(two, one)
        assert (pairs > 0).sum(axis=1).eq(1).all()
        coarse = degree_of_urbanisation(table).astype(str)
        fine = degree_of_urbanisation(table, level=2, version=version).astype(str)
        assert (pd.crosstab(fine, coarse) > 0).sum(axis=1).eq(1).all()


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 1000), st.integers(-500, 500), st.booleans())
def test_order_of_rows_and_place_of_the_map_change_nothing(seed, shift, turned):
    rng = np.random.default_rng(seed)
    people = rng.lognormal(6, 1.5, (20, 25)).round()
    table = grid_of(people)
    found = urban_cells(table, level=2)
    other = table.sample(frac=1, random_state=seed)
    other[["x_km", "y_km"]] += shift
    if turned:
        other = other.rename(columns={"x_km": "y_km", "y_km": "x_km"})
    again = urban_cells(other, level=2)
    pd.testing.assert_series_equal(again.sort_index(), found)


def test_grids_that_are_none_are_refused():
    table = grid_of(block(2000, 3))
    with pytest.raises(DataError, match="population_grid needs columns \\['y_km'\\]"):
        urban_cells(table.drop(columns="y_km"))
    with pytest.raises(DataError, match="has no rows"):
        urban_cells(table.iloc[:0])
    with pytest.raises(DataError, match="cells more than once"):
        urban_cells(pd.concat([table, table]))
    with pytest.raises(DataError, match="one square kilometre"):
        urban_cells(table.assign(x_km=table["x_km"] / 2))
    with pytest.raises(DataError, match="needs numbers in"):
        urban_cells(table.assign(population="many"))
    with pytest.raises(DataError, match="people from 0"):
        urban_cells(table.assign(population=-1))
    with pytest.raises(DataError, match=r"spans .* km², more than 50,000,000"):
        urban_cells(pd.concat([table, table.assign(x_km=10**7, y_km=10**7).head(1)]))
    with pytest.raises(DataError, match="level must be one of"):
        urban_cells(table, level=3)
    with pytest.raises(DataError, match="9 cells without a value in 'postcode'"):
        degree_of_urbanisation(table.assign(postcode=None))
    with pytest.raises(DataError, match="needs columns \\['commune'\\]"):
        degree_of_urbanisation(table, area="commune")


def test_the_grid_of_the_practice_world_gives_the_planted_degree():
    found = degree_of_urbanisation(datasets.load("population_grid")).astype(str)
    made = datasets.truth("geographic").set_index("postcode")["degree_of_urbanisation"]
    same = (found.reindex(made.index) == made).mean()
    assert 0.95 < same < 0.98  # 232 of 240 postcodes
