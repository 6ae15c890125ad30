"""The text of a rule read back into a tree. Nothing is ever executed."""

from __future__ import annotations

from typing import NoReturn

from segkit.activation.audiences.counted import CountedReader
from segkit.activation.audiences.operands import Column, DaysSince, Operand
from segkit.activation.audiences.tokens import RESERVED, refuse
from segkit.activation.audiences.tree import (
    DEEPEST,
    All,
    AnyOf,
    Compare,
    Member,
    Not,
    Rule,
)
from segkit.activation.words import audiences as words

MOST_BRACKETS = 2 * DEEPEST
SIGNS = ("=", "!=", "<", "<=", ">", ">=")
SPOKEN = {
    ("at", "least"): ">=",
    ("at", "most"): "<=",
    ("more", "than"): ">",
    ("less", "than"): "<",
    ("exactly",): "=",
    ("before",): "<",
    ("after",): ">",
    ("on",): "=",
    ("contains",): "contains",
    ("starts", "with"): "starts with",
    ("ends", "with"): "ends with",
}
NEGATED = {("contain",): "contains", ("start", "with"): "starts with"}
NEGATED |= {("end", "with"): "ends with"}
COMPARISONS = tuple({first for first, *_ in SPOKEN} | {"in", "is", "between", "within"})
BEGINNINGS = ("count", "sum", "days", "none", "all", "any", "bought", "opened", "not")
JOINTS = ("and", "or", "from")


def rule(text: str) -> Rule:
    r"""Read the text of a rule: who belongs to an audience.

    Parameters
    ----------
    text : str
        Conditions, joined by ``and``, ``or`` and ``not``, with brackets where "and"
        stands beside "or". A condition looks at a column of customers
        (``language = "French"``, ``n_orders between 2 and 5``, ``town in ("A", "B")``,
        ``email_consent`` (short for ``email_consent is true``),
        ``birth_date is unknown``, ``signed_up_on within the last 30 days``,
        ``days since signed_up_on > 90``), at events (``count of orders where (channel =
        "web") in the last 90 days >= 2``, ``sum of orders.amount in the last 365 days
        > 100``, ``days since the last of orders > 180``, ``count of orders in any 90
        days >= 2``, ``none of the last 5 sends had (opened_at is known)``), or at
        another audience (``in audience "VIP"``). Text stands in double quotes, names
        with blanks in back quotes. Short forms are read too: ``bought twice in 90
        days``, ``opened none of the last 5 sends``.

    Returns
    -------
    Rule; ``str`` of it is the text in its plain form

    Raises
    ------
    DataError
        where the text cannot be read, with line, character and what is needed there

    Notes
    -----
    Own definition. "In the last 90 days" are the 90 days that end with as_of. "Bought
    twice in 90 days" means in the last 90 days; "in any 90 days" asks for any 90 days
    in a row. "Of the last 5 sends" is unknown for who got fewer than five; "of the last
    up to 5 sends" takes those there are.

    Examples
    --------
    >>> rule("bought twice in 90 days and opened none of the last 5 sends")
    rule('count of orders in the last 90 days >= 2 and
    none of the last 5 sends had (opened_at is known)')
    >>> rule("n_orders >= and language = 'French'")
    Traceback (most recent call last):
    ...
    segkit.checks.DataError: rule, line 1, character 13: a value (a number, a day such
    as 2024-06-30, text in double quotes, true or false) is needed; found 'and'
    n_orders >= and language = 'French'
                ^
    """
    return Parser(text).whole_text()


