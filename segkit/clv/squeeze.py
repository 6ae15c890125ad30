"""Equal histories become one row with a count: a million customers, few rows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

STEPS = (1.0, 7.0)  # whole numbers (days, months), or days / 7 (weeks)
ROOM = 2.0**62


@dataclass(frozen=True)
class Levels:
    """The different values of a column, so that a logarithm is taken once of each.

    Examples
    --------
    >>> levels = Levels(np.array([3.0, 7.0]), np.array([1, 0, 1]))
    >>> levels.spread(np.log(levels.values)).round(3)
    array([1.946, 1.099, 1.946])
    """

    values: np.ndarray
    codes: np.ndarray | None = None  # None: each row has its own value

    def spread(self, of_values: np.ndarray) -> np.ndarray:
        """Give each row what belongs to its value."""
        return of_values if self.codes is None else of_values.take(self.codes)

    def rows(self) -> np.ndarray:
        """Give each row its value."""
        return self.spread(self.values)

    def summed(self, of_rows: np.ndarray) -> np.ndarray:
        """Add up over the rows of each value."""
        if self.codes is None:
            return of_rows
        return np.bincount(self.codes, of_rows, minlength=len(self.values))

    def part(self, kept: slice) -> Levels:
        """Keep some of the rows."""
        if self.codes is None:
            return Levels(self.values[kept])
        return Levels(self.values, self.codes[kept])


@dataclass(frozen=True)
class Rows:
    """Customers with the same history are one row; rows are sorted by x, T and t_x."""

    x: np.ndarray
    t_x: Levels
    T: Levels
    weight: np.ndarray  # how many customers each row stands for

    def part(self, kept: slice) -> Rows:
        """Keep some of the rows."""
        t_x, T = self.t_x.part(kept), self.T.part(kept)
        return Rows(self.x[kept], t_x, T, self.weight[kept])

    def thinned(self, most: int) -> Rows:
        """Take about `most` rows, evenly over the sorted rows."""
        return self.part(slice(None, None, max(1, len(self.x) // most)))

    def in_units(self, unit: float) -> Rows:
        """Measure the times in another unit."""
        t_x = Levels(self.t_x.values / unit, self.t_x.codes)
        return Rows(
            self.x, t_x, Levels(self.T.values / unit, self.T.codes), self.weight
        )

    def mean_time(self) -> float:
        """Compute the mean of T over the customers."""
        return float(self.weight @ self.T.rows() / self.weight.sum())


def squeezed(
    x: np.ndarray,
    t_x: np.ndarray,
    T: np.ndarray,
    weight: np.ndarray | None = None,
    *,
    places: bool = False,
) -> tuple[Rows, np.ndarray | None]:
    """Find the different histories, and how many customers have each.

    Parameters
    ----------
    x, t_x, T : float arrays, one value per customer
    weight : how many customers each stands for; None for one each
    places : also say which row each customer has become

    Returns
    -------
    Rows, sorted by x, T and t_x; int array of row numbers, or None

    Examples
    --------
    >>> rows, places = squeezed(*np.array([[2, 0, 2], [3, 0, 3], [9, 9, 9]]) / 1,
    ...                         places=True)
    >>> rows.x, rows.weight, places
    (array([0., 2.]), array([1., 2.]), array([1, 0, 1]))
    """
    found = _whole_steps(t_x, T)
    wide = 0 if found is None else int(found[2].max()) + 1
    if found is None or (float(x.max()) + 1) * wide * wide > ROOM:
        return _by_sorting(x, t_x, T, weight)
    step, late, end = found
    key = (x.astype(np.int64) * wide + end) * wide + late
    if weight is None and not places:
        key.sort()
        first = np.flatnonzero(np.append(True, key[1:] != key[:-1]))
        size = np.diff(np.append(first, len(key))).astype(float)
        keys, place = key[first], None
    else:
        keys, place = np.unique(key, return_inverse=True)
        size = np.bincount(place, weight, minlength=len(keys)).astype(float)
    rest, late = np.divmod(keys, wide)
    times, end = np.divmod(rest, wide)
    if wide > len(keys) + 1000:  # a table of all times would be longer than the rows
        lasts, ends = Levels(late / step), Levels(end / step)
    else:
        known = np.arange(wide) / step
        lasts, ends = Levels(known, late), Levels(known, end)
    return Rows(times.astype(float), lasts, ends, size), place


def _whole_steps(
    t_x: np.ndarray, T: np.ndarray
) -> tuple[float, np.ndarray, np.ndarray] | None:
    """Write the times as whole numbers of a step, if they are such."""
    for step in STEPS:
        late, end = np.rint(t_x * step), np.rint(T * step)
        if end.max() < 2**31 and (late / step == t_x).all() and (end / step == T).all():
            return step, late.astype(np.int64), end.astype(np.int64)
    return None


def _by_sorting(
    x: np.ndarray, t_x: np.ndarray, T: np.ndarray, weight: np.ndarray | None
) -> tuple[Rows, np.ndarray]:
    order = np.lexsort((t_x, T, x))
    columns = [column[order] for column in (x, t_x, T)]
    new = np.append(True, np.any([c[1:] != c[:-1] for c in columns], axis=0))
    place = np.empty(len(x), dtype=np.int64)
    place[order] = np.cumsum(new) - 1
    size = np.bincount(place, weight).astype(float)
    x, t_x, T = (column[new] for column in columns)
    return Rows(x, Levels(t_x), Levels(T), size), place
