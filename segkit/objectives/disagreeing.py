"""Objectives that pull apart: the same segments in another order."""

from __future__ import annotations

from itertools import combinations
from math import isnan
from typing import Any

import pandas as pd

from segkit.checks import DataError
from segkit.objectives.words import ranks as words
from segkit.record import Table


def disagreements(ranked: pd.DataFrame) -> Table:
    """Say which objectives put the segments in another order, and where.

    Parameters
    ----------
    ranked : from `rank_segments`

    Returns
    -------
    DataFrame, a row per pair of objectives, those that disagree most first: one, other,
    correlation (of the ranks, Spearman), segment (whose ranks lie furthest apart),
    rank_one, rank_other. ``attrs``: sentences

    Raises
    ------
    DataError
        if there is only one objective

    References
    ----------
    Spearman (1904), American Journal of Psychology 15, 72-101.

    Examples
    --------
    >>> from segkit.objectives import rank_segments
    >>> table = pd.DataFrame({
    ...     "segment": ["one-off", "champion", "bargain"], "clv_amount": [5, 90, 20],
    ...     "revenue_amount": [300.0, 900.0, 400.0], "n_prospects": [9000, 90, 100]})
    >>> found = disagreements(rank_segments(table, "revenue"))
    >>> found.attrs["sentences"][-1]
    'revenue and clv put the segments in the same order.'
    """
    by = ranked.attrs.get("by", "value")
    ranks = {by: ranked["rank"]}
    others = [c for c in ranked.columns if str(c).startswith("rank_")]
    ranks |= {str(name).removeprefix("rank_"): ranked[name] for name in others}
    if len(ranks) < 2:
        missing = sorted({c for gaps in ranked.attrs.get("lacks", {}).values()
                          for c in gaps})  # fmt: skip
        raise DataError(words.ONE_OBJECTIVE.format(found=by, missing=missing))
    rows = [_pair(*names, ranks) for names in combinations(ranks, 2)]
    rows.sort(key=lambda row: (isnan(row["correlation"]), row["correlation"]))
    result = Table(rows)
    result.attrs |= {
        "heading": words.PAIRS.format(n=len(ranked)),
        "sentences": [_said(row) for row in rows],
    }
    return result


def _pair(one: str, other: str, ranks: dict[str, pd.Series]) -> dict[str, Any]:
    both = pd.DataFrame({"one": ranks[one], "other": ranks[other]}).dropna()
    both = both.astype(float).rank().sort_index()
    gap = (both["one"] - both["other"]).abs()
    rho = (
        round(float(both["one"].corr(both["other"])), 9)
        if _varied(both)
        else float("nan")
    )
    segment = gap.idxmax() if len(gap) else None
    place = {name: ranks[name].get(segment) for name in (one, other)}
    return {
        "one": one, "other": other, "correlation": rho, "segment": segment,
        "rank_one": place[one], "rank_other": place[other],
    }  # fmt: skip


def _varied(both: pd.DataFrame) -> bool:
    return len(both) > 1 and bool((both.nunique() > 1).all())


def _said(row: dict[str, Any]) -> str:
    rho = row["correlation"]
    if rho > 1 - 1e-9:
        return words.AGREE.format(**row)
    how = "opposite" if not rho > -0.3 else "weak" if rho < 0.5 else "strong"
    return words.DISAGREE.format(
        one=row["one"], other=row["other"], how=words.HOW[how], rho=rho,
        segment=row["segment"], first=row["rank_one"], second=row["rank_other"],
    )  # fmt: skip
