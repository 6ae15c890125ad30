"""What a segment has more of, and less of, than the others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from segkit import checks
from segkit.personas import reading, tables
from segkit.personas.columns import Column
from segkit.personas.finishing import MIN_CELL, Told, finished
from segkit.personas.sides import Side, sides
from segkit.record import Table


def profile(
    X: Any,
    segments: pd.Series,
    segment: Any = None,
    *,
    made_from: Any = None,
    survey: Any = None,
    sensitive: Any = (),
    labels: Mapping[str, str] | None = None,
    against: str = "others",
    as_of: Any = None,
    min_n: int = 10,
    level: float = 0.95,
    currency: str | None = None,
) -> Table:
    """Say what a segment has more of, and less of, than the others.

    Parameters
    ----------
    X : table with a row per customer, or {name: table}; numbers, categories, yes and
        no, dates; the name is printed as the source of each line
    segments : Series indexed by customer_id
    segment : its name; None for all segments
    made_from : columns that made the segments, or the fitted model: described, not
        tested, and so are columns that go along with one of them (rank correlation of
        .9 or more); [] if none of X did; None if it is not known: then none is tested
    survey : one more table, called "survey"
    sensitive : names of sensitive columns that may be shown all the same
    labels : {column: what to call it}
    against : "others", the customers outside the segment, or "all", itself included
    as_of : day from which dates are counted back; None for the latest of a column, and
        for days of birth the latest of all other dates
    min_n : customers, below which no figure is given
    level : coverage of the intervals, 0 to 1
    currency : of columns of money, such as "GBP"; "" for none; None for that of the
        bundled tables

    Returns
    -------
    Table, a row per segment, column and level: segment, column, label, level, kind,
    value (share or mean), others, index (100 times value over others), low, high (of
    the index), effect (Cliff's delta, -1 to 1), effect_low, effect_high, value_low,
    value_high (interval of the value), n, n_others, missing, p_value, p_holm, marker,
    tested, table, unit, suppressed, care ("sensitive", "protected" or ""). ``attrs``:
    heading, notes, left_out, family

    Raises
    ------
    DataError
        if there is no such segment, no customer is shared, or a named column is absent

    Notes
    -----
    A marker has an effect of at least .147 whose interval leaves out 0, and an index
    whose interval leaves out 100 to the same side; a tested one also p_holm below
    1 - level. Holm counts every row that is tested. A scale of the
    survey is read as the share of its two highest answers. A share that counts one or
    two persons of the segment, or all but one or two, is not given; nor is the next
    smallest of that column, where the others would give it away.

    References
    ----------
    Index numbers of audience research: own definition; their interval: Donner and Zou
    (2012), see `ratios.index_of`; effects: see `ranks.cliffs_delta`; Holm (1979),
    Scandinavian Journal of Statistics 6, 65-70.

    Examples
    --------
    >>> ids = pd.Index([f"c{i}" for i in range(80)], name="customer_id")
    >>> segments = pd.Series(["loyal", "new"] * 40, ids)
    >>> X = pd.DataFrame({"by_app": [i % 2 == 0 or i < 20 for i in range(80)]}, ids)
    >>> found = profile(X, segments, "loyal", made_from=[])
    >>> found[["label", "value", "others", "index", "marker"]].round(2).values.tolist()
    [['by app', 1.0, 0.25, 400.0, True]]
    """
    checks.choice(against, ["others", "all"], name="against")
    least = checks.whole_number(min_n, name="min_n", low=MIN_CELL)
    series = tables.segment_series(segments)
    named = list(series.cat.categories)
    wanted = named if segment is None else [tables.named_segment(series, segment)]
    given = tables.gathered(X, survey)
    shown, left_out = reading.shown(given, sensitive, labels, currency)
    shared = {name: tables.shared(table, series, name) for name, table in given.items()}
    made = reading.made_from(made_from, shared)
    days = reading.days(shown, shared, as_of)
    found = [
        row | {"segment": name, "tested": made is not None and column.name not in made}
        for name in wanted
        for column in shown
        for row in _rows(
            column, shared[column.table], series == name, level, days[column.name]
        )
    ]
    along = [c.name for c in shown if made and c.name in made.along]
    result = finished(found, Told(left_out | {"along": along}, against, least, level))
    result.attrs["alike"] = reading.alike(shared)
    return result


def _rows(
    column: Column, table: pd.DataFrame, inside: pd.Series, level: float, as_of: Any
) -> list[dict[str, Any]]:
    """Write the rows of one column of one segment."""
    values = table[column.name]
    mine = inside.to_numpy()[inside.index.get_indexer(table.index)]
    missing = int(values[mine].isna().sum())
    seen = sides(column, values, mine, level=level, as_of=as_of)
    return [_row(column, one, missing) for one in seen]


def _row(column: Column, side: Side, missing: int) -> dict[str, Any]:
    care = "sensitive" if column.sensitive else "protected" if column.protected else ""
    return {
        "column": column.name,
        "label": side.label,
        "level": side.level,
        "kind": column.kind,
        "value": side.value,
        "value_low": side.ends[0],
        "value_high": side.ends[1],
        "others": side.others,
        "index": side.index.value,
        "low": side.index.low,
        "high": side.index.high,
        "effect": side.effect.value,
        "effect_low": side.effect.low,
        "effect_high": side.effect.high,
        "p_value": side.effect.p_value,
        "n": side.n,
        "n_others": side.n_others,
        "missing": missing,
        "count": side.count,
        "table": column.table,
        "unit": column.unit,
        "care": care,
    }
