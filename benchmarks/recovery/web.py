"""The web: devices, adopters, channels, prospects, machines and clocks."""

from __future__ import annotations

import numpy as np
import pandas as pd
import statsmodels.api as sm
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import (
    adjusted_rand_score,
    cohen_kappa_score,
    f1_score,
    roc_auc_score,
)
from sklearn.preprocessing import StandardScaler

from benchmarks.recovery.measure import Measure
from segkit.simulate import World

CLASSES = ["innovator", "early adopter", "early majority", "late majority", "laggard"]
ROGERS = [0.025, 0.16, 0.50, 0.84]
MANY_PAGES, MANY_VISITS = 60, 40
STARTS, STEPS = 5, 200


def latent_classes(answers: np.ndarray, k: int, seed: int) -> tuple[float, np.ndarray]:
    """Return the likelihood and the classes of a latent class model of yes and no.

    Lazarsfeld and Henry (1968), by expectation and maximisation from one random start.
    """
    rng = np.random.default_rng(seed)
    chance, share = rng.uniform(0.2, 0.8, (k, answers.shape[1])), np.full(k, 1 / k)
    for _ in range(STEPS):
        log = answers @ np.log(chance.T) + (1 - answers) @ np.log(1 - chance.T)
        log += np.log(share)
        top = log.max(axis=1, keepdims=True)
        part = np.exp(log - top)
        likelihood = (np.log(part.sum(axis=1)) + top[:, 0]).sum()
        part /= part.sum(axis=1, keepdims=True)
        share = part.mean(axis=0)
        chance = np.clip((part.T @ answers) / part.sum(axis=0)[:, None], 1e-4, 1 - 1e-4)
    return likelihood, part.argmax(axis=1)


def digital_classes(world: World) -> float:
    """Return how well the digital classes are found."""
    table = world.tables["devices"]
    answers = table.filter(like="uses_").to_numpy(float)
    runs = [latent_classes(answers, 4, seed) for seed in range(STARTS)]
    found = max(runs, key=lambda run: run[0])[1]
    planted = world.truth["technographic_people"].set_index("customer_id")["segment"]
    return adjusted_rand_score(planted.loc[table["customer_id"]], found)


def adopters(world: World) -> float:
    """Return how well the order of first payments by telephone gives the classes."""
    table = world.tables["devices"]
    rank = table["phone_payment_since"].rank(na_option="bottom", pct=True)
    planted = world.truth["technographic_people"].set_index("customer_id")
    classes = planted["adopter_class"].loc[table["customer_id"]].map(CLASSES.index)
    found = np.searchsorted(ROGERS, rank.to_numpy())
    return cohen_kappa_score(classes, found, weights="quadratic")


def last_click(world: World) -> float:
    """Return the part of customers whom the last click credits to search."""
    return (world.tables["customers"]["acquired_via"] == "search").mean()


def linear_credit(world: World) -> float:
    """Return the credit of search when every touch on the way gets an equal part."""
    touches = world.tables["touchpoints"].dropna(subset="customer_id")
    part = 1 / touches.groupby("path_id")["position"].transform("max")
    return part[touches["channel"] == "search"].sum() / part.sum()


def lift(world: World, channel: str) -> float:
    """Return the part of sign-ups that a channel brings, from the tests by region.

    A Poisson regression of sign-ups on region, week and the channels left out.
    """
    tests = world.tables["geo_tests"]
    keys = ["region", "week_start"]
    number = tests.groupby(keys)["new_customers"].sum()
    off = tests.assign(off=~tests["advertised"]).pivot(
        index=keys, columns="channel", values="off"
    )
    places = number.index.to_frame(index=False).astype(str)
    dummies = pd.get_dummies(places, drop_first=True)
    table = np.column_stack([off.to_numpy(float), dummies.to_numpy(float)])
    fit = sm.GLM(
        number.to_numpy(), sm.add_constant(table), family=sm.families.Poisson()
    ).fit()
    return 1 - float(np.exp(fit.params[1 + list(off).index(channel)]))


def search_lift(world: World) -> float:
    """Return the part of sign-ups that search brings."""
    return lift(world, "search")


def social_lift(world: World) -> float:
    """Return the part of sign-ups that social networks bring."""
    return lift(world, "social")


