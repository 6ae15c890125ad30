"""Scores that a person's own row did not make: cross-fitting by counts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from segkit.activation.lookalikes.levels import Alike, folded
from segkit.activation.lookalikes.ranking import (
    Auc,
    auc,
    captured,
    lift_ends,
    pooled,
    shared,
)
from segkit.activation.lookalikes.scorecards import (
    Points,
    level_shares,
    points,
    similar,
    total,
)

REACH = (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


@dataclass(frozen=True)
class Fold:
    """One part held out: its people, and the points that the other parts made.

    Parameters
    ----------
    seed, pool : people of each kind that were held out
    table : points of each level
    score : of each kind

    Examples
    --------
    >>> Fold(np.array([1]), np.array([2]), [np.array([0.0])], np.array([0.0])).score
    array([0.])
    """

    seed: np.ndarray
    pool: np.ndarray
    table: Points
    score: np.ndarray


def cross_fit(alike: Alike, method: str, folds: int, seed: int) -> list[Fold]:
    """Score each part of the people by what the other parts teach.

    Parameters
    ----------
    alike : the kinds of people
    method : as for `points`
    folds : how many parts
    seed : of the dealing out

    Returns
    -------
    list of Fold

    References
    ----------
    Stone (1974), Journal of the Royal Statistical Society B 36, 111-147.

    Examples
    --------
    >>> from segkit.activation.lookalikes.levels import Column
    >>> one = Column("d", ("a", "b"), False, np.array([0] * 4), np.array([1] * 4))
    >>> [fold.score.tolist() for fold in cross_fit(Alike.of([one]), "similarity", 2, 0)]
    [[2.0, 0.0], [2.0, 0.0]]
    """
    mine = folded(alike.seed, folds, 2 * seed)
    theirs = folded(alike.pool, folds, 2 * seed + 1)
    found = []
    for out_seed, out_pool in zip(mine, theirs, strict=True):
        table = points(alike, alike.seed - out_seed, alike.pool - out_pool, method)
        found.append(Fold(out_seed, out_pool, table, total(alike, table)))
    return found


def pool_scores(alike: Alike, parts: list[Fold]) -> np.ndarray:
    """Return the score of each kind: the mean over its people, each held out once.

    Examples
    --------
    >>> from segkit.activation.lookalikes.levels import Column
    >>> one = Column("d", ("a", "b"), False, np.array([0] * 4), np.array([1] * 4))
    >>> alike = Alike.of([one])
    >>> pool_scores(alike, cross_fit(alike, "similarity", 2, 0)).tolist()
    [2.0, 0.0]
    """
    weight = np.maximum(sum(part.pool for part in parts), 0)
    added = sum(part.pool * part.score for part in parts)
    mean = sum(part.score for part in parts) / len(parts)
    return np.where(weight > 0, added / np.maximum(weight, 1), mean)


def held_out_auc(parts: list[Fold]) -> Auc:
    """Return how well the scores tell seed from pool, on people held out.

    Examples
    --------
    >>> held_out_auc([Fold(np.array([2]), np.array([3]), [], np.array([0.0]))]).value
    0.5
    """
    return pooled([auc(part.score, part.seed, part.pool) for part in parts])


def curve(
    alike: Alike, parts: list[Fold], scores: np.ndarray, level: float
) -> pd.DataFrame:
    """Say for each reach how much of the seed it would hold, and how alike it is.

    Parameters
    ----------
    alike : the kinds of people
    parts : what `cross_fit` returns
    scores : of each kind
    level : coverage of the intervals

    Returns
    -------
    DataFrame reach_rate, n, score, similarity, captured_rate, low, high, lift,
    lift_low, lift_high

    Examples
    --------
    >>> from segkit.activation.lookalikes.levels import Column
    >>> one = Column("d", ("a", "b"), False, np.array([0] * 4), np.array([0, 1, 1, 1]))
    >>> alike = Alike.of([one])
    >>> parts = cross_fit(alike, "similarity", 2, 0)
    >>> curve(alike, parts, parts[0].score, 0.95)["captured_rate"].iloc[-1].item()
    1.0
    """
    reach = np.array(REACH)
    known = [part for part in parts if part.seed.sum() and part.pool.sum()]
    weight = np.array([part.seed.sum() for part in known], dtype=float)
    got = [captured(part.score, part.seed, part.pool, reach) for part in known]
    share = weight @ np.array(got) / weight.sum()
    n_seed, n_pool = int(alike.seed.sum()), int(alike.pool.sum())
    pairs = zip(share, reach, strict=True)
    wide = shared(len(parts))
    sizes = n_seed / wide, n_pool / wide
    ends = np.array([lift_ends(p, r, *sizes, level) for p, r in pairs])
    table = pd.DataFrame(
        {"reach_rate": reach, "n": np.ceil(reach * n_pool).astype(int)}
    )
    table["score"], table["similarity"] = _limits(alike, scores, reach)
    table["captured_rate"], table["low"], table["high"] = share, *ends.T
    for name, value in (
        ("lift", share),
        ("lift_low", ends[:, 0]),
        ("lift_high", ends[:, 1]),
    ):
        table[name] = value / reach
    return table


def _limits(
    alike: Alike, scores: np.ndarray, reach: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the lowest score within each reach, and the mean similarity there."""
    order = np.argsort(-scores, kind="stable")
    people = alike.pool[order].cumsum()
    like = (alike.pool * similarity(alike))[order].cumsum()
    wanted = reach * people[-1]
    at = np.minimum(np.searchsorted(people, wanted * (1 - 1e-12)), len(people) - 1)
    mean = np.interp(wanted, np.append(0, people), np.append(0, like)) / wanted
    return scores[order][at], mean


def similarity(alike: Alike) -> np.ndarray:
    """Return the mean similarity of each kind to the seed, 0 to 1 (Gower).

    A level that is not known counts as the pool's average.

    Examples
    --------
    >>> from segkit.activation.lookalikes.levels import Column
    >>> one = Column("d", ("a", "b"), False, np.array([0] * 4), np.array([0, 1, 1, 1]))
    >>> similarity(Alike.of([one])).tolist()
    [1.0, 0.0]
    """
    found = np.zeros(len(alike.levels))
    for j, one in enumerate(alike.columns):
        like = similar(one) @ level_shares(alike, j, alike.seed)
        usual = like @ level_shares(alike, j, alike.pool)
        found += np.append(like, usual)[alike.levels[:, j]]
    return found / len(alike.columns)
