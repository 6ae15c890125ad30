"""A rule written as text: what `activation.rule` reads back, exactly."""

from __future__ import annotations

import json
import re
from typing import Any

from segkit.activation.audiences.literals import written
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
    Since,
    Sum,
)
from segkit.activation.audiences.tokens import RESERVED
from segkit.activation.audiences.tree import All, AnyOf, Compare, Member, Not, Rule

PLAIN = re.compile(r"[^\W\d]\w*")


def of_rule(rule: Rule) -> str:
    """Write a rule as text.

    Parameters
    ----------
    rule : any rule

    Returns
    -------
    str

    Examples
    --------
    >>> of_rule(Compare(DaysSince("signed_up_on"), "between", (0, 29)))
    'signed_up_on within the last 30 days'
    """
    if isinstance(rule, All | AnyOf):
        joint = " and " if isinstance(rule, All) else " or "
        return joint.join(_part(part) for part in rule.parts)
    if isinstance(rule, Not):
        return f"not {_part(rule.part)}"
    if isinstance(rule, Member):
        return f"in audience {written(rule.audience)}"
    assert isinstance(rule, Compare)
    return _compared(rule)


def _part(rule: Rule) -> str:
    text = of_rule(rule)
    return f"({text})" if isinstance(rule, All | AnyOf) else text


def _compared(leaf: Compare) -> str:
    if isinstance(leaf.of, DaysSince) and (found := _within(leaf.of, leaf)):
        return found
    if isinstance(leaf.of, Latest):
        return _latest(leaf.of, leaf)
    return f"{of_operand(leaf.of)} {_comparison(leaf)}"


def _comparison(leaf: Compare) -> str:
    values = [written(value) for value in leaf.values]
    if leaf.op == "in":
        return f"in ({', '.join(values)})"
    if leaf.op == "between":
        return f"between {values[0]} and {values[1]}"
    if leaf.op in ("known", "unknown"):
        return f"is {leaf.op}"
    if leaf.op == "=" and leaf.kinds == ("truth",):
        return f"is {values[0]}"
    return f"{leaf.op} {values[0]}"


def _within(of: DaysSince, leaf: Compare) -> str | None:
    """Write a span of days up to as_of, or from it, as people say it."""
    if leaf.op != "between" or not all(isinstance(v, int) for v in leaf.values):
        return None
    low, high = leaf.values
    if low == 0:
        return f"{name(of.name)} within the last {_days(int(high) + 1)}"  # type: ignore[arg-type]
    if high == -1:
        return f"{name(of.name)} within the next {_days(-int(low))}"  # type: ignore[arg-type]
    return None


def _latest(of: Latest, leaf: Compare) -> str:
    which = f"of the last {'up to ' if of.up_to else ''}{of.n} {_events(of.events)}"
    which += f" had ({of_rule(of.had)})"
    quantifiers: dict[tuple[str, Any], str] = {
        ("=", (0,)): "none",
        ("=", () if of.up_to else (of.n,)): "all",
        (">=", (1,)): "any",
    }
    if (short := quantifiers.get((leaf.op, leaf.values))) is not None:
        return f"{short} {which}"
    spoken = {">=": "at least", "<=": "at most", "=": "exactly"}
    if leaf.op in spoken:
        return f"{spoken[leaf.op]} {written(leaf.values[0])} {which}"
    return f"count {which} {_comparison(leaf)}"


def of_operand(of: Operand) -> str:  # noqa: PLR0911 - a case each
    """Write what a condition looks at.

    Parameters
    ----------
    of : the operand

    Returns
    -------
    str

    Examples
    --------
    >>> of_operand(Sum(Events("orders", period=Ago(0, 364)), "amount"))
    'sum of orders.amount in the last 365 days'
    """
    if isinstance(of, Column):
        return name(of.name)
    if isinstance(of, DaysSince):
        return f"days since {name(of.name)}"
    if isinstance(of, Sum):
        return f"sum of {_events(of.events, column=of.column)}"
    if isinstance(of, Since):
        return f"days since the {of.which} of {_events(of.events)}"
    if isinstance(of, Densest):
        return f"count of {_events(of.events)} in any {_days(of.days)}"
    if isinstance(of, Latest):
        more = "up to " if of.up_to else ""
        return (
            f"count of the last {more}{of.n} {_events(of.events)} "
            f"had ({of_rule(of.had)})"
        )
    assert isinstance(of, Count)
    return f"count of {_events(of.events)}"


def name(text: str) -> str:
    """Write a name; one that could be read as something else in back quotes.

    Parameters
    ----------
    text : of a column or table

    Returns
    -------
    str

    Examples
    --------
    >>> name("n_orders"), name("last order"), name("count")
    ('n_orders', '`last order`', '`count`')
    """
    if PLAIN.fullmatch(text) and text.lower() not in RESERVED:
        return text
    body = json.dumps(text, ensure_ascii=False)[1:-1]
    return "`" + body.replace('\\"', '"').replace("`", "\\`") + "`"


def _events(events: Events, column: str | None = None) -> str:
    parts = [name(events.table) + (f".{name(column)}" if column else "")]
    if events.where is not None:
        parts.append(f"where ({of_rule(events.where)})")
    period = events.period
    if isinstance(period, Dates):
        parts.append(f"from {written(period.first)} to {written(period.last)}")
    elif isinstance(period, Ago) and period.newest:
        parts.append(f"from {period.oldest} to {_days(period.newest)} ago")
    elif isinstance(period, Ago):
        parts.append(f"in the last {_days(period.oldest + 1)}")
    return " ".join(parts)


def _days(n: int) -> str:
    return f"{n} day" if n == 1 else f"{n} days"
