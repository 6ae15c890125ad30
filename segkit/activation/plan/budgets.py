"""How to divide a budget over segments and channels, by linear programming."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from segkit import checks
from segkit.activation.plan import cells as cell_table
from segkit.activation.plan import goals, infeasible, limits, search
from segkit.activation.plan.curve_numbers import a_number
from segkit.activation.plan.limits import Limit
from segkit.activation.plan.plans import Plan, table_of
from segkit.activation.plan.problem import Problem
from segkit.activation.words.plan import budget as words
from segkit.checks import DataError


def budget(
    cells: Any,
    total: float,
    *,
    objective: str = "revenue",
    caps: Mapping[Any, Any] | None = None,
    minima: Mapping[Any, Any] | None = None,
    fixed: Mapping[Any, Any] | None = None,
    fixed_costs: Mapping[Any, float] | None = None,
    least_if_used: Mapping[Any, float] | None = None,
    limits: Iterable[Limit] = (),
    least_return: float = 1.0,
    spend_all: bool = False,
    columns: Mapping[str, str] | None = None,
) -> Plan:
    """Divide a budget over segments and channels, and say what one more euro brings.

    Money goes where its next unit brings most, within the limits. Every limit that
    binds has a price: what one unit more of it would bring, and how long that holds.

    Parameters
    ----------
    cells : dict of what each brings: a number (return per unit of money) or a `Curve`,
        by name or by (segment, channel). Or a table with segment, channel or both, and
        roi or curve; optional columns cap_amount, minimum_amount, fixed_amount,
        least_amount, value_amount (worth of one unit of response), margin_rate,
        market_amount and revenue_amount (of the segment), n (people in the segment)
    total : money to spend, above 0; not all of it must be
    objective : "revenue" (most revenue), "roi" (spend as long as the next unit
        returns ``least_return``: the ratio itself is highest for the very first unit),
        "reach" (people, added up over channels, no more than there are in a segment),
        "new_customers", or "share" (points of the market; no more than others sell)
    caps, minima, fixed : spending at most, at least, or exactly, by cell, channel or
        segment: ``{"social": 100, ("loyal", "email"): 20}``; where a name is both,
        ``{"channel": {"store": 50}}``
    fixed_costs : cost of using a cell at all, which counts in the budget
    least_if_used : a cell gets nothing, or so much at least
    limits : further `Limit` records: sums, shares, differences
    least_return : for "roi"
    spend_all : whether the whole budget must be spent
    columns : ``{"our name": "your name"}``

    Returns
    -------
    Plan

    Raises
    ------
    DataError
        if a number cannot be, a name is not known, or limits contradict each other:
        then those that do are named, with what would solve it

    References
    ----------
    Linear programming with shadow prices: Dantzig (1963). Concave curves as pieces:
    Charnes and Lemke (1954), Naval Research Logistics Quarterly 1. Fixed costs and
    growing returns: mixed integer, Dantzig (1960), Econometrica 28. Solver: HiGHS,
    Huangfu and Hall (2018).

    Examples
    --------
    >>> plan = budget({"a": 5, "b": 3, "c": 4}, 40, caps={"a": 10, "b": 30, "c": 20},
    ...               minima={"b": 5})
    >>> plan.table["spend"].tolist(), plan.value
    ([10.0, 10.0, 20.0], 160.0)
    >>> plan.price_sentence
    'One more euro brings 3.00 EUR, until the budget is 60.'
    """
    checks.choice(objective, words.OBJECTIVES, name="objective")
    total = _positive(total, words.TOTAL)
    least_return = _positive(least_return, words.LEAST)
    asked = {
        "objective": objective, "caps": caps, "minima": minima, "fixed": fixed,
        "fixed_costs": fixed_costs, "least_if_used": least_if_used,
        "limits": tuple(limits), "least_return": least_return, "spend_all": spend_all,
    }  # fmt: skip
    read = cell_table.read(cells, columns)
    return solved(read, total, asked)


def _positive(value: Any, text: str) -> float:
    number = a_number(value)
    if not 0 < number < float("inf"):
        raise DataError(text.format(found=value))
    return number


def solved(cells: cell_table.Cells, total: float, asked: dict[str, Any]) -> Plan:
    """Solve the problem that was asked.

    Parameters
    ----------
    cells, total : as read
    asked : the other arguments of `budget`

    Returns
    -------
    Plan

    Raises
    ------
    DataError
        as `budget` does
    """
    problem = problem_of(cells, total, asked)
    found = search.best(problem)
    if found is None:
        raise DataError(infeasible.explain(problem))
    found = found._replace(spend=tidy(found.spend, total))
    return plan_of(cells, total, asked, problem, found)


def plan_of(
    cells: cell_table.Cells,
    total: float,
    asked: dict[str, Any],
    problem: Problem,
    found: search.Best,
) -> Plan:
    """Return the record of a solved problem."""
    spent = float(found.spend.sum()) + problem.costs(found.spend)
    return Plan(
        table_of(cells, problem, found.spend), asked["objective"], total, spent,
        problem.worth(found.spend), problem, found, cells, asked,
    )  # fmt: skip


def problem_of(cells: cell_table.Cells, total: float, asked: dict[str, Any]) -> Problem:
    """Write what was asked in numbers."""
    names = ("caps", "minima", "fixed", "limits", "spend_all")
    objective = asked["objective"]
    rows = limits.rows(cells, total, **{name: asked[name] for name in names})
    return Problem(
        cells.names, cells.curves, goals.weights(cells, objective),
        _per_cell(cells, "fixed_amount", asked["fixed_costs"], "fixed_costs"),
        _per_cell(cells, "least_amount", asked["least_if_used"], "least_if_used"),
        rows, goals.ceilings(cells, objective),
        asked["least_return"] if objective == "roi" else 0.0,
    )  # fmt: skip


def _per_cell(
    cells: cell_table.Cells, column: str, given: Mapping[Any, float] | None, what: str
) -> np.ndarray:
    """Return one number per cell from the table and from a dict; 0 for none."""
    values = np.nan_to_num(cells.column(column))
    for name, value in dict(given or {}).items():
        number = a_number(value)
        if not 0 <= number < float("inf"):
            raise DataError(words.LIMIT.format(what=what, found=name, value=value))
        values[list(limits.members({name: 1.0}, cells, what))] = number
    return values


def tidy(spend: np.ndarray, total: float) -> np.ndarray:
    """Take away what the solver's tolerance leaves: nothing below a billionth."""
    near = np.round(spend, 6)
    spend = np.where(np.abs(spend - near) <= 1e-9 * total, near, spend)
    return np.where(spend <= 1e-9 * total, 0.0, spend)
