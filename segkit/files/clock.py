"""Order times as the shop's own wall clock, whatever the file wrote."""

from __future__ import annotations

from datetime import tzinfo
from zoneinfo import ZoneInfo

import pandas as pd

from segkit.checks import DataError
from segkit.files import dates
from segkit.files.convert import date_notes, parse_column
from segkit.files.found import Converted
from segkit.files.words import NOTES, row_list

EXCEL_DAYS = (20_000, 80_000)  # 1954 to 2119
UNIX_SECONDS = (3e8, 4e9)  # 1979 to 2096


def zone(name: str) -> tzinfo:
    """Find a time zone by its name.

    Parameters
    ----------
    name : such as "Europe/Paris"

    Returns
    -------
    datetime.tzinfo

    Raises
    ------
    DataError
        if there is no such zone

    References
    ----------
    IANA time zone database

    Examples
    --------
    >>> zone("Paris")
    Traceback (most recent call last):
    ...
    segkit.checks.DataError: timezone='Paris' is no known time zone: use a name such ...
    """
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise DataError(
            f"timezone={name!r} is no known time zone: use a name such as "
            "'Europe/Paris', 'America/New_York' or 'UTC'"
        ) from error


def local_times(
    column: pd.Series,
    timezone: str | None,
    dayfirst: bool | None,
    notes: list[str],
    file: str,
    *,
    hint: Converted | None = None,
) -> pd.Series:
    """Turn a column, as the file wrote it, into naive local times.

    Parameters
    ----------
    column : text, dates or numbers
    timezone : the shop's zone, or None
    dayfirst : what the user says
    notes : takes up what a reader must know
    file : its name, for the messages
    hint : the converted file, where another column may prove the order of day and
        month

    Returns
    -------
    Series of datetime64[us], NaT where missing

    Raises
    ------
    DataError
        if the dates cannot be decided, or are mostly no dates

    References
    ----------
    own definition

    Examples
    --------
    >>> notes = []
    >>> at = pd.Series(["2024-03-31T23:30:00Z"], name="at")
    >>> local_times(at, "Europe/Paris", None, notes, "a.csv").tolist()
    [Timestamp('2024-04-01 01:30:00')]
    """
    where = zone(timezone) if timezone else None
    if isinstance(column.dtype, pd.DatetimeTZDtype):
        return _zoned(column, where, timezone, notes)
    if pd.api.types.is_datetime64_any_dtype(column):
        _unchanged(column, timezone, notes)
        return column.astype("datetime64[us]")
    if _all_whole(column):
        return _from_numbers(column, where, timezone, notes, file)
    column = column.astype("str")
    column = column.mask(column.str.strip() == "")
    found = parse_column(column, dayfirst, _hint(hint, str(column.name)))
    if found.problem:
        raise DataError(f"{file}: {found.problem}")
    _must_be_dates(found, column, file, notes)
    return _at(found, column, where, timezone, notes)


def _hint(done: Converted | None, name: str) -> tuple[str, bool] | None:
    if done is None:
        return None
    for said in done.reading:
        for first, words in ((True, "day first ("), (False, "month first (")):
            if said.startswith("dates in ") and words in said:
                other = said.split("'")[1]
                if other != name:
                    return other, first
    return None


def _must_be_dates(
    found: dates.Dates, column: pd.Series, file: str, notes: list[str]
) -> None:
    bad = int(found.bad.sum())
    if bad * 2 > int(column.notna().sum()) or column.isna().all():
        raise DataError(
            f"{file}: ordered_at is read from {column.name!r}, whose values are mostly "
            "no dates: pass columns={'ordered_at': 'another column'}"
        )
    if bad:
        rows = row_list(found.bad.to_numpy().nonzero()[0])
        text = NOTES["bad dates"]
        notes.append(
            text.format(ours="ordered_at", column=column.name, n=bad, rows=rows)
        )


def _at(
    found: dates.Dates,
    column: pd.Series,
    where: tzinfo | None,
    timezone: str | None,
    notes: list[str],
) -> pd.Series:
    if where is None:
        notes.extend(date_notes(str(column.name), found))
        return found.values
    if not found.offset_counts:
        _unchanged(column, timezone, notes)
        return found.values
    shift = pd.to_timedelta(found.offsets.fillna(0), unit="min")
    utc = (found.values - shift).dt.tz_localize("UTC")
    text = NOTES["converted"]
    notes.append(text.format(column=column.name, timezone=timezone))
    return utc.dt.tz_convert(where).dt.tz_localize(None).astype("datetime64[us]")


def _unchanged(column: pd.Series, timezone: str | None, notes: list[str]) -> None:
    if timezone is not None:
        notes.append(NOTES["not converted"].format(column=column.name))


def _zoned(
    column: pd.Series, where: tzinfo | None, timezone: str | None, notes: list[str]
) -> pd.Series:
    name = str(column.name)
    if where is not None:
        column = column.dt.tz_convert(where)
        notes.append(NOTES["converted"].format(column=name, timezone=timezone))
    elif str(column.dt.tz) in {"UTC", "Etc/UTC", "UTC+00:00", "+00:00"}:
        notes.append(NOTES["utc"].format(column=name))
    else:
        zone_name = [str(column.dt.tz)]
        notes.append(NOTES["offsets"].format(column=name, offsets=zone_name))
    return column.dt.tz_localize(None).astype("datetime64[us]")


def _all_whole(column: pd.Series) -> bool:
    if pd.api.types.is_numeric_dtype(column):
        return True
    text = column.dropna().astype("str").str.strip()
    text = text[text != ""]
    return bool(len(text)) and bool(text.str.fullmatch(r"\d{5,13}(\.\d+)?").all())


def _from_numbers(
    column: pd.Series,
    where: tzinfo | None,
    timezone: str | None,
    notes: list[str],
    file: str,
) -> pd.Series:
    numbers = pd.to_numeric(column, errors="coerce").astype(float)
    low, high = numbers.min(), numbers.max()
    name = str(column.name)
    if EXCEL_DAYS[0] <= low and high <= EXCEL_DAYS[1]:
        notes.append(f"dates in {name!r}: {dates.DATE_STYLES['excel']}")
        days = pd.to_timedelta((numbers * 86_400).round(), unit="s")
        return (pd.Timestamp("1899-12-30") + days).astype("datetime64[us]")
    for power in (1, 1000):  # seconds, or thousandths
        if UNIX_SECONDS[0] * power <= low and high <= UNIX_SECONDS[1] * power:
            notes.append(f"dates in {name!r}: {dates.DATE_STYLES['unix']}")
            utc = pd.to_datetime(numbers / power, unit="s", utc=True)
            return _zoned(utc.rename(name), where, timezone, notes)
    compact = pd.to_datetime(
        numbers.astype("Int64").astype("str"), format="%Y%m%d", errors="coerce"
    )
    if compact.notna().sum() == numbers.notna().sum() > 0:
        notes.append(f"dates in {name!r}: {dates.DATE_STYLES['compact']}")
        return compact.astype("datetime64[us]")
    raise DataError(
        f"{file}: ordered_at is read from {name!r}, which holds numbers that are no "
        "dates: pass columns={'ordered_at': 'another column'}"
    )
