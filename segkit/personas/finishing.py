"""From raw rows to a profile: held back, corrected for many tests, and marked."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from segkit.personas.ratios import Index, against_all
from segkit.personas.words import profile as words
from segkit.record import Table, holm

SMALL_EFFECT = 0.147  # Romano and others (2006)
MIN_CELL = 3  # persons: a share of one or two of them is their own answer
FIGURES = [
    "value",
    "value_low",
    "value_high",
    "others",
    "index",
    "low",
    "high",
    "effect",
    "effect_low",
    "effect_high",
    "p_value",
]
COLUMNS = [
    "segment",
    "column",
    "label",
    "level",
    "kind",
    "value",
    "others",
    "index",
    "low",
    "high",
    "effect",
    "effect_low",
    "effect_high",
    "value_low",
    "value_high",
    "n",
    "n_others",
    "missing",
    "p_value",
    "p_holm",
    "marker",
    "tested",
    "table",
    "unit",
    "suppressed",
    "care",
]


class Told(NamedTuple):
    """What a profile says beside its rows.

    Parameters
    ----------
    left_out : {reason: names of columns}
    against : "others" or "all"
    least : customers, below which no figure is given
    level : coverage of the intervals

    Examples
    --------
    >>> Told({}, "others", 10, 0.95).least
    10
    """

    left_out: dict[str, list[str]]
    against: str
    least: int
    level: float


def finished(found: list[dict[str, Any]], told: Told) -> Table:
    """Hold back what is too small, correct for the number of tests, and mark.

    Parameters
    ----------
    found : raw rows
    told : how

    Returns
    -------
    Table with the columns of a profile

    Examples
    --------
    >>> finished([], Told({}, "others", 10, 0.95)).columns[0]
    'segment'
    """
    table = pd.DataFrame(found, columns=[*COLUMNS, "count"])
    _suppress(table, told.least)
    if told.against == "all":
        _turn(table)
    table["tested"] = table["tested"].astype(bool)
    table.loc[~table["tested"], "p_value"] = np.nan
    table["p_holm"] = holm(table["p_value"])
    table["marker"] = _marker(table, told.level)
    result = Table(table[COLUMNS])
    family, hidden = int(table["p_value"].notna().sum()), int(table["suppressed"].sum())
    result.attrs |= told._asdict() | {
        "heading": words.HEADING[told.against],
        "family": family,
        "notes": words.notes(told.left_out, family, told.least, hidden),
    }
    return result


def _turn(table: pd.DataFrame) -> None:
    """Turn what the others have into what all have, in place."""
    whole = (table["n"] + table["n_others"]).astype(float)
    share = (table["n"] / whole.where(whole > 0)).fillna(0.0)
    turned = [
        against_all(Index(*one), part)
        for *one, part in zip(
            table["index"], table["low"], table["high"], share, strict=True
        )
    ]
    table[["index", "low", "high"]] = np.array(turned, dtype=float).reshape(-1, 3)
    mine = share * table["value"].astype(float).fillna(0)
    theirs = (1 - share) * table["others"].astype(float).fillna(0)
    table["others"] = (mine + theirs).where((whole > 0) & ~table["suppressed"])


def _suppress(table: pd.DataFrame, least: int) -> None:
    """Blank the figures of groups too small to show without showing persons."""
    n, others = table["n"].astype(float), table["n_others"].astype(float)
    few = (n < least) | ((others > 0) & (others < least))
    mine = _cells(table, table["count"].astype(float), n)
    shares = table["others"].astype(float).where(table["count"].notna())
    theirs = _cells(table, (shares * others).round(), others)
    table["suppressed"] = (few | mine | theirs).astype(bool)
    table.loc[table["suppressed"], FIGURES] = np.nan


def _cells(table: pd.DataFrame, count: pd.Series, whole: pd.Series) -> pd.Series:
    """Say which shares count one or two persons, or would give such a share away."""
    small = count.between(1, MIN_CELL - 1) | (whole - count).between(1, MIN_CELL - 1)
    keys = [table["segment"], table["table"], table["column"]]
    alone = small.groupby(keys).transform("sum") == 1
    seen = table[alone & (table["kind"] == "category")]
    for _, part in seen.groupby(["segment", "table", "column"]):
        rest = count[part.index][~small[part.index]]
        if len(rest):
            small[small.index == rest.idxmin()] = True
    return small


def _marker(table: pd.DataFrame, level: float) -> pd.Series:
    """Say which rows stand out: by effect and interval, and by p where there is one."""
    large = table["effect"].abs() >= SMALL_EFFECT - 1e-12
    up = (table["effect_low"] > 0) & ~(table["low"] <= 100)
    down = (table["effect_high"] < 0) & ~(table["high"] >= 100)
    clear = up | down
    clear |= table["effect_low"].isna() & (table["effect"].abs() > 1 - 1e-12)
    known = (table["p_holm"] < 1 - level) | ~table["tested"]
    return (large & clear & known).astype(bool)
