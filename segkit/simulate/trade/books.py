"""The shop's books: orders, what came back, what was asked, who recommended whom."""

from __future__ import annotations

import pandas as pd

from segkit.simulate.scene import Chapter, Scene
from segkit.simulate.trade.deeds import Deeds
from segkit.simulate.trade.friends import loyalty_members, referrals
from segkit.simulate.trade.orders import booked, line_table, order_table
from segkit.simulate.trade.raw import orders_raw
from segkit.simulate.trade.refunds import refund_table, refunds
from segkit.simulate.trade.tickets import ticket_table, tickets
from segkit.simulate.trade.worth import value


def chapter(
    scene: Scene,
    who: pd.DataFrame,
    done: Deeds,
    places: pd.DataFrame,
    products: pd.DataFrame,
) -> Chapter:
    """Return what the shop wrote down about the trade of a block.

    Parameters
    ----------
    scene : the block
    who : its people
    done : what they ordered
    places : the postcodes
    products : the catalogue

    Returns
    -------
    Chapter
        tables: orders, order_lines, refunds, tickets, referrals, loyalty_members,
        orders_raw; truth: value, order_faults

    Examples
    --------
    >>> from segkit.simulate import world
    >>> len(world(seed=1, size=50).tables["order_lines"]) > 50
    True
    """
    orders = booked(scene, who, done, places, products)
    refunded = refunds(scene, who, orders)
    asked = tickets(scene, who, orders, refunded)
    ids = orders["order_id"].to_numpy()
    tables = {
        "orders": order_table(orders, who, refunded),
        "order_lines": line_table(orders, done.lines, products),
        "refunds": refund_table(scene, refunded, ids),
        "tickets": ticket_table(scene, who, asked, ids),
        "referrals": referrals(scene, who, places),
        "loyalty_members": loyalty_members(scene, who, orders),
    }
    raw, faults = orders_raw(scene, who, tables["orders"], tables["refunds"])
    worth = value(scene, who, orders, refunded, asked)
    return Chapter(
        {**tables, "orders_raw": raw}, {"value": worth, "order_faults": faults}
    )
