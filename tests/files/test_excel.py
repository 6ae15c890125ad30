"""Excel workbooks: the right sheet, and cells as people type them."""

from datetime import datetime

import pytest
from openpyxl import Workbook

from segkit import files
from segkit.checks import DataError


@pytest.fixture
def book(tmp_path):
    def _book(**sheets):
        made = Workbook()
        made.remove(made.active)
        for name, rows in sheets.items():
            tab = made.create_sheet(name)
            for row in rows:
                tab.append(row)
        file = tmp_path / "book.xlsx"
        made.save(file)
        return file

    return _book


HEAD = ["Kunde", "Datum", "Betrag"]


def test_cells_keep_their_types(book):
    rows = [HEAD, ["007", datetime(2024, 3, 1, 9, 30), 12.5], ["8", None, 3]]
    table = files.read(book(Orders=rows))
    assert table["Kunde"].tolist() == ["007", "8"]
    assert str(table["Datum"].dtype) == "datetime64[us]"
    assert table["Betrag"].tolist() == [12.5, 3.0]
    assert table.attrs["reading"].startswith("Excel; sheet 'Orders'; ")


def test_whole_numbers_stay_whole_also_with_gaps(book):
    table = files.read(book(A=[["id", "x"], [17850, 1], [None, 2], [12, 3.0]]))
    assert table["id"].dropna().tolist() == [17850, 12]
    assert str(table["id"].dtype) == "Int64"
    assert str(table["x"].dtype) == "int64"


def test_amounts_typed_as_text_are_read_as_in_a_text_file(book):
    table = files.read(book(A=[HEAD, ["1", "31.01.2024", "1.234,50 €"]]))
    assert table["Betrag"].tolist() == [1234.5]
    assert str(table["Datum"][0].date()) == "2024-01-31"


def test_the_first_sheet_with_cells_is_read_and_named(book):
    file = book(Empty=[], Orders=[["a"], [1]], Notes=[["b"], [2]])
    table = files.read(file)
    assert table.columns.tolist() == ["a"]
    said = table.attrs["reading"]
    assert "sheet 'Orders' of 'Empty', 'Orders', 'Notes': pass sheet= for" in said
    assert files.read(file, sheet="Notes").columns.tolist() == ["b"]


def test_a_sheet_that_is_not_there_is_refused(book):
    with pytest.raises(DataError) as refusal:
        files.read(book(Orders=[["a"], [1]]), sheet="Order")
    assert str(refusal.value) == (
        "book.xlsx has no sheet 'Order'; it has ['Orders']: pass sheet= one of these"
    )


def test_a_title_above_the_names_is_skipped_and_said(book):
    rows = [["Report 2024"], [], ["id", "day", "amount"], ["x", "y", 2]]
    table = files.read(book(A=rows))
    assert table.columns.tolist() == ["id", "day", "amount"]
    assert "2 lines above the column names were skipped" in table.attrs["notes"]


def test_a_column_without_a_name_gets_one_only_if_it_holds_something(book):
    table = files.read(book(A=[["id", "x", None, None], ["a", 1, "note", None]]))
    assert table.columns.tolist() == ["id", "x", "column 3"]


def test_equal_names_are_numbered(book):
    table = files.read(book(A=[["a", "a", "a"], [1, 2, 3]]))
    assert table.columns.tolist() == ["a", "a.1", "a.2"]


def test_blank_rows_are_passed_over(book):
    table = files.read(book(A=[["a", "b"], [1, 2], [None, None], [3, 4], [None, None]]))
    assert table["a"].tolist() == [1, 3]


def test_excel_errors_are_counted(book):
    rows = [["a", "b"], ["#REF!", "x"], ["2", "y"], ["3", "z"]]
    table = files.read(book(A=rows))
    assert "1 cells hold an Excel error" in table.attrs["notes"][0]
    assert table["a"].isna().tolist() == [True, False, False]


@pytest.mark.parametrize("rows", [[], [["a", "b"]], [[None, None]]])
def test_a_sheet_without_a_table_is_refused(book, rows):
    with pytest.raises(DataError, match=r"holds no table|no rows"):
        files.read(book(A=rows))


def test_dates_swapped_by_a_spreadsheet_are_refused(book):
    rows = [HEAD]
    rows += [["a", datetime(2024, d, m), 1] for m in (1, 2) for d in range(1, 13)]
    rows += [["a", f"{d}/0{m}/2024", 1] for m in (1, 2) for d in range(13, 25)]
    with pytest.raises(DataError, match="a spreadsheet has swapped day and month"):
        files.read_orders(book(Orders=rows))


def test_truth_values_stay(book):
    table = files.read(book(A=[["a", "b"], [True, False], [False, None]]))
    assert table["a"].tolist() == [True, False]
    assert table["b"].isna().tolist() == [False, True]


def test_a_time_of_day_alone_stays_text(book):
    table = files.read(book(A=[["a", "b"], [datetime(2024, 1, 1).time(), 1]]))
    assert table["a"].tolist() == ["00:00:00"]
