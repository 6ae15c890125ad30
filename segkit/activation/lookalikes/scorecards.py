"""Points for each level: by similarity, or by a logistic regression."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np

from segkit.activation.lookalikes.levels import Alike, Column

METHODS = ("model", "similarity")
MOST = 100_000  # kinds of people of the pool that a regression is fitted on

Points = list[np.ndarray]


def points(alike: Alike, seed: np.ndarray, pool: np.ndarray, method: str) -> Points:
    """Say what each level adds to the score of likeness.

    Parameters
    ----------
    alike : the kinds of people
    seed, pool : how many of each kind to learn from
    method : "similarity": mean similarity to the seed less that to the pool; "model":
        a logistic regression of seed against pool, penalised

    Returns
    -------
    an array of points for each column; on average 0 in the pool, and 0 for not known

    Notes
    -----
    Similarity is Gower's: 1 for the same category, for numbers 1 less the distance in
    bins over the largest distance. The mean of it over a group needs no pairs of
    people: it follows from how many have each level. The difference of two such means
    is the witness function of Gretton and others (2012).

    The regression has a 0/1 column for each level, a normal prior of variance 1 on each
    coefficient, and the pool weighted to count as much as the seed.

    References
    ----------
    Gower (1971), Biometrics 27, 857-871; Gretton, Borgwardt, Rasch, Schölkopf and Smola
    (2012), Journal of Machine Learning Research 13, 723-773, section 2.3; for learning
    from a seed and a mixed pool Elkan and Noto (2008), KDD, section 2.

    Examples
    --------
    >>> one = Column("d", ("a", "b"), False, np.array([0, 0]), np.array([1, 0]))
    >>> alike = Alike.of([one])
    >>> points(alike, alike.seed, alike.pool, "similarity")
    [array([ 0.5, -0.5])]
    """
    shares = [
        (level_shares(alike, j, seed), level_shares(alike, j, pool))
        for j in range(len(alike.columns))
    ]
    if method == "similarity":
        made = [
            (similar(one) @ mine - similar(one) @ theirs) / len(alike.columns)
            for one, (mine, theirs) in zip(alike.columns, shares, strict=True)
        ]
    else:
        made = _regression(alike, seed, pool, [theirs for _, theirs in shares])
    return [its - its @ theirs for its, (_, theirs) in zip(made, shares, strict=True)]


def level_shares(alike: Alike, j: int, counts: np.ndarray) -> np.ndarray:
    """Return which part of the people whose level is known has each level.

    Examples
    --------
    >>> one = Column("d", ("a", "b"), False, np.array([0, 0]), np.array([1, 0]))
    >>> level_shares(Alike.of([one]), 0, np.array([3, 1])).tolist()
    [0.75, 0.25]
    """
    size = len(alike.columns[j].labels)
    known = alike.levels[:, j] >= 0
    found = np.bincount(
        alike.levels[known, j], weights=counts[known], minlength=size
    ).astype(float)
    return found / found.sum() if found.sum() else found


def similar(one: Column) -> np.ndarray:
    """Return how similar each two levels of a column are, 0 to 1 (Gower).

    Examples
    --------
    >>> one = Column("n", ("low", "mid", "high"), True, np.array([0]), np.array([0]))
    >>> similar(one).tolist()
    [[1.0, 0.5, 0.0], [0.5, 1.0, 0.5], [0.0, 0.5, 1.0]]
    """
    size = len(one.labels)
    if not one.ordered or size < 2:
        return np.eye(size)
    place = np.arange(size)
    return 1 - np.abs(place[:, None] - place) / (size - 1)


def total(alike: Alike, table: Sequence[np.ndarray]) -> np.ndarray:
    """Add up the points of each kind of people.

    Examples
    --------
    >>> one = Column("d", ("a", "b"), False, np.array([0]), np.array([1, -1]))
    >>> total(Alike.of([one]), [np.array([2.0, -2.0])]).tolist()
    [0.0, 2.0, -2.0]
    """
    score = np.zeros(len(alike.levels))
    for j, its in enumerate(table):
        score += np.append(its, 0.0)[alike.levels[:, j]]  # level -1 takes the last, 0
    return score


def _regression(
    alike: Alike, seed: np.ndarray, pool: np.ndarray, shares: Sequence[np.ndarray]
) -> Points:
    from sklearn.exceptions import ConvergenceWarning  # noqa: PLC0415 (slow to import)
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    mine, theirs = np.flatnonzero(seed), np.flatnonzero(pool)
    if len(theirs) > MOST:  # a draw by what people are, not by who or where they are
        theirs = np.sort(theirs[np.argsort(alike.mix[theirs], kind="stable")[:MOST]])
    X = _dummies(alike, np.concatenate([mine, theirs]), shares)
    y = np.repeat([1, 0], [len(mine), len(theirs)])
    weight = np.concatenate(
        [seed[mine], pool[theirs] * (seed.sum() / pool[theirs].sum())]
    )
    model = LogisticRegression(C=1.0, tol=1e-6, max_iter=2000)
    with warnings.catch_warnings():
        # it stops at max_iter: near enough to rank
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(X, y, sample_weight=weight)
    sizes = [len(one.labels) for one in alike.columns]
    return np.split(model.coef_[0], np.cumsum(sizes)[:-1])


def _dummies(alike: Alike, kinds: np.ndarray, shares: Sequence[np.ndarray]) -> Any:
    """Return a sparse 0/1 matrix of levels; not known is the pool's average."""
    from scipy import sparse  # noqa: PLC0415 (slow to import)

    blocks = []
    for j, usual in enumerate(shares):
        level = alike.levels[kinds, j]
        row = np.arange(len(kinds))
        unknown, known = row[level < 0], row[level >= 0]
        rows = np.concatenate([known, np.repeat(unknown, len(usual))])
        columns = np.concatenate(
            [level[known], np.tile(np.arange(len(usual)), len(unknown))]
        )
        values = np.concatenate([np.ones(len(known)), np.tile(usual, len(unknown))])
        shape = (len(kinds), len(usual))
        blocks.append(sparse.csr_matrix((values, (rows, columns)), shape))
    return sparse.hstack(blocks, format="csr")
