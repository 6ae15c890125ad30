"""Which variables moved between two tables of customers, and in which segments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from segkit import checks
from segkit.monitoring import words
from segkit.monitoring.bins import Shift, jensen_shannon, level_shift, number_shift
from segkit.monitoring.stability_index import FOLK, Psi, band, psi
from segkit.monitoring.tables import comparable, pandas_table, segments_of
from segkit.record import Table, holm

COLUMNS = [
    "segment", "variable", "kind", "n_before", "n_after", "bins", "psi",
    "critical_value", "band", "alarm", "js_distance", "wasserstein", "test", "p_value",
    "p_adjusted", "change", "verdict",
]  # fmt: skip


def drift(
    before: Any,
    after: Any,
    *,
    columns: str | Iterable[str] | Mapping[str, str] | None = None,
    segments: Any = None,
    n_bins: int = 10,
    smoothing: float | None = None,
    level: float = 0.95,
    correct: bool = True,
) -> Table:
    """Say which variables moved, by how much, and whether that is more than chance.

    Numbers fall into bins that held equally many customers before (deciles), levels
    are counted as they are, and missing is a bin of its own. A variable raises the
    alarm only if its PSI is above what chance gives, by its critical value and by a
    test, and above the folk threshold of .1: with few customers the first stops the
    noise, with many the second does.

    Parameters
    ----------
    before, after : tables with one row per customer (pandas, or what engine.to_pandas
        reads); others of the same customers or new ones
    columns : names of variables, one name, or ``{"our name": "your name"}`` of them;
        None for all that both have, but dates and ids
    segments : a pair of Series (of `before`, of `after`), by their index, or the name
        of a column in both; adds the sizes of the segments as a variable, and every
        variable within each segment
    n_bins : for numbers; fewer where values are shared or customers are few
    smoothing : as in `psi`
    level : 1 minus the false alarms of the whole table
    correct : judge all rows together: critical values by Bonferroni, tests by Holm;
        False judges each row alone

    Returns
    -------
    Table, a row per variable (and segment), largest PSI first within each: segment,
    variable, kind, n_before, n_after, bins, psi, critical_value, band, alarm,
    js_distance (0 to 1), wasserstein (in standard deviations before; numbers only),
    test, p_value, p_adjusted, change, verdict. ``attrs``: heading, level,
    left_out (columns and why), folk (the bands)

    Raises
    ------
    DataError
        if a table is empty, or columns or segments do not fit

    Notes
    -----
    Levels of which the smaller table would hold fewer than 5 are taken together, and
    numbers get so few bins that each holds 10. The tests take the two tables for
    independent; if they hold the same customers twice, chance does less and the tests
    err to the safe side. Kolmogorov-Smirnov is the two-sided test of the known values.

    References
    ----------
    Yurdakul (2018), as in `psi`; Holm (1979), "A simple sequentially rejective multiple
    test procedure". The alarm that joins both limits is our own definition.

    Examples
    --------
    >>> before = pd.DataFrame({"channel": ["app"] * 26 + ["web"] * 74})
    >>> after = pd.DataFrame({"channel": ["app"] * 60 + ["web"] * 40})
    >>> found = drift(before, after)
    >>> found[["variable", "band", "alarm", "change"]]
      variable   band  alarm            change
    0  channel  large   True  app 26 % to 60 %
    """
    old = pandas_table(before, "before", columns)
    new = pandas_table(after, "after", columns)
    groups = segments_of(old, new, segments)
    names, left_out = comparable(old, new, columns, groups)
    checks.whole_number(n_bins, name="n_bins", low=2)
    shifts = list(_shifts(old, new, names, groups, n_bins))
    tests = len(shifts) if correct else 1
    rows = [_row(*shift, smoothing, 1 - (1 - level) / tests) for shift in shifts]
    table = Table(rows, columns=COLUMNS)
    adjust = holm if correct else np.asarray
    table["p_adjusted"] = adjust(table["p_value"].to_numpy())
    table["alarm"] &= table["p_adjusted"] < 1 - level
    table = _sorted(table)
    table.attrs |= {
        "heading": _heading(table),
        "level": level,
        "left_out": left_out,
        "folk": dict(FOLK),
    }
    return table


def shares(
    before: Any,
    after: Any,
    column: str,
    *,
    n_bins: int = 10,
    smoothing: float | None = None,
) -> Table:
    """Say how one variable was divided before and after, bin by bin.

    Parameters
    ----------
    before, after : tables with one row per customer
    column : the variable
    n_bins, smoothing : as in `drift`

    Returns
    -------
    Table, a row per bin: bin, n_before, n_after, before_share, after_share,
    contribution (to PSI). ``attrs``: heading, column, psi

    Raises
    ------
    DataError
        as `drift` does

    References
    ----------
    as in `psi`

    Examples
    --------
    >>> before = pd.DataFrame({"channel": ["app"] * 26 + ["web"] * 74})
    >>> after = pd.DataFrame({"channel": ["app"] * 38 + ["web"] * 62})
    >>> shares(before, after, "channel")[["bin", "before_share", "after_share"]]
       bin  before_share  after_share
    0  app          0.26         0.38
    1  web          0.74         0.62
    """
    old, new = pandas_table(before, "before"), pandas_table(after, "after")
    comparable(old, new, [column], None)
    checks.whole_number(n_bins, name="n_bins", low=2)
    shift = _shift(old[column], new[column], n_bins)
    found = _psi(shift, smoothing, 0.95)
    table = Table({"bin": shift.counts.index.astype(str)})
    for side in ("before", "after"):
        table[f"n_{side}"] = shift.counts[side].to_numpy()
        table[f"{side}_share"] = table[f"n_{side}"] / table[f"n_{side}"].sum()
    parts = found.parts["contribution"].reindex(shift.counts.index, fill_value=0.0)
    table["contribution"] = parts.to_numpy()
    table.attrs |= {"heading": f"{column}: {found}", "column": column, "psi": found}
    order = ["bin", "n_before", "n_after", "before_share", "after_share"]
    return table[[*order, "contribution"]]


def _shifts(
    old: pd.DataFrame, new: pd.DataFrame, names: list[str], groups: Any, n_bins: int
) -> Iterator[tuple[str, str, Shift]]:
    if groups is not None:
        yield words.ALL, words.SEGMENT, level_shift(*groups)
    for name in names:
        yield words.ALL, name, _shift(old[name], new[name], n_bins)
    for segment in [] if groups is None else groups[0].cat.categories:
        mine = [(side == segment).to_numpy() for side in groups]
        if not all(rows.any() for rows in mine):
            continue  # vanished or new: the row of sizes says so
        for name in names:
            sides = old.loc[mine[0], name], new.loc[mine[1], name]
            yield str(segment), name, _shift(*sides, n_bins)


def _shift(old: pd.Series, new: pd.Series, n_bins: int) -> Shift:
    if all(_is_number(x) for x in (old, new)):
        x, y = (side.to_numpy(dtype=float, na_value=np.nan) for side in (old, new))
        return number_shift(x, y, n_bins)
    return level_shift(old, new)


def _is_number(x: pd.Series) -> bool:
    kinds = pd.api.types
    return bool(kinds.is_numeric_dtype(x) and not kinds.is_bool_dtype(x))


def _psi(shift: Shift, smoothing: float | None, level: float) -> Psi:
    before, after = shift.counts["before"], shift.counts["after"]
    return psi(before, after, smoothing=smoothing, level=level)


def _row(
    segment: str, name: str, shift: Shift, smoothing: float | None, level: float
) -> dict[str, Any]:
    found = _psi(shift, smoothing, level)
    sizes = shift.counts.sum()
    old, new = (shift.counts / sizes).to_numpy().T
    return {
        "segment": segment,
        "variable": name,
        "kind": words.KINDS[shift.kind],
        "n_before": int(sizes["before"]),
        "n_after": int(sizes["after"]),
        "bins": len(found.parts),
        "psi": found.value,
        "critical_value": found.critical_value,
        "band": band(found.value),
        "alarm": bool(found.more_than_chance) and found.value >= FOLK["some"],
        "js_distance": jensen_shannon(old, new),
        "wasserstein": shift.wasserstein,
        "test": words.TESTS[shift.test],
        "p_value": shift.p_value,
        "p_adjusted": np.nan,
        "change": shift.change,
        "verdict": ". ".join(filter(None, (found.verdict, found.note))),
    }


def _sorted(table: Table) -> Table:
    place = pd.Series(pd.factorize(table["segment"])[0], table.index)
    order = np.lexsort([table["variable"], -table["psi"], place])
    return Table(table.iloc[order].reset_index(drop=True))


def _heading(table: pd.DataFrame) -> str:
    alarms = table[table["alarm"]]
    if alarms.empty:
        return words.DRIFT_NONE.format(n=len(table), **FOLK)
    most = alarms.iloc[int(alarms["psi"].to_numpy().argmax())]
    name = most["variable"]
    if most["segment"] != words.ALL:
        name = words.IN_SEGMENT.format(variable=name, segment=most["segment"])
    return words.DRIFT_MOST.format(
        moved=len(alarms), n=len(table), name=name, psi=most["psi"],
        change=most["change"], **FOLK,
    )  # fmt: skip
