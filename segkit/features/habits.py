"""How customers buy: at what prices, how they pay, how they get it; and all in one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import narwhals.stable.v2 as nw
import pandas as pd

from segkit import checks, engine
from segkit.features import one_row, orders, placed, population, timing

c = nw.col
NINE_DIGITS = 10**9  # counts are taken from it: the most is then the least text
DIGITS = len(str(NINE_DIGITS - 1))


def habits(
    orders: Any,
    *,
    as_of: Any,
    customers: Any = None,
    columns: Mapping[str, str] | None = None,
    timezone: str | None = None,
) -> pd.DataFrame:
    """Say how each customer buys: reduced or not, with codes, paid and delivered how.

    Parameters
    ----------
    orders, as_of, customers, columns, timezone : as for `features.customers`; read
        where they are there: discount_amount, promo_code, payment, delivery

    Returns
    -------
    pandas.DataFrame, one row per customer, sorted and indexed by customer_id
        with discount_amount: n_discounted_orders and discounted_rate (the part of the
        orders of which any line was reduced); with promo_code: promo_code_rate; with
        payment and delivery: favourite_<column> (most orders, of equal ones the first
        by name) and favourite_<column>_rate, of the orders of which it is known

    Raises
    ------
    DataError
        as `features.customers`

    Notes
    -----
    The share of the list price that was given away, categories and channels are in
    `features.customers`; `features.behaviour` joins all.

    Examples
    --------
    >>> made = pd.DataFrame({"customer_id": ["ann", "ann"], "amount": [9.0, 5.0]})
    >>> made["ordered_at"] = pd.to_datetime(["2024-05-01", "2024-06-01"])
    >>> made = made.assign(discount_amount=[0.0, 1.0], payment=["card", "card"])
    >>> found = habits(made, as_of="2024-06-30")
    >>> found[["n_discounted_orders", "discounted_rate", "favourite_payment"]]
                 n_discounted_orders  discounted_rate favourite_payment
    customer_id
    ann                            1              0.5              card
    """
    today = checks.day(as_of)
    made, count = placed.orders(orders, as_of=today, columns=columns, timezone=timezone)
    have = made.collect_schema().names()
    parts = {"_n": c("buys")}
    parts |= {name: c(name) for name in ("reduced", "code") if name in have}
    counts = placed.sums(made, parts, {}).set_index("customer_id")
    result, kinds = _rates(counts)
    for name in ("payment", "delivery"):
        if name in have:
            result = result.join(_favourites(made, name), how="left")
            kinds[f"favourite_{name}"] = one_row.NAME
            kinds[f"favourite_{name}_rate"] = one_row.RATE
    return one_row.settled(
        result.rename_axis("customer_id").reset_index(),
        kinds,
        as_of=today,
        left_out=count.left_out,
        rows=counts["_rows"],
        customers=customers,
        columns=columns,
    )


def behaviour(
    native: Any,
    *,
    as_of: Any,
    people: pd.DataFrame | None = None,
    periods: timing.Periods | None = None,
    customers: Any = None,
    columns: Mapping[str, str] | None = None,
    timezone: str | None = None,
) -> pd.DataFrame:
    """Describe all that orders tell of each customer: how much, when and how they buy.

    Parameters
    ----------
    native : orders, as for `features.customers`
    as_of, customers, columns, timezone : as for `features.customers`
    people, periods : as for `features.timing`

    Returns
    -------
    pandas.DataFrame, one row per customer: the columns of `features.customers`,
    `features.timing` and `features.habits`

    Raises
    ------
    DataError
        as these

    Examples
    --------
    >>> made = pd.DataFrame({"customer_id": ["ann", "ann"], "amount": [9.0, 5.0]})
    >>> made["ordered_at"] = pd.to_datetime(["2024-05-01", "2024-06-01"])
    >>> found = behaviour(made, as_of="2024-06-30")
    >>> found[["n_orders", "preferred_weekday", "active_months_rate"]].values.tolist()
    [[2, 'wednesday', 1.0]]
    """
    same: dict[str, Any] = {"as_of": as_of, "columns": columns, "timezone": timezone}
    same["customers"] = customers
    usual = orders.customers(native, **same)
    when = timing.timing(native, people=people, periods=periods, **same)
    how = habits(native, **same)
    found = pd.concat([usual, when, how], axis=1)
    found.attrs = dict(usual.attrs)
    return found


def _rates(counts: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, str]]:
    made, kinds = {}, {}
    if "reduced" in counts:
        made["n_discounted_orders"] = counts["reduced"]
        made["discounted_rate"] = one_row.ratio(counts["reduced"], counts["_n"])
        kinds = {"n_discounted_orders": one_row.COUNT, "discounted_rate": one_row.RATE}
    if "code" in counts:
        made["promo_code_rate"] = one_row.ratio(counts["code"], counts["_n"])
        kinds["promo_code_rate"] = one_row.RATE
    return pd.DataFrame(made, counts.index), kinds


def _favourites(made: Any, name: str) -> pd.DataFrame:
    """Find the commonest name of each customer: the least text of count and name."""
    known = made.filter(c("buys"), ~c(name).is_null())
    counts = known.group_by("customer_id", name).agg(n=nw.len())
    counts = counts.with_columns(c("n").cast(nw.Int64))
    key = nw.concat_str((NINE_DIGITS - c("n")).cast(nw.String), c(name))
    best = (
        counts.with_columns(_key=key)
        .group_by("customer_id")
        .agg(c("_key").min(), c("n").sum())
    )
    table = engine.to_pandas(best.to_native()).set_index("customer_id")
    table.index = population.plain_index(table.index)
    most = NINE_DIGITS - table["_key"].str[:DIGITS].astype("int64")
    return pd.DataFrame(
        {
            f"favourite_{name}": table["_key"].str[DIGITS:],
            f"favourite_{name}_rate": most / table["n"].astype("int64"),
        }
    )
