"""What the shop sells: categories, invented products, prices and costs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate.draw import stream
from segkit.simulate.people.person import INTERESTS

RISE_PERCENT = 6
ENDINGS = np.array([0, 50, 90, 95, 99])
# Invented names of product lines, from plain to fine.
LINES = ("Alva", "Brisa", "Corin", "Dune", "Elmar", "Fenna", "Gale", "Holm", "Isola")
LINE_PRICES = np.linspace(0.7, 1.4, len(LINES))


@dataclass(frozen=True)
class Category:
    """One shelf of the shop.

    Attributes
    ----------
    name : label
    world : the interest it belongs to
    n_products : how many of the 300 products
    cost_rate : mean unit cost as part of the price
    demand : how often it is bought, against the others of its world
    extra_units : mean number of units beyond the first
    spring, gifts : how many times busier in April and May, in November and December
    winter : how many times busier in January and February
    things : what lies on the shelf, with usual prices in EUR
    """

    name: str
    world: str
    n_products: int
    cost_rate: float
    demand: float
    extra_units: float
    spring: float
    gifts: float
    winter: float
    things: dict[str, float]


CATEGORIES = (
    Category(
        "kitchen", "home", 42, 0.52, 3.0, 0.25, 1.0, 1.5, 1.0,
        {"Chopping board": 18, "Mixing bowl": 15, "Teapot": 27, "Frying pan": 36,
         "Kitchen knife": 31, "Tea towel": 8},
    ),
    Category(
        "bedding", "home", 26, 0.50, 1.4, 0.2, 1.0, 1.1, 1.2,
        {"Pillow": 24, "Blanket": 36, "Fitted sheet": 26, "Duvet cover": 49},
    ),
    Category(
        "lighting", "home", 24, 0.48, 1.1, 0.1, 0.9, 1.5, 1.1,
        {"Table lamp": 45, "Wall light": 52, "String lights": 19, "Lantern": 29},
    ),
    Category(
        "storage", "home", 24, 0.55, 1.5, 0.4, 1.1, 0.8, 1.3,
        {"Basket": 17, "Storage box": 13, "Wall shelf": 39, "Coat rack": 33},
    ),
    Category(
        "decoration", "home", 34, 0.45, 2.2, 0.3, 0.9, 2.4, 0.7,
        {"Vase": 19, "Candle": 9, "Picture frame": 14, "Cushion": 21, "Wreath": 23},
    ),
    Category(
        "plants and seeds", "garden", 44, 0.46, 3.2, 1.1, 3.6, 0.4, 0.5,
        {"Tomato seeds": 3, "Lavender": 7, "Rose bush": 17, "Herb pot": 5,
         "Flower bulbs": 6, "Compost": 9},
    ),
    Category(
        "garden tools", "garden", 28, 0.53, 1.5, 0.1, 2.4, 0.7, 0.4,
        {"Spade": 32, "Watering can": 16, "Pruning shears": 24, "Garden hose": 35,
         "Leaf rake": 21},
    ),
    Category(
        "garden furniture", "garden", 16, 0.58, 0.7, 0.1, 2.6, 0.1, 0.1,
        {"Garden chair": 89, "Garden bench": 179, "Parasol": 115},
    ),
    Category(
        "paper and pens", "office", 34, 0.50, 3.0, 1.4, 1.0, 1.0, 1.2,
        {"Notebook": 7, "Pen set": 11, "Copy paper": 6, "Ring binder": 5,
         "Envelopes": 6},
    ),
    Category(
        "desk equipment", "office", 18, 0.51, 1.4, 0.2, 1.0, 1.1, 1.1,
        {"Letter tray": 19, "Desk mat": 25, "Monitor stand": 45},
    ),
    Category(
        "office furniture", "office", 10, 0.60, 0.5, 0.1, 1.0, 0.7, 1.1,
        {"Desk chair": 159, "Desk": 219},
    ),
)  # fmt: skip


def catalogue(seed: int) -> pd.DataFrame:
    """Draw the products.

    Parameters
    ----------
    seed : whole number

    Returns
    -------
    pandas table of 300: product_id, product_name, category, price_cents and cost_cents
    (per unit, of 2023), popularity (hidden)

    Examples
    --------
    >>> products = catalogue(seed=1)
    >>> len(products), bool((products["cost_cents"] < products["price_cents"]).all())
    (300, True)
    """
    rng = stream(seed, "catalogue")
    shelves = [_shelf(rng, category) for category in CATEGORIES]
    products = pd.concat(shelves, ignore_index=True)
    products.insert(0, "product_id", [f"P{n:03d}" for n in range(1, len(products) + 1)])
    return products


def _shelf(rng: np.random.Generator, category: Category) -> pd.DataFrame:
    n = category.n_products
    pairs = [(thing, line) for thing in category.things for line in range(len(LINES))]
    chosen = [pairs[place] for place in np.sort(rng.permutation(len(pairs))[:n])]
    usual = np.array([category.things[thing] for thing, _ in chosen])
    level = LINE_PRICES[[line for _, line in chosen]] * rng.lognormal(0, 0.08, n)
    cents = _shop_price(rng, usual * level)
    part = np.clip(rng.normal(category.cost_rate, 0.06, n), 0.25, 0.85)
    return pd.DataFrame(
        {
            "product_name": [f"{thing} {LINES[line]}" for thing, line in chosen],
            "category": category.name,
            "price_cents": cents,
            "cost_cents": np.round(cents * part).astype(np.int64),
            "popularity": rng.permutation(1 / np.arange(1, n + 1) ** 0.6),
        }
    )


def _shop_price(rng: np.random.Generator, price: NDArray) -> NDArray[np.int64]:
    """Turn a number into a price as shops write them: 7.95, 24.90, 149.00."""
    euros = np.maximum(np.floor(price), 2).astype(np.int64)
    ending = rng.choice(ENDINGS, len(euros), p=[0.14, 0.16, 0.28, 0.24, 0.18])
    return euros * 100 + np.where(euros >= 60, 0, ending)


def price_on(cents: NDArray, year_two: NDArray) -> NDArray[np.int64]:
    """Return the list price on a day: 6 % more from 1 January 2024, to the cent.

    Parameters
    ----------
    cents : (n,) list prices of 2023
    year_two : (n,) whether the day lies in 2024

    Returns
    -------
    (n,) whole cents

    Examples
    --------
    >>> price_on(np.array([1000, 1000]), np.array([False, True])).tolist()
    [1000, 1060]
    """
    raised = (np.asarray(cents) * (100 + RISE_PERCENT) + 50) // 100
    return np.where(year_two, raised, cents)


def demand() -> NDArray[np.float64]:
    """Return what people buy, by interest, month and category.

    Returns
    -------
    (3 interests, 12 months, 11 categories) weights

    Examples
    --------
    >>> demand().shape
    (3, 12, 11)
    """
    worlds = np.array([INTERESTS.index(c.world) for c in CATEGORIES])
    own = np.where(worlds == np.arange(len(INTERESTS))[:, None], 3.5, 1.0)
    base = own * np.array([c.demand for c in CATEGORIES])
    season = np.ones((12, len(CATEGORIES)))
    season[[3, 4]] = [c.spring for c in CATEGORIES]
    season[[2, 5]] = [1 + (c.spring - 1) * 0.5 for c in CATEGORIES]
    season[[10, 11]] = [c.gifts for c in CATEGORIES]
    season[[0, 1]] = [c.winter for c in CATEGORIES]
    return base[:, None, :] * season


def product_table(products: pd.DataFrame) -> pd.DataFrame:
    """Return the catalogue as the shop shows it.

    Parameters
    ----------
    products : the catalogue, with what is hidden about it

    Returns
    -------
    pandas table: product_id, product_name, category, price_amount, cost_amount (EUR)

    Examples
    --------
    >>> product_table(catalogue(seed=1)).columns.tolist()
    ['product_id', 'product_name', 'category', 'price_amount', 'cost_amount']
    """
    return products[["product_id", "product_name", "category"]].assign(
        price_amount=products["price_cents"] / 100,
        cost_amount=products["cost_cents"] / 100,
    )
