"""DBSCAN on unit vectors, by cells: work and memory stay small where points crowd.

Points in one cell are all within reach of one another, so a cell with enough weight
holds core points only and is one piece of a cluster. Only thinner cells are counted
point by point, and only cells that could touch are compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial import KDTree

PAIRS = 2_000_000  # compared at once
SAFE = 1.0 - 1e-9  # so that rounding leaves no two points of a cell out of reach

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Cells:
    """Points sorted into cubes whose diagonal is the reach.

    Attributes
    ----------
    of : (n,) the cell of each point
    order : (n,) the points, cell by cell
    start : (cells + 1,) where each cell begins in the order
    """

    of: Ints
    order: Ints
    start: Ints

    @classmethod
    def sort(cls, vectors: Floats, reach: float) -> Cells:
        """Sort the points.

        Parameters
        ----------
        vectors : (n, 3)
        reach : the diagonal

        Returns
        -------
        Cells
        """
        side = reach / np.sqrt(3.0) * SAFE
        keys = np.floor(vectors / side).astype(np.int64)
        order = np.lexsort(keys.T)
        keys = keys[order]
        new = np.r_[True, (keys[1:] != keys[:-1]).any(axis=1)]
        of = np.empty(len(vectors), dtype=np.int64)
        of[order] = new.cumsum() - 1
        return cls(of, order, np.r_[np.flatnonzero(new), len(vectors)])

    def sizes(self) -> Ints:
        """Count the points of each cell.

        Returns
        -------
        (cells,)
        """
        return np.diff(self.start)


def cores(vectors: Floats, weight: Floats, reach: float, least: float) -> NDArray:
    """Say which points have enough weight within reach, their own included.

    Parameters
    ----------
    vectors : (n, 3) different points
    weight : (n,) not negative
    reach : straight, inclusive
    least : the weight that is enough

    Returns
    -------
    (n,) bool
    """
    cells = Cells.sort(vectors, reach)
    found = np.bincount(cells.of, weights=weight)[cells.of] >= least
    thin = np.flatnonzero(~found)
    tree = KDTree(vectors)
    if len(thin):
        sums = _around(tree, vectors[thin], weight, reach)
        found[thin] = sums >= least
    return found


def _around(tree: KDTree, points: Floats, weight: Floats, reach: float) -> Floats:
    """Add up the weights within reach of each point; few pairs are held at once."""
    counts = tree.query_ball_point(points, reach, return_length=True)
    if (weight == 1).all():
        return counts.astype(float)
    sums = np.zeros(len(points))
    for part in _parts(counts):
        near = KDTree(points[part]).sparse_distance_matrix(
            tree, reach, output_type="ndarray"
        )
        i, j = near["i"], near["j"]
        sums[part] = np.bincount(i, weights=weight[j], minlength=len(sums[part]))
    return sums


def _parts(counts: Ints) -> Iterator[slice]:
    """Cut rows into runs that each make about so many pairs."""
    group = counts.cumsum() // PAIRS
    cuts = np.r_[0, np.flatnonzero(np.diff(group)) + 1, len(counts)]
    return (slice(a, b) for a, b in zip(cuts[:-1], cuts[1:], strict=True) if b > a)


def components(vectors: Floats, reach: float) -> Ints:
    """Join core points that are within reach of one another, directly or by others.

    Parameters
    ----------
    vectors : (n, 3) core points
    reach : straight, inclusive

    Returns
    -------
    (n,) the component of each, from 0
    """
    cells = Cells.sort(vectors, reach)
    middle = _middles(vectors, cells)
    tree = KDTree(vectors[middle])
    joined = _joined(len(middle), tree.query_pairs(reach, output_type="ndarray"))
    spread = _spread(vectors, cells, middle)
    maybe = tree.query_pairs(reach + 2 * spread.max(), output_type="ndarray")
    far = np.linalg.norm(
        vectors[middle[maybe[:, 0]]] - vectors[middle[maybe[:, 1]]], axis=1
    )
    maybe = maybe[far <= reach + spread[maybe].sum(axis=1)]
    maybe = maybe[joined[maybe[:, 0]] != joined[maybe[:, 1]]]
    touching = _touching(vectors, cells, maybe, reach)
    again = _joined(int(joined.max()) + 1, joined[maybe[touching]])
    return again[joined][cells.of]


def _middles(vectors: Floats, cells: Cells) -> Ints:
    """Return the point of each cell that is nearest to the mean of its points."""
    sizes = cells.sizes()
    means = np.column_stack(
        [np.bincount(cells.of, weights=each) / sizes for each in vectors.T]
    )
    off = ((vectors - means[cells.of]) ** 2).sum(axis=1)
    order = np.lexsort([off, cells.of])
    return order[cells.start[:-1]]


def _spread(vectors: Floats, cells: Cells, middle: Ints) -> Floats:
    """Return how far the furthest point of each cell is from its middle."""
    off = np.linalg.norm(vectors - vectors[middle[cells.of]], axis=1)
    return np.maximum.reduceat(off[cells.order], cells.start[:-1])


def _joined(n: int, pairs: Ints) -> Ints:
    links = coo_matrix((np.ones(len(pairs), dtype=bool), pairs.T), shape=(n, n))
    return connected_components(links, directed=False)[1].astype(np.int64)


def _touching(vectors: Floats, cells: Cells, maybe: Ints, reach: float) -> NDArray:
    """Say which pairs of cells have two points within reach: every pair is tried."""
    sizes = cells.sizes()
    work = sizes[maybe[:, 0]] * sizes[maybe[:, 1]]
    found = np.zeros(len(maybe), dtype=bool)
    for part in _parts(work):
        pair, one, other = _points(cells, maybe[part], work[part])
        off = vectors[one] - vectors[other]
        near = np.einsum("ij,ij->i", off, off) <= reach**2
        found[part] = np.bincount(pair[near], minlength=len(found[part])) > 0
    return found


def _points(cells: Cells, maybe: Ints, work: Ints) -> tuple[Ints, Ints, Ints]:
    """Write out all pairs of points of some pairs of cells."""
    pair = np.repeat(np.arange(len(maybe)), work)
    place = np.arange(work.sum()) - np.repeat(work.cumsum() - work, work)
    wide = cells.sizes()[maybe[pair, 1]]
    one = cells.start[maybe[pair, 0]] + place // wide
    other = cells.start[maybe[pair, 1]] + place % wide
    return pair, cells.order[one], cells.order[other]


def nearest(vectors: Floats, found: Floats, reach: float) -> tuple[Any, Any]:
    """Find the nearest of the found points to each point, if it is within reach.

    Parameters
    ----------
    vectors : (n, 3)
    found : (m, 3)
    reach : straight, inclusive

    Returns
    -------
    (n,) place of the nearest, and (n,) whether it is within reach
    """
    far, which = KDTree(found).query(vectors)
    return which, far <= reach
