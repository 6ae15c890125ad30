"""Bad orders are refused in words that say what was found and what to do next."""

import re
from datetime import datetime

import duckdb
import pandas as pd
import polars as pl
import pytest

from segkit import features
from segkit.checks import DataError
from tests.features import made
from tests.features.conftest import frame

FUNCTIONS = [
    features.customers,
    features.rfm,
    features.cohorts,
    features.purchase_history,
    features.left_out,
]


def table(**columns):
    base = {"customer_id": [1, 2], "amount": [9.5, 3.0]}
    base["ordered_at"] = pd.to_datetime(["2024-01-01", "2024-02-01"])
    return pd.DataFrame(base | columns)


def refused(text, orders, function=features.customers, as_of="2024-12-31", **more):
    with pytest.raises(DataError, match=re.escape(text)):
        function(orders, as_of=as_of, **more)


def test_a_missing_column_is_named():
    refused("orders needs columns ['amount']", table().drop(columns="amount"))


def test_the_callers_names_are_understood():
    theirs = table().rename(columns={"amount": "Total", "customer_id": "Client"})
    columns = {"amount": "Total", "customer_id": "Client"}
    found = features.customers(theirs, as_of="2024-12-31", columns=columns)
    assert found["monetary_amount"].tolist() == [9.5, 3.0]


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_table_without_rows_is_refused(function):
    empty = table().iloc[:0]
    for orders in (empty, pl.from_pandas(empty), duckdb.from_df(empty)):
        refused("orders has no rows", orders, function)
    refused("orders has no rows", pd.DataFrame(columns=empty.columns), function)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_rows_of_which_none_counts_are_refused_with_the_counts(function):
    orders = table(customer_id=[None, 2], amount=[1.0, None])
    text = "orders has 2 rows and none that counts; left out: {'after as_of': 0, "
    refused(text, orders, function)
    refused(text, pl.from_pandas(orders), function)


def test_a_column_without_a_single_value_is_named():
    empty = pd.Series([None, None], dtype=object)
    refused("orders has no value in 'ordered_at'", table(ordered_at=empty))
    refused("orders has no value in 'amount'", table(amount=empty))
    nothing = pl.from_pandas(table()).with_columns(pl.lit(None).alias("amount"))
    refused("columns={'amount': 'your name'}", nothing)


def test_an_optional_column_without_a_single_value_is_no_reason_to_refuse():
    empty = pd.Series([None, None], dtype=object)
    found = features.customers(
        table(discount_amount=empty, returned=empty, channel=empty, category=empty),
        as_of="2024-12-31",
    )
    assert found["discount_rate"].tolist() == [0.0, 0.0]
    assert found["return_rate"].tolist() == [0.0, 0.0]
    assert found["n_channels"].tolist() == [0, 0]
    assert found["n_categories"].tolist() == [0, 0]
    assert found["favourite_category"].isna().all()


@pytest.mark.parametrize("function", FUNCTIONS)
def test_an_as_of_before_the_first_order_is_refused_with_the_first_day(function):
    text = "orders has no row on or before as_of 2020-01-01; the first is on 2024-01-01"
    refused(text, table(), function, "2020-01-01")
    refused(text, pl.from_pandas(table()), function, "2020-01-01")


def test_an_as_of_that_is_no_day_is_refused():
    refused("as_of must be a day such as", table(), as_of="yesterday")


def test_text_for_dates_is_refused_with_a_value_that_is_none():
    mixed = table(ordered_at=["2024-01-01", "31/12/2024"])
    refused("column 'ordered_at' holds text ('31/12/2024'); dates are needed", mixed)
    refused("pandas.to_datetime(orders['ordered_at']", pl.from_pandas(mixed))
    refused("holds text ('2024-01-01')", table(ordered_at=["2024-01-01"] * 2))


def test_numbers_for_dates_are_refused():
    refused("column 'ordered_at' holds int (45321)", table(ordered_at=[45321, 45322]))


@pytest.mark.parametrize("column", ["amount", "discount_amount"])
def test_text_for_money_is_refused_with_a_value_that_is_none(column):
    mixed = table(**{column: ["9.50", "12,50"]})
    refused(f"column '{column}' holds text ('12,50'); numbers are needed", mixed)
    refused("numbers are needed", duckdb.from_df(mixed))


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize("value", [5.9e15, -1e20])
def test_an_amount_beyond_all_money_is_refused(function, value):
    text = f"orders has an amount of {abs(value):g}, and money is counted up to 1e+12"
    huge = table(amount=[value, 1.0])
    for orders in (huge, pl.from_pandas(huge), duckdb.from_df(huge)):
        refused(text, orders, function)


def test_text_for_returned_is_refused():
    refused("'returned' holds text ('yes'); True or", table(returned=["yes", "no"]))


def test_ids_of_two_kinds_are_refused():
    ids = pd.Series([1, "1"], dtype=object)
    refused("column 'customer_id' mixes int and str", table(customer_id=ids))


def test_too_many_channels_are_refused():
    many = pd.DataFrame({"customer_id": 1, "amount": 1.0, "channel": range(21)})
    many["ordered_at"] = datetime(2024, 1, 1)
    refused("channel has 21 different names, such as ['0', '1', '10']", many)


@pytest.mark.parametrize("function", [features.rfm, features.cohorts])
def test_refunds_without_an_order_are_refused(function):
    refused("no order up to as_of 2024-12-31", table(amount=[-1.0, -2.0]), function)


def test_refunds_without_an_order_have_no_history():
    for orders in (
        table(amount=[-1.0, -2.0]),
        pl.from_pandas(table(amount=[-1.0, -2])),
    ):
        refused("no order up to as_of", orders, features.purchase_history)


def test_an_unknown_unit_is_refused():
    refused(
        "unit must be one of ['D', 'W']", table(), features.purchase_history, unit="M"
    )


def test_an_unknown_zone_is_refused():
    utc = table()["ordered_at"].dt.tz_localize("UTC")
    text = "timezone='Madrid' is no known time zone"
    refused(text, table(ordered_at=utc), timezone="Madrid")


def test_one_row_is_a_customer():
    found = features.customers(table().iloc[:1], as_of="2024-01-01")
    assert found["recency_days"].tolist() == [0]
    assert pd.isna(found["median_gap_days"].iloc[0])
    scores = features.rfm(table().iloc[:1], as_of="2024-01-01")
    assert scores[["r_score", "f_score", "m_score"]].to_numpy().tolist() == [[1, 1, 1]]


def test_left_out_is_what_customers_says():
    rows = frame(made.rows(3))
    found = features.left_out(rows, as_of=made.AS_OF)
    wanted = features.customers(rows, as_of=made.AS_OF).attrs["left_out"]
    assert found == wanted
    assert sum(found.values())
