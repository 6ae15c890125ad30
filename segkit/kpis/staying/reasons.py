"""Why contracts ended."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import narwhals.stable.v2 as nw
import pandas as pd

from segkit import checks, engine
from segkit.checks import DataError
from segkit.kpis import words as shared
from segkit.kpis.staying import churn
from segkit.kpis.words import churn as words
from segkit.record import Table, wilson

c = nw.col


def churn_reasons(
    contracts: Any,
    *,
    start: Any,
    end: Any,
    level: float = 0.95,
    columns: Mapping[str, str] | None = None,
) -> Table:
    """Say why contracts ended in the period, most frequent reason first.

    Parameters
    ----------
    contracts : table with ended_on (first day without) and end_reason, in any engine
    start, end : first and last local day that count
    level : coverage of the intervals, 0 to 1
    columns : ``{"our name": "your name"}``

    Returns
    -------
    Table indexed by reason: contracts, share_rate, low, high (Wilson, each share by
    itself). A missing reason is "not said"

    Raises
    ------
    DataError
        if a column is missing, or no contract ended in the period

    Notes
    -----
    Own definition. People say what is polite: "price" is what they give as a reason.

    Examples
    --------
    >>> contracts = pd.DataFrame({"end_reason": ["price", "price", None]})
    >>> contracts["ended_on"] = pd.to_datetime("2024-07-05")
    >>> churn_reasons(contracts, start="2024-07-01", end="2024-07-31")["contracts"]
    reason
    price       2
    not said    1
    Name: contracts, dtype: int64
    """
    first, last = (checks.day(d, name=n) for d, n in ((start, "start"), (end, "end")))
    native = checks.table(
        contracts, ["ended_on", "end_reason"], name="contracts", columns=columns
    )
    rows = churn.opened(nw.from_native(native))
    inside = (c("ended_on") >= churn.moment(rows, first)) & (
        c("ended_on") < engine.day_after(rows, last)
    )
    counted = rows.filter(inside).group_by("end_reason").agg(contracts=nw.len())
    found = engine.to_pandas(counted.to_native())
    period = shared.PERIOD.format(first=first, last=last)
    if found.empty:
        raise DataError(words.NO_ENDS.format(period=period))
    return _table(found, period, level)


def _table(found: pd.DataFrame, period: str, level: float) -> Table:
    reasons = found["end_reason"].astype(object)
    reasons = reasons.where(reasons.notna() & (reasons != ""), words.NO_REASON)
    sizes = found["contracts"].groupby(reasons.to_numpy()).sum().astype(int)
    sizes = sizes.sort_index().sort_values(ascending=False, kind="stable")
    total = int(sizes.sum())
    ends = [wilson(int(n), total, level) for n in sizes]
    table = Table(
        {
            "contracts": sizes,
            "share_rate": sizes / total,
            "low": [low for low, _ in ends],
            "high": [high for _, high in ends],
        }
    ).rename_axis("reason")
    result = Table(table)
    result.attrs = {
        "heading": words.REASONS.format(period=period, n=total),
        "period": period,
        "level": level,
    }
    return result
