"""What a test of two small arms finds, counted over all results that can come out."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from scipy.special import gammaln, ndtri, xlog1py, xlogy

from segkit import checks
from segkit.experiments.effects.rates import MOST_RESULTS

MOST = 2000
GRID = np.linspace(0.005, 0.995, 199)  # rates that both arms may share


def small(n1: float, n2: float) -> bool:
    """Say whether `compare_rates` tests arms of this size by counting all results.

    Parameters
    ----------
    n1, n2 : customers in the arms

    Returns
    -------
    bool

    Examples
    --------
    >>> small(199, 199), small(200, 200)
    (True, False)
    """
    return (n1 + 1) * (n2 + 1) <= MOST_RESULTS


def exact_found(
    p1: Any, p2: Any, n1: int, n2: int, *, alpha: float, sides: int, test: str = ""
) -> Any:
    """Return the chance that a test of two rates finds a difference, counted exactly.

    All ``(n1 + 1) * (n2 + 1)`` results are counted, each with its binomial chance. With
    ``p1 == p2`` this is the chance of a false alarm upward.

    Parameters
    ----------
    p1, p2 : rates of the arms; p2 may be an array
    n1, n2 : customers in the arms, 1 to 2000
    alpha, sides : chance of a false alarm that is asked for, and 1 or 2 sides
    test : "barnard", "z" (pooled, no continuity correction; in small arms it has more
        false alarms than it says), or empty for the one that `compare_rates` takes

    Returns
    -------
    float or array, 0 to 1: significant, and in the direction of p2

    Raises
    ------
    DataError
        if an arm is no whole number from 1 to 2000, or the test is unknown

    References
    ----------
    Barnard (1945), Nature 156, 177; Suissa and Shuster (1985), JRSS A 148, 317-327.

    Examples
    --------
    >>> chances = [exact_found(0.10, 0.30, 30, 30, alpha=0.05, sides=2, test=test)
    ...            for test in ("barnard", "z")]
    >>> [round(chance, 3) for chance in chances]
    [0.48, 0.499]
    """
    n1 = checks.whole_number(n1, name="customers in arm 1", high=MOST)
    n2 = checks.whole_number(n2, name="customers in arm 2", high=MOST)
    checks.choice(test, ["", "barnard", "z"], name="test")
    test = test or ("barnard" if small(n1, n2) else "z")
    upward, downward = _rejected(n1, n2, alpha, sides, test)
    rates = np.asarray(p2, dtype=float)
    first = binomial(n1, p1)
    chances = [
        float(first @ (upward if p >= p1 else downward) @ binomial(n2, p))
        for p in rates.ravel()
    ]
    return np.reshape(chances, rates.shape) if rates.ndim else chances[0]


def binomial(n: int, p: Any) -> np.ndarray:
    """Return the chances of 0 to n successes.

    Parameters
    ----------
    n : trials
    p : chance of a success

    Returns
    -------
    array of n + 1 chances

    Examples
    --------
    >>> binomial(2, 0.5).round(2).tolist()
    [0.25, 0.5, 0.25]
    """
    k = np.arange(n + 1)
    ways = gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)
    return np.asarray(np.exp(ways + xlogy(k, p) + xlog1py(n - k, -p)))


@lru_cache(maxsize=16)
def _rejected(
    n1: int, n2: int, alpha: float, sides: int, test: str
) -> tuple[np.ndarray, np.ndarray]:
    """Return which results (rows arm 1, columns arm 2) are significant, up and down."""
    z = _z(n1, n2)
    if test == "z":
        bound = ndtri(1 - alpha / sides)
        return z > bound, z < -bound
    if sides == 2:
        bound = _size_bound(n1, n2, np.abs(z), alpha)
        return z >= bound, z <= -bound
    return (
        z >= _size_bound(n1, n2, z, alpha),
        z <= -_size_bound(n1, n2, -z, alpha),
    )


def _z(n1: int, n2: int) -> np.ndarray:
    """Return the z of every result; 0 where all or none of both arms did it."""
    x1, x2 = np.arange(n1 + 1)[:, None], np.arange(n2 + 1)[None, :]
    pooled = (x1 + x2) / (n1 + n2)
    error = np.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2))
    z = np.divide(x2 / n2 - x1 / n1, error, out=np.zeros_like(error), where=error > 0)
    return z.round(9)  # so that equal results stay equal


def _size_bound(n1: int, n2: int, z: np.ndarray, alpha: float) -> float:
    """Return the lowest z whose false alarms stay within alpha at every shared rate."""
    levels, place = np.unique(-z.ravel(), return_inverse=True)
    worst = np.zeros(len(levels))
    for p in GRID:
        each = np.outer(binomial(n1, p), binomial(n2, p)).ravel()
        worst = np.maximum(worst, np.bincount(place, each, len(levels)).cumsum())
    kept = np.flatnonzero(worst <= alpha)
    return float(-levels[kept[-1]]) if len(kept) else np.inf
