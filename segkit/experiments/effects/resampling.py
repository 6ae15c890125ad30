"""Draws of Welch's t: what it would be by chance alone, from the data themselves."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

#: How many numbers a chunk of draws may hold.
CHUNK = 4_000_000


def t_draws(
    a: np.ndarray, b: np.ndarray, *, n_draws: int = 2000, seed: int = 0
) -> np.ndarray:
    """Draw Welch's t of bootstrap samples, each against the difference of the data.

    Parameters
    ----------
    a, b : values of the arms
    n_draws : number of draws
    seed : of the draws

    Returns
    -------
    (n_draws,) values of t; infinite where a sample has no spread

    References
    ----------
    Hall (1988), Annals of Statistics 16, 927-953.

    Examples
    --------
    >>> t_draws(np.arange(9.0), np.arange(9.0), n_draws=200).shape
    (200,)
    """
    rng = np.random.default_rng(seed)
    middle = b.mean() - a.mean()
    parts = []
    for many in chunks(n_draws, a.size + b.size):
        one = _moments(a[rng.integers(a.size, size=(many, a.size))])
        two = _moments(b[rng.integers(b.size, size=(many, b.size))])
        parts.append(_t(two[0] - one[0] - middle, one[1] + two[1]))
    return np.concatenate(parts)


def t_permuted(
    a: np.ndarray, b: np.ndarray, *, n_draws: int = 2000, seed: int = 0
) -> np.ndarray:
    """Draw Welch's t when units are dealt to the arms anew.

    Parameters
    ----------
    a, b : values of the arms
    n_draws : number of draws
    seed : of the draws

    Returns
    -------
    (n_draws,) values of t

    References
    ----------
    Janssen (1997), Statistics and Probability Letters 36, 9-21.

    Examples
    --------
    >>> t_permuted(np.arange(9.0), np.arange(9.0), n_draws=200).shape
    (200,)
    """
    rng = np.random.default_rng(seed)
    both = np.concatenate([a, b])
    parts = []
    for many in chunks(n_draws, both.size):
        dealt = rng.permuted(np.broadcast_to(both, (many, both.size)), axis=1)
        one, two = _moments(dealt[:, : a.size]), _moments(dealt[:, a.size :])
        parts.append(_t(two[0] - one[0], one[1] + two[1]))
    return np.concatenate(parts)


def ratio_permuted(
    a: np.ndarray, b: np.ndarray, *, n_draws: int = 1000, seed: int = 0
) -> np.ndarray:
    """Draw t of the difference of two ratios when units are dealt to the arms anew.

    Parameters
    ----------
    a, b : (n, 2) values of the arms: what stands above and below, a row for each unit
    n_draws : number of draws
    seed : of the draws

    Returns
    -------
    (n_draws,) values of t by the delta method

    References
    ----------
    Janssen (1997), Statistics and Probability Letters 36, 9-21, for a ratio.

    Examples
    --------
    >>> pairs = np.c_[np.arange(9.0), np.ones(9)]
    >>> ratio_permuted(pairs, pairs, n_draws=200).shape
    (200,)
    """
    rng = np.random.default_rng(seed)
    both = np.concatenate([a, b])
    parts = []
    for many in chunks(n_draws, both.size):
        order = rng.permuted(np.tile(np.arange(len(both)), (many, 1)), axis=1)
        one = _ratios(both[order[:, : len(a)]])
        two = _ratios(both[order[:, len(a) :]])
        parts.append(_t(two[0] - one[0], one[1] + two[1]))
    return np.concatenate(parts)


def reached(t: np.ndarray, statistic: float) -> float:
    """Return the share of draws at least as far from 0, the data counted among them."""
    far = (np.abs(t) >= abs(statistic) * (1 - 1e-9)).sum()  # ties differ in rounding
    return float((1 + far) / (t.size + 1))


def chunks(n_draws: int, n: int) -> Iterator[int]:
    """Yield how many draws to make at a time, so that memory stays small."""
    most = max(1, CHUNK // max(n, 1))
    while n_draws > 0:
        yield min(most, n_draws)
        n_draws -= most


def _moments(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return means and their squared standard errors, a row each."""
    return x.mean(axis=1), x.var(axis=1, ddof=1) / x.shape[1]


def _ratios(pairs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return ratios and their squared standard errors, a row each."""
    top, bottom = pairs[..., 0], pairs[..., 1]
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = top.sum(axis=1) / bottom.sum(axis=1)
        rest = (top - ratio[:, None] * bottom) / bottom.mean(axis=1)[:, None]
        return ratio, rest.var(axis=1, ddof=1) / top.shape[1]


def _t(gap: np.ndarray, variance: np.ndarray) -> np.ndarray:
    with np.errstate(divide="ignore", invalid="ignore"):
        t = gap / np.sqrt(variance)
    return np.where(np.isnan(t), 0.0, t)
