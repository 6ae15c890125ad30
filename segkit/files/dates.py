"""Dates in text: which format, day first or month first, by evidence, never a guess."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from segkit.files import datetext
from segkit.files.words import (
    DATE_EVIDENCE,
    DATE_STYLES,
    PROBLEMS,
    row_list,
)

CUTS = 20  # so many dates before a pattern of days above 12 means anything


@dataclass(frozen=True)
class Dates:
    """The local wall-clock times that a column holds, and how that was decided."""

    values: pd.Series
    offsets: pd.Series
    bad: pd.Series
    style: str
    how: str
    problem: str | None = None
    short_year: bool = False
    offset_counts: dict[str, int] = field(default_factory=dict)


def looks_like_dates(texts: pd.Series) -> bool:
    """Say whether most of the first values of a column are written as dates.

    Parameters
    ----------
    texts : Series of str

    Returns
    -------
    bool

    References
    ----------
    own definition: at least half of the first 200 distinct values

    Examples
    --------
    >>> looks_like_dates(pd.Series(["3/4/24", "5/4/24"]))
    True
    """
    head = texts.dropna().drop_duplicates().head(200)
    hits = sum(datetext.split(str(text))[0] is not None for text in head)
    return bool(len(head)) and hits * 2 >= len(head)


def parse(
    column: pd.Series, *, dayfirst: bool | None = None, hint: tuple[str, bool] | None
) -> Dates:
    """Read a column of texts as dates.

    Parameters
    ----------
    column : Series of str; missing stays missing
    dayfirst : what the user says; None lets the column prove it
    hint : (other column, day first?) as decided elsewhere in the same file

    Returns
    -------
    Dates: values (datetime64[us], NaT where bad), offsets in minutes, and a problem
    in words when the column must not be read

    References
    ----------
    own definition: a day above 12 proves the order, then the rows' order of time,
    then another column of the file

    Examples
    --------
    >>> dates = parse(pd.Series(["01/02/2024", "31/01/2024"]), hint=None)
    >>> dates.style, str(dates.values[0].date())
    ('dayfirst', '2024-02-01')
    """
    found = _parts(column)
    problem, order, how = _order(found, column, dayfirst, hint)
    day_first = order != "monthfirst"
    values = _times(found, day_first).reindex(column.index)
    bad = values.isna() & column.notna()
    problem = problem or _mixed_offsets(found, column)
    counts = Counter(found["tz"].dropna())
    return Dates(
        values=values,
        offsets=found["offset"],
        bad=bad,
        style=order,
        how=how,
        problem=problem,
        short_year=bool((found["y"].dropna() < 100).any()),
        offset_counts={str(k): int(n) for k, n in sorted(counts.items())},
    )


def _parts(column: pd.Series) -> pd.DataFrame:
    codes, distinct = pd.factorize(column)
    rows = [datetext.split(str(text)) for text in distinct]
    table = pd.DataFrame(rows, columns=datetext.PARTS)
    numeric = [c for c in datetext.PARTS if c not in {"style", "tz"}]
    table[numeric] = table[numeric].astype(float)
    taken = table.reindex(codes)  # -1, a missing value, becomes a row of missing
    taken.index = column.index
    return taken


def _times(found: pd.DataFrame, day_first: bool) -> pd.Series:
    numeric = found["style"] == "numeric"
    day = found["d"].where(~numeric, found["a"] if day_first else found["b"])
    month = found["m"].where(~numeric, found["b"] if day_first else found["a"])
    year = found["y"]
    year = year.where(~(year < 100), year + np.where(year < 69, 2000, 1900))
    names = {"year": year, "month": month, "day": day}
    dates = pd.to_datetime(pd.DataFrame(names), errors="coerce")
    seconds = found["h"] * 3600 + found["mi"] * 60 + found["s"]
    clock = pd.to_timedelta(seconds * 1_000_000 + found["us"], unit="us")
    fine = (found["h"] < 24) & (found["mi"] < 60) & (found["s"] < 60)
    return (dates + clock).where(fine).astype("datetime64[us]")


def _order(
    found: pd.DataFrame,
    column: pd.Series,
    dayfirst: bool | None,
    hint: tuple[str, bool] | None,
) -> tuple[str | None, str, str]:
    numeric = found[found["style"] == "numeric"]
    if numeric.empty:
        styles = found["style"].dropna()
        style = str(styles.mode()[0]) if len(styles) else "iso"
        return None, style, DATE_STYLES[style]
    problem, first, why = _decide(numeric, found, column, dayfirst, hint)
    if problem:
        return problem, "numeric", ""
    style = "dayfirst" if first else "monthfirst"
    return None, style, f"{DATE_STYLES[style]}: {why}" + _also(found)


def _also(found: pd.DataFrame) -> str:
    other = found["style"].isin(["iso", "named"]).sum()
    return f"; {other:,} others year first or with the month as a word" if other else ""


def _decide(
    numeric: pd.DataFrame,
    found: pd.DataFrame,
    column: pd.Series,
    dayfirst: bool | None,
    hint: tuple[str, bool] | None,
) -> tuple[str | None, bool, str]:
    day, month = numeric["a"] > 12, numeric["b"] > 12
    name = str(column.name)
    if day.any() and month.any():
        return _mixed(name, found, day, month), True, ""
    if _swapped(found, numeric, day | month):
        iso = int((found["style"] == "iso").sum())
        text = PROBLEMS["swapped dates"]
        return text.format(column=name, iso=iso, rest=len(numeric)), True, ""
    if day.any() or month.any():
        rows = int(day.sum() or month.sum())
        return None, bool(day.any()), DATE_EVIDENCE["above 12"].format(rows=rows)
    same = bool((numeric["a"] == numeric["b"]).all())  # 05/05: either way the same
    in_time = _sorted_when(numeric)
    evidence = {
        "argument": dayfirst,
        "row order": in_time,
        "other column": hint[1] if hint else None,
        "above 12": True if same else None,
    }
    for why, first in evidence.items():
        if first is not None:
            column_name = hint[0] if hint else ""
            text = DATE_EVIDENCE[why].format(rows=len(numeric), column=column_name)
            return None, first, text
    return PROBLEMS["ambiguous dates"].format(column=name), True, ""


def _mixed(name: str, found: pd.DataFrame, day: pd.Series, month: pd.Series) -> str:
    where = {"day": found.index.get_loc(day.idxmax())}
    where["month"] = found.index.get_loc(month.idxmax())
    return PROBLEMS["mixed dates"].format(
        column=name,
        day=int(day.sum()),
        month=int(month.sum()),
        day_row=row_list([where["day"]]),
        month_row=row_list([where["month"]]),
    )


def _swapped(found: pd.DataFrame, numeric: pd.DataFrame, above: pd.Series) -> bool:
    iso = found[found["style"] == "iso"]
    enough = len(iso) >= CUTS and len(numeric) >= CUTS
    return bool(enough and above.all() and (iso["d"] <= 12).all())


def _sorted_when(numeric: pd.DataFrame) -> bool | None:
    if len(numeric) < 10:
        return None
    orders = {}
    for first in (True, False):
        times = _times(numeric, first).dropna()
        up, down = times.is_monotonic_increasing, times.is_monotonic_decreasing
        orders[first] = bool((up or down) and times.nunique() > 5)
    return None if orders[True] == orders[False] else orders[True]


def _mixed_offsets(found: pd.DataFrame, column: pd.Series) -> str | None:
    known = found["style"].notna()
    offset = int((known & found["tz"].notna()).sum())
    naive = int((known & found["tz"].isna()).sum())
    if not offset or not naive:
        return None
    return PROBLEMS["mixed offsets"].format(
        column=column.name, offset=offset, naive=naive
    )
