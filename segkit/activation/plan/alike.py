"""Cells that nothing tells apart: solved as one, so that names and order do nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from segkit.activation.plan.problem import Problem


def classes(problem: Problem) -> np.ndarray:
    """Return the class of each cell: equal for cells that are alike in all numbers.

    Two cells are alike if their curves, costs and weights are equal, and the limits in
    which they stand are, up to cells that are alike themselves. Classes are numbered
    by these numbers, never by names or by order.

    Parameters
    ----------
    problem : to look at

    Returns
    -------
    array of int, one per cell

    References
    ----------
    Colour refinement: giving cells of a class the same spending keeps a linear (and a
    concave) program feasible and as good. Grohe, Kersting, Mladenov and Selman (2014),
    ESA, Lecture Notes in Computer Science 8737, 505-516.

    Examples
    --------
    >>> from segkit.activation.plan.curves import Curve
    >>> from segkit.activation.plan.problem import Row
    >>> two = Curve("linear", 2)
    >>> three = (two, Curve("linear", 1), two)
    >>> rows = (Row("budget", {0: 1.0, 1: 1.0, 2: 1.0}, high=9.0),)
    >>> classes(Problem(("a", "b", "c"), three, np.ones(3), np.zeros(3), np.zeros(3),
    ...                 rows)).tolist()
    [1, 0, 1]
    """
    colours = _ranks(_numbers(problem))
    while True:
        rows = _ranks([
            (row.kind, row.low, row.high, row.fixed,
             tuple(sorted((int(colours[i]), w) for i, w in row.weights.items())))
            for row in problem.rows
        ])  # fmt: skip
        tops = _ranks([
            (top.height, tuple(sorted(int(colours[i]) for i in top.cells)))
            for top in problem.ceilings
        ])  # fmt: skip
        finer = _ranks([
            (int(colours[i]), _around(problem, i, rows, tops))
            for i in range(problem.n)
        ])  # fmt: skip
        if finer.max(initial=0) == colours.max(initial=0):
            return finer
        colours = finer


def _numbers(problem: Problem) -> list[tuple[Any, ...]]:
    return [
        (c.form, c.size, c.scale, c.shape, float(problem.weight[i]),
         float(problem.fixed[i]), float(problem.least[i]))
        for i, c in enumerate(problem.curves)
    ]  # fmt: skip


def _around(problem: Problem, cell: int, rows: np.ndarray, tops: np.ndarray) -> Any:
    limits = sorted(
        (int(rows[k]), row.weights[cell])
        for k, row in enumerate(problem.rows)
        if cell in row.weights
    )
    ceilings = sorted(
        int(tops[k]) for k, top in enumerate(problem.ceilings) if cell in top.cells
    )
    return tuple(limits), tuple(ceilings)


def _ranks(keys: Iterable[Any]) -> np.ndarray:
    keys = list(keys)
    places = {key: rank for rank, key in enumerate(sorted(set(keys)))}
    return np.array([places[key] for key in keys], dtype=int)
