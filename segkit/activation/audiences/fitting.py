"""Which values fit which comparison, and which comparison fits what is looked at."""

from __future__ import annotations

from typing import Any

from segkit.activation.audiences.literals import Literal, kind, written
from segkit.activation.audiences.operands import (
    OF_EVENTS,
    Count,
    DaysSince,
    Densest,
    Latest,
    Operand,
    Since,
    Sum,
)
from segkit.activation.words import audiences as words
from segkit.checks import DataError

MOST_VALUES, MOST_WITHIN = 1_000, 1_000
ORDER = ("<", "<=", ">", ">=")
PATTERNS = ("contains", "starts with", "ends with")
OPS = ("=", "!=", *ORDER, "in", "between", *PATTERNS, "known", "unknown")


def fitting(of: Operand, op: str, values: tuple[Literal, ...]) -> None:
    """Refuse a condition that could mean nothing.

    Parameters
    ----------
    of : what is looked at
    op : how it is compared
    values : with what

    Raises
    ------
    DataError
        if the number or the kind of the values does not fit

    Examples
    --------
    >>> from segkit.activation.audiences.operands import Column
    >>> fitting(Column("n_orders"), "between", (5, 3))
    Traceback (most recent call last):
    ...
    segkit.checks.DataError: between 5 and 3 holds nothing: put the smaller one first
    """
    if op not in OPS:
        raise DataError(words.KNOWN_OPS.format(ops=list(OPS), op=op))
    _so_many(op, values)
    _of_a_kind(op, values)
    if op == "between" and values[0] > values[1]:  # type: ignore[operator]
        low, high = map(written, values)
        raise DataError(words.BACKWARDS.format(low=low, high=high))
    if isinstance(of, OF_EVENTS):
        _counted(of, op, values)
    if isinstance(of, DaysSince) and op not in ("known", "unknown"):
        _numbers(values, words.AGE_VALUE, name=of.name)


def _so_many(op: str, values: tuple[Literal, ...]) -> None:
    if op == "in":
        if len(values) > MOST_VALUES:
            n = len(values)
            raise DataError(words.LONG_LIST.format(most=MOST_VALUES, n=n))
        need, fits = "one", len(values) >= 1
    else:
        n = {"between": 2, "known": 0, "unknown": 0}.get(op, 1)
        need, fits = ("no", "one", "two")[n], len(values) == n
    if not fits:
        noun = "values" if need in ("no", "two") else "value"
        told = words.N_VALUES.format(op=op, need=need, noun=noun, n=len(values))
        raise DataError(told)


def _of_a_kind(op: str, values: tuple[Literal, ...]) -> None:
    kinds = {kind(value) for value in values}
    if len(kinds) > 1:
        told = sorted(words.VALUE_KINDS[each] for each in kinds)
        raise DataError(words.ONE_KIND.format(op=op, kinds=" and ".join(told)))
    need: tuple[set[str], str] | None = None
    if op in (*ORDER, "between"):
        need = {"number", "date"}, "numbers or days"
    elif op in PATTERNS:
        need = {"text"}, "text"
    elif op == "in":
        need = {"number", "date", "text"}, "numbers, days or texts"
    if need and not kinds <= need[0]:
        value = values[0]
        raise DataError(words.OP_KIND.format(op=op, need=need[1], value=value))


def _counted(of: Any, op: str, values: tuple[Literal, ...]) -> None:
    what = f"{NOUNS[type(of)]} of {of.events.table}"
    empty = op in ("known", "unknown")
    if op in PATTERNS or (empty and not isinstance(of, Since | Latest)):
        raise DataError(words.EVENT_OP.format(what=what))
    _numbers(values, words.EVENT_VALUE, what=what)
    if isinstance(of, Densest):
        whole = isinstance(values[0], int) and 1 <= values[0] <= MOST_WITHIN
        if op != ">=" or not whole:
            told = {"what": what, "most": MOST_WITHIN, "op": op, "value": values[0]}
            raise DataError(words.DENSEST.format(**told))


def _numbers(values: tuple[Literal, ...], told: str, **names: Any) -> None:
    for value in values:
        if kind(value) != "number":
            raise DataError(told.format(value=value, **names))


NOUNS = {
    Count: "the count",
    Sum: "the sum",
    Since: "the time since the last",
    Latest: "how many of the last n",
    Densest: "how many within any days",
}
