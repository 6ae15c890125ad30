"""How large a firm is, as the European Commission defines it.

A firm is micro, small or medium-sized when it has **fewer than** so many people,
**and** a turnover **or** a balance sheet total of **at most** so much. Firms in a
group count with the group: `features.group_figures` adds it up.

References: Commission Recommendation 2003/361/EC, annex, article 2 (ceilings) and
article 4(2) (two consecutive accounting periods); Commission Recommendation (EU)
2025/1099 of 21 May 2025, annex, for small mid-caps.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from segkit import checks, engine
from segkit.checks import DataError
from segkit.models import tables
from segkit.models.words import firmographic as said

Limits = list[tuple[str, float, float, float]]

MILLION = 1_000_000
SME: Limits = [
    (said.MICRO, 10, 2 * MILLION, 2 * MILLION),
    (said.SMALL, 50, 10 * MILLION, 10 * MILLION),
    (said.MEDIUM, 250, 50 * MILLION, 43 * MILLION),
]
# name, people (strictly below), turnover, balance sheet total (at most), in euros
VERSIONS: dict[str, Limits] = {
    "2003/361": SME,
    "2025/1099": [*SME, (said.MID_CAP, 750, 150 * MILLION, 129 * MILLION)],
}
FIGURES = ("employees", "turnover_amount", "balance_amount")


def size_class(
    employees: pd.Series,
    turnover_amount: pd.Series | None = None,
    balance_amount: pd.Series | None = None,
    *,
    version: str = "2003/361",
) -> pd.Series:
    """Say which European size class each firm is in, by the figures of one year.

    Parameters
    ----------
    employees : Series of numbers, people (annual work units)
    turnover_amount, balance_amount : Series of numbers, euros; one may be left out
    version : ``"2003/361"`` (micro, small, medium, large) or ``"2025/1099"``, which
        has small mid-caps between medium and large

    Returns
    -------
    categorical Series, ordered, same index. Where a figure is missing, the class is
    given if every value the figure could have leads to the same one, else missing

    Raises
    ------
    DataError
        if a column is not numbers, or is below 0, or the version is unknown

    References
    ----------
    Recommendation 2003/361/EC, annex, article 2; Recommendation (EU) 2025/1099, annex,
    article 2 (the Commission's own figures; later laws may set others).

    Examples
    --------
    >>> people = pd.Series([9, 249, 250, 400])
    >>> turnover = pd.Series([3e6, 50e6, 1e6, 150e6])
    >>> balance = pd.Series([3e6, 60e6, 1e6, 200e6])
    >>> size_class(people, turnover, balance).tolist()
    ['Small', 'Medium', 'Large', 'Large']
    >>> size_class(people, turnover, balance, version="2025/1099").tolist()
    ['Small', 'Medium', 'Small mid-cap', 'Small mid-cap']
    """
    limits = VERSIONS[checks.choice(version, VERSIONS, name="version")]
    figures = _figures(employees, turnover_amount, balance_amount)
    best = _place([np.nan_to_num(each, nan=0.0) for each in figures], limits)
    worst = _place([np.nan_to_num(each, nan=np.inf) for each in figures], limits)
    names = pd.Index([*(limit[0] for limit in limits), said.LARGE])
    found = pd.Categorical.from_codes(
        np.where(best == worst, best, -1), names, ordered=True
    )
    return pd.Series(found, index=employees.index, name="size_class")


def size_status(years: pd.DataFrame, *, version: str = "2003/361") -> pd.Series:
    """Say each firm's size class when only two years in a row change it.

    A firm that crosses a ceiling for one year keeps its status; it changes when the
    ceiling is crossed in two consecutive years. Each ceiling is followed by itself.

    Parameters
    ----------
    years : table, one row per firm and year: company_id, year, employees,
        turnover_amount, balance_amount, in any order of rows
    version : as for `size_class`

    Returns
    -------
    categorical Series named size_status, ordered, indexed by company_id: the status
    after the last year on file; the first year has the class of its own figures

    Raises
    ------
    DataError
        if a column is missing, or a firm has a year twice

    References
    ----------
    Recommendation 2003/361/EC, annex, article 4(2). A year without a known class, or
    one that is not on file, breaks the row of years (own definition).

    Examples
    --------
    >>> years = pd.DataFrame({"company_id": "F1", "year": [2021, 2022, 2023],
    ...     "employees": [240, 260, 245], "turnover_amount": 9e7,
    ...     "balance_amount": 1e7})
    >>> size_status(years)["F1"]
    'Medium'
    """
    years = _by_year(years)
    classes = size_class(*(years[name] for name in FIGURES), version=version)
    names = classes.cat.categories
    codes = pd.DataFrame(
        {"year": years["year"], "code": classes.cat.codes},
    )
    final = {
        company: _status(rows.to_numpy(dtype=int), len(names))
        for company, rows in codes.groupby(years["company_id"].to_numpy())
    }
    found = pd.Categorical.from_codes(list(final.values()), names, ordered=True)
    index = pd.Index(list(final), name="company_id")
    return pd.Series(found, index=index, name="size_status")


def _status(rows: np.ndarray, n: int) -> int:
    """Follow each ceiling through the years; rows are (year, class), -1 unknown."""
    rows = rows[rows[:, 1] >= 0]
    if not len(rows):
        return -1
    ceilings = np.arange(n - 1)
    above = rows[0, 1] > ceilings
    for (year, code), (then, before) in zip(rows[1:], rows[:-1], strict=True):
        if year == then + 1:
            now, last = code > ceilings, before > ceilings
            above = np.where(now == last, now, above)
    return int(above.sum())


def _by_year(years: Any) -> pd.DataFrame:
    need = ["company_id", "year", *FIGURES]
    years = engine.to_pandas(checks.table(years, need, name="years"))
    twice = int(years.duplicated(["company_id", "year"]).sum())
    if twice:
        raise DataError(
            f"years has {twice} rows that repeat a company_id and year: "
            "keep one row per firm and year"
        )
    return years.sort_values(["company_id", "year"], ignore_index=True)


def _figures(
    employees: pd.Series, turnover: pd.Series | None, balance: pd.Series | None
) -> list[np.ndarray]:
    unknown = pd.Series(np.nan, index=employees.index)
    given = zip(FIGURES, (employees, turnover, balance), strict=True)
    table = pd.DataFrame(
        {name: unknown if column is None else column for name, column in given}
    )
    values = tables.numbers(table, FIGURES)
    for name in FIGURES:
        below = int((values[name] < 0).sum())
        if below:
            raise DataError(
                f"column '{name}' in X is below 0 for {below} firms: correct it, or "
                "leave it empty where it is not known"
            )
    return [values[name].to_numpy() for name in FIGURES]


def _place(figures: list[np.ndarray], limits: Limits) -> np.ndarray:
    """Give the place of the first class whose limits are kept; the last is large."""
    people, turnover, balance = figures
    kept = [
        (people < most) & ((turnover <= sales) | (balance <= total))
        for _, most, sales, total in limits
    ]
    return np.argmax([*kept, np.ones(len(people), dtype=bool)], axis=0)
