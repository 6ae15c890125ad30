"""What the needs-based model recovers, through features and models as a user would."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from sklearn.metrics import adjusted_rand_score

from benchmarks.recovery.measure import Measure
from benchmarks.recovery.minds import label
from segkit import features
from segkit.models import NeedsSegmenter, needs
from segkit.models.words import needs as said
from segkit.simulate import World

LEADS = {  # the best-worst benefit that each planted need puts first
    "low price": "price",
    "fast delivery": "speed",
    "sustainable products": "sustainability",
    "expert advice": "advice",
}
CATEGORIES = {name.lower(): name for _, name, _ in said.KANO.values()}


def latent(world: World, *tables: str) -> float:
    """ARI of four latent classes on some of the tables with the planted needs."""
    asked: dict[str, Any] = {name: world.tables[name] for name in tables}
    X = features.needs(**asked)
    found = NeedsSegmenter("latent", n_segments=4).fit(X)
    return float(
        adjusted_rand_score(label(world, "needs", "need", X.index), found.labels_)
    )


def leading(world: World) -> float:
    """Part of the people whose leading best-worst benefit is their planted need."""
    X = features.needs(maxdiff=world.tables["maxdiff"])
    found = NeedsSegmenter("leading", by="maxdiff").fit(X).assign(X)
    lead = found.astype(str).str.lower().map(LEADS)
    return float((lead == label(world, "needs", "need", X.index)).mean())


def of(world: World) -> pd.Series:
    return world.truth["needs"].set_index("customer_id")["need"]


def kano(world: World) -> float:
    """Part of the pairs of need and feature whose category is the planted one."""
    table = needs.kano_table(world.tables["kano"], segments=of(world))
    planted = world.truth["kano"].set_index(["need", "feature"])["category"]
    found = table.set_index(["segment", "feature"])["category"]
    return float((found == planted.map(CATEGORIES).loc[found.index]).mean())


def utilities(world: World) -> float:
    """Correlation of best-worst utilities within needs with the planted ones."""
    table = needs.best_worst_table(world.tables["maxdiff"], segments=of(world))
    found = table.set_index(["segment", "benefit"])["utility"]
    planted = world.truth["need_utilities"].query("task == 'maxdiff'")
    known = planted.set_index(["need", "name"])["utility"]
    return float(np.corrcoef(found, known.loc[found.index])[0, 1])


def worths(world: World) -> float:
    """Slope of the estimated part-worths within needs on the planted ones."""
    table = needs.part_worths(world.tables["conjoint"], segments=of(world))
    step = np.where(table["attribute"] == "price_amount", 6.0, 1.0)
    keys = pd.MultiIndex.from_frame(table[["segment", "attribute"]])
    planted = world.truth["need_utilities"].query("task == 'conjoint'")
    known = planted.set_index(["need", "name"])["utility"].loc[keys].to_numpy()
    return float((table["utility"] * step * known).sum() / (known**2).sum())


def opportunities(world: World) -> float:
    """Part of the planted opportunities that lie in their 95 % intervals."""
    table = needs.opportunity_table(world.tables["jobs"], segments=of(world))
    planted = world.truth["jobs"].set_index(["need", "job"])["opportunity"]
    found = table.set_index(["segment", "job"])
    known = planted.loc[found.index]
    return float(((found["low"] <= known) & (known <= found["high"])).mean())


def pains(world: World) -> float:
    """Correlation of shares of complaining people with all texts of low stars."""
    texts = world.tables["feedback"].merge(world.truth["feedback"], on="feedback_id")
    coded = features.coded_themes(texts)
    shares = needs.pain_table(coded).set_index("theme")["share"]
    planted = texts[texts["sentiment"] == "negative"]["theme"].value_counts()
    return float(np.corrcoef(shares, planted.loc[shares.index])[0, 1])


MODEL = "needs, by the model"

MEASURES = [
    Measure(
        MODEL,
        "ARI of four latent classes on best-worst scores and choices together",
        lambda world: latent(world, "maxdiff", "conjoint"),
        0.93,
        1,
    ),
    Measure(
        MODEL,
        "ARI of four latent classes on choices between offers",
        lambda world: latent(world, "conjoint"),
        0.775,
        0.905,
    ),
    Measure(
        MODEL,
        "ARI of four latent classes on best-worst scores",
        lambda world: latent(world, "maxdiff"),
        0.69,
        0.92,
    ),
    Measure(
        MODEL,
        "ARI of four latent classes on stated importances less the person's mean",
        lambda world: latent(world, "survey"),
        0.2,
        0.55,
    ),
    Measure(
        MODEL,
        "part of the people whose leading best-worst benefit is the planted need",
        leading,
        0.56,
        0.71,
    ),
    Measure(
        MODEL,
        "part of 32 pairs of need and feature whose Kano category is planted",
        kano,
        0.96,
        1,
    ),
    Measure(
        MODEL,
        "correlation of best-worst utilities within needs with planted utilities",
        utilities,
        0.985,
        0.995,
    ),
    Measure(
        MODEL,
        "slope of part-worths within needs on the planted ones",
        worths,
        0.92,
        1.02,
    ),
    Measure(
        MODEL,
        "part of 32 planted opportunities within their 95 % intervals",
        opportunities,
        0.84,
        1,
    ),
    Measure(
        MODEL,
        "correlation of shares of complaining people with negative texts by theme",
        pains,
        0.95,
        1,
    ),
]
