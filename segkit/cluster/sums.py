"""What each group holds, kept up to date as rows change groups."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from segkit.cluster.distances import Data
from segkit.cluster.mixed import Mixed

# Less than this is what rounding leaves of a weight that was taken out again.
LITTLE = 1e-9


class Sums:
    """The weight, the sums and the category counts of each group.

    Parameters
    ----------
    data : the rows
    label : (n,) the group of each row
    k : how many groups
    """

    def __init__(self, data: Data, label: NDArray[np.int64], k: int) -> None:
        self.starts, self.k = data.starts, k
        self.total = np.zeros((k, data.filled.shape[1]))
        self.sums = np.zeros_like(self.total)
        self.counts = np.zeros((k, data.one_hot.shape[1]))
        self.add(data, label, 1.0)

    def add(self, data: Data, label: NDArray[np.int64], sign: float) -> None:
        """Add rows to their groups, or take them out.

        Parameters
        ----------
        data : the rows
        label : (n,) the group of each row
        sign : 1 or -1
        """
        weight, k = sign * data.weight * data.scale, self.k
        for column in range(self.total.shape[1]):
            seen = weight if data.seen is None else weight * data.seen[:, column]
            self.total[:, column] += np.bincount(label, seen, minlength=k)
            value = weight * data.filled[:, column]
            self.sums[:, column] += np.bincount(label, value, minlength=k)
        width, lengths = self.counts.shape[1], np.diff(data.one_hot.indptr)
        place = np.repeat(label * width, lengths) + data.one_hot.indices
        more = np.bincount(place, np.repeat(weight, lengths), minlength=k * width)
        self.counts += more.reshape(k, width)

    def centres(self, old: Mixed | None = None) -> Mixed:
        """Return weighted means and most frequent categories.

        Parameters
        ----------
        old : the prototypes before, kept where a group has no value of a column

        Returns
        -------
        Mixed
        """
        width = len(self.starts) - 1
        if old is None:
            old = Mixed(np.zeros_like(self.sums), np.zeros((self.k, width), dtype=int))
        means, modes = old.numbers.copy(), old.codes.copy()
        np.divide(self.sums, self.total, out=means, where=self.total > LITTLE)
        spans = zip(self.starts[:-1], self.starts[1:], strict=True)
        for column, (first, last) in enumerate(spans):
            part = self.counts[:, first:last]
            some = (part > LITTLE).any(axis=1)
            modes[some, column] = part[some].argmax(axis=1)
        return Mixed(means, modes)
