"""Segments that stay up to date: the same definition, day after day."""

from __future__ import annotations

from typing import Any

import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.monitoring.books import membership
from segkit.monitoring.definitions import Thaw, thawed
from segkit.monitoring.growing import growth
from segkit.monitoring.refreshing import Refresh, day_of, refresh
from segkit.monitoring.words import deciding as words
from segkit.record import Table


class DynamicSegment:
    """Keep segments up to date: the same definition, day after day.

    Each `refresh` sorts the customers of a new day and keeps who was where, so that
    those who came into a segment can be greeted, and those who left be left alone.

    Parameters
    ----------
    definition, thaw : as in `refresh`

    Attributes
    ----------
    book : ``{day: segments}``, for `growth`, `migrations` and `membership`

    Examples
    --------
    >>> model = lambda X: X["n_orders"].gt(2).map({True: "many", False: "few"})
    >>> live = DynamicSegment(model)
    >>> june = pd.DataFrame({"n_orders": [1, 5]}, index=["a", "b"])
    >>> july = pd.DataFrame({"n_orders": [3, 5, 1]}, index=["a", "b", "c"])
    >>> _ = live.refresh(june, as_of="2024-06-30")
    >>> _ = live.refresh(july, as_of="2024-07-31")
    >>> live.entered("many").tolist(), live.members("few").tolist()
    (['a'], ['c'])
    """

    def __init__(self, definition: Any, *, thaw: Thaw | None = None) -> None:
        self.definition = thawed(definition, thaw)
        self.book: dict[str, pd.Series] = {}
        self._last: Any = None

    def refresh(self, X: Any, *, as_of: Any = None) -> Refresh:
        """Sort the customers of a new day, and compare with the last one.

        Parameters
        ----------
        X : the customers table of the day
        as_of : the day; None takes ``X.attrs["as_of"]``

        Returns
        -------
        Refresh

        Raises
        ------
        DataError
            if the day is not known, or not later than the last one
        """
        day = day_of(as_of, X)
        if not day:
            raise DataError(words.NO_DAY)
        last = max(self.book, default="")
        if last and day <= last:
            raise DataError(words.NOT_LATER.format(new=day, old=last))
        found = refresh(
            self.definition, X, before=self.book.get(last), reference=self._last,
            as_of=day,
        )  # fmt: skip
        found.segments.attrs["as_of"] = day
        self.book[day], self._last = found.segments, X
        return found

    def members(self, segment: str) -> pd.Index:
        """Return who is in a segment on the last day.

        Parameters
        ----------
        segment : its name

        Returns
        -------
        Index of customer ids
        """
        return self._where(self._days(1)[-1], segment)

    def entered(self, segment: str) -> pd.Index:
        """Return who is in a segment on the last day and was not the time before.

        Parameters
        ----------
        segment : its name

        Returns
        -------
        Index of customer ids
        """
        before, after = (self._where(day, segment) for day in self._days(2))
        return after.difference(before)

    def left(self, segment: str) -> pd.Index:
        """Return who was in a segment the time before and is not on the last day.

        Parameters
        ----------
        segment : its name

        Returns
        -------
        Index of customer ids
        """
        before, after = (self._where(day, segment) for day in self._days(2))
        return before.difference(after)

    def growth(self, *, every: str | None = None) -> Table:
        """Say how many members each segment won and lost (see `growth`).

        Parameters
        ----------
        every : "week", "month", or None for every day

        Returns
        -------
        Table
        """
        return growth(self.book, every=every)

    def membership(self) -> pd.DataFrame:
        """Say in which segment each customer was on each day (see `membership`).

        Returns
        -------
        DataFrame indexed by customer_id
        """
        return membership(self.book)

    def _days(self, n: int) -> list[str]:
        if len(self.book) < n:
            raise DataError(words.NEVER if n == 1 else words.FIRST)
        return sorted(self.book)[-n:]

    def _where(self, day: str, segment: str) -> pd.Index:
        segments = self.book[day]
        names = {str(s) for book in self.book.values() for s in pd.unique(book)}
        if isinstance(segments.dtype, pd.CategoricalDtype):
            names |= {str(s) for s in segments.cat.categories}
        checks.choice(segment, sorted(names), name="segment")
        return segments.index[(segments.astype(str) == segment).to_numpy()]
