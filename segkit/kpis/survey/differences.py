"""Two surveys: whether the score changed, or chance did it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from segkit import checks
from segkit.kpis.survey import promoters as survey
from segkit.kpis.survey import satisfaction as survey_csat
from segkit.kpis.words import survey as words
from segkit.record import Kpi
from segkit.record.differences import (
    Difference,
    estimate_difference,
    rate_difference,
)


@dataclass(frozen=True, repr=False)
class ScoreDifference:
    """Say how far two scores lie apart, and whether that may be chance.

    Parameters
    ----------
    name : which score
    value : the second less the first, in the unit of the score
    low, high : ends of the interval of the difference
    p_value : of the test that the true scores are alike, two-sided
    before, after : the two scores, each a Kpi
    sentence : what it means

    Examples
    --------
    >>> float(nps_difference([10, 9, 2], [10, 9, 8])).__round__(1)
    33.3
    """

    name: str
    value: float
    low: float
    high: float
    p_value: float
    before: Kpi
    after: Kpi
    sentence: str

    def __float__(self) -> float:
        """Return the difference alone."""
        return self.value

    def __repr__(self) -> str:
        """Print the sentence."""
        return self.sentence


def nps_difference(
    before: Any, after: Any, *, weights: tuple[Any, Any] = (None, None), **options: Any
) -> ScoreDifference:
    """Test whether the Net Promoter Score of two different groups differs.

    Parameters
    ----------
    before, after : scores of the first and of the second group, as for `nps`; no
        customer may be in both
    weights : of the first and of the second, as for `nps`
    options : ``level``, coverage of the interval, 0 to 1

    Returns
    -------
    ScoreDifference, in points

    Raises
    ------
    DataError
        as `nps`

    Notes
    -----
    Adjusted Wald in each group, whose errors are added in squares, as Lewis and Sauro
    (2021, measuringu.com/nps-significance-test) do.

    Examples
    --------
    >>> before = [10] * 40 + [8] * 30 + [3] * 30
    >>> nps_difference(before, [10] * 60 + [8] * 25 + [3] * 15)
    Net Promoter Score rose by 35.0 points: from 10.00 points to 45.00 points, 95 %
    interval 12.5 to 55.5, p 0.002.
    """
    level = options.pop("level", 0.95)
    kpis = [
        survey.nps(scores, weights=w, level=level, **options)
        for scores, w in zip((before, after), weights, strict=True)
    ]
    first, second = (
        survey.nps_score(scores, w).adjusted()
        for scores, w in zip((before, after), weights, strict=True)
    )
    found = estimate_difference(
        100 * first.mean, 100 * first.error, 100 * second.mean, 100 * second.error,
        level=level,
    )  # fmt: skip
    return _said("nps", found, kpis[0], kpis[1], level)


def csat_difference(
    before: Any,
    after: Any,
    *,
    scale: int = 5,
    top: int = 2,
    form: str = "top",
    level: float = 0.95,
) -> ScoreDifference:
    """Test whether the satisfaction of two different groups differs.

    Parameters
    ----------
    before, after : answers of the first and of the second group, as for `csat`; no
        customer may be in both
    scale, top, form : as for `csat`
    level : coverage of the interval, 0 to 1

    Returns
    -------
    ScoreDifference: a difference of shares (0 to 1), or of means in points of the scale

    Raises
    ------
    DataError
        as `csat`

    Notes
    -----
    Shares: Newcombe (1998), Statistics in Medicine 17, 873-890, method 10, and the z
    test with the pooled share. Means: adjusted Wald in each group.

    Examples
    --------
    >>> csat_difference([5] * 48 + [2] * 32, [4] * 56 + [1] * 14)
    CSAT rose by 20.0 percentage points: from 60.0 % to 80.0 %, 95 % interval 5.2 to
    33.4, p 0.008.
    """
    checks.choice(form, ["top", "mean"], name="form")
    options = {"scale": scale, "top": top, "form": form, "level": level}
    kpis = [survey_csat.csat(scores, **options) for scores in (before, after)]
    if form == "top":
        counts = [int(v) for k in kpis for v in (k.numerator, k.denominator)]
        found = rate_difference(*counts, level=level)
    else:
        first, second = (
            survey_csat.csat_score(scores, scale).adjusted()
            for scores in (before, after)
        )
        found = estimate_difference(
            first.mean, first.error, second.mean, second.error, level=level
        )
    return _said("csat", found, kpis[0], kpis[1], level)


def _said(
    form: str, found: Difference, before: Kpi, after: Kpi, level: float
) -> ScoreDifference:
    value = after.value - before.value
    low, high = min(found.low, value), max(found.high, value)
    scale = 100 if before.unit == "rate" else 1
    unit = words.PERCENTAGE_POINTS if before.unit == "rate" else before.unit
    lead = {
        "name": words.FORMS[form],
        "direction": words.ROSE if value > 0 else words.FELL,
        "size": f"{scale * abs(value):.1f}",
        "unit": unit,
    }
    proven = found.p_value < 1 - level
    text = (words.DIFFERENT if proven else words.NOT_PROVEN).format(**lead)
    sentence = words.CHANGE.format(
        lead=text,
        before=before.shown(before.value),
        after=after.shown(after.value),
        level=100 * level,
        low=f"{scale * low:.1f}",
        high=f"{scale * high:.1f}",
        p=f"{found.p_value:.3f}" if found.p_value >= 0.0005 else words.BELOW,
    )
    return ScoreDifference(
        form, value, low, high, found.p_value, before, after, sentence
    )
