"""Telecom: usage, plans, and a letter that keeps some and wakes others."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate.cases.record import SEED, Case, around, ids, named
from segkit.simulate.draw import around_one, pick, pick_one, stream

QUESTION = "Who leaves, and whom does a letter with a better-fitting plan keep?"
USE = ("data_gb", "call_minutes", "roaming_days", "extra_amount", "plan")
SIZE = 1_600
SEGMENTS = ("well fitted", "outgrown plan", "oversized plan", "traveller")
SHARES = np.array([0.44, 0.22, 0.21, 0.13])
PLANS = ("small", "medium", "large", "very large")
PRICE = (9.99, 16.99, 26.99, 39.99)
INCLUDED_GB = (3, 10, 40, 150)
INCLUDED_MINUTES = (100, 300, 1_000, 5_000)
# What a gigabyte, a minute and a day abroad cost beyond the plan.
PER_GB, PER_MINUTE, PER_DAY = 2.50, 0.05, 3.90
PLAN_SHARES = np.array(
    [
        [0.26, 0.38, 0.28, 0.08],
        [0.52, 0.40, 0.08, 0.00],
        [0.00, 0.18, 0.50, 0.32],
        [0.20, 0.38, 0.32, 0.10],
    ]
)
# Typical use, as a part of what the plan includes; and days abroad in a month.
USE_OF_PLAN = (0.55, 1.45, 0.13, 0.60)
ROAMING = (0.15, 0.15, 0.10, 4.5)
BETWEEN, WITHIN = 0.30, 0.28
MONTHS = pd.date_range("2024-07-01", "2024-12-01", freq="MS")
TERMS = ("monthly", "12 months", "24 months")
TERM_SHARES = np.array([0.30, 0.38, 0.32])
# Chance to leave within three months of 2 January 2025, and what the letter adds to it.
LEAVES = (0.03, 0.21, 0.07, 0.07)
LETTER = (0.0, -0.12, 0.06, 0.0)
TERM_FACTOR = (1.5, 1.0, 0.55)
# Calls to support come after a surprising bill: a sign of it, no reason to leave.
CALLS, CALLS_AFTER_EXTRA = 0.05, 0.30
SURPRISE = 4.0


def telecom(seed: int = SEED) -> Case:
    """Make half a year of a telephone company's customers, a letter, and who left.

    Parameters
    ----------
    seed : whole number, 0 or more

    Returns
    -------
    Case
        tables `telecom_customers`, `telecom_usage`, `telecom_plans`; truth `telecom`:
        segment, and whether each would leave with and without the letter

    Examples
    --------
    >>> made = telecom(1)
    >>> {name: len(table) for name, table in made.tables.items()}
    {'telecom_customers': 1600, 'telecom_usage': 9600, 'telecom_plans': 4}
    """
    rng = stream(seed, "telecom people")
    segment = pick_one(rng, SHARES, SIZE)
    plan = pick(rng, PLAN_SHARES, segment)
    customers = pd.DataFrame({"customer_id": ids("T", SIZE)})
    days = 200 + np.floor(2_400 * rng.beta(1, 1.6, SIZE)).astype(int)
    customers["since"] = MONTHS[-1] - pd.to_timedelta(days, unit="D")
    customers["plan"] = named(PLANS, plan)
    term = pick_one(rng, TERM_SHARES, SIZE)
    customers["contract"] = named(TERMS, term)
    left, truth = _leaving(seed, customers, segment, term)
    tables = {
        "telecom_customers": customers.assign(left=left),
        "telecom_usage": _usage(seed, customers, segment, plan),
        "telecom_plans": _plans(),
    }
    return Case("telecom", QUESTION, USE, tables, {"telecom": truth}, seed)


def _leaving(
    seed: int, customers: pd.DataFrame, segment: NDArray, term: NDArray
) -> tuple[NDArray, pd.DataFrame]:
    """Draw lots for the letter, and who leaves with and without it."""
    rng = stream(seed, "telecom leaving")
    letter = rng.permutation(SIZE) % 2 == 1
    customers["letter"] = letter
    factor = np.take(TERM_FACTOR, term)
    luck = rng.random(SIZE)
    chance = np.take(LEAVES, segment) * factor
    without = luck < chance
    with_letter = luck < chance + np.take(LETTER, segment) * factor
    truth = customers[["customer_id"]].assign(segment=named(SEGMENTS, segment))
    truth["leave_rate"] = chance.round(4)
    truth = truth.assign(leaves_without=without, leaves_with=with_letter)
    return np.where(letter, with_letter, without), truth


def _usage(
    seed: int, customers: pd.DataFrame, segment: NDArray, plan: NDArray
) -> pd.DataFrame:
    """Draw six months of use, what it cost beyond the plan, and calls to support."""
    rng = stream(seed, "telecom usage")
    level = np.take(USE_OF_PLAN, segment)
    own = around(rng, level, BETWEEN, 6), around(rng, level, 1.4 * BETWEEN, 6)
    n = len(MONTHS)
    row = np.repeat(np.arange(SIZE), n)
    table = pd.DataFrame({"customer_id": customers["customer_id"].to_numpy()[row]})
    table["month"] = np.tile(MONTHS.to_numpy(), SIZE)
    data = np.take(INCLUDED_GB, plan) * own[0]
    calls = np.take(INCLUDED_MINUTES, plan) * np.minimum(own[1], 1.6) * 0.55
    table["data_gb"] = around(rng, data[row], WITHIN, 1)
    minutes = around(rng, calls[row], WITHIN, 0)
    table["call_minutes"] = minutes.astype(np.int64)
    abroad = np.take(ROAMING, segment) * around_one(rng, np.full(SIZE, 1.5))
    summer = np.tile([2.2, 2.2, 0.8, 0.5, 0.5, 0.9], SIZE)
    table["roaming_days"] = np.minimum(rng.poisson(abroad[row] * summer), 28)
    table["extra_amount"] = _extra(table, plan[row])
    calm = np.where(table["extra_amount"] > SURPRISE, CALLS_AFTER_EXTRA, CALLS)
    table["support_calls"] = rng.poisson(calm)
    return table


def _extra(table: pd.DataFrame, plan: NDArray) -> NDArray[np.float64]:
    """Return what a month costs beyond the plan, to the cent."""
    data = (table["data_gb"] - np.take(INCLUDED_GB, plan)).clip(lower=0)
    calls = (table["call_minutes"] - np.take(INCLUDED_MINUTES, plan)).clip(lower=0)
    extra = data * PER_GB + calls * PER_MINUTE + table["roaming_days"] * PER_DAY
    return extra.round(2).to_numpy()


def _plans() -> pd.DataFrame:
    table = pd.DataFrame({"plan": PLANS, "price_amount": PRICE})
    table["included_gb"] = INCLUDED_GB
    table["included_minutes"] = INCLUDED_MINUTES
    return table.assign(
        extra_gb_amount=PER_GB,
        extra_minute_amount=PER_MINUTE,
        abroad_day_amount=PER_DAY,
    )
