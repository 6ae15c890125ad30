"""The helpers that make engines agree, and the files that DuckDB scans."""

import itertools
import re
import subprocess
import sys
from datetime import date, timedelta

import narwhals.stable.v2 as nw
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segkit import engine
from segkit.checks import DataError


def column(values, expression, name="x"):
    table = nw.from_native(pl.DataFrame({name: values}))
    return table.select(out=expression).to_native()["out"].to_list()


@given(st.dates(date(1, 1, 2), date(9999, 12, 31)))
def test_a_day_number_is_the_ordinal_of_the_day(day):
    assert column([day], engine.day_number(nw.col("x"))) == [day.toordinal()]


def test_monday_is_one():
    week = [date(2024, 1, 1) + timedelta(days=k) for k in range(7)]
    numbers = column(week, (engine.day_number(nw.col("x")) - 1) % 7)
    assert numbers == [0, 1, 2, 3, 4, 5, 6]


@given(st.lists(st.integers(0, 9), min_size=1, max_size=60), st.integers(2, 10))
def test_scores_follow_the_values_and_only_the_values(values, bins):
    scores = column(values, engine.score("x", bins))
    assert all(1 <= score <= bins for score in scores)
    pairs = sorted(zip(values, scores, strict=True))
    for (low, first), (high, second) in itertools.pairwise(pairs):
        assert (first == second) if low == high else (first <= second)


def test_fifths_of_ten_customers_are_pairs():
    scores = column(list(range(10)), engine.score("x"))
    assert scores == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]


@given(st.integers(-(10**12), 10**12))
def test_cents_of_written_money_are_exact(n):
    assert column([n / 100], engine.cents(nw.col("x"))) == [n]


def test_a_ratio_without_a_bottom_is_missing():
    table = nw.from_native(pl.DataFrame({"a": [1, 0, 3], "b": [0, 0, 4]}))
    found = table.select(r=engine.ratio(nw.col("a"), nw.col("b"))).to_native()
    assert found["r"].to_list() == [None, None, 0.75]


def test_a_file_is_scanned_and_globs_are_several(tmp_path):
    for k in range(2):
        pd.DataFrame({"a": [k]}).to_parquet(tmp_path / f"part {k} é.parquet")
        pd.DataFrame({"b": [k]}).to_csv(tmp_path / f"{k}.csv", index=False)
    assert len(engine.scan(tmp_path / "part 0 é.parquet")) == 1
    assert len(engine.scan(tmp_path / "*.parquet")) == 2
    assert len(engine.scan(str(tmp_path / "*.csv"))) == 2


def refused(text, path):
    with pytest.raises(DataError, match=re.escape(text)):
        engine.scan(path)


def test_a_missing_file_is_named(tmp_path):
    refused(f"there is no file {tmp_path / 'orders.csv'}", tmp_path / "orders.csv")
    refused("there is no file", tmp_path / "*.parquet")


def test_a_folder_is_refused(tmp_path):
    refused("is a folder; scan needs a file", tmp_path)


def test_an_unknown_extension_is_refused(tmp_path):
    (tmp_path / "orders.txt").write_text("a,b")
    refused("ends in '.txt'; scan reads ['.csv'", tmp_path / "orders.txt")


def test_a_file_that_is_not_what_its_name_says_is_refused(tmp_path):
    fake = tmp_path / "orders.parquet"
    fake.write_text("customer_id,amount\n1,2\n")
    refused(f"{fake} cannot be read as parquet", fake)
    table = tmp_path / "table.parquet"
    pd.DataFrame({"a": range(1000)}).to_parquet(table)
    swapped = table.rename(tmp_path / "orders.csv")
    refused(f"{swapped} cannot be read as csv", swapped)
    empty = tmp_path / "empty.csv"
    empty.write_text("")
    refused(f"{empty} is empty", empty)


def test_import_brings_in_no_engine():
    code = (
        "import sys\nfrom segkit import features\n"
        "heavy = {'duckdb', 'polars', 'pyspark', 'scipy', 'sklearn', 'matplotlib'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_rows_without_an_order_number_are_one_order_per_customer_and_moment():
    at = pd.to_datetime(["2024-01-01", "2024-01-01", "2024-01-02"])
    lines = pd.DataFrame(
        {"customer_id": "a", "order_id": ["x", None, None], "ordered_at": at}
    )
    rows, keys = engine.order_keys(nw.from_native(lines), loose=True)
    assert rows.to_native().groupby(keys, dropna=False).ngroups == 3
    assert engine.order_keys(nw.from_native(lines), loose=False)[1] == keys[:2]
    assert (
        engine.order_keys(nw.from_native(lines[["customer_id"]]), loose=True)[1] == []
    )
