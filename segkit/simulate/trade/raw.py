"""The orders as the till's export gives them: with refunds, doubles and slips."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate import calendar
from segkit.simulate.scene import BLOCK, Scene

# Part of the orders that stand twice, and how many in a hundred thousand are 100 times
# too large.
DOUBLE = 0.0047
SLIPS = 12.5e-5
TIMES = 100
# Part of the orders that people with a second account place there, once they have it.
AT_SECOND = 0.7
# Room in the numbering: rows per person in a block.
ROOM = 15


def orders_raw(
    scene: Scene, who: pd.DataFrame, orders: pd.DataFrame, refunds: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the export of the orders, and what is wrong in it.

    Parameters
    ----------
    scene : the block
    who : its people, with second_id and second_since
    orders, refunds : the clean tables

    Returns
    -------
    (table, faults): the columns of `orders`, one row for every order and, with a
    negative amount and the number of the refund, for every refund; and order_id, fault

    Examples
    --------
    >>> from segkit.simulate import world
    >>> raw = world(seed=1, size=2000).tables["orders_raw"]
    >>> bool((raw["amount"] < 0).any()), bool(raw["order_id"].duplicated().any())
    (True, True)
    """
    rng = scene.stream("orders export")
    double = rng.random(len(orders)) < DOUBLE * scene.switches.duplicates
    slip = rng.random(len(orders)) < SLIPS * scene.switches.wrong_scale
    slip[rng.integers(len(orders))] |= scene.switches.wrong_scale
    wrong = orders.assign(customer_id=_accounts(scene, who, orders))
    wrong["amount"] = wrong["amount"].where(~slip, (wrong["amount"] * TIMES).round(2))
    raw = pd.concat([wrong, _refund_rows(wrong, refunds), wrong[double]])
    raw = raw.sort_values(["ordered_at", "order_id"], kind="stable", ignore_index=True)
    ids = orders["order_id"]
    faults = [
        pd.DataFrame({"order_id": ids[rows], "fault": fault})
        for rows, fault in ((double, "stands twice"), (slip, "100 times too large"))
    ]
    raw.insert(0, "row", scene.block * BLOCK * ROOM + np.arange(1, len(raw) + 1))
    return raw, pd.concat(faults, ignore_index=True)


def _accounts(
    scene: Scene, who: pd.DataFrame, orders: pd.DataFrame
) -> NDArray[np.object_]:
    """Return the account of each order: a few people have two, and use both."""
    chance = scene.stream("orders of second accounts").random(len(orders))
    of = pd.Index(who["customer_id"]).get_indexer(orders["customer_id"])
    day = (orders["ordered_at"] - calendar.DAYS[0]).dt.days.to_numpy()
    open_then = day > who["second_since"].to_numpy()[of]
    there = open_then & (chance < AT_SECOND) & scene.switches.duplicates
    return np.where(there, who["second_id"].to_numpy()[of], orders["customer_id"])


def _refund_rows(orders: pd.DataFrame, refunds: pd.DataFrame) -> pd.DataFrame:
    """Write every refund as an order with a negative amount."""
    of = orders.set_index("order_id").loc[refunds["order_id"]].reset_index()
    return of.assign(
        order_id=refunds["refund_id"].to_numpy(),
        ordered_at=refunds["refunded_at"].to_numpy(),
        amount=-refunds["amount"].to_numpy(),
        discount_amount=0.0,
        margin_amount=-refunds["margin_lost_amount"].to_numpy(),
        promo_code=of["promo_code"].mask(of["promo_code"].notna()),
        returned=False,
    )
