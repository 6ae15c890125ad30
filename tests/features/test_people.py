"""features.people: who customers are, on a day."""

from datetime import date

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit import datasets, features
from segkit.checks import DataError


def table(**columns):
    n = len(next(iter(columns.values())))
    return pd.DataFrame({"customer_id": [f"c{i:03d}" for i in range(n)], **columns})


def ages(births, as_of):
    return features.people(table(birth_date=births), as_of=as_of)["age_years"].tolist()


# Ages ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("born", "as_of", "age"),
    [
        ("1990-06-30", "2024-06-29", 33),
        ("1990-06-30", "2024-06-30", 34),
        ("2000-02-29", "2023-02-28", 22),
        ("2000-02-29", "2023-03-01", 23),
        ("2000-02-29", "2024-02-28", 23),
        ("2000-02-29", "2024-02-29", 24),
        ("2000-03-01", "2023-02-28", 22),
        ("2024-06-30", "2024-06-30", 0),
    ],
)
def test_age_is_in_completed_years_on_the_day(born, as_of, age):
    assert ages([born], as_of) == [age]


def birthdays(born, as_of):
    """Count them one by one; 29 February is kept on 1 March in other years."""
    leap = (born.month, born.day) == (2, 29)
    days = [
        date(year, 3, 1) if leap and year % 4 else date(year, born.month, born.day)
        for year in range(born.year + 1, as_of.year + 1)
    ]
    return sum(day <= as_of for day in days)


@settings(max_examples=25, deadline=None)
@given(
    born=st.lists(st.dates(date(1930, 1, 1), date(2004, 12, 31)), min_size=1),
    as_of=st.dates(date(2004, 12, 31), date(2040, 12, 31)),
)
def test_age_counts_the_birthdays_that_were(born, as_of):
    born = [*born, date(2000, 2, 29)]
    counted = [birthdays(day, as_of) for day in born]
    assert ages([day.isoformat() for day in born], as_of) == counted


def test_a_year_of_birth_gives_the_age_reached_in_that_year():
    X = features.people(table(birth_year=[1990, None]), as_of="2024-06-30")
    assert X["age_years"].iloc[0] == 34
    assert X["birth_year"].iloc[0] == 1990
    assert X.iloc[1].isna().all()


def test_an_age_without_its_day_is_refused():
    with pytest.raises(DataError, match="an age goes stale: pass aged_on='2023-09-01'"):
        features.people(table(age_years=[30]), as_of="2024-06-30")


def test_an_age_with_its_day_is_brought_up_to_date():
    stated = table(age_years=[30])
    X = features.people(stated, as_of="2025-08-31", aged_on="2023-09-01")
    assert X["age_years"].tolist() == [31]
    assert X["birth_year"].tolist() == [1993]
    X = features.people(stated, as_of="2025-09-01", aged_on="2023-09-01")
    assert X["age_years"].tolist() == [32]


def test_impossible_births_are_missing_and_counted():
    births = ["1900-01-01", "2030-05-05", "1980-01-01", None]
    X = features.people(table(birth_date=births), as_of="2024-12-31")
    assert X["age_years"].isna().tolist() == [True, True, False, True]
    assert X["birth_year"].isna().tolist() == [True, True, False, True]
    left_out = {"after as_of": 0, "age over 120": 1, "born after as_of": 1}
    assert X.attrs["left_out"] == left_out


def test_who_signed_up_later_is_left_out_and_counted():
    customers = table(
        birth_year=[1980, 1985, 1990],
        signed_up_on=["2024-06-30 23:59", "2024-07-01", None],
    )
    X = features.people(customers, as_of="2024-06-30")
    assert X.index.tolist() == ["c000", "c002"]
    assert X.attrs["left_out"]["after as_of"] == 1
    assert X.attrs["as_of"] == "2024-06-30"


# Households ------------------------------------------------------------------------


def test_two_adults_and_two_children_count_for_2_1():
    assert features.equivalence_size(4, children=2) == pytest.approx(2.1)


def test_two_adults_and_children_of_15_8_and_6_count_for_2_6():
    size = features.equivalence_size_of_ages([44, 42, 15, 8, 6])
    assert size == 2.6
    assert round(5000 / size) == 1923


@pytest.mark.parametrize(
    ("ages", "size"), [([14], 1.0), ([30, 14], 1.5), ([30, 13], 1.3), ([70, 71], 1.5)]
)
def test_whoever_is_14_counts_as_an_adult(ages, size):
    assert features.equivalence_size_of_ages(ages) == size


