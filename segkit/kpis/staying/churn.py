"""Indicators of leaving a contract: churn and retention within a period."""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import Any

import narwhals.stable.v2 as nw

from segkit import checks, engine
from segkit.checks import DataError
from segkit.kpis.clustered import Bunches
from segkit.kpis.indicator import indicator
from segkit.kpis.sources import Source, Window
from segkit.kpis.words import churn as words
from segkit.record import Kpi, Sum, wilson

c = nw.col


def opened(rows: Any) -> Any:
    """Make ended_on plain local time, whatever the table calls a day."""
    kind = rows.collect_schema()["ended_on"]
    if kind not in (nw.Datetime, nw.Date):  # nothing but missing values
        return rows.with_columns(c("ended_on").cast(nw.Datetime("us")))
    return engine.local_time(rows, "ended_on", name="contracts")


def moment(rows: Any, day: date) -> Any:
    """Return the first moment of a day, in words that the engine understands."""
    return engine.day_after(rows, day - timedelta(days=1))


def _per_customer(rows: Any, keys: list[str], window: Window) -> Any:
    """Count each customer's contracts on the eve of each period and at its end."""
    rows = opened(rows)
    if "contract_id" not in rows.collect_schema().names():
        rows = rows.with_columns(contract_id=nw.lit(None, nw.String))
    parts = [
        _one_period(rows, [key for key in keys if key != "_when"], first, last, number)
        for number, first, last in window.parts
    ]
    return parts[0] if len(parts) == 1 else nw.concat(parts)


def _one_period(
    rows: Any, keys: list[str], first: date, last: date, number: int | None
) -> Any:
    flags = _flags(moment(rows, first), engine.day_after(rows, last))
    one, zero = nw.lit(1), nw.lit(0)
    counted = {name: nw.when(flag).then(one).otherwise(zero) for name, flag in flags}
    sums = {f"n{name}": c(name).sum() for name, _ in flags}
    people = (
        rows.with_columns(**counted)
        .group_by(*keys)
        .agg(
            n_rows=nw.len(),
            n_ids=c("contract_id").n_unique(),
            all_named=c("_named").min(),
            **sums,
        )
    )
    people = people.with_columns(n_twice=c("n_named") - c("n_ids") + 1 - c("all_named"))
    return people if number is None else people.with_columns(_when=nw.lit(number))


def _flags(begins: Any, after: Any) -> list[tuple[str, Any]]:
    """Say of a contract what is true on the eve of a period and at its end."""
    still = c("ended_on").is_null()
    active = (c("started_on") < begins) & (still | (c("ended_on") >= begins))
    there = (c("started_on") < after) & (still | (c("ended_on") >= after))
    return [
        ("_active", active),
        ("_there", there),
        ("_lost", active & ~there),
        ("_backwards", ~still & (c("ended_on") < c("started_on"))),
        ("_named", ~c("contract_id").is_null()),
    ]


CONTRACTS = Source(
    "contracts",
    _per_customer,
    time="started_on",
    blanks=("ended_on",),
    extra={"contract_id": None},
    everybody=False,
    whole=True,
    what=words.ROW_NEEDS,
)
"""Columns of each customer: n_active on the eve, n_there at the end, n_lost."""


def _active(count: str) -> Any:
    return c("n_active") if count == "contracts" else c("n_active") >= 1


def _lost(count: str) -> Any:
    gone = (c("n_active") >= 1) & (c("n_there") == 0)
    return c("n_lost") if count == "contracts" else gone


NUMBERS: dict[str, Any] = {
    "lost": _lost,
    "active": _active,
    "customers": c("n_active") >= 1,
    "backwards": c("n_backwards"),
    "repeated": c("n_twice"),
}


