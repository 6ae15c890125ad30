"""Finding prospects who are like a seed of customers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from segkit import checks
from segkit.activation.lookalikes import people, tables
from segkit.activation.lookalikes.advice import LEAST
from segkit.activation.lookalikes.columns import chosen
from segkit.activation.lookalikes.crossfit import cross_fit
from segkit.activation.lookalikes.levels import Alike, column
from segkit.activation.lookalikes.record import Lookalike
from segkit.activation.lookalikes.scorecards import METHODS
from segkit.activation.words import lookalike as words
from segkit.checks import DataError
from segkit.record import Table


def lookalike(
    seed: Any,
    customers: Any,
    prospects: Any,
    *,
    method: str = "model",
    use: Sequence[str] | None = None,
    join: Iterable[Any] = (),
    demographics: bool = False,
    sensitive: bool = False,
    match: people.Keys | None = None,
    as_of: Any = None,
    folds: int = 5,
    random_state: int = 0,
    level: float = 0.95,
    customer_id: str = "customer_id",
    prospect_id: str = "prospect_id",
    columns: Mapping[str, str] | None = None,
) -> Lookalike:
    """Say which prospects are like a seed of customers, and whether that says anything.

    The seed is compared with the pool of prospects: what is commoner in the seed than
    in the pool counts for a prospect. Every score is made without the person's own row.

    Parameters
    ----------
    seed : customer ids (Index, list), or a Series of True and False indexed by them
    customers : table, one row per customer: all customers, as all are left out of the
        pool; what is known of the seed stands here
    prospects : table, one row per prospect
    method : "model" (logistic regression) or "similarity" (mean likeness to the seed
        less that to the pool); both add up points per level, see ``scorecard``
    use : columns to compare; None for all that both have and that may be used
    join : further tables with one row per customer or place, such as ``devices`` and
        ``postcodes``; joined by the column that is unique in them
    demographics : whether age, gender, income, family, schooling, work, language count
    sensitive : whether columns count that the data dictionary marks as sensitive
    match : what means the same person beside the id; None for e-mail, telephone, and
        birth date with postcode and gender, where both tables have them
    as_of : day for ages; needed if birth_date is used
    folds : parts for cross-fitting
    random_state : turns the dealing of people into folds
    level : coverage of the intervals
    customer_id, prospect_id : the id columns
    columns : ``{"name in customers": "name in prospects"}``

    Returns
    -------
    Lookalike

    Raises
    ------
    DataError
        if the seed is empty or too small, nothing comparable is common to the tables, a
        column is asked for that needs an opt-in, or ids repeat

    Notes
    -----
    A pool holds people who would buy. Then the AUC against the pool says less than the
    score can do against those who would not (Elkan and Noto 2008); only what prospects
    do later measures that: `lift_by_reach`.

    Order of rows and names of ids change nothing: people are dealt to folds by a lot
    over their answers, and people with the same answers get the same score, the mean of
    theirs.

    References
    ----------
    See `segkit.activation.lookalikes.scorecards.points`; verdict and curve: own
    definitions on the AUC of DeLong, DeLong and Clarke-Pearson (1988), Biometrics 44.

    Examples
    --------
    >>> n = 60
    >>> customers = pd.DataFrame({"customer_id": range(n)})
    >>> customers["device"] = ["app", "web"] * 30
    >>> pool = pd.DataFrame({"prospect_id": [f"P{i}" for i in range(n)]})
    >>> pool["device"] = ["app", "web", "web"] * 20
    >>> found = lookalike(range(0, n, 2), customers, pool)
    >>> found.better, found.top(20).tolist()[:2], len(found.top(20))
    (True, ['P0', 'P3'], 20)
    >>> print(found.verdict)
    Better than chance: the seed differs from the pool (AUC 0.83, 95 % interval 0.74
    to 0.93).
    """
    checks.choice(method, METHODS, name="method")
    folds = checks.whole_number(folds, name="folds", low=2, high=20)
    random_state = checks.whole_number(random_state, name="random_state", low=0)
    everybody, pool = _read(
        customers, prospects, list(join), (customer_id, prospect_id), columns
    )
    mine, notes = _seeded(seed, everybody, folds)
    pool, excluded = _strangers(everybody, pool, match)
    notes += _same_ids(excluded, customer_id != prospect_id)
    mine, pool, use = _with_ages(mine, pool, use, demographics, as_of)
    names, barred = chosen(
        mine, pool, use=use, demographics=demographics, sensitive=sensitive
    )
    alike = Alike.of([column(mine[name], pool[name]) for name in names])
    parts = cross_fit(alike, method, folds, random_state)
    notes += tables.notes(alike, barred)
    return tables.found(
        alike, parts, pool.index, method=method, excluded=excluded, level=level,
        notes=notes,
    )  # fmt: skip


def _read(
    customers: Any,
    prospects: Any,
    join: list[Any],
    keys: tuple[str, str],
    columns: Mapping[str, str] | None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Read both tables, and give the columns of prospects the names of customers."""
    everybody = people.read(customers, keys[0], name="customers", join=join)
    # what a customer is called in prospects leads to no row of a joined table
    pool = people.read(prospects, keys[1], name="prospects", columns=columns, join=join)
    people.check_join(join, everybody, pool, keys=keys)
    if not len(pool):
        raise DataError(words.POOL_EMPTY.format(n=0))
    return everybody, pool


