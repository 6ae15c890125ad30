"""What people say beside what they did."""

import numpy as np
import pandas as pd
import pytest

from segkit import datasets, features
from segkit.checks import DataError


def test_the_comparison_by_hand():
    stated = pd.Series([4, 2, 6, 9], index=list("abcd"))
    observed = pd.Series([3, 2, 8, 5, 1], index=list("abcde"))
    row = features.stated_and_observed(stated, observed).iloc[0]
    assert row["n"] == 4
    assert row["mean_difference"] == pytest.approx((1 + 0 - 2 + 4) / 4)
    assert row[["overstated_rate", "equal_rate", "understated_rate"]].tolist() == [
        0.5,
        0.25,
        0.25,
    ]
    assert row["low"] < row["mean_difference"] < row["high"]


def test_people_say_that_they_ordered_more_often_than_they_did():
    survey = datasets.load("survey").set_index("customer_id")
    orders = datasets.load("orders")
    year = orders[orders["ordered_at"].between("2023-09-09", "2024-09-09")]
    ordered = year.groupby("customer_id").size().reindex(survey.index, fill_value=0)
    row = features.stated_and_observed(survey["orders_stated"], ordered).iloc[0]
    assert row["n"] == len(survey)
    assert row["low"] > 0.3
    assert row["overstated_rate"] > 2 * row["understated_rate"]
    assert row["rank_correlation"] > 0.9  # yet they know who orders often


def test_the_rung_is_not_the_income():
    survey = datasets.load("survey").set_index("customer_id")
    people = datasets.load("customers").set_index("customer_id")
    ranks = [
        column.dropna().rank(pct=True)
        for column in (survey["social_status"], people["income_amount"])
    ]
    row = features.stated_and_observed(*ranks).iloc[0]
    assert 0.4 < row["rank_correlation"] < 0.75


def test_no_rank_correlation_where_all_say_the_same():
    row = features.stated_and_observed(pd.Series([3, 3, 3]), pd.Series([1, 2, 3]))
    assert np.isnan(row["rank_correlation"][0])


def test_two_pairs_are_too_few():
    with pytest.raises(DataError, match="share 2 customers with both numbers"):
        features.stated_and_observed(pd.Series([1, 2, None]), pd.Series([1, 2, 3]))
