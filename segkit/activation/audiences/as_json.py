"""A rule as JSON: for other programs, and for files that outlive a session."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NoReturn

from segkit.activation.audiences.literals import Literal
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
    Period,
    Since,
    Sum,
)
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
from segkit.checks import DataError

FORM = 1


def dumps(rule: Rule) -> str:
    """Write a rule as JSON.

    Parameters
    ----------
    rule : any rule

    Returns
    -------
    str

    Examples
    --------
    >>> dumps(Member("VIP"))
    '{"segkit_rule": 1, "rule": {"audience": "VIP"}}'
    """
    return json.dumps({"segkit_rule": FORM, "rule": _rule(rule)}, ensure_ascii=False)


def loads(text: str | Mapping[str, Any]) -> Rule:
    """Read a rule that `dumps` wrote.

    Parameters
    ----------
    text : JSON, or what json.loads made of it

    Returns
    -------
    Rule

    Raises
    ------
    DataError
        if it is no JSON or no rule, with the path to the place

    Examples
    --------
    >>> loads('{"segkit_rule": 1, "rule": {"all": [{"audience": "VIP"}, {}]}}')
    Traceback (most recent call last):
    ...
    segkit.checks.DataError: rule.all[1]: needs one of "all", "any", "not", "audience",
    "of"; it has []
    """
    found: Any = text
    if isinstance(text, str):
        try:
            found = json.loads(text)
        except (ValueError, RecursionError) as error:
            told = words.JSON_BROKEN.format(error=error)
            raise DataError(told) from error
    _keys(found, ("segkit_rule", "rule"), "JSON")
    if found["segkit_rule"] != FORM:
        told = words.JSON_VERSION.format(found=found["segkit_rule"], need=FORM)
        raise DataError(told)
    return _read(found["rule"], "rule", 0)


def _rule(rule: Rule) -> dict[str, Any]:
    if isinstance(rule, All):
        return {"all": [_rule(part) for part in rule.parts]}
    if isinstance(rule, AnyOf):
        return {"any": [_rule(part) for part in rule.parts]}
    if isinstance(rule, Not):
        return {"not": _rule(rule.part)}
    if isinstance(rule, Member):
        return {"audience": rule.audience}
    assert isinstance(rule, Compare)
    values = [_value(value) for value in rule.values]
    return {"of": _operand(rule.of), "op": rule.op, "values": values}


def _value(value: Literal) -> Any:
    return {"date": value.isoformat()} if isinstance(value, date) else value


def _operand(of: Operand) -> dict[str, Any]:  # noqa: PLR0911 - a case each
    if isinstance(of, Column):
        return {"column": of.name}
    if isinstance(of, DaysSince):
        return {"days_since": of.name}
    events = _events(of.events)
    if isinstance(of, Sum):
        return {"sum": of.column, "events": events}
    if isinstance(of, Since):
        return {"days_since_the": of.which, "events": events}
    if isinstance(of, Densest):
        return {"in_any_days": of.days, "events": events}
    if isinstance(of, Latest):
        had, up_to = _rule(of.had), of.up_to
        return {"last": of.n, "events": events, "had": had, "up_to": up_to}
    return {"count": True, "events": events}


def _events(events: Events) -> dict[str, Any]:
    where = None if events.where is None else _rule(events.where)
    found = {"table": events.table, "where": where, "period": None}
    if isinstance(events.period, Ago):
        found["period"] = {"days_ago": [events.period.newest, events.period.oldest]}
    elif isinstance(events.period, Dates):
        first, last = events.period.first.isoformat(), events.period.last.isoformat()
        found["period"] = {"dates": [first, last]}
    return found


def _read(node: Any, path: str, depth: int) -> Rule:
    _object(node, path)
    if depth > DEEPEST:
        raise DataError(words.DEEP.format(most=DEEPEST, n=depth))
    for key, make in (("all", All), ("any", AnyOf)):
        if set(node) == {key}:
            parts = _list(node[key], f"{path}.{key}")
            read = [
                _read(part, f"{path}.{key}[{i}]", depth + 1)
                for i, part in enumerate(parts)
            ]
            return _made(path, make, tuple(read))
    if set(node) == {"not"}:
        return _made(path, Not, _read(node["not"], f"{path}.not", depth + 1))
    if set(node) == {"audience"}:
        return _made(path, Member, node["audience"])
    if "of" not in node:
        _refuse(path, words.JSON_NODE.format(found=sorted(node)))
    _keys(node, ("of", "op", "values"), path)
    of = _read_operand(node["of"], f"{path}.of", depth)
    found = _list(node["values"], f"{path}.values")
    values = [_read_value(v, f"{path}.values[{i}]") for i, v in enumerate(found)]
    return _made(path, Compare, of, _text(node["op"], f"{path}.op"), tuple(values))


def _read_value(value: Any, path: str) -> Any:
    if not isinstance(value, dict):
        return value
    _keys(value, ("date",), path)
    return _day(value["date"], path)


def _read_operand(node: Any, path: str, depth: int) -> Operand:
    _object(node, path)
    keys = [key for key in OPERANDS if key in node]
    if len(keys) != 1:
        need = list(OPERANDS)
        _refuse(path, words.JSON_OPERAND.format(need=need, found=sorted(node)))
    key = keys[0]
    more, make = OPERANDS[key]
    _keys(node, (key, *more), path)
    if not more:
        return _made(path, make, node[key])
    events = _read_events(node["events"], f"{path}.events", depth)
    if key == "last":
        had = _read(node["had"], f"{path}.had", depth + 1)
        return _made(path, Latest, events, node[key], had, node["up_to"])
    return _made(path, make, events, node[key])


OPERANDS: dict[str, tuple[tuple[str, ...], Callable[..., Operand]]] = {
    "column": ((), Column),
    "days_since": ((), DaysSince),
    "count": (("events",), lambda events, _: Count(events)),
    "sum": (("events",), Sum),
    "days_since_the": (("events",), Since),
    "in_any_days": (("events",), Densest),
    "last": (("events", "had", "up_to"), Latest),
}


def _read_events(node: Any, path: str, depth: int) -> Events:
    _keys(node, ("table", "where", "period"), path)
    where = node["where"]
    rule = None if where is None else _read(where, f"{path}.where", depth + 1)
    period = _read_period(node["period"], f"{path}.period")
    return _made(path, Events, node["table"], rule, period)


def _read_period(node: Any, path: str) -> Period:
    if node is None:
        return None
    _object(node, path)
    key = "dates" if "dates" in node else "days_ago"
    _keys(node, (key,), path)
    ends = _list(node[key], f"{path}.{key}")
    if len(ends) != 2:
        _refuse(path, words.JSON_TWO.format(found=len(ends)))
    if key == "dates":
        first, last = (_day(end, path) for end in ends)
        return _made(path, Dates, first, last)
    return _made(path, Ago, *ends)


def _day(value: Any, path: str) -> date:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        _refuse(path, words.BAD_DATE.format(found=repr(value)))


def _keys(node: Any, need: tuple[str, ...], path: str) -> None:
    _object(node, path)
    if set(node) != set(need):
        told = words.JSON_KEYS.format(need=list(need), found=sorted(map(str, node)))
        _refuse(path, told)


def _object(node: Any, path: str) -> None:
    if not isinstance(node, Mapping):
        _refuse(path, words.JSON_OBJECT.format(found=repr(node)))


def _list(node: Any, path: str) -> list[Any]:
    if not isinstance(node, list):
        _refuse(path, words.JSON_LIST.format(found=repr(node)))
    return node


def _text(node: Any, path: str) -> str:
    if not isinstance(node, str):
        _refuse(path, words.JSON_TEXT.format(found=repr(node)))
    return node


def _made(path: str, make: Any, *args: Any) -> Any:
    """Make a part; say the path to what is refused."""
    try:
        return make(*args)
    except DataError as error:
        _refuse(path, str(error))


def _refuse(path: str, text: str) -> NoReturn:
    raise DataError(words.JSON.format(path=path, text=text))
