"""What reads the pieces of a rule's text, one after the other."""

from __future__ import annotations

from typing import Any, NoReturn

from segkit.activation.audiences.tokens import RESERVED, Token, cut, needed, refuse
from segkit.activation.words import audiences as words
from segkit.checks import DataError

WEEK = 7


class Reader:
    """The pieces of a text, and the place where reading stands.

    Examples
    --------
    >>> reader = Reader("in the last 2 weeks")
    >>> reader.take("in", "the", "last"), reader.days()
    (True, 14)
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = cut(text)
        self.place = 0

    @property
    def here(self) -> Token:
        """The next piece."""
        return self.tokens[self.place]

    def ahead(self, n: int) -> Token:
        """Return the piece after n others."""
        return self.tokens[min(self.place + n, len(self.tokens) - 1)]

    def take(self, *names: str) -> bool:
        """Go past these words, if they come next, in this order."""
        if all(self.ahead(i).says(name) for i, name in enumerate(names)):
            self.place += len(names)
            return True
        return False

    def take_one(self, *names: str) -> str | None:
        """Go past one of these words, if it comes next."""
        if not self.here.says(*names):
            return None
        return str(self.next().value).lower()

    def sign(self, *signs: str) -> str | None:
        """Go past one of these signs, if it comes next."""
        return str(self.next().value) if self.here.is_sign(*signs) else None

    def next(self) -> Token:
        """Go past the next piece, whatever it is."""
        token = self.here
        self.place = min(self.place + 1, len(self.tokens) - 1)
        return token

    def must(self, *names: str) -> None:
        """Go past these words, or say that they are needed."""
        for name in names:
            if not self.take(name):
                self.need(f'"{name}"', name)

    def must_sign(self, sign: str) -> None:
        """Go past this sign, or say that it is needed."""
        if self.sign(sign) is None:
            self.need(f'"{sign}"')

    def need(self, what: str, *known: str) -> NoReturn:
        """Say what is needed here."""
        needed(self.text, self.here, what, known)

    def name(self, what: str) -> str:
        """Read the name of a table or a column."""
        token = self.here
        if token.kind == "quoted name":
            return str(self.next().value)
        if token.kind != "name" or token.value.lower() in RESERVED:
            self.need(what)
        return str(self.next().value)

    def number(self, what: str = "number") -> Any:
        """Read a number."""
        if self.here.kind != "number":
            self.need(what)
        return self.next().value

    def whole(self) -> int:
        """Read a whole number."""
        token = self.here
        if token.kind != "number" or not isinstance(token.value, int):
            self.need("whole")
        return int(self.next().value)

    def days(self) -> int:
        """Read a number of days, or of weeks."""
        n = self.whole()
        if self.take_one("day", "days"):
            return n
        if self.take_one("week", "weeks"):
            return WEEK * n
        if self.here.says("month", "months", "year", "years"):
            refuse(self.text, self.here.at, words.MONTHS)
        return self.need('"days"', "days", "weeks")

    def value(self) -> Any:
        """Read a value."""
        token = self.here
        if token.kind in ("number", "date", "text"):
            return self.next().value
        if token.says("true", "false"):
            return self.next().value.lower() == "true"
        return self.need("value", "true", "false")

    def made(self, at: int, make: Any, *args: Any, **more: Any) -> Any:
        """Make a part of the rule; say the place where it is refused."""
        try:
            return make(*args, **more)
        except DataError as error:
            if str(error).startswith("rule, line"):
                raise
            refuse(self.text, at, str(error))
