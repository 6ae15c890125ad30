"""Members in and out of each segment, from one day to the next."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from segkit import checks
from segkit.monitoring import words
from segkit.monitoring.books import Book, crossed, read_book
from segkit.record import Table, wilson


def growth(book: Any, *, every: str | None = None, level: float = 0.95) -> Table:
    """Say how many members each segment won and lost, and to whom.

    Parameters
    ----------
    book : ``{day: segments}``; segments are a Series indexed by customer_id
    every : "week" or "month" to keep the last day of each only; None for every day
    level : coverage of the intervals

    Returns
    -------
    Table, a row per span and segment (``all`` last): from_day, to_day, segment, start,
    in_new (not there before), in_moved (from another segment), out_moved, out_gone, end
    (start + in - out), net, growth_rate (net / start), out_rate with low and high (who
    left, of those at the start; Wilson). ``attrs["note"]`` says what is not seen

    Raises
    ------
    DataError
        if this is no book of at least two days (or weeks, or months)

    References
    ----------
    own definition; members added and dropped are what e-mail tools report by week

    Examples
    --------
    >>> book = {"2024-01-31": pd.Series({"a": "New", "b": "Loyal"}),
    ...         "2024-02-29": pd.Series({"a": "Loyal", "b": "Loyal", "c": "New"})}
    >>> growth(book)[["segment", "start", "in_new", "in_moved", "out_moved", "end"]]
      segment  start  in_new  in_moved  out_moved  end
    0   Loyal      1       0         1          0    2
    1     New      1       1         0          1    1
    2     all      2       1         0          0    3
    """
    days = read_book(book)
    if every is not None:
        kept = _last_of_each(days, checks.choice(every, words.EVERY, name="every"))
        days = read_book(kept)
    rows = [row for span in pairwise(days) for row in _span(days, span, level)]
    table = Table(rows)
    first, *_, last = days
    table.attrs["heading"] = words.GROWTH.format(first=first, last=last)
    table.attrs["note"] = words.GROWTH_SPANS.format(n=len(days))
    return table


def _last_of_each(days: Book, every: str) -> Book:
    """Keep the last day of each week (Monday to Sunday) or month."""
    periods = {"week": "W-SUN", "month": "M"}
    last = {pd.Period(day, periods[every]): day for day in days}
    return {day: days[day] for day in last.values()}


def _span(days: Book, span: tuple[str, str], level: float) -> list[dict[str, Any]]:
    moves, gone, come = crossed(*(days[day] for day in span))
    stayed = np.diag(moves)
    names = [*days[span[0]].cat.categories, words.ALL]
    counted = {
        "start": moves.sum(axis=1) + gone,
        "in_new": come,
        "in_moved": moves.sum(axis=0) - stayed,
        "out_moved": moves.sum(axis=1) - stayed,
        "out_gone": gone,
        "end": moves.sum(axis=0) + come,
    }
    sums = {k: 0 if "moved" in k else int(v.sum()) for k, v in counted.items()}
    rows = [{k: int(v[i]) for k, v in counted.items()} for i in range(len(gone))]
    return [
        {"from_day": span[0], "to_day": span[1], "segment": name, **_rates(row, level)}
        for name, row in zip(names, [*rows, sums], strict=True)
    ]


def _rates(row: dict[str, int], level: float) -> dict[str, Any]:
    start, out = row["start"], row["out_moved"] + row["out_gone"]
    net = row["end"] - start
    low, high = wilson(out, start, level)
    return {
        **row,
        "net": net,
        "growth_rate": net / start if start else np.nan,
        "out_rate": out / start if start else np.nan,
        "low": low,
        "high": high,
    }
