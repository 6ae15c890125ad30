"""Are the segments real: the verdicts on data with and without segments."""

from __future__ import annotations

import numpy as np
import pandas as pd
from sklearn.cluster import KMeans
from sklearn.preprocessing import StandardScaler

from benchmarks.recovery import minds
from benchmarks.recovery.case_traps import structured, unstructured
from benchmarks.recovery.measure import Measure
from segkit.evaluation import are_they_real, how_many
from segkit.simulate import World

METHOD = KMeans(n_init=3)
KINDS = {"constructive": 0.0, "reproducible": 1.0, "natural": 2.0}
LOOK = {"n_pairs": 15, "sample": 400, "random_state": 0}


def verdict(X: np.ndarray, numbers: range) -> float:
    """Return 0 for no stable segments, 1 for reproducible, 2 for natural ones."""
    return KINDS[are_they_real(METHOD, X, n_segments=numbers, **LOOK).verdict]


def scores(world: World) -> np.ndarray:
    """Six lifestyle scores of the survey, of the same spread."""
    return StandardScaler().fit_transform(minds.scores(world, "survey", turn=True))


def chosen(world: World) -> float:
    """Return with how many segments the minds are called natural."""
    found = are_they_real(METHOD, scores(world), n_segments=range(4, 7), **LOOK)
    return float(found.n_segments or 0)


def gap(X: np.ndarray) -> float:
    """Return how many segments the gap chooses, from 1 to 5."""
    rows = X[np.random.default_rng(0).permutation(len(X))[:500]]
    table = how_many(
        METHOD, pd.DataFrame(rows), n_segments=range(2, 6), n_reference=5,
        random_state=0,
    )  # fmt: skip
    return float(table.attrs["best"]["gap"] or 0)


CASE = "case no_structure"
SAID = "are_they_real (0 no stable segments, 1 reproducible, 2 natural)"

MEASURES = [
    Measure(
        CASE,
        f"{SAID}: customers",
        lambda world: verdict(unstructured(world, "customers"), range(2, 5)),
        0,
        0,
    ),
    Measure(
        CASE,
        f"{SAID}: the survey's three sums",
        lambda world: verdict(unstructured(world, "survey"), range(2, 5)),
        0,
        0,
    ),
    Measure(
        CASE,
        "segments that the gap chooses among 1 to 5",
        lambda world: gap(unstructured(world, "customers")),
        1,
        1,
    ),
    Measure(
        "meals segments",
        f"{SAID}: three segments",
        lambda world: verdict(structured(world), range(2, 5)),
        2,
        2,
    ),
    Measure(
        "psychographic segments",
        "segments that are_they_real calls natural among 4 to 6, on six scores",
        chosen,
        5,
        5,
    ),
]
