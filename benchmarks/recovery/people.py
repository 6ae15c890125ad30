"""How well people can be sorted by who they are, and what that tells of their worth."""

from __future__ import annotations

from difflib import SequenceMatcher

import numpy as np
import pandas as pd
from sklearn.cluster import KMeans
from sklearn.linear_model import Ridge
from sklearn.metrics import adjusted_rand_score
from sklearn.model_selection import KFold, cross_val_score
from sklearn.preprocessing import StandardScaler

from benchmarks.recovery.measure import Measure
from segkit.simulate import World

CUT = pd.Timestamp("2024-07-01")
END = pd.Timestamp("2024-12-31")
HIGH_INCOME = 55_000
ALIKE = 0.7
WORDS = ["gender", "marital_status", "education", "occupation_group", "contact_type"]


def numbers(people: pd.DataFrame) -> pd.DataFrame:
    """Return age, log income, household and children, without the people unknown."""
    age = (END - people["birth_date"]).dt.days / 365.25
    made = people[["household_size", "children"]].astype(float)
    made = made.assign(age=age, income=np.log(people["income_amount"]))
    return made.dropna()


def segments(world: World) -> float:
    made = numbers(world.tables["customers"])
    label = world.truth["demographic"]["segment"].loc[made.index]
    model = KMeans(6, n_init=10, random_state=0)
    return adjusted_rand_score(
        label, model.fit_predict(StandardScaler().fit_transform(made))
    )


def cramers_v(table: pd.DataFrame) -> float:
    """Return how strongly two kinds of labels hang together, 0 to 1 (Cramér 1946)."""
    counts = table.to_numpy(dtype=float)
    expected = np.outer(counts.sum(1), counts.sum(0)) / counts.sum()
    square = ((counts - expected) ** 2 / expected).sum() / counts.sum()
    return float(np.sqrt(square / (min(counts.shape) - 1)))


def link(world: World) -> float:
    kinds = world.truth["demographic"].merge(
        world.truth["behavioural"], on="customer_id"
    )
    return cramers_v(pd.crosstab(kinds["segment_x"], kinds["segment_y"]))


def demographics(people: pd.DataFrame) -> pd.DataFrame:
    """Return everything that demography knows, in columns a regression can use."""
    made = numbers(people)
    made = made.join(pd.get_dummies(people.loc[made.index, WORDS]).astype(float))
    return made.assign(older=made["age"] ** 2).set_axis(
        people.loc[made.index].iloc[:, 0]
    )


def explained(columns: pd.DataFrame, target: pd.Series) -> float:
    """Return R² out of sample: ridge regression, ten folds."""
    folds = KFold(10, shuffle=True, random_state=0)
    scaled = StandardScaler().fit_transform(columns)
    return float(
        cross_val_score(Ridge(), scaled, target, cv=folds, scoring="r2").mean()
    )


def spend_by_demography(world: World) -> float:
    spend = world.tables["orders"].groupby("customer_id")["amount"].sum()
    columns = demographics(world.tables["customers"])
    known = columns.index.intersection(spend.index[spend > 0])
    return explained(columns.loc[known], np.log(spend[known]))


def _later(world: World, *, behaviour: bool) -> float:
    """Return how much of what people spend after the cut is known at the cut."""
    orders = world.tables["orders"]
    before, after = (
        orders[orders["ordered_at"] < CUT],
        orders[orders["ordered_at"] >= CUT],
    )
    of = before.groupby("customer_id")
    seen = pd.DataFrame(
        {
            "n": np.log(of.size()),
            "amount": np.log1p(of["amount"].sum()),
            "recency": (CUT - of["ordered_at"].max()).dt.days,
        }
    )
    columns = demographics(world.tables["customers"])
    known = columns.index.intersection(seen.index)
    later = after.groupby("customer_id")["amount"].sum().reindex(known, fill_value=0)
    chosen = seen.loc[known] if behaviour else columns.loc[known]
    return explained(chosen, np.log1p(later))


def later_by_demography(world: World) -> float:
    return _later(world, behaviour=False)


def later_by_behaviour(world: World) -> float:
    return _later(world, behaviour=True)


def blanks(world: World) -> float:
    """Return how much likelier an income above 55,000 is to be blank, in points."""
    high = world.truth["demographic"]["income_amount"] > HIGH_INCOME
    blank = (
        world.tables["customers_raw"].set_index("customer_id")["income_amount"].isna()
    )
    blank = blank.loc[world.truth["demographic"]["customer_id"]].to_numpy()
    return 100 * (blank[high].mean() - blank[~high].mean())


