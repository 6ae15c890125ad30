"""How often one group lies above the other: an effect that skewed money cannot bend."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np

from segkit.record.differences import quantile, two_sided, welch_freedom

NAN = math.nan


class Effect(NamedTuple):
    """How far two groups lie apart, from -1 to 1.

    Parameters
    ----------
    value : chance that one of the first lies above one of the second, less the chance
        that it lies below; for shares, their difference
    low, high : ends of its interval
    p_value : of the test that it is 0

    Examples
    --------
    >>> round(cliffs_delta([3, 4, 5], [1, 2, 3]).value, 3)
    0.889
    """

    value: float
    low: float
    high: float
    p_value: float


NONE = Effect(NAN, NAN, NAN, NAN)


def cliffs_delta(first: Any, second: Any, level: float = 0.95) -> Effect:
    """Say how much more often a member of the first group lies above one of the second.

    Parameters
    ----------
    first, second : numbers, one per customer, none missing
    level : coverage of the interval, 0 to 1

    Returns
    -------
    Effect: 1 if all of the first lie above all of the second. With fewer than two
    values in a group all but the value is nan; where the groups do not overlap at all
    there is no interval, and the test is Mann and Whitney's

    References
    ----------
    Cliff (1993), Psychological Bulletin 114, 494-509; the test and the error that
    hold when the spreads differ: Brunner and Munzel (2000), Biometrical Journal 42,
    17-25. Romano and others (2006) call .147 small, .33 medium and .474 large.

    Examples
    --------
    >>> found = cliffs_delta([4, 5, 6, 9], [1, 2, 5, 7])
    >>> round(found.value, 3), round(found.p_value, 3)
    (0.438, 0.344)
    """
    from scipy.stats import rankdata  # noqa: PLC0415 (scipy.stats is slow to import)

    x, y = np.asarray(first, dtype=float), np.asarray(second, dtype=float)
    n1, n2 = len(x), len(y)
    if not n1 or not n2:
        return NONE
    ranks = rankdata(np.concatenate([x, y]))
    above1 = ranks[:n1] - rankdata(x)  # of each x, how many y lie below it
    above2 = ranks[n1:] - rankdata(y)
    value = 2 * float(above1.mean()) / n2 - 1
    if min(n1, n2) < 2:
        return Effect(value, NAN, NAN, NAN)
    errors = [
        2 * float(a.std(ddof=1)) / k / math.sqrt(n)
        for a, n, k in ((above1, n1, n2), (above2, n2, n1))
    ]
    error = math.hypot(*errors)
    if not error > 1e-12:
        return Effect(value, NAN, NAN, _whole_apart(x, y))
    freedom = welch_freedom(errors[0], n1, errors[1], n2)
    half = quantile(level, freedom) * error
    p_value = two_sided(value / error, freedom)
    return Effect(value, max(value - half, -1.0), min(value + half, 1.0), p_value)


def _whole_apart(x: np.ndarray, y: np.ndarray) -> float:
    """Test two groups that do not overlap, or that are all alike."""
    from scipy.stats import mannwhitneyu  # noqa: PLC0415

    if x.min() == y.max() and x.max() == y.min():
        return 1.0
    return float(mannwhitneyu(x, y).pvalue)
