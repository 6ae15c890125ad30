"""What a survey tells about minds and satisfaction, and what spoils it."""

from __future__ import annotations

import numpy as np
import pandas as pd
from sklearn.cluster import KMeans
from sklearn.decomposition import FactorAnalysis
from sklearn.metrics import adjusted_rand_score
from sklearn.preprocessing import StandardScaler

from benchmarks.recovery.measure import Measure
from segkit.simulate import World

STEPS = {"lifestyle": 5, "values": 6, "personality": 5}


def label(world: World, table: str, column: str, ids: pd.Index) -> np.ndarray:
    """Return the planted label of these customers."""
    return world.truth[table].set_index("customer_id")[column].loc[ids].to_numpy()


def items(world: World, table: str, block: str, *, turn: bool) -> pd.DataFrame:
    """Answers to a block of items, columns by factor; turned round where asked."""
    codebook = world.tables["survey_items"].query("block == @block")
    answers = world.tables[table].set_index("customer_id")[list(codebook["item"])]
    against = codebook["reversed"].to_numpy(dtype=bool) & turn
    values = np.where(against, STEPS[block] + 1 - answers, answers).astype(float)
    return pd.DataFrame(values, answers.index, list(codebook["factor"]))


def scores(world: World, table: str, *, turn: bool) -> pd.DataFrame:
    return items(world, table, "lifestyle", turn=turn).T.groupby(level=0).mean().T


def ari(columns: pd.DataFrame, planted: np.ndarray) -> float:
    k = len(np.unique(planted))
    scaled = StandardScaler().fit_transform(columns)
    found = KMeans(k, n_init=10, random_state=0).fit_predict(scaled)
    return float(adjusted_rand_score(planted, found))


def psychographic(world: World, table: str = "survey", *, turn: bool = True) -> float:
    columns = scores(world, table, turn=turn)
    return ari(columns, label(world, "psychographic", "mind", columns.index))


def alpha(answers: pd.DataFrame) -> float:
    k = answers.shape[1]
    total = answers.sum(axis=1).var()
    return float(k / (k - 1) * (1 - answers.var().sum() / total))


def omega(answers: pd.DataFrame) -> float:
    """McDonald's omega of one factor, on standardised items."""
    scaled = StandardScaler().fit_transform(answers.to_numpy())
    loadings = FactorAnalysis(1).fit(scaled).components_[0]
    common = loadings.sum() ** 2
    return float(common / (common + (1 - loadings**2).sum()))


def reliability(world: World, block: str, function=alpha, *, turn: bool = True):
    """Return the mean reliability of the factors of a block."""
    answers = items(world, "survey", block, turn=turn)
    return float(np.mean([function(answers[f]) for f in answers.columns.unique()]))


def flat(world: World) -> float:
    """Part of the respondents whose lifestyle answers are all the same."""
    answers = items(world, "survey_raw", "lifestyle", turn=False)
    return float((answers.std(axis=1) == 0).mean())


def flat_and_meant(world: World) -> float:
    """Part of those whom the flat line finds that did tick straight down."""
    answers = items(world, "survey_raw", "lifestyle", turn=False)
    flagged = answers.index[answers.std(axis=1) == 0]
    return float(label(world, "satisfaction", "straight_liner", flagged).mean())


# Satisfaction ----------------------------------------------------------------------


def score(nps: pd.Series, weights: np.ndarray | float = 1.0) -> float:
    weights = np.broadcast_to(weights, len(nps))
    side = (nps >= 9).astype(int) - (nps <= 6)
    return float(100 * np.average(side, weights=weights))


def asked(world: World) -> pd.DataFrame:
    return world.truth["satisfaction"].query("invited").reset_index(drop=True)


def gap(world: World, how: str = "as it is") -> float:
    """Points by which the respondents' score lies above that of all who were asked."""
    frame = asked(world)
    answered = frame["answered"].to_numpy()
    mine = frame[answered]
    weights = np.ones(len(mine))
    if how == "true response":
        weights = 1 / mine["response_rate"].to_numpy()
    if how == "orders":
        weights = by_orders(world, frame, answered)
    return score(mine["nps"], weights) - score(frame["nps"])


