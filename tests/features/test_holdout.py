"""Holding out the last days."""

import pandas as pd
import pytest

from segkit import features
from segkit.checks import DataError


@pytest.fixture
def orders():
    table = pd.DataFrame({"customer_id": [1, 1, None], "amount": 5.0})
    days = ["2024-01-01", "2024-01-10", "2024-12-31"]
    return table.assign(ordered_at=pd.to_datetime(days))


def test_the_days_held_out_are_counted_back_from_the_last_order(orders):
    held = features.holdout(orders, days=3)
    assert held == features.Holdout(
        as_of="2024-01-07",
        start="2024-01-08",
        end="2024-01-10",
        days=3,
        first_day="2024-01-01",
        last_day="2024-01-10",
    )


def test_one_day_must_remain(orders):
    assert features.holdout(orders, days=9).as_of == "2024-01-01"
    text = "from 2024-01-01 to 2024-01-10, 10 days: too short to hold out the last 10"
    with pytest.raises(DataError, match=text):
        features.holdout(orders, days=10)


def test_a_history_of_one_day_cannot_be_split(orders):
    with pytest.raises(DataError, match="all orders are of one day, 2024-01-01"):
        features.holdout(orders.iloc[:1], days=1)


def test_orders_without_customers_cannot_be_split(orders):
    with pytest.raises(DataError, match="no row with a customer, a time and an amount"):
        features.holdout(orders.iloc[2:], days=1)


def test_days_are_a_whole_number(orders):
    with pytest.raises(DataError, match="days must be a whole number from 1"):
        features.holdout(orders, days=0)
