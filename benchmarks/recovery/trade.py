"""The trade: behaviour, value, service, referrals."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.optimize import minimize
from scipy.special import betaln, gammaln, hyp2f1
from scipy.stats import spearmanr
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score, roc_auc_score
from sklearn.preprocessing import StandardScaler

from benchmarks.recovery.measure import Measure
from segkit.simulate import World

END = pd.Timestamp("2025-01-01")


def histories(world: World) -> pd.DataFrame:
    """Return how often, how long, for how much and how dearly each customer bought."""
    orders = world.tables["orders"]
    day = orders["ordered_at"].dt.normalize()
    of = orders.assign(day=day, cheap=orders["discount_amount"] > 0).groupby(
        "customer_id"
    )
    first, last = of["day"].min(), of["day"].max()
    return pd.DataFrame(
        {
            "n": of.size(),
            "x": of["day"].nunique() - 1,
            "t_x": (last - first).dt.days,
            "age": (END - first).dt.days,
            "mean": of["amount"].mean(),
            "cheap": of["cheap"].mean(),
            "margin": of["margin_amount"].mean(),
        }
    )


def planted(world: World, name: str, column: str, keys: pd.Index) -> pd.Series:
    """Return one column of the truth, for these customers."""
    return world.truth[name].set_index("customer_id")[column].loc[keys]


def _ari(world: World, columns: list[pd.Series], keys: pd.Index) -> float:
    scaled = StandardScaler().fit_transform(np.column_stack(columns))
    found = KMeans(5, n_init=5, random_state=0).fit_predict(scaled)
    return adjusted_rand_score(planted(world, "behavioural", "segment", keys), found)


def naive_segments(world: World) -> float:
    """Return how well counts, amount, recency and raw discount share do."""
    made = histories(world)
    recency = np.log1p(made["age"] - made["t_x"])
    columns = [np.log1p(made["n"]), np.log(made["mean"]), recency, made["cheap"]]
    return _ari(world, columns, made.index)


def sound_segments(world: World) -> float:
    """Return how well a rate and a discount share pulled to its mean do."""
    made = histories(world)
    recency = np.log1p(made["age"] - made["t_x"])
    rate = np.log1p((made["n"] - 1) / (made["t_x"] + 60) * 365)
    cheap = (made["cheap"] * made["n"] + 1.5) / (made["n"] + 5)
    return _ari(world, [rate, np.log(made["mean"]), recency, cheap], made.index)


def beta_geometric(made: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Return the chance to be active and the orders of the next year.

    Fader, Hardie and Lee (2005), equations 6, 10 and (active) their note of 2008.
    """
    x, t_x, age = (made[name].to_numpy(float) for name in ("x", "t_x", "age"))

    def loss(logs: np.ndarray) -> float:
        r, alpha, a, b = np.exp(logs)
        stayed = betaln(a, b + x) - betaln(a, b) - (r + x) * np.log(alpha + age)
        left = betaln(a + 1, b + np.maximum(x, 1) - 1) - betaln(a, b)
        left = np.where(x > 0, left - (r + x) * np.log(alpha + t_x), -np.inf)
        both = np.logaddexp(stayed, left)
        return -(gammaln(r + x) - gammaln(r) + r * np.log(alpha) + both).mean()

    start = np.log([0.5, 60.0, 0.5, 2.0])
    r, alpha, a, b = np.exp(minimize(loss, start, method="L-BFGS-B").x)
    ratio = ((alpha + age) / (alpha + t_x)) ** (r + x)
    odds = np.where(x > 0, a / (b + np.maximum(x, 1) - 1) * ratio, 0)
    year = 365.0
    growth = hyp2f1(r + x, b + x, a + b + x - 1, year / (alpha + age + year))
    shrunk = ((alpha + age) / (alpha + age + year)) ** (r + x) * growth
    return 1 / (1 + odds), (a + b + x - 1) / (a - 1) * (1 - shrunk) / (1 + odds)


def alive_by_model(world: World) -> float:
    """Return how well BG/NBD tells, of repeat buyers, who is still a customer."""
    made = histories(world)
    made = made[made["x"] > 0]
    alive, _ = beta_geometric(made)
    return roc_auc_score(planted(world, "value", "alive", made.index), alive)


def orders_by_model(world: World) -> float:
    """Return the rank correlation of BG/NBD with the orders of the next year."""
    made = histories(world)
    _, expected = beta_geometric(made)
    truth = planted(world, "value", "orders_next_year", made.index)
    return spearmanr(expected, truth).statistic


