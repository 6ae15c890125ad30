"""How strong an association is, and how many tests were made."""

from __future__ import annotations

import numpy as np

from segkit.evaluation import words
from segkit.evaluation.association import Counts, chi_squared


def cramers_v(counts: Counts, *, corrected: bool = False) -> float:
    """Say how strongly rows and columns go together: 0 not at all, 1 fully.

    Parameters
    ----------
    counts : (rows, columns), none of them empty
    corrected : whether to take off what chance alone gives

    Returns
    -------
    float, 0 to 1; nan with a single row or column

    References
    ----------
    Cramér (1946), "Mathematical methods of statistics", section 21.9; the correction
    of Bergsma (2013), "A bias-correction for Cramér's V and Tschuprow's T".

    Examples
    --------
    >>> table = np.array([[30.0, 10.0], [10.0, 30.0]])
    >>> cramers_v(table), round(cramers_v(table, corrected=True), 4)
    (0.5, 0.4903)
    """
    n, (r, c) = counts.sum(), counts.shape
    squared, most = chi_squared(counts) / n, float(min(r, c) - 1)
    if corrected and n > 1:
        squared = max(0.0, squared - (r - 1) * (c - 1) / (n - 1))
        r, c = (k - (k - 1) ** 2 / (n - 1) for k in (r, c))
        most = min(r, c) - 1
    return float(np.sqrt(squared / most)) if most > 0 else np.nan


def effect_interval(
    statistic: float, freedom: int, whole: float, level: float
) -> tuple[float, float]:
    """Say how far the true effect may lie, from a chi-squared statistic.

    Parameters
    ----------
    statistic : chi-squared, or the H of Kruskal and Wallis
    freedom : its degrees of freedom
    whole : what the noncentrality is divided by: n (min(rows, columns) - 1) for V²
    level : coverage, 0 to 1

    Returns
    -------
    (low, high) of the noncentrality over the whole; low is 0 where the test finds
    nothing at this level

    References
    ----------
    Steiger and Fouladi (1997), "Noncentrality interval estimation and the evaluation of
    statistical models".

    Examples
    --------
    >>> [round(end, 3) for end in effect_interval(20.0, 1, 80.0, 0.95)]
    [0.079, 0.517]
    """
    from scipy.special import chndtrinc  # noqa: PLC0415
    from scipy.stats import chi2  # noqa: PLC0415

    if freedom < 1 or whole <= 0:
        return np.nan, np.nan
    ends = []
    for share in ((1 + level) / 2, (1 - level) / 2):
        inside = chi2.cdf(statistic, freedom) > share
        away = float(chndtrinc(statistic, freedom, share)) if inside else 0.0
        ends.append(away / whole)
    return ends[0], max(ends[1], ends[0])


def strength(v: float, freedom: int) -> str:
    """Say in a word how strong an association is.

    Parameters
    ----------
    v : Cramér's V
    freedom : min(rows, columns) - 1

    Returns
    -------
    str

    References
    ----------
    Cohen (1988), "Statistical power analysis", table 7.2: w = V times the root of the
    freedom; .1 small, .3 medium, .5 large.

    Examples
    --------
    >>> strength(0.05, 1), strength(0.3, 4)
    ('hardly any', 'large')
    """
    w = v * np.sqrt(max(freedom, 1))
    found = [word for limit, word in words.STRENGTHS.items() if w >= limit]
    return found[-1]
