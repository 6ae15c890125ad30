"""From what was counted in two arms to the effect between them."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from segkit.experiments.analysis.metrics import Metric, Money, Quantile, Rate, RatioOf
from segkit.experiments.effects.effect import Effect, fields_of, with_relative
from segkit.experiments.effects.means import (
    MOST_SKEW,
    Draws,
    resampled,
    skew_note,
    skew_of_difference,
    third_moment,
)
from segkit.experiments.effects.quantiles import percentiles, quantile_gap_draws, tied
from segkit.experiments.effects.rates import compare_rates
from segkit.experiments.effects.ratios import is_doubtful
from segkit.experiments.effects.resampling import ratio_permuted, reached
from segkit.experiments.told import chance
from segkit.experiments.words import analysis
from segkit.experiments.words import effects as words
from segkit.record.differences import (
    Difference,
    estimate_difference,
    mean_difference,
    welch_freedom,
)

#: Below this p the arms differ in what was measured before the start.
BEFORE_ALARM = 0.001


@dataclass(frozen=True)
class Pair:
    """Two arms to compare.

    Parameters
    ----------
    control, treatment : Aggregates of tea-tasting, or sorted values for a quantile
    names : of the arms
    level : coverage of the intervals
    relative : interval of the relative effect
    amounts : values of the arms, in case they are too skewed for t
    """

    control: Any
    treatment: Any
    names: tuple[str, str]
    level: float = 0.95
    relative: Literal["delta", "fieller"] = "delta"
    amounts: tuple[np.ndarray, np.ndarray] | None = None


def effect(metric: Metric, pair: Pair) -> Effect:
    """Say how far the arms lie apart in one metric.

    Parameters
    ----------
    metric : what to compare
    pair : what was counted in the two arms; None for an arm without units

    Returns
    -------
    Effect; with an empty arm all numbers are nan and the note says so

    Examples
    --------
    >>> from segkit.experiments.analysis.metrics import Quantile
    >>> pair = Pair(np.arange(9.0), np.arange(9.0) + 2, ("A", "B"))
    >>> effect(Quantile("y"), pair).difference
    2.0
    """
    if pair.control is None or pair.treatment is None:
        return _nothing(metric, pair)
    if isinstance(metric, Rate):
        return _rate(metric, pair)
    if isinstance(metric, Quantile):
        return _quantile(metric, pair)
    return _mean(metric, pair)


def _rate(metric: Rate, pair: Pair) -> Effect:
    counts = []
    for arm in (pair.control, pair.treatment):
        counts += [round(arm.mean(metric.column) * arm.count()), arm.count()]
    return compare_rates(
        *counts,
        level=pair.level,
        relative=pair.relative,
        metric=metric.label,
        names=pair.names,
    )


def _dealt_anew(
    made: Effect, found: Difference, errors: tuple[float, float], pair: Pair
) -> Effect:
    """Take p from a permutation test where the amounts are too skewed for t."""
    assert pair.amounts
    if made.kind == "ratio":
        return _ratios_anew(made, found, pair.amounts)
    thirds = third_moment(pair.amounts[0]), third_moment(pair.amounts[1])
    skew = skew_of_difference(thirds, errors, (made.n_control, made.n_treatment))
    if abs(skew) <= MOST_SKEW:
        return made
    found = resampled(
        found, pair.amounts, "permutation", level=pair.level, draws=Draws(1000, 0)
    )
    note = skew_note(skew, "permutation", found.low)
    test = words.TESTS["permutation"]
    return replace(made, **fields_of(found), test=test, note=note)


def _ratios_anew(
    made: Effect, found: Difference, pairs: tuple[np.ndarray, np.ndarray]
) -> Effect:
    """Take p from a permutation test where the delta method is too sure."""
    below = [arm[:, 1] for arm in pairs]
    unsteady = [float(x.std(ddof=1) / len(x) ** 0.5 / abs(x.mean())) for x in below]
    if not is_doubtful((len(below[0]), len(below[1])), (unsteady[0], unsteady[1])):
        return made
    t = ratio_permuted(*pairs)
    test, note = words.TESTS["permuted_ratio"], words.RATIO_NOTES["permutation"]
    return replace(made, p_value=reached(t, found.statistic), test=test, note=note)


def _quantile(metric: Quantile, pair: Pair) -> Effect:
    x, y = pair.control, pair.treatment
    draws = quantile_gap_draws(x, y, metric.q, n_draws=metric.n_draws, seed=metric.seed)
    one, two = (float(np.quantile(v, metric.q)) for v in (x, y))
    found = percentiles(draws, two - one, pair.level)
    ns = (len(x), len(y))
    made = _effect(metric, pair, found, (one, two), ns, test="bootstrap")
    return replace(made, note=made.note or tied(x, y, one, two))


def _mean(metric: Money | RatioOf, pair: Pair) -> Effect:
    """Compare means, adjusted means or ratios by Welch's t."""
    arms = _arms(metric, pair)
    freedom = welch_freedom(arms[0].error, arms[0].n, arms[1].error, arms[1].n)
    found = estimate_difference(
        arms[0].value,
        arms[0].error,
        arms[1].value,
        arms[1].error,
        freedom=freedom,
        level=pair.level,
    )
    values, ns = (arms[0].value, arms[1].value), (arms[0].n, arms[1].n)
    test = "welch" if isinstance(metric, Money) else "delta"
    made = _effect(metric, pair, fields_of(found), values, ns, test=test)
    if isinstance(metric, Money) and metric.before and math.isfinite(found.error):
        made = _adjusted(made, metric, pair)
    if pair.amounts and math.isfinite(found.error):
        made = _dealt_anew(made, found, (arms[0].error, arms[1].error), pair)
    return with_relative(made, arms[0].error, arms[1].error, method=pair.relative)


