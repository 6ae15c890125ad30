"""Pain points: how many people complain of what, and how badly, from coded themes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from segkit.checks import DataError
from segkit.models.needs import answers
from segkit.models.words import needs as said
from segkit.record import Table, mean_interval, wilson


def pain_table(
    coded: Any,
    *,
    customers: pd.Index | pd.Series | None = None,
    segments: pd.Series | None = None,
    level: float = 0.95,
    columns: Mapping[str, str] | None = None,
) -> Table:
    """Say how many people complain of what, and how badly, in all or each segment.

    Parameters
    ----------
    coded : table, one row per text and theme: customer_id, theme, and severity if known
        (from 0, a trifle, to 1, the worst), as ``features.coded_themes`` gives it
    customers : ids of all who were asked or could complain; None for those with a text,
        so that shares are of complainers only
    segments : Series of segments indexed by customer_id; None for all together. With
        segments, shares are of the segment's customers, complaint or not
    level : coverage of the intervals
    columns : ``{"our name": "your name"}``

    Returns
    -------
    Table, one row per theme (and segment), commonest first: n (customers), texts,
    complaining (customers), share with its Wilson interval, severity (mean over the
    complaining customers) with its interval; ``attrs["left_out"]``

    Raises
    ------
    DataError
        if a column is missing, a severity lies outside 0 to 1, or customers lack some
        who complain

    References
    ----------
    Wilson (1927) for shares, Student (1908) for means; people are counted, not texts,
    so that one loud customer counts once (own definition).

    Examples
    --------
    >>> coded = pd.DataFrame({"customer_id": ["a", "a", "b"], "feedback_id": [1, 2, 3],
    ...                       "theme": ["delivery", "delivery", "price"],
    ...                       "severity": [1.0, 0.5, 0.5]})
    >>> pain_table(coded, customers=pd.Index(["a", "b", "c", "d"]))[
    ...     ["theme", "texts", "complaining", "share", "severity"]]
          theme  texts  complaining  share  severity
    0  delivery      2            1   0.25      0.75
    1     price      1            1   0.25      0.50
    """
    table = _read(coded, columns)
    everyone = _everyone(table, customers, segments)
    rows = []
    for segment, ids in everyone.items():
        part = table[table["customer_id"].isin(ids)]
        own = [
            {"segment": segment, "theme": theme, **_row(its, len(ids), level)}
            for theme, its in part.groupby("theme", observed=True)
        ]
        rows += sorted(own, key=lambda row: (-row["complaining"], str(row["theme"])))
    if not rows:
        raise DataError("no text in coded is by a customer of these segments")
    found = answers.finished(
        rows, segments, [said.TOGETHER] if segments is None else ()
    )
    found.attrs["left_out"] = answers.left_out(table, segments)
    return found


def _read(coded: Any, columns: Mapping[str, str] | None) -> pd.DataFrame:
    key = ["customer_id", "feedback_id", "theme"]
    table = answers.read(coded, [], name="coded themes", key=key, columns=columns)
    if "severity" not in table:
        return table.assign(severity=np.nan)
    severity = answers.scale(table, "severity", name="coded themes", low=0, high=1)
    return table.assign(severity=severity)


def _everyone(
    table: pd.DataFrame, customers: Any, segments: pd.Series | None
) -> dict[str, pd.Index]:
    """Return the ids of each segment: who could have complained."""
    if segments is not None:
        list(answers.groups(table, segments, name="coded themes"))
        return {
            str(name): segments.index[(segments == name).to_numpy()]
            for name in answers.sorted_names(segments)
            if (segments == name).any()
        }
    if customers is None:
        return {answers.ALL: pd.Index(table["customer_id"].unique())}
    ids = pd.Index(customers).unique()
    strangers = int((~table["customer_id"].isin(ids)).sum())
    if strangers:
        raise DataError(
            f"{strangers} texts are by people who are not in customers: pass the ids "
            "of all who could have complained, or leave those texts out"
        )
    return {answers.ALL: ids}


def _row(its: pd.DataFrame, n: int, level: float) -> dict[str, Any]:
    people = its.groupby("customer_id", observed=True)["severity"].mean()
    low, high = wilson(len(people), n, level, name="pain_table")
    known = np.sort(people.dropna().to_numpy())
    severity = mean_interval(known, level)
    return {
        "n": n,
        "texts": len(its),
        "complaining": len(people),
        "share": len(people) / n,
        "low": low,
        "high": high,
        "severity": float(known.mean()) if len(known) else np.nan,
        "severity_low": severity[0],
        "severity_high": severity[1],
    }