def blanks_seen(world: World) -> float:
    """Return what an analyst sees of it: z of blanks, managers against the others."""
    people = world.tables["customers"]
    high = people["occupation_group"] == "managers and professionals"
    blank = people["income_amount"].isna()
    spread = blank.mean() * (1 - blank.mean()) * (1 / high.sum() + 1 / (~high).sum())
    apart = blank[high].mean() - blank[~high].mean()
    return float(apart / np.sqrt(spread)) if spread else 0.0


def codes(world: World) -> float:
    """Return how many accounts have an income or a birth date that cannot be."""
    people = world.tables["customers_raw"]
    born = people["birth_date"]
    odd = (born.dt.year > 2010) | (born == pd.Timestamp("1900-01-01"))
    return float(((people["income_amount"] > 900_000) | odd).sum())


def mean_income_off(world: World) -> float:
    """Return how far the raw mean income is above the one of the clean table, %."""
    raw, clean = (
        world.tables[n]["income_amount"] for n in ("customers_raw", "customers")
    )
    return 100 * (raw.mean() / clean.mean() - 1)


def pairs(world: World) -> pd.DataFrame:
    """Find accounts that seem to be of one person: born the same day, alike in name."""
    people = world.tables["customers_raw"]
    people = people[people["birth_date"] > pd.Timestamp("1901-01-01")]
    both = people.merge(people, on=["birth_date", "gender"])
    both = both[both["customer_id_x"] < both["customer_id_y"]]
    both = both[both["given_name_x"].str[0] == both["given_name_y"].str[0]]
    names = [both[f"family_name_{side}"].str.lower() for side in "xy"]
    alike = [SequenceMatcher(None, a, b).ratio() for a, b in zip(*names, strict=True)]
    return both[np.array(alike, dtype=float) > ALIKE]


def found_twice(world: World) -> float:
    return float(len(pairs(world)))


def found_rate(world: World) -> float:
    """Return the part of the second accounts that are found, %; 0 if there are none."""
    found = pairs(world)
    second = world.truth["duplicates"]
    true = {frozenset(pair) for pair in second.to_numpy()}
    seen = {frozenset(p) for p in found[["customer_id_x", "customer_id_y"]].to_numpy()}
    return 100 * len(true & seen) / len(true) if true else 0.0


MEASURES = [
    Measure(
        "demographic segments",
        "ARI of k-means, k = 6, on age, log income, household and children",
        segments,
        0.51,
        0.59,
    ),
    Measure(
        "demography and behaviour",
        "Cramér's V of the two planted segments",
        link,
        0.12,
        0.15,
    ),
    Measure(
        "demography and value",
        "R², ten folds, of all demographics on log spend of two years",
        spend_by_demography,
        0.02,
        0.05,
    ),
    Measure(
        "demography and value",
        "R² of all demographics on log spend of the second half of 2024",
        later_by_demography,
        -0.01,
        0.03,
    ),
    Measure(
        "demography and value",
        "R² of orders, amount and recency on log spend of the second half of 2024",
        later_by_behaviour,
        0.42,
        0.52,
    ),
    Measure(
        "missing_income",
        "blank incomes, above 55,000 EUR against the others, points",
        blanks,
        13.5,
        18.5,
        "missing_income",
        (0, 0),
    ),
    Measure(
        "missing_income",
        "z of blank incomes, managers and professionals against the others",
        blanks_seen,
        6.5,
        16,
        "missing_income",
        (-3, 3),
    ),
    Measure(
        "sentinels",
        "accounts with an income or a birth date that cannot be",
        codes,
        58,
        64,
        "sentinels",
        (0, 0),
    ),
    Measure(
        "sentinels",
        "raw mean income above the clean one, %",
        mean_income_off,
        5.6,
        6.5,
        "sentinels",
        (-0.2, 0.2),
    ),
    Measure(
        "duplicates",
        "pairs of accounts born the same day with names alike",
        found_twice,
        155,
        185,
        "duplicates",
        (0, 10),
    ),
    Measure(
        "duplicates",
        "second accounts found that way, %",
        found_rate,
        86,
        99,
        "duplicates",
        (0, 0),
    ),
]
