"""Split in time: what was known on a day, and what happened in the days after it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.models import tables
from segkit.models.words import propensity as said

KEY, DAY = "customer_id", "happened_on"


@dataclass(frozen=True)
class Split:
    """What was known and what happened, earlier to learn from, later to check with.

    Parameters
    ----------
    X_learn, X_check : one row per customer as known on the evening of each day
    y_learn, y_check : whether it happened in the days after, True or False
    learn, check : the days
    days : how many days after each day count

    Examples
    --------
    >>> X, y = pd.DataFrame({"n": [1]}), pd.Series([True])
    >>> Split(X, y, X, y, date(2024, 3, 31), date(2024, 9, 30), 90).window("learn")
    (datetime.date(2024, 4, 1), datetime.date(2024, 6, 29))
    """

    X_learn: pd.DataFrame
    y_learn: pd.Series
    X_check: pd.DataFrame
    y_check: pd.Series
    learn: date
    check: date
    days: int

    def window(self, name: str) -> tuple[date, date]:
        """Return the first and last day of the window after a day.

        Parameters
        ----------
        name : ``"learn"`` or ``"check"``

        Returns
        -------
        two dates
        """
        day = self.learn if name == "learn" else self.check
        return day + timedelta(days=1), day + timedelta(days=self.days)

    def __repr__(self) -> str:
        """Say the two windows, how many customers there are and how many did."""
        lines = []
        for name, y in (("learn", self.y_learn), ("check", self.y_check)):
            first, last = self.window(name)
            rate = f"{100 * y.mean():.1f} %"
            lines.append(
                f"{name}: {len(y):,} customers as of {first - timedelta(days=1)}, "
                f"{int(y.sum()):,} of them ({rate}) did from {first} to {last}"
            )
        return "\n".join(lines)


def split_in_time(
    describe: Callable[[str], pd.DataFrame],
    events: pd.DataFrame,
    *,
    learn: Any,
    check: Any,
    days: int,
    known_until: Any = None,
    columns: Mapping[str, str] | None = None,
) -> Split:
    """Describe customers on two days, and see what they did in the days after each.

    Parameters
    ----------
    describe : function of a day, ``"2024-03-31"``, that returns one row per customer as
        known that evening: ``lambda day: features.customers(orders, as_of=day)``
    events : what is to be predicted: customer_id and happened_on, one row each time,
        such as orders, or contracts by the day they ended; rows without a day never
        happened
    learn : day on which the customers to learn from are described
    check : day on which those to check with are, when the window after learn is over
    days : length of both windows, in days, from the day after
    known_until : last day on which events are known; None for that of the last event
    columns : ``{"happened_on": "ordered_at"}``: our name to yours, in events

    Returns
    -------
    Split: X_learn, y_learn, X_check, y_check and the days

    Raises
    ------
    DataError
        if the windows overlap, one is not over yet, or a table is not of its day

    Notes
    -----
    Never at random: a customer seen on one day in both parts, or a season that only one
    part has, makes any model look better than it will be. Own definition.

    Examples
    --------
    >>> orders = pd.DataFrame({"customer_id": ["a", "a", "b", "a"]})
    >>> days = ["2024-01-05", "2024-02-10", "2024-02-20", "2024-04-03"]
    >>> orders["ordered_at"] = pd.to_datetime(days)
    >>> def describe(day):
    ...     known = orders[orders["ordered_at"] <= day]
    ...     return known.groupby("customer_id").agg(n_orders=("ordered_at", "size"))
    >>> split_in_time(describe, orders, learn="2024-01-31", check="2024-03-05", days=30,
    ...               known_until="2024-04-30", columns={"happened_on": "ordered_at"})
    learn: 1 customers as of 2024-01-31, 1 of them (100.0 %) did from 2024-02-01 to
    2024-03-01
    check: 2 customers as of 2024-03-05, 1 of them (50.0 %) did from 2024-03-06 to
    2024-04-04
    """
    first, second = checks.day(learn, name="learn"), checks.day(check, name="check")
    days = checks.whole_number(days, name="days")
    over = first + timedelta(days=days)
    if over > second:
        said_days = {"learn": first, "check": second, "end": over}
        raise DataError(said.OVERLAP.format(**said_days))
    found: dict[str, Any] = {}
    for name, day in (("learn", first), ("check", second)):
        X = _described(describe, day)
        found[f"X_{name}"] = X
        found[f"y_{name}"] = outcome(
            X.index, events, as_of=day, days=days, known_until=known_until,
            columns=columns, name=name,
        )  # fmt: skip
    return Split(**found, learn=first, check=second, days=days)


def outcome(
    customers: pd.Index,
    events: pd.DataFrame,
    *,
    as_of: Any,
    days: int,
    known_until: Any = None,
    columns: Mapping[str, str] | None = None,
    name: str = "as_of",
) -> pd.Series:
    """Say to which customers it happened in the days after a day.

    Parameters
    ----------
    customers : their ids, in the order wanted
    events, days, known_until, columns : as for `split_in_time`
    as_of : the day; the window begins on the next
    name : what the day is called in messages

    Returns
    -------
    Series of bool indexed by customers, named outcome; ``attrs``: as_of, days

    Raises
    ------
    DataError
        if the window is not over on the last day known, or a column is missing

    Examples
    --------
    >>> ended = pd.DataFrame({"customer_id": ["a", "b"]})
    >>> ended["happened_on"] = pd.to_datetime(["2024-10-01", "2025-01-31"])
    >>> outcome(pd.Index(["a", "b", "c"]), ended, as_of="2024-09-30", days=92).tolist()
    [True, False, False]
    """
    day = checks.day(as_of, name=name)
    days = checks.whole_number(days, name="days")
    table = _named(events, columns)
    when = _dates(table[DAY])
    end = day + timedelta(days=days)
    last = when.max() if known_until is None else checks.day(known_until)
    last = pd.Timestamp(last)
    if not last >= pd.Timestamp(end):
        until = "never" if pd.isna(last) else last.date()
        raise DataError(said.NOT_OVER.format(name=name, day=day, end=end, last=until))
    inside = (when > pd.Timestamp(day)) & (when <= pd.Timestamp(end))
    did = customers.isin(table.loc[inside.to_numpy(), KEY])
    y = pd.Series(np.asarray(did, dtype=bool), customers, name="outcome")
    y.attrs = {"as_of": day.isoformat(), "days": days}
    return y


def _named(events: Any, columns: Mapping[str, str] | None) -> pd.DataFrame:
    """Rename columns; one of ours that stands for something else makes way."""
    names = dict(columns or {})
    if isinstance(events, pd.DataFrame):
        taken = [ours for ours, theirs in names.items() if ours != theirs]
        taken = [ours for ours in taken if ours not in names.values()]
        events = events.drop(columns=taken, errors="ignore")
    table = checks.table(events, [KEY, DAY], name="events", columns=columns)
    if not isinstance(table, pd.DataFrame):
        raise DataError(
            f"events must be a pandas table; this is a {type(table).__name__}: collect "
            "it first, for instance with .to_pandas() or .df()"
        )
    return table


def _dates(column: pd.Series) -> pd.Series:
    kind = pd.api.types.infer_dtype(column, skipna=True)
    if kind not in {"datetime64", "datetime", "date", "empty"}:
        raise DataError(
            f"events column '{DAY}' must hold dates; it holds {kind} values: turn it "
            f"into dates with pandas.to_datetime(..., format=...)"
        )
    return column.astype("datetime64[us]").dt.normalize()


def _described(describe: Any, day: date) -> pd.DataFrame:
    """Describe customers as of a day, and check that the table is of that day."""
    if not callable(describe):
        raise DataError(
            f"describe must be a function of a day; this is a {type(describe).__name__}"
            ": pass lambda day: features.customers(orders, as_of=day)"
        )
    X = describe(day.isoformat())
    tables.customers(X, [], who="split_in_time")
    stated = X.attrs.get("as_of")
    if stated is not None and checks.day(stated) != day:
        found = f"{stated}"
        raise DataError(said.OTHER_DAY.format(day=day.isoformat(), found=found))
    X.attrs["as_of"] = day.isoformat()
    return X
