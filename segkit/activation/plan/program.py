"""The linear program: curves as pieces, limits as rows, solved by HiGHS."""

from __future__ import annotations

from typing import Any

import numpy as np

from segkit.activation.plan.matrix import Builder, Matrix
from segkit.activation.plan.problem import Problem

TOLERANCE = 1e-9
METHODS = ("highs-ds", "highs-ipm")
IDLE = 1e-7  # of the first return: money that only a ceiling keeps from use stays


def build(problem: Problem, group: np.ndarray, points: list[np.ndarray]) -> Matrix:
    """Write a problem as a program, cells of a class as one.

    Parameters
    ----------
    problem : the numbers
    group : class of each cell
    points : for each class the spending at which its pieces begin and end, from 0

    Returns
    -------
    Matrix

    Notes
    -----
    Where returns diminish, pieces fill in order by themselves. Where they grow, a
    whole number keeps a piece shut until the one before is full (Dantzig 1960).
    """
    made = Builder()
    members = [np.flatnonzero(group == k) for k in range(len(points))]
    crowned = {int(group[i]) for top in problem.ceilings for i in top.cells}
    gains, pieces = [], []
    for k, own in enumerate(members):
        first, gain = _pieces(made, problem, own, points[k], k in crowned)
        gains.append(gain)
        pieces.append((first, len(made.c)))
    yes = [_used(made, problem, int(own[0])) for own in members]
    for row in problem.rows:
        made.row(_weights(problem, row, group, pieces, yes), row.low, row.high)
    n_rows = len(made.low)
    for k, own in enumerate(members):
        first = pieces[k][0]
        _links(made, problem, int(own[0]), points[k], first=first, yes=yes[k])
    _ceilings(made, problem, group, gains)
    return made.matrix(pieces, yes, n_rows)


def _pieces(
    made: Builder, problem: Problem, own: np.ndarray, at: np.ndarray, crowned: bool
) -> tuple[int, dict[int, float]]:
    """Add the pieces of a class; return the first, and what a unit of each brings."""
    cell, first = int(own[0]), len(made.c)
    worth = np.asarray(problem.curves[cell](at)) * problem.weight[cell]
    widths = np.diff(at)
    slopes = np.diff(worth) / widths
    gain = {}
    for width, slope in zip(widths, slopes, strict=True):
        counts = -IDLE * slopes.max() if crowned else slope
        number = made.variable((problem.charge - counts) * own.size, 0.0, width)
        gain[number] = float(slope)
    return first, gain


def _used(made: Builder, problem: Problem, cell: int) -> int:
    """Add the yes-or-no variable of a cell with all-or-nothing costs; -1 for none."""
    if not problem.fixed[cell] > 0 and not problem.least[cell] > 0:
        return -1
    return made.variable(problem.charge * problem.fixed[cell], 0.0, 1.0, whole=True)


def _weights(
    problem: Problem,
    row: Any,
    group: np.ndarray,
    pieces: list[tuple[int, int]],
    yes: list[int],
) -> dict[int, float]:
    """Return a limit as weights of pieces, and of fixed costs where they count."""
    found: dict[int, float] = {}
    by_class: dict[int, float] = {}
    for cell, weight in row.weights.items():
        k = int(group[cell])
        by_class[k] = by_class.get(k, 0.0) + weight
        if row.fixed and yes[k] >= 0:
            found[yes[k]] = problem.fixed[cell]
    for k, weight in by_class.items():
        found |= dict.fromkeys(range(*pieces[k]), weight)
    return found


