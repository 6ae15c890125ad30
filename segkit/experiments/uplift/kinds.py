"""Who is moved: from the two arms of one segment to a kind and a sentence.

Internal: `uplift_by_segment` calls this.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pandas as pd

from segkit.experiments.words import uplift as words
from segkit.record.differences import Difference, mean_difference, rate_difference


class Cell(NamedTuple):
    """The two arms of one segment: counts, means, variances, and how rows repeat.

    Parameters
    ----------
    n : customers (rows) held out and with the message
    mean, variance : of the outcome, in the same order
    widen : by how much repeated units widen the interval; 1 without them

    Examples
    --------
    >>> Cell((2, 2), (0.5, 1.0), (0.5, 0.0), 1.0).n
    (2, 2)
    """

    n: tuple[int, int]
    mean: tuple[float, float]
    variance: tuple[float, float]
    widen: float


def cell(rows: pd.DataFrame) -> Cell:
    """Add up the two arms of one segment.

    Parameters
    ----------
    rows : treated, outcome, and unit if customers are there more than once

    Returns
    -------
    Cell

    Examples
    --------
    >>> rows = pd.DataFrame({"treated": [False, True, True], "outcome": [0.0, 1, 0]})
    >>> cell(rows).mean
    (0.0, 0.5)
    """
    arms = [
        rows.loc[rows["treated"] == arm, "outcome"].to_numpy() for arm in (False, True)
    ]
    n = (arms[0].size, arms[1].size)
    mean = tuple(float(x.mean()) if x.size else math.nan for x in arms)
    spread = tuple(float(x.var(ddof=1)) if x.size > 1 else math.nan for x in arms)
    return Cell(n, (mean[0], mean[1]), (spread[0], spread[1]), _widen(rows, mean))


def _widen(rows: pd.DataFrame, mean: tuple[float, ...]) -> float:
    """Return the factor by which units that come again widen the error; at least 1."""
    if "unit" not in rows or not rows["unit"].duplicated().any():
        return 1.0
    treated = rows["treated"].to_numpy()
    n = np.where(treated, treated.sum(), (~treated).sum())
    share = (rows["outcome"].to_numpy() - np.where(treated, mean[1], mean[0])) / n
    share = np.where(treated, share, -share)
    units = pd.Series(share).groupby(pd.factorize(rows["unit"])[0]).sum()
    alone = float((share**2).sum())
    return max(1.0, math.sqrt(float((units**2).sum()) / alone)) if alone else 1.0


def difference(part: Cell, *, rate: bool, level: float) -> Difference:
    """Say what the message adds in one segment.

    Parameters
    ----------
    part : the two arms
    rate : whether outcomes are 0 or 1
    level : coverage of the interval, 0 to 1

    Returns
    -------
    Difference, message less no message; all nan when an arm is too small

    Examples
    --------
    >>> part = Cell((80, 70), (0.6, 0.8), (0.24, 0.16), 1.0)
    >>> round(difference(part, rate=True, level=0.95).value, 4)
    0.2
    """
    (n0, n1), (m0, m1), (v0, v1) = part.n, part.mean, part.variance
    if min(part.n) < (1 if rate else 2):
        return Difference(*[math.nan] * 4)
    if not rate:
        return _widened(mean_difference((m0, v0, n0), (m1, v1, n1), level=level), part)
    x0, x1 = round(m0 * n0), round(m1 * n1)
    found = rate_difference(x0, n0, x1, n1, level=level)
    if part.widen == 1 and _few(x0 + x1, n0, n1):
        return found._replace(p_value=_exact(x0, n0, x1, n1))
    return _widened(found, part)


def _few(x: int, n0: int, n1: int) -> bool:
    """Say whether the z test cannot be trusted: a cell expects fewer than five."""
    part = x / (n0 + n1)
    return min(n0, n1) * min(part, 1 - part) < 5


def _exact(x0: int, n0: int, x1: int, n1: int) -> float:
    from scipy.stats import fisher_exact  # noqa: PLC0415 (slow to import)

    return float(fisher_exact([[x0, n0 - x0], [x1, n1 - x1]]).pvalue)


def _widened(found: Difference, part: Cell) -> Difference:
    """Widen the interval, and shrink the test statistic, for units that repeat."""
    from scipy import stats  # noqa: PLC0415 (slow to import)

    if part.widen == 1 or math.isnan(found.value):
        return found
    low = found.value - part.widen * (found.value - found.low)
    high = found.value + part.widen * (found.high - found.value)
    t = found.statistic / part.widen
    p = float(2 * stats.t.sf(abs(t), found.freedom)) if math.isfinite(t) else 1.0
    return found._replace(low=low, high=high, p_value=p, statistic=t)


def weight(part: Cell, *, rate: bool) -> float:
    """Say how uncertain the difference of one segment is: its variance.

    Parameters
    ----------
    part : the two arms
    rate : whether outcomes are 0 or 1; then one success and one failure are added to
        each arm, so that an arm without any success is not taken for certain

    Returns
    -------
    float; nan when an arm is too small

    References
    ----------
    Agresti and Caffo (2000), The American Statistician 54, 280-288.

    Examples
    --------
    >>> weight(Cell((2, 2), (0.0, 0.0), (0.0, 0.0), 1.0), rate=True)
    0.09375
    """
    if min(part.n) < (1 if rate else 2):
        return math.nan
    total = 0.0
    for n, mean, variance in zip(part.n, part.mean, part.variance, strict=True):
        p = (mean * n + 1) / (n + 2)
        total += p * (1 - p) / (n + 2) if rate else variance / n
    return total * part.widen**2


def interaction(differences: np.ndarray, variances: np.ndarray) -> float:
    """Say how likely such differences between segments are if all are moved alike.

    Parameters
    ----------
    differences, variances : one per segment; segments without are left out

    Returns
    -------
    float, the p value; nan with fewer than two segments

    References
    ----------
    Cochran (1954), Biometrics 10, 101-129: Q, chi-squared with one degree less than
    there are segments.

    Examples
    --------
    >>> round(interaction(np.array([0.0, 2.0]), np.array([0.5, 0.5])), 4)
    0.0455
    """
    from scipy.stats import chi2  # noqa: PLC0415 (slow to import)

    usable = np.isfinite(differences) & (variances > 0)
    d, w = differences[usable], 1 / variances[usable]
    if d.size < 2:
        return math.nan
    q = float((w * (d - np.average(d, weights=w)) ** 2).sum())
    return float(chi2.sf(q, d.size - 1))


def kind(
    found: Difference,
    family: Difference,
    p: float,
    *,
    alone: float,
    sure_from: float | None,
    worth: float | None,
    level: float,
    sign: int,
) -> str:
    """Call one segment by what a message does to it.

    Parameters
    ----------
    found : the difference, with the interval of one comparison
    family : the same with the interval of all segments together
    p : its p value, corrected for the number of segments
    alone : mean outcome of those held out
    sure_from : from which on the outcome comes without a message; None if not asked
    worth : change below which nothing matters; None if every change does
    level : coverage, 0 to 1
    sign : 1 if more is better, -1 if less is

    Returns
    -------
    str, one of `segkit.experiments.words.uplift.KINDS`

    Examples
    --------
    >>> up = Difference(0.02, 0.01, 0.03, 0.001)
    >>> kind(up, up, 0.004, alone=0.1, sure_from=0.2, worth=None, level=0.95, sign=1)
    'persuadable'
    """
    if math.isnan(found.value):
        return words.UNKNOWN
    if worth is not None and -worth <= family.low and family.high <= worth:
        if sure_from is None:
            return words.UNMOVED
        return words.SURE if sign * (alone - sure_from) >= 0 else words.LOST
    if p > 1 - level or found.low <= 0 <= found.high:
        return words.UNKNOWN
    return words.PERSUADABLE if sign * found.value > 0 else words.SLEEPING


def writer(rate: bool) -> tuple[Callable[[float], str], Callable[[float], str]]:
    """Return what writes an outcome, and what writes a change of it.

    Parameters
    ----------
    rate : whether outcomes are 0 or 1

    Returns
    -------
    two functions from number to text

    Examples
    --------
    >>> level, change = writer(True)
    >>> level(0.125), change(0.021)
    ('12.50 %', '+2.10 points')
    """
    if rate:
        return (
            lambda v: words.RATE.format(value=100 * v),
            lambda v: words.POINTS.format(value=100 * v),
        )
    return (
        lambda v: words.MONEY.format(value=v),
        lambda v: words.CHANGE.format(value=v),
    )
