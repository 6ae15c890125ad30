"""Age bands and generations, by hand and as published."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit import datasets
from segkit.checks import DataError
from segkit.models import demographic


def names(series):
    return series.astype(object).where(series.notna(), None).tolist()


def test_usual_bands_are_ten_years_wide_from_15_to_64():
    bands = demographic.age_band([14, 15, 24, 25, 64, 65, None])
    assert bands.cat.categories.tolist() == [
        "under 15",
        "15 to 24",
        "25 to 34",
        "35 to 44",
        "45 to 54",
        "55 to 64",
        "65 and over",
    ]
    expected = ["under 15", "15 to 24", "15 to 24", "25 to 34", "55 to 64"]
    assert names(bands) == [*expected, "65 and over", None]
    assert bands.cat.ordered


def test_an_edge_belongs_to_the_band_above_or_below_as_said():
    left = demographic.age_band([29, 30, 31], [30])
    right = demographic.age_band([29, 30, 31], [30], closed="right")
    assert names(left) == ["under 30", "30 and over", "30 and over"]
    assert names(right) == ["up to 30", "up to 30", "over 30"]


def test_a_band_of_one_year_and_edges_within_years_are_named_as_they_are():
    assert names(demographic.age_band([18], [18, 19])) == ["18"]
    assert names(demographic.age_band([18], [17.5, 20])) == ["from 17.5, under 20"]


@settings(deadline=None, max_examples=50)
@given(
    ages=st.lists(st.integers(0, 110), min_size=1),
    edges=st.sets(st.integers(1, 100), min_size=1, max_size=6).map(sorted),
    closed=st.sampled_from(["left", "right"]),
)
def test_bands_rise_with_age_and_agree_with_pandas(ages, edges, closed):
    bands = demographic.age_band(pd.Series(ages), edges, closed=closed)
    cuts = [-1, *edges, 1000]
    theirs = pd.cut(ages, cuts, right=closed == "right", labels=False)
    assert bands.cat.codes.tolist() == theirs.tolist()


@pytest.mark.parametrize(
    ("born", "pew", "statcan"),
    [
        (1927, "Greatest Generation", "Greatest Generation"),
        (1928, "Silent Generation", "Interwar Generation"),
        (1945, "Silent Generation", "Interwar Generation"),
        (1946, "Baby Boomers", "Baby Boomers"),
        (1964, "Baby Boomers", "Baby Boomers"),
        (1965, "Generation X", "Baby Boomers"),
        (1966, "Generation X", "Generation X"),
        (1980, "Generation X", "Generation X"),
        (1981, "Millennials", "Millennials"),
        (1996, "Millennials", "Millennials"),
        (1997, "Generation Z", "Generation Z"),
        (2012, "Generation Z", "Generation Z"),
        (2013, "Born after 2012", "Generation Alpha"),
    ],
)
def test_generations_begin_and_end_as_published(born, pew, statcan):
    assert names(demographic.generation([born])) == [pew]
    assert names(demographic.generation([born], version="statcan")) == [statcan]


def test_an_age_and_its_day_tell_the_generation_where_they_can():
    find = demographic.generation
    assert names(find(age_years=[60], as_of="2024-12-31")) == ["Baby Boomers"]
    assert names(find(age_years=[59], as_of="2024-12-31")) == ["Generation X"]
    on = {"as_of": "2024-06-30"}
    assert names(find(age_years=[60, 59, 58, None], **on)) == [
        "Baby Boomers",
        None,  # born in 1964 or 1965
        "Generation X",
        None,
    ]


def test_a_generation_needs_a_year_or_an_age_with_its_day():
    with pytest.raises(DataError, match="pass one of the two"):
        demographic.generation()
    with pytest.raises(DataError, match="pass one of the two"):
        demographic.generation([1990], age_years=[30])
    with pytest.raises(DataError, match="needs the day on which these ages were true"):
        demographic.generation(age_years=[30])
    with pytest.raises(DataError, match="version must be one of"):
        demographic.generation([1990], version="mine")


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ({"edges": [50, 30]}, "edges must go from small to large"),
        ({"edges": ["old"]}, "edges must be numbers"),
        ({"edges": 30}, "edges must be numbers"),
        ({"closed": "both"}, "closed must be one of"),
    ],
)
def test_edges_that_make_no_sense_are_refused(arguments, text):
    with pytest.raises(DataError, match=text):
        demographic.age_band([30], **arguments)


def test_a_lesson_needs_one_line_to_set_generations_against_what_they_buy():
    books = datasets.load("books")
    born = demographic.generation(books["birth_year"])
    shares = pd.crosstab(born, books["genre"], normalize="index")["paranormal romance"]
    assert shares["Baby Boomers"] < shares["Generation Z"]
    assert shares.index.name == "generation"


def test_ages_that_cannot_be_are_refused_by_name():
    with pytest.raises(DataError, match="'age_years' in X is below 0 for 1 customers"):
        demographic.age_band([-1, 30])
    with pytest.raises(DataError, match="'age_years' in X must hold numbers"):
        demographic.age_band(["old"])
    with pytest.raises(DataError, match="'birth_year' in X is below 1,800"):
        demographic.generation([85])
