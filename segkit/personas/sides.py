"""One column, seen from two sides: what the segment shows, what the others show."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from segkit.personas.columns import Column
from segkit.personas.ranks import NONE as NO_EFFECT
from segkit.personas.ranks import Effect, cliffs_delta
from segkit.personas.ratios import NONE, Index, Interval, index_of
from segkit.personas.words import labels
from segkit.record import Moments, moments_interval, rate_difference
from segkit.record.differences import quantile, wilson_ends

NAN = math.nan
YEAR = 365.25
LEAST_EXPECTED = 5  # Cochran's rule: below it the test is exact


@dataclass(frozen=True)
class Side:
    """One row of a profile before it is written.

    Parameters
    ----------
    label, level : what it is about
    value, ends, others : share or mean of the segment, its interval, and the others'
    index, effect : how far they lie apart
    count : persons of the segment that a share counts; nan for a mean
    n, n_others : of how many it is known
    """

    label: str
    level: str
    value: float
    ends: Interval
    others: float
    index: Index
    effect: Effect
    count: float
    n: int
    n_others: int


def sides(
    column: Column, values: pd.Series, mine: np.ndarray, *, level: float, as_of: Any
) -> list[Side]:
    """Compare a segment with the others in one column.

    Parameters
    ----------
    column : of `columns.read`
    values : of all customers
    mine : (n,) True for the segment
    level : coverage of the intervals
    as_of : day from which dates are counted back; None for the latest of the column

    Returns
    -------
    list of Side: one for numbers, yes and no, scales and dates, one per level else

    Examples
    --------
    >>> from segkit.personas.columns import read
    >>> spent = pd.Series([10.0, 30.0, 5.0, 5.0])
    >>> found = sides(read("spent", spent, "X"), spent, np.array([1, 1, 0, 0], bool),
    ...     level=0.95, as_of=None)
    >>> found[0].value, found[0].others, found[0].index.value
    (20.0, 5.0, 400.0)
    """
    known = values.notna().to_numpy()
    values, mine = values[known], mine[known]
    if column.kind == "yes/no":
        hit = values.astype(bool).to_numpy()
        return [_share(column.label, labels.YES, hit, mine, level)]
    if column.kind == "scale":
        name = labels.SCALE_TOP.format(
            low=column.top[0], high=column.top[1], best=column.best
        )
        hit = values.isin(column.top).to_numpy()
        return [_share(column.label, name, hit, mine, level)]
    if column.kind == "category":
        return [
            _share(column.label, str(name), (values == name).to_numpy(), mine, level)
            for name in levels(values)
        ]
    label = column.label
    if column.kind == "date":
        numbers, label = before(column, values, as_of)
    else:
        numbers = values.to_numpy(dtype=float, na_value=np.nan)
    return [_mean(label, numbers, mine, level, zero=column.kind != "year")]


def levels(values: pd.Series) -> list[Any]:
    """Return the categories that somebody has, in their order.

    Parameters
    ----------
    values : none missing

    Returns
    -------
    list

    Examples
    --------
    >>> levels(pd.Series(["b", "a", "b"]))
    ['a', 'b']
    """
    if isinstance(values.dtype, pd.CategoricalDtype):
        present = set(values.unique())
        return [name for name in values.cat.categories if name in present]
    return sorted(values.unique(), key=str)


def before(column: Column, values: pd.Series, as_of: Any) -> tuple[np.ndarray, str]:
    """Turn dates into how long ago they were: days, or years of people and firms.

    Parameters
    ----------
    column : of `columns.read`
    values : dates, none missing
    as_of : day from which to count back; None for the latest of the column

    Returns
    -------
    (numbers, label that says the unit and the day)

    Examples
    --------
    >>> from segkit.personas.columns import read
    >>> days = pd.Series(pd.to_datetime(["2024-01-01", "2024-01-03"]))
    >>> before(read("joined", days, "X"), days, None)
    (array([2., 0.]), 'joined (days before 2024-01-03)')
    """
    days = pd.to_datetime(values).dt.normalize()
    years = "birth" in column.name
    last = days.max() if as_of is None else pd.Timestamp(as_of).normalize()
    ago = (last - days).dt.days.to_numpy(dtype=float)
    words = labels.YEARS_BEFORE if years else labels.DAYS_BEFORE
    label = words.format(label=column.label, day=f"{last:%Y-%m-%d}")
    return (ago / YEAR if years else ago), label


def _share(
    label: str, name: str, hit: np.ndarray, mine: np.ndarray, level: float
) -> Side:
    x1, n1 = int(hit[mine].sum()), int(mine.sum())
    x2, n2 = int(hit[~mine].sum()), int((~mine).sum())
    value, others = _over(x1, n1), _over(x2, n2)
    ends, theirs = _wilson(x1, n1, level), _wilson(x2, n2, level)
    index = index_of(value, ends, others, theirs)
    apart = rate_difference(x2, n2, x1, n1, level=level)
    effect = Effect(*apart[:3], _exact(x1, n1, x2, n2, apart.p_value))
    return Side(label, name, value, ends, others, index, effect, x1, n1, n2)


def _exact(x1: int, n1: int, x2: int, n2: int, otherwise: float) -> float:
    """Return Fisher's p where counts are small, else what the z test says."""
    part = min(x1 + x2, n1 + n2 - x1 - x2)
    if not n1 or not n2 or part * min(n1, n2) / (n1 + n2) >= LEAST_EXPECTED:
        return otherwise
    from scipy.stats import fisher_exact  # noqa: PLC0415 (slow to import)

    return float(fisher_exact([[x1, n1 - x1], [x2, n2 - x2]]).pvalue)


def _mean(
    label: str, numbers: np.ndarray, mine: np.ndarray, level: float, *, zero: bool
) -> Side:
    first, second = numbers[mine], numbers[~mine]
    value = float(first.mean()) if len(first) else NAN
    others = float(second.mean()) if len(second) else NAN
    natural = zero and bool(len(numbers)) and numbers.min() >= 0  # a ratio needs one
    least = 0.0 if natural else -math.inf
    ends, theirs = _ends(first, level, least), _ends(second, level, least)
    index = index_of(value, ends, others, theirs) if natural else NONE
    effect = cliffs_delta(first, second, level) if len(numbers) else NO_EFFECT
    return Side(
        label, "", value, ends, others, index, effect, NAN, len(first), len(second)
    )


def _ends(part: np.ndarray, level: float, least: float) -> tuple[float, float]:
    """Return the interval of a mean that skewed money does not fool."""
    if len(part) < 2:
        return NAN, NAN
    known = Moments.of(top=part, bottom=np.ones(len(part)))
    low, high = moments_interval(known, level)
    return max(low, least), high


def _wilson(part: int, whole: int, level: float) -> Interval:
    return wilson_ends(part / whole, whole, quantile(level)) if whole else (NAN, NAN)


def _over(part: int, whole: int) -> float:
    return part / whole if whole else NAN
