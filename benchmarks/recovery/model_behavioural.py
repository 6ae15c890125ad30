"""The behavioural model: habits as groups, discounts and 80/20 as tests."""

from __future__ import annotations

import pandas as pd
from sklearn.metrics import adjusted_rand_score

from benchmarks.recovery.measure import Measure
from segkit import features
from segkit.models import BehaviouralSegmenter
from segkit.models.behavioural import pareto_share
from segkit.simulate import World

AS_OF = "2024-12-31"


def described(world: World) -> pd.DataFrame:
    """Describe the buyers by their orders, and by the segment planted for each."""
    orders = world.tables["orders"]
    found = features.joined(
        features.customers(orders, as_of=AS_OF), features.habits(orders, as_of=AS_OF)
    )
    truth = world.truth["behavioural"].set_index("customer_id")["segment"]
    return found.assign(planted=truth.loc[found.index])


def groups(world: World) -> float:
    table = described(world)
    model = BehaviouralSegmenter(method="prototypes", n_segments=5, n_init=5)
    found = model.fit(table.drop(columns="planted")).labels_
    return float(adjusted_rand_score(table["planted"], found))


def seekers(table: pd.DataFrame) -> pd.Series:
    """Say who is called a discount seeker."""
    model = BehaviouralSegmenter(method="discount").fit(table)
    return pd.Series(model.predict(table) == 0, table.index)


def precise(world: World) -> float:
    """Return the part of the discount seekers found who were planted so."""
    table = described(world)
    return float((table["planted"][seekers(table)] == "bargain").mean())


def told(world: World) -> float:
    """Return the part of planted bargain hunters with 15 orders who are found."""
    table = described(world)
    asked = (table["planted"] == "bargain") & (table["n_orders"] >= 15)
    return float(seekers(table)[asked].mean())


def beyond_chance(world: World) -> float:
    """Return the points of the top fifth's share that equal rates do not explain."""
    table = described(world)
    found = pareto_share(table["monetary_amount"], orders=table["n_orders"], n_draws=20)
    return 100 * (found.share - (found.by_chance or 0.0))


MEASURES = [
    Measure(
        "behavioural segments",
        "ARI of the behavioural model, method prototypes, 5 segments",
        groups,
        0.57,
        0.65,
    ),
    Measure(
        "behavioural segments",
        "part of the discount seekers found who were planted as bargain hunters",
        precise,
        0.97,
        1,
    ),
    Measure(
        "behavioural segments",
        "part of the bargain hunters with 15 orders or more who are found",
        told,
        0.88,
        1,
    ),
    Measure(
        "value",
        "points of the top fifth's share of revenue beyond equal rates",
        beyond_chance,
        13,
        23,
    ),
]