def _links(
    made: Builder,
    problem: Problem,
    cell: int,
    at: np.ndarray,
    *,
    first: int,
    yes: int,
) -> None:
    """Tie spending to its yes or no, and growing pieces to the one before."""
    own = dict.fromkeys(range(first, first + at.size - 1), 1.0)
    if yes >= 0:
        made.row(own | {yes: -float(at[-1])}, -np.inf, 0.0)
        made.row(own | {yes: -float(problem.least[cell])}, 0.0, np.inf)
    widths = np.diff(at)
    growing = np.flatnonzero(at[1:-1] <= problem.turns[cell] * (1 + 1e-12))
    for k in growing:
        full = made.variable(0.0, 0.0, 1.0, whole=True)
        made.row({first + int(k): 1.0, full: -float(widths[k])}, 0.0, np.inf)
        after = widths.size if k == growing[-1] else int(k) + 2
        for piece in range(int(k) + 1, after):  # shut until this one is full
            opens = {first + piece: 1.0, full: -float(widths[piece])}
            made.row(opens, -np.inf, 0.0)


def _ceilings(
    made: Builder, problem: Problem, group: np.ndarray, gains: list[dict[int, float]]
) -> None:
    """Let the gain of several cells count up to a height only."""
    for top in problem.ceilings:
        counted = made.variable(-1.0, 0.0, max(top.height, 0.0))
        weights = {counted: 1.0}
        for cell in top.cells:
            for number, slope in gains[int(group[cell])].items():
                weights[number] = weights.get(number, 0.0) - slope
        made.row(weights, -np.inf, 0.0)


def solve(matrix: Matrix) -> tuple[np.ndarray, np.ndarray] | None:
    """Solve a program; None if no plan keeps its limits.

    Parameters
    ----------
    matrix : the program

    Returns
    -------
    (values of the variables, duals of the limits), duals with whole numbers held as
    they were found

    Raises
    ------
    RuntimeError
        if HiGHS stops without an answer

    References
    ----------
    Huangfu and Hall (2018), Mathematical Programming Computation 10, 119-142 (HiGHS).
    """
    from scipy import optimize  # noqa: PLC0415 (waited for only here)

    least, most = matrix.least.copy(), matrix.most.copy()
    if matrix.whole.any():
        found = optimize.milp(
            matrix.c,
            integrality=matrix.whole.astype(int),
            bounds=optimize.Bounds(least, most),
            constraints=optimize.LinearConstraint(matrix.A, matrix.low, matrix.high),
            options={"mip_rel_gap": 1e-6},
        )
        if found.x is None:
            _none(found)
            return None
        least[matrix.whole] = most[matrix.whole] = np.round(found.x[matrix.whole])
    return _linear(matrix, least, most)


def _linear(
    matrix: Matrix, least: np.ndarray, most: np.ndarray
) -> tuple[np.ndarray, np.ndarray] | None:
    from scipy import optimize, sparse  # noqa: PLC0415

    above, below = matrix.high < np.inf, matrix.low > -np.inf
    A = sparse.vstack([matrix.A[above], -matrix.A[below]], format="csr")
    b = np.concatenate([matrix.high[above], -matrix.low[below]])
    unit = float(np.abs(b).max(initial=0.0)) or 1.0  # HiGHS wants numbers near 1
    bounds = np.column_stack([least, most]) / unit
    limit = {"maxiter": 20 * sum(A.shape) + 1000}  # simplex can go round in circles
    for method in METHODS:
        near = {"primal_feasibility_tolerance": TOLERANCE,
                "dual_feasibility_tolerance": TOLERANCE}  # fmt: skip
        found = optimize.linprog(
            matrix.c, A_ub=A, b_ub=b / unit, bounds=bounds, method=method,
            options=near | limit,
        )  # fmt: skip
        if found.status in (0, 2):
            break
    if found.x is None or found.status != 0:
        _none(found)
        return None
    duals = np.zeros(matrix.low.size)
    marginals = -found.ineqlin.marginals * matrix.scale
    duals[above] += marginals[: above.sum()]
    duals[below] -= marginals[above.sum() :]
    return found.x * unit, duals[: matrix.n_rows]


def _none(found: Any) -> None:
    """Refuse every end but that no plan keeps the limits."""
    if found.status != 2:
        raise RuntimeError(f"HiGHS ended with status {found.status}: {found.message}")
