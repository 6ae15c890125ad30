"""The pitfalls of the trade: drift, luck, the card, and slips in the export."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from benchmarks.recovery.measure import Measure
from segkit.simulate import World

SPRING = ("2024-03-01", "2024-06-01")
SUMMER = ("2024-06-01", "2024-09-01")
MANY = 5
LANDMARK = pd.Timestamp("2024-01-01")


def app_growth(world: World) -> float:
    """Return by how many points the app's part of the orders grew in 2024."""
    orders = world.tables["orders"]
    app = (orders["channel"] == "app").groupby(orders["ordered_at"].dt.year).mean()
    return 100 * (app[2024] - app[2023])


def price_rise(world: World) -> float:
    """Return by how many per cent a unit cost more in 2024 than in 2023."""
    lines = world.tables["order_lines"].merge(world.tables["orders"], on="order_id")
    full = (lines["amount_x"] + lines["discount_amount_x"]) / lines["quantity"]
    year = lines["ordered_at"].dt.year
    unit = np.log(full).groupby([lines["product_id"], year]).mean().unstack()
    return 100 * np.expm1((unit[2024] - unit[2023]).mean())


def _orders_in(world: World, span: tuple[str, str]) -> pd.Series:
    orders = world.tables["orders"]
    inside = orders["ordered_at"].between(*span, inclusive="left")
    return orders.loc[inside, "customer_id"].value_counts()


def summer_after(world: World) -> float:
    """Return the summer's orders of those with many in spring, against the spring's."""
    spring = _orders_in(world, SPRING)
    many = spring[spring >= MANY]
    summer = _orders_in(world, SUMMER).reindex(many.index, fill_value=0)
    return summer.sum() / many.sum()


def luck_found(world: World) -> float:
    """Return which part of those with many orders in spring were only lucky."""
    spring = _orders_in(world, SPRING)
    lucky = world.truth["behavioural"].set_index("customer_id")["lucky"]
    return lucky.loc[spring.index[spring >= MANY]].mean()


def card_naive(world: World) -> float:
    """Return how many times more people with the card ordered than those without."""
    number = world.tables["orders"]["customer_id"].value_counts()
    card = number.index.isin(world.tables["loyalty_members"]["customer_id"])
    return number[card].mean() / number[~card].mean()


def card_landmark(world: World) -> float:
    """Return the same for 2024, of those with three orders or more before it."""
    orders, cards = world.tables["orders"], world.tables["loyalty_members"]
    before = orders[orders["ordered_at"] < LANDMARK]["customer_id"].value_counts()
    reached = before.index[before >= 3]
    after = orders[orders["ordered_at"] >= LANDMARK]["customer_id"].value_counts()
    after = after.reindex(reached, fill_value=0)
    early = cards.loc[cards["member_since"] < LANDMARK, "customer_id"]
    card = after.index.isin(early)
    return after[card].mean() / after[~card].mean()


def twice(world: World) -> float:
    """Return how many of 100,000 rows of the export repeat an order's number."""
    raw = world.tables["orders_raw"]
    return 1e5 * raw["order_id"].duplicated().mean()


def too_large(world: World) -> float:
    """Return how many orders of the export cost ten times their lines or more."""
    raw = world.tables["orders_raw"].drop_duplicates("order_id")
    lines = world.tables["order_lines"].groupby("order_id")["amount"].sum()
    ratio = raw.set_index("order_id")["amount"] / lines
    return (ratio > 10).sum()


def revenue_off(world: World) -> float:
    """Return by how many per cent the export's revenue is too high."""
    raw, orders = world.tables["orders_raw"], world.tables["orders"]
    paid = raw.loc[raw["amount"] > 0].drop_duplicates("order_id")["amount"].sum()
    return 100 * (paid / orders["amount"].sum() - 1)


def trap(
    about: str,
    what: str,
    function: Callable[[World], float],
    band: tuple[float, float],
    off: tuple[float, float],
) -> Measure:
    """Return the measure of a pitfall, named as its switch."""
    return Measure(about, what, function, *band, about, off)


MEASURES = [
    trap(
        "drift", "growth of the app's part, points", app_growth, (7.6, 10.7), (0.5, 3.3)
    ),
    trap(
        "drift",
        "rise of the price of a unit, %",
        price_rise,
        (5.95, 6.05),
        (-0.05, 0.05),
    ),
    trap(
        "lucky_window",
        f"summer's orders against spring's, of those with {MANY} or more in spring",
        summer_after,
        (0.39, 0.475),
        (0.48, 0.575),
    ),
    trap(
        "lucky_window",
        f"part of those with {MANY} or more orders in spring who were lucky",
        luck_found,
        (0.22, 0.4),
        (0, 0),
    ),
    trap(
        "immortal_time",
        "orders of people with the card against those without",
        card_naive,
        (4.6, 5.25),
        (0.93, 1.08),
    ),
    Measure(
        "immortal_time",
        "the same in 2024, of those with three orders before (no effect is 1)",
        card_landmark,
        0.84,
        1.16,
    ),
    trap(
        "duplicates",
        "rows of the export with an order's number again, in 100,000",
        twice,
        (315, 525),
        (0, 0),
    ),
    trap(
        "wrong_scale",
        "orders of the export that cost ten times their lines",
        too_large,
        (3, 14),
        (0, 0),
    ),
    trap(
        "wrong_scale",
        "revenue of the export too high, %",
        revenue_off,
        (0.05, 2.6),
        (0, 0),
    ),
]
