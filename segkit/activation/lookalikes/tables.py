"""The tables of a search for look-alikes: scores, curve, columns, points, notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from segkit.activation.lookalikes.columns import kind_of
from segkit.activation.lookalikes.crossfit import (
    Fold,
    cross_fit,
    curve,
    held_out_auc,
    pool_scores,
)
from segkit.activation.lookalikes.levels import Alike
from segkit.activation.lookalikes.record import Lookalike
from segkit.activation.lookalikes.scorecards import level_shares, points
from segkit.activation.words import lookalike as words
from segkit.record import Table

DIFFERENT = 0.02  # parts not known that differ by more, or are more, are told


def found(
    alike: Alike,
    parts: list[Fold],
    ids: pd.Index,
    *,
    method: str,
    excluded: Table,
    level: float,
    notes: Sequence[str],
) -> Lookalike:
    """Put together what a search found.

    Parameters
    ----------
    alike : the kinds of people
    parts : cross-fitted scores
    ids : of the prospects
    method : "model" or "similarity"
    excluded : who was left out
    level : coverage of the intervals
    notes : what to know before using it

    Returns
    -------
    Lookalike

    Examples
    --------
    >>> from segkit.activation.lookalikes.levels import Column
    >>> one = Column("d", ("a", "b"), False, np.array([0] * 4), np.array([0, 1, 1, 1]))
    >>> alike = Alike.of([one])
    >>> parts = cross_fit(alike, "similarity", 2, 0)
    >>> ids = pd.Index(["P", "Q", "R", "S"])
    >>> told = {"excluded": Table(), "level": 0.95, "notes": []}
    >>> found(alike, parts, ids, method="similarity", **told).top(1).tolist()
    ['P']
    """
    whole = held_out_auc(parts)
    low, high = whole.ends(level)
    kinds = pool_scores(alike, parts)
    form = words.BETTER if low > 0.5 else words.CHANCE
    verdict = form.format(auc=whole.value, level=f"{100 * level:g}", low=low, high=high)
    return Lookalike(
        scores(alike, kinds, ids),
        _headed(curve(alike, parts, kinds, level), words.CURVE),
        column_table(alike, method, len(parts), level),
        scorecard(alike, method),
        excluded, whole.value, low, high, int(alike.seed.sum()),
        int(alike.pool.sum()), method, verdict, (*notes, words.MEANING),
    )  # fmt: skip


def _headed(table: pd.DataFrame, heading: str) -> Table:
    made = Table(table)
    made.attrs["heading"] = heading
    return made


def scores(alike: Alike, kinds: np.ndarray, ids: pd.Index) -> Table:
    """Return the score and percentile of each prospect; ties have equal percentiles.

    Examples
    --------
    >>> from segkit.activation.lookalikes.levels import Column
    >>> one = Column("d", ("a", "b"), False, np.array([0] * 4), np.array([0, 1, 1, 1]))
    >>> alike = Alike.of([one])
    >>> found = scores(alike, np.array([1.0, 0.0]), pd.Index(list("PQRS")))
    >>> found["percentile"].tolist()
    [87.5, 37.5, 37.5, 37.5]
    """
    _, at = np.unique(kinds, return_inverse=True)
    people = np.bincount(at, weights=alike.pool)
    percentile = 100 * (people.cumsum() - people / 2) / people.sum()
    made = {"score": kinds, "percentile": percentile[at]}
    table = {name: values[alike.of_pool] for name, values in made.items()}
    return _headed(pd.DataFrame(table, ids), words.SCORES)


def column_table(alike: Alike, method: str, folds: int, level: float) -> Table:
    """Say which columns set the seed apart from the pool.

    share: the difference between the mean points of seed and pool that comes from the
    column, of all such differences; below 0 counts as 0. alone_auc: of the column by
    itself, on people held out.

    Examples
    --------
    >>> from segkit.activation.lookalikes.levels import Column
    >>> one = Column("d", ("a", "b"), False, np.array([0] * 4), np.array([0, 1, 1, 1]))
    >>> column_table(Alike.of([one]), "similarity", 2, 0.95)["share"].tolist()
    [1.0]
    """
    table = points(alike, alike.seed, alike.pool, method)
    rows = []
    for j, one in enumerate(alike.columns):
        alone = Alike.of([one])
        auc = held_out_auc(cross_fit(alone, method, folds, 0))
        low, high = auc.ends(level)
        apart = max(float(table[j] @ level_shares(alike, j, alike.seed)), 0.0)
        row = {"column": one.name, "share": apart, "alone_auc": auc.value, "low": low}
        known = {"known_seed": one.known[0], "known_pool": one.known[1]}
        rows.append(row | {"high": high} | known)
    made = pd.DataFrame(rows)
    made["share"] /= made["share"].sum() or 1.0
    made = made.sort_values(["share", "column"], ascending=[False, True])
    return _headed(made.reset_index(drop=True), words.COLUMNS)


def scorecard(alike: Alike, method: str) -> Table:
    """Say what each level adds, and how common it is in seed and pool.

    Examples
    --------
    >>> from segkit.activation.lookalikes.levels import Column
    >>> one = Column("d", ("a", "b"), False, np.array([0] * 4), np.array([0, 1, 1, 1]))
    >>> scorecard(Alike.of([one]), "similarity")["points"].tolist()
    [1.125, -0.375]
    """
    table, parts = points(alike, alike.seed, alike.pool, method), []
    for j, one in enumerate(alike.columns):
        made = {
            "column": one.name,
            "level": one.labels,
            "seed_rate": level_shares(alike, j, alike.seed),
            "pool_rate": level_shares(alike, j, alike.pool),
            "points": table[j],
        }
        parts.append(pd.DataFrame(made))
    return _headed(pd.concat(parts, ignore_index=True), words.SCORECARD)


def notes(alike: Alike, barred: Mapping[str, Sequence[str]]) -> list[str]:
    """Say what to know before using the scores.

    Examples
    --------
    >>> from segkit.activation.lookalikes.levels import Column
    >>> one = Column("d", ("a", "b"), False, np.array([0, -1]), np.array([0, 1]))
    >>> notes(Alike.of([one]), {})[0]
    "d is not known for 50 % of the seed and 0 % of the pool; not known counts as the
    pool's average. If one kind of people says it less often, such as the rich their
    income, the score takes them for average."
    """
    made = []
    personal = [one.name for one in alike.columns if kind_of(one.name)]
    if personal:
        made.append(words.DEMOGRAPHICS.format(columns=", ".join(personal)))
    for one in alike.columns:
        gone = [1 - share for share in one.known]
        if max(gone) > DIFFERENT:
            seed, pool = (f"{100 * share:.0f} %" for share in gone)
            made.append(words.MISSING.format(column=one.name, seed=seed, pool=pool))
        for table, n in zip(("the seed", "the pool"), one.codes_removed, strict=True):
            if n:
                made.append(words.SENTINEL.format(n=n, column=one.name, table=table))
    for why, its in barred.items():
        made.append(words.SKIPPED.format(columns=", ".join(its), why=words.WHY[why]))
    return [*made, words.PROXY]
