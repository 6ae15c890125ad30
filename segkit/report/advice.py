"""What a group means, a goal and an action: looked up, never invented."""

from __future__ import annotations

from typing import Any

import pandas as pd

from segkit.report import suggestions
from segkit.report.suggestions import Advice

KNOWN = {
    "rfm": suggestions.RFM,
    "lifecycle": suggestions.LIFECYCLE,
    "abc": suggestions.ABC,
    "kmeans": {"No purchase yet": suggestions.RFM["No purchase yet"]},
}


def advice(name: str, X: pd.DataFrame, segments: pd.Series, method: str) -> Advice:
    """Say what a group means for the shop, and where to begin with it.

    Named groups have their own words. Groups found in the data are
    told by their medians beside those of all customers.

    Parameters
    ----------
    name : the group's name
    X : customers table
    segments : categorical, indexed by customer_id like `X`
    method : how the groups were made

    Returns
    -------
    Advice: meaning, goal, action, urgent

    References
    ----------
    Own definition.

    Examples
    --------
    >>> X = pd.DataFrame({"n_orders": [1, 9], "recency_days": [300, 2]})
    >>> groups = pd.Series(["Segment 1", "Segment 2"])
    >>> advice("Segment 2", X, groups, "kmeans").goal
    'Keep them, and raise what they spend.'
    >>> advice("Champions", X, groups, "rfm").goal
    'Keep them, and let them speak for you.'
    """
    if name in KNOWN[method]:
        return KNOWN[method][name]
    part = X[segments.reindex(X.index) == name]
    lately = part["recency_days"].median() <= X["recency_days"].median()
    often = part["n_orders"].median() >= X["n_orders"].median()
    return suggestions.LIKENESS[bool(lately), bool(often)]


def first(rows: list[dict[str, Any]], advices: dict[str, Advice]) -> str | None:
    """Say with which group to begin: the urgent one that brought most revenue.

    Parameters
    ----------
    rows : as `segkit.report.facts.per_segment` returns them
    advices : what each group means, by name

    Returns
    -------
    str, the group's name; None if no group shown is urgent

    References
    ----------
    Own definition.

    Examples
    --------
    >>> rows = [{"name": "At risk", "revenue": 5.0}, {"name": "Loyal", "revenue": 9.0}]
    >>> first(rows, suggestions.RFM)
    'At risk'
    """
    urgent = [r for r in rows if r["name"] in advices and advices[r["name"]].urgent]
    if not urgent:
        return None
    return max(urgent, key=lambda row: row.get("revenue", row.get("n", 0)))["name"]
