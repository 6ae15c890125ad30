"""Jobs to be done: what people hire the shop for, and what they may fire it from.

A job is progress that somebody wants to make. How it went is their satisfaction, the
outcome; how much they want it, their importance. Those who want it and are content
have hired the shop; those who want it and are not are likely to fire it, that is, to
hire somebody else.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.models.needs import answers
from segkit.models.words import needs as said
from segkit.record import Table, mean_interval, wilson

TOP = 2  # answers that count as important, and as satisfied
BAD = 0.6  # of the scale: an answer up to this is dissatisfied (6 of 10, 3 of 5)


def job_status(
    importance: pd.Series, satisfaction: pd.Series, *, scale: int = 10
) -> pd.Series:
    """Say whether a job is hired for: hired, on trial, likely to fire, or not hired.

    Parameters
    ----------
    importance : how important it is to get the job done, from 1 to scale
    satisfaction : how satisfied they are with how the shop helps, from 1 to scale
    scale : the highest answer that was offered

    Returns
    -------
    categorical Series: not hired where importance is not one of the two highest
    answers; else hired where satisfaction is, likely to fire where it is at most 0.6 of
    the scale (6 of 10), on trial between; missing where an answer is

    Raises
    ------
    DataError
        if an answer lies outside the scale

    References
    ----------
    Christensen, Hall, Dillon and Duncan (2016), Competing Against Luck, for jobs that
    are hired for and fired from; the limits are an own definition, those of the two
    highest answers of Ulwick (2005) and of detractors from 0 to 6.

    Examples
    --------
    >>> job_status(pd.Series([9, 10, 10, 4]), pd.Series([10, 7, 3, 9])).tolist()
    ['Hired', 'On trial', 'Likely to fire', 'Not hired']
    """
    high = checks.whole_number(scale, name="scale", low=3)
    table = pd.DataFrame({"importance": importance, "satisfaction": satisfaction})
    wants, content = (
        answers.scale(table, name, name="jobs", low=1, high=high)
        for name in ("importance", "satisfaction")
    )
    keys = list(said.HIRING)
    helped = np.where(content > high - TOP, 0, np.where(content <= BAD * high, 2, 1))
    place = np.where(wants > high - TOP, helped, keys.index("idle"))
    place = np.where(wants.isna() | content.isna(), -1, place)
    names = pd.Categorical.from_codes(place, pd.Index(list(said.HIRING.values())))
    return pd.Series(names, index=importance.index, name="status")


def jobs_table(
    asked: Any,
    *,
    segments: pd.Series | None = None,
    scale: int = 10,
    level: float = 0.95,
    columns: Mapping[str, str] | None = None,
) -> Table:
    """Say which jobs people have, how they go, and where the shop may be fired.

    Parameters
    ----------
    asked : table, one row per customer_id and job: importance, satisfaction
    segments : Series of segments indexed by customer_id; None for all together
    scale : the highest answer that was offered; the lowest is 1
    level : coverage of the intervals
    columns : ``{"our name": "your name"}``

    Returns
    -------
    Table, one row per job (and segment), commonest first: n (people who answered both),
    wanted (share to whom it is important) with a Wilson interval; of those, hired,
    on_trial and firing (shares), firing with a Wilson interval; progress, their mean
    satisfaction, with its interval; ``attrs["left_out"]``

    Raises
    ------
    DataError
        if a column is missing, a person answers a job twice, or an answer lies outside
        the scale

    References
    ----------
    As `job_status`; Wilson (1927) for shares, Student (1908) for means.

    Examples
    --------
    >>> asked = pd.DataFrame({"customer_id": range(4), "job": "find a gift",
    ...                       "importance": [9, 10, 10, 4],
    ...                       "satisfaction": [10, 7, 3, 9]})
    >>> jobs_table(asked)[["job", "n", "wanted", "progress"]].round(3)
               job  n  wanted  progress
    0  find a gift  4    0.75     6.667
    """
    key = ["customer_id", "job"]
    need = ["importance", "satisfaction"]
    table = answers.read(asked, need, name="jobs", key=key, columns=columns)
    table["status"] = job_status(
        table["importance"], table["satisfaction"], scale=scale
    )
    known = table.dropna(subset="status")
    if known.empty:
        raise DataError("jobs has no row with both answers: pass those that were given")
    rows = []
    for segment, its in answers.groups(known, segments, name="jobs"):
        own = [
            {"segment": segment, "job": job, **_row(part, level)}
            for job, part in its.groupby("job", observed=True)
        ]
        rows += sorted(own, key=lambda row: (-row["wanted"], str(row["job"])))
    found = answers.finished(
        rows, segments, [said.TOGETHER] if segments is None else ()
    )
    gone = {"an answer missing": len(table) - len(known)}
    found.attrs["left_out"] = gone | answers.left_out(known, segments)
    return found


def _row(part: pd.DataFrame, level: float) -> dict[str, Any]:
    counts = part["status"].value_counts()
    count = {key: int(counts.get(name, 0)) for key, name in said.HIRING.items()}
    wanted = len(part) - count["idle"]
    low, high = wilson(wanted, len(part), level, name="jobs_table")
    fired = wilson(count["firing"], wanted, level, name="jobs_table")
    mine = part.loc[part["status"] != said.HIRING["idle"], "satisfaction"]
    satisfaction = np.sort(mine.to_numpy(dtype=float))
    progress = mean_interval(satisfaction, level)
    return {
        "n": len(part),
        "wanted": wanted / len(part),
        "wanted_low": low,
        "wanted_high": high,
        "hired": _ratio(count["hired"], wanted),
        "on_trial": _ratio(count["undecided"], wanted),
        "firing": _ratio(count["firing"], wanted),
        "firing_low": fired[0],
        "firing_high": fired[1],
        "progress": float(satisfaction.mean()) if wanted else np.nan,
        "progress_low": progress[0],
        "progress_high": progress[1],
    }


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else np.nan
