"""What the people of a block did, before the shop writes it down."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate.scene import Scene
from segkit.simulate.trade import purchases as purchase_stage
from segkit.simulate.trade.baskets import baskets


@dataclass(frozen=True)
class Deeds:
    """Orders and what lay in them, by position.

    Attributes
    ----------
    orders : by day and person: person (row of the people), day (since 2023-01-01),
        channel (code), ordered_at
    lines : order (row of `orders`), line (from 1), product (row of the catalogue),
        quantity, amount_cents (paid), discount_cents
    """

    orders: pd.DataFrame
    lines: pd.DataFrame


def deeds(scene: Scene, who: pd.DataFrame, products: pd.DataFrame) -> Deeds:
    """Draw what the people of a block order of their own accord.

    Parameters
    ----------
    scene : the block
    who : its people
    products : the catalogue

    Returns
    -------
    Deeds

    Examples
    --------
    >>> from segkit.simulate.story import opening
    >>> scene, who, shared = opening(seed=1, size=50)
    >>> done = deeds(scene, who, shared.products)
    >>> done.lines["order"].nunique() == len(done.orders)
    True
    """
    days = {
        "usual": purchase_stage.usual(scene, who),
        "birthday": purchase_stage.birthdays(scene, who),
        "lucky": purchase_stage.lucky_spring(scene, who),
    }
    return together(
        [drawn(scene, who, products, on, stream=name) for name, on in days.items()]
    )


def drawn(
    scene: Scene,
    who: pd.DataFrame,
    products: pd.DataFrame,
    orders: pd.DataFrame,
    *,
    stream: str,
    first_category: NDArray | None = None,
) -> Deeds:
    """Draw how these orders were placed and what lay in them.

    Parameters
    ----------
    scene : the block
    who : its people
    products : the catalogue
    orders : person, day, and percent (discount) if it is given; one row per order
    stream : name of the occasion: each draws for itself
    first_category : (n,) codes of the category of the first line, -1 if free

    Returns
    -------
    Deeds

    Examples
    --------
    >>> from segkit.simulate.story import opening
    >>> scene, who, shared = opening(seed=1, size=50)
    >>> two = pd.DataFrame({"person": [3, 9], "day": [40, 41]})
    >>> len(drawn(scene, who, shared.products, two, stream="example").orders)
    2
    """
    lines = baskets(
        scene,
        who,
        orders,
        products,
        first_category=first_category,
        stream=f"{stream} baskets",
    )
    placed = purchase_stage.placed(scene, who, orders[["person", "day"]], stream)
    return together([Deeds(placed, lines)])


def together(parts: list[Deeds]) -> Deeds:
    """Put orders of several occasions together, by day and person.

    Parameters
    ----------
    parts : deeds of the same people

    Returns
    -------
    Deeds

    Examples
    --------
    >>> from segkit.simulate.story import opening
    >>> scene, who, shared = opening(seed=1, size=50)
    >>> done = deeds(scene, who, shared.products)
    >>> len(together([done, done]).orders) == 2 * len(done.orders)
    True
    """
    starts = np.cumsum([0] + [len(part.orders) for part in parts])
    orders = pd.concat([part.orders for part in parts], ignore_index=True)
    lines = pd.concat(
        [
            part.lines.assign(order=part.lines["order"] + start)
            for part, start in zip(parts, starts, strict=False)
        ],
        ignore_index=True,
    )
    return _rows(orders, lines, np.lexsort((orders["person"], orders["day"])))


def without(done: Deeds, gone: NDArray) -> Deeds:
    """Return the deeds as if some orders had not been placed.

    Parameters
    ----------
    done : all of them
    gone : (n,) whether each order is left out

    Returns
    -------
    Deeds

    Examples
    --------
    >>> from segkit.simulate.story import opening
    >>> scene, who, shared = opening(seed=1, size=50)
    >>> done = deeds(scene, who, shared.products)
    >>> len(without(done, done.orders["day"] < 700).orders) < len(done.orders)
    True
    """
    return _rows(done.orders, done.lines, np.flatnonzero(~np.asarray(gone)))


def _rows(orders: pd.DataFrame, lines: pd.DataFrame, kept: NDArray) -> Deeds:
    """Take these orders, in this sequence, and their lines with them."""
    place = np.full(len(orders), -1)
    place[kept] = np.arange(len(kept))
    moved = lines.assign(order=place[lines["order"]])
    moved = moved[moved["order"] >= 0].sort_values(["order", "line"], kind="stable")
    return Deeds(orders.iloc[kept].reset_index(drop=True), moved.reset_index(drop=True))
