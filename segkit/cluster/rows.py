"""Equal rows taken together: less work, and the order of the rows changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from segkit.cluster.mixed import Mixed


@dataclass(frozen=True)
class Distinct:
    """The different rows of a table, sorted, and what each weighs.

    Attributes
    ----------
    rows : the different rows
    weight : (m,) sums of the weights of equal rows, above 0
    place : (n,) where each row that was given stands among them; -1 without weight
    """

    rows: Mixed
    weight: NDArray[np.float64]
    place: NDArray[np.int64]

    @cached_property
    def moments(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The weighted mean and variance of each column of numbers.

        Returns
        -------
        (p,) means and (p,) variances, of the values that are there

        Examples
        --------
        >>> rows = Mixed(np.array([[1.0], [4.0]]), np.empty((2, 0), dtype=int))
        >>> known = Distinct(rows, np.array([2.0, 1.0]), np.array([0, 0, 1]))
        >>> mean, variance = known.moments
        >>> mean.tolist(), variance.tolist()
        ([2.0], [2.0])
        """
        seen = np.where(np.isnan(self.rows.numbers), 0.0, self.weight[:, None])
        total = np.maximum(seen.sum(axis=0), np.finfo(float).tiny)
        filled = np.nan_to_num(self.rows.numbers)
        mean = (seen * filled).sum(axis=0) / total
        return mean, (seen * (filled - mean) ** 2).sum(axis=0) / total


def distinct(rows: Mixed, weight: NDArray[np.float64]) -> Distinct:
    """Take equal rows together, and leave out those without weight.

    Parameters
    ----------
    rows : n of them
    weight : (n,) not negative

    Returns
    -------
    Distinct

    Notes
    -----
    Own definition. A row of weight 2 and two equal rows become the same table, to the
    bit, and so does every order of the rows.

    Examples
    --------
    >>> rows = Mixed(np.array([[2.0], [1.0], [2.0]]), np.empty((3, 0), dtype=int))
    >>> distinct(rows, np.ones(3)).weight.tolist()
    [1.0, 2.0]
    """
    kept, some = rows, weight > 0
    if not some.all():
        kept, weight = rows.take(some), weight[some]
    both = np.column_stack([np.nan_to_num(kept.numbers, nan=np.inf), kept.codes])
    order = _sorted(both)
    both = both[order]
    new = np.r_[True, (both[1:] != both[:-1]).any(axis=1)]
    number = new.cumsum() - 1
    sums = np.bincount(number, weights=weight[order]).astype(np.float64)
    place = np.full(len(rows), -1)
    place[np.flatnonzero(some)[order]] = number
    return Distinct(kept.take(order[new]), sums, place)


def _sorted(table: NDArray[np.float64]) -> NDArray[np.int64]:
    """Sort rows by their columns; by the first alone where no two are alike in it."""
    if table.shape[1]:
        order = np.argsort(table[:, 0], kind="stable")
        first = table[order, 0]
        if (first[1:] != first[:-1]).all():
            return order
    return np.lexsort(table.T[::-1])
