"""A linear program in the form that HiGHS wants, collected piece by piece."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Matrix:
    """A program in the form that HiGHS wants: minimise c'v, low <= A v <= high.

    Parameters
    ----------
    c, A, low, high : objective and rows
    least, most : bounds of the variables
    whole : which variables are 0 or 1
    pieces : number of the variable of the first piece of each class, and of the last
    yes : number of the variable that says whether a class is used; -1 for none
    scale : what the objective was divided by
    n_rows : rows of limits, which come first
    """

    c: np.ndarray
    A: Any
    low: np.ndarray
    high: np.ndarray
    least: np.ndarray
    most: np.ndarray
    whole: np.ndarray
    pieces: list[tuple[int, int]]
    yes: np.ndarray
    scale: float
    n_rows: int


class Builder:
    """Collects variables and rows, one at a time.

    Examples
    --------
    >>> made = Builder()
    >>> made.variable(1.0, 0.0, 2.0), made.row({0: 1.0}, 0.0, 1.0)
    (0, 0)
    """

    def __init__(self) -> None:
        self.c: list[float] = []
        self.least: list[float] = []
        self.most: list[float] = []
        self.whole: list[bool] = []
        self.low: list[float] = []
        self.high: list[float] = []
        self.entries: list[tuple[int, int, float]] = []

    def variable(
        self, c: float, least: float, most: float, *, whole: bool = False
    ) -> int:
        """Add a variable with its objective and bounds; return its number."""
        self.c.append(c)
        self.least.append(least)
        self.most.append(most)
        self.whole.append(whole)
        return len(self.c) - 1

    def row(self, weights: dict[int, float], low: float, high: float) -> int:
        """Add a row; return its number."""
        number = len(self.low)
        self.low.append(low)
        self.high.append(high)
        self.entries += [(number, v, w) for v, w in weights.items() if w]
        return number

    def matrix(self, pieces: list[tuple[int, int]], yes: list[int], n: int) -> Matrix:
        """Return what was collected, the objective scaled to numbers near 1."""
        from scipy import sparse  # noqa: PLC0415 (waited for only here)

        c = np.array(self.c)
        scale = float(np.abs(c).max(initial=0.0)) or 1.0
        i, j, w = zip(*self.entries, strict=True) if self.entries else ((), (), ())
        A = sparse.csr_array((w, (i, j)), shape=(len(self.low), c.size))
        return Matrix(
            c / scale, A, np.array(self.low), np.array(self.high),
            np.array(self.least), np.array(self.most), np.array(self.whole), pieces,
            np.array(yes), scale, n,
        )  # fmt: skip
