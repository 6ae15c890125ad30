"""Customer lifetime value three ways: by formula, so far, and as a model expects."""

from __future__ import annotations

import math
from typing import Any

import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd

from segkit import engine
from segkit.checks import DataError
from segkit.kpis.indicator import indicator
from segkit.kpis.numbers import EVERYBODY, money
from segkit.kpis.sources import Source, Window, totals
from segkit.kpis.words import market as words
from segkit.record import Kpi, Table, ratio
from segkit.record.differences import quantile

c = nw.col
MARGINS = Source(
    "order margins",
    totals(cents=engine.cents(c("margin_amount"))),
    time="ordered_at",
    numbers=("margin_amount",),
)
"""Margin of each customer, in whole cents."""


def _values(rows: Any, keys: list[str], window: Window) -> Any:
    rows = rows.with_columns(value=c("clv_amount").cast(nw.Float64))
    return rows.group_by(*keys).agg(n_rows=nw.len(), value=c("value").sum())


VALUES = Source(
    "values", _values, numbers=("clv_amount",), everybody=False, counted="n_rows"
)
"""One row per customer: what a model expects them to be worth."""


@indicator(
    None,
    words.CLV_FORMULA,
    variants={"first_margin": words.FIRST_MARGIN, "interval": words.CLV_INTERVAL},
)
def clv_formula(
    margin: float,
    retention: Any,
    discount: float,
    *,
    first_margin: str = "later",
    interval: str = "mapped",
    n: int | None = None,
    unit: str = "",
    level: float = 0.95,
) -> Kpi:
    """Say what a customer is worth if margin and retention never change.

    Parameters
    ----------
    margin : of a customer in a period, in a currency
    retention : share that stays from one period to the next, 0 to 1; a number, or a
        `Kpi` such as ``retention_rate`` gives
    discount : rate of the same period, such as 0.10
    first_margin : ``"later"`` or ``"now"``: when the first margin comes
    interval : ``"mapped"``: the ends of the retention's interval, put into the formula;
        ``"delta"``: standard error of the retention times the slope of the formula
    n : customers that the retention was counted on; taken from a `Kpi`
    unit : currency
    level : coverage of the interval, 0 to 1

    Returns
    -------
    Kpi; low and high nan where n is not known. Uncertainty of the margin is not in it

    Raises
    ------
    DataError
        if an argument is out of its limits, or nobody ever leaves at discount 0

    Notes
    -----
    `segkit.clv.formula_clv`: Gupta and Lehmann (2003). The slope is margin (1 + i) /
    (1 + i - r)², for both moments of the first margin. Mapped ends cover as often as
    those of the retention do; the delta method is the usual one in books.

    Examples
    --------
    >>> [round(clv_formula(1, r, i).value, 2) for r, i in [(0.9, 0.12), (0.8, 0.12)]]
    [4.09, 2.5]
    """
    from segkit.clv import formula_clv  # noqa: PLC0415 (slow to import)

    found = formula_clv(
        margin, retention, discount, first_margin=first_margin, n=n, currency=unit,
        level=level,
    )  # fmt: skip
    if interval == "mapped" or not found.n:
        return found
    r, i = float(retention), float(discount)
    slope = abs(margin) * (1 + i) / (1 + i - r) ** 2
    half = quantile(level) * slope * math.sqrt(r * (1 - r) / found.n)
    ends = {"low": found.value - half, "high": found.value + half}
    return Kpi(**{**vars(found), **ends})


