"""The plan: how the money is divided, what binds, and what one more euro brings."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from segkit.activation.plan import prices, telling
from segkit.activation.plan.cells import Cells
from segkit.activation.plan.problem import Problem
from segkit.activation.plan.search import Best
from segkit.activation.words.plan import budget as words
from segkit.record import Table


@dataclass(frozen=True, repr=False, eq=False)
class Plan:
    """A budget divided over segments and channels. ``float(plan)`` is what it brings.

    Parameters
    ----------
    table : one row per cell: segment, channel (where given), spend, fixed, response,
        gain (in units of the objective), low, high (of the gain, as far as the history
        knows), return_all, return_last (of the next unit of money), limit ("cap",
        "minimum", "nothing" or ""), beyond (more than was ever spent)
    objective : what it is for
    total, spent : the budget, and what is spent of it, fixed costs included
    value : of the objective
    problem, best, cells, asked : what it was solved from

    Examples
    --------
    >>> from segkit.activation.plan.budgets import budget
    >>> plan = budget({"a": 5, "b": 3, "c": 4}, 40, caps={"a": 10, "b": 30, "c": 20},
    ...               minima={"b": 5})
    >>> plan.table["spend"].tolist(), float(plan), plan.price
    ([10.0, 10.0, 20.0], 160.0, 3.0)
    """

    table: Table
    objective: str
    total: float
    spent: float
    value: float
    problem: Problem = field(repr=False)
    best: Best = field(repr=False)
    cells: Cells = field(repr=False)
    asked: dict[str, Any] = field(repr=False)

    def __float__(self) -> float:
        """Return the value of the objective."""
        return self.value

    @cached_property
    def _budget(self) -> prices.Price:
        return prices.price(self.problem, self.best, 0, "high")

    @property
    def price(self) -> float:
        """Return what one more unit of money would bring: the shadow price."""
        return max(self._budget.more, 0.0)

    @cached_property
    def prices(self) -> Table:
        """Return what each limit that binds is worth, with the range it holds for.

        Returns
        -------
        Table, the budget first: limit (in words), at, more (what one more brings),
        less (what one less takes), start, until (limits between which that holds:
        exactly for constant returns, within a tenth for curves), sentence
        """
        return telling.price_table(self, self._budget)

    @property
    def sentences(self) -> list[str]:
        """Return the plan in words: what it brings, what binds, and for how long."""
        return [self.heading, *self.prices["sentence"]]

    @property
    def heading(self) -> str:
        """Return what is spent for what."""
        return telling.heading(self)

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """Return what to know before the plan is believed."""
        return telling.notes(self)

    @cached_property
    def price_sentence(self) -> str:
        """Return what one more unit of money brings, and until when, in words."""
        return telling.more(self, prices.upwards(self.problem, self._budget))

    def limit_sentences(self, name: str) -> list[str]:
        """Return what the limits on a cell, channel or segment are worth, in words.

        Parameters
        ----------
        name : as the limit was given; "loyal · email" for a cell of both

        Returns
        -------
        list of a sentence for each limit that binds
        """
        return telling.limit_sentences(self, name)

    def __repr__(self) -> str:
        """Print the heading, the table, the prices in words and the notes."""
        lines = [self.heading, self.table.round(2).to_string(index=False)]
        return "\n".join([*lines, *self.prices["sentence"], *self.notes])

    def _repr_html_(self) -> str:
        shown = Table(self.table.copy())
        said = [*self.prices["sentence"], *self.notes]
        shown.attrs |= {"heading": self.heading, "notes": said}
        return shown._repr_html_()


def table_of(cells: Cells, problem: Problem, spend: np.ndarray) -> Table:
    """Return one row per cell: what is spent, what it brings, what binds.

    Parameters
    ----------
    cells, problem : what was solved
    spend : per cell

    Returns
    -------
    Table as `Plan` describes it
    """
    gains = problem.gains(spend)
    ends = [c.interval(x) for c, x in zip(cells.curves, spend, strict=True)]
    fixed = np.where(spend > 0, problem.fixed, 0.0)
    paid = spend + fixed
    slopes = [c.slope(x) for c, x in zip(cells.curves, spend, strict=True)]
    table = Table({part: [key[i] for key in cells.keys]
                   for i, part in enumerate(cells.parts)})  # fmt: skip
    table["spend"], table["fixed"] = spend, fixed
    table["response"] = [c(x) for c, x in zip(cells.curves, spend, strict=True)]
    table["gain"] = gains
    table["low"] = np.array([low for low, _ in ends]) * problem.weight
    table["high"] = np.array([high for _, high in ends]) * problem.weight
    table["return_all"] = np.divide(
        gains, paid, out=np.full(gains.size, math.nan), where=paid > 0
    )
    table["return_last"] = np.array(slopes) * problem.weight
    table["limit"] = [_limit(problem, i, x) for i, x in enumerate(spend)]
    table["beyond"] = [
        bool(c.fit is not None and x > c.fit.most * (1 + 1e-9))
        for c, x in zip(cells.curves, spend, strict=True)
    ]
    return table


def _limit(problem: Problem, cell: int, spend: float) -> str:
    """Say which own limit of a cell binds."""
    for row in problem.rows[1:]:
        if list(row.weights) == [cell] and row.kind == "spend":
            near = 1e-6 * max(1.0, abs(spend))
            for end, word in words.BINDS.items():
                if abs(getattr(row, end) - spend) <= near:
                    return word
    return "nothing" if spend <= 0 else ""
