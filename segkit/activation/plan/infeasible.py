"""Limits that contradict each other: the few that do, by name, and the ways out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from segkit.activation.plan import search
from segkit.activation.plan.problem import Problem, Row
from segkit.activation.words.plan import budget as words

Ends = list[tuple[int, str]]


def feasible(problem: Problem) -> bool:
    """Say whether any plan keeps all limits, whatever it brings.

    Parameters
    ----------
    problem : to try

    Returns
    -------
    bool

    Examples
    --------
    >>> from segkit.activation.plan.curves import Curve
    >>> rows = (Row("budget", {0: 1.0}, high=40.0), Row("a", {0: 1.0}, low=50.0))
    >>> feasible(Problem(("a",), (Curve("linear", 5),), np.ones(1), np.zeros(1),
    ...                  np.zeros(1), rows))
    False
    """
    from segkit.activation.plan.curves import Curve  # noqa: PLC0415

    plain = replace(problem, curves=(Curve("linear", 1.0),) * problem.n, ceilings=())
    return search.best(plain) is not None


def contradiction(problem: Problem) -> Ends:
    """Find a smallest set of limits that no plan can keep together.

    Parameters
    ----------
    problem : without a plan that keeps all limits

    Returns
    -------
    list of (number of the row, "low" or "high")

    References
    ----------
    Deletion filter: Chinneck and Dravnieks (1991), ORSA Journal on Computing 3,
    157-168.

    Examples
    --------
    >>> from segkit.activation.plan.curves import Curve
    >>> rows = (Row("budget", {0: 1.0, 1: 1.0}, high=40.0),
    ...         Row("a", {0: 1.0}, low=50.0), Row("b", {1: 1.0}, high=1.0))
    >>> two = (Curve("linear", 5),) * 2
    >>> contradiction(Problem(("a", "b"), two, np.ones(2), np.zeros(2), np.zeros(2),
    ...                       rows))
    [(0, 'high'), (1, 'low')]
    """
    ends: Ends = [
        (k, end)
        for k, row in enumerate(problem.rows)
        for end in ("low", "high")
        if np.isfinite(getattr(row, end))
    ]
    for one in list(ends):
        less = [each for each in ends if each != one]
        if not feasible(_only(problem, less)):
            ends = less
    return ends


def _only(problem: Problem, ends: Ends) -> Problem:
    """Return the problem with some ends of limits only; spending stays finite."""
    rows = []
    for k, row in enumerate(problem.rows):
        low = row.low if (k, "low") in ends else -np.inf
        high = row.high if (k, "high") in ends else np.inf
        rows.append(replace(row, low=low, high=high))
    far = 10 * sum(
        abs(end) for row in problem.rows for end in (row.low, row.high)
        if np.isfinite(end)
    ) + float(problem.least.sum())  # fmt: skip
    whole = Row("far", dict.fromkeys(range(problem.n), 1.0), high=far + 1.0)
    return replace(problem, rows=(*rows, whole))


def explain(problem: Problem) -> str:
    """Say which limits contradict each other, and what would solve it.

    Parameters
    ----------
    problem : without a plan that keeps all limits

    Returns
    -------
    str

    Examples
    --------
    >>> from segkit.activation.plan.curves import Curve
    >>> rows = (Row("the budget", {0: 1.0}, high=40.0, kind="budget"),
    ...         Row("a", {0: 1.0}, low=50.0))
    >>> explain(Problem(("a",), (Curve("linear", 5),), np.ones(1), np.zeros(1),
    ...                 np.zeros(1), rows))
    "no plan can keep these limits at once: the budget of 40; at least 50 for a. Each
    is needed for the contradiction, so any one of these solves it: raise 'the budget
    of 40' to 50; lower 'at least 50 for a' to 40"
    """
    ends = contradiction(problem)
    limits = "; ".join(said(problem.rows[k], end) for k, end in ends)
    ways = "; ".join(_way(problem, ends, one) for one in ends)
    text = words.INFEASIBLE if len(ends) > 1 else words.INFEASIBLE_ONE
    return text.format(limits=limits, ways=ways)


def _way(problem: Problem, ends: Ends, one: tuple[int, str]) -> str:
    """Say how far one limit must move for the others to be kept."""
    number, end = one
    row = problem.rows[number]
    name = said(row, end)
    limit = getattr(row, end)
    sign = 1.0 if end == "high" else -1.0
    unit = max(abs(limit), 1.0)
    low, high = 0.0, unit

    def fine(by: float) -> bool:
        moved = problem.moved(number, {end: limit + sign * by})
        return feasible(_only(moved, ends))

    while not fine(high):
        low, high = high, high * 2
        if high > 1e6 * unit:
            return words.DROP.format(name=name)
    while high - low > 1e-9 * unit:
        middle = (low + high) / 2
        low, high = (low, middle) if fine(middle) else (middle, high)
    to = limit + sign * high
    if row.kind == "share" or to < -1e-6 * unit:
        return words.DROP.format(name=name)
    text = words.RAISE if end == "high" else words.LOWER
    return text.format(name=name, to=number_of(to))


def said(row: Row, end: str) -> str:
    """Write one end of a limit in words.

    Parameters
    ----------
    row : the limit
    end : "low" or "high"

    Returns
    -------
    str

    Examples
    --------
    >>> said(Row("social", {0: 1.0}, low=5.0, high=30.0), "low")
    'at least 5 for social'
    """
    texts = {
        ("budget", "high"): words.BUDGET, ("budget", "low"): words.WHOLE,
        ("spend", "high"): words.MOST, ("spend", "low"): words.LEAST_FOR,
        ("named", "high"): words.NAMED_MOST, ("named", "low"): words.NAMED_LEAST,
        ("share", "high"): words.MOST_SHARE, ("share", "low"): words.LEAST_SHARE,
    }  # fmt: skip
    ends = {"low": number_of(row.low), "high": number_of(row.high)}
    if row.kind == "share":
        part = max(row.weights.values()) - min(0.0, *row.weights.values())
        share = -min(0.0, *row.weights.values()) / part
        ends = dict.fromkeys(("low", "high"), number_of(100 * share))
    return texts[row.kind, end].format(name=row.name, **ends)


def number_of(value: float) -> str:
    """Write a number: whole where it is, else to the cent.

    Parameters
    ----------
    value : any number

    Returns
    -------
    str

    Examples
    --------
    >>> number_of(1234.0), number_of(0.5)
    ('1,234', '0.50')
    """
    near = round(value, 2)
    return f"{near:,.0f}" if near % 1 == 0 else f"{near:,.2f}"
