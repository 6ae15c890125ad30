"""Many tests at once: which alarms remain, and how wide honest intervals are."""

from __future__ import annotations

from typing import Any

import numpy as np

from segkit import checks
from segkit.checks import DataError
from segkit.experiments.words import effects as words

#: Our names, statsmodels' names, how intervals are widened.
METHODS = {
    "bonferroni": ("bonferroni", "Bonferroni"),
    "holm": ("holm", "Bonferroni"),
    "BH": ("fdr_bh", "FCR"),
    "BY": ("fdr_by", "FCR"),
}
#: What a method is called in a sentence.
NAMES = {
    "bonferroni": "Bonferroni",
    "holm": "Holm",
    "BH": "Benjamini and Hochberg",
    "BY": "Benjamini and Yekutieli",
}


def adjust(p_values: Any, method: str = "BH") -> np.ndarray:
    """Say what p-values are worth when so many tests were made together.

    Parameters
    ----------
    p_values : one for each test of the family; missing ones (nan) do not count
    method : ``"bonferroni"`` or ``"holm"`` (of all tests, one false alarm with a
        probability of alpha at most; Holm finds at least as much), ``"BH"`` (of the
        alarms, a share of alpha is false on average, for tests that are independent or
        go together), ``"BY"`` (the same for any dependence)

    Returns
    -------
    adjusted p-values, to be compared with alpha

    Raises
    ------
    DataError
        if the method is not known, or a p-value lies outside 0 to 1

    References
    ----------
    Benjamini and Hochberg (1995), Journal of the Royal Statistical Society B 57,
    289-300; Benjamini and Yekutieli (2001), Annals of Statistics 29, 1165-1188; Holm
    (1979), Scandinavian Journal of Statistics 6, 65-70. By statsmodels, but for Holm.

    Examples
    --------
    >>> adjust([0.01, 0.04, 0.03, 0.005], "holm").round(2).tolist()
    [0.03, 0.06, 0.06, 0.02]
    """
    checks.choice(method, METHODS, name="method")
    try:
        p = np.asarray(p_values, dtype=float)
    except (TypeError, ValueError) as error:
        raise DataError(words.P_VALUES.format(found=error)) from error
    known = ~np.isnan(p)
    if p.ndim != 1 or ((p[known] < 0) | (p[known] > 1)).any():
        raise DataError(words.P_VALUES.format(found=p_values))
    adjusted = np.full(p.shape, np.nan)
    if known.any():
        adjusted[known] = _adjusted(p[known], method)
    return adjusted


def _adjusted(p: np.ndarray, method: str) -> np.ndarray:
    """Ask statsmodels; for Holm, where it cleans up memory for 0.2 s, do it here."""
    if method == "holm":
        order = np.argsort(p, kind="stable")
        steps = np.maximum.accumulate(p[order] * np.arange(p.size, 0, -1))
        return np.minimum(steps, 1.0)[np.argsort(order, kind="stable")]
    from statsmodels.stats.multitest import multipletests  # noqa: PLC0415 (slow)

    return np.asarray(multipletests(p, method=METHODS[method][0])[1])


def wider_level(adjusted: Any, method: str, level: float = 0.95) -> tuple[float, str]:
    """Say at which level each interval must stand, so that all together hold.

    Parameters
    ----------
    adjusted : adjusted p-values of the family, from `adjust`
    method : as in `adjust`
    level : what is to hold for the family, 0 to 1

    Returns
    -------
    (level of each interval, name of the rule): Bonferroni for bonferroni and holm (all
    cover together); FCR for BH and BY (of the intervals of alarms, so many cover on
    average)

    References
    ----------
    Benjamini and Yekutieli (2005), Journal of the American Statistical Association
    100, 71-81 (false coverage rate, FCR).

    Examples
    --------
    >>> wider_level([0.01, 0.2, 0.3, 0.4], "holm")
    (0.9875, 'Bonferroni')
    """
    p = np.asarray(adjusted, dtype=float)
    m, alpha = int((~np.isnan(p)).sum()), 1 - level
    rule = METHODS[checks.choice(method, METHODS, name="method")][1]
    if not m:
        return level, rule
    alarms = max(1, int((p < alpha).sum())) if rule == "FCR" else 1
    share = alarms / m
    if method == "BY":
        share /= sum(1 / i for i in range(1, m + 1))
    return 1 - alpha * min(share, 1.0), rule
