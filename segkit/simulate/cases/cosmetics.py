"""Cosmetics: whether 30 to 50 is the higher-value age."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate.cases.record import SEED, Case, around, blanked, ids, named
from segkit.simulate.draw import pick, pick_one, stream

QUESTION = "Are customers aged 30 to 50 worth more than the others?"
USE = ("age", "amount")
SIZE = 1_200
AGES = (30, 50)
# Between these ages, both included, a basket costs so much more; nobody buys oftener.
MORE = 1.25
BASKET, SPREAD = 38.0, 0.60
ORDERS_PER_YEAR = 3.2
MARGIN = 0.55
UNKNOWN = 0.08
# Younger people come through videos, older ones through shops; it changes no basket.
SOURCES = ("video", "search", "shop", "friend")
SOURCE_SHARES = np.array(
    [[0.46, 0.26, 0.12, 0.16], [0.24, 0.34, 0.24, 0.18], [0.08, 0.27, 0.46, 0.19]]
)
SKINS = ("dry", "normal", "oily", "mixed", "sensitive")
SKIN_SHARES = np.array([0.22, 0.30, 0.16, 0.20, 0.12])
YOUNG, OLD = 0.38, 0.22


def cosmetics(seed: int = SEED) -> Case:
    """Make a year of a cosmetics brand's customers, to test one hypothesis on.

    Parameters
    ----------
    seed : whole number, 0 or more

    Returns
    -------
    Case
        table `cosmetics`, one row per customer; truth `cosmetics`: the age (of those
        too whose age is missing), and what each could be expected to spend

    Examples
    --------
    >>> made = cosmetics(1)
    >>> len(made.tables["cosmetics"]), made.tables["cosmetics"]["age"].isna().any()
    (1200, np.True_)
    """
    rng = stream(seed, "cosmetics people")
    age = _ages(rng)
    inside = (age >= AGES[0]) & (age <= AGES[1])
    keen = around(rng, np.ones(SIZE), 0.5, 6)
    factor = np.where(inside, MORE, 1.0)
    table = pd.DataFrame({"customer_id": ids("B", SIZE)})
    truth = table.assign(age=age)
    mean = np.exp(SPREAD**2 / 2) * BASKET * factor
    truth["expected_amount"] = (mean * (1 + ORDERS_PER_YEAR * keen)).round(2)
    table["age"] = blanked(rng, pd.Series(age), UNKNOWN)
    table["skin_type"] = named(SKINS, pick_one(rng, SKIN_SHARES, SIZE))
    group = np.digitize(age, (AGES[0], AGES[1] + 1))
    table["acquired_via"] = named(SOURCES, pick(rng, SOURCE_SHARES, group))
    table = _spent(seed, table, keen, factor)
    return Case(
        "cosmetics", QUESTION, USE, {"cosmetics": table}, {"cosmetics": truth}, seed
    )


def _ages(rng: np.random.Generator) -> NDArray[np.int64]:
    """Draw ages: as many below 30 as the brand's videos bring, few above 65."""
    part = pick_one(rng, np.array([YOUNG, 1 - YOUNG - OLD, OLD]), SIZE)
    low, high = np.array([[18, 30], [30, 51], [51, 76]])[part].T
    where = rng.beta(np.where(part == 2, 1.0, 1.3), np.where(part == 2, 1.9, 1.2))
    return np.floor(low + (high - low) * where).astype(np.int64)


def _spent(
    seed: int, table: pd.DataFrame, keen: NDArray, factor: NDArray
) -> pd.DataFrame:
    rng = stream(seed, "cosmetics spent")
    table["orders"] = 1 + rng.poisson(ORDERS_PER_YEAR * keen)
    basket = around(rng, BASKET * factor, SPREAD)
    table["amount"] = (table["orders"] * basket).round(2)
    margin = np.clip(rng.normal(MARGIN, 0.05, SIZE), 0.3, 0.75)
    return table.assign(margin_amount=(table["amount"] * margin).round(2))
