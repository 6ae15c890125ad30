"""Bad input: one readable message, status 2, nothing written."""

import pandas as pd
import pytest

from tests.cli.runs import ids, orders, run

GOOD = ids(orders(n=60, customers=12))


def write(folder, text, name="orders.csv"):
    path = folder / name
    if isinstance(text, bytes):
        path.write_bytes(text)
    else:
        path.write_text(text, encoding="utf-8")
    return path


def refused(folder, path, *more):
    """Run, expect a refusal, and return its message."""
    said = run("segment", path, "--out", folder / "out", *more)
    assert said.status == 2, (said.out, said.err)
    assert "Traceback" not in said.err
    assert not (folder / "out").exists()
    return said.err


BAD = {
    "missing columns": ("a,b\n1,x\n2,y\n", "needs columns ['customer_id'"),
    "no amounts": (
        "Customer no,Date\n1,2024-01-01\n2,2024-01-02\n",
        "needs columns ['amount']",
    ),
    "empty file": ("", "is empty"),
    "only a header": ("Customer no,Date,Total\n", "no rows"),
    "all nulls": (
        "Customer no,Date,Total\n1,,\n2,,\n",
        "",
    ),
    "text in numbers": (
        "Customer no,Date,Total\n1,2024-01-01,much\n2,2024-01-02,little\n",
        "mostly not numbers",
    ),
    "mixed date formats": (
        "Customer no,Date,Total\n1,31/12/2023,5.5\n2,12/31/2023,6.5\n",
        "mixes day-first dates",
    ),
    "dates that can be read twice": (
        "Customer no,Date,Total\n1,03/04/2024,5.5\n2,05/06/2024,6.5\n",
        "--dates day-first or --dates month-first",
    ),
    "one row": (
        "Customer no,Date,Total\n1,2024-01-01,5.5\n",
        "at least 2 customers",
    ),
}


@pytest.mark.parametrize(("text", "message"), BAD.values(), ids=BAD.keys())
def test_a_bad_file_is_refused(tmp_path, text, message):
    assert message in refused(tmp_path, write(tmp_path, text))


def test_a_missing_column_says_what_to_type(tmp_path):
    path = write(tmp_path, "who,when,price\n7,2024-01-01,5.5\n8,2024-01-02,6.5\n")
    message = refused(tmp_path, path, "--columns", "ordered_at=when")
    assert "among ['who', 'when', 'price']" in message
    assert 'On the command line: --columns customer_id="your name"' in message


def test_a_column_that_is_not_there_is_named(tmp_path):
    path = tmp_path / "orders.csv"
    GOOD.to_csv(path, index=False)
    message = refused(tmp_path, path, "--columns", "amount=Totale")
    assert "{'amount': 'Totale'}" in message


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("orders.docx", b"PK", ".docx"),
        ("orders.xlsx", b"Customer no,Date,Total\n1,2024-01-01,5\n", "orders.xlsx"),
        ("orders.parquet", b"Customer no,Date,Total\n", "orders.parquet"),
        ("orders.csv", b"PAR1" + bytes(40) + b"PAR1", "Parquet"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(
    tmp_path, name, content, message
):
    assert message in refused(tmp_path, write(tmp_path, content, name))


def test_a_folder_and_nothing_at_all_are_refused(tmp_path):
    (tmp_path / "folder.csv").mkdir()
    assert "folder.csv" in refused(tmp_path, tmp_path / "folder.csv")
    assert "there is no file" in refused(tmp_path, tmp_path / "gone.csv")


def test_the_folder_of_results_is_checked_before_the_file_is_read(tmp_path):
    write(tmp_path, "a file", "out")
    said = run("segment", tmp_path / "gone.csv", "--out", tmp_path / "out" / "deep")
    assert said.status == 2
    assert "nothing can be written to" in said.err
    assert "gone.csv" not in said.err


def test_no_row_before_as_of_is_refused(tmp_path):
    path = tmp_path / "orders.csv"
    GOOD.to_csv(path, index=False)
    message = refused(tmp_path, path, "--as-of", "1999-12-31")
    assert "1999-12-31" in message


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (["--as-of", "yesterday"], "must be a day such as '2024-06-30'"),
        (["--holdout-days", "0"], "must be a whole number from 1"),
        (["--method", "kmeans", "--n-segments", "500"], "ask for fewer segments"),
        (["--n-segments", "4"], "--n-segments belongs to --method kmeans"),
        (
            ["--method", "abc", "--cut-points", "n_orders=1,2,3,4"],
            "method='abc' does not use ['cut_points']",
        ),
        (["--cut-points", "recency_days=90,30,180,365"], "recency_days"),
        (["--cut-points", "recency_days=soon"], "takes numbers"),
        (["--keep", "magic"], "--keep names ['magic']"),
        (["--utc"], "--utc needs --timezone"),
        (["--timezone", "Europe/Atlantis"], "Europe/Atlantis"),
        (["--keep-currency", "EUR"], "no column of currencies"),
        (["--mapping", "nowhere.json"], "nowhere.json"),
    ],
)
def test_a_bad_option_is_refused(tmp_path, more, message):
    path = tmp_path / "orders.csv"
    GOOD.to_csv(path, index=False)
    assert message in refused(tmp_path, path, *more)


def test_mixed_currencies_are_refused_with_their_counts(tmp_path):
    path = tmp_path / "orders.csv"
    mixed = GOOD.assign(Currency=["EUR"] * 40 + ["USD"] * 20)
    mixed.to_csv(path, index=False)
    message = refused(tmp_path, path)
    assert "EUR 40 rows, USD 20 rows" in message
    assert "--keep-currency" in message
    said = run("segment", path, "--out", tmp_path / "out", "--keep-currency", "EUR")
    assert said.status == 0, said.err
    assert "20 rows in other currencies than EUR left out" in said.out


def test_a_wrong_encoding_is_read_and_said(tmp_path):
    text = GOOD.assign(Ville="Sète").to_csv(index=False)
    path = write(tmp_path, text.encode("cp1252"))
    said = run("segment", path, "--out", tmp_path / "out")
    assert said.status == 0, said.err
    assert "Windows-1252" in said.out


def test_negative_and_zero_amounts_are_said_and_kept(tmp_path):
    path = tmp_path / "orders.csv"
    table = GOOD.copy()
    table.loc[0, "Total"], table.loc[1, "Total"] = -5.0, 0.0
    table.to_csv(path, index=False)
    said = run("segment", path, "--out", tmp_path / "out")
    assert said.status == 0, said.err
    assert "refunds [amount]: 1 rows" in said.out
    assert "zero amounts [amount]: 1 rows" in said.out


def test_rows_without_a_customer_or_a_date_are_counted(tmp_path):
    path = tmp_path / "orders.csv"
    table = GOOD.astype({"Customer no": "Int64"})
    table.loc[[0, 1], "Customer no"] = pd.NA
    table.loc[[5], "Date"] = ""
    table.to_csv(path, index=False)
    said = run("segment", path, "--out", tmp_path / "out")
    assert said.status == 0, said.err
    assert "no value in customer_id" in said.out
    assert "60 rows before, 57 rows after" in said.out
