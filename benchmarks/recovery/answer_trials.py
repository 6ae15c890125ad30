"""Tests on the web shop: what an honest analysis finds of what was planted."""

from __future__ import annotations

import numpy as np
import pandas as pd

from benchmarks.recovery.measure import Measure
from segkit.simulate import World

SECOND_PHASE = pd.Timestamp("2024-07-17")


def test_of(world: World, name: str) -> pd.DataFrame:
    """Return the units of one test."""
    table = world.tables["experiments"]
    return table[table["experiment_id"] == name]


def gain(table: pd.DataFrame, column: str = "converted") -> float:
    """Return how much higher B is than A."""
    by = table.groupby("variant")[column].mean()
    return float(by["B"] - by["A"])


def within_phases(table: pd.DataFrame) -> float:
    """Return the mean gain of B within the phases, weighted by their units."""
    late = table["entered_on"] >= SECOND_PHASE
    parts = [table[late], table[~late]]
    return float(np.average([gain(p) for p in parts], weights=[len(p) for p in parts]))


def pooled_error(world: World) -> float:
    table = test_of(world, "E3")
    return 100 * (gain(table) - within_phases(table))


def adjusted_gain(world: World) -> float:
    return 100 * within_phases(test_of(world, "E3"))


def wears_off(world: World) -> float:
    """Return the gain of the first week less that of the fourth, in points."""
    table = test_of(world, "E1")
    week = (table["entered_on"] - table["entered_on"].min()).dt.days // 7
    return 100 * (gain(table[week == 0]) - gain(table[week == 3]))


def margin_per_order(world: World) -> float:
    table = test_of(world, "E4")
    return gain(table[table["converted"]], "margin_amount")


def more_orders(world: World) -> float:
    return 100 * gain(test_of(world, "E4"))


def margin_per_unit(world: World) -> float:
    return gain(test_of(world, "E4"), "margin_amount")


def explained(world: World) -> float:
    """Return the share of the noise that the column from before explains."""
    table = test_of(world, "E2")
    if table["prior_amount"].isna().all():
        return 0.0
    return float(table["revenue_amount"].corr(table["prior_amount"]) ** 2)


def cuped_gain(world: World) -> float:
    """Return what B adds, adjusted by the column from before (Deng and others 2013)."""
    table = test_of(world, "E2")
    before, after = table["prior_amount"], table["revenue_amount"]
    slope = before.cov(after) / before.var()
    adjusted = after - slope * (before - before.mean())
    return gain(table.assign(adjusted=adjusted), "adjusted")


MEASURES = [
    Measure("simpson", "points by which the pooled gain of B is wrong",
            pooled_error, -1.05, -0.82, "simpson", (-0.01, 0.01)),
    Measure("simpson", "points that B gains, phase by phase",
            adjusted_gain, 0.33, 0.63),
    Measure("novelty", "points that B gains in week 1, less those in week 4",
            wears_off, 3.1, 4.9, "novelty", (-1, 1)),
    Measure("free_shipping", "EUR of margin per order: B less A",
            margin_per_order, -7, -2.6, "free_shipping", (-2.2, 2.2)),
    Measure("free_shipping", "points more visitors who order in B",
            more_orders, 0.2, 6.8),
    Measure("free_shipping", "EUR of margin per visitor: B less A",
            margin_per_unit, -2.2, 0.5),
    Measure("prior_spend", "share of the variance that the spending before explains",
            explained, 0.28, 0.5, "prior_spend", (0, 0)),
    Measure("prior_spend", "EUR per device that B adds, adjusted by it (CUPED)",
            cuped_gain, -1.5, 9.5),
]  # fmt: skip
