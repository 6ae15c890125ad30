"""Where customers live: looked up, measured and computed; what is absent is absent."""

import numpy as np
import pandas as pd
import pytest

from segkit import datasets, features
from segkit.checks import DataError


def customers(**more):
    table = {"customer_id": ["c", "a", "b"], "postcode": ["3", "1", "2"], **more}
    return pd.DataFrame(table)


def postcodes(**more):
    table = {
        "postcode": ["1", "2", "3"],
        "town": ["Ilver", "Ilver", "Orvel"],
        "region": ["North", "North", "South"],
        "language": ["English", "English", "French"],
        "latitude": [46.0, 46.5, 45.0],
        "longitude": [-20.0, -20.0, -19.0],
        **more,
    }
    return pd.DataFrame(table)


def climate():
    towns = pd.DataFrame({"town": ["Ilver", "Orvel"], "mean_c": [12.0, 25.0]})
    months = pd.DataFrame({"month": range(1, 13)})
    return towns.merge(months, how="cross").assign(rain_mm=70)


def grid():
    block = [(x, y) for x in range(6) for y in range(6)]
    town = pd.DataFrame(block, columns=["x_km", "y_km"]).assign(
        population=1600, postcode="1"
    )
    field = town.head(5).assign(x_km=range(40, 45), population=30, postcode="2")
    return pd.concat([town, field])


def test_a_postcode_is_looked_up_and_the_rows_are_sorted():
    found = features.places(customers(), postcodes=postcodes())
    assert found.index.tolist() == ["a", "b", "c"]
    assert found.index.name == "customer_id"
    assert found["town"].tolist() == ["Ilver", "Ilver", "Orvel"]
    assert found["place_language"].tolist() == ["English", "English", "French"]
    assert found["latitude"].tolist() == [46.0, 46.5, 45.0]


def test_what_is_absent_is_absent():
    found = features.places(customers(), postcodes=postcodes()[["postcode", "region"]])
    assert found.columns.tolist() == ["region"]
    only = pd.DataFrame({"customer_id": [1], "latitude": [46.0], "longitude": [-20.0]})
    assert features.places(only).columns.tolist() == ["latitude", "longitude"]


def test_the_way_to_the_nearest_store_is_measured_unless_it_is_given():
    stores = pd.DataFrame({"postcode": ["2", "3"]})
    found = features.places(customers(), postcodes=postcodes(), stores=stores)
    assert found["km_to_store"].round(1).tolist() == [55.6, 0.0, 0.0]
    there = pd.DataFrame({"latitude": [46.0], "longitude": [-20.0]})
    found = features.places(customers(), postcodes=postcodes(), stores=there)
    assert found["km_to_store"].round(1).tolist() == [0.0, 55.6, 135.8]
    given = postcodes(km_to_store=[7.0, 8.0, 9.0])
    found = features.places(customers(), postcodes=given, stores=stores)
    assert found["km_to_store"].tolist() == [7.0, 8.0, 9.0]
    own = customers(km_to_store=[1.0, 2.0, 3.0])
    found = features.places(own, postcodes=given)
    assert found["km_to_store"].tolist() == [2.0, 3.0, 1.0]


def test_own_coordinates_come_before_those_of_the_postcode():
    own = customers(latitude=[np.nan, 46.1, np.nan], longitude=[np.nan, -20.1, -3.0])
    found = features.places(own, postcodes=postcodes())
    assert found["latitude"].tolist() == [46.1, 46.5, 45.0]
    assert found["longitude"].tolist() == [-20.1, -20.0, -19.0]


def test_the_climate_is_computed_by_town_region_or_postcode():
    found = features.places(customers(), postcodes=postcodes(), climate=climate())
    assert found["climate_zone"].tolist() == ["Cfb", "Cfb", "Af"]
    regions = climate().replace({"Ilver": "North", "Orvel": "South"})
    found = features.places(
        customers(),
        postcodes=postcodes(),
        climate=regions.rename(columns={"town": "region"}),
    )
    assert found["climate_zone"].tolist() == ["Cfb", "Cfb", "Af"]
    codes = climate().replace({"Ilver": "1", "Orvel": "3"})
    found = features.places(
        customers(),
        postcodes=postcodes(),
        climate=codes.rename(columns={"town": "postcode"}),
    )
    assert found["climate_zone"].isna().tolist() == [False, True, False]


def test_the_cold_line_is_passed_on():
    cold = climate()
    cold["mean_c"] = np.tile([-2.0, 0, 4, 8, 13, 17, 19, 18, 13, 8, 3, -1], 2)
    zones = [
        features.places(
            customers(), postcodes=postcodes(), climate=cold, cold_line=line
        )["climate_zone"].iloc[0]
        for line in (0, -3)
    ]
    assert zones == ["Dfb", "Cfb"]


def test_the_degree_of_urbanisation_is_computed_from_the_grid():
    found = features.places(customers(), postcodes=postcodes(), population_grid=grid())
    assert found["urbanisation"].tolist()[:2] == ["city", "rural area"]
    assert found["urbanisation_detail"].tolist()[:2] == [
        "city",
        "mostly uninhabited area",
    ]
    assert found["urbanisation"].isna().tolist() == [False, False, True]


