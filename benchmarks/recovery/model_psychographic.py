"""The psychographic model, from the questionnaire to the planted minds."""

from __future__ import annotations

import warnings

import pandas as pd
from sklearn.metrics import adjusted_rand_score

from benchmarks.recovery.measure import Measure
from segkit import features
from segkit.models import PsychographicSegmenter
from segkit.models.psychographic import SurveyWarning, parallel_analysis, reliability
from segkit.simulate import World

STARTS = {"profiles": 10, "latent": 4}


def answered(world: World, *, turn: bool = True) -> pd.DataFrame:
    """Return one row per respondent, items turned round where asked."""
    items = world.tables["survey_items"]
    items = items if turn else items.assign(reversed=False)
    return features.answers(world.tables["survey"], items)


def found(world: World, method: str, *, turn: bool = True) -> float:
    """Return the agreement of the segments with the planted minds."""
    X = answered(world, turn=turn)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SurveyWarning)
        labels = PsychographicSegmenter(method, n_init=STARTS[method]).fit(X).labels_
    planted = world.truth["psychographic"].set_index("customer_id")["mind"]
    return float(adjusted_rand_score(planted.loc[X.index], labels))


def unreliable(world: World, *, turn: bool) -> float:
    """Count the lifestyle scales of which the model warns."""
    X = answered(world, turn=turn)
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always", SurveyWarning)
        PsychographicSegmenter().fit(X)
    return float(len(said))


def n_factors(world: World, block: str) -> float:
    """Count the factors of a block that stand out from chance."""
    X = answered(world)
    scales = X.attrs["scales"]
    items = [item for name in scales if name.startswith(block) for item in scales[name]]
    return float(parallel_analysis(X[items], n_draws=20)["kept"].sum())


def omega(world: World) -> float:
    """Average omega over the six lifestyle scales."""
    X = answered(world)
    scales = {k: v for k, v in X.attrs["scales"].items() if k.startswith("lifestyle")}
    return float(reliability(X, scales, n_boot=0)["omega"].mean())


def flagged_rightly(world: World) -> float:
    """Return the part of the straight-liners who are flagged, less others flagged."""
    styles = features.response_styles(
        world.tables["survey_raw"], world.tables["survey_items"]
    )
    truth = world.truth["satisfaction"].set_index("customer_id")["straight_liner"]
    planted = truth.loc[styles.index]
    flagged = styles["straight_line"]
    return float(flagged[planted].mean() - flagged[~planted].mean())


def overstated(world: World) -> float:
    """Return the mean of orders stated less orders placed in the year before."""
    survey = world.tables["survey"].set_index("customer_id")
    orders = world.tables["orders"]
    year = orders[orders["ordered_at"].between("2023-09-09", "2024-09-09")]
    placed = year.groupby("customer_id").size().reindex(survey.index, fill_value=0)
    table = features.stated_and_observed(survey["orders_stated"], placed)
    return float(table["mean_difference"].iloc[0])


MODEL = "psychographic model"

MEASURES = [
    Measure(
        MODEL,
        "ARI of PsychographicSegmenter('profiles'), 5 segments, six lifestyle scores",
        lambda world: found(world, "profiles"),
        0.865,
        0.915,
    ),
    Measure(
        MODEL,
        "ARI of PsychographicSegmenter('latent'), 5 segments, 24 lifestyle items",
        lambda world: found(world, "latent"),
        0.86,
        0.93,
    ),
    Measure(
        "reverse_items",
        "ARI of PsychographicSegmenter('profiles') when no item is turned round",
        lambda world: found(world, "profiles", turn=False),
        0.52,
        0.59,
        "reverse_items",
        (0.865, 0.905),
    ),
    Measure(
        "reverse_items",
        "lifestyle scales of six that the model warns of when no item is turned round",
        lambda world: unreliable(world, turn=False),
        6,
        6,
        "reverse_items",
        (0, 0),
    ),
    Measure(
        MODEL,
        "factors of the 24 lifestyle items, six planted, by parallel analysis",
        lambda world: n_factors(world, "lifestyle"),
        6,
        6,
    ),
    Measure(
        MODEL,
        "mean omega of the six lifestyle scales, one-factor maximum likelihood",
        omega,
        0.785,
        0.81,
    ),
    Measure(
        MODEL,
        "straight-liners flagged, less others flagged, by features.response_styles",
        flagged_rightly,
        1,
        1,
    ),
    Measure(
        MODEL,
        "orders stated less orders placed, mean per respondent",
        overstated,
        0.43,
        0.82,
    ),
]
