"""Purchase histories for models of how often and for how long customers buy."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import narwhals.stable.v2 as nw
import pandas as pd

from segkit import checks, engine
from segkit.checks import DataError
from segkit.features import door, fast, lines, population, words

c = nw.col
UNITS = {"D": 1, "W": 7}


def purchase_history(
    orders: Any,
    *,
    as_of: Any,
    unit: str = "D",
    columns: Mapping[str, str] | None = None,
    timezone: str | None = None,
) -> pd.DataFrame:
    """Summarise each customer's purchases as x, t_x, T and mean repeat value.

    Parameters
    ----------
    orders, as_of, columns, timezone : as for `features.customers`
    unit : ``"D"`` for days or ``"W"`` for weeks; a week is exact days / 7

    Returns
    -------
    pandas.DataFrame, one row per customer with an order, indexed by customer_id
        frequency (x, int: days with an order after the first), recency (t_x: from
        the first to the last order, in units), T (from the first order to as_of, in
        units), monetary (currency: mean value of a day with an order after the first;
        0 where there is none). ``attrs``: as_of, unit and left_out.

    Raises
    ------
    DataError
        if columns are missing or hold the wrong kind, or nobody ordered

    Notes
    -----
    Fader, Hardie and Lee, "Counting your customers" the easy way, Marketing Science 24,
    2005, section 4: (x, t_x, T). Orders of the same local day are one purchase.
    Refunds (orders of less than zero) are no purchase, and lower nothing here.

    Examples
    --------
    >>> import pandas as pd
    >>> orders = pd.DataFrame({"customer_id": [1, 1, 1, 2], "amount": [9, 4, 6, 5]})
    >>> days = ["2024-01-01", "2024-01-08", "2024-01-15", "2024-01-10"]
    >>> orders["ordered_at"] = pd.to_datetime(days)
    >>> purchase_history(orders, as_of="2024-01-29", unit="W")
                 frequency  recency         T  monetary
    customer_id
    1                    2      2.0  4.000000       5.0
    2                    0      0.0  2.714286       0.0
    """
    today = checks.day(as_of)
    days = UNITS[checks.choice(unit, UNITS, name="unit")]
    plain = ("order_id",)
    frame = door.opened(orders, columns=columns, timezone=timezone, optional=plain)
    if frame.implementation.is_pandas():
        sums, left_out = fast.history(frame.to_native(), today)
    else:
        sums, left_out = _in_engine(frame, today)
    if sums.empty:
        raise DataError(words.NO_ORDERS.format(as_of=today))
    table = _in_units(population.tidy(sums), today.toordinal(), days)
    table.attrs = {"as_of": today.isoformat(), "unit": unit, "left_out": left_out}
    return table


def _in_engine(frame: Any, today: date) -> tuple[pd.DataFrame, dict[str, int]]:
    count = lines.counted(frame, today)
    rows = lines.per_order(lines.kept(frame, today), loose=count.loose > 0)
    return engine.to_pandas(_summed(rows).to_native()), count.left_out


def _summed(orders: Any) -> Any:
    """Purchases of a day first, then one row per customer."""
    day = engine.day_number(c("ordered_at"))
    days = (
        orders.filter(c("cents") >= 0)
        .with_columns(day=day)
        .group_by("customer_id", "day")
        .agg(c("cents").sum())
        .with_columns(first=c("day").min().over("customer_id"))
    )
    again = nw.when(c("day") > c("first")).then(c("cents")).otherwise(nw.lit(0))
    return (
        days.with_columns(again=again)
        .group_by("customer_id")
        .agg(
            n=nw.len(),
            again=c("again").sum(),
            first=c("day").min(),
            last=c("day").max(),
        )
    )


def _in_units(sums: pd.DataFrame, today: int, days: int) -> pd.DataFrame:
    frequency = sums["n"].astype("int64") - 1
    return pd.DataFrame(
        {
            "frequency": frequency,
            "recency": (sums["last"] - sums["first"]) / days,
            "T": (today - sums["first"]) / days,
            "monetary": sums["again"] / (100 * frequency.clip(lower=1)),
        }
    )
