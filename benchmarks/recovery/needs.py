"""What choices, wishes and texts tell about needs, and about what people mean."""

from __future__ import annotations

import numpy as np
import pandas as pd
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import cross_val_predict
from sklearn.pipeline import make_pipeline

from benchmarks.recovery.measure import Measure
from benchmarks.recovery.minds import ari, label
from segkit.simulate import World

# The evaluation table after Kano: rows with the feature, columns without it.
ROWS = ("QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ")
EVALUATION = np.array([list(row) for row in ROWS])
NAMES = {
    "must-be": "M",
    "one-dimensional": "O",
    "attractive": "A",
    "indifferent": "I",
    "reverse": "R",
}


def counts(world: World) -> pd.DataFrame:
    """Return what was chosen, less what was shown, for each attribute."""
    shown = world.tables["conjoint"].set_index("customer_id")
    levels = shown.drop(columns=["task", "alternative", "chosen"]).astype(float)
    by = levels.groupby(level=0).mean()
    return levels[shown["chosen"]].groupby(level=0).mean() - by


def best_worst(world: World) -> pd.DataFrame:
    shown = world.tables["maxdiff"]
    side = shown["best"].astype(int) - shown["worst"].astype(int)
    return side.groupby([shown["customer_id"], shown["benefit"]]).mean().unstack()


def stated(world: World) -> pd.DataFrame:
    """Return stated importances, less what a person says of all benefits."""
    table = world.tables["survey"].set_index("customer_id").filter(like="benefit_")
    return table.sub(table.mean(axis=1), axis=0)


def needs(world: World, columns: pd.DataFrame) -> float:
    return ari(columns, label(world, "needs", "need", columns.index))


def utilities(world: World) -> float:
    """Correlation of the best-worst logits of each need with the planted utilities."""
    found = best_worst(world)
    by = found.groupby(label(world, "needs", "need", found.index)).mean()
    logits = np.log((1 + by) / (1 - by)).stack()
    planted = world.truth["need_utilities"].query("task == 'maxdiff'")
    known = planted.set_index(["need", "name"])["utility"]
    return float(np.corrcoef(logits, known.loc[list(logits.index)])[0, 1])


def kano(world: World) -> float:
    """Part of the needs and features whose commonest category is the planted one."""
    table = world.tables["kano"].merge(world.truth["needs"], on="customer_id")
    table["seen"] = EVALUATION[table["functional"] - 1, table["dysfunctional"] - 1]
    found = table.groupby(["need", "feature"])["seen"].agg(lambda x: x.mode()[0])
    planted = world.truth["kano"].set_index(["need", "feature"])["category"]
    return float((found == planted.map(NAMES).loc[found.index]).mean())


def opportunity(world: World, by: list[str]) -> pd.Series:
    table = world.tables["jobs"].merge(world.truth["needs"], on="customer_id")
    high = table.groupby(by)[["importance", "satisfaction"]].agg(
        lambda x: 10 * (x >= 9).mean()
    )
    missing = (high["importance"] - high["satisfaction"]).clip(lower=0)
    return high["importance"] + missing


def opportunities(world: World) -> float:
    """Correlation of the opportunities within needs with the planted ones."""
    found = opportunity(world, ["need", "job"])
    planted = world.truth["jobs"].set_index(["need", "job"])["opportunity"]
    return float(np.corrcoef(found, planted.loc[found.index])[0, 1])


def habit(world: World) -> float:
    """Correlation of the stated with the true number of orders in a year."""
    orders = world.tables["orders"].query("'2023-09-10' <= ordered_at < '2024-09-09'")
    survey = world.tables["survey"]
    true = orders.groupby("customer_id").size().reindex(survey["customer_id"])
    return float(np.corrcoef(survey["orders_stated"], true.fillna(0))[0, 1])


# Texts -----------------------------------------------------------------------------


def copies(world: World) -> float:
    return float(world.tables["feedback"]["text"].duplicated().mean())


def words(world: World, what: str, language: str) -> float:
    """Macro F1 of a bag of words for themes or sentiment, cross-validated."""
    texts = world.tables["feedback"].merge(world.truth["feedback"], on="feedback_id")
    texts = texts[texts["language"] == language]
    model = make_pipeline(TfidfVectorizer(), LogisticRegression(C=10, max_iter=1_000))
    guess = cross_val_predict(model, texts["text"], texts[what], cv=5)
    return float(f1_score(texts[what], guess, average="macro"))


NEED = "needs segments"
TEXT = "texts"

MEASURES = [
    Measure(
        NEED,
        "ARI of k-means, k = 4, on chosen less shown levels of the offers",
        lambda world: needs(world, counts(world)),
        0.745,
        0.865,
    ),
    Measure(
        NEED,
        "ARI of k-means, k = 4, on best less worst of the benefits",
        lambda world: needs(world, best_worst(world)),
        0.55,
        0.93,
    ),
    Measure(
        NEED,
        "ARI of k-means, k = 4, on stated importances less the person's mean",
        lambda world: needs(world, stated(world)),
        0.09,
        0.39,
    ),
    Measure(
        NEED,
        "correlation of best-worst logits within needs with planted utilities",
        utilities,
        0.985,
        0.995,
    ),
    Measure(
        NEED,
        "part of 32 pairs of need and feature whose commonest Kano answer is planted",
        kano,
        0.96,
        1,
    ),
    Measure(
        NEED,
        "correlation of opportunities within needs with the planted ones",
        opportunities,
        0.97,
        1,
    ),
    Measure(
        NEED,
        "highest opportunity of a job within a need",
        lambda world: float(opportunity(world, ["need", "job"]).max()),
        14.2,
        17.3,
    ),
    Measure(
        NEED,
        "highest opportunity of a job over all needs together",
        lambda world: float(opportunity(world, ["job"]).max()),
        6.8,
        7.9,
    ),
    Measure(
        "stated and real",
        "correlation of stated and real orders in twelve months",
        habit,
        0.905,
        0.947,
    ),
    Measure(TEXT, "part of the texts that stand there already", copies, 0.002, 0.01),
    *[
        Measure(
            TEXT,
            f"macro F1 of a bag of words for {what}, {language}",
            lambda world, what=what, language=language: words(world, what, language),
            low,
            high,
        )
        for what, language, low, high in (
            ("theme", "English", 0.74, 0.81),
            ("theme", "French", 0.715, 0.77),
            ("sentiment", "English", 0.72, 0.85),
            ("sentiment", "French", 0.69, 0.775),
        )
    ],
]
