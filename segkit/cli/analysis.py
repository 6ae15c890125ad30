"""From orders to groups, and the test of whether the groups hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import narwhals.stable.v2 as nw
import pandas as pd

from segkit import checks, engine, features, kpis
from segkit.checks import DataError
from segkit.cli import words

Make = Callable[[pd.DataFrame], pd.Series]
FAR_APART = 60  # days without an order before the very last one: a mistyped date?


@dataclass(frozen=True, eq=False)
class BackTest:
    """The back-test: the table, the days, or why there is none.

    Parameters
    ----------
    table : as `segkit.kpis.by_segment` returns it, or None
    held : the days held out, or None
    why_not : why there is no test
    """

    table: pd.DataFrame | None = None
    held: features.Holdout | None = None
    why_not: str = ""


def last_days(orders: Any) -> tuple[date, int]:
    """Say which day is the last in the data, and how far the one before it lies.

    Parameters
    ----------
    orders : orders table of any engine

    Returns
    -------
    (last day, days since the day before it with an order; 0 if there is only one)

    Raises
    ------
    DataError
        if no row has a date

    Examples
    --------
    >>> at = pd.to_datetime(["2024-05-01 09:30", "2024-04-28 10:00"])
    >>> last_days(pd.DataFrame({"ordered_at": at}))
    (datetime.date(2024, 5, 1), 3)
    """
    at = nw.col("ordered_at")
    dated = nw.from_native(orders).lazy().filter(~at.is_null())
    days = dated.select(day=at.dt.truncate("1d")).unique().sort("day", descending=True)
    found = engine.to_pandas(days.head(2).to_native())["day"]
    if not len(found):
        raise DataError(words.NO_DATES)
    gap = (found.iloc[0] - found.iloc[1]).days if len(found) > 1 else 0
    return pd.Timestamp(found.iloc[0]).date(), gap


def until(orders: Any, as_of: Any) -> Any:
    """Keep the orders up to the end of a day.

    Parameters
    ----------
    orders : orders table of any engine
    as_of : the last day that counts

    Returns
    -------
    the same kind of table

    Examples
    --------
    >>> at = pd.to_datetime(["2024-05-01 23:59", "2024-05-02 00:00"])
    >>> len(until(pd.DataFrame({"ordered_at": at}), "2024-05-01"))
    1
    """
    end = datetime.combine(checks.day(as_of), datetime.min.time()) + timedelta(days=1)
    return nw.from_native(orders).filter(nw.col("ordered_at") < end).to_native()


def back_test(orders: Any, make: Make, *, as_of: Any, days: int) -> BackTest:
    """Make the groups again without the last days, and see who bought in those.

    Parameters
    ----------
    orders : orders table of any engine
    make : makes groups from a customers table
    as_of : the last day that counts
    days : how many days are held out

    Returns
    -------
    BackTest

    References
    ----------
    Own definition: the history before the days held out must be as long as they are.
    """
    seen = until(orders, as_of)
    first, last = _limits(seen)
    have = (last - first).days + 1
    if have < 2 * days:
        return BackTest(why_not=words.SHORT.format(have=have, days=days, need=2 * days))
    try:
        held = features.holdout(seen, days=days)
        X = features.customers(seen, as_of=held.as_of)
        table = kpis.by_segment(
            kpis.purchase_rate, seen, make(X), start=held.start, end=held.end
        )
    except DataError as error:
        return BackTest(why_not=words.UNTESTED.format(days=days, error=error))
    return BackTest(table, held)


def _limits(orders: Any) -> tuple[date, date]:
    at = nw.col("ordered_at")
    limits = nw.from_native(orders).lazy().select(first=at.min(), last=at.max())
    row = engine.to_pandas(limits.to_native()).iloc[0]
    return row["first"].date(), row["last"].date()
