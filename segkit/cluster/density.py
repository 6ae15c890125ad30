"""DBSCAN on unit vectors, by cells: work and memory stay small where points crowd.

Points in one cell are all within reach of one another, so a cell with enough weight
holds core points only and is one piece of a cluster. Only thinner cells are counted
point by point, and only cells that could touch are compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial import KDTree

PAIRS = 2_000_000  # compared at once
FEW_NEIGHBOURS = 30  # within reach of a point: up to so many, pairs are written out
SAMPLE = 1000
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


def clusters(
    vectors: Floats, weight: Floats, reach: float, least: float
) -> tuple[NDArray, Ints]:
    """Find the core points, and join those within reach of one another.

    Parameters
    ----------
    vectors : (n, 3) different points
    weight : (n,) not negative
    reach : straight, inclusive
    least : the weight within reach, its own included, that makes a core point

    Returns
    -------
    (n,) bool, which are core points; and the cluster of each core point, from 0
    """
    tree = KDTree(vectors)
    if _neighbours(tree, reach) <= FEW_NEIGHBOURS:
        return _by_pairs(tree, weight, reach, least)
    core = _cores(tree, weight, reach, least)
    return core, _components(vectors[core], reach)


def _neighbours(tree: KDTree, reach: float) -> float:
    """Say how many points are about within reach of a point: a sample's mean."""
    some = tree.data[:: max(1, tree.n // SAMPLE)]
    return float(tree.query_ball_point(some, reach, return_length=True).mean())


def _by_pairs(
    tree: KDTree, weight: Floats, reach: float, least: float
) -> tuple[NDArray, Ints]:
    """Write out all pairs within reach: quickest where they are few."""
    one, other = tree.query_pairs(reach, output_type="ndarray").T
    near = np.bincount(one, weights=weight[other], minlength=tree.n)
    near += np.bincount(other, weights=weight[one], minlength=tree.n)
    core = near + weight >= least
    both = core[one] & core[other]
    number = core.cumsum() - 1
    pairs = np.column_stack([number[one[both]], number[other[both]]])
    return core, _joined(int(core.sum()), pairs)


def _cores(tree: KDTree, weight: Floats, reach: float, least: float) -> NDArray:
    """Say which points have enough weight within reach; crowded cells need no look."""
    vectors = np.asarray(tree.data)
    cells = Cells.sort(vectors, reach)
    found = np.bincount(cells.of, weights=weight)[cells.of] >= least
    thin = np.flatnonzero(~found)
    if len(thin):
        found[thin] = _around(tree, vectors[thin], weight, reach) >= least
    return found


def _around(tree: KDTree, points: Floats, weight: Floats, reach: float) -> Floats:
    """Add up the weights within reach of each point."""
    sums = np.zeros(len(points))
    for one, other, _ in _near(points, tree, reach):
        low = one.min(initial=len(points))
        part = np.bincount(one - low, weights=weight[other])
        sums[low : low + len(part)] += part
    return sums


def _near(
    points: Floats, tree: KDTree, reach: float, first: int = 0
) -> Iterator[tuple[Ints, Ints, Floats]]:
    """List points and those of the tree within reach, so many pairs at once."""
    own = KDTree(points)
    half = len(points) // 2
    if half and own.count_neighbors(tree, reach) > PAIRS:
        yield from _near(points[:half], tree, reach, first)
        yield from _near(points[half:], tree, reach, first + half)
    else:
        near = own.sparse_distance_matrix(tree, reach, output_type="ndarray")
        yield near["i"] + first, near["j"], near["v"]


def _components(vectors: Floats, reach: float) -> Ints:
    """Join core points cell by cell: by their middles, then wherever cells touch."""
    if not len(vectors):
        return np.empty(0, dtype=np.int64)
    cells = Cells.sort(vectors, reach)
    middle = _middles(vectors, cells)
    tree = KDTree(vectors[middle])
    joined = _joined(len(middle), tree.query_pairs(reach, output_type="ndarray"))
    spread = _spread(vectors, cells, middle)
    maybe = _apart(tree, joined, spread, reach)
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


def _apart(tree: KDTree, joined: Ints, spread: Floats, reach: float) -> Ints:
    """List the cells that could touch and are not joined yet, as pairs."""
    found = [np.empty((0, 2), dtype=np.int64)]
    for one, other, far in _near(tree.data, tree, reach + 2 * spread.max()):
        keep = (one < other) & (joined[one] != joined[other])
        keep &= far <= reach + spread[one] + spread[other]
        found.append(np.column_stack([one[keep], other[keep]]))
    return np.concatenate(found)


def _touching(vectors: Floats, cells: Cells, maybe: Ints, reach: float) -> NDArray:
    """Say which pairs of cells have two points within reach: every pair is tried."""
    work = cells.sizes()[maybe].prod(axis=1)
    group = work.cumsum() // PAIRS
    found = np.zeros(len(maybe), dtype=bool)
    for each in np.unique(group):
        part = group == each
        pair, one, other = _points(cells, maybe[part], work[part])
        off = vectors[one] - vectors[other]
        near = np.einsum("ij,ij->i", off, off) <= reach**2
        found[part] = np.bincount(pair[near], minlength=part.sum()) > 0
    return found


def _points(cells: Cells, maybe: Ints, work: Ints) -> tuple[Ints, Ints, Ints]:
    """Write out all pairs of points of some pairs of cells."""
    pair = np.repeat(np.arange(len(maybe)), work)
    place = np.arange(work.sum()) - np.repeat(work.cumsum() - work, work)
    wide = cells.sizes()[maybe[pair, 1]]
    one = cells.start[maybe[pair, 0]] + place // wide
    other = cells.start[maybe[pair, 1]] + place % wide
    return pair, cells.order[one], cells.order[other]


def nearest(vectors: Floats, found: Floats, reach: float) -> Ints:
    """Find the nearest of the found points to each point, if it is within reach.

    Parameters
    ----------
    vectors : (n, 3)
    found : (m, 3)
    reach : straight, inclusive

    Returns
    -------
    (n,) place of the nearest, m where none is within reach
    """
    bound = np.nextafter(reach, np.inf)  # the tree leaves out what is at the bound
    return KDTree(found).query(vectors, distance_upper_bound=bound)[1]
