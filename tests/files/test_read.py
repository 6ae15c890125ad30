"""Reading a file: what it is, is found out and said; what it is not, is refused."""

import gzip

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segkit import files
from segkit.checks import DataError


@pytest.fixture
def save(tmp_path):
    def _save(text, name="orders.csv", encoding="utf-8"):
        file = tmp_path / name
        file.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return file

    return _save


SIMPLE = "customer_id,amount\n007,2.5\n012,3.0\n"

# -- what a file is not ----------------------------------------------------------


def test_a_missing_file_names_its_neighbours(save, tmp_path):
    save(SIMPLE, "orders_2024.csv")
    with pytest.raises(DataError, match=r"there is no file .*did you mean"):
        files.read(tmp_path / "orders_2023.csv")


def test_a_directory_names_what_lies_in_it(save, tmp_path):
    save(SIMPLE)
    with pytest.raises(DataError, match=r"is a directory: pass one file .*orders\.csv"):
        files.read(tmp_path)


def test_an_empty_directory_is_refused_too(tmp_path):
    with pytest.raises(DataError, match="is a directory: pass one file in it, of the"):
        files.read(tmp_path)


def test_an_unknown_extension_names_the_known_ones(save):
    with pytest.raises(DataError) as refusal:
        files.read(save(SIMPLE, "orders.dat"))
    assert "orders.dat has an extension that segkit does not read" in str(refusal.value)
    assert ".csv, .tsv, .txt (also .gz), .xlsx" in str(refusal.value)


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", "\ufeff".encode("utf-16")])
def test_an_empty_file_is_refused(save, content):
    with pytest.raises(DataError, match=r"orders\.csv (is empty|holds no text)"):
        files.read(save(content))


def test_column_names_without_rows_are_refused(save):
    with pytest.raises(DataError, match="has column names but no rows"):
        files.read(save("customer_id,amount\n"))


def test_a_workbook_named_csv_is_told_from_its_content(save, tmp_path):
    book = tmp_path / "book.xlsx"
    pd.DataFrame({"a": [1]}).to_excel(book, index=False)
    with pytest.raises(DataError) as refusal:
        files.read(save(book.read_bytes(), "orders.csv"))
    assert str(refusal.value) == (
        "orders.csv is named as a text file but holds an Excel workbook: "
        "rename it to orders.xlsx"
    )


LIES = [
    ("<!DOCTYPE html><html>log in</html>", "orders.csv", "holds a web page (HTML)"),
    ("<html><table><tr><td>1", "orders.xlsx", "holds a web page (HTML)"),
    ('<?xml version="1.0"?><rows/>', "orders.csv", "holds an XML file"),
    ('[{"a": 1}]', "orders.csv", "holds a JSON file"),
    (b"%PDF-1.7 ...", "orders.csv", "holds a PDF"),
    (SIMPLE, "orders.parquet", "holds a text file: rename it to orders.csv"),
    (SIMPLE, "orders.xlsx", "holds a text file: rename it to orders.csv"),
    (b"\xd0\xcf\x11\xe0rest", "orders.xlsx", "password-protected Excel workbook"),
    (
        gzip.compress(b"a,b\n1,2\n", mtime=0),
        "orders.csv",
        "a gzip archive: unpack it first",
    ),
]


@pytest.mark.parametrize(("content", "name", "said"), LIES)
def test_a_file_that_is_not_what_its_name_says_is_refused(save, content, name, said):
    with pytest.raises(DataError) as refusal:
        files.read(save(content, name))
    assert said in str(refusal.value)


DAMAGED = [
    (b"PK\x03\x04 cut off", "orders.xlsx", "damaged or cut off"),
    (b"PAR1 and no end", "orders.parquet", "damaged or cut off"),
    (b"no gzip at all", "orders.csv.gz", "is no complete gzip file"),
    (
        gzip.compress(SIMPLE.encode() * 50, mtime=0)[:40],
        "orders.csv.gz",
        "no complete gzip",
    ),
]


@pytest.mark.parametrize(("content", "name", "said"), DAMAGED)
def test_a_damaged_file_is_refused(save, content, name, said):
    with pytest.raises(DataError, match=said):
        files.read(save(content, name))


def test_bytes_that_are_no_text_are_refused(save):
    with pytest.raises(DataError, match="is no text: it holds zero or control bytes"):
        files.read(save(b"a,b\n" + bytes(range(256))))


def test_bytes_of_no_known_encoding_are_refused(save):
    with pytest.raises(DataError) as refusal:
        files.read(save(b"name,amount\nzo\x81\xe9,2\n"))
    assert "is not written in cp1252: byte 15 cannot be read" in str(refusal.value)


