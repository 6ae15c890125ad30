"""Income bands, quantiles with weights, and price tiers."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit.checks import DataError
from segkit.models import demographic


def names(series):
    return series.astype(object).where(series.notna(), None).tolist()


def test_the_poverty_line_is_60_percent_of_the_median():
    assert demographic.poverty_line([10_000, 20_000, 90_000]) == 12_000
    assert demographic.poverty_line([1, 2], sample_weight=[1, 3]) == pytest.approx(1.2)


@pytest.mark.parametrize(
    ("income", "band", "tier"),
    [
        (0, "At risk of poverty", "Low price tier"),
        (11_999.99, "At risk of poverty", "Low price tier"),
        (12_000, "Lower income", "Low price tier"),
        (15_000, "Lower middle income", "Middle price tier"),
        (20_000, "Middle income", "Middle price tier"),
        (30_000, "Upper middle income", "Middle price tier"),
        (39_999.99, "Upper middle income", "Middle price tier"),
        (40_000, "Upper income", "High price tier"),
    ],
)
def test_bands_meet_at_the_published_parts_of_the_median(income, band, tier):
    found = demographic.income_band([income], median=20_000)
    assert names(found) == [band]
    assert names(demographic.price_tier(found)) == [tier]


def test_without_a_median_that_of_the_data_counts():
    incomes = pd.Series([10_000, 20_000, 45_000, np.nan])
    expected = ["At risk of poverty", "Middle income", "Upper income", None]
    assert names(demographic.income_band(incomes)) == expected


def test_other_limits_are_named_by_themselves():
    found = demographic.income_band([9, 10, 30], median=20, shares=[0.5, 1.5])
    assert names(found) == [
        "under 50 % of the median",
        "from 50 %, under 150 % of the median",
        "150 % and over of the median",
    ]


def test_own_bands_need_own_tiers():
    bands = demographic.income_band([9, 30], median=20, shares=[1])
    with pytest.raises(DataError, match=r"'under 100 % of the median'.* have none"):
        demographic.price_tier(bands)
    own = dict(zip(bands.cat.categories, ["low", "high"], strict=True))
    assert names(demographic.price_tier(bands, own)) == [
        "Low price tier",
        "High price tier",
    ]


def test_fifths_hold_equally_many_people():
    incomes = pd.Series(np.arange(100, 0, -1))
    fifths = demographic.income_quantile(incomes)
    assert fifths.value_counts().tolist() == [20] * 5
    assert fifths.iloc[0] == "Income band 5 of 5"


def test_equal_incomes_are_in_the_same_band():
    bands = demographic.income_quantile([7, 7, 7, 7], 4)
    assert names(bands) == ["Income band 1 of 4"] * 4
    assert len(bands.cat.categories) == 4


def test_cuts_of_others_can_be_used():
    assert names(demographic.income_quantile([10, 11], 2, cuts=[10])) == [
        "Income band 1 of 2",
        "Income band 2 of 2",
    ]


values = st.lists(
    st.tuples(st.integers(0, 50), st.integers(0, 4)), min_size=1, max_size=30
).filter(lambda rows: any(weight for _, weight in rows))


@settings(deadline=None, max_examples=60)
@given(rows=values, n=st.integers(2, 7))
def test_whole_weights_are_as_good_as_rows_that_stand_there_so_often(rows, n):
    found, weight = (np.array(part) for part in zip(*rows, strict=True))
    chances = [part / n for part in range(1, n)]
    weighted = demographic.quantiles(found, chances, sample_weight=weight)
    repeated = np.repeat(found, weight)
    assert weighted == demographic.quantiles(repeated, chances)
    theirs = np.quantile(repeated, chances, method="averaged_inverted_cdf")
    np.testing.assert_allclose(weighted, theirs)


def test_weights_of_a_survey_move_the_bands():
    incomes, weight = [10, 20, 30, 40], [5, 1, 1, 1]
    plain = demographic.income_quantile(incomes, 2)
    weighted = demographic.income_quantile(incomes, 2, sample_weight=weight)
    assert plain.cat.codes.tolist() == [0, 0, 1, 1]
    assert weighted.cat.codes.tolist() == [0, 1, 1, 1]


@pytest.mark.parametrize(
    ("call", "text"),
    [
        (lambda: demographic.income_band([0, 0, 9]), "median must be above 0"),
        (lambda: demographic.income_band([1], median="high"), "median must be numbers"),
        (lambda: demographic.income_band([-5], median=9), "is below 0 for 1 customers"),
        (lambda: demographic.income_band([None]), "has no value to learn the bands"),
        (lambda: demographic.income_quantile([1, 2], 1), "n_bands must be a whole"),
        (
            lambda: demographic.quantiles([1, 2], [0.5], sample_weight=[1]),
            "one number from 0 for each of the 2 rows",
        ),
        (
            lambda: demographic.quantiles([1, 2], [0.5], sample_weight=[1, np.nan]),
            "fill in the missing ones",
        ),
        (
            lambda: demographic.quantiles([1, 2], [0.5], sample_weight=[1, -1]),
            "one number from 0",
        ),
    ],
)
def test_what_makes_no_sense_is_refused(call, text):
    with pytest.raises(DataError, match=text):
        call()
