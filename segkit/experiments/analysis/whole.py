"""The analysis of a whole test: are its arms sound, and what did it change."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any, Literal

import numpy as np

from segkit.checks import DataError
from segkit.experiments.analysis import cells as reading
from segkit.experiments.analysis.arms import (
    arms_of,
    effect_in,
    metrics_of,
    refuse_twice,
)
from segkit.experiments.effects.effect import Effect, effects_table
from segkit.experiments.lots.ratio_check import ALARM, SampleRatio, sample_ratio
from segkit.experiments.multiplicity import NAMES, adjust
from segkit.experiments.words import analysis as words
from segkit.record import Table


@dataclass(frozen=True, repr=False)
class Results:
    """Say what a test found: first whether its arms are sound, then each metric.

    Parameters
    ----------
    sample_ratio : whether the arms hold the units that were planned
    effects : one for each metric and treatment
    notes : what must be known beside, in sentences

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit.experiments import Rate, analyse
    >>> table = pd.DataFrame({"variant": ["A"] * 500 + ["B"] * 500,
    ...                       "converted": [True] * 60 + [False] * 440
    ...                                  + [True] * 95 + [False] * 405})
    >>> found = analyse(table, Rate("converted"))
    >>> found.sample_ratio.mismatch, found["converted"].detected
    (False, True)
    """

    sample_ratio: SampleRatio
    effects: tuple[Effect, ...]
    notes: tuple[str, ...] = ()

    @property
    def sentences(self) -> tuple[str, ...]:
        """Everything in words: the arms first, then each metric, then the notes."""
        found = (each.sentence for each in self.effects)
        return (self.sample_ratio.sentence, *found, *self.notes)

    @property
    def table(self) -> Table:
        """A row for each metric and treatment."""
        return effects_table(self.effects)

    def __len__(self) -> int:
        """Return the number of effects."""
        return len(self.effects)

    def __getitem__(self, key: str | tuple[str, str]) -> Effect:
        """Return one effect, by metric or by metric and treatment."""
        metric, arm = key if isinstance(key, tuple) else (key, None)
        for each in self.effects:
            if each.metric == metric and arm in {None, each.treatment_name}:
                return each
        have = [(each.metric, each.treatment_name) for each in self.effects]
        raise DataError(words.NO_EFFECT.format(key=key, have=have))

    def __repr__(self) -> str:
        """Return everything in words."""
        return "\n".join(self.sentences)

    def _repr_html_(self) -> str:
        first, *rest = (f"<p>{escape(text)}</p>" for text in self.sentences)
        return first + self.table._repr_html_() + "".join(rest)


def analyse(
    table: Any,
    metrics: Any,
    *,
    variant: str = "variant",
    control: Any = None,
    unit: str | None = None,
    missing: Literal["drop", "zero"] = "drop",
    level: float = 0.95,
    expected: Any = None,
    alarm: float = ALARM,
    adjusting: Literal["bonferroni", "holm", "BH", "BY"] | None = None,
    relative: Literal["delta", "fieller"] = "delta",
) -> Results:
    """Say what a test changed, after a look at whether its arms can be trusted.

    Rows stay in their engine, where tea-tasting counts them. Each metric leaves out the
    units that have no value in its own columns, and says how many.

    Parameters
    ----------
    table : one row per unit (customer, visitor) with its arm and outcomes; pandas,
        polars, pyarrow, DuckDB or Spark
    metrics : `Rate`, `Money`, `RatioOf`, `Quantile`, or a list of them
    variant : column of the arms
    control : the arm that the others are compared with; None where it has a usual name
        ("control", "held out", "A", 0, False, ...)
    unit : column that names the unit; then a unit that is there twice is refused. None:
        each row counts as one
    missing : ``"drop"`` units without an outcome, or take them as ``"zero"`` (who
        bought nothing has no revenue); units without a value before are dropped
    level : coverage of the intervals, 0 to 1
    expected : planned share of each arm, as in `sample_ratio`; None for equal shares
    alarm : p-value below which a split counts as not planned
    adjusting : how to correct for several metrics and arms together, as in `adjust`;
        None to leave p-values as they are and say how many there were
    relative : interval of the relative effect, see `record.relative_difference`

    Returns
    -------
    Results: sample_ratio, effects, table, sentences. Where the sample ratio alarms, no
    effect counts as detected. Money is compared by Welch's t (with CUPED where `before`
    is given), ratios by the delta method, quantiles by bootstrap, rates as in
    `compare_rates`

    Raises
    ------
    DataError
        if a column is missing or holds no numbers, a rate is none, there is one arm
        only, the control cannot be told, or a unit is there twice

    References
    ----------
    tea-tasting (Ivanov) for counting and CUPED; Deng, Xu, Kohavi and Walker (2013),
    WSDM; Deng, Knoblich and Lu (2018), KDD; Kohavi, Tang and Xu (2020), chapter 21.

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit.experiments import Money
    >>> table = pd.DataFrame({"variant": ["control"] * 5 + ["new"] * 5,
    ...                       "y": [2, 4, 6, 8, 10, 3, 5, 8, 10, 14],
    ...                       "x": [1, 2, 3, 4, 5] * 2})
    >>> plain = analyse(table, Money("y"))["y"]
    >>> adjusted = analyse(table, Money("y", before="x"))["y"]
    >>> round(plain.p_value, 4), round(adjusted.p_value, 5), adjusted.difference
    (0.4286, 0.00187, 2.0)
    """
    asked = metrics_of(metrics)
    refuse_twice(table, unit, variant)
    cells = reading.read(table, asked, variant=variant, missing=missing)
    arms = arms_of(cells, variant, control)
    counts = {arm: cells.units.get((words.ALL, arm), 0) for arm in arms}
    ratio = sample_ratio(counts, expected, alarm=alarm)
    found = [
        effect_in(
            cells, words.ALL, metric, (arms[0], arm), level=level, relative=relative
        )
        for metric in asked
        for arm in arms[1:]
    ]
    notes = [_units(unit), *_zeros(asked, missing), *_many(found, adjusting, level)]
    if cells.unplaced:
        notes.append(words.UNPLACED.format(n=cells.unplaced))
    found = corrected(found, adjusting)
    if ratio.mismatch:
        found = [replace(each, void=words.VOID) for each in found]
    return Results(ratio, tuple(found), tuple(notes))


def corrected(
    effects: Sequence[Effect], method: Literal["bonferroni", "holm", "BH", "BY"] | None
) -> list[Effect]:
    """Give each effect of a family its corrected p-value."""
    if method is None:
        return list(effects)
    p_values = adjust([each.p_value for each in effects], method)
    m = int(np.isfinite(p_values).sum())
    return [
        replace(each, p_adjusted=float(p), adjusted_by=(NAMES[method], m))
        for each, p in zip(effects, p_values, strict=True)
    ]


def _units(unit: str | None) -> str:
    text = words.NOT_KNOWN if unit is None else words.BY_UNIT.format(unit=unit)
    return words.WHOLE_TABLE.format(unit=text)


def _zeros(metrics: Sequence[Any], missing: str) -> list[str]:
    if missing == "drop":
        return []
    columns = sorted({column for metric in metrics for column in metric.outcomes})
    return [words.AS_ZERO.format(columns=words.AND.join(columns))]


def _many(effects: Sequence[Effect], method: str | None, level: float) -> list[str]:
    m = sum(math.isfinite(each.p_value) for each in effects)
    if m < 2:
        return []
    if method:
        return [words.CORRECTED.format(m=m, method=NAMES[method])]
    alpha = 1 - level
    return [words.MANY.format(m=m, alpha=alpha, any=1 - level**m)]
