"""Bootstrap draws of a quantile without drawing samples: exact, and fast at any size.

The k-th smallest value of a bootstrap sample of n values is the J-th smallest of the
data, with J = ceil(n U) and U the k-th smallest of n uniform numbers, that is
Beta(k, n - k + 1). Given that U, the next uniform is U + (1 - U) V with V the smallest
of n - k, that is Beta(1, n - k). So a draw costs two random numbers, not n.
"""

from __future__ import annotations

import math

import numpy as np


def quantile_draws(
    ordered: np.ndarray, q: float, n_draws: int, rng: np.random.Generator
) -> np.ndarray:
    """Draw the quantile of bootstrap samples of these values.

    Parameters
    ----------
    ordered : values, smallest first
    q : which quantile, 0 to 1; between two values by straight line, as numpy does
    n_draws : number of draws
    rng : where randomness comes from

    Returns
    -------
    (n_draws,) quantiles, distributed exactly as those of samples drawn with replacement

    References
    ----------
    Own derivation from the quantile transform; for the order statistics of uniform
    numbers David and Nagaraja (2003), Order Statistics, section 2.1.

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> draws = quantile_draws(np.arange(1_000_001.0), 0.5, 1000, rng)
    >>> draws.mean().round(-4), draws.std().round(-2)
    (np.float64(500000.0), np.float64(500.0))
    """
    n = ordered.size
    place = q * (n - 1)
    k = min(math.floor(place) + 1, n)
    rest = place - (k - 1)
    uniform = rng.beta(k, n - k + 1, n_draws)
    lower = ordered[_index(uniform, n)]
    if not rest or k == n:
        return lower
    uniform = uniform + (1 - uniform) * rng.beta(1, n - k, n_draws)
    return lower + rest * (ordered[_index(uniform, n)] - lower)


def _index(uniform: np.ndarray, n: int) -> np.ndarray:
    return np.clip(np.ceil(n * uniform).astype(np.int64) - 1, 0, n - 1)