@dataclass(frozen=True)
class _Arm:
    value: float
    error: float
    n: int


def _arms(metric: Money | RatioOf, pair: Pair) -> list[_Arm]:
    """Return mean or ratio and standard error of each arm (tea-tasting's algebra)."""
    names = _names(metric)
    both = [arm.with_zero_div() for arm in (pair.control, pair.treatment)]
    pull, middle = 0.0, 0.0
    if names[2]:
        total = both[0] + both[1]
        pull, middle = _pull(total, names[0], names[2]), total.mean(names[2])
    found = []
    for arm in both:
        value = arm.mean(names[0]) / arm.mean(names[1])
        variance = arm.ratio_var(names[0], names[1])
        if names[2] and pull:
            value -= pull * (arm.mean(names[2]) - middle)
            shared = arm.cov(names[0], names[2])
            variance += pull**2 * arm.var(names[2]) - 2 * pull * shared
        found.append(_Arm(float(value), _root(variance, arm.count()), int(arm.count())))
    return found


def _names(metric: Money | RatioOf) -> tuple[str, str | None, str | None]:
    """Return the columns above, below and before."""
    if isinstance(metric, Money):
        return metric.column, None, metric.before
    return metric.top, metric.bottom, None


def _pull(total: Any, column: str, before: str) -> float:
    """Return how much of the number before is taken off, from both arms together."""
    spread = total.var(before)
    return float(total.cov(column, before) / spread) if spread > 0 else 0.0


def _root(variance: float, n: int) -> float:
    return math.sqrt(max(float(variance), 0.0) / n) if n > 1 else math.nan


def _adjusted(made: Effect, metric: Money, pair: Pair) -> Effect:
    """Say what the number from before explains, and whether it can be from before."""
    before = str(metric.before)
    arms = (pair.control, pair.treatment)
    total = arms[0].with_zero_div() + arms[1].with_zero_div()
    shared = total.cov(metric.column, before) ** 2
    spreads = total.var(metric.column) * total.var(before)
    share = float(shared / spreads) if spreads > 0 else 0.0
    note = analysis.BEFORE.format(before=before, share=share)
    sides = [(arm.mean(before), arm.var(before), arm.count()) for arm in arms]
    p_value = mean_difference(sides[0], sides[1]).p_value
    if p_value < BEFORE_ALARM:
        note += "; " + analysis.BEFORE_DIFFERS.format(before=before, p=chance(p_value))
    return replace(made, test=words.TESTS["cuped"].format(before=before), note=note)


def _effect(
    metric: Metric,
    pair: Pair,
    found: dict[str, Any],
    values: tuple[float, float],
    ns: tuple[int, int],
    *,
    test: str,
) -> Effect:
    note = ""
    if not math.isfinite(found["low"]):
        note = words.TOO_FEW if min(ns) < 2 else words.NO_SPREAD
    return Effect(
        **found,
        metric=metric.label,
        kind={"Money": "mean", "RatioOf": "ratio"}.get(
            type(metric).__name__, "quantile"
        ),
        control=values[0],
        treatment=values[1],
        n_control=ns[0],
        n_treatment=ns[1],
        test=words.TESTS[test],
        level=pair.level,
        control_name=pair.names[0],
        treatment_name=pair.names[1],
        unit=metric.unit,
        note=note,
    )


def _nothing(metric: Metric, pair: Pair) -> Effect:
    """Describe a pair of which an arm is empty."""
    unknown = dict.fromkeys(("difference", "low", "high", "p_value"), math.nan)
    made = _effect(metric, pair, unknown, (math.nan, math.nan), (0, 0), test="z")
    return replace(made, note=words.EMPTY)
