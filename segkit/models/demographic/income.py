"""Income in bands, and the price tier that goes with it.

All of it is about equivalised income: the household's, divided by its size on the
OECD-modified scale, as `features.people` makes it. A household's own income says
little without the number of those who live on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.models import schemes
from segkit.models.demographic import levels
from segkit.models.demographic.weighted import quantiles
from segkit.models.words import demographic as said
from segkit.models.words import number
from segkit.models.words.limits import limits_of

NAME = "equivalised_income_amount"
POVERTY = 0.6
SHARES = (POVERTY, 0.75, 1, 1.5, 2)
N_BANDS = 5


def poverty_line(equivalised_income_amount: Any, *, sample_weight: Any = None) -> float:
    """Say below which income a person is at risk of poverty: 60 % of the median.

    Parameters
    ----------
    equivalised_income_amount : Series, a year's income, one row per person
    sample_weight : how many people each row stands for; None for 1 each

    Returns
    -------
    float, in the currency of the data

    References
    ----------
    Eurostat, at-risk-of-poverty threshold: 60 % of the national median equivalised
    disposable income. The median of your customers is not the nation's: pass the
    official one as ``median`` to `income_band` where you can.

    Examples
    --------
    >>> poverty_line([15_000, 20_000, 40_000])
    12000.0
    """
    median = quantiles(equivalised_income_amount, [0.5], sample_weight=sample_weight)
    return POVERTY * median[0]


def income_band(
    equivalised_income_amount: Any,
    *,
    median: float | None = None,
    shares: Sequence[float] | None = None,
    sample_weight: Any = None,
) -> pd.Series:
    """Say in which band of incomes each customer is, by parts of the median.

    Parameters
    ----------
    equivalised_income_amount : Series, a year's income
    median : of the population, in the same currency; None for that of the data
    shares : of the median, where bands meet, from small to large; None for 0.6, 0.75,
        1, 1.5 and 2. An income that is equal to a limit is in the band above it
    sample_weight : how many people each row stands for, for the median

    Returns
    -------
    ordered categorical Series; missing where the income is

    Raises
    ------
    DataError
        if an income is below 0, or the median is not above 0

    References
    ----------
    Below 60 %: at risk of poverty (Eurostat). 75 % to 200 %: the middle class of OECD
    (2019), Under Pressure: The Squeezed Middle Class; its three parts, which meet at
    100 % and 150 %, are an own definition here.

    Examples
    --------
    >>> income_band([11_000, 12_000, 20_000, 45_000], median=20_000).tolist()
    ['At risk of poverty', 'Lower income', 'Middle income', 'Upper income']
    """
    incomes = levels.number(equivalised_income_amount, NAME)
    if median is None:
        median = quantiles(incomes, [0.5], sample_weight=sample_weight)[0]
    limits = schemes.increasing(SHARES if shares is None else shares, "shares")
    places = levels.band(incomes, amounts(median, limits), "left")
    return levels.ordered(places, income_names(limits), incomes, name="income_band")


def amounts(median: Any, shares: Sequence[float]) -> list[float]:
    """Turn parts of the median into amounts.

    Parameters
    ----------
    median : above 0
    shares : parts of it

    Returns
    -------
    list of float, to the cent

    Raises
    ------
    DataError
        if the median is no number above 0

    Examples
    --------
    >>> amounts(20_000, [0.6, 2])
    [12000.0, 40000.0]
    """
    checked = schemes.increasing([median], "median")[0]
    if checked <= 0:
        raise DataError(
            f"median must be above 0 to divide incomes by it; this is {median!r}: "
            "are most incomes 0 because they are not known?"
        )
    return [round(float(share * checked), 2) for share in shares]


def income_names(shares: Sequence[float]) -> list[str]:
    """Name the bands: in words for the usual limits, by their limits for others.

    Parameters
    ----------
    shares : of the median

    Returns
    -------
    list of str, one more than shares

    Examples
    --------
    >>> income_names([0.5])
    ['under 50 % of the median', '50 % and over of the median']
    """
    if list(shares) == list(SHARES):
        return list(said.INCOME)
    return [said.OF_MEDIAN.format(limits=part) for part in shares_in_words(shares)]


def shares_in_words(shares: Sequence[float]) -> list[str]:
    """Write the limits of the bands in per cent.

    Parameters
    ----------
    shares : of the median

    Returns
    -------
    list of str, one more than shares

    Examples
    --------
    >>> shares_in_words([0.6, 2])
    ['under 60 %', 'from 60 %, under 200 %', '200 % and over']
    """
    return limits_of([f"{number(100 * share)} %" for share in shares], "left")


def income_quantile(
    equivalised_income_amount: Any,
    n_bands: int = N_BANDS,
    *,
    cuts: Sequence[float] | None = None,
    sample_weight: Any = None,
) -> pd.Series:
    """Say in which of so many bands of equally many people each customer is.

    Parameters
    ----------
    equivalised_income_amount : Series, a year's income
    n_bands : how many, 2 or more; 5 for fifths, 10 for tenths
    cuts : where bands meet, ``n_bands - 1`` amounts; None to learn them
    sample_weight : how many people each row stands for

    Returns
    -------
    ordered categorical Series, lowest band first; missing where the income is. Equal
    incomes are in the same band, so bands may differ in size, and some may be empty

    Raises
    ------
    DataError
        if no income is known, or n_bands is below 2

    Examples
    --------
    >>> income_quantile([10, 20, 30], 2).tolist()
    ['Income band 1 of 2', 'Income band 1 of 2', 'Income band 2 of 2']
    """
    incomes = levels.number(equivalised_income_amount, NAME)
    n = checks.whole_number(n_bands, name="n_bands", low=2, high=100)
    if cuts is None:
        cuts = quantile_cuts(incomes, n, sample_weight=sample_weight)
    places = levels.band(incomes, cuts, "right")
    names = [said.QUANTILE.format(band=band, n=n) for band in range(1, n + 1)]
    return levels.ordered(places, names, incomes, name="income_quantile")


def quantile_cuts(
    equivalised_income_amount: Any, n_bands: int, *, sample_weight: Any = None
) -> list[float]:
    """Learn where bands of equally many people meet.

    Parameters
    ----------
    equivalised_income_amount : Series, a year's income
    n_bands : how many, 2 or more
    sample_weight : how many people each row stands for

    Returns
    -------
    list of float, one less than n_bands; an income that is equal to a cut is below it

    Examples
    --------
    >>> quantile_cuts([10, 20, 30, 40], 2)
    [25.0]
    """
    n = checks.whole_number(n_bands, name="n_bands", low=2, high=100)
    parts = [part / n for part in range(1, n)]
    return quantiles(equivalised_income_amount, parts, sample_weight=sample_weight)
