"""Each way in which engines disagree in silence, and that here they do not."""

import subprocess
import sys
from datetime import date, datetime

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from segkit import features
from segkit.checks import DataError


def orders(**columns):
    n = len(next(iter(columns.values())))
    table = pd.DataFrame({"customer_id": [1] * n, "amount": [10.0] * n})
    table["ordered_at"] = pd.Series([datetime(2024, 1, 1)] * n, dtype="datetime64[us]")
    table = table.assign(**columns)
    return table.astype({"ordered_at": "datetime64[us]"})


def one(table, as_of="2024-12-31"):
    return features.customers(table, as_of=as_of).iloc[0]


def test_money_is_summed_in_whole_cents(put):
    """Engines round 0.125 differently, and polars divides by multiplying."""
    table = orders(amount=[0.125, 0.125, 9.86])
    assert one(put(table))["monetary_amount"] == 10.12
    table = orders(amount=[1.005, 0.1, 0.2])
    assert one(put(table))["monetary_amount"] == 1.3


def test_equal_values_get_equal_scores(put):
    """NTILE splits ties, qcut refuses them."""
    table = orders(customer_id=[1, 2, 3, 4, 5, 6, 7, 8])
    scores = features.rfm(put(table), as_of="2024-12-31")
    assert scores["m_score"].tolist() == [1] * 8
    assert scores["f_score"].tolist() == [1] * 8


def test_a_tie_between_favourites_goes_to_the_first_by_name(put):
    table = orders(channel=["b", "a", "b", "a"], category=["z", "y", "y", "z"])
    found = one(put(table))
    assert (found["favourite_channel"], found["favourite_category"]) == ("a", "y")


def test_favourites_sort_by_count_before_name(put):
    table = orders(category=["a"] * 2 + ["b"] * 10, channel=["a"] * 2 + ["b"] * 10)
    found = one(put(table))
    assert (found["favourite_channel"], found["favourite_category"]) == ("b", "b")


@pytest.mark.parametrize(
    ("day", "rate"),
    [(5, 0.0), (6, 1.0), (7, 1.0), (8, 0.0)],
    ids=["Fr", "Sa", "Su", "Mo"],
)
def test_the_weekend_is_saturday_and_sunday(put, day, rate):
    table = orders(ordered_at=[datetime(2024, 1, day, 23, 59)])
    assert one(put(table))["weekend_rate"] == rate


def test_the_last_microsecond_of_as_of_counts_and_the_next_does_not(put):
    """Spark compares a plain moment in its session's zone: hours of orders go."""
    moments = [datetime(2024, 6, 30, 23, 59, 59, 999_999), datetime(2024, 7, 1)]
    table = features.customers(put(orders(ordered_at=moments)), as_of="2024-06-30")
    assert table["n_orders"].tolist() == [1]
    assert table.attrs["left_out"]["after as_of"] == 1
    assert table["last_order_date"].tolist() == [pd.Timestamp("2024-06-30")]


def test_an_hour_that_does_not_exist_elsewhere_shifts_nothing(put):
    """At 02:30 on 10 March 2024 New York had no time; the shop is not there."""
    moments = [datetime(2024, 3, 10, 2, 30), datetime(2024, 3, 9, 23, 30)]
    found = one(put(orders(ordered_at=moments)))
    assert found["first_order_date"] == pd.Timestamp("2024-03-09")
    assert found["last_order_date"] == pd.Timestamp("2024-03-10")
    assert found["median_gap_days"] == 1


def test_a_leap_day_and_a_new_year_are_one_day_from_their_neighbours(put):
    days = [datetime(2024, 2, 28), datetime(2024, 2, 29), datetime(2024, 3, 1)]
    assert one(put(orders(ordered_at=days)))["median_gap_days"] == 1
    days = [datetime(2024, 12, 31, 23), datetime(2025, 1, 1, 1)]
    assert one(put(orders(ordered_at=days)), "2025-01-01")["tenure_days"] == 1


