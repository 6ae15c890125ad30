"""Are they satisfied? CSAT, as a share of the best answers or as a mean."""

from __future__ import annotations

import math
from typing import Any

import narwhals.stable.v2 as nw

from segkit import checks
from segkit.checks import DataError
from segkit.kpis.clustered import Bunches
from segkit.kpis.indicator import indicator
from segkit.kpis.survey.answers import Answers, Score, of_customers, read
from segkit.kpis.survey.source import (
    on_scale,
    summed,
    survey_of,
    times_answered,
)
from segkit.kpis.words import survey as words
from segkit.record import Kpi, Moments, Sum, wilson
from segkit.record.differences import quantile, wilson_ends

c = nw.col
Made = tuple[Score, tuple[float, float]]
NOTHING = Score(0, math.nan, math.nan, 0, 1)


def _points(form: str, scale: int, top: int) -> Any:
    if form == "mean":
        return summed(1)
    return times_answered(range(scale - top + 1, scale + 1))


@indicator(
    survey_of("csat"),
    words.CSAT,
    spread=2,
    variants={"form": words.CSAT_FORMS},
    satisfied=_points,
    answers=c("n_rows"),
    squares=lambda form: summed(2) if form == "mean" else c("n_rows") * 0,
    off_scale=lambda scale: c("n_rows") - times_answered(range(1, scale + 1)),
)
def csat(
    scores: Any = None,
    *,
    satisfied: Any = None,
    answers: Any = None,
    squares: Any = None,
    off_scale: Any = 0,
    scale: int = 5,
    top: int = 2,
    form: str = "top",
    weights: Any = None,
    period: str = "",
    level: float = 0.95,
) -> Kpi:
    """Say how many are satisfied (CSAT): the best answers, or the mean answer.

    Parameters
    ----------
    scores : answers from 1 to `scale`, missing where there is none
    satisfied, answers : counts instead of scores; with ``form="mean"`` the sum of the
        answers instead of those satisfied
    squares : with them for ``form="mean"``: the sum of the squares of the answers
    off_scale : answers that are not on the scale, from a table; refused
    scale : the best answer, 2 to 10
    top : how many of the best answers count as satisfied
    form : ``"top"`` for a share, ``"mean"`` for the mean answer: say which you mean
    weights : of each answer, for instance from `post_stratify`
    period : the days that were counted, in words
    level : coverage of the interval, 0 to 1

    Returns
    -------
    Kpi: a rate (Wilson), or points of the scale (adjusted Wald: see `Score`)

    Raises
    ------
    DataError
        if an answer is not on the scale (the first is named), or top does not fit

    Notes
    -----
    Wilson: Newcombe (1998), method 3; of weighted answers with Kish's effective n; of
    several answers of one customer: `segkit.kpis.clustered`. Mean: own simulation in
    `tests/kpis/survey`, where Student's t fails as answers pile up at the top.

    Examples
    --------
    >>> csat([5, 4, 4, 2, None])
    csat: 75.0 % (3 of 4), 95 % interval 30.1 % to 95.4 %; 1 without an answer left out
    >>> csat([5, 4, 4, 2], form="mean").value
    3.75
    """
    scale = checks.whole_number(scale, name="scale", low=2)
    top = checks.whole_number(top, name="top", low=1)
    if top >= scale:
        raise DataError(words.BAD_TOP.format(most=scale - 1, top=top))
    if scores is not None:
        found = read(scores, weights, low=1, high=scale, name="scores")
        n, note = len(found.values), found.note()
        made, (low, high) = _read(found, form, scale, top, level)
    else:
        on_scale(off_scale, weights, low=1, high=scale, column="csat")
        made, (low, high) = _counted(satisfied, squares, answers, form, scale, level)
        n, note = int(float(answers)), ""
    return Kpi(
        name="csat",
        value=made.mean,
        numerator=made.mean * n if n else 0,
        denominator=n,
        n=n,
        low=low,
        high=high,
        unit="rate" if form == "top" else words.SCALE_POINTS.format(scale=scale),
        definition="",
        period=period,
        level=level,
        note=note,
    )


def _read(found: Answers, form: str, scale: int, top: int, level: float) -> Made:
    if form == "mean":
        mean = found.score(found.values, 1, scale)
        return mean, mean.interval(level)
    good = found.score((found.values > scale - top).astype(float), 0, 1)
    if not good.n:
        return good, (math.nan, math.nan)
    return good, wilson_ends(good.mean, good.n, quantile(level))


def _counted(satisfied: Any, squares: Any, answers: Any, *said: Any) -> Made:
    """Take counts, from plain numbers or from the customers of a table."""
    form, scale, level = said
    top = form == "top"
    if satisfied is None or answers is None or (squares is None and not top):
        raise DataError(words.CSAT_NEEDS)
    ends = (0, 1) if top else (1, scale)
    if isinstance(answers, Sum):
        second = {"satisfied": 1} if top else {"squares": 1}
        made = of_customers(answers.moments, {"satisfied": 1}, second, ends=ends)
        if top:
            return made, _bunches(answers.moments).interval(level)
        return made, made.interval(level)
    n = checks.whole_number(answers, name="answers", low=0)
    if top:
        part = checks.whole_number(satisfied, name="satisfied", low=0)
        mean = part / n if n else math.nan
        return Score(n, mean, mean, *ends), wilson(part, n, level, name="csat")
    made = Score(n, satisfied / n, squares / n, *ends) if n else NOTHING
    return made, made.interval(level)


def _bunches(moments: Moments) -> Bunches:
    part, whole = "satisfied", "answers"
    sums = [(part,), (whole,), (part, part), (part, whole), (whole, whole)]
    return Bunches(moments.n, *(int(moments.sum(*names)) for names in sums))


def csat_score(scores: Any, scale: int) -> Score:
    """Read answers from 1 to the top of a scale."""
    found = read(scores, None, low=1, high=scale, name="scores")
    return found.score(found.values, 1, scale)
