"""Rules made in Python: `activation.column("n_orders") >= 2`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from segkit.activation.audiences.operands import (
    Ago,
    Column,
    Count,
    Dates,
    DaysSince,
    Densest,
    Events,
    Latest,
    Operand,
    Since,
    Sum,
)
from segkit.activation.audiences.tree import Compare, Member, Rule, is_rule


class Value:
    """What a condition looks at; compare it, and it becomes a rule.

    Examples
    --------
    >>> column("n_orders").between(2, 5)
    rule('n_orders between 2 and 5')
    """

    __hash__ = None  # type: ignore[assignment]

    def __init__(self, of: Operand) -> None:
        self._of = of

    def __eq__(self, other: Any) -> Any:
        """Compare: equal."""
        return Compare(self._of, "=", (other,))

    def __ne__(self, other: Any) -> Any:
        """Compare: not equal."""
        return Compare(self._of, "!=", (other,))

    def __lt__(self, other: Any) -> Rule:
        """Compare: less."""
        return Compare(self._of, "<", (other,))

    def __le__(self, other: Any) -> Rule:
        """Compare: at most."""
        return Compare(self._of, "<=", (other,))

    def __gt__(self, other: Any) -> Rule:
        """Compare: more."""
        return Compare(self._of, ">", (other,))

    def __ge__(self, other: Any) -> Rule:
        """Compare: at least."""
        return Compare(self._of, ">=", (other,))

    def __repr__(self) -> str:
        """Show what is looked at."""
        return f"<{type(self).__name__.lower()} {self._of}>"

    def is_in(self, values: Any) -> Rule:
        """Compare: one of a list."""
        return Compare(self._of, "in", tuple(values))

    def between(self, low: Any, high: Any) -> Rule:
        """Compare: from low to high, both included."""
        return Compare(self._of, "between", (low, high))

    def contains(self, text: str) -> Rule:
        """Compare: the text stands somewhere in it."""
        return Compare(self._of, "contains", (text,))

    def starts_with(self, text: str) -> Rule:
        """Compare: it begins with the text."""
        return Compare(self._of, "starts with", (text,))

    def ends_with(self, text: str) -> Rule:
        """Compare: it ends with the text."""
        return Compare(self._of, "ends with", (text,))

    def is_known(self) -> Rule:
        """Ask whether there is a value."""
        return Compare(self._of, "known")

    def is_unknown(self) -> Rule:
        """Ask whether there is no value."""
        return Compare(self._of, "unknown")


class ColumnValue(Value):
    """A column of customers; dates can be counted in days.

    Examples
    --------
    >>> column("signed_up_on").within_last(30)
    rule('signed_up_on within the last 30 days')
    """

    def __init__(self, name: str) -> None:
        super().__init__(Column(name))
        self._name = name

    def days_since(self) -> Value:
        """Count the days from the date to as_of."""
        return Value(DaysSince(self._name))

    def within_last(self, days: int) -> Rule:
        """Ask whether the date lies in the days that end with as_of."""
        return self.days_since().between(0, days - 1)

    def within_next(self, days: int) -> Rule:
        """Ask whether the date lies in the days after as_of."""
        return self.days_since().between(-days, -1)


@dataclass(frozen=True)
class EventsOf:
    """Events of a table, of which a condition counts, sums, or looks at the last.

    Examples
    --------
    >>> events("orders").in_last(90).count() >= 2
    rule('count of orders in the last 90 days >= 2')
    >>> opened = column("opened_at").is_known()
    >>> events("sends").last(5, had=opened) == 0
    rule('none of the last 5 sends had (opened_at is known)')
    """

    _events: Events

    def where(self, condition: Rule) -> EventsOf:
        """Take those that meet a condition on their columns."""
        return EventsOf(replace(self._events, where=is_rule(condition)))

    def in_last(self, days: int) -> EventsOf:
        """Take those of the days that end with as_of."""
        return EventsOf(replace(self._events, period=Ago(0, days - 1)))

    def between(self, first: Any, last: Any) -> EventsOf:
        """Take those from a first to a last day."""
        return EventsOf(replace(self._events, period=Dates(first, last)))

    def ago(self, oldest: int, newest: int) -> EventsOf:
        """Take those from so many to so many days ago."""
        return EventsOf(replace(self._events, period=Ago(newest, oldest)))

    def count(self) -> Value:
        """Count them."""
        return Value(Count(self._events))

    def sum(self, column: str) -> Value:
        """Add up a column of them."""
        return Value(Sum(self._events, column))

    def days_since_last(self) -> Value:
        """Count the days since the last of them."""
        return Value(Since(self._events, "last"))

    def days_since_first(self) -> Value:
        """Count the days since the first of them."""
        return Value(Since(self._events, "first"))

    def in_any(self, days: int) -> Value:
        """Count the most within so many days in a row."""
        return Value(Densest(self._events, days))

    def last(self, n: int, *, had: Rule, up_to: bool = False) -> Value:
        """Count how many of the last n met a condition."""
        return Value(Latest(self._events, n, is_rule(had), up_to))


def column(name: str) -> ColumnValue:
    """Begin a condition on a column of customers; compare it to make a rule.

    Parameters
    ----------
    name : of the column; after ``where`` and ``had=``, of the events

    Returns
    -------
    ColumnValue: compare it with ==, !=, <, <=, >, >=, or by is_in, between, contains,
    starts_with, ends_with, is_known, is_unknown, within_last, within_next, days_since

    Raises
    ------
    DataError
        if the name is no text

    Notes
    -----
    Own definition.

    Examples
    --------
    >>> (column("n_orders") >= 2) & ~(column("language") == "French")
    rule('n_orders >= 2 and not language = "French"')
    """
    return ColumnValue(name)


def events(table: str) -> EventsOf:
    """Begin a condition on events: how many, how much, how long ago, the last n.

    Parameters
    ----------
    table : name of the table, such as ``"orders"``

    Returns
    -------
    EventsOf: narrow it by where, in_last, between, ago; then count, sum,
    days_since_last, days_since_first, in_any or last, and compare

    Raises
    ------
    DataError
        if the name is no text

    Notes
    -----
    Own definition.

    Examples
    --------
    >>> events("orders").where(column("channel") == "web").sum("amount") > 100
    rule('sum of orders.amount where (channel = "web") > 100')
    """
    return EventsOf(Events(table))


def member(audience: str) -> Rule:
    """Ask whether a customer belongs to another audience.

    Parameters
    ----------
    audience : its name

    Returns
    -------
    Rule

    Raises
    ------
    DataError
        if the name is no text

    Notes
    -----
    Own definition. The audience is looked up when the rule is run.

    Examples
    --------
    >>> member("VIP") & ~member("Local")
    rule('in audience "VIP" and not in audience "Local"')
    """
    return Member(audience)