def _seeded(
    seed: Any, everybody: pd.DataFrame, folds: int
) -> tuple[pd.DataFrame, list[str]]:
    """Return the rows of the seed, each once, and what to say about it."""
    if isinstance(seed, pd.Series) and pd.api.types.is_bool_dtype(seed):
        seed = seed.index[seed.to_numpy()]
    ids = pd.Index(list(seed)).unique()
    if not len(ids):
        raise DataError(words.SEED_EMPTY)
    there = ids.isin(everybody.index)
    if not there.any():
        raise DataError(words.NO_SEED.format(n=len(ids)))
    mine = everybody.loc[everybody.index.isin(ids)]
    if len(mine) < 2 * folds:
        text = words.SEED_TINY
        raise DataError(text.format(n=len(mine), folds=folds, least=2 * folds))
    gone = int((~there).sum())
    notes = [words.SEED_GONE.format(n=gone)] if gone else []
    if len(mine) < LEAST:
        notes.append(words.FEW.format(n=len(mine), least=LEAST))
    return mine, notes


def _strangers(
    everybody: pd.DataFrame, pool: pd.DataFrame, match: people.Keys | None
) -> tuple[pd.DataFrame, Table]:
    """Leave customers out of the pool, and say by what they were recognised."""
    ways = people.known(everybody, pool, match)
    out = pd.DataFrame(ways)
    excluded = Table({"by": list(ways), "n": out.sum().to_numpy()})
    excluded.attrs["heading"] = words.EXCLUDED
    left = pool[~out.any(axis=1).to_numpy()]
    if not len(left):
        raise DataError(words.POOL_EMPTY.format(n=len(pool)))
    return left, excluded


def _same_ids(excluded: Table, other_name: bool) -> list[str]:
    """Ask back where ids are alike that may have been given out twice."""
    n = int(excluded["n"].iloc[0])
    return [words.SAME_IDS.format(n=n)] if n and other_name else []


def _with_ages(
    mine: pd.DataFrame,
    pool: pd.DataFrame,
    use: Sequence[str] | None,
    demographics: bool,
    as_of: Any,
) -> tuple[pd.DataFrame, pd.DataFrame, Sequence[str] | None]:
    """Turn dates of birth into ages, where demographics are allowed."""
    both = people.BIRTH in mine and people.BIRTH in pool
    names = None if use is None else [use] if isinstance(use, str) else list(use)
    if not (both and demographics and (names is None or people.BIRTH in names)):
        return mine, pool, names
    if names is not None:
        names = [people.AGE if name == people.BIRTH else name for name in names]
    return people.aged(mine, as_of), people.aged(pool, as_of), names
