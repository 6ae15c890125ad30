"""Leaving without a word: churn where nobody gives notice."""

from __future__ import annotations

import math
from typing import Any

import narwhals.stable.v2 as nw
import numpy as np

from segkit import engine
from segkit.checks import DataError
from segkit.kpis.indicator import indicator
from segkit.kpis.sources import Source, Window
from segkit.kpis.words import churn as words
from segkit.record import Kpi, wilson
from segkit.record.differences import quantile

c = nw.col
COLUMNS = ("recency_days", "median_gap_days", "p_alive")


def _per_customer(rows: Any, keys: list[str], window: Window) -> Any:
    """Take one row per customer as it is, columns that are not there as missing."""
    schema = rows.collect_schema()
    for column in COLUMNS:
        if column in schema:
            known = engine.is_number(column, schema[column])
            value = nw.when(known).then(c(column).cast(nw.Float64))
        else:
            value = nw.when(nw.lit(False)).then(nw.lit(0.0))
        rows = rows.with_columns(
            value.otherwise(nw.lit(None, nw.Float64)).alias(column)
        )
    means = {column: c(column).mean() for column in COLUMNS}
    return rows.group_by(*keys).agg(n_rows=nw.len(), **means)


CUSTOMERS = Source(
    "customers",
    _per_customer,
    extra=dict.fromkeys(COLUMNS),
    everybody=False,
    what="a customer_id",
)
"""One row per customer: recency_days and median_gap_days, or p_alive."""


def _flag(condition: Any) -> Any:
    return nw.when(condition).then(nw.lit(1)).otherwise(nw.lit(0))


def _known(definition: str, gap_days: float | None) -> Any:
    if definition == "p_alive":
        return _flag(~c("p_alive").is_null())
    gap = ~c("median_gap_days").is_null() | nw.lit(gap_days is not None)
    return _flag(gap & ~c("recency_days").is_null())


def _silent(definition: str, k: float, gap_days: float | None) -> Any:
    if definition == "p_alive":
        return 1 - c("p_alive")
    gap = c("median_gap_days")
    if gap_days is not None:
        gap = gap.fill_null(float(gap_days))
    return _flag(c("recency_days") > gap * k)


def _uncertain(definition: str) -> Any:
    p = c("p_alive")
    return p * (1 - p) if definition == "p_alive" else _flag(nw.lit(False))


def _without(definition: str) -> Any:
    column = "p_alive" if definition == "p_alive" else "median_gap_days"
    return _flag(c(column).is_null())


def _off_scale(definition: str) -> Any:
    odd = (c("p_alive") < 0) | (c("p_alive") > 1)
    return _flag(odd if definition == "p_alive" else nw.lit(False))


@indicator(
    CUSTOMERS,
    words.SILENT,
    variants={"definition": words.SILENT_WORDS},
    silent=_silent,
    customers=_known,
    uncertain=_uncertain,
    without=_without,
    off_scale=_off_scale,
)
def silent_rate(
    silent: Any,
    customers: Any = None,
    *,
    uncertain: float = 0.0,
    without: int = 0,
    off_scale: int = 0,
    definition: str = "inactive",
    k: float = 3.0,
    gap_days: float | None = None,
    period: str = "",
    level: float = 0.95,
) -> Kpi:
    """Say what share of customers without a contract has probably left.

    Nobody says goodbye to a shop, so this depends on what is taken for leaving; the
    definition is part of the result.

    Parameters
    ----------
    silent : customers taken as gone; or, with ``definition="p_alive"``, a list of each
        customer's chance of still being one
    customers : all those who can be judged; not needed with a list
    uncertain : sum of p (1 - p), from a table
    without : customers without a gap or chance, from a table
    off_scale : chances that are none, from a table; refused
    definition : ``"inactive"``: silent for longer than k times their own median gap;
        ``"p_alive"``: 1 less the mean chance that a model gives (see `segkit.clv`)
    k : how many of their own gaps a silence must last to count as leaving
    gap_days : gap of those who have none of their own; None leaves them out
    period : the days that were counted, in words
    level : coverage of the interval, 0 to 1

    Returns
    -------
    Kpi, a rate from 0 to 1; nan where nobody can be judged; ``note`` says
    who was left out, and what the interval holds

    Raises
    ------
    DataError
        if a chance does not lie between 0 and 1, or k is not above 0

    Notes
    -----
    The table form reads one row per customer: recency_days and median_gap_days as
    `features.customers` makes them, or p_alive. Fader, Hardie and Lee (2005), Marketing
    Science 24, 275-284, for P(alive). Intervals: Wilson; with chances, the normal one
    of a sum of unlike coins, which holds if the model is right.

    Examples
    --------
    >>> silent_rate(30, 120)
    silent rate: 25.0 % (30 of 120), 95 % interval 18.1 % to 33.4 %
    >>> silent_rate([0.9, 0.2, 0.7, 0.4], definition="p_alive").value.__round__(2)
    0.45
    """
    _positive(k, "k")
    if gap_days is not None:
        _positive(gap_days, "gap_days")
    if np.ndim(silent):
        silent, customers, uncertain, off_scale = _chances(silent)
    if off_scale:
        raise DataError(words.BAD_P.format(n=int(off_scale)))
    n = int(customers or 0)
    value = float(silent) / n if n else math.nan
    if definition == "inactive":
        low, high = wilson(silent, n, level, name="silent_rate")
    else:
        half = quantile(level) * math.sqrt(float(uncertain)) / n if n else math.nan
        low, high = max(value - half, 0.0), min(value + half, 1.0)
    return Kpi(
        name="silent_rate",
        value=value,
        numerator=float(silent),
        denominator=n,
        n=n,
        low=low,
        high=high,
        unit="rate",
        definition="",
        period=period,
        level=level,
        note=_note(definition, int(without), gap_days, n),
    )


def _chances(silent: Any) -> tuple[float, int, float, int]:
    p = np.asarray(silent, dtype=float)
    p = p[~np.isnan(p)]
    odd = int(((p < 0) | (p > 1)).sum())
    return float((1 - p).sum()), len(p), float((p * (1 - p)).sum()), odd


def _note(definition: str, without: int, gap_days: float | None, n: int) -> str:
    if not n:
        return words.SILENT_NEEDS[definition]
    if definition == "p_alive":
        parts = [words.NO_P.format(n=without)] if without else []
        return "; ".join([*parts, words.MODELLED])
    if not without:
        return ""
    if gap_days is None:
        return words.NO_GAP.format(n=without)
    return words.TYPICAL.format(n=without, gap=gap_days)


def _positive(value: Any, name: str) -> None:
    plain = isinstance(value, int | float) and not isinstance(value, bool)
    if not plain or not 0 < value < math.inf:
        raise DataError(words.BAD_K.format(name=name, value=value))
