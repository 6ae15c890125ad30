from datetime import date, datetime, timedelta
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit import kpis
from segkit.checks import DataError
from tests.kpis.samples import ENGINES, orders, small

PERIOD = {"start": "2024-07-01", "end": "2024-12-31"}
PEOPLE = ["a", "b", "c", "d", "e", "f"]


def activity(table, customers=PEOPLE, **asked):
    """Each customer a segment: what the engine counts of them."""
    ids = pd.Index(customers)
    people = pd.Series(pd.Categorical(list(ids), list(ids)), index=ids, name="person")
    orders = kpis.by_segment(kpis.orders_per_customer, table, people, **asked)
    money = kpis.by_segment(kpis.arpu, table, people, **asked)
    found = pd.DataFrame(
        {"n_orders": orders["numerator"], "amount": money["numerator"]}
    )
    found.attrs = orders.attrs
    return found.drop(index="all")


def whole(table, customers=PEOPLE, **asked):
    """All customers together: what they ordered, and what was left out."""
    return kpis.orders_per_customer.from_table(table, customers=customers, **asked)


@pytest.fixture(params=ENGINES)
def engine(request):
    return ENGINES[request.param]


def test_every_engine_counts_the_same(engine):
    table = activity(engine(small()), customers=PEOPLE, **PERIOD)
    assert table.index.tolist() == PEOPLE
    assert table["n_orders"].tolist() == [2, 0, 1, 1, 1, 0]
    assert table["amount"].tolist() == [15.0, 0.0, 13.0, 0.0, 0.0, 0.0]


def test_what_did_not_count_is_counted(engine):
    rows = small().assign(amount=lambda t: t["amount"].astype(float))
    rows.loc[len(rows)] = [None, pd.Timestamp("2024-08-01"), 1.0, 20]
    rows.loc[len(rows)] = ["a", pd.NaT, 1.0, 21]
    rows.loc[len(rows)] = ["a", pd.Timestamp("2024-08-01"), np.nan, 22]
    table = activity(engine(rows), customers=PEOPLE, **PERIOD)
    assert table["n_orders"].sum() == 5
    assert table.attrs["left_out"] == {
        "no customer_id": 1,
        "no ordered_at": 1,
        "no amount": 1,
        "outside the period": 2,
        "orders of other customers": 1,
    }
    assert table.attrs["period"] == "2024-07-01 to 2024-12-31"


def test_the_period_is_that_of_the_orders_when_not_said(engine):
    table = activity(engine(small()), customers=PEOPLE)
    assert table.attrs["period"] == "2024-06-30 to 2025-01-01"
    assert table["n_orders"].tolist() == [2, 2, 1, 1, 1, 0]
    later = activity(engine(small()), customers=PEOPLE, start="2024-10-01")
    assert later.attrs["period"] == "2024-10-01 to 2025-01-01"


def test_without_order_ids_each_row_is_an_order():
    rows = small().drop(columns="order_id")
    table = activity(rows, customers=PEOPLE, **PERIOD)
    assert table.loc["c", "n_orders"] == 2


def test_rows_without_an_order_id_are_one_order_per_moment(engine):
    rows = orders(
        [
            ("a", "2024-08-01 10:00", 9.0, None),
            ("a", "2024-08-01 10:00", 4.0, None),
            ("a", "2024-08-02 10:00", 4.0, None),
            ("a", "2024-08-02 10:00", 4.0, "7"),
        ]
    )
    assert activity(engine(rows), customers=["a"])["n_orders"].tolist() == [3]


def test_columns_may_have_other_names(engine):
    theirs = small().set_axis(["who", "when", "paid", "bill"], axis=1)
    columns = dict(
        zip(["customer_id", "ordered_at", "amount", "order_id"], theirs, strict=True)
    )
    table = activity(engine(theirs), customers=PEOPLE, columns=columns, **PERIOD)
    assert table["n_orders"].tolist() == [2, 0, 1, 1, 1, 0]


def test_times_with_a_zone_need_the_shops_own(engine):
    rows = small()
    rows["ordered_at"] = rows["ordered_at"].dt.tz_localize("UTC")
    with pytest.raises(DataError, match="has the time zone"):
        activity(engine(rows), customers=PEOPLE, **PERIOD)
    table = activity(engine(rows), customers=PEOPLE, timezone="Europe/Madrid", **PERIOD)
    assert table["n_orders"].tolist() == [1, 1, 1, 1, 1, 0]


def test_the_input_is_left_alone():
    rows = small()
    before = rows.copy(deep=True)
    activity(rows, customers=PEOPLE, **PERIOD)
    pd.testing.assert_frame_equal(rows, before)


@pytest.mark.parametrize(
    "customers",
    [
        pd.Index(PEOPLE),
        pd.Series("New", index=PEOPLE),
        pd.Series(PEOPLE, name="customer_id"),
        pd.DataFrame({"n": 1}, index=PEOPLE),
        tuple(PEOPLE),
        np.array(PEOPLE),
        pd.array(PEOPLE),
        set(PEOPLE),
    ],
)
def test_the_population_may_be_said_in_many_ways(customers):
    found = whole(small(), customers=customers, **PERIOD)
    assert (found.numerator, found.denominator) == (5, 6)


@pytest.mark.parametrize("kind", ["category", "object", "string", "str"])
def test_any_kind_of_text_is_an_id(kind):
    rows = small().astype({"customer_id": kind})
    table = activity(rows, pd.Index(PEOPLE, dtype=kind), **PERIOD)
    assert table["n_orders"].tolist() == [2, 0, 1, 1, 1, 0]


