"""What a condition looks at: a column, days since then, events counted or summed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from segkit import checks
from segkit.activation.audiences.literals import checked_name
from segkit.activation.words import audiences as words
from segkit.checks import DataError

if TYPE_CHECKING:
    from segkit.activation.audiences.tree import Rule

LONGEST = 36_500  # days: a hundred years
MOST_LAST = 1_000


@dataclass(frozen=True)
class Ago:
    """Days counted back from as_of, both ends included: 0 is as_of itself.

    Examples
    --------
    >>> Ago(0, 89)  # the last 90 days
    Ago(newest=0, oldest=89)
    """

    newest: int
    oldest: int

    def __post_init__(self) -> None:
        """Check both ends."""
        for name in ("newest", "oldest"):
            value = getattr(self, name)
            whole = checks.whole_number(value, name="days ago", low=0, high=LONGEST)
            object.__setattr__(self, name, whole)
        if self.newest > self.oldest:
            raise DataError(words.PERIOD_AGO.format(**vars(self)))


@dataclass(frozen=True)
class Dates:
    """From a first to a last day, both included.

    Examples
    --------
    >>> Dates("2024-01-01", "2024-06-30").first
    datetime.date(2024, 1, 1)
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        """Read both days."""
        for name in ("first", "last"):
            object.__setattr__(self, name, checks.day(getattr(self, name), name=name))
        if self.first > self.last:
            raise DataError(words.PERIOD_DATES.format(**vars(self)))


Period: TypeAlias = Ago | Dates | None


@dataclass(frozen=True)
class Events:
    """Rows of a table, those that meet a condition, in a period.

    Examples
    --------
    >>> Events("orders", period=Ago(0, 89)).table
    'orders'
    """

    table: str
    where: Rule | None = None
    period: Period = None

    def __post_init__(self) -> None:
        """Check the names."""
        checked_name(self.table, "a table")
        if self.where is not None:
            flat(self.where)


@dataclass(frozen=True)
class Column:
    """A column of customers (after "where" and "had": of the events).

    Examples
    --------
    >>> Column("n_orders")
    Column(name='n_orders')
    """

    name: str

    def __post_init__(self) -> None:
        """Check the name."""
        checked_name(self.name, "a column")


@dataclass(frozen=True)
class DaysSince:
    """Days from a date to as_of: negative where it lies ahead.

    Examples
    --------
    >>> DaysSince("signed_up_on")
    DaysSince(name='signed_up_on')
    """

    name: str

    def __post_init__(self) -> None:
        """Check the name."""
        checked_name(self.name, "a column")


@dataclass(frozen=True)
class Count:
    """How many events; 0 where there are none.

    Examples
    --------
    >>> Count(Events("orders")).events.table
    'orders'
    """

    events: Events


@dataclass(frozen=True)
class Sum:
    """The sum of a column of events, in whole hundredths; 0 where there are none.

    Examples
    --------
    >>> Sum(Events("orders"), "amount").column
    'amount'
    """

    events: Events
    column: str

    def __post_init__(self) -> None:
        """Check the name."""
        checked_name(self.column, "a column")


@dataclass(frozen=True)
class Since:
    """Days from the first or the last of the events to as_of; unknown without any.

    Examples
    --------
    >>> Since(Events("orders"), "last").which
    'last'
    """

    events: Events
    which: Literal["first", "last"] = "last"

    def __post_init__(self) -> None:
        """Check the words."""
        checks.choice(self.which, ["first", "last"], name="which")


@dataclass(frozen=True)
class Latest:
    """How many of the last n events met a condition.

    With fewer than n events it is unknown, unless `up_to`: then those there are count.

    Examples
    --------
    >>> from segkit.activation.audiences.tree import Compare
    >>> opened = Compare(Column("opened_at"), "known")
    >>> Latest(Events("sends"), 5, opened).n
    5
    """

    events: Events
    n: int
    had: Rule
    up_to: bool = False

    def __post_init__(self) -> None:
        """Check the number and the condition."""
        n = checks.whole_number(self.n, name="the last n", low=1, high=MOST_LAST)
        object.__setattr__(self, "n", n)
        object.__setattr__(self, "up_to", bool(self.up_to))
        _no_period(self.events, "the last n events")
        flat(self.had)


@dataclass(frozen=True)
class Densest:
    """The most events within so many days in a row, at any time up to as_of.

    Examples
    --------
    >>> Densest(Events("orders"), 90).days
    90
    """

    events: Events
    days: int

    def __post_init__(self) -> None:
        """Check the days."""
        days = checks.whole_number(self.days, name="days", low=1, high=LONGEST)
        object.__setattr__(self, "days", days)
        _no_period(self.events, "any so many days")


Operand: TypeAlias = Column | DaysSince | Count | Sum | Since | Latest | Densest
OF_EVENTS = (Count, Sum, Since, Latest, Densest)


def flat(rule: Any) -> None:
    """Refuse a condition on single rows that would itself count events.

    Parameters
    ----------
    rule : what follows "where" or "had"

    Raises
    ------
    DataError
        if it is no rule, or asks for more than columns of its row

    Examples
    --------
    >>> from segkit.activation.audiences.tree import Compare
    >>> flat(Compare(Column("amount"), ">", 10))
    """
    from segkit.activation.audiences.tree import Member, is_rule, leaves  # noqa: PLC0415

    for leaf in leaves(is_rule(rule)):
        if isinstance(leaf, Member):
            raise DataError(words.NESTED.format(what="an audience"))
        if isinstance(leaf.of, OF_EVENTS):
            raise DataError(words.NESTED.format(what=leaf.of.events.table))


def _no_period(events: Events, what: str) -> None:
    if events.period is not None:
        raise DataError(words.NO_PERIOD.format(what=what))
