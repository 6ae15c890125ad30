"""Who lives together, the stage of family life, and where home and work are.

The stages of Wells and Gubar (1966) rest on the age of the youngest child, and those
of Murphy and Staples (1979) too; few shops know it. Here they are simplified to what a
table of customers has: the ages of children are left out, so that both parts of the
full nest of the young (textbooks call them full nest I and II, and the older couples'
III) are one level. Whether somebody lives with their parents cannot be seen either.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.models import schemes, words
from segkit.models.demographic import levels
from segkit.models.words import demographic as said

STAGES = {"wells_gubar": said.WELLS_GUBAR, "murphy_staples": said.MURPHY_STAPLES}
STAGE_EDGES = {"wells_gubar": (45, 65), "murphy_staples": (35, 65)}
KINDS = ("single", "couple", "divorced", "widowed")


def household_type(household_size: Any, children: Any) -> pd.Series:
    """Say what kind of household each customer lives in.

    Parameters
    ----------
    household_size : Series, persons, the customer included
    children : Series, children among them

    Returns
    -------
    ordered categorical Series: one, two, three adults or more, without and with
    children; missing where one of the two is

    Raises
    ------
    DataError
        if a household has no adult

    References
    ----------
    The types of households of Eurostat's EU-SILC by number of adults, with and without
    dependent children. Two adults need not be a couple: see `life_cycle`.

    Examples
    --------
    >>> household_type([1, 4, 2], [0, 2, 1]).tolist()
    ['One person', 'Two adults with children', 'One adult with children']
    """
    size = levels.number(household_size, "household_size")
    young = levels.number(levels.beside(children, "children", size), "children")
    alone = int((size - young < 1).sum())
    if alone:
        raise DataError(
            f"household_size does not exceed children for {alone} customers in X: the "
            "customer counts in household_size, and is no child"
        )
    adults = (size - young).clip(upper=3)
    places = 2 * (adults - 1) + (young > 0)
    codes = places.where(size.notna() & young.notna(), -1)
    return levels.ordered(
        codes,
        [name for name, _ in said.HOUSEHOLDS.values()],
        size,
        name="household_type",
    )


def life_cycle(
    age_years: Any,
    marital_status: Any,
    children: Any,
    occupation_group: Any = None,
    *,
    version: str = "wells_gubar",
    edges: Sequence[float] | None = None,
    mapping: Mapping[str, str] | None = None,
) -> pd.Series:
    """Say in which stage of the family life cycle each customer is.

    Parameters
    ----------
    age_years : Series, completed years
    marital_status : Series of words: single, living together, married, divorced, ...
    children : Series, children living at home
    occupation_group : Series; who is "retired" in it (or 7, the group of PCS) is
        retired. Where it is missing, or None: who is as old as the second edge
    version : "wells_gubar" or "murphy_staples"
    edges : two ages: from the first on people are older (Wells and Gubar) or
        middle-aged (Murphy and Staples), from the second on retired or older. None
        for 45 and 65, or 35 and 65
    mapping : word to "single", "couple", "divorced" or "widowed", for words that are
        not known here

    Returns
    -------
    ordered categorical Series; missing where one of the columns is

    Raises
    ------
    DataError
        naming words without a meaning

    References
    ----------
    Wells and Gubar (1966), "Life cycle concept in marketing research", Journal of
    Marketing Research 3, 355-363: their six stages, the last two by whether people
    have retired; single parents added (they have no place there), the line between
    young and older at 45 (own definition). Murphy and Staples (1979), "A modernized
    family life cycle", Journal of Consumer Research 6, 12-22: under 35, 35 to 64, 65
    and over; whether children ever were, and their ages, left out. Couples are counted
    as such, married or not.

    Examples
    --------
    >>> life_cycle([24, 40, 70], ["single", "married", "widowed"], [0, 2, 0]).tolist()
    ['Bachelor stage', 'Full nest I', 'Solitary survivor, retired']
    """
    stages = STAGES[checks.choice(version, STAGES, name="version")]
    ages = levels.number(age_years, "age_years")
    limits = two_edges(edges, version)
    young = levels.number(levels.beside(children, "children", ages), "children")
    kinds = _kinds(levels.beside(marital_status, "marital_status", ages), mapping)
    if version == "wells_gubar":
        retired = _retired(occupation_group, ages, limits[1])
        stage = _wells_gubar(ages, kinds, young > 0, limits, retired)
    else:
        stage = _murphy_staples(ages, kinds, young > 0, limits)
    known = ages.notna() & young.notna() & (kinds != "")
    places = stage.map({key: place for place, key in enumerate(stages)})
    names = [name for name, _ in stages.values()]
    return levels.ordered(places.where(known, -1), names, ages, name="life_cycle")


def two_edges(edges: Sequence[float] | None, version: str) -> list[float]:
    """Check the two ages between which the stages change.

    Parameters
    ----------
    edges : two ages, or None for the usual ones
    version : of the life cycle

    Returns
    -------
    list of two floats

    Raises
    ------
    DataError
        if they are not two

    Examples
    --------
    >>> two_edges(None, "wells_gubar")
    [45.0, 65.0]
    """
    usual = STAGE_EDGES[version]
    return schemes.increasing(usual if edges is None else edges, "edges", 2)


def stage_rules(version: str, edges: Sequence[float]) -> list[str]:
    """Write the rule of each stage.

    Parameters
    ----------
    version : of the life cycle
    edges : two ages, from `two_edges`

    Returns
    -------
    list of str

    Examples
    --------
    >>> stage_rules("murphy_staples", [35, 65])[-3]
    'a couple, 65 or older'
    """
    ages = {
        "middle": words.number(edges[0]),
        "below": words.number(edges[1] - 1),
        "older": words.number(edges[version == "murphy_staples"]),
    }
    return [rule.format(**ages) for _, rule in STAGES[version].values()]


def _kinds(marital_status: pd.Series, mapping: Mapping[str, str] | None) -> pd.Series:
    meant = {**said.STATUS, **(mapping or {})}
    known = {levels.plain(word): kind for word, kind in meant.items()}
    for kind in known.values():
        checks.choice(kind, KINDS, name="what mapping gives for a marital status")
    texts = marital_status.astype(object).map(levels.plain, na_action="ignore")
    strange = sorted(set(texts.dropna()).difference(known))
    if strange:
        raise DataError(
            f"column 'marital_status' in X holds {strange[:5]}, and it is not known "
            f"whether that means a couple: pass mapping={{{strange[0]!r}: 'couple'}}, "
            f"or another of {list(KINDS)}"
        )
    return texts.map(known).fillna("").astype(str)


def _retired(occupation_group: Any, ages: pd.Series, limit: float) -> pd.Series:
    if occupation_group is None:
        return ages >= limit
    column = levels.beside(occupation_group, "occupation_group", ages).astype(object)
    texts = column.map(levels.plain, na_action="ignore")
    return texts.isin(said.RETIRED) | (texts.isna() & (ages >= limit))


def _first(questions: Mapping[str, Any], rest: str, index: pd.Index) -> pd.Series:
    """Name the first question that is true of each; the rest if none is."""
    asked = [np.asarray(question, dtype=bool) for question in questions.values()]
    return pd.Series(np.select(asked, list(questions), rest), index=index)


def _wells_gubar(
    ages: pd.Series, kinds: pd.Series, parent: pd.Series, limits: Any, retired: Any
) -> pd.Series:
    couple, older = kinds == "couple", ages >= limits[0]
    questions = {
        "full_nest": couple & parent & ~older,
        "full_nest_2": couple & parent,
        "single_parent": parent,
        "empty_nest_2": couple & retired,
        "survivor_2": retired,
        "young_couple": couple & ~older,
        "empty_nest_1": couple,
        "bachelor": ~older,
    }
    return _first(questions, "survivor_1", ages.index)


def _murphy_staples(
    ages: pd.Series, kinds: pd.Series, parent: pd.Series, limits: Any
) -> pd.Series:
    couple, divorced = kinds == "couple", kinds == "divorced"
    young, older = ages < limits[0], ages >= limits[1]
    questions = {
        "older_married": older & couple,
        "older_unmarried": older,
        "young_parents": young & couple & parent,
        "young_married": young & couple,
        "young_divorced_parent": young & divorced & parent,
        "young_divorced": young & divorced,
        "young_single": young & (kinds == "single") & ~parent,
        "middle_parents": ~young & couple & parent,
        "middle_married": ~young & couple,
        "middle_divorced_parent": ~young & divorced & parent,
        "middle_divorced": ~young & divorced,
    }
    return _first(questions, "other", ages.index)


def workplace(home: Any, work: Any) -> pd.Series:
    """Say whether each customer works where they live.

    Parameters
    ----------
    home : Series of places, such as postcodes or towns
    work : Series of places of work, missing without work

    Returns
    -------
    ordered categorical Series: the same place, another, none stated (without work, or
    not asked); missing where home is

    References
    ----------
    Own definition: equal texts are the same place.

    Examples
    --------
    >>> workplace(["11506", "61689", "20011"], ["11506", "61707", None]).tolist()
    ['Works where they live', 'Works elsewhere', 'No place of work']
    """
    at_home = levels.series(home, "postcode").astype(object)
    at_work = levels.beside(work, "work_postcode", at_home).astype(object)
    places = np.select(
        [at_home.isna(), at_work.isna(), at_home == at_work], [-1, 2, 0], 1
    )
    return levels.ordered(
        places,
        [name for name, _ in said.WORKPLACES.values()],
        at_home,
        name="workplace",
    )
