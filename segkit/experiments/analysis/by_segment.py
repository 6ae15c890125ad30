"""In which segments a treatment works: differences first, then winners, corrected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Literal

import narwhals.stable.v2 as nw
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
from segkit.experiments.analysis.cells import Cells
from segkit.experiments.analysis.families import (
    Row,
    corrected_rows,
    interactions_of,
    rows_table,
)
from segkit.experiments.analysis.interactions import Interaction
from segkit.experiments.lots.ratio_check import ALARM, SampleRatio, sample_ratio
from segkit.experiments.multiplicity import METHODS, NAMES
from segkit.experiments.words import analysis
from segkit.experiments.words import segments as words
from segkit.record import Table


@dataclass(frozen=True, repr=False)
class SegmentEffects:
    """Say whether segments answer differently, and which of them clearly answer.

    Parameters
    ----------
    interactions : for each metric and treatment, whether its effect differs by segment
    rows : for each segment, metric and treatment its effect, plain and corrected
    sample_ratio : whether the arms hold the units that were planned, all together
    sample_ratios : the same in each segment
    method, family : how p-values were corrected, and among what
    unplaced : rows without an arm or a segment
    empty : segments that nobody is in; they are no rows of the table

    Examples
    --------
    >>> from segkit.experiments import Rate, segment_effects
    >>> table = pd.DataFrame({"variant": ["A", "B"] * 400,
    ...                       "segment": ["new"] * 400 + ["old"] * 400})
    >>> moved = (table["variant"] == "B") & (table["segment"] == "old")
    >>> table["bought"] = (table.index % 10 < 2) | moved & (table.index % 3 == 0)
    >>> found = segment_effects(table, Rate("bought"), "segment")
    >>> found.interaction.differs, found.winners
    (True, ('old',))
    """

    interactions: tuple[Interaction, ...]
    rows: tuple[Row, ...]
    sample_ratio: SampleRatio
    sample_ratios: dict[str, SampleRatio]
    method: str
    family: str
    unplaced: int = 0
    empty: tuple[str, ...] = ()

    @property
    def interaction(self) -> Interaction:
        """Whether segments answer differently, for the first metric and treatment."""
        return self.interactions[0]

    @property
    def winners(self) -> tuple[str, ...]:
        """Segments with a clear effect in some metric, after correction."""
        clear = (row.segment for row in self.rows if row.effect.detected)
        return tuple(dict.fromkeys(clear))

    @property
    def table(self) -> Table:
        """A row for each segment, metric and treatment."""
        found = rows_table(self.rows)
        found.attrs["heading"] = words.HEADING.format(
            family=words.FAMILIES[self.family],
            method=NAMES[self.method],
            rule=METHODS[self.method][1],
        )
        questions = dict.fromkeys(row.question for row in self.rows)
        found.attrs["interactions"] = [
            {
                "metric": metric,
                "treatment_name": arm,
                "p_value": test.p_value,
                "common": test.common,
                "differs": test.differs,
                "sentence": test.sentence,
            }
            for (metric, arm), test in zip(questions, self.interactions, strict=True)
        ]
        return found

    @property
    def sentences(self) -> tuple[str, ...]:
        """Arms, differences between segments, winners, segments too small; in words."""
        texts = [self.sample_ratio.sentence]
        texts += [each.sentence for each in self.interactions]
        if self.sample_ratio.mismatch:
            texts.append(words.VOID.format(why=analysis.VOID) + ".")
        else:
            texts.append(self._winners())
        odd = [name for name, each in self.sample_ratios.items() if each.mismatch]
        if odd and not self.sample_ratio.mismatch:
            texts.append(words.VOID_SEGMENTS.format(names=", ".join(odd)))
        small = dict.fromkeys(row.small for row in self.rows if row.small)
        if small:
            texts.append(words.SMALL.format(names="; ".join(small)))
        if self.unplaced:
            texts.append(words.UNPLACED.format(n=self.unplaced))
        if self.empty:
            texts.append(words.EMPTY.format(names=", ".join(self.empty)))
        return tuple(texts)

    @property
    def sentence(self) -> str:
        """Everything in words, in one paragraph."""
        return " ".join(self.sentences)

    def _winners(self) -> str:
        said = {
            "method": NAMES[self.method],
            "family": words.FAMILIES[self.family],
        }
        clear = [row for row in self.rows if row.effect.detected]
        if not clear:
            return words.NO_WINNERS.format(**said)
        many_arms = len({row.effect.treatment_name for row in self.rows}) > 1
        names = ", ".join(row.won(many_arms) for row in clear)
        text = words.WINNERS.format(names=names, **said)
        alike = all(not each.differs for each in self.interactions)
        return text + (words.NOT_ALONE if alike else "")

    def __repr__(self) -> str:
        """Return everything in words."""
        return "\n".join(self.sentences)

    def _repr_html_(self) -> str:
        first = "".join(f"<p>{escape(text)}</p>" for text in self.sentences)
        return first + self.table._repr_html_()


def segment_effects(
    table: Any,
    metrics: Any,
    segments: str | pd.Series,
    *,
    variant: str = "variant",
    control: Any = None,
    unit: str | None = None,
    family: Literal["all", "segments", "metrics", "arms"] = "all",
    method: Literal["BH", "BY", "holm", "bonferroni"] = "BH",
    missing: Literal["drop", "zero"] = "drop",
    level: float = 0.95,
    expected: Any = None,
    alarm: float = ALARM,
) -> SegmentEffects:
    """Say in which segments a treatment works, without finding winners by chance.

    First whether the arms are sound, then whether segments answer differently at all,
    then each segment's effect with p-values and intervals corrected for how many there
    are.

    Parameters
    ----------
    table : one row per unit with its arm and outcomes; pandas, polars, pyarrow, DuckDB
        or Spark
    metrics : `Rate`, `Money`, `RatioOf`, `Quantile`, or a list of them
    segments : column of the segments, made before the test began; or a Series of them
        indexed by unit; the table's column is `unit`, or has the name of its index
    variant, control, unit, missing, level, expected : as in `analyse`
    family : among which comparisons p-values are corrected: ``"all"`` of the table,
        the ``"segments"`` of a metric and arm, the ``"metrics"`` of a segment and arm,
        or the ``"arms"`` of a segment and metric
    method : how, see `adjust`
    alarm : p-value below which a split counts as not planned; shared among segments

    Returns
    -------
    SegmentEffects: interaction(s), table (segment, metric, treatment_name, control,
    treatment, difference, low, high, p_value, p_adjusted, low_adjusted, high_adjusted,
    detected, shrunk, would_find, n_control, n_treatment, small, left_out, note),
    winners, sentence. ``low_adjusted`` and ``high_adjusted`` hold for the family:
    Bonferroni's for bonferroni and holm, false coverage rate for BH and BY.
    ``shrunk`` is the best guess for a next time. ``would_find`` is the difference that
    is found with a chance of 80 %

    Raises
    ------
    DataError
        as in `analyse`; if segments are no column and no Series of the table's units

    References
    ----------
    Interaction: Cochran (1954), Welch (1951), see `interaction`. Intervals: Benjamini
    and Yekutieli (2005), Journal of the American Statistical Association 100, 71-81.

    Examples
    --------
    >>> from segkit.experiments import Rate
    >>> table = pd.DataFrame({"variant": ["A", "B"] * 400, "bought": [1, 0] * 400,
    ...                       "segment": ["new"] * 400 + ["old"] * 400})
    >>> segment_effects(table, Rate("bought"), "segment").table["difference"].tolist()
    [-1.0, -1.0]
    """
    checks.choice(family, words.FAMILIES, name="family")
    checks.choice(method, METHODS, name="method")
    asked = metrics_of(metrics)
    refuse_twice(table, unit, variant)
    table, column = _with_segments(table, segments, unit)
    cells = reading.read(table, asked, variant=variant, segment=column, missing=missing)
    arms = arms_of(cells, variant, control)
    whole, parts = _ratios(cells, arms, expected, alarm)
    rows = [
        Row(segment, metric, effect_in(cells, segment, metric, pair, level=level))
        for metric in asked
        for pair in ((arms[0], arm) for arm in arms[1:])
        for segment in cells.segments
    ]
    tests = interactions_of(rows, level, many_arms=len(arms) > 2)
    rows = corrected_rows(rows, tests, cells, family=family, method=method, level=level)
    rows = [row.voided(whole.mismatch or parts[row.segment].mismatch) for row in rows]
    said = (method, family, cells.unplaced, cells.empty)
    return SegmentEffects(tuple(tests.values()), tuple(rows), whole, parts, *said)


def _with_segments(
    table: Any, segments: str | pd.Series, unit: str | None
) -> tuple[Any, str]:
    """Return a table with a column of segments, and that column's name."""
    if isinstance(segments, str):
        return table, segments
    if not isinstance(segments, pd.Series):
        raise DataError(analysis.NO_SEGMENT.format(kind=type(segments).__name__))
    key = _key(table, segments, unit)
    twice = int(segments.index.duplicated().sum())
    if twice:
        raise DataError(analysis.SEGMENT_TWICE.format(n=twice))
    rows = engine.to_pandas(table)
    column = str(segments.name or reading.CELL + "_segment")
    known = rows[key].map(segments.astype(object))
    if len(rows) and known.isna().all():
        ours, theirs = list(rows[key][:2]), list(segments.index[:2])
        raise DataError(analysis.NOBODY_KNOWN.format(key=key, ours=ours, theirs=theirs))
    if isinstance(segments.dtype, pd.CategoricalDtype):
        known = known.astype(segments.dtype)
    return rows.assign(**{column: known}), column


def _key(table: Any, segments: pd.Series, unit: str | None) -> str:
    """Return the column of the table that leads to the index of the segments."""
    if unit is not None:
        checks.table(table, [unit], name="table")
        return unit
    have = nw.from_native(checks.table(table, name="table")).collect_schema().names()
    if segments.index.name not in have:
        name = segments.index.name
        raise DataError(analysis.NEED_UNIT.format(name=name, have=have))
    return str(segments.index.name)


def _ratios(
    cells: Cells, arms: Sequence[str], expected: Any, alarm: float
) -> tuple[SampleRatio, dict[str, SampleRatio]]:
    """Check the split of all together, and of each segment at a part of the alarm."""
    units = {
        part: {arm: cells.units.get((part, arm), 0) for arm in arms}
        for part in cells.segments
    }
    total = {arm: sum(each[arm] for each in units.values()) for arm in arms}
    share = alarm / max(len(units), 1)
    parts = {
        part: sample_ratio(each, expected, alarm=share) for part, each in units.items()
    }
    return sample_ratio(total, expected, alarm=alarm), parts
