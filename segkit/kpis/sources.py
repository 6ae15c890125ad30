"""Where an indicator is counted: a table of events, read in its own engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import narwhals.stable.v2 as nw

from segkit.kpis import words

c = nw.col


@dataclass(frozen=True)
class Window:
    """Say which days count, and how they are divided.

    Parameters
    ----------
    first, last : first and last local day; None where the table has no times
    by : the calendar that divides them (`segkit.kpis.periods`); None for one period

    Examples
    --------
    >>> Window(date(2024, 7, 1), date(2024, 7, 31)).words
    '2024-07-01 to 2024-07-31'
    """

    first: date | None = None
    last: date | None = None
    by: Any = None

    @property
    def words(self) -> str:
        """The days in words."""
        if self.first is None:
            return ""
        return words.PERIOD.format(first=self.first, last=self.last)

    @property
    def when(self) -> Callable[[Any], Any] | None:
        """From an expression of times to the number of its part; None without parts."""
        return None if self.by is None else self.by.number

    @property
    def parts(self) -> list[tuple[int | None, date, date]]:
        """Number, first and last day of each part; one part numbered None without."""
        if self.first is None or self.last is None:
            return []
        if self.by is None:
            return [(None, self.first, self.last)]
        return self.by.parts(self.first, self.last)


@dataclass(frozen=True, eq=False)
class Source:
    """Say what a table must hold, and how its rows become one row per customer.

    Parameters
    ----------
    name : what the table is called in messages, for instance ``"orders"``
    per_customer : function of (rows, keys, window) that groups the rows by keys and
        returns one row for each; see `totals`
    time : the column of times; None if there is none
    numbers : columns of numbers without which a row does not count
    needs : other columns without which a row does not count
    blanks : columns that must be there, whose values may be missing
    extra : columns that may be missing, and the value that stands for them; None
        leaves the column away
    unit_id : whose rows they are: ``"customer_id"``, or another unit's column; "" if
        each row is a unit of its own
    everybody : the population must be named, because those without a row count
    whole : rows before the period are given to per_customer too, which makes the
        column ``_when`` itself if it is among the keys: see ``window.parts``
    counted : the column of per_customer that says how many things a customer did
    what : what a row must have, in words
    reader : the function that reads such a file well, for messages

    Examples
    --------
    >>> visits = Source("visits", totals(n_pages=c("pages")), time="started_at")
    >>> visits.reasons
    ['no customer_id', 'no started_at', 'outside the period']
    """

    name: str
    per_customer: Callable[[Any, list[str], Window], Any]
    time: str | None = None
    numbers: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    blanks: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)
    unit_id: str = "customer_id"
    everybody: bool = True
    whole: bool = False
    counted: str = "n_rows"
    what: str = ""
    reader: str = "segkit.files.read(path)"

    @property
    def required(self) -> tuple[str, ...]:
        """The columns that a row must have, in the order they are looked at."""
        first = (self.unit_id, self.time, *self.needs, *self.numbers)
        return tuple(dict.fromkeys(name for name in first if name))

    @property
    def reasons(self) -> list[str]:
        """Why a row may not count, in words."""
        missing = [words.MISSING.format(column=name) for name in self.required]
        return [*missing, *([words.OUTSIDE] if self.time else [])]

    def lost(self, left_out: Mapping[str, int]) -> str:
        """Say how many rows do not count because something is missing in them.

        Parameters
        ----------
        left_out : rows that did not count, by reason

        Returns
        -------
        str, a sentence; empty if none is missing

        Examples
        --------
        >>> from segkit.kpis.buying.orders import ORDERS
        >>> ORDERS.lost({"no amount": 1200, "outside the period": 7})
        'Rows of orders left out: 1,200 with no amount.'
        """
        missing = words.MISSING.format(column="")
        said = [
            words.LOST_FOR.format(n=n, reason=reason)
            for reason, n in left_out.items()
            if n and reason.startswith(missing)
        ]
        found = ", ".join(said)
        return words.LOST.format(name=self.name, found=found) if said else ""


def totals(**sums: Any) -> Callable[[Any, list[str], Window], Any]:
    """Make the ``per_customer`` of a source: one sum for each name.

    Parameters
    ----------
    sums : for each column to make, an expression of numbers or of yes and no

    Returns
    -------
    function of (rows, keys, window); the table has ``n_rows`` too

    Examples
    --------
    >>> import pandas as pd
    >>> sends = pd.DataFrame({"customer_id": [1, 1], "opened": [True, False]})
    >>> rows = nw.from_native(sends)
    >>> totals(n_opens=c("opened"))(rows, ["customer_id"], Window()).to_native()
       customer_id  n_rows  n_opens
    0            1       2        1
    """

    def per_customer(rows: Any, keys: list[str], window: Window) -> Any:
        rows = counts(rows.with_columns(**sums) if sums else rows, list(sums))
        if not keys:
            return rows.with_columns(n_rows=nw.lit(1))
        summed = {name: c(name).sum() for name in sums}
        return rows.group_by(*keys).agg(n_rows=nw.len(), **summed)

    return per_customer


def counts(rows: Any, names: list[str]) -> Any:
    """Turn columns of yes and no into 1 and 0, so that every engine adds them up.

    Parameters
    ----------
    rows : narwhals table
    names : columns of numbers or of yes and no

    Returns
    -------
    narwhals table

    Examples
    --------
    >>> import pandas as pd
    >>> rows = nw.from_native(pd.DataFrame({"opened": [True, False]}))
    >>> counts(rows, ["opened"]).to_native()["opened"].tolist()
    [1, 0]
    """
    schema = rows.collect_schema()
    yes_no = [name for name in names if schema[name] == nw.Boolean]
    numbers = [c(name).cast(nw.Int64) for name in yes_no]
    return rows.with_columns(*numbers) if numbers else rows
