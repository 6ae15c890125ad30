"""How well the effects planted in the short cases are found: by lot, or by age."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import cross_val_predict
from sklearn.preprocessing import StandardScaler

from benchmarks.recovery.case_segments import (
    case,
    cramer,
    gap,
    pair,
    telecom_features,
)
from benchmarks.recovery.measure import Measure
from segkit.simulate import World
from segkit.simulate.cases.auto import HIGH
from segkit.simulate.cases.cosmetics import AGES

RUNS = 5


def of_five(figure: Callable[..., float], *told: object) -> Callable[[World], float]:
    """Take the mean of a figure over five cases: one alone is too noisy for a band."""

    def mean(world: World) -> float:
        seeds = [world.seed + 100 * run for run in range(RUNS)]
        return float(np.mean([figure(seed, *told) for seed in seeds]))

    return mean


def viewing_gain(seed: int, segment: str | None) -> float:
    """Minutes with recommendations against without, less the difference before."""
    made = case("streaming", seed)
    watches, viewers = (
        made.tables["streaming_watches"],
        made.tables["streaming_viewers"],
    )
    truth = made.truth["streaming"]
    chosen = viewers[(truth["segment"] == segment) | (segment is None)]
    late = watches["started_at"] >= "2024-09-30"
    minutes = watches.pivot_table(
        index="viewer_id", columns=late, values="minutes", aggfunc="sum", fill_value=0
    ).reindex(chosen["viewer_id"], fill_value=0)
    shown = chosen["recommendations"].to_numpy()
    slope = np.polyfit(minutes[False], minutes[True], 1)[0]
    rest = minutes[True] - slope * (minutes[False] - minutes[False].mean())
    return float(rest[shown].mean() / rest[~shown].mean() - 1)


def telecom_churn(seed: int, columns: str) -> float:
    """AUC of who leaves among those without the letter, on people not seen."""
    made = case("telecom", seed)
    features = telecom_features(made)
    features["fit"] = (features["data"] > 0).astype(float)
    usage = made.tables["telecom_usage"].groupby("customer_id")
    customers = made.tables["telecom_customers"].set_index("customer_id")
    monthly = pd.get_dummies(customers["contract"]).astype(float)
    if columns == "tenure":
        days = (pd.Timestamp("2025-01-02") - customers["since"]).dt.days
        features = days.to_frame()
    elif columns == "calls":
        features = usage["support_calls"].sum().to_frame()
    else:
        features = features.join(monthly)
    rows = ~customers["letter"]
    scaled = StandardScaler().fit_transform(features[rows])
    left = customers.loc[rows, "left"]
    model = LogisticRegression(max_iter=2_000)
    score = cross_val_predict(model, scaled, left, cv=10, method="predict_proba")
    return float(roc_auc_score(left, score[:, 1]))


def letter_effect(seed: int, segment: str) -> float:
    made = case("telecom", seed)
    customers, truth = made.tables["telecom_customers"], made.truth["telecom"]
    rows = truth["segment"] == segment
    return gap(customers.loc[rows, "left"], customers.loc[rows, "letter"], True, False)


def pet_message(seed: int) -> float:
    table, _ = pair(seed, "pets")
    table = table[table["animal"].notna()]
    return gap(table["ordered_again"], table["message"], "own animal", "all animals")


def cosmetics_factor(seed: int, column: str) -> float:
    table = pair(seed, "cosmetics")[0].dropna(subset=["age"])
    inside = table["age"].between(*AGES)
    values = table["amount"] / table["orders"] if column == "basket" else table[column]
    logs = np.log(values)
    return float(np.exp(logs[inside].mean() - logs[~inside].mean()))


def cosmetics_means(seed: int) -> float:
    table = pair(seed, "cosmetics")[0].dropna(subset=["age"])
    inside = table["age"].between(*AGES)
    amount = table["amount"]
    return float(amount[inside].mean() / amount[~inside].mean())


def coach_gain(seed: int, fit: str, column: str, other: str = "general") -> float:
    """Difference in points between two fits of the series, by the true aim."""
    table, truth = pair(seed, "coach")
    clear = truth["aim"] != "general fitness"
    match = np.where(table["series"] == truth["aim"], "matched", "wrong")
    match = np.where(table["series"] == "general", "general", match)
    return gap(table.loc[clear, column], match[clear], fit, other)


def creator_clicks(seed: int, segment: str) -> float:
    table, truth = pair(seed, "creator")
    rows = truth["segment"] == segment
    retirement, spend = "More from your retirement savings", "Ten ways to spend less"
    shown = table.loc[rows, "title_shown"].str.replace(" each month", "")
    return gap(table.loc[rows, "clicked"], shown, retirement, spend)


def fashion_jobs(seed: int, items: str, job: str) -> float:
    """How many times as many items a job's people buy as the others."""
    table, _ = pair(seed, "fashion")
    mean = table.groupby(table["occupation"] == job)[items].mean()
    return float(mean[True] / mean[False])


