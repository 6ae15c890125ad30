"""No structure: customers who differ in degree, and in no kind at all."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate.cases.record import SEED, Case, ids
from segkit.simulate.draw import stream

QUESTION = "How many segments are there?"
SIZE, RESPONDENTS = 1_500, 1_000
FACTORS = ("activity", "spending", "caution")
# How strongly a column follows its own factor: the correlation of two such columns.
TOGETHER = 0.12
# Column: median, spread of the logarithm (or of the logit for a rate), digits.
COLUMNS: dict[str, tuple[float, float, int]] = {
    "visits_per_month": (3.4, 0.35, 2),
    "minutes_per_visit": (5.5, 0.3, 2),
    "pages_per_visit": (6.8, 0.25, 2),
    "average_order_amount": (48.0, 0.3, 2),
    "days_between_orders": (61.0, 0.375, 1),
    "average_item_amount": (17.0, 0.275, 2),
    "discount_rate": (0.22, 0.4, 3),
    "return_rate": (0.09, 0.425, 3),
    "weekend_rate": (0.33, 0.3, 3),
}
USE: tuple[str, ...] = tuple(COLUMNS)
ITEMS = tuple(f"item_{number:02d}" for number in range(1, 13))
ITEM_LOADING = 0.75


def no_structure(seed: int = SEED) -> Case:
    """Make customers and respondents without a single segment among them.

    Parameters
    ----------
    seed : whole number, 0 or more

    Returns
    -------
    Case
        tables `no_structure_customers` and `no_structure_survey`; truth
        `no_structure_customers` and `no_structure_survey`: each row's three factors,
        one bell curve each

    Notes
    -----
    Own definition. The logarithms (logits of the rates) are drawn from one
    multivariate normal distribution whose three directions matter equally, so that no
    cut through it is better than another. The columns are skewed a little only: strong
    tails alone would give segments that other samples repeat.

    Examples
    --------
    >>> made = no_structure(1)
    >>> {name: len(table) for name, table in made.tables.items()}
    {'no_structure_customers': 1500, 'no_structure_survey': 1000}
    """
    customers, hidden = _customers(seed)
    survey, hidden_survey = _survey(seed)
    tables = {"no_structure_customers": customers, "no_structure_survey": survey}
    truth = {"no_structure_customers": hidden, "no_structure_survey": hidden_survey}
    return Case("no_structure", QUESTION, USE, tables, truth, seed)


def _customers(seed: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    rng = stream(seed, "no structure customers")
    factors = rng.standard_normal((SIZE, 3))
    own = rng.standard_normal((SIZE, len(COLUMNS)))
    z = np.sqrt(TOGETHER) * np.repeat(factors, 3, axis=1) + np.sqrt(1 - TOGETHER) * own
    table = pd.DataFrame({"customer_id": ids("N", SIZE)})
    for place, (name, shape) in enumerate(COLUMNS.items()):
        table[name] = _column(z[:, place], *shape, rate=name.endswith("_rate"))
    return table, _hidden("customer_id", table["customer_id"], factors)


def _column(
    z: NDArray, median: float, spread: float, digits: int, *, rate: bool
) -> NDArray[np.float64]:
    """Turn bell curves into right-skewed amounts, or into shares."""
    if rate:
        return (1 / (1 + np.exp(-np.log(median / (1 - median)) - spread * z))).round(
            digits
        )
    return (median * np.exp(spread * z)).round(digits)


def _survey(seed: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Draw answers of 1 to 5 that follow the same three bell curves."""
    rng = stream(seed, "no structure survey")
    factors = rng.standard_normal((RESPONDENTS, 3))
    own = rng.standard_normal((RESPONDENTS, len(ITEMS)))
    lean = np.linspace(-0.35, 0.35, 4)[np.arange(len(ITEMS)) % 4]
    z = ITEM_LOADING * np.repeat(factors, 4, axis=1)
    z += np.sqrt(1 - ITEM_LOADING**2) * own
    answers = np.clip(np.rint(3 + lean + 1.05 * z), 1, 5).astype(np.int64)
    table = pd.DataFrame(answers, columns=list(ITEMS))
    table.insert(0, "respondent_id", ids("R", RESPONDENTS))
    return table, _hidden("respondent_id", table["respondent_id"], factors)


def _hidden(key: str, names: pd.Series, factors: NDArray) -> pd.DataFrame:
    table = pd.DataFrame(factors.round(3), columns=list(FACTORS))
    table.insert(0, key, names)
    return table
