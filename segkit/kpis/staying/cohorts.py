"""Retention by cohort: who is still there, how sure that is, and how it goes on."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from typing import Any

import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.kpis.periods import CALENDARS, Calendar
from segkit.kpis.staying import cohort_counts as retention_counts
from segkit.kpis.words import retention as words
from segkit.record import Table
from segkit.record.differences import quantile, wilson_ends

COLUMNS = ["cohort", "age", "active", "size", "retention_rate", "low", "high"]


def retention(
    table: Any,
    *,
    as_of: Any = None,
    form: str | None = None,
    every: str = "month",
    window: int = 3,
    project: int = 0,
    level: float = 0.95,
    columns: Mapping[str, str] | None = None,
    timezone: str | None = None,
) -> Table:
    """Say what share of each cohort is still there, period after period.

    Parameters
    ----------
    table : orders; or contracts (started_on, ended_on); in any engine; or the counts
        that `features.cohorts` returns
    as_of : last day that counts; not for counts
    form : of orders ``"in_period"`` (ordered in that period), ``"rolling"`` (in it or
        the `window` - 1 before) or ``"unbounded"`` (in it or later); None for the first
    every : ``"month"``, ``"quarter"``, ``"week"`` or ``"day"``
    window : periods that rolling looks at
    project : how many more periods to project by `segkit.clv.ShiftedBetaGeometric`;
        only where those who leave are seen to leave: contracts, or counts that never
        grow. Give it contracts that all run equally long, with `every` as long as that
    level : coverage of the intervals, 0 to 1
    columns, timezone : as for the indicators

    Returns
    -------
    Table: cohort, age (periods since the first), active, size, retention_rate, low,
    high (Wilson; of projections the model's), projected. The cohort ``all`` adds up
    those that are old enough. ``attrs``: heading, definition, every, note,
    counts (wide)

    Raises
    ------
    DataError
        if the table is none of these, or cannot be projected

    Notes
    -----
    Own definitions; a period that is not over by `as_of` is left out. Projection: Fader
    and Hardie (2007), Journal of Interactive Marketing 21, 76-90.

    Examples
    --------
    >>> orders = pd.DataFrame({"customer_id": [1, 1, 2], "amount": 5.0})
    >>> days = ["2024-01-05", "2024-03-01", "2024-01-31"]
    >>> orders["ordered_at"] = pd.to_datetime(days)
    >>> found = retention(orders, as_of="2024-03-31")
    >>> found[found["cohort"] == "all"][["age", "active", "size", "retention_rate"]]
       age  active  size  retention_rate
    3    0       2     2             1.0
    4    1       0     2             0.0
    5    2       1     2             0.5
    """
    checks.choice(every, CALENDARS, name="every")
    window = checks.whole_number(window, name="window", low=1)
    project = checks.whole_number(project, name="project", low=0)
    told = {"window": window, "columns": columns, "timezone": timezone}
    counts, form, note = _counts(table, CALENDARS[every], as_of, form, **told)
    result = _long(counts, level)
    if project:
        result, more = _projected(result, counts, project, level, every)
        note = "; ".join(filter(None, [note, more]))
    said = {"every": every, "before": window - 1}
    result.attrs = {
        "heading": words.HEADING[form].format(**said),
        "definition": words.FORMS[form].format(**said),
        "form": form,
        "every": every,
        "level": level,
        "note": "; ".join(filter(None, [words.POOLED, note])),
        "counts": counts,
    }
    return result


def _counts(
    table: Any, calendar: Calendar, as_of: Any, form: str | None, **told: Any
) -> tuple[pd.DataFrame, str, str]:
    """Take counts as they are; count contracts and orders."""
    kind = _kind(table, told["columns"])
    if kind == "counts":
        form = _only(form, "in_period", words.COUNTED_FORM)
        return pd.DataFrame(table).astype(float), form, ""
    return _counted(table, kind, calendar, _day(as_of, kind), form, **told)


def _kind(table: Any, columns: Mapping[str, str] | None) -> str:
    if isinstance(table, pd.DataFrame) and list(table.columns[:2]) == [0, 1]:
        return "counts"
    checks.table(table, name="retention", columns=columns)
    have = {*nw.from_native(table).collect_schema().names(), *(columns or {})}
    if {"customer_id", "started_on", "ended_on"} <= have:
        return "contracts"
    if {"customer_id", "ordered_at", "amount"} <= have:
        return "orders"
    raise DataError(words.NEEDS.format(have=sorted(map(str, have))))


def _only(form: str | None, allowed: str, text: str) -> str:
    if form not in {None, allowed}:
        raise DataError(text.format(form=form))
    return allowed


def _day(as_of: Any, kind: str) -> date:
    if as_of is None:
        raise DataError(words.AS_OF.format(name=kind))
    return checks.day(as_of)


def _counted(
    table: Any,
    kind: str,
    calendar: Calendar,
    day: date,
    form: str | None,
    *,
    window: int,
    **told: Any,
) -> tuple[pd.DataFrame, str, str]:
    if kind == "contracts":
        form = _only(form, "contract", words.CONTRACT_FORM)
        counts = retention_counts.of_contracts(table, calendar, day, **told)
    else:
        forms = [name for name in words.FORMS if name != "contract"]
        form = checks.choice(form or "in_period", forms, name="form")
        counts = retention_counts.of_orders(
            table, calendar, day, form=form, window=window, **told
        )
    names = [calendar.label(calendar.begins(int(n))) for n in counts.index]
    counts.index = pd.Index(names, name="cohort")
    counts.columns.name = calendar.name
    _, over = retention_counts.complete(calendar, day)
    note = "" if over else words.UNFINISHED.format(every=calendar.name, as_of=day)
    return counts, form, note


def _long(counts: pd.DataFrame, level: float) -> Table:
    """Make a row of each cohort and age, and of all cohorts that are old enough."""
    rows: list[list[Any]] = []
    for name, row in counts.iterrows():
        known = row[row.notna()]
        if row[0] > 0:
            rows += [_row(name, age, n, row[0], level) for age, n in known.items()]
    for age in counts.columns:
        old = counts[counts[age].notna()]
        rows.append(_row(words.ALL, age, old[age].sum(), old[0].sum(), level))
    table = Table(rows, columns=COLUMNS)
    table = table[table["size"] > 0].reset_index(drop=True)
    result = Table(table.astype({"age": int, "active": int, "size": int}))
    result["projected"] = False
    return result


def _row(cohort: Any, age: Any, active: float, size: float, level: float) -> list[Any]:
    if not size:
        return [cohort, age, active, size, *[math.nan] * 3]
    low, high = wilson_ends(active / size, size, quantile(level))
    rate = active / size
    return [cohort, age, active, size, rate, min(low, rate), max(high, rate)]


def _projected(
    table: Table, counts: pd.DataFrame, project: int, level: float, every: str
) -> tuple[Table, str]:
    """Continue all cohorts together by the model of those who leave for good."""
    from segkit.clv import ShiftedBetaGeometric  # noqa: PLC0415 (slow to import)

    began = counts[counts[0] > 0]
    steps = np.diff(began.to_numpy(), axis=1)
    if np.nanmax(steps, initial=0.0) > 0:
        i, j = np.argwhere(steps > 0)[0]
        example = f"{began.iloc[i, j]:g}, then {began.iloc[i, j + 1]:g}"
        raise DataError(words.PROJECT.format(example=example))
    model = ShiftedBetaGeometric().fit(began.T.reset_index(drop=True))
    last = int(table.loc[table["cohort"] == words.ALL, "age"].max())
    ages = range(last + 1, last + project + 1)
    found = model.survival_rate(list(ages), level=level)
    more = pd.DataFrame(
        {
            "cohort": words.ALL,
            "age": ages,
            "active": 0,
            "size": 0,
            "retention_rate": found["survival_rate"].to_numpy(),
            "low": found["low"].to_numpy(),
            "high": found["high"].to_numpy(),
            "projected": True,
        }
    )
    told = {"every": every, "first": last + 1, "cohorts": len(began)}
    note = words.PROJECTED.format(n=int(began[0].sum()), **told)
    return Table(pd.concat([table, more], ignore_index=True)), note
