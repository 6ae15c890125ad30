"""Funnels: how many go how far, segment by segment, before and after."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.kpis import reading
from segkit.kpis.clustered import Bunches
from segkit.kpis.funnels import columns as funnel_reading
from segkit.kpis.funnels import events as funnel_events
from segkit.kpis.funnels.steps import Reached, Step
from segkit.kpis.matching import segments_for
from segkit.kpis.words import funnel as words
from segkit.record import Table

RATES = ["step_rate", "low", "high", "whole_rate", "whole_low", "whole_high"]
COLUMNS = ["n", "lost", *RATES]


def funnel(
    tables: Any,
    steps: Mapping[str, str | Step],
    segments: pd.Series | None = None,
    *,
    window_days: int | None = None,
    start: Any = None,
    end: Any = None,
    columns: Mapping[str, Any] | None = None,
    timezone: str | None = None,
    level: float = 0.95,
) -> Table:
    """Say how many reached each step, and where they were lost.

    A step counts only together with all earlier ones, and not before them in time.

    Parameters
    ----------
    tables : one table with a row per unit (message, visit, talk) and a column per step;
        or ``{"name": table}`` of events with customer_id, and then customers count
    steps : name to column or `Step`, in order
    segments : Series indexed by customer_id; None for all together
    window_days : a step counts when it came less than so many days after the first;
        None for any time
    start, end : first and last local day of the first step; None for any. Later steps
        may come after ``end``
    columns : ``{"our name": "your name"}``; with several tables
        ``{"table": {"our name": "your name"}}``
    timezone : IANA name of the shop's zone, for times that have a zone
    level : coverage of the intervals, 0 to 1

    Returns
    -------
    Table by (segment and) step: n (units that reached it), lost (since the step
        before), step_rate, low, high (of those who reached the step before),
        whole_rate, whole_low, whole_high (of those who entered); nan where nobody did.
        ``attrs``: heading, definition, units, start, end, notes, left_out, level

    Raises
    ------
    DataError
        if a column is missing or cannot be a step, or nobody entered

    References
    ----------
    Own definition; intervals: Wilson, for several rows of one customer with the number
    of rows that they are worth (see `segkit.kpis.clustered.Bunches`).

    Examples
    --------
    >>> sends = pd.DataFrame({"customer_id": [1, 2, 3, 4], "delivered": True})
    >>> sends["opened_at"] = pd.to_datetime(["2024-07-01", "2024-07-02", None, None])
    >>> sends["clicked"] = [True, False, True, False]
    >>> steps = {"delivered": "delivered", "opened": "opened_at", "clicked": "clicked"}
    >>> funnel(sends, steps)[["n", "lost", "step_rate", "whole_rate"]]
               n  lost  step_rate  whole_rate
    step
    delivered  4     0        NaN        1.00
    opened     2     2        0.5        0.50
    clicked    1     1        0.5        0.25
    """
    steps = _steps(tables, steps)
    days = reading.days(start, end)
    if window_days is not None:
        checks.whole_number(window_days, name="window_days")
    several = isinstance(tables, Mapping)
    read: Any = funnel_events.from_several if several else funnel_reading.from_one
    reached = read(
        tables, steps, days=days, window=window_days, columns=columns, timezone=timezone
    )
    groups, left_out = _groups(reached, segments, several)
    if not _counts(groups[words.TOTAL])[0]:
        period = f" ({start} to {end})" if any(days) else ""
        raise DataError(words.NOBODY.format(name=next(iter(steps)), period=period))
    keys = None if segments is None else segments.name
    blocks = {name: _block(rows, level) for name, rows in groups.items()}
    alone = segments is None
    table = blocks[words.TOTAL] if alone else pd.concat(blocks, names=[keys])
    result = Table(table)
    result.attrs |= _said(groups[words.TOTAL], reached, steps, days, window_days)
    result.attrs |= {"left_out": left_out, "level": level}
    return result


def _steps(tables: Any, steps: Any) -> dict[str, Step]:
    """Check the steps, and that each says in which table it is."""
    if not isinstance(steps, Mapping) or len(steps) < 2:
        raise DataError(words.FEW_STEPS.format(found=steps))
    found = {
        str(name): Step(s) if isinstance(s, str) else s for name, s in steps.items()
    }
    for name, step in found.items():
        if not isinstance(step, Step):
            raise DataError(words.NOT_A_STEP.format(name=name, found=step))
        _table_of(tables, name, step)
    return found


def _table_of(tables: Any, name: str, step: Step) -> None:
    if not isinstance(tables, Mapping):
        if step.table is not None:
            raise DataError(words.ONE_TABLE.format(name=name, table=step.table))
        return
    known = list(tables)
    if step.table is None:
        raise DataError(
            words.WHICH_TABLE.format(
                name=name, tables=known, column=step.column, first=known[0]
            )
        )
    if step.table not in tables:
        raise DataError(
            words.NO_SUCH_TABLE.format(name=name, table=step.table, tables=known)
        )


def _groups(
    reached: Reached, segments: Any, several: bool
) -> tuple[dict[str, pd.DataFrame], dict[str, int]]:
    """Return the counts of each segment and in all; the nameless count in all only."""
    entered = reached.known[reached.known.iloc[:, 0] > 0]
    alone = reached.nameless
    if segments is None:
        entered = entered.copy()
        entered.attrs["alone"] = alone
        return {words.TOTAL: entered}, {}
    if not several and entered.empty and alone.iloc[0]:
        raise DataError(words.NO_CUSTOMER)
    mine = segments_for(segments, entered.index)
    left_out = {
        words.STRANGERS: int(mine.isna().sum()),
        words.NAMELESS: int(alone.iloc[0]),
    }
    found = {name: entered[mine == name] for name in mine.cat.categories}
    return {**found, words.TOTAL: entered[mine.notna()]}, left_out


def _alone(rows: pd.DataFrame) -> pd.Series:
    """Return the counts of units that belong to nobody known."""
    return rows.attrs.get("alone", pd.Series(0, index=rows.columns))


def _counts(rows: pd.DataFrame) -> list[int]:
    """Count the units that reached each step."""
    return [int(n) for n in rows.sum() + _alone(rows)]


def _block(rows: pd.DataFrame, level: float) -> pd.DataFrame:
    """Make the rows of one segment, one per step."""
    alone, names, counts = _alone(rows), list(rows.columns), _counts(rows)
    records = []
    for place, name in enumerate(names):
        before = names[max(place - 1, 0)]
        last = counts[max(place - 1, 0)]
        step = _rate(rows, alone, name, before, level) if place else (math.nan,) * 3
        whole = _rate(rows, alone, name, names[0], level)
        records.append((counts[place], last - counts[place], *step, *whole))
    return pd.DataFrame(records, pd.Index(names, name="step"), COLUMNS)


def _rate(
    rows: pd.DataFrame, alone: pd.Series, part: str, whole: str, level: float
) -> tuple[float, float, float]:
    found = Bunches.of(rows[part], rows[whole])
    found += Bunches.alone(int(alone[part]), int(alone[whole]))
    if not found.whole:
        return math.nan, math.nan, math.nan
    if part == whole:
        return 1.0, 1.0, 1.0
    return found.part / found.whole, *found.interval(level)


def _said(
    rows: pd.DataFrame,
    reached: Reached,
    steps: Mapping[str, Step],
    days: tuple[date | None, date | None],
    window: int | None,
) -> dict[str, Any]:
    counts = _counts(rows)
    bunched = bool((rows.iloc[:, 0] > 1).any())
    heading = words.HEADING.format(
        n=counts[0], done=counts[-1], last=list(steps)[-1],
        units=reached.units,
    )  # fmt: skip
    first, last = (day.isoformat() if day else None for day in days)
    if first or last:
        heading += words.HEADING_PERIOD.format(start=first or "…", end=last or "…")
    within = "" if window is None else words.WITHIN.format(days=window)
    return {
        "heading": heading,
        "definition": words.DEFINITION.format(units=reached.units) + within,
        "units": reached.units,
        "start": first,
        "end": last,
        "notes": [words.BUNCHED if bunched else words.PLAIN]
        + ([] if window and last else [words.OPEN_END]),
    }
