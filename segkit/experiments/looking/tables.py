"""From a table of customers to the looks at a test: all that was known, day by day."""

from __future__ import annotations

from typing import Any

import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.experiments.words import looks as words
from segkit.record import Table


def looks(
    table: Any,
    outcome: str,
    *,
    by: str,
    variant: str = "variant",
    control: Any = None,
) -> Table:
    """Count what was known of a test at the end of each day, or each week.

    Parameters
    ----------
    table : one row per customer, in pandas, polars, pyarrow, DuckDB or Spark
    outcome : column of true and false, or 0 and 1 (a rate); or of numbers (a mean)
    by : column that puts the customers in order: the day or week of entry
    variant : column of the arms; control : name of arm 1, None for the first by name

    Returns
    -------
    Table, one row per day, each with all customers so far: for a rate x1, n1, x2, n2;
    for a mean mean1, sd1, n1, mean2, sd2, n2. It starts where both arms have customers
    (two each for a mean), and goes into `sequential_rates` or `always_valid`

    Raises
    ------
    DataError
        if a column is missing, the outcome is missing in a row or no number, or there
        are not two arms

    References
    ----------
    Own definition.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"day": [1, 1, 2, 2], "variant": ["A", "B", "A", "B"],
    ...                       "converted": [True, False, False, True]})
    >>> looks(table, "converted", by="day")
    Each look counts all customers so far. Arm 1 is A, arm 2 is B.
         x1  n1  x2  n2
    day
    1     1   1   0   1
    2     1   2   1   2
    """
    sums, is_rate = _sums(table, outcome, by, variant)
    one, two = _arms(sums[variant], variant, control)
    made: dict[str, Any] = {}
    for number, arm in (("1", one), ("2", two)):
        rows = sums[sums[variant] == arm].set_index(by)[["n", "x", "xx"]]
        so_far = rows.reindex(sorted(sums[by].unique()), fill_value=0).cumsum()
        n, x, xx = (so_far[name].to_numpy() for name in ("n", "x", "xx"))
        if is_rate:
            made |= {"x" + number: x.astype(int), "n" + number: n.astype(int)}
        else:
            with np.errstate(divide="ignore", invalid="ignore"):
                spread = np.sqrt(np.maximum(xx - x * x / n, 0) / (n - 1))
                made |= {"mean" + number: x / n, "sd" + number: spread}
            made["n" + number] = n.astype(int)
    found = Table(made, index=pd.Index(sorted(sums[by].unique()), name=by))
    enough = found[["n1", "n2"]].min(axis=1) >= (1 if is_rate else 2)
    found = Table(found[enough])
    found.attrs["heading"] = words.LOOKS_HEADING.format(one=one, two=two)
    return found


def _sums(table: Any, outcome: str, by: str, variant: str) -> tuple[pd.DataFrame, bool]:
    """Add up each day and arm in the table's own engine; say whether it is a rate."""
    checks.table(table, [outcome, by, variant], name="table")
    frame = nw.from_native(table).lazy()
    kind = frame.collect_schema()[outcome]
    if not (kind.is_numeric() or kind == nw.Boolean):
        raise DataError(words.OUTCOME.format(name=outcome, found=kind))
    value = nw.col(outcome).cast(nw.Float64)
    sums = (
        frame.select(
            by,
            variant,
            x=value,
            xx=value * value,
            known=(~value.is_null()).cast(nw.Int64),
            odd=((value != 0) & (value != 1)).cast(nw.Int64),
        )
        .group_by(by, variant)
        .agg(nw.len().alias("n"), nw.col("x", "xx", "known", "odd").sum())
        .collect("pandas")
        .to_pandas()
    )
    missing = int((sums["n"] - sums["known"]).sum())
    if missing:
        raise DataError(words.EMPTY_OUTCOME.format(n=missing, name=outcome))
    return sums.dropna(subset=[by, variant]), not sums["odd"].sum()


def _arms(found: pd.Series, variant: str, control: Any) -> tuple[Any, Any]:
    """Return the names of arm 1 and arm 2."""
    arms = sorted(found.unique(), key=str)
    if len(arms) != 2:
        raise DataError(words.LOOK_ARMS.format(column=variant, found=arms))
    if control is None:
        return arms[0], arms[1]
    if control not in arms:
        text = words.CONTROL
        raise DataError(text.format(control=control, column=variant, found=arms))
    return control, next(arm for arm in arms if arm != control)
