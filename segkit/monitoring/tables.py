"""Checks at the door: tables of customers, segments, and which columns compare."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from segkit import checks, engine
from segkit.checks import DataError
from segkit.monitoring import words

DATE = r"\d{4}-\d{2}-\d{2}(?:[ T]|$)"  # how a date begins that is written as text
MANY = 20  # distinct levels, from which on a column may hold names of rows


def pandas_table(native: Any, name: str, columns: Any = None) -> pd.DataFrame:
    """Return a table as pandas, its columns renamed; refuse what is none or empty."""
    names = columns if isinstance(columns, Mapping) else None
    native = checks.table(native, name=name, columns=names)
    table = native if isinstance(native, pd.DataFrame) else engine.to_pandas(native)
    if not len(table):
        raise DataError(words.EMPTY.format(name=name))
    yes_no = [c for c in table.columns if _is_yes_no(table[c])]
    return table.astype(dict.fromkeys(yes_no, "boolean")) if yes_no else table


def _is_yes_no(column: pd.Series) -> bool:
    """Whether a column of Python's objects holds yes and no, and gaps."""
    kinds = pd.api.types
    if not kinds.is_object_dtype(column):
        return False
    return bool(kinds.infer_dtype(column, skipna=True) == "boolean")


def one_row_each(segments: Any, name: str) -> pd.Series:
    """Return segments as text categories by customer, and refuse customers twice."""
    if not isinstance(segments, pd.Series):
        found = type(segments).__name__
        raise DataError(words.NOT_SERIES.format(name=name, found=found))
    return as_categories(each_once(segments, name))


def each_once(series: pd.Series, name: str) -> pd.Series:
    """Refuse a Series that is empty, or that has customers twice."""
    if not len(series):
        raise DataError(words.EMPTY.format(name=name))
    if not series.index.is_unique:
        twice = int(series.index.duplicated().sum())
        raise DataError(words.TWICE.format(name=name, n=twice))
    return series


def as_categories(segments: pd.Series) -> pd.Series:
    """Return segments with text categories; customers without one get a category."""
    series = segments
    if not isinstance(series.dtype, pd.CategoricalDtype):
        series = series.astype("category")
    series = series.cat.rename_categories([str(c) for c in series.cat.categories])
    if series.isna().any():
        series = series.cat.add_categories([words.NO_SEGMENT])
        series = series.fillna(words.NO_SEGMENT)
    return series


def segments_of(
    old: pd.DataFrame, new: pd.DataFrame, segments: Any
) -> tuple[pd.Series, pd.Series] | None:
    """Return the segments of the rows of both tables, with the same categories."""
    if segments is None:
        return None
    if isinstance(segments, str):
        for side, table in (("before", old), ("after", new)):
            checks.table(table, [segments], name=side)
        pair = [as_categories(table[segments]) for table in (old, new)]
    elif isinstance(segments, tuple | list) and len(segments) == 2:
        pair = [
            _of_rows(series, table, name)
            for series, table, name in zip(
                segments, (old, new), ("before", "after"), strict=True
            )
        ]
    else:
        raise DataError(words.TWO_SEGMENTS.format(found=type(segments).__name__))
    kinds = list(dict.fromkeys([*pair[0].cat.categories, *pair[1].cat.categories]))
    first, second = (series.cat.set_categories(kinds) for series in pair)
    return first, second


def _of_rows(segments: Any, table: pd.DataFrame, name: str) -> pd.Series:
    series = one_row_each(segments, f"segments of {name}")
    if series.index.equals(table.index):
        return series
    place = series.index.get_indexer(table.index)
    if (place < 0).any():
        n = int((place < 0).sum())
        raise DataError(words.NO_SEGMENT_FOR.format(n=n, name=name))
    return series.iloc[place]


def comparable(
    old: pd.DataFrame, new: pd.DataFrame, columns: Iterable[str] | None, groups: Any
) -> tuple[list[str], dict[str, str]]:
    """Return the columns to compare, and why the others are left out."""
    have = [c for c in old.columns if c in new.columns]
    columns = [columns] if isinstance(columns, str) else columns
    if columns is not None:
        names = list(dict.fromkeys(columns))
        for side, table in (("before", old), ("after", new)):
            missing = [c for c in names if c not in table.columns]
            dated = [c for c in names if c in table and _is_date(table[c])]
            if dated:
                raise DataError(words.NAMED_DATES.format(name=side, columns=dated))
            if missing:
                known = list(table.columns)
                text = words.NO_COLUMN.format(name=side, missing=missing, have=known)
                raise DataError(text)
        left_out = {}
    else:
        alone = old.columns.symmetric_difference(new.columns)
        left_out = dict.fromkeys(alone, words.ONLY)
        left_out |= {c: why for c in have if (why := _why_not(old[c], new[c]))}
        names = [c for c in have if c not in left_out]
    if not names and groups is None:
        sides = {"before": list(old.columns), "after": list(new.columns)}
        raise DataError(words.NO_COMMON.format(**sides))
    for name in names:
        _same_kind(old[name], new[name], name)
    return names, left_out


def _why_not(old: pd.Series, new: pd.Series) -> str:
    kinds = pd.api.types
    if _is_date(old) or _is_date(new):
        return words.DATES
    if not old.notna().any():
        return words.NO_VALUES
    named = str(old.name).lower().endswith("id")
    if kinds.is_numeric_dtype(old) and not named:
        return ""
    known = old.dropna()
    many = MANY if named else max(MANY, len(known) / 10)
    return words.IDS if known.nunique() > many else ""


def _is_date(column: pd.Series) -> bool:
    """Whether a column holds dates, or texts that are all written like dates."""
    kinds = pd.api.types
    if kinds.is_datetime64_any_dtype(column):
        return True
    if kinds.is_numeric_dtype(column):
        return False
    known = pd.Series(column.dropna().unique()).astype(str)
    return len(known) > 0 and bool(known.str.match(DATE).all())


def _same_kind(old: pd.Series, new: pd.Series, name: str) -> None:
    kinds = pd.api.types
    numbers = [kinds.is_numeric_dtype(x) and x.notna().any() for x in (old, new)]
    texts = [not kinds.is_numeric_dtype(x) and x.notna().any() for x in (old, new)]
    if any(numbers) and any(texts):
        raise DataError(words.KIND_CHANGED.format(column=name))
    for side, x in (("before", old), ("after", new)):
        if kinds.is_float_dtype(x) and np.isinf(x.to_numpy(float, na_value=0)).any():
            raise DataError(words.INFINITE_VALUES.format(column=name, name=side))
