"""Meals: a delivery firm for students, busy professionals and families."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate.cases.record import SEED, Case, agreement, around, ids, named
from segkit.simulate.cases.record import rates as shares
from segkit.simulate.draw import pick, pick_one, stream

QUESTION = "Which kinds of eaters are there, and what does each of them need?"
USE = (
    "orders_per_month",
    "meals_per_order",
    "meal_amount",
    "discount_rate",
    "late_rate",
    "ahead_hours",
    "children_rate",
)
SIZE = 900
SEGMENTS = ("student", "busy professional", "household with children")
SHARES = np.array([0.33, 0.42, 0.25])
# One customer in eight is a mixture: a student who works, a parent with long days.
MIXED, WEIGHTS = 0.12, (0.55, 0.75)
MIXES = np.array([[0.0, 1.0, 0.1], [0.5, 0.0, 0.5], [0.1, 1.0, 0.0]])
# Typical values by segment.
TYPICAL = {
    "orders_per_month": (4.6, 8.5, 4.2),
    "meals_per_order": (1.3, 1.2, 3.7),
    "meal_amount": (7.6, 12.4, 9.4),
    "discount_rate": (0.46, 0.11, 0.24),
    "late_rate": (0.34, 0.16, 0.04),
    "ahead_hours": (0.5, 1.4, 18.0),
    "children_rate": (0.01, 0.015, 0.34),
    "evening_rate": (0.50, 0.58, 0.55),
    "vegetarian_rate": (0.30, 0.28, 0.26),
}
SPREAD = {
    "orders_per_month": 0.42,
    "meals_per_order": 0.25,
    "meal_amount": 0.17,
    "ahead_hours": 0.75,
}
DIGITS = {"orders_per_month": 1, "meals_per_order": 1, "ahead_hours": 1}
# What they say matters: everybody says healthy food, whatever they then order.
WANTS = {
    "wants_price": (4.4, 2.6, 3.5),
    "wants_speed": (3.5, 4.5, 3.1),
    "wants_choice": (3.0, 3.4, 3.7),
    "wants_healthy": (4.1, 4.1, 4.1),
}
AGE = ((21.5, 0.10), (33.0, 0.18), (39.0, 0.14))
DISTRICTS = ("centre", "harbour", "hill", "station", "meadows")


def meals(seed: int = SEED) -> Case:
    """Make half a year of a meal-delivery firm's customers, and what they say.

    Parameters
    ----------
    seed : whole number, 0 or more

    Returns
    -------
    Case
        table `meals`, one row per customer; truth `meals`: segment, second segment and
        how much of the first

    Examples
    --------
    >>> made = meals(1)
    >>> len(made.tables["meals"]), len(made.truth["meals"])
    (900, 900)
    """
    who, weight = _people(seed)
    table = pd.DataFrame({"customer_id": ids("M", SIZE)})
    truth = table.assign(
        segment=named(SEGMENTS, who["segment"]),
        second_segment=pd.Series(named(SEGMENTS, who["second"]), dtype="str").where(
            who["weight"] < 1
        ),
        weight_rate=who["weight"],
    )
    table = _habits(seed, table, weight)
    table = _self(seed, table, who, weight)
    return Case("meals", QUESTION, USE, {"meals": table}, {"meals": truth}, seed)


def _people(seed: int) -> tuple[pd.DataFrame, NDArray]:
    """Draw segments, and each customer's weight on all three."""
    rng = stream(seed, "meals people")
    segment = pick_one(rng, SHARES, SIZE)
    second = pick(rng, MIXES, segment)
    mixed = rng.random(SIZE) < MIXED
    weight = np.where(mixed, rng.uniform(*WEIGHTS, SIZE).round(2), 1.0)
    every = weight[:, None] * np.eye(3)[segment]
    every += (1 - weight)[:, None] * np.eye(3)[second]
    who = pd.DataFrame({"segment": segment, "second": second, "weight": weight})
    return who, every


def _habits(seed: int, table: pd.DataFrame, weight: NDArray) -> pd.DataFrame:
    for name, typical in TYPICAL.items():
        rng = stream(seed, f"meals {name}")
        middle = np.exp(weight @ np.log(typical))
        if name.endswith("_rate"):
            table[name] = shares(rng, middle, 18.0)
        else:
            table[name] = around(rng, middle, SPREAD[name], DIGITS.get(name, 2))
    table["meals_per_order"] = table["meals_per_order"].clip(lower=1)
    return table


def _self(
    seed: int, table: pd.DataFrame, who: pd.DataFrame, weight: NDArray
) -> pd.DataFrame:
    """Add age, district (which says nothing) and what they say matters."""
    rng = stream(seed, "meals answers")
    median, spread = np.array(AGE)[who["segment"]].T
    age = around(rng, median, spread, 0).clip(18, 80).astype(np.int64)
    table.insert(1, "age", age)
    table.insert(2, "district", named(DISTRICTS, rng.integers(0, 5, SIZE)))
    for name, mean in WANTS.items():
        table[name] = agreement(rng, weight @ np.array(mean))
    return table
