"""Fashion: styles by age, and how far age alone leads."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate.cases.record import SEED, Case, around, blanked, ids, named
from segkit.simulate.cases.record import rates as shares
from segkit.simulate.draw import pick, pick_one, stream

QUESTION = (
    "Do teens, young adults and families buy different styles, and is age enough to "
    "tell them apart?"
)
STYLES = ("street", "sport", "smart", "basics", "children", "workwear", "formal")
USE = (
    "street_items",
    "sport_items",
    "smart_items",
    "basics_items",
    "children_items",
    "item_amount",
    "days_after_launch",
    "app_rate",
)
SIZE = 900
SEGMENTS = ("teen", "young adult", "family")
SHARES = np.array([0.28, 0.40, 0.32])
# Youngest, oldest and the middle of each: the ages of young adults and of families
# overlap by a dozen years, and nobody below 16 has an account.
AGES = ((16, 20, 17.5), (19, 40, 26.5), (25, 58, 38.0))
STYLE_SHARES = np.array(
    [
        [0.46, 0.26, 0.04, 0.21, 0.01, 0.01, 0.01],
        [0.20, 0.17, 0.29, 0.22, 0.02, 0.04, 0.06],
        [0.05, 0.14, 0.13, 0.28, 0.32, 0.04, 0.04],
    ]
)
LIKENESS = 14.0
ITEMS = (8.0, 9.0, 13.0)
ITEM_AMOUNT = (24.0, 37.0, 21.0)
LAUNCH_DAYS = (12.0, 26.0, 58.0)
APP = (0.82, 0.55, 0.36)
RETURNS = (0.17, 0.24, 0.14)
OCCUPATIONS = ("pupil or student", "building site", "office", "executive", "care")
JOBS = np.array(
    [
        [0.90, 0.04, 0.04, 0.00, 0.02],
        [0.24, 0.14, 0.40, 0.07, 0.15],
        [0.01, 0.17, 0.46, 0.16, 0.20],
    ]
)
# Items a year that the job asks for, beside the style: overalls, suits.
WORKWEAR = (0.0, 4.2, 0.1, 0.0, 1.4)
FORMAL = (0.1, 0.1, 0.9, 3.8, 0.1)
UNKNOWN = 0.12


def fashion(seed: int = SEED) -> Case:
    """Make a year of a clothing firm's customers.

    Parameters
    ----------
    seed : whole number, 0 or more

    Returns
    -------
    Case
        table `fashion`, one row per customer; truth `fashion`: segment, and the age of
        those too whose age is missing

    Examples
    --------
    >>> made = fashion(1)
    >>> len(made.tables["fashion"]), made.truth["fashion"]["segment"].nunique()
    (900, 3)
    """
    rng = stream(seed, "fashion people")
    segment = pick_one(rng, SHARES, SIZE)
    age = _ages(rng, segment)
    job = pick(rng, JOBS, segment)
    table = pd.DataFrame({"customer_id": ids("W", SIZE)})
    truth = table.assign(segment=named(SEGMENTS, segment), age=age)
    table["age"] = blanked(rng, pd.Series(age), UNKNOWN)
    table["occupation"] = named(OCCUPATIONS, job)
    table = pd.concat([table, _items(seed, segment, job)], axis=1)
    table = _manner(seed, table, segment)
    return Case("fashion", QUESTION, USE, {"fashion": table}, {"fashion": truth}, seed)


def _ages(rng: np.random.Generator, segment: NDArray) -> NDArray[np.int64]:
    low, high, mode = np.array(AGES, dtype=float)[segment].T
    return np.floor(rng.triangular(low, mode, high + 1)).astype(np.int64)


def _items(seed: int, segment: NDArray, job: NDArray) -> pd.DataFrame:
    """Draw items by style, then what the job asks for."""
    rng = stream(seed, "fashion items")
    mean = np.take(ITEMS, segment) * rng.gamma(2.5, 1 / 2.5, SIZE)
    own = rng.standard_gamma(STYLE_SHARES[segment] * LIKENESS) + 1e-9
    items = rng.multinomial(2 + rng.poisson(mean), own / own.sum(axis=1, keepdims=True))
    items[:, STYLES.index("workwear")] += rng.poisson(np.take(WORKWEAR, job))
    items[:, STYLES.index("formal")] += rng.poisson(np.take(FORMAL, job))
    return pd.DataFrame(items, columns=[f"{style}_items" for style in STYLES])


def _manner(seed: int, table: pd.DataFrame, segment: NDArray) -> pd.DataFrame:
    """Add price, speed, channel and returns."""
    rng = stream(seed, "fashion manner")
    table["item_amount"] = around(rng, np.take(ITEM_AMOUNT, segment), 0.22)
    table["days_after_launch"] = around(rng, np.take(LAUNCH_DAYS, segment), 0.5, 1)
    table["app_rate"] = shares(rng, np.take(APP, segment), 8.0)
    table["return_rate"] = shares(rng, np.take(RETURNS, segment), 9.0)
    return table
