"""How well firms can be sorted, and what their tools tell."""

from __future__ import annotations

import numpy as np
import pandas as pd
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score
from sklearn.preprocessing import StandardScaler

from benchmarks.recovery.measure import Measure
from segkit.simulate import World

SIZES = [0, 9, 49, 249, np.inf]
STARTS, ROUNDS = 6, 200


def found(columns: np.ndarray, labels: pd.Series) -> float:
    """Return how well k-means with the true number of groups finds the labels."""
    model = KMeans(labels.nunique(), n_init=10, random_state=0)
    return adjusted_rand_score(labels, model.fit_predict(columns))


def firms(world: World) -> pd.DataFrame:
    return world.tables["companies"].merge(world.truth["firmographic"])


def measured(made: pd.DataFrame) -> np.ndarray:
    age = 2025 - made["founded_year"]
    return np.c_[made[["employees", "turnover_amount", "sites"]], age]


def with_logs(world: World) -> float:
    made = firms(world)
    logs = np.log(measured(made))
    return found(StandardScaler().fit_transform(logs), made["segment"])


def without_logs(world: World) -> float:
    made = firms(world)
    return found(StandardScaler().fit_transform(measured(made)), made["segment"])


def unscaled(world: World) -> float:
    made = firms(world)
    return found(measured(made), made["segment"])


def with_performance(world: World) -> float:
    made = firms(world)
    logs = np.log(measured(made))
    logs[:, 1] -= logs[:, 0]
    columns = np.c_[logs, performance(world).loc[made["company_id"]]]
    return found(StandardScaler().fit_transform(columns), made["segment"])


def performance(world: World) -> pd.DataFrame:
    """Return yearly growth and margin of every firm, over the years on file."""
    years = world.tables["company_years"].sort_values("year").groupby("company_id")
    turnover = years["turnover_amount"]
    span = np.maximum(years.size() - 1, 1)
    growth = np.log(turnover.last() / turnover.first()) / span
    margin = years["profit_amount"].sum() / turnover.sum()
    return pd.DataFrame({"growth": growth, "margin": margin})


def tools(world: World) -> tuple[pd.DataFrame, pd.Series]:
    """Return which firm uses what (0 or 1), and the planted classes."""
    truth = world.truth["technographic_firms"].set_index("company_id")["segment"]
    stack = world.tables["tech_stack"]
    stack = stack[stack["technology"] != "campaign tool"]
    used = pd.crosstab(stack["company_id"], stack["technology"])
    return used.reindex(truth.index, fill_value=0), truth


def latent_classes(world: World) -> float:
    used, truth = tools(world)
    tries = [_classes(used.to_numpy(float), truth.nunique(), s) for s in range(STARTS)]
    return adjusted_rand_score(truth, max(tries, key=lambda t: t[0])[1])


def _classes(used: np.ndarray, k: int, seed: int) -> tuple[float, np.ndarray]:
    """Fit latent classes of yes-or-no columns by EM; return fit and likeliest class."""
    chance = np.random.default_rng(seed).uniform(0.2, 0.8, (k, used.shape[1]))
    share, fit = np.full(k, 1 / k), -np.inf
    for _ in range(ROUNDS):
        joint = used @ np.log(chance.T) + (1 - used) @ np.log(1 - chance.T)
        joint += np.log(share)
        top = joint.max(axis=1, keepdims=True)
        part = np.exp(joint - top)
        fit = float((np.log(part.sum(axis=1)) + top[:, 0]).sum())
        part /= part.sum(axis=1, keepdims=True)
        share = part.mean(axis=0)
        chance = np.clip((part.T @ used) / part.sum(axis=0)[:, None], 1e-4, 1 - 1e-4)
    return fit, part.argmax(axis=1)


def size_and_tools(world: World) -> float:
    _, truth = tools(world)
    made = world.tables["companies"].set_index("company_id").loc[truth.index]
    return cramers_v(pd.cut(made["employees"], SIZES), truth)


