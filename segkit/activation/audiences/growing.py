"""How an audience grows: who came and who left, from day to day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

import pandas as pd

from segkit import checks
from segkit.activation.audiences.audience import Audience
from segkit.activation.audiences.select import as_rule, select
from segkit.activation.words import audiences as words
from segkit.checks import DataError
from segkit.record import Table


def audience_growth(
    audience: Any,
    tables: Mapping[str, Any],
    days: Iterable[Any],
    *,
    others: Any = (),
    columns: Mapping[str, Mapping[str, str]] | None = None,
    timezone: str | None = None,
) -> Table:
    """Say how many customers joined and left an audience between days.

    Parameters
    ----------
    audience : Audience, Rule or the text of a rule
    tables : as for `activation.select`
    days : two days or more, in order, such as the last days of months
    others : further audiences that the rule may ask for
    columns, timezone : as for `activation.select`

    Returns
    -------
    Table indexed by day: size, added, left (customers since the day before; missing
    for the first day)

    Raises
    ------
    DataError
        as `activation.select` does, or if the days are not in order

    Notes
    -----
    Own definition. Columns of customers are taken as they are in the table: only events
    and sign-ups are looked back at.

    Examples
    --------
    >>> orders = pd.DataFrame({"customer_id": [1, 2], "order_id": [1, 2],
    ...     "ordered_at": pd.to_datetime(["2024-05-20", "2024-06-20"])})
    >>> found = audience_growth("bought in the last 30 days", {"orders": orders},
    ...                         ["2024-05-31", "2024-06-30"])
    >>> found.astype("Int64").values.tolist()
    [[1, <NA>, <NA>], [1, 1, 1]]
    """
    moments = [checks.day(each, name="days") for each in days]
    if len(moments) < 2:
        example = "['2024-05-31', '2024-06-30']"
        raise DataError(words.ONE_DAY.format(n=len(moments), example=example))
    for before, later in pairwise(moments):
        if later <= before:
            raise DataError(words.DAYS_IN_ORDER.format(later=later))
    rule = as_rule(audience)
    rows, before_ids = [], None
    for moment in moments:
        found = select(
            rule, tables, as_of=moment, audiences=others, columns=columns,
            timezone=timezone,
        ).ids  # fmt: skip
        row: dict[str, Any] = {"size": len(found), "added": pd.NA, "left": pd.NA}
        if before_ids is not None:
            row["added"] = len(found.difference(before_ids))
            row["left"] = len(before_ids.difference(found))
        rows.append(row)
        before_ids = found
    index = pd.DatetimeIndex(moments, name="day").as_unit("us")
    table = Table(pd.DataFrame(rows, index=index).astype("Int64"))
    name = audience.name if isinstance(audience, Audience) else rule.sentence
    table.attrs["heading"] = words.GROWTH.format(name=name)
    table.attrs |= {"notes": [words.GROWTH_NOTE], "audience": name}
    return table
