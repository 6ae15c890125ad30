"""Cohorts by hand."""

import pandas as pd

from segkit import features


def orders(days, customers):
    table = pd.DataFrame({"customer_id": customers, "amount": 5.0})
    return table.assign(ordered_at=pd.to_datetime(days))


def test_a_month_without_new_customers_has_a_row_of_zeros():
    table = features.cohorts(
        orders(["2023-12-31", "2024-02-01"], [1, 2]), as_of="2024-02-29"
    )
    assert table.index.tolist() == ["2023-12", "2024-01", "2024-02"]
    assert table[0].tolist() == [1, 0, 1]
    assert table.columns.tolist() == [0, 1, 2]
    assert table.loc["2024-01"].isna().tolist() == [False, False, True]


def test_the_months_reach_to_as_of_and_say_whether_the_last_is_complete():
    days = orders(["2024-01-05"], [1])
    assert (
        features.cohorts(days, as_of="2024-03-30").attrs["last_month_complete"] is False
    )
    table = features.cohorts(days, as_of="2024-03-31")
    assert table.attrs["last_month_complete"] is True
    assert table.loc["2024-01"].tolist() == [1, 0, 0]
    assert table.attrs["as_of"] == "2024-03-31"


def test_retention_is_a_division_by_the_first_column():
    days = ["2024-01-05", "2024-01-06", "2024-02-01", "2024-02-20"]
    table = features.cohorts(orders(days, [1, 2, 1, 1]), as_of="2024-02-29")
    assert table.div(table[0], axis=0).loc["2024-01", 1] == 0.5
