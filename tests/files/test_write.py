"""Written whole or not at all, and no cell becomes a formula."""

import os
from pathlib import Path

import pandas as pd
import pytest

from segkit import files
from segkit.checks import DataError

FORMULAS = ["=1+1", "+33 6", "-2+3", "@SUM(A1)", "\tx", "\rx", "\nx", "'=x"]


@pytest.mark.parametrize("cell", FORMULAS)
def test_a_cell_that_begins_like_a_formula_is_neutralised(cell):
    assert files.neutral(pd.Series([cell]))[0] == f"'{cell}"


def test_customer_ids_that_look_like_formulas_are_safe_and_come_back(tmp_path):
    ids = ["=cmd|'/C calc'!A0", "-12", "@x", "C 7"]
    table = pd.DataFrame({"amount": [-1.5, 2, 3, 4]}, index=pd.Index(ids))
    table.index.name = "customer_id"
    file = files.write_csv(table, tmp_path / "segments.csv")
    assert file.read_text().splitlines()[1] == "'=cmd|'/C calc'!A0,-1.5"
    again = files.read(file)
    assert again["customer_id"].tolist() == ids
    assert again["amount"].tolist() == [-1.5, 2, 3, 4]


def test_categories_and_names_of_columns_are_safe_too(tmp_path):
    table = pd.DataFrame({"=evil()": pd.Categorical(["-x", "y"])})
    text = files.write_csv(table, tmp_path / "t.csv").read_text()
    assert text == "'=evil()\n'-x\ny\n"


def test_numbers_dates_and_truth_stay_as_they_are(tmp_path):
    table = pd.DataFrame(
        {"a": [-1, 2], "t": pd.to_datetime(["2024-03-01"] * 2), "b": [True, False]}
    )
    text = files.write_csv(table, tmp_path / "t.csv").read_text()
    assert text == "a,t,b\n-1,2024-03-01,True\n2,2024-03-01,False\n"


def test_an_index_without_a_name_is_left_out_unless_asked_for(tmp_path):
    table = pd.DataFrame({"a": [1]}, index=["x"])
    assert files.write_csv(table, tmp_path / "t.csv").read_text() == "a\n1\n"
    kept = files.write_csv(table, tmp_path / "t.csv", index=True).read_text()
    assert kept == "index,a\nx,1\n"


def test_a_french_spreadsheet_is_served(tmp_path):
    table = pd.DataFrame({"été": [1.5]})
    file = files.write_csv(
        table, tmp_path / "t.csv", separator=";", decimal=",", encoding="utf-8-sig"
    )
    assert file.read_bytes() == b"\xef\xbb\xbf\xc3\xa9t\xc3\xa9\n1,5\n"


def test_a_separator_that_is_the_decimal_sign_is_refused(tmp_path):
    with pytest.raises(DataError, match="separator and decimal are both ','"):
        files.write_csv(pd.DataFrame({"a": [1]}), tmp_path / "t.csv", decimal=",")


def test_a_letter_that_the_encoding_lacks_is_named(tmp_path):
    with pytest.raises(DataError, match=r"cannot be written in cp1252: .* 'Ω'"):
        files.write_text("Ω", tmp_path / "t.txt", encoding="cp1252")


def test_a_failed_write_leaves_the_old_file_and_no_rest(tmp_path, monkeypatch):
    file = files.write_text("old", tmp_path / "t.txt")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(DataError, match=r"No space left on device.*free some disk"):
        files.write_text("new", file)
    assert file.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["t.txt"]


def test_a_written_file_can_be_read_by_others(tmp_path):
    file = files.write_text("x", tmp_path / "t.txt")
    assert file.stat().st_mode & 0o044 == 0o044


def test_writing_over_a_directory_is_refused(tmp_path):
    (tmp_path / "d").mkdir()
    with pytest.raises(DataError, match="is a directory: pass the name of a file"):
        files.write_text("x", tmp_path / "d")


def test_a_folder_is_made_with_its_parents(tmp_path):
    folder = files.writable_folder(tmp_path / "a" / "é b")
    assert folder.is_dir()
    assert list(folder.iterdir()) == []


def test_a_folder_that_is_a_file_is_refused_before_the_work(tmp_path):
    (tmp_path / "out").write_text("")
    for folder in (tmp_path / "out", tmp_path / "out" / "deeper"):
        with pytest.raises(DataError, match="is a file, or lies under one: choose"):
            files.writable_folder(folder)


def test_a_folder_without_permission_is_refused_with_the_way_out(monkeypatch):
    def closed(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", closed)
    with pytest.raises(DataError) as refusal:
        files.writable_folder("/closed")
    assert str(refusal.value) == (
        "the folder /closed cannot be written to (Permission denied): choose another "
        "folder, such as one in your home, or change its permissions"
    )


def test_what_was_begun_is_whole_lines(tmp_path):
    table = pd.DataFrame({"note": ["two\nlines", 'a "quote"', "a,b"]})
    again = files.read(files.write_csv(table, tmp_path / "t.csv"))
    assert again["note"].tolist() == table["note"].tolist()