def test_a_wrong_encoding_argument_is_refused(save):
    latin = save("prénom;x\nzoé;1\n", encoding="cp1252")
    with pytest.raises(DataError, match="is not written in utf-8: byte 3"):
        files.read(latin, encoding="utf-8")
    with pytest.raises(DataError, match="encoding 'klingon' is unknown"):
        files.read(latin, encoding="klingon")


def test_a_line_with_too_many_fields_is_named(save):
    with pytest.raises(DataError, match="line 3 has 3 fields, the header has 2"):
        files.read(save("a,b\n1,2\n1,2,3\n4,5\n"))


def test_rows_that_are_all_too_long_are_refused(save):
    with pytest.raises(DataError, match="fields"):
        files.read(save("id,amount\nx,1,5\ny,2,5\n"))


def test_an_open_quotation_mark_is_refused(save):
    with pytest.raises(DataError, match="quotation mark is opened and never closed"):
        files.read(save('a,b\n"1,2\n3,4\n'))


def test_a_file_without_column_names_is_refused_without_showing_its_data(save):
    with pytest.raises(DataError, match="looks like data, not like") as refusal:
        files.read(save("jane@shop.io,2024-01-05,12.5\nli@shop.io,2024-01-06,3\n"))
    assert "jane" not in str(refusal.value)


def test_a_sheet_is_for_workbooks_only(save):
    with pytest.raises(DataError, match="sheet='Orders' is for Excel workbooks"):
        files.read(save(SIMPLE), sheet="Orders")


# -- what is found out, and said -------------------------------------------------


def test_ids_keep_their_leading_zeros(save):
    table = files.read(save(SIMPLE))
    assert table["customer_id"].tolist() == ["007", "012"]
    assert table["amount"].tolist() == [2.5, 3.0]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("decimal", [".", ","])
def test_every_spelling_of_a_table_is_read_alike(save, separator, encoding, decimal):
    rows = [["né", "montant"], ["Zoé", f'"1{decimal}50"'], ["Li", f'"-2{decimal}25"']]
    text = "\n".join(separator.join(row) for row in rows)
    table = files.read(save(text, encoding=encoding))
    assert table.to_dict("list") == {"né": ["Zoé", "Li"], "montant": [1.5, -2.25]}


def test_utf_16_without_a_mark_is_read_too(save):
    for encoding in ("utf-16-le", "utf-16-be"):
        table = files.read(save("a;b\nx;1\n", encoding=encoding))
        assert table.to_dict("list") == {"a": ["x"], "b": [1]}
        assert "UTF-16 without a byte-order mark" in table.attrs["reading"]


def test_a_packed_file_is_read(save):
    table = files.read(save(gzip.compress(SIMPLE.encode()), "orders.csv.gz"))
    assert len(table) == 2


def test_excels_own_separator_line_is_understood(save):
    table = files.read(save("sep=|\na|b,c\n1|2\n"))
    assert table.columns.tolist() == ["a", "b,c"]


def test_lines_above_the_column_names_are_skipped_and_said(save):
    table = files.read(save("Export of March\n\nid;amount;day\n1;2;x\n2;3;y\n4;4;z\n"))
    assert table.columns.tolist() == ["id", "amount", "day"]
    assert table.attrs["notes"] == ["2 lines above the column names were skipped"]


def test_rows_that_end_early_are_said(save):
    table = files.read(save("a,b,c\n1,2,3\n1,2\n4,5,6\n"))
    assert "1 rows have fewer fields than the header" in table.attrs["notes"][0]
    assert np.isnan(table["c"].astype(float)[1])


def test_equal_column_names_are_numbered_and_said(save):
    table = files.read(save("a,a\n1,2\n"))
    assert table.columns.tolist() == ["a", "a.1"]
    assert "columns with the same name were numbered: 'a'" in table.attrs["notes"]


def test_a_separator_at_the_end_of_each_line_makes_no_column(save):
    table = files.read(save("a;b;\n1;2;\n3;4;\n"))
    assert table.columns.tolist() == ["a", "b"]


def test_doubly_encoded_accents_are_said(save):
    table = files.read(save("name,x\n" + "Zoé".encode().decode("latin-1") + ",1\n"))
    assert "accents look doubly encoded" in table.attrs["notes"][0]


def test_long_numbers_stay_text(save):
    table = files.read(save("card,x\n12345678901234567890,1\n"))
    assert table["card"].tolist() == ["12345678901234567890"]


def test_whole_numbers_with_gaps_stay_whole(save):
    table = files.read(save("customer_id,x\n17850,1\n,2\n"))
    assert str(table["customer_id"].dtype) == "Int64"


def test_truth_values_are_read(save):
    table = files.read(save("a,b\nTrue,false\nFALSE,\n"))
    assert table["a"].tolist() == [True, False]
    assert table["b"].isna().tolist() == [False, True]


