"""Age, family, schooling, work and means of every person: plausible together.

Spoilers. Tables with a row per demographic segment follow `links.DEMOGRAPHIC`.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate.draw import pick, pick_one
from segkit.simulate.people import work
from segkit.simulate.scene import Scene

GENDERS = ("woman", "man", "other")
GENDER_WEIGHTS = np.array([0.54, 0.44, 0.02])
LANGUAGES = ("English", "French")
MARITAL = ("single", "living together", "married", "divorced", "widowed")
FREQUENCIES = ("weekly", "monthly", "big news only")

# Years on 31 December 2024: youngest and oldest of each segment, and the shapes of the
# beta distribution between them. The segments overlap, so that all ages are found.
YOUNGEST = np.array([20, 24, 28, 37, 48, 60])
OLDEST = np.array([29, 40, 52, 61, 70, 92])
SHAPES = np.array(
    [[1.2, 2.2], [1.5, 2.2], [1.5, 1.7], [1.4, 1.5], [1.9, 1.9], [1.6, 2.6]]
)
# Chance of living with a partner, and of being married to them.
COUPLE = np.array([0.10, 0.46, 0.87, 0.79, 0.68, 0.56])
MARRIED = np.array([0.03, 0.33, 0.68, 0.80, 0.86, 0.93])
# Those who live without one: single, divorced, widowed.
ALONE = np.array(
    [
        [1.00, 0.00, 0.00],
        [0.96, 0.04, 0.00],
        [0.42, 0.53, 0.05],
        [0.36, 0.56, 0.08],
        [0.28, 0.52, 0.20],
        [0.13, 0.32, 0.55],
    ]
)
# Children at home: none, one, two, three, four.
CHILDREN = np.array(
    [
        [0.985, 0.015, 0.0, 0.0, 0.0],
        [0.94, 0.05, 0.01, 0.0, 0.0],
        [0.0, 0.27, 0.59, 0.12, 0.02],
        [0.71, 0.22, 0.06, 0.01, 0.0],
        [0.97, 0.03, 0.0, 0.0, 0.0],
        [1.0, 0.0, 0.0, 0.0, 0.0],
    ]
)
# Others in the household (flatmates, parents): none, one, two, three.
OTHERS = np.array(
    [
        [0.44, 0.22, 0.24, 0.10],
        [0.88, 0.10, 0.02, 0.0],
        [0.98, 0.02, 0.0, 0.0],
        [0.96, 0.04, 0.0, 0.0],
        [0.96, 0.04, 0.0, 0.0],
        [0.98, 0.02, 0.0, 0.0],
    ]
)
# Those with more buy more things at a time: a power of the income.
PURSE, USUAL_INCOME = 0.5, 34_000
# How often people want e-mail, by behavioural segment: the keen ones more often.
FREQUENCY = np.array(
    [
        [0.56, 0.34, 0.10],
        [0.44, 0.41, 0.15],
        [0.60, 0.29, 0.11],
        [0.22, 0.42, 0.36],
        [0.30, 0.42, 0.28],
    ]
)
# Mean height in cm and its spread, by gender; body-mass index at 20, and each year.
HEIGHT = np.array([[164.5, 6.4], [177.5, 7.0], [170.5, 8.0]])
INDEX, INDEX_A_YEAR, INDEX_SPREAD = 22.8, 0.075, 0.15


def describe(scene: Scene, who: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Draw what a census would ask of these people.

    Parameters
    ----------
    scene : the block
    who : its people, with place, geographic, demographic and segment
    places : the postcodes

    Returns
    -------
    the same table with age (years on 2024-12-31), birthday (day of the year, from 1),
    gender, couple, marital, children, household, language, frequency, height, weight,
    and the columns of `work.describe`; codes as in the tuples of this module

    Examples
    --------
    >>> from segkit.simulate.story import opening
    >>> _, who, _ = opening(seed=1, size=50)
    >>> bool((who["age"] >= 20).all())
    True
    """
    rng = scene.stream("demography")
    who = who.assign(**_person(rng, who, places))
    who = who.assign(**_family(rng, who["demographic"].to_numpy()))
    who = who.assign(**_body(rng, who["gender"].to_numpy(), who["age"].to_numpy()))
    who = work.describe(scene, who, places)
    return who.assign(basket=who["basket"] * purse(who["income"].to_numpy()))


def purse(income: NDArray) -> NDArray[np.float64]:
    """Return how many times as much people take who can afford this much.

    Parameters
    ----------
    income : (n,) EUR a year

    Returns
    -------
    (n,) factors with mean 1 over the customers

    Examples
    --------
    >>> purse(np.array([8_000, 32_000])).round(2).tolist()
    [0.49, 0.97]
    """
    return (income / USUAL_INCOME) ** PURSE


def _person(
    rng: np.random.Generator, who: pd.DataFrame, places: pd.DataFrame
) -> dict[str, NDArray]:
    n, french = len(who), places["french"].to_numpy()[who["place"]]
    return {
        "age": ages(rng, who["demographic"].to_numpy()),
        "birthday": rng.integers(1, 366, n),
        "gender": pick_one(rng, GENDER_WEIGHTS, n),
        "language": (rng.random(n) < french).astype(np.int64),
        "frequency": pick(rng, FREQUENCY, who["segment"].to_numpy()),
    }


def ages(rng: np.random.Generator, demographic: NDArray) -> NDArray[np.int64]:
    """Draw ages in whole years.

    Parameters
    ----------
    rng : random stream
    demographic : (n,) codes of the demographic segments

    Returns
    -------
    (n,) whole years on 31 December 2024

    Examples
    --------
    >>> from segkit.simulate.draw import stream
    >>> bool((ages(stream(1, "example"), np.zeros(999, dtype=int)) >= 20).all())
    True
    """
    part = rng.beta(*SHAPES[demographic].T)
    low, high = YOUNGEST[demographic], OLDEST[demographic]
    return np.floor(low + (high - low) * part).astype(np.int64)


def _family(rng: np.random.Generator, demographic: NDArray) -> dict[str, NDArray]:
    """Draw partner, children and whoever else lives there."""
    n = len(demographic)
    couple = rng.random(n) < COUPLE[demographic]
    married = rng.random(n) < MARRIED[demographic]
    alone = np.array([0, 3, 4])[pick(rng, ALONE, demographic)]
    children = pick(rng, CHILDREN, demographic)
    others = np.where(couple, 0, pick(rng, OTHERS, demographic))
    return {
        "couple": couple,
        "marital": np.where(couple, np.where(married, 2, 1), alone),
        "children": children,
        "household": 1 + couple + children + others,
    }


def _body(
    rng: np.random.Generator, gender: NDArray, age: NDArray
) -> dict[str, NDArray]:
    """Draw height and weight: people shrink a little and grow heavier with age."""
    shrunk = 0.08 * np.maximum(age - 45, 0)
    height = np.round(rng.normal(*HEIGHT[gender].T) - shrunk)
    middle = INDEX + INDEX_A_YEAR * (np.minimum(age, 65) - 20)
    index = middle * np.exp(rng.normal(0, INDEX_SPREAD, len(age)))
    weight = np.round(np.maximum(index, 16.5) * (height / 100) ** 2)
    return {"height": height.astype(np.int64), "weight": weight.astype(np.int64)}
