"""The budget allocator: where the money goes, and what one more euro would bring."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import ipywidgets
import matplotlib.pyplot as plt
from matplotlib.figure import Figure

from segkit import activation, plots
from segkit.activation import Plan
from segkit.activation.plan.limits import label
from segkit.checks import DataError
from segkit.record import Table
from segkit.widgets import words
from segkit.widgets.controls import Pair, Screen, Shown, titled

STEPS = 12  # sizes of the budget that the curve shows
MOST_TIMES = 4  # the largest budget, as a multiple of the first
WIDTH, EACH, LEAST = 10.5, 0.42, 3.6  # inches of the figure, of a row, at least


class Allocated(NamedTuple):
    """What was drawn, the plan, its table and its words."""

    figure: Figure
    plan: Plan
    table: Table
    text: str


def draw_budget_allocator(
    cells: Any,
    *,
    total: float,
    objective: str = "revenue",
    of: Any = None,
    least: float = 0.0,
    most: float = 0.0,
    **options: Any,
) -> Allocated:
    """Draw where a budget goes, and what one more euro would bring.

    Parameters
    ----------
    cells : as for `activation.budget`
    total : money to spend
    objective : as for `activation.budget`
    of : cell, channel or segment that has a limit; None for no limit
    least, most : spending on it at least and at most; a ``most`` of 0 is no cap
    options : other arguments of `activation.budget`, such as caps and minima, which
        stay as they are

    Returns
    -------
    Allocated: figure (left the spending of each cell with what its next euro would
    bring, right what other budgets would bring), plan, table and text

    Raises
    ------
    DataError
        as `activation.budget`; limits that contradict each other are named

    Notes
    -----
    Own definition.

    Examples
    --------
    >>> found = draw_budget_allocator({"a": 5, "b": 3, "c": 4}, total=40, of="b",
    ...                               least=5, caps={"a": 10, "c": 20})
    >>> found.table["spend"].tolist()
    [10.0, 10.0, 20.0]
    >>> found.text.split(". ")[1]
    'One more euro brings 3.00 EUR, however much is added'
    >>> plt.close(found.figure)
    """
    given = {**options, "objective": objective}
    if of is not None:
        low = {of: least} if least else {}
        high = {of: most} if most else {}
        given["minima"] = {**(options.get("minima") or {}), **low}
        given["caps"] = {**(options.get("caps") or {}), **high}
    plan = activation.budget(cells, total, **given)
    text = words.BUDGET_TEXT.format(
        heading=plan.heading, price=plan.price_sentence,
        limit=_limit(plan, of, least, most),
    )  # fmt: skip
    return Allocated(_figure(plan), plan, plan.table, text.strip())


def _limit(plan: Plan, of: Any, least: float, most: float) -> str:
    """Say what the one limit is worth, or that it changes nothing."""
    if of is None or not (least or most):
        return ""
    name = label(of)
    return " ".join(plan.limit_sentences(name)) or words.BUDGET_LIMIT.format(name=name)


def _figure(plan: Plan) -> Figure:
    height = max(LEAST, 1.4 + EACH * len(plan.table))
    sizes = [plan.total * 2 * (k + 1) / STEPS for k in range(STEPS)]
    with plots.style():
        figure, (left, right) = plt.subplots(
            ncols=2, figsize=(WIDTH, height), layout="constrained",
            width_ratios=(3, 2),
        )  # fmt: skip
        plots.budget_plan(plan.table, ax=left)
        plots.budget_range(activation.budget_range(plan, sizes), ax=right)
    return figure


def explore_budget_allocator(
    cells: Any, *, total: float, objective: str | None = None, **options: Any
) -> Screen:
    """Move the budget, one limit and the objective, and see where the money goes.

    Parameters
    ----------
    cells, total, options : as for `draw_budget_allocator`
    objective : that stands at first; None for the first that the cells allow

    Returns
    -------
    Screen: number boxes with sliders for the budget and one limit (at least, at most),
    lists of the objectives and of what the limit is on, a status line, and the figure.
    Make it the last line of a cell.

    Raises
    ------
    DataError
        as `draw_budget_allocator`, for the first setting

    Notes
    -----
    Own definition.

    Examples
    --------
    >>> screen = explore_budget_allocator({"a": 5, "b": 3}, total=40, caps={"a": 10})
    >>> screen.put({"total": 20})
    >>> screen.said.split(". ")[0]
    '20 of 20 spent for the most revenue: 80 EUR, 4.00 for each euro'
    """
    known = _objectives(cells, total, options)
    plan = activation.budget(cells, total, objective=known[0], **options)
    pairs = {
        "total": Pair(words.BUDGET_TOTAL, total, *_ends(total)),
        "least": Pair(words.BUDGET_LEAST, 0.0, 0.0, total, _step(total)),
        "most": Pair(words.BUDGET_MOST, 0.0, 0.0, total, _step(total)),
    }
    lists = {
        "objective": _list(
            words.BUDGET_OBJECTIVE,
            [(words.BUDGET_OBJECTIVES[name], name) for name in known],
            known[0] if objective is None else objective,
        ),
        "of": _list(words.BUDGET_OF, [(words.BUDGET_NONE, None), *_names(plan)], None),
    }

    def draw(**values: Any) -> Shown:
        found = draw_budget_allocator(cells, **values, **options)
        return Shown(plots.to_img(found.figure), found.text)

    money = titled(words.BUDGET_MONEY, [pairs["total"], lists["objective"]])
    limit = titled(words.BUDGET_LIMITS, [lists["of"], pairs["least"], pairs["most"]])
    columns = ipywidgets.HBox([money, limit], layout={"flex_flow": "row wrap"})
    inputs = {**lists, **{name: pair.box for name, pair in pairs.items()}}
    return Screen([columns], inputs, draw)


def _objectives(cells: Any, total: float, options: Mapping[str, Any]) -> list[str]:
    """Return the objectives that these cells allow."""
    known, refused = [], ""
    for name in words.BUDGET_OBJECTIVES:
        try:
            activation.budget(cells, total, objective=name, **options)
        except DataError as error:
            refused = refused or str(error)
        else:
            known.append(name)
    if not known:
        raise DataError(words.BUDGET_NO_OBJECTIVE.format(error=refused))
    return known


def _names(plan: Plan) -> list[tuple[str, Any]]:
    """Return what a limit can be on: channels, segments, then cells."""
    parts = [
        (str(name), {part: name})
        for part in ("channel", "segment")
        if part in plan.table and {"channel", "segment"} <= set(plan.table)
        for name in plan.table[part].unique()
    ]
    found = [(name, next(iter(one.items()))) for name, one in parts]
    cells = zip(plan.cells.names, plan.cells.keys, strict=True)
    return found + [(name, key if len(key) > 1 else key[0]) for name, key in cells]


def _list(label: str, options: list[tuple[str, Any]], value: Any) -> Any:
    return ipywidgets.Dropdown(
        options=options, value=value, description=label,
        style={"description_width": "11em"}, layout={"width": "29.5em"},
    )  # fmt: skip


def _step(total: float) -> float:
    """Return a step of which the budget has about two hundred."""
    return float(f"{total / 200:.1g}")


def _ends(total: float) -> tuple[float, float, float]:
    step = _step(total)
    return step, MOST_TIMES * total, step
