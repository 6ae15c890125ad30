"""What the questions of unit 13 compute from the data: right answers and wrong ones.

What is slow (segments of many samples) is computed once, when the exercise hands it
over; checks only look it up.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from sklearn.cluster import KMeans

from segkit import datasets, evaluation, features
from segkit.datasets import places
from segkit.practice.memory import SESSION

NUMBERS = range(2, 9)
PAIRS, SEED, LEAST = 10, 13, 0.8
PREFIX = "maxdiff_"
MADE = (f"{PREFIX}low_price", f"{PREFIX}fast_delivery")
COUNTS = ("best_low_price", "worst_low_price")
FIRST, LAST = "2024-10-01", "2024-12-31"  # the survey was in September


def _once(name: str, compute: Callable[[], Any], *more: Any) -> Any:
    key = ("unit13", str(places.own_folder()), name, *more)
    return SESSION.keep(key, compute)


def _load(name: str) -> pd.DataFrame:
    table: Any = datasets.load(name)
    return table


def habits() -> pd.DataFrame:
    """Return the agency's table: habits of the customers of a web shop."""
    return _load("no_structure_customers").set_index("customer_id")


def answers() -> pd.DataFrame:
    """Return what respondents said matters most and least to them."""
    ask = lambda: features.needs(maxdiff=_load("maxdiff"))  # noqa: E731
    return _once("answers", ask)


def scores() -> pd.DataFrame:
    """Return the score of each benefit, the columns that make the segments."""
    return answers().filter(like=PREFIX)


def two_samples(n_segments: int = 5) -> pd.DataFrame:
    """Return each respondent's segment by two samples of the respondents."""
    return _once("two", lambda: _two_samples(n_segments), n_segments)


def handed_over() -> pd.DataFrame:
    """Return the two samples, having computed once what later checks look up."""
    for compute in (pairs, figures, segments, about, wishes):
        compute()
    return two_samples()


def _two_samples(k: int) -> pd.DataFrame:
    X, found = scores(), {}
    for seed, name in enumerate(("first", "second"), start=1):
        sample = X.sample(frac=1, replace=True, random_state=seed)
        found[name] = KMeans(k, n_init=10, random_state=0).fit(sample).predict(X)
    return pd.DataFrame(found, index=X.index)


def pair_ari(n_segments: int) -> float:
    """Return the adjusted Rand index of the two samples."""
    return float(evaluation.adjusted_rand(_crossed(n_segments)))


def _crossed(k: int) -> np.ndarray:
    two = two_samples(k)
    return pd.crosstab(two["first"], two["second"]).to_numpy(dtype=float)


def same_number(n_segments: int) -> float:
    """Return the share of respondents whose two segments have the same number."""
    two = two_samples(n_segments)
    return float((two["first"] == two["second"]).mean())


def rand(n_segments: int) -> float:
    """Return the share of pairs that both treat alike, not adjusted for chance."""
    two = two_samples(n_segments)
    first, second = (two[name].to_numpy() for name in two)
    alike = (first[:, None] == first) == (second[:, None] == second)
    n = len(two)
    return float((alike.sum() - n) / (n * (n - 1)))


def largest_cells(n_segments: int) -> float:
    """Return the share of respondents in the largest cell of their row."""
    counts = _crossed(n_segments)
    return float(counts.max(axis=1).sum() / counts.sum())


def pairs() -> pd.DataFrame:
    """Return the agreement of pairs of samples for each number of segments."""
    make = lambda: evaluation.stability(  # noqa: E731
        KMeans(n_init=3), scores(), n_segments=NUMBERS, n_pairs=PAIRS, random_state=SEED
    )
    return _once("pairs", make)


def mean_agreement() -> pd.Series:
    """Return the mean agreement for each number of segments."""
    return pairs().groupby("n_segments")["ari"].mean()


def with_itself() -> pd.Series:
    """Return the agreement of each solution with itself."""
    return mean_agreement() * 0 + 1.0


def figures() -> pd.DataFrame:
    """Return distances within and silhouettes, for each number of segments."""
    make = lambda: evaluation.how_many(  # noqa: E731
        KMeans(n_init=3), scores(), n_segments=NUMBERS, n_reference=0, random_state=SEED
    ).set_index("n_segments")
    return _once("figures", make)


def inertias() -> pd.Series:
    """Return the squared distances within, for each number of segments."""
    return figures()["inertia"]


