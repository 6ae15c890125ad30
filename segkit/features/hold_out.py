"""Hold out the last days, so that segments are judged on what came after them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import narwhals.stable.v2 as nw

from segkit import checks, engine
from segkit.checks import DataError
from segkit.features import door, words

c = nw.col


@dataclass(frozen=True)
class Holdout:
    """The days that make the segments, and the later days that judge them.

    Parameters
    ----------
    as_of : last day that the features may see, ISO text
    start, end : first and last day held out, ISO text
    days : number of days held out
    first_day, last_day : first and last day with an order, ISO text

    Examples
    --------
    >>> days = ("2024-06-30", "2024-07-01", "2024-07-31")
    >>> Holdout(*days, days=31, first_day="2023-01-01", last_day="2024-07-31")
    Holdout(as_of='2024-06-30', start='2024-07-01', end='2024-07-31', days=31,
            first_day='2023-01-01', last_day='2024-07-31')
    """

    as_of: str
    start: str
    end: str
    days: int
    first_day: str
    last_day: str


def holdout(
    orders: Any,
    *,
    days: int,
    columns: Mapping[str, str] | None = None,
    timezone: str | None = None,
) -> Holdout:
    """Split the history before its last `days` days.

    Parameters
    ----------
    orders, columns, timezone : as for `features.customers`
    days : number of local days held out, counted back from the last order

    Returns
    -------
    Holdout
        ``features.customers(orders, as_of=held.as_of)`` sees what came before;
        ``kpis.by_segment(..., start=held.start, end=held.end)`` judges on the rest.

    Raises
    ------
    DataError
        if the history is too short: at least one day must remain before

    Notes
    -----
    Own definition. Rows without customer, time or amount do not set the limits.

    Examples
    --------
    >>> import pandas as pd
    >>> orders = pd.DataFrame({"customer_id": [1, 1], "amount": 5.0})
    >>> orders["ordered_at"] = pd.to_datetime(["2024-01-01", "2024-06-30"])
    >>> held = holdout(orders, days=30)
    >>> held.as_of, held.start, held.end
    ('2024-05-31', '2024-06-01', '2024-06-30')
    """
    days = checks.whole_number(days, name="days")
    first, last = _limits(orders, columns, timezone)
    as_of = last - timedelta(days=days)
    have = (last - first).days + 1
    if as_of < first:
        text = words.SHORT_HISTORY if have > 1 else words.ONE_DAY
        raise DataError(
            text.format(first=first, last=last, have=have, days=days, most=have - 1)
        )
    start = as_of + timedelta(days=1)
    return Holdout(
        as_of=as_of.isoformat(),
        start=start.isoformat(),
        end=last.isoformat(),
        days=days,
        first_day=first.isoformat(),
        last_day=last.isoformat(),
    )


def _limits(
    orders: Any, columns: Mapping[str, str] | None, timezone: str | None
) -> tuple[date, date]:
    frame = door.opened(orders, columns=columns, timezone=timezone, optional=())
    priced = engine.is_number("amount", frame.collect_schema()["amount"])
    rows = frame.filter(~c("customer_id").is_null(), priced)
    at = c("ordered_at")
    found = rows.select(n=at.count(), first=at.min(), last=at.max())
    limits = engine.to_pandas(found.to_native()).iloc[0]
    if not limits["n"]:
        raise DataError(words.NOTHING_DATED)
    return limits["first"].date(), limits["last"].date()
