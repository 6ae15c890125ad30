"""Reading a test for uplift: who got the message, in which segment, with what outcome.

Internal: `uplift_by_segment` and `uplift_change` read their tables here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd

from segkit import checks, engine
from segkit.checks import DataError
from segkit.experiments.words import uplift as words

Segments = str | Sequence[str] | pd.Series
KEY = "customer_id"
MISSING = ("drop", "zero", "refuse")


@dataclass(frozen=True)
class Arms:
    """The rows of a test: ``rows`` with segment, treated, outcome and perhaps unit.

    Parameters
    ----------
    rows : columns segment (text), treated (bool), outcome (float); unit, situation
    control, treatment : names of the two arms
    rate : whether every outcome is 0 or 1
    left_out : why rows were left out, and how many

    Examples
    --------
    >>> table = pd.DataFrame({"variant": ["a", "b"], "bought": [0, 1], "s": ["x", "x"]})
    >>> arms = read(table, "bought", "s", variant="variant", control="a")
    >>> arms.treatment, arms.rate
    ('b', True)
    """

    rows: pd.DataFrame
    control: Any
    treatment: Any
    rate: bool
    left_out: dict[str, int]


def read(
    table: Any,
    outcome: str,
    segments: Segments,
    *,
    variant: str,
    control: Any = None,
    treatment: Any = None,
    unit: str | None = None,
    situation: str | None = None,
    missing: str = "drop",
) -> Arms:
    """Say who was in which arm and segment, and what came of it.

    Parameters
    ----------
    table, outcome, segments, variant, control, treatment, unit, missing : as for
        `segkit.experiments.uplift_by_segment`
    situation : a further column to carry along

    Returns
    -------
    Arms

    Raises
    ------
    DataError
        as for `segkit.experiments.uplift_by_segment`

    Examples
    --------
    >>> table = pd.DataFrame({"variant": [True, False, True], "bought": [1, 0, None],
    ...                       "s": ["x", "x", "y"]})
    >>> read(table, "bought", "s", variant="variant").left_out
    {'without bought': 1}
    """
    checks.choice(missing, MISSING, name="missing")
    have = nw.from_native(checks.table(table, name="table")).collect_schema().names()
    names, key = segment_columns(segments, unit, have)
    keep = [c for c in (outcome, variant, *names, key, unit, situation) if c]
    keep = list(dict.fromkeys(keep))
    checks.table(table, keep, name="table")
    data = engine.to_pandas(nw.from_native(table).select(keep).to_native())
    control, treatment = _arms(data[variant], variant, control, treatment)
    rows = pd.DataFrame(
        {
            "segment": segment_of(data, segments, names, key),
            "arm": data[variant].astype(object),
            "outcome": outcome_of(data[outcome], outcome, missing),
        }
    )
    for name, column in (("unit", unit), ("situation", situation)):
        if column:
            rows[name] = data[column]
    rows, left_out = _filtered(rows, outcome, (control, treatment))
    rows["treated"] = rows.pop("arm") == treatment
    if not len(rows) or rows["treated"].nunique() < 2:
        raise DataError(words.NO_ROWS.format(left_out=left_out or "no rows"))
    rate = bool(rows["outcome"].isin((0.0, 1.0)).all())
    return Arms(rows, control, treatment, rate, left_out)


def segment_columns(
    segments: Segments, unit: str | None, have: list[str]
) -> tuple[list[str], str | None]:
    """Return the columns that make the segment, and the one that leads to it."""
    if isinstance(segments, str):
        return [segments], None
    if isinstance(segments, pd.Series):
        twice = int(segments.index.duplicated().sum())
        if twice:
            raise DataError(words.SEGMENT_TWICE.format(n=twice))
        wanted = (segments.index.name, unit, KEY)
        return [], next((str(key) for key in wanted if key in have), KEY)
    found = list(segments) if isinstance(segments, list | tuple) else []
    if not found or not all(isinstance(name, str) for name in found):
        kind = type(segments).__name__
        raise DataError(words.NO_SEGMENTS.format(key=KEY, kind=kind))
    return found, None


def segment_of(
    data: pd.DataFrame, segments: Segments, names: list[str], key: str | None
) -> pd.Series:
    """Return the segment of each row as text, several columns joined."""
    if isinstance(segments, pd.Series):
        return text(data[key].map(segments.astype(object)))
    columns = [text(data[name]) for name in names]
    joined = columns[0]
    for more in columns[1:]:
        joined = joined + words.JOIN + more  # missing stays missing
    return joined


def text(column: pd.Series) -> pd.Series:
    """Write each value as text; what is missing stays missing."""
    known = column.notna()
    return column.astype(object).where(known).map(str, na_action="ignore")


def _arms(
    column: pd.Series, name: str, control: Any, treatment: Any
) -> tuple[Any, Any]:
    """Find the arm that got nothing, and the one to compare with it."""
    found = sorted(column.dropna().unique().tolist(), key=str)
    for argument, value in (("control", control), ("treatment", treatment)):
        if value is not None and value not in found:
            text = words.NOT_THERE
            raise DataError(
                text.format(argument=argument, value=value, column=name, found=found)
            )
    if len(found) < 2:
        raise DataError(
            words.ONE_ARM.format(column=name, value=found[0] if found else None)
        )
    if control is None:
        control = control_of(found, name)
    others = [value for value in found if value != control]
    if treatment is None:
        if len(others) > 1:
            raise DataError(
                words.MANY_ARMS.format(
                    column=name, n=len(others), control=control, found=others
                )
            )
        treatment = others[0]
    return control, treatment


def control_of(found: list[Any], name: str) -> Any:
    """Return the value of those who got nothing, by its usual name."""
    if set(found) == {0, 1}:  # True and False too
        return found[0]
    known = [value for value in found if str(value) in words.CONTROL_NAMES]
    if len(known) != 1:
        raise DataError(words.NO_CONTROL.format(column=name, found=found))
    return known[0]


def outcome_of(column: pd.Series, name: str, missing: str) -> pd.Series:
    """Return the outcomes as numbers."""
    if not pd.api.types.is_numeric_dtype(column):
        flags = column.dropna()
        if not flags.map(lambda value: isinstance(value, bool | np.bool_)).all():
            raise DataError(words.NOT_NUMBERS.format(column=name, dtype=column.dtype))
    numbers = column.astype(object).where(column.notna(), np.nan).astype(float)
    if np.isinf(numbers).any():
        raise DataError(words.INFINITE.format(column=name))
    n = int(numbers.isna().sum())
    if n and missing == "refuse":
        raise DataError(words.MISSING.format(column=name, n=n))
    return numbers.fillna(0.0) if missing == "zero" else numbers


def _filtered(
    rows: pd.DataFrame, outcome: str, arms: tuple[Any, Any]
) -> tuple[pd.DataFrame, dict[str, int]]:
    """Keep the rows that can be compared, and count the others by their first fault."""
    faults = {
        "variant": ~rows["arm"].isin(arms),
        "segment": rows["segment"].isna(),
        "outcome": rows["outcome"].isna(),
    }
    left_out, fine = {}, pd.Series(True, index=rows.index)
    for name, fault in faults.items():
        n = int((fault & fine).sum())
        if n:
            left_out[words.LEFT_OUT[name].format(outcome=outcome)] = n
        fine &= ~fault
    return rows[fine].copy(), left_out
