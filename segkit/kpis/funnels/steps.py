"""What a step of a funnel is, and what every way of reading one needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import narwhals.stable.v2 as nw
import pandas as pd

from segkit import engine

c = nw.col
DAY = 24 * 60 * 60


@dataclass(frozen=True)
class Step:
    """Say what counts as one step of a funnel.

    Parameters
    ----------
    column : a column of times, of True and False, of numbers (above 0 counts) or of
        texts (not empty counts)
    where : ``{"column": value}`` or ``{"column": [values]}`` that must hold as well
    table : name of the table that it is in, where `segkit.kpis.funnel` takes several

    Examples
    --------
    >>> Step("closed_on", where={"stage": "won"}).column
    'closed_on'
    """

    column: str
    where: Mapping[str, Any] | None = None
    table: str | None = None

    def columns(self) -> list[str]:
        """Return the columns that the step needs."""
        return [self.column, *(self.where or {})]

    def holds(self) -> Any:
        """Return the condition of ``where`` as a narwhals expression."""
        held = nw.lit(True)
        for column, value in (self.where or {}).items():
            several = isinstance(value, list | tuple | set)
            one = c(column).is_in(list(value)) if several else c(column) == value
            held = held & one.fill_null(False)
        return held


@dataclass(frozen=True)
class Reached:
    """Count how often each customer reached each step.

    Parameters
    ----------
    known : indexed by customer_id, a column per step: units of that customer
    nameless : units without a customer, per step
    units : what is counted, in words
    """

    known: pd.DataFrame
    nameless: pd.Series
    units: str


def says(text: str, frame: Any, name: str, step: Step, **more: Any) -> str:
    """Fill a message about one step with what its column holds."""
    found = frame.collect_schema()[step.column]
    return text.format(name=name, column=step.column, found=found, **more)


def in_local_time(
    frame: Any, steps: Mapping[str, Step], timezone: str | None
) -> tuple[Any, dict[str, bool]]:
    """Make every step's times local, and say which steps have one."""
    schema = frame.collect_schema()
    timed = {n: schema[s.column] in (nw.Datetime, nw.Date) for n, s in steps.items()}
    for column in {steps[name].column for name in timed if timed[name]}:
        zoned = getattr(schema[column], "time_zone", None) is not None
        zone = timezone if zoned else None
        frame = engine.local_time(frame, column, name="table", timezone=zone)
    return frame, timed


def entered(frame: Any, column: str, days: tuple[date | None, date | None]) -> Any:
    """Keep the rows whose time lies in these days."""
    first, last = days
    if first is not None:
        begin = engine.day_after(frame, first - timedelta(days=1))
        frame = frame.filter(c(column) >= begin)
    if last is not None:
        frame = frame.filter(c(column) < engine.day_after(frame, last))
    return frame


def seconds(moment: Any) -> Any:
    """Count the seconds of a local time since 0001-01-01, the same in every engine.

    Parameters
    ----------
    moment : narwhals expression of local times; missing ones are those of 1970

    Returns
    -------
    narwhals expression, Int64, whole seconds

    Examples
    --------
    >>> at = pd.DataFrame({"at": pd.to_datetime(["2024-07-01", "2024-07-02"])})
    >>> n = nw.from_native(at).select(n=seconds(nw.col("at"))).to_native()["n"]
    >>> int(n.diff().iloc[1])
    86400
    """
    moment = moment.fill_null(datetime(1970, 1, 1))
    clock = (moment.dt.hour(), moment.dt.minute(), moment.dt.second())
    hours, minutes, rest = (part.cast(nw.Int64) for part in clock)
    return engine.day_number(moment) * DAY + hours * 3600 + minutes * 60 + rest
