"""Books: age, genre, and presents."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate.cases.record import SEED, Case, around, blanked, ids, named
from segkit.simulate.draw import pick, pick_one, stream

QUESTION = "Whom should the shop tell about a romance between vampires and werewolves?"
USE = ("birth_year", "last_genre", "gift")
SIZE = 1_400
GENRES = (
    "paranormal romance",
    "crime",
    "fantasy",
    "biography",
    "history",
    "cookery",
    "novel",
)
GENERATIONS = ("Z", "millennial", "X", "boomer")
BORN = ((1997, 2008), (1981, 1997), (1965, 1981), (1946, 1965))
SHARES = np.array([0.22, 0.30, 0.26, 0.22])
# What people read for themselves, by generation.
TASTES = np.array(
    [
        [0.24, 0.12, 0.25, 0.05, 0.05, 0.06, 0.23],
        [0.14, 0.18, 0.19, 0.09, 0.08, 0.11, 0.21],
        [0.05, 0.28, 0.09, 0.14, 0.12, 0.12, 0.20],
        [0.015, 0.29, 0.03, 0.18, 0.195, 0.12, 0.17],
    ]
)
# One taste for life: how often the book before was of the reader's own genre.
FAITHFUL = 0.62
# Share of purchases that are presents; they follow the taste of somebody younger.
GIFTS = (0.10, 0.13, 0.18, 0.30)
GIFT_TASTES = np.array([0.20, 0.10, 0.26, 0.06, 0.06, 0.12, 0.20])
FORMATS = ("paper", "e-book", "audio")
FORMAT_SHARES = np.array(
    [[0.58, 0.22, 0.20], [0.50, 0.27, 0.23], [0.60, 0.28, 0.12], [0.78, 0.18, 0.04]]
)
PRICE = (13.0, 12.5, 14.5, 22.0, 24.0, 27.0, 18.0)
CHEAPER = (1.0, 0.62, 0.80)
UNKNOWN = 0.07


def books(seed: int = SEED) -> Case:
    """Make one purchase of each buyer of a book shop, with the one before it.

    Parameters
    ----------
    seed : whole number, 0 or more

    Returns
    -------
    Case
        table `books`, one row per buyer; truth `books`: generation, own taste, and the
        chance to buy paranormal romance for themselves

    Examples
    --------
    >>> made = books(1)
    >>> len(made.tables["books"]), made.tables["books"]["genre"].nunique()
    (1400, 7)
    """
    rng = stream(seed, "books people")
    generation = pick_one(rng, SHARES, SIZE)
    low, high = np.array(BORN)[generation].T
    born = rng.integers(low, high)
    taste = pick(rng, TASTES, generation)
    table = pd.DataFrame({"buyer_id": ids("L", SIZE)})
    truth = table.assign(generation=named(GENERATIONS, generation), birth_year=born)
    truth["taste"] = named(GENRES, taste)
    table["birth_year"] = blanked(rng, pd.Series(born), UNKNOWN)
    table["last_genre"] = named(GENRES, _read(rng, taste, generation))
    table = _bought(seed, table, taste, generation)
    own = np.where(taste == 0, FAITHFUL, 0) + (1 - FAITHFUL) * TASTES[generation, 0]
    truth["romance_rate"] = own.round(4)
    return Case("books", QUESTION, USE, {"books": table}, {"books": truth}, seed)


def _read(
    rng: np.random.Generator, taste: NDArray, generation: NDArray
) -> NDArray[np.int64]:
    """Draw what somebody reads next: mostly the own genre, else the generation's."""
    other = pick(rng, TASTES, generation)
    return np.where(rng.random(len(taste)) < FAITHFUL, taste, other)


def _bought(
    seed: int, table: pd.DataFrame, taste: NDArray, generation: NDArray
) -> pd.DataFrame:
    rng = stream(seed, "books bought")
    gift = rng.random(SIZE) < np.take(GIFTS, generation)
    given = pick_one(rng, GIFT_TASTES, SIZE)
    genre = np.where(gift, given, _read(rng, taste, generation))
    form = pick(rng, FORMAT_SHARES, generation)
    form = np.where(gift, 0, form)
    price = np.take(PRICE, genre) * np.take(CHEAPER, form)
    table["genre"] = named(GENRES, genre)
    table["gift"] = gift
    table["format"] = named(FORMATS, form)
    table["price_amount"] = np.floor(around(rng, price, 0.18)) + 0.9
    return table
