"""The tables of indicators: what their columns are, and what they say of themselves."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.kpis import words
from segkit.kpis.counting import Counted
from segkit.kpis.division import Division
from segkit.kpis.indicator import ALL, Indicator
from segkit.kpis.sources import Source
from segkit.record import Kpi, Table

COLUMNS = ["value", "numerator", "denominator", "n", "low", "high"]


def indicator_of(kpi: Any) -> Indicator:
    """Check that this is an indicator.

    Parameters
    ----------
    kpi : an indicator such as ``kpis.purchase_rate``, or its name

    Returns
    -------
    Indicator

    Raises
    ------
    DataError
        naming those there are

    Examples
    --------
    >>> from segkit import kpis
    >>> indicator_of(kpis.purchase_rate) is kpis.purchase_rate
    True
    """
    if not isinstance(kpi, Indicator):
        raise DataError(words.NOT_A_KPI.format(found=kpi, names=sorted(ALL)))
    return kpi


def rows_of(found: Iterable[Kpi], index: pd.Index, small_below: int) -> Table:
    """Put indicators into a table, a row each.

    Parameters
    ----------
    found : the indicators
    index : their labels
    small_below : those with a smaller n are marked small

    Returns
    -------
    Table: value, numerator, denominator, n, low, high, small

    Examples
    --------
    >>> from segkit import kpis
    >>> table = rows_of([kpis.purchase_rate(1, 4)], pd.Index(["New"]), 30)
    >>> table[["value", "small"]]
         value  small
    New   0.25   True
    """
    small_below = checks.whole_number(small_below, name="small_below", low=0)
    records = [[getattr(k, column) for column in COLUMNS] for k in found]
    result = Table(records, index, COLUMNS)
    result["small"] = result["n"] < small_below
    return result


def heading(name: str, division: Division, counted: Counted) -> tuple[str, bool]:
    """Say whether what was counted tests the segments or only describes them.

    Parameters
    ----------
    name : of the table that was counted
    division : whose day is compared
    counted : with the window

    Returns
    -------
    (sentence, whether it tests)
    """
    first, as_of = counted.window.first, division.as_of
    text, tests = words.UNDATED, False
    if first is None:
        text = words.NO_DAYS
    elif as_of is not None:
        tests = first > checks.day(as_of)
        text = words.TESTS if tests else words.DESCRIBES
    said = text.format(rows=name, period=counted.window.words, as_of=as_of)
    return said, tests


def notes(division: Division, *tables: tuple[Source, Counted]) -> list[str]:
    """Say which segments have no customers, and which rows do not count.

    Parameters
    ----------
    division : how customers are divided
    tables : each with what was counted from it

    Returns
    -------
    list of sentences
    """
    empty = ", ".join(map(str, division.empty))
    found = [words.EMPTY_SEGMENTS.format(segments=empty)] if empty else []
    lost = [source.lost(counted.left_out) for source, counted in tables]
    return found + [text for text in dict.fromkeys(lost) if text]


def unknown(table: Table, total: Kpi, division: Division) -> list[str]:
    """Say where there are customers, and no answer all the same.

    Parameters
    ----------
    table : of an indicator, a row per segment
    total : of all customers
    division : how customers are divided

    Returns
    -------
    list of sentences
    """
    if math.isnan(total.value):
        return [total.note] if total.note else []
    empty = {str(label) for label in division.empty}
    labels = [str(label) for label in table.index[table["value"].isna()]]
    known = ", ".join(label for label in labels if label not in empty)
    return [words.UNKNOWN_IN.format(segments=known)] if known else []


def said(kpi: Indicator, total: Kpi, division: Division, counted: Counted) -> dict:
    """Say what a table of one indicator rests on, for its ``attrs``.

    Parameters
    ----------
    kpi : the indicator
    total : of all customers
    division : how customers are divided
    counted : what was counted

    Returns
    -------
    dict
    """
    source = kpi.counted_from()
    text, tests = heading(source.name, division, counted)
    return {
        "kpi": kpi.__name__,
        "heading": text,
        "tests": tests,
        "definition": total.definition,
        "period": counted.window.words,
        "unit": total.unit,
        "level": total.level,
        "left_out": counted.left_out,
        "notes": notes(division, (source, counted)),
    }


def index_of(labels: Iterable[Any], names: tuple[str | None, ...]) -> pd.Index:
    """Make an index of labels, with a level for each name.

    Parameters
    ----------
    labels : names of segments, or tuples of them
    names : of the levels

    Returns
    -------
    pandas Index or MultiIndex

    Examples
    --------
    >>> index_of([("rfm", "VIP")], ("segmentation", "segment")).nlevels
    2
    """
    labels = list(labels)
    if len(names) == 1:
        return pd.Index(labels, name=names[0])
    return pd.MultiIndex.from_tuples(labels, names=names)