class Parser(CountedReader):
    """Reads conditions and what joins them."""

    nested = 0

    def whole_text(self) -> Rule:
        """Read everything; nothing may be left."""
        found = self.rule()
        if self.here.kind != "end":
            self.need("joint", "and", "or")
        return found

    def rule(self) -> Rule:
        """Read conditions joined by "and", or by "or"."""
        at = self.here.at
        parts = [self.part()]
        joint = self.here.value.lower() if self.here.says("and", "or") else None
        while joint and self.take(joint):
            parts.append(self.part())
        if self.here.says("and", "or"):
            self.need("mixed")
        if len(parts) == 1:
            return parts[0]
        return self.made(at, All if joint == "and" else AnyOf, tuple(parts))

    def part(self) -> Rule:
        """Read one condition, with "not" before it, or a rule in brackets."""
        at = self.here.at
        self.nested += 1
        if self.nested > MOST_BRACKETS:
            told = words.DEEP.format(most=DEEPEST, n=self.nested)
            refuse(self.text, at, told)
        if self.take("not"):
            found = self.made(at, Not, self.part())
        elif self.sign("("):
            found = self.rule()
            self.must_sign(")")
        else:
            found = self.condition()
        self.nested -= 1
        return found

    def condition(self) -> Rule:
        """Read one condition."""
        at = self.here.at
        if self.take("in", "audience") or self.take("in", "the", "audience"):
            if self.here.kind != "text":
                self.need("text")
            return self.made(at, Member, self.next().value)
        spoken = self.spoken()
        if spoken is not None:
            return spoken
        return self.comparison(self.operand(), at)

    def operand(self) -> Operand:
        """Read what the condition looks at."""
        counted = self.counted()
        if counted is not None:
            return counted
        at = self.here.at
        if self.take("days", "since"):
            return self.made(at, DaysSince, self.column())
        return self.made(at, Column, self.column())

    def column(self) -> str:
        """Read a column of customers, with or without the table before it."""
        if self.here.says("customers") and self.ahead(1).is_sign("."):
            self.place += 2
            return self.name("column")
        at, known = self.here.at, self.here
        if known.kind != "quoted name" and (known.kind != "name" or self.is_reserved()):
            self.no_column()
        found = self.name("column")
        if self.sign("."):
            names = {"table": found, "column": self.name("column")}
            refuse(self.text, at, words.OF_TABLE.format(**names))
        return found

    def no_column(self) -> NoReturn:
        """Refuse a word of the language where a column is needed; show its form."""
        word = str(self.here.value).lower()
        if self.here.kind != "name" or word not in RESERVED:
            self.need("condition", *BEGINNINGS)
        form = words.FORMS.get(word)
        told = words.FORM.format(word=word, form=form) if form else words.CONDITION
        refuse(self.text, self.here.at, told + words.RESERVED_NAME.format(word=word))

    def stands_alone(self, of: Operand) -> bool:
        """Say whether a column stands alone: short for "is true"."""
        if not isinstance(of, Column):
            return False
        period = self.here.says("in") and not self.ahead(1).is_sign("(")
        ends = self.here.kind == "end" or self.here.is_sign(")")
        return ends or period or self.here.says(*JOINTS)

    def comparison(self, of: Operand, at: int) -> Rule:  # noqa: PLR0911 - a case each
        """Read how it is compared, and with what."""
        if self.stands_alone(of):
            return self.compare(at, of, "=", True)
        sign = self.sign(*SIGNS)
        if sign is not None:
            return self.compare(at, of, sign, self.value())
        if self.take("is"):
            return self.is_what(of, at)
        if self.take("not"):
            return self.made(at, Not, self.listed(of, at))
        if self.take("does", "not"):
            for told, op in NEGATED.items():
                if self.take(*told):
                    found = self.compare(at, of, op, self.value())
                    return self.made(at, Not, found)
            self.need('"contain", "start with" or "end with"')
        if self.here.says("in", "between", "within"):
            return self.listed(of, at)
        for told, op in SPOKEN.items():
            if self.take(*told):
                return self.spoken_value(of, op, at)
        return self.need("comparison", *COMPARISONS)

    def is_what(self, of: Operand, at: int) -> Rule:
        """Read what follows "is"."""
        negated = self.take("not")
        if (op := self.take_one("known", "unknown")) is not None:
            found = self.made(at, Compare, of, op)
        elif self.here.says("in", "between"):
            found = self.listed(of, at)
        else:
            found = self.compare(at, of, "=", self.value())
        return self.made(at, Not, found) if negated else found

    def listed(self, of: Operand, at: int) -> Rule:
        """Read a list, two limits, or a span of days."""
        if self.take("in"):
            self.must_sign("(")
            values = [self.value()]
            while self.sign(","):
                values.append(self.value())
            self.must_sign(")")
            return self.compare(at, of, "in", *values)
        if self.take("between"):
            low = self.value()
            self.must("and")
            return self.compare(at, of, "between", low, self.value())
        if not self.take("within", "the"):
            self.need('"in (", "between" or "within the last ... days"')
        which = self.take_one("last", "next")
        if which is None:
            self.need('"last" or "next"', "last", "next")
        days = self.days()
        span = (0, days - 1) if which == "last" else (-days, -1)
        return self.compare(at, self.aged(of), "between", *span)

    def spoken_value(self, of: Operand, op: str, at: int) -> Rule:
        """Read the value after words; "more than 30 days ago" is an age."""
        if self.here.kind == "number" and self.ahead(1).says("day", "days", "week"):
            days = self.days()
            self.must("ago")
            return self.compare(at, self.aged(of), op, days)
        return self.compare(at, of, op, self.value())

    def aged(self, of: Operand) -> Operand:
        """Turn a column of dates into days since then."""
        if not isinstance(of, Column):
            self.need("comparison")
        return DaysSince(of.name)

    def compare(self, at: int, of: Operand, op: str, *values: object) -> Rule:
        """Make the condition."""
        return self.made(at, Compare, of, op, values)
