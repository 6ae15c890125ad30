"""Where k-prototypes begins: rows far from one another."""

from __future__ import annotations

import numpy as np
from numpy.random import RandomState
from numpy.typing import NDArray

from segkit.cluster.distances import Data, draw
from segkit.cluster.mixed import Mixed
from segkit.cluster.sums import Sums

# Candidates for each first prototype, plus the logarithm of their number.
TRIALS = 2


def first_prototypes(data: Data, k: int, rng: RandomState) -> Mixed:
    """Draw rows to start from: far from one another, heavy ones more often.

    Parameters
    ----------
    data : the different rows
    k : how many
    rng : source of chance

    Returns
    -------
    Mixed

    Notes
    -----
    k-means++ with a few candidates each (Arthur and Vassilvitskii 2007), on the mixed
    distance. A value that the drawn row lacks is taken from the mean of all rows.
    """
    usual = Sums(data, np.zeros(len(data.weight), dtype=np.int64), 1).centres()
    n_trials = TRIALS + int(np.log(k))
    found = _rows(data, draw(rng, data.weight, 1), usual)
    nearest = data.distances(found)[:, 0]
    for _ in range(1, k):
        candidates = _rows(data, draw(rng, nearest * data.weight, n_trials), usual)
        closer = np.minimum(nearest[:, None], data.distances(candidates))
        best = int((data.weight @ closer).argmin())
        nearest = closer[:, best]
        chosen = candidates.take(np.array([best]))
        found = Mixed(
            np.vstack([found.numbers, chosen.numbers]),
            np.vstack([found.codes, chosen.codes]),
        )
    return found


def _rows(data: Data, rows: NDArray[np.int64], usual: Mixed) -> Mixed:
    """Return rows as prototypes, gaps filled with what is usual."""
    numbers = data.filled[rows]
    if data.seen is not None:
        numbers = np.where(data.seen[rows] > 0, numbers, usual.numbers)
    codes = np.repeat(usual.codes, len(rows), axis=0)
    picked = data.one_hot[rows].tocoo()
    column = np.searchsorted(data.starts, picked.col, side="right") - 1
    codes[picked.row, column] = picked.col - data.starts[column]
    return Mixed(numbers, codes)
