"""Look as often as you like: intervals and p-values that hold at all looks together."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from segkit.checks import DataError
from segkit.experiments.looking.sequential_rates import COUNTS, counts_of
from segkit.experiments.planning import asked
from segkit.experiments.told import percent, points
from segkit.experiments.words import looks as words
from segkit.record import Table

LEAST_EXPECTED = 10  # conversions, and customers without one, in the smaller arm
MEANS = ["mean1", "sd1", "n1", "mean2", "sd2", "n2"]


def always_valid(
    looks: Any, *, effect: float, level: float = 0.95, least: int = 100
) -> Table:
    """Say at each look where the difference lies, however often one looks.

    All intervals together hold with the chance ``level``: one may look after every
    customer, and stop for any reason. They are wider than those of one look.

    Parameters
    ----------
    looks : table, one row per look, all customers so far: x1, n1, x2, n2 for a rate, or
        mean1, sd1, n1, mean2, sd2, n2 for a mean; `experiments.looks` makes both
    effect : size of difference that matters, in the unit of the rate or the mean, fixed
        before the first look. Intervals are narrowest where a difference of this size
        becomes visible; they hold whatever it is
    level : coverage of all intervals together, 0 to 1
    least : for means, customers in each arm before which nothing is said (the interval
        is infinite): with few, the spread is not known well enough. Take more where a
        few customers bring most of the money

    Returns
    -------
    Table, one row per look: difference (arm 2 less arm 1), low, high, p_value (may be
    compared with 1 - level at any look; it never rises). ``attrs``: found_at (first
    look that shows a difference, or None), heading

    Raises
    ------
    DataError
        if the columns are neither, a count is wrong, or the customers do not grow

    References
    ----------
    Mixture of normal distributions: Robbins (1970), Annals of Mathematical Statistics
    41, 1397-1409; Johari, Koomen, Pekelis and Walsh (2022), Operations Research 70,
    1806-1821; with an estimated spread, for large samples: Waudby-Smith, Arbour, Sinha,
    Kennedy and Ramdas (2024), Annals of Statistics 52, 2613-2640. Rates with one
    conversion and one customer without it added to each arm's spread (Agresti and
    Caffo, 2000); before the smaller arm can expect 10 conversions and 10 customers
    without one, nothing is said (own rule: looking after every customer, 4.4 % of
    simulated tests of equal rates gave a false alarm at most, where 5 % are allowed).
    Means take the larger of the spreads with and without pooling the arms: in arms of
    unequal size, few large spenders make the plain one too small (own rule).

    Examples
    --------
    >>> import pandas as pd
    >>> looks = pd.DataFrame({"x1": [50, 98, 148], "n1": [500, 1000, 1500],
    ...                       "x2": [64, 140, 214], "n2": [500, 1000, 1500]})
    >>> found = always_valid(looks, effect=0.03)
    >>> found.round(3)
          difference    low   high  p_value
    look
    1          0.028 -0.037  0.093    0.924
    2          0.042 -0.003  0.087    0.076
    3          0.044  0.008  0.080    0.007
    >>> print(found.attrs["heading"][:45])
    From look 3 on, arm 2 counts as better: the d
    """
    rate = all(name in getattr(looks, "columns", []) for name in COUNTS)
    difference, variance = _rates(looks) if rate else _means(looks, least)
    scale = asked.number(effect, "effect", least=0) ** 2
    alpha = 1 - asked.share(level, "level")
    table = Table(_sequence(difference, variance, scale, alpha))
    table.index = pd.RangeIndex(1, len(table) + 1, name="look")
    beyond = (table["low"] > 0) | (table["high"] < 0)
    at = int(beyond.to_numpy().argmax()) + 1 if beyond.any() else None
    table.attrs.update(found_at=at, heading=_told(table, at, level, rate))
    return table


def _rates(looks: Any) -> tuple[np.ndarray, np.ndarray]:
    """Return the difference at each look, and its variance; infinite where unknown."""
    counts = counts_of(looks)
    x1, n1, x2, n2 = (counts[name].to_numpy(dtype=float) for name in COUNTS)
    more1, more2 = (x1 + 1) / (n1 + 2), (x2 + 1) / (n2 + 2)
    variance = more1 * (1 - more1) / n1 + more2 * (1 - more2) / n2
    rarer = np.minimum(x1 + x2, n1 + n2 - x1 - x2) / (n1 + n2)
    unknown = rarer * np.minimum(n1, n2) < LEAST_EXPECTED
    return x2 / n2 - x1 / n1, np.where(unknown, np.inf, variance)


def _means(looks: Any, least: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the difference at each look, and its variance; infinite where unknown."""
    found = list(getattr(looks, "columns", []))
    if not all(name in found for name in MEANS):
        raise DataError(words.ALWAYS_COLUMNS.format(found=found))
    if not len(looks):
        raise DataError(words.NO_LOOKS)
    columns = (np.asarray(looks[name], dtype=float) for name in MEANS)
    mean1, sd1, n1, mean2, sd2, n2 = columns
    if not (np.isfinite([mean1, mean2]).all() and (n1 > 0).all() and (n2 > 0).all()):
        raise DataError(words.BAD_MEANS)
    if (np.diff(n1) < 0).any() or (np.diff(n2) < 0).any():
        raise DataError(words.NEED_TWO)
    with np.errstate(divide="ignore", invalid="ignore"):
        shared = ((n1 - 1) * sd1**2 + (n2 - 1) * sd2**2) / (n1 + n2 - 2)
    variance = np.fmax(sd1**2 / n1 + sd2**2 / n2, shared * (1 / n1 + 1 / n2))
    unknown = (np.minimum(n1, n2) < least) | ~(variance > 0)
    return mean2 - mean1, np.where(unknown, np.inf, variance)


def half_width(variance: Any, scale: float, alpha: float) -> Any:
    """Return half the width of the interval that holds at all looks together.

    Parameters
    ----------
    variance : of the difference, at each look
    scale : square of the size of difference that matters
    alpha : chance that any interval misses

    Returns
    -------
    array, infinite where the variance is

    Examples
    --------
    >>> round(float(half_width(0.01, 0.04, 0.05)), 3)
    0.308
    """
    with np.errstate(invalid="ignore"):
        more = 2 * np.log(1 / alpha) + np.log1p(scale / variance)
        return np.sqrt(variance * (variance + scale) / scale * more)


def _sequence(
    difference: np.ndarray, variance: np.ndarray, scale: float, alpha: float
) -> dict[str, np.ndarray]:
    """Return the intervals and the p-values."""
    half = half_width(variance, scale, alpha)
    both = variance + scale
    with np.errstate(invalid="ignore", over="ignore"):
        log_ratio = np.log(variance / both) / 2
        log_ratio = log_ratio + scale * difference**2 / (2 * variance * both)
    p_value = np.where(np.isfinite(variance), np.exp(-np.maximum(log_ratio, 0)), 1.0)
    return {
        "difference": difference,
        "low": difference - half,
        "high": difference + half,
        "p_value": np.minimum.accumulate(p_value),
    }


def _told(table: Table, at: int | None, level: float, rate: bool) -> str:
    """Say what the looks show."""
    shown = points if rate else "{:+,.4g}".format
    row = table.iloc[-1 if at is None else at - 1]
    told = {name: shown(row[name]) for name in ("difference", "low", "high")}
    if at is None:
        return words.ALWAYS_ON.format(k=len(table), level=percent(level), **told)
    return words.ALWAYS_STOP.format(
        look=at,
        arm=2 if row["difference"] > 0 else 1,
        now=shown(table["difference"].iloc[-1]),
        level=percent(level),
        **told,
    )
