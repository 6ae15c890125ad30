"""A plan in words: what it brings, what binds, and what to know about it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from segkit.activation.plan import alike, infeasible, prices
from segkit.activation.plan.infeasible import number_of
from segkit.activation.words.plan import budget as words
from segkit.record import Table

if TYPE_CHECKING:
    from segkit.activation.plan.plans import Plan


def heading(plan: Plan) -> str:
    """Say what is spent, for what, and what it brings."""
    objective = words.OBJECTIVES[plan.objective]
    if not plan.spent > 0:
        value = words.NOTHING
    else:
        gain = float(plan.table["gain"].sum())
        value = words.VALUES[plan.objective].format(
            value=plan.value, ratio=gain / plan.spent,
            roi=gain / plan.spent - 1, points=100 * plan.value,
            each=number_of(plan.spent / plan.value) if plan.value > 0 else "-",
        )  # fmt: skip
    return words.HEADING.format(
        spent=number_of(plan.spent), total=number_of(plan.total), value=value,
        objective=objective.format(least=f"{plan.asked['least_return']:g}"),
    )  # fmt: skip


def price_text(value: float) -> str:
    """Write a price: two decimals, or two digits where it is small."""
    return f"{value:,.2f}" if abs(value) >= 0.1 or value == 0 else f"{value:.2g}"


def _unit(plan: Plan) -> str:
    return words.UNITS[plan.objective]


def _scaled(plan: Plan, value: float) -> str:
    """Write a price in the unit that people read: shares in points."""
    return price_text(value * (100 if plan.objective == "share" else 1))


def more(plan: Plan, known: prices.Price) -> str:
    """Say what one more unit of money brings, and until when."""
    if known.more <= 1e-9:
        full = plan.objective != "roi"
        return words.NO_MORE.format(why=words.ALL_FULL if full else words.NOT_WORTH)
    what = words.MORE.format(price=_scaled(plan, known.more), unit=_unit(plan))
    if not math.isfinite(known.until):
        return words.ALWAYS.format(what=what)
    exact = plan.problem.exact and not plan.problem.whole
    text = words.UNTIL if exact else words.FALLS
    return text.format(what=what, until=number_of(known.until))


def _price_rows(plan: Plan, budget: prices.Price) -> list[dict[str, object]]:
    """Return the prices of all limits that bind, the budget first."""
    known = [budget, *_binding(plan)]
    return [_row(plan, prices.ranged(plan.problem, each)) for each in known]


def _binding(plan: Plan, name: str | None = None) -> list[prices.Price]:
    """Return the prices of the limits that bind (of one name), but of the budget."""
    found = []
    for k, row in enumerate(plan.problem.rows):
        at = row.at(plan.best.spend, plan.problem.costs(plan.best.spend))
        for end in ("high", "low"):
            limit = getattr(row, end)
            if not math.isfinite(limit):
                continue
            near = abs(at - limit) <= 1e-6 * max(1, abs(limit))
            other = name is not None and (k == 0 or row.name != name)
            if (k, end) == (0, "high") or row.kind == "share" or not near or other:
                continue
            known = prices.price(plan.problem, plan.best, k, end)
            if max(abs(known.more), abs(known.less)) > 1e-9:
                found.append(known)
    return found


def limit_sentences(plan: Plan, name: str) -> list[str]:
    """Say what the limits on one cell, channel or segment are worth."""
    known = _binding(plan, name)
    return [_other(plan, prices.ranged(plan.problem, each)) for each in known]


def price_columns() -> list[str]:
    """Return the columns of the table of prices."""
    return ["limit", "at", "more", "less", "start", "until", "sentence"]


def _row(plan: Plan, known: prices.Price) -> dict[str, object]:
    row = plan.problem.rows[known.row]
    budget = known.row == 0 and known.end == "high"
    return {
        "limit": infeasible.said(row, known.end), "at": known.limit,
        "more": known.more, "less": known.less, "start": known.start,
        "until": known.until,
        "sentence": more(plan, known) if budget else _other(plan, known),
    }  # fmt: skip


def _other(plan: Plan, known: prices.Price) -> str:
    """Say what moving a cap or a minimum brings."""
    row = plan.problem.rows[known.row]
    low, high = number_of(known.start), number_of(known.until)
    if known.end == "high":
        text, price = words.CAP_PRICE, known.more
        reach = words.UP_TO.format(end=high) if math.isfinite(known.until) else ""
    else:
        text, price = words.MIN_PRICE, -known.less
        reach = words.DOWN_TO.format(start=low)
    limit = infeasible.said(row, known.end)
    return text.format(
        limit=limit[0].upper() + limit[1:], price=_scaled(plan, price),
        unit=_unit(plan), range=reach,
    )  # fmt: skip


def price_table(plan: Plan, budget: prices.Price) -> Table:
    """Return the table of prices."""
    return Table(_price_rows(plan, budget), columns=price_columns())


def notes(plan: Plan) -> tuple[str, ...]:
    """Say what to know before a plan is believed."""
    table, problem, cells = plan.table, plan.problem, plan.cells
    names = np.array(cells.names)
    said = [*_equal(plan)]
    beyond = table["beyond"].to_numpy()
    if beyond.any():
        most = [c.fit.most for c in np.array(cells.curves, object)[beyond]]
        seen = ", ".join(map(number_of, most))
        said.append(words.BEYOND.format(names=", ".join(names[beyond]), most=seen))
    used = table["spend"].to_numpy() > 0
    unsure = used & np.array([c.verdict == "not shown" for c in cells.curves])
    if unsure.any():
        said.append(words.UNSURE.format(names=", ".join(names[unsure])))
    if problem.whole:
        said.append(words.WHOLE_NUMBERS)
    return (*said, *_ceilings(plan), *_reach(plan))


def _equal(plan: Plan) -> list[str]:
    """Say which cells are alike in every number."""
    if plan.problem.whole:
        return []
    group = alike.classes(plan.problem)
    found = []
    for k in range(int(group.max()) + 1):
        own = [n for n, g in zip(plan.cells.names, group, strict=True) if g == k]
        if len(own) > 1:
            found.append(words.SAME.format(names=" and ".join(own)))
    return found


def _ceilings(plan: Plan) -> list[str]:
    gains = plan.problem.gains(plan.best.spend)
    full = [
        top.name
        for top in plan.problem.ceilings
        if gains[list(top.cells)].sum() > top.height * (1 - 1e-6)
    ]
    return [words.CEILING.format(names=", ".join(full))] if full else []


def _reach(plan: Plan) -> list[str]:
    """Say how many different people are reached, if channels reach them by chance."""
    sizes = plan.cells.column("n")
    if plan.objective != "reach" or np.isnan(sizes).any():
        return []
    missed: dict[str, float] = {}
    size = dict(zip(plan.cells.segments(), sizes, strict=True))
    for name, gain in zip(plan.cells.segments(), plan.table["gain"], strict=True):
        share = min(gain / size[name], 1.0) if size[name] else 0.0
        missed[name] = missed.get(name, 1.0) * (1 - share)
    unique = sum(size[name] * (1 - part) for name, part in missed.items())
    return [words.ADDED.format(unique=unique)]