def by_orders(world: World, frame: pd.DataFrame, answered: np.ndarray) -> np.ndarray:
    """Weights that make the respondents order as often as all who were asked."""
    orders = world.tables["orders"].query("ordered_at < '2024-09-09'")
    counts = orders.groupby("customer_id").size().reindex(frame["customer_id"])
    fifth = pd.qcut(counts, 5, labels=False, duplicates="drop").to_numpy()
    everybody = np.bincount(fifth) / len(fifth)
    sample = np.bincount(fifth[answered]) / answered.sum()
    return (everybody / sample)[fifth[answered]]


def says_yes(world: World, column: str) -> float:
    """Points by which more women than men say that they will buy."""
    people = world.tables["customers"].set_index("customer_id")["gender"]
    survey = world.tables["survey"]
    yes = (survey[column] == "yes").groupby(
        people.loc[survey["customer_id"]].to_numpy()
    )
    return float(100 * (yes.mean()["woman"] - yes.mean()["man"]))


LIFE = "psychographic segments"

MEASURES = [
    Measure(
        LIFE,
        "ARI of k-means, k = 5, on six scores, items turned round",
        psychographic,
        0.865,
        0.915,
    ),
    Measure(
        "reverse_items",
        "ARI of the same when no item is turned round",
        lambda world: psychographic(world, turn=False),
        0.52,
        0.59,
        "reverse_items",
        (0.865, 0.905),
    ),
    Measure(
        "reverse_items",
        "mean alpha of the six factors when no item is turned round",
        lambda world: reliability(world, "lifestyle", turn=False),
        0.035,
        0.08,
        "reverse_items",
        (0.79, 0.82),
    ),
    Measure(
        LIFE,
        "mean alpha of the six lifestyle factors, four items each",
        lambda world: reliability(world, "lifestyle"),
        0.785,
        0.81,
    ),
    Measure(
        LIFE,
        "mean omega of the six lifestyle factors",
        lambda world: reliability(world, "lifestyle", omega),
        0.785,
        0.81,
    ),
    Measure(
        LIFE,
        "mean alpha of the four values, three items each",
        lambda world: reliability(world, "values"),
        0.73,
        0.77,
    ),
    Measure(
        LIFE,
        "mean alpha of the five traits, three items each",
        lambda world: reliability(world, "personality"),
        0.65,
        0.695,
    ),
    Measure(
        "straight_liners",
        "part of survey_raw whose 24 lifestyle answers are all the same",
        flat,
        0.018,
        0.034,
        "straight_liners",
        (0, 0),
    ),
    Measure(
        "straight_liners",
        "part of those found by the flat line that are planted",
        flat_and_meant,
        1,
        1,
    ),
    Measure(
        "straight_liners",
        "ARI of k-means on six scores when they are left in",
        lambda world: psychographic(world, "survey_raw"),
        0.82,
        0.862,
        "straight_liners",
        (0.867, 0.912),
    ),
    Measure(
        "nonresponse",
        "recommendation score: points that respondents lie above all who were asked",
        gap,
        19,
        33,
        "nonresponse",
        (-4.5, 7.5),
    ),
    Measure(
        "nonresponse",
        "the same, respondents weighted by fifths of their number of orders",
        lambda world: gap(world, "orders"),
        13,
        27,
        "nonresponse",
        (-4.5, 6.5),
    ),
    Measure(
        "nonresponse",
        "the same, respondents weighted by their true chance to answer",
        lambda world: gap(world, "true response"),
        -4.6,
        7.3,
    ),
    Measure(
        "nonresponse",
        "recommendation score of all who were asked",
        lambda world: score(asked(world)["nps"]),
        -19,
        -11.5,
    ),
    Measure(
        "intention_by_sex",
        "garden: points by which more women than men say yes",
        lambda world: says_yes(world, "intention_garden"),
        6.7,
        20,
        "intention_by_sex",
        (-6.6, 6.6),
    ),
    Measure(
        "intention_by_sex",
        "office: points by which more women than men say yes (none planted)",
        lambda world: says_yes(world, "intention_office"),
        -6.6,
        6.6,
    ),
]
