"""By which channel a segment orders, and when."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd

from segkit.personas import tables
from segkit.personas.finishing import MIN_CELL
from segkit.personas.lines import Line
from segkit.personas.words import reaching as words
from segkit.record.differences import quantile, wilson_ends

BOUNDS = (0, 6, 12, 17, 22, 24)  # hours at which the parts of a day begin


def habit_lines(
    orders: Any,
    series: pd.Series,
    segment: str,
    *,
    as_of: Any,
    min_n: int,
    level: float,
) -> list[Line]:
    """Say by which channel and at which moment most customers of the segment order.

    Each customer counts once, by what they do most often: orders of one customer are
    not several opinions. The interval is that of a share of customers.

    Parameters
    ----------
    orders : table with customer_id and ordered_at; channel too, for the channel
    series, segment : all segments, and who is meant
    as_of : last day that counts; None for all
    min_n : customers, below which nothing is said
    level : coverage of the intervals

    Returns
    -------
    list of Line; a note says if the first cannot be told apart from the second

    References
    ----------
    own definition; the difference of two shares of one sample: variance (p + q - (p -
    q)²) / n, of the multinomial distribution

    Examples
    --------
    >>> ids = [f"c{i}" for i in range(20)]
    >>> orders = pd.DataFrame({"customer_id": ids,
    ...                        "channel": ["app"] * 18 + ["web"] * 2,
    ...                        "ordered_at": ["2024-03-04 19:30"] * 20})
    >>> for line in habit_lines(orders, pd.Series("all", ids), "all", as_of=None,
    ...                         min_n=10, level=0.95):
    ...     print(line)
    channel they order by most: app: 90 % (70 to 97 % · n = 20 · orders)
    moment at which they order most: on a weekday, in the evening (17 to 22 h):
    100 % (84 to 100 % · n = 20 · orders)
    """
    table = tables.rows(orders, ["customer_id", "ordered_at"], name="orders")
    when = pd.to_datetime(table["ordered_at"])
    if as_of is not None:
        table = table[(when.dt.normalize() <= pd.Timestamp(as_of)).to_numpy()]
    table = table[table["customer_id"].isin(series.index[series == segment])]
    found = []
    if "channel" in table:
        usual = favourites(table["customer_id"], table["channel"])
        found.append(_mode("channel", usual, min_n, level))
    usual = favourites(table["customer_id"], moments(table["ordered_at"]))
    found.append(_mode("moment", usual, min_n, level))
    return [line for line in found if line is not None]


def moments(times: pd.Series) -> pd.Series:
    """Name the moment of each time: weekday or weekend, and the part of the day.

    Parameters
    ----------
    times : of orders

    Returns
    -------
    Series of text; missing where all times are midnight, for then hours are not known

    Examples
    --------
    >>> moments(pd.Series(["2024-03-04 19:30", "2024-03-09 08:00"])).tolist()
    ['on a weekday, in the evening (17 to 22 h)',
     'at the weekend, in the morning (6 to 12 h)']
    """
    when = pd.to_datetime(times)
    day = np.where(when.dt.day_of_week >= 5, words.WEEKEND, words.WEEKDAY)
    if not len(when) or (when.dropna() == when.dropna().dt.normalize()).all():
        named = pd.Series(day, times.index, dtype=object)
    else:
        part = np.searchsorted(BOUNDS, when.dt.hour.fillna(0).to_numpy(), side="right")
        hours = np.asarray(words.PARTS, dtype=object)[part - 1]
        named = pd.Series(
            [f"{d}, {h}" for d, h in zip(day, hours, strict=True)],
            times.index,
            dtype=object,
        )
    return named.where(when.notna())


def favourites(customers: pd.Series, values: pd.Series) -> pd.Series:
    """Return what each customer did most often; of equals the first by name.

    Parameters
    ----------
    customers, values : a row per order

    Returns
    -------
    Series indexed by customer_id

    Examples
    --------
    >>> favourites(pd.Series(["a", "a", "a"]), pd.Series(["x", "y", "y"])).to_dict()
    {'a': 'y'}
    """
    pairs = pd.DataFrame(
        {"customer_id": customers.to_numpy(), "value": values.astype(object).to_numpy()}
    )
    counts = pairs.dropna().groupby(["customer_id", "value"]).size().rename("n")
    ranked = counts.reset_index().sort_values(
        ["customer_id", "n", "value"], ascending=[True, False, True]
    )
    return ranked.drop_duplicates("customer_id").set_index("customer_id")["value"]


def _mode(what: str, usual: pd.Series, min_n: int, level: float) -> Line | None:
    """Write the most frequent of customers' habits as a line."""
    n = len(usual)
    if n < min_n:
        return None
    counts = usual.value_counts()
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], str(pair[0])))
    (name, first), rest = ranked[0], ranked[1:]
    share = first / n
    low, high = wilson_ends(share, n, quantile(level))
    note = _tie(share, rest[0], n, level) if rest else ""
    if first < MIN_CELL:
        return None
    return Line(
        "reach",
        words.HABIT[what].format(level=name),
        share,
        low,
        high,
        n,
        "orders",
        unit="share",
        column=what,
        level=str(name),
        note=note,
    )


def _tie(share: float, second: tuple[Any, int], n: int, level: float) -> str:
    """Say if the first habit cannot be told apart from the second."""
    other, count = second
    part = count / n
    half = quantile(level) * math.sqrt((share + part - (share - part) ** 2) / n)
    if share - part > half:
        return ""
    if count < MIN_CELL:
        return words.TIED_FEW
    return words.TIED.format(other=other, share=100 * part)
