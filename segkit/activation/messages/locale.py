"""How a message writes numbers, money and days, in English and in French."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from segkit.activation.messages.values import RefusedError
from segkit.activation.words.messages import writing as words

NARROW, NO_BREAK = "\u202f", "\u00a0"


@dataclass(frozen=True)
class Locale:
    """The habits of one language.

    Parameters
    ----------
    name : as in customers.language
    point, thousands : marks in numbers
    months : names of the twelve months
    first : how the first day of a month is written
    money, percent : patterns

    References
    ----------
    Imprimerie nationale (2002), Lexique des règles typographiques: narrow space by
    thousands, no-break space before a sign; for English, Oxford style.
    """

    name: str
    point: str
    thousands: str
    months: tuple[str, ...]
    first: str
    money: str
    percent: str

    def number(self, value: Any, digits: int | None = None) -> str:
        """Write a number: all its digits (six at most), or as many as asked."""
        value = _number(value, "number")
        text = f"{value:,.{6 if digits is None else _digits(digits)}f}"
        if digits is None and "." in text:
            text = text.rstrip("0").rstrip(".")
        text = "0" if text == "-0" else text
        marks = {",": self.thousands, ".": self.point}
        return "".join(marks.get(sign, sign) for sign in text)

    def amount(self, value: Any, currency: str = "€") -> str:
        """Write an amount of money, with cents if it has any."""
        value = round(_number(value, "money"), 2)
        digits = 0 if value == int(value) else 2
        sign = "-" if value < 0 else ""
        number = self.number(abs(value), digits)
        return sign + self.money.format(number=number, currency=currency)

    def share(self, value: Any, digits: int = 0) -> str:
        """Write 0.15 as 15 %."""
        number = self.number(100 * _number(value, "percent"), digits)
        return self.percent.format(number=number)

    def day(self, value: Any) -> str:
        """Write a day in words."""
        if not isinstance(value, date):
            raise RefusedError(_needs("day", "a day", value))
        number = self.first if value.day == 1 else str(value.day)
        return f"{number} {self.months[value.month - 1]} {value.year}"


def _number(value: Any, name: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise RefusedError(_needs(name, "a number", value))
    if abs(value) >= 1e18:
        raise RefusedError(words.TOO_BIG)
    return value


def _digits(value: Any) -> int:
    if value not in range(7):
        raise RefusedError(_needs("digits", "0 to 6", value))
    return int(value)


def _needs(name: str, needs: str, value: Any) -> str:
    kind = type(value).__name__
    shown = {"str": "a text", "bool": "a yes or no", "Timestamp": "a day"}
    return words.FILTER_NEEDS.format(
        filter=name, needs=needs, value=shown.get(kind, f"a {kind}")
    )


MONTHS = {
    "English": "January February March April May June July August September October "
    "November December",
    "French": "janvier février mars avril mai juin juillet août septembre octobre "
    "novembre décembre",
}
LOCALES = {
    "English": Locale(
        "English",
        ".",
        ",",
        tuple(MONTHS["English"].split()),
        "1",
        "{currency}{number}",
        "{number}%",
    ),
    "French": Locale(
        "French",
        ",",
        NARROW,
        tuple(MONTHS["French"].split()),
        "1er",
        "{number}" + NO_BREAK + "{currency}",
        "{number}" + NO_BREAK + "%",
    ),
}
