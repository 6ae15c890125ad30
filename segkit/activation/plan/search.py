"""The best plan: solved on coarse pieces, then on ever finer ones around it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from segkit.activation.plan import alike, program
from segkit.activation.plan.problem import Problem

COARSE = 32  # pieces of a curve at first
FINE = 16  # pieces around the plan so far
MOST_ROUNDS = 14
SLACK = 1.01  # pieces end beyond the limits, so that limits bind and bounds do not
NEAR = 2e-6  # width of the finest piece, as a part of the largest spending


class Best(NamedTuple):
    """The best spending, and what the limits are worth there.

    Parameters
    ----------
    spend : per cell
    duals : per limit, for a unit more of its high end (or of its low end)
    group : class of each cell
    points : where the last pieces began and ended, per class

    Examples
    --------
    >>> Best._fields
    ('spend', 'duals', 'group', 'points')
    """

    spend: np.ndarray
    duals: np.ndarray
    group: np.ndarray
    points: list[np.ndarray]


def best(problem: Problem, near: float = NEAR) -> Best | None:
    """Find the best spending; None if no plan keeps the limits.

    Parameters
    ----------
    problem : the numbers
    near : width of the finest piece, as a part of the largest spending

    Returns
    -------
    Best

    Notes
    -----
    Chords of a concave curve lie below it, so each round's value is reached; pieces
    become finer around the plan. Shuffled cells and other names change nothing.

    Examples
    --------
    >>> from segkit.activation.plan.curves import Curve
    >>> from segkit.activation.plan.problem import Row
    >>> roots = tuple(Curve("power", size, shape=0.5) for size in (3.0, 4.0))
    >>> rows = (Row("budget", {0: 1.0, 1: 1.0}, high=100.0),)
    >>> found = best(Problem(("a", "b"), roots, np.ones(2), np.zeros(2), np.zeros(2),
    ...                      rows))
    >>> found.spend.round(2).tolist(), round(float(found.duals[0]), 4)
    ([36.0, 64.0], 0.25)
    """
    group = _groups(problem)
    cells = [int(np.flatnonzero(group == k)[0]) for k in range(int(group.max()) + 1)]
    reach = SLACK * problem.highest[cells]
    coarse = [_coarse(problem, c, top) for c, top in zip(cells, reach, strict=True)]
    points, found = coarse, _solved(problem, group, coarse)
    if found is None or problem.exact:
        return found
    width = np.array([top / COARSE * 2 for top in reach])
    for _ in range(MOST_ROUNDS):
        spend = found.spend[cells]
        pairs = zip(coarse, spend, width, strict=True)
        points = [_around(own, x, near) for own, x, near in pairs]
        finer = _solved(problem, group, points)
        if finer is None:
            return found
        found = finer
        moved = np.abs(found.spend[cells] - spend)
        width = np.where(moved < 0.9 * width, width / (FINE / 2), width)
        if (width / FINE <= near * reach).all():
            break
    return found


def _groups(problem: Problem) -> np.ndarray:
    """Return the classes of cells; where whole numbers decide, each cell is its own."""
    group = alike.classes(problem)
    if not problem.whole:
        return group
    order = sorted(range(problem.n), key=lambda i: (group[i], problem.names[i]))
    own = np.empty(problem.n, dtype=int)
    own[order] = np.arange(problem.n)
    return own


def _coarse(problem: Problem, cell: int, top: float) -> np.ndarray:
    """Return where the first pieces of a curve begin: finer where it bends most."""
    if top <= 0:
        return np.array([0.0, 1e-9])
    if problem.curves[cell].form == "linear":
        return np.array([0.0, top])
    points = top * np.linspace(0, 1, COARSE + 1) ** 2
    turn = problem.turns[cell]
    extra = np.linspace(0, min(turn, top), 9) if turn > 0 else np.empty(0)
    return _clean(np.concatenate([points, extra]), top)


def _around(coarse: np.ndarray, spend: float, width: float) -> np.ndarray:
    """Return the first pieces, and finer ones around the plan so far."""
    if coarse.size == 2:
        return coarse
    top = coarse[-1]
    fine = spend + width * np.linspace(-1, 1, 2 * FINE + 1)
    fine = fine[(fine > 0) & (fine < top)]
    points = np.concatenate([coarse, fine, [spend] if 0 < spend < top else []])
    return _clean(points, top)


def _clean(points: np.ndarray, top: float) -> np.ndarray:
    """Sort points and drop those that nearly repeat; the first is 0, the last top."""
    points = np.unique(points)
    apart = np.concatenate([[True], np.diff(points) > 2e-7 * top])
    kept = points[apart]
    kept[-1] = top
    return kept


def _solved(
    problem: Problem, group: np.ndarray, points: list[np.ndarray]
) -> Best | None:
    matrix = program.build(problem, group, points)
    answer = program.solve(matrix)
    if answer is None:
        return None
    values, duals = answer
    own = np.array([max(values[a:b].sum(), 0.0) for a, b in matrix.pieces])
    return Best(own[group], duals, group, points)


def priced(problem: Problem, at: Best) -> np.ndarray | None:
    """Return what the limits are worth, for a problem moved a little.

    Parameters
    ----------
    problem : with a limit moved
    at : the best plan before

    Returns
    -------
    array, one per limit; None if no plan keeps the limits

    Examples
    --------
    >>> from segkit.activation.plan.curves import Curve
    >>> from segkit.activation.plan.problem import Row
    >>> one = Problem(("a",), (Curve("linear", 5),), np.ones(1), np.zeros(1),
    ...               np.zeros(1), (Row("budget", {0: 1.0}, high=40.0),))
    >>> priced(one.moved(0, {"high": 41.0}), best(one)).tolist()
    [5.0]
    """
    top = SLACK * problem.highest
    points = []
    for k, known in enumerate(at.points):
        most = float(top[int(np.flatnonzero(at.group == k)[0])])
        reach = np.append(known[known < most * (1 - 1e-12)], most)
        points.append(reach if most > 0 else known[:2])
    found = _solved(problem, at.group, points)
    return None if found is None else found.duals
