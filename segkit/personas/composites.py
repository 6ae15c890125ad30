"""Somebody who could be of the segment, and is nobody: a composite of neighbours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from segkit import checks
from segkit.personas import reading, tables
from segkit.personas.columns import Column
from segkit.personas.finishing import MIN_CELL
from segkit.personas.sides import before
from segkit.personas.words import composite as words
from segkit.personas.words import numbers
from segkit.record import Table

COLUMNS = ["column", "label", "value", "share", "n", "table"]
KEPT_DIGITS = 2  # significant digits of a number


def composite(
    X: Any,
    segments: pd.Series,
    segment: Any,
    *,
    sensitive: Any = (),
    labels: Mapping[str, str] | None = None,
    as_of: Any = None,
    min_n: int = 10,
    currency: str | None = None,
) -> Table:
    """Describe somebody typical of a segment who does not exist.

    The customers nearest to the segment's middle (its medoid and those around it) are
    taken together: numbers are their mean, rounded; categories what most of them say.
    It stands for at least ``min_n`` people, and is the row of none of them: where the
    rounded composite would equal a customer of the data, the least certain column says
    that it differs among them.

    Parameters
    ----------
    X : table with a row per customer, or {name: table}
    segments : Series indexed by customer_id
    segment : its name
    sensitive, labels, as_of, currency : as in `profile`
    min_n : neighbours at least; a smaller segment is refused

    Returns
    -------
    Table: column, label, value (text), share (of the neighbours who say so; nan for
    numbers), n (neighbours of whom it is known), table. Empty for a small segment, and
    its note says so

    Raises
    ------
    DataError
        if there is no such segment or no customer is shared

    References
    ----------
    Kaufman and Rousseeuw (1987) for the medoid; Gower (1971), Biometrics 27, 857-871,
    for the distance; Sweeney (2002) for k-anonymity; their use here: own definition

    Examples
    --------
    >>> ids = pd.Index(range(40), name="customer_id")
    >>> spent = [*range(20), *range(40, 60)]
    >>> plans = ["a", "a", "a", "b"] * 10
    >>> X = pd.DataFrame({"spent_amount": spent, "plan": plans}, ids)
    >>> composite(X, pd.Series("all", ids), "all")[["label", "value"]].values.tolist()
    [['spent (amount)', '31 EUR'], ['plan', 'a']]
    """
    least = checks.whole_number(min_n, name="min_n", low=MIN_CELL)
    series = tables.segment_series(segments)
    segment = tables.named_segment(series, segment)
    given = tables.gathered(X)
    shown, _ = reading.shown(given, sensitive, labels, currency)
    size = int((series == segment).sum())
    if size < least:
        return _refused(size, least)
    whole, units = _one_table(shown, given, series, as_of)
    mine = whole[(series == segment).reindex(whole.index).to_numpy(bool)]
    if len(mine) < least:
        return _refused(len(mine), least)
    near = mine.loc[neighbours(mine, max(least, len(mine) // 20))]
    rows = [
        _row(column, near[column.name], units[column.name], least) for column in shown
    ]
    _differ(rows, whole)
    result = Table(pd.DataFrame(rows)[COLUMNS] if rows else None, columns=COLUMNS)
    result.attrs |= {
        "heading": words.HEADING.format(segment=segment),
        "notes": [words.NOTE.format(n=len(near))],
    }
    return result


def neighbours(mine: pd.DataFrame, k: int) -> pd.Index:
    """Return the customers nearest to the middle of a segment.

    Parameters
    ----------
    mine : rows of the segment: floats, and objects for categories
    k : how many

    Returns
    -------
    Index; of equally near ones all, so that the order of rows does not matter

    References
    ----------
    Gower (1971): mean over columns of the difference in ranks, or of being unlike

    Examples
    --------
    >>> neighbours(pd.DataFrame({"x": [1.0, 2.0, 3.0, 50.0, 0.0]}), 3).tolist()
    [0, 1, 2]
    """
    away = np.zeros(len(mine))
    for name in mine:
        values = mine[name]
        if values.dtype == float:
            ranks = values.rank(pct=True)
            part = (ranks - ranks.median()).abs()
        else:
            modes = values.mode()
            unlike = values != (sorted(modes, key=str)[0] if len(modes) else None)
            part = unlike.astype(float)
        away += part.fillna(0.5).to_numpy(float)
    away = away.round(9)
    return mine.index[away <= np.sort(away)[min(k, len(away)) - 1]]


def _refused(size: int, least: int) -> Table:
    result = Table(columns=COLUMNS)
    result.attrs |= {"heading": words.REFUSED.format(n=size, least=least), "notes": []}
    return result


def _one_table(
    shown: list[Column], given: dict[str, pd.DataFrame], series: pd.Series, as_of: Any
) -> tuple[pd.DataFrame, dict[str, str]]:
    """Lay the columns side by side: floats for numbers, texts for all else."""
    parts, units = {}, {}
    days = reading.days(shown, given, as_of)
    for column in shown:
        values = given[column.table][column.name]
        values = values[values.index.isin(series.index)]
        units[column.name] = column.unit
        if column.kind in {"number", "money", "share", "scale", "year"}:
            parts[column.name] = values.astype(float)
            units[column.name] = (
                column.kind if column.kind in {"share", "year"} else column.unit
            )
        elif column.kind == "date":
            known = values.dropna()
            ago, label = before(column, known, days[column.name])
            parts[column.name] = pd.Series(ago, known.index).reindex(values.index)
            units[column.name] = words.DATES["years" in label]
        else:
            parts[column.name] = values.astype(object)
    whole = pd.DataFrame(parts)
    return whole[whole.index.isin(series.index)], units


def _row(column: Column, values: pd.Series, unit: str, least: int) -> dict[str, Any]:
    """Say what the neighbours have in common in one column."""
    known = values.dropna()
    row: dict[str, Any] = {
        "column": column.name,
        "label": column.label,
        "share": np.nan,
        "n": len(known),
        "table": column.table,
    }
    if len(known) < min(least, len(values)) or not len(known):
        return row | {"value": words.NOT_KNOWN, "raw": None}
    if values.dtype == float:
        raw = rounded(float(known.mean()))
        return row | {"value": numbers.write(raw, unit), "raw": raw}
    counts = known.astype(str).value_counts()
    name = min(counts[counts == counts.max()].index)
    share = float(counts.max() / len(known))
    shown = words.YES_NO.get(name, name)
    return row | {"value": shown, "raw": name, "share": share}


def rounded(value: float) -> float:
    """Round a number to two significant digits.

    Parameters
    ----------
    value : a mean

    Returns
    -------
    float

    Examples
    --------
    >>> rounded(1234.5), rounded(0.0567)
    (1200.0, 0.057)
    """
    return float(f"{value:.{KEPT_DIGITS - 1}e}")


def _differ(rows: list[dict[str, Any]], whole: pd.DataFrame) -> None:
    """See to it that the composite is the row of nobody, in place."""
    same = np.ones(len(whole), dtype=bool)
    for row in rows:
        values = whole[row["column"]]
        if row["raw"] is None:
            continue
        if values.dtype == float:
            near = values.map(rounded, na_action="ignore") == row["raw"]
            same &= near.to_numpy(bool)
        else:
            same &= (values.astype(str) == row["raw"]).to_numpy(bool)
    if not rows or not same.any():
        return
    certain = [1.0 if np.isnan(row["share"]) else row["share"] for row in rows]
    least = rows[int(np.argmin(certain))]
    least |= {"value": words.DIFFERS, "share": np.nan}