def test_text_in_numbers_keeps_the_text_and_names_the_rows(save):
    rows = "\n".join(f"{i},{i}.5" for i in range(1, 20))
    table = files.read(save(f"id,amount\n{rows}\n20,free\n"))
    assert table["amount"].iloc[-1] == "free"
    assert table.attrs["problems"]["amount"] == (
        "'amount' has 1 values that are not numbers (rows 20): kept as text"
    )


def test_mixed_decimals_are_not_guessed(save):
    table = files.read(save("id;amount\na;1,50\nb;2.50\n"))
    assert table["amount"].tolist() == ["1,50", "2.50"]
    assert "mixes decimal points (1 values) and decimal commas" in str(table.attrs)


def test_one_thousand_or_one_comma_two_is_not_guessed(save):
    file = save("id;amount\na;1,234\nb;2,500\n")
    table = files.read(file)
    assert table["amount"].tolist() == ["1,234", "2,500"]
    assert "pass decimal='.' or decimal=','" in table.attrs["problems"]["amount"]
    assert files.read(file, decimal=",")["amount"].tolist() == [1.234, 2.5]
    assert files.read(file, decimal=".")["amount"].tolist() == [1234, 2500]


def test_another_column_of_the_file_decides_the_decimal_sign(save):
    table = files.read(save("id;amount;price\na;1.234;2,50\nb;2.500;3,00\n"))
    assert table["amount"].tolist() == [1234, 2500]


def test_a_wrong_decimal_argument_is_refused(save):
    with pytest.raises(DataError, match=r"decimal must be one of \['\.', ','\]"):
        files.read(save("id;amount\na;1,234\n"), decimal="comma")


def test_a_parquet_file_keeps_its_types_and_its_named_index(tmp_path):
    file = tmp_path / "t.parquet"
    table = pd.DataFrame({"a": [1.5]}, index=pd.Index(["x"], name="customer_id"))
    table.to_parquet(file)
    assert files.read(file).columns.tolist() == ["customer_id", "a"]


def test_a_parquet_file_without_rows_is_refused(tmp_path):
    file = tmp_path / "t.parquet"
    pd.DataFrame({"a": []}).to_parquet(file)
    with pytest.raises(DataError, match="has columns but no rows"):
        files.read(file)


def test_reading_is_said_in_words(save):
    table = files.read(save("id;paid\n1;1 234,56 €\n2;2,00 €\n", encoding="cp1252"))
    assert table["paid"].tolist() == [1234.56, 2.0]
    assert table.attrs["reading"] == (
        "CSV text; separator semicolon (';'); encoding Windows-1252 (not UTF-8: look "
        "at the accented letters); decimal comma in 'paid'; thousands separators "
        "removed in 'paid'; currency signs removed in 'paid'; 2 rows, 2 columns"
    )


# -- properties ------------------------------------------------------------------

LETTERS = st.characters(whitelist_categories=["Lu", "Ll"], max_codepoint=0x170)
CELL = st.text(st.one_of(LETTERS, st.sampled_from(" ,;|\"'\t=+-@#&<>")), max_size=12)
MONEY = st.integers(-(10**9), 10**9).map(lambda cents: cents / 100)
LAYOUTS = [
    (separator, decimal, encoding)
    for separator in ",;\t|"
    for decimal in ".,"
    for encoding in ("utf-8", "utf-8-sig", "utf-16")
    if separator != decimal
]


@given(
    rows=st.lists(st.tuples(CELL, MONEY), min_size=1, max_size=8),
    layout=st.sampled_from(LAYOUTS),
)
def test_what_is_written_is_read_again(tmp_path_factory, rows, layout):
    separator, decimal, encoding = layout
    names, amounts = [f"x{name}" for name, _ in rows], [amount for _, amount in rows]
    table = pd.DataFrame({"name": names, "amount": amounts})
    file = tmp_path_factory.mktemp("t") / "t.csv"
    files.write_csv(
        table, file, separator=separator, decimal=decimal, encoding=encoding
    )
    again = files.read(file)
    assert again["name"].tolist() == names
    assert again["amount"].astype(float).tolist() == amounts


@given(rows=st.lists(CELL.filter(str.strip), min_size=1, max_size=8))
def test_text_that_looks_like_a_formula_comes_back_as_it_was(tmp_path_factory, rows):
    names = [f"={rows[0]}", *rows[1:]]
    file = tmp_path_factory.mktemp("t") / "t.csv"
    files.write_csv(pd.DataFrame({"n": names, "x": "y"}), file)
    for line in file.read_text().splitlines():
        assert not line.startswith(("=", "+", "-", "@", "\t"))
    assert files.read(file)["n"].fillna("").tolist() == names
