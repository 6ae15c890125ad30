"""The history of spending and response, read and judged before a curve is fitted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd

from segkit import checks, engine
from segkit.activation.words.plan import curves as words
from segkit.checks import DataError

LEAST_PERIODS = 8
LEAST_VARIATION = 0.05  # standard deviation of spending over its mean


class History(NamedTuple):
    """Spending and response by period, ready to fit.

    Parameters
    ----------
    name : what it is called in messages
    table : period, spend, response, silent (a test left the channel out), and controls
    controls : their names
    left_out : periods without spend or response

    Examples
    --------
    >>> History._fields
    ('name', 'table', 'controls', 'left_out')
    """

    name: str
    table: pd.DataFrame
    controls: tuple[str, ...]
    left_out: int


def read(
    history: Any,
    *,
    name: str,
    spend: str,
    response: str,
    period: str,
    controls: Sequence[str],
    tests: Any,
    start: Any,
    end: Any,
    columns: Mapping[str, str] | None,
) -> History:
    """Read the history, and refuse one that can say nothing.

    Parameters
    ----------
    history, name, spend, response, period, controls, tests, start, end, columns :
        as for `response_curve`

    Returns
    -------
    History, in order of time

    Raises
    ------
    DataError
        as for `response_curve`

    Examples
    --------
    >>> table = pd.DataFrame({"month": range(9), "spend_amount": 5.0, "sold": range(9)})
    >>> read(table, name="radio", spend="spend_amount", response="sold",
    ...      period="month", controls=(), tests=None, start=None, end=None,
    ...      columns=None)
    Traceback (most recent call last):
    ...
    segkit.checks.DataError: radio has no information on spending: it was nearly the
    same in all 9 periods (5 to 5). Nobody can tell from it what more or less would
    bring: change the spending on purpose, best by region and by lot, or give a curve,
    such as Curve('log', size, scale)
    """
    said = name or words.NO_NAME
    need = [period, spend, response, *controls]
    native = checks.table(history, need, name="history", columns=columns)
    table = engine.to_pandas(nw.from_native(native).select(need).to_native())
    numbers = {
        new: _numbers(table, old, said)
        for new, old in [("spend", spend), ("response", response)]
    }
    made = pd.DataFrame({"period": table[period], **numbers})
    made[list(controls)] = pd.DataFrame({c: _numbers(table, c, said) for c in controls})
    made = _within(made, start, end)
    known = made.notna().all(axis=1)
    made, left_out = made[known], int((~known).sum())
    made = made.sort_values("period", kind="stable").reset_index(drop=True)
    _fair(made, said)
    made["silent"] = _silent(made["period"], tests, name)
    return History(said, made, tuple(controls), left_out)


def _numbers(table: pd.DataFrame, column: str, name: str) -> pd.Series:
    try:
        found = pd.to_numeric(table[column]).astype(float)
    except (TypeError, ValueError) as error:
        bad = pd.to_numeric(table[column], errors="coerce").isna()
        first = table.loc[bad & table[column].notna(), column].tolist()[:3]
        text = words.NOT_NUMBERS.format(name=name, column=column, found=first)
        raise DataError(text) from error
    return found.where(np.isfinite(found))


def _within(table: pd.DataFrame, start: Any, end: Any) -> pd.DataFrame:
    """Keep the periods that begin from one day to another."""
    days = table["period"]
    if start is not None:
        table = table[days >= pd.Timestamp(checks.day(start, name="start"))]
    if end is not None:
        table = table[table["period"] <= pd.Timestamp(checks.day(end, name="end"))]
    return table


def _fair(table: pd.DataFrame, name: str) -> None:
    """Refuse a history in which nothing can be read."""
    n = len(table)
    twice = table["period"].duplicated()
    if twice.any():
        first = table.loc[twice, "period"].iloc[0]
        said = words.TWICE.format(name=name, n=int(twice.sum()), first=day_of(first))
        raise DataError(said)
    if n < LEAST_PERIODS:
        raise DataError(words.TOO_FEW.format(name=name, n=n, least=LEAST_PERIODS))
    for column in ("spend", "response"):
        below = table.loc[table[column] < 0, "period"]
        if len(below):
            first = day_of(below.iloc[0])
            raise DataError(
                words.NEGATIVE.format(
                    name=name, column=column, n=len(below), first=first
                )
            )
    spend = table["spend"]
    if variation(spend) < LEAST_VARIATION or spend.nunique() < 3:
        low, high = f"{spend.min():,.0f}", f"{spend.max():,.0f}"
        raise DataError(words.CONSTANT.format(name=name, n=n, low=low, high=high))
    if table["response"].nunique() < 2:
        raise DataError(words.FLAT.format(name=name, n=n))


def variation(spend: pd.Series) -> float:
    """Return the standard deviation of spending over its mean; 0 without spending.

    Parameters
    ----------
    spend : one number per period

    Returns
    -------
    float

    Examples
    --------
    >>> variation(pd.Series([5.0, 5.0])), round(variation(pd.Series([4.0, 6.0])), 2)
    (0.0, 0.28)
    """
    mean = float(spend.mean()) if len(spend) > 1 else 0.0
    return float(spend.std()) / mean if mean > 0 else 0.0


def day_of(period: Any) -> str:
    """Write a period: a date without its time, anything else as it is."""
    return str(period.date()) if isinstance(period, pd.Timestamp) else str(period)


def _silent(periods: pd.Series, tests: Any, name: str) -> Any:
    """Say in which periods a test left the channel out somewhere."""
    if tests is None:
        return False
    need = ["week_start", "channel", "advertised"]
    table = engine.to_pandas(checks.table(tests, need, name="tests"))
    known = sorted(table["channel"].astype(str).unique())
    if name not in known:
        raise DataError(words.NO_CHANNEL.format(name=name, known=known))
    mine = table[(table["channel"].astype(str) == name) & ~table["advertised"]]
    starts = periods.to_numpy()
    at = np.searchsorted(starts, mine["week_start"].to_numpy(), side="right") - 1
    return np.isin(np.arange(len(periods)), at[at >= 0])