def auto_income(seed: int) -> float:
    table, _ = pair(seed, "auto")
    known = table.dropna(subset=["income_amount"])
    return cramer(pd.qcut(known["income_amount"], 5), known["model"])


def auto_fit(seed: int, *columns: str) -> float:
    """McFadden's R² of a multinomial logit, on buyers not seen."""
    table = pair(seed, "auto")[0].dropna(subset=["income_amount"])
    features = table[list(columns)].astype(float)
    if "income_amount" in columns:
        features["income_amount"] = np.log(features["income_amount"])
    scaled = StandardScaler().fit_transform(features)
    model = LogisticRegression(max_iter=2_000)
    chance = cross_val_predict(
        model, scaled, table["model"], cv=10, method="predict_proba"
    )
    place = pd.Categorical(table["model"]).codes
    share = table["model"].value_counts(normalize=True)
    fitted = np.log(chance[np.arange(len(table)), place]).sum()
    return float(1 - fitted / np.log(table["model"].map(share)).sum())


def auto_missing(seed: int) -> float:
    table, truth = pair(seed, "auto")
    high = truth["income_amount"] > HIGH
    return gap(table["income_amount"].isna(), high, True, False)


def auto_diesel(seed: int) -> float:
    table, _ = pair(seed, "auto")
    green = table["environment_importance"]
    diesel = table["fuel"] == "diesel"
    return float(100 * (diesel[green <= 2].mean() - diesel[green >= 4].mean()))


def romance(seed: int, where: str) -> float:
    """Points by which paranormal romance is bought more for oneself."""
    table = pair(seed, "books")[0].dropna(subset=["birth_year"])
    own = table[~table["gift"]]
    buys = own["genre"] == "paranormal romance"
    if where == "last genre":
        return gap(buys, own["last_genre"] == "paranormal romance", True, False)
    born = pd.cut(own["birth_year"], [1945, 1964, 1996, 2010], labels=["b", "m", "z"])
    return gap(buys, born, "z", "b")


def romance_gifts(seed: int) -> float:
    """Share of presents among the paranormal romances that boomers buy."""
    table = pair(seed, "books")[0]
    old = table[table["birth_year"] < 1965]
    return float(old.loc[old["genre"] == "paranormal romance", "gift"].mean())


