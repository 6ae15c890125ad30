"""Types of households, stages of family life, home and work."""

import numpy as np
import pandas as pd
import pytest

from segkit.checks import DataError
from segkit.models import demographic


def names(series):
    return series.astype(object).where(series.notna(), None).tolist()


@pytest.mark.parametrize(
    ("size", "children", "kind"),
    [
        (1, 0, "One person"),
        (3, 2, "One adult with children"),
        (2, 0, "Two adults"),
        (5, 3, "Two adults with children"),
        (3, 0, "Three adults or more"),
        (6, 2, "Three adults or more with children"),
        (None, 0, None),
        (2, None, None),
    ],
)
def test_adults_and_children_make_the_type(size, children, kind):
    assert names(demographic.household_type([size], [children])) == [kind]


def test_a_household_without_an_adult_is_refused():
    with pytest.raises(DataError, match="does not exceed children for 1 customers"):
        demographic.household_type([2, 3], [2, 1])


@pytest.mark.parametrize(
    ("age", "status", "children", "work", "stage"),
    [
        (24, "single", 0, "students", "Bachelor stage"),
        (30, "divorced", 0, "manual workers", "Bachelor stage"),
        (30, "living together", 0, "manual workers", "Young couple"),
        (44, "married", 1, "manual workers", "Full nest I"),
        (45, "married", 1, "manual workers", "Full nest II"),
        (35, "divorced", 2, "manual workers", "Single parent"),
        (50, "single", 1, "retired", "Single parent"),
        (45, "married", 0, "manual workers", "Empty nest I"),
        (70, "married", 0, "manual workers", "Empty nest I"),
        (60, "married", 0, "retired", "Empty nest II"),
        (60, "widowed", 0, "manual workers", "Solitary survivor, in work"),
        (60, "widowed", 0, "retired", "Solitary survivor, retired"),
        (60, "Widowed ", 0, 7, "Solitary survivor, retired"),
        (70, "widowed", 0, None, "Solitary survivor, retired"),
        (60, "widowed", 0, None, "Solitary survivor, in work"),
        (None, "widowed", 0, "retired", None),
        (60, None, 0, "retired", None),
        (60, "widowed", None, "retired", None),
    ],
)
def test_stages_of_wells_and_gubar(age, status, children, work, stage):
    found = demographic.life_cycle([age], [status], [children], [work])
    assert names(found) == [stage]


def test_without_occupations_age_says_who_is_retired():
    ages, status, none = [64, 65], ["married", "married"], [0, 0]
    found = demographic.life_cycle(ages, status, none)
    assert names(found) == ["Empty nest I", "Empty nest II"]
    earlier = demographic.life_cycle(ages, status, none, edges=[45, 60])
    assert names(earlier) == ["Empty nest II", "Empty nest II"]


@pytest.mark.parametrize(
    ("age", "status", "children", "stage"),
    [
        (34, "single", 0, "Young single"),
        (34, "married", 0, "Young couple"),
        (34, "divorced", 0, "Young divorced without children"),
        (34, "married", 2, "Young couple with children"),
        (34, "divorced", 2, "Young divorced with children"),
        (35, "married", 2, "Middle-aged couple with children"),
        (64, "divorced", 1, "Middle-aged divorced with children"),
        (50, "living together", 0, "Middle-aged couple without children"),
        (50, "divorced", 0, "Middle-aged divorced without children"),
        (65, "married", 0, "Older couple"),
        (65, "widowed", 0, "Older unmarried"),
        (50, "single", 0, "Other stage"),
        (20, "single", 1, "Other stage"),
    ],
)
def test_stages_of_murphy_and_staples(age, status, children, stage):
    found = demographic.life_cycle(
        [age], [status], [children], version="murphy_staples"
    )
    assert names(found) == [stage]


def test_words_of_other_countries_can_be_mapped():
    with pytest.raises(DataError, match=r"holds \['pacsed'\].*pass mapping={'pacsed'"):
        demographic.life_cycle([30], ["pacsed"], [0])
    found = demographic.life_cycle([30], ["pacsed"], [0], mapping={"pacsed": "couple"})
    assert names(found) == ["Young couple"]
    with pytest.raises(DataError, match=r"must be one of .*'two'"):
        demographic.life_cycle([30], ["x"], [0], mapping={"x": "two"})


def test_stages_need_two_ages():
    with pytest.raises(DataError, match="edges must be 2 numbers"):
        demographic.life_cycle([30], ["single"], [0], edges=[45])


def test_columns_of_other_tables_are_refused():
    ages = pd.Series([30, 40], index=["a", "b"])
    kinds, children = pd.Series(["single"] * 2, index=["b", "a"]), [0, 0]
    with pytest.raises(DataError, match="must be of the same customers"):
        demographic.life_cycle(ages, kinds, children)
    with pytest.raises(DataError, match=r"'children' \(1 rows\)"):
        demographic.household_type(ages, [0])


def test_home_and_work_are_the_same_place_or_not():
    found = demographic.workplace(["1", "1", "1", None], ["1", "2", np.nan, "1"])
    assert names(found) == [
        "Works where they live",
        "Works elsewhere",
        "No place of work",
        None,
    ]
