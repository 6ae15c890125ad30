"""Answers to a survey as a source: how often each customer gave each answer."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import add
from typing import Any

import narwhals.stable.v2 as nw

from segkit.checks import DataError
from segkit.kpis.sources import Source, totals
from segkit.kpis.words import survey as words

c = nw.col
MOST = 10  # the highest answer of any scale


def survey_of(column: str) -> Source:
    """Make a source that counts how often each customer gave each answer.

    Parameters
    ----------
    column : of the answers; rows where it is missing do not count

    Returns
    -------
    Source, columns of each customer: n_0 to n_10, n_odd (none of these), n_rows

    Examples
    --------
    >>> survey_of("nps").required
    ('customer_id', 'answered_on', 'nps')
    """
    at = {f"n_{v}": c(column) == v for v in range(MOST + 1)}
    known = reduce(lambda found, v: found | (c(column) == v), range(1, MOST + 1),
                   c(column) == 0)  # fmt: skip
    return Source(
        "survey",
        totals(**at, n_odd=~known),
        time="answered_on",
        numbers=(column,),
        everybody=False,
        what=words.ROW_NEEDS.format(column=column),
    )


def times_answered(values: Iterable[int]) -> Any:
    """Count how often a customer gave one of these answers."""
    return reduce(add, [c(f"n_{v}") for v in values])


def summed(power: int) -> Any:
    """Add up a customer's answers, or their squares."""
    return reduce(add, [c(f"n_{v}") * v**power for v in range(1, MOST + 1)])


def on_scale(off_scale: Any, weights: Any, *, low: int, high: int, column: str) -> None:
    """Refuse answers of a table that are not on the scale, and weights with counts."""
    if float(off_scale):
        told = {"n": int(float(off_scale)), "column": column, "low": low, "high": high}
        raise DataError(words.OFF_SCALE.format(**told))
    if weights is not None:
        raise DataError(words.NO_WEIGHTS)