def test_plain_dates_are_days(put):
    table = orders(ordered_at=[datetime(2024, 6, 29), datetime(2024, 6, 30)])
    wanted = features.customers(table, as_of="2024-06-30")
    table = pa.Table.from_pandas(table)
    at = table["ordered_at"].cast(pa.date32())
    dates = table.set_column(table.column_names.index("ordered_at"), "ordered_at", at)
    for given in (
        dates,
        pl.from_arrow(dates),
        dates.to_pandas(),
        put_dates(put, dates),
    ):
        pd.testing.assert_frame_equal(
            features.customers(given, as_of="2024-06-30"), wanted
        )


def put_dates(put, dates):
    return put(dates.to_pandas(date_as_object=True))


def test_nan_is_missing_wherever_it_hides():
    nan = float("nan")
    columns = {
        "customer_id": [1.0, 1.0, 1.0, nan],
        "ordered_at": [datetime(2024, 1, 1)] * 4,
        "amount": [10.0, nan, float("inf"), 5.0],
        "discount_amount": [nan, 1.0, 1.0, 1.0],
        "returned": [nan, 0.0, 0.0, 0.0],
    }
    for table in (
        pl.DataFrame(columns),
        pl.DataFrame(columns).lazy(),
        pa.table(columns),
    ):
        found = features.customers(table, as_of="2024-12-31")
        assert found["monetary_amount"].tolist() == [10.0]
        assert found["discount_rate"].tolist() == [0.0]
        assert found["return_rate"].tolist() == [0.0]
        left_out = {"after as_of": 0, "no customer_id": 1}
        left_out |= {"no ordered_at": 0, "no amount": 2}
        assert found.attrs["left_out"] == left_out


def test_nothing_is_divided_by_zero(put):
    table = orders(amount=[0.0, 0.0], discount_amount=[0.0, 0.0])
    found = one(put(table))
    assert found["n_orders"] == 2
    assert found["average_order_amount"] == 0
    assert pd.isna(found["discount_rate"])


def test_a_customer_with_refunds_only_has_no_order(put):
    table = orders(amount=[-5.0, 10.0], customer_id=[1, 2])
    table["channel"] = ["web", "web"]
    found = features.customers(put(table), as_of="2024-12-31").loc[1]
    assert (found["n_orders"], found["n_lines"]) == (0, 0)
    assert (found["monetary_amount"], found["refund_amount"]) == (-5.0, 5.0)
    for name in (
        "recency_days",
        "first_order_date",
        "weekend_rate",
        "channel_web_rate",
    ):
        assert pd.isna(found[name]), name
    history = features.purchase_history(put(table), as_of="2024-12-31")
    assert history.index.tolist() == [2]
    scores = features.rfm(put(table), as_of="2024-12-31")
    assert scores.index.tolist() == [2]
    assert scores.attrs["left_out"]["refunds only"] == 1


def test_a_refund_lies_in_an_order_not_in_a_line(put):
    """A negative line within an order that is worth something is a part of it."""
    table = orders(amount=[10.0, -4.0, -6.0], order_id=[7, 7, 8])
    found = one(put(table))
    assert (found["n_orders"], found["n_lines"]) == (1, 2)
    assert (found["monetary_amount"], found["refund_amount"]) == (0.0, 6.0)
    assert found["average_order_amount"] == 6.0


def test_a_refund_between_two_orders_is_no_purchase_date(put):
    days = [datetime(2024, 1, 1), datetime(2024, 1, 5), datetime(2024, 1, 11)]
    found = one(put(orders(ordered_at=days, amount=[10.0, -1.0, 10.0])))
    assert found["median_gap_days"] == 10


def test_orders_of_one_day_leave_no_gap(put):
    days = [datetime(2024, 1, 1, 9), datetime(2024, 1, 1, 18), datetime(2024, 1, 3)]
    assert one(put(orders(ordered_at=days)))["median_gap_days"] == 2


def test_the_same_order_number_of_two_customers_is_two_orders(put):
    table = orders(customer_id=[1, 2], order_id=[7, 7])
    assert features.customers(put(table), as_of="2024-12-31")["n_orders"].sum() == 2