def inertia_shares() -> pd.Series:
    """Return the distances within as shares of those of two segments."""
    found = inertias()
    return found / found.max()


def silhouettes() -> pd.Series:
    """Return the mean silhouette for each number of segments."""
    return figures()["silhouette"]


def most_stable(least: float) -> int:
    """Return the largest number of segments on which two samples still agree."""
    agree = mean_agreement()
    kept: Any = agree.index[agree >= least].max()
    return int(kept)


def best() -> int:
    """Return the number on which two samples agree best."""
    first: Any = mean_agreement().idxmax()
    return int(first)


def segments() -> pd.Series:
    """Return the segment of each respondent, named for what it scores highest."""
    return _once("segments", _segments)


def _segments() -> pd.Series:
    X = scores()
    fitted = KMeans(4, n_init=10, random_state=0).fit(X)
    top = X.columns[fitted.cluster_centers_.argmax(axis=1)]
    names = np.array([benefit(name) for name in top])
    made = pd.Series(names[fitted.labels_], X.index, name="segment")
    return made.astype("category")


def benefit(column: str) -> str:
    """Return a benefit's name in words from its column."""
    return column.removeprefix(PREFIX).replace("_", " ")


def about() -> pd.DataFrame:
    """Return what is known of the respondents: makers of the segments and others."""
    return _once("about", _about)


def _about() -> pd.DataFrame:
    known, given = answers(), scores()
    table = known[[*MADE, *COUNTS]].copy()
    table["first_choice"] = given.idxmax(axis=1).map(benefit)
    people = _load("customers").set_index("customer_id")
    table = table.join(people[["gender", "household_size"]])
    found = _load("survey").set_index("customer_id")["intention_garden"]
    return table.join(found).join(spent().rename("spent_after"))


def made() -> list[str]:
    """Return the columns that made the segments, or hold the same answers."""
    return [*MADE, *COUNTS, "first_choice"]


def others() -> list[str]:
    """Return the columns that did not make the segments."""
    return [name for name in about().columns if name not in made()]


def not_named(prefixes: tuple[str, ...]) -> list[str]:
    """Return the columns whose name does not begin so."""
    return [name for name in about().columns if not name.startswith(prefixes)]


def later() -> pd.DataFrame:
    """Return the respondents' orders of the months after the survey."""
    return _once("later", _later)


def _later() -> pd.DataFrame:
    known = _load("orders")
    day = known["ordered_at"].dt.normalize()
    kept = day.between(FIRST, LAST) & known["customer_id"].isin(scores().index)
    return known.loc[kept, ["order_id", "customer_id", "amount"]].reset_index(drop=True)


def spent() -> pd.Series:
    """Return what each respondent spent after the survey: nothing is zero."""
    sums = later().groupby("customer_id")["amount"].sum()
    return sums.reindex(scores().index, fill_value=0.0)


def per_head() -> pd.Series:
    """Return what a respondent of each segment spent, on average."""
    return spent().groupby(segments(), observed=True).mean()


def per_buyer() -> pd.Series:
    """Return what those who bought anything spent, on average."""
    found = spent()
    return found[found > 0].groupby(segments(), observed=True).mean()


def per_order() -> pd.Series:
    """Return the mean order: each customer counts once per order."""
    orders = later()
    return orders["amount"].groupby(orders["customer_id"].map(segments())).mean()


def totals() -> pd.Series:
    """Return what each segment spent in all."""
    return spent().groupby(segments(), observed=True).sum()


def wishes() -> pd.DataFrame:
    """Return each respondent's gender and what they mean to buy."""
    return _once("wishes", _wishes)


def _wishes() -> pd.DataFrame:
    people = _load("customers").set_index("customer_id")["gender"]
    asked = _load("survey").set_index("customer_id")
    columns = ["intention_garden", "intention_office"]
    return asked[columns].join(people).dropna()


def cells(margin: Any) -> pd.DataFrame:
    """Cross gender with the wish for the garden, as shares of a margin."""
    table = wishes()
    return pd.crosstab(table["gender"], table["intention_garden"], normalize=margin)


def cell(margin: Any, gender: str, says: str) -> float:
    """Return one share."""
    share: Any = cells(margin).loc[gender, says]
    return float(share)


def everybody(says: str) -> float:
    """Return the share of all respondents, whatever their gender, who say so."""
    return float((wishes()["intention_garden"] == says).mean())
