"""Occupation by the French PCS and the international ISCO-08, and seniority."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from segkit import checks
from segkit.models import schemes
from segkit.models.demographic import levels
from segkit.models.words import demographic as said
from segkit.models.words.limits import band_names

SKILL = ("1, 2 or 4", "3 or 4", "4", "3", "2", "2", "2", "2", "2", "1")
ISCO_NAMES = [*said.ISCO.values(), said.NO_JOB]
ISCO_VERSIONS = ("major", "skill")
SENIORITY_EDGES = (1, 3, 5, 10, 20)


def pcs_group(
    occupation_group: Any, *, mapping: Mapping[Any, int] | None = None
) -> pd.Series:
    """Say to which of the eight French socio-professional groups each belongs.

    Parameters
    ----------
    occupation_group : Series of words ("farmers"), or of codes of PCS (3, "37",
        "543a"): the first digit is the group
    mapping : word to group 1 to 8, for words that are not known here

    Returns
    -------
    ordered categorical Series of names in English; `words.demographic.PCS_FRENCH` has
    the French ones; missing where nothing is stated

    Raises
    ------
    DataError
        naming words without a group

    References
    ----------
    INSEE, nomenclature des professions et catégories socioprofessionnelles PCS 2003
    and 2020: the groups are those of 1982.

    Examples
    --------
    >>> pcs_group(["students", "37"]).tolist()
    ['Other people without an occupation', 'Managers and higher professions']
    """
    found = levels.coded(
        occupation_group, "occupation_group", said.PCS_GROUPS, mapping, said.PCS
    )
    places = np.where(found < 0, -1, found - 1)
    return levels.ordered(places, list(said.PCS.values()), found, name="pcs_group")


def isco_major(
    occupation: Any, *, mapping: Mapping[Any, int | None] | None = None
) -> pd.Series:
    """Say to which major group of occupations each customer belongs (ISCO-08).

    Parameters
    ----------
    occupation : Series of words ("engineer"), or of codes of ISCO-08 as text ("2142")
        or numbers: the first digit is the major group
    mapping : word to major group 0 to 9, or to None for no occupation

    Returns
    -------
    ordered categorical Series: majors 0 to 9, then those without an occupation, whom
    ISCO-08 does not classify; missing where nothing is stated

    Raises
    ------
    DataError
        naming words without a group

    References
    ----------
    International Labour Office (2012), International Standard Classification of
    Occupations: ISCO-08, volume 1. Which everyday word is which is our reading of it.

    Examples
    --------
    >>> isco_major(["nurse", "5223", "retired"]).tolist()
    ['Professionals', 'Service and sales workers', 'Without an occupation']
    """
    found = levels.coded(occupation, "occupation", said.ISCO_JOBS, mapping, said.ISCO)
    places = np.where(found == -2, len(said.ISCO), found)
    return levels.ordered(places, ISCO_NAMES, found, name="isco_major")


def isco_skill(
    occupation: Any, *, mapping: Mapping[Any, int | None] | None = None
) -> pd.Series:
    """Say which level of skill the major group of an occupation asks for (ISCO-08).

    Parameters
    ----------
    occupation : as for `isco_major`
    mapping : as for `isco_major`

    Returns
    -------
    ordered categorical Series, highest skill first; missing where nothing is stated

    References
    ----------
    International Labour Office (2012), ISCO-08, volume 1: majors and skill levels
    1 managers 3 and 4, 2 professionals 4, 3 technicians 3, 4 to 8 level 2, 9 level 1,
    0 armed forces 1, 2 and 4.

    Examples
    --------
    >>> isco_skill(["company director", "driver", "cleaner"]).tolist()
    ['Skill level 3 or 4', 'Skill level 2', 'Skill level 1']
    """
    majors = isco_major(occupation, mapping=mapping)
    order = list(said.SKILLS)
    level = np.array([*(order.index(skill) for skill in SKILL), len(order), -1])
    codes = level[majors.cat.codes.to_numpy()]
    return levels.ordered(
        codes, [*said.SKILLS.values(), said.NO_JOB], majors, name="isco_skill"
    )


def seniority_band(
    seniority_years: Any, edges: Sequence[float] | None = None, *, closed: str = "left"
) -> pd.Series:
    """Say how long each customer has been with their employer, in bands of years.

    Parameters
    ----------
    seniority_years : Series, whole years; missing without work
    edges : where bands meet; None for 1, 3, 5, 10, 20
    closed : "left": an edge belongs to the band above it; "right": below it

    Returns
    -------
    ordered categorical Series; missing where the years are

    Raises
    ------
    DataError
        if years are below 0, or the edges are not in order

    References
    ----------
    Intervals of job tenure as in the OECD's labour-force statistics (under 1, 1 to 3,
    3 to 5, 5 to 10, 10 and over); the line at 20 is an own addition.

    Examples
    --------
    >>> seniority_band([0, 4, 31]).tolist()
    ['under 1 year', '3 to 4 years', '20 years and over']
    """
    years = levels.number(seniority_years, "seniority_years")
    limits = schemes.increasing(SENIORITY_EDGES if edges is None else edges, "edges")
    places = levels.band(years, limits, closed)
    return levels.ordered(
        places, band_names(limits, closed, said.YEAR), years, name="seniority_band"
    )


def occupation(values: Any, version: str, mapping: Any) -> pd.Series:
    """Sort occupations by major group or by skill.

    Parameters
    ----------
    values : as for `isco_major`
    version : "major" or "skill"
    mapping : as for `isco_major`

    Returns
    -------
    ordered categorical Series

    Examples
    --------
    >>> occupation(["driver"], "skill", None).tolist()
    ['Skill level 2']
    """
    way = checks.choice(version, ISCO_VERSIONS, name="version")
    return (isco_major if way == "major" else isco_skill)(values, mapping=mapping)
