"""What the questions of unit 20 compute from the data: right answers and wrong ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from segkit import datasets, experiments, features
from segkit.datasets import places
from segkit.practice.memory import SESSION

MAIL, CARD = "K21", "K22"  # autumn e-mail, winter card
AUTUMN = ("K21", "K23", "K24")
BEFORE_MAIL, BEFORE_CARD, END = "2024-09-16", "2024-10-23", "2024-12-31"
YEAR_BEFORE_CARD = "2023-10-24"
STATUS = ("no order yet", "one or two orders", "three or more orders")
STAGES = ("three to five orders", "six to ten orders", "more than ten orders")
MESSAGE, HELD_OUT = "message", "held out"


def once(name: str, compute: Callable[[], Any], *more: Any) -> Any:
    """Return what was computed under this name from these data, the first time."""
    key = ("unit20", str(places.own_folder()), name, *more)
    return SESSION.keep(key, compute)


def load(name: str) -> pd.DataFrame:
    """Return one of the world's tables."""
    table: Any = datasets.load(name)
    return table


def sends(*campaigns: str) -> pd.DataFrame:
    """Return who got the messages of these campaigns and who was held out."""
    known = once("sends", lambda: load("sends"))
    return known[known["campaign_id"].isin(campaigns)]


def orders_so_far(as_of: str) -> pd.Series:
    """Return how many orders each customer had placed by a day."""
    make = lambda: features.customers(load("orders"), as_of=as_of)["n_orders"]  # noqa: E731
    return once("orders so far", make, as_of)


def status(customers: pd.Series, as_of: str) -> pd.Series:
    """Return each customer's segment: how many orders she had placed by a day."""
    n = customers.map(orders_so_far(as_of)).fillna(0)
    return pd.cut(n, [-1, 0, 2, np.inf], labels=list(STATUS))


def a_customer_a_row(campaign: str, as_of: str) -> pd.DataFrame:
    """Return a campaign, a row per customer, with the segment on the day before."""
    rows = sends(campaign)
    columns = ["customer_id", "arm", "opened_at", "converted", "revenue_amount"]
    table = rows[columns].reset_index(drop=True)
    table.insert(1, "segment", status(table["customer_id"], as_of))
    table["opened"] = table.pop("opened_at").notna()
    return table


# ---- the lesson -----------------------------------------------------------------
def card() -> pd.DataFrame:
    """Return the test of the winter card: a row per account."""
    return once("card", _card)


def _card() -> pd.DataFrame:
    table = a_customer_a_row(CARD, BEFORE_CARD).drop(columns="opened")
    return table.rename(columns={"arm": "variant"})


def order_revenue() -> float:
    """Return what a buyer spent in the test of the autumn e-mail, on average."""
    rows = sends(MAIL)
    return float(rows.loc[rows["converted"], "revenue_amount"].mean())


def margin_rate() -> float:
    """Return what was left of each euro in the year before the card."""
    orders = once("orders", lambda: load("orders"))
    day = orders["ordered_at"].dt.normalize()
    year = orders[day.between(YEAR_BEFORE_CARD, BEFORE_CARD)]
    return float(year["margin_amount"].sum() / year["amount"].sum())


def worth_having(cost: float) -> float:
    """Return the share that must buy because of a message for it to earn its cost."""
    return cost / (order_revenue() * margin_rate())


def of_revenue(cost: float) -> float:
    """Return the same with revenue in place of margin."""
    return cost / order_revenue()


def other_way_round(cost: float) -> float:
    """Return how many messages one order pays for."""
    return 1 / worth_having(cost)


def on_top(cost: float) -> float:
    """Return the share that buys in all, not the part that the message adds."""
    rows = sends(MAIL)
    return float(rows.loc[rows["arm"] == HELD_OUT, "converted"].mean()) + worth_having(
        cost
    )


# ---- the plan -------------------------------------------------------------------
def size(before: float, after: float, **plan: Any) -> float:
    """Return the customers needed in each arm."""
    return float(experiments.sample_size(before, after, **plan))


def history() -> pd.DataFrame:
    """Return last autumn's messages to regulars: a row per message, or none sent."""
    return once("history", _history)


def _history() -> pd.DataFrame:
    rows = sends(*AUTUMN)
    segment = status(rows["customer_id"], BEFORE_MAIL)
    kept = rows[segment == STATUS[2]]
    table = kept[["campaign_id", "customer_id", "arm", "converted"]].copy()
    table["opened"] = kept["opened_at"].notna()
    return table.reset_index(drop=True)


def held_out_rate() -> float:
    """Return the share of those held out who bought, over all messages."""
    rows = history()
    return float(rows.loc[rows["arm"] == HELD_OUT, "converted"].mean())


def openers_rate() -> float:
    """Return the share of openers who bought."""
    rows = history()
    return float(rows.loc[rows["opened"], "converted"].mean())


def regulars() -> int:
    """Return how many customers the history is about."""
    return int(history()["customer_id"].nunique())


def rise(
    power: float, n: float | None = None, base: float | None = None, sides: int = 2
) -> float:
    """Return the smallest rise that a test of so many in each arm would find."""
    base = held_out_rate() if base is None else base
    n = regulars() / 2 if n is None else n
    return float(experiments.detectable_effect(base, n, power=power, sides=sides))


def people() -> pd.DataFrame:
    """Return the regulars who agree to messages: a row each, and their segment."""
    return once("people", _people)


def _people() -> pd.DataFrame:
    agree = load("customers").set_index("customer_id")["email_consent"]
    X = features.customers(load("orders"), as_of=END)
    X = X[(X["n_orders"] >= 3) & agree.reindex(X.index, fill_value=False)]
    table = X[["recency_days", "n_orders", "monetary_amount"]].copy()
    edges = [2, 5, 10, np.inf]
    table.insert(0, "segment", pd.cut(X["n_orders"], edges, labels=list(STAGES)))
    return table


def drawn(held_out: float) -> pd.Series:
    """Return a lot within segments that keeps its shares."""
    rng = np.random.default_rng(20)
    table = people()
    parts = table.groupby("segment", observed=True).indices.values()
    arms = pd.Series(MESSAGE, table.index, name="variant")
    for rows in parts:
        arms.iloc[rng.permutation(rows)[: round(held_out * len(rows))]] = HELD_OUT
    return arms


def over_everybody(held_out: float) -> pd.Series:
    """Return a lot for each customer on her own, whatever her segment."""
    lot = np.random.default_rng(1).random(len(people())) < held_out
    return pd.Series(np.where(lot, HELD_OUT, MESSAGE), people().index, name="variant")


def best_get_it(held_out: float) -> pd.Series:
    """Return those who spent least as held out, in each segment."""
    table = people()
    rank = table.groupby("segment", observed=True)["monetary_amount"].rank(
        method="first", pct=True
    )
    return _arms(rank <= held_out)


def by_number(held_out: float) -> pd.Series:
    """Return the first customer numbers of each segment as held out."""
    table = people().sort_index()
    parts = table.groupby("segment", observed=True)
    place = parts.cumcount() / parts["segment"].transform("size")
    return _arms(place < held_out)


def every_nth(held_out: float) -> pd.Series:
    """Return every so-manyth customer of each segment as held out."""
    parts = people().groupby("segment", observed=True)
    return _arms(parts.cumcount() % round(1 / held_out) == 0)


def _arms(held: pd.Series) -> pd.Series:
    arms = np.where(held.to_numpy(), HELD_OUT, MESSAGE)
    return pd.Series(arms, held.index, name="variant")