def test_home_and_work_are_compared_where_both_are_known():
    both = customers(work_postcode=["3", "2", None])
    found = features.places(both, postcodes=postcodes())
    assert found["home_is_work"].tolist() == [False, pd.NA, True]
    assert found["km_to_work"].round(1).fillna(-1).tolist() == [55.6, -1.0, 0.0]
    alone = features.places(both)
    assert alone.columns.tolist() == ["home_is_work"]


def test_nobody_is_dropped_and_the_unknown_are_counted():
    strange = customers()
    strange.loc[0, "postcode"] = "9"
    strange.loc[1, "postcode"] = None
    found = features.places(strange, postcodes=postcodes(), as_of="2024-06-30")
    assert found["town"].isna().tolist() == [True, False, True]
    assert found.attrs == {
        "left_out": {"no postcode": 1, "postcode not in postcodes": 1},
        "as_of": "2024-06-30",
    }


def test_other_names_and_an_index_of_ids_are_read():
    mine = customers().rename(columns={"postcode": "zip", "customer_id": "client"})
    codes = postcodes().rename(columns={"postcode": "zip", "town": "city"})
    names = {"customer_id": "client", "postcode": "zip", "town": "city"}
    found = features.places(mine, postcodes=codes, columns=names)
    usual = features.places(customers(), postcodes=postcodes())
    pd.testing.assert_frame_equal(found, usual)
    indexed = features.places(
        customers().set_index("customer_id"), postcodes=postcodes()
    )
    pd.testing.assert_frame_equal(indexed, usual)


def test_the_tables_are_left_alone_and_no_order_of_rows_matters():
    a, b = customers(), postcodes()
    usual = features.places(a, postcodes=b)
    pd.testing.assert_frame_equal(a, customers())
    pd.testing.assert_frame_equal(b, postcodes())
    again = features.places(a.iloc[::-1], postcodes=b.iloc[[2, 0, 1]])
    pd.testing.assert_frame_equal(again, usual)


REFUSED = {
    "needs columns ['customer_id']": lambda: features.places(
        customers().drop(columns="customer_id"), postcodes=postcodes()
    ),
    "customers needs column 'postcode'": lambda: features.places(
        customers().drop(columns="postcode"), postcodes=postcodes()
    ),
    "postcodes needs columns ['postcode']": lambda: features.places(
        customers(), postcodes=postcodes().drop(columns="postcode")
    ),
    "has 3 rows that repeat a postcode": lambda: features.places(
        customers(), postcodes=pd.concat([postcodes()] * 2)
    ),
    "so that 01067 keeps its 0": lambda: features.places(
        customers().assign(postcode=[3, 1, 2]), postcodes=postcodes()
    ),
    "latitude and longitude may be swapped": lambda: features.places(
        customers(),
        postcodes=postcodes(latitude=[120.0, 121, 122], longitude=[30.0, 31, 32]),
    ),
    "climate is of postcodes": lambda: features.places(customers(), climate=climate()),
    "climate needs a column 'town'": lambda: features.places(
        customers(),
        postcodes=postcodes(),
        climate=climate().rename(columns={"town": "t"}),
    ),
    "stores needs latitude and longitude, or": lambda: features.places(
        customers(), postcodes=postcodes(), stores=pd.DataFrame({"town": ["Ilver"]})
    ),
    "needs latitude and longitude of the customers": lambda: features.places(
        customers(),
        postcodes=postcodes().drop(columns="latitude"),
        stores=pd.DataFrame({"postcode": ["1"]}),
    ),
    "no store has a known latitude": lambda: features.places(
        customers(), postcodes=postcodes(), stores=pd.DataFrame({"postcode": ["77"]})
    ),
    "customers has no place": lambda: features.places(
        customers().assign(mood="good").drop(columns="postcode")
    ),
    "1 customer_id more than once": lambda: features.places(
        pd.concat([customers(), customers().head(1)]), postcodes=postcodes()
    ),
    "which no table has": lambda: features.places(
        customers(), postcodes=postcodes(), columns={"town": "twon"}
    ),
    "must be a pandas table": lambda: features.places(
        pytest.importorskip("polars").DataFrame({"customer_id": [1]})
    ),
}


@pytest.mark.parametrize("said", REFUSED)
def test_what_cannot_be_read_is_refused_with_the_way_out(said):
    with pytest.raises(DataError) as error:
        REFUSED[said]()
    assert said in str(error.value)


def test_the_practice_world_has_a_place_for_everybody():
    found = features.places(
        datasets.load("customers"),
        postcodes=datasets.load("postcodes"),
        climate=datasets.load("climate"),
        population_grid=datasets.load("population_grid"),
    )
    assert len(found) == 12_000
    assert found.drop(columns=["home_is_work", "km_to_work"]).notna().all(axis=None)
    assert set(found["climate_zone"]) == {"Cfb", "Csa", "BSk", "Dfb"}
    assert 0.15 < found["home_is_work"].mean() < 0.35
