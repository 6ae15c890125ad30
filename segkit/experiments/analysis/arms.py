"""What is asked of a test: its metrics, its arms, and each unit once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal

import narwhals.stable.v2 as nw

from segkit import checks
from segkit.checks import DataError
from segkit.experiments.analysis.cells import Cells
from segkit.experiments.analysis.metrics import Metric, Money, Quantile, Rate, RatioOf
from segkit.experiments.effects.effect import Effect
from segkit.experiments.effects.estimates import Pair, effect
from segkit.experiments.words import analysis as words
from segkit.experiments.words.uplift import CONTROL_NAMES

KNOWN_CONTROLS = (*CONTROL_NAMES, "0", "0.0", "False")


def metrics_of(metrics: Any) -> list[Metric]:
    """Return the metrics as a list, each with a name of its own.

    Examples
    --------
    >>> [metric.label for metric in metrics_of(Rate("converted"))]
    ['converted']
    """
    many = isinstance(metrics, Sequence) and not isinstance(metrics, str)
    asked = list(metrics) if many else [metrics]
    odd = [
        each
        for each in asked
        if not isinstance(each, Rate | Money | RatioOf | Quantile)
    ]
    if odd or not asked:
        raise DataError(words.METRICS.format(found=odd or asked))
    labels = [metric.label for metric in asked]
    twice = sorted({label for label in labels if labels.count(label) > 1})
    if twice:
        raise DataError(words.SAME_METRIC.format(names=twice))
    return asked


def arms_of(cells: Cells, variant: str, control: Any) -> list[str]:
    """Return the arms, the control first.

    Examples
    --------
    >>> arms_of(Cells([], ["B", "A"], {}), "variant", None)
    ['A', 'B']
    """
    found = cells.arms
    if len(found) < 2:
        raise DataError(words.ONE_ARM.format(column=variant, found=found))
    if control is None:
        known = [arm for arm in found if arm in KNOWN_CONTROLS]
        if len(known) != 1:
            raise DataError(words.NO_CONTROL.format(column=variant, found=found))
        control = known[0]
    if str(control) not in found:
        text = words.NOT_THERE
        raise DataError(text.format(control=control, column=variant, found=found))
    return [str(control), *(arm for arm in found if arm != str(control))]


def refuse_twice(native: Any, unit: str | None, variant: str) -> None:
    """Refuse a table in which a unit is there twice, or in two arms.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"unit_id": [1, 1], "variant": ["A", "A"]})
    >>> refuse_twice(table, "unit_id", "variant")
    Traceback (most recent call last):
    ...
    segkit.checks.DataError: 1 rows repeat a unit_id: a unit that is counted twice
    makes every interval too short. Add its rows up first, one row for each unit_id
    """
    if unit is None:
        return
    checks.table(native, [unit, variant], name="table")
    rows = nw.from_native(native).lazy().select(unit, variant).drop_nulls()
    per_unit = rows.group_by(unit).agg(
        nw.len().alias("rows"), nw.col(variant).n_unique().alias("arms")
    )
    again = per_unit.filter(nw.col("rows") > 1)
    found = again.select(
        (nw.col("rows") - 1).sum().alias("rows"),
        (nw.col("arms") > 1).cast(nw.Int64).sum().alias("arms"),
    ).collect("pandas")
    rows_again, in_both = (int(found[name][0] or 0) for name in ("rows", "arms"))
    if in_both:
        raise DataError(words.BOTH_ARMS.format(n=in_both, unit=unit))
    if rows_again:
        raise DataError(words.TWICE.format(n=rows_again, unit=unit))


def effect_in(
    cells: Cells,
    segment: str,
    metric: Metric,
    arms: tuple[str, str],
    *,
    level: float,
    relative: Literal["delta", "fieller"] = "delta",
) -> Effect:
    """Return the effect on one metric in one segment, and who was left out.

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit.experiments.analysis.cells import read
    >>> table = pd.DataFrame({"variant": ["A", "B"] * 8, "bought": [0, 1, 1, 1] * 4})
    >>> cells = read(table, [Rate("bought")], variant="variant")
    >>> effect_in(cells, "all", Rate("bought"), ("A", "B"), level=0.95).difference
    0.5
    """
    source = cells.values if isinstance(metric, Quantile) else cells.known
    sides = [source[metric].get((segment, arm)) for arm in arms]
    pair = Pair(sides[0], sides[1], arms, level, relative)
    known = cells.amounts.get(metric, {})
    control, treatment = (known.get((segment, arm)) for arm in arms)
    if control is not None and treatment is not None:
        pair = replace(pair, amounts=(control, treatment))
    made = effect(metric, pair)
    lost = sum(
        cells.units.get((segment, arm), 0) - cells.used(metric, (segment, arm))
        for arm in arms
    )
    if not lost:
        return made
    columns = words.AND.join(metric.needs)
    return replace(made, left_out=words.NO_VALUE.format(n=lost, columns=columns))
