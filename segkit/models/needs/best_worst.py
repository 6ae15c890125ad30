"""Best-worst scaling (MaxDiff): what matters most when people must choose.

People see a few items at a time and say which matters most and which least. The score
of an item is (best - worst) / shown, from -1 to 1. Its logit is close to what a choice
model would give, without fitting one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from segkit.checks import DataError
from segkit.models import tables
from segkit.models.needs import answers
from segkit.models.words import needs as said
from segkit.record import Table, ratio_interval

COUNTS = ["shown", "best", "worst"]
UNEVEN = 1.25  # how much more often than another an item may be shown


def best_worst_utility(counts: pd.DataFrame) -> pd.DataFrame:
    """Turn counts of best, worst and shown into utilities and shares of preference.

    Parameters
    ----------
    counts : one row per item: shown, best, worst

    Returns
    -------
    DataFrame, same index: score, (best - worst) / shown; utility, ln((1 + score) /
    (1 - score)); se of the utility, 1 / sqrt(2 * shown * p * (1 - p)) with p = (1 +
    score) / 2; share, exp(utility) over its sum. An item that was best, or worst,
    whenever shown has an infinite utility, and se, and with it a share of 1, or 0

    Raises
    ------
    DataError
        if a count is missing, below 0, or best and worst are more than shown

    References
    ----------
    Lipovetsky and Conklin (2014), Journal of Choice Modelling 10, 60-68, equations 7,
    10, 12, 13 and 18. The se takes all answers as independent; several come from each
    person, so `best_worst_table` has wider intervals.

    Examples
    --------
    >>> counts = pd.DataFrame({"shown": [100, 100], "best": [40, 10],
    ...                        "worst": [10, 40]}, index=["price", "advice"])
    >>> best_worst_utility(counts).round(3)
            score  utility     se  share
    price     0.3    0.619  0.148  0.775
    advice   -0.3   -0.619  0.148  0.225
    """
    missing = [name for name in COUNTS if name not in counts]
    if missing:
        raise DataError(f"counts needs columns {COUNTS}; it lacks {missing}")
    shown, best, worst = tables.numbers(counts, COUNTS).to_numpy().T
    if not ((best >= 0) & (worst >= 0) & (best + worst <= shown) & (shown > 0)).all():
        raise DataError(
            "counts needs shown above 0, and best and worst from 0 and together at "
            "most shown: count how often each item was shown, over all tasks"
        )
    score = (best - worst) / shown
    with np.errstate(divide="ignore"):
        utility = np.log((1 + score) / (1 - score))
        se = 1 / np.sqrt(2 * shown * (1 + score) / 2 * (1 - score) / 2)
    found = {"score": score, "utility": utility, "se": se, "share": _shares(utility)}
    return pd.DataFrame(found, index=counts.index)


def _shares(utility: np.ndarray) -> np.ndarray:
    top = utility.max()
    if np.isposinf(top):
        return np.isposinf(utility) / np.isposinf(utility).sum()
    weight = np.exp(utility - top)
    return weight / weight.sum()


def best_worst_table(
    asked: Any,
    *,
    item: str = "benefit",
    segments: pd.Series | None = None,
    level: float = 0.95,
    columns: Mapping[str, str] | None = None,
) -> Table:
    """Say which items matter most when people must choose, and how sure that is.

    Parameters
    ----------
    asked : table, one row per customer_id, task and item shown: best, worst (True or
        False)
    item : column that names the items
    segments : Series of segments indexed by customer_id; None for all together
    level : coverage of the intervals
    columns : ``{"our name": "your name"}``

    Returns
    -------
    Table, one row per item (and segment), what matters most first: n (people), shown,
    best, worst, score with its interval (delta method, people as the units), utility
    with the ends of that interval as logits, se as published, share

    Raises
    ------
    DataError
        if a column is missing, an item is shown twice in a task, or a task has not one
        best and one other worst item

    References
    ----------
    Finn and Louviere (1992), Journal of Public Policy and Marketing 11(2), 12-25, for
    the scores; Lipovetsky and Conklin (2014), see `best_worst_utility`. The logit takes
    all items as shown about equally often, and with all others; the heading says so
    when they were not.

    Examples
    --------
    >>> asked = pd.DataFrame({
    ...     "customer_id": [1, 1, 1, 2, 2, 2], "task": 1,
    ...     "benefit": ["price", "advice", "design"] * 2,
    ...     "best": [True, False, False, False, True, False],
    ...     "worst": [False, False, True] * 2})
    >>> best_worst_table(asked)[["benefit", "shown", "best", "worst", "score"]]
      benefit  shown  best  worst  score
    0  advice      2     1      0    0.5
    1   price      2     1      0    0.5
    2  design      2     0      2   -1.0
    """
    table = tasks(asked, item, columns)
    rows = [
        row
        for segment, part in answers.groups(table, segments, name="maxdiff")
        for row in _rows(segment, part, item, level)
    ]
    notes = [said.IPSATIVE, *_uneven(table, item)]
    if segments is None:
        notes.insert(0, said.TOGETHER)
    found = answers.finished(rows, segments, notes)
    found.attrs["left_out"] = answers.left_out(table, segments)
    return found


def tasks(
    asked: Any, item: str, columns: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """Read tasks of best and worst, and refuse those that are not answered.

    Parameters
    ----------
    asked : table, one row per customer_id, task and item shown: best, worst
    item : column that names the items
    columns : ``{"our name": "your name"}``

    Returns
    -------
    DataFrame, best and worst as booleans

    Raises
    ------
    DataError
        if a task has not one best and one other worst item

    Examples
    --------
    >>> rows = pd.DataFrame({"customer_id": 1, "task": 1, "benefit": ["a", "b"],
    ...                      "best": [1, 0], "worst": [0, 1]})
    >>> tasks(rows, "benefit")["best"].tolist()
    [True, False]
    """
    key = ["customer_id", "task", item]
    table = answers.read(
        asked, ["best", "worst"], name="maxdiff", key=key, columns=columns
    )
    marks = tables.numbers(table.astype({"best": float, "worst": float}), COUNTS[1:])
    both = (marks["best"] == 1) & (marks["worst"] == 1)
    sums = marks.groupby([table["customer_id"], table["task"]]).sum()
    wrong = int((sums != 1).any(axis=1).sum()) + int(both.sum())
    if wrong or not marks.isin([0, 1]).all(axis=None):
        raise DataError(
            f"maxdiff has {wrong} tasks without exactly one best and one other worst "
            "item: drop those that were not answered, with all their rows"
        )
    return table.assign(best=marks["best"] == 1, worst=marks["worst"] == 1)


def counted(table: pd.DataFrame, item: str) -> pd.DataFrame:
    """Count for each person how often each item was shown, best and worst.

    Parameters
    ----------
    table : from `tasks`
    item : column that names the items

    Returns
    -------
    DataFrame indexed by customer_id and item: shown, best, worst

    Examples
    --------
    >>> rows = pd.DataFrame({"customer_id": 1, "benefit": ["a", "b"],
    ...                      "best": [True, False], "worst": [False, True]})
    >>> counted(rows, "benefit").to_numpy().tolist()
    [[1, 1, 0], [1, 0, 1]]
    """
    by = table.groupby(["customer_id", item], observed=True)
    return by.agg(
        shown=("best", "size"), best=("best", "sum"), worst=("worst", "sum")
    ).astype("int64")


def _rows(
    segment: str, part: pd.DataFrame, item: str, level: float
) -> list[dict[str, Any]]:
    each = counted(part, item)
    total = each.groupby(level=1, observed=True).sum()
    total = total.join(best_worst_utility(total))
    total = total.assign(name=total.index.astype(str)).sort_values(
        ["score", "name"], ascending=[False, True], kind="stable"
    )
    found = []
    for name, row in total.drop(columns="name").iterrows():
        own = each.xs(name, level=1)
        low, high = ratio_interval(own["best"] - own["worst"], own["shown"], level)
        found.append({"segment": segment, item: name, "n": len(own), **_row(row)})
        found[-1] |= {"low": low, "high": high, "utility_low": _logit(low)}
        found[-1] |= {"utility_high": _logit(high), "share": float(row["share"])}
    return found


def _row(row: pd.Series) -> dict[str, Any]:
    counts = {name: int(row[name]) for name in COUNTS}
    return counts | {name: float(row[name]) for name in ("score", "utility", "se")}


def _logit(score: float) -> float:
    inside = np.clip(score, -1, 1)
    with np.errstate(divide="ignore"):
        return float(np.log((1 + inside) / (1 - inside)))


def _uneven(table: pd.DataFrame, item: str) -> list[str]:
    shown = table[item].value_counts()
    shown = shown[shown > 0]
    if shown.max() <= UNEVEN * shown.min():
        return []
    return [said.DESIGN.format(least=f"{shown.min():,}", most=f"{shown.max():,}")]