def test_a_household_without_an_adult_is_refused():
    with pytest.raises(DataError, match="does not exceed children for 1 customers"):
        features.equivalence_size(pd.Series([2, 3]), pd.Series([2, 1]))
    with pytest.raises(DataError, match="does not exceed children"):
        features.equivalence_size_of_ages([5, 8])


def test_income_is_divided_by_the_size_of_the_household():
    customers = table(
        household_size=[4, 1, None],
        children=[2, 0, 0],
        income_amount=[42_000, 9_000, 1],
    )
    X = features.people(customers, as_of="2024-06-30")
    assert X["equivalised_income_amount"].tolist()[:2] == [20_000, 9_000]
    assert X["equivalised_income_amount"].isna().iloc[2]


# The table -------------------------------------------------------------------------


def test_features_of_absent_columns_are_absent():
    X = features.people(table(education=["master"]), as_of="2024-06-30")
    assert X.columns.tolist() == ["education"]
    assert X.index.name == "customer_id"


def test_height_and_weight_are_taken_only_when_asked_for():
    customers = table(height_cm=[180], weight_kg=[80], gender=["man"])
    assert features.people(customers, as_of="2024-06-30").columns.tolist() == ["gender"]
    X = features.people(customers, as_of="2024-06-30", sensitive=True)
    assert X.columns.tolist() == ["gender", "height_cm", "weight_kg"]


def test_shuffled_rows_and_another_engine_change_nothing():
    births = ["1990-01-01", "1980-05-05", None]
    customers = table(birth_date=births, occupation=["driver", "", "nurse"])
    X = features.people(customers, as_of="2024-06-30")
    shuffled = customers.sample(frac=1, random_state=1)
    pd.testing.assert_frame_equal(features.people(shuffled, as_of="2024-06-30"), X)
    other = features.people(pl.from_pandas(customers), as_of="2024-06-30")
    pd.testing.assert_frame_equal(other, X, check_dtype=False)
    assert X["occupation"].isna().tolist() == [False, True, False]


def test_columns_may_have_other_names_and_the_input_stays_as_it_is():
    customers = pd.DataFrame({"Client": [2, 1], "Born": ["1990-01-01", "1980-01-01"]})
    before = customers.copy(deep=True)
    names = {"customer_id": "Client", "birth_date": "Born"}
    X = features.people(customers, as_of="2024-06-30", columns=names)
    assert X["age_years"].to_dict() == {1: 44, 2: 34}
    pd.testing.assert_frame_equal(customers, before)
    indexed = customers.rename(columns={"Client": "customer_id"}).set_index(
        "customer_id"
    )
    again = features.people(indexed, as_of="2024-06-30", columns={"birth_date": "Born"})
    pd.testing.assert_frame_equal(again, X)


@pytest.mark.parametrize(
    ("columns", "text"),
    [
        ({"birth_date": ["soon"]}, "column 'birth_date' must hold dates"),
        ({"birth_date": [19900101]}, "column 'birth_date' must hold dates"),
        (
            {"income_amount": ["much"]},
            "'income_amount' must hold numbers from 0; 1 rows",
        ),
        ({"children": [-1]}, "'children' must hold numbers from 0; 1 rows"),
        ({"household_size": [np.inf]}, "'household_size' must hold numbers from 0"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(columns, text):
    with pytest.raises(DataError, match=text):
        features.people(table(**columns), as_of="2024-06-30")


def test_ids_are_there_and_only_once():
    with pytest.raises(DataError, match=r"needs columns \['customer_id'\]"):
        features.people(pd.DataFrame({"id": [1]}), as_of="2024-06-30")
    with pytest.raises(DataError, match="more than once"):
        features.people(pd.DataFrame({"customer_id": [1, 1]}), as_of="2024-06-30")


def test_the_customers_of_the_world_are_described():
    customers = datasets.load("customers")
    X = features.people(customers, as_of="2024-12-31")
    assert len(X) == len(customers)
    known = customers.set_index("customer_id").sort_index()
    assert X["age_years"].isna().sum() == known["birth_date"].isna().sum()
    assert X["age_years"].min() >= 19
    alone = known["household_size"] == 1
    pd.testing.assert_series_equal(
        X.loc[alone, "equivalised_income_amount"],
        known.loc[alone, "income_amount"],
        check_names=False,
    )
