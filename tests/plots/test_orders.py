"""Orders by period, and by hour and weekday."""

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from segkit import plots
from segkit.checks import DataError

TIMES = ["2024-01-01 09:30", "2024-01-01 09:30", "2024-01-14 23:59", "2024-03-31 00:00"]


@pytest.fixture
def orders():
    return pd.DataFrame(
        {
            "order_id": ["a", "a", "b", "c"],
            "customer_id": [1, 1, 2, 1],
            "ordered_at": pd.to_datetime(TIMES),
            "amount": [5.0, 7.0, 10.0, -4.0],
        }
    )


def heights(ax):
    return ax.lines[0].get_ydata().tolist()


def test_rows_of_one_order_count_once_and_empty_months_are_zero(orders):
    ax = plots.orders_over_time(orders)
    assert heights(ax) == [2, 0, 1]
    assert ax.get_ylabel() == "orders (3 in all)"
    assert "first 2 at 2024-01-01, last 1 at 2024-03-01" in plots.alt_text(ax)


def test_without_order_ids_each_row_is_an_order(orders):
    assert heights(plots.orders_over_time(orders.drop(columns="order_id"))) == [3, 0, 1]


def test_amounts_are_added_up_line_by_line_refunds_too(orders):
    assert heights(plots.orders_over_time(orders, value="amount")) == [22, 0, -4]


@pytest.mark.parametrize(
    ("every", "first", "n"),
    [
        ("day", "2024-01-01", 91),
        ("week", "2024-01-01", 13),
        ("quarter", "2024-01-01", 1),
    ],
)
def test_periods_start_on_their_first_day(orders, every, first, n):
    ax = plots.orders_over_time(orders, every=every)
    assert len(heights(ax)) == n
    assert f"at {first}" in plots.alt_text(ax)
    assert sum(heights(ax)) == 3


@pytest.mark.parametrize("kind", [pl.from_pandas, pa.Table.from_pandas])
def test_other_tables_draw_the_same(orders, kind):
    expected = plots.alt_text(plots.orders_over_time(orders))
    assert plots.alt_text(plots.orders_over_time(kind(orders))) == expected


def test_columns_can_have_other_names(orders):
    mine = orders.rename(columns={"ordered_at": "Zeit"})
    ax = plots.orders_over_time(mine, columns={"ordered_at": "Zeit"})
    assert heights(ax) == [2, 0, 1]


def test_rows_without_a_date_are_left_out_and_counted(orders):
    orders.loc[3, "ordered_at"] = pd.NaT
    ax = plots.orders_over_time(orders)
    assert ax.get_xlabel() == "month (1 left out: no date)"
    assert "(1 left out: no date)" in plots.alt_text(plots.orders_by_hour(orders))


def test_hours_and_weekdays_have_their_cells(orders):
    ax = plots.orders_by_hour(orders)
    cells = np.asarray(ax.collections[0].get_array()).reshape(7, 24)
    assert cells[0, 9] == cells[6, 23] == cells[6, 0] == 1
    assert cells.sum() == 3
    assert [t.get_text() for t in ax.get_yticklabels()][::6] == ["Monday", "Sunday"]


def test_a_time_with_a_zone_needs_the_shops_own(orders):
    orders["ordered_at"] = orders["ordered_at"].dt.tz_localize("UTC")
    with pytest.raises(DataError, match="pass timezone='Europe/Madrid'"):
        plots.orders_by_hour(orders)
    ax = plots.orders_by_hour(orders, timezone="Europe/Madrid")
    cells = np.asarray(ax.collections[0].get_array()).reshape(7, 24)
    assert cells[0, 10] == cells[0, 0] == cells[6, 1] == 1


def test_days_without_a_time_of_day_are_refused(orders):
    orders["ordered_at"] = orders["ordered_at"].dt.normalize()
    with pytest.raises(DataError, match="the hour is not known"):
        plots.orders_by_hour(orders)


@pytest.mark.parametrize(
    ("change", "options", "message"),
    [
        ({"ordered_at": TIMES}, {}, "ordered_at must hold dates"),
        ({"ordered_at": pd.NaT}, {}, "every ordered_at is missing"),
        ({"amount": "x"}, {"value": "amount"}, "amount must be numbers"),
        ({}, {"every": "year"}, "every must be one of"),
        ({}, {"value": "profit"}, "value must be one of"),
    ],
)
def test_what_cannot_be_drawn_is_refused(orders, change, options, message):
    with pytest.raises(DataError, match=message):
        plots.orders_over_time(orders.assign(**change), **options)


def test_missing_columns_and_rows_are_refused(orders):
    with pytest.raises(DataError, match=r"orders needs columns \['ordered_at'\]"):
        plots.orders_over_time(orders[["amount"]])
    with pytest.raises(DataError, match="orders is empty"):
        plots.orders_over_time(orders[:0])
