"""Auto: which car for which income."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate.cases.record import (
    SEED,
    Case,
    agreement,
    around,
    blanked,
    ids,
    named,
)
from segkit.simulate.draw import pick, stream

QUESTION = "Which model suits which buyer, and how much of it does income tell?"
USE = ("income_amount", "household_size", "km_per_year", "environment_importance")
SIZE = 900
MODELS = ("city car", "compact", "estate", "off-roader", "limousine")
PRICE = np.array([14_900, 23_500, 31_000, 41_500, 66_000])
LEVEL = np.array([0.3, 1.0, 0.4, 0.0, -2.0])
# How the wish for each model moves with the logarithm of income (per standard
# deviation), with each child, with 10,000 km a year, and with being 60 or older.
BY_INCOME = np.array([-1.3, -0.4, 0.1, 0.75, 2.0])
BY_CHILD = np.array([-0.7, 0.0, 0.75, 0.45, -0.2])
BY_DISTANCE = np.array([-0.8, 0.0, 0.45, 0.15, 0.3])
BY_AGE = np.array([0.5, 0.2, -0.4, 0.1, 0.5])
INCOME, INCOME_SPREAD = 42_000, 0.5
FUELS = ("petrol", "diesel", "hybrid", "electric")
# Fuel moves with what a buyer says of the environment, and with distance: no offer of
# a diesel to those who answer 5.
FUEL_LEVEL = np.array([0.9, 0.0, 0.2, -0.5])
BY_ENVIRONMENT = np.array([-0.35, -1.10, 0.25, 0.80])
FUEL_BY_DISTANCE = np.array([-0.3, 0.9, 0.1, -0.4])
FEATURES = ("heated seats", "tow bar", "driving aids", "none")
FEATURE_LEVEL = np.array([-0.3, -0.5, -0.2, 0.3])
FEATURE_BY_INCOME = np.array([0.35, -0.15, 0.75, -0.6])
# Buyers with a high income leave the question out more often.
UNKNOWN, HIGH, UNKNOWN_HIGH = 0.06, 60_000, 0.20


def auto(seed: int = SEED) -> Case:
    """Make a year of a car maker's buyers.

    Parameters
    ----------
    seed : whole number, 0 or more

    Returns
    -------
    Case
        table `auto`, one row per buyer; truth `auto`: income (of those too who did not
        say) and the chance of each model

    Examples
    --------
    >>> made = auto(1)
    >>> len(made.tables["auto"]), made.tables["auto"]["model"].nunique()
    (900, 5)
    """
    rng = stream(seed, "auto people")
    table, income = _people(rng)
    chance = _chances(table, income)
    environment = agreement(rng, np.full(SIZE, 3.1) + 0.7 * rng.standard_normal(SIZE))
    model = pick(rng, chance, np.arange(SIZE))
    gone = np.where(income > HIGH, UNKNOWN_HIGH, UNKNOWN)
    table["income_amount"] = blanked(rng, pd.Series(income), gone)
    table["environment_importance"] = environment
    table["model"] = named(MODELS, model)
    table = _extras(seed, table, income, model)
    truth = pd.DataFrame({"buyer_id": table["buyer_id"], "income_amount": income})
    for place, name in enumerate(MODELS):
        column = name.replace(" ", "_").replace("-", "_")
        truth[f"{column}_rate"] = chance[:, place].round(4)
    return Case("auto", QUESTION, USE, {"auto": table}, {"auto": truth}, seed)


def _people(rng: np.random.Generator) -> tuple[pd.DataFrame, NDArray]:
    age = np.clip(np.rint(rng.normal(47, 13, SIZE)), 20, 84).astype(np.int64)
    work = 1 - np.abs(age - 48) / 90
    income = around(rng, np.full(SIZE, INCOME * 1.15) * work, INCOME_SPREAD, -2)
    at_home = np.where((age > 27) & (age < 56), 1.1, 0.15)
    children = np.minimum(rng.poisson(at_home), 4)
    adults = 1 + (rng.random(SIZE) < np.where(children > 0, 0.85, 0.55))
    table = pd.DataFrame({"buyer_id": ids("A", SIZE), "age": age})
    table["household_size"] = adults + children
    table["children"] = children
    table["km_per_year"] = around(rng, np.full(SIZE, 12_500), 0.45, -2).astype(np.int64)
    return table, income.clip(9_000)


def _chances(table: pd.DataFrame, income: NDArray) -> NDArray[np.float64]:
    """Return the chance of each model, from a multinomial logit."""
    wish = LEVEL + np.outer(np.log(income / INCOME) / INCOME_SPREAD, BY_INCOME)
    wish += np.outer(table["children"], BY_CHILD)
    wish += np.outer(table["km_per_year"] / 10_000 - 1.25, BY_DISTANCE)
    wish += np.outer(table["age"] >= 60, BY_AGE)
    return _logit(wish)


def _logit(wish: NDArray) -> NDArray[np.float64]:
    chance = np.exp(wish - wish.max(axis=1, keepdims=True))
    return chance / chance.sum(axis=1, keepdims=True)


def _extras(
    seed: int, table: pd.DataFrame, income: NDArray, model: NDArray
) -> pd.DataFrame:
    """Draw fuel, the dearest feature and the price."""
    rng = stream(seed, "auto extras")
    far = table["km_per_year"].to_numpy() / 10_000 - 1.25
    green = table["environment_importance"].to_numpy() - 3
    wish = FUEL_LEVEL + np.outer(green, BY_ENVIRONMENT)
    wish += np.outer(far, FUEL_BY_DISTANCE)
    table["fuel"] = named(FUELS, pick(rng, _logit(wish), np.arange(SIZE)))
    rich = np.log(income / INCOME) / INCOME_SPREAD
    wish = FEATURE_LEVEL + np.outer(rich, FEATURE_BY_INCOME)
    table["feature"] = named(FEATURES, pick(rng, _logit(wish), np.arange(SIZE)))
    share = np.exp(0.05 * rich + 0.07 * rng.standard_normal(SIZE))
    return table.assign(price_amount=(PRICE[model] * share).round(-1))
