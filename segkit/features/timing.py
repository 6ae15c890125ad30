"""When customers buy: season, weekday, time of day, birthdays, how regularly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.features import anniversaries, one_row, placed, words

c = nw.col
SEASONS = {"winter": 0, "spring": 1, "summer": 2, "autumn": 3}  # from December
PARTS = {"night": 0, "morning": 1, "afternoon": 2, "evening": 3}  # six hours each
KINDS = {
    "season": list(SEASONS),
    "month": list(words.MONTHS),
    "weekday": list(words.WEEKDAYS),
    "part_of_day": list(PARTS),
}
PERIODS = {
    "holiday_season": [("12-01", "12-31")],
    "sales": [("01-03", "01-20"), ("07-01", "07-16"), ("11-20", "11-30")],
}
Periods = Mapping[str, Sequence[tuple[str, str]]]


def timing(
    orders: Any,
    *,
    as_of: Any,
    people: pd.DataFrame | None = None,
    periods: Periods | None = None,
    birthday_days: int = 14,
    customers: Any = None,
    columns: Mapping[str, str] | None = None,
    timezone: str | None = None,
) -> pd.DataFrame:
    """Say when each customer buys, and how regularly.

    Parameters
    ----------
    orders, as_of, customers, columns, timezone : as for `features.customers`
    people : pandas table with customer_id and birth_date or signed_up_on or both, as
        dates; None if it is not known
    periods : name to days of the year, ``{"sales": [("01-03", "01-20")]}``; None for
        December and the sales of the shop in segkit's data
    birthday_days : how many days before a birthday count as near it

    Returns
    -------
    pandas.DataFrame, one row per customer, sorted and indexed by customer_id
        season_<name>_rate (winter from December), month_<name>_rate,
        weekday_<name>_rate, part_of_day_<name>_rate (night from midnight, each six
        hours; absent when no order has a time of day): shares of the orders;
        preferred_<kind>, the name with the largest share, of equal ones the first;
        preferred_hour (0 to 23, likewise); <period>_rate; n_gaps between different
        days with an order, gap_variation (standard deviation of the gaps over their
        mean, from two gaps on: 0 is a clock, 1 is chance); n_active_months and
        active_months_rate (calendar months with an order, of those since the first);
        with birth_date: birthday_rate (orders in the days before a birthday, or on it)
        and birthday_gap_days (mean days from an order to the nearest birthday); with
        signed_up_on: account_days, since then. Without orders everything is missing,
        or 0 for counts

    Raises
    ------
    DataError
        as `features.customers`, or if a period is no pair of days of the year

    Notes
    -----
    Own definitions. Half of all days are within 91 days of a birthday, and
    (birthday_days + 1) / 365 of them just before one: that is what chance brings.

    Examples
    --------
    >>> orders = pd.DataFrame({"customer_id": ["ann"] * 3, "amount": 9.0})
    >>> days = ["2024-01-06 09:30", "2024-02-03 10:00", "2024-07-01 21:00"]
    >>> orders["ordered_at"] = pd.to_datetime(days)
    >>> found = timing(orders, as_of="2024-12-31").loc["ann"]
    >>> found[["preferred_season", "preferred_part_of_day"]].tolist()
    ['winter', 'morning']
    >>> found[["gap_variation", "sales_rate"]].astype(float).round(2).tolist()
    [0.97, 0.67]
    """
    today = checks.day(as_of)
    named = _periods(PERIODS if periods is None else periods)
    made, count = placed.orders(
        orders, as_of=today, columns=columns, timezone=timezone, known=()
    )
    made = _dated(made)
    table = placed.sums(made, _parts(named), {"_from": c("_first").min()})
    result = _described(table, list(named), today)
    if people is not None:
        days = made.filter(c("buys")).group_by("customer_id", "_md").agg(n=nw.len())
        result = result.join(
            anniversaries.of(days, people, result, today, birthday_days), how="left"
        )
    names = [n for n in result.columns if n.startswith("preferred_")]
    kinds = dict.fromkeys(result.columns, one_row.RATE)
    kinds |= dict.fromkeys(set(names) - {"preferred_hour"}, one_row.NAME)
    kinds |= dict.fromkeys(("n_gaps", "n_active_months"), one_row.COUNT)
    return one_row.settled(
        result.rename_axis("customer_id").reset_index(),
        kinds,
        as_of=today,
        left_out=count.left_out,
        rows=table["_rows"],
        customers=customers,
        columns=columns,
    )


def _dated(made: Any) -> Any:
    """Add month, hour and the step from the order before."""
    at = c("ordered_at")
    month = at.dt.month().cast(nw.Int64)
    made = made.with_columns(
        _month=month,
        _hour=at.dt.hour().cast(nw.Int64),
        _timed=(at.dt.hour() + at.dt.minute() + at.dt.second()).cast(nw.Int64),
        _md=month * 100 + at.dt.day().cast(nw.Int64),
        _ym=at.dt.year().cast(nw.Int64) * 12 + month - 1,
    )
    before = [
        c(name).shift(1).over("customer_id", "buys", order_by="day").alias(f"_{name}0")
        for name in ("day", "_ym")
    ]
    return made.with_columns(*before).with_columns(
        _gap=(c("day") - c("_day0")).fill_null(0),
        _first=nw.when(c("buys")).then(c("_ym")),
        _new_month=c("__ym0").is_null() | (c("_ym") > c("__ym0")),
    )


def _parts(named: Mapping[str, Any]) -> dict[str, Any]:
    parts = {"_n": c("buys"), "_times": c("_timed"), "_months": c("_new_month")}
    parts |= {"_gaps": c("_gap") > 0, "_days": c("_gap"), "_squares": c("_gap") ** 2}
    parts |= {f"month_{n}": c("_month") == k for n, k in _from_1(words.MONTHS)}
    weekday = (c("day") - 1) % 7 + 1
    parts |= {f"weekday_{n}": weekday == k for n, k in _from_1(words.WEEKDAYS)}
    parts |= {f"_hour_{k}": c("_hour") == k for k in range(24)}
    return parts | {f"_in_{name}": within for name, within in named.items()}


def _described(table: pd.DataFrame, named: list[str], today: date) -> pd.DataFrame:
    """Turn counts into shares, and name the largest."""
    counts = table.set_index("customer_id")
    n = counts["_n"]
    for name, k in SEASONS.items():
        months = [words.MONTHS[(11 + 3 * k + i) % 12] for i in range(3)]
        counts[f"season_{name}"] = counts[[f"month_{m}" for m in months]].sum(axis=1)
    for name, k in PARTS.items():
        hours = [f"_hour_{h}" for h in range(6 * k, 6 * k + 6)]
        counts[f"part_of_day_{name}"] = counts[hours].sum(axis=1)
    timed = counts["_times"].sum() > 0
    kinds = [k for k in KINDS if timed or k != "part_of_day"]
    made = {}
    for kind in kinds:
        columns = [f"{kind}_{name}" for name in KINDS[kind]]
        best = counts[columns].to_numpy().argmax(axis=1)
        names = pd.Series(np.array(KINDS[kind], dtype=object)[best], counts.index)
        made[f"preferred_{kind}"] = names.where(n > 0, None)
        made |= {f"{col}_rate": one_row.ratio(counts[col], n) for col in columns}
    if timed:
        hour = counts[[f"_hour_{k}" for k in range(24)]].to_numpy().argmax(axis=1)
        made["preferred_hour"] = pd.Series(hour, counts.index, float).where(n > 0)
    made |= {f"{p}_rate": one_row.ratio(counts[f"_in_{p}"], n) for p in named}
    return pd.DataFrame(made | _regular(counts, today))


def _regular(counts: pd.DataFrame, today: date) -> dict[str, pd.Series]:
    gaps, days = counts["_gaps"], counts["_days"].astype(float)
    mean = one_row.ratio(days, gaps)
    square = counts["_squares"] - days * mean
    spread = np.sqrt(one_row.ratio(square.clip(lower=0), gaps - 1).where(gaps > 1))
    since = today.year * 12 + today.month - counts["_from"].astype(float)
    return {
        "n_gaps": gaps,
        "gap_variation": spread / mean,
        "n_active_months": counts["_months"],
        "active_months_rate": one_row.ratio(counts["_months"], since),
    }


def _periods(periods: Periods) -> dict[str, Any]:
    found = {}
    for name, spans in periods.items():
        within = nw.lit(False)
        for span in spans:
            first, last = (_day_of_year(day, name) for day in span)
            if first <= last:
                inside = (c("_md") >= first) & (c("_md") <= last)
            else:
                inside = (c("_md") >= first) | (c("_md") <= last)
            within = within | inside
        found[name] = within
    return found


def _day_of_year(day: str, name: str) -> int:
    try:
        found = date.fromisoformat(f"2024-{day}")
    except ValueError as error:
        raise DataError(words.PERIOD.format(name=name, day=day)) from error
    return found.month * 100 + found.day


def _from_1(names: Sequence[str]) -> list[tuple[str, int]]:
    return [(name, k) for k, name in enumerate(names, 1)]
