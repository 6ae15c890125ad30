"""A book of segments: who was in which segment on which day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.monitoring import words
from segkit.monitoring.tables import one_row_each
from segkit.record import wilson

Book = dict[str, pd.Series]


def read_book(book: Any, *, least: int = 2) -> Book:
    """Return a book sorted by day, all days with the same categories in one order."""
    if not isinstance(book, Mapping):
        found = words.BOOK_KIND.format(found=type(book).__name__)
        raise DataError(words.BOOK.format(found=found))
    if len(book) < least:
        raise DataError(words.BOOK.format(found=words.BOOK_SHORT.format(n=len(book))))
    read: Book = {}
    for day, segments in book.items():
        iso = checks.day(day, name="a day of the book").isoformat()
        if iso in read:
            found = words.SAME_DAY.format(day=iso)
            raise DataError(words.BOOK.format(found=found))
        read[iso] = one_row_each(segments, f"the book of {iso}")
    ids = {pd.api.types.infer_dtype(one.index, skipna=True) for one in read.values()}
    if "string" in ids and ids & {"integer", "floating"}:
        raise DataError(words.BOOK_IDS.format(found=" and ".join(sorted(ids))))
    kinds = dict.fromkeys(c for day in sorted(read) for c in read[day].cat.categories)
    return {day: read[day].cat.set_categories(list(kinds)) for day in sorted(read)}


def membership(book: Any) -> pd.DataFrame:
    """Say in which segment each customer was on each day.

    Parameters
    ----------
    book : ``{day: segments}``; segments are a Series indexed by customer_id

    Returns
    -------
    DataFrame indexed by customer_id, sorted, a categorical column for each day (ISO);
    missing before a customer came and after they went

    Raises
    ------
    DataError
        if this is no book, has fewer than two days, or a customer twice on a day

    References
    ----------
    own definition

    Examples
    --------
    >>> january = pd.Series({"a": "New", "b": "Loyal"})
    >>> february = pd.Series({"a": "Loyal", "c": "New"})
    >>> membership({"2024-02-29": february, "2024-01-31": january})
                2024-01-31 2024-02-29
    customer_id
    a                  New      Loyal
    b                Loyal        NaN
    c                  NaN        New
    """
    days = read_book(book)
    columns = {day: series.rename(day) for day, series in days.items()}
    table = pd.concat(columns.values(), axis="columns").sort_index()
    return table.rename_axis("customer_id")


def crossed(
    before: pd.Series, after: pd.Series
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Count moves: (segments by segments, gone by segment, new by segment).

    Both must have the same categories and each customer once.
    """
    k = len(before.cat.categories)
    old, new = before.cat.codes.to_numpy(int), after.cat.codes.to_numpy(int)
    if before.index.equals(after.index):
        place = np.arange(len(new))
    else:
        place = after.index.get_indexer(before.index)
    both = place >= 0
    moves = np.bincount(old[both] * k + new[place[both]], minlength=k * k)
    fresh = np.ones(len(new), dtype=bool)
    fresh[place[both]] = False
    gone, come = (np.bincount(x, minlength=k) for x in (old[~both], new[fresh]))
    return moves.reshape(k, k), gone, come


def flows(counts: pd.DataFrame, days: tuple[str, str], level: float) -> pd.DataFrame:
    """List the moves that somebody made, each with its share, interval and chance."""
    inner = counts.drop(index=words.NEW, columns=words.GONE)
    rows, columns, n = inner.sum(axis=1), inner.sum(), inner.to_numpy().sum()
    rows_of = []
    for (origin, goal), k in counts.stack().items():  # type: ignore[misc]
        if not k:
            continue
        share = low = high = expected = np.nan
        if origin != words.NEW and goal != words.GONE:
            share, expected = k / rows[origin], rows[origin] * columns[goal] / n
            low, high = wilson(int(k), int(rows[origin]), level)
        rows_of.append([*days, origin, goal, int(k), share, low, high, expected])
    head = ["from_day", "to_day", "from", "to", "n"]
    return pd.DataFrame(
        rows_of, columns=[*head, "row_share", "low", "high", "expected"]
    )
