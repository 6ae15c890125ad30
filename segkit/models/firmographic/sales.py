"""The sales cycle: how far talks come, how many go on, and how long it takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from segkit import checks, engine
from segkit.checks import DataError
from segkit.record import Table, wilson

# a stage and the day it begins; a talk that skipped a stage has passed it
STAGES = {
    "lead": "opened_on",
    "qualified": "qualified_on",
    "offer": "offered_on",
    "won": "closed_on",
}
OUTCOMES = ("won", "lost")


def stage_funnel(
    opportunities: pd.DataFrame,
    *,
    as_of: Any,
    level: float = 0.95,
    columns: Mapping[str, str] | None = None,
) -> Table:
    """Say how many talks reach each stage, how many go on, and how long that takes.

    Talks that are still open in a stage have not decided: they are counted apart and
    are no part of the conversion.

    Parameters
    ----------
    opportunities : table, one row per talk: opened_on, qualified_on, offered_on,
        closed_on (days, empty if not yet), stage ("won" or "lost" once closed)
    as_of : the day on which it is looked at; what came later is not known
    level : coverage of the intervals, 0 to 1
    columns : ``{"our name": "your name"}``

    Returns
    -------
    table indexed by stage (lead, qualified, offer, won): n (talks that reached it),
    open (still in it), moved_on, lost, conversion_rate (moved on out of moved on and
    lost), low, high (Wilson), median_days (from reaching the stage to the next, of
    those that moved on). ``attrs`` has as_of and left_out (talks opened later)

    Raises
    ------
    DataError
        if a column is missing or holds no days, or no talk was opened by as_of

    References
    ----------
    Wilson (1927) for the intervals; the table is an own definition.

    Examples
    --------
    >>> days = pd.to_datetime(["2024-01-01", "2024-01-11", None])
    >>> talks = pd.DataFrame({"opened_on": days[[0, 0, 0]],
    ...     "qualified_on": days[[1, 2, 2]], "offered_on": days[[2, 2, 2]],
    ...     "closed_on": days[[2, 1, 2]], "stage": ["qualified", "lost", "lead"]})
    >>> funnel = stage_funnel(talks, as_of="2024-02-01")
    >>> funnel.loc[["lead"], ["n", "open", "moved_on", "lost", "median_days"]]
           n  open  moved_on  lost  median_days
    stage
    lead   3     1         1     1         10.0
    """
    today = pd.Timestamp(checks.day(as_of))
    talks, later = _talks(opportunities, today, columns)
    reached = _reached(talks)
    closed = talks["closed_on"].notna()
    rows = []
    for place, stage in enumerate(STAGES):
        here = reached > place
        ahead = here & (reached > place + 1)
        if place == len(STAGES) - 1:
            rows.append({"stage": stage, "n": int(here.sum())})
            continue
        lost = here & ~ahead & closed.to_numpy()
        counts = {"n": here, "open": here & ~ahead & ~lost, "moved_on": ahead}
        row = {name: int(which.sum()) for name, which in counts.items()}
        days = _days(talks[ahead], place)
        rows.append({"stage": stage, **row, "lost": int(lost.sum()), "days": days})
    return _table(rows, level, today, later)


def _talks(
    opportunities: pd.DataFrame, today: pd.Timestamp, columns: Mapping[str, str] | None
) -> tuple[pd.DataFrame, int]:
    """Keep what was known on the day: later days are empty, later talks left out."""
    need = [*STAGES.values(), "stage"]
    native = checks.table(opportunities, need, name="opportunities", columns=columns)
    talks = engine.to_pandas(native)[need].copy()
    for name in STAGES.values():
        if not pd.api.types.is_datetime64_any_dtype(talks[name]):
            raise DataError(
                f"opportunities column '{name}' must hold days; it holds "
                f"{talks[name].dtype}: use pandas.to_datetime(opportunities['{name}'])"
            )
        talks[name] = talks[name].where(talks[name] < today + pd.Timedelta(days=1))
    known = talks["opened_on"].notna()
    if not known.any():
        raise DataError(
            f"no talk was opened on or before as_of {today.date()}: choose a later day"
        )
    strange = talks["closed_on"].notna() & ~talks["stage"].isin(OUTCOMES)
    if strange.any():
        raise DataError(
            f"{int(strange.sum())} talks are closed, and their stage is neither 'won' "
            "nor 'lost': say how they ended"
        )
    return talks[known], int((~known).sum())


def _reached(talks: pd.DataFrame) -> np.ndarray:
    """Count the stages that each talk has reached, the skipped ones included."""
    won = (talks["closed_on"].notna() & (talks["stage"] == "won")).to_numpy()
    stages = [talks["qualified_on"].notna(), talks["offered_on"].notna()]
    return np.select([won, stages[1], stages[0]], [4, 3, 2], default=1)


def _days(talks: pd.DataFrame, place: int) -> float:
    """Give the median days from one stage to the next, where both are on file."""
    start, end = list(STAGES.values())[place : place + 2]
    days = (talks[end] - talks[start]).dt.days
    return float(days.median())


def _table(
    rows: list[dict[str, Any]], level: float, today: pd.Timestamp, later: int
) -> Table:
    table = pd.DataFrame(rows).set_index("stage")
    decided = table["moved_on"] + table["lost"]
    table["conversion_rate"] = table["moved_on"] / decided.where(decided > 0)
    ends = [
        wilson(int(k), int(n), level) if n > 0 else (np.nan, np.nan)
        for k, n in zip(table["moved_on"], decided, strict=True)
    ]
    table[["low", "high"]] = ends
    table["median_days"] = table.pop("days")
    counts = ["n", "open", "moved_on", "lost"]
    table[counts] = table[counts].astype("Int64")
    found = Table(table)
    found.attrs["as_of"] = today.date().isoformat()
    found.attrs["left_out"] = {"opened after as_of": later}
    return found
