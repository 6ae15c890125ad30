"""Orders and their lines as the shop's books show them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from segkit.simulate.people import plan
from segkit.simulate.scene import Scene
from segkit.simulate.trade import checkout
from segkit.simulate.trade.catalogue import CATEGORIES
from segkit.simulate.trade.deeds import Deeds

# Room in the numbering: orders per person in a block, never reached.
ROOM = 10


def order_ids(scene: Scene, orders: pd.DataFrame) -> pd.DataFrame:
    """Give every order its number: in order of time within a block.

    Parameters
    ----------
    scene : the block
    orders : ordered_at; one row per order

    Returns
    -------
    the same table with order_id

    Examples
    --------
    >>> at = pd.to_datetime(["2024-01-02", "2024-01-01"])
    >>> ids = order_ids(Scene(seed=1, size=50), pd.DataFrame({"ordered_at": at}))
    >>> ids["order_id"].tolist()
    ['O000002', 'O000001']
    """
    ids = np.array(scene.ids("O", len(orders), room=ROOM, width=6), dtype=object)
    numbered = np.empty(len(orders), dtype=object)
    numbered[orders["ordered_at"].argsort(kind="stable")] = ids
    return orders.assign(order_id=numbered)


def booked(
    scene: Scene,
    who: pd.DataFrame,
    done: Deeds,
    places: pd.DataFrame,
    products: pd.DataFrame,
) -> pd.DataFrame:
    """Add to the orders what the till knows: numbers, sums, payment, delivery, code.

    Parameters
    ----------
    scene : the block
    who : its people
    done : what they ordered
    places : the postcodes, with km_to_store
    products : the catalogue

    Returns
    -------
    pandas table, one row per order of `done`: its columns and order_id, amount_cents,
    discount_cents, cost_cents, percent, category, furniture, first, payment, delivery
    (codes), promo_code

    Examples
    --------
    >>> from segkit.simulate.story import opening
    >>> from segkit.simulate.trade.deeds import deeds
    >>> scene, who, shared = opening(seed=1, size=50)
    >>> done = deeds(scene, who, shared.products)
    >>> orders = booked(scene, who, done, shared.places, shared.products)
    >>> bool((orders["amount_cents"] > 0).all())
    True
    """
    orders = order_ids(scene, done.orders)
    orders = orders.join(checkout.sums_of_lines(done.lines, products))
    orders["first"] = checkout.first_orders(orders)
    km = places["km_to_store"].to_numpy()[who["place"]][orders["person"]]
    orders["payment"] = checkout.payments(scene, who, orders)
    furniture = orders["furniture"].to_numpy()
    orders["delivery"] = checkout.deliveries(scene, orders, km, furniture)
    percent = orders["percent"].to_numpy()
    orders["promo_code"] = checkout.promo_codes(scene, who, orders, percent)
    return orders


def order_table(
    orders: pd.DataFrame, who: pd.DataFrame, refunded: pd.DataFrame
) -> pd.DataFrame:
    """Return the orders as the shop keeps them.

    Parameters
    ----------
    orders : as `booked` gives them
    who : the people
    refunded : order (row of `orders`) of every refund

    Returns
    -------
    pandas table in order of time: order_id, customer_id, ordered_at, channel, category,
    payment, delivery, promo_code (missing without one), amount, discount_amount,
    margin_amount, returned

    Examples
    --------
    >>> from segkit.simulate import world
    >>> len(world(seed=1, size=50).tables["orders"]) > 50
    True
    """
    names = np.array([category.name for category in CATEGORIES])
    margin = orders["amount_cents"] - orders["cost_cents"]
    table = pd.DataFrame(
        {
            "order_id": orders["order_id"],
            "customer_id": who["customer_id"].to_numpy()[orders["person"]],
            "ordered_at": orders["ordered_at"],
            "channel": np.array(plan.CHANNELS)[orders["channel"]],
            "category": names[orders["category"]],
            "payment": np.array(checkout.PAYMENTS)[orders["payment"]],
            "delivery": np.array(checkout.DELIVERIES)[orders["delivery"]],
            "promo_code": orders["promo_code"].mask(orders["promo_code"] == ""),
            "amount": orders["amount_cents"] / 100,
            "discount_amount": orders["discount_cents"] / 100,
            "margin_amount": margin / 100,
            "returned": np.isin(np.arange(len(orders)), refunded["order"]),
        }
    )
    return table.sort_values("order_id", kind="stable", ignore_index=True)


def line_table(
    orders: pd.DataFrame, lines: pd.DataFrame, products: pd.DataFrame
) -> pd.DataFrame:
    """Return the lines of the orders as the shop keeps them.

    Parameters
    ----------
    orders : one row per order, numbered
    lines : one row per line, with whole cents
    products : the catalogue

    Returns
    -------
    pandas table: order_id, line, product_id, quantity, amount, discount_amount

    Examples
    --------
    >>> from segkit.simulate import world
    >>> int(world(seed=1, size=50).tables["order_lines"]["line"].min())
    1
    """
    table = pd.DataFrame(
        {
            "order_id": orders["order_id"].to_numpy()[lines["order"]],
            "line": lines["line"],
            "product_id": products["product_id"].to_numpy()[lines["product"]],
            "quantity": lines["quantity"],
            "amount": lines["amount_cents"] / 100,
            "discount_amount": lines["discount_cents"] / 100,
        }
    )
    return table.sort_values(["order_id", "line"], ignore_index=True)
