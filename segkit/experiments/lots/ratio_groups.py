"""Whether the split held on each day, in each segment, and for each customer."""

from __future__ import annotations

from typing import Any

import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd
from scipy.special import chdtrc

from segkit import checks
from segkit.checks import DataError
from segkit.experiments.lots.ratio_check import ALARM, UNUSUAL, _expected, split_p_value
from segkit.experiments.multiplicity import adjust
from segkit.experiments.planning.asked import share
from segkit.experiments.told import chance, percent
from segkit.experiments.words import assignment as words
from segkit.experiments.words.uplift import CONTROL_NAMES
from segkit.record import Table


def sample_ratio_by(
    table: Any,
    *,
    by: str,
    variant: str = "variant",
    expected: Any = None,
    alarm: float = ALARM,
) -> Table:
    """Say on which days, or in which segments, the arms were not split as planned.

    Two questions: does each group match the plan, and does the split change from group
    to group? A split that changes makes arms differ whose customers do not.

    Parameters
    ----------
    table : one row per customer or unit, in pandas, polars, pyarrow, DuckDB or Spark
    by : column of the groups: a day, a segment, a campaign
    variant : column of the arms
    expected, alarm : as in `sample_ratio`

    Returns
    -------
    Table, one row per group and one for "all": customers in each arm (n_<arm>), share
    of the last arm, p_value, p_adjusted (Holm, over the groups), mismatch (bool).
    ``attrs``: p_changes (does the split change from group to group?), changes (bool),
    heading

    Raises
    ------
    DataError
        if a column is missing, an arm is missing in a row, or there is one arm only

    References
    ----------
    Holm (1979), Scandinavian Journal of Statistics 6, 65-70; Pearson's chi-squared of
    the table of groups and arms.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"day": [1] * 500 + [2] * 500,
    ...                       "variant": ["A"] * 450 + ["B"] * 50 + ["A", "B"] * 250})
    >>> found = sample_ratio_by(table, by="day")
    >>> found[["n_A", "n_B", "share", "mismatch"]]
         n_A  n_B  share  mismatch
    day
    1    450   50    0.1      True
    2    250  250    0.5     False
    all  700  300    0.3      True
    >>> found.attrs["changes"]
    True
    """
    counts = _crossed(table, by, variant)
    alarm = share(alarm, "alarm")
    arms = {str(arm): 1 for arm in counts.columns}
    shares = list(_expected(expected, arms).values())
    every = np.vstack([counts, counts.sum()])
    heads = [words.ARM_COLUMN.format(arm=arm) for arm in counts.columns]
    index = pd.Index([*counts.index, words.ALL], name=by)
    found = Table(every, index=index, columns=heads)
    found["share"] = every[:, -1] / every.sum(axis=1)
    found["p_value"] = split_p_value(every, shares)
    groups = found["p_value"].to_numpy()[:-1]
    found["p_adjusted"] = [*adjust(groups, "holm"), found["p_value"].iloc[-1]]
    found["mismatch"] = found["p_adjusted"] < alarm
    p = _changes(counts.to_numpy())
    found.attrs = {"p_changes": p, "changes": bool(p < alarm)}
    found.attrs["heading"] = _told(found, p, alarm, str(counts.columns[-1]))
    return found


def _crossed(table: Any, by: str, variant: str) -> pd.DataFrame:
    """Count the rows of each group and arm, in the table's own engine."""
    checks.table(table, [by, variant], name="table")
    frame = nw.from_native(table).lazy().group_by(by, variant).agg(n=nw.len())
    rows = frame.collect("pandas").to_pandas()
    for column in (by, variant):
        missing = int(rows.loc[rows[column].isna(), "n"].sum())
        if missing:
            raise DataError(words.MISSING_ARM.format(n=missing, column=column))
    counts = rows.pivot(index=by, columns=variant, values="n").fillna(0).astype(int)
    counts = counts.sort_index().sort_index(axis=1)
    if counts.shape[1] < 2:
        raise DataError(words.ONE_ARM.format(arms=list(counts.columns)))
    if words.ALL in set(counts.index):
        raise DataError(words.TOTAL_TAKEN)
    counts = counts[control_first(list(counts.columns))]
    counts.index = pd.Index(counts.index.astype(object), name=by)
    counts.columns.name = None
    return counts


def control_first(arms: list[Any]) -> list[Any]:
    """Return the arms with the control in front, if one of them has a usual name.

    Parameters
    ----------
    arms : names

    Returns
    -------
    list of the same names

    Examples
    --------
    >>> control_first(["B", "control"]), control_first(["x", "y"])
    (['control', 'B'], ['x', 'y'])
    """
    known = [arm for arm in arms if str(arm) in CONTROL_NAMES]
    return [*known, *(a for a in arms if a not in known)] if len(known) == 1 else arms


def _changes(counts: np.ndarray) -> float:
    """Return the p-value of "the split is the same in every group"."""
    planned = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / counts.sum()
    free = (counts.shape[0] - 1) * (counts.shape[1] - 1)
    far = ((counts - planned) ** 2 / planned).sum()
    return float(chdtrc(free, far)) if free else 1.0


def _told(found: Table, p: float, alarm: float, arm: str) -> str:
    """Say what the check of the groups found."""
    groups = found.iloc[:-1]
    k, n = int(groups["mismatch"].sum()), len(groups)
    odd = groups["p_adjusted"].astype(float)
    said = {
        "k": k,
        "n": n,
        "alarm": alarm,
        "names": odd.idxmin(),
        "p": chance(odd.min()),
    }
    text = words.BY_ALARM if k else words.BY_FINE
    if not k and odd.min() < UNUSUAL:
        text = words.BY_UNUSUAL
    text = text.format(**said)
    if n == 1:
        return text + words.BY_ONE
    low, high = percent(groups["share"].min()), percent(groups["share"].max())
    then = words.BY_MOVES if p < alarm else words.BY_STEADY
    return text + then.format(p=chance(p), arm=arm, low=low, high=high)


def crossovers(table: Any, *, unit: str, variant: str = "variant") -> Table:
    """List the customers or units that were in more than one arm.

    Parameters
    ----------
    table : rows with a unit and an arm, in pandas, polars, pyarrow, DuckDB or Spark; a
        unit may have several rows
    unit : column of the customers or units
    variant : column of the arms

    Returns
    -------
    Table, one row per unit in several arms: unit, n_arms; ``attrs``: n_units (all of
    them), heading. Empty if each unit was in one arm only

    Raises
    ------
    DataError
        if a column is missing

    References
    ----------
    Own definition.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"unit_id": [1, 1, 2, 2], "variant": ["A", "B", "A", "A"]})
    >>> crossovers(table, unit="unit_id")[["unit_id", "n_arms"]].values.tolist()
    [[1, 2]]
    """
    checks.table(table, [unit, variant], name="table")
    frame = nw.from_native(table).lazy().select(unit, variant).unique()
    rows = frame.group_by(unit).agg(n_arms=nw.len()).collect("pandas").to_pandas()
    crossed = rows[(rows["n_arms"] > 1) & rows[unit].notna()].sort_values(unit)
    found = Table(crossed.reset_index(drop=True))
    n, k = len(rows), len(found)
    text = words.CROSSED if k else words.NOT_CROSSED
    heading = text.format(k=f"{k:,}", n=f"{n:,}", share=percent(k / n) if n else "")
    found.attrs = {"n_units": n, "heading": heading}
    return found
