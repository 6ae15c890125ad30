"""An effect within days, phases or segments, against the one pooled over them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Literal

import numpy as np
import pandas as pd

from segkit.checks import DataError
from segkit.experiments.analysis import cells as reading
from segkit.experiments.analysis.arms import (
    arms_of,
    effect_in,
    metrics_of,
    refuse_twice,
)
from segkit.experiments.analysis.metrics import Metric, Quantile
from segkit.experiments.effects.effect import Effect
from segkit.experiments.told import Told, chance, percent
from segkit.experiments.words import segments as words
from segkit.record import Table
from segkit.record.differences import Difference, estimate_difference


@dataclass(frozen=True, repr=False)
class PhaseEffect(Told):
    """Say whether an effect holds within phases, or comes from mixing them.

    Parameters
    ----------
    by : what the phases are
    pooled : the effect with all phases thrown together
    within : the effect within phases: value, interval, p
    phases : the effect in each phase
    p_share : probability that the share of the treatment differs so much between
        phases by chance
    test : how the phases were joined
    lost : phases in which an arm is empty

    Examples
    --------
    >>> from segkit.experiments import Rate, by_phase
    >>> table = pd.DataFrame({"phase": ["sale"] * 1000 + ["after"] * 1000})
    >>> table["variant"] = ["A"] * 900 + ["B"] * 100 + ["A"] * 500 + ["B"] * 500
    >>> table["bought"] = [1] * 270 + [0] * 630 + [1] * 36 + [0] * 64 + (
    ...     [1] * 25 + [0] * 475 + [1] * 40 + [0] * 460)
    >>> found = by_phase(table, Rate("bought"), "phase")
    >>> found.reversed, found.pooled.difference < 0 < found.within.value
    (True, True)
    """

    by: str
    pooled: Effect
    within: Difference
    phases: tuple[tuple[str, Effect], ...]
    p_share: float
    test: str
    lost: tuple[str, ...] = ()

    @property
    def reversed(self) -> bool:
        """Whether pooling turns the sign round (Simpson's paradox)."""
        known = min(self.pooled.p_value, self.within.p_value) < 1 - self.pooled.level
        return known and self.pooled.difference * self.within.value < 0

    @property
    def mixed(self) -> bool:
        """Whether the share of the treatment changes between phases."""
        return self.p_share < 1 - self.pooled.level

    @property
    def table(self) -> Table:
        """A row for each phase, with the share of its units in the treatment."""
        rows = [_row(self.by, name, each) for name, each in self.phases]
        found = Table(pd.DataFrame(rows))
        found.attrs["heading"] = words.PHASES.format(by=self.by)
        return found

    @property
    def sentence(self) -> str:
        """Pooled, within, and which to go by."""
        pooled = self.pooled
        shown = pooled.shown(self.within.value, gap=True)
        ends = (pooled.shown(end, gap=True) for end in self.within[1:3])
        low, high = ends
        text = words.POOLED.format(
            metric=pooled.metric,
            by=self.by,
            treatment=pooled.treatment_name,
            control=pooled.control_name,
            pooled=pooled.shown(pooled.difference, gap=True),
            within=shown,
            low=low,
            high=high,
            level=f"{100 * pooled.level:g} %",
            p=chance(self.within.p_value),
            test=self.test,
        )
        text += self._why()
        names = ", ".join(self.lost)
        return text + (words.LOST_STRATA.format(names=names) if names else "")

    def _why(self) -> str:
        said = {
            "by": self.by,
            "treatment": self.pooled.treatment_name,
            "metric": self.pooled.metric,
            "p": chance(self.p_share),
        }
        if not self.reversed:
            return (words.MIXED if self.mixed else words.SOUND).format(**said)
        (first, one), (last, two) = self.phases[0], self.phases[-1]
        shares = [e.n_treatment / (e.n_control + e.n_treatment) for e in (one, two)]
        return words.REVERSED.format(
            first=percent(shares[0]),
            last=percent(shares[1]),
            where_first=first,
            where_last=last,
            **said,
        )

    def _repr_html_(self) -> str:
        return f"<p>{escape(self.sentence)}</p>{self.table._repr_html_()}"


def by_phase(
    table: Any,
    metric: Metric,
    by: str,
    *,
    variant: str = "variant",
    control: Any = None,
    unit: str | None = None,
    missing: Literal["drop", "zero"] = "drop",
    level: float = 0.95,
) -> PhaseEffect:
    """Say whether an effect survives within days, phases or segments.

    Where the share of the treatment changes over time and so does the outcome, the
    pooled difference mixes both, and can point the wrong way (Simpson's paradox).

    Parameters
    ----------
    table : one row per unit; pandas, polars, pyarrow, DuckDB or Spark
    metric : `Rate`, `Money` or `RatioOf`
    by : column of the phases: a day, a phase, a segment from before the test
    variant, control, unit, missing, level : as in `analyse`; two arms only

    Returns
    -------
    PhaseEffect: pooled, within, reversed, mixed, table, sentence. Rates are joined as
    by Mantel and Haenszel, with the variance of Sato; means and ratios with the same
    weights. Phases with one arm only do not count, and are named

    Raises
    ------
    DataError
        as in `analyse`; if the metric is a quantile, there are more than two arms, or
        no phase has both

    References
    ----------
    Mantel and Haenszel (1959), Journal of the National Cancer Institute 22, 719-748;
    Sato (1989), Biometrics 45, 1323-1324; Simpson (1951), Journal of the Royal
    Statistical Society B 13, 238-241.

    Examples
    --------
    >>> from segkit.experiments import Rate
    >>> table = pd.DataFrame({"day": [1, 2] * 200, "variant": [*"AABB"] * 100})
    >>> table["bought"] = table.index % 5 == 0
    >>> round(by_phase(table, Rate("bought"), "day").within.value, 3)
    0.0
    """
    asked = metrics_of(metric)
    if isinstance(asked[0], Quantile):
        raise DataError(words.NO_QUANTILES.format(by=by))
    refuse_twice(table, unit, variant)
    cells = reading.read(table, asked, variant=variant, segment=by, missing=missing)
    arms = arms_of(cells, variant, control)
    if len(arms) > 2:
        raise DataError(words.TWO_ARMS.format(column=variant, found=arms))
    pair = arms[0], arms[1]
    found = [
        (name, effect_in(cells, name, asked[0], pair, level=level))
        for name in cells.segments
    ]
    phases = [(name, e) for name, e in found if min(e.n_control, e.n_treatment) > 0]
    if not phases:
        raise DataError(words.NO_STRATA.format(by=by))
    whole = reading.read(table, asked, variant=variant, missing=missing)
    pooled = effect_in(whole, reading.words.ALL, asked[0], pair, level=level)
    within, test = joined([each for _, each in phases], level)
    lost = tuple(name for name, each in found if (name, each) not in phases)
    p_share = shares_differ([each for _, each in phases])
    return PhaseEffect(by, pooled, within, tuple(phases), p_share, test, lost)


def joined(effects: Sequence[Effect], level: float) -> tuple[Difference, str]:
    """Join effects of phases, each with the weight of its units.

    Examples
    --------
    >>> from segkit.experiments import compare_rates
    >>> parts = [compare_rates(10, 100, 20, 100), compare_rates(5, 100, 15, 100)]
    >>> round(joined(parts, 0.95)[0].value, 3)
    0.1
    """
    n1 = np.array([e.n_control for e in effects], dtype=float)
    n2 = np.array([e.n_treatment for e in effects], dtype=float)
    weights = n1 * n2 / (n1 + n2)
    gaps = np.array([e.difference for e in effects])
    value = float((weights * gaps).sum() / weights.sum())
    if effects[0].counts:
        variance, test = _sato(effects, value) / weights.sum() ** 2, "mantel_haenszel"
    else:
        errors = np.array([e.error for e in effects])
        known = np.isfinite(errors)
        value = float((weights * gaps)[known].sum() / weights[known].sum())
        variance = float(((weights * errors)[known] ** 2).sum())
        variance, test = variance / weights[known].sum() ** 2, "by_units"
    error = math.sqrt(max(variance, 0.0))
    return estimate_difference(0.0, 0.0, value, error, level=level), words.STRATA[test]


def _sato(effects: Sequence[Effect], value: float) -> float:
    """Return the variance of the weighted sum of differences of rates (Sato 1989)."""
    counts = np.array([e.counts for e in effects], dtype=float)
    x0, x1 = counts.T
    n0 = np.array([e.n_control for e in effects], dtype=float)
    n1 = np.array([e.n_treatment for e in effects], dtype=float)
    n = n0 + n1
    p = (n1**2 * x0 - n0**2 * x1 + n0 * n1 * (n0 - n1) / 2) / n**2
    q = (x1 * (n0 - x0) + x0 * (n1 - x1)) / (2 * n)
    return float(value * p.sum() + q.sum())


def shares_differ(effects: Sequence[Effect]) -> float:
    """Return the p that the share of the treatment is the same in all phases.

    Examples
    --------
    >>> from segkit.experiments import compare_rates
    >>> phases = [compare_rates(1, 90, 1, 10), compare_rates(1, 10, 1, 90)]
    >>> shares_differ(phases) < 0.001
    True
    """
    from scipy import special  # noqa: PLC0415 (waited for only here)

    if len(effects) < 2:
        return 1.0
    counts = np.array([(e.n_control, e.n_treatment) for e in effects], dtype=float)
    planned = counts.sum(1, keepdims=True) * counts.sum(0) / counts.sum()
    far = ((counts - planned) ** 2 / planned).sum()
    return float(special.chdtrc(len(effects) - 1, far))


def _row(by: str, name: str, each: Effect) -> dict[str, Any]:
    total = each.n_control + each.n_treatment
    fields = ("control", "treatment", "difference", "low", "high", "p_value")
    return {
        by: name,
        "n_control": each.n_control,
        "n_treatment": each.n_treatment,
        "share": each.n_treatment / total,
        **{field: getattr(each, field) for field in fields},
        "metric": each.metric,
        "unit": "rate" if each.kind == "rate" else each.unit,
    }
