"""What every customer is worth, and would be if the world went on: the answers."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate import calendar
from segkit.simulate.people import lives, plan
from segkit.simulate.scene import Scene
from segkit.simulate.trade.tickets import PER_YEAR

YEAR = 365
# How much the margins of one customer's orders differ: gamma shape of one order.
MARGIN_EVENNESS = 0.8
# From this much more or less than in 2024 on, a customer grows or shrinks.
GROWS, SHRINKS = 1.25, 0.75


def value(
    scene: Scene,
    who: pd.DataFrame,
    orders: pd.DataFrame,
    refunded: pd.DataFrame,
    asked: pd.DataFrame,
) -> pd.DataFrame:
    """Return what the people of a block are worth.

    Parameters
    ----------
    scene : the block
    who : its people
    orders : person, day, amount_cents, cost_cents; one row per order
    refunded, asked : the refunds and the tickets, before the shop writes them down

    Returns
    -------
    pandas table: customer_id; margin_per_order_amount, serve_per_order_amount (what
    is left of a usual order after refunds; what its service costs);
    margin_per_year_amount (both, at the planted rate, while a customer); alive
    (customer on the last evening), alive_rate (its chance, from the planted rates and
    the last order; empty without an order); orders_next_year, margin_next_year_amount
    (in 2025, as drawn), expected_next_year_amount (their mean); growth (against 2024)

    Notes
    -----
    Own definition. `alive_rate`: Schmittlein, Morrison and Colombo 1987, equation 11,
    for one person whose rates are known.

    Examples
    --------
    >>> from segkit.simulate import world
    >>> truth = world(seed=1, size=300).truth["value"]
    >>> bool(truth["alive_rate"].dropna().between(0, 1).all())
    True
    """
    per_order, serve = _per_order(who, orders, refunded, asked)
    yearly = _yearly_serve(who, asked)
    planned, next_year = (
        _planned(who, calendar.YEAR_TWO),
        _planned(who, calendar.N_DAYS),
    )
    rng = scene.stream("next year")
    n = rng.poisson(next_year)
    margin = per_order * rng.gamma(np.maximum(n * MARGIN_EVENNESS, 1e-9))
    margin = np.where(n > 0, margin / MARGIN_EVENNESS - serve * n, 0.0)
    there = lives.active(who, calendar.N_DAYS)
    rate = who["rate"].to_numpy()
    table = {
        "margin_per_order_amount": per_order,
        "serve_per_order_amount": serve,
        "margin_per_year_amount": rate * (per_order - serve) - yearly,
        "alive": there,
        "alive_rate": _alive_rate(who, orders),
        "orders_next_year": n,
        "margin_next_year_amount": margin - yearly * there,
        "expected_next_year_amount": next_year * (per_order - serve) - yearly * there,
        "growth": _growth(planned, next_year),
    }
    decimals = {name: 2 for name in table if name.endswith("_amount")}
    return pd.DataFrame({"customer_id": who["customer_id"], **table}).round(
        {**decimals, "alive_rate": 4}
    )


def _per_order(
    who: pd.DataFrame, orders: pd.DataFrame, refunded: pd.DataFrame, asked: pd.DataFrame
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return what a usual order of each person leaves over and costs the service, EUR.

    Both are means of the segment; the margin goes with the size of the basket.
    """
    segment = who["segment"].to_numpy()
    of, n = segment[orders["person"]], len(plan.SEGMENTS)
    count = np.maximum(np.bincount(of, minlength=n), 1)
    margin = (orders["amount_cents"] - orders["cost_cents"]).to_numpy(dtype=float)
    np.subtract.at(margin, refunded["order"], refunded["lost_cents"].to_numpy())
    about = asked[asked["order"] >= 0]
    cost = np.bincount(of[about["order"]], about["cost_cents"], n)
    extra = plan.planted("extra_lines")[segment]
    size = (1 + extra * who["basket"].to_numpy()) / (1 + extra)
    usual = np.bincount(of, margin, n) / count / 100
    return usual[segment] * size, (cost / count / 100)[segment]


def _yearly_serve(who: pd.DataFrame, asked: pd.DataFrame) -> NDArray[np.float64]:
    """Return what questions about no order cost in a year, EUR."""
    cost = asked.loc[asked["order"] < 0, "cost_cents"].sum()
    usual = cost / max((asked["order"] < 0).sum(), 1) / 100
    return PER_YEAR[who["need"]] * usual


def _planned(who: pd.DataFrame, start: int) -> NDArray[np.float64]:
    """Return how many orders these lives mean in the year that begins on a day."""
    spells = (("first_order", "leaves", 1.0), ("back", "leaves_again", lives.SLOWER))
    total = np.zeros(len(who))
    for first, last, pace in spells:
        begins, ends = who[first].to_numpy(), who[last].to_numpy()
        days = np.clip(ends, start, start + YEAR) - np.clip(begins, start, start + YEAR)
        total += np.maximum(days, 0) / 365.25 * who["rate"].to_numpy() * pace
        total += (begins >= start) & (begins < start + YEAR)
    return total


def _alive_rate(who: pd.DataFrame, orders: pd.DataFrame) -> NDArray[np.float64]:
    last = np.full(len(who), -1)
    np.maximum.at(last, orders["person"], orders["day"])
    again = last >= who["back"].to_numpy()
    rate = who["rate"].to_numpy() * np.where(again, lives.SLOWER, 1.0) / 365.25
    leave = 1 / plan.planted("years_active")[who["segment"]] / 365.25
    silent = calendar.N_DAYS - 1 - last
    both = rate + leave
    odds = leave / both * np.expm1(np.minimum(both * silent, 500))
    return np.where(last >= 0, 1 / (1 + odds), np.nan)


def _growth(before: NDArray, after: NDArray) -> NDArray[np.str_]:
    kinds = [after == 0, after < SHRINKS * before, after <= GROWS * before]
    return np.select(kinds, ["gone", "shrinking", "steady"], "growing")
