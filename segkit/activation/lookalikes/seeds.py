"""Which seed finds buyers: judged by what the prospects did, not by likeness."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from segkit import checks
from segkit.activation.lookalikes.lift import lift_by_reach
from segkit.activation.lookalikes.search import lookalike
from segkit.activation.words import lookalike as words
from segkit.checks import DataError
from segkit.record import Table


def compare_seeds(
    seeds: Mapping[str, Any],
    customers: Any,
    prospects: Any,
    truth: pd.Series,
    *,
    reach: float = 0.1,
    size: int | None = None,
    draws: int = 5,
    rng: int | np.random.Generator = 0,
    level: float = 0.95,
    **options: Any,
) -> Table:
    """Say which seed finds the prospects who buy: the best customers, or everybody.

    Parameters
    ----------
    seeds : ``{"name": customer ids}``
    customers, prospects : as for `lookalike`
    truth : Series of yes and no, indexed by prospect: who bought
    reach : share of the pool that is chosen
    size : people drawn from each seed, so that all have the same number; None for whole
        seeds
    draws : how often they are drawn, if size is given; results are means
    rng : seed of the draws
    level : coverage of the intervals
    options : passed on to `lookalike`

    Returns
    -------
    Table, one row per seed, the best finder first: n_seed, likeness_auc (seed against
    pool), buyer_auc (buyers against the others) with low and high, spread (standard
    deviation of buyer_auc over the draws), rate, base_rate, lift with lift_low and
    lift_high, all at reach

    Raises
    ------
    DataError
        if there is no seed, size is more than a seed has, or as for `lookalike`

    References
    ----------
    Own definition. A high likeness_auc says that a seed is special; only buyer_auc says
    that it finds buyers.

    Examples
    --------
    >>> people = pd.DataFrame({"customer_id": range(80), "device": ["a", "b"] * 40})
    >>> pool = pd.DataFrame({"prospect_id": range(100, 160)})
    >>> pool["device"] = list("aab") * 20
    >>> bought = (pool.set_index("prospect_id")["device"] == "b")
    >>> seeds = {"everybody": range(80), "users of b": range(1, 80, 2)}
    >>> found = compare_seeds(seeds, people, pool, bought)
    >>> found[["n_seed", "buyer_auc"]].to_numpy().tolist()
    [[80.0, 1.0], [40.0, 1.0]]
    """
    if not isinstance(seeds, Mapping) or not seeds:
        raise DataError(words.SEEDS_NONE)
    ids = {name: pd.Index(list(its)).unique() for name, its in seeds.items()}
    if size is not None:
        least = min(map(len, ids.values()))
        if checks.whole_number(size, name="size") > least:
            raise DataError(words.SIZE_LARGE.format(size=size, n=least))
    times = 1 if size is None else checks.whole_number(draws, name="draws")
    drawing, rows = np.random.default_rng(rng), []
    for name, its in ids.items():
        made = []
        for _ in range(times):
            some = its if size is None else _drawn(its, size, drawing)
            found = lookalike(some, customers, prospects, level=level, **options)
            made.append(_judged(found, truth, reach, level))
        mean = pd.DataFrame(made).mean().to_dict()
        spread = float(np.std([one["buyer_auc"] for one in made], ddof=1 % times))
        rows.append({"seed": name, **mean, "spread": spread})
    table = Table(rows).astype({"n_seed": int})
    table = Table(table.sort_values("buyer_auc", ascending=False, ignore_index=True))
    table.attrs["heading"] = words.SEEDS
    return table


def _drawn(ids: pd.Index, size: int, rng: np.random.Generator) -> pd.Index:
    return ids.sort_values()[np.sort(rng.choice(len(ids), size, replace=False))]


def _judged(found: Any, truth: pd.Series, reach: float, level: float) -> dict:
    table = lift_by_reach(found, truth, reach=[reach], level=level)
    row = table.iloc[0]
    names = ("rate", "base_rate", "lift", "lift_low", "lift_high")
    ends = {"low": table.attrs["auc_low"], "high": table.attrs["auc_high"]}
    made = {"n_seed": found.n_seed, "likeness_auc": found.auc}
    made |= {"buyer_auc": table.attrs["auc"]} | ends
    return made | {name: row[name] for name in names}
