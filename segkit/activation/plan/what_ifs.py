"""What if: another budget, other limits, or spending set by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from segkit.activation.plan import budgets, infeasible, prices, search
from segkit.activation.plan import cells as cell_table
from segkit.activation.plan.curve_numbers import a_number
from segkit.activation.plan.infeasible import number_of
from segkit.activation.plan.limits import members
from segkit.activation.plan.plans import Plan
from segkit.activation.words.plan import budget as words
from segkit.checks import DataError
from segkit.record import Table

STEPS = 24  # sizes of a budget that are tried


def what_if(
    plan: Plan,
    *,
    total: float | None = None,
    spend: Mapping[Any, float] | None = None,
    cells: Any = None,
    **limits: Any,
) -> Table:
    """Compare a plan with another budget, other limits, or spending set by hand.

    Parameters
    ----------
    plan : as `budget` returned it
    total : another budget
    spend : spending set by hand by cell, 0 where none is given: nothing is optimised,
        and limits that it breaks are named
    cells : other returns or curves for all cells
    limits : other arguments of `budget`: caps, minima, fixed, fixed_costs,
        least_if_used, limits, least_return, spend_all, objective; each replaces the old

    Returns
    -------
    Table, one row per cell: segment, channel (where given), before, after, change (of
    the spending), gain_before, gain_after. ``attrs``: value_before, value_after, plan
    (the new `Plan`; None for spending by hand), heading, notes

    Raises
    ------
    DataError
        if nothing is changed, a name is not known, or limits contradict each other

    References
    ----------
    Own definition.

    Examples
    --------
    >>> from segkit.activation.plan.budgets import budget
    >>> plan = budget({"a": 5, "b": 3}, 40, caps={"a": 10})
    >>> what_if(plan, total=50).attrs["heading"]
    'What if the budget is 50? EUR: 140 becomes 170 (+30).'
    >>> what_if(plan, spend={"a": 20, "b": 20}).attrs["notes"]
    ['This spending breaks limits: at most 10 for a.']
    """
    strange = sorted(set(limits) - set(plan.asked))
    if strange:
        known = sorted([*plan.asked, "cells", "spend", "total"])
        raise DataError(words.UNKNOWN_CHANGE.format(known=known, found=strange))
    if total is None and spend is None and cells is None and not limits:
        raise DataError(words.NOTHING_CHANGED)
    asked = {**plan.asked, **limits}
    read = plan.cells if cells is None else cell_table.read(cells)
    size = plan.total if total is None else total
    if spend is None:
        new = _budget(read, size, asked)
        after, value, notes = new.best.spend, new.value, list(new.notes)
        problem = new.problem
    else:
        new, problem = None, budgets.problem_of(read, size, asked)
        after = _by_hand(spend, read)
        value, notes = problem.worth(after), _kept(problem, after)
    table = _table(plan, read, problem, after)
    said = _changes(total, spend, limits, cells)
    table.attrs |= {
        "value_before": plan.value, "value_after": value, "plan": new, "notes": notes,
        "heading": _heading(plan, value, said),
    }  # fmt: skip
    return table


def _budget(read: cell_table.Cells, total: float, asked: dict[str, Any]) -> Plan:
    """Solve it anew, with the numbers checked as `budget` does."""
    options = {**asked}
    as_dict = dict(zip(read.keys, read.curves, strict=True))
    if read.table.columns.empty and len(read.keys[0]) <= 2:
        return budgets.budget(as_dict, total, **options)
    table = read.table.copy()
    for i, part in enumerate(read.parts):
        table[part] = [key[i] for key in read.keys]
    table["curve"] = pd.Series(read.curves, table.index, dtype=object)
    return budgets.budget(table, total, **options)


def _by_hand(spend: Mapping[Any, float], read: cell_table.Cells) -> np.ndarray:
    after = np.zeros(len(read.keys))
    for name, value in spend.items():
        numbers = list(members({name: 1.0}, read, "spend"))
        amount = a_number(value)
        if len(numbers) != 1 or not 0 <= amount < np.inf:
            raise DataError(words.LIMIT.format(what="spend", found=name, value=value))
        after[numbers] = amount
    return after


def _kept(problem: Any, spend: np.ndarray) -> list[str]:
    broken = problem.broken(spend)
    if not broken:
        return [words.KEPT]
    costs = problem.costs(spend)
    names = [
        infeasible.said(row, "high" if row.at(spend, costs) > row.high else "low")
        for row, _ in broken
    ]
    return [words.BROKEN.format(limits="; ".join(names))]


def _table(
    plan: Plan, read: cell_table.Cells, problem: Any, after: np.ndarray
) -> Table:
    old = dict(zip(plan.cells.keys, plan.best.spend, strict=True))
    gains = dict(zip(plan.cells.keys, plan.table["gain"], strict=True))
    before = np.array([old.get(key, 0.0) for key in read.keys])
    table = Table({part: [key[i] for key in read.keys]
                   for i, part in enumerate(read.parts)})  # fmt: skip
    table["before"], table["after"], table["change"] = before, after, after - before
    table["gain_before"] = [gains.get(key, 0.0) for key in read.keys]
    table["gain_after"] = problem.gains(after)
    return table


def _changes(total: Any, spend: Any, limits: Mapping[str, Any], cells: Any) -> str:
    """Say what was changed."""
    said = []
    if total is not None:
        said.append(words.CHANGES["total"].format(value=number_of(total)))
    if spend is not None:
        said.append(words.CHANGES["spend"])
    if cells is not None:
        said.append(words.CHANGES["cells"])
    for name, new in limits.items():
        said.append(words.CHANGES["other"].format(name=name, value=new))
    return words.AND.join(said)


def _heading(plan: Plan, value: float, said: str) -> str:
    times = 100 if plan.objective == "share" else 1
    before, after = plan.value * times, value * times
    return words.WHAT_IF.format(
        what=said, unit=words.UNITS[plan.objective],
        before=number_of(before), after=number_of(after),
        change=("+" if after >= before else "-") + number_of(abs(after - before)),
    )  # fmt: skip


def budget_range(plan: Plan, totals: Iterable[float] | None = None) -> Table:
    """Say what each size of the budget would bring, and its last euro.

    Parameters
    ----------
    plan : as `budget` returned it; its limits stay
    totals : sizes of the budget; None for a tenth to twice the plan's

    Returns
    -------
    Table: total, spent, value, price (what one more unit would bring), feasible.
    ``attrs``: heading, total (of the plan), value, unit, objective

    Raises
    ------
    DataError
        if a total is no number above 0

    References
    ----------
    The value of a linear program is concave in its limits: Dantzig (1963), chapter 12.

    Examples
    --------
    >>> from segkit.activation.plan.budgets import budget
    >>> plan = budget({"a": 5, "b": 3}, 40, caps={"a": 10})
    >>> budget_range(plan, [10, 20, 30])["value"].tolist()
    [50.0, 80.0, 110.0]
    """
    sizes = np.linspace(0.1, 2, STEPS - 4) * plan.total if totals is None else totals
    rows = []
    for size in sizes:
        if not 0 < a_number(size) < np.inf:
            raise DataError(words.TOTALS.format(found=size))
        rows.append(_at(plan, float(size)))
    table = Table(rows)
    objective = words.OBJECTIVES[plan.objective]
    table.attrs |= {
        "heading": words.RANGE_HEADING.format(
            objective=objective.format(least=f"{plan.asked['least_return']:g}")
        ),
        "total": plan.total, "value": plan.value, "unit": words.UNITS[plan.objective],
        "objective": plan.objective,
    }  # fmt: skip
    return table


def _at(plan: Plan, size: float) -> dict[str, Any]:
    problem = budgets.problem_of(plan.cells, size, plan.asked)
    found = search.best(problem, prices.ROUGH)
    if found is None:
        nothing = dict.fromkeys(("spent", "value", "price"), np.nan)
        return {"total": size, **nothing, "feasible": False}
    found = found._replace(spend=budgets.tidy(found.spend, size))
    more = budgets.plan_of(plan.cells, size, plan.asked, problem, found)
    return {"total": size, "spent": more.spent, "value": more.value,
            "price": more.price, "feasible": True}  # fmt: skip