def value_by_model(world: World) -> float:
    """Return the part of next year's margin in the fifth that BG/NBD puts first."""
    made = histories(world)
    _, expected = beta_geometric(made)
    # A mean margin of few orders is pulled to that of everybody.
    usual = made["margin"].mean()
    margin = (made["margin"] * made["n"] + usual * 2) / (made["n"] + 2)
    return _captured(world, pd.Series(expected * margin, made.index))


def value_by_past(world: World) -> float:
    """Return the part of next year's margin in the fifth with the most so far."""
    orders = world.tables["orders"]
    return _captured(world, orders.groupby("customer_id")["margin_amount"].sum())


def _captured(world: World, score: pd.Series) -> float:
    truth = planted(world, "value", "margin_next_year_amount", score.index)
    best = score.sort_values(ascending=False).index[: len(score) // 5]
    return truth.loc[best].sum() / truth.sum()


def concentration(world: World) -> float:
    """Return the part of revenue that the top fifth of the customers holds."""
    money = world.tables["orders"].groupby("customer_id")["amount"].sum()
    return money.nlargest(round(len(money) / 5)).sum() / money.sum()


def bought_once(world: World) -> float:
    """Return the part of the customers with one order."""
    return (world.tables["orders"]["customer_id"].value_counts() == 1).mean()


def came_back(world: World) -> float:
    """Return which part of those silent for a year orders in the half-year after."""
    orders = world.tables["orders"]
    who, at = orders["customer_id"], orders["ordered_at"]
    early = set(who[at < "2023-07-01"])
    middle = set(who[(at >= "2023-07-01") & (at < "2024-07-01")])
    silent = early - middle
    return len(silent & set(who[at >= "2024-07-01"])) / len(silent)


def service(world: World) -> float:
    """Return how many times dearer to serve a bargain order is than a loyal one."""
    orders, tickets = world.tables["orders"], world.tables["tickets"]
    segment = world.truth["behavioural"].set_index("customer_id")["segment"]
    about = tickets.dropna(subset="order_id")
    cost = about.groupby(segment.loc[about["customer_id"]].to_numpy())["cost_amount"]
    number = segment.loc[orders["customer_id"]].value_counts()
    each = cost.sum() / number
    return each["bargain"] / each["loyal"]


def good_friends(world: World) -> float:
    """Return how many times as often champions recommend as one-off customers do."""
    truth = world.truth["behavioural"]
    truth = truth[~truth["prospect"]].set_index("customer_id")["segment"]
    made = truth.loc[world.tables["referrals"]["referrer_id"]].value_counts()
    rate = made / truth.value_counts()
    return rate["champion"] / rate["one-off"]


def birthdays(world: World) -> float:
    """Return how many times busier the fortnight before a birthday is."""
    orders = world.tables["orders"].merge(
        world.tables["customers"].dropna(subset="birth_date"), on="customer_id"
    )
    born = orders["birth_date"].dt.day_of_year
    ahead = (born - orders["ordered_at"].dt.day_of_year) % 365
    near = ahead.between(1, 14).mean()
    return near / 14 / ((1 - near) / 351)


MEASURES = [
    Measure(
        "behavioural segments",
        "ARI of k-means, k = 5, on orders, amount, recency, discount share",
        naive_segments,
        0.12,
        0.38,
    ),
    Measure(
        "behavioural segments",
        "ARI of k-means, k = 5, with a rate and a shrunk discount share",
        sound_segments,
        0.41,
        0.56,
    ),
    Measure("value", "AUC of BG/NBD, who is a customer", alive_by_model, 0.92, 0.96),
    Measure("value", "Spearman of BG/NBD, orders of 2025", orders_by_model, 0.7, 0.74),
    Measure(
        "value",
        "margin of 2025 in the best fifth by BG/NBD",
        value_by_model,
        0.68,
        0.75,
    ),
    Measure(
        "value", "margin of 2025 in the best fifth so far", value_by_past, 0.55, 0.635
    ),
    Measure(
        "concentration",
        "part of revenue from the top fifth of the customers",
        concentration,
        0.535,
        0.595,
    ),
    Measure(
        "buying once", "part of the customers with one order", bought_once, 0.465, 0.5
    ),
    Measure(
        "coming back",
        "part of those silent for a year who order within six months",
        came_back,
        0.043,
        0.073,
    ),
    Measure(
        "cost to serve",
        "tickets of a bargain order, in EUR, against those of a loyal one",
        service,
        2.3,
        3.5,
    ),
    Measure(
        "referrals",
        "recommendations of champions against those of one-off customers",
        good_friends,
        5,
        10.5,
    ),
    Measure(
        "birthdays",
        "orders a day in the fortnight before against other days",
        birthdays,
        1.5,
        1.79,
    ),
]
