"""A rule answered by hand: plain Python over rows, one customer at a time.

Written without a look at the engines: None is missing, a day is a date, and each
condition is True, False or None (unknown).
"""

import math
import re
from datetime import date, datetime

from segkit.activation.audiences.operands import (
    Ago,
    Column,
    Count,
    Dates,
    DaysSince,
    Densest,
    Latest,
    Since,
    Sum,
)
from segkit.activation.audiences.tree import All, AnyOf, Member, Not


def plain(value):
    """What a cell holds; NaN, infinity and an empty text are nothing."""
    if value is None or value == "" or str(value) in ("NaT", "<NA>"):
        return None
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def day(value):
    value = plain(value)
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date) or value is None:
        return value
    if isinstance(value, str) and re.match(
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}([T ]|\Z)", value
    ):
        try:
            return date.fromisoformat(value[:10])
        except ValueError:
            return None
    return None


def both(parts, stop):
    """Kleene's and (stop=False) and or (stop=True)."""
    if any(part is stop for part in parts):
        return stop
    return None if any(part is None for part in parts) else not stop


class World:
    """Tables as lists of rows."""

    def __init__(self, customers, events, as_of, audiences=None):
        self.customers, self.as_of = customers, as_of
        self.events = events  # name: (rows, moment, key)
        self.audiences = audiences or {}

    def select(self, rule):
        found = []
        for row in self.customers:
            if plain(row["customer_id"]) is None:
                continue
            signed = day(row.get("signed_up_on"))
            if signed is not None and signed > self.as_of:
                continue
            if self.holds(rule, row, None) is True:
                found.append(row["customer_id"])
        return sorted(found)

    def holds(self, rule, row, table):
        if isinstance(rule, Not):
            found = self.holds(rule.part, row, table)
            return None if found is None else not found
        if isinstance(rule, All | AnyOf):
            parts = [self.holds(part, row, table) for part in rule.parts]
            return both(parts, isinstance(rule, AnyOf))
        if isinstance(rule, Member):
            member = self.audiences[rule.audience]
            return self.holds(member, row, None) is True
        return self.compare(rule, self.value(rule, row, table))

    def compare(self, leaf, value):
        if leaf.op == "known":
            return value is not None
        if leaf.op == "unknown":
            return value is None
        if value is None:
            return None
        first = leaf.values[0]
        if leaf.kinds[0] == "date":
            value = day(value)
            if value is None:
                return None
        if leaf.kinds[0] == "truth" and not isinstance(value, bool):
            value = value != 0
        return {
            "=": lambda: value == first,
            "!=": lambda: value != first,
            "<": lambda: value < first,
            "<=": lambda: value <= first,
            ">": lambda: value > first,
            ">=": lambda: value >= first,
            "in": lambda: value in leaf.values,
            "between": lambda: first <= value <= leaf.values[1],
            "contains": lambda: first in value,
            "starts with": lambda: value.startswith(first),
            "ends with": lambda: value.endswith(first),
        }[leaf.op]()

    def value(self, leaf, row, table):  # noqa: PLR0911 - a case each
        of = leaf.of
        if isinstance(of, Column | DaysSince):
            value = plain(row[of.name])
            late = day(value)
            if table and of.name.endswith("_at") and late and late > self.as_of:
                value = None
            if isinstance(of, Column) or leaf.op in ("known", "unknown"):
                return value
            value = day(value)
            return None if value is None else (self.as_of - value).days
        happened = self.happened(of.events, row["customer_id"], of)
        if isinstance(of, Count):
            return sum(e["met"] and e["real"] and e["inside"] for e in happened)
        if isinstance(of, Sum):
            return sum(e["cents"] for e in happened if e["inside"]) / 100
        met = [e for e in happened if e["met"] and e["real"]]
        if isinstance(of, Since):
            days = [e["day"] for e in met if e["inside"]]
            if not days:
                return None
            pick = max if of.which == "last" else min
            return (self.as_of - pick(days)).days
        if isinstance(of, Densest):
            days = sorted(e["day"] for e in met)
            return max(
                (sum(0 <= (d - e).days < of.days for d in days) for e in days),
                default=0,
            )
        assert isinstance(of, Latest)
        met.sort(key=lambda e: (e["when"], e["had"]), reverse=True)
        if len(met) < of.n and not of.up_to:
            return None
        return sum(e["had"] for e in met[: of.n])

    def happened(self, events, customer, of):
        """One record for each event of a customer."""
        rows, moment, key = self.events[events.table]
        groups = {}
        for i, row in enumerate(rows):
            when = day(row[moment])
            if plain(row["customer_id"]) != customer or when is None:
                continue
            if when > self.as_of:
                continue
            name = i
            if key:
                value = plain(row[key])
                name = ("row", row[moment]) if value is None else ("key", value)
            groups.setdefault(name, []).append(row)
        return [self.event(group, events, of, moment) for group in groups.values()]

    def event(self, group, events, of, moment):
        where = events.where
        met = [
            where is None or self.holds(where, r, events.table) is True for r in group
        ]
        had = getattr(of, "had", None)
        when = min(day(r[moment]) for r in group)
        total = sum(cents(r.get("amount")) for r in group)
        column = getattr(of, "column", None)
        return {
            "day": when,
            "when": min(r[moment] for r in group),
            "met": any(met),
            "real": events.table != "orders" or total >= 0,
            "inside": self.inside(when, events.period),
            "had": had is not None
            and any(self.holds(had, r, events.table) is True for r in group),
            "cents": sum(
                cents(r[column])
                for r, m in zip(group, met, strict=True)
                if column and m
            ),
        }

    def inside(self, when, period):
        if isinstance(period, Ago):
            return period.newest <= (self.as_of - when).days <= period.oldest
        if isinstance(period, Dates):
            return period.first <= when <= period.last
        return True


def cents(value):
    value = plain(value)
    if value is None:
        return 0
    hundreds = value * 100
    return -math.floor(0.5 - hundreds) if hundreds < 0 else math.floor(hundreds + 0.5)
