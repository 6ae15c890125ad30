"""Menu: one chain of restaurants, three tables, and what belongs on each."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate.cases.record import SEED, Case, around, ids
from segkit.simulate.draw import stream

QUESTION = "Which dish belongs on which menu: is it the country, or the culture?"
USE = ("portions", "guests")
CULTURES = ("Orvane", "Tesk", "Maru")
# Town, country, culture, restaurants. The west of Teskria speaks and eats as Orvania,
# and so does a quarter of its capital.
TOWNS = (
    ("Ilvane", "Orvania", "Orvane", 5),
    ("Orsele", "Orvania", "Orvane", 4),
    ("Port Celisse", "Orvania", "Orvane", 3),
    ("Vaudrel", "Teskria", "Orvane", 4),
    ("Lasnoire", "Teskria", "Orvane", 3),
    ("Teskarn", "Teskria", "Orvane", 2),
    ("Teskarn", "Teskria", "Tesk", 4),
    ("Brennak", "Teskria", "Tesk", 3),
    ("Olgravo", "Teskria", "Tesk", 2),
    ("Marusai", "Marua", "Maru", 6),
    ("Kelohi", "Marua", "Maru", 4),
)
# Dish: price, cost, portions per 1,000 guests in each culture.
DISHES = {
    "grilled cheese bun": (6.9, 2.3, (150, 140, 120)),
    "classic burger": (8.5, 3.1, (260, 250, 190)),
    "chicken box": (7.9, 2.9, (180, 175, 210)),
    "potato fries": (3.9, 0.8, (420, 430, 330)),
    "herb galette": (6.5, 1.7, (165, 38, 22)),
    "baked apple purse": (3.5, 0.9, (120, 52, 30)),
    "sour beet soup": (4.9, 1.2, (18, 135, 14)),
    "smoked pork roll": (8.2, 3.4, (70, 170, 6)),
    "purple root pie": (3.6, 1.0, (16, 12, 150)),
    "red curry bun": (7.6, 2.5, (45, 24, 185)),
    "lentil cakes": (5.9, 1.4, (40, 30, 125)),
    "lemon ice": (2.9, 0.6, (95, 80, 140)),
}
GUESTS, GUEST_SPREAD = 9_500, 0.45
# How much a restaurant differs from its culture, dish by dish.
SPREAD = 0.16


def menu(seed: int = SEED) -> Case:
    """Make a month of a restaurant chain's sales in three invented countries.

    Parameters
    ----------
    seed : whole number, 0 or more

    Returns
    -------
    Case
        tables `menu_restaurants` and `menu_sales`; truth `menu`: each restaurant's
        culture, and `menu_dishes`: portions per 1,000 guests by culture

    Examples
    --------
    >>> made = menu(1)
    >>> {name: len(table) for name, table in made.tables.items()}
    {'menu_restaurants': 40, 'menu_sales': 480}
    """
    places, culture = _restaurants(seed)
    truth = places[["restaurant_id"]].assign(culture=culture)
    tables = {"menu_restaurants": places, "menu_sales": _sales(seed, places, culture)}
    hidden = {"menu": truth, "menu_dishes": _dishes()}
    return Case("menu", QUESTION, USE, tables, hidden, seed)


def _restaurants(seed: int) -> tuple[pd.DataFrame, NDArray]:
    rng = stream(seed, "menu restaurants")
    *kinds, counts = zip(*TOWNS, strict=True)
    kind = rng.permutation(np.repeat(np.arange(len(TOWNS)), counts))
    town, country, culture = (np.array(names)[kind] for names in kinds)
    table = pd.DataFrame({"restaurant_id": ids("G", len(kind))})
    table = table.assign(town=town, country=country)
    guests = around(rng, np.full(len(kind), GUESTS), GUEST_SPREAD, -1)
    return table.assign(guests=guests.astype(np.int64)), culture


def _sales(seed: int, places: pd.DataFrame, culture: NDArray) -> pd.DataFrame:
    rng = stream(seed, "menu sales")
    rate = np.array([portions for *_, portions in DISHES.values()]) / 1000
    row = np.array([CULTURES.index(name) for name in culture])
    mean = rate.T[row] * places["guests"].to_numpy()[:, None]
    portions = rng.poisson(around(rng, mean, SPREAD, 6))
    n = len(DISHES)
    table = pd.DataFrame({"restaurant_id": np.repeat(places["restaurant_id"], n)})
    table = table.reset_index(drop=True)
    table["dish"] = np.tile(list(DISHES), len(places))
    table["portions"] = portions.ravel()
    table["price_amount"] = np.tile([price for price, *_ in DISHES.values()], len(row))
    table["cost_amount"] = np.tile([cost for _, cost, _ in DISHES.values()], len(row))
    return table


def _dishes() -> pd.DataFrame:
    rows = [
        (dish, culture, portions)
        for dish, (_, _, by_culture) in DISHES.items()
        for culture, portions in zip(CULTURES, by_culture, strict=True)
    ]
    return pd.DataFrame(rows, columns=["dish", "culture", "portions_per_1000"])
