"""Whether a message moves people more in one situation than in another."""

from __future__ import annotations

from math import nan, sqrt
from typing import Any

import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.experiments.uplift import kinds as parts
from segkit.experiments.uplift.arms import Arms, Segments, read
from segkit.experiments.uplift.by_segment import corrected
from segkit.experiments.words import uplift as words
from segkit.record import Table
from segkit.record.differences import two_sided


def uplift_change(
    table: Any,
    outcome: str,
    segments: Segments,
    situation: str,
    *,
    first: Any = None,
    variant: str = "variant",
    control: Any = None,
    treatment: Any = None,
    unit: str | None = None,
    method: str = "holm",
    missing: str = "drop",
    level: float = 0.95,
) -> Table:
    """Say in which segments a message works differently in one situation than another.

    Such as limited-time offers in summer and at other times: a segment may be moved in
    one season only. The effect in the second situation is taken from that in the first.

    Parameters
    ----------
    table, outcome, segments, variant, control, treatment, unit, method, missing,
    level : as for `uplift_by_segment`
    situation : column with two values
    first : the value whose effect comes first; None for True, or the first by name

    Returns
    -------
    DataFrame indexed by segment: n, first and second (the effect in each situation),
    difference (first less second), low, high, p_value, p_adjusted. ``attrs``: first,
    second (the values), left_out, level, method, unit

    Raises
    ------
    DataError
        as for `uplift_by_segment`, or if there are not two situations

    References
    ----------
    Interval of a difference of two effects from their intervals: Zou and Donner (2008),
    Statistics in Medicine 27, 1693-1702. Test: z, from the variances that
    `uplift_by_segment` compares segments with.

    Examples
    --------
    >>> table = pd.DataFrame({
    ...     "family": ["yes"] * 800, "summer": [True, False] * 400,
    ...     "variant": ["held out"] * 400 + ["message"] * 400})
    >>> table["bought"] = table["summer"] & (table["variant"] == "message")
    >>> found = uplift_change(table, "bought", "family", "summer")
    >>> found[["first", "second", "difference"]].iloc[0].tolist()
    [1.0, 0.0, 1.0]
    """
    checks.choice(method, words.METHODS, name="method")
    arms = read(
        table, outcome, segments, variant=variant, control=control,
        treatment=treatment, unit=unit, situation=situation, missing=missing,
    )  # fmt: skip
    pair = _situations(arms.rows["situation"], situation, first)
    found = {
        name: _change(part, pair, arms, level)
        for name, part in arms.rows.groupby("segment")
    }
    names = pd.Index(list(found), name="segment", dtype=object)
    result = Table(list(found.values()), names)
    result["p_adjusted"] = corrected(result["p_value"], method)
    m = len(result)
    result.attrs |= {
        "first": pair[0], "second": pair[1], "left_out": arms.left_out,
        "level": level, "method": method, "unit": "rate" if arms.rate else "",
        "heading": words.CHANGE_HEADING.format(
            situation=situation, outcome=outcome, treatment=arms.treatment,
            control=arms.control, first=str(pair[0]), second=str(pair[1]), m=m,
            method=words.METHODS[method], segments=words.SEGMENTS[m == 1],
        ),
    }  # fmt: skip
    return result


def _situations(column: pd.Series, name: str, first: Any) -> tuple[Any, Any]:
    found = sorted(column.dropna().unique().tolist(), key=str)
    if len(found) != 2 or (first is not None and first not in found):
        raise DataError(words.SITUATIONS.format(column=name, found=found))
    if first is None:
        first = True if set(found) == {True, False} else found[0]
    return first, next(value for value in found if value != first)


def _change(
    rows: pd.DataFrame, pair: tuple[Any, Any], arms: Arms, level: float
) -> dict[str, float]:
    cells = [parts.cell(rows[rows["situation"] == value]) for value in pair]
    one, two = (parts.difference(c, rate=arms.rate, level=level) for c in cells)
    gap = one.value - two.value
    error = sqrt(sum(parts.weight(c, rate=arms.rate) for c in cells))
    below = sqrt((one.value - one.low) ** 2 + (two.high - two.value) ** 2)
    above = sqrt((one.high - one.value) ** 2 + (two.value - two.low) ** 2)
    return {
        "n": len(rows),
        "first": one.value,
        "second": two.value,
        "difference": gap,
        "low": gap - below,
        "high": gap + above,
        "p_value": two_sided(gap / error) if error > 0 else nan,
    }
