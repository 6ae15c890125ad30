"""From text cells to numbers, dates and truth values, each column by its evidence."""

from __future__ import annotations

import pandas as pd

from segkit.files import dates
from segkit.files.amounts import number_columns
from segkit.files.found import Converted
from segkit.files.words import NOTES, PROBLEMS, READING, join, row_list

MISSING = {"", "NULL", "null", "NaN", "nan", "#N/A", "<NA>", "NaT"}
EXCEL_ERRORS = {"#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"}
TRUTH = {"true": True, "false": False}
ISO_TIME = r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)?"
NO_OFFSETS: pd.Series = pd.Series(dtype=float)


def convert(
    raw: pd.DataFrame,
    *,
    separator: str = "",
    decimal: str | None = None,
    dayfirst: bool | None = None,
) -> Converted:
    """Give every column of text the type that all its values prove.

    Parameters
    ----------
    raw : DataFrame of str
    separator : of the file, evidence about the decimal sign
    decimal : "." or "," when the user knows; None finds it out
    dayfirst : True for 31/12, False for 12/31; None finds it out

    Returns
    -------
    Converted; a column with a problem stays text, and the problem says why

    References
    ----------
    own definition

    Examples
    --------
    >>> raw = pd.DataFrame({"id": ["007", "1"], "paid": ["1.234,50", "2,00"]})
    >>> done = convert(raw, separator=";")
    >>> done.table["id"].tolist(), done.table["paid"].tolist()
    (['007', '1'], [1234.5, 2.0])
    """
    done = Converted(pd.DataFrame(index=raw.index))
    columns = {name: _plain(raw[name], done) for name in raw.columns}
    settled = {n: c for n, c in columns.items() if not _is_text(c)}
    texts = {n: c for n, c in columns.items() if n not in settled}
    settled |= _truths(texts)
    settled |= _dates(
        {n: c for n, c in texts.items() if n not in settled}, done, dayfirst
    )
    left = {n: c for n, c in texts.items() if n not in settled}
    settled |= number_columns(left, done, separator, decimal)
    done.table = pd.DataFrame(
        {n: settled.get(n, c) for n, c in columns.items()}, index=raw.index
    )
    return done


def _is_text(column: pd.Series) -> bool:
    return isinstance(column.dtype, pd.StringDtype) or column.dtype == object


def _plain(column: pd.Series, done: Converted) -> pd.Series:
    """Blanks become missing; ready types stay."""
    if not _is_text(column):
        return column
    column = column.astype("str")
    blank = column.str.strip().isin(MISSING)
    errors = column.isin(EXCEL_ERRORS)
    if errors.any():
        done.notes.append(NOTES["excel errors"].format(n=int(errors.sum())))
    column = column.mask(blank | errors)
    if column.isna().all():
        return column.astype(float) if len(column) else column
    if column.str.contains("\u00c3[\u00a0-\u00bf]", regex=True, na=False).any():
        done.notes.append(NOTES["mojibake"])
    return column


def _truths(texts: dict[str, pd.Series]) -> dict[str, pd.Series]:
    found = {}
    for name, column in texts.items():
        few = column.dropna().head(3).str.lower().isin(TRUTH).all()
        if not few:  # a glance spares a long column the whole work
            continue
        lower = column.str.lower()
        if lower.dropna().isin(TRUTH).all():
            truths = lower.map(TRUTH).astype("boolean")
            found[name] = truths if lower.isna().any() else truths.astype("bool")
    return found


def _dates(
    texts: dict[str, pd.Series], done: Converted, dayfirst: bool | None
) -> dict[str, pd.Series]:
    found: dict[str, dates.Dates] = {}
    waiting = [n for n, c in texts.items() if dates.looks_like_dates(c)]
    for hint_round in (False, True):  # a column in doubt follows one that is sure
        sure = [(n, d.style == "dayfirst") for n, d in found.items() if _proves(d)]
        hint = sure[0] if sure and hint_round else None
        for name in waiting:
            if name not in found or (hint and found[name].problem):
                found[name] = parse_column(texts[name], dayfirst, hint)
    return {n: d.values for n, d in found.items() if _accept(n, d, done)}


def _proves(found: dates.Dates) -> bool:
    return not found.problem and found.style in {"dayfirst", "monthfirst"}


def parse_column(
    column: pd.Series,
    dayfirst: bool | None = None,
    hint: tuple[str, bool] | None = None,
) -> dates.Dates:
    """Read a column of text as dates, quickly when all are ISO.

    Parameters
    ----------
    column : Series of str
    dayfirst : what the user says
    hint : (other column, day first?) of the same file

    Returns
    -------
    segkit.files.dates.Dates

    References
    ----------
    own definition

    Examples
    --------
    >>> parse_column(pd.Series(["2024-03-31 23:59"])).style
    'iso'
    """
    known = column.dropna()
    if len(known) and known.str.fullmatch(ISO_TIME).all():
        values = pd.to_datetime(column, format="ISO8601", errors="coerce")
        values = values.astype("datetime64[us]")
        bad = values.isna() & column.notna()
        how = dates.DATE_STYLES["iso"]
        return dates.Dates(values, NO_OFFSETS, bad, "iso", how)
    return dates.parse(column, dayfirst=dayfirst, hint=hint)


def _accept(name: str, found: dates.Dates, done: Converted) -> bool:
    if not found.problem and found.bad.any():
        rows = row_list(found.bad.to_numpy().nonzero()[0])
        text = PROBLEMS["bad dates"]
        done.problems[name] = text.format(
            column=name, n=int(found.bad.sum()), rows=rows
        )
    if found.problem:
        done.problems[name] = found.problem
    if name in done.problems:
        return False
    done.reading.append(READING["dates"].format(column=name, how=found.how))
    done.clocks[name] = date_notes(name, found)
    return True


def date_notes(name: str, found: dates.Dates) -> list[str]:
    """Say what a reader must know about a column of dates.

    Parameters
    ----------
    name : the column
    found : from `parse_column`

    Returns
    -------
    list of str

    References
    ----------
    own definition

    Examples
    --------
    >>> date_notes("at", parse_column(pd.Series(["2024-03-31T10:00Z"])))[0][:22]
    "times in 'at' are UTC,"
    """
    notes = []
    if found.short_year:
        notes.append(NOTES["short year"].format(column=name))
    if found.offset_counts and (found.offsets.dropna() == 0).all():
        notes.append(NOTES["utc"].format(column=name))
    elif found.offset_counts:
        text = NOTES["offsets"]
        notes.append(text.format(column=name, offsets=join(found.offset_counts)))
    return notes
