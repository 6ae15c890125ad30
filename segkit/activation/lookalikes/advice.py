"""How large a seed should be, and what it can tell."""

from __future__ import annotations

import math
from dataclasses import dataclass

from segkit import checks
from segkit.activation.words import lookalike as words
from segkit.record.differences import quantile

LEAST = 100  # people; fewer are refused by the large platforms
ADVISED = (1000, 5000)
POWER = 0.8


@dataclass(frozen=True)
class SeedAdvice:
    """What a seed of this size is good for.

    Parameters
    ----------
    n : people in the seed
    size : "none" (below 100), "small", "good" (1,000 to 5,000) or "large"
    half_width : how far the AUC may be off, half of its interval at no likeness
    detectable_auc : the AUC that is told from chance in four cases of five
    text : the advice

    Examples
    --------
    >>> print(SeedAdvice(10, "none", 0.18, 0.76, "Too small."))
    Too small.
    """

    n: int
    size: str
    half_width: float
    detectable_auc: float
    text: str

    def __str__(self) -> str:
        """Return the advice."""
        return self.text


def seed_advice(n: int, *, n_pool: int = 1_000_000, level: float = 0.95) -> SeedAdvice:
    """Say whether a seed of n people is large enough, and what it can tell.

    Parameters
    ----------
    n : people in the seed
    n_pool : people in the pool
    level : coverage of the interval

    Returns
    -------
    SeedAdvice

    Raises
    ------
    DataError
        if n or n_pool is no whole number from 1

    References
    ----------
    Help pages of the largest social advertising platform: a source of at least 100
    people, 1,000 to 5,000 advised. The rest is computed: the variance of the AUC
    without likeness is (n + m + 1) / (12 n m) (Mann and Whitney 1947, Annals of
    Mathematical Statistics 18, 50-60); detectable at a power of 0.8.

    Examples
    --------
    >>> print(seed_advice(400))
    Accepted, but small: 1,000 to 5,000 are advised. With a seed of 400 and a pool of
    1,000,000, an AUC is known to within about 0.028; one below 0.54 would often pass
    for chance.
    >>> seed_advice(60).size
    'none'
    """
    n = checks.whole_number(n, name="n")
    m = checks.whole_number(n_pool, name="n_pool")
    error = math.sqrt((n + m + 1) / (12 * n * m))
    half = quantile(level) * error
    least = min(0.5 + half + quantile(2 * POWER - 1) * error, 1.0)
    size = "none" if n < LEAST else "small" if n < ADVISED[0] else "good"
    size = "large" if n > ADVISED[1] else size
    advice = words.ADVICE[size].format(least=LEAST)
    text = words.PRECISION.format(n=n, pool=m, half=half, least=least)
    return SeedAdvice(n, size, half, least, f"{advice} {text}")
