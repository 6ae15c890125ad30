"""Events in the text of a rule: counted, summed, the last n, and short forms."""

from __future__ import annotations

from typing import Any

from segkit.activation.audiences.operands import (
    Ago,
    Column,
    Count,
    Dates,
    Densest,
    Events,
    Latest,
    Operand,
    Period,
    Since,
    Sum,
)
from segkit.activation.audiences.reading import Reader
from segkit.activation.audiences.tokens import RESERVED, refuse
from segkit.activation.audiences.tree import Compare, Rule
from segkit.activation.words import audiences as words

VERBS = {
    "opened": "opened_at",
    "clicked": "clicked_at",
    "unsubscribed": "unsubscribed_at",
}
TIMES = {"once": 1, "twice": 2}
QUANTIFIERS = ("none", "all", "any", "at", "exactly")


class CountedReader(Reader):
    """Reads conditions about events."""

    def is_reserved(self) -> bool:
        """Say whether a word of the language comes next."""
        return bool(self.here.value.lower() in RESERVED)

    def part(self) -> Rule:
        """Read one condition or a rule in brackets; the parser knows how."""
        raise NotImplementedError

    def counted(self) -> Operand | None:
        """Read a number made from events, if one comes next."""
        at = self.here.at
        if self.take("count", "of", "the", "last"):
            return self.latest(at)
        if self.take("count", "of"):
            return self.count(at)
        if self.take("sum", "of"):
            table = self.name("table")
            if not self.sign("."):
                self.need(f"a point and a column, such as {table}.amount")
            column = self.name("column")
            return self.made(at, Sum, self.events(at, table), column)
        for which in ("last", "first"):
            if self.take("days", "since", "the", which, "of"):
                table = self.name("table")
                return self.made(at, Since, self.events(at, table), which)
        return None

    def count(self, at: int, table: str | None = None) -> Operand:
        """Read which events are counted, and when."""
        table = self.name("table") if table is None else table
        where = self.where()
        if self.take("in", "any"):
            return self.made(at, Densest, Events(table, where), self.days())
        return Count(self.made(at, Events, table, where, self.period()))

    def events(self, at: int, table: str) -> Events:
        """Read which rows of a table, and when."""
        where = self.where()
        return self.made(at, Events, table, where, self.period())

    def where(self) -> Rule | None:
        """Read a condition on single rows."""
        return self.part() if self.take("where") else None

    def period(self) -> Period:
        """Read a period, if one comes next."""
        at = self.here.at
        short = self.here.says("in") and self.ahead(1).kind == "number"
        if short or (self.here.says("in") and self.ahead(1).says("the")):
            self.must("in")
            if self.take("the"):
                self.must("last")
            days = self.days()
            if days < 1:
                refuse(self.text, at, words.SOME_DAYS)
            return self.made(at, Ago, 0, days - 1)
        if not self.take("from"):
            return None
        if self.here.kind == "date":
            first = self.next().value
            self.must("to")
            if self.here.kind != "date":
                self.need("date")
            return self.made(at, Dates, first, self.next().value)
        oldest = self.whole()
        self.must("to")
        newest = self.days()
        self.must("ago")
        return self.made(at, Ago, newest, oldest)

    def latest(self, at: int, had: Rule | None = None) -> Operand:
        """Read which of the last n events are meant, and what they had."""
        up_to = self.take("up", "to")
        n = self.whole()
        table = self.name("table")
        events = self.made(at, Events, table, self.where())
        if had is None:
            self.take("that")
            self.must("had")
            had = self.part()
        return self.made(at, Latest, events, n, had, up_to)

    def spoken(self) -> Rule | None:
        """Read "none of the last 5 ...", "opened none of ...", "bought twice ..."."""
        at = self.here.at
        if self.take("never", "bought"):
            return self.bought(at, "=", 0)
        if self.here.says("bought"):
            self.next()
            return self.bought(at, *self.times())
        verb = None
        if self.here.says(*VERBS) and self.ahead(1).says(*QUANTIFIERS):
            verb = Compare(Column(VERBS[self.next().value.lower()]), "known")
        if not self.here.says(*QUANTIFIERS):
            return None
        op, value = self.quantifier()
        self.must("of", "the", "last")
        of: Any = self.latest(at, verb)
        if value is None and of.up_to:
            refuse(self.text, at, words.ALL_UP_TO)
        value = of.n if value is None else value
        return self.made(at, Compare, of, op, (value,))

    def quantifier(self) -> tuple[str, Any]:
        """Read how many of them; None stands for all."""
        word = self.take_one("none", "all", "any")
        if word is not None:
            return {"none": ("=", 0), "all": ("=", None), "any": (">=", 1)}[word]
        if self.take("exactly"):
            return "=", self.number()
        self.must("at")
        which = self.take_one("least", "most")
        if which is None:
            self.need('"least" or "most"', "least", "most")
        return (">=" if which == "least" else "<="), self.number()

    def times(self) -> tuple[str, int]:
        """Read how often; without a word at least so often, without a number once."""
        if self.take("nothing"):
            return "=", 0
        op = ">="
        for told, sign in (
            (("at", "least"), ">="),
            (("at", "most"), "<="),
            (("more", "than"), ">"),
            (("less", "than"), "<"),
            (("exactly",), "="),
        ):
            if self.take(*told):
                op = sign
                break
        else:
            if self.here.kind == "end" or self.here.says("in", "from", "and", "or"):
                return op, 1
            if self.here.is_sign(")"):
                return op, 1
        word = self.take_one(*TIMES)
        if word is not None:
            return op, TIMES[word]
        n = self.whole()
        if not self.take_one("times", "time"):
            self.need('"times"', "times")
        return op, n

    def bought(self, at: int, op: str, n: int) -> Rule:
        """Read when, and count orders."""
        if self.here.says("where"):
            refuse(self.text, self.here.at, words.BOUGHT_WHERE)
        of = self.count(at, "orders")
        return self.made(at, Compare, of, op, (n,))
