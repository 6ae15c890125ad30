"""Importance that is not said but shown: how R² divides among correlated drivers.

Satisfaction with the parts explains satisfaction with the whole. The parts go together,
so regression weights mislead; these two methods share the explained variance out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations
from math import comb

import numpy as np
import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.models import tables, words
from segkit.models.needs import answers, bootstrap
from segkit.models.words import needs as said
from segkit.record import Table

MOST = 15  # drivers whose every subset is fitted
TINY = 1e-10
ALPHA = 0.05


def relative_weights(correlations: np.ndarray, with_outcome: np.ndarray) -> np.ndarray:
    """Share R² out by way of the uncorrelated variables closest to the drivers.

    Parameters
    ----------
    correlations : (drivers, drivers)
    with_outcome : (drivers,) correlations with the outcome

    Returns
    -------
    (drivers,) weights from 0 that sum to R²

    Raises
    ------
    DataError
        if a driver is a sum of others

    References
    ----------
    Johnson (2000), Multivariate Behavioral Research 35, 1-19. Thomas, Zumbo, Kwan and
    Schweitzer (2014), 49, 329-338, object to its derivation; `shapley_shares` asks
    more of the computer and less of the reader's trust.

    Examples
    --------
    >>> both = np.array([[1.0, 0.5], [0.5, 1.0]])
    >>> relative_weights(both, np.array([0.6, 0.6])).round(3).tolist()
    [0.24, 0.24]
    """
    values, vectors = np.linalg.eigh(correlations)
    if values.min() < TINY:
        raise DataError(
            "the drivers cannot be told apart, one is a sum of others: leave one out"
        )
    root = vectors * np.sqrt(values) @ vectors.T
    beta = np.linalg.solve(root, with_outcome)
    return np.square(root) @ np.square(beta)


def shapley_shares(correlations: np.ndarray, with_outcome: np.ndarray) -> np.ndarray:
    """Share R² out by what each driver adds, on average over all orders of entry.

    Parameters
    ----------
    correlations : (drivers, drivers), at most 15 drivers
    with_outcome : (drivers,) correlations with the outcome

    Returns
    -------
    (drivers,) shares from 0 that sum to R²

    Raises
    ------
    DataError
        if there are more than 15 drivers

    References
    ----------
    Lindeman, Merenda and Gold (1980), Introduction to Bivariate and Multivariate
    Analysis, 119; the same as general dominance (Budescu 1993) and as Shapley's value.

    Examples
    --------
    >>> both = np.array([[1.0, 0.5], [0.5, 1.0]])
    >>> shapley_shares(both, np.array([0.6, 0.6])).round(3).tolist()
    [0.24, 0.24]
    """
    p = len(with_outcome)
    if p > MOST:
        raise DataError(
            f"{p} drivers have {2**p:,} subsets, which is too many to fit: take the "
            f"{MOST} that matter, or method='relative_weights'"
        )
    r2 = {
        subset: _r2(correlations, with_outcome, subset)
        for size in range(p + 1)
        for subset in combinations(range(p), size)
    }
    found = np.zeros(p)
    for subset, without in r2.items():
        weight = 1 / (p * comb(p - 1, len(subset))) if len(subset) < p else 0.0
        for i in set(range(p)).difference(subset):
            found[i] += weight * (r2[tuple(sorted((*subset, i)))] - without)
    return found


def _r2(r: np.ndarray, y: np.ndarray, subset: tuple[int, ...]) -> float:
    if not subset:
        return 0.0
    part = np.array(subset)
    return float(y[part] @ np.linalg.solve(r[np.ix_(part, part)], y[part]))


ShareOut = Callable[[np.ndarray, np.ndarray], np.ndarray]
METHODS: dict[str, ShareOut] = {
    "relative_weights": relative_weights,
    "shapley": shapley_shares,
}


def drivers_table(
    X: pd.DataFrame,
    outcome: str,
    *,
    items: Sequence[str],
    method: str = "relative_weights",
    level: float = 0.95,
    n_boot: int = 200,
    random_state: int = 0,
) -> Table:
    """Say which parts drive the whole: derived importance, from what goes with what.

    Parameters
    ----------
    X : one row per customer: the items and the outcome, numbers
    outcome : column that is explained, such as satisfaction all in all, or spending
    items : columns that explain it, such as satisfaction with each part
    method : ``"relative_weights"`` (Johnson) or ``"shapley"`` (at most 15 items)
    level : coverage of the intervals
    n_boot, random_state : draws of the bootstrap of customers, and its seed

    Returns
    -------
    Table, one row per item, strongest first: weight (its part of R²) with a bootstrap
    percentile interval, share of R², correlation with the outcome (its sign says which
    way); ``attrs``: r2, n, and left_out

    Raises
    ------
    DataError
        if a column is missing, constant or a sum of others, or too few are complete

    References
    ----------
    Johnson (2000) and Lindeman, Merenda and Gold (1980), see the two functions. What
    goes together need not cause: drivers are where to look first, not a proof. Weights
    are never below 0, so that an interval never holds 0: an item is a driver only if it
    is above one that is known to be none (Tonidandel, LeBreton and Johnson 2009,
    Psychological Methods 14, 387-399).

    Examples
    --------
    >>> X = pd.DataFrame({"speed": [1, 2, 3, 4, 5, 3], "advice": [3, 1, 2, 3, 1, 2],
    ...                   "csat": [1, 2, 3, 4, 5, 4]})
    >>> drivers_table(X, "csat", items=["speed", "advice"])["item"].tolist()
    ['speed', 'advice']
    """
    share_out = METHODS[checks.choice(method, METHODS, name="method")]
    draws = checks.whole_number(n_boot, name="n_boot", low=0)
    names = [*items, outcome]
    tables.customers(X, names, who="drivers", made_by="features.needs(...)")
    known = tables.numbers(X, names).dropna()
    r = _correlations(known, names)
    found = share_out(r[:-1, :-1], r[:-1, -1])
    again = _again(known.to_numpy(), share_out, draws, random_state)
    rows = []
    for i, name in enumerate(items):
        low, high = (np.nan, np.nan)
        if len(again):
            low, high = bootstrap.percentiles(again[:, i], level)
        row = {"segment": answers.ALL, "item": name, "weight": float(found[i])}
        row |= {"low": low, "high": high, "share": float(found[i] / found.sum())}
        rows.append({**row, "correlation": float(r[i, -1])})
    notes = _chance(float(found.sum()), len(known), len(items))
    table = answers.finished(rows, None, notes)
    heading = table.attrs
    table = Table(
        table.sort_values(
            ["weight", "item"], ascending=[False, True], ignore_index=True
        )
    )
    table.attrs.update(heading)
    left = {"an answer missing": len(X) - len(known)}
    table.attrs.update(r2=float(found.sum()), n=len(known), left_out=left)
    return table


def _correlations(known: pd.DataFrame, names: Sequence[str]) -> np.ndarray:
    if len(known) < len(names) + 2:
        raise DataError(
            f"drivers needs at least {len(names) + 2} customers with all of {names}; "
            f"there are {len(known)}: take fewer items, or ask more people"
        )
    flat = [name for name in names if known[name].nunique() < 2]
    if flat:
        raise DataError(
            f"columns {flat} are the same for all {len(known)} customers who answered "
            "everything, and explain nothing: leave them out"
        )
    values = known.to_numpy()
    return np.corrcoef(values[np.lexsort(values.T[::-1])].T)


def _chance(r2: float, n: int, p: int) -> list[str]:
    """Say so when the items together explain no more than chance would."""
    from scipy.stats import f  # noqa: PLC0415 (slow to import)

    value = float(f.sf(r2 / p / max((1 - r2) / (n - p - 1), TINY), p, n - p - 1))
    if value <= ALPHA:
        return []
    return [said.CHANCE.format(share=words.share(r2), p=words.rounded(value))]


def _again(x: np.ndarray, share_out: ShareOut, draws: int, seed: int) -> np.ndarray:
    """Draw customers again; a draw in which a column is flat is left out."""
    rows, counts = np.unique(x, axis=0, return_counts=True)
    found = []
    for weight in bootstrap.resampled(counts, draws, seed):
        mean = weight @ rows / weight.sum()
        off = (rows - mean) * np.sqrt(weight)[:, None]
        cross = off.T @ off
        spread = np.sqrt(np.diag(cross))
        if (spread > TINY).all():
            r = cross / np.outer(spread, spread)
            if np.linalg.eigvalsh(r[:-1, :-1])[0] >= TINY:
                found.append(share_out(r[:-1, :-1], r[:-1, -1]))
    return np.array(found)


def importance_quadrants(stated: pd.Series, derived: pd.Series) -> Table:
    """Set what people say against what goes with their satisfaction.

    Parameters
    ----------
    stated : importance as people say it, one number per item
    derived : importance as it shows, one number per item, a weight of `drivers_table`

    Returns
    -------
    Table, one row per item: stated, derived, and the quadrant, above or below the mean
    of each; ``attrs``: the two means

    Raises
    ------
    DataError
        if the two are not about the same items, or a number is missing

    References
    ----------
    Martilla and James (1977), Journal of Marketing 41(1), 77-79, for quadrants; the
    means as the dividing lines are an own choice.

    Examples
    --------
    >>> stated = pd.Series({"price": 4.5, "advice": 3.0, "speed": 4.0})
    >>> derived = pd.Series({"price": 0.05, "advice": 0.30, "speed": 0.25})
    >>> importance_quadrants(stated, derived)["quadrant"].tolist()
    ['Taken for granted: said, not shown', 'Hidden driver: not said, but shown',
     'Key driver: said and shown']
    """
    odd = sorted(map(str, set(stated.index) ^ set(derived.index)))
    if odd or not (stated.index.is_unique and derived.index.is_unique):
        raise DataError(
            f"stated and derived must name the same items, once each; {odd} are in one "
            "of them only: set_axis one of them to the names of the other"
        )
    both = pd.DataFrame({"stated": stated, "derived": derived.reindex(stated.index)})
    if both.isna().any(axis=None):
        raise DataError(
            "stated and derived need a number for every item; one is missing"
        )
    high = both > both.mean()
    table = Table(both.rename_axis("item").reset_index())
    pairs = zip(high["stated"], high["derived"], strict=True)
    table["quadrant"] = [said.QUADRANTS[bool(s), bool(d)] for s, d in pairs]
    table.attrs.update(
        stated_mean=float(both["stated"].mean()),
        derived_mean=float(both["derived"].mean()),
    )
    return table
