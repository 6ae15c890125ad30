"""Goals: what, how much, by when; five that small shops set most."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import isnan
from typing import Any

import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.objectives import smart
from segkit.objectives.progress import Progress, progress
from segkit.objectives.words import goals as words

DIRECTIONS = ("up", "down")
KINDS = ("count", "rate")


@dataclass(frozen=True, repr=False)
class Goal:
    """Say what should be reached by when, and follow it day by day.

    A goal may be written down with gaps; `smart` says what is missing, `progress`
    refuses until it is there.

    Parameters
    ----------
    metric : what is counted, in words
    target : how many, or which share (0 to 1) if kind is "rate"; None if not yet set
    by : last day; or pass ``days``
    start : first day
    days : length in days, both ends included
    direction : "up" (at least the target) or "down" (at most)
    kind : "count" of events, or "rate" such as clicks of mails delivered
    segment : for whom
    serves : the objective of the firm that it serves, such as "revenue"
    unit : of the target, in words

    Raises
    ------
    DataError
        if the metric is empty, the target is no number from 0, both by and days are
        given, or the end lies before the start

    Examples
    --------
    >>> goal = Goal("second purchases", 25, start="2024-09-02", days=45,
    ...             segment="customers with one order", serves="revenue")
    >>> goal
    second purchases (customers with one order): at least 25 from 2024-09-02 to
    2024-10-16 (45 days)
    >>> goal.end
    datetime.date(2024, 10, 16)
    >>> visits = ["2024-09-03", "2024-09-05", "2024-09-09"]
    >>> goal.progress(visits, as_of="2024-09-11").status
    'behind'
    """

    metric: str
    target: float | None = None
    by: Any = None
    start: Any = None
    days: int | None = None
    direction: str = "up"
    kind: str = "count"
    segment: str = ""
    serves: str = ""
    unit: str = ""

    def __post_init__(self) -> None:
        """Refuse what can never be followed."""
        if not str(self.metric).strip():
            raise DataError(words.NO_METRIC)
        checks.choice(self.direction, DIRECTIONS, name="direction")
        checks.choice(self.kind, KINDS, name="kind")
        self._check_target()
        if self.by is not None and self.days is not None:
            raise DataError(words.BOTH_ENDS)
        if self.days is not None:
            checks.whole_number(self.days, name="days")
        first, last = self.first, self.end
        if first and last and last < first:
            raise DataError(words.BEFORE_START.format(end=last, start=first))

    def _check_target(self) -> None:
        if self.target is None:
            return
        most = 1 if self.kind == "rate" else float("inf")
        number = isinstance(self.target, int | float) and not isinstance(
            self.target, bool
        )
        if not number or not 0 <= self.target <= most:
            to = words.TO_ONE if self.kind == "rate" else ""
            raise DataError(words.TARGET.format(to=to, target=self.target))

    @property
    def first(self) -> date | None:
        """Return the first day, if it is known."""
        return None if self.start is None else checks.day(self.start, name="start")

    @property
    def end(self) -> date | None:
        """Return the last day, if it is known."""
        if self.by is not None:
            return checks.day(self.by, name="by")
        if self.first is None or self.days is None:
            return None
        return self.first + timedelta(days=self.days - 1)

    @property
    def least(self) -> str:
        """Return "at least" or "at most"."""
        return words.AT_LEAST[self.direction]

    def shown(self, value: float | None) -> str:
        """Write a number of this goal for people to read.

        Parameters
        ----------
        value : a count, or a share of 0 to 1 if kind is "rate"

        Returns
        -------
        str

        Examples
        --------
        >>> Goal("clicks", 0.03, kind="rate").shown(0.0312)
        '3.1 %'
        """
        if value is None:
            return words.NO_TARGET
        if isnan(value):  # nothing is known yet
            return words.UNKNOWN
        return f"{100 * value:.1f} %" if self.kind == "rate" else f"{value:,.10g}"

    @property
    def period(self) -> str:
        """Return first day, last day and length in words."""
        if self.first and self.end:
            days = (self.end - self.first).days + 1
            return words.PERIOD.format(start=self.first, end=self.end, days=days)
        return words.WITHIN.format(days=self.days) if self.days else words.OPEN

    @property
    def statement(self) -> str:
        """Return the goal in one line."""
        segment = words.FOR.format(segment=self.segment) if self.segment else ""
        unit = words.OF.format(unit=self.unit) if self.unit else ""
        return words.STATEMENT.format(
            metric=self.metric + segment,
            least=self.least,
            target=self.shown(self.target),
            unit=unit,
            period=self.period,
        )

    def __repr__(self) -> str:
        """Print the goal in one line."""
        return self.statement

    def starting(self, start: Any) -> Goal:
        """Return the same goal with another first day; its length stays.

        Parameters
        ----------
        start : the first day

        Returns
        -------
        Goal

        Examples
        --------
        >>> Goal("orders", 9, days=7).starting("2024-06-01").end
        datetime.date(2024, 6, 7)
        """
        return replace(self, start=start)

    def smart(self, *, usual: float | None = None) -> pd.DataFrame:
        """Say whether the goal is specific, measurable, achievable, relevant, timed.

        Parameters
        ----------
        usual : what such a period brings without doing anything (a count, or a share);
            None if nobody knows, and then "achievable" is missing

        Returns
        -------
        DataFrame indexed by the five words: asks, met (bool), says (what is there, or
        what is missing and how to add it)

        References
        ----------
        Doran (1981), Management Review 70 (11), 35-36, whose A is "assignable"; the
        "achievable" of today is told from Poisson's chance at the usual pace.

        Examples
        --------
        >>> Goal("second purchases", 25).smart()["met"].sum()
        np.int64(1)
        """
        return smart.check(self, usual)

    def progress(
        self,
        events: Any,
        as_of: Any,
        *,
        model: str | None = None,
        history: Any = None,
        lag_days: int = 364,
        level: float = 0.95,
    ) -> Progress:
        """Say how far the goal has come, where it is going, and how likely it is met.

        Parameters
        ----------
        events : one day per event (list, Series), or a table with columns day and n; if
            kind is "rate" a table with day, part and whole. Days outside the period or
            after as_of do not count
        as_of : last day that was counted
        model : "poisson", "negative binomial" or None (the latter if the days vary more
            than chance makes them, else the former); "beta-binomial" is used for rates.
            Simulated after 20 of 45 days: 95 % intervals hold 94 to 97 % of the time,
            and 92 % where days are very lumpy (variance 5 times that of chance)
        history : events of an earlier year, whose season is taken over
        lag_days : by how many days that year lies back; 364 keeps the days of the week
        level : coverage of the interval of the forecast, 0 to 1

        Returns
        -------
        Progress: done, expected, low, high, chance, status, sentence, by_day

        Raises
        ------
        DataError
            if target or period are missing, as_of is too early, or events cannot be
            read

        Examples
        --------
        >>> goal = Goal("orders", 30, start="2024-06-01", days=30)
        >>> days = [f"2024-06-{day:02d}" for day in range(1, 21)]
        >>> found = goal.progress(days, as_of="2024-06-20")
        >>> found.done, found.expected, found.status
        (20, 30.25, 'open')
        """
        return progress(
            self, events, as_of, model=model, history=history, lag_days=lag_days,
            level=level,
        )  # fmt: skip
