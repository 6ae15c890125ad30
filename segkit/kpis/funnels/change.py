"""Which steps of a funnel changed between two periods."""

from __future__ import annotations

from typing import Any

import pandas as pd

from segkit.checks import DataError
from segkit.kpis.words import funnel as words
from segkit.record import Table


def funnel_change(before: Table, after: Table) -> Table:
    """Say which step rates rose or fell between two funnels of the same steps.

    Parameters
    ----------
    before, after : what `funnel` returned for two periods

    Returns
    -------
    Table by (segment and) step, without the first: before, after (step rates),
    difference, low, high; ``attrs``: heading, warning

    Raises
    ------
    DataError
        if they are no funnels, have other segments or steps, or their periods overlap

    References
    ----------
    Newcombe (1998), Statistics in Medicine 17, 873-890, method 10: the difference of
    two shares from the intervals of both.

    Examples
    --------
    >>> from segkit.kpis.funnels.counts import funnel
    >>> steps = {"seen": "seen", "bought": "bought"}
    >>> old = pd.DataFrame({"seen": 1, "bought": [1] * 48 + [0] * 32})
    >>> new = pd.DataFrame({"seen": 1, "bought": [1] * 56 + [0] * 14})
    >>> funnel_change(funnel(old, steps), funnel(new, steps)).round(4)
            before  after  difference     low    high
    step
    bought     0.6    0.8         0.2  0.0524  0.3339
    """
    _comparable(before, after)
    first = before.index.get_level_values("step")[0]
    keep = before.index.get_level_values("step") != first
    old, new = pd.DataFrame(before)[keep], pd.DataFrame(after)[keep]
    gain = new["step_rate"] - old["step_rate"]
    below = (new["step_rate"] - new["low"]) ** 2 + (old["high"] - old["step_rate"]) ** 2
    above = (new["high"] - new["step_rate"]) ** 2 + (old["step_rate"] - old["low"]) ** 2
    result = Table(
        {
            "before": old["step_rate"],
            "after": new["step_rate"],
            "difference": gain,
            "low": gain - below**0.5,
            "high": gain + above**0.5,
        }
    )
    heading = words.CHANGE_HEADING.format(k=len(result))
    result.attrs = {"heading": heading, "warning": words.CHANGE_WARNING}
    return result


def _comparable(before: Any, after: Any) -> None:
    for name, table in {"before": before, "after": after}.items():
        if not isinstance(table, pd.DataFrame) or "step_rate" not in table:
            found = type(table).__name__
            raise DataError(words.NOT_A_FUNNEL.format(name=name, found=found))
    if not before.index.equals(after.index):
        both = [list(t.index) for t in (before, after)]
        raise DataError(words.OTHER_STEPS.format(before=both[0], after=both[1]))
    spans = [[t.attrs.get(k) for k in ("start", "end")] for t in (before, after)]
    if all(all(span) for span in spans):
        first, second = sorted(spans)
        if second[0] <= first[1]:
            said = [f"{span[0]} to {span[1]}" for span in spans]
            units = before.attrs.get("units")
            raise DataError(
                words.OVERLAP.format(before=said[0], after=said[1], units=units)
            )
