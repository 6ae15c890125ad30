"""What lies in each order, and what it costs: all money in whole cents."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate import calendar, plan
from segkit.simulate.catalogue import CATEGORIES, demand, price_on
from segkit.simulate.draw import pick, pick_one, stream

DEPTHS = np.array([10, 15, 20, 25, 30, 40])
DEPTH_WEIGHTS = np.array([30, 18, 24, 10, 12, 6])
SALE_DISCOUNT_RATE = 0.55


def baskets(
    orders: pd.DataFrame, who: pd.DataFrame, products: pd.DataFrame, seed: int
) -> pd.DataFrame:
    """Draw the lines of every order.

    Parameters
    ----------
    orders : person, day; one row per order
    who : the people of the world
    products : the catalogue
    seed : whole number

    Returns
    -------
    pandas table, one row per line: order (row of `orders`), line (from 1), product (row
    of `products`), quantity, amount_cents (paid), discount_cents

    Examples
    --------
    >>> from segkit.simulate.catalogue import catalogue
    >>> from segkit.simulate.people import people
    >>> from segkit.simulate.purchases import purchases
    >>> who, products = people(seed=1, size=50), catalogue(seed=1)
    >>> orders = purchases(who, seed=1)
    >>> lines = baskets(orders, who, products, seed=1)
    >>> lines["order"].nunique() == len(orders)
    True
    """
    rng = stream(seed, "baskets")
    segment = who["segment"].to_numpy()[orders["person"]]
    depth = _discounts(rng, orders["day"].to_numpy(), segment)
    extra = plan.planted("extra_lines")[segment]
    n_lines = 1 + rng.poisson(extra * who["basket"].to_numpy()[orders["person"]])
    order = np.repeat(np.arange(len(orders)), n_lines)
    category = _categories(rng, orders, who, order)
    product = _products(rng, products, category, segment[order])
    lines = pd.DataFrame({"order": order, "product": product})
    lines["quantity"] = _quantities(rng, category)
    lines = lines.drop_duplicates(["order", "product"], ignore_index=True)
    lines.insert(1, "line", lines.groupby("order").cumcount() + 1)
    return _money(lines, orders, products, depth)


def _discounts(
    rng: np.random.Generator, day: NDArray, segment: NDArray
) -> NDArray[np.int64]:
    """Draw the discount of every order in per cent, 0 for most."""
    usual = plan.planted("discount_rate")[segment]
    sale = usual + (1 - usual) * SALE_DISCOUNT_RATE
    chance = np.where(calendar.in_sale()[day], sale, usual)
    depth = DEPTHS[pick_one(rng, DEPTH_WEIGHTS, len(day))]
    return np.where(rng.random(len(day)) < chance, depth, 0)


def _categories(
    rng: np.random.Generator, orders: pd.DataFrame, who: pd.DataFrame, order: NDArray
) -> NDArray[np.int64]:
    furniture = np.array(["furniture" in c.name for c in CATEGORIES])
    pull = np.where(furniture, plan.planted("furniture")[:, None], 1.0)
    weights = demand()[None] * pull[:, None, None, :]
    person = orders["person"].to_numpy()[order]
    group = np.ravel_multi_index(
        (
            who["segment"].to_numpy()[person],
            who["interest"].to_numpy()[person],
            calendar.DAYS.month.to_numpy()[orders["day"]][order] - 1,
        ),
        weights.shape[:-1],
    )
    return pick(rng, weights.reshape(-1, len(CATEGORIES)), group)


def _products(
    rng: np.random.Generator,
    products: pd.DataFrame,
    category: NDArray,
    segment: NDArray,
) -> NDArray[np.int64]:
    """Draw the product: the popular ones, and the dear or the cheap by taste."""
    shelf = products["category"].to_numpy()
    names = np.array([c.name for c in CATEGORIES])
    on_shelf = names[:, None] == shelf
    dear = np.log(products["price_cents"].to_numpy())
    middle = (on_shelf * dear).sum(1) / on_shelf.sum(1)
    taste = np.exp(
        2.0 * plan.planted("price_taste")[:, None] * (dear - middle @ on_shelf)
    )
    weights = on_shelf[:, None, :] * taste * products["popularity"].to_numpy()
    group = category * len(plan.SEGMENTS) + segment
    return pick(rng, weights.reshape(-1, len(products)), group)


def _quantities(rng: np.random.Generator, category: NDArray) -> NDArray[np.int64]:
    mean = np.array([c.extra_units for c in CATEGORIES])
    return 1 + rng.poisson(mean[category])


def _money(
    lines: pd.DataFrame, orders: pd.DataFrame, products: pd.DataFrame, depth: NDArray
) -> pd.DataFrame:
    """Add what each line cost: list price of the day, less the order's discount."""
    order, product = lines["order"].to_numpy(), lines["product"].to_numpy()
    year_two = orders["day"].to_numpy()[order] >= calendar.YEAR_TWO
    unit = price_on(products["price_cents"].to_numpy()[product], year_two)
    full = unit * lines["quantity"].to_numpy()
    discount = (full * depth[order] + 50) // 100
    return lines.assign(amount_cents=full - discount, discount_cents=discount)
