"""Count cohorts in the engine: who of them was there how many months later."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd

from segkit import engine
from segkit.checks import DataError
from segkit.kpis import reading
from segkit.kpis.buying.orders import ORDERS, to_orders
from segkit.kpis.periods import Calendar
from segkit.kpis.staying import churn
from segkit.kpis.words import retention as words

c = nw.col


def complete(calendar: Calendar, as_of: date) -> tuple[int, bool]:
    """Return the last part of the calendar that is over, and whether as_of ends it."""
    last = calendar.of_day(as_of)
    whole = calendar.ends(last) == as_of
    return (last if whole else last - 1), whole


def of_orders(
    orders: Any,
    calendar: Calendar,
    as_of: date,
    *,
    form: str,
    window: int,
    columns: Mapping[str, str] | None,
    timezone: str | None,
) -> pd.DataFrame:
    """Count who of each cohort ordered how much later.

    Parameters
    ----------
    orders : in any engine
    calendar : what a period is
    as_of : last day that counts
    form : ``"in_period"``, ``"rolling"`` or ``"unbounded"``
    window : periods that rolling looks back on
    columns, timezone : as in `segkit.kpis.reading.opened`

    Returns
    -------
    DataFrame, a row per cohort (number of its period), columns 0, 1, 2, ... periods
    later; nan where that is not over
    """
    rows = reading.opened(ORDERS, orders, columns=columns, timezone=timezone)
    rows, _, _ = reading.inside(ORDERS, rows, None, as_of)
    last, _ = complete(calendar, as_of)
    rows = rows.with_columns(_at=calendar.number(c("ordered_at")))
    made = to_orders(rows, ["_at"]).filter(c("is_order") == 1)
    times = made.select("customer_id", "_at").unique().filter(c("_at") <= last)
    first = c("_at").min().over("customer_id")
    ages = times.with_columns(cohort=first).with_columns(age=c("_at") - c("cohort"))
    if form == "rolling":
        again = ages.filter(c("age") > 0)
        later = [again.with_columns(age=c("age") + step) for step in range(window)]
        ages = nw.concat([ages.filter(c("age") == 0), *later])
        ages = ages.select("customer_id", "cohort", "age").unique()
    if form == "unbounded":
        ages = ages.group_by("customer_id", "cohort").agg(age=c("age").max())
    found = ages.group_by("cohort", "age").agg(n=nw.len())
    return _matrix(engine.to_pandas(found.to_native()), last, as_of,
                   add=form == "unbounded")  # fmt: skip


def of_contracts(
    contracts: Any,
    calendar: Calendar,
    as_of: date,
    *,
    columns: Mapping[str, str] | None,
    timezone: str | None,
) -> pd.DataFrame:
    """Count who of each cohort still has the contract at the end of later periods.

    Parameters
    ----------
    contracts : in any engine
    calendar, as_of, columns, timezone : as in `of_orders`

    Returns
    -------
    DataFrame as from `of_orders`

    Raises
    ------
    DataError
        if a contract ends before it starts
    """
    rows = reading.opened(churn.CONTRACTS, contracts, columns=columns,
                          timezone=timezone)  # fmt: skip
    rows, _, _ = reading.inside(churn.CONTRACTS, rows, None, as_of)
    rows = churn.opened(rows)
    last, _ = complete(calendar, as_of)
    ended = ~c("ended_on").is_null() & (c("ended_on") < engine.day_after(rows, as_of))
    till = nw.when(ended).then(c("ended_on")).otherwise(c("started_on"))
    rows = rows.with_columns(_till=till, _ended=ended)
    rows = rows.with_columns(
        cohort=calendar.number(c("started_on")), _end=calendar.number(c("_till"))
    )
    rows = rows.filter(c("cohort") <= last)
    # whoever has not ended by the last period is there to its end and beyond
    lasted = (
        nw.when(c("_ended") & (c("_end") <= last)).then(c("_end")).otherwise(last + 1)
    )
    rows = rows.with_columns(age=lasted - c("cohort") - 1)
    found = rows.group_by("cohort", "age").agg(n=nw.len())
    table = engine.to_pandas(found.to_native())
    backwards = int(table.loc[table["age"] < -1, "n"].sum()) if len(table) else 0
    if backwards:
        raise DataError(words.ENDED_BEFORE.format(n=backwards))
    sizes = table.groupby("cohort")["n"].sum() if len(table) else None
    return _matrix(table[table["age"] >= 0], last, as_of, add=True, sizes=sizes)


def _matrix(
    found: pd.DataFrame, last: int, as_of: date, *, add: bool, sizes: Any = None
) -> pd.DataFrame:
    """Turn counts by cohort and age into a table; with add, count those who last."""
    if found.empty:
        raise DataError(words.NO_COHORT.format(as_of=as_of))
    found = found.astype("int64")
    periods = range(int(found["cohort"].min()), last + 1)
    if sizes is not None:
        periods = range(int(sizes.index.min()), last + 1)
    table = found.pivot(index="cohort", columns="age", values="n")
    table = table.reindex(index=periods, columns=range(len(periods))).fillna(0.0)
    if add:
        table = table.iloc[:, ::-1].cumsum(axis=1).iloc[:, ::-1]
    if sizes is not None:
        table[0] = sizes.reindex(table.index).fillna(0.0)
    reached = table.index.to_numpy()[:, None] + np.arange(len(periods)) <= last
    return table.where(reached).astype("float64")
