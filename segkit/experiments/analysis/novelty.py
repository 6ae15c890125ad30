"""Whether an effect lasts: its size by week, and a line through the weeks."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Literal

import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd

from segkit import checks, engine
from segkit.checks import DataError
from segkit.experiments.analysis import cells as reading
from segkit.experiments.analysis.arms import (
    arms_of,
    effect_in,
    metrics_of,
    refuse_twice,
)
from segkit.experiments.analysis.interactions import estimates_of
from segkit.experiments.analysis.metrics import Metric
from segkit.experiments.effects.effect import Effect
from segkit.experiments.told import Told, chance
from segkit.experiments.words import segments as words
from segkit.record import Table
from segkit.record.differences import two_sided

PERIOD = "segkit_period"


@dataclass(frozen=True, repr=False)
class EffectOverTime(Told):
    """Say whether an effect wears off, grows or stays.

    Parameters
    ----------
    periods : first day of each period, and the effect in it
    slope, error : change of the effect from one period to the next, and its error
    p_value : two-sided, that there is no such change
    days : length of a period

    Examples
    --------
    >>> from segkit.experiments import Rate, effect_over_time
    >>> n = 4000
    >>> table = pd.DataFrame({"variant": ["A", "B"] * (n // 2)})
    >>> table["day"] = pd.Timestamp("2024-06-03") + pd.to_timedelta(
    ...     np.arange(n) // 1000 * 7, unit="D")
    >>> new = (table["variant"] == "B") & (np.arange(n) < 1000)
    >>> table["bought"] = (np.arange(n) % 10 < 2) | (new & (np.arange(n) % 10 < 4))
    >>> effect_over_time(table, Rate("bought"), "day").wears_off
    True
    """

    periods: tuple[tuple[pd.Timestamp, Effect], ...]
    slope: float
    error: float
    p_value: float
    days: int

    @property
    def changes(self) -> bool:
        """Whether the effect changes from period to period."""
        return self.p_value < 1 - self.periods[0][1].level

    @property
    def wears_off(self) -> bool:
        """Whether the effect moves towards 0, or beyond."""
        first = self.periods[0][1].difference
        return self.changes and self.slope * first < 0

    @property
    def table(self) -> Table:
        """A row for each period."""
        rows = [_row(start, each) for start, each in self.periods]
        found = Table(pd.DataFrame(rows))
        start = self.periods[0][0].date().isoformat()
        found.attrs["heading"] = words.OVER_TIME.format(days=self.days, start=start)
        found.attrs["sentence"] = self.sentence
        return found

    @property
    def sentence(self) -> str:
        """Whether the effect lasts, in words."""
        first, last = self.periods[0][1], self.periods[-1][1]
        text = words.TREND_UP if self.slope > 0 else words.TREND_DOWN
        said = {"metric": first.metric, "arm": "", "p": chance(self.p_value)}
        if not self.changes:
            return words.NO_TREND.format(n=len(self.periods), **said)
        return text.format(
            slope=first.shown(abs(self.slope), gap=True).removeprefix("+"),
            first=first.shown(first.difference, gap=True),
            last=last.shown(last.difference, gap=True),
            **said,
        )

    def _repr_html_(self) -> str:
        return f"<p>{escape(self.sentence)}</p>{self.table._repr_html_()}"


def effect_over_time(
    table: Any,
    metric: Metric,
    when: str,
    *,
    days: int = 7,
    variant: str = "variant",
    control: Any = None,
    unit: str | None = None,
    missing: Literal["drop", "zero"] = "drop",
    level: float = 0.95,
) -> EffectOverTime:
    """Say whether an effect wears off once the treatment is no longer new.

    Parameters
    ----------
    table : one row per unit; pandas, polars, pyarrow, DuckDB or Spark
    metric : `Rate`, `Money`, `RatioOf` or `Quantile`
    when : column of the day on which a unit entered the test
    days : length of a period; whole weeks, so that each has every day of the week
    variant, control, unit, missing, level : as in `analyse`; with several treatments
        the first after the control

    Returns
    -------
    EffectOverTime: table (period, start, control, treatment, difference, low, high,
    p_value), slope, p_value, wears_off, sentence. The slope is that of a line through
    the periods, weighted by precision

    Raises
    ------
    DataError
        as in `analyse`; if the column holds no days, or fewer than three periods have
        both arms

    References
    ----------
    Weighted least squares with known variances; Kohavi, Tang and Xu (2020), chapter 3,
    on novelty and primacy.

    Examples
    --------
    >>> from segkit.experiments import Rate
    >>> table = pd.DataFrame({"variant": ["A", "B"] * 300, "bought": [0, 0, 1] * 200})
    >>> table["day"] = pd.Timestamp("2024-06-03") + pd.to_timedelta(
    ...     np.arange(600) // 100, unit="D")
    >>> effect_over_time(table, Rate("bought"), "day", days=2).changes
    False
    """
    asked = metrics_of(metric)
    days = checks.whole_number(days, name="days")
    refuse_twice(table, unit, variant)
    rows, starts = _with_period(table, asked[0], variant, when, days)
    cells = reading.read(rows, asked, variant=variant, segment=PERIOD, missing=missing)
    arms = arms_of(cells, variant, control)
    found = [
        (
            starts[int(name)],
            effect_in(cells, name, asked[0], (arms[0], arms[1]), level=level),
        )
        for name in cells.segments
    ]
    periods = [(s, e) for s, e in found if min(e.n_control, e.n_treatment) > 1]
    slope, error = trend([each for _, each in periods])
    if math.isnan(slope):
        text = words.TOO_FEW_PERIODS
        raise DataError(text.format(column=when, n=len(periods), days=days))
    p_value = two_sided(slope / error)
    return EffectOverTime(tuple(periods), slope, error, p_value, days)


def trend(effects: Sequence[Effect]) -> tuple[float, float]:
    """Return slope and error of a line through effects; nan for fewer than three.

    Examples
    --------
    >>> from segkit.experiments import compare_rates
    >>> weeks = [compare_rates(50, 100, x, 100, test="z") for x in (70, 60, 50)]
    >>> round(trend(weeks)[0], 2)
    -0.1
    """
    if len(effects) < 3:
        return math.nan, math.nan
    values, errors, _, _ = estimates_of(effects)
    d, w = np.asarray(values), np.asarray(errors) ** -2.0
    t = np.arange(d.size) - (w * np.arange(d.size)).sum() / w.sum()
    room = (w * t**2).sum()
    return float((w * t * d).sum() / room), float(room**-0.5)


def _with_period(
    table: Any, metric: Metric, variant: str, when: str, days: int
) -> tuple[pd.DataFrame, dict[int, pd.Timestamp]]:
    """Put each row into its period, and say on which day each period begins."""
    columns = [*dict.fromkeys([variant, when, *metric.needs])]
    checks.table(table, columns, name="table")
    rows = engine.to_pandas(nw.from_native(table).select(columns).to_native()).copy()
    try:
        day = pd.to_datetime(rows[when]).dt.normalize()
    except (TypeError, ValueError, AttributeError) as error:
        sample = rows[when].iloc[0] if len(rows) else None
        raise DataError(words.NO_DATES.format(column=when, found=sample)) from error
    first = day.min()
    number = (day - first).dt.days // days
    rows[PERIOD] = number.astype("Int64")
    known = sorted(int(n) for n in number.dropna().unique())
    return rows, {n: first + pd.Timedelta(days=n * days) for n in known}


def _row(start: pd.Timestamp, each: Effect) -> dict[str, Any]:
    fields = ("control", "treatment", "difference", "low", "high", "p_value")
    return {
        "start": start,
        **{field: getattr(each, field) for field in fields},
        "n_control": each.n_control,
        "n_treatment": each.n_treatment,
        "metric": each.metric,
        "unit": "rate" if each.kind == "rate" else each.unit,
    }
