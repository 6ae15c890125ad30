"""What lies in each order, and what it costs: all money in whole cents."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate import calendar
from segkit.simulate.draw import pick, pick_one
from segkit.simulate.people import plan
from segkit.simulate.scene import Scene
from segkit.simulate.trade.catalogue import CATEGORIES, demand, price_on

DEPTHS = np.array([10, 15, 20, 25, 30, 40])
DEPTH_WEIGHTS = np.array([30, 18, 24, 10, 12, 6])
SALE_DISCOUNT_RATE = 0.55


def baskets(
    scene: Scene,
    who: pd.DataFrame,
    orders: pd.DataFrame,
    products: pd.DataFrame,
    *,
    first_category: NDArray | None = None,
    stream: str = "baskets",
) -> pd.DataFrame:
    """Draw the lines of every order.

    Parameters
    ----------
    scene : the block
    who : its people
    orders : person, day, and percent (discount) if it is given; one row per order
    products : the catalogue
    first_category : (n,) codes of the category of the first line, -1 if free
    stream : name of the random stream

    Returns
    -------
    pandas table, one row per line: order (row of `orders`), line (from 1), product (row
    of `products`), quantity, amount_cents (paid), discount_cents

    Examples
    --------
    >>> from segkit.simulate.story import opening
    >>> scene, who, shared = opening(seed=1, size=50)
    >>> orders = pd.DataFrame({"person": [3, 9], "day": [40, 41]})
    >>> first = np.array([2, 4])
    >>> lines = baskets(scene, who, orders, shared.products, first_category=first)
    >>> shared.products["category"][lines["product"][lines["line"] == 1]].tolist()
    ['lighting', 'decoration']
    """
    rng = scene.stream(stream)
    segment = who["segment"].to_numpy()[orders["person"]]
    depth = _discounts(rng, orders["day"].to_numpy(), segment)
    extra = plan.planted("extra_lines")[segment]
    n_lines = 1 + rng.poisson(extra * who["basket"].to_numpy()[orders["person"]])
    order = np.repeat(np.arange(len(orders)), n_lines)
    category = _categories(rng, orders, who, order)
    if first_category is not None:
        category = _given_first(category, order, np.asarray(first_category))
    product = _products(rng, products, category, segment[order])
    lines = pd.DataFrame({"order": order, "product": product})
    lines["quantity"] = _quantities(rng, category)
    lines = lines.drop_duplicates(["order", "product"], ignore_index=True)
    lines.insert(1, "line", lines.groupby("order").cumcount() + 1)
    percent = orders["percent"].to_numpy() if "percent" in orders else depth
    raised = orders["day"].to_numpy() >= calendar.YEAR_TWO
    raised = raised & scene.switches.drift
    return _money(lines, raised, products, percent)


def _given_first(
    category: NDArray, order: NDArray, first: NDArray
) -> NDArray[np.int64]:
    """Put the given category on the first line of every order that has one."""
    leads = np.diff(order, prepend=-1) > 0
    return np.where(leads & (first[order] >= 0), first[order], category)


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
    lines: pd.DataFrame, raised: NDArray, products: pd.DataFrame, percent: NDArray
) -> pd.DataFrame:
    """Add what each line cost: list price of the day, less the order's discount."""
    order, product = lines["order"].to_numpy(), lines["product"].to_numpy()
    unit = price_on(products["price_cents"].to_numpy()[product], raised[order])
    full = unit * lines["quantity"].to_numpy()
    discount = (full * np.asarray(percent)[order] + 50) // 100
    return lines.assign(amount_cents=full - discount, discount_cents=discount)
