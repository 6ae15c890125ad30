"""The test planner: what a segment can show, what it takes, and what it brings."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, NamedTuple

import ipywidgets
import pandas as pd
from matplotlib.figure import Figure

from segkit import plots
from segkit.checks import DataError
from segkit.widgets import words
from segkit.widgets.controls import Pair, Screen, Shown, titled
from segkit.widgets.plan import (
    LIMITS,
    PERCENT,
    Plan,
    checked,
    largest,
    numbers,
    plain,
    rate_of,
    sizes_of,
)
from segkit.widgets.plan_figure import figure_of

CERTAIN = 0.99  # from here on a chance is not written as a number
GROUPS = {
    words.PLAN_WHO: ("base_rate", "effect", "per_week"),
    words.PLAN_TEST: ("held_out", "power", "alpha"),
    words.PLAN_MONEY: ("cost", "margin"),
}


class Planned(NamedTuple):
    """What was drawn, the plan as a table of one row, and its words."""

    figure: Figure
    table: pd.DataFrame
    text: str


def draw_planner(
    segments: Any,
    *,
    segment: str | None = None,
    base_rate: float | Mapping[Any, float] = 0.02,
    effect: float = 0.01,
    held_out: float = 0.5,
    power: float = 0.8,
    alpha: float = 0.05,
    per_week: int = 0,
    cost: float = 0.0,
    margin: float = 0.0,
) -> Planned:
    """Draw what a test in a segment can find, how many it takes, and what it brings.

    Parameters
    ----------
    segments : Series of segments, one row per customer; or the number of customers in
        each segment, ``{"New": 60, ...}``
    segment : the segment to test; None for the largest
    base_rate : share who buy without the message, 0 to 1; one for all or for each
    effect : smallest rise worth finding, as a share: 0.01 is one point
    held_out : share of the segment that gets nothing
    power : chance to find the effect, 0.5 to 0.99
    alpha : chance of a false alarm (two-sided), 0.01 to 0.2
    per_week : customers who join the test each week; 0 for all of them at once
    cost, margin : what a message costs and an order earns, in the same currency

    Returns
    -------
    Planned: figure (left the chance to find a rise, by its size; right by the number of
    customers), table (one row: n, held_out, message, p1, p2, chance, seen, needed,
    weeks, cost_amount, earned_amount) and text

    Raises
    ------
    DataError
        if the segment is unknown or has fewer than 4 customers, it has no base rate, or
        a number lies outside its limits

    Notes
    -----
    Own definition: `experiments.sample_size` and `experiments.power` by the pooled
    formula, counted exactly where no arm has more than 200 customers.

    Examples
    --------
    >>> found = draw_planner({"Loyal": 4000}, base_rate=0.03, effect=0.02, cost=0.9,
    ...                      margin=40)
    >>> found.table["needed"].item()
    3012
    >>> found.text.split(". ")[-1]
    'Messages pay from 2.25 points on.'
    >>> import matplotlib.pyplot as plt
    >>> plt.close(found.figure)
    """
    sizes = sizes_of(segments)
    name = largest(sizes) if segment is None else segment
    if name not in sizes:
        raise DataError(words.PLAN_UNKNOWN.format(known=list(sizes), name=name))
    plan = checked(
        name, sizes[name], rate_of(base_rate, name), effect=effect, held_out=held_out,
        power=power, alpha=alpha, per_week=per_week, cost=cost, margin=margin,
    )  # fmt: skip
    table = numbers(plan)
    return Planned(figure_of(plan, table.iloc[0]), table, _text(plan, table.iloc[0]))


def explore_planner(
    segments: Any,
    *,
    segment: str | None = None,
    base_rate: float | Mapping[Any, float] = 0.02,
    **plan: Any,
) -> Screen:
    """Choose a segment, move the plan, and see what is possible and what it brings.

    Parameters
    ----------
    segments, segment, base_rate : as for `draw_planner`; the base rate of a segment is
        set when the segment is chosen, to 0.1 % at least
    plan : effect, held_out, power, alpha, per_week, cost, margin as for `draw_planner`,
        where the controls stand at first

    Returns
    -------
    Screen: a list of segments, eight number boxes with sliders, a status line and the
    figure. Make it the last line of a cell.

    Raises
    ------
    DataError
        as `draw_planner` does, for the first plan

    Notes
    -----
    Own definition.

    Examples
    --------
    >>> screen = explore_planner({"Loyal": 4000, "New": 60}, effect=0.02)
    >>> screen.put({"segment": "New"})
    >>> screen.said.split(". ")[2]
    'Too few: it takes 2,282 customers; here only a rise to 25.2 % is found.'
    """
    sizes = sizes_of(segments)
    first = largest(sizes) if segment is None else segment
    start = {"effect": 0.01, "held_out": 0.5, "power": 0.8, "alpha": 0.05, **plan}
    start["base_rate"] = rate_of(base_rate, first)
    pairs = {name: _pair(name, start.get(name, 0.0)) for name in LIMITS}
    options = [(words.PLAN_OPTION.format(name=k, n=n), k) for k, n in sizes.items()]
    which = ipywidgets.Dropdown(
        options=options,
        value=first if first in sizes else None,
        description=words.PLAN_SEGMENT,
        style={"description_width": "11em"},
        layout={"width": "29.5em"},
    )

    def draw(segment: str, **values: Any) -> Shown:
        given = {k: v / 100 if k in PERCENT else v for k, v in values.items()}
        found = draw_planner({segment: sizes[segment]}, segment=segment, **given)
        return Shown(plots.to_img(found.figure), found.text)

    def start_anew(change: Any) -> None:
        rate = rate_of(base_rate, change["new"])
        pairs["base_rate"].box.value = _shown("base_rate", rate)

    which.observe(start_anew, "value")  # before the screen draws
    boxes = [titled(head, [pairs[n] for n in names]) for head, names in GROUPS.items()]
    columns = ipywidgets.HBox(boxes, layout={"flex_flow": "row wrap"})
    inputs = {"segment": which, **{name: pair.box for name, pair in pairs.items()}}
    return Screen([which, columns], inputs, draw)


def _pair(name: str, value: float) -> Pair:
    """Return the control of one number, in the unit that people speak of."""
    return Pair(words.PLAN_LABELS[name], _shown(name, value), *LIMITS[name])


def _shown(name: str, value: float) -> float:
    """Return a number as its control shows it: within its limits, on its steps."""
    low, high, step = LIMITS[name]
    unit = step or 1
    shown = min(max(value * (100 if name in PERCENT else 1), low), high)
    shown = round(unit * round(shown / unit), 2)
    return int(shown) if step is None else shown


def _text(plan: Plan, row: Any) -> str:
    return words.PLAN_TEXT.format(
        name=plan.name,
        held=plan.held,
        sent=plan.sent,
        p1=_percent(plan.p1),
        p2=_percent(plan.p2),
        chance=_chance(row["chance"]),
        verdict=_verdict(plan, row),
        money=_money(plan, row),
    ).strip()


def _verdict(plan: Plan, row: Any) -> str:
    weeks, up = int(row["weeks"]), row["seen"]
    told = words.PLAN_WEEKS[weeks != 1].format(n=weeks, per_week=plan.per_week)
    enough = row["chance"] >= plan.power
    name = "enough" if enough else "none" if math.isnan(up) else "few"
    return words.PLAN_VERDICTS[name].format(
        needed=int(row["needed"]),
        weeks=told if weeks else "",
        seen="" if math.isnan(up) else words.PLAN_UP.format(up=_percent(up)),
    )


def _money(plan: Plan, row: Any) -> str:
    """Say what the messages of the test cost and bring; nothing without a margin."""
    if not plan.margin:
        return ""
    cost, earned = row["cost_amount"], row["earned_amount"]
    least = words.PLAN_POINTS.format(points=plain(100 * plan.cost / plan.margin))
    text = words.PLAN_PAYS if plan.cost else words.PLAN_FREE
    return text.format(
        cost=f"{cost:,.0f}",
        orders=f"{plan.effect * plan.sent:,.0f}",
        earned=f"{earned:,.0f}",
        net=f"{earned - cost:+,.0f}",
        least=least if plan.cost < plan.margin else words.PLAN_NEVER,
    )


def _chance(share: float) -> str:
    """Write a chance as whole per cent; nothing is certain."""
    if share > CERTAIN:
        return words.PLAN_CERTAIN
    return f"{share:.0%}".replace("%", " %")


def _percent(share: float) -> str:
    return f"{plain(100 * share)} %"
