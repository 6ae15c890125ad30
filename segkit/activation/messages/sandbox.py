"""Where templates run: jinja2's sandbox, with our filters and nothing else."""

from __future__ import annotations

import operator
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Undefined, pass_context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from segkit.activation.messages.locale import LOCALES, Locale
from segkit.activation.messages.values import Missing, RefusedError, shortened
from segkit.activation.words.messages import writing as words

SUMS = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}
FILTERS = (
    "or",
    "money",
    "number",
    "percent",
    "day",
    "upper",
    "lower",
    "capitalize",
    "cut",
    "link",
)
# Not for templates: `parse` and `masked` put them in.
HIDDEN = ("sure", "masked")
TESTS = ("known", "defined", "missing")
SCHEMES = {"http", "https", "mailto", "tel"}


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment without globals, loaders, loops or attributes."""

    intercepted_binops = frozenset(SUMS)
    intercepted_unops = frozenset("-+")

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Add, subtract, multiply or divide two numbers, and nothing else."""
        if operator == "/" and _number(right) == 0:
            raise RefusedError(words.BY_ZERO)
        return _number(SUMS[operator](_number(left), _number(right)))

    def call_unop(self, context: Any, operator: str, arg: Any) -> Any:
        """Turn the sign of a number, and of nothing else."""
        return -_number(arg) if operator == "-" else _number(arg)


def _number(value: Any) -> int | float:
    if isinstance(value, Missing):
        raise RefusedError(value.reason())
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise RefusedError(words.SUM_NEEDS.format(value=_short(value)))
    if not abs(value) < 1e18:
        raise RefusedError(words.TOO_BIG)
    return value


def _short(value: Any) -> str:
    return repr(shortened(value, 20)) if isinstance(value, str) else "no number"


@lru_cache(maxsize=8)
def sandbox(language: str, html: bool) -> Sandbox:
    r"""Return where templates of this language run.

    Parameters
    ----------
    language : "English" or "French"
    html : whether values are escaped

    Returns
    -------
    Sandbox: filters or, money, number, percent, day, upper, lower, capitalize, cut,
        link, masked; tests known, defined, missing; nothing else

    References
    ----------
    jinja2 documentation, "Sandbox"; own choice of what is left.

    Examples
    --------
    >>> sandbox("French", False).from_string("{{ 12.5 | money }}").render()
    '12,50\xa0€'
    """
    locale = LOCALES[language]
    place = Sandbox(
        autoescape=html, finalize=_at_the_end(locale), keep_trailing_newline=True
    )
    place.globals.clear()
    place.filters.clear()
    place.filters.update(_filters(locale))
    known: dict[str, Callable[[Any], bool]] = {
        "known": lambda value: not isinstance(value, Undefined),
        "defined": lambda value: not isinstance(value, Undefined),
        "missing": lambda value: isinstance(value, Undefined),
    }
    place.tests.clear()
    place.tests.update(known)
    return place


def _at_the_end(locale: Locale) -> Callable[[Any, Any], Any]:
    """Return what turns each value into text.

    It takes the context, so that jinja2 leaves constants to it too: it would escape
    them first otherwise, and None would be a text by then.
    """
    written = _writer(locale)
    return pass_context(lambda _, value: written(value))


def _writer(locale: Locale) -> Callable[[Any], Any]:
    def written(value: Any) -> Any:
        """Turn what stands between brackets into text, or refuse."""
        if isinstance(value, str):
            return value
        if isinstance(value, Missing):
            raise RefusedError(value.reason())
        if isinstance(value, bool):
            raise RefusedError(words.YES_OR_NO)
        if isinstance(value, float):
            return locale.number(value).replace(locale.thousands, "")
        if isinstance(value, int):
            return str(value)
        if isinstance(value, date):
            return locale.day(value)
        raise RefusedError(words.NOTHING)

    return written


def _filters(locale: Locale) -> dict[str, Callable[..., Any]]:
    written = _writer(locale)

    def present(value: Any) -> Any:
        if isinstance(value, Missing):
            raise RefusedError(value.reason())
        return value

    def of(function: Callable[..., Any]) -> Callable[..., Any]:
        return lambda value, *more: function(present(value), *map(present, more))

    return {
        "or": lambda value, other: other if isinstance(value, Undefined) else value,
        "money": of(locale.amount),
        "number": of(locale.number),
        "percent": of(locale.share),
        "day": of(locale.day),
        "upper": of(lambda value: str(written(value)).upper()),
        "lower": of(lambda value: str(written(value)).lower()),
        "capitalize": of(lambda value: _capital(str(written(value)))),
        "cut": of(lambda value, n: shortened(str(written(value)), _length(n))),
        "link": of(_link),
        "masked": lambda value: _masked(str(written(value))),
        "sure": _sure,
    }


def _sure(value: Any) -> Any:
    if isinstance(value, Missing):
        raise RefusedError(value.reason(compared=True))
    return value


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _length(n: Any) -> int:
    if isinstance(n, bool) or not isinstance(n, int) or not 1 <= n <= 10_000:
        raise RefusedError(
            words.FILTER_NEEDS.format(filter="cut", needs="1 to 10000", value=n)
        )
    return n


def _masked(text: str) -> str:
    return (text[:1] if text[:1].isalpha() else "") + "•••"


def _link(value: Any) -> Any:
    """Let addresses of the web, of mail and of telephones through, nothing else."""
    text = str(value)
    try:
        scheme = urlsplit(text).scheme.lower()
    except ValueError:
        scheme = ""
    if scheme not in SCHEMES or any(sign.isspace() for sign in text):
        needs = "an address that begins with https://"
        shown = _short(value)
        raise RefusedError(
            words.FILTER_NEEDS.format(filter="link", needs=needs, value=shown)
        )
    return text
