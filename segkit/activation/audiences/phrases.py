"""Values, days, periods and names as English writes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from segkit.activation.audiences.literals import Literal
from segkit.activation.audiences.operands import Ago, Dates, Events
from segkit.activation.words import audience_sentences as words

LONGEST = 60  # characters of a text that are shown


def value(one: Literal) -> str:
    """Write a value: numbers with thousands, days with their month, texts in quotes.

    Parameters
    ----------
    one : the value

    Returns
    -------
    str

    Examples
    --------
    >>> value(12500), value(date(2024, 6, 30)), value("French"), value("a, b")
    ('12,500', '30 June 2024', 'French', '“a, b”')
    """
    if isinstance(one, bool):
        return str(one).lower()
    if isinstance(one, date):
        month = words.MONTHS[one.month - 1]
        return words.DAY.format(day=one.day, month=month, year=one.year)
    if not isinstance(one, str):
        return f"{one:,}"
    text = " ".join(one.split()) or one
    if len(text) > LONGEST:
        text = words.LONG.format(start=text[:LONGEST])
    plain = text.replace(" ", "").replace("-", "").isalnum()
    return text if plain and text == one else words.QUOTED.format(text=text)


def listed(values: Sequence[str]) -> str:
    """Write values as a list: a, b or c.

    Parameters
    ----------
    values : written already

    Returns
    -------
    str

    Examples
    --------
    >>> listed(["a", "b", "c"])
    'a, b or c'
    """
    if len(values) == 1:
        return values[0]
    return words.COMMA.join(values[:-1]) + words.OR + values[-1]


def days(n: Literal) -> str:
    """Write a number of days.

    Parameters
    ----------
    n : number

    Returns
    -------
    str

    Examples
    --------
    >>> days(1), days(90)
    ('1 day', '90 days')
    """
    return words.DAYS[n != 1].format(n=value(n))


def label(name: str) -> str:
    """Write the name of a column as people say it.

    Parameters
    ----------
    name : of the column

    Returns
    -------
    str

    Examples
    --------
    >>> label("n_orders"), label("income_amount"), label("n_channels")
    ('number of orders', 'income', 'number of channels')
    """
    if name in words.LABELS:
        return words.LABELS[name]
    plain = name.replace("_", " ").strip() or name
    if name.startswith("n_"):
        return words.NUMBER_OF.format(label=plain[2:])
    if name.endswith("_days"):
        return words.IN_DAYS.format(label=plain.removesuffix(" days"))
    return plain.removesuffix(" amount") or plain


def deed(name: str) -> str | None:
    """Say what happened on the day in a column, if its name says so.

    Parameters
    ----------
    name : of a column of dates

    Returns
    -------
    str or None

    Examples
    --------
    >>> deed("signed_up_on"), deed("opened_at"), deed("birthday")
    ('signed up', 'opened', None)
    """
    if name in words.DATED:
        return words.DATED[name]
    stem, _, end = name.rpartition("_")
    first = stem.split("_")[0]
    if end in ("on", "at") and (first.endswith("ed") or first in ("sent", "left")):
        return stem.replace("_", " ")
    return None


def filled(
    templates: Mapping[str, str], negative: Mapping[str, str], leaf: Any, *, no: bool,
    write: Any = value,
) -> str:  # fmt: skip
    """Fill in the phrase of a comparison; turned round, where `no`.

    Parameters
    ----------
    templates, negative : phrases by comparison, and those that are turned round
    leaf : the condition
    no : whether it must be false
    write : function that writes a value

    Returns
    -------
    str
    """
    op = turned(leaf.op) if no else leaf.op
    if op is None:
        op, templates = leaf.op, negative
    written = [write(each) for each in leaf.values]
    plain = [value(each) for each in leaf.values]
    return templates[op].format(*written, list=listed(plain) if plain else "")


def turned(op: str) -> str | None:
    """Turn a comparison round; None where another phrase is needed.

    Parameters
    ----------
    op : the comparison

    Returns
    -------
    str or None

    Examples
    --------
    >>> turned(">="), turned("in")
    ('<', None)
    """
    pairs = {"=": "!=", "<": ">=", ">": "<=", "known": "unknown"}
    return {**pairs, **{v: k for k, v in pairs.items()}}.get(op)


def period(events: Events) -> str:
    """Say when events are counted.

    Parameters
    ----------
    events : with or without a period

    Returns
    -------
    str, empty without one

    Examples
    --------
    >>> period(Events("orders", period=Ago(0, 89)))
    ' in the last 90 days'
    """
    when = events.period
    if isinstance(when, Dates):
        return words.FROM_TO.format(first=value(when.first), last=value(when.last))
    if isinstance(when, Ago) and when.newest:
        return words.FROM_AGO.format(**vars(when))
    if isinstance(when, Ago):
        return words.THIS_LAST.format(days=days(when.oldest + 1))
    return ""


def nouns(table: str) -> tuple[str, str, str]:
    """Return the verb, and the noun for one and for many, of a table of events.

    Parameters
    ----------
    table : its name

    Returns
    -------
    (str, str, str)

    Examples
    --------
    >>> nouns("sends"), nouns("store_visits")
    (('got', 'message', 'messages'), ('had', 'store visit', 'store visits'))
    """
    if table in words.GOT:
        return words.GOT[table]
    many = table.replace("_", " ").strip() or table
    return words.HAD, many.removesuffix("s") or many, many
