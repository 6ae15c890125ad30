"""A budget problem in numbers: what each cell brings, and every limit as a row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from segkit.activation.plan.curves import Curve
from segkit.activation.plan.forms import inflection


@dataclass(frozen=True)
class Row:
    """One limit: a weighted sum of the spending lies between low and high.

    Parameters
    ----------
    name : of what is limited
    weights : weight by number of the cell
    low, high : the limit; -inf and inf for none
    kind : "budget", "spend", "share" or "named", for words
    fixed : whether fixed costs count in it

    Examples
    --------
    >>> Row("social", {0: 1.0, 2: 1.0}, high=30.0).at([10.0, 5.0, 20.0])
    30.0
    """

    name: str
    weights: Mapping[int, float]
    low: float = -np.inf
    high: float = np.inf
    kind: str = "spend"
    fixed: bool = False

    def at(self, spend: Any, costs: float = 0.0) -> float:
        """Return the weighted sum of the spending, fixed costs counted where they do.

        Parameters
        ----------
        spend : one number per cell
        costs : fixed costs in all

        Returns
        -------
        float
        """
        whole = sum(weight * spend[i] for i, weight in self.weights.items())
        return float(whole + (costs if self.fixed else 0.0))


@dataclass(frozen=True)
class Ceiling:
    """What several cells bring counts up to a height only.

    Parameters
    ----------
    name : of the segment
    cells : numbers of the cells
    height : in units of the objective
    """

    name: str
    cells: tuple[int, ...]
    height: float


@dataclass(frozen=True)
class Problem:
    """All numbers of a budget, in the order of the cells.

    Parameters
    ----------
    names : labels of the cells
    curves : what each brings
    weight : what a unit of response counts for the objective
    fixed : cost of using a cell at all
    least : smallest spending of a cell that is used
    rows : limits; the first is the budget
    ceilings : what counts up to a height only
    charge : what a unit of spending takes from the objective

    Examples
    --------
    >>> one = Problem(("a",), (Curve("linear", 5),), np.ones(1), np.zeros(1),
    ...               np.zeros(1), (Row("budget", {0: 1.0}, high=40.0),))
    >>> one.worth([10.0]), one.exact, one.whole
    (50.0, True, False)
    """

    names: tuple[str, ...]
    curves: tuple[Curve, ...]
    weight: np.ndarray
    fixed: np.ndarray
    least: np.ndarray
    rows: tuple[Row, ...]
    ceilings: tuple[Ceiling, ...] = ()
    charge: float = 0.0

    @property
    def n(self) -> int:
        """Return the number of cells."""
        return len(self.names)

    @property
    def exact(self) -> bool:
        """Return whether all returns are constant: the linear program is then exact."""
        return all(curve.form == "linear" for curve in self.curves)

    @property
    def turns(self) -> np.ndarray:
        """Return the spending up to which returns grow, per cell."""
        return np.array([inflection(c.form, c.scale, c.shape) for c in self.curves])

    @property
    def whole(self) -> bool:
        """Return whether whole numbers decide: fixed costs, growing returns."""
        return bool((self.fixed > 0).any() or (self.least > 0).any()
                    or (self.turns > 0).any())  # fmt: skip

    @property
    def highest(self) -> np.ndarray:
        """Return the most that each cell can get."""
        most = np.full(self.n, np.inf)
        for row in self.rows:
            if row.high < np.inf and min(row.weights.values(), default=-1) >= 0:
                for i, weight in row.weights.items():
                    if weight > 0:
                        most[i] = min(most[i], max(row.high, 0.0) / weight)
        return most

    def gains(self, spend: Any) -> np.ndarray:
        """Return what each cell counts, before ceilings and charge."""
        pairs = zip(self.curves, spend, strict=True)
        return np.array([curve(max(x, 0.0)) for curve, x in pairs]) * self.weight

    def costs(self, spend: Any) -> float:
        """Return the fixed costs of the cells that are used."""
        return float(self.fixed[np.asarray(spend) > 0].sum())

    def worth(self, spend: Any) -> float:
        """Return the value of the objective."""
        gains = self.gains(spend)
        counted = float(gains.sum())
        for ceiling in self.ceilings:
            gain = float(gains[list(ceiling.cells)].sum())
            counted -= max(gain - ceiling.height, 0.0)
        spent = float(np.sum(spend)) + self.costs(spend)
        return counted - self.charge * spent

    def broken(self, spend: Any) -> list[tuple[Row, float]]:
        """Return the limits that spending breaks, and by how much."""
        costs, found = self.costs(spend), []
        for row in self.rows:
            at = row.at(spend, costs)
            by = max(row.low - at, at - row.high)
            if by > 1e-6 * max(1.0, abs(at)):
                found.append((row, by))
        return found

    def moved(self, number: int, ends: Mapping[str, float]) -> Problem:
        """Return the problem with the low or high end of one limit moved."""
        rows, old = list(self.rows), self.rows[number]
        low, high = ends.get("low", old.low), ends.get("high", old.high)
        rows[number] = replace(old, low=low, high=high)
        return replace(self, rows=tuple(rows))

    def without(self, numbers: Iterable[int]) -> Problem:
        """Return the problem without some of its limits."""
        gone = set(numbers)
        rows = tuple(r for i, r in enumerate(self.rows) if i not in gone)
        return replace(self, rows=rows)
