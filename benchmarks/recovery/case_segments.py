"""How well the segments of the short cases are found.

The cases do not belong to a world: only the world's seed is used.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd
from scipy.stats import chi2_contingency
from sklearn.cluster import KMeans
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import adjusted_rand_score
from sklearn.model_selection import cross_val_predict
from sklearn.preprocessing import StandardScaler

from benchmarks.recovery.measure import Measure
from segkit.simulate import World
from segkit.simulate.cases import Case
from segkit.simulate.cases import case as make

FIXED = {"random_state": 0, "n_init": 10}


@cache
def case(name: str, seed: int) -> Case:
    """Make a case once."""
    return make(name, seed=seed)


def pair(seed: int, name: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the table and the truth of a case of one table."""
    made = case(name, seed)
    return made.tables[name], made.truth[name]


def clusters(columns: pd.DataFrame, k: int) -> np.ndarray:
    return KMeans(k, **FIXED).fit_predict(StandardScaler().fit_transform(columns))


def cramer(one: pd.Series, two: pd.Series) -> float:
    table = pd.crosstab(one, two)
    chi2 = chi2_contingency(table, correction=False)[0]
    return float(np.sqrt(chi2 / table.to_numpy().sum() / (min(table.shape) - 1)))


def gap(values: pd.Series, group: pd.Series, one: object, two: object) -> float:
    """Return the difference of two groups' means in points."""
    means = values.astype(float).groupby(np.asarray(group)).mean()
    return float(100 * (means[one] - means[two]))


def guessed(columns: pd.DataFrame, label: pd.Series) -> np.ndarray:
    """Labels that a logistic regression predicts for people it has not seen."""
    scaled = StandardScaler().fit_transform(columns)
    model = LogisticRegression(max_iter=2_000)
    return cross_val_predict(model, scaled, label, cv=10)


def viewer_features(made: Case) -> pd.DataFrame:
    """Habits of the four weeks before the recommendations."""
    watches = made.tables["streaming_watches"]
    seen = watches[watches["started_at"] < "2024-09-30"]
    hour, day = seen["started_at"].dt.hour, seen["started_at"].dt.day_of_week
    marks = pd.get_dummies(seen["genre"]).join(pd.get_dummies(seen["device"]))
    marks = marks.assign(night=hour >= 20, early=hour < 16, weekend=day >= 5)
    rate = marks.astype(float).groupby(seen["viewer_id"]).mean()
    by = seen.groupby("viewer_id")["minutes"]
    pulled = rate.mul(by.size(), axis=0).add(3 * rate.mean()).div(by.size() + 3, axis=0)
    return pulled.assign(log_minutes=np.log(by.mean()), log_n=np.log(by.size()))


def streaming_segments(world: World) -> float:
    made = case("streaming", world.seed)
    features = viewer_features(made)
    features = features[np.exp(features["log_n"]).round() >= 4]
    truth = made.truth["streaming"].set_index("viewer_id")["segment"]
    return adjusted_rand_score(truth[features.index], clusters(features, 4))


def telecom_features(made: Case) -> pd.DataFrame:
    usage, plans = made.tables["telecom_usage"], made.tables["telecom_plans"]
    mean = usage.groupby("customer_id").mean(numeric_only=True)
    customers = made.tables["telecom_customers"].merge(plans, on="plan")
    plan = customers.set_index("customer_id").loc[mean.index]
    return pd.DataFrame(
        {
            "data": np.log(mean["data_gb"] / plan["included_gb"]),
            "calls": np.log(mean["call_minutes"] / plan["included_minutes"]),
            "abroad": np.log1p(mean["roaming_days"]),
        }
    )


def telecom_segments(world: World) -> float:
    made = case("telecom", world.seed)
    truth = made.truth["telecom"]["segment"]
    return adjusted_rand_score(truth, clusters(telecom_features(made), 4))


def pet_animal(world: World) -> float:
    table, truth = pair(world.seed, "pets")
    bought = np.log1p(table[list(case("pets", world.seed).use)])
    known = table["animal"].notna()
    scaled = StandardScaler().fit_transform(bought)
    model = LogisticRegression(max_iter=2_000)
    model.fit(scaled[known], table.loc[known, "animal"])
    right = model.predict(scaled[~known]) == truth.loc[~known, "animal"]
    return float(np.mean(right))


