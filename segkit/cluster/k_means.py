"""k-means for many samples of the same rows: scikit-learn's rounds, less around them.

`sklearn.cluster.KMeans` spends most of a small fit on checks and on choosing where to
begin, one start after the other. A resampling study makes thousands of small fits: here
the starts are chosen side by side, and the rounds themselves are scikit-learn's own.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import KMeans

from segkit.cluster.distances import draw

try:  # not public: where it is missing, scikit-learn's estimator does all of it
    from sklearn.cluster._k_means_lloyd import lloyd_iter_chunked_dense as one_round
except ImportError:  # pragma: no cover
    one_round = None


def knows(estimator: Any) -> bool:
    """Say whether an estimator is a plain k-means, which `centres` can fit.

    Parameters
    ----------
    estimator : any scikit-learn estimator

    Returns
    -------
    bool

    Examples
    --------
    >>> knows(KMeans(3)), knows(KMeans(3, init="random"))
    (True, False)
    """
    if one_round is None or type(estimator) is not KMeans:
        return False
    return bool(estimator.init == "k-means++" and estimator.algorithm == "lloyd")


def centres(
    rows: NDArray[np.float64],
    weight: NDArray[np.float64],
    estimator: KMeans,
    rng: np.random.RandomState,
) -> NDArray[np.float64]:
    """Find the centres that the estimator would, from starts of our own drawing.

    Parameters
    ----------
    rows : (n, p) contiguous
    weight : (n,) above 0
    estimator : a `KMeans` that `knows` says yes to: its n_clusters, n_init, max_iter
        and tol are used
    rng : source of chance

    Returns
    -------
    (n_clusters, p) of the best start

    References
    ----------
    Lloyd (1982); starts by k-means++ with a few candidates each (Arthur and
    Vassilvitskii 2007), as in scikit-learn.

    Examples
    --------
    >>> rows = np.array([[0.0], [1.0], [9.0], [10.0]])
    >>> found = centres(rows, np.ones(4), KMeans(2, n_init=3), np.random.RandomState(0))
    >>> sorted(found[:, 0].tolist())
    [0.5, 9.5]
    """
    k = min(int(estimator.n_clusters), len(rows))
    n_init = 1 if estimator.n_init == "auto" else int(estimator.n_init)
    tol = float(estimator.tol * rows.var(axis=0).mean())
    found = ends(rows, weight, (k, n_init), (estimator.max_iter, tol), rng)
    return min(found, key=lambda end: end[0])[1]


def ends(
    rows: NDArray[np.float64],
    weight: NDArray[np.float64],
    sizes: tuple[int, int],
    stop: tuple[int, float],
    rng: np.random.RandomState,
) -> list[tuple[float, NDArray[np.float64]]]:
    """Run all starts, and return where each ended.

    Parameters
    ----------
    rows : (n, p)
    weight : (n,) above 0
    sizes : how many centres, at most n, and how many starts
    stop : most rounds, and the sum of squared moves at which a start ends
    rng : source of chance

    Returns
    -------
    list of a cost and (k, p) centres, one per start
    """
    middle = weight @ rows / weight.sum()
    at_zero = np.ascontiguousarray(rows - middle)
    found = [
        _lloyd(at_zero, weight, start, *stop)
        for start in first_centres(at_zero, weight, *sizes, rng)
    ]
    return [(cost, centre + middle) for cost, centre in found]


def first_centres(
    rows: NDArray[np.float64],
    weight: NDArray[np.float64],
    k: int,
    n_init: int,
    rng: np.random.RandomState,
) -> NDArray[np.float64]:
    """Draw rows to start from, for all starts at once.

    Parameters
    ----------
    rows : (n, p)
    weight : (n,) above 0
    k : how many centres
    n_init : how many starts
    rng : source of chance

    Returns
    -------
    (n_init, k, p)
    """
    squares = np.einsum("np,np->n", rows, rows)
    places = np.empty((n_init, k), dtype=np.int64)
    places[:, 0] = draw(rng, weight, n_init)
    far = _squared(rows, squares, places[:, 0])
    starts, trials = np.arange(n_init), 2 + int(np.log(k))
    for c in range(1, k):
        sums = np.cumsum(far * weight, axis=1)
        chance = rng.uniform(size=(trials, n_init)) * sums[:, -1]
        tried = np.stack([(sums < each[:, None]).sum(axis=1) for each in chance], 1)
        np.minimum(tried, len(rows) - 1, out=tried)
        closer = _squared(rows, squares, tried.ravel()).reshape(n_init, trials, -1)
        np.minimum(closer, far[:, None, :], out=closer)
        best = (closer @ weight).argmin(axis=1)
        far, places[:, c] = closer[starts, best], tried[starts, best]
    return rows[places]


def nearest(rows: NDArray[np.float64], found: NDArray[np.float64]) -> NDArray[np.int64]:
    """Sort rows to their nearest centres.

    Parameters
    ----------
    rows : (n, p)
    found : (k, p) centres

    Returns
    -------
    (n,) whole numbers

    Examples
    --------
    >>> nearest(np.array([[0.0], [9.0]]), np.array([[1.0], [8.0]])).tolist()
    [0, 1]
    """
    return (np.einsum("kp,kp->k", found, found) - 2 * rows @ found.T).argmin(axis=1)


def _squared(
    rows: NDArray[np.float64], squares: NDArray[np.float64], places: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return the squared distances of some rows to all, (some, n)."""
    far = rows[places] @ rows.T
    far *= -2
    far += squares
    far += squares[places, None]
    return np.maximum(far, 0, out=far)


def _lloyd(
    rows: NDArray[np.float64],
    weight: NDArray[np.float64],
    centre: NDArray[np.float64],
    max_iter: int,
    tol: float,
) -> tuple[float, NDArray[np.float64]]:
    """Move centres until no row changes or they hardly move; cost and centres."""
    label = np.full(len(rows), -1, dtype=np.int32)
    new, mass, shift = (
        np.zeros_like(centre),
        np.zeros(len(centre)),
        np.zeros(len(centre)),
    )
    for _ in range(max_iter):
        before = label.copy()
        one_round(rows, weight, centre, new, mass, label, shift, 1)
        centre, new = new, centre
        if np.array_equal(label, before):
            break
        if shift @ shift <= tol:  # rows once more, by where the centres are now
            one_round(rows, weight, centre, new, mass, label, shift, 1, False)
            break
    off = rows - centre[label]
    return float(np.einsum("np,np,n->", off, off, weight)), centre
