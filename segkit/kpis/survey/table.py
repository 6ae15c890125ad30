"""Promoters, passives and detractors of each segment, beside the score."""

from __future__ import annotations

from typing import Any

import pandas as pd

from segkit.checks import DataError
from segkit.kpis.survey import promoters as survey
from segkit.kpis.survey.answers import read
from segkit.kpis.words import survey as words
from segkit.record import Table


def nps_table(
    scores: pd.Series,
    segments: pd.Series,
    *,
    weights: pd.Series | None = None,
    level: float = 0.95,
) -> Table:
    """Set promoters, passives and detractors of each segment side by side.

    Parameters
    ----------
    scores : answers from 0 to 10 indexed by customer_id, missing where there is none
    segments : Series indexed by customer_id; everybody who answered must be in it
    weights : of each answer, for instance from `post_stratify`
    level : coverage of the intervals, 0 to 1

    Returns
    -------
    Table, a row per segment with an answer and ``all``: promoter_rate, passive_rate,
    detractor_rate (0 to 1, weighted if there are weights), nps, low, high, n (answers)

    Raises
    ------
    DataError
        if an answer is not on the scale, or nobody who answered has a segment

    Examples
    --------
    >>> scores = pd.Series([10, 8, 2, 9], index=list("abcd"))
    >>> segments = pd.Series(["New", "New", "New", "VIP"], index=list("abcd"))
    >>> nps_table(scores, segments)[["promoter_rate", "nps", "n"]].round(2)
             promoter_rate    nps  n
    segment
    New               0.33    0.0  3
    VIP               1.00  100.0  1
    all               0.50   25.0  4
    """
    answered = scores.dropna()
    given = answered[answered.index.isin(segments.dropna().index)]
    if given.empty:
        raise DataError(words.NO_SEGMENT.format(rows=len(answered)))
    names = segments.reindex(given.index)
    names = names.astype("category").cat.remove_unused_categories()
    groups = {name: given[names == name] for name in names.cat.categories}
    groups[words.ALL] = given
    rows = {name: _row(mine, weights, level) for name, mine in groups.items()}
    table = Table(pd.DataFrame.from_dict(rows, orient="index"))
    table.index.name = segments.name or "segment"
    lost = {"n": len(answered) - len(given), "rows": len(answered)}
    notes = [words.SEGMENTLESS.format(**lost)] if lost["n"] else []
    table.attrs = {"heading": words.TABLE, "level": level, "notes": notes}
    return table


def _row(scores: pd.Series, weights: Any, level: float) -> dict[str, float]:
    found = read(scores, weights, low=0, high=10, name="scores")
    good = found.mean((found.values >= 9).astype(float))
    bad = found.mean((found.values <= 6).astype(float))
    kpi = survey.nps(scores, weights=weights, level=level)
    return {
        "promoter_rate": good,
        "passive_rate": 1 - good - bad,
        "detractor_rate": bad,
        "nps": kpi.value,
        "low": kpi.low,
        "high": kpi.high,
        "n": kpi.n,
    }
