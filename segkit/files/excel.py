"""Excel workbooks: the right sheet, the header, every cell as it lies there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pandas as pd

from segkit.checks import DataError
from segkit.files.found import Raw
from segkit.files.words import NOTES, READING, join

LOOK = 20  # rows in which the header is sought


def read_excel(path: Path, sheet: str | None = None) -> Raw:
    """Read one sheet of an Excel workbook, nothing converted but whole columns.

    Parameters
    ----------
    path : .xlsx or .xlsm
    sheet : its name; None takes the first visible one with cells, and says so

    Returns
    -------
    Raw, whose columns are dates or numbers where Excel holds only such, else text

    Raises
    ------
    DataError
        if the sheet is not there or holds no table

    References
    ----------
    own definition

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "a.xlsx"
    >>> pd.DataFrame({"id": ["007"], "paid": [1.5]}).to_excel(file, index=False)
    >>> read_excel(file).table.to_dict("records")
    [{'id': '007', 'paid': 1.5}]
    """
    sheets, name, rows = _rows(path, sheet)
    header, skipped = _header(rows)
    if header is None:
        raise DataError(
            f"sheet {name!r} of {path.name} holds no table: a row of column names with "
            "rows beneath is needed"
        )
    table, notes = _table(rows, header, path, name)
    if skipped:
        notes.append(NOTES["skipped"].format(n=skipped))
    say = READING["sheets"] if len(sheets) > 1 else READING["sheet"]
    reading = ["Excel", say.format(sheet=name, sheets=join(sheets))]
    return Raw(table, reading, notes, "")


def _rows(path: Path, sheet: str | None) -> tuple[list[str], str, list[tuple]]:
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to import

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except Exception as error:  # openpyxl raises a dozen kinds for a damaged file
        raise DataError(
            f"{path.name} cannot be opened as an Excel workbook: open it in a "
            "spreadsheet and save it again as .xlsx"
        ) from error
    try:
        visible = [s for s in book.worksheets if s.sheet_state == "visible"]
        names = [s.title for s in visible]
        if sheet is not None and sheet not in book.sheetnames:
            raise DataError(
                f"{path.name} has no sheet {sheet!r}; it has {book.sheetnames}: "
                "pass sheet= one of these"
            )
        for tab in [book[sheet]] if sheet is not None else visible:
            rows = _cells(tab)
            if rows:
                return names, tab.title, rows
        return names, sheet or (names[0] if names else ""), []
    finally:
        book.close()


def _cells(tab: Any) -> list[tuple]:
    tab.reset_dimensions()  # some exporters write a wrong size of the sheet
    rows = [tuple(row) for row in tab.iter_rows(values_only=True)]
    while rows and all(cell is None for cell in rows[-1]):
        rows.pop()
    return rows


def _filled(row: Iterable[Any]) -> int:
    return sum(cell is not None and str(cell).strip() != "" for cell in row)


def _header(rows: list[tuple]) -> tuple[int | None, int]:
    counts = [_filled(row) for row in rows[:LOOK]]
    if not counts or max(counts) == 0:
        return None, 0
    line = next(i for i, n in enumerate(counts) if n >= 0.6 * max(counts))
    return line, line


def _table(
    rows: list[tuple], header: int, path: Path, sheet: str
) -> tuple[pd.DataFrame, list[str]]:
    names = ["" if c is None else str(c).strip() for c in rows[header]]
    width = max(len(names), *(len(r) for r in rows[header:]))
    names += [""] * (width - len(names))
    body = [r + (None,) * (width - len(r)) for r in rows[header + 1 :] if _filled(r)]
    if not body:
        raise DataError(
            f"sheet {sheet!r} of {path.name} has column names but no rows: "
            "export it again"
        )
    notes: list[str] = []
    columns: dict[str, pd.Series] = {}
    for i, name in enumerate(names):
        cells = [row[i] for row in body]
        if name or _filled(cells):
            columns[_fresh(name or f"column {i + 1}", columns, notes)] = _column(cells)
    return pd.DataFrame(columns), notes


def _fresh(name: str, taken: dict[str, pd.Series], notes: list[str]) -> str:
    if name not in taken:
        return name
    notes.append(NOTES["twice"].format(columns=join([name])))
    number = 1
    while f"{name}.{number}" in taken:
        number += 1
    return f"{name}.{number}"


def _column(cells: list[Any]) -> pd.Series:
    known = [c for c in cells if c is not None and c != ""]
    kinds = {type(c) for c in known}
    if not known:
        return pd.Series([float("nan")] * len(cells))
    if kinds <= {datetime, date}:
        times = [pd.NaT if c in {None, ""} else pd.Timestamp(c) for c in cells]
        return pd.Series(times, dtype="datetime64[us]")
    if kinds == {bool}:
        whole = len(known) == len(cells)
        return pd.Series(cells, dtype="bool" if whole else "boolean")
    if kinds <= {int, float}:
        numbers = pd.Series([None if c == "" else c for c in cells], dtype=float)
        if all(float(c).is_integer() and abs(c) < 2**53 for c in known):
            return numbers.astype("Int64" if numbers.isna().any() else "int64")
        return numbers
    return pd.Series([_text(c) for c in cells], dtype="str")


def _text(cell: Any) -> str | None:
    if cell is None:
        return None
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date | time):
        return cell.isoformat(sep=" ") if isinstance(cell, datetime) else str(cell)
    return str(cell)
