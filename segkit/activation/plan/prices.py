"""Shadow prices: what one more of each limit brings, and how far that holds."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from segkit.activation.plan import search
from segkit.activation.plan.problem import Problem

STEP = 1e-5  # how far a limit is moved to see what it brings, as a part of it
FALL = 0.1  # with curves: the price is said to hold until it moves by a tenth
ROUGH = 1e-3  # pieces, where only the range of a price is asked
FARTHEST = 1e4  # times the limit


class Price(NamedTuple):
    """What moving one limit is worth.

    Parameters
    ----------
    row, end : number of the limit, and "high" or "low"
    limit : where it stands
    more, less : what one more of it brings, and what one less takes away
    start, until : limits between which the price holds (exactly if all returns are
        constant, else within a tenth)

    Examples
    --------
    >>> Price(0, "high", 40.0, 3.0, 3.0, 35.0, 60.0).until
    60.0
    """

    row: int
    end: str
    limit: float
    more: float
    less: float
    start: float
    until: float


def price(problem: Problem, at: search.Best, row: int, end: str) -> Price:
    """Say what one more and one less of a limit would bring, without the range.

    Parameters
    ----------
    problem, at : the problem and its best plan
    row, end : number of the limit, and "high" or "low"

    Returns
    -------
    Price, start and until nan

    References
    ----------
    Duals on either side of the limit: where they differ the price has a kink there.
    Dantzig (1963), Linear Programming and Extensions, chapter 12.

    Examples
    --------
    >>> from segkit.activation.plan.curves import Curve
    >>> from segkit.activation.plan.problem import Row
    >>> rows = (Row("budget", {0: 1.0}, high=40.0), Row("a", {0: 1.0}, high=50.0))
    >>> one = Problem(("a",), (Curve("linear", 5),), np.ones(1), np.zeros(1),
    ...               np.zeros(1), rows)
    >>> price(one, search.best(one), 0, "high").more
    5.0
    """
    limit = getattr(problem.rows[row], end)
    step = STEP * max(abs(limit), 1e-3 * abs(problem.rows[0].high), 1e-6)
    sides = [_dual(problem, at, row, end, limit + move) for move in (step, -step)]
    known = [value for value in sides if not math.isnan(value)]
    more, less = (known[0] if math.isnan(v) and known else v for v in sides)
    return Price(row, end, limit, _tidy(more), _tidy(less), math.nan, math.nan)


def ranged(problem: Problem, known: Price) -> Price:
    """Add the range over which a price holds.

    Parameters
    ----------
    problem : the problem
    known : from `price`

    Returns
    -------
    Price

    Examples
    --------
    >>> from segkit.activation.plan.curves import Curve
    >>> from segkit.activation.plan.problem import Row
    >>> rows = (Row("budget", {0: 1.0}, high=40.0), Row("a", {0: 1.0}, high=50.0))
    >>> one = Problem(("a",), (Curve("linear", 5),), np.ones(1), np.zeros(1),
    ...               np.zeros(1), rows)
    >>> ranged(one, price(one, search.best(one), 0, "high")).until
    50.0
    """
    return upwards(problem, known)._replace(start=_edge(problem, known, -1.0))


def upwards(problem: Problem, known: Price) -> Price:
    """Add how far a limit can be raised before its price changes.

    Parameters
    ----------
    problem : the problem
    known : from `price`

    Returns
    -------
    Price, start still nan
    """
    return known._replace(until=_edge(problem, known, 1.0))


def _dual(problem: Problem, at: search.Best, row: int, end: str, limit: float) -> float:
    """Return what a limit is worth at a place near the best plan."""
    if limit < 0 <= getattr(problem.rows[row], end):
        return math.nan
    duals = search.priced(_put(problem, row, end, limit), at)
    return math.nan if duals is None else float(duals[row])


def _put(problem: Problem, row: int, end: str, limit: float) -> Problem:
    """Return the problem with one end of a limit moved, both if they were equal."""
    old = problem.rows[row]
    both = {"low": limit, "high": limit} if old.low == old.high else {end: limit}
    return problem.moved(row, both)


def _edge(problem: Problem, known: Price, way: float) -> float:
    """Return how far a limit can move one way before its price changes."""
    wanted = known.more if way > 0 else known.less
    part = 1e-6 if problem.exact and not problem.whole else FALL
    unit = max(abs(known.limit), 1e-3 * abs(problem.rows[0].high))
    near, far = 0.0, 0.05 * unit
    while _same(problem, known, known.limit + way * far, wanted, part):
        near, far = far, far * 2
        if far > FARTHEST * unit or (way < 0 and near >= known.limit):
            return math.inf * way if way > 0 else 0.0
    fine = 1e-7 if part < 1e-3 else 0.01
    while far - near > fine * max(unit, near):
        middle = (near + far) / 2
        inside = _same(problem, known, known.limit + way * middle, wanted, part)
        near, far = (middle, far) if inside else (near, middle)
    edge = known.limit + way * near
    return 0.0 if edge <= 1e-5 * unit else _tidy(edge, 5)


def _same(
    problem: Problem, known: Price, limit: float, wanted: float, part: float
) -> bool:
    """Say whether a limit is still worth the same at another place."""
    if limit < 0:
        return False
    moved = _put(problem, known.row, known.end, limit)
    found = search.best(moved, ROUGH)
    if found is None:
        return False
    return abs(float(found.duals[known.row]) - wanted) <= part * abs(wanted) + 1e-9


def _tidy(value: float, digits: int = 9) -> float:
    """Round away what the solver's tolerance leaves."""
    if not math.isfinite(value) or abs(value) < 1e-9:
        return 0.0 if math.isfinite(value) else value
    return float(np.format_float_positional(value, digits, fractional=False))
