"""One variable before and after: the same bins for both, and how far apart they lie."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.monitoring import words

#: Customers that the smaller table must hold in a bin on average, so that chance is
#: what the formula says.
LEAST = 5
Floats = NDArray[np.float64]


class Shift(NamedTuple):
    """One variable before and after.

    ``counts`` has a row per bin, with the customers before and after; ``statistics``
    has what was measured on the values themselves.
    """

    kind: str
    counts: pd.DataFrame
    test: str
    p_value: float
    wasserstein: float
    change: str


def number_shift(old: Floats, new: Floats, n_bins: int) -> Shift:
    """Compare two lists of numbers, nan for missing, in bins of equal size before."""
    x, y = (np.sort(values[~np.isnan(values)]) for values in (old, new))
    missing = np.array([len(old) - len(x), len(new) - len(y)])
    edges = cut_points(x, min(n_bins, max(2, min(len(x), len(y)) // (2 * LEAST))))
    edges = edges[_full_enough(_per_bin(x, edges), _per_bin(y, edges))]
    counts = pd.DataFrame(
        {"before": _per_bin(x, edges), "after": _per_bin(y, edges)}, bin_names(edges)
    )
    test, p, apart = "number", math.nan, math.nan
    if len(x) and len(y):
        p, apart = _distances(x, y)
    if missing.any():
        counts.loc[words.MISSING] = missing
        whole = [len(x), len(y)]
        test, p = "both", _two(p, chi_square(np.array([missing, whole])))
    change = _number_change(x, y, missing)
    return Shift("number", counts, test, p, apart, change)


def level_shift(old: pd.Series, new: pd.Series) -> Shift:
    """Compare two lists of levels; levels too rare to judge are taken together."""
    kinds = pd.api.types
    yes_no = [kinds.is_bool_dtype(side) for side in (old, new)]
    if any(yes_no) and not all(yes_no) and all(map(kinds.is_numeric_dtype, (old, new))):
        old, new = old.astype("Float64"), new.astype("Float64")  # yes is 1 over there
    before, after = (_levels(values) for values in (old, new))
    names = before.index.union(after.index, sort=False)
    counts = pd.DataFrame(
        {"before": before.reindex(names, fill_value=0), "after": after.reindex(names)}
    )
    counts = _rare_together(counts.fillna(0).astype(int).sort_index())
    p = chi_square(counts.to_numpy())
    return Shift("category", counts, "category", p, math.nan, _level_change(counts))


def cut_points(x: Floats, n_bins: int) -> Floats:
    """Return limits that put equally many of the sorted values in each bin.

    A value that many share is never cut apart: there are then fewer bins. The limits
    are values that occur; a bin holds what is above its lower and up to its upper one.
    """
    if not len(x):
        return np.array([])
    some = x[:: max(1, len(x) // 2000)]
    distinct = np.unique(x) if len(np.unique(some)) <= n_bins else some
    if len(distinct) == 1:  # all the same before: less, the same, more
        return np.array([np.nextafter(distinct[0], -np.inf), distinct[0]])
    if len(distinct) <= n_bins:
        return distinct[:-1]
    places = np.ceil(np.arange(1, n_bins) * len(x) / n_bins).astype(int) - 1
    edges = np.unique(x[places])
    below = x[: np.searchsorted(x, x[-1])]  # the largest value may be shared by many
    return np.unique(np.append(edges[edges < x[-1]], below[-1:][edges[-1:] == x[-1]]))


def bin_names(edges: Floats) -> list[str]:
    """Name the bins by their limits."""
    if not len(edges):
        return ["any value"]
    texts = [f"{edge:,.6g}" for edge in edges]
    if len(texts) > 1 and texts[0] == texts[1]:
        return [f"below {texts[0]}", texts[0], f"above {texts[0]}"]
    middle = [f"{low} to {high}" for low, high in pairwise(texts)]
    return [f"up to {texts[0]}", *middle, f"above {texts[-1]}"]


def chi_square(table: NDArray[Any]) -> float:
    """Return the p-value of Pearson's test that two columns or rows divide alike."""
    from scipy.special import chdtrc  # noqa: PLC0415

    table = np.asarray(table, dtype=float)
    rows, columns = table.sum(axis=1), table.sum(axis=0)
    table = table[rows > 0][:, columns > 0]
    if min(table.shape) < 2:
        return 1.0
    expected = np.outer(table.sum(axis=1), table.sum(axis=0)) / table.sum()
    value = ((table - expected) ** 2 / expected).sum()
    return float(chdtrc((table.shape[0] - 1) * (table.shape[1] - 1), value))