def traits(people: pd.DataFrame, postcodes: pd.DataFrame) -> pd.DataFrame:
    """Return what is known of customers and prospects alike, as numbers."""
    home = postcodes.set_index("postcode").loc[people["postcode"]]
    age = (pd.Timestamp("2024-12-31") - people["birth_date"]).dt.days / 365.25
    found = pd.DataFrame(
        {
            "age": age.to_numpy(),
            "age_squared": (age.to_numpy() - 45) ** 2,
            "income": np.log(people["income_amount"].to_numpy(float)),
            "household": people["household_size"].to_numpy(float),
            "children": people["children"].to_numpy(float),
            "density": np.log(home["density_km2"].to_numpy()),
            "km": np.log1p(home["km_to_store"].to_numpy()),
        }
    )
    for device in ("smartphone", "tablet", "laptop"):
        found[device] = (people["main_device"] == device).to_numpy(float)
    return found.fillna(found.median())


def look_alike(world: World) -> float:
    """Return how well likeness to buyers ranks the prospects who would buy."""
    tables = world.tables
    buyers = tables["customers"].merge(tables["devices"], on="customer_id")
    buyers = buyers[buyers["customer_id"].isin(tables["orders"]["customer_id"])]
    pool = tables["prospects"]
    known = [traits(each, tables["postcodes"]) for each in (buyers, pool)]
    scale = StandardScaler().fit(known[1])
    model = LogisticRegression(max_iter=1000).fit(
        scale.transform(pd.concat(known)), np.repeat([1, 0], [len(buyers), len(pool)])
    )
    planted = world.truth["prospects"].set_index("prospect_id")["would_buy"]
    score = model.decision_function(scale.transform(known[1]))
    return roc_auc_score(planted.loc[pool["prospect_id"]], score)


def machines_found(world: World) -> float:
    """Return the F1 of a rule for machines: what they say, or how they behave."""
    log = world.tables["web_sessions_raw"]
    truth = world.truth["web_sessions"].dropna(subset="bot_kind")["session_id"]
    rule = (log["pages"] >= MANY_PAGES) & log["cart_amount"].isna()
    rule |= log["browser"].str.contains("Headless")
    rule |= log.groupby("visitor_id")["session_id"].transform("size") >= MANY_VISITS
    return f1_score(log["session_id"].isin(truth), rule)


def pages_too_many(world: World) -> float:
    """Return how many times as many pages a session has in the raw log."""
    raw, clean = (world.tables[f"web_sessions{end}"]["pages"] for end in ("_raw", ""))
    return raw.mean() / clean.mean()


def clock_gap(world: World) -> float:
    """Return the hours from the beginning of a session to its order, at the median."""
    raw = world.tables["web_sessions_raw"].dropna(subset="order_id")
    both = raw.merge(world.tables["orders"], on="order_id")
    return (both["ordered_at"] - both["started_at"]).median() / pd.Timedelta(hours=1)


MEASURES = [
    Measure(
        "technographic segments (people)",
        "ARI of latent classes, k = 4, on sixteen yes-or-no answers",
        digital_classes,
        0.78,
        0.84,
    ),
    Measure(
        "adopter classes",
        "weighted kappa of classes cut at 2.5, 16, 50, 84 % of first phone payments",
        adopters,
        0.86,
        0.89,
    ),
    Measure(
        "channels",
        "part of sign-ups with search as the last click (search brings 0.20)",
        last_click,
        0.437,
        0.47,
    ),
    Measure(
        "channels",
        "credit of search when all touches share it (search brings 0.20)",
        linear_credit,
        0.274,
        0.292,
    ),
    Measure(
        "channels",
        "part that search brings, Poisson regression on the tests (planted 0.20)",
        search_lift,
        0.085,
        0.345,
    ),
    Measure(
        "channels",
        "part that social brings, Poisson regression on the tests (planted 0.27)",
        social_lift,
        0.03,
        0.49,
    ),
    Measure(
        "prospects",
        "AUC of likeness to buyers: logistic regression on ten common columns",
        look_alike,
        0.64,
        0.705,
    ),
    Measure(
        "machines in the web log",
        "F1 of a rule: headless, or 60 pages and no cart, or 40 visits of one cookie",
        machines_found,
        0.79,
        1.0,
    ),
    Measure(
        "machines in the web log",
        "pages a session in the raw log, against people only",
        pages_too_many,
        1.85,
        2.85,
        switch="bots",
        off=(1.0, 1.0),
    ),
    Measure(
        "web times in UTC",
        "median hours from the beginning of a session to its order",
        clock_gap,
        2.18,
        2.23,
        switch="utc_timestamps",
        off=(0.235, 0.25),
    ),
]
