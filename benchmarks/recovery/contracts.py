"""What contracts tell about who leaves, and the column that knows the future."""

from __future__ import annotations

import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from benchmarks.recovery.measure import Measure
from segkit.simulate import World

RISE = pd.Timestamp("2024-03-01")
QUARTER = "2024-10-01", "2024-12-31"


def decisions(world: World) -> pd.DataFrame:
    """Return every renewal that came due, of contracts paid by the month.

    Returns
    -------
    pandas table, one row per contract and month: segment (planted), plan, months (since
    the start), rose (whether the new price was asked of an old contract), left
    """
    made = world.tables["contracts"].merge(world.truth["behavioural"])
    made = made[made["months"] == 1].reset_index(drop=True)
    due = made["n_renewals"] + made["ended_on"].notna()
    row = np.repeat(np.arange(len(made)), due)
    month = pd.Series(row).groupby(row).cumcount() + 1
    each = made.loc[row, ["segment", "plan"]].reset_index(drop=True)
    start = made["started_on"].to_numpy()[row]
    day = start + pd.to_timedelta(month * 30.44, unit="D")
    old = start < np.datetime64(RISE)
    last = month.to_numpy() == due.to_numpy()[row]
    return each.assign(
        months=month,
        rose=old & (day >= RISE).to_numpy(),
        left=last & made["ended_on"].notna().to_numpy()[row],
    )


def effects(world: World) -> pd.Series:
    """Return the odds ratios of leaving once the price has risen."""
    each = decisions(world)
    bargain = each["segment"] == "bargain"
    columns = pd.get_dummies(each[["segment", "plan"]]).assign(
        months=np.log(each["months"]),
        others=each["rose"] & ~bargain,
        bargain=each["rose"] & bargain,
    )
    model = LogisticRegression(C=1e3, max_iter=500)
    model.fit(columns.astype(float), each["left"])
    return np.exp(pd.Series(model.coef_[0], columns.columns))


def bargain(world: World) -> float:
    return effects(world)["bargain"]


def others(world: World) -> float:
    return effects(world)["others"]


def on_file(world: World) -> tuple[pd.DataFrame, pd.Series]:
    """Return the snapshot with its contracts, and who left in the next quarter."""
    made = world.tables["accounts_snapshot"].merge(
        world.tables["contracts"].drop(columns="price_amount"), on="contract_id"
    )
    return made, made["ended_on"].between(*QUARTER)


def score(world: World) -> float:
    made, left = on_file(world)
    return roc_auc_score(left, made["churn_score_next_month"])


def comes_due(made: pd.DataFrame) -> pd.Series:
    """Return whether a contract for a year has its anniversary in the quarter."""
    month = made["started_on"].dt.month.isin([10, 11, 12])
    return (made["months"] == 12) & month & (made["tenure_days"] > 92)


def honest(world: World) -> float:
    """Return what a sound model finds in everything but the score."""
    made, left = on_file(world)
    discounted = made["discounted_rate"].fillna(0.3)
    rose = made["price_rise_rate"] > 0
    columns = pd.get_dummies(made["plan"]).assign(
        monthly=made["months"] == 1,
        due=comes_due(made),
        silent=np.log1p(made["days_since_order"].fillna(400).astype(float)),
        tenure=np.log1p(made["tenure_days"]),
        orders=np.log1p(made["n_orders_90d"]),
        discounted=discounted,
        rose=rose,
        both=rose * discounted,
    )
    model = make_pipeline(StandardScaler(), LogisticRegression(C=0.1))
    chance = cross_val_predict(
        model, columns.astype(float), left, cv=10, method="predict_proba"
    )
    return roc_auc_score(left, chance[:, 1])


def caught(world: World) -> float:
    """Return which part of those who left is in the score's highest tenth."""
    made, left = on_file(world)
    rank = made["churn_score_next_month"].rank(method="first", pct=True)
    return left[rank > 0.9].sum() / left.sum()


def planted_risk(world: World) -> float:
    made, left = on_file(world)
    risk = made.merge(world.truth["churn"])["monthly_risk"]
    return roc_auc_score(left[made["months"] == 1], risk[made["months"] == 1])


MEASURES = [
    Measure(
        "price rise",
        "odds ratio of leaving, bargain customers (contracts by the month, given "
        "segment, plan and age)",
        bargain,
        1.2,
        2.9,
    ),
    Measure("price rise", "odds ratio of leaving, all others", others, 0.68, 1.4),
    Measure(
        "risk of contracts",
        "AUC of a logistic model of 30 September for ends by December",
        honest,
        0.68,
        0.78,
    ),
    Measure(
        "risk of contracts",
        "AUC of the planted risk for the same (contracts by the month)",
        planted_risk,
        0.63,
        0.78,
    ),
    Measure(
        "leakage",
        "AUC of `churn_score_next_month` for ends by December",
        score,
        0.95,
        1,
        "leakage",
        (0.52, 0.72),
    ),
    Measure(
        "leakage",
        "part of those who left among the highest tenth of the scores",
        caught,
        0.78,
        0.99,
        "leakage",
        (0.06, 0.28),
    ),
]
