"""Effects of a family of comparisons: corrected together, none of them alone."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from segkit.experiments.analysis.arms import effect_in
from segkit.experiments.analysis.cells import Cells
from segkit.experiments.analysis.interactions import (
    Interaction,
    agresti_caffo,
    estimates_of,
    interaction,
    shrunk,
)
from segkit.experiments.analysis.metrics import Metric
from segkit.experiments.effects.effect import Effect
from segkit.experiments.multiplicity import NAMES, adjust, wider_level
from segkit.experiments.words import analysis
from segkit.experiments.words import segments as words
from segkit.record import Table
from segkit.record.differences import quantile

Question = tuple[str, str]  # metric, treatment
#: An arm below this is small for a mean; below five expected of a kind for a rate.
FEW_UNITS, FEW_EXPECTED = 30, 5
#: How many standard errors away a difference is found with a chance of 80 %.
FOUND_AT = 0.8416212335729143


@dataclass(frozen=True)
class Row:
    """One segment, metric and treatment.

    Parameters
    ----------
    segment, metric : what the row is about
    effect : plain, with the corrected p-value
    low_adjusted, high_adjusted : interval that holds for the family
    shrunk : the effect, pulled towards that of all segments as far as it is noise
    """

    segment: str
    metric: Metric
    effect: Effect
    low_adjusted: float = math.nan
    high_adjusted: float = math.nan
    shrunk: float = math.nan

    @property
    def question(self) -> Question:
        """Which metric and treatment the row is about."""
        return self.effect.metric, self.effect.treatment_name

    @property
    def error(self) -> float:
        """Standard error of the effect, also where nobody did it."""
        if self.effect.kind == "rate":
            return agresti_caffo(self.effect)[1]
        return self.effect.error

    @property
    def would_find(self) -> float:
        """The difference that is found with a chance of 80 %."""
        return (quantile(self.effect.level) + FOUND_AT) * self.error

    @property
    def small(self) -> str:
        """In words, if the segment is too small to say much; else empty."""
        each = self.effect
        few = min(each.n_control, each.n_treatment) < FEW_UNITS
        if each.counts:
            n = each.n_control + each.n_treatment
            rarer = min(sum(each.counts), n - sum(each.counts))
            smaller = min(each.n_control, each.n_treatment)
            few = not n or rarer * smaller / n < FEW_EXPECTED
        if not few:
            return ""
        found = each.shown(self.would_find, gap=True)
        return words.SMALL_ONE.format(segment=self.segment, found=found)

    def won(self, many_arms: bool) -> str:
        """Name the segment with its effect."""
        each = self.effect
        arm = words.ARM.format(arm=each.treatment_name) if many_arms else ""
        gap = each.shown(each.difference, gap=True)
        return words.WINNER.format(
            segment=self.segment, metric=each.metric, arm=arm, difference=gap
        )

    def voided(self, void: bool) -> Row:
        """Return the row, void where its arms are not as planned."""
        if not void:
            return self
        return replace(self, effect=replace(self.effect, void=analysis.VOID))


FAMILY: dict[str, Callable[[Row], tuple]] = {
    "all": lambda row: (),
    "segments": lambda row: row.question,
    "metrics": lambda row: (row.segment, row.effect.treatment_name),
    "arms": lambda row: (row.segment, row.effect.metric),
}


def interactions_of(
    rows: Sequence[Row], level: float, *, many_arms: bool
) -> dict[Question, Interaction]:
    """Test for each metric and treatment whether segments answer differently.

    Examples
    --------
    >>> from segkit.experiments import Rate, compare_rates
    >>> rows = [Row(s, Rate("bought"), compare_rates(10, 50, x, 50, metric="bought"))
    ...         for s, x in (("new", 8), ("old", 30))]
    >>> found = interactions_of(rows, 0.95, many_arms=False)
    >>> found["bought", "treatment"].differs
    True
    """
    found = {}
    for question in dict.fromkeys(row.question for row in rows):
        effects = [row.effect for row in rows if row.question == question]
        values, errors, freedoms, test = estimates_of(effects)
        metric, arm = question
        asked = {"metric": metric, "arm": arm if many_arms else ""}
        made = interaction(values, errors, freedoms, test=test, level=level, **asked)
        scale = made.error * quantile(level) if math.isfinite(made.error) else math.nan
        like = replace(effects[0], low=made.common - scale, high=made.common + scale)
        found[question] = replace(made, shown=like.shown(made.common, gap=True))
    return found


def corrected_rows(
    rows: Sequence[Row],
    tests: dict[Question, Interaction],
    cells: Cells,
    *,
    family: str,
    method: str,
    level: float,
) -> list[Row]:
    """Give each row its corrected p-value and interval, and its shrunk effect."""
    done: dict[int, Row] = {}
    groups: dict[tuple, list[int]] = {}
    for place, row in enumerate(rows):
        groups.setdefault(FAMILY[family](row), []).append(place)
    for places in groups.values():
        p_values = adjust([rows[place].effect.p_value for place in places], method)
        m = sum(math.isfinite(p) for p in p_values)
        wide = wider_level(p_values, method, level)[0]
        for place, p in zip(places, p_values, strict=True):
            done[place] = _corrected(rows[place], cells, float(p), (method, m), wide)
    return _shrunk([done[place] for place in range(len(rows))], tests)


def _corrected(
    row: Row, cells: Cells, p: float, how: tuple[str, int], wide: float
) -> Row:
    each = row.effect
    arms = each.control_name, each.treatment_name
    outer = effect_in(cells, row.segment, row.metric, arms, level=wide)
    effect = replace(each, p_adjusted=p, adjusted_by=(NAMES[how[0]], how[1]))
    return replace(row, effect=effect, low_adjusted=outer.low, high_adjusted=outer.high)


def _shrunk(rows: list[Row], tests: dict[Question, Interaction]) -> list[Row]:
    done = []
    for row in rows:
        values, errors, _, _ = estimates_of([row.effect])
        pulled = shrunk(values, errors, tests[row.question])
        done.append(replace(row, shrunk=pulled[0]))
    return done


def rows_table(rows: Sequence[Row]) -> Table:
    """List the rows of a family."""
    columns = (
        "metric", "treatment_name", "control", "treatment", "difference", "low", "high",
        "p_value", "p_adjusted", "detected", "n_control", "n_treatment", "left_out",
        "note",
    )  # fmt: skip
    found = [
        {
            "segment": row.segment,
            **{name: getattr(row.effect, name) for name in columns},
            "low_adjusted": row.low_adjusted,
            "high_adjusted": row.high_adjusted,
            "shrunk": row.shrunk,
            "would_find": row.would_find,
            "small": bool(row.small),
            "unit": "rate" if row.effect.kind == "rate" else row.effect.unit,
        }
        for row in rows
    ]
    return Table(pd.DataFrame(found))
