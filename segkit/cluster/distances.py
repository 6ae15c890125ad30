"""Rows made ready: distances to all prototypes at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from numpy.random import RandomState
from numpy.typing import NDArray
from scipy import sparse

from segkit.cluster.mixed import Mixed, Reader

# Rows at a time, so that their distances stay in the processor's cache.
CHUNK = 4096


@dataclass(frozen=True)
class Nearest:
    """Each row's nearest prototype, its distance, and the next one's distance."""

    label: NDArray[np.int64]
    far: NDArray[np.float64]
    next: NDArray[np.float64]


@dataclass(frozen=True)
class Data:
    """Rows made ready: distances to all prototypes are two products of matrices.

    Attributes
    ----------
    filled : (n, p) numbers, 0 where missing
    seen : (n, p) 1.0 where there is a number; None if none is missing
    squares : (n,) sums of the squared numbers
    one_hot : (n, levels) 1 where the row has the category
    n_known : (n,) how many categories are known
    scale : (n,) all columns over those that are known
    weight : (n,)
    starts : (q + 1,) where each column's levels begin
    gamma : what one different category costs
    """

    filled: NDArray[np.float64]
    seen: NDArray[np.float64] | None
    squares: NDArray[np.float64]
    one_hot: sparse.csr_array
    n_known: NDArray[np.int64]
    scale: NDArray[np.float64]
    weight: NDArray[np.float64]
    starts: NDArray[np.int64]
    gamma: float

    @classmethod
    def of(
        cls, rows: Mixed, reader: Reader, gamma: float, weight: NDArray | None
    ) -> Self:
        """Make rows ready.

        Parameters
        ----------
        rows : numbers and codes
        reader : what the codes mean
        gamma : what one different category costs
        weight : (n,), None for 1

        Returns
        -------
        Data
        """
        filled, gone = np.nan_to_num(rows.numbers), np.isnan(rows.numbers)
        known = rows.codes != -1
        n_seen = (~gone).sum(axis=1) + known.sum(axis=1)
        return cls(
            filled,
            (~gone).astype(float) if gone.any() else None,
            (filled**2).sum(axis=1),
            reader.one_hot(rows.codes),
            known.sum(axis=1),
            (gone.shape[1] + known.shape[1]) / np.maximum(n_seen, 1),
            np.ones(len(rows)) if weight is None else weight,
            np.cumsum([0, *(len(levels) for levels in reader.levels)]),
            gamma,
        )

    @property
    def missing(self) -> bool:
        """Say whether a value is missing anywhere."""
        return bool((self.scale != 1).any())

    @property
    def plain(self) -> bool:
        """Say whether there are only numbers, and none is missing."""
        return len(self.starts) == 1 and self.filled.shape[1] > 0 and not self.missing

    def distances(self, centres: Mixed) -> NDArray[np.float64]:
        """Return the mixed distance of each row to each prototype.

        Parameters
        ----------
        centres : the prototypes

        Returns
        -------
        (n, k), not negative
        """
        c = centres.numbers.T
        square = (c**2).sum(axis=0) if self.seen is None else self.seen @ c**2
        found = self.squares[:, None] - 2 * (self.filled @ c) + square
        np.maximum(found, 0, out=found)
        if len(self.starts) > 1:
            modes = np.zeros((self.one_hot.shape[1], len(centres)))
            places = centres.codes + self.starts[:-1]
            modes[places.T, np.arange(len(centres))] = 1.0
            found += self.gamma * (self.n_known[:, None] - self.one_hot @ modes)
        return found * self.scale[:, None]

    def nearest(self, centres: Mixed) -> Nearest:
        """Return each row's nearest prototype, its distance, and that of the next.

        Parameters
        ----------
        centres : the prototypes

        Returns
        -------
        Nearest
        """
        n = len(self.filled)
        found = Nearest(np.empty(n, dtype=np.int64), np.empty(n), np.full(n, np.inf))
        for first in range(0, n, CHUNK):
            rows = slice(first, first + CHUNK)
            far = self.part(rows).distances(centres)
            each = np.arange(len(far))
            found.label[rows] = label = far.argmin(axis=1)
            found.far[rows] = far[each, label]
            far[each, label] = np.inf
            found.next[rows] = far.min(axis=1)
        return found

    def sample(self, rng: RandomState, most: int) -> Data:
        """Return some of the rows, heavy ones more often; all if there are few.

        Parameters
        ----------
        rng : source of chance
        most : how many at most

        Returns
        -------
        Data
        """
        if len(self.weight) <= most:
            return self
        rows, times = np.unique(draw(rng, self.weight, most), return_counts=True)
        return replace(self.part(rows), weight=times.astype(float))

    def part(self, rows: slice | NDArray[np.int64]) -> Data:
        """Return some of the rows.

        Parameters
        ----------
        rows : positions

        Returns
        -------
        Data
        """
        return Data(
            self.filled[rows],
            None if self.seen is None else self.seen[rows],
            self.squares[rows],
            self.one_hot[rows],
            self.n_known[rows],
            self.scale[rows],
            self.weight[rows],
            self.starts,
            self.gamma,
        )


def draw(rng: RandomState, weight: NDArray[np.float64], n: int) -> NDArray[np.int64]:
    """Draw rows, heavy ones more often, with replacement.

    Parameters
    ----------
    rng : source of chance
    weight : (m,) not negative
    n : how many draws

    Returns
    -------
    (n,) positions

    Examples
    --------
    >>> draw(RandomState(1), np.array([0.0, 1.0, 0.0]), 3).tolist()
    [1, 1, 1]
    """
    sums = weight.cumsum()
    if sums[-1] <= 0:
        return rng.randint(len(weight), size=n)
    return np.searchsorted(sums, rng.uniform(size=n) * sums[-1], side="right").clip(
        max=len(weight) - 1
    )
