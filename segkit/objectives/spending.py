"""Where the next unit of money goes: most revenue, or the best return."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd

from segkit import checks, engine
from segkit.checks import DataError
from segkit.objectives.words import ranks as words
from segkit.record import Table

NEED = ("segment", "most_amount", "scale_amount")


def spend_by_segment(
    table: Any,
    budget: float,
    *,
    scenario: str = "revenue",
    least_return: float = 1.0,
    columns: Mapping[str, str] | None = None,
) -> Table:
    """Say how to spend a budget: for most gain, or as long as it pays.

    Each segment answers with diminishing returns: spending x brings
    ``most_amount * (1 - exp(-x / scale_amount))``. "revenue" spends the whole budget,
    and so saturates the most valuable segments even where the last unit of money
    returns little; "roi" stops where the next unit returns less than ``least_return``.

    Parameters
    ----------
    table : one row per segment: segment, most_amount (gain if money were no object),
        scale_amount (spending that brings 63 % of it)
    budget : money to spend, above 0
    scenario : "revenue" or "roi"
    least_return : gain that the next unit of money must bring, for "roi"
    columns : ``{"our name": "your name"}``

    Returns
    -------
    DataFrame indexed by segment: spend, gain, return_all (gain per unit of money),
    return_last (gain of the next unit), saturated (part of most_amount that is
    reached). ``attrs``: spent, gained, price (return_last of segments with money)

    Raises
    ------
    DataError
        if a column is missing or not above 0, or the budget is no number above 0

    References
    ----------
    Equal marginal returns: the conditions of Karush (1939), Kuhn and Tucker (1951) for
    a concave response; the exponential one is the "modified exponential" of Lilien,
    Kotler and Moorthy (1992), Marketing Models.

    Examples
    --------
    >>> table = pd.DataFrame({"segment": ["champion", "bargain"],
    ...                       "most_amount": [900.0, 300.0], "scale_amount": 100.0})
    >>> spend_by_segment(table, 600)["spend"].round(1).tolist()
    [354.9, 245.1]
    >>> spend_by_segment(table, 600, scenario="roi")["spend"].round(1).tolist()
    [219.7, 109.9]
    """
    checks.choice(scenario, words.SCENARIOS, name="scenario")
    budget = _positive(budget, words.BUDGET, "budget")
    least = _positive(least_return, words.LEAST, "least")
    native = checks.table(table, NEED, name="table", columns=columns)
    data = engine.to_pandas(nw.from_native(native).select(NEED).to_native())
    most, scale = (_above_zero(data, name) for name in NEED[1:])
    floor = least if scenario == "roi" else 0.0
    spend = _spend(most / scale, scale, budget, floor)
    gain = most * -np.expm1(-spend / scale)
    result = Table(
        {
            "spend": spend,
            "gain": gain,
            "return_all": np.divide(gain, spend, out=np.full(spend.size, np.nan),
                                    where=spend > 0),
            "return_last": most / scale * np.exp(-spend / scale),
            "saturated": gain / most,
        },
        index=pd.Index(data["segment"], name="segment"),
    )  # fmt: skip
    result.attrs |= _summary(result, scenario, budget, least)
    return result


def _positive(value: Any, text: str, name: str) -> float:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if not number or not 0 < value < float("inf"):
        raise DataError(text.format(**{name: value}))
    return float(value)


def _above_zero(data: pd.DataFrame, name: str) -> np.ndarray:
    numbers = pd.to_numeric(data[name], errors="coerce").to_numpy(dtype=float)
    fine = np.isfinite(numbers) & (numbers > 0)
    if not fine.all():
        segments = data["segment"][~fine].tolist()
        raise DataError(words.RESPONSE.format(column=name, segments=segments))
    return numbers


def _spend(first: np.ndarray, scale: np.ndarray, budget: float, floor: float) -> Any:
    """Return the spending at which the next unit brings the same everywhere."""

    def at(price: float) -> np.ndarray:
        return scale * np.log(np.maximum(first / price, 1.0))

    if floor > 0 and at(floor).sum() <= budget:
        return at(floor)
    high = float(first.max())
    low = high
    while at(low).sum() < budget:
        low /= 2
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if at(middle).sum() > budget else (low, middle)
    return at(high)


def _summary(
    table: pd.DataFrame, scenario: str, budget: float, least: float
) -> dict[str, Any]:
    spent, gained = float(table["spend"].sum()), float(table["gain"].sum())
    used = table.loc[table["spend"] > 0, "return_last"]
    facts = {
        "scenario": scenario,
        "text": words.SCENARIOS[scenario].format(least=least),
    }
    if not len(used):
        heading = words.NO_SPENDING.format(**facts)
    else:
        heading = words.SPENDING.format(
            spent=f"{spent:,.0f}", budget=f"{budget:,.0f}", gained=f"{gained:,.0f}",
            total=f"{gained / spent:.2f}", last=f"{used.max():.2f}", **facts,
        )  # fmt: skip
    price = float(used.max()) if len(used) else float("nan")
    return {"heading": heading, "spent": spent, "gained": gained, "price": price}
