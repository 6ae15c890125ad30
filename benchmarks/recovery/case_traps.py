"""Figures of the two traps among the cases: no segments at all, and a dirty export."""

from __future__ import annotations

import numpy as np
import pandas as pd
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score, silhouette_score
from sklearn.mixture import GaussianMixture
from sklearn.preprocessing import StandardScaler

from benchmarks.recovery.case_segments import FIXED, case, meal_features, pair
from benchmarks.recovery.measure import Measure
from segkit import quality
from segkit.simulate import World
from segkit.simulate.cases.order_faults import PLACEHOLDER

RESAMPLES = 12
# Four of the dearest article: no order can cost more.
DEAREST = 4 * 149.0


def unstructured(world: World, table: str) -> np.ndarray:
    """Straighten and scale the columns without segments."""
    shown = case("no_structure", world.seed).tables[f"no_structure_{table}"]
    values = shown.drop(columns=shown.columns[0]).astype(float)
    if table == "survey":
        values = values.T.groupby(np.arange(12) // 4).mean().T
    rates = [name for name in values if str(name).endswith("_rate")]
    values[rates] = values[rates] / (1 - values[rates])
    logs = values if table == "survey" else np.log(values)
    return StandardScaler().fit_transform(logs)


def structured(world: World) -> np.ndarray:
    """Straighten and scale the meals, where there are three segments, to compare."""
    use = list(case("meals", world.seed).use)
    features = meal_features(pair(world.seed, "meals")[0], use)
    return StandardScaler().fit_transform(features)


def mixture_size(X: np.ndarray) -> float:
    """Say how many parts the BIC of Gaussian mixtures chooses, from 1 to 5."""
    fits = [GaussianMixture(k, n_init=2, random_state=0).fit(X) for k in range(1, 6)]
    return float(1 + np.argmin([fit.bic(X) for fit in fits]))


def silhouette(X: np.ndarray, k: int) -> float:
    return float(silhouette_score(X, KMeans(k, **FIXED).fit_predict(X)))


def stability(X: np.ndarray, k: int) -> float:
    """Mean ARI of k-means fitted on pairs of bootstrap samples, over all rows."""
    rng = np.random.default_rng(k)
    agree = []
    for _ in range(RESAMPLES):
        samples = [X[rng.integers(0, len(X), len(X))] for _ in range(2)]
        one, two = (KMeans(k, **FIXED).fit(part).predict(X) for part in samples)
        agree.append(adjusted_rand_score(one, two))
    return float(np.mean(agree))


# Dirty -----------------------------------------------------------------------------


def dirty_orders(world: World) -> tuple[pd.DataFrame, pd.DataFrame]:
    made = case("dirty", world.seed)
    return made.tables["dirty_orders"], made.truth["dirty_orders"]


def numbers(shown: pd.DataFrame) -> pd.DataFrame:
    """Read the orders, those of the old till too."""
    text = shown["amount"].str.replace(" €", "").str.replace(",", ".")
    day = pd.to_datetime(
        shown["ordered_at"], format="%Y-%m-%d %H:%M:%S", errors="coerce"
    )
    till = pd.to_datetime(shown["ordered_at"], format="%d/%m/%Y %H:%M", errors="coerce")
    return shown.assign(amount=text.astype(float), ordered_at=day.fillna(till))


def dirty_revenue(world: World, *, clean: bool) -> float:
    """Revenue of the export over the true one, before and after cleaning."""
    shown, key = dirty_orders(world)
    orders = numbers(shown)
    if clean:
        orders["customer_id"] = orders["customer_id"].str.strip().str.upper()
        orders = orders.drop(columns="row").drop_duplicates()
        orders = orders.dropna(subset=["customer_id"])
        orders = orders[orders["customer_id"] != "TEST"]
        orders = orders[orders["amount"] != PLACEHOLDER]
        amount = orders["amount"]
        orders["amount"] = amount.where(amount <= DEAREST, amount / 100)
    return float(orders["amount"].sum() / key.loc[key["keep"], "true_amount"].sum())


def dirty_found(world: World) -> float:
    """Share of the planted faults that the quality report counts to the row."""
    shown, key = dirty_orders(world)
    made = case("dirty", world.seed)
    orders, planted = numbers(shown), key["fault"].value_counts()
    report = quality.report(
        orders.drop(columns="row"),
        customers=made.tables["dirty_customers"].drop(columns="row"),
        today="2025-01-05",
    ).findings
    found = report[report["table"] == "orders"].groupby("check")["rows"].sum()
    wanted = {
        "missing": planted["no customer"],
        "exact duplicates": planted["exact copy"],
        "refunds": planted["refund"],
        "zero amounts": planted["free gift"],
        "sentinels": planted["amount placeholder"],
        "sentinel dates": planted["date placeholder"],
        "dates in the future": planted["wrong year"],
        "orphans": planted[["unknown customer", "test order", "id spelling"]].sum(),
    }
    return float(np.mean([found.get(name, 0) == n for name, n in wanted.items()]))


def dirty_ties(world: World) -> float:
    """Share of customers with the same number of orders and the same sum as another."""
    _, key = dirty_orders(world)
    kept = key[key["keep"] & (key["true_amount"] > 0)]
    by = kept.groupby("true_customer_id")["true_amount"].agg(["size", "sum"]).round(2)
    return float(by.duplicated(keep=False).mean())


def dirty_people(world: World) -> float:
    """Second accounts found by the same e-mail in small letters, of those planted."""
    made = case("dirty", world.seed)
    shown, key = made.tables["dirty_customers"], made.truth["dirty_customers"]
    shown = shown.drop_duplicates("customer_id")
    email = shown["email"].str.strip().str.lower()
    found = set(shown.loc[email.duplicated(keep=False), "row"])
    planted = key.loc[key["fault"] == "second account", "person_id"]
    twice = key["person_id"].isin(planted) & key["row"].isin(shown["row"])
    return len(found & set(key.loc[twice, "row"])) / int(twice.sum())


MEASURES = [
    Measure(
        "case no_structure",
        "parts that BIC chooses among 1 to 5 for Gaussian mixtures",
        lambda world: mixture_size(unstructured(world, "customers")),
        1,
        1,
    ),
    Measure(
        "case no_structure",
        "parts that BIC chooses for the survey's three sums",
        lambda world: mixture_size(unstructured(world, "survey")),
        1,
        1,
    ),
    Measure(
        "case no_structure",
        "silhouette of k-means, k = 4",
        lambda world: silhouette(unstructured(world, "customers"), 4),
        0.07,
        0.1,
    ),
    Measure(
        "case no_structure",
        "bootstrap ARI of k-means, k = 2",
        lambda world: stability(unstructured(world, "customers"), 2),
        0,
        0.72,
    ),
    Measure(
        "case no_structure",
        "bootstrap ARI of k-means, k = 4",
        lambda world: stability(unstructured(world, "customers"), 4),
        0.13,
        0.53,
    ),
    Measure(
        "case no_structure",
        "bootstrap ARI of k-means on the survey, k = 3",
        lambda world: stability(unstructured(world, "survey"), 3),
        0.17,
        0.59,
    ),
    Measure(
        "case meals",
        "bootstrap ARI of k-means, k = 3",
        lambda world: stability(structured(world), 3),
        0.97,
        1,
    ),
    Measure(
        "case meals",
        "silhouette of k-means, k = 3",
        lambda world: silhouette(structured(world), 3),
        0.41,
        0.46,
    ),
    Measure(
        "case dirty",
        "revenue of the raw export over the true one",
        lambda world: dirty_revenue(world, clean=False),
        1.75,
        2.21,
    ),
    Measure(
        "case dirty",
        "revenue after repairs over the true one",
        lambda world: dirty_revenue(world, clean=True),
        0.99,
        1.02,
    ),
    Measure(
        "case dirty",
        "part of eight faults that quality.report counts to the row",
        dirty_found,
        1,
        1,
    ),
    Measure(
        "case dirty",
        "customers tied with another in orders and sum",
        dirty_ties,
        0.56,
        0.67,
    ),
    Measure(
        "case dirty",
        "second accounts found by their e-mail in small letters",
        dirty_people,
        1,
        1,
    ),
]
