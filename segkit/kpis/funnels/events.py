"""Who reached which step of a funnel, where each step is a table of events."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd

from segkit import checks, engine
from segkit.checks import DataError
from segkit.kpis.funnels.steps import (
    DAY,
    Reached,
    Step,
    entered,
    in_local_time,
    says,
    seconds,
)
from segkit.kpis.words import funnel as words

c = nw.col
NEVER = np.iinfo("int64").min


def from_several(
    tables: Mapping[str, Any],
    steps: Mapping[str, Step],
    *,
    days: tuple[date | None, date | None],
    window: int | None,
    columns: Mapping[str, Mapping[str, str]] | None,
    timezone: str | None,
) -> Reached:
    """Count the customers who reached each step, whose events are in several tables.

    Parameters
    ----------
    tables : name to table of events with customer_id, each in any engine
    steps : name to `Step`, each with its table and a column of times
    days, window, timezone : as in `from_one`
    columns : ``{"table": {"our name": "your name"}}``

    Returns
    -------
    Reached; each customer counts once

    Notes
    -----
    Somebody with several first steps reached the last one if any chain of events did,
    within the window of its own first step.

    Examples
    --------
    >>> visits = pd.DataFrame({"customer_id": [1, 2, 3]})
    >>> visits["at"] = pd.to_datetime(["2024-07-01", "2024-07-09", "2024-07-01"])
    >>> orders = pd.DataFrame({"customer_id": [1, 2]})
    >>> orders["at"] = pd.to_datetime(["2024-07-02", "2024-07-08"])
    >>> steps = {"visit": Step("at", table="v"), "order": Step("at", table="o")}
    >>> none = {"window": None, "columns": None, "timezone": None}
    >>> both = {"v": visits, "o": orders}
    >>> from_several(both, steps, days=(None, None), **none).known
                 visit  order
    customer_id
    1                1      1
    2                1      0
    3                1      0
    """
    parts = []
    for place, (name, step) in enumerate(steps.items()):
        renamed = (columns or {}).get(step.table or "")
        need = ["customer_id", *step.columns()]
        native = checks.table(
            tables[step.table or ""], need, name=str(step.table), columns=renamed
        )
        period = (None, None) if place else days
        events = _events(native, name, step, period, timezone)
        parts.append(events.assign(step=place))
    events = pd.concat(parts, ignore_index=True)
    events = events.sort_values(["customer_id", "at", "step"], kind="stable")
    reached = best_chains(events, len(steps), window)
    known = pd.DataFrame(dict(zip(steps, reached, strict=True))).sort_index()
    nameless = pd.Series(0, index=list(steps))
    return Reached(known.rename_axis("customer_id"), nameless, words.CUSTOMERS)


def _events(
    table: Any,
    name: str,
    step: Step,
    days: tuple[date | None, date | None],
    timezone: str | None,
) -> pd.DataFrame:
    """Read customer and second of each event of one step."""
    need = ["customer_id", *step.columns()]
    frame = nw.from_native(table).select(*dict.fromkeys(need))
    schema = frame.collect_schema()
    if schema[step.column] not in (nw.Datetime, nw.Date):
        raise DataError(says(words.NOT_TIMED, frame, name, step))
    frame, _ = in_local_time(frame, {name: step}, timezone)
    here = ~c(step.column).is_null() & ~c("customer_id").is_null() & step.holds()
    frame = entered(frame.filter(here), step.column, days)
    rows = frame.select("customer_id", at=seconds(c(step.column)))
    return engine.to_pandas(rows.to_native())


def best_chains(
    events: pd.DataFrame, n_steps: int, window: int | None
) -> list[pd.Series]:
    """Say who reached each step by the chain that began last, the best one there is.

    Parameters
    ----------
    events : customer_id, at (seconds), step (from 0), sorted by them
    n_steps : number of steps
    window : days within which the last event counts after the first; None for any

    Returns
    -------
    for each step a Series of 0 and 1, indexed by those who entered

    Examples
    --------
    >>> events = pd.DataFrame({"customer_id": 1, "at": [0, 500_000, 600_000]})
    >>> events["step"] = [0, 0, 1]
    >>> [int(reached.sum()) for reached in best_chains(events, 2, 2)]
    [1, 1]
    """
    limit = np.inf if window is None else window * DAY
    at, step = events["at"].to_numpy(), events["step"].to_numpy()
    people = pd.Index(events["customer_id"])
    began = np.where(step == 0, at, NEVER)
    everybody = people[step == 0].unique()
    found = [pd.Series(1, index=everybody)]
    for place in range(1, n_steps):
        before = pd.Series(np.where(step == place - 1, began, NEVER))
        begun = before.groupby(people.to_numpy()).cummax().to_numpy()
        good = (step == place) & (begun != NEVER)
        good &= np.where(good, at - np.where(good, begun, 0), 0) < limit
        began = np.where(good, begun, NEVER)
        found.append(
            pd.Series(everybody.isin(people[good]).astype("int64"), index=everybody)
        )
    return found
