"""Lines of a card from the rows of a profile."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from segkit.personas.lines import Line
from segkit.personas.roles import NO_ANSWER, role
from segkit.personas.words import card as words
from segkit.personas.words import phrases

MOST = {"who": 5, "needs": 3, "barriers": 2, "think": 3, "feel": 3, "do": 5}
ALWAYS = {"needs": 3, "barriers": 1, "feel": 1}  # lines even without a marker
SURE = 0.05  # p after Holm, below which a difference is said to be there


def profile_lines(
    profile: pd.DataFrame, roles: Mapping[str, str] | None = None
) -> dict[str, list[Line]]:
    """Choose the rows of a segment's profile that a card shows, section by section.

    Parameters
    ----------
    profile : of `profile`, of one segment
    roles : {column: section}, where the caller knows better

    Returns
    -------
    {section: lines}: the markers with the largest effects, one level a column and
    section; of needs, barriers and feelings also the most frequent answers

    References
    ----------
    own definition

    Examples
    --------
    >>> profile_lines(pd.DataFrame(columns=["column", "suppressed"]))["who"]
    []
    """
    shown = profile[~profile["suppressed"].astype(bool)]
    shown = shown.assign(one=same_as(shown, profile.attrs.get("alike", {})))
    parts = [role(name, roles) for name in shown["column"]]
    shown = shown.assign(section=pd.Series(parts, shown.index, dtype=object))
    return {name: _section(shown[shown["section"] == name], name) for name in MOST}


def same_as(rows: pd.DataFrame, alike: Mapping[str, str]) -> pd.Series:
    """Return one name for all columns that nearly say the same.

    Parameters
    ----------
    rows : of a profile
    alike : its ``attrs["alike"]``

    Returns
    -------
    Series of text

    Examples
    --------
    >>> rows = pd.DataFrame({"column": ["lines", "age"]})
    >>> same_as(rows, {"lines": "orders"}).tolist()
    ['orders', 'age']
    """
    names = [alike.get(name, name) for name in rows["column"]]
    return pd.Series(names, rows.index, dtype=object)


def _section(rows: pd.DataFrame, name: str) -> list[Line]:
    if not len(rows):
        return []
    if name == "barriers":
        rows = rows[~rows["level"].str.lower().isin(NO_ANSWER)]
    chosen = ordered(rows[rows["marker"].astype(bool)])
    if name in ("needs", "barriers"):
        chosen = chosen[chosen["effect"] > 0]
    chosen = chosen.drop_duplicates("one").head(MOST[name])
    if len(chosen) < ALWAYS.get(name, 0):
        answers = rows[rows["level"] != ""].drop(chosen.index)
        answers = answers[~answers["column"].isin(chosen["column"])]
        common = answers.sort_values(["value", "label"], ascending=[False, True])
        common = common.drop_duplicates("column")
        chosen = pd.concat([chosen, common.head(ALWAYS[name] - len(chosen))])
    return [line(row, name) for row in chosen.itertuples()]


def ordered(rows: pd.DataFrame) -> pd.DataFrame:
    """Put rows with the largest effects first; those that were tested before others.

    Parameters
    ----------
    rows : of a profile

    Returns
    -------
    DataFrame

    Examples
    --------
    >>> rows = pd.DataFrame({"effect": [0.2, -0.5], "tested": [True, True],
    ...                      "label": ["a", "b"], "level": ["", ""]})
    >>> ordered(rows)["label"].tolist()
    ['b', 'a']
    """
    size = -rows["effect"].astype(float).abs().round(9)
    order = rows.assign(size=size, later=~rows["tested"].astype(bool))
    order["less"] = rows["effect"].astype(float) < 0
    order = order.sort_values(
        ["later", "size", "less", "label", "level"], kind="stable"
    )
    return rows.loc[order.index]


def line(row: Any, section: str) -> Line:
    """Write one row of a profile as a line.

    Parameters
    ----------
    row : of ``profile.itertuples()``
    section : of the card

    Returns
    -------
    Line

    Examples
    --------
    >>> found = pd.DataFrame({"column": ["vip"], "label": ["vip"], "level": ["yes"],
    ...     "kind": ["yes/no"], "value": [0.5], "value_low": [0.4],
    ...     "value_high": [0.6], "others": [0.25], "index": [200.0],
    ...     "low": [150.0], "high": [260.0], "n": [80], "table": ["X"], "unit": [""],
    ...     "tested": [True], "p_holm": [0.001], "marker": [True]})
    >>> line(next(found.itertuples()), "who")
    vip: 50 % (40 to 60 % · others 25 % · index 200 (150 to 260) · n = 80 · X ·
    p after Holm 0.001)
    """
    note = "" if row.tested else words.MADE
    if row.tested and not math.isnan(row.p_holm):
        shown = f"{row.p_holm:.3f}" if row.p_holm >= 0.001 else "< 0.001"
        small = words.SMALL if row.p_holm < SURE else words.ALIKE
        note = (words.TESTED if row.marker else small).format(p=shown)
    return Line(
        section=section,
        text=phrases.text(row),
        value=float(row.value),
        low=float(row.value_low),
        high=float(row.value_high),
        n=int(row.n),
        table=str(row.table),
        unit=phrases.numbers_unit(row),
        others=float(row.others),
        index=float(row.index),
        index_low=float(row.low),
        index_high=float(row.high),
        column=str(row.column),
        level=str(row.level),
        note=note,
    )
