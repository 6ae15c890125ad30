"""How well the demographic model finds the stages of life that were planted."""

from __future__ import annotations

from sklearn.metrics import adjusted_rand_score

from benchmarks.recovery.measure import Measure
from segkit import features, models
from segkit.simulate import World

N_SEGMENTS = 6
STARTS = {"prototypes": 10, "latent": 3}
ABOUT = "demographic segments"


def found(world: World, method: str) -> float:
    """Return the agreement of the groups found with the planted ones (ARI)."""
    X = features.people(world.tables["customers"], as_of="2024-12-31")
    planted = world.truth["demographic"].set_index("customer_id")["segment"]
    model = models.DemographicSegmenter(
        method=method, n_segments=N_SEGMENTS, n_init=STARTS[method]
    )
    return float(adjusted_rand_score(planted.loc[X.index], model.fit(X).labels_))


def by_life_cycle(world: World) -> float:
    """Return the agreement of a published rule, which knows nothing of this world."""
    X = features.people(world.tables["customers"], as_of="2024-12-31")
    planted = world.truth["demographic"].set_index("customer_id")["segment"]
    model = models.DemographicSegmenter(by="life_cycle").fit(X)
    return float(adjusted_rand_score(planted.loc[X.index], model.labels_))


MEASURES = [
    Measure(
        ABOUT,
        "ARI of DemographicSegmenter, prototypes, 6 segments",
        lambda world: found(world, "prototypes"),
        0.51,
        0.59,
    ),
    Measure(
        ABOUT,
        "ARI of DemographicSegmenter, latent classes, 6 segments",
        lambda world: found(world, "latent"),
        0.59,
        0.68,
    ),
    Measure(
        ABOUT,
        "ARI of DemographicSegmenter, the life cycle of Wells and Gubar",
        by_life_cycle,
        0.395,
        0.445,
    ),
]