def test_python_dates_and_decimals_are_read():
    rows = small()
    rows["ordered_at"] = [stamp.date() for stamp in rows["ordered_at"]]
    rows["amount"] = [Decimal(str(amount)) for amount in rows["amount"]]
    table = activity(rows, customers=PEOPLE, **PERIOD)
    assert table["n_orders"].tolist() == [2, 0, 1, 1, 1, 0]
    assert table["amount"].tolist() == [15.0, 0.0, 13.0, 0.0, 0.0, 0.0]


def test_days_may_be_dates_or_timestamps():
    start, end = date(2024, 7, 1), pd.Timestamp("2024-12-31 08:00")
    table = activity(small(), customers=PEOPLE, start=start, end=end)
    assert table["n_orders"].tolist() == [2, 0, 1, 1, 1, 0]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            {"start": "2024-12-31", "end": "2024-07-01"},
            r"start \(2024-12-31\) is after end \(2024-07-01\): exchange them",
        ),
        ({"start": "July"}, "start must be a day such as '2024-06-30'; this is 'July'"),
        (
            {"start": "2026-01-01", "end": "2026-02-01"},
            "nothing from 2026-01-01 to 2026-02-01; it runs from 2024-06-30 to 2025-01",
        ),
        ({"customers": []}, "customers names no customers: it has 0 rows"),
        ({"customers": ["a", "a"]}, "customers has 1 rows that repeat a customer_id"),
        ({"customers": ["a", None]}, "customers has 1 rows without a customer_id"),
        ({"customers": "a"}, "customers= must name the customers.*a str"),
        ({"customers": None}, "customers= must name the customers.*missing"),
        (
            {"customers": [1, 2]},
            "no customer in customers is in orders: the ids of customers are integer, "
            "those of orders are string",
        ),
        ({"columns": {"amount": "paid"}}, "columns= names .*'amount': 'paid'"),
        ({"timezone": "Europe/Madrid"}, "has no time zone"),
    ],
)
def test_questions_that_make_no_sense_are_refused(options, said):
    with pytest.raises(DataError, match=said):
        whole(small(), **{"customers": PEOPLE, **options})


def test_missing_columns_are_named(engine):
    rows = engine(small()[["customer_id", "order_id"]])
    with pytest.raises(DataError, match=r"orders needs columns \['ordered_at', 'amoun"):
        whole(rows)


def test_text_for_dates_and_numbers_is_refused():
    text = small().astype({"ordered_at": str})
    with pytest.raises(
        DataError, match="'ordered_at' must hold dates; it holds String"
    ):
        whole(text)
    words = small().astype({"amount": str})
    with pytest.raises(DataError, match="'amount' must hold numbers; it holds String"):
        whole(words)
    with pytest.raises(DataError, match="orders must be a table"):
        whole({"amount": [1]})


def test_orders_without_a_single_usable_row_are_refused():
    with pytest.raises(DataError, match="no row with a customer, a time and an amount"):
        whole(small().iloc[:0])
    nobody = small().assign(customer_id=None)
    with pytest.raises(DataError, match="'no customer_id': 10"):
        whole(nobody)


def test_customers_who_all_stayed_away_are_no_mistake():
    table = activity(small(), customers=["b"], **PERIOD)
    assert table["n_orders"].tolist() == [0]


def by_hand(rows, people, first, last):
    """Count in plain Python, one order at a time."""
    totals = {}
    for who, when, cents, order in rows:
        if first <= when.date() <= last:
            key = (who, order)
            totals[key] = totals.get(key, 0) + cents
    bought = [who for (who, _), cents in totals.items() if cents >= 0]
    return [bought.count(person) for person in people]


rows_of_orders = st.lists(
    st.tuples(
        st.sampled_from("abcd"),
        st.integers(0, 20 * 24).map(
            lambda h: datetime(2024, 2, 20) + timedelta(hours=h)
        ),
        st.integers(-300, 600),
        st.integers(1, 6),
    ),
    min_size=1,
    max_size=25,
)


@settings(max_examples=12)
@given(rows_of_orders, st.sampled_from(["pandas", "polars", "duckdb"]))
def test_a_count_by_hand_agrees(rows, name):
    first, last = date(2024, 2, 25), date(2024, 3, 2)
    rows = [*rows, ("d", datetime(2024, 3, 1), 500, 99)]  # the period is not empty
    table = orders([(who, when, cents / 100, o) for who, when, cents, o in rows])
    found = activity(
        ENGINES[name](table), customers=list("abcd"), start=first, end=last
    )
    assert found["n_orders"].tolist() == by_hand(rows, "abcd", first, last)


@pytest.mark.spark
@pytest.mark.slow
@pytest.mark.filterwarnings(
    "ignore:PySpark does not yet fully support pandas:FutureWarning"
)
def test_spark_counts_the_same(spark, tmp_path):
    small().to_parquet(tmp_path / "orders.parquet")
    rows = spark.read.parquet(str(tmp_path / "orders.parquet"))
    table = activity(rows, customers=PEOPLE, **PERIOD)
    assert table["n_orders"].tolist() == [2, 0, 1, 1, 1, 0]
    assert table["amount"].tolist() == [15.0, 0.0, 13.0, 0.0, 0.0, 0.0]