MEASURES = [
    Measure(
        "case streaming",
        "gain in minutes, everybody",
        of_five(viewing_gain, None),
        0.09,
        0.21,
    ),
    Measure(
        "case streaming",
        "gain in minutes, film explorers",
        of_five(viewing_gain, "film explorer"),
        0.26,
        0.63,
    ),
    Measure(
        "case streaming",
        "gain in minutes, series at night",
        of_five(viewing_gain, "series at night"),
        -0.12,
        0.13,
    ),
    Measure(
        "case telecom",
        "AUC of leaving: fit of the plan and contract",
        of_five(telecom_churn, "fit"),
        0.63,
        0.76,
    ),
    Measure(
        "case telecom",
        "AUC of leaving: years as a customer",
        of_five(telecom_churn, "tenure"),
        0.39,
        0.55,
    ),
    Measure(
        "case telecom",
        "AUC of leaving: calls to support",
        of_five(telecom_churn, "calls"),
        0.45,
        0.62,
    ),
    Measure(
        "case telecom",
        "effect of the letter on leaving, outgrown, in points",
        of_five(letter_effect, "outgrown plan"),
        -17.2,
        -6.1,
    ),
    Measure(
        "case telecom",
        "effect of the letter on leaving, oversized, in points",
        of_five(letter_effect, "oversized plan"),
        0.5,
        11.3,
    ),
    Measure(
        "case telecom",
        "effect of the letter on leaving, well fitted, in points",
        of_five(letter_effect, "well fitted"),
        -1.6,
        2,
    ),
    Measure(
        "case pets",
        "message about the own animal, orders in points",
        of_five(pet_message),
        6.2,
        10.8,
    ),
    Measure(
        "case cosmetics",
        "factor of a basket, 30 to 50",
        of_five(cosmetics_factor, "basket"),
        1.18,
        1.31,
    ),
    Measure(
        "case cosmetics",
        "factor of the number of orders, 30 to 50",
        of_five(cosmetics_factor, "orders"),
        0.93,
        1.07,
    ),
    Measure(
        "case cosmetics",
        "factor of the mean yearly sum, 30 to 50",
        of_five(cosmetics_means),
        1.12,
        1.37,
    ),
    Measure(
        "case coach",
        "bookings, matched less general, in points",
        of_five(coach_gain, "matched", "booked"),
        7,
        11.8,
    ),
    Measure(
        "case coach",
        "bookings, wrong less general, in points",
        of_five(coach_gain, "wrong", "booked"),
        -8.6,
        -1.8,
    ),
    Measure(
        "case coach",
        "unsubscribed, wrong less general, in points",
        of_five(coach_gain, "wrong", "unsubscribed"),
        3.1,
        10.7,
    ),
    Measure(
        "case creator",
        "clicks, retirement title less the other, retirees",
        of_five(creator_clicks, "retiree"),
        5.5,
        20.6,
    ),
    Measure(
        "case creator",
        "clicks, retirement title less the other, the young",
        of_five(creator_clicks, "young professional"),
        -17.3,
        -8.5,
    ),
    Measure(
        "case fashion",
        "workwear, building site over the others",
        of_five(fashion_jobs, "workwear_items", "building site"),
        6.51,
        8.53,
    ),
    Measure(
        "case fashion",
        "formal clothes, executives over the others",
        of_five(fashion_jobs, "formal_items", "executive"),
        4.65,
        5.75,
    ),
    Measure(
        "case auto",
        "Cramér's V of income fifth and model",
        of_five(auto_income),
        0.25,
        0.31,
    ),
    Measure(
        "case auto",
        "McFadden's R² of income",
        of_five(auto_fit, "income_amount"),
        0.09,
        0.13,
    ),
    Measure(
        "case auto",
        "McFadden's R² of income, children, distance, age",
        of_five(auto_fit, "income_amount", "children", "km_per_year", "age"),
        0.15,
        0.2,
    ),
    Measure(
        "case auto",
        "income missing above 60,000 less below, in points",
        of_five(auto_missing),
        9.1,
        19.2,
    ),
    Measure(
        "case auto",
        "diesel, environment 1 or 2 less 4 or 5, in points",
        of_five(auto_diesel),
        33.8,
        45.4,
    ),
    Measure(
        "case books",
        "paranormal romance for oneself, Z less boomers, in points",
        of_five(romance, "generation"),
        18.3,
        27.7,
    ),
    Measure(
        "case books",
        "the same, by the book before, in points",
        of_five(romance, "last genre"),
        34.7,
        50.6,
    ),
    Measure(
        "case books",
        "presents among boomers' paranormal romances",
        of_five(romance_gifts),
        0.66,
        1.01,
    ),
]
