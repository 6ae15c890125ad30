"""Pets: health products for dogs, cats and other animals."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate.cases.record import SEED, Case, around, blanked, ids, named
from segkit.simulate.draw import pick, pick_one, stream

QUESTION = (
    "Do owners of dogs, cats and other animals need different products, and does a "
    "message about their own animal bring more orders than one for all?"
)
GROUPS = ("joints", "teeth", "parasites", "skin", "hairballs", "digestion", "calm")
USE = tuple(f"{group}_amount" for group in GROUPS)

SIZE = 1_200
ANIMALS = ("dog", "cat", "other")
SHARES = np.array([0.48, 0.36, 0.16])
NEEDS = ("prevention", "ageing", "nerves")
# Animal by need: dogs and cats grow old among their owners, small animals do not.
NEED_SHARES = np.array([[0.50, 0.32, 0.18], [0.48, 0.26, 0.26], [0.76, 0.08, 0.16]])
# Chance that somebody with this animal (row) or need buys a product group at all.
BUYS = np.array(
    [
        [0.30, 0.45, 0.80, 0.35, 0.00, 0.25, 0.15],
        [0.12, 0.25, 0.50, 0.20, 0.70, 0.35, 0.22],
        [0.04, 0.22, 0.16, 0.38, 0.02, 0.72, 0.10],
    ]
)
EXTRA = np.array(
    [
        [0.00, 0.15, 0.10, 0.05, 0.00, 0.00, 0.00],
        [0.55, 0.10, 0.00, 0.05, 0.00, 0.20, 0.05],
        [0.00, 0.00, 0.00, 0.10, 0.00, 0.05, 0.60],
    ]
)
MEDIAN = np.array([64.0, 26.0, 48.0, 30.0, 22.0, 28.0, 34.0])
# Some do not say; and some have two animals, and buy for the other one.
UNKNOWN, OTHER = 0.18, 0.06
# Chance of another order within 60 days, by what the message was about.
ORDERS_AGAIN = {"all animals": 0.14, "own animal": 0.22}
AGE = ((7.0, 0.55), (8.0, 0.55), (3.0, 0.5))


def pets(seed: int = SEED) -> Case:
    """Make a year of a pet-health firm's customers, and one message by lot.

    Parameters
    ----------
    seed : whole number, 0 or more

    Returns
    -------
    Case
        table `pets`, one row per customer; truth `pets`: animal, need, and what each
        would have done after either message

    Examples
    --------
    >>> made = pets(1)
    >>> len(made.tables["pets"]), made.tables["pets"]["animal"].nunique()
    (1200, 3)
    """
    who = _people(seed)
    bought = _bought(seed, who)
    table, answers = _message(seed, who)
    table = pd.concat([table, bought], axis=1)
    return Case("pets", QUESTION, USE, {"pets": table}, {"pets": answers}, seed)


def _people(seed: int) -> pd.DataFrame:
    rng = stream(seed, "pets people")
    animal = pick_one(rng, SHARES, SIZE)
    need = pick(rng, NEED_SHARES, animal)
    median, spread = np.array(AGE)[animal].T
    old = np.where(need == 1, 1.5, 0.8)
    age = np.clip(around(rng, median * old, spread * 0.6, 1), 0.2, 19.0)
    return pd.DataFrame({"animal": animal, "need": need, "age": age})


def _bought(seed: int, who: pd.DataFrame) -> pd.DataFrame:
    """Draw what each customer spent in the year, by product group."""
    rng = stream(seed, "pets bought")
    chance = np.clip(BUYS[who["animal"]] + EXTRA[who["need"]], 0, 0.95)
    chance[:, GROUPS.index("hairballs")] *= who["animal"] == 1
    buys = rng.random(chance.shape) < chance
    buys = _at_least_one(rng, buys, chance)
    loyal = around(rng, np.ones(SIZE), 0.4, 6)[:, None]
    spent = around(rng, MEDIAN * loyal, 0.45) * buys
    return pd.DataFrame(spent, columns=USE)


def _at_least_one(
    rng: np.random.Generator, buys: NDArray[np.bool_], chance: NDArray
) -> NDArray[np.bool_]:
    """Give those without any product the one that they are likeliest to need."""
    first = pick(rng, chance, np.arange(len(chance)))
    none = np.flatnonzero(~buys.any(axis=1))
    buys[none, first[none]] = True
    return buys


def _message(seed: int, who: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Draw lots for the message among all, and what follows either way."""
    rng = stream(seed, "pets message")
    animal = pd.Series(named(ANIMALS, who["animal"]), dtype="str")
    other = (who["animal"] + rng.integers(1, 3, SIZE)) % len(ANIMALS)
    said = np.where(rng.random(SIZE) < OTHER, other, who["animal"])
    known = blanked(rng, pd.Series(named(ANIMALS, said), dtype="str"), UNKNOWN)
    luck = rng.random(SIZE)
    plain, own = (luck < chance for chance in ORDERS_AGAIN.values())
    sent = rng.permutation(SIZE) % 2 == 1
    sent &= known.notna().to_numpy()
    table = pd.DataFrame({"customer_id": ids("P", SIZE), "animal": known})
    table["animal_age_years"] = who["age"]
    table["message"] = named(list(ORDERS_AGAIN), sent.astype(int))
    table["ordered_again"] = np.where(sent, own, plain)
    truth = pd.DataFrame({"customer_id": table["customer_id"], "animal": animal})
    truth["need"] = named(NEEDS, who["need"])
    return table, truth.assign(orders_plain=plain, orders_own=own)