def cramers_v(one: pd.Series, other: pd.Series) -> float:
    """Return Cramér's V of two columns of words."""
    counts = pd.crosstab(one.to_numpy(), other.to_numpy()).to_numpy()
    usual = counts.sum(1, keepdims=True) * counts.sum(0) / counts.sum()
    chi2 = ((counts - usual) ** 2 / usual).sum()
    return float(np.sqrt(chi2 / counts.sum() / (min(counts.shape) - 1)))


def eagerness(world: World) -> float:
    """Compare each firm's mean rank among the users of its tools with the truth."""
    stack = world.tables["tech_stack"]
    rank = stack.groupby("technology")["adopted_on"].rank(pct=True)
    early = 1 - rank.groupby(stack["company_id"]).mean()
    many = stack.groupby("company_id").size() >= 3
    truth = world.truth["technographic_firms"].set_index("company_id")["eagerness"]
    return float(early[many].corr(truth.loc[many[many].index], method="spearman"))


def campaign_tool(world: World) -> float:
    """Return how many times likelier users of an ad platform buy the campaign tool."""
    talks, stack = world.tables["opportunities"], world.tables["tech_stack"]
    since = stack[stack["technology"] == "ad platform"]
    since = since.set_index("company_id")["adopted_on"]
    talks = talks[(talks["offer"] == "campaign tool") & talks["closed_on"].notna()]
    uses = talks["company_id"].map(since) <= talks["opened_on"]
    won = talks["stage"] == "won"
    return won[uses].mean() / won[~uses].mean()


def referral(world: World) -> float:
    """Return how many times higher the odds of a deal are after a referral."""
    talks = world.tables["opportunities"]
    talks = talks[talks["closed_on"].notna()]
    won, sent = talks["stage"] == "won", talks["source"] == "referral"
    chance = won[sent].mean(), won[~sent].mean()
    return chance[0] / (1 - chance[0]) / (chance[1] / (1 - chance[1]))


def size_and_spend(world: World) -> float:
    """Compare the headcount of firms with what their accounts order."""
    orders = world.tables["orders"].groupby("customer_id")["amount"].sum()
    people = world.tables["contacts"].dropna(subset=["customer_id"])
    people = people.merge(world.tables["companies"][["company_id", "employees"]])
    spend = people["customer_id"].map(orders).fillna(0)
    return float(spend.corr(people["employees"], method="spearman"))


LOGS = "logs of headcount, turnover, sites and age"
MEASURES = [
    Measure(
        "firmographic kinds", f"ARI of k-means, k = 5, on {LOGS}", with_logs, 0.61, 0.81
    ),
    Measure(
        "firmographic kinds", "the same, scaled, without logs", without_logs, 0.19, 0.3
    ),
    Measure(
        "firmographic kinds", "the same, neither logs nor scaled", unscaled, 0.06, 0.145
    ),
    Measure(
        "firmographic kinds",
        "the same with logs, turnover a head, growth and margin of five years",
        with_performance,
        0.85,
        0.92,
    ),
    Measure(
        "technographic classes of firms",
        "ARI of latent classes, k = 4, on 13 tools used or not",
        latent_classes,
        0.76,
        0.89,
    ),
    Measure(
        "technographic classes of firms",
        "Cramér's V with the size of the firm (below 10, 50, 250 people)",
        size_and_tools,
        0.375,
        0.435,
    ),
    Measure(
        "eagerness of firms",
        "rank correlation with how early they took up their tools",
        eagerness,
        0.44,
        0.625,
    ),
    Measure(
        "campaign tool",
        "users of an ad platform buy it this many times more often",
        campaign_tool,
        2.5,
        7.5,
    ),
    Measure("referrals to sales", "odds ratio of a deal", referral, 2.3, 5.8),
    Measure(
        "accounts of firms",
        "rank correlation of headcount and an account's orders",
        size_and_spend,
        0.17,
        0.34,
    ),
]
