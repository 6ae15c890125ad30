"""Who did not answer, and how much that may move the result."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.kpis.survey import promoters as survey
from segkit.kpis.survey import satisfaction as survey_csat
from segkit.kpis.survey import weights as survey_weights
from segkit.kpis.words import survey as words
from segkit.record import Kpi, Table, wilson


def non_response(
    invited: Any,
    answered: Any,
    by: Sequence[str],
    *,
    score: str | None = "nps",
    form: str = "nps",
    empty: str = "collapse",
    level: float = 0.95,
) -> Table:
    """Say who answered less often, and how much weighting for it moves the score.

    Parameters
    ----------
    invited : table of everybody who was asked, by customer_id, with the columns of `by`
    answered : table of those who answered, by customer_id, with the column of the score
    by : columns of groups, such as ``["region", "orders_fifth"]``
    score : column of the score; None for the response rates alone
    form : ``"nps"`` (answers 0 to 10) or ``"csat"`` (1 to 5)
    empty : what to do with groups without an answer, as in `post_stratify`
    level : coverage of the intervals, 0 to 1

    Returns
    -------
    Table, a row per group and ``all``: invited, answered, response_rate, low, high
    (Wilson), weight, score. ``attrs``: heading, unweighted and weighted (Kpi), moved,
    scores (the two as a table), note (what weighting repairs, and what it does not),
    weights

    Raises
    ------
    DataError
        as `post_stratify`; or if the score is not there or off its scale

    Examples
    --------
    >>> names = pd.Index(range(6), name="customer_id")
    >>> invited = pd.DataFrame({"buys": ["often"] * 3 + ["seldom"] * 3}, names)
    >>> answered = pd.DataFrame({"nps": [10, 9, 9, 2]}, names[:4])
    >>> table = non_response(invited, answered, ["buys"])
    >>> table[["invited", "answered", "response_rate", "score"]].round(2)
            invited  answered  response_rate  score
    buys
    often         3         3           1.00  100.0
    seldom        3         1           0.33 -100.0
    all           6         4           0.67   50.0
    >>> round(table.attrs["moved"])
    -50
    """
    checks.choice(form, list(words.FORMS), name="form")
    table = survey_weights.indexed(answered, "answered")
    if score is not None:
        if score not in table.columns:
            found = list(table.columns)
            raise DataError(words.NO_SCORE.format(score=score, found=found))
        table = table[table[score].notna()]
    names, asked, there = survey_weights.strata(table, invited, by)
    weights = survey_weights.post_stratify(table, invited, by, empty=empty)
    rows = _rates(names, asked, there, weights, level)
    rows.index.name = " / ".join(by)
    rows.attrs = {
        "heading": _heading(asked, there, by),
        "note": weights.attrs["note"],
        "level": level,
        "weights": weights,
    }
    if score is not None:
        rows["score"] = _scores(table[score], there, names, form, level)
        rows.attrs |= _moved(table[score], weights, form, by, level)
    return rows


def _rates(
    names: list[str],
    asked: pd.Series,
    there: pd.Series,
    weights: pd.Series,
    level: float,
) -> Table:
    n, k = asked.value_counts(), there.value_counts()
    mean = weights.groupby(there, observed=False).mean()
    rows = [[int(n[name]), int(k[name]), float(mean[name])] for name in names]
    rows.append([len(asked), len(there), 1.0])
    index = pd.Index([*names, words.ALL])
    table = Table(rows, index, columns=["invited", "answered", "weight"])
    ends = [wilson(int(k), int(n), level) for n, k, _ in rows]
    table.insert(2, "response_rate", table["answered"] / table["invited"])
    table.insert(3, "low", [low for low, _ in ends])
    table.insert(4, "high", [high for _, high in ends])
    return table


def _heading(asked: pd.Series, there: pd.Series, by: Sequence[str]) -> str:
    return words.RESPONSE.format(
        answered=len(there),
        asked=len(asked),
        rate=f"{100 * len(there) / len(asked):.0f} %",
        by=", ".join(by),
    )


def _score(scores: pd.Series, form: str, level: float, weights: Any = None) -> Kpi:
    kpi = survey.nps if form == "nps" else survey_csat.csat
    return kpi(scores, weights=weights, level=level)


def _scores(
    scores: pd.Series, there: pd.Series, names: list[str], form: str, level: float
) -> list[float]:
    found = []
    for name in names:
        mine = scores[there == name]
        found.append(_score(mine, form, level).value if len(mine) else float("nan"))
    return [*found, _score(scores, form, level).value]


def _moved(
    scores: pd.Series, weights: pd.Series, form: str, by: Sequence[str], level: float
) -> dict[Any, Any]:
    before = _score(scores, form, level)
    after = _score(scores, form, level, weights)
    moved = after.value - before.value
    said = words.MOVED.format(
        name=words.FORMS[form],
        before=before.shown(before.value),
        after=after.shown(after.value),
        by=", ".join(by),
        moved=before.shown(moved),
    )
    note = f"{said} {weights.attrs['note']}"
    both = pd.DataFrame(
        [[k.value, k.low, k.high] for k in (before, after)],
        pd.Index(words.SCORES, name=words.FORMS[form]),
        ["value", "low", "high"],
    )
    both.attrs = {"unit": before.unit, "level": level}
    found = {"unweighted": before, "weighted": after, "scores": both}
    return {**found, "moved": moved, "note": note}
