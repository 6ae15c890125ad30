"""Answers on a scale: from what people feel to the number that they tick."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from segkit.simulate.minds import plan
from segkit.simulate.minds.questionnaire import GRIDS, grid


def tick(level: NDArray, low: int, high: int) -> NDArray[np.int64]:
    """Return the step of a scale that is nearest.

    Parameters
    ----------
    level : numbers on the scale
    low, high : its ends

    Returns
    -------
    whole numbers of the same shape

    Examples
    --------
    >>> tick(np.array([-3.0, 2.6, 9.0]), 1, 5).tolist()
    [1, 3, 5]
    """
    return np.clip(np.round(level), low, high).astype(np.int64)


def answer_grid(
    rng: np.random.Generator, block: str, latent: NDArray, reverse_items: bool
) -> NDArray[np.int64]:
    """Draw the answers to one grid of items.

    Parameters
    ----------
    rng : random stream
    block : a key of `GRIDS`
    latent : (n, groups) where people stand
    reverse_items : whether some items are worded against their scale

    Returns
    -------
    (n, items) whole numbers from 1

    Notes
    -----
    Own definition: one factor for each item, a loading, noise, a tendency to say yes
    that each person has, and rounding to the steps of the scale.

    Examples
    --------
    >>> from segkit.simulate.draw import stream
    >>> latent = np.full((1, 6), 3.0)
    >>> answer_grid(stream(1, "example"), "lifestyle", latent, False).min() >= 3
    np.True_
    """
    names, group, turned = grid(block)
    steps = GRIDS[block][0]
    n = len(latent)
    loading = np.tile(np.linspace(*plan.LOADINGS, 5), 1 + len(names) // 5)[: len(names)]
    level = loading * latent[:, group] + rng.normal(0, plan.NOISE, (n, len(names)))
    if reverse_items:
        level[:, turned] *= -1
    level += rng.normal(0, plan.YES_SAYING, (n, 1))
    return tick((1 + steps) / 2 + level * (1.1 if steps == 5 else 1.3), 1, steps)


def straight(rng: np.random.Generator, n: int) -> dict[str, NDArray[np.int64]]:
    """Draw the grids of people who give every item the same answer.

    Parameters
    ----------
    rng : random stream
    n : how many people

    Returns
    -------
    dict of grid name to (n, items) whole numbers

    Examples
    --------
    >>> from segkit.simulate.draw import stream
    >>> grids = straight(stream(1, "example"), 3)
    >>> int((grids["lifestyle"].std(axis=1) == 0).sum())
    3
    """
    always = rng.choice([2, 3, 4, 5], n, p=[0.1, 0.5, 0.3, 0.1])[:, None]
    return {block: np.repeat(always, len(grid(block)[0]), axis=1) for block in GRIDS}
