"""What the questions of unit 07 compute from the data: right answers and wrong ones."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from segkit import datasets, features, kpis, models
from segkit.practice.memory import SESSION

AS_OF = {"as_of": "2024-06-30"}
WIN_BACK = ["At risk", "Cannot lose them"]


def orders(as_of: str) -> pd.DataFrame:
    """Return the purchases (no refunds) up to and including a day."""
    known = datasets.load("orders")
    past = known["ordered_at"].dt.normalize() <= pd.Timestamp(as_of)
    return known[past & (known["amount"] >= 0)]


def counts(as_of: str) -> pd.Series:
    """Count the purchases of each customer."""
    return orders(as_of)["customer_id"].value_counts()


def table(as_of: str) -> pd.DataFrame:
    """Return the features of everybody; computed once, every question needs them."""
    make = lambda: features.customers(datasets.load("orders"), as_of=as_of)  # noqa: E731
    return SESSION.keep(("unit07", "table", as_of), make)


def segments(as_of: str = AS_OF["as_of"]) -> pd.Series:
    """Return the RFM segment of everybody."""
    X = table(as_of)
    model = models.BehaviouralSegmenter(method="rfm")
    return SESSION.keep(("unit07", "rfm", as_of), lambda: model.fit(X).assign(X))


def rates(as_of: str, start: Any, end: Any) -> pd.Series:
    """Return the purchase rate of each segment that has customers."""
    known, found = datasets.load("orders"), segments(as_of)
    judged = kpis.by_segment(kpis.purchase_rate, known, found, start=start, end=end)
    return judged["value"].drop("all").dropna()


def after(as_of: str, days: int) -> pd.Series:
    """Return the purchase rates of the `days` days after `as_of`."""
    first = pd.Timestamp(as_of) + pd.Timedelta(days=1)
    return rates(as_of, first, first + pd.Timedelta(days=days - 1))


def later_orders(as_of: str, days: int) -> pd.DataFrame:
    """Return the purchases of the `days` days after `as_of`."""
    first = pd.Timestamp(as_of) + pd.Timedelta(days=1)
    known = datasets.load("orders")
    day = known["ordered_at"].dt.normalize()
    later = day.between(first, first + pd.Timedelta(days=days - 1))
    return known[later & (known["amount"] >= 0)]


def buyers_after(as_of: str, days: int) -> pd.Series:
    """Return the segments of those who bought in the days after."""
    buyers = later_orders(as_of, days)["customer_id"].unique()
    return segments(as_of).reindex(buyers).dropna()


def top_share(amounts: pd.Series, share: float) -> float:
    """Return which part of the money the top share of customers spent."""
    ranked = amounts.sort_values(ascending=False)
    return float(ranked.head(round(share * len(ranked))).sum() / ranked.sum())


def fifths(values: pd.Series, method: Any = "min") -> pd.Series:
    """Score 1 to 5 by fifths of the ranking."""
    rank = values.rank(method=method).astype(int)
    return (1 + 5 * (rank - 1) // len(rank)).rename("r_score")


def ranked_by_orders(as_of: str, share: float) -> float:
    """Return the money share of those with most orders."""
    X = table(as_of).sort_values(["n_orders"], ascending=False, kind="stable")
    amounts = X["monetary_amount"]
    return float(amounts.head(round(share * len(X))).sum() / amounts.sum())


def share_for(amounts: pd.Series, part: float) -> float:
    """Return which share of customers brings in a part of the money."""
    running = np.sort(amounts.to_numpy())[::-1].cumsum()
    return float((np.searchsorted(running, part * running[-1]) + 1) / len(running))


def members(as_of: str, names: list[str], *, inside: bool = True) -> list[Any]:
    """Return the customers who are in (or outside) the named segments."""
    found = segments(as_of)
    return found.index[found.isin(names) == inside].tolist()


def long_absent(as_of: str) -> list[Any]:
    """Return the customers with a recency score of 1 or 2."""
    scores = features.rfm(datasets.load("orders"), as_of=as_of)["r_score"]
    return scores.index[scores <= 2].tolist()


def best_recency(as_of: str, cuts: tuple[int, ...]) -> int:
    """Count who last bought at most as many days ago as the first cut point says."""
    return recency_between(as_of, -1, cuts[0])


def recency_between(as_of: str, low: int, high: int | None) -> int:
    """Count customers above `low` days and up to `high`."""
    days = table(as_of)["recency_days"]
    return int(
        (days > low).sum() if high is None else days.between(low + 1, high).sum()
    )


def before(as_of: str, days: int) -> pd.Series:
    """Return the circular purchase rates of the days that end on `as_of`."""
    last = pd.Timestamp(as_of)
    return rates(as_of, last - pd.Timedelta(days=days - 1), last)


def composition(as_of: str, days: int) -> pd.Series:
    """Return which part of the later buyers each segment makes up."""
    return buyers_after(as_of, days).value_counts(normalize=True)


def orders_each(as_of: str, days: int) -> pd.Series:
    """Return later orders per customer of each segment."""
    found = segments(as_of)
    later = later_orders(as_of, days)["customer_id"].map(found).value_counts()
    return (later / found.value_counts()).dropna()
