"""What the rule builder puts together: what is looked at, how, and the joint."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import narwhals.stable.v2 as nw

from segkit import activation
from segkit.activation.audiences.literals import written
from segkit.activation.audiences.text import name as written_name
from segkit.activation.audiences.tree import Compare
from segkit.checks import DataError
from segkit.widgets import words

NO_VALUE = ("is known", "is unknown")


def looks(tables: Mapping[str, Any]) -> list[tuple[str, str]]:
    """List what a condition can look at: columns of customers, counts of events.

    Parameters
    ----------
    tables : by name

    Returns
    -------
    list of (what people read, what the rule says)

    Examples
    --------
    >>> import pandas as pd
    >>> looks({"customers": pd.DataFrame({"customer_id": [1], "last order": [2]})})
    [('last order', '`last order`')]
    """
    found = []
    for name, table in tables.items():
        columns = nw.from_native(table).collect_schema().names()
        if name == "customers":
            plain = [c for c in columns if c != "customer_id"]
            found += [(c, written_name(c)) for c in plain]
            continue
        called = written_name(name)
        for rule, said in words.RULE_EVENTS.items():
            found.append((said.format(table=name), rule.format(table=called)))
        if "amount" in columns:
            sums = [
                each.format(table=called, column="amount") for each in words.RULE_SUM
            ]
            found.append((sums[1], sums[0]))
    return found


def condition(look: str, how: str, value: str) -> str:
    """Write a condition as the controls are set.

    Parameters
    ----------
    look, how : what is looked at, and how it is compared
    value : as typed: a number, a day, true or false; anything else is text

    Returns
    -------
    str

    Examples
    --------
    >>> condition("town", "=", "Dun"), condition("n", "in", "1, 2")
    ('town = "Dun"', 'n in (1, 2)')
    """
    if how in NO_VALUE:
        return f"{look} {how}"
    if how == "in":
        return f"{look} in ({', '.join(_value(each) for each in value.split(','))})"
    if how == "between":
        parts = [_value(each) for each in value.split(" and ")]
        return f"{look} between {' and '.join(parts)}"
    return f"{look} {how} {_value(value)}"


def _value(typed: str) -> str:
    """Return a value as rules write it; what is no number, day or truth is text."""
    typed = typed.strip()
    try:
        found = activation.rule(f"x = {typed}")
    except DataError:
        return written(typed)
    one = found.values if isinstance(found, Compare) else ()
    return written(one[0]) if len(one) == 1 else written(typed)


def joined(text: str, part: str, joint: str) -> str:
    """Add a condition to the text of a rule; brackets where they are needed.

    Parameters
    ----------
    text : of the rule so far; may be empty
    part : the condition
    joint : "and", "or", or "not" for "and not"

    Returns
    -------
    str

    Raises
    ------
    DataError
        if one of them cannot be read

    Examples
    --------
    >>> joined("a = 1 or b = 2", "c = 3", "not")
    '(a = 1 or b = 2) and not c = 3'
    """
    new = activation.rule(part)
    new = ~new if joint == "not" else new
    if not text.strip():
        return str(new)
    old = activation.rule(text)
    return str(old | new if joint == "or" else old & new)
