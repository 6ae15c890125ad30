"""What a budget is for: how each objective counts what the cells bring."""

from __future__ import annotations

from typing import Any

import numpy as np

from segkit.activation.plan.cells import Cells
from segkit.activation.plan.problem import Ceiling
from segkit.activation.words.plan import budget as words
from segkit.checks import DataError

MONEY = ("revenue", "roi", "share")


def weights(cells: Cells, objective: str) -> np.ndarray:
    """Return what one unit of response counts in each cell.

    Parameters
    ----------
    cells : the cells
    objective : of the budget

    Returns
    -------
    array: 1 for people; their value (times the margin for "roi") for money; for
    "share" the part of the whole market that a unit of money is

    Raises
    ------
    DataError
        if the objective counts money and the curves bring something else, or a column
        is missing

    Examples
    --------
    >>> from segkit.activation.plan.cells import read
    >>> weights(read({"a": 5.0, "b": 3.0}), "revenue").tolist()
    [1.0, 1.0]
    """
    if objective not in MONEY:
        return np.ones(len(cells.keys))
    _in_money(cells, objective)
    worth = _or_one(cells.column("value_amount"))
    if objective == "roi":
        return worth * _or_one(cells.column("margin_rate"))
    if objective == "share":
        return worth / sum(_by_segment(cells, "market_amount", objective).values())
    return worth


def _or_one(values: np.ndarray) -> np.ndarray:
    return np.where(np.isnan(values), 1.0, values)


def _in_money(cells: Cells, objective: str) -> None:
    """Refuse to add customers up as if they were money."""
    known = cells.column("value_amount")
    for name, curve, value in zip(cells.names, cells.curves, known, strict=True):
        people = curve.unit and not _is_money(curve.unit)
        if people and np.isnan(value):
            text = words.UNIT.format(objective=objective, name=name, unit=curve.unit)
            raise DataError(text)


def _is_money(unit: str) -> bool:
    return unit.endswith("_amount") or unit.upper() in ("EUR", "USD", "GBP", "MONEY")


def _by_segment(cells: Cells, column: str, objective: str) -> dict[str, float]:
    values = cells.column(column)
    if np.isnan(values).any():
        raise DataError(
            words.NEEDS.format(
                objective=objective, column=column, meaning=words.MEANINGS[column],
                have=cells.table.columns.tolist(),
            )
        )  # fmt: skip
    found: dict[str, float] = {}
    for name, value in zip(cells.segments(), values, strict=True):
        if found.setdefault(name, value) != value:
            raise DataError(words.DIFFERENT.format(segment=name, column=column))
    return found


def ceilings(cells: Cells, objective: str) -> tuple[Ceiling, ...]:
    """Return what a segment can bring at most.

    Parameters
    ----------
    cells : the cells
    objective : "share" (no more than competitors sell), "reach" (no more people than
        there are, column n, where it is given); none for the others

    Returns
    -------
    tuple of Ceiling

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit.activation.plan.cells import read
    >>> table = pd.DataFrame({"segment": ["new"], "channel": ["sms"], "roi": [2.0],
    ...                       "market_amount": [50.0], "revenue_amount": [10.0]})
    >>> ceilings(read(table), "share")[0].height
    0.8
    """
    names = cells.segments()
    if objective == "share":
        market = _by_segment(cells, "market_amount", objective)
        own = _by_segment(cells, "revenue_amount", objective)
        whole = sum(market.values())
        heights = {s: float(max(market[s] - own[s], 0) / whole) for s in market}
    elif objective == "reach" and not np.isnan(cells.column("n")).any():
        words_n: Any = dict(zip(names, cells.column("n"), strict=True))
        heights = {name: float(value) for name, value in words_n.items()}
    else:
        return ()
    return tuple(
        Ceiling(name, tuple(i for i, n in enumerate(names) if n == name), height)
        for name, height in sorted(heights.items())
    )
