"""Opportunity of jobs or outcomes, within segments, with intervals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from segkit import checks
from segkit.models.needs import answers, bootstrap
from segkit.models.needs.opportunities import (
    FULL,
    opportunity_band,
    opportunity_score,
)
from segkit.models.words import needs as said
from segkit.record import Table

TOP_BOX = 2
OVERSERVED = 2.0  # how far satisfaction must lie above importance (own definition)


def opportunity_table(
    asked: Any,
    *,
    item: str = "job",
    segments: pd.Series | None = None,
    scale: int = 10,
    level: float = 0.95,
    n_boot: int = 1000,
    random_state: int = 0,
    columns: Mapping[str, str] | None = None,
) -> Table:
    """Say which jobs are important and badly served, and for whom.

    Importance and satisfaction are ten times the share of people who gave one of the
    two highest answers; their means hide how many that are.

    Parameters
    ----------
    asked : table, one row per customer_id and item: importance, satisfaction
    item : column that names what was asked about
    segments : Series of segments indexed by customer_id; None for all together
    scale : the highest answer that was offered; the lowest is 1
    level : coverage of the intervals
    n_boot, random_state : draws of the bootstrap, and its seed
    columns : ``{"our name": "your name"}``

    Returns
    -------
    Table, one row per item (and segment), most opportunity first: n (people who
    answered both), importance, satisfaction (0 to 10), opportunity (0 to 20) with a
    bootstrap percentile interval, band and served; ``attrs["left_out"]``

    Raises
    ------
    DataError
        if a column is missing, a person answers an item twice, or an answer lies
        outside the scale

    References
    ----------
    Ulwick (2005), What Customers Want, chapter 3. The interval is by bootstrap (Efron
    1979); underserved means opportunity from 10, overserved satisfaction at least 2
    above importance (own definitions).

    Examples
    --------
    >>> asked = pd.DataFrame({"customer_id": range(10), "job": "find a gift",
    ...                       "importance": [9] * 8 + [5] * 2,
    ...                       "satisfaction": [10] * 3 + [4] * 7})
    >>> table = opportunity_table(asked)
    >>> table[["importance", "satisfaction", "opportunity", "band"]]
       importance  satisfaction  opportunity                band
    0         8.0           3.0         13.0  Strong opportunity
    """
    high = checks.whole_number(scale, name="scale", low=3)
    draws = checks.whole_number(n_boot, name="n_boot", low=100)
    need, key = ["importance", "satisfaction"], ["customer_id", item]
    table = answers.read(asked, need, name="jobs", key=key, columns=columns)
    for each in need:
        values = answers.scale(table, each, name="jobs", low=1, high=high)
        table[each] = (values > high - TOP_BOX).where(values.notna())
    known = table.dropna(subset=need)
    rows = [
        {"segment": segment, item: name, **_row(part, level, draws, random_state)}
        for segment, its in answers.groups(known, segments, name="jobs")
        for name, part in its.groupby(item, observed=True)
    ]
    notes = [] if segments is not None else [said.TOGETHER]
    found = answers.finished(_sorted(rows, item), segments, notes)
    found["band"] = opportunity_band(found["opportunity"])
    found["served"] = _served(found)
    gone = {"an answer missing": len(table) - len(known)}
    found.attrs["left_out"] = gone | answers.left_out(known, segments)
    return found


def _row(part: pd.DataFrame, level: float, draws: int, seed: int) -> dict[str, Any]:
    """Count the four ways to answer two questions with yes or no, and draw again."""
    important = part["importance"].to_numpy(dtype=bool)
    satisfied = part["satisfaction"].to_numpy(dtype=bool)
    ways = np.bincount(2 * important + satisfied, minlength=4)
    value = _scores(ways[None, :])[0]
    again = _scores(bootstrap.resampled(ways, draws, seed))[:, 2]
    low, high = bootstrap.percentiles(again, level)
    return {
        "n": len(part),
        "importance": value[0],
        "satisfaction": value[1],
        "opportunity": value[2],
        "low": low,
        "high": high,
    }


def _scores(ways: np.ndarray) -> np.ndarray:
    """Return importance, satisfaction and opportunity from counts of the four ways."""
    n = ways.sum(axis=1)
    importance = FULL * (ways[:, 2] + ways[:, 3]) / n
    satisfaction = FULL * (ways[:, 1] + ways[:, 3]) / n
    both = pd.Series(importance), pd.Series(satisfaction)
    return np.column_stack([importance, satisfaction, opportunity_score(*both)])


def _sorted(rows: list[dict[str, Any]], item: str) -> list[dict[str, Any]]:
    """Put the most opportunity of each segment first; segments stay in order."""
    order = {
        name: i for i, name in enumerate(dict.fromkeys(r["segment"] for r in rows))
    }
    return sorted(
        rows, key=lambda r: (order[r["segment"]], -r["opportunity"], str(r[item]))
    )


def _served(table: pd.DataFrame) -> pd.Series:
    """Say whether people are under- or overserved, or neither."""
    over = table["satisfaction"] - table["importance"] >= OVERSERVED
    under = table["opportunity"] >= FULL
    served = np.where(under, "under", np.where(over, "over", "well"))
    return pd.Series(served, index=table.index).map(said.SERVED)
