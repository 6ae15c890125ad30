"""Seeded random streams, and one draw that every stage of the world uses."""

from __future__ import annotations

import zlib

import numpy as np
from numpy.typing import NDArray


def stream(seed: int, name: str, block: int = 0) -> np.random.Generator:
    """Return the random stream of one stage of the world.

    Every stage has its own, so that a new stage never changes an older one.

    Parameters
    ----------
    seed : whole number, the world's seed
    name : the stage's name
    block : which block of people

    Returns
    -------
    numpy.random.Generator

    Examples
    --------
    >>> bool(stream(1, "orders").random() == stream(1, "orders").random())
    True
    >>> bool(stream(1, "orders").random() == stream(1, "lines").random())
    False
    """
    return np.random.default_rng([seed, zlib.crc32(name.encode()), block])


def pick(
    rng: np.random.Generator, weights: NDArray, group: NDArray
) -> NDArray[np.int64]:
    """Draw one choice per row, each row with the weights of its group.

    Parameters
    ----------
    rng : random stream
    weights : (groups, choices), not negative; each group needs a positive one
    group : (n,) whole numbers, the row of `weights` that each draw uses

    Returns
    -------
    (n,) whole numbers from 0 to choices - 1

    Notes
    -----
    Own definition: all groups' cumulative weights lie end to end on one line, and one
    binary search answers every row.

    Examples
    --------
    >>> weights = np.array([[1, 0, 0], [0, 0, 5]])
    >>> pick(stream(1, "example"), weights, np.array([0, 1, 0])).tolist()
    [0, 2, 0]
    """
    weights = np.atleast_2d(np.asarray(weights, dtype=float))
    choices = weights.shape[1]
    shares = weights.cumsum(axis=1)
    shares /= shares[:, -1:]
    line = (shares + np.arange(len(weights))[:, None]).ravel()
    place = np.searchsorted(line, group + rng.random(len(group)), side="right")
    return place - group * choices


def pick_one(rng: np.random.Generator, weights: NDArray, n: int) -> NDArray[np.int64]:
    """Draw `n` choices, all with the same weights.

    Parameters
    ----------
    rng : random stream
    weights : (choices,), not negative
    n : how many draws

    Returns
    -------
    (n,) whole numbers from 0 to choices - 1

    Examples
    --------
    >>> pick_one(stream(1, "example"), np.array([0, 1]), 3).tolist()
    [1, 1, 1]
    """
    return pick(rng, weights, np.zeros(n, dtype=np.int64))


def around_one(rng: np.random.Generator, evenness: NDArray) -> NDArray[np.float64]:
    """Draw factors with mean 1; the higher the evenness, the closer to it.

    Parameters
    ----------
    rng : random stream
    evenness : (n,) shapes of a gamma distribution, above 0

    Returns
    -------
    (n,) positive numbers

    Examples
    --------
    >>> factors = around_one(stream(1, "example"), np.full(1000, 400.0))
    >>> bool(abs(factors.mean() - 1) < 0.01)
    True
    """
    return rng.gamma(evenness) / evenness
