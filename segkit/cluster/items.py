"""Rows as features: what the classes add up, one product of matrices for all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from segkit.cluster.mixed import Mixed, Reader
from segkit.cluster.rows import Distinct


@dataclass(frozen=True)
class Scale:
    """Mean and spread of the numbers, so that all arithmetic is near 1."""

    mean: NDArray[np.float64]
    spread: NDArray[np.float64]

    @classmethod
    def of(cls, known: Distinct) -> Self:
        """Measure the different rows.

        Parameters
        ----------
        known : different rows and weights

        Returns
        -------
        Scale
        """
        mean, variance = known.moments
        spread = np.sqrt(variance)
        return cls(mean, np.where(spread > 0, spread, 1.0))


@dataclass(frozen=True)
class Items:
    """Rows as features.

    Attributes
    ----------
    features : (n, levels + 3 p) ones for answers, then x², x and 1 for numbers
    seen : (n, p) 1.0 where there is a number
    spans : for each categorical item, its first and last column
    whole : whether no answer is missing
    """

    features: NDArray[np.float64]
    seen: NDArray[np.float64]
    spans: list[tuple[int, int]]
    whole: bool

    @classmethod
    def of(cls, rows: Mixed, reader: Reader, scale: Scale) -> Self:
        """Turn rows into features.

        Parameters
        ----------
        rows : numbers and codes
        reader : what the codes mean
        scale : of the numbers

        Returns
        -------
        Items
        """
        seen = ~np.isnan(rows.numbers)
        x = np.where(seen, (rows.numbers - scale.mean) / scale.spread, 0.0)
        ends = np.cumsum([0, *(len(levels) for levels in reader.levels)])
        ones = np.zeros((len(rows), ends[-1]))
        row, column = np.nonzero(rows.codes >= 0)
        ones[row, rows.codes[row, column] + ends[column]] = 1.0
        whole = bool(seen.all() and (rows.codes >= 0).all())
        known = seen.astype(float)
        spans = list(zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True))
        return cls(np.hstack([ones, x**2, x, known]), known, spans, whole)

    def n_parameters(self, k: int) -> int:
        """Return how many numbers a model of k classes is free to choose.

        Parameters
        ----------
        k : how many classes

        Returns
        -------
        int
        """
        answers = sum(last - first - 1 for first, last in self.spans if last > first)
        return k * (answers + 2 * self.seen.shape[1]) + k - 1
