"""How well a score tells two groups apart, from counts; ties count half."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from segkit.record.differences import quantile, wilson_ends


class Auc(NamedTuple):
    """The chance that one of the first group scores above one of the second.

    Parameters
    ----------
    value : 0.5 is chance; ties count half
    error : its standard error
    n, n_others : people of the two groups

    Examples
    --------
    >>> Auc(0.7, 0.05, 80, 90).ends(0.95)
    (0.602..., 0.797...)
    """

    value: float
    error: float
    n: int
    n_others: int

    def ends(self, level: float) -> tuple[float, float]:
        """Return the interval, by the normal distribution of the log-odds."""
        if not 0 < self.value < 1 or not self.error > 0:
            return (self.value, self.value) if self.error == 0 else (math.nan, math.nan)
        half = quantile(level) * self.error
        return max(self.value - half, 0.0), min(self.value + half, 1.0)


def auc(score: np.ndarray, mine: np.ndarray, others: np.ndarray) -> Auc:
    """Compute AUC and its error from how many of each group have each score.

    Parameters
    ----------
    score : (m,) scores; equal ones are ties
    mine, others : (m,) counts of the two groups

    Returns
    -------
    Auc

    References
    ----------
    DeLong, DeLong and Clarke-Pearson (1988), Biometrics 44, 837-845; the error is at
    least that of no difference with the same ties (Lehmann 1975, section 1.4), so that
    a perfect order in a small group is not taken for certain.

    Examples
    --------
    >>> found = auc(np.array([1.0, 2.0]), np.array([1, 3]), np.array([3, 1]))
    >>> found.value
    0.75
    """
    _, at = np.unique(score, return_inverse=True)
    a, b = (np.bincount(at, weights=counts) for counts in (mine, others))
    m, n = a.sum(), b.sum()
    if not m or not n:
        return Auc(math.nan, math.nan, int(m), int(n))
    above = (np.cumsum(b) - b / 2) / n  # of the others, below each score
    below = 1 - (np.cumsum(a) - a / 2) / m  # of mine, above each score
    value = float(a @ above / m)
    spread = [
        (w @ (x - value) ** 2) / (k * max(k - 1, 1))
        for w, x, k in ((a, above, m), (b, below, n))
    ]
    tied = a + b
    whole = m + n
    ties = 1 - (tied**3 - tied).sum() / (whole**3 - whole) if whole > 1 else 0.0
    none = (whole + 1) / (12 * m * n) * max(ties, 0.0)
    sure = value in {0.0, 1.0}
    error = math.sqrt(none if sure else sum(spread))
    return Auc(value, error, int(m), int(n))


def shared(folds: int) -> float:
    """Say how much wider variances are because folds learn from the same people.

    Parameters
    ----------
    folds : parts that were held out in turn

    Returns
    -------
    float, 1 + folds / (folds - 1)

    References
    ----------
    Nadeau and Bengio (2003), Machine Learning 52, 239-281, section 3: (1 / J + n2 / n1)
    in place of 1 / J.

    Examples
    --------
    >>> shared(5)
    2.25
    """
    return 1 + folds / max(folds - 1, 1)


def pooled(parts: list[Auc]) -> Auc:
    """Put the AUCs of folds together, each by its people.

    Parameters
    ----------
    parts : of the folds

    Returns
    -------
    Auc; its error allows for what the folds have in common, see `shared`

    Examples
    --------
    >>> found = pooled([Auc(0.6, 0.1, 50, 50), Auc(0.8, 0.1, 50, 50)])
    >>> found.value, round(found.error, 4)
    (0.7, 0.1225)
    """
    known = [one for one in parts if not math.isnan(one.value)]
    m, n = (sum(one[i] for one in known) for i in (2, 3))
    if not known:
        return Auc(math.nan, math.nan, int(m), int(n))
    weights = [one.n / m for one in known]
    value = sum(w * one.value for w, one in zip(weights, known, strict=True))
    error = math.hypot(*(w * one.error for w, one in zip(weights, known, strict=True)))
    return Auc(value, error * math.sqrt(shared(len(parts))), int(m), int(n))


def captured(
    score: np.ndarray, mine: np.ndarray, others: np.ndarray, reach: np.ndarray
) -> np.ndarray:
    """Say which part of mine lies in the best scored parts of the others.

    Parameters
    ----------
    score, mine, others : as for `auc`
    reach : parts of the others, 0 to 1; where a limit falls into a tie, the part of the
        tie that is needed counts

    Returns
    -------
    parts of mine, as long as reach

    Examples
    --------
    >>> score, one = np.array([1.0, 2.0, 3.0, 4.0]), np.ones(4)
    >>> captured(score, np.array([0, 0, 1, 1]), one, np.array([0.25, 0.5])).tolist()
    [0.5, 1.0]
    """
    _, at = np.unique(-score, return_inverse=True)
    x, y = (
        np.concatenate([[0.0], np.bincount(at, weights=w).cumsum() / w.sum()])
        for w in (others, mine)
    )
    keep = np.append(np.diff(x) > 0, True)  # at equal x the highest y
    return np.interp(reach, x[keep], y[keep])


def lift_ends(
    share: float, reach: float, n: float, n_others: float, level: float
) -> tuple[float, float]:
    """Return the interval of the part captured: of those counted, and of the limit.

    Examples
    --------
    >>> [round(end, 2) for end in lift_ends(0.2, 0.1, 100, 10_000, 0.95)]
    [0.13, 0.29]
    """
    if reach >= 1:
        return 1.0, 1.0
    p = min(max(share, 0.5 / n), 1 - 0.5 / n)
    own = p * (1 - p) / n
    limit = (p / reach) ** 2 * reach * (1 - reach) / n_others
    return wilson_ends(share, n * own / (own + limit), quantile(level))
