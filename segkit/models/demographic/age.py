"""Age in bands, and generations by year of birth.

The usual bands are ten years wide from 15 to 64, with everybody younger and everybody
older beside them: the groups in which labour-force statistics are given (youth is 15 to
24, International Labour Organization, Key Indicators of the Labour Market, 9th ed.).
Age is in completed years: whoever is 24 is so until the day they turn 25.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from segkit import checks
from segkit.models import schemes
from segkit.models.demographic import levels
from segkit.models.words import demographic as said
from segkit.models.words.limits import band_names

AGE_EDGES = (15, 25, 35, 45, 55, 65)


def age_band(
    age_years: Any, edges: Sequence[float] | None = None, *, closed: str = "left"
) -> pd.Series:
    """Say in which band of ages each customer is.

    Parameters
    ----------
    age_years : Series, years on a stated day, as `features.people` makes it
    edges : where bands meet, from small to large; None for 15, 25, 35, 45, 55, 65
    closed : "left": whoever is as old as an edge belongs to the band above it (25 is
        in 25 to 34); "right": to the band below it

    Returns
    -------
    ordered categorical Series; missing where the age is

    Raises
    ------
    DataError
        if an age is below 0, or the edges are not in order

    References
    ----------
    ILO, Key Indicators of the Labour Market, 9th edition, for 15 to 24 as youth and
    working age from 15; the ten-year bands up to 65 continue it (own definition).

    Examples
    --------
    >>> age_band(pd.Series([24, 25, 70])).tolist()
    ['15 to 24', '25 to 34', '65 and over']
    >>> age_band([24, 25, 70], [25, 60], closed="right").tolist()
    ['up to 25', 'up to 25', 'over 60']
    """
    ages = levels.number(age_years, "age_years")
    limits = schemes.increasing(AGE_EDGES if edges is None else edges, "edges")
    places = levels.band(ages, limits, closed)
    return levels.ordered(places, band_names(limits, closed), ages, name="age_band")


def generation(
    birth_year: Any = None,
    *,
    age_years: Any = None,
    as_of: Any = None,
    version: str = "pew",
) -> pd.Series:
    """Say to which generation each customer belongs.

    Parameters
    ----------
    birth_year : Series, calendar years; None if ages are given
    age_years : Series, completed years on the day ``as_of``
    as_of : that day; needed with age_years
    version : "pew" (Silent 1928-45, Baby Boomers 1946-64, X 1965-80, Millennials
        1981-96, Z 1997-2012) or "statcan" (Interwar 1928-45, Baby Boomers 1946-65,
        X 1966-80, Millennials 1981-96, Z 1997-2012, Alpha from 2013)

    Returns
    -------
    ordered categorical Series, oldest generation first. An age leaves two years of
    birth possible, unless the day is 31 December; where they lie in different
    generations, the generation is missing

    Raises
    ------
    DataError
        if neither or both are given, or ages without their day

    Notes
    -----
    For Pew, 2012 is where the chart of Generation Z ended in 2019; no end has been set.
    So those who were born later are a level of their own, named for the year only.
    Generations were defined for the United States and Canada: they describe who was
    born when, and explain nothing.

    References
    ----------
    Dimock (2019), "Defining generations: Where Millennials end and Generation Z
    begins", Pew Research Center; Statistics Canada (2022), "A generational portrait of
    Canada's aging population from the 2021 Census", 98-200-X.

    Examples
    --------
    >>> generation([1964, 1965, 1996, 1997]).tolist()
    ['Baby Boomers', 'Generation X', 'Millennials', 'Generation Z']
    >>> generation([1965], version="statcan").tolist()
    ['Baby Boomers']
    >>> generation(age_years=[27, 28], as_of="2024-12-31").tolist()
    ['Generation Z', 'Millennials']
    >>> generation(age_years=[27], as_of="2024-06-30").tolist()
    [nan]
    """
    checks.choice(version, said.GENERATIONS, name="version")
    firsts, lasts = _birth_years(birth_year, age_years, as_of)
    cohorts = said.GENERATIONS[version]
    starts = [cohort.first for cohort in cohorts if cohort.first is not None]
    early, late = (levels.band(years, starts, "left") for years in (firsts, lasts))
    places = np.where(early == late, early, -1)
    return levels.ordered(
        places, [cohort.name for cohort in cohorts], firsts, name="generation"
    )


def _birth_years(birth_year: Any, age_years: Any, as_of: Any) -> tuple[Any, Any]:
    """Return the first and the last year in which each may have been born."""
    if (birth_year is None) == (age_years is None):
        raise checks.DataError(
            "generation needs birth_year, or age_years with as_of: pass one of the two"
        )
    if age_years is None:
        years = levels.number(birth_year, "birth_year", least=1800)
        return years, years
    if as_of is None:
        raise checks.DataError(
            "generation needs the day on which these ages were true: pass as_of='2024-"
            "06-30', or birth_year instead of age_years"
        )
    day = checks.day(as_of)
    lasts = day.year - levels.number(age_years, "age_years")
    return (lasts if (day.month, day.day) == (12, 31) else lasts - 1), lasts
