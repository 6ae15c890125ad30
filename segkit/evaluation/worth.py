"""How large segments are, and what they bring."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.evaluation import words
from segkit.evaluation.customers import numbers, one_each, segment_series
from segkit.record import Table, mean_interval, ratio_interval, wilson


def size_and_value(
    segments: pd.Series,
    value: pd.Series | None = None,
    *,
    level: float = 0.95,
    small_below: int = 30,
) -> Table:
    """Say how large each segment is, what it brings, and how sure both are.

    Parameters
    ----------
    segments : categorical Series indexed by customer_id
    value : Series indexed by customer_id: money or another amount that adds up; None
        for sizes only
    level : coverage of the intervals
    small_below : segments with fewer customers are marked small (own choice)

    Returns
    -------
    DataFrame, a row per segment in order and ``all``: n, share, share_low, share_high
    (Wilson), small; with a value also value, value_share, value_share_low,
    value_share_high (delta method), per_head, per_head_low, per_head_high (Student),
    index (share of value over share of customers). ``attrs``: left_out (no segment, no
    value), value (its name)

    Raises
    ------
    DataError
        if a customer is there twice, a value is no number, or they share no customer

    References
    ----------
    Own definition; intervals as in `segkit.record`.

    Examples
    --------
    >>> segments = pd.Series(["loyal", "new", "new"], index=[1, 2, 3])
    >>> spent = pd.Series([80.0, 15.0, 5.0], index=[1, 2, 3], name="monetary_amount")
    >>> size_and_value(segments, spent)[["n", "share", "value_share", "per_head"]]
           n     share  value_share   per_head
    loyal  1  0.333333          0.8  80.000000
    new    2  0.666667          0.2  10.000000
    all    3  1.000000          1.0  33.333333
    """
    small_below = checks.whole_number(small_below, name="small_below", low=0)
    series = one_each(segment_series(segments), name="segments")
    left_out = {words.NO_SEGMENT: int(series.isna().sum())}
    series = series.dropna()
    amounts = None
    if value is not None:
        amounts = numbers(one_each(value, name="value"), name="value")
        amounts = amounts.reindex(series.index)
        left_out[words.NO_VALUE] = int(amounts.isna().sum())
        series, amounts = series[amounts.notna()], amounts.dropna()
    if not len(series):
        raise DataError(words.NO_CUSTOMERS)
    names = [*series.cat.categories, words.ALL]
    rows = [_row(series, amounts, name, level) for name in names]
    result = Table(rows, pd.Index(names, name=series.name))
    result["small"] = result["n"] < small_below
    result.attrs |= {
        "heading": words.WORTH if amounts is not None else words.SIZES,
        "left_out": left_out,
        "value": None if value is None else str(value.name or "value"),
        "level": level,
    }
    return result


def _row(
    series: pd.Series, amounts: pd.Series | None, name: Any, level: float
) -> dict[str, float]:
    mine = np.ones(len(series), bool) if name == words.ALL else (series == name)
    mine = np.asarray(mine)
    n, total = int(mine.sum()), len(series)
    low, high = wilson(n, total, level)
    row: dict[str, float] = {
        "n": n,
        "share": n / total,
        "share_low": low,
        "share_high": high,
    }
    return row if amounts is None else row | _value(amounts, mine, level)


def _value(amounts: pd.Series, mine: np.ndarray, level: float) -> dict[str, float]:
    money = amounts.to_numpy(dtype=float)
    whole, part = money.sum(), money[mine].sum()
    low, high = ratio_interval(np.where(mine, money, 0.0), money, level)
    head_low, head_high = mean_interval(money[mine], level)
    share = part / whole if whole else np.nan
    head = money[mine].mean() if mine.any() else np.nan
    return {
        "value": part,
        "value_share": share,
        "value_share_low": low,
        "value_share_high": high,
        "per_head": head,
        "per_head_low": head_low,
        "per_head_high": head_high,
        "index": share / mine.mean() if mine.any() else np.nan,
    }
