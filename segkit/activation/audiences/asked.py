"""What a rule asks for: which columns of customers, which events of which table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from segkit.activation.audiences.operands import (
    OF_EVENTS,
    Column,
    DaysSince,
    Latest,
    Sum,
)
from segkit.activation.audiences.tree import Compare, Leaf, Member, Rule, leaves

CUSTOMERS, ID, SIGNED_UP = "customers", "customer_id", "signed_up_on"


@dataclass(frozen=True)
class Asked:
    """The conditions of some rules, sorted by the table that they look at.

    Attributes
    ----------
    people : conditions on columns of customers
    events : by table, conditions on its events
    as_of : the last local day that counts
    """

    people: tuple[Compare, ...]
    events: Mapping[str, tuple[Compare, ...]]
    as_of: date

    @classmethod
    def of(cls, rules: Iterable[Rule], as_of: date) -> Asked:
        """Sort the conditions of rules; equal ones are asked once."""
        people: dict[Compare, None] = {}
        events: dict[str, dict[Compare, None]] = {}
        for rule in rules:
            for leaf in leaves(rule):
                if isinstance(leaf, Member):
                    continue
                table = table_of(leaf)
                place = people if table is None else events.setdefault(table, {})
                place[leaf] = None
        found = {name: tuple(each) for name, each in events.items()}
        return cls(tuple(people), found, as_of)


@dataclass
class Wanted:
    """The columns of a table that conditions look at, in order."""

    names: dict[str, None] = field(default_factory=dict)

    def add(self, rule: Rule | None) -> None:
        """Add the columns that a condition on single rows looks at."""
        for leaf in leaves(rule) if rule is not None else ():
            if isinstance(leaf, Compare) and isinstance(leaf.of, Column | DaysSince):
                self.names[leaf.of.name] = None


def table_of(leaf: Leaf) -> str | None:
    """Name the table of events that a condition looks at; None for customers.

    Parameters
    ----------
    leaf : a condition

    Returns
    -------
    str or None

    Examples
    --------
    >>> table_of(Compare(Column("n_orders"), ">=", 2)) is None
    True
    """
    of = getattr(leaf, "of", None)
    return of.events.table if isinstance(of, OF_EVENTS) else None


def columns_of(conditions: Iterable[Compare]) -> list[str]:
    """Name the columns that conditions look at in their table.

    Parameters
    ----------
    conditions : on one table

    Returns
    -------
    list of str

    Examples
    --------
    >>> from segkit.activation.audiences.operands import Events
    >>> columns_of([Compare(Sum(Events("orders"), "amount"), ">", 100)])
    ['amount']
    """
    wanted = Wanted()
    for leaf in conditions:
        of: Any = leaf.of
        if not isinstance(of, OF_EVENTS):
            wanted.add(leaf)
            continue
        wanted.add(of.events.where)
        if isinstance(of, Latest):
            wanted.add(of.had)
        if isinstance(of, Sum):
            wanted.names[of.column] = None
    return list(wanted.names)
