"""What the technographic model finds of planted classes and of adopters."""

from __future__ import annotations

import pandas as pd
from sklearn.metrics import adjusted_rand_score, cohen_kappa_score

from benchmarks.recovery.measure import Measure
from segkit import features, models
from segkit.simulate import World

AS_OF = "2024-12-31"
STARTS = 4
CLASSES = ["innovator", "early adopter", "early majority", "late majority", "laggard"]


def people(world: World) -> pd.DataFrame:
    """Describe the stacks of customers as a lesson does."""
    return features.stack(world.tables["devices"], as_of=AS_OF)


def planted(world: World, table: str, column: str, ids: pd.Index) -> pd.Series:
    """Return the planted label of these customers or firms."""
    return world.truth[table].set_index(ids.name)[column].loc[ids]


def digital_classes(world: World) -> float:
    """Return how well latent classes of stacks find the digital classes."""
    X = people(world)
    truth = planted(world, "technographic_people", "segment", X.index)
    model = models.TechnographicSegmenter(
        "latent", n_segments=truth.nunique(), n_init=STARTS
    )
    return adjusted_rand_score(truth, model.fit(X).labels_)


def firms(world: World) -> float:
    """Return how well latent classes of tools find the classes of firms."""
    X = features.company_stack(
        world.tables["tech_stack"], as_of=AS_OF, companies=world.tables["companies"]
    ).drop(columns="uses_campaign_tool")
    truth = planted(world, "technographic_firms", "segment", X.index)
    model = models.TechnographicSegmenter("latent", n_segments=truth.nunique())
    return adjusted_rand_score(truth, model.fit(X).labels_)


def adopters(world: World) -> float:
    """Return how well shares of everyone find the adopter classes; not yet is last."""
    X = people(world)
    truth = planted(world, "technographic_people", "adopter_class", X.index)
    model = models.TechnographicSegmenter("adoption", by="phone_payment_since").fit(X)
    found = model.labels_.clip(max=len(CLASSES) - 1)
    return cohen_kappa_score(truth.map(CLASSES.index), found, weights="quadratic")


MEASURES = [
    Measure(
        "digital classes",
        "ARI of TechnographicSegmenter('latent') on what people use",
        digital_classes,
        0.78,
        0.83,
    ),
    Measure(
        "technographic classes of firms",
        "ARI of TechnographicSegmenter('latent') on the tools of firms",
        firms,
        0.76,
        0.89,
    ),
    Measure(
        "adopter classes",
        "kappa of TechnographicSegmenter('adoption') by first payment by telephone",
        adopters,
        0.86,
        0.89,
    ),
]
