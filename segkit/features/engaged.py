"""Everything a customer does beside buying, in one table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.features import events, mails, population, words
from segkit.features.one_row import filled

SOURCES: dict[str, Callable[..., pd.DataFrame]] = {
    "sessions": events.web_activity,
    "sends": mails.email_activity,
    "social": events.social_activity,
}


def engagement(
    *,
    as_of: Any,
    sessions: Any = None,
    sends: Any = None,
    social: Any = None,
    since: Any = None,
    machine_seconds: int = 60,
    customers: Any = None,
    columns: Mapping[str, Mapping[str, str]] | None = None,
    timezone: str | None = None,
) -> pd.DataFrame:
    """Join what each customer does on the site, with messages and on social networks.

    Parameters
    ----------
    as_of, since : last and first local day that counts; since=None for all before
    sessions, sends, social : as for `web_activity`, `email_activity` and
        `social_activity`; None if there is no such table
    machine_seconds : as for `email_activity`
    customers : table, index or list of ids of exactly those to describe; None for
        everybody who is in one of the tables
    columns : table to its names: ``{"sends": {"sent_at": "your name"}}``
    timezone : the shop's IANA zone, for tables whose times have one

    Returns
    -------
    pandas.DataFrame, one row per customer, sorted and indexed by customer_id: the
    columns of the functions whose table was passed. Who is not in a table has 0 in its
    counts and False in its flags, and nothing in rates and days.
    ``attrs["left_out"]`` holds a dict for each table

    Raises
    ------
    DataError
        if no table is passed, or one cannot be read

    Examples
    --------
    >>> at = pd.to_datetime("2024-06-01")
    >>> sessions = pd.DataFrame({"customer_id": ["ann"], "started_at": at})
    >>> sends = pd.DataFrame({"customer_id": ["bob"], "sent_at": at})
    >>> found = engagement(as_of="2024-06-30", sessions=sessions, sends=sends)
    >>> found[["n_sessions", "n_sent"]].values.tolist()
    [[1, 0], [0, 1]]
    """
    given = {"sessions": sessions, "sends": sends, "social": social}
    given = {name: table for name, table in given.items() if table is not None}
    if not given:
        raise DataError(words.NO_SOURCE.format(sources=list(SOURCES)))
    names = dict(columns or {})
    for name in names:
        checks.choice(name, SOURCES, name="columns=")
    parts = {}
    for name, table in given.items():
        more = {"machine_seconds": machine_seconds} if name == "sends" else {}
        parts[name] = SOURCES[name](
            table,
            as_of=as_of,
            since=since,
            columns=names.get(name),
            timezone=timezone,
            **more,
        )
    return _joined(parts, customers)


def _joined(parts: Mapping[str, pd.DataFrame], customers: Any) -> pd.DataFrame:
    """Put the tables side by side; nothing happened to those who are not in one."""
    made = pd.concat(list(parts.values()), axis=1).rename_axis("customer_id")
    kinds = {
        str(name): str(kind)
        for part in parts.values()
        for name, kind in part.dtypes.items()
    }
    made = made.assign(_rows=1).sort_index()
    left_out: dict[str, Any] = {n: part.attrs["left_out"] for n, part in parts.items()}
    if customers is not None:
        made, left_out["not in customers"] = population.only(
            made, population.ids(customers)
        )
    made = made.drop(columns="_rows")
    made = filled(made, kinds)
    first = next(iter(parts.values()))
    made.attrs = {"as_of": first.attrs["as_of"], "left_out": left_out}
    return made


def joined(*tables: pd.DataFrame) -> pd.DataFrame:
    """Put tables of the same customers and day side by side, and keep the day.

    Parameters
    ----------
    tables : one row per customer each, such as from `behaviour` and `engagement`

    Returns
    -------
    pandas.DataFrame indexed by customer_id, the customers of the first table;
    ``attrs["as_of"]`` is the day of all

    Raises
    ------
    DataError
        if they describe different days, or have a column in common

    Notes
    -----
    A plain ``X.join(Y)`` forgets ``attrs["as_of"]``, and with it which orders came
    later than the segments.

    Examples
    --------
    >>> first, second = pd.DataFrame({"a": [1]}, ["x"]), pd.DataFrame({"b": [2]}, ["x"])
    >>> first.attrs["as_of"] = second.attrs["as_of"] = "2024-06-30"
    >>> joined(first, second).attrs["as_of"]
    '2024-06-30'
    """
    days = sorted({str(table.attrs.get("as_of")) for table in tables})
    if len(days) != 1:
        raise DataError(words.SEVERAL_DAYS.format(days=days))
    made = tables[0].copy()
    for table in tables[1:]:
        both = made.columns.intersection(table.columns).tolist()
        if both:
            raise DataError(words.SAME_COLUMNS.format(columns=both))
        made = made.join(table, how="left")
    made.attrs = dict(tables[0].attrs)
    made.attrs["left_out"] = [table.attrs.get("left_out", {}) for table in tables]
    return made
