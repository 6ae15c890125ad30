"""The name and the headline of a persona: from its segment and what sets it apart."""

from __future__ import annotations

from typing import Any

import pandas as pd

from segkit.checks import DataError
from segkit.personas.clean_text import plain
from segkit.personas.measured import ordered, same_as
from segkit.personas.words import card as words
from segkit.personas.words import errors, phrases

NAMED = 3  # markers in a headline
LONGEST = 90


def checked(name: Any) -> str | None:
    """Check the name that a caller gives a persona.

    Parameters
    ----------
    name : text, or None

    Returns
    -------
    str on one line; None if there is none

    Raises
    ------
    DataError
        if it is empty or no text

    Examples
    --------
    >>> checked("The planners")
    'The planners'
    """
    if name is None:
        return None
    if not isinstance(name, str) or not plain(name):
        raise DataError(errors.NAME.format(found=name))
    return plain(name)


def markers(profile: pd.DataFrame) -> pd.DataFrame:
    """Return the rows by which a persona may be named: deeds before answers.

    Parameters
    ----------
    profile : of one segment

    Returns
    -------
    DataFrame: one row a column; sensitive and protected columns never name anybody, nor
    do those that made the segment, where others were tested

    Examples
    --------
    >>> columns = ["column", "label", "effect", "tested", "marker", "care", "table"]
    >>> markers(pd.DataFrame(columns=columns)).empty
    True
    """
    rows = profile[profile["marker"].astype(bool) & (profile["care"] == "")]
    if len(profile) and profile["tested"].any():
        rows = rows[rows["tested"].astype(bool)]
    if not len(rows):
        return rows
    first = ordered(rows).assign(one=same_as(rows, profile.attrs.get("alike", {})))
    first = first.drop_duplicates("one")
    asked = first["label"].str.startswith("“") | (first["table"] == "survey")
    return first.loc[[*first.index[~asked], *first.index[asked]]]


def persona_name(segment: str, profile: pd.DataFrame) -> str:
    """Name a persona by its segment and what it has more of.

    Parameters
    ----------
    segment : its name
    profile : of that segment

    Returns
    -------
    str: no first name, no stereotype; the segment alone if nothing sets it apart

    Examples
    --------
    >>> columns = ["column", "label", "level", "effect", "tested", "marker", "care"]
    >>> persona_name("loyal", pd.DataFrame(columns=columns))
    'loyal'
    """
    rows = markers(profile)
    if not len(rows):
        return plain(segment, LONGEST)
    above = rows[rows["effect"] > 0]
    row: Any = next((above if len(above) else rows).itertuples())
    return plain(phrases.name(plain(segment, 60), row), LONGEST + 60)


def headline(n: int, of: int, profile: pd.DataFrame | None) -> str:
    """Say how many they are and what stands out most, with its numbers.

    Parameters
    ----------
    n, of : customers in the segment, and in all
    profile : of that segment; None without a table

    Returns
    -------
    str

    Examples
    --------
    >>> headline(12, 60, None)
    '12 of 60 customers.'
    """
    people = words.ONE.format(of=of) if n == 1 else words.PEOPLE.format(n=n, of=of)
    if profile is None:
        return f"{people}."
    rows = markers(profile)
    if not len(rows):
        if (profile["marker"].astype(bool) & (profile["care"] != "")).any():
            return words.HEADLINE.format(people=people, first=words.ONLY_PROTECTED)
        made = profile["tested"].any() and not profile["tested"].all()
        first = words.LIKE_OTHERS_BUT if made else words.LIKE_OTHERS
        return words.HEADLINE.format(people=people, first=first)
    told = "; ".join(phrases.brief(row) for row in rows.head(NAMED).itertuples())
    first = words.STAND_OUT.format(markers=told)
    return words.HEADLINE.format(people=people, first=first)
