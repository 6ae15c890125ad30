"""Who owns a firm, how old it is, where it works, and how it does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.models import tables
from segkit.models.schemes import increasing
from segkit.models.words import firmographic as said

OWNERS: dict[str, str] = {
    "listed": said.LISTED,
    "public company": said.LISTED,
    "private": said.PRIVATE,
    "family-owned": said.PRIVATE,
    "cooperative": said.PRIVATE,
    "private equity": said.PRIVATE,
    "public sector": said.PUBLIC,
    "state-owned": said.PUBLIC,
}
AGE_EDGES = (5.0, 10.0)
HIGH_GROWTH = 0.20
START_PEOPLE = 10
# profit of the turnover, growth a year, swing of growth, growth a year
PERFORMANCE_EDGES = {
    "profit_margin_rate": [0.0],
    "turnover_growth_rate": [0.0, 0.05, HIGH_GROWTH],
    "turnover_growth_sd_rate": [0.15],
}


def ownership_status(
    ownership: pd.Series, *, owners: Mapping[str, str] | None = None
) -> pd.Series:
    """Say whether each firm is listed, in private hands, or of the public sector.

    "Public" has two meanings: a public company is listed on an exchange; the public
    sector belongs to the state. They are kept apart.

    Parameters
    ----------
    ownership : Series of text
    owners : word to ``"Listed"``, ``"Private"`` or ``"Public sector"``; None for
        the words of `OWNERS`

    Returns
    -------
    categorical Series, same index; missing where the column is

    Raises
    ------
    DataError
        naming words that are in the column and not in ``owners``, or a status that is
        none of the three

    References
    ----------
    Own definition.

    Examples
    --------
    >>> owners = pd.Series(["listed", "family-owned", "public sector"])
    >>> ownership_status(owners).tolist()
    ['Listed', 'Private', 'Public sector']
    """
    chosen = OWNERS if owners is None else dict(owners)
    for name in chosen.values():
        checks.choice(name, said.OWNERSHIP, name="owners: each word's status")
    text = ownership.astype(object)
    strange = sorted({str(v) for v in text.dropna().unique() if v not in chosen})
    if strange:
        raise DataError(
            f"column '{ownership.name}' holds {strange[:5]}, and it is not said whose "
            f"they are: pass owners={{{strange[0]!r}: 'Private', ...}}"
        )
    kind = pd.CategoricalDtype(list(said.OWNERSHIP))
    return text.map(chosen).astype(kind).rename("ownership_status")


def maturity(
    firm_age_years: pd.Series, *, edges: Sequence[float] = AGE_EDGES
) -> pd.Series:
    """Say whether each firm is a start-up, young or established, by its age.

    Parameters
    ----------
    firm_age_years : Series of numbers, years since founding, at a known day
    edges : two ages, years: start-ups are younger than the first, established firms
        have reached the second

    Returns
    -------
    categorical Series, ordered, same index; missing where the age is

    Raises
    ------
    DataError
        if an age is below 0, or the edges are not two numbers, small to large

    References
    ----------
    Own definition. Five years is also where Eurostat and the OECD (2007, Manual on
    Business Demography Statistics, chapter 8) end the age of young firms (gazelles).

    Examples
    --------
    >>> maturity(pd.Series([4.9, 5.0, 10.0, None])).tolist()
    ['Start-up', 'Young', 'Established', nan]
    """
    name = "firm_age_years"
    ages = tables.numbers(firm_age_years.to_frame(name), [name])[name]
    if (ages < 0).any():
        raise DataError(
            f"column '{name}' in X is below 0 for {int((ages < 0).sum())} firms: make "
            "X again with an as_of on or after their founding"
        )
    cuts = [-np.inf, *increasing(edges, "edges of firm_age_years", 2), np.inf]
    return pd.cut(ages, cuts, right=False, labels=list(said.MATURITY)).rename(
        "maturity"
    )


def high_growth(
    growth_rate: pd.Series,
    start_employees: pd.Series,
    *,
    rate: float = HIGH_GROWTH,
    people: float = START_PEOPLE,
) -> pd.Series:
    """Say which firms grow fast, as the OECD and Eurostat define it.

    Parameters
    ----------
    growth_rate : Series, mean growth a year over three years (0.2 is 20 %), of
        turnover or of headcount
    start_employees : Series, people at the start of the three years
    rate : growth must be above it; 0.2 in the manual, 0.1 (of employees) in European
        statistics since 2014
    people : there must be so many at the start, or more

    Returns
    -------
    boolean Series (nullable), same index; missing where it cannot be said

    References
    ----------
    Eurostat and OECD (2007), Manual on Business Demography Statistics, chapter 8:
    average annualised growth above 20 % a year over three years, ten employees or more
    at the beginning. Commission Implementing Regulation (EU) No 439/2014: above 10 %.

    Examples
    --------
    >>> growth = pd.Series([0.21, 0.20, 0.5, None])
    >>> high_growth(growth, pd.Series([10, 10, 9, 40])).tolist()
    [True, False, False, <NA>]
    """
    columns = pd.DataFrame({"growth": growth_rate, "people": start_employees})
    values = tables.numbers(columns, ["growth", "people"])
    fast, large = values["growth"] > rate, values["people"] >= people
    found = (fast & large).astype("boolean")
    known = {"growth": fast, "people": large}
    for name, yes in known.items():
        other = large if name == "growth" else fast
        missing = values[name].isna()
        unsure = missing & (other | values.isna().all(axis=1))
        found = found.mask(unsure & ~yes, pd.NA)
    return found.rename("high_growth")


def performance_class(
    turnover_growth_rate: pd.Series,
    profit_margin_rate: pd.Series,
    turnover_growth_sd_rate: pd.Series,
    *,
    edges: Mapping[str, Sequence[float]] | None = None,
) -> pd.Series:
    """Say how each firm does, from its growth, its profit and how steady it is.

    Each firm is asked in this order; the first yes decides: does it lose money? does
    it grow fast? does it shrink? does its growth swing? does it grow? Else: steady.

    Parameters
    ----------
    turnover_growth_rate : Series, mean growth of turnover a year (0.05 is 5 %)
    profit_margin_rate : Series, profit as part of the turnover
    turnover_growth_sd_rate : Series, standard deviation of growth from year to year
    edges : ``{"profit_margin_rate": [0], "turnover_growth_rate": [0, 0.05, 0.2],
        "turnover_growth_sd_rate": [0.15]}`` where they are to differ

    Returns
    -------
    categorical Series, same index; missing where growth or margin is. Where only the
    swing is missing (too few years), the firm is taken as steady

    Raises
    ------
    DataError
        if a column is not numbers, or edges do not fit

    References
    ----------
    Own definition; the limit of high growth is that of `high_growth`.

    Examples
    --------
    >>> growth, margin = pd.Series([0.3, 0.3, -0.1, 0.02]), pd.Series([-0.1, 0.1, 0, 0])
    >>> performance_class(growth, margin, pd.Series([0.1, 0.1, 0.1, 0.1])).tolist()
    ['Losing money', 'High growth', 'Shrinking', 'Steady']
    """
    limits = performance_edges(edges)
    names = list(PERFORMANCE_EDGES)
    given = (profit_margin_rate, turnover_growth_rate, turnover_growth_sd_rate)
    table = pd.DataFrame(dict(zip(names, given, strict=True)))
    values = tables.numbers(table, names)
    margin, growth, swing = (values[name] for name in names)
    fell, grew, fast = limits["turnover_growth_rate"]
    asked = [
        margin < limits["profit_margin_rate"][0],
        growth > fast,
        growth < fell,
        swing > limits["turnover_growth_sd_rate"][0],
        growth >= grew,
    ]
    found = np.select([each.to_numpy() for each in asked], range(5), default=5)
    unknown = (margin.isna() | growth.isna()).to_numpy()
    codes = np.where(unknown, -1, found)
    classes = pd.Categorical.from_codes(codes, pd.Index(list(said.PERFORMANCE)))
    return pd.Series(classes, index=values.index, name="performance_class")


def performance_edges(
    edges: Mapping[str, Sequence[float]] | None,
) -> dict[str, list[float]]:
    """Fill in the edges of performance that were not given.

    Parameters
    ----------
    edges : as for `performance_class`

    Returns
    -------
    dict, a list of numbers for each of the three columns

    Raises
    ------
    DataError
        if a column is unknown, or has not as many numbers as needed, small to large

    Examples
    --------
    >>> performance_edges({"profit_margin_rate": [0.02]})["profit_margin_rate"]
    [0.02]
    """
    given = dict(edges or {})
    strange = sorted(set(given) - set(PERFORMANCE_EDGES))
    if strange:
        raise DataError(
            f"edges names {strange}; performance has {list(PERFORMANCE_EDGES)}"
        )
    return {
        name: increasing(given.get(name, usual), f"edges of {name}", len(usual))
        for name, usual in PERFORMANCE_EDGES.items()
    }