@indicator(
    CONTRACTS,
    words.CHURN,
    spread=2,
    variants={"count": words.COUNTED},
    **NUMBERS,
)
def churn_rate(
    lost: Any,
    active: Any,
    *,
    customers: Any = None,
    backwards: Any = 0,
    repeated: Any = 0,
    count: str = "customers",
    period: str = "",
    level: float = 0.95,
) -> Kpi:
    """Say what share of those with a contract was lost within the period.

    Parameters
    ----------
    lost : those lost in the period, of those active on its eve
    active : those with a contract on the eve of the period
    customers : how many customers stand behind them, from a table
    backwards : contracts that end before they start, from a table; refused
    repeated : rows that repeat a contract, from a table; refused
    count : in table form, ``"customers"`` (lost is who has no contract left at the end;
        who changes to another is kept) or ``"contracts"``
    period : the days that were counted, in words
    level : coverage of the interval, 0 to 1

    Returns
    -------
    Kpi, a rate from 0 to 1; for one period, not for a month, unless it is one

    Raises
    ------
    DataError
        if a contract ends before it starts or is there twice, or more are lost than
        were active

    Notes
    -----
    Own definition. The table form takes ``start=`` and ``end=``; ``ended_on`` is the
    first day without the contract. Wilson's interval; for contracts of which customers
    have several, `segkit.kpis.clustered`.

    Examples
    --------
    >>> churn_rate(12, 240)
    churn rate: 5.0 % (12 of 240), 95 % interval 2.9 % to 8.5 %
    """
    _sound(lost, active, backwards, repeated)
    return _share("churn_rate", lost, active, customers, period, level)


@indicator(
    CONTRACTS,
    words.RETENTION,
    spread=2,
    variants={"count": words.COUNTED},
    **NUMBERS,
)
def retention_rate(
    lost: Any,
    active: Any,
    *,
    customers: Any = None,
    backwards: Any = 0,
    repeated: Any = 0,
    count: str = "customers",
    period: str = "",
    level: float = 0.95,
) -> Kpi:
    """Say what share of those with a contract was kept: 1 less the churn rate.

    Parameters
    ----------
    lost, active, customers, backwards, repeated, count, period, level : as for
        `churn_rate`: those lost, not those kept

    Returns
    -------
    Kpi, a rate from 0 to 1

    Raises
    ------
    DataError
        as `churn_rate`

    Notes
    -----
    Own definition; see `churn_rate`.

    Examples
    --------
    >>> retention_rate(12, 240)
    retention rate: 95.0 % (228 of 240), 95 % interval 91.5 % to 97.1 %
    """
    _sound(lost, active, backwards, repeated)
    churn = _share("retention_rate", lost, active, customers, period, level)
    return Kpi(
        **{
            **vars(churn),
            "value": 1 - churn.value,
            "numerator": churn.denominator - churn.numerator,
            "low": 1 - churn.high,
            "high": 1 - churn.low,
        }
    )


def _sound(lost: Any, active: Any, backwards: Any, repeated: Any) -> None:
    if float(backwards):
        raise DataError(words.BACKWARDS.format(n=int(float(backwards))))
    if float(repeated):
        raise DataError(words.REPEATED.format(n=int(float(repeated))))
    if float(lost) > float(active):
        told = {"lost": int(float(lost)), "active": int(float(active))}
        raise DataError(words.LOST_MORE.format(**told))


def _share(name: str, lost: Any, active: Any, customers: Any, *said: Any) -> Kpi:
    period, level = said
    if isinstance(active, Sum):
        known, part, whole = active.moments, "lost", "active"
        sums = [(part,), (whole,), (part, part), (part, whole), (whole, whole)]
        bunches = Bunches(
            int(float(customers)), *(int(known.sum(*names)) for names in sums)
        )
        low, high = bunches.interval(level)
        lost, active = bunches.part, bunches.whole
    else:
        lost = checks.whole_number(lost, name="lost", low=0)
        active = checks.whole_number(active, name="active", low=0)
        low, high = wilson(lost, active, level, name=name)
    return Kpi(
        name=name,
        value=lost / active if active else math.nan,
        numerator=lost,
        denominator=active,
        n=active,
        low=low,
        high=high,
        unit="rate",
        definition="",
        period=period,
        level=level,
        note="" if active else words.NOBODY,
    )
