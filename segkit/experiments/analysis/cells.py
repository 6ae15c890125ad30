"""Reading a test: for each arm (and segment) what each metric needs, and no more.

The rows stay in their engine; tea-tasting counts them there and hands over numbers of
units, means, variances and covariances. It counts rows without a value as units, so
those are left out before, for each metric on its own.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd

from segkit import checks, engine
from segkit.checks import DataError
from segkit.experiments.analysis.metrics import Metric, Money, Quantile, Rate, RatioOf
from segkit.experiments.words import analysis as words

Cell = tuple[str, str]  # segment, arm
CELL = "segkit_cell"
SMALL_TEST = 20_000  # units up to which it is looked how skewed amounts are
SPLIT = "\x1f"


@dataclass
class Cells:
    """What was read.

    Parameters
    ----------
    segments, arms : their names, in order
    units : number of rows in each cell
    known : for each metric and cell what tea-tasting counted (Aggregates)
    values : for each quantile and cell the sorted values
    amounts : for means in a small test the values in each cell
    unplaced : rows without an arm or a segment
    empty : segments that are known, and that nobody is in
    """

    segments: list[str]
    arms: list[str]
    units: dict[Cell, int]
    known: dict[Metric, dict[Cell, Any]] = field(default_factory=dict)
    values: dict[Metric, dict[Cell, np.ndarray]] = field(default_factory=dict)
    amounts: dict[Metric, dict[Cell, np.ndarray]] = field(default_factory=dict)
    unplaced: int = 0
    empty: tuple[str, ...] = ()

    def used(self, metric: Metric, cell: Cell) -> int:
        """Say how many units of a cell a metric rests on."""
        if isinstance(metric, Quantile):
            return len(self.values[metric].get(cell, ()))
        found = self.known[metric].get(cell)
        return found.count() if found else 0


def read(
    native: Any,
    metrics: Sequence[Metric],
    *,
    variant: str,
    segment: str | None = None,
    missing: str = "drop",
) -> Cells:
    """Count a test, whatever engine its table is in.

    Parameters
    ----------
    native : one row per unit; pandas, polars, pyarrow, DuckDB or Spark
    metrics : what to measure
    variant : column of the arms
    segment : column of the segments; None for all together
    missing : ``"drop"`` units without an outcome, or take them as ``"zero"``

    Returns
    -------
    Cells

    Raises
    ------
    DataError
        if a column is missing, holds no numbers, infinite ones, or no rate

    Examples
    --------
    >>> table = pd.DataFrame({"variant": ["A", "A", "B"], "y": [1.0, None, 3.0]})
    >>> cells = read(table, [Money("y")], variant="variant")
    >>> cells.arms, cells.units["all", "A"], cells.used(Money("y"), ("all", "A"))
    (['A', 'B'], 2, 1)
    """
    frame = _numbers(
        native, metrics, missing, [variant, *([segment] if segment else [])]
    )
    frame, decode, order, unplaced = _with_cell(frame, variant, segment)
    cells = Cells([], [], {}, unplaced=unplaced)
    cells.units = {decode(k): n for k, n in _counts(frame).items()}
    found = {part for part, _ in cells.units}
    cells.segments = [part for part in order or sorted(found) if part in found]
    cells.empty = tuple(part for part in order if part not in found)
    cells.arms = sorted({arm for _, arm in cells.units})
    empty = _columns_with_gaps(frame, metrics)
    _aggregate(frame, metrics, empty, cells, decode)
    _collect(frame, metrics, cells, decode)
    if sum(cells.units.values()) <= SMALL_TEST:
        _amounts(frame, metrics, cells, decode)
    return cells


def _numbers(
    native: Any, metrics: Sequence[Metric], missing: str, keys: list[str]
) -> nw.LazyFrame | nw.DataFrame:
    """Keep the columns that are needed, as numbers; NaN is missing."""
    checks.choice(missing, ["drop", "zero"], name="missing")
    columns = sorted({column for metric in metrics for column in metric.needs})
    checks.table(native, [*keys, *columns], name="table")
    frame = nw.from_native(native).select(*dict.fromkeys([*keys, *columns]))
    schema = frame.collect_schema()
    outcomes = {column for metric in metrics for column in metric.outcomes}
    return frame.with_columns(
        _number(column, schema[column], missing == "zero" and column in outcomes)
        for column in columns
    )


def _number(column: str, dtype: Any, zero: bool) -> nw.Expr:
    """Turn a column into numbers, and what is no number into missing or 0."""
    if not (dtype.is_numeric() or dtype == nw.Boolean):
        raise DataError(words.NOT_NUMBERS.format(column=column, dtype=dtype))
    x = nw.col(column).cast(nw.Float64)
    if dtype.is_float():
        x = nw.when(~x.is_nan()).then(x)
    return (x.fill_null(0.0) if zero else x).alias(column)


def _with_cell(frame: Any, variant: str, segment: str | None) -> tuple:
    """Give rows their cell, leave out those without, and say how many they are."""
    if isinstance(native := frame.to_native(), pd.DataFrame):
        return _numbered(native, variant, segment)
    keys = [key for key in (segment, variant) if key]
    schema = frame.collect_schema()
    placed = frame.drop_nulls(subset=keys)
    texts = [_text(key, schema[key]) for key in keys]
    cell = nw.concat_str(*texts, separator=SPLIT) if segment else texts[0]
    counted = [f.lazy().select(nw.len().alias("n")) for f in (frame, placed)]
    rows = [int(f.collect("pandas")["n"][0]) for f in counted]

    def decode(text: str) -> Cell:
        first, _, last = text.rpartition(SPLIT)
        return (first if segment else words.ALL), last

    return placed.with_columns(cell.alias(CELL)), decode, [], rows[0] - rows[1]


def _numbered(table: pd.DataFrame, variant: str, segment: str | None) -> tuple:
    """Do the same in pandas, where numbers are much faster than texts."""
    arm, arms = _codes(table[variant])
    part, parts = np.zeros(len(table), np.int64), [words.ALL]
    if segment:
        part, parts = _codes(table[segment])
    keep = (arm >= 0) & (part >= 0)
    code = part * len(arms) + arm
    values = table.drop(columns=[key for key in (variant, segment) if key])
    if not keep.all():
        values, code = values[keep], code[keep]
    frame = nw.from_native(values.assign(**{CELL: code}), eager_only=True)

    def decode(number: int) -> Cell:
        return parts[number // len(arms)], arms[number % len(arms)]

    return frame, decode, parts, int((~keep).sum())


def _codes(column: pd.Series) -> tuple[np.ndarray, list[str]]:
    if isinstance(column.dtype, pd.CategoricalDtype):
        names = column.cat.categories
        return column.cat.codes.to_numpy().astype(np.int64), [str(n) for n in names]
    codes, names = pd.factorize(column, sort=True)
    if isinstance(names, pd.DatetimeIndex) and (names == names.normalize()).all():
        names = names.strftime("%Y-%m-%d")
    return codes.astype(np.int64), [str(name) for name in names]


def _text(key: str, dtype: Any) -> nw.Expr:
    """Write an arm or a segment as pandas would."""
    if dtype == nw.Boolean:
        return nw.when(nw.col(key)).then(nw.lit("True")).otherwise(nw.lit("False"))
    return nw.col(key).cast(nw.String)


def _counts(frame: Any) -> dict[Any, int]:
    """Count the rows of each cell."""
    found = frame.lazy().group_by(CELL).agg(nw.len().alias("n")).collect("pandas")
    return dict(zip(found[CELL].to_list(), map(int, found["n"].to_list()), strict=True))


def _columns_with_gaps(frame: Any, metrics: Sequence[Metric]) -> set[str]:
    """Name the columns in which some unit has no value."""
    columns = sorted({column for metric in metrics for column in metric.needs})
    gaps = frame.lazy().select(nw.col(*columns).is_null().any()).collect("pandas")
    return {column for column in columns if gaps[column][0]}


def _aggregate(
    frame: Any, metrics: Sequence[Metric], gaps: set[str], cells: Cells, decode: Any
) -> None:
    """Let tea-tasting count, for metrics with the same units in one go."""
    groups: dict[tuple[str, ...], list[Metric]] = {}
    for metric in metrics:
        if not isinstance(metric, Quantile):
            lacking = tuple(c for c in metric.needs if c in gaps)
            groups.setdefault(lacking, []).append(metric)
    for lacking, together in groups.items():
        rows = frame.drop_nulls(subset=list(lacking)) if lacking else frame
        found = {decode(k): v for k, v in _aggregates(rows, together).items()}
        for metric in together:
            cells.known[metric] = found
            _check(metric, found)


def _aggregates(rows: Any, metrics: Sequence[Metric]) -> dict[Any, Any]:
    from tea_tasting.aggr import read_aggregates  # noqa: PLC0415 (slow to import)

    means = {column for metric in metrics for column in metric.needs}
    pairs = {metric.needs for metric in metrics if len(metric.needs) == 2}
    found = read_aggregates(
        rows.to_native(),
        CELL,
        has_count=True,
        mean_cols=sorted(means),
        var_cols=sorted(means),
        cov_cols=[pair for pair in sorted(pairs) if pair[0] != pair[1]],
    )
    for each in found.values():  # one unit alone has no variance
        for known in (each.var_, each.cov_):
            known.update({k: math.nan for k, v in known.items() if v is None})
    return found


def _check(metric: Metric, found: dict[Cell, Any]) -> None:
    """Refuse infinite numbers, and a rate that is none."""
    for known in found.values():
        for column in metric.needs:
            if not np.isfinite(known.mean(column)):
                raise DataError(words.INFINITE.format(column=column))
        if isinstance(metric, Rate):
            n, share = known.count(), known.mean(metric.column)
            spread = n * share * (1 - share) / max(n - 1, 1)
            odd = n > 1 and abs(known.var(metric.column) - spread) > 1e-6
            if odd or not 0 <= share <= 1:
                raise DataError(words.NO_RATE.format(column=metric.column))


def _collect(frame: Any, metrics: Sequence[Metric], cells: Cells, decode: Any) -> None:
    """Fetch the values that quantiles need, sorted within each cell."""
    for metric in metrics:
        if isinstance(metric, Quantile):
            parts = _parts(frame, metric.column)
            cells.values[metric] = {decode(k): np.sort(x) for k, x in parts.items()}
            if not all(np.isfinite(x).all() for x in parts.values()):
                raise DataError(words.INFINITE.format(column=metric.column))


def _amounts(frame: Any, metrics: Sequence[Metric], cells: Cells, decode: Any) -> None:
    """Fetch the amounts of a small test, which may be too skewed for t."""
    for metric in metrics:
        if isinstance(metric, RatioOf) or (
            isinstance(metric, Money) and not metric.before
        ):
            parts = _parts(frame, *metric.needs)
            cells.amounts[metric] = {decode(key): x for key, x in parts.items()}


def _parts(frame: Any, *columns: str) -> dict[Any, np.ndarray]:
    """Fetch the values of one column, or rows of several, for each cell."""
    kept = frame.select(CELL, *dict.fromkeys(columns)).drop_nulls()
    table = engine.to_pandas(kept.to_native())
    values, places = table[list(columns)].to_numpy(), table.groupby(CELL).indices
    values = values[:, 0] if len(columns) == 1 else values
    return {key: values[rows] for key, rows in places.items()}