def meal_features(table: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    logs = ["orders_per_month", "meals_per_order", "meal_amount", "ahead_hours"]
    features = table[columns].copy()
    logs = [name for name in logs if name in columns]
    features[logs] = np.log(features[logs] + 0.1)
    return features


def meal_segments(world: World, *more: str) -> float:
    table, truth = pair(world.seed, "meals")
    features = meal_features(table, [*case("meals", world.seed).use, *more])
    return adjusted_rand_score(truth["segment"], clusters(features, 3))


def meal_mixed(world: World) -> float:
    """Share of mistakes: among mixtures less among the others, in points."""
    table, truth = pair(world.seed, "meals")
    features = meal_features(table, list(case("meals", world.seed).use))
    wrong = guessed(features, truth["segment"]) != truth["segment"]
    return gap(wrong, truth["weight_rate"] < 1, True, False)


def meal_says(world: World, column: str) -> float:
    """Correlation ratio of a stated want with the segment."""
    table, truth = pair(world.seed, "meals")
    means = table.groupby(truth["segment"])[column].transform("mean")
    return float(means.var() / table[column].var())


def coach_guess(world: World) -> float:
    """How often the answer, else the page, tells the aim."""
    table, truth = pair(world.seed, "coach")
    pages = {"eating well": "weight loss", "strength plans": "muscle"}
    page = table["signup_page"].map(pages).fillna("general fitness")
    return float((table["main_interest"].fillna(page) == truth["aim"]).mean())


def creator_segments(world: World) -> float:
    table, truth = pair(world.seed, "creator")
    views = table[list(case("creator", world.seed).use)]
    rate = (views + 0.5).div(views.sum(axis=1) + 3, axis=0)
    logs = np.log(rate)
    found = KMeans(3, **FIXED).fit_predict(logs.sub(logs.mean(axis=1), axis=0))
    return adjusted_rand_score(truth["segment"], found)


def creator_format(world: World) -> float:
    table, truth = pair(world.seed, "creator")
    return cramer(table["preferred_format"], truth["segment"])


def fashion_segments(world: World) -> float:
    table, truth = pair(world.seed, "fashion")
    use = case("fashion", world.seed).use
    items = [name for name in use if name.endswith("_items")]
    rate = (table[items] + 0.5).div(table[items].sum(axis=1) + 2.5, axis=0)
    other = [name for name in use if name not in items]
    features = np.log(rate).join(table[other])
    features["item_amount"] = np.log(features["item_amount"])
    features["days_after_launch"] = np.log(features["days_after_launch"])
    return adjusted_rand_score(truth["segment"], clusters(features, 3))


def fashion_ages(world: World) -> float:
    _, truth = pair(world.seed, "fashion")
    return adjusted_rand_score(truth["segment"], np.digitize(truth["age"], [20, 31]))


def menu_rates(made: Case) -> pd.DataFrame:
    places = made.tables["menu_restaurants"].set_index("restaurant_id")
    sold = made.tables["menu_sales"].pivot(
        index="restaurant_id", columns="dish", values="portions"
    )
    return np.log(sold.div(places["guests"], axis=0)).loc[places.index]


def menu_cultures(world: World) -> float:
    made = case("menu", world.seed)
    found = KMeans(3, **FIXED).fit_predict(menu_rates(made))
    return adjusted_rand_score(made.truth["menu"]["culture"], found)


def menu_explained(world: World, by: str) -> float:
    """Share of the variance of all dishes' log rates between countries or cultures."""
    made = case("menu", world.seed)
    rates = menu_rates(made)
    group = made.tables["menu_restaurants"]["country"].to_numpy()
    if by == "culture":
        group = made.truth["menu"]["culture"].to_numpy()
    return float(rates.groupby(group).transform("mean").var().sum() / rates.var().sum())


MEASURES = [
    Measure(
        "case streaming",
        "ARI of k-means, k = 4, on habits",
        streaming_segments,
        0.72,
        0.96,
    ),
    Measure(
        "case telecom",
        "ARI of k-means, k = 4, on use over the plan, in logs",
        telecom_segments,
        0.79,
        0.9,
    ),
    Measure("case pets", "animals guessed right from purchases", pet_animal, 0.72, 0.9),
    Measure(
        "case meals",
        "ARI of k-means, k = 3, on the recommended columns",
        meal_segments,
        0.84,
        0.96,
    ),
    Measure(
        "case meals",
        "mistakes among mixtures less the others, in points",
        meal_mixed,
        4,
        36,
    ),
    Measure(
        "case meals",
        "R² of the segment for what they say of healthy food",
        lambda world: meal_says(world, "wants_healthy"),
        0,
        0.01,
    ),
    Measure(
        "case meals",
        "R² of the segment for what they say of the price",
        lambda world: meal_says(world, "wants_price"),
        0.32,
        0.51,
    ),
    Measure(
        "case coach",
        "aims told by the answer, else by the page",
        coach_guess,
        0.71,
        0.8,
    ),
    Measure(
        "case creator",
        "ARI of k-means, k = 3, on log shares of topics",
        creator_segments,
        0.57,
        0.73,
    ),
    Measure(
        "case creator", "Cramér's V of format and segment", creator_format, 0.26, 0.39
    ),
    Measure(
        "case fashion",
        "ARI of k-means, k = 3, on the recommended columns",
        fashion_segments,
        0.78,
        0.95,
    ),
    Measure("case fashion", "ARI of three age bands", fashion_ages, 0.51, 0.63),
    Measure(
        "case menu",
        "ARI of k-means, k = 3, on log portions a guest",
        menu_cultures,
        1,
        1,
    ),
    Measure(
        "case menu",
        "R² of the country for log portions a guest",
        lambda world: menu_explained(world, "country"),
        0.74,
        0.82,
    ),
    Measure(
        "case menu",
        "R² of the culture for log portions a guest",
        lambda world: menu_explained(world, "culture"),
        0.92,
        0.96,
    ),
]
