"""The value model against what customers are worth, as planted."""

from __future__ import annotations

import pandas as pd

from benchmarks.recovery.measure import Measure
from segkit import features
from segkit.models import ValueSegmenter
from segkit.models.value import whale_curve
from segkit.simulate import World

END = "2024-12-31"


def described(world: World) -> pd.DataFrame:
    """Return what each customer with an order brought and cost."""
    return features.value(
        world.tables["orders"],
        as_of=END,
        refunds=world.tables["refunds"],
        tickets=world.tables["tickets"],
    )


def truth(world: World, column: str, keys: pd.Index) -> pd.Series:
    """Return what these customers would bring in 2025."""
    return world.truth["value"].set_index("customer_id")[column].loc[keys]


def predicted(world: World) -> pd.Series:
    """Return the value of the coming year by the model, not discounted."""
    X = described(world)
    model = ValueSegmenter("predicted", months=12, discount_rate=0.0).fit(X)
    return model.amounts(X)


def rank(world: World) -> float:
    said = predicted(world)
    came = truth(world, "margin_next_year_amount", said.index)
    return said.corr(came, method="spearman")


def total(world: World) -> float:
    """Return the sum predicted as a part of the one planted."""
    said = predicted(world)
    return said.sum() / truth(world, "expected_next_year_amount", said.index).sum()


def best_fifth(world: World) -> float:
    said = predicted(world)
    came = truth(world, "margin_next_year_amount", said.index)
    return came[said.nlargest(len(said) // 5).index].sum() / came.sum()


def peak(world: World) -> float:
    """Return the profit at the top of the whale curve as a share of all profit."""
    return whale_curve(described(world)["net_value_amount"]).attrs["peak_rate"]


def bargains(world: World) -> float:
    """Return how many fifths bargain hunters fall when value takes revenue's place."""
    X = described(world)
    kinds = world.truth["behavioural"].set_index("customer_id")["segment"]
    names = ("revenue_amount", "net_value_amount")
    fifths = [
        ValueSegmenter(by=n, tiers="equal", n_tiers=5).fit(X).labels_ for n in names
    ]
    fell = pd.Series(fifths[1] - fifths[0], X.index)
    return fell[kinds.loc[X.index] == "bargain"].mean()


MEASURES = [
    Measure(
        "value",
        "Spearman of ValueSegmenter('predicted') with the margin of 2025",
        rank,
        0.5,
        0.55,
    ),
    Measure(
        "value",
        "value of 2025 that ValueSegmenter('predicted') says, against the planted mean",
        total,
        1.03,
        1.2,
    ),
    Measure(
        "value",
        "margin of 2025 in the best fifth by ValueSegmenter('predicted')",
        best_fifth,
        0.695,
        0.745,
    ),
    Measure("value", "peak of the whale curve, part of all profit", peak, 1.004, 1.009),
    Measure(
        "value",
        "fifths that bargain hunters fall when net value takes the place of revenue",
        bargains,
        0.3,
        0.48,
    ),
]
