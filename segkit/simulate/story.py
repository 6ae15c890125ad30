"""The story from end to end: people, orders, baskets, then what a shop sees of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from segkit import checks
from segkit.simulate import baskets as basket_stage
from segkit.simulate import catalogue as catalogue_stage
from segkit.simulate import people as people_stage
from segkit.simulate import plan
from segkit.simulate import purchases as purchase_stage

SEED = 20_240_607
SIZE = 12_000
SMALLEST, LARGEST = 50, 1_000_000


@dataclass(frozen=True, repr=False)
class World:
    """What a generated world holds.

    Attributes
    ----------
    tables : name to pandas table: what the shop sees
    truth : name to pandas table: what is planted, kept apart
    seed, size : what it was made from
    """

    tables: dict[str, pd.DataFrame]
    truth: dict[str, pd.DataFrame]
    seed: int
    size: int

    def __repr__(self) -> str:
        """Say what is in it, without a word of the truth."""
        rows = ", ".join(f"{name} {len(t):,}" for name, t in self.tables.items())
        return f"World(seed={self.seed}, size={self.size:,}): {rows} rows"


def world(*, seed: int = SEED, size: int = SIZE) -> World:
    """Make what a retailer with this many customers would have on file.

    Parameters
    ----------
    seed : whole number, 0 or more; the same seed gives the same world
    size : how many people sign up in 2023 and 2024, from 50 to 1,000,000

    Returns
    -------
    World
        `tables`: customers, products, orders, order_lines, as `segkit.datasets.load`
        gives them; `truth`: behavioural, one row per customer

    Raises
    ------
    DataError
        if seed or size is not a whole number within its limits

    Notes
    -----
    Own definition; the stages name their sources.

    Examples
    --------
    >>> tiny = world(seed=1, size=50)
    >>> tiny.tables["orders"].columns.tolist()
    ['order_id', 'customer_id', 'ordered_at', 'channel', 'amount', 'discount_amount',
    'returned']
    """
    seed = checks.whole_number(seed, name="seed", low=0)
    size = checks.whole_number(size, name="size", low=SMALLEST, high=LARGEST)
    who = people_stage.people(seed, size)
    products = catalogue_stage.catalogue(seed)
    orders = purchase_stage.purchases(who, seed)
    lines = basket_stage.baskets(orders, who, products, seed)
    tables = {
        "customers": people_stage.customers(who),
        "products": _products(products),
        "orders": _orders(orders, lines, who),
        "order_lines": _lines(lines, products),
    }
    return World(tables, {"behavioural": people_stage.truth(who)}, seed, size)


def _products(products: pd.DataFrame) -> pd.DataFrame:
    return products[["product_id", "product_name", "category"]].assign(
        price_amount=products["price_cents"] / 100,
        cost_amount=products["cost_cents"] / 100,
    )


def _orders(
    orders: pd.DataFrame, lines: pd.DataFrame, who: pd.DataFrame
) -> pd.DataFrame:
    cents = lines.groupby("order")[["amount_cents", "discount_cents"]].sum()
    return pd.DataFrame(
        {
            "order_id": people_stage.ids("O", len(orders), width=6),
            "customer_id": who["customer_id"].to_numpy()[orders["person"]],
            "ordered_at": orders["ordered_at"],
            "channel": np.array(plan.CHANNELS)[orders["channel"]],
            "amount": cents["amount_cents"] / 100,
            "discount_amount": cents["discount_cents"] / 100,
            "returned": orders["returned"],
        }
    )


def _lines(lines: pd.DataFrame, products: pd.DataFrame) -> pd.DataFrame:
    order_ids = np.array(people_stage.ids("O", lines["order"].max() + 1, width=6))
    return pd.DataFrame(
        {
            "order_id": order_ids[lines["order"]],
            "line": lines["line"],
            "product_id": products["product_id"].to_numpy()[lines["product"]],
            "quantity": lines["quantity"],
            "amount": lines["amount_cents"] / 100,
            "discount_amount": lines["discount_cents"] / 100,
        }
    )
