"""Wishes of the panel: features after Kano, and jobs with how well they are done."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import norm

from segkit.simulate.draw import pick, pick_one
from segkit.simulate.minds import plan
from segkit.simulate.minds.ratings import tick
from segkit.simulate.people import links
from segkit.simulate.scene import Scene

NAMES = {
    "M": "must-be",
    "O": "one-dimensional",
    "A": "attractive",
    "I": "indifferent",
    "R": "reverse",
    "Q": "questionable",
}


def kano(scene: Scene, who: pd.DataFrame, panel: NDArray) -> pd.DataFrame:
    """Draw the pairs of answers to every feature: with it, and without it.

    Parameters
    ----------
    scene : the block
    who : its people
    panel : (n,) whether they take part

    Returns
    -------
    pandas table: customer_id, feature, functional, dysfunctional (1 I like it, 2 I
    expect it, 3 I do not mind, 4 I can live with it, 5 I dislike it)

    Notes
    -----
    Pairs lie in the cells of the evaluation table of Kano et al. (1984) that belong to
    the category drawn: the planted one of the person's need more often than not.

    Examples
    --------
    >>> from segkit.simulate.story import opening
    >>> scene, who, _ = opening(seed=1, size=50)
    >>> len(kano(scene, who, np.arange(50) < 2))
    16
    """
    rng, n = scene.stream("kano"), len(who)
    planted = np.array([[plan.CATEGORIES.index(c) for c in row] for row in plan.KANO])
    mine = planted[who["need"].to_numpy()].ravel()
    other = pick_one(rng, plan.KANO_OTHER, len(mine))
    category = np.where(rng.random(len(mine)) < plan.KANO_PURITY, mine, other)
    pairs, weights = _pairs()
    drawn = pairs[pick(rng, weights, category)].reshape(n, -1, 2)
    here = np.flatnonzero(panel)
    table = _by_name(who, here, "feature", plan.FEATURES)
    table["functional"] = drawn[here, :, 0].ravel()
    return table.assign(dysfunctional=drawn[here, :, 1].ravel())


def _pairs() -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return all pairs of answers, and their weights within each category."""
    pairs = np.array([(with_it, without) for with_it in range(1, 6)
                      for without in range(1, 6)])  # fmt: skip
    weights = np.array(
        [
            [plan.KANO_PAIRS[category].get(tuple(pair), 0) for pair in pairs.tolist()]
            for category in plan.CATEGORIES
        ],
        dtype=float,
    )
    return pairs, weights


def _by_name(
    who: pd.DataFrame, here: NDArray, key: str, names: tuple[str, ...]
) -> pd.DataFrame:
    ids = np.repeat(who["customer_id"].to_numpy()[here], len(names))
    return pd.DataFrame({"customer_id": ids, key: np.tile(np.array(names), len(here))})


def jobs(scene: Scene, who: pd.DataFrame, panel: NDArray) -> pd.DataFrame:
    """Draw how important every job is, and how well the shop helps to get it done.

    Parameters
    ----------
    scene : the block
    who : its people
    panel : (n,) whether they take part

    Returns
    -------
    pandas table: customer_id, job, importance, satisfaction (both 1 to 10)

    Examples
    --------
    >>> from segkit.simulate.story import opening
    >>> scene, who, _ = opening(seed=1, size=50)
    >>> len(jobs(scene, who, np.arange(50) < 2))
    16
    """
    rng, n, need = scene.stream("jobs"), len(who), who["need"].to_numpy()
    here = np.flatnonzero(panel)
    table = _by_name(who, here, "job", plan.JOBS)
    mood = rng.normal(0, 0.5, (n, 1))
    for column, means in (
        ("importance", plan.JOB_IMPORTANCE),
        ("satisfaction", plan.JOB_SATISFACTION),
    ):
        noise = np.sqrt(plan.JOB_SPREAD**2 - 0.25)
        level = means[need] + mood + rng.normal(0, noise, (n, len(plan.JOBS)))
        table[column] = tick(level, 1, 10)[here].ravel()
    return table


def planted_kano() -> pd.DataFrame:
    """Return what each feature is to people of each need.

    Returns
    -------
    pandas table: need, feature, category

    Examples
    --------
    >>> planted_kano().iloc[0].tolist()
    ['price', 'order tracking', 'must-be']
    """
    rows = [
        (need, feature, NAMES[plan.KANO[code][place]])
        for code, need in enumerate(links.NEEDS)
        for place, feature in enumerate(plan.FEATURES)
    ]
    return pd.DataFrame(rows, columns=["need", "feature", "category"])


def planted_jobs() -> pd.DataFrame:
    """Return the opportunity of every job for people of each need, as planted.

    Returns
    -------
    pandas table: need, job, importance_mean, satisfaction_mean, opportunity

    Notes
    -----
    Ulwick (2005): importance + max(importance - satisfaction, 0), each ten times the
    share of answers 9 and 10; here the expected share.

    Examples
    --------
    >>> worth = planted_jobs()
    >>> worth.loc[worth["opportunity"].idxmax(), "job"]
    'buy things that last'
    """
    top = [
        10 * norm.sf((8.5 - means) / plan.JOB_SPREAD)
        for means in (plan.JOB_IMPORTANCE, plan.JOB_SATISFACTION)
    ]
    worth = top[0] + np.maximum(top[0] - top[1], 0)
    rows = [
        (
            need,
            job,
            float(plan.JOB_IMPORTANCE[code, place]),
            float(plan.JOB_SATISFACTION[code, place]),
            round(float(worth[code, place]), 2),
        )
        for code, need in enumerate(links.NEEDS)
        for place, job in enumerate(plan.JOBS)
    ]
    columns = ["need", "job", "importance_mean", "satisfaction_mean", "opportunity"]
    return pd.DataFrame(rows, columns=columns)
