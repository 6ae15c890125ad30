"""How old the data are, in every engine."""

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from segkit import datasets
from segkit.checks import DataError
from segkit.monitoring import freshness
from segkit.record import wilson

ENGINES = {
    "pandas": lambda t: t,
    "polars": pl.from_pandas,
    "polars-lazy": lambda t: pl.from_pandas(t).lazy(),
    "pyarrow": lambda t: pa.Table.from_pandas(t, preserve_index=False),
    "duckdb": lambda t: duckdb.connect().from_arrow(pa.Table.from_pandas(t)),
}


def orders():
    days = ["2024-05-01 23:59", "2024-05-02", "2024-05-09", "2024-06-20", "2024-07-05"]
    return pd.DataFrame(
        {
            "customer_id": ["a", "b", "a", "c", "d"],
            "ordered_at": pd.to_datetime(days, format="ISO8601"),
            "loaded_at": pd.to_datetime(
                ["2024-05-02", "2024-05-02", "2024-05-20", "2024-06-20", "2024-07-05"]
            ),
        }
    )


@pytest.mark.parametrize("engine", ENGINES)
def test_each_engine_gives_the_same_report(engine):
    table = freshness(
        {"orders": ENGINES[engine](orders())}, "2024-06-30", limits=10,
        arrived={"orders": "loaded_at"},
    )  # fmt: skip
    row = table.iloc[0]
    assert (row["rows"], row["after_as_of"], row["no_date"]) == (4, 1, 0)
    assert (row["last_day"], row["age_days"], row["fresh"]) == ("2024-06-20", 10, True)
    assert (row["n_customers"], row["updated_rate"]) == (3, 1 / 3)
    assert (row["low"], row["high"]) == wilson(1, 3)
    assert (row["longest_gap"], row["gap"]) == (41, "2024-05-10 to 2024-06-19")
    assert row["days_without"] == 51 - 4
    assert (row["late_rate"], row["late_days"]) == (1 / 5, 11)


def test_rows_without_a_date_or_customer_are_counted_apart():
    table = orders()
    table.loc[0, "ordered_at"] = pd.NaT
    table.loc[1, "customer_id"] = None
    row = freshness({"orders": table}, "2024-06-30").iloc[0]
    assert (row["rows"], row["no_date"], row["n_customers"]) == (3, 1, 2)


def test_stale_tables_are_named():
    tables = {"orders": orders(), "mails": orders().drop(columns="customer_id")}
    found = freshness(tables, "2024-06-30", limits={"mails": 5, "orders": 30})
    assert found.attrs["heading"] == "As of 2024-06-30: 1 of 2 tables are stale (mails)"
    assert found["updated_rate"].isna().tolist() == [False, True]
    assert freshness(tables, "2024-06-30").attrs["heading"].endswith("are fresh")


def test_the_date_may_be_named():
    found = freshness({"o": orders()}, "2024-06-30", dates={"o": "loaded_at"})
    assert found["date"].tolist() == ["loaded_at"]


def test_one_day_alone_has_no_gap():
    found = freshness({"o": orders()[:1]}, "2024-06-30").iloc[0]
    assert (found["longest_gap"], found["gap"], found["days_without"]) == (0, "none", 0)


def test_the_bundled_tables_are_as_fresh_as_the_end_of_the_year():
    names = ["orders", "sends", "social_events", "customers"]
    found = freshness({n: datasets.load(n) for n in names}, "2024-12-31")
    assert found["fresh"].all()
    assert found.loc[0, "date"] == "ordered_at"
    assert found.loc[0, "days_without"] == 0


@pytest.mark.parametrize(
    ("tables", "options", "text"),
    [
        ([], {}, "freshness needs tables by name"),
        ({}, {}, "freshness needs tables by name"),
        ({"o": [1]}, {}, "o must be a table"),
        ({"o": pd.DataFrame({"a": [1]})}, {}, "o has no column of dates; it has"),
        ({"o": orders()}, {"dates": {"o": "customer_id"}}, "o has no column of dates"),
        ({"o": orders()}, {"limits": {"x": 1}}, "limits= names \\['x'\\]"),
        ({"o": orders()}, {"limits": -1}, "limits must be a whole number"),
        ({"o": orders()[-1:]}, {}, "o has no date on or before 2024-06-30"),
        ({"o": orders()}, {"arrived": {"o": "came"}}, "o needs columns"),
    ],
)
def test_what_has_no_age_is_refused(tables, options, text):
    with pytest.raises(DataError, match=text):
        freshness(tables, "2024-06-30", **options)
