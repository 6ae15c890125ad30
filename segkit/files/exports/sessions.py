"""Exports of web analytics: totals per day and source, or a row per visit."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from segkit.checks import DataError
from segkit.files.amounts import as_numbers
from segkit.files.clock import local_times
from segkit.files.exports import words
from segkit.files.exports.table import Opened, open_export, propose
from segkit.files.names import plain
from segkit.files.words import join

HOUR = r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])"


def read_sessions(
    path: str | os.PathLike[str],
    *,
    columns: Mapping[str, str | None] | None = None,
    part: int | None = None,
    timezone: str | None = None,
    encoding: str | None = None,
    decimal: str | None = None,
    dayfirst: bool | None = None,
) -> pd.DataFrame:
    r"""Read an export of a web-analytics tool: visits, or totals of visits.

    Comment lines and rows of totals are taken off, ``(not set)`` is empty, dates such
    as 20241001 and hours such as 2024100113 are understood, and source / medium becomes
    one of the kit's sources. Nothing is made up: an export of totals stays a table of
    totals.

    Parameters
    ----------
    path : .csv, .tsv, .txt (also .gz), .xlsx
    columns : {our name: the file's name}; None as a name switches a proposal off
    part : which table, if the file holds several; counted from 1
    timezone : the shop's zone, for times that carry an offset
    encoding, decimal, dayfirst : as for `segkit.files.read`

    Returns
    -------
    pandas.DataFrame. A row per visit: the columns of `web_sessions` that are there.
    A row of totals: started_on (day), or started_at (hour), source, source_name,
    medium, channel, campaign, device, n_sessions, n_users, n_new_users, n_engaged,
    n_bounced, n_pages, n_orders, revenue_amount, those that are there.
    ``attrs``: grain ("visit" or "totals"), reading, notes, mapping, comments, totals

    Raises
    ------
    DataError
        if the columns are not recognised, or the dates cannot be decided

    References
    ----------
    own definition; the names are those that the tools' exports use

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "a.csv"
    >>> _ = file.write_text(
    ...     "# Start date: 20241001\n\nDate,Session source / medium,Sessions\n"
    ...     "20241001,google / organic,7\n20241001,(not set),1\n,Grand total,8\n"
    ... )
    >>> table = read_sessions(file)
    >>> table[["started_on", "source", "n_sessions"]].astype(str).values.tolist()
    [['2024-10-01', 'search', '7'], ['2024-10-01', nan, '1']]
    """
    opened = open_export(
        Path(path),
        part=part,
        totals=True,
        encoding=encoding,
        decimal=decimal,
        dayfirst=dayfirst,
    )
    mapping = propose(opened.text, words.SESSIONS, columns, opened.name)
    grain = _grain(mapping, opened)
    table = pd.DataFrame({o: opened.done.table[t] for o, t in mapping.items()})
    if "started_at" in mapping:
        at = _times(opened, mapping["started_at"], timezone, dayfirst)
        table["started_at"] = at.to_numpy()
    for name in (*words.COUNTS, *words.NUMBERS, "revenue_amount"):
        if name in table:
            table[name] = _numbers(table[name], whole=name in words.COUNTS)
    table = _sources(table, opened.notes)
    table = _devices(table, opened.notes)
    if grain == "totals":
        table = _totals(table, mapping, opened)
    return _finished(table, mapping, opened, grain)


def _grain(mapping: dict[str, str], opened: Opened) -> str:
    if "n_sessions" in mapping:
        return "totals"
    if "started_at" in mapping and {"visitor_id", "session_id"} & set(mapping):
        return "visit"
    found, have = mapping or "nothing", list(opened.text.columns)
    text = words.SAYS["analytics"]
    raise DataError(text.format(name=opened.name, found=found, have=have))


def _times(
    opened: Opened, column: str, timezone: str | None, dayfirst: bool | None
) -> pd.Series:
    text = opened.text[column].astype("str").str.strip()
    known = text[text != ""].dropna()
    if len(known) and known.str.fullmatch(HOUR).all():
        return pd.to_datetime(text, format="%Y%m%d%H", errors="coerce")
    return local_times(text, timezone, dayfirst, opened.notes, opened.name)


def _numbers(column: pd.Series, *, whole: bool) -> pd.Series:
    if not pd.api.types.is_numeric_dtype(column):
        text = column.astype("str").str.strip()
        share = text.str.endswith("%", na=False)
        column = as_numbers(text.str.rstrip("% "))[0]
        column = column.mask(share, column / 100)
    numbers = column.astype(float)
    if whole and (numbers.dropna() % 1 == 0).all():
        return numbers.astype("int64" if numbers.notna().all() else "Int64")
    return numbers


def _sources(table: pd.DataFrame, notes: list[str]) -> pd.DataFrame:
    """Split source / medium, and say which of the kit's sources it is."""
    if "source_medium" in table:
        parts = table["source_medium"].astype("str").str.partition(" / ")
        table = table.drop(columns="source_medium")
        table["source"] = parts[0].str.strip()
        table["medium"] = parts[2].str.strip().replace("", None)
    ways = [name for name in ("channel", "medium", "source") if name in table]
    if not ways:
        return table
    meant = {plain(w): ours for ours, ws in words.SOURCES.items() for w in ws.split()}
    known = pd.Series(None, index=table.index, dtype="str")
    for name in ways:
        said = table[name].astype("str").map(plain, na_action="ignore").map(meant)
        known = known.fillna(said.astype("str"))
    if "source" in table:
        table = table.rename(columns={"source": "source_name"})
    table["source"] = known
    given = table[[n if n != "source" else "source_name" for n in ways]].notna()
    n = int((given.any(axis=1) & known.isna()).sum())
    if n:
        text = words.NOTES["source"]
        notes.append(text.format(n=n, known=list(words.SOURCES)))
    return table


def _devices(table: pd.DataFrame, notes: list[str]) -> pd.DataFrame:
    if "device" not in table:
        return table
    said = table["device"].astype("str").str.strip().str.lower()
    device = said.map(words.DEVICES).astype("str").fillna(said)
    if (device == "desktop").any() and not (device == "laptop").any():
        notes.append(words.NOTES["desktop"])
    return table.assign(device=device)


def _totals(
    table: pd.DataFrame, mapping: dict[str, str], opened: Opened
) -> pd.DataFrame:
    """Name the day a day, count bounces, and hold the sums against the file's own."""
    if "started_at" in table and (table["started_at"].dt.hour == 0).all():
        table = table.rename(columns={"started_at": "started_on"})
    if "bounce_rate" in table:
        left = (table.pop("bounce_rate") * table["n_sessions"].astype(float)).round()
        table["n_bounced"] = left.astype("Int64")
    elif "n_engaged" in table:
        table["n_bounced"] = table["n_sessions"] - table["n_engaged"]
    opened.notes.append(words.NOTES["aggregated"])
    if "n_users" in table:
        opened.notes.append(words.NOTES["users"])
    if len(opened.totals) == 1:
        for ours in ("n_sessions", "n_orders", "revenue_amount"):
            if ours in table:
                told = opened.totals[mapping[ours]].astype("str")
                total = as_numbers(told)[0].iloc[0]
                found = float(table[ours].sum())
                if pd.notna(total) and abs(found - total) > 0.5:
                    text = words.NOTES["off"]
                    opened.notes.append(
                        text.format(column=ours, found=found, told=total)
                    )
    return table


def _finished(
    table: pd.DataFrame, mapping: dict[str, str], opened: Opened, grain: str
) -> pd.DataFrame:
    unused = [c for c in opened.text if c not in mapping.values()]
    if unused:
        opened.notes.append(words.NOTES["unused"].format(columns=join(unused)))
    table = table.reset_index(drop=True)
    table.attrs = {
        "grain": grain,
        "reading": opened.reading,
        "notes": opened.notes,
        "mapping": mapping,
        "comments": opened.comments,
        "totals": opened.totals.to_dict("records"),
    }
    return table
