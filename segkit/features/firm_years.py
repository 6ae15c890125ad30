"""Yearly accounts of firms: growth, profit, and how steady they are."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from segkit.checks import DataError
from segkit.features import firm_words as said
from segkit.features.firm_tables import opened, shared

FIGURES = ("employees", "turnover_amount", "balance_amount")
NUMBERS = ("year", *FIGURES, "profit_amount", "equity_amount")


def read(native: Any, today: date, names: Mapping[str, str]) -> pd.DataFrame:
    """Read the accounts of the years that had ended on a day.

    Parameters
    ----------
    native : table, one row per firm and year
    today : the day
    names : our name to theirs

    Returns
    -------
    DataFrame sorted by company_id and year

    Raises
    ------
    DataError
        if a column is missing or not numbers, a year is there twice, or none had ended

    Examples
    --------
    >>> years = pd.DataFrame({"company_id": "F1", "year": [2023, 2024]})
    >>> read(years, date(2024, 6, 30), {})["year"].tolist()
    [2023]
    """
    need = ["company_id", "year"]
    mine = shared(native, names, name="years")
    table = opened(native, need, name="years", columns=mine)
    for column in [name for name in NUMBERS if name in table]:
        if not pd.api.types.is_numeric_dtype(table[column]):
            kind = table[column].dtype
            raise DataError(
                said.NUMBERS.format(table="years", column=column, kind=kind)
            )
    twice = int(table.duplicated(need).sum())
    if twice:
        raise DataError(said.YEARS_TWICE.format(n=twice))
    ended = today.year if (today.month, today.day) == (12, 31) else today.year - 1
    table = table[table["year"] <= ended]
    if table.empty:
        raise DataError(said.NO_YEARS.format(as_of=today))
    return table.sort_values(need, ignore_index=True)


def last_figures(native: Any, today: date, names: Mapping[str, str]) -> pd.DataFrame:
    """Return employees, turnover and balance sheet of each firm's last year.

    Parameters
    ----------
    native, today, names : as for `read`

    Returns
    -------
    DataFrame indexed by company_id

    Examples
    --------
    >>> years = pd.DataFrame({"company_id": "F1", "year": [2022, 2023],
    ...                       "employees": [8, 9]})
    >>> last_figures(years, date(2024, 6, 30), {})["employees"].tolist()
    [9]
    """
    table = read(native, today, names).groupby("company_id").tail(1)
    have = [name for name in FIGURES if name in table]
    return table.set_index("company_id")[have]


def accounts(
    native: Any, today: date, growth_years: int, names: Mapping[str, str]
) -> pd.DataFrame:
    """Describe growth, margin and steadiness of each firm.

    Parameters
    ----------
    native, today, names : as for `read`
    growth_years : over how many years growth is taken, at most

    Returns
    -------
    DataFrame indexed by company_id, see `features.companies`

    Examples
    --------
    >>> years = pd.DataFrame({"company_id": "F1", "year": [2022, 2023],
    ...                       "turnover_amount": [100.0, 150.0]})
    >>> accounts(years, date(2024, 6, 30), 3, {})["turnover_growth_rate"].tolist()
    [0.5]
    """
    table = read(native, today, names)
    of = table.groupby("company_id")
    found = {"n_years": of.size()}
    pairs = {"turnover_amount": "turnover", "employees": "employee"}
    for column, name in pairs.items():
        if column in table:
            found[f"{name}_growth_rate"] = _growth(table, column, growth_years)
    if "employees" in table:
        found["start_employees"] = _start(table, growth_years)["employees"]
    if "turnover_amount" in table:
        found["turnover_growth_sd_rate"] = _swing(table, "turnover_amount")
    if {"turnover_amount", "profit_amount"} <= set(table.columns):
        found |= _margins(table)
    if {"equity_amount", "balance_amount"} <= set(table.columns):
        last = of.tail(1).set_index("company_id")
        balance = last["balance_amount"]
        found["equity_rate"] = last["equity_amount"] / balance.where(balance > 0)
    return pd.DataFrame(found)


def _start(table: pd.DataFrame, growth_years: int) -> pd.DataFrame:
    """Return each firm's first year within the last so many before its last one."""
    last = table.groupby("company_id")["year"].transform("max")
    within = table[table["year"] >= last - growth_years]
    return within.groupby("company_id").head(1).set_index("company_id")


def _growth(table: pd.DataFrame, column: str, growth_years: int) -> pd.Series:
    """Compound growth a year; missing with one year, or a start of 0 or less."""
    last = table.groupby("company_id").tail(1).set_index("company_id")
    start = _start(table, growth_years).reindex(last.index)
    span = (last["year"] - start["year"]).where(lambda years: years > 0)
    first = start[column].astype(float)
    ratio = last[column] / first.where(first > 0)
    return ratio.where(ratio >= 0) ** (1 / span) - 1


def _swing(table: pd.DataFrame, column: str) -> pd.Series:
    """Measure how growth swings between years that follow; missing below two."""
    of = table.groupby("company_id")
    before = of[column].shift().where(of["year"].diff() == 1)
    change = table[column] / before.where(before > 0) - 1
    return change.groupby(table["company_id"]).std()


def _margins(table: pd.DataFrame) -> dict[str, pd.Series]:
    """Profit by turnover of all years together, and its spread over the years."""
    known = table[["turnover_amount", "profit_amount"]].notna().all(axis=1)
    table = table[known & (table["turnover_amount"] > 0)]
    of = table.groupby("company_id")
    margin = table["profit_amount"] / table["turnover_amount"]
    total = of["profit_amount"].sum() / of["turnover_amount"].sum()
    return {
        "profit_margin_rate": total.replace([np.inf, -np.inf], np.nan),
        "profit_margin_sd_rate": margin.groupby(table["company_id"]).std(),
    }
