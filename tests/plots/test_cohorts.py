"""Cohorts as shares of their size."""

import numpy as np
import pandas as pd
import pytest

from segkit import features, plots
from segkit.checks import DataError


@pytest.fixture
def cohorts():
    table = pd.DataFrame(
        [[20, 5, 4], [10, 3, np.nan], [0, np.nan, np.nan]],
        index=["2024-01", "2024-02", "2024-03"],
    )
    table.attrs = {"as_of": "2024-03-20", "last_month_complete": False}
    return table


def cells(ax):
    return np.ma.filled(ax.collections[0].get_array().astype(float), np.nan).round(3)


def test_cells_are_shares_of_the_cohort_from_month_one(cohorts):
    ax = plots.cohort_heatmap(cohorts)
    expected = [[0.25, 0.2], [0.3, np.nan], [np.nan, np.nan]]
    assert np.array_equal(cells(ax).reshape(3, 2), expected, equal_nan=True)
    assert [t.get_text() for t in ax.get_xticklabels()] == ["1", "2"]


def test_rows_carry_the_size_of_the_cohort(cohorts):
    ax = plots.cohort_heatmap(cohorts)
    rows = [t.get_text() for t in ax.get_yticklabels()]
    assert rows == ["2024-01 (20)", "2024-02 (10)", "2024-03 (0)"]


def test_a_month_that_is_not_over_is_said(cohorts):
    assert "cut off at 2024-03-20" in plots.cohort_heatmap(cohorts).get_xlabel()
    cohorts.attrs = {}
    assert "cut off" not in plots.cohort_heatmap(cohorts).get_xlabel()


def test_many_months_are_shaded_without_numbers():
    table = pd.DataFrame(np.full((14, 14), 5.0), [f"m{i}" for i in range(14)])
    ax = plots.cohort_heatmap(table)
    assert not ax.texts
    assert "largest 100 % (row m0 (5), column 1)" in plots.alt_text(ax)


def test_it_draws_what_features_cohorts_returns():
    orders = pd.DataFrame({"customer_id": [1, 1, 2], "amount": 5.0})
    days = ["2024-01-05", "2024-03-01", "2024-01-31"]
    orders["ordered_at"] = pd.to_datetime(days)
    table = features.cohorts(orders, as_of="2024-03-31")
    assert cells(plots.cohort_heatmap(table)).ravel()[:2].tolist() == [0, 0.5]


@pytest.mark.parametrize(
    "wrong", [pd.DataFrame({0: [5]}), pd.DataFrame({"size": [5], "m1": [2]})]
)
def test_other_tables_are_refused(wrong):
    with pytest.raises(DataError, match=r"pass what features\.cohorts returns"):
        plots.cohort_heatmap(wrong)
