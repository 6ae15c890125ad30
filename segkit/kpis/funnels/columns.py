"""Who reached which step of a funnel, where one table has a column per step."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import narwhals.stable.v2 as nw
import pandas as pd

from segkit import checks, engine
from segkit.checks import DataError
from segkit.kpis.funnels.steps import Reached, Step, entered, in_local_time, says
from segkit.kpis.words import funnel as words

c = nw.col


def from_one(
    table: Any,
    steps: Mapping[str, Step],
    *,
    days: tuple[date | None, date | None],
    window: int | None,
    columns: Mapping[str, str] | None,
    timezone: str | None,
) -> Reached:
    """Count the rows of one table that reached each step.

    Parameters
    ----------
    table : one row per unit, a column per step, in any engine
    steps : name to `Step`
    days : first and last day of the first step, None for any
    window : days within which a step counts after the first
    columns : ``{"our name": "your name"}``
    timezone : IANA name, if times have a zone

    Returns
    -------
    Reached

    Examples
    --------
    >>> sends = pd.DataFrame({"customer_id": [1, 1, 2], "delivered": True})
    >>> sends["clicked"] = [True, False, False]
    >>> steps = {"delivered": Step("delivered"), "clicked": Step("clicked")}
    >>> none = {"window": None, "columns": None, "timezone": None}
    >>> from_one(sends, steps, days=(None, None), **none).known
                 delivered  clicked
    customer_id
    1                    2        1
    2                    1        0
    """
    need = list(dict.fromkeys(name for s in steps.values() for name in s.columns()))
    native = checks.table(table, need, name="table", columns=columns)
    frame = nw.from_native(native)
    have = frame.collect_schema().names()
    whose = "customer_id" in have
    frame = frame.select(*dict.fromkeys([*(["customer_id"] if whose else []), *need]))
    frame, timed = in_local_time(frame, steps, timezone)
    first = next(iter(steps.items()))
    if (any(days) or window) and not timed[first[0]]:
        argument = "a period" if any(days) else "window_days"
        raise DataError(says(words.FIRST_TIMED, frame, *first, argument=argument))
    frame = entered(frame, first[1].column, days) if any(days) else frame
    marked = _chained(frame, steps, timed, window)
    return _counted(marked, list(steps), whose)


def _chained(
    frame: Any, steps: Mapping[str, Step], timed: dict[str, bool], window: int | None
) -> Any:
    """Mark who reached each step: with all earlier ones, and not before them."""
    reached, latest = nw.lit(True), None
    begin = next(iter(steps.values())).column
    for place, (name, step) in enumerate(steps.items()):
        reached = reached & _there(frame, name, step) & step.holds()
        if timed[name] and latest is not None:
            reached = reached & (c(step.column) >= c(latest)).fill_null(False)
        if timed[name] and window and place:
            ends = c(begin).dt.offset_by(f"{window}d")
            reached = reached & (c(step.column) < ends).fill_null(False)
        latest = step.column if timed[name] else latest
        frame = frame.with_columns(reached.alias(f"_step{place}"))
        reached = c(f"_step{place}")
    return frame


def _there(frame: Any, name: str, step: Step) -> Any:
    kind = frame.collect_schema()[step.column]
    known = ~c(step.column).is_null()
    if kind == nw.Boolean:
        return c(step.column).fill_null(False)
    if kind.is_numeric():
        good = engine.is_number(step.column, kind)
        return good & (c(step.column) > 0).fill_null(False)
    if kind == nw.String:
        return known & (c(step.column) != "").fill_null(False)
    if kind in (nw.Datetime, nw.Date, nw.Categorical, nw.Enum):
        return known
    raise DataError(says(words.NO_STEP_KIND, frame, name, step))


def _counted(marked: Any, names: list[str], whose: bool) -> Reached:
    """Add the marks up: by customer where there is one."""
    marks = [f"_step{place}" for place in range(len(names))]
    numbers = marked.with_columns(c(*marks).cast(nw.Int64))
    keys = ["customer_id"] if whose else []
    summed = [c(mark).sum() for mark in marks]
    if not whose:
        total = engine.to_pandas(numbers.select(*summed).to_native())
        nobody = pd.DataFrame([], columns=names, dtype="int64")
        alone = total.iloc[0].fillna(0).astype("int64").set_axis(names)
        return Reached(nobody.rename_axis("customer_id"), alone, words.ROWS)
    sums = engine.to_pandas(numbers.group_by(*keys).agg(*summed).to_native())
    sums = sums.set_index("customer_id")[marks].set_axis(names, axis=1)
    blank = sums.index.isna() | (sums.index == "")
    known = sums[~blank].astype("int64").sort_index()
    return Reached(known, sums[blank].sum().astype("int64"), words.ROWS)
