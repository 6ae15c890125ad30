"""Choices of the panel: between whole offers, and the best and worst of benefits."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate.minds import plan
from segkit.simulate.people import links
from segkit.simulate.scene import Scene

# Which four of the nine benefits stand in the first task; the next ones move on by one.
# Every benefit is shown four times, and any two of them once or twice together.
CYCLE = (0, 1, 3, 7)


def conjoint(scene: Scene, who: pd.DataFrame, panel: NDArray) -> pd.DataFrame:
    """Draw the choices between three offers, twelve times over.

    Parameters
    ----------
    scene : the block
    who : its people
    panel : (n,) whether they take part

    Returns
    -------
    pandas table, one row per offer shown: customer_id, task, alternative,
    price_amount, fast_delivery, sustainable, premium_support, expert_advice, chosen

    Notes
    -----
    Multinomial logit (McFadden 1974): own utilities around those of the need, and
    Gumbel noise.

    Examples
    --------
    >>> from segkit.simulate.story import opening
    >>> scene, who, _ = opening(seed=1, size=50)
    >>> len(conjoint(scene, who, np.arange(50) < 2))
    72
    """
    rng, n = scene.stream("conjoint"), len(who)
    levels, chosen = _offers(rng, who["need"].to_numpy(), n)
    here = np.flatnonzero(panel)
    shown = levels[here].reshape(-1, len(plan.ATTRIBUTES))
    table = _grid(who, here, ("task", plan.TASKS), ("alternative", plan.ALTERNATIVES))
    table["price_amount"] = plan.PRICES[shown[:, 0]].astype(float)
    for column, name in enumerate(plan.ATTRIBUTES[1:], start=1):
        table[name] = shown[:, column].astype(bool)
    return table.assign(chosen=chosen[here].ravel())


def _offers(
    rng: np.random.Generator, need: NDArray, n: int
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Draw what is shown and what is chosen, for everybody."""
    shape = (n, plan.TASKS, plan.ALTERNATIVES)
    price = rng.permuted(np.tile(np.arange(4), (n * plan.TASKS, 1)), axis=1)
    price = price[:, : plan.ALTERNATIVES].reshape(shape)
    rest = rng.integers(0, 2, (*shape, len(plan.ATTRIBUTES) - 1))
    levels = np.concatenate([price[..., None], rest], axis=-1)
    own = plan.UTILITIES[need] + rng.normal(0, plan.UTILITY_SPREAD, (n, 5))
    worth = np.einsum("ntak,nk->nta", levels, own) + rng.gumbel(size=shape)
    return levels, worth.argmax(-1)[..., None] == np.arange(plan.ALTERNATIVES)


def _grid(
    who: pd.DataFrame, here: NDArray, *keys: tuple[str, int], first: int = 1
) -> pd.DataFrame:
    """Return one row per person and step of the keys, numbered from 1."""
    sizes = [len(here), *(size for _, size in keys)]
    places = np.indices(sizes).reshape(len(sizes), -1)
    table = {"customer_id": who["customer_id"].to_numpy()[here][places[0]]}
    for (name, _), place in zip(keys, places[1:], strict=True):
        table[name] = place + first
    return pd.DataFrame(table)


def maxdiff(scene: Scene, who: pd.DataFrame, panel: NDArray) -> pd.DataFrame:
    """Draw the best and the worst of four benefits, nine times over.

    Parameters
    ----------
    scene : the block
    who : its people
    panel : (n,) whether they take part

    Returns
    -------
    pandas table, one row per benefit shown: customer_id, task, position, benefit, best,
    worst

    Notes
    -----
    Best first, then the worst of the other three (sequential best-worst model,
    Marley and Louviere 2005), on a cyclic design whose benefits are dealt out anew to
    everybody.

    Examples
    --------
    >>> from segkit.simulate.story import opening
    >>> scene, who, _ = opening(seed=1, size=50)
    >>> shown = maxdiff(scene, who, np.arange(50) < 1)
    >>> set(shown.groupby("benefit").size())
    {4}
    """
    rng, n, k = scene.stream("maxdiff"), len(who), len(plan.BENEFITS)
    dealt = rng.permuted(np.tile(np.arange(k), (n, 1)), axis=1)
    design = (np.array(CYCLE) + np.arange(plan.BENEFIT_TASKS)[:, None]) % k
    shown = rng.permuted(dealt[:, design], axis=2)
    need = who["need"].to_numpy()
    own = plan.BENEFIT_UTILITIES[need] + rng.normal(0, 0.4, (n, k))
    worth = np.take_along_axis(own[:, None, :], shown, axis=2)
    best = (worth + rng.gumbel(size=shown.shape)).argmax(2)[..., None] == np.arange(4)
    bad = np.where(best, -np.inf, rng.gumbel(size=shown.shape) - worth)
    worst = bad.argmax(2)[..., None] == np.arange(4)
    here = np.flatnonzero(panel)
    table = _grid(who, here, ("task", plan.BENEFIT_TASKS), ("position", 4))
    table["benefit"] = np.array(plan.BENEFITS)[shown[here].ravel()]
    return table.assign(best=best[here].ravel(), worst=worst[here].ravel())


def utilities() -> pd.DataFrame:
    """Return what each need is worth: the planted utilities.

    Returns
    -------
    pandas table: need, task ("conjoint" or "maxdiff"), name (of the attribute or
    benefit), utility

    Examples
    --------
    >>> len(utilities())
    56
    """
    kinds = (
        ("conjoint", plan.ATTRIBUTES, plan.UTILITIES),
        ("maxdiff", plan.BENEFITS, plan.BENEFIT_UTILITIES),
    )
    rows = [
        (need, task, name, float(worth[code, place]))
        for task, names, worth in kinds
        for code, need in enumerate(links.NEEDS)
        for place, name in enumerate(names)
    ]
    return pd.DataFrame(rows, columns=["need", "task", "name", "utility"])
