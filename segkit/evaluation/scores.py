"""Is each segment worth a strategy? Six questions, answered from data or asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.evaluation import words
from segkit.evaluation.customers import numbers, one_each, segment_series
from segkit.record import Table, mean_interval

CRITERIA = (
    "measurable",
    "substantial",
    "reachable",
    "differentiable",
    "actionable",
    "stable",
)
#: Least figure of each criterion: own choices, to be changed with ``limits=``; of
#: stable: Hennig (2007), a Jaccard mean of .75.
LIMITS = {
    "measurable": 0.8,
    "customers": 30,
    "value_share": 0.05,
    "reachable": 0.5,
    "stable": 0.75,
}
YES, NO, ASK = "yes", "no", "ask"


@dataclass(frozen=True)
class Material:
    """What the scorecard may look at.

    Attributes
    ----------
    segments : categorical Series
    X, value, reach, response : columns of the same customers, or None
    stable : the segment's mean Jaccard by name, or None
    limits : least figures
    """

    segments: pd.Series
    X: pd.DataFrame | None
    value: pd.Series | None
    reach: pd.Series | None
    response: pd.Series | None
    stable: pd.Series | None
    limits: dict[str, float]


def scorecard(
    segments: pd.Series,
    *,
    X: pd.DataFrame | None = None,
    value: pd.Series | None = None,
    reach: pd.Series | None = None,
    response: pd.Series | None = None,
    stable: pd.DataFrame | pd.Series | None = None,
    answers: Mapping[str, Any] | None = None,
    limits: Mapping[str, float] | None = None,
) -> Table:
    """Say for each segment which of six conditions it meets, and which are to be asked.

    Parameters
    ----------
    segments : Series indexed by customer_id
    X : DataFrame: measurable if at least 80 % of the segment's cells are known
    value : money: substantial if the segment brings 5 % of it and has 30 customers
    reach : yes and no (consent, a known address): reachable if at least half are yes
    response : what was bought or answered later: differentiable if the segment's mean
        differs from that of all others (its interval leaves theirs out)
    stable : what `segment_stability` returns, or a Series by segment: stable if the
        mean Jaccard is .75 or more
    answers : what no data tell, ``{"actionable": {"loyal": "yes, we have a club"}}``
        (text that begins with yes or no, or True or False); an answer also replaces a
        missing figure. One answer for all: ``{"actionable": True}``
    limits : other least figures: measurable, customers, value_share, reachable, stable

    Returns
    -------
    DataFrame, a row per segment and criterion: segment, criterion, verdict ("yes",
    "no", "ask"), figure, reason (in words), source ("data", "answer" or "" )

    Raises
    ------
    DataError
        if an answer names no segment or criterion, or begins with neither yes nor no

    References
    ----------
    Kotler (1967 and later), "Marketing management": measurable, substantial,
    accessible, differentiable, actionable; stable: Dolnicar, Grün and Leisch (2018),
    "Market segmentation analysis", chapter 4. The limits are our own.

    Examples
    --------
    >>> segments = pd.Series(["loyal"] * 40 + ["new"] * 10, name="segment")
    >>> card = scorecard(segments, answers={"actionable": {"loyal": "yes, the club"}})
    >>> card[card["criterion"].isin(["substantial", "actionable"])][
    ...     ["segment", "verdict", "reason"]].to_numpy().tolist()
    [['loyal', 'yes', '40 customers (least: 30)'], ['loyal', 'yes', 'the club'],
    ['new', 'no', '10 customers (least: 30)'],
    ['new', 'ask', 'Can you make an offer, a message and a price for this segment?']]
    """
    series = one_each(segment_series(segments), name="segments").dropna()
    names = list(series.cat.categories)
    said = _answers(answers or {}, names)
    material = Material(
        series,
        X if X is None else _table(X, series),
        _column(value, series, "value"),
        _column(reach, series, "reach"),
        _column(response, series, "response"),
        _jaccard(stable, names),
        _limits(limits),
    )
    rows = [
        {"segment": name, "criterion": criterion}
        | _cell(material, name, criterion, said.get((criterion, name)))
        for name in names
        for criterion in CRITERIA
    ]
    result = Table(rows)
    result.attrs |= {"heading": words.SCORECARD, "limits": material.limits}
    return result


def _cell(
    material: Material, name: str, criterion: str, answer: tuple[str, str] | None
) -> dict[str, Any]:
    """Answer from the data, else from what was said, else ask."""
    figure, met, reason = FOUND[criterion](material, name)
    if met is not None and answer is None:
        verdict, source = (YES if met else NO), "data"
    elif answer is not None:
        (verdict, text), source = answer, "answer"
        reason = text or reason
    else:
        verdict, reason, source = ASK, words.QUESTIONS[criterion], ""
    return {"verdict": verdict, "figure": figure, "reason": reason, "source": source}


Found = tuple[float, bool | None, str]
NOTHING: Found = (np.nan, None, "")


def _mine(material: Material, name: str) -> np.ndarray:
    return (material.segments == name).to_numpy()


def _measurable(material: Material, name: str) -> Found:
    mine = _mine(material, name)
    if material.X is None or not mine.any():
        return NOTHING
    known = float(material.X[mine].notna().to_numpy().mean())
    least = material.limits["measurable"]
    return known, known >= least, words.MEASURABLE.format(known=known, least=least)


def _substantial(material: Material, name: str) -> Found:
    n, least = int(_mine(material, name).sum()), material.limits["customers"]
    text = words.SUBSTANTIAL.format(n=f"{n:,}", least=least)
    if material.value is None:
        return float(n), n >= least, text
    total = float(material.value.sum())
    if total <= 0:
        return float(n), n >= least, text
    share = float(material.value[_mine(material, name)].sum()) / total
    part = material.limits["value_share"]
    text += words.BRINGS.format(share=share, least=part)
    return share, n >= least and share >= part, text


def _reachable(material: Material, name: str) -> Found:
    mine = _mine(material, name)
    if material.reach is None or not material.reach[mine].notna().any():
        return NOTHING
    share = float(material.reach[mine].fillna(0).mean())  # not known is not reached
    least = material.limits["reachable"]
    return share, share >= least, words.REACHABLE.format(share=share, least=least)


def _differentiable(material: Material, name: str) -> Found:
    if material.response is None:
        return NOTHING
    mine, known = _mine(material, name), material.response.notna().to_numpy()
    own = material.response[mine & known].to_numpy()
    others = material.response[~mine & known].to_numpy()
    if len(own) < 2 or not len(others):
        return NOTHING
    low, high = mean_interval(own)
    other = float(others.mean())
    away = not low <= other <= high
    text = words.DIFFERENT if away else words.ALIKE
    return (
        float(own.mean()),
        away,
        text.format(mean=own.mean(), low=low, high=high, other=other),
    )


def _actionable(material: Material, name: str) -> Found:
    return NOTHING


def _stable(material: Material, name: str) -> Found:
    if material.stable is None or name not in material.stable.index:
        return NOTHING
    found, least = float(material.stable[name]), material.limits["stable"]
    return found, found >= least, words.STABLE.format(found=found, least=least)


FOUND = {
    "measurable": _measurable,
    "substantial": _substantial,
    "reachable": _reachable,
    "differentiable": _differentiable,
    "actionable": _actionable,
    "stable": _stable,
}


def _table(X: Any, series: pd.Series) -> pd.DataFrame:
    checks.table(X, name="X")
    return X.reindex(series.index)


def _column(column: Any, series: pd.Series, name: str) -> pd.Series | None:
    if column is None:
        return None
    return numbers(one_each(column, name=name), name=name).reindex(series.index)


def _jaccard(stable: Any, names: list[str]) -> pd.Series | None:
    """Return the mean Jaccard by name; codes count from 0 in the segments' order."""
    if stable is None:
        return None
    if isinstance(stable, pd.DataFrame):
        checks.table(stable, ["segment", "jaccard"], name="stable")
        stable = stable.groupby("segment")["jaccard"].mean()
    index = [
        names[one] if isinstance(one, int | np.integer) and one < len(names) else one
        for one in stable.index
    ]
    return stable.set_axis([str(one) for one in index])


def _limits(limits: Mapping[str, float] | None) -> dict[str, float]:
    for name in limits or {}:
        checks.choice(name, LIMITS, name="limits")
    return LIMITS | dict(limits or {})


def _answers(
    answers: Mapping[str, Any], names: list[str]
) -> dict[tuple[str, str], tuple[str, str]]:
    """Read yes or no, and the reason after it."""
    found = {}
    for criterion, given in answers.items():
        checks.choice(criterion, CRITERIA, name="answers")
        each = given if isinstance(given, Mapping) else dict.fromkeys(names, given)
        for name, answer in each.items():
            checks.choice(str(name), names, name=f"answers[{criterion!r}]")
            found[criterion, str(name)] = _answer(answer)
    return found


def _answer(answer: Any) -> tuple[str, str]:
    if isinstance(answer, bool | np.bool_):
        return (YES if answer else NO), ""
    word, _, reason = str(answer).partition(",")
    first = word.strip().casefold()
    if first not in {YES, NO}:
        raise DataError(words.NO_ANSWER.format(found=answer))
    return first, reason.strip()