def jensen_shannon(p: Floats, q: Floats) -> float:
    """Return the distance of two lists of shares: 0 the same, 1 nothing in common.

    The root of the divergence in bits: Endres and Schindelin (2003), "A new metric for
    probability distributions".
    """
    middle = (p + q) / 2
    parts = [x[x > 0] @ np.log2(x[x > 0] / middle[x > 0]) for x in (p, q)]
    return float(math.sqrt(max(0.0, sum(parts) / 2)))


def _per_bin(x: Floats, edges: Floats) -> NDArray[np.int64]:
    upto = np.searchsorted(x, edges, side="right")
    return np.diff(np.concatenate([[0], upto, [len(x)]]))


def _full_enough(before: NDArray[Any], after: NDArray[Any]) -> list[int]:
    """Return which limits to keep, so that no bin is too empty to be judged."""
    sizes = before.sum(), after.sum()
    usual = (before + after) * min(sizes) / max(1, sum(sizes))
    kept, held = [], 0.0
    for i, n in enumerate(usual[:-1]):
        held += n
        if held >= LEAST:
            kept.append(i)
            held = 0.0
    return kept[:-1] if kept and held + usual[-1] < LEAST else kept


def _distances(x: Floats, y: Floats) -> tuple[float, float]:
    """Return the p-value of Kolmogorov and Smirnov, and Wasserstein's distance.

    The distance is in standard deviations of the values before (nan if they are all
    the same). One merge of two sorted lists serves both.
    """
    from scipy.stats import kstwo  # noqa: PLC0415

    n, m = len(x), len(y)
    both = np.concatenate([x, y])
    order = np.argsort(both, kind="stable")
    from_x = np.cumsum(order < n)
    apart = np.abs(from_x / n - (np.arange(1, n + m + 1) - from_x) / m)
    widths = np.diff(both[order])
    last = np.append(widths > 0, True)
    largest = apart[last].max()
    p = kstwo.sf(largest, max(1, round(n * m / (n + m))))
    spread = x.std()
    scaled = apart[:-1] @ widths / spread if spread > 0 else math.nan
    return float(np.clip(p, 0, 1)), float(scaled)


def _two(p: float, q: float) -> float:
    """Take two tests together, so that both alarm once in twenty at most."""
    known = [value for value in (p, q) if not math.isnan(value)]
    return min(1.0, len(known) * min(known))


def _levels(values: pd.Series) -> pd.Series:
    counts = values.value_counts(dropna=False)
    counts = counts[counts > 0]
    names = [words.MISSING if pd.isna(name) else str(name) for name in counts.index]
    return counts.set_axis(names).groupby(level=0).sum()


def _rare_together(counts: pd.DataFrame) -> pd.DataFrame:
    """Take levels together that hold too few of the smaller table to be judged."""
    sizes = counts.sum()
    usual = counts.sum(axis=1) * sizes.min() / sizes.sum()
    rare = usual < LEAST
    if rare.sum() < 2:
        return counts
    kept = counts[~rare].copy()
    kept.loc[words.RARE] = counts[rare].sum()
    return kept


def _level_change(counts: pd.DataFrame) -> str:
    """Name the level whose share moved most."""
    shares = counts / counts.sum()
    moved = (shares["after"] - shares["before"]).abs()
    if not moved.max() > 0:
        return words.NO_CHANGE
    before, after = shares.to_numpy()[moved.to_numpy().argmax()]
    return words.CHANGE_LEVEL.format(
        level=moved.idxmax(), share0=percent(before), share1=percent(after)
    )


def _number_change(x: Floats, y: Floats, missing: NDArray[np.int64]) -> str:
    n, m = len(x) + missing[0], len(y) + missing[1]
    lost = words.CHANGE_MISSING.format(
        share0=percent(missing[0] / n), share1=percent(missing[1] / m)
    )
    if not len(x) or not len(y):
        return lost
    mean0, mean1, mid0, mid1 = (
        f"{value:,.4g}" for value in (x.mean(), y.mean(), np.median(x), np.median(y))
    )
    text = words.CHANGE_NUMBER.format(mean0=mean0, mean1=mean1, mid0=mid0, mid1=mid1)
    return f"{text}, {lost}" if missing[0] / n != missing[1] / m else text


def chance(p: float) -> str:
    """Write a p-value: never as 0."""
    return "below 0.001" if p < 0.001 else f"= {p:.2g}"


def percent(share: float) -> str:
    """Write a share as a percentage: one decimal below ten."""
    hundred = 100 * share
    return f"{hundred:.{1 if 0 < abs(hundred) < 9.95 else 0}f} %"
