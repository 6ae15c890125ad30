"""Whether segments still do what they did: the rate of an outcome, before and after."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.monitoring import words
from segkit.monitoring.bins import chance, percent
from segkit.monitoring.tables import pandas_table, segments_of
from segkit.record import Table, holm, rate_difference


def relation_drift(
    before: Any, after: Any, outcome: str, segments: Any, *, level: float = 0.95
) -> Table:
    """Say whether the same segments still answer as they did.

    The customers may look the same (no `drift`), and yet buy less: then what holds
    between segment and outcome has moved.

    Parameters
    ----------
    before, after : tables with one row per customer
    outcome : column of 0 and 1 (or False and True) in both; customers without a value
        are left out
    segments : as in `drift`
    level : coverage of the intervals

    Returns
    -------
    Table, a row per segment and ``all``: segment, n_before, rate_before, n_after,
    rate_after, difference, low, high (Newcombe), p_value, p_adjusted (Holm, over the
    segments). ``attrs``: heading, p_value (does the change differ between segments)

    Raises
    ------
    DataError
        if the outcome is no yes or no, or segments do not fit

    References
    ----------
    Newcombe (1998), method 10; Cochran (1954), Q of the differences.

    Examples
    --------
    >>> table = pd.DataFrame({"bought": [1, 0] * 50, "segment": list("aabb") * 25})
    >>> later = table.assign(bought=[1, 0, 0, 0] * 25)
    >>> found = relation_drift(table, later, "bought", "segment")
    >>> found[["segment", "rate_before", "rate_after"]]
      segment  rate_before  rate_after
    0       a          0.5        0.50
    1       b          0.5        0.00
    2     all          0.5        0.25
    """
    sides = pandas_table(before, "before"), pandas_table(after, "after")
    groups = segments_of(*sides, segments)
    if groups is None:
        raise DataError(words.TWO_SEGMENTS.format(found="NoneType"))
    old = _counted(sides[0], outcome, groups[0], "before")
    new = _counted(sides[1], outcome, groups[1], "after")
    names = [str(name) for name in groups[0].cat.categories]
    table = Table([_row(name, old, new, level) for name in [*names, words.ALL]])
    table["p_adjusted"] = np.append(holm(table["p_value"][:-1]), np.nan)
    p = _heterogeneity(old.loc[names], new.loc[names])
    whole, differs = table.iloc[-1], words.DIFFERS[p < 1 - level]
    table.attrs |= {
        "heading": words.RELATION.format(
            outcome=outcome, before=percent(whole["rate_before"]),
            after=percent(whole["rate_after"]), low=percent(whole["low"]),
            high=percent(whole["high"]), differs=differs, p=chance(p),
        ),
        "p_value": p,
    }  # fmt: skip
    return table


def _counted(
    table: pd.DataFrame, outcome: str, group: pd.Series, name: str
) -> pd.DataFrame:
    checks.table(table, [outcome], name=name)
    known = table[outcome].notna().to_numpy()
    values = pd.unique(table.loc[known, outcome])
    if not set(values) <= {0, 1}:
        odd = next(x for x in values if x not in (0, 1))
        text = words.NO_OUTCOME.format(column=outcome, name=name, found=odd)
        raise DataError(text)
    y = table.loc[known, outcome].astype(int).to_numpy()
    codes, names = group[known].cat.codes.to_numpy(int), list(group.cat.categories)
    n, k = (np.bincount(codes, w, minlength=len(names)) for w in (None, y))
    counts = pd.DataFrame({"n": n, "k": k.astype(int)}, names)
    counts.loc[words.ALL] = counts.sum()
    return counts


def _row(
    name: str, old: pd.DataFrame, new: pd.DataFrame, level: float
) -> dict[str, Any]:
    (n1, k1), (n2, k2) = ((int(x["n"][name]), int(x["k"][name])) for x in (old, new))
    apart = rate_difference(k1, n1, k2, n2, level=level)
    return {
        "segment": name,
        "n_before": n1,
        "rate_before": k1 / n1 if n1 else np.nan,
        "n_after": n2,
        "rate_after": k2 / n2 if n2 else np.nan,
        "difference": apart.value,
        "low": apart.low,
        "high": apart.high,
        "p_value": apart.p_value,
    }


def _heterogeneity(old: pd.DataFrame, new: pd.DataFrame) -> float:
    """Return the p-value of Cochran's Q, with half a customer added to each cell."""
    from scipy.special import chdtrc  # noqa: PLC0415

    there = ((old["n"] > 0) & (new["n"] > 0)).to_numpy()
    rates, spreads = [], []
    for x in (old[there], new[there]):
        n = x["n"].to_numpy() + 1.0
        p = (x["k"].to_numpy() + 0.5) / n
        rates.append(p)
        spreads.append(p * (1 - p) / n)
    apart, weight = rates[1] - rates[0], 1 / (spreads[0] + spreads[1])
    if len(apart) < 2:
        return 1.0
    q = (weight * (apart - (weight @ apart) / weight.sum()) ** 2).sum()
    return float(chdtrc(len(apart) - 1, q))
