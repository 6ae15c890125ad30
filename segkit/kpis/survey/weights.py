"""Those who answered are not those who were asked: weights, and what they change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from segkit import checks, engine
from segkit.checks import DataError
from segkit.kpis.words import survey as words


def post_stratify(
    answers: Any,
    frame: Any,
    by: Sequence[str],
    *,
    empty: str = "refuse",
    least: int = 1,
) -> pd.Series:
    """Weight those who answered, so that they are mixed like all who were asked.

    Parameters
    ----------
    answers : table, Series or index of those who answered, by customer_id
    frame : table of everybody who was asked (answered or not), by customer_id, with the
        columns of `by`; pandas or any other engine
    by : columns of groups whose mix is repaired together (their cells); numbers must be
        cut into groups first
    empty : ``"refuse"`` cells with fewer than `least` answers, or ``"collapse"`` each
        with its neighbour in sorted order, and say so
    least : fewest answers that may speak for a cell; 20 keeps weights calm

    Returns
    -------
    Series of weights indexed by customer_id of those who answered, mean 1. ``attrs``:
    effective (Kish: unweighted answers that tell as much), cells, collapsed (in words),
    note (what this does and what it cannot)

    Raises
    ------
    DataError
        if a customer is there twice or was never asked, a group is missing, or a cell
        has too few answers

    Notes
    -----
    Post-stratification: weight = share of the cell among those asked / its share among
    those who answered. Kish (1965), Survey Sampling, section 11.7, for the effective n.

    Examples
    --------
    >>> frame = pd.DataFrame({"age": ["old", "old", "young", "young"]}, [1, 2, 3, 4])
    >>> weights = post_stratify(pd.Index([1, 3, 4]), frame.rename_axis("customer_id"),
    ...                         ["age"])
    >>> weights.tolist()
    [1.5, 0.75, 0.75]
    >>> round(weights.attrs["effective"], 2)
    2.67
    """
    checks.choice(empty, ["refuse", "collapse"], name="empty")
    least = checks.whole_number(least, name="least", low=1)
    cells, asked, there = strata(answers, frame, by)
    counts = pd.DataFrame(
        {
            "asked": asked.value_counts(sort=False),
            "answered": there.value_counts(sort=False),
        }
    ).fillna(0)
    few = counts[counts["answered"] < least]
    if len(few) and empty == "refuse":
        raise DataError(_too_few(few, counts, by, least))
    joined = _joined(counts, least)
    place = np.array([joined[code] for code in range(len(counts))])
    asked_share = np.bincount(place[asked.cat.codes]) / len(asked)
    answered = np.bincount(place[there.cat.codes], minlength=len(asked_share))
    mine = place[there.cat.codes]
    weights = asked_share[mine] * len(there) / answered[mine]
    found = pd.Series(weights, there.index, name="weight")
    found.attrs = _said(found, by, len(asked), _names(cells, joined))
    return found


def _said(
    weights: pd.Series, by: Sequence[str], asked: int, collapsed: list[str]
) -> dict[Any, Any]:
    named = ", ".join(by)
    parts = [words.WEIGHTED_BY.format(by=named, n=asked)]
    if collapsed:
        parts.append(words.COLLAPSED.format(names=", ".join(collapsed)))
    note = "; ".join(parts) + ". " + words.PARTLY.format(by=named)
    effective = float(weights.sum() ** 2 / (weights**2).sum())
    return {
        "effective": effective,
        "by": list(by),
        "collapsed": collapsed,
        "note": note,
    }


def strata(
    answers: Any, frame: Any, by: Sequence[str]
) -> tuple[list[str], pd.Series, pd.Series]:
    """Say to which cell each one asked belongs, and each one who answered.

    Parameters
    ----------
    answers, frame, by : as for `post_stratify`

    Returns
    -------
    names of the cells in sorted order; cell of each one asked and of each one who
    answered, as categorical Series indexed by customer_id

    Raises
    ------
    DataError
        as for `post_stratify`
    """
    if isinstance(by, str) or not len(by):
        raise DataError(words.BY_NEEDED.format(by=by))
    table = indexed(frame, "frame")
    checks.table(table, by, name="frame")
    for column in by:
        gaps = int(table[column].isna().sum())
        if gaps:
            raise DataError(words.GAPS.format(column=column, n=gaps))
    who = answered_ids(answers)
    strangers = int((~who.isin(table.index)).sum())
    if strangers:
        raise DataError(words.STRANGERS.format(n=strangers, rows=len(who)))
    groups = table.groupby(list(by), sort=True, observed=True)
    names = [_name(key) for key in groups.indices]
    asked = pd.Series(
        pd.Categorical.from_codes(groups.ngroup().to_numpy(), pd.Index(names)),
        table.index,
    )
    return names, asked, asked.loc[who]


def indexed(table: Any, name: str) -> pd.DataFrame:
    """Return a table as pandas, indexed by customer_id, one row per customer."""
    checks.table(table, name=name)
    found = table if isinstance(table, pd.DataFrame) else engine.to_pandas(table)
    if "customer_id" in found.columns:
        found = found.set_index("customer_id")
    elif found.index.name != "customer_id":
        raise DataError(words.NO_ID.format(name=name, found=list(found.columns)))
    _once(found.index, name)
    return found


def answered_ids(answers: Any) -> pd.Index:
    """Return the ids of those who answered, each once."""
    if isinstance(answers, pd.Index):
        who = answers
    elif isinstance(answers, pd.Series):
        who = answers.dropna().index
    else:
        who = indexed(answers, "answers").index
    _once(who, "answers")
    if not len(who):
        raise DataError(words.NO_ANSWERS.format(name="answers", rows=0))
    return who


def _once(index: pd.Index, name: str) -> None:
    twice = int(index.duplicated().sum())
    if twice:
        raise DataError(words.TWICE.format(name=name, n=twice))


def _name(key: Any) -> str:
    return " / ".join(map(str, key)) if isinstance(key, tuple) else str(key)


def _too_few(
    few: pd.DataFrame, counts: pd.DataFrame, by: Sequence[str], least: int
) -> str:
    told = {
        "n": len(few),
        "cells": len(counts),
        "by": ", ".join(by),
        "names": ", ".join(map(str, few.index[:5])),
        "share": f"{100 * few['asked'].sum() / counts['asked'].sum():.1f} %",
    }
    text = words.EMPTY_CELLS if least == 1 else words.FEW_IN_CELLS
    return text.format(**told, least=least)


def _joined(counts: pd.DataFrame, least: int) -> dict[int, int]:
    """Give each cell the number of the run of neighbours that it is joined to.

    Runs are closed as soon as they have enough answers; what is left over at the end
    joins the last run.
    """
    runs: list[list[int]] = [[]]
    answered = 0
    for code, n in enumerate(counts["answered"]):
        runs[-1].append(code)
        answered += int(n)
        if answered >= least:
            runs.append([])
            answered = 0
    left_over = runs.pop()
    if runs:
        runs[-1] += left_over
    else:
        runs = [left_over]
    return {code: number for number, run in enumerate(runs) for code in run}


def _names(cells: list[str], joined: dict[int, int]) -> list[str]:
    """Name the cells that were joined, run by run."""
    runs: dict[int, list[str]] = {}
    for code, number in joined.items():
        runs.setdefault(number, []).append(cells[code])
    return [" + ".join(run) for run in runs.values() if len(run) > 1]