@indicator(
    MARGINS,
    words.CLV_HISTORIC,
    spread=True,
    margin=money("cents"),
    customers=EVERYBODY,
)
def clv_historic(
    margin: Any,
    customers: Any = None,
    *,
    unit: str = "",
    period: str = "",
    level: float = 0.95,
) -> Kpi:
    """Say what a customer has brought so far, on average.

    Parameters
    ----------
    margin : margin so far, one number per customer; or the total
    customers : needed with a total: how many customers
    unit : currency
    period : the days that were counted, in words
    level : coverage of the interval, 0 to 1

    Returns
    -------
    Kpi, in currency per customer

    Raises
    ------
    DataError
        if a value is missing or no number

    Notes
    -----
    Own definition. It looks back: a customer of last week has had no time to bring
    much. The table form reads customer_id, ordered_at, margin_amount, and refunds as
    negative margins.

    Examples
    --------
    >>> clv_historic([10, 20, 60], unit="EUR").value
    30.0
    """
    if customers is None:
        customers = np.ones(len(margin))
    return ratio(
        "clv_historic", margin, customers, unit=unit, period=period, level=level
    )


@indicator(
    VALUES,
    words.CLV_MODELLED,
    spread=True,
    values=c("value"),
    customers=c("n_rows"),
)
def clv_probabilistic(
    values: Any,
    customers: Any = None,
    *,
    unit: str = "",
    period: str = "",
    level: float = 0.95,
) -> Kpi:
    """Say what a customer is worth on average, if a model is right.

    Parameters
    ----------
    values : what the model expects of each customer: a Series or list, as
        ``segkit.clv`` models give it; or the total
    customers : needed with a total: how many customers
    unit : currency
    period : the time ahead that the model looked at, in words
    level : coverage of the interval, 0 to 1

    Returns
    -------
    Kpi, in currency per customer; ``note`` says what its interval does not hold

    Raises
    ------
    DataError
        if a value is no number

    Notes
    -----
    Own definition. The table form reads customer_id and clv_amount.

    Examples
    --------
    >>> clv_probabilistic([12.5, 30.0, 7.5], unit="EUR").value.__round__(2)
    16.67
    """
    missing = 0
    if customers is None:
        try:
            known = pd.Series(values).astype(float)
        except (TypeError, ValueError) as error:
            raise DataError(words.NOT_A_LIST.format(found=error)) from error
        missing = int(known.isna().sum())
        values = known.dropna().to_numpy()
        customers = np.ones(len(values))
    parts = [words.MISSING_VALUES.format(n=missing)] if missing else []
    return ratio(
        "clv_probabilistic", values, customers, unit=unit, period=period, level=level,
        note="; ".join([*parts, words.CLV_MODEL_NOTE]),
    )  # fmt: skip


def clv_methods(
    *,
    formula: Kpi | None = None,
    historic: Kpi | None = None,
    probabilistic: Kpi | None = None,
) -> Table:
    """Set the three ways to say what a customer is worth side by side.

    Parameters
    ----------
    formula : from `clv_formula`
    historic : from `clv_historic`
    probabilistic : from `clv_probabilistic`

    Returns
    -------
    Table, a row per method: value, low, high, n, unit, counts (what it counts), note

    Raises
    ------
    DataError
        if none is given, or one is no Kpi

    Examples
    --------
    >>> clv_methods(formula=clv_formula(100, 0.8, 0.1), historic=clv_historic([5, 9]))[
    ...     ["value", "n"]]
                   value  n
    method
    formula   266.666667  0
    historic    7.000000  2
    """
    given = {"formula": formula, "historic": historic, "probabilistic": probabilistic}
    rows = {}
    for name, kpi in given.items():
        if kpi is None:
            continue
        if not isinstance(kpi, Kpi):
            told = {"function": f"clv_{name}", "kind": type(kpi).__name__}
            raise DataError(words.NOT_A_KPI.format(name=name, **told))
        numbers = [kpi.value, kpi.low, kpi.high, kpi.n, kpi.unit]
        rows[name] = [*numbers, words.METHODS[name], kpi.note]
    if not rows:
        raise DataError(words.NO_METHOD)
    columns = ["value", "low", "high", "n", "unit", "counts", "note"]
    table = Table.from_dict(rows, orient="index", columns=columns)
    table = Table(table.rename_axis("method"))
    table.attrs["heading"] = words.METHODS_HEADING
    return table