def test_lines_without_an_order_number_are_an_order_per_moment(put):
    at = [datetime(2024, 1, 1, 9), datetime(2024, 1, 1, 9), datetime(2024, 1, 1, 10)]
    table = orders(ordered_at=at, order_id=pd.Series([None] * 3, dtype="Int64"))
    found = one(put(table))
    assert (found["n_orders"], found["n_lines"]) == (2, 3)


def test_an_empty_text_is_no_customer(put):
    table = orders(customer_id=["a", "", "b"])
    found = features.customers(put(table), as_of="2024-12-31")
    assert found.index.tolist() == ["a", "b"]
    assert found.attrs["left_out"]["no customer_id"] == 1


def test_other_clothes_for_the_same_values_change_nothing():
    table = orders(customer_id=["b", "a", "b"], channel=["x", "y", "x"])
    table["returned"] = [True, False, False]
    wanted = features.customers(table, as_of="2024-12-31")
    dressed = table.astype({"customer_id": "category", "channel": "category"})
    dressed["returned"] = dressed["returned"].astype(object)
    dressed["ordered_at"] = dressed["ordered_at"].dt.date
    pd.testing.assert_frame_equal(
        features.customers(dressed, as_of="2024-12-31"), wanted
    )
    texts = pa.Table.from_pandas(table)
    for name in ("customer_id", "channel"):
        at = texts.column_names.index(name)
        texts = texts.set_column(at, name, texts[name].dictionary_encode())
    decimals = texts["amount"].cast(pa.decimal128(10, 2))
    texts = texts.set_column(texts.column_names.index("amount"), "amount", decimals)
    for given in (texts, pl.from_arrow(texts), texts.to_pandas()):
        pd.testing.assert_frame_equal(
            features.customers(given, as_of="2024-12-31"), wanted
        )


def zoned(table):
    """The same moments, said in UTC by a shop in Madrid."""
    local = table["ordered_at"].dt.tz_localize("Europe/Madrid")
    return table.assign(ordered_at=local.dt.tz_convert("UTC"))


def test_a_time_with_a_zone_is_refused(put):
    with pytest.raises(DataError, match=r"has the time zone .* pass timezone="):
        features.customers(put(zoned(orders(amount=[1.0]))), as_of="2024-12-31")


def test_a_time_with_a_zone_becomes_the_shops_local_time(put):
    moments = [datetime(2024, 6, 30, 23, 30), datetime(2024, 7, 1, 0, 30)]
    moments += [datetime(2024, 12, 31, 0, 30), datetime(2024, 3, 10, 8, 30)]
    table = orders(ordered_at=moments)
    wanted = features.customers(table, as_of="2024-06-30")
    assert wanted.attrs["left_out"]["after as_of"] == 2
    found = features.customers(
        put(zoned(table)), as_of="2024-06-30", timezone="Europe/Madrid"
    )
    pd.testing.assert_frame_equal(found, wanted)
    assert found.attrs == wanted.attrs


def test_a_zone_for_times_that_have_none_is_refused(put):
    with pytest.raises(DataError, match="has no time zone, so it counts as local"):
        features.rfm(put(orders(amount=[1.0])), as_of="2024-12-31", timezone="UTC")


@pytest.mark.spark
def test_a_table_that_spark_would_shift_is_refused(spark):
    """Handed over in memory, times take on the session's zone: Parquet keeps them."""
    shifted = spark.createDataFrame(
        [(1, datetime(2024, 3, 10, 2, 30), 9.5)],
        ["customer_id", "ordered_at", "amount"],
    )
    with pytest.raises(DataError, match="America/New_York"):
        features.customers(shifted, as_of=date(2024, 12, 31))


def test_duckdb_leaves_no_noise_behind(tmp_path):
    path = tmp_path / "orders.parquet"
    orders(amount=[1.0, 2.0]).to_parquet(path)
    code = (
        "from segkit import features\n"
        f"orders = features.scan({str(path)!r})\n"
        "print(len(features.customers(orders, as_of='2024-12-31')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert (done.stdout.strip(), done.stderr) == ("1", "")
